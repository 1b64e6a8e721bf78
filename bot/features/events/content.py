"""What people type into the forms of events, read into a plan or given back with what to mend; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot.chat.text import Text, Words, t
from bot.chat.zones import zone_named
from bot.commands import period
from bot.commands.context import Context
from bot.commands.forms import Wrong, whole
from bot.commands.when import When, instant, read
from bot.errors import Refused
from bot.features.communities.model import Community
from bot.features.events import until
from bot.features.events.changing import Details
from bot.features.events.model import LENGTH, Event, Type
from bot.features.events.plan import Plan
from bot.features.events.records import RHYTHMS, Repeats
from bot.features.events.recurrence import NoRhythm, Rhythm, rule
from bot.i18n import known_zone

LONGEST, MOST = 14 * 24 * 60, 100_000
"""Longest event in minutes, and most seats."""



@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time of a zone, its instant, and what to look at twice about it; or the first day of a period."""

    start: datetime
    at: datetime
    zone: str
    cautions: tuple[str, ...]
    period: str = ""
    latest: str = ""


def zone_of(ctx: Context, community: Community) -> str:
    """The zone an event is planned in unless another one is typed: the community's, or the planner's own."""
    return community.timezone if community.timezone not in ("", "UTC") else ctx.caller.timezone or "UTC"


def plan(ctx: Context, community: Community, kind: Type, values: Mapping[str, str]) -> tuple[Plan, tuple[str, ...]]:
    """What was typed, and the cautions about its moment; Wrong with every field that needs another look."""
    problems: list[tuple[str, Text]] = []
    details = _details(kind, values, problems)
    zone = zone_named(values["zone"]) if values["zone"] else zone_of(ctx, community)
    if zone is None:
        problems.append(("zone", t("events-no-such-zone", typed=Words(values["zone"][:60]))))
    rhythm, every = RHYTHMS[Repeats(values["repeats"]) if kind.attended else Repeats.ONCE]
    found = _moment(ctx, values["when"], zone, problems) if zone else None
    text = _rule(rhythm, every, found, problems) if found else ""
    if found and found.period and rhythm is not Rhythm.ONCE:
        problems.append(("repeats", t("events-period-once")))
    last, latest = None, ""
    if found and (text or rhythm is Rhythm.ONCE):  # what cannot be repeated so is said already
        last, latest = _end(ctx, values.get("ends", ""), found, text, problems)
    if problems or found is None:
        raise Wrong(tuple(problems))
    made = Plan(
        details.title, details.purpose, details.where, found.zone, found.start, found.at, details.minutes,
        details.capacity, rhythm, every, text, details.external, details.languages, found.period,
        found.latest or latest, last,
    )  # fmt: skip
    return made, found.cautions


def _end(
    ctx: Context, typed: str, found: Moment, rule: str, problems: list[tuple[str, Text]]
) -> tuple[int | None, str]:
    """How often a series takes place, and the day by which it was said; nothing typed means that it goes on."""
    try:
        end = until.read(typed, now=ctx.now, zone=found.zone, locale=ctx.locale)
        if end is None:
            return None, ""
        if not rule:
            raise Refused(t("events-end-once"))
        times = until.times(found.start, found.zone, rule, end)
    except Refused as refused:
        problems.append(("ends", refused.text))
        return None, ""
    return times, "" if isinstance(end, int) else end.isoformat()


def last_number(ctx: Context, row: Event, typed: str, *, planned: int) -> int | None:
    """Up to which number a planned series goes on, None for ever; Wrong where that is not as far as it was to go.

    One that was to go on for ever may end after all that is planned of it.
    """
    try:
        end = until.read(typed, now=ctx.now, zone=row.zone, locale=ctx.locale)
        if end is None or end == row.last:
            return None if end is None else row.last
        found = until.times(row.begins, row.zone, row.rule, end, before=row.first - 1)
        if found < (planned if row.last is None else row.last):
            raise Refused(t("events-end-earlier"))
    except Refused as refused:
        raise Wrong((("ends", refused.text),)) from None
    return found


