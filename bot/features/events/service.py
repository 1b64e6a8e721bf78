"""Events from draft to planned, and the occurrences of series; every step is one conditional update."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import count

from sqlalchemy import ColumnElement, func, select, update

from bot.commands.context import Caller
from bot.commands.when import instant
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities import showing
from bot.features.communities.hours import by_day
from bot.features.communities.model import Community
from bot.features.events.due import Announce, Extend, Ready
from bot.features.events.model import (
    COMING,
    CONCERNED,
    SECOND,
    Answer,
    Begins,
    Changed,
    Coming,
    Event,
    Look,
    Near,
    Occurrence,
    Over,
    SeriesChanged,
    State,
    Status,
    Type,
    answers,
    events,
    occurrences,
)
from bot.features.events.plan import Plan
from bot.features.events.recurrence import slots
from bot.features.events.tally import Tally
from bot.i18n import known_zone
from bot.jobs.outbox import show_where_missing
from bot.jobs.queue import later

AHEAD = timedelta(days=2 * 366)
"""How far ahead the occurrences of a series are kept, so that calendars show them."""

EXTENDED = timedelta(days=30)
"""How often a series is carried on."""

CARD_BEFORE = timedelta(days=7)
"""When the card of a series' next occurrence is posted."""

LOOK_BEFORE = timedelta(days=8)
"""From when on somebody may have to be reminded."""

MOST = 12
"""So many speakers, and so many roles, an event has at most."""

READY_BEFORE = timedelta(days=14)
"""When administrators hear what is missing (guide 149)."""


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


def coming(
    tx: Tx, community: str, *, after: datetime, cancelled: bool = True, provisional: bool = False
) -> list[tuple[Event, Occurrence]]:
    """What takes place in a community and ends after an instant, in order of time.

    With `provisional` also what has only a period: whoever asks for it must say so wherever it is shown.
    """
    known = _planned(tx, community)
    states = (State.TENTATIVE, State.PLANNED, *((State.CANCELLED,) if cancelled else ()))
    dated = [] if provisional else [events.c.period == ""]
    rows = tx.all(
        select(occurrences)
        .join(events, events.c.id == occurrences.c.event)
        .where(events.c.community == community, events.c.status == Status.PLANNED, *dated)
        .where(occurrences.c.ends > after, occurrences.c.state.in_(states))
        .order_by(occurrences.c.at, occurrences.c.id),
        Occurrence,
    )
    return [(known[each.event], each) for each in rows]


def to_come(tx: Tx, community: str) -> list[tuple[Event, Occurrence]]:
    """Each event that is planned, with the first of its times that has not begun."""
    found: dict[str, tuple[Event, Occurrence]] = {}
    for row, made in coming(tx, community, after=tx.now, cancelled=False, provisional=True):
        if row.open(made, tx.now):
            found.setdefault(row.id, (row, made))
    return list(found.values())


def any_cancelled(tx: Tx, community: str) -> bool:
    """Whether anything to come is cancelled, and could be brought back."""
    return any(made.state is State.CANCELLED for _, made in coming(tx, community, after=tx.now, provisional=True))


def answers_of(tx: Tx, community: str, person: str, *, after: datetime) -> list[tuple[Event, Occurrence, Coming]]:
    """What somebody answered about everything of a community that ends after an instant; in a stable order."""
    rows = tx.all(
        select(occurrences)
        .join(answers, answers.c.occurrence == occurrences.c.id)
        .join(events, events.c.id == occurrences.c.event)
        .where(events.c.community == community, answers.c.person == person, occurrences.c.ends > after)
        .order_by(occurrences.c.event, occurrences.c.number),
        Occurrence,
    )
    return [
        (row, made, mine)
        for made in rows
        if (row := event(tx, made.event)) and (mine := answer_of(tx, made.id, person))
    ]


def held(tx: Tx, community: str, *, before: datetime, limit: int = 50) -> list[tuple[Event, Occurrence]]:
    """What has begun before an instant and was not cancelled, the last first."""
    rows = tx.all(
        select(occurrences)
        .join(events, events.c.id == occurrences.c.event)
        .where(events.c.community == community, events.c.status == Status.PLANNED)
        .where(occurrences.c.at <= before, occurrences.c.state == State.PLANNED)
        .order_by(occurrences.c.at.desc(), occurrences.c.id)
        .limit(limit),
        Occurrence,
    )
    known = _planned(tx, community)
    return [(known[each.event], each) for each in rows]


