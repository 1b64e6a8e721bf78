"""What the rules ask for (FEATURES 2.3, 2.4 and 2.6, and the guide), worked out from what people did and nothing else.

Nothing here calls the product: who is written to, of what and when stands here a second time, as the rules have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

Each = TypeVar("Each")

WEEK, DAY, HOUR, TEN, LIVE = (
    timedelta(days=7), timedelta(days=1), timedelta(hours=1), timedelta(minutes=10), timedelta(0),
)  # fmt: skip
BEFORE = {"webinar": (WEEK, DAY, HOUR, TEN, LIVE), "workshop": (WEEK, DAY, HOUR, TEN, LIVE),
          "meeting": (DAY, HOUR, TEN, LIVE)}  # fmt: skip
"""2.3: how long before it begins those who come hear of it; the last is that it begins."""

CHANNEL = (DAY, HOUR)
"""2.3.1: what the channel hears of it."""

CHASED = tuple(timedelta(days=days) for days in (2, 7, 14, 21, *range(28, 364, 28)))
"""2.6.4: when the team hears of what is missing of a webinar, until nothing is; the guide says no more of how often."""

APART = timedelta(days=6)
DUE = {"recording": timedelta(days=2), "questions": timedelta(days=7), "summary": timedelta(days=14)}
SILENT = (14, 28, 56, 86, 116, 146, 176, 206, 236, 266, 296, 326)
"""2.4.1: after so many days, then monthly."""

A_DAY = 3
"""2.3.8."""


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One message: the minute on the reader's own clock, what kind it is, and what it is about."""

    at: str
    kind: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """From then on it begins at `starts`; None while that is uncertain, or it is cancelled."""

    since: datetime
    starts: datetime | None


@dataclass(slots=True)
class Affair:
    """Something planned, as people changed it; `opens` is the first day of its period, `series` one time of many."""

    title: str
    kind: str
    planned: datetime
    spells: list[Spell]
    opens: datetime | None = None
    number: int = 1
    series: bool = False
    imported: bool = False
    answers: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)
    gathered: dict[str, datetime] = field(default_factory=dict)
    stopped: dict[str, datetime] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    agenda: datetime | None = None
    lasts: timedelta = HOUR

    def starts(self, at: datetime) -> datetime | None:
        """When it begins, as it stands at that moment."""
        return next((each.starts for each in reversed(self.spells) if each.since <= at), None)

    def listens(self, name: str, at: datetime) -> bool:
        return next((said != "no" for since, said in reversed(self.answers.get(name, [])) if since <= at), False)

    @property
    def held(self) -> datetime | None:
        """When it began, of what took place in the end."""
        return self.spells[-1].starts


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did to an affair at a moment, of which those concerned hear."""

    at: datetime
    kind: str
    affair: Affair
    by: str
    soonest: datetime | None
    told: tuple[str, ...]


@dataclass(slots=True)
class Diary:
    """What happened, from the first day to the last; `zone` is the community's."""

    zone: str
    begins: datetime
    ends: datetime
    zones: dict[str, str]
    admins: tuple[str, ...]
    closed: frozenset[str]
    affairs: list[Affair] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    given: list[datetime] = field(default_factory=list)
    announced: list[tuple[datetime, str, str]] = field(default_factory=list)
    minutes: list[tuple[datetime, str]] = field(default_factory=list)
    muted: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    opined: list[tuple[datetime, str]] = field(default_factory=list)

    def change(self, at: datetime, kind: str, affair: Affair, by: str, starts: datetime | None) -> None:
        """Keep a change, and who was concerned by then."""
        before = affair.starts(at)
        affair.spells.append(Spell(at, starts))
        told = tuple(name for name in affair.answers if affair.listens(name, at) and name != by)
        soonest = min((each for each in (before, starts) if each), default=None)
        self.changes.append(Change(at, kind, affair, by, soonest, told))


# Clocks.


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone or "UTC"))


def night(at: datetime, zone: str) -> bool:
    """2.3.6: from 21:00 to 08:00 where somebody is; of whom nobody knows it, nothing is promised (2.3.10)."""
    return bool(zone) and not 8 <= local(at, zone).hour < 21


def wall(at: datetime, zone: str, days: int, hour: time) -> datetime:
    """An hour of that day, or some days from it, on somebody's clock."""
    return datetime.combine(local(at, zone).date() + timedelta(days=days), hour, ZoneInfo(zone)).astimezone(UTC)


def morning(at: datetime, zone: str) -> datetime:
    return next(found for n in (0, 1) if (found := wall(at, zone, n, time(8))) > at)