def details(kind: Type, values: Mapping[str, str], *, seated: int) -> Details:
    """What an edit of a planned event brings; never fewer seats than people hold."""
    problems: list[tuple[str, Text]] = []
    found = _details(kind, values, problems)
    if found.capacity is not None and found.capacity < seated:
        problems.append(("capacity", t("events-seats-taken", seated=seated)))
    if problems:
        raise Wrong(tuple(problems))
    return found


def moment(ctx: Context, typed: str, zone: str) -> Moment:
    """A moment to move something to; Wrong with why it is none."""
    problems: list[tuple[str, Text]] = []
    found = _moment(ctx, typed, zone, problems)
    if found is None:
        raise Wrong(tuple(problems))
    return found


def _details(kind: Type, values: Mapping[str, str], problems: list[tuple[str, Text]]) -> Details:
    """A moment that is due lasts no time, and has no seats."""
    title, purpose = " ".join(values["title"].split()), values["purpose"].strip()
    problems += [(name, t("form-must-fill")) for name, said in (("title", title), ("purpose", purpose)) if not said]
    minutes = _number(values["minutes"], LENGTH, LONGEST) if kind.attended else 0
    if not minutes and kind.attended:
        problems.append(("minutes", t("events-no-length")))
    capacity = _number(values["capacity"], None, MOST) if kind.attended else None
    if capacity == 0:
        problems.append(("capacity", t("events-no-capacity")))
    where, languages = " ".join(values["where"].split()), " ".join(values["languages"].split())
    return Details(title, purpose, where, minutes or 0, capacity, bool(values["external"]), languages)


def _number(typed: str, empty: int | None, most: int) -> int | None:
    """A whole number from 1; `empty` when nothing was typed, 0 when it is no such number."""
    return (whole(typed, 1, most) or 0) if typed.strip() else empty


def _moment(ctx: Context, typed: str, zone: str, problems: list[tuple[str, Text]]) -> Moment | None:
    try:
        found = read(typed, now=ctx.now, zone=zone, locale=ctx.locale)
    except Refused as refused:
        return _period(ctx, typed, zone, problems, refused)
    if found.at <= ctx.now:
        problems.append(("when", t("events-not-now")))
        return None
    return _in_its_zone(found, zone)


def _period(
    ctx: Context, typed: str, zone: str, problems: list[tuple[str, Text]], no_moment: Refused
) -> Moment | None:
    """What is no moment may be a period, for what is provisional."""
    here, _ = known_zone(zone)
    try:
        found = period.read(typed, today=ctx.now.astimezone(here).date())
    except period.NoPeriod:
        problems.append(("when", no_moment.text))
        return None
    except Refused as refused:
        problems.append(("when", refused.text))
        return None
    start = datetime.combine(found.earliest, time())
    words = " ".join(typed.split())[: period.LONGEST]
    return Moment(start, instant(start, here)[0], zone, (), words, found.latest.isoformat())


def _in_its_zone(found: When, zone: str) -> Moment:
    """On the clocks of the event's zone; a zone typed with the time is the event's, a mere offset is not."""
    named = found.zone if zone_named(found.zone) else zone
    start = found.at.astimezone(known_zone(named)[0]).replace(tzinfo=None)
    return Moment(start, found.at, named, found.cautions)


def second(at: datetime, zone: str) -> datetime | None:
    """The second time that the clocks show what they show at `at`; None where they show it once."""
    other = at.astimezone(known_zone(zone)[0]).replace(fold=1).astimezone(UTC)
    return other if other > at else None


def _rule(rhythm: Rhythm, every: int, found: Moment, problems: list[tuple[str, Text]]) -> str:
    try:
        return rule(rhythm, found.start, every=every)
    except NoRhythm as no:
        problems.append(("repeats", t("events-no-rhythm", why=no.why)))
        return ""
