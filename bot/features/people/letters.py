"""What becomes of private messages: what could not be delivered waits, and is looked at again before it is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update

from bot.chat.address import Account, Place
from bot.chat.message import Button, Message, say
from bot.chat.text import Who, t
from bot.db.tx import Tx, new_id
from bot.features.people import attention
from bot.features.people.bundles import redraw_digest
from bot.features.people.model import (
    AWAY,
    HELD,
    LAPSED,
    READ,
    SENDING,
    SENT,
    WAITING,
    Mail,
    Told,
    accounts,
    mail,
    workspaces,
)
from bot.features.people.naming import who
from bot.features.people.pages import home_changed
from bot.features.people.service import accounts_of, at_account, letter, person_of, reads_at
from bot.jobs.claims import behind
from bot.jobs.delivery import NO_MORE, Draw
from bot.jobs.outbox import Withheld, cards, redraw, send, show

PATIENCE = timedelta(hours=1)
"""So long a letter waits for the engine, however much that has to do."""

A_BIT = timedelta(seconds=5)


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
        home_changed(tx, [ended.person])
        if not end.quietly:
            _point_out(tx, ended)


def leaves(tx: Tx, to: Account, end: Told) -> datetime:
    """When a letter may leave: what was to come in the morning, or by day, does not come in a later night.

    What is of no use any more presses no more. What is drawn as it leaves and answers nobody leaves, after an absence,
    once everything that fell due meanwhile is done: it may have nothing to say then.
    """
    ended = letter(tx, end.mail)
    if ended is None:
        return tx.now
    patient = ended.needs and (end.quietly or not end.awaited) and tx.now - ended.at < PATIENCE
    if patient and behind(tx):
        return tx.now + A_BIT
    until = end.until if end.until is not None and end.until > tx.now else None
    at = reads_at(tx, ended.person, awaited=end.awaited, until=until)
    if at > tx.now:
        attention.put_off(tx, ended.id, at)
    elif not end.alert:
        attention.left(tx, ended.person, ended.id)
    return at


def leaves_by_day(tx: Tx, to: Account, end: None) -> datetime:
    """The same for a message that is nobody's letter."""
    return reads_at(tx, person_of(tx, to))


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
        person = Who(who(tx, letter.person).name, account.platform, account.workspace, account.id, call=True)
        send(tx, place, say(t("people-message-waiting", person=person), button), key=f"{letter.id}/point")


def _acts_in(tx: Tx, account: Account) -> str:
    return tx.value(select(accounts.c.acts_in).where(*at_account(account))) or ""


_MISSED = or_(mail.c.state == WAITING, mail.c.state == AWAY)
_STILL = or_(_MISSED, mail.c.state == HELD)
_WAITING, _UNREAD = (
    select(mail).where(mail.c.person == bindparam("person"), states).order_by(mail.c.at, mail.c.id)
    for states in (_MISSED, _STILL)
)
_TAKE = update(mail).where(mail.c.id == bindparam("mail"), _STILL).values(state=bindparam("taken"))
"""Whoever does two things at once reads it once."""


def unread(tx: Tx, person: str) -> int:
    """How many private messages wait for a person."""
    return len(tx.all(_UNREAD, Mail, person=person))


def waiting(tx: Tx, person: str, draw: Draw, *, locale: str, opening: bool = False) -> list[Message]:
    """What could not be delivered and may be read now, oldest first; marks it read, also on the cards that show it.

    With `opening` also what was held back, which comes before no answer to something else.

    What is drawn anew and has become the same as another is read once.
    """
    return _handed_over(tx, tx.all(_UNREAD if opening else _WAITING, Mail, person=person), draw, locale=locale)


def opened(tx: Tx, person: str, digest: str, draw: Draw, *, to: Account, locale: str) -> int:
    """Write what a digest told of, each letter by itself, so that it stays true as long as it stands; how many.

    They asked for it: so it counts for no day. What has become the same as another is written once.
    """
    taken = _taken(tx, told_within(tx, person, digest), lambda each: draw(tx, each.drawn, locale, to), state=SENDING)
    for each, _ in taken:
        _write(tx, each, to)
    redraw_digest(tx, person, digest)
    return len(taken)