def by_day(at: datetime, zone: str, until: datetime | None = None) -> datetime:
    """Now, or at eight when it is night, unless that would be too late."""
    if not night(at, zone):
        return at
    later = morning(at, zone)
    return at if until is not None and until <= later else later


def due(
    starts: datetime, offsets: Iterable[timedelta], zone: str, *, comes: bool
) -> Iterator[tuple[timedelta, datetime]]:
    """2.3.4 and 2.3.6: what falls into the night comes at eight, or the evening before; what is near does not wait."""
    nearer: datetime | None = None
    for offset in sorted(offsets):
        at = starts - offset
        if night(at, zone) and not (comes and offset <= HOUR):
            later = morning(at, zone)
            early = wall(at, zone, -1 if local(at, zone).hour < 8 else 0, time(20, 30))
            at = later if later < starts else early
        if nearer is None or at < nearer:
            nearer = at
            yield offset, at


# Who hears what.


@dataclass(frozen=True, slots=True)
class Letter:
    """A private message before the budget of the day is looked at; `asked_for` is what somebody waits for."""

    at: datetime
    kind: str
    about: str
    counts: bool = True
    asked_for: bool = False
    told: datetime | None = None


def private(diary: Diary, name: str) -> list[Line]:
    """Everything that reaches an inbox."""
    if name in diary.closed:
        return []
    return sorted(_line(each.at, diary.zones[name], each.kind, each.about) for each in letters(diary, name))


def pointed(diary: Diary, name: str) -> list[Line]:
    """2.1.5: where an inbox is closed, a place that says nothing of it points to what was decided, and nothing else.

    Whoever has not opened that something is cancelled is not called because it takes place after all.
    """
    quiet = ("reminder", "begun", "digest", "restored", "how")
    found = [each for each in letters(diary, name) if each.kind not in quiet]
    return sorted(_line(each.at, "UTC", "waits", name) for each in found)


def letters(diary: Diary, name: str) -> list[Letter]:
    """What somebody is told, with the digests between, as far as the day has room for it (2.3.8)."""
    found = [*_reminders(diary, name), *_changes(diary, name), *_asked(diary, name), *_administrators(diary, name)]
    found.sort(key=lambda each: (each.told or each.at, each.at))
    zone, rung, kept, held = diary.zones[name], dict[str, int](), list[Letter](), list[Letter]()
    told: datetime | None = None
    for each in _with_mornings(diary, zone, found):
        day = f"{local(each.at, zone):%Y-%m-%d}"
        if each.kind == "morning":
            monday = local(each.at, zone).weekday() == 0
            said = _news(diary, name, each.at, told) if monday else ""
            if not said and not held:
                continue
            told = each.at if monday else told
            more = "; ".join(f"{one.kind} {one.about}" for one in held)
            each = Letter(each.at, "digest", " + ".join(part for part in (said, more) if part))
            held = []
        elif each.counts and not each.asked_for and rung.get(day, 0) >= A_DAY:
            held.append(each)
            continue
        rung[day] = rung.get(day, 0) + each.counts
        kept.append(each)
    return kept


def _with_mornings(diary: Diary, zone: str, found: list[Letter]) -> list[Letter]:
    """2.3.7: eight o'clock of each day; whose clock nobody knows gets no digest."""
    if not zone:
        return found
    at, mornings = morning(diary.begins, zone), list[Letter]()
    while at < diary.ends:
        mornings.append(Letter(at, "morning", ""))
        at = morning(at, zone)
    return sorted([*found, *mornings], key=lambda each: (each.told or each.at, each.kind != "morning", each.at))


def _news(diary: Diary, name: str, at: datetime, told: datetime | None) -> str:
    """2.3.7: what was announced since, and what comes within fourteen days; never what is uncertain."""
    since = told or at - WEEK
    news = [title for sent, title, by in diary.announced if since < sent <= at and by != name]
    known = [(starts, each) for each in diary.affairs if each.planned <= at and (starts := each.starts(at))]
    coming = sorted((starts, each.title) for starts, each in known if at - each.lasts < starts < at + 2 * WEEK)
    return "; ".join([*news, *(title for _, title in coming)])


