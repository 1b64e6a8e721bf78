"""Events from draft to planned, and the occurrences of series; every step is one conditional update."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import func, select, update

from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events.model import (
    CONCERNED,
    SECOND,
    Announce,
    Answer,
    Coming,
    Event,
    Extend,
    Look,
    Occurrence,
    Plan,
    State,
    Status,
    Tally,
    Type,
    answers,
    events,
    occurrences,
)
from bot.features.events.recurrence import slots
from bot.jobs.outbox import cards, show
from bot.jobs.queue import later

AHEAD = timedelta(days=2 * 366)
"""How far ahead the occurrences of a series are kept, so that calendars show them."""

EXTENDED = timedelta(days=30)
"""How often a series is carried on."""

CARD_BEFORE = timedelta(days=7)
"""When the card of a series' next occurrence is posted."""

LOOK_BEFORE = timedelta(days=8)
"""From when on somebody may have to be reminded."""


def event(tx: Tx, event_id: str) -> Event | None:
    return tx.one(select(events).where(events.c.id == event_id), Event)


def occurrence(tx: Tx, occurrence_id: str) -> Occurrence | None:
    return tx.one(select(occurrences).where(occurrences.c.id == occurrence_id), Occurrence)


def occurrences_of(tx: Tx, event_id: str, *, after: datetime | None = None) -> list[Occurrence]:
    """The occurrences of an event that end after an instant, in order."""
    later_ones = [occurrences.c.ends > after] if after else []
    return tx.all(
        select(occurrences).where(occurrences.c.event == event_id, *later_ones).order_by(occurrences.c.number),
        Occurrence,
    )


def coming(tx: Tx, community: str, *, after: datetime, cancelled: bool = True) -> list[tuple[Event, Occurrence]]:
    """What takes place in a community and ends after an instant, in order of time."""
    planned = select(events).where(events.c.community == community, events.c.status == Status.PLANNED)
    known = {each.id: each for each in tx.all(planned, Event)}
    states = (State.PLANNED, State.CANCELLED) if cancelled else (State.PLANNED,)
    rows = tx.all(
        select(occurrences)
        .join(events, events.c.id == occurrences.c.event)
        .where(
            events.c.community == community,
            events.c.status == Status.PLANNED,
            occurrences.c.ends > after,
            occurrences.c.state.in_(states),
        )
        .order_by(occurrences.c.at, occurrences.c.id),
        Occurrence,
    )
    return [(known[each.event], each) for each in rows]


def answered(tx: Tx, occurrence_id: str, *which: Answer) -> list[Coming]:
    """Who gave these answers, in the order in which they did."""
    return tx.all(
        select(answers)
        .where(answers.c.occurrence == occurrence_id, answers.c.answer.in_(which))
        .order_by(answers.c.turn, answers.c.person),
        Coming,
    )


def answer_of(tx: Tx, occurrence_id: str, person: str) -> Coming | None:
    return tx.one(select(answers).where(answers.c.occurrence == occurrence_id, answers.c.person == person), Coming)


def tally(tx: Tx, occurrence_id: str) -> Tally:
    counted = {
        row.answer: row.many
        for row in tx.all(
            select(answers.c.answer, func.count().label("many"))
            .where(answers.c.occurrence == occurrence_id)
            .group_by(answers.c.answer)
        )
    }
    return Tally(
        counted.get(Answer.GOING, 0),
        counted.get(Answer.MAYBE, 0),
        counted.get(Answer.WAITING, 0),
        counted.get(Answer.OFFERED, 0),
    )


def concerned(tx: Tx, found: Iterable[Occurrence]) -> list[str]:
    """Everybody who comes, may come or waits for a seat at any of these, each once."""
    people = (each.person for row in found for each in answered(tx, row.id, *CONCERNED))
    return list(dict.fromkeys(people))


def draft(tx: Tx, community: Community, caller: Caller, kind: Type, plan: Plan) -> Event:
    """Store what was written; nobody hears of it before its author has seen its day and hour in full (P5)."""
    row = Event(
        id=new_id("evt"), community=community.id, author=caller.id, account=caller.account, type=kind,
        title=plan.title, purpose=plan.purpose, where=plan.where, zone=plan.zone, start=_wall(plan.start),
        minutes=plan.minutes, capacity=plan.capacity, rhythm=plan.rhythm, every=plan.every, rule=plan.rule,
        first=1, last=None, status=Status.DRAFT, revision=1, created_at=tx.now,
    )  # fmt: skip
    tx.add(events, row)
    return row


def rewrite(tx: Tx, row: Event, plan: Plan) -> Event | None:
    """Write a draft anew; None when it is none any more, or somebody was first."""
    return change(
        tx, row, status=Status.DRAFT, title=plan.title, purpose=plan.purpose, where=plan.where, zone=plan.zone,
        start=_wall(plan.start), minutes=plan.minutes, capacity=plan.capacity, rhythm=plan.rhythm, every=plan.every,
        rule=plan.rule,
    )  # fmt: skip


