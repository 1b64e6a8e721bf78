"""The words people use for days and times, in English and French; what is not known is unreadable, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, time, timedelta, timezone
from functools import cache

from bot.chat.zones import zones


class Unreadable(Exception):
    """Something in it is no word for a moment, or says the same thing twice."""


class NoSuchDay(Exception):
    """It can be read, but the calendar has no such day."""


@dataclass(frozen=True, slots=True)
class DayMonth:
    """Two numbers whose order the reader's language decides."""

    first: int
    second: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Named:
    month: int
    day: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Ymd:
    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday; `following` ("next Monday") is never today."""

    number: int
    following: bool


@dataclass(frozen=True, slots=True)
class Months:
    count: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said, each thing at most once: `day` as an int is days from today, `after` an exact span from now.

    `on` is the weekday that was said beside a date. `distant` means that the day was said by its distance ("in 3
    days"), which keeps the time of day it is now.
    """

    day: DayMonth | Named | Ymd | Weekday | Months | int | None = None
    time: time | None = None
    bare: bool = False
    midnight: bool = False
    distant: bool = False
    on: int | None = None
    part: str = ""
    zone: str | timezone | None = None
    after: timedelta | None = None
    now: bool = False

    @property
    def today(self) -> bool:
        return self.day == 0 and isinstance(self.day, int)


PARTS = {"morning": time(9), "afternoon": time(14), "evening": time(19)}

_PART_WORDS = {
    "morning": "morning", "matin": "morning", "matinee": "morning", "afternoon": "afternoon",
    "apres-midi": "afternoon", "evening": "evening", "soir": "evening", "soiree": "evening",
}  # fmt: skip
_MONTHS = {
    1: "january jan janvier janv", 2: "february feb fevrier fevr fev", 3: "march mar mars", 4: "april apr avril avr",
    5: "may mai", 6: "june jun juin", 7: "july jul juillet juil", 8: "august aug aout",
    9: "september sept sep septembre", 10: "october oct octobre", 11: "november nov novembre",
    12: "december dec decembre",
}  # fmt: skip
_WEEKDAYS = {
    0: "monday mon lundi lun", 1: "tuesday tue tues mardi", 2: "wednesday wed mercredi mer",
    3: "thursday thu thur thurs jeudi jeu", 4: "friday fri vendredi ven", 5: "saturday sat samedi sam",
    6: "sunday sun dimanche dim",
}  # fmt: skip
_DAYS = {
    "today": 0, "aujourd'hui": 0, "aujourdhui": 0, "tomorrow": 1, "demain": 1, "day after tomorrow": 2,
    "apres-demain": 2, "apres demain": 2, "yesterday": -1, "hier": -1, "day before yesterday": -2, "avant-hier": -2,
    "avant hier": -2,
}  # fmt: skip
_UNITS = {
    "minute": "minutes minute mins min mn",
    "day": "days day jours jour j d", "week": "weeks week semaines semaine sem w", "month": "months month mois",
}  # fmt: skip

_COUNTS = ("a an one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept", "eight huit",
           "nine neuf", "ten dix")  # fmt: skip

MONTH = {word: number for number, words in _MONTHS.items() for word in words.split()}
_WEEKDAY = {word: number for number, words in _WEEKDAYS.items() for word in words.split()}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_COUNT = {word: number for number, words in enumerate(_COUNTS, 1) for word in words.split()}

Build = Callable[[re.Match[str], Spoken], Spoken]


def spoken(typed: str) -> Spoken:
    """Read the whole of it, piece by piece; Unreadable when any piece is none, NoSuchDay for a day out of range."""
    text = folded(typed)
    if not text or len(text) > 100:
        raise Unreadable
    heard, position = Spoken(), 0
    while position < len(text):
        found = ((pattern.match(text, position), build) for pattern, build in _GRAMMAR)
        match, build = next(((m, b) for m, b in found if m is not None), (None, None))
        if match is None or build is None:
            raise Unreadable
        heard, position = build(match, heard), match.end()
    return _whole(heard)