def _reminders(diary: Diary, name: str) -> Iterator[Letter]:
    """2.3.1: whoever comes; nothing of what was moved or cancelled, nothing once it is muted, nothing twice."""
    zone, (muted, heard) = diary.zones[name], diary.muted.get(name, (diary.ends, diary.ends))
    for each in diary.affairs:
        said = each.answers.get(name, [])
        for spell, until in _spans(each.spells, lambda one: one.since, diary.ends):
            for (answered, answer), changed in _spans(said, lambda one: one[0], diary.ends):
                if answer == "no" or spell.starts is None:
                    continue
                since, last = max(spell.since, answered), min(until, changed, each.stopped.get(name, diary.ends))
                for offset, at in due(spell.starts, BEFORE.get(each.kind, ()), zone, comes=answer == "going"):
                    if since < at < last and not muted < at < heard:
                        kind = "begun" if at >= spell.starts else "reminder"
                        yield Letter(at, kind, each.title, counts=offset >= DAY)


def _asked(diary: Diary, name: str) -> Iterator[Letter]:
    """2.3: an hour after the end, how it was; of whoever was there, or had said that they come."""
    zone, (muted, heard) = diary.zones[name], diary.muted.get(name, (diary.ends, diary.ends))
    for each in diary.affairs:
        if each.kind not in BEFORE or each.held is None:
            continue
        at = each.held + each.lasts + HOUR
        said = next((answer for since, answer in reversed(each.answers.get(name, [])) if since <= at), "no")
        came = name in each.present or said == "going"
        if came and at < diary.ends and not muted < at < heard and each.stopped.get(name, diary.ends) > at:
            yield Letter(by_day(at, zone), "how", each.title, told=at)


def _changes(diary: Diary, name: str) -> Iterator[Letter]:
    """2.3.5: one notice for whoever is concerned, and none for whoever did it."""
    for each in diary.changes:
        if name in each.told:
            at = by_day(each.at, diary.zones[name], each.soonest)
            yield Letter(at, each.kind, each.affair.title, asked_for=True, told=each.at)


def _administrators(diary: Diary, name: str) -> Iterator[Letter]:
    if name not in diary.admins:
        return
    zone = diary.zones[name]
    for each in diary.affairs:
        yield from _empty(each, diary, zone)
    yield from _undated(diary, zone)
    yield from _chased(diary, zone)
    for at, days in silences(diary):
        yield Letter(_at_nine(at, zone), "silence", str(days))


def _undated(diary: Diary, zone: str) -> Iterator[Letter]:
    """Guide 153: two weeks before a period begins, with all others that begin within two weeks; one message a day."""
    known = ((each.opens, each) for each in diary.affairs if each.opens)
    periods = sorted(known, key=lambda found: (found[0], found[1].title.casefold()))
    days = set[date]()
    for opens, each in periods:
        ahead = opens - 2 * WEEK
        read = by_day(ahead, zone)
        if ahead <= each.planned or each.spells[0] != _spell_at(each, ahead) or local(read, zone).date() in days:
            continue
        days.add(local(read, zone).date())
        open_by_then = [one.title for begins, one in periods
                        if read < begins <= read + 2 * WEEK and one.spells[0] == _spell_at(one, read)]  # fmt: skip
        yield Letter(read, "undated", "; ".join(open_by_then), told=ahead)


def _at_nine(at: datetime, zone: str) -> datetime:
    """What can wait comes between nine and eight in the evening."""
    hour = local(at, zone).hour
    return at if 9 <= hour < 20 else wall(at, zone, 0 if hour < 9 else 1, time(9))


def _spell_at(each: Affair, at: datetime) -> Spell:
    return next(found for found in reversed(each.spells) if found.since <= at)


def _chased(diary: Diary, zone: str) -> Iterator[Letter]:
    """2.6.4: all that should be there of the webinars that took place and is not, in one message on one day.

    What was named within six days is not repeated, unless something else became late.
    """
    webinars = [each for each in diary.affairs if each.kind in ("webinar", "workshop") and each.held]
    ended = {each.title: each.held + each.lasts for each in webinars if each.held}
    latest = sorted(webinars, key=lambda each: ended[each.title], reverse=True)
    steps = {at for each in webinars for at in (ended[each.title] + after for after in CHASED)
             if at < diary.ends and _late(each, ended[each.title], at, diary)}  # fmt: skip
    news = {ended[each.title] + within for each in webinars for kind, within in DUE.items()
            if each.gathered.get(kind, diary.ends) > ended[each.title] + within}  # fmt: skip
    days, waiting = set[date](), [(at, True) for at in sorted(steps)]
    named: list[datetime] = []
    while waiting:
        at, first = waiting.pop(0)
        if first and at not in news and any(at - each < APART for each in named):
            continue
        late = [each.title for each in latest if _late(each, ended[each.title], at, diary)]
        read = by_day(at, zone)
        if local(read, zone).date() not in days:
            days.add(local(read, zone).date())
            named.append(at)
            yield Letter(read, "missing", "; ".join(late), told=at)
        elif first:
            waiting = sorted([*waiting, (wall(at, zone, 1, time(9)), False)])


