"""When a series ends, as people type it: a number of times or a day; nothing typed means that it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from bot.chat.text import Words, t
from bot.commands import period
from bot.commands.grammar import folded
from bot.commands.when import FARTHEST, instant
from bot.commands.when import read as moment
from bot.errors import Refused
from bot.features.events.recurrence import Slot, slots
from bot.i18n import known_zone

LONGEST = 60
"""Most characters of what is typed."""

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "twice": 2, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12,
}  # fmt: skip
_NEVER = frozenset({"never", "no end", "none", "goes on", "-", "–", "jamais", "sans fin", "aucune", "continue"})
_TIMES = re.compile(
    r"(?:after |for |apres |pendant )?(?:(?P<digits>\d{1,6})|(?P<word>[a-z]+))"
    r"(?P<unit> ?(?:x|times?|sessions?|meetings?|webinars?|occurrences?|dates?|fois|seances?|reunions?|webinaires?))?"
    r"(?: in all| in total| en tout| au total)?"
)
_LEADING = re.compile(
    r"^(?:(?:ends?|finit|se termine)\s+)?(?:until|till|through|up to|to|on|by|jusqu'a|jusqu'au|jusqu'en|le|au)\s+"
)


def read(typed: str, *, now: datetime, zone: str, locale: str) -> int | date | None:
    """How many times, or the last day on which it may take place; None where it goes on.

    Refused, with examples, when it cannot be read; days are read as everywhere, and of a period the last one is meant.
    """
    text = " ".join(folded(typed).split()).rstrip(".")
    if not text or text in _NEVER:
        return None
    if (times := _times(text)) is not None:
        return times
    words = _LEADING.sub("", text)
    try:
        found = moment(words, now=now, zone=zone, locale=locale)
    except Refused as no_moment:
        return _last_day(words, now.astimezone(known_zone(zone)[0]).date(), typed, no_moment)
    return found.at.astimezone(known_zone(zone)[0]).date()


def _times(text: str) -> int | None:
    """A number of times; a number alone is one, since no day is said so, but for a year."""
    found = _TIMES.fullmatch(text)
    if found is None or (found["word"] and not found["unit"] and text != "twice"):
        return None
    if len(found["digits"] or "") > 3 and not found["unit"]:
        return None
    return int(found["digits"]) if found["digits"] else _NUMBERS.get(found["word"])


def _last_day(words: str, today: date, typed: str, no_moment: Refused) -> date:
    try:
        return period.read(words, today=today).latest
    except period.NoPeriod:
        known = no_moment.text if no_moment.text.key != "when-unreadable" else None
        raise Refused(known or t("events-no-end", typed=Words(typed.strip()[:LONGEST]))) from None


def times(start: datetime, zone: str, rule: str, end: int | date, *, before: int = 0) -> int:
    """How often a series takes place that goes on at a wall time and ends so; Refused where that is not twice.

    `before` is how often it did before it went on there.
    """
    found = slots(start, zone, rule, until=instant(start + FARTHEST, known_zone(zone)[0])[0])
    if end == 0:
        raise Refused(t("events-end-no-times"))
    if isinstance(end, int):
        count = before + sum(1 for _ in islice(found, max(0, end - before)))
        if count < end:
            raise Refused(t("events-end-too-far", most=count))
        count = min(count, end)
    elif end < start.date() and not before:
        raise Refused(t("events-end-before"))
    else:
        count = before + sum(1 for _ in _upto(found, end))
    if count < 2:
        raise Refused(t("events-end-at-once"))
    return count


def _upto(found: Iterator[Slot], end: date) -> Iterator[Slot]:
    for slot in found:
        if slot.local.date() > end:
            return
        yield slot
