"""Events as a file holds them: everything that was planned of each, and nothing of who comes; what is over as well."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, takewhile

from sqlalchemy import select, update

from bot.chat.address import Account
from bot.commands.context import Caller
from bot.commands.period import NoPeriod, Period, parsed
from bot.commands.when import instant
from bot.db.tx import Tx, new_id
from bot.features.communities.model import Community
from bot.features.events import changing, service, staff
from bot.features.events.changing import Details
from bot.features.events.model import (
    Contact,
    Duty,
    Event,
    Level,
    Occurrence,
    Speaker,
    State,
    Status,
    Type,
    events,
    occurrences,
)
from bot.features.events.recurrence import NoRhythm, Rhythm, rule, slots
from bot.i18n import known_zone


class Repeats(StrEnum):
    """How often, in the words of the form."""

    ONCE = "once"
    WEEK = "week"
    TWO_WEEKS = "2-weeks"
    THREE_WEEKS = "3-weeks"
    FOUR_WEEKS = "4-weeks"
    MONTH_WEEKDAY = "month-weekday"
    MONTH_LAST = "month-last"
    MONTH_DAY = "month-day"
    QUARTER_WEEKDAY = "quarter-weekday"


RHYTHMS: dict[Repeats, tuple[Rhythm, int]] = {
    Repeats.ONCE: (Rhythm.ONCE, 1),
    Repeats.WEEK: (Rhythm.WEEKS, 1),
    Repeats.TWO_WEEKS: (Rhythm.WEEKS, 2),
    Repeats.THREE_WEEKS: (Rhythm.WEEKS, 3),
    Repeats.FOUR_WEEKS: (Rhythm.WEEKS, 4),
    Repeats.MONTH_WEEKDAY: (Rhythm.MONTH_WEEKDAY, 1),
    Repeats.MONTH_LAST: (Rhythm.MONTH_LAST, 1),
    Repeats.MONTH_DAY: (Rhythm.MONTH_DAY, 1),
    Repeats.QUARTER_WEEKDAY: (Rhythm.MONTH_WEEKDAY, 3),
}
"""What may be chosen, in the form and in files."""


@dataclass(frozen=True, slots=True)
class Change:
    """One time that is otherwise than its series says; `start` is None where only `cancelled` is meant."""

    number: int
    start: datetime | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What one time of a series is called, and how hard it is."""

    number: int
    title: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """`start` is a wall time of `zone`, with an offset where the clocks show it twice and the second is meant.

    `span` are the days of `period`.
    `speakers` are (name, institution, how far it is), `roles` (role, person).
    """

    key: str
    type: Type
    title: str
    purpose: str
    where: str
    languages: str
    external: bool
    zone: str
    start: datetime | None
    period: str
    span: Period | None
    minutes: int
    capacity: int | None
    repeats: Repeats
    first: int
    last: int | None
    changes: tuple[Change, ...]
    speakers: tuple[tuple[str, str, Contact], ...]
    roles: tuple[tuple[str, str | None], ...]
    sessions: tuple[Session, ...] = ()