def _late(each: Affair, ended: datetime, at: datetime, diary: Diary) -> bool:
    return any(
        ended + within <= at and each.gathered.get(kind, diary.ends) > at for kind, within in DUE.items()
    )


def _empty(each: Affair, diary: Diary, zone: str) -> Iterator[Letter]:
    """2.6.8: two days before a meeting of a series without any agenda."""
    if each.kind != "meeting" or not each.series or not (starts := each.spells[0].starts):
        return
    at = starts - 2 * DAY
    if at < diary.ends and each.starts(at) and each.planned < at and not (each.agenda and each.agenda < at):
        yield Letter(by_day(at, zone, starts - DAY), "empty", each.title, asked_for=True, told=at)


def silences(diary: Diary) -> Iterator[tuple[datetime, int]]:
    """2.4.1: nine o'clock where the community is, on the days at which so long nobody has given anything (2.4.2)."""
    at, told, last = wall(diary.begins, diary.zone, 0, time(9)), 0, diary.begins
    while at < diary.ends:
        if (newest := max([diary.begins, *(each for each in diary.given if each < at)])) != last:
            last, told = newest, 0
        days = (local(at, diary.zone).date() - local(last, diary.zone).date()).days
        step = max((each for each in SILENT if each <= days), default=0)
        if step > told and at > diary.begins:
            yield at, step
            told = step
        at = wall(at, diary.zone, 1, time(9))


# What stands in channels.


def channel(diary: Diary) -> list[Line]:
    """Where the community lives, the same on both platforms."""
    found: list[tuple[datetime, str, str]] = [(at, "announced", title) for at, title, _ in diary.announced]
    found += [(at, "minutes", title) for at, title in diary.minutes]
    for each in diary.affairs:
        found += [(at, "card", each.title) for at in _carded(each, diary)]
        for spell, until in _spans(each.spells, lambda one: one.since, diary.ends):
            if spell.starts is not None and each.kind in BEFORE:
                dues = due(spell.starts, CHANNEL, diary.zone, comes=False)
                found += [(at, "reminder", each.title) for offset, at in dues
                          if spell.since < at < until and spell.since <= spell.starts - offset]  # fmt: skip
        if each.series and (starts := each.spells[0].starts) and each.starts(starts - WEEK):
            found += [(starts - WEEK, "agenda", each.title)] if starts - WEEK > each.planned else []
    return sorted(_line(at, diary.zone, kind, about) for at, kind, about in found if at < diary.ends)


def board(diary: Diary) -> Line:
    """What comes within 30 days stands in one message that is changed and never posted again (2.6)."""
    first = min(each.opens for each in diary.affairs if each.opens is not None)
    return _line(max(diary.begins, first - timedelta(days=30)), diary.zone, "board", "")


def _carded(each: Affair, diary: Diary) -> Iterator[datetime]:
    """One card: a week before, by day; at once when a date is fixed earlier, or when somebody planned it in chat."""
    if each.imported and each.opens is not None:
        week = each.opens - WEEK
        fixed = next((one.since for one in each.spells if one.starts), diary.ends)
        yield min(_at_nine(week, diary.zone), fixed)
    elif each.number == 1:
        yield each.planned
    elif (starts := each.spells[0].starts) and (until := starts - WEEK) < diary.ends and each.starts(until):
        yield until


def council(diary: Diary) -> list[Line]:
    """Where administrators meet: what is to be gathered, once a webinar is over (2.6.4), and how it was."""
    held = [each for each in diary.affairs if each.held and each.kind in ("webinar", "workshop")]
    ended = ((each.held + each.lasts, each.title) for each in held if each.held)
    found = [_line(at, diary.zone, "checklist", title) for at, title in ended if at < diary.ends]
    return sorted(found + [_line(at, diary.zone, "opinions", title) for at, title in diary.opined])


def _spans(
    found: Sequence[Each], since: Callable[[Each], datetime], ends: datetime
) -> Iterator[tuple[Each, datetime]]:
    """Each with the moment at which the next takes its place."""
    for number, each in enumerate(found):
        yield each, since(found[number + 1]) if number + 1 < len(found) else ends


def _line(at: datetime, zone: str, kind: str, about: str) -> Line:
    return Line(f"{local(at, zone):%Y-%m-%d %H:%M}", kind, about)
