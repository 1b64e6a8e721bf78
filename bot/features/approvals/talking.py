"""Claiming a request, asking the person back, and what people write about it; none of it decides."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.text import Moment, t
from bot.db.tx import Tx, new_id
from bot.features.approvals import history, messages
from bot.features.approvals.deciding import Hindered, already, claimed, claimed_by_other, in_the_way, tell
from bot.features.approvals.digest import impartial
from bot.features.approvals.model import CLAIM, LETTERS, Unclaim, What
from bot.features.approvals.reminding import hearing, remind_all
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import closed, while_deciding
from bot.features.membership.doors import request_changed
from bot.features.membership.model import Asked, News, Request
from bot.features.people import service as people
from bot.jobs.outbox import send
from bot.jobs.queue import later


def claim(tx: Tx, community: Community, asked: Request, *, by: str, knowingly: bool = False) -> Hindered | None:
    """Keep a request for oneself for 24 hours; `knowingly` takes it from whoever has it (FEATURES 2.2.5)."""
    hindered = in_the_way(tx, community, asked, by, despite_claim=knowingly)
    if hindered is not None:
        return hindered
    until = tx.now + CLAIM
    if claimed_by(asked, by, tx):
        return Hindered(
            t("approvals-claimed-by-you", until=Moment(asked.claimed_until or until)), (messages.release_button(asked),)
        )
    former = asked.claimed_by if claimed_by_other(asked, by, tx.now) else ""
    if not requests.claim(tx, asked, by=by, until=until, over=former):
        return _changed(tx, asked)
    later(tx, until, Unclaim(asked.id, by, until), key=f"{asked.id}/unclaim/{by}/{until:%Y%m%dT%H%M%S%f}")
    history.record(tx, asked, What.TAKEN_OVER if former else What.CLAIMED, by=by)
    request_changed(tx, asked.id)
    if former:
        told = messages.taken_over(community, people.who(tx, asked.person), people.who(tx, by))
        people.tell(tx, former, told, key=new_id(f"{asked.id}/taken"), needs=while_deciding(community))
    return None


def claimed_by(asked: Request, person: str, tx: Tx) -> bool:
    return bool(asked.claimed_by == person and asked.claimed_until and asked.claimed_until > tx.now)


def _changed(tx: Tx, asked: Request) -> Hindered:
    now = membership.request(tx, asked.id) or asked
    return already(tx, now) if now.status is not Asked.OPEN else claimed(tx, now)


def release(tx: Tx, asked: Request, *, by: str) -> bool:
    """Give a claim up; False when it is not one's own any more."""
    if not claimed_by(asked, by, tx) or asked.claimed_until is None:
        return False
    if not requests.release(tx, asked, by=by, until=asked.claimed_until):
        return False
    history.record(tx, asked, What.RELEASED, by=by)
    request_changed(tx, asked.id)
    return True


def unclaim(tx: Tx, due: Unclaim) -> None:
    """The 24 hours are over: whoever comes next may decide."""
    asked = membership.request(tx, due.request)
    if asked is not None and requests.release(tx, asked, by=due.by, until=due.until):
        history.record(tx, asked, What.UNCLAIMED)
        request_changed(tx, asked.id)


def ask(tx: Tx, community: Community, asked: Request, question: str, *, by: str) -> Hindered | None:
    """Put a question to the applicant privately; the deadline of the request stays what it was."""
    hindered = in_the_way(tx, community, asked, by)
    if hindered is not None:
        return hindered
    if not requests.ask(tx, asked, question, by=by):
        return _changed(tx, asked)
    history.record(tx, asked, What.QUESTION, by=by, words=question)
    request_changed(tx, asked.id)
    tell(tx, asked, messages.question(community, asked, question), key=history.question(tx, asked))
    return None


def answer(tx: Tx, community: Community, asked: Request, words: str) -> Hindered | None:
    """The applicant answers: the card shows it, and the administrators hear that there is an answer."""
    if community.archived:
        return Hindered(closed(community), over=True)
    if not requests.reply(tx, asked, words):
        return Hindered(t("approvals-answer-too-late"), over=True)
    history.record(tx, asked, What.ANSWERED, by=asked.person, words=words)
    request_changed(tx, asked.id)
    remind_all(tx, community, asked, News.ANSWERED, key=new_id(f"{asked.id}/answered"))
    return None


def write(tx: Tx, community: Community, asked: Request, words: str) -> Hindered | None:
    """Somebody who was rejected writes to the administrators, a few times at most."""
    if community.archived:
        return Hindered(closed(community), over=True)
    tx.hold(f"request {asked.id}")
    if history.done(tx, asked.id, What.WROTE, by=asked.person) >= LETTERS:
        return Hindered(t("approvals-wrote-enough", limit=LETTERS))
    history.record(tx, asked, What.WROTE, by=asked.person, words=words)
    letter = messages.letter(asked, people.who(tx, asked.person), words)
    notify(tx, community, asked, letter, key=new_id(f"{asked.id}/wrote"))
    return None


def tell_team(tx: Tx, community: Community, asked: Request) -> Hindered | None:
    """The applicant of a request that nobody handled tells the platform team, once."""
    team = impartial(tx, community, asked, [each.id for each in people.owners(tx)])
    if not team:
        return Hindered(t("approvals-no-team"))
    tx.hold(f"request {asked.id}")
    if history.done(tx, asked.id, What.TOLD_TEAM, by=asked.person):
        return Hindered(t("approvals-team-knows"))
    history.record(tx, asked, What.TOLD_TEAM, by=asked.person)
    told = messages.for_team(community, asked, people.who(tx, asked.person))
    for owner in team:
        key = f"{asked.id}/team/{owner}"
        people.tell(tx, owner, told, key=key, needs=while_deciding(community), decides=True)
    return None


def notify(tx: Tx, community: Community, asked: Request, heard: Message, *, key: str) -> None:
    """Say something of a request where the administrators meet, or to whoever hears instead."""
    places, private = hearing(tx, community)
    for place in places:
        send(tx, place, heard, key=f"{key}/{place}")
    for person in impartial(tx, community, asked, private):
        people.tell(tx, person, heard, key=f"{key}/{person}", needs=while_deciding(community), decides=True)