def _planned(tx: Tx, community: str) -> dict[str, Event]:
    rows = tx.all(select(events).where(events.c.community == community, events.c.status == Status.PLANNED), Event)
    return {each.id: each for each in rows}


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
        title=plan.title, purpose=plan.purpose, where=plan.where, zone=plan.zone, start=wall(plan.start),
        minutes=plan.minutes, capacity=plan.capacity, rhythm=plan.rhythm, every=plan.every, rule=plan.rule,
        first=1, last=plan.last, status=Status.DRAFT, revision=1, created_at=tx.now, external=plan.external,
        languages=plan.languages, period=plan.period, latest=plan.latest,
    )  # fmt: skip
    tx.add(events, row)
    return row


def rewrite(tx: Tx, row: Event, plan: Plan) -> Event | None:
    """Write a draft anew; None when it is none any more, or somebody was first."""
    return change(
        tx, row, status=Status.DRAFT, title=plan.title, purpose=plan.purpose, where=plan.where, zone=plan.zone,
        start=wall(plan.start), minutes=plan.minutes, capacity=plan.capacity, rhythm=plan.rhythm, every=plan.every,
        rule=plan.rule, last=plan.last, external=plan.external, languages=plan.languages,
        period=plan.period, latest=plan.latest,
    )  # fmt: skip


def wall(start: datetime) -> str:
    """A wall time as it is stored."""
    return f"{start:%Y-%m-%dT%H:%M}{SECOND if start.fold else ''}"


def change(tx: Tx, row: Event, **values: object) -> Event | None:
    """Change an event that is still as it was read; None when somebody was first."""
    changed = tx.run(
        update(events)
        .where(events.c.id == row.id, events.c.revision == row.revision, events.c.status == row.status)
        .values(revision=row.revision + 1, **values)
    )
    return event(tx, row.id) if changed else None


def fix(tx: Tx, row: Event, start: datetime, period: str = "", latest: str = "") -> Event:
    """Give a provisional event its date, or another period, whatever else of it was changed meanwhile."""
    values = {"start": wall(start), "period": period, "latest": latest, "revision": events.c.revision + 1}
    tx.run(update(events).where(events.c.id == row.id).values(values))
    return event(tx, row.id) or row


def discard(tx: Tx, row: Event) -> bool:
    return row.status is Status.DRAFT and change(tx, row, status=Status.DISCARDED) is not None


def put_in_calendar(tx: Tx, row: Event, *, by: str) -> Event | None:
    """Plan a draft: its card goes where the community lives. None when somebody was first."""
    community = communities.get(tx, row.community)
    if row.status is not Status.DRAFT or community is None or communities.held(tx, community).archived:
        return None
    planned = change(tx, row, status=Status.PLANNED)
    if planned is None:
        return None
    carry_on(tx, planned)
    communities.contributed(tx, row.community, by, "event", thing=row.id)
    communities.record(tx, row.community, by, "event-planned", title=row.title)
    return planned


def carry_on(tx: Tx, row: Event, *, quiet: bool = False) -> None:
    """Make what is missing up to AHEAD, and ask for the next look at a series; `quiet`: no card before it is near."""
    series_changed(tx, row)
    made = tx.value(select(func.max(occurrences.c.number)).where(occurrences.c.event == row.id)) or 0
    horizon = tx.now + (AHEAD if row.series else timedelta(days=366 * 6))
    for number, slot in zip(count(row.first), slots(row.begins, row.zone, row.rule, until=horizon), strict=False):
        if row.last is not None and number > row.last:
            break
        if number > made:
            make(tx, row, number, slot.at, quiet=quiet, missed=made > 0)
    else:
        due = tx.now + EXTENDED
        if row.series:
            later(tx, due, Extend(row.id, f"{due:%Y%m%d}"), key=f"{row.id}/extend/{due:%Y%m%d}")
    showing.review(tx, row.community)


def series_changed(tx: Tx, row: Event) -> None:
    """Have those who follow a series put down for what is new, and what shows it drawn again."""
    if row.series:
        later(tx, tx.now, SeriesChanged(row.id), key=new_id(f"{row.id}/series"))


def make(tx: Tx, row: Event, number: int, at: datetime, *, quiet: bool = False, missed: bool = False) -> None:
    """One more time at which an event takes place, and everything that follows from it.

    What is over already is history that a file brings; where the series had stopped meanwhile, it was `missed`.
    """
    over = ends(row, at) <= tx.now
    state = State.CANCELLED if over and missed else State.TENTATIVE if row.period else State.PLANNED
    made = Occurrence(new_id("occ"), row.id, number, at, ends(row, at), state, 1, None, tx.now)
    tx.add(occurrences, made)
    if over:
        return
    announce_later(tx, row, made, quiet=quiet)
    look_later(tx, made, "made")
    ready_later(tx, made)
    if state is not State.TENTATIVE:
        prepare_later(tx, made, at=made.at - CARD_BEFORE)


