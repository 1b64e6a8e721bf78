"""Private messages that tell of several things at once are drawn again when one of these is no longer so."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from bot.db.tx import Tx
from bot.features.people.model import BUNDLE, HELD, READ, SENDING, SENT, WAITING, Mail, mail
from bot.jobs.outbox import redraw

Covers = Callable[[str, str], bool]
"""(newer, older) → whether the one card `kind:subject` tells all that the other did."""


def letters_of(tx: Tx, needs: str, person: str = "", *, since: datetime | None = None) -> list[str]:
    """The living cards of every private message of a kind and subject that lies with somebody, or is on its way.

    With `person` only theirs, with `since` only what was written from then on.
    """
    recent = [mail.c.at >= since] if since else []
    rows = tx.all(select(mail.c.id).where(*_of_kind(needs, person), *recent, mail.c.state.in_((SENDING, SENT))))
    return [f"{needs}/{row.id}" for row in rows]


def redraw_letters(tx: Tx, needs: str, person: str = "", *, since: datetime | None = None) -> None:
    """Draw every private message of a kind and subject again, wherever it lies; `person` and `since` as above."""
    for card in letters_of(tx, needs, person, since=since):
        redraw(tx, card)
    redraw_digests(tx, *_of_kind(needs, person))


def _of_kind(needs: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return (mail.c.needs == needs, *((mail.c.person == person,) if person else ()))


def redraw_standing(
    tx: Tx, persons: Collection[str], kinds: Collection[str], covers: Covers, *, since: datetime | None = None
) -> None:
    """Draw again what these people read of these kinds, but for what something newer that they have now covers.

    With `since` only what was written from then on.
    """
    if not persons:
        return
    of_kind = or_(*(mail.c.needs.startswith(f"{kind}:") for kind in kinds)), mail.c.person.in_(persons)
    standing: dict[str, list[Mail]] = {}
    recent = [mail.c.at >= since] if since else []
    there = select(mail).where(*of_kind, *recent, mail.c.state.in_((SENDING, SENT))).order_by(mail.c.at, mail.c.id)
    for each in tx.all(there, Mail):
        before = standing.setdefault(each.person, [])
        if each.state == SENT:
            before[:] = [one for one in before if not covers(each.needs, one.needs)]
        before.append(each)
    for each in (one for several in standing.values() for one in several):
        redraw(tx, each.drawn)
    redraw_digests(tx, *of_kind)


def covered_by_any(newer: str, older: str) -> bool:
    """Covers where the newest letter of a kind tells all, and those before it only that a newer one came."""
    return True


def after(tx: Tx, letter: Mail, kind: str, *, on_their_way: bool = True) -> list[str]:
    """The subjects of the letters of a kind that came to the same person after this one, or are on their way."""
    later = or_(mail.c.at > letter.at, and_(mail.c.at == letter.at, mail.c.id > letter.id))
    came = mail.c.state.in_((SENDING, SENT, WAITING, READ) if on_their_way else (SENT, READ))
    rows = tx.all(
        select(mail.c.needs).where(mail.c.person == letter.person, later, came, mail.c.needs.startswith(f"{kind}:"))
    )
    return [row.needs.partition(":")[2] for row in rows]


def redraw_digests(tx: Tx, *letters: ColumnElement[bool]) -> None:
    """Draw the digests again that told of such letters, which were held back and have not been read since."""
    told = select(mail.c.person, mail.c.within).where(*letters, mail.c.state == HELD, mail.c.within != "").distinct()
    for row in tx.all(told):
        redraw_digest(tx, row.person, row.within)


def redraw_digest(tx: Tx, person: str, digest: str) -> None:
    """Draw the one again that came to somebody at that moment, and none of their others."""
    those = mail.c.needs.startswith(f"{BUNDLE}:"), mail.c.needs.endswith(f"-{digest}")
    for each in tx.all(select(mail).where(mail.c.person == person, mail.c.state.in_((SENDING, SENT)), *those), Mail):
        redraw(tx, each.drawn)
