"""Who does which job: claimed under a lease, and ended only by whoever still holds it.

A lease is `leased_until` with a holder. Without a holder it is a pause before the next attempt; either way the jobs of
the same serial wait behind it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, literal_column, or_, select, update

from bot.db.schema import handled
from bot.db.tx import Tx
from bot.jobs.queue import LEASED, PARKED, WAITING, Job, in_state, jobs

LEASE = timedelta(seconds=30)
"""How long a process that died keeps others from its jobs; one that lives renews at a third of it."""

_FAILURES = case((jobs.c.leased_by.is_not(None), jobs.c.failures + 1), else_=jobs.c.failures)
"""Whose holder let the lease run out has failed once more: it may be what ended that process."""

_COLUMNS = tuple(_FAILURES.label(name) if name == "failures" else jobs.c[name] for name in Job.__slots__)
_other = jobs.alias("other")
_of_my_serial = and_(_other.c.lane == jobs.c.lane, _other.c.serial == jobs.c.serial)
_FIRST_OF_ITS_SERIAL = or_(
    jobs.c.serial.is_(None),
    and_(
        jobs.c.id
        == select(_other.c.id)
        .where(_of_my_serial, _other.c.ended_at.is_(None))
        .order_by(_other.c.at, _other.c.id)
        .limit(1)
        .scalar_subquery(),
        select(_other.c.id)
        .where(_of_my_serial, _other.c.state == literal_column(f"'{LEASED}'"))
        .limit(1)
        .scalar_subquery()
        .is_(None),
    ),
)
"""Subqueries with a limit are asked once for each candidate, through an index; a join could read the whole table."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a lane may take on: none whose serial is `resting`, and none it is `busy` with, whatever the clock says."""

    most: int = 1
    resting: Collection[str] = ()
    busy: Collection[int] = ()
    fresh_first: bool = False


def due(tx: Tx, lane: str, room: Room) -> list[Job]:
    """Jobs that may run now, at most one of each serial: new ones by `at`, and those whose lease or pause is over."""
    fresh = _jobs(lane, in_state(WAITING), jobs.c.at <= tx.now, _FIRST_OF_ITS_SERIAL).order_by(jobs.c.at, jobs.c.id)
    again = _jobs(lane, in_state(LEASED), jobs.c.leased_until <= tx.now).order_by(jobs.c.leased_until, jobs.c.id)
    if room.busy:
        again = again.where(jobs.c.id.not_in(room.busy))
    found: list[Job] = []
    for statement in (fresh, again) if room.fresh_first else (again, fresh):
        if room.resting:
            statement = statement.where(or_(jobs.c.serial.is_(None), jobs.c.serial.not_in(room.resting)))
        if len(found) < room.most:
            found += tx.all(statement.limit(room.most - len(found)).with_for_update(skip_locked=True), Job)
    return found


def _jobs(lane: str, *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(*_COLUMNS).where(jobs.c.lane == lane, *conditions)


def claim(tx: Tx, lane: str, holder: str, room: Room) -> list[Job]:
    """Lease due jobs to `holder`, one lane at a time over all processes, so that no serial is claimed twice."""
    tx.hold(f"lane {lane}")
    found = due(tx, lane, room)
    if found:
        leased = {"state": LEASED, "leased_by": holder, "leased_until": tx.now + LEASE}
        counted = {"attempts": jobs.c.attempts + 1, "failures": _FAILURES}
        tx.run(update(jobs).where(jobs.c.id.in_([job.id for job in found])).values(leased | counted))
    return [replace(job, attempts=job.attempts + 1) for job in found]


def renew(tx: Tx, holder: str, ids: Collection[int]) -> None:
    """Keep what one is still at."""
    if ids:
        tx.run(update(jobs).where(jobs.c.leased_by == holder, jobs.c.id.in_(ids)).values(leased_until=tx.now + LEASE))


def release_all(tx: Tx) -> None:
    """Let every lease run out now: for a database that only one process uses, when that process starts."""
    still = (in_state(LEASED), jobs.c.leased_by.is_not(None), jobs.c.leased_until > tx.now)
    tx.run(update(jobs).where(*still).values(leased_until=tx.now))


def end(tx: Tx, job: Job, holder: str | None, *, state: str, outcome: str = "") -> bool:
    """Close a job for good; False when it was not ours any more."""
    values = {"state": state, "outcome": outcome or None, "ended_at": tx.now, "leased_until": None, "leased_by": None}
    return bool(tx.run(update(jobs).where(_held(job, holder)).values(values)))


def pause(tx: Tx, job: Job, holder: str | None, until: datetime, *, failed: str | None = None) -> bool:
    """Try again at `until`, keeping the place in its serial; `failed` is why that counts as a failure."""
    if job.useless_after is not None:
        until = max(min(until, job.useless_after), tx.now)
    values: dict[str, Any] = {"state": LEASED, "leased_by": None, "leased_until": until}
    if holder is None:
        values["attempts"] = jobs.c.attempts + 1
    if failed is not None:
        values |= {"failures": jobs.c.failures + 1, "outcome": failed}
    return bool(tx.run(update(jobs).where(_held(job, holder)).values(values)))


def postpone(tx: Tx, job: Job, holder: str, until: datetime) -> bool:
    """Back into the queue for `until`, behind what is due before it."""
    values = {"state": WAITING, "at": until, "leased_by": None, "leased_until": None}
    return bool(tx.run(update(jobs).where(_held(job, holder)).values(values)))


def _held(job: Job, holder: str | None) -> ColumnElement[bool]:
    """The attempt is part of the lease: a holder that slept through it and claimed again is somebody else."""
    mine = jobs.c.leased_by.is_(None) if holder is None else jobs.c.leased_by == holder
    return and_(jobs.c.id == job.id, jobs.c.attempts == job.attempts, jobs.c.ended_at.is_(None), mine)


def next_due(tx: Tx, lane: str) -> datetime | None:
    """When something may run that may not run yet."""
    fresh = select(jobs.c.at).where(jobs.c.lane == lane, in_state(WAITING), jobs.c.at > tx.now)
    over = select(jobs.c.leased_until).where(jobs.c.lane == lane, in_state(LEASED), jobs.c.leased_until > tx.now)
    moments = (
        tx.value(fresh.order_by(jobs.c.at).limit(1)),
        tx.value(over.order_by(jobs.c.leased_until).limit(1)),
    )
    return min((moment for moment in moments if moment is not None), default=None)


def purge(tx: Tx, before: datetime, *, most: int = 500) -> int:
    """Forget a batch of what ended before; what was parked stays until an operator has seen to it."""
    old_jobs = select(jobs.c.id).where(jobs.c.ended_at < before, jobs.c.state != PARKED).limit(most)
    old_events = select(handled.c.id).where(handled.c.at < before).limit(most)
    return tx.run(delete(jobs).where(jobs.c.id.in_(old_jobs))) + tx.run(
        delete(handled).where(handled.c.id.in_(old_events))
    )
