"""Who comes: one answer for each person, never more seats than there are, and those who wait in the order they came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import offering, service
from bot.features.events.due import Lapse
from bot.features.events.model import COMING, SEATED, Answer, Coming, Event, Occurrence, State, answers
from bot.features.events.times import Time, time_of
from bot.features.membership import service as membership
from bot.features.membership.access import rights_of
from bot.jobs.outbox import redraw
from bot.jobs.queue import later


@dataclass(frozen=True, slots=True)
class Answered:
    """What was made of an answer; `position` among those who wait, from 1."""

    answer: Answer
    position: int = 0


def answer(tx: Tx, row: Event, made: Occurrence, person: str, said: Answer) -> Answered:
    """Keep what somebody says; whoever wants to come and finds no seat waits for one."""
    held(tx, made)
    before = service.answer_of(tx, made.id, person)
    wanted = said
    if said is Answer.GOING and not (before and before.answer in SEATED) and _full(tx, row, made):
        wanted = Answer.WAITING
    if before is None or before.answer is not wanted or before.turn < 0 or before.until is not None:
        _keep(tx, made, person, wanted, before)
        if before is not None and before.until is not None:
            offering.changed(tx, row.community, person, lapsed=before.until)
        if before is not None and before.answer in SEATED and wanted not in SEATED:
            fill(tx, row, made)
        redraw(tx, made.card)
        service.look_later(tx, made, f"{person}/{tx.now:%Y%m%dT%H%M%S}")
    elif before.followed:
        tx.run(update(answers).where(*_theirs(made, person)).values(followed=False))
    return Answered(wanted, _position(tx, made, person) if wanted is Answer.WAITING else 0)


def coming(tx: Tx, occurrence: str, *, after: str, limit: int) -> list[Coming]:
    """The next who said that they come, or may, in the order of their ids."""
    said = (answers.c.occurrence == occurrence, answers.c.answer.in_(COMING), answers.c.person > after)
    return tx.all(select(answers).where(*said).order_by(answers.c.person).limit(limit), Coming)


def follow(tx: Tx, row: Event, made: Occurrence, person: str) -> Coming:
    """Whoever follows the series comes to this time of it, or waits for a seat; what they answered themselves holds.

    Following again also asks for a seat that was kept for them and lapsed.
    """
    held(tx, made)
    before = service.answer_of(tx, made.id, person)
    if before is not None and before.followed and before.answer is Answer.NO:
        take_back(tx, row, made, person)
        before = None
    return before or put_down(tx, row, made, person)


def put_down(tx: Tx, row: Event, made: Occurrence, person: str) -> Coming:
    """The same for somebody who has not answered for it; nobody else answers there until this unit ends.

    It is looked at anyway when it comes near enough for reminders.
    """
    wanted = Answer.WAITING if _full(tx, row, made) else Answer.GOING
    mine = Coming(made.id, person, wanted, tx.now, _turn(tx, made), None, muted=False, followed=True)
    tx.add(answers, mine)
    redraw(tx, made.card)
    if made.at - service.LOOK_BEFORE <= tx.now:
        service.look_later(tx, made, f"{person}/{tx.now:%Y%m%dT%H%M%S}")
    return mine


def take_back(tx: Tx, row: Event, made: Occurrence, person: str) -> bool:
    """Whoever follows the series no more gives up what they never said of this time themselves; False for nothing."""
    held(tx, made)
    before = service.answer_of(tx, made.id, person)
    if before is None or not before.followed:
        return False
    tx.run(delete(answers).where(*_theirs(made, person)))
    if before.until is not None:
        offering.changed(tx, row.community, person, lapsed=before.until)
    if before.answer in SEATED:
        fill(tx, row, made)
    redraw(tx, made.card)
    return True


def interested(tx: Tx, community: Community, made: Occurrence, persons: Collection[str], *, listed: int) -> None:
    """These people say on a workspace's own list that they may come: so they may, unless they answered us.

    `listed` is below 0 and names that list. Whoever says so there no more takes that Maybe back, and nothing else. Of
    those who may not answer nothing is kept.
    """
    held(tx, made)
    theirs = select(answers.c.person, answers.c.turn).where(answers.c.occurrence == made.id)
    turns = {row.person: row.turn for row in tx.all(theirs)}
    come = [each for each in persons if each not in turns and rights_of(tx, community, each).write]
    gone = [each for each, turn in turns.items() if turn == listed and each not in persons]
    for each in come:
        tx.add(answers, Coming(made.id, each, Answer.MAYBE, tx.now, listed, None, muted=False))
    for each in gone:
        tx.run(delete(answers).where(*_theirs(made, each)))
    if come or gone:
        redraw(tx, made.card)
        service.look_later(tx, made, f"{listed}/{tx.now:%Y%m%dT%H%M%S}")


def held(tx: Tx, made: Occurrence) -> None:
    """Nobody else gives or frees a seat there until this unit ends: what follows from a count still holds."""
    tx.hold(f"seats {made.id}")


def _full(tx: Tx, row: Event, made: Occurrence) -> bool:
    """Also while others wait who can still be asked: whoever asks first comes first."""
    if row.capacity is None:
        return False
    waiting = service.answered(tx, made.id, Answer.WAITING)
    return taken(tx, made) >= row.capacity or bool(waiting and offering.chances(tx, made, waiting))


def taken(tx: Tx, made: Occurrence) -> int:
    seated = (answers.c.occurrence == made.id, answers.c.answer.in_(SEATED))
    return int(tx.value(select(func.count()).select_from(answers).where(*seated)))


def _keep(tx: Tx, made: Occurrence, person: str, wanted: Answer, before: Coming | None) -> None:
    turn = _turn(tx, made)
    if before is None:
        tx.add(answers, Coming(made.id, person, wanted, tx.now, turn, None, muted=False))
        return
    now = {"answer": wanted, "at": tx.now, "turn": turn, "until": None, "followed": False}
    tx.run(update(answers).where(*_theirs(made, person)).values(now))


def _theirs(made: Occurrence, person: str) -> tuple[ColumnElement[bool], ...]:
    return answers.c.occurrence == made.id, answers.c.person == person


def _turn(tx: Tx, made: Occurrence) -> int:
    """Behind everybody who answered before, and never below 1: what is below 0 names a list and is no place in line."""
    last = tx.value(select(func.max(answers.c.turn)).where(answers.c.occurrence == made.id))
    return max(0, last or 0) + 1


def _position(tx: Tx, made: Occurrence, person: str) -> int:
    waiting = [each.person for each in service.answered(tx, made.id, Answer.WAITING)]
    return waiting.index(person) + 1


def fill(tx: Tx, row: Event, made: Occurrence) -> None:
    """Offer every free seat to the next member who waits; it is theirs until they answer, or the offer lapses."""
    community = communities.get(tx, row.community)
    if community is None or made.state is State.CANCELLED or made.at <= tx.now:
        return
    inside = {each.person for each in membership.members(tx, community.id)}
    waiting = [each for each in service.answered(tx, made.id, Answer.WAITING) if each.person in inside]
    asked = offering.chances(tx, made, waiting)
    free = len(asked) if row.capacity is None else max(0, row.capacity - taken(tx, made))
    for each in asked[:free]:
        _offer(tx, each.mine, each.until)
        offering.tell(tx, community, row, made, each)


def withdraw(tx: Tx, made: Occurrence) -> None:
    """Who is offered a seat at what is cancelled waits again in the same place: offered anew when that is back."""
    held(tx, made)
    offered = answers.c.occurrence == made.id, answers.c.answer == Answer.OFFERED
    tx.run(update(answers).where(*offered).values(answer=Answer.WAITING, until=None))


def _offer(tx: Tx, each: Coming, until: datetime) -> None:
    tx.run(
        update(answers)
        .where(answers.c.occurrence == each.occurrence, answers.c.person == each.person)
        .values(answer=Answer.OFFERED, until=until, at=tx.now)
    )
    job = Lapse(each.occurrence, each.person, until)
    later(tx, until, job, key=f"{each.occurrence}/lapse/{each.person}/{until:%Y%m%dT%H%M%S}")


def lapse(tx: Tx, job: Lapse) -> None:
    """Nobody answered in time: the seat goes to the next who waits, and whoever lost it is told.

    Until when it was kept stays with the answer as long as they say nothing else.
    """
    it = time_of(tx, job.occurrence, Time)
    if it is None:
        return
    community, row, made = it.community, it.row, it.made
    held(tx, made)
    lost = tx.run(
        update(answers)
        .where(
            answers.c.occurrence == made.id,
            answers.c.person == job.person,
            answers.c.answer == Answer.OFFERED,
            answers.c.until == job.until,
        )
        .values(answer=Answer.NO, at=tx.now)
    )
    if lost:
        if made.state is State.PLANNED:
            offering.lapsed(tx, community, row, made, job)
        fill(tx, row, made)
        redraw(tx, made.card)