class Kept(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one event of a file.

    `otherwise`: it stays at another time here than the file says; `beyond`: sessions that are none of its times yet.
    """

    row: Event
    kept: Kept
    otherwise: bool = False
    beyond: tuple[int, ...] = ()


TIMES = frozenset({"type", "zone", "start", "period", "span", "repeats", "first", "last", "changes"})
"""What a file settles of a new event only: those who come were told when it is, and moving it is for people."""


def fits(repeats: Repeats, start: datetime) -> bool:
    """Whether something that begins then can be repeated so."""
    rhythm, every = RHYTHMS[repeats]
    try:
        rule(rhythm, start, every=every)
    except NoRhythm:
        return False
    return True


def days(typed: str) -> Period | None:
    """The days of a period that says its year, None for anything else; the same whenever it is read."""
    if not any(word.isdecimal() and len(word) == 4 for word in typed.replace("–", " ").replace("-", " ").split()):
        return None
    try:
        return parsed(typed, today=date(2000, 1, 1))
    except NoPeriod:
        return None


def everything(tx: Tx, community: str) -> list[tuple[Event, Record]]:
    """All that is planned or was, in order of time."""
    found = tx.all(select(events).where(events.c.community == community, events.c.status == Status.PLANNED), Event)
    return sorted(((row, _record(tx, row)) for row in found), key=lambda each: _order(each[1]))


def _order(record: Record) -> tuple[str, str]:
    begins = record.start.replace(tzinfo=None) if record.start else record.span and record.span.earliest
    return (begins.isoformat() if begins else "", record.key)


def keep(
    tx: Tx, community: Community, said: Record, written: Collection[str], *, account: Account, by: str
) -> Brought:
    """Bring in one event.

    Known again by its key: then only what the file writes is changed, and never when it takes place.
    """
    known = tx.one(
        select(events).where(
            events.c.community == community.id, (events.c.key == said.key) | (events.c.id == said.key),
            events.c.status == Status.PLANNED,
        ),
        Event,
    )  # fmt: skip
    if known is None:
        row = _create(tx, community, said, account=account, by=by)
        return Brought(row, Kept.CREATED, beyond=_beyond(tx, row, said))
    before = _record(tx, known)
    names = [each.name for each in fields(Record) if each.name in written and each.name != "key"]
    after = replace(before, **{name: getattr(said, name) for name in names if name not in TIMES})
    otherwise = any(getattr(said, name) != getattr(before, name) for name in names if name in TIMES)
    beyond = _beyond(tx, known, said)
    after = replace(after, sessions=tuple(each for each in after.sessions if each.number not in beyond))
    if after == before:
        return Brought(known, Kept.UNCHANGED, otherwise, beyond)
    _update(tx, community, known, before, after, account=account)
    return Brought(known, Kept.UPDATED, otherwise, beyond)


def _beyond(tx: Tx, row: Event, said: Record) -> tuple[int, ...]:
    """A series is planned for two years; what comes after them has no title yet."""
    there = {each.number for each in service.occurrences_of(tx, row.id)}
    return tuple(each.number for each in said.sessions if each.number not in there)


def _update(tx: Tx, community: Community, row: Event, before: Record, after: Record, *, account: Account) -> None:
    if (before.speakers, before.roles) != (after.speakers, after.roles):
        _staff(tx, row, after)
    details = Details(
        after.title, after.purpose, after.where, after.minutes, after.capacity, after.external, after.languages
    )
    if replace(after, speakers=before.speakers, roles=before.roles, sessions=before.sessions) != before:
        changing.edit(tx, community, row, details, by=Caller("", "", community.language, "", False, account))
    if after.sessions != before.sessions:
        _entitle(tx, community, row, after)


def _entitle(tx: Tx, community: Community, row: Event, said: Record) -> None:
    """Every session is called what the file says, and those of which it says nothing as the series."""
    named = {each.number: each for each in said.sessions}
    for made in service.occurrences_of(tx, row.id):
        own = named.get(made.number, Session(made.number))
        if (made.title, made.level) != (own.title, own.level):
            changing.entitle(tx, community, row, made, title=own.title, level=own.level)


def _create(tx: Tx, community: Community, said: Record, *, account: Account, by: str) -> Event:
    """Cards are posted when things come near: a whole calendar at once would drown everything else."""
    rhythm, every = RHYTHMS[said.repeats]
    start = _wall(said.start, said.zone) if said.start else datetime.combine(_span(said).earliest, time())
    row = Event(
        id=new_id("evt"), community=community.id, author=by, account=account, type=said.type, title=said.title,
        purpose=said.purpose, where=said.where, zone=said.zone, start=service.wall(start), minutes=said.minutes,
        capacity=said.capacity, rhythm=rhythm, every=every, rule=rule(rhythm, start, every=every), first=said.first,
        last=said.last, status=Status.PLANNED, revision=1, created_at=tx.now, external=said.external,
        languages=said.languages, period=said.period,
        latest=_span(said).latest.isoformat() if said.period else "", key=said.key,
    )  # fmt: skip
    tx.add(events, row)
    service.carry_on(tx, row, quiet=True)
    made = {each.number: each for each in service.occurrences_of(tx, row.id)}
    for change in said.changes:
        _differ(tx, row, made, change)
    for each in said.sessions:
        mine = (occurrences.c.event == row.id, occurrences.c.number == each.number)
        tx.run(update(occurrences).where(*mine).values(title=each.title, level=each.level))
    _staff(tx, row, said)
    return row


def _span(said: Record) -> Period:
    assert said.span is not None  # what has no start has a period, and that has days
    return said.span


def _differ(tx: Tx, row: Event, made: Mapping[int, Occurrence], change: Change) -> None:
    """Make one time what the file says of it, also one before the series went on anew."""
    known = made.get(change.number)
    at = _instant(change.start, row.zone) if change.start else known.at if known else None
    if at is None:
        return
    if known is None:
        service.make(tx, row, change.number, at, quiet=True)
    mine = (occurrences.c.event == row.id, occurrences.c.number == change.number)
    state = State.CANCELLED if change.cancelled else State.TENTATIVE if row.period else State.PLANNED
    tx.run(update(occurrences).where(*mine).values(at=at, ends=service.ends(row, at), state=state))
    now = tx.one(select(occurrences).where(*mine), Occurrence)
    if now is not None and known is not None:
        service.announce_later(tx, row, now, quiet=True)
        service.look_later(tx, now, f"{now.at:%Y%m%dT%H%M}")
        service.ready_later(tx, now)


def _staff(tx: Tx, row: Event, said: Record) -> None:
    speakers = [Speaker("", row.id, 0, name, institution, state) for name, institution, state in said.speakers]
    staff.arrange(tx, row, speakers, [Duty("", row.id, 0, role, person) for role, person in said.roles])


def _record(tx: Tx, row: Event) -> Record:
    made = service.occurrences_of(tx, row.id)
    repeats = next(name for name, each in RHYTHMS.items() if each == (row.rhythm, row.every))
    once = made[0] if made and not row.series else None
    start = _shown(once.at, row.zone) if once else _begins(row)
    return Record(
        key=row.key or row.id, type=row.type, title=row.title, purpose=row.purpose, where=row.where,
        languages=row.languages, external=row.external, zone=row.zone, start=None if row.period else start,
        period=row.period, span=_days_of(row), minutes=row.minutes, capacity=row.capacity, repeats=repeats,
        first=row.first, last=row.last,
        changes=tuple(_changes(row, made)),
        speakers=tuple((each.name, each.institution, each.state) for each in staff.speakers_of(tx, row.id)),
        roles=tuple((each.role, each.person) for each in staff.duties_of(tx, row.id)),
        sessions=tuple(Session(each.number, each.title, each.level) for each in made if _titled(row, each)),
    )  # fmt: skip


def _titled(row: Event, made: Occurrence) -> bool:
    """What the series no longer holds, because it ended, is nothing to tell."""
    ended = made.state is State.CANCELLED and row.last is not None and made.number > row.last
    return bool(made.title or made.level) and not ended


def _days_of(row: Event) -> Period | None:
    return Period(row.begins.date(), date.fromisoformat(row.latest)) if row.period else None


def _changes(row: Event, made: list[Occurrence]) -> list[Change]:
    """Whatever is not as the series says; what it no longer holds, because it ended, is nothing to tell."""
    if not row.series:
        return [Change(each.number, cancelled=True) for each in made if each.state is State.CANCELLED]
    until = max((each.at for each in made), default=datetime.min.replace(tzinfo=UTC)) + timedelta(days=366)
    last = max((each.number for each in made), default=0)
    numbered = zip(count(row.first), slots(row.begins, row.zone, row.rule, until=until), strict=False)
    ruled = {number: slot.at for number, slot in takewhile(lambda each: each[0] <= last, numbered)}
    if row.last is not None:
        ruled = {number: at for number, at in ruled.items() if number <= row.last}
    found = []
    for each in made:
        cancelled = each.state is State.CANCELLED
        regular = ruled.get(each.number)
        ended = regular is None and cancelled and each.number >= row.first
        if not ended and (each.at != regular or cancelled):
            start = None if each.at == regular else _shown(each.at, row.zone)
            found.append(Change(each.number, start, cancelled))
    return found


def _begins(row: Event) -> datetime:
    begins = row.begins
    return begins.replace(tzinfo=known_zone(row.zone)[0]) if begins.fold else begins


def _shown(at: datetime, zone: str) -> datetime:
    """What the clocks of the zone show; with the offset where they show it twice and this is the second."""
    local = at.astimezone(known_zone(zone)[0])
    return local if local.fold else local.replace(tzinfo=None)


def _wall(start: datetime, zone: str) -> datetime:
    if start.tzinfo is None:
        return start
    return start.astimezone(known_zone(zone)[0]).replace(tzinfo=None)


def _instant(start: datetime, zone: str) -> datetime:
    return start.astimezone(UTC) if start.tzinfo else instant(start, known_zone(zone)[0])[0]
