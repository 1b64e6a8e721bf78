"""The events of a file: what cannot be in them, and their way into the database and out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.chat.address import Account
from bot.commands.period import Period
from bot.db.tx import Tx
from bot.features.communities.model import Community
from bot.features.dossiers.model import KEPT
from bot.features.events import records
from bot.features.events.model import LENGTH, Contact
from bot.features.events.records import Brought, Change, Kept, Record, Repeats, Session
from bot.features.exchange.lines import Path
from bot.features.exchange.model import (
    ChangeEntry,
    CommunityEntry,
    CoverEntry,
    DutyEntry,
    EventEntry,
    SessionEntry,
    SpeakerEntry,
)
from bot.features.membership.access import standing_of
from bot.features.people import service as people
from bot.features.series import records as covers
from bot.features.series.model import OBJECTIVES, Said

Wrong = tuple[Path, str, str]
"""Where in the community, what is wrong, and what to write."""

_NAMES = {
    "timezone": "zone", "earliest": "span", "latest": "span", "change": "changes", "speaker": "speakers",
    "role": "roles", "session": "sessions",
}  # fmt: skip
"""Keys of the file that are called otherwise in a record."""


def planned_wrongly(community: CommunityEntry) -> Iterator[Wrong]:
    """Everything about the events of one community that cannot be."""
    keys: set[str] = set()
    known = {*community.admins, *(each.account for each in community.member)}
    for number, entry in enumerate(community.event):
        at: Path = ("event", number)
        if entry.called in keys:
            yield (*at, "key"), f"{entry.called!r} is the key of another event", "Give this one a key of its own."
        keys.add(entry.called)
        yield from ((((*at, *path)), problem, remedy) for path, problem, remedy in _wrong(entry))
        for position, duty in enumerate(entry.role):
            if duty.account is not None and duty.account not in known:
                problem = f"{duty.account} does not belong to the community"
                yield (*at, "role", position, "account"), problem, "Add them as a member, or leave the account out."


def _wrong(entry: EventEntry) -> Iterator[Wrong]:
    if (entry.start is None) == (not entry.period):
        remedy = 'Write start = 2027-05-12T15:00:00 or period = "May 2027".'
        yield ("start",), "an event has either a start or a period", remedy
        return
    if entry.earliest or entry.latest:
        if not (entry.period and entry.earliest and entry.latest and entry.earliest <= entry.latest):
            yield ("earliest",), "the days of a period are two, in order", "Write earliest and latest, or neither."
    elif entry.period and records.days(entry.period) is None:
        remedy = 'Write words and the year, as in period = "end of May – early June 2027".'
        yield ("period",), f"{entry.period!r} cannot be read", remedy
    if entry.repeats is not Repeats.ONCE:
        if entry.period:
            yield ("repeats",), "what is provisional takes place once", "Remove it, or write a start."
        elif not entry.type.attended:
            yield ("repeats",), f"a {entry.type} is not repeated", "Remove it."
        elif entry.start is not None and not records.fits(entry.repeats, entry.start):
            yield ("repeats",), "the start does not fit it", "Write a start on such a day, or another rhythm."
    if not entry.type.attended:
        for key in ("minutes", "capacity"):
            if getattr(entry, key) is not None:
                yield (key,), f"a {entry.type} has none", "Remove it."
    yield from _changes(entry)
    yield from _sessions(entry)


def _changes(entry: EventEntry) -> Iterator[Wrong]:
    seen: set[int] = set()
    for position, each in enumerate(entry.change):
        if each.number in seen:
            yield ("change", position, "number"), f"number {each.number} stands twice", "Keep one of the two."
        seen.add(each.number)
        if each.start is None and not each.cancelled:
            yield ("change", position), "nothing is changed", "Write another start, or cancelled = true."


def _sessions(entry: EventEntry) -> Iterator[Wrong]:
    """What a series alone has, and of which of its times."""
    if entry.repeats is Repeats.ONCE or entry.type not in KEPT:
        remedy = f"Remove it{', or write repeats' if entry.type in KEPT else ''}."
        if entry.cover is not None:
            yield ("cover",), "only a series of webinars or workshops has a cover", remedy
        if entry.session:
            yield ("session",), "only a series of webinars or workshops has sessions", remedy
        return
    if entry.cover is not None and len("\n".join(entry.cover.objectives)) > OBJECTIVES:
        yield ("cover", "objectives"), "is too long", f"Write at most {OBJECTIVES} signs in all."
    moved, seen = {each.number for each in entry.change}, set[int]()
    for position, each in enumerate(entry.session):
        if each.number in seen:
            yield ("session", position, "number"), f"number {each.number} stands twice", "Keep one of the two."
        elif each.number not in moved and not entry.first <= each.number <= (entry.last or each.number):
            upto = f" to {entry.last}" if entry.last else ""
            problem = f"number {each.number} is none of its times"
            yield ("session", position, "number"), problem, f"Write a number from {entry.first}{upto}."
        seen.add(each.number)
        if not each.title.strip() and each.level is None:
            yield ("session", position), "nothing is said of it", "Write a title, a level, or both."


def bring_in(tx: Tx, entry: EventEntry, community: Community, *, account: Account, by: str) -> Brought:
    """As `records.keep`, with the cover of a series, of which as well only what is written is changed."""
    written = {_NAMES.get(name, name) for name in entry.model_fields_set}
    done = records.keep(tx, community, _record(tx, entry, community), written, account=account, by=by)
    if entry.cover is None:
        return done
    before = covers.cover_of(tx, done.row) or Said()
    said = {name: getattr(entry.cover, name) for name in entry.cover.model_fields_set}
    if "objectives" in said:
        said["objectives"] = "\n".join(entry.cover.objectives)
    changed = covers.keep_cover(tx, done.row, replace(before, **said))
    return replace(done, kept=Kept.UPDATED) if changed and done.kept is Kept.UNCHANGED else done


def _record(tx: Tx, entry: EventEntry, community: Community) -> Record:
    minutes = (entry.minutes or LENGTH) if entry.type.attended else 0
    return Record(
        key=entry.called, type=entry.type, title=entry.title, purpose=entry.purpose, where=entry.where,
        languages=entry.languages, external=entry.external, zone=entry.timezone or community.timezone,
        start=entry.start, period=entry.period, span=_span(entry), minutes=minutes, capacity=entry.capacity,
        repeats=entry.repeats, first=entry.first, last=entry.last,
        changes=tuple(Change(each.number, each.start, each.cancelled) for each in entry.change),
        speakers=tuple((each.name, each.institution, each.state) for each in entry.speaker),
        roles=tuple((each.role, _person(tx, community, each)) for each in entry.role),
        sessions=tuple(Session(each.number, each.title.strip(), each.level) for each in
                       sorted(entry.session, key=lambda each: each.number)),
    )  # fmt: skip


def _span(entry: EventEntry) -> Period | None:
    if entry.earliest and entry.latest:
        return Period(entry.earliest, entry.latest)
    return records.days(entry.period) if entry.period else None


def _person(tx: Tx, community: Community, duty: DutyEntry) -> str | None:
    """Nobody, where they have left meanwhile."""
    found = people.person_of(tx, duty.account) if duty.account else ""
    return found if found and standing_of(tx, community.id, found).role is not None else None


def take_out(tx: Tx, community: Community, named: Callable[[str], Account | None]) -> tuple[EventEntry, ...]:
    """Everything that is planned or was; `named` gives the account by which somebody stands in the file."""
    return tuple(
        _entry(each, community, named, covers.cover_of(tx, row)) for row, each in records.everything(tx, community.id)
    )


def _entry(
    said: Record, community: Community, named: Callable[[str], Account | None], cover: Said | None
) -> EventEntry:
    span = None if said.span is None or records.days(said.period) == said.span else said.span
    return EventEntry.model_construct(
        title=said.title, type=said.type, key=said.key, start=said.start, period=said.period,
        earliest=span.earliest if span else None, latest=span.latest if span else None,
        timezone="" if said.zone == community.timezone else said.zone, purpose=said.purpose, where=said.where,
        languages=said.languages, external=said.external,
        minutes=said.minutes if said.type.attended and said.minutes != LENGTH else None, capacity=said.capacity,
        repeats=said.repeats, first=said.first, last=said.last,
        speaker=tuple(
            SpeakerEntry.model_construct(name=name, institution=institution, state=Contact(state))
            for name, institution, state in said.speakers
        ),
        role=tuple(
            DutyEntry.model_construct(role=role, account=named(person) if person else None)
            for role, person in said.roles
        ),
        change=tuple(
            ChangeEntry.model_construct(number=each.number, start=each.start, cancelled=each.cancelled)
            for each in said.changes
        ),
        cover=CoverEntry.model_construct(
            why=cover.why, objectives=tuple(cover.objectives.splitlines()), audience=cover.audience,
            convenor=cover.convenor,
        ) if cover else None,
        session=tuple(
            SessionEntry.model_construct(number=each.number, title=each.title, level=each.level)
            for each in said.sessions
        ),
    )  # fmt: skip
