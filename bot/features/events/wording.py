"""When, where and how often something takes place and how many come: the same words in cards, lists and questions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

from bot.chat.message import Part, Small
from bot.chat.text import Day, Link, Moment, Series, T, Text, Words, t
from bot.commands.when import WEEKDAYS, in_full, instant
from bot.features.events.model import Event, Occurrence, State, Type
from bot.features.events.recurrence import Rhythm, slots, week_of
from bot.features.events.tally import Tally
from bot.i18n import known_zone

LONGEST = timedelta(days=100 * 366)
"""How far the last time of a series is looked for: a file may hold any number of them."""


def called(row: Event, made: Occurrence) -> str:
    """What one time of it is called: with its own title, where it has one."""
    return f"{row.title} – {made.title}" if made.title else row.title


def in_sessions(row: Event) -> bool:
    """Whether its times are sessions, each with a title and a level of its own."""
    return row.series and row.type in (Type.WEBINAR, Type.WORKSHOP)


def session(made: Occurrence) -> Text | None:
    """Its own title and level, as a line of its card; None where it has neither."""
    title = Words(made.title) if made.title else None
    if made.level is None:
        return title
    level = t(f"events-level-{made.level}")
    return t("events-session", title=title, level=level) if title else t("events-of-level", level=level)


def when_label(row: Event) -> T:
    return t("events-due") if row.type is Type.DEADLINE else t("events-when")


def when(row: Event, made: Occurrence) -> Text:
    """In the reader's own time and in that of the event; a milestone is a day, a period is said as it was typed."""
    if row.period:
        return Series((Words(row.period), between(row)), "lines")
    if row.type is Type.MILESTONE:
        return full(row, made.at)
    return Series((Moment(made.at), full(row, made.at)), "lines")


def full(row: Event, at: datetime) -> T:
    """An instant as nobody can misread it; of a milestone the day alone."""
    if row.type is not Type.MILESTONE:
        return in_full(at, row.zone)
    return on_day(at, row.zone)


def on_day(at: datetime, zone: str) -> T:
    """The day of an instant on the clocks of a zone, with its weekday."""
    local = at.astimezone(known_zone(zone)[0])
    weekday = t("events-weekday", day=WEEKDAYS[local.weekday()])
    return t("events-on-day", weekday=weekday, day=Day(local.date()))


def moved_from(row: Event, made: Occurrence) -> Text | None:
    """When it was to be before, where that was another time and it takes place."""
    if made.moved_from is None or made.moved_from == made.at or made.state is not State.PLANNED:
        return None
    return full(row, made.moved_from) if row.type is Type.MILESTONE else Moment(made.moved_from)


def provisional(row: Event, made: Occurrence, title: str = "") -> T:
    """A line of a list about what has a period and no date yet; `title` where only a part of it is to be read."""
    return t(
        "events-entry-provisional",
        title=Words(title or row.title),
        type=t(f"events-type-{row.type}"),
        period=Words(row.period),
        days=between(row),
        state=str(made.state),
    )


def between(row: Event) -> T:
    """The first and the last day of a period."""
    return t("events-between", first=Day(row.begins.date()), last=Day(date.fromisoformat(row.latest)))


def for_whom(row: Event) -> list[tuple[Text, Text]]:
    """In which languages it is, and whether people outside may come."""
    rows: list[tuple[Text, Text]] = [(t("events-languages"), Words(row.languages))] if row.languages else []
    return [*rows, (t("events-open-to"), t("events-everybody"))] if row.external else rows


def where(row: Event) -> Text:
    """A place, a link to press, or both where some come and others look on from afar (guide 154)."""
    said: list[Text] = [Words(row.place)] if row.place else []
    return Series((*said, Link(row.link)) if row.link else tuple(said), "commas")


def rhythm(kind: Rhythm, every: int, start: datetime) -> T:
    """`every second week on Tuesday`, `the last Thursday of the month`."""
    weekday = t("events-weekday", day=WEEKDAYS[start.weekday()])
    return t(
        "events-rhythm", kind=str(kind), every=every, weekday=weekday, week=week_of(start), day=start.day,
        late="yes" if start.day > 28 else "no",
    )  # fmt: skip


def repeats(row: Event) -> T:
    """How often a series takes place, and how many times in all where that is known; not of one cancelled whole."""
    how = rhythm(row.rhythm, row.every, row.begins)
    return how if not row.last else t("events-rhythm-times", rhythm=how, count=row.last)


def ends(row: Event) -> T:
    """How many times a series takes place and when the last is; that it goes on, where it has no end."""
    if row.last is None:
        return t("events-goes-on")
    zone, _ = known_zone(row.zone)
    found = slots(row.begins, row.zone, row.rule, until=instant(row.begins + LONGEST, zone)[0])
    last = next(islice(found, max(0, row.last - row.first), None), None)
    day = on_day(last.at, row.zone) if last else ""
    return t("events-times", count=row.last, dated="yes" if last else "no", day=day)


def seats(row: Event, tally: Tally) -> T:
    """Who comes, in numbers."""
    return t(
        "events-seats",
        going=tally.going,
        maybe=tally.maybe,
        waiting=tally.waiting,
        held=tally.held,
        limited="no" if row.capacity is None else "yes",
        capacity=row.capacity or 0,
    )


def who_comes(row: Event, tally: Tally) -> tuple[Part, ...]:
    """How many come, or are reminded; nothing of a milestone."""
    if row.period:
        return (Small(t("events-provisional", count=tally.maybe)),)
    if row.type is Type.DEADLINE:
        return (Small(t("events-reminded", count=tally.going)),)
    return (Small(seats(row, tally)),) if row.type.attended else ()
