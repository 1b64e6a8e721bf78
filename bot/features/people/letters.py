"""What became of a private message, and what waits for a person until they do something; nothing is lost on the way."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from bot.chat.address import Account, Place
from bot.chat.message import Button, say
from bot.chat.text import Who, t
from bot.db.tx import Tx
from bot.features.people.model import READ, SENDING, SENT, WAITING, Mail, accounts, mail, workspaces
from bot.features.people.service import Told, at_account, name
from bot.jobs.outbox import redraw, send


def told(tx: Tx, end: Told) -> None:
    """A private message arrived or could not: then it waits, and a place that says nothing of it points to it."""
    letter = tx.one(select(mail).where(mail.c.id == end.mail), Mail)
    if letter is None:
        return
    arrived = end.outcome == "sent"
    if not tx.run(
        mail.update().where(mail.c.id == letter.id, mail.c.state == SENDING).values(state=SENT if arrived else WAITING)
    ):
        return
    if letter.card:
        redraw(tx, letter.card)
    if not arrived:
        _point_out(tx, letter)


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


_UNREAD = (
    select(mail).where(mail.c.person == bindparam("person"), mail.c.state == WAITING).order_by(mail.c.at, mail.c.id)
)


def waiting(tx: Tx, person: str) -> list[Mail]:
    """What could not be delivered and was not read yet, oldest first; marks it read, also on the cards that show it."""
    letters = tx.all(_UNREAD, Mail, person=person)
    if letters:
        tx.run(update(mail).where(mail.c.id.in_([each.id for each in letters])).values(state=READ))
    for card in {each.card for each in letters if each.card}:
        redraw(tx, card)
    return letters
