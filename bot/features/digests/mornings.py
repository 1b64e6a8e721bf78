"""When the digest comes: at eight by somebody's own clock, exactly once a day whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.commands.when import instant
from bot.i18n import known_zone

EIGHT = time(8)
"""FEATURES 2.3.7; it is also when quiet hours end."""

SOMEWHERE = time(12)
"""The hour, in UTC, for those whose zone nobody knows, who are promised none: by day from New York to Tokyo."""


def following(now: datetime, zone: str) -> tuple[datetime, date]:
    """The next morning of a zone after an instant, and its day there."""
    place, _ = known_zone(zone)
    today = now.astimezone(place).date()
    mornings = ((_begins(today + timedelta(days=n), zone), today + timedelta(days=n)) for n in range(3))
    return next(each for each in mornings if each[0] > now)


def passed(first: date, now: datetime, zone: str) -> tuple[date, date | None]:
    """Of the mornings from `first` up to now the last, and the last Monday: after an absence these stand for all."""
    last = max(first, following(now, zone)[1] - timedelta(days=1))
    monday = last - timedelta(days=last.weekday())
    return last, monday if monday >= first else None


def _begins(day: date, zone: str) -> datetime:
    if not zone:
        return datetime.combine(day, SOMEWHERE, UTC)
    return instant(datetime.combine(day, EIGHT), known_zone(zone)[0])[0]
