"""How much of somebody's attention may be taken: their quiet hours, what they muted, and three messages a day.

Every sender of private messages asks here and nowhere else (FEATURES 2.3.6, 2.3.8, 2.3.9).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from bot.db.tx import Tx
from bot.features.people.model import Mute, What, mutes, quiets, rings
from bot.features.people.quiet import NIGHT, Quiet, asleep, wakes
from bot.i18n import known_zone

A_DAY = 3
"""Private messages to one person in one day of theirs, besides reminders of what takes place on it (FEATURES 2.3.8)."""

KEPT = timedelta(days=2)
AT_ONCE = 5000
"""Values of one statement; it holds 32,767 at most."""


# Quiet hours.


def quiet_of(tx: Tx, persons: Collection[str]) -> dict[str, Quiet]:
    """The quiet hours of those who chose their own; for everybody else they are `NIGHT`."""
    wanted, found = list(persons), dict[str, Quiet]()
    for start in range(0, len(wanted), AT_ONCE):
        found |= _read(tx.all(select(quiets).where(quiets.c.person.in_(wanted[start : start + AT_ONCE]))))
    return found


def _read(rows: Iterable[Any]) -> dict[str, Quiet]:
    return {row.person: Quiet(time.fromisoformat(row.begins), time.fromisoformat(row.ends), row.strict) for row in rows}


def set_quiet(tx: Tx, person: str, quiet: Quiet) -> None:
    tx.run(delete(quiets).where(quiets.c.person == person))
    row = {"person": person, "begins": f"{quiet.begins:%H:%M}", "ends": f"{quiet.ends:%H:%M}", "strict": quiet.strict}
    tx.add(quiets, row)


def moment(tx: Tx, person: str, zone: str, *, until: datetime | None = None, up: bool = False) -> datetime:
    """When somebody may be written to: now, or when their night ends.

    What is of no use any more by then, after `until`, comes now, and so does everything while they are `up`, unless
    they are strict about their nights.
    """
    quiet = quiet_of(tx, [person]).get(person, NIGHT)
    if not asleep(tx.now, zone, quiet):
        return tx.now
    morning = wakes(tx.now, zone, quiet)
    presses = up or (until is not None and until <= morning)
    return tx.now if presses and not quiet.strict else morning


# How many a day.


def room(tx: Tx, person: str, zone: str, at: datetime) -> bool:
    """Whether one more private message fits into the day of theirs in which that instant lies.

    Nobody else counts theirs until this unit ends, so that what is written on it still fits.
    """
    tx.hold(f"letters {person}")
    place, _ = known_zone(zone)
    today = at.astimezone(place).date()
    begins, ends = (datetime.combine(today + timedelta(days=n), time(), place).astimezone(UTC) for n in (0, 1))
    theirs = (rings.c.person == person, rings.c.at >= begins, rings.c.at < ends)
    return int(tx.value(select(func.count()).select_from(rings).where(*theirs))) < A_DAY


def ring(tx: Tx, person: str, key: str, at: datetime) -> None:
    """A private message leaves at that instant, and counts; older ones are forgotten."""
    tx.run(delete(rings).where(rings.c.person == person, rings.c.at < tx.now - KEPT))
    tx.add_once(rings, {"key": key, "person": person, "at": at})


def put_off(tx: Tx, key: str, at: datetime) -> None:
    """It leaves later than it was to, and counts for that day."""
    tx.run(update(rings).where(rings.c.key == key).values(at=at))


def left(tx: Tx, person: str, key: str) -> None:
    """It leaves now, whenever it was to, and counts for this day."""
    if not tx.run(update(rings).where(rings.c.key == key).values(at=tx.now)):
        ring(tx, person, key, tx.now)


def left_at(tx: Tx, key: str) -> datetime | None:
    """When it left, None where it did not or nobody counts it."""
    at: datetime | None = tx.value(select(rings.c.at).where(rings.c.key == key))
    return at


# What they want to hear nothing of.


def mute(tx: Tx, person: str, community: str, what: What, until: datetime | None) -> None:
    """Hear nothing of a community, of one kind or of all, until then; a later word takes the place of an earlier."""
    for each in What if what is What.EVERYTHING else (what,):
        unmute(tx, person, community, each)
    tx.add(mutes, Mute(person, community, what, until))


def unmute(tx: Tx, person: str, community: str, what: What | None = None) -> None:
    """Hear of it again; without `what`, of everything."""
    which = [mutes.c.what == what] if what else []
    tx.run(delete(mutes).where(mutes.c.person == person, mutes.c.community == community, *which))


def mutes_of(tx: Tx, person: str) -> list[Mute]:
    """What somebody wants to hear nothing of by now."""
    rows = select(mutes).where(mutes.c.person == person, _still(tx)).order_by(mutes.c.community, mutes.c.what)
    return tx.all(rows, Mute)


def muting(tx: Tx, persons: Iterable[str], community: str, what: What) -> set[str]:
    """Those of these people who want to hear nothing of that kind of a community by now."""
    wanted = set(persons)
    here = (mutes.c.community == community, mutes.c.what.in_((what, What.EVERYTHING)), _still(tx))
    return {row.person for row in tx.all(select(mutes.c.person).where(*here)) if row.person in wanted}


def _still(tx: Tx) -> ColumnElement[bool]:
    return or_(mutes.c.until.is_(None), mutes.c.until > tx.now)