def ready_later(tx: Tx, made: Occurrence) -> None:
    """Have it looked at two weeks before whether anything is missing; what is nearer is planned by people who know."""
    due = made.at - READY_BEFORE
    if due > tx.now:
        later(tx, due, Ready(made.id, made.at), key=f"{made.id}/ready/{made.at:%Y%m%dT%H%M}")


def ends(row: Event, at: datetime) -> datetime:
    """When something that begins at an instant is over: a provisional one after the last day of its period."""
    if not row.period:
        return at + timedelta(minutes=row.minutes)
    after = datetime.combine(date.fromisoformat(row.latest) + timedelta(days=1), time())
    return instant(after, known_zone(row.zone)[0])[0]


def look_later(tx: Tx, made: Occurrence, why: str) -> None:
    """Have those reminded who must be: as soon as it is near enough for that; of another time at once as well."""
    later(tx, max(tx.now, made.at - LOOK_BEFORE), Look(made.id), key=f"{made.id}/look/{why}")
    if made.moved_from is not None:
        later(tx, tx.now, Look(made.id), key=f"{made.id}/look/{why}/moved")


def prepare_later(tx: Tx, made: Occurrence, *, at: datetime) -> None:
    """Have what goes with an occurrence looked at, once for each of its revisions."""
    later(tx, max(tx.now, at), Near(made.id), key=f"{made.id}/near/{made.revision}")
    later(tx, max(tx.now, made.at), Begins(made.id), key=f"{made.id}/begins/{made.revision}")
    later(tx, max(tx.now, made.ends), Over(made.id), key=f"{made.id}/over/{made.revision}")


def watch(tx: Tx) -> None:
    """At every start: what comes within two months is prepared, also where an older version planned it."""
    _prepare(tx, occurrences.c.state == State.PLANNED)


def _prepare(tx: Tx, which: ColumnElement[bool]) -> None:
    soon = occurrences.c.ends > tx.now, occurrences.c.at < tx.now + 2 * EXTENDED
    for each in tx.all(select(occurrences).where(which, *soon), Occurrence):
        prepare_later(tx, each, at=each.at - CARD_BEFORE)


def announce_later(tx: Tx, row: Event, made: Occurrence, *, quiet: bool = False) -> None:
    """The first card at once, those of a series a week before each; one whose time changed, when it comes near.

    Never at night by the clock of the event: the days of a period begin at midnight.
    """
    near = by_day(made.at - CARD_BEFORE, known_zone(row.zone)[0])
    at = tx.now if made.number == 1 and not quiet else max(tx.now, near)
    later(tx, at, Announce(made.id), key=f"{made.id}/announce/{made.revision}/{made.at:%Y%m%dT%H%M}")


def announce(tx: Tx, job: Announce) -> None:
    """Post the card where the community lives, once; not of what was cancelled or moved away meanwhile."""
    made = occurrence(tx, job.occurrence)
    row = event(tx, made.event) if made else None
    community = communities.get(tx, row.community) if row else None
    if made is None or community is None or community.archived:
        return
    if made.state is State.CANCELLED or made.ends <= tx.now or (made.number > 1 and made.at > tx.now + CARD_BEFORE):
        return
    show_where_missing(tx, (home.place for home in communities.homes(tx, community.id)), made.card)
    changed_later(tx, made)


def changed_later(tx: Tx, made: Occurrence) -> None:
    """Have what shows an occurrence elsewhere brought in step; whoever does it looks at what is true by then."""
    later(tx, tx.now, Changed(made.id), key=new_id(f"{made.id}/changed"))


def extend(tx: Tx, job: Extend) -> None:
    row = event(tx, job.event)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or row.status is not Status.PLANNED:
        return
    carry_on(tx, row)
    _prepare(tx, occurrences.c.event == row.id)


def coming_of(tx: Tx, person: str, *, after: datetime, before: datetime) -> list[tuple[Event, Occurrence]]:
    """What somebody goes to, or may go to, that begins between two instants, in order of time."""
    rows = tx.all(
        select(occurrences)
        .join(answers, answers.c.occurrence == occurrences.c.id)
        .where(
            answers.c.person == person,
            answers.c.answer.in_(COMING),
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