def _wall(start: datetime) -> str:
    return f"{start:%Y-%m-%dT%H:%M}{SECOND if start.fold else ''}"


def change(tx: Tx, row: Event, **values: object) -> Event | None:
    """Change an event that is still as it was read; None when somebody was first."""
    changed = tx.run(
        update(events)
        .where(events.c.id == row.id, events.c.revision == row.revision, events.c.status == row.status)
        .values(revision=row.revision + 1, **values)
    )
    return event(tx, row.id) if changed else None


def discard(tx: Tx, row: Event) -> bool:
    return row.status is Status.DRAFT and change(tx, row, status=Status.DISCARDED) is not None


def put_in_calendar(tx: Tx, row: Event, *, by: str) -> Event | None:
    """Plan a draft: its card goes where the community lives. None when somebody was first."""
    planned = change(tx, row, status=Status.PLANNED) if row.status is Status.DRAFT else None
    if planned is None:
        return None
    carry_on(tx, planned)
    communities.contributed(tx, row.community, by, "event", thing=row.id)
    communities.record(tx, row.community, by, "event-planned", title=row.title)
    return planned


def carry_on(tx: Tx, row: Event) -> None:
    """Make the occurrences that are missing up to AHEAD, and ask for the next look at a series."""
    made = tx.value(select(func.max(occurrences.c.number)).where(occurrences.c.event == row.id)) or 0
    horizon = tx.now + (AHEAD if row.series else timedelta(days=366 * 6))
    for number, slot in zip(count(row.first), slots(row.begins, row.zone, row.rule, until=horizon), strict=False):
        if row.last is not None and number > row.last:
            return
        if number > made:
            _make(tx, row, number, slot.at)
    if row.series:
        due = tx.now + EXTENDED
        later(tx, due, Extend(row.id, f"{due:%Y%m%d}"), key=f"{row.id}/extend/{due:%Y%m%d}")


def _make(tx: Tx, row: Event, number: int, at: datetime) -> None:
    made = Occurrence(
        new_id("occ"), row.id, number, at, at + timedelta(minutes=row.minutes), State.PLANNED, 1, None, tx.now
    )
    tx.add(occurrences, made)
    announce_later(tx, row, made)
    look_later(tx, made, "made")


def look_later(tx: Tx, made: Occurrence, why: str) -> None:
    """Have those reminded who must be: as soon as it is near enough for that, and not before."""
    later(tx, max(tx.now, made.at - LOOK_BEFORE), Look(made.id), key=f"{made.id}/look/{why}")


def announce_later(tx: Tx, row: Event, made: Occurrence) -> None:
    """The first card at once, those of a series a week before each; one whose time changed, when it comes near."""
    at = tx.now if made.number == 1 else max(tx.now, made.at - CARD_BEFORE)
    later(tx, at, Announce(made.id), key=f"{made.id}/announce/{made.at:%Y%m%dT%H%M}")


def announce(tx: Tx, job: Announce) -> None:
    """Post the card where the community lives, once; not of what was cancelled or moved away meanwhile."""
    made = occurrence(tx, job.occurrence)
    row = event(tx, made.event) if made else None
    community = communities.get(tx, row.community) if row else None
    if made is None or community is None or community.archived:
        return
    if made.state is State.CANCELLED or made.ends <= tx.now or (made.number > 1 and made.at > tx.now + CARD_BEFORE):
        return
    standing = {post.target for post in cards(tx, made.card)}
    for home in communities.homes(tx, community.id):
        if home.place not in standing:
            show(tx, home.place, made.card, key=f"{made.card}/{home.place}")


def extend(tx: Tx, job: Extend) -> None:
    row = event(tx, job.event)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or row.status is not Status.PLANNED:
        return
    carry_on(tx, row)


def coming_of(tx: Tx, person: str, *, after: datetime, before: datetime) -> list[tuple[Event, Occurrence]]:
    """What somebody goes to, or may go to, that begins between two instants, in order of time."""
    rows = tx.all(
        select(occurrences)
        .join(answers, answers.c.occurrence == occurrences.c.id)
        .where(
            answers.c.person == person,
            answers.c.answer.in_((Answer.GOING, Answer.MAYBE)),
            answers.c.muted.is_(False),
            occurrences.c.state == State.PLANNED,
            occurrences.c.at >= after,
            occurrences.c.at < before,
        )
        .order_by(occurrences.c.at, occurrences.c.id),
        Occurrence,
    )
    return [(row, each) for each in rows if (row := event(tx, each.event))]


def mute(tx: Tx, occurrence_id: str, person: str) -> bool:
    """No more reminders of this one; False when they said nothing of it."""
    mine = (answers.c.occurrence == occurrence_id, answers.c.person == person)
    return bool(tx.run(update(answers).where(*mine).values(muted=True)))