def _write(tx: Tx, letter: Mail, to: Account) -> None:
    tx.run(update(mail).where(mail.c.id == letter.id).values(account=to))
    key, then = f"{letter.key}/opened", Told(letter.id, awaited=True)
    if letter.needs:
        show(tx, to, letter.drawn, key=key, then=then)
    else:
        send(tx, to, letter.message, key=key, then=then)


def was_opened(tx: Tx, person: str, digest: str) -> bool:
    """Whether anything that a digest told of was written since."""
    theirs = (mail.c.person == person, mail.c.within == digest, mail.c.state.in_((SENDING, SENT, WAITING, READ)))
    return bool(tx.value(select(mail.c.id).where(*theirs).limit(1)))


def _handed_over(tx: Tx, letters: Sequence[Mail], draw: Draw, *, locale: str) -> list[Message]:
    taken = _taken(tx, letters, lambda each: draw(tx, each.drawn, locale, each.account), state=READ)
    return [now for _, now in taken]


def _taken(
    tx: Tx, letters: Sequence[Mail], drawn: Callable[[Mail], Message | Withheld | None], *, state: str
) -> list[tuple[Mail, Message]]:
    """Those that nobody took before, with what they say now; of what has become the same as another, the first."""
    found: list[tuple[Mail, Message]] = []
    for each in letters:
        now = drawn(each) if each.drawn else each.message
        said = now if isinstance(now, Message) and not (each.drawn and now in [one for _, one in found]) else None
        if not tx.run(_TAKE, mail=each.id, taken=LAPSED if said is None else state):
            continue
        if said is not None:
            found.append((each, said))
        if each.card:
            redraw(tx, each.card)
    home_changed(tx, {each.person for each in letters})
    return found


def written_to(tx: Tx, person: str, needs: Collection[str]) -> list[Mail]:
    """Every private message of these kinds and subjects that was ever written to somebody."""
    return tx.all(select(mail).where(mail.c.person == person, mail.c.needs.in_(needs)), Mail)


def was_read(tx: Tx, letter: Mail) -> bool:
    """Whether a letter lies in an inbox, or was read otherwise; also when nobody has heard yet that it arrived."""
    return letter.state in (SENT, READ) or any(each.message_id for each in cards(tx, letter.drawn))


def holding(tx: Tx, persons: Collection[str]) -> set[str]:
    """Those of these people for whom something was held back of which no digest has told."""
    kept = (mail.c.state == HELD, mail.c.within == "")
    theirs = select(mail.c.person).where(mail.c.person.in_(persons), *kept).distinct()
    return {row.person for row in tx.all(theirs)} if persons else set()


def hand_over(tx: Tx, person: str, digest: str) -> None:
    """A digest tells of what was held back; it can be opened from there."""
    theirs = (mail.c.person == person, mail.c.state == HELD, mail.c.within == "")
    tx.run(update(mail).where(*theirs).values(within=digest))


def told_within(tx: Tx, person: str, digest: str) -> list[Mail]:
    """What a digest tells of and nobody has read yet."""
    theirs = (mail.c.person == person, mail.c.within == digest, mail.c.state == HELD)
    return tx.all(select(mail).where(*theirs).order_by(mail.c.at, mail.c.id), Mail)


def hold(tx: Tx, person: str, *, key: str, needs: str) -> None:
    """Something they have no room for today: it waits for their next digest."""
    account = next(iter(accounts_of(tx, person)), None)
    if account is not None and tx.add_once(
        mail, Mail(new_id("mail"), key, person, account.address, Message(()), "", needs, HELD, tx.now)
    ):
        home_changed(tx, [person])


def kept_back(tx: Tx, person: str) -> bool:
    """Whether anything was held back and has not been read, told of in a digest or not."""
    return bool(tx.value(select(mail.c.id).where(mail.c.person == person, mail.c.state == HELD).limit(1)))
