"""When somebody is reminded of something: pure arithmetic on their own clock (FEATURES 2.3.4–6), which asks nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.features.people.quiet import NIGHT, Quiet, asleep, evening, wakes

LIVE = timedelta(0)
"""The offset of the message that it has begun."""

NEAR = timedelta(hours=1)
"""Reminders this near come at night too, to those who said that they come (FEATURES 2.3.6)."""

LATE = timedelta(minutes=5)
"""From then on a reminder says that it is late."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose clock counts: `zone` is "" while it is unknown, and then nothing is promised by it (P7).

    `coming`: they said so, and are reminded of what is near at night too.
    """

    zone: str
    coming: bool
    quiet: Quiet = NIGHT


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder of something that is `offset` away, and the instant at which it is sent."""

    offset: timedelta
    at: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be sent now."""

    offset: timedelta
    late: bool


def plan(starts: datetime, offsets: Iterable[timedelta], reader: Reader) -> tuple[Due, ...]:
    """The reminders of one thing, in order of time, never two at once.

    One that would come with a nearer one, or after it, is left out: the nearer one says it all.
    """
    kept: list[Due] = []
    for offset in sorted(set(offsets)):
        at = moment(starts, offset, reader)
        if not kept or at < kept[-1].at:
            kept.append(Due(offset, at))
    return tuple(reversed(kept))


def moment(starts: datetime, offset: timedelta, reader: Reader) -> datetime:
    """When a reminder is sent: at its time, or, where that is in the night, in the morning or the evening before."""
    raw = starts - offset
    near = reader.coming and offset <= NEAR and not reader.quiet.strict
    if near or not asleep(raw, reader.zone, reader.quiet):
        return raw
    morning = wakes(raw, reader.zone, reader.quiet)
    return morning if morning < starts else evening(raw, reader.zone, reader.quiet)


def allowed(starts: datetime, offset: timedelta, reader: Reader, *, now: datetime) -> datetime:
    """When a reminder may leave that is to leave now: what is late waits for the morning, if that is soon enough."""
    near = reader.coming and offset <= NEAR and not reader.quiet.strict
    if near or not asleep(now, reader.zone, reader.quiet):
        return now
    morning = wakes(now, reader.zone, reader.quiet)
    return morning if morning < starts or reader.quiet.strict else now


def owed(dues: Iterable[Due], *, since: datetime, now: datetime, ends: datetime) -> Owed | None:
    """The one reminder that is to be sent now: the last that fell due after `since`, and nothing once it is over.

    `since` is when they said that they come, or when it was moved: whatever fell due before, they know.
    """
    found = [due for due in dues if since < due.at <= now]
    if not found or now >= ends:
        return None
    return Owed(found[-1].offset, late=now - found[-1].at > LATE)


def following(dues: Iterable[Due], *, now: datetime) -> datetime | None:
    """When the next of them falls due."""
    return min((due.at for due in dues if due.at > now), default=None)
