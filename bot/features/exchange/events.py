"""The events of a file: what cannot be in them, and their way into the database and out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.chat.address import Account
from bot.commands.period import Period
from bot.db.tx import Tx
from bot.features.communities.model import Community
from bot.features.events import records
from bot.features.events.model import LENGTH, Contact
from bot.features.events.records import Change, Kept, Record, Repeats
from bot.features.exchange.lines import Path
from bot.features.exchange.model import ChangeEntry, CommunityEntry, DutyEntry, EventEntry, SpeakerEntry
from bot.features.membership.access import standing_of
from bot.features.people import service as people

Wrong = tuple[Path, str, str]
"""Where in the community, what is wrong, and what to write."""

_NAMES = {
    "timezone": "zone", "earliest": "span", "latest": "span", "change": "changes", "speaker": "speakers",
    "role": "roles",
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


def _changes(entry: EventEntry) -> Iterator[Wrong]:
    seen: set[int] = set()
    for position, each in enumerate(entry.change):
        if each.number in seen:
            yield ("change", position, "number"), f"number {each.number} stands twice", "Keep one of the two."
        seen.add(each.number)
        if each.start is None and not each.cancelled:
            yield ("change", position), "nothing is changed", "Write another start, or cancelled = true."


def bring_in(
    tx: Tx, entry: EventEntry, community: Community, *, account: Account, by: str
) -> tuple[Kept, bool]:
    """As `records.keep`."""
    written = {_NAMES.get(name, name) for name in entry.model_fields_set}
    return records.keep(tx, community, _record(tx, entry, community), written, account=account, by=by)


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
    return tuple(_entry(each, community, named) for each in records.everything(tx, community.id))


def _entry(said: Record, community: Community, named: Callable[[str], Account | None]) -> EventEntry:
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
    )  # fmt: skip
