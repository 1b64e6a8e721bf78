"""Reading periods as people type them ("end of May – early June 2016", "fin mai – début juin"): days, never a guess."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from bot.chat.text import Words, t
from bot.commands.grammar import MONTH, folded
from bot.commands.when import FARTHEST
from bot.errors import Refused

LONGEST = 120
"""Most characters of a period as it is typed."""

_PARTS = {
    "early": 0, "beginning of": 0, "beginning": 0, "start of": 0, "debut": 0, "debut de": 0, "debut d'": 0,
    "mid": 1, "middle of": 1, "mi": 1, "milieu": 1, "milieu de": 1, "milieu d'": 1,
    "late": 2, "end of": 2, "end": 2, "fin": 2, "fin de": 2, "fin d'": 2,
}  # fmt: skip
_HALVES = {"first": 0, "1st": 0, "premier": 0, "1er": 0, "second": 1, "2nd": 1, "deuxieme": 1, "2e": 1, "2eme": 1}


def _any(words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_BETWEEN = re.compile(r"\s*[-–—]\s*|\s+(?:to|until|till|through|and|a|au|jusqu'a|jusqu'au|jusqu'en|et)\s+(?:the )?")
_LEADING = re.compile(r"^(?:in|from|between|during|the|a la|le|la|en|de|du|des|d'|entre|courant|pendant)\s+|^d'")
_SIDE = re.compile(
    rf"(?:(?P<part>{_any(_PARTS)})\s*)?"
    rf"(?:(?P<half>{_any(_HALVES)}) (?:half of|semestre)\s*|(?:q|t)(?P<quarter>[1-4])\s*)?"
    rf"(?:(?P<before>\d{{1,2}})(?!\d)(?:er|st|nd|rd|th)?\s*(?:of |de )?)?(?:(?P<month>{_any(MONTH)})\.?(?![a-z])\s*)?"
    r"(?:(?P<after>\d{1,2})(?!\d)(?:er|st|nd|rd|th)?\s*)?,?\s*(?:(?:of |de )?(?P<year>\d{4}))?"
)


class NoPeriod(Exception):
    """It is no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day that are meant."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a period, or all of it: what was said of it; `third` and `half` are parts of what is named."""

    year: int | None
    month: int | None
    day: int | None
    third: int | None
    half: int | None
    quarter: int | None


def read(typed: str, *, today: date) -> Period:
    """The days a person means; a year that was not said is the first in which they are not all over.

    NoPeriod when it cannot be read as one; Refused when it is over, or farther away than any moment may be.
    """
    found = parsed(typed, today=today)
    if found.latest < today:
        raise Refused(t("period-past", typed=Words(typed.strip()[:LONGEST])))
    if found.earliest > today + FARTHEST:
        raise Refused(t("period-too-far", typed=Words(typed.strip()[:LONGEST])))
    return found


def parsed(typed: str, *, today: date) -> Period:
    """The same, also of what is over."""
    sides = [_side(each) for each in _BETWEEN.split(_words(typed))]
    if len(sides) > 2:
        raise NoPeriod
    first, last = sides[0], sides[-1]
    first, last = _completed(first, last), _completed(last, first)
    if any(each.day for each in (first, last)) and len(sides) == 1:
        raise NoPeriod
    for year in (0, 1):
        period = _days(first, last, today.year + year)
        if period.latest >= today or (first.year and last.year):
            break
    return period


def over(typed: str, *, today: date) -> bool:
    """Whether all days of a period or a single day are past; False where its words do not say the year."""
    try:
        sides = [_side(each) for each in _BETWEEN.split(_words(typed))]
        if not any(each.year for each in sides):
            return False
        if len(sides) == 1 and sides[0].day and sides[0].year:
            return _span(sides[0], sides[0].year).latest < today
        return parsed(typed, today=today).latest < today
    except NoPeriod:
        return False


def _words(typed: str) -> str:
    return re.sub(r"\b(mid|mi|early|late|debut|fin|end)-(?=[a-z])", r"\1 ", folded(typed))


def _side(text: str) -> _Side:
    found = _SIDE.fullmatch(_LEADING.sub("", text.strip()))
    if found is None or not any(found.groupdict().values()) or (found["before"] and found["after"]):
        raise NoPeriod
    day = found["before"] or found["after"]
    side = _Side(
        year=int(found["year"]) if found["year"] else None,
        month=MONTH[found["month"]] if found["month"] else None,
        day=int(day) if day else None,
        third=_PARTS[found["part"]] if found["part"] else None,
        half=_HALVES[found["half"]] if found["half"] else None,
        quarter=int(found["quarter"]) if found["quarter"] else None,
    )
    wider = side.half is not None or side.quarter is not None
    if (wider and (side.month or side.day or side.third is not None)) or (side.day and side.third is not None):
        raise NoPeriod
    return side


def _completed(side: _Side, other: _Side) -> _Side:
    """What one end does not say, the other does: the month of "12 – 14 May", the year of both."""
    if side.month is None and side.half is None and side.quarter is None and (side.day or side.third is not None):
        if other.month is None and (side.day or side.year is None):
            raise NoPeriod
        side = replace(side, month=other.month)
    elif side.month is None and side.half is None and side.quarter is None and side.year is None:
        raise NoPeriod
    return side


def _days(first: _Side, last: _Side, year: int) -> Period:
    """The year that one end says holds for the other, unless the period would run backwards."""
    ends = last.year or first.year or year
    begins = first.year or ends
    found = Period(_span(first, begins).earliest, _span(last, ends).latest)
    if found.earliest.month > found.latest.month and not (first.year and last.year):  # over the turn of the year
        if last.year:
            found = Period(_span(first, begins - 1).earliest, found.latest)
        else:
            found = Period(found.earliest, _span(last, ends + 1).latest)
    if found.latest < found.earliest:
        raise NoPeriod
    return found


def _span(side: _Side, year: int) -> Period:
    try:
        if side.month and side.day:
            day = date(year, side.month, side.day)
            return Period(day, day)
        if side.month:
            return _month(year, side.month, side.third)
        if side.quarter:
            return _months(year, 3 * side.quarter - 2, 3)
        if side.half is not None:
            return _months(year, 6 * side.half + 1, 6)
        return _months(year, 4 * side.third + 1, 4) if side.third is not None else _months(year, 1, 12)
    except ValueError:
        raise NoPeriod from None


def _month(year: int, month: int, third: int | None) -> Period:
    """Early is up to the 10th, late from the 21st on."""
    last = monthrange(year, month)[1]
    if third is None:
        return Period(date(year, month, 1), date(year, month, last))
    return Period(date(year, month, 10 * third + 1), date(year, month, last if third == 2 else 10 * third + 10))


def _months(year: int, first: int, many: int) -> Period:
    last = first + many - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