def folded(typed: str) -> str:
    """Lower case, without accents, one kind of apostrophe and blank."""
    plain = unicodedata.normalize("NFKD", typed.replace("’", "'").casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _whole(heard: Spoken) -> Spoken:
    """Everything together must mean one moment."""
    alone = replace(heard, now=False, after=None, zone=None) == Spoken()
    if heard.now or heard.after is not None:
        if not alone or (heard.now and heard.after is not None):
            raise Unreadable
        return heard
    if alone or (heard.bare and heard.day is None and not heard.part):
        raise Unreadable
    if heard.part and heard.day is None:
        return replace(heard, day=0)
    return heard


def _set(heard: Spoken, **said: object) -> Spoken:
    """Each thing is said once; twice would leave the choice to us."""
    if any(getattr(heard, name) not in (None, "", False) for name in said) or ("day" in said and heard.day is not None):
        raise Unreadable
    return replace(heard, **said)  # type: ignore[arg-type]  # the grammar below gives each field its own type


def _weekday(heard: Spoken, day: Weekday) -> Spoken:
    """A weekday says which day it is, or, beside a date, what that day is."""
    if isinstance(heard.day, Ymd | DayMonth | Named) and heard.on is None and not day.following:
        return replace(heard, on=day.number)
    return _set(heard, day=day)


def _date(heard: Spoken, day: Ymd | DayMonth | Named) -> Spoken:
    if isinstance(heard.day, Weekday) and not heard.day.following:
        return replace(heard, day=day, on=heard.day.number)
    return _set(heard, day=day)


def _clock(hour: str, minute: str | None, half: str = "") -> time:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            raise Unreadable
        hours = hours % 12 + (12 if half == "p" else 0)
    if hours > 23 or int(minute or 0) > 59:
        raise Unreadable
    return time(hours, int(minute or 0))


def _year(typed: str | None) -> int | None:
    return None if typed is None else int(typed) + (2000 if len(typed) == 2 else 0)


def _many(typed: str) -> int:
    count = int(typed) if typed.isdecimal() else _COUNT[typed]
    if count > 5000:
        raise NoSuchDay
    return count


def _in_hours(match: re.Match[str], heard: Spoken) -> Spoken:
    return _set(heard, after=timedelta(hours=_many(match["count"]), minutes=int(match["minutes"] or 0)))


def _relative(match: re.Match[str], heard: Spoken) -> Spoken:
    count = _many(match["count"])
    match _UNIT[match["unit"]]:
        case "minute":
            return _set(heard, after=timedelta(minutes=count))
        case "day":
            return _set(heard, day=count, distant=True)
        case "week":
            return _set(heard, day=7 * count, distant=True)
        case _:
            return _set(heard, day=Months(count), distant=True)


def _evening(match: re.Match[str], heard: Spoken) -> Spoken:
    return _set(heard, day=0, part="evening")


def _zone(match: re.Match[str], heard: Spoken) -> Spoken:
    name = _zones().get(match[0])
    if name is None:
        raise Unreadable
    return _set(heard, zone=name)


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in zones() if "/" in name}


def _offset(match: re.Match[str], heard: Spoken) -> Spoken:
    if not match["hours"]:
        return _set(heard, zone=UTC)
    away = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if away > timedelta(hours=14):
        raise Unreadable
    return _set(heard, zone=timezone(-away if match["sign"] in "-−" else away))


def _any(words: dict[str, object] | dict[str, int] | dict[str, str]) -> str:
    return "(" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")(?![a-z])"


_ORDINAL = "(?:st|nd|rd|th|er)?"
_NO_TIME = r"(?!\d|:|\.\d| ?h(?![a-z])| ?[ap]\.?m)"
_FULL_YEAR = r"(?:,? (\d{4})(?!\d))?"
_HOURS = "(?:hours?|heures?|hrs?|h)(?![a-z])"
_IN = rf"(?:in|dans) (?P<count>\d{{1,5}}|{_any(_COUNT)})"
_DISTANCE = r"(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)"

_GRAMMAR: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"[ ,;]+|\.(?= |$)|t(?=\d)|(?:at|on|the|of|le|de|a|in the|du|l'|ce|cet|cette|this)(?= )", lambda m, h: h),
        (r"(?:right )?now(?![a-z])|maintenant(?![a-z])", lambda m, h: _set(h, now=True)),
        (rf"{_IN} ?{_HOURS}(?: ?(?P<minutes>\d\d)(?![\d:]))?", _in_hours),
        (rf"{_IN} ?(?P<unit>{_any(_UNIT)})", _relative),
        (r"(?:tonight|ce soir|this evening)(?![a-z])", _evening),
        (r"(?:the )?" + _any(_DAYS), lambda m, h: _set(h, day=_DAYS[m[1]])),
        (_any(_PART_WORDS), lambda m, h: _set(h, part=_PART_WORDS[m[1]])),
        (rf"(next )?{_any(_WEEKDAY)}\.?( prochaine?)?(?![a-z])",
         lambda m, h: _weekday(h, Weekday(_WEEKDAY[m[2]], bool(m[1] or m[3])))),
        (r"(?:midnight|minuit)(?![a-z])|24:00(?!\d)", lambda m, h: _set(h, time=time(0), midnight=True)),
        (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", lambda m, h: _date(h, Ymd(int(m[1]), int(m[3]), int(m[4])))),
        (r"(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m(?![a-z])\.?", lambda m, h: _set(h, time=_clock(m[1], m[2], m[3]))),
        (r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?!\d)", lambda m, h: _set(h, time=_clock(m[1], m[2]))),
        (r"(\d{1,2}) ?h(?:eures?|rs?)?(?: ?(\d{2}))?(?![\da-z])", lambda m, h: _set(h, time=_clock(m[1], m[2]))),
        (r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d:])",
         lambda m, h: _date(h, DayMonth(int(m[1]), int(m[3]), _year(m[4])))),
        (rf"(\d{{1,2}}){_ORDINAL}(?: of| de)? {_any(MONTH)}\.?{_FULL_YEAR}",
         lambda m, h: _date(h, Named(MONTH[m[2]], int(m[1]), _year(m[3])))),
        (rf"{_any(MONTH)}\.? (?:the )?(\d{{1,2}}){_ORDINAL}{_NO_TIME}{_FULL_YEAR}",
         lambda m, h: _date(h, Named(MONTH[m[1]], int(m[2]), _year(m[3])))),
        (r"(?:noon|midday|midi)(?![a-z])", lambda m, h: _set(h, time=time(12))),
        (rf"(?:utc|gmt|z)(?![a-z])(?: ?{_DISTANCE})?", _offset),
        (_DISTANCE, _offset),
        (r"[a-z_]+/[a-z_+\-0-9/]+", _zone),
        (r"(\d{1,2})(?![\d:])", lambda m, h: _set(h, time=_clock(m[1], None), bare=True)),
    )
)  # fmt: skip
