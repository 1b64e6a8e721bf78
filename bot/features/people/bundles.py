"""Private messages that tell of several things at once are drawn again when one of these is no longer so."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, or_, select

from bot.db.tx import Tx
from bot.features.people.model import BUNDLE, HELD, SENDING, SENT, Mail, mail
from bot.jobs.outbox import redraw


def redraw_last(tx: Tx, persons: Collection[str], kinds: Collection[str]) -> None:
    """Draw again what each of these people read last of each of these kinds: older ones say how it was then."""
    if not persons:
        return
    of_kind = or_(*(mail.c.needs.startswith(f"{kind}:") for kind in kinds)), mail.c.person.in_(persons)
    last: dict[tuple[str, str], str] = {}
    there = select(mail).where(*of_kind, mail.c.state.in_((SENDING, SENT))).order_by(mail.c.at, mail.c.id)
    for each in tx.all(there, Mail):
        last[each.person, each.needs.partition(":")[0]] = each.drawn
    for card in last.values():
        redraw(tx, card)
    redraw_digests(tx, *of_kind)


def redraw_digests(tx: Tx, *letters: ColumnElement[bool]) -> None:
    """Draw the digests again that told of such letters, which were held back and have not been read since."""
    told = select(mail.c.person, mail.c.within).where(*letters, mail.c.state == HELD, mail.c.within != "").distinct()
    for row in tx.all(told):
        those = mail.c.needs.startswith(f"{BUNDLE}:"), mail.c.needs.endswith(f"-{row.within}")
        sent = select(mail).where(mail.c.person == row.person, mail.c.state.in_((SENDING, SENT)), *those)
        for each in tx.all(sent, Mail):
            redraw(tx, each.drawn)
