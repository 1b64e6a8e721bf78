"""Quiet hours by somebody's own clock (FEATURES 2.3.6): arithmetic that every sender shares, and that asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.commands.when import instant
from bot.i18n import known_zone

EVENING = timedelta(minutes=30)
"""How long before the night begins what cannot wait for the morning is said."""

LONGEST = timedelta(hours=20)
"""So that there is always a time of day to be told something."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """When somebody is left alone, by their own clock; `begins` equal to `ends` means never. `strict`: near ones too.

    At most twenty hours, so that there is always a time of day to be told something.
    """

    begins: time = time(21)
    ends: time = time(8)
    strict: bool = False

    def at(self, local: datetime) -> bool:
        now = local.time()
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends

    @property
    def lasts(self) -> timedelta:
        seconds = (self.ends.hour - self.begins.hour) * 3600 + (self.ends.minute - self.begins.minute) * 60
        return timedelta(seconds=seconds % 86_400)


NIGHT = Quiet()


def asleep(at: datetime, zone: str, quiet: Quiet) -> bool:
    """Whether an instant is in the night there; nobody knows where the zone is "" (P7)."""
    return bool(zone) and quiet.at(at.astimezone(known_zone(zone)[0]))


def wakes(at: datetime, zone: str, quiet: Quiet) -> datetime:
    """When the night that is at that instant ends; on a day that shows that hour twice, the first after it."""
    place, _ = known_zone(zone)
    today = at.astimezone(place).date()
    walls = (datetime.combine(today + timedelta(days=n), quiet.ends) for n in (0, 1, 2))
    ends = (end for wall in walls for end in (instant(wall, place)[0], _second(wall, place)))
    return min(each for each in ends if each > at)


def _second(wall: datetime, zone: tzinfo) -> datetime:
    return wall.replace(tzinfo=zone, fold=1).astimezone(UTC)


def evening(at: datetime, zone: str, quiet: Quiet) -> datetime:
    """The last half hour before the night that is at that instant began."""
    place, _ = known_zone(zone)
    today = at.astimezone(place).date()
    walls = (datetime.combine(today - timedelta(days=n), quiet.begins) for n in (0, 1))
    found = max(begin for wall in walls if (begin := instant(wall, place)[0]) <= at) - EVENING
    while asleep(found, zone, quiet):
        found -= EVENING
    return found
