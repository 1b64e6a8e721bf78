"""What a form brings, before any of it is stored: a moment or a period in the zone of the event, never both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.features.events.recurrence import Rhythm


@dataclass(frozen=True, slots=True)
class Plan:
    """What the form brings; `start` is a wall time of `zone`, `at` the same as an instant.

    `last` is how often a series takes place, None where it goes on, and `latest` the day by which that was said.
    """

    title: str
    purpose: str
    where: str
    zone: str
    start: datetime
    at: datetime
    minutes: int
    capacity: int | None
    rhythm: Rhythm
    every: int
    rule: str
    external: bool = False
    languages: str = ""
    period: str = ""
    latest: str = ""
    last: int | None = None
