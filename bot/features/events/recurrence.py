"""When a series meets: a rule on the clocks of its own zone, and one instant for each time, whatever the clocks do."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from itertools import takewhile

from dateutil.rrule import rrulestr

from bot.commands.when import instant
from bot.i18n import known_zone

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Rhythm(StrEnum):
    """How a series repeats itself; the weekday, its number and the day are those of its first time."""

    ONCE = "once"
    WEEKS = "weeks"
    MONTH_WEEKDAY = "month-weekday"
    MONTH_LAST = "month-last"
    MONTH_DAY = "month-day"


class NoRhythm(Exception):
    """Its first time does not fit the rhythm: `why` is `fifth` (not in every month) or `not-last`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Slot:
    """One time of a series: what the clocks of its zone show, and the instant."""

    local: datetime
    at: datetime


def rule(rhythm: Rhythm, start: datetime, *, every: int = 1) -> str:
    """The RRULE of a series that begins at a wall time; "" for what happens once.

    A fifth weekday is refused, since most months have none (R19); days after the 28th are the last one of shorter
    months.
    """
    day = DAYS[start.weekday()]
    match rhythm:
        case Rhythm.ONCE:
            return ""
        case Rhythm.WEEKS:
            return f"FREQ=WEEKLY;INTERVAL={every};BYDAY={day}"
        case Rhythm.MONTH_WEEKDAY:
            if start.day > 28:
                raise NoRhythm("fifth")
            return f"FREQ=MONTHLY;INTERVAL={every};BYDAY={week_of(start)}{day}"
        case Rhythm.MONTH_LAST:
            if not is_last(start):
                raise NoRhythm("not-last")
            return f"FREQ=MONTHLY;INTERVAL={every};BYDAY=-1{day}"
        case Rhythm.MONTH_DAY if start.day > 28:
            if start.day < 31:
                days = ",".join(str(each) for each in range(28, start.day + 1))
                return f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY={days};BYSETPOS=-1"
            return f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY=-1"
        case Rhythm.MONTH_DAY:
            return f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY={start.day}"


def week_of(day: datetime) -> int:
    """The how manieth of its weekday in its month: 2 for the second Tuesday."""
    return (day.day - 1) // 7 + 1


def is_last(day: datetime) -> bool:
    """Whether it is the last of its weekday in its month."""
    return day.day + 7 > monthrange(day.year, day.month)[1]


def slots(start: datetime, zone: str, rule: str, *, until: datetime) -> Iterator[Slot]:
    """Every time of a series up to an instant, in order, each instant once.

    `start` is a wall time of `zone`, and so the series keeps its hour when the clocks change. A time that the clocks
    jump over is the next valid one, one that they show twice the first (R5); what happens once may be at the second
    (`fold`).
    """
    local = iter(rrulestr(rule, dtstart=start)) if rule else iter((start,))
    place, _ = known_zone(zone)
    last: datetime | None = None
    for slot in takewhile(lambda each: each.at <= until, (Slot(each, _instant(each, place)) for each in local)):
        if last is None or slot.at > last:
            yield slot
            last = slot.at


def _instant(wall: datetime, zone: tzinfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC) if wall.fold else instant(wall, zone)[0]
