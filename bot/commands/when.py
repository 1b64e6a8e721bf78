"""Reading moments as people type them ("tomorrow 9am", "14/02 10h"); whatever was read is said back in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.chat.text import Day, T, Words, t
from bot.commands.grammar import PARTS, DayMonth, Months, Named, NoSuchDay, Spoken, Unreadable, Weekday, Ymd, spoken
from bot.errors import Refused
from bot.i18n import known_zone

FARTHEST = relativedelta(years=5)
"""How far ahead a typed moment may lie: beyond it, the year is a slip of the hand."""

WITHOUT_A_TIME = time(9)
"""The time of a day typed without one."""


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class When:
    """What was read: the instant in UTC, and the zone it was read in.

    `cautions` says what the reader should look at twice: `skipped` (the clock jumps over that time: the next valid
    one), `twice` (the clock shows it twice: the first), `day-first` or `month-first` (02/03 could be either).
    """

    at: datetime
    zone: str
    cautions: tuple[str, ...] = ()


def read(typed: str, *, now: datetime, zone: str, locale: str) -> When:
    """The moment a person means; `zone` is theirs (IANA), `locale` decides 02/03: month first in en-US, else day first.

    Refused, with examples, when it cannot be read, when there is no such day, when it is past or beyond FARTHEST.
    """
    here, called = known_zone(zone)
    try:
        heard = spoken(typed)
        named = ZoneInfo(heard.zone) if isinstance(heard.zone, str) else heard.zone
        found = _resolve(heard, now=now.astimezone(named or here), month_first=month_first(locale))
    except Unreadable:
        raise Refused(t("when-unreadable", typed=Words(typed.strip()[:80]))) from None
    except (NoSuchDay, OverflowError):
        raise Refused(t("when-no-such-day", typed=Words(typed.strip()[:80]))) from None
    shown = When(found.at, heard.zone if isinstance(heard.zone, str) else called, found.cautions)
    if found.at < now or (found.at == now and not heard.now):
        raise Refused(t("when-past", moment=in_full(shown.at, shown.zone)))
    if found.at > now + FARTHEST:
        raise Refused(t("when-too-far", moment=in_full(shown.at, shown.zone)))
    return shown


def month_first(locale: str) -> bool:
    """Whether 02/03 is 3 February where this language is written."""
    return locale.replace("_", "-").casefold() == "en-us"


def in_full(at: datetime, zone: str) -> T:
    """An instant as nobody can misread it: day, time, zone and its distance from UTC at that moment."""
    known, called = known_zone(zone)
    local = at.astimezone(known)
    minutes = round((local.utcoffset() or timedelta()) / timedelta(minutes=1))
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return t(
        "when-in-full",
        weekday=WEEKDAYS[local.weekday()],
        day=Day(local.date()),
        time=Words(local.strftime("%H:%M")),
        zone=Words(called),
        offset=Words(f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"),
    )


def written(local: datetime) -> str:
    """A moment as a form holds it, so that reading it again in the same zone never moves it."""
    return f"{local:%Y-%m-%d %H:%M}" + (f" UTC{local:%z}" if local.fold else "")


def caution(of: str) -> T:
    """What to look at twice, in a sentence."""
    return t(f"when-caution-{of}")


@dataclass(frozen=True, slots=True)
class _Found:
    at: datetime
    cautions: tuple[str, ...]


def _resolve(heard: Spoken, *, now: datetime, month_first: bool) -> _Found:
    """`now` is already in the zone everything is read in."""
    zone = now.tzinfo or UTC
    if heard.now:
        return _Found(now.astimezone(UTC), ())
    if heard.after is not None:
        return _Found(now.astimezone(UTC) + heard.after, ())
    at = _time(heard, now)
    day, order = _day(heard, at, now=now, month_first=month_first)
    if heard.on is not None and day.weekday() != heard.on:
        raise NoSuchDay
    if heard.midnight and heard.today:
        day += timedelta(days=1)
    found, caution = instant(datetime.combine(day, at), zone)
    return _Found(found, tuple(filter(None, (caution, order))))


def _time(heard: Spoken, now: datetime) -> time:
    """The time of day, a part of the day ("evening") choosing its half, or standing for its usual hour."""
    if heard.time is None and heard.distant and not heard.part:
        return now.time().replace(second=0, microsecond=0)
    if heard.time is None:
        return PARTS[heard.part] if heard.part else WITHOUT_A_TIME
    later = heard.part in ("afternoon", "evening") and heard.time.hour < 12 and not heard.midnight
    return heard.time.replace(hour=heard.time.hour + 12) if later else heard.time


def _day(heard: Spoken, at: time, *, now: datetime, month_first: bool) -> tuple[date, str]:
    """The calendar day, and which way round two numbers were read when both ways give one."""
    today = now.date()
    match heard.day:
        case None:
            return (today if _ahead(today, at, now) or heard.today else today + timedelta(days=1)), ""
        case int() as days:
            return today + timedelta(days=days), ""
        case Months(count):
            return today + relativedelta(months=count), ""
        case Weekday(number, following):
            days = (number - today.weekday()) % 7
            again = days == 0 and (following or not _ahead(today, at, now))
            return today + timedelta(days=7 if again else days), ""
        case Ymd(year, month, number):
            return _calendar(year, month, number), ""
        case Named(month, number, year):
            return _next(month, number, year, today), ""
        case DayMonth(first, second, year):
            return _numbers(first, second, year, today, month_first=month_first)


def _ahead(day: date, at: time, now: datetime) -> bool:
    return instant(datetime.combine(day, at), now.tzinfo or UTC)[0] > now


def _numbers(first: int, second: int, year: int | None, today: date, *, month_first: bool) -> tuple[date, str]:
    """Two numbers in the order of the language, or in the only order in which they are a day."""
    day, month = (second, first) if month_first else (first, second)
    if month > 12 >= day:
        return _next(day, month, year, today), ""
    found = _next(month, day, year, today)
    return found, ("month-first" if month_first else "day-first") if first != second and day <= 12 else ""


def _next(month: int, day: int, year: int | None, today: date) -> date:
    """A day of a year, or of the first year from now on that has it and has not passed it."""
    if year is not None:
        return _calendar(year, month, day)
    if not 1 <= month <= 12:
        raise NoSuchDay
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise NoSuchDay


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay from None


def instant(local: datetime, zone: tzinfo) -> tuple[datetime, str]:
    """A wall time as an instant, with its caution: `twice` is the first, `skipped` the next valid one (R5)."""
    if isinstance(zone, timezone):
        return local.replace(tzinfo=zone).astimezone(UTC), ""
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local:
        return first, "" if first == second else "twice"
    return _jump(second, first, zone), "skipped"


def _jump(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The instant between two at which the offset changes, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=1) // 2)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
