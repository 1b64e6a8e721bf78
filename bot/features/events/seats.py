"""Who comes: one answer for each person, never more seats than there are, and those who wait in the order they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.events import notices, service
from bot.features.events.model import SEATED, Answer, Coming, Event, Lapse, Occurrence, State, answers
from bot.features.people import service as people
from bot.jobs.outbox import redraw
from bot.jobs.queue import later

CONFIRM, CONFIRM_SOON, SOON = timedelta(hours=24), timedelta(hours=2), timedelta(hours=24)
"""How long a free seat is kept for the next in line, and how long when the event is so near (FEATURES 2.6.2)."""


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
    if before is None or before.answer is not wanted:
        _keep(tx, made, person, wanted, before)
        if before is not None and before.answer in SEATED and wanted not in SEATED:
            fill(tx, row, made)
        redraw(tx, made.card)
        service.look_later(tx, made, f"{person}/{tx.now:%Y%m%dT%H%M%S}")
    return Answered(wanted, _position(tx, made, person) if wanted is Answer.WAITING else 0)


def held(tx: Tx, made: Occurrence) -> None:
    """Nobody else gives or frees a seat there until this unit ends: what follows from a count still holds."""
    tx.hold(f"seats {made.id}")


def _full(tx: Tx, row: Event, made: Occurrence) -> bool:
    """Also while others wait: whoever asks first comes first."""
    if row.capacity is None:
        return False
    return taken(tx, made) >= row.capacity or bool(service.answered(tx, made.id, Answer.WAITING))


def taken(tx: Tx, made: Occurrence) -> int:
    seated = (answers.c.occurrence == made.id, answers.c.answer.in_(SEATED))
    return int(tx.value(select(func.count()).select_from(answers).where(*seated)))


def _keep(tx: Tx, made: Occurrence, person: str, wanted: Answer, before: Coming | None) -> None:
    turn = (tx.value(select(func.max(answers.c.turn)).where(answers.c.occurrence == made.id)) or 0) + 1
    if before is None:
        tx.add(answers, Coming(made.id, person, wanted, tx.now, turn, None, muted=False))
        return
    tx.run(
        update(answers)
        .where(answers.c.occurrence == made.id, answers.c.person == person)
        .values(answer=wanted, at=tx.now, turn=turn, until=None)
    )


def _position(tx: Tx, made: Occurrence, person: str) -> int:
    waiting = [each.person for each in service.answered(tx, made.id, Answer.WAITING)]
    return waiting.index(person) + 1


def fill(tx: Tx, row: Event, made: Occurrence) -> None:
    """Offer every free seat to the next who waits; the seat is theirs until they answer, or the offer lapses."""
    community = communities.get(tx, row.community)
    if community is None or made.state is State.CANCELLED or made.at <= tx.now:
        return
    waiting = service.answered(tx, made.id, Answer.WAITING)
    free = len(waiting) if row.capacity is None else max(0, row.capacity - taken(tx, made))
    for each in waiting[:free]:
        until = min(made.at, tx.now + (CONFIRM_SOON if made.at - tx.now < SOON else CONFIRM))
        _offer(tx, each, until)
        told = notices.offered(community, row, made, until)
        people.tell(tx, each.person, told, key=f"{made.id}/offered/{each.person}/{until:%Y%m%dT%H%M%S}")


def _offer(tx: Tx, each: Coming, until: datetime) -> None:
    tx.run(
        update(answers)
        .where(answers.c.occurrence == each.occurrence, answers.c.person == each.person)
        .values(answer=Answer.OFFERED, until=until)
    )
    job = Lapse(each.occurrence, each.person, until)
    later(tx, until, job, key=f"{each.occurrence}/lapse/{each.person}/{until:%Y%m%dT%H%M%S}")


def lapse(tx: Tx, job: Lapse) -> None:
    """Nobody answered in time: the seat goes to the next who waits, and whoever lost it is told."""
    made = service.occurrence(tx, job.occurrence)
    row = service.event(tx, made.event) if made else None
    community = communities.get(tx, row.community) if row else None
    if made is None or row is None or community is None:
        return
    held(tx, made)
    lost = tx.run(
        update(answers)
        .where(
            answers.c.occurrence == made.id,
            answers.c.person == job.person,
            answers.c.answer == Answer.OFFERED,
            answers.c.until == job.until,
        )
        .values(answer=Answer.NO, until=None, at=tx.now)
    )
    if lost:
        key = f"{made.id}/lapsed/{job.person}/{job.until:%Y%m%dT%H%M%S}"
        if made.state is State.PLANNED:
            people.tell(tx, job.person, notices.lapsed(community, row, made), key=key)
        fill(tx, row, made)
        redraw(tx, made.card)
