"""What becomes of private messages: what could not be delivered waits, and is looked at again before it is read."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from bot.chat.address import Account, Place
from bot.chat.message import Button, Message, say
from bot.chat.text import Who, t
from bot.db.tx import Tx
from bot.features.people.model import AWAY, LAPSED, READ, SENDING, SENT, WAITING, Mail, Told, accounts, mail, workspaces
from bot.features.people.service import at_account, letter, name
from bot.jobs.delivery import NO_MORE, Draw
from bot.jobs.outbox import redraw, send


def told(tx: Tx, end: Told) -> None:
    """A private message arrived or could not: then it waits, and a place that says nothing of it points to it."""
    ended = letter(tx, end.mail)
    if ended is None:
        return
    state = {"sent": SENT, NO_MORE: LAPSED}.get(end.outcome, WAITING)
    if not tx.run(mail.update().where(mail.c.id == ended.id, mail.c.state == SENDING).values(state=state)):
        return
    if ended.card:
        redraw(tx, ended.card)
    if state == WAITING:
        _point_out(tx, ended)


def _point_out(tx: Tx, letter: Mail) -> None:
    """One mention in the workspace's fallback channel that names nothing but the person (FEATURES 2.1.5)."""
    workspace = letter.account.workspace or _acts_in(tx, letter.account)
    channel = tx.value(
        select(workspaces.c.fallback_channel).where(
            workspaces.c.platform == letter.account.platform, workspaces.c.id == workspace
        )
    )
    if channel:
        place = Place(letter.account.platform, workspace, channel)
        button = Button(t("button-open"), "people.open")
        account = letter.account
        person = Who(name(tx, letter.person), account.platform, account.workspace, account.id, call=True)
        send(tx, place, say(t("people-message-waiting", person=person), button), key=f"{letter.id}/point")


def _acts_in(tx: Tx, account: Account) -> str:
    return tx.value(select(accounts.c.acts_in).where(*at_account(account))) or ""


_HELD = mail.c.state.in_((WAITING, AWAY))
_UNREAD = select(mail).where(mail.c.person == bindparam("person"), _HELD).order_by(mail.c.at, mail.c.id)
_TAKE = update(mail).where(mail.c.id == bindparam("mail"), _HELD).values(state=bindparam("taken"))
"""Whoever does two things at once reads it once."""


def waiting(tx: Tx, person: str, draw: Draw, *, locale: str) -> list[Message]:
    """What could not be delivered and may be read now, oldest first; marks it read, also on the cards that show it.

    What is drawn anew and has become the same as another is read once.
    """
    found: list[Message] = []
    cards = set()
    for each in tx.all(_UNREAD, Mail, person=person):
        now = draw(tx, each.drawn, locale, each.account) if each.drawn else each.message
        held = isinstance(now, Message) and not (each.drawn and now in found)
        first = tx.run(_TAKE, mail=each.id, taken=READ if held else LAPSED)
        if first and held and isinstance(now, Message):
            found.append(now)
        if first and each.card:
            cards.add(each.card)
    for card in cards:
        redraw(tx, card)
    return found
