"""Who does which job: claimed under a lease, and ended only by whoever still holds it.

A lease is `leased_until` with a holder. Without a holder it is a pause before the next attempt; either way the jobs of
the same serial wait behind it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Text, and_, bindparam, case, delete, func, literal_column, or_, select, union, update

from bot.db.schema import handled
from bot.db.tx import Tx
from bot.jobs.queue import ENGINE, LEASED, PARKED, WAITING, Job, in_state, jobs

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


_ANY = select(*_COLUMNS).where(jobs.c.lane == bindparam("lane")).limit(bindparam("most", type_=Integer))
_NEW = _ANY.where(in_state(WAITING), jobs.c.at <= bindparam("now"), _FIRST_OF_ITS_SERIAL).order_by(jobs.c.at, jobs.c.id)
_AGAIN = _ANY.where(
    in_state(LEASED),
    jobs.c.leased_until <= bindparam("now"),
    jobs.c.id.not_in(bindparam("busy", expanding=True)),
).order_by(jobs.c.leased_until, jobs.c.id)
_AWAKE = or_(jobs.c.serial.is_(None), jobs.c.serial.not_in(bindparam("resting", expanding=True)))
_CLAIM = (
    update(jobs)
    .where(jobs.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=LEASED,
        leased_by=bindparam("holder"),
        leased_until=bindparam("until"),
        attempts=jobs.c.attempts + 1,
        failures=_FAILURES,
    )
)
_PLANNED = (
    select(jobs.c.at)
    .where(jobs.c.lane == bindparam("lane"), in_state(WAITING), jobs.c.at > bindparam("now"))
    .order_by(jobs.c.at)
    .limit(1)
)
_PAUSED = (
    select(jobs.c.leased_until)
    .where(jobs.c.lane == bindparam("lane"), in_state(LEASED), jobs.c.leased_until > bindparam("now"))
    .order_by(jobs.c.leased_until)
    .limit(1)
)
_HELD = update(jobs).where(
    jobs.c.id == bindparam("job"),
    jobs.c.attempts == bindparam("attempt"),
    jobs.c.leased_by.is_not_distinct_from(bindparam("holder")),
    jobs.c.ended_at.is_(None),
)
"""The attempt is part of the lease: a holder that slept through it and claimed again is somebody else."""

_END = _HELD.values(
    state=bindparam("new_state"),
    outcome=bindparam("told"),
    ended_at=bindparam("now"),
    leased_until=None,
    leased_by=None,
)
_PAUSE = _HELD.values(
    state=LEASED,
    leased_by=None,
    leased_until=bindparam("until"),
    attempts=jobs.c.attempts + bindparam("more_attempts", type_=Integer),
    failures=jobs.c.failures + bindparam("more_failures", type_=Integer),
    outcome=func.coalesce(bindparam("told", type_=Text), jobs.c.outcome),
)
_POSTPONE = _HELD.values(state=WAITING, at=bindparam("until"), leased_by=None, leased_until=None)
_SKIPPING, _SKIPPING_RESTING = (
    tuple(each.with_for_update(skip_locked=True) for each in pair)
    for pair in ((_NEW, _AGAIN), (_NEW.where(_AWAKE), _AGAIN.where(_AWAKE)))
)


@dataclass(frozen=True, slots=True)
class Room:
    """What a lane may take on: none whose serial is `resting`, and none it is `busy` with, whatever the clock says."""

    most: int = 1
    resting: Collection[str] = ()
    busy: Collection[int] = ()
    fresh_first: bool = False


def due(tx: Tx, lane: str, room: Room) -> list[Job]:
    """Jobs that may run now, at most one of each serial: new ones by `at`, and those whose lease or pause is over."""
    new, again = _SKIPPING_RESTING if room.resting else _SKIPPING
    resting = {"resting": list(room.resting)} if room.resting else {}
    busy = {"busy": list(room.busy)}
    found: list[Job] = []
    for statement, only in ((new, {}), (again, busy)) if room.fresh_first else ((again, busy), (new, {})):
        if len(found) < room.most:
            found += tx.all(statement, Job, lane=lane, now=tx.now, most=room.most - len(found), **resting, **only)
    return found


_LANES_DUE = union(
    select(jobs.c.lane).where(in_state(WAITING), jobs.c.at <= bindparam("now")),
    select(jobs.c.lane).where(in_state(LEASED), jobs.c.leased_until <= bindparam("now")),
)


def lanes_due(tx: Tx) -> set[str]:
    """The lanes in which something may be due."""
    return {row.lane for row in tx.all(_LANES_DUE, now=tx.now)}


def claim(tx: Tx, lane: str, holder: str, room: Room) -> list[Job]:
    """Lease due jobs to `holder`, one lane at a time over all processes, so that no serial is claimed twice."""
    tx.hold(f"lane {lane}")
    found = due(tx, lane, room)
    if found:
        tx.run(_CLAIM, ids=[job.id for job in found], holder=holder, until=tx.now + LEASE)
    return [replace(job, attempts=job.attempts + 1) for job in found]


def renew(tx: Tx, holder: str, ids: Collection[int]) -> None:
    """Keep what one is still at."""
    if ids:
        tx.run(update(jobs).where(jobs.c.leased_by == holder, jobs.c.id.in_(ids)).values(leased_until=tx.now + LEASE))


def release(tx: Tx, lane: str, holder: str, busy: Collection[int]) -> None:
    """Give back what one holds and is not at: whoever claims next may have it now."""
    held = (jobs.c.lane == lane, in_state(LEASED), jobs.c.leased_by == holder, jobs.c.id.not_in(busy))
    tx.run(update(jobs).where(*held).values(leased_by=None, leased_until=tx.now))


def release_all(tx: Tx) -> None:
    """Let every lease run out now: for a database that only one process uses, when that process starts."""
    still = (in_state(LEASED), jobs.c.leased_by.is_not(None), jobs.c.leased_until > tx.now)
    tx.run(update(jobs).where(*still).values(leased_until=tx.now))


def end(tx: Tx, job: Job, holder: str | None, *, state: str, outcome: str = "") -> bool:
    """Close a job for good; False when it was not ours any more."""
    return bool(tx.run(_END, **_mine(job, holder), new_state=state, told=outcome or None, now=tx.now))


def pause(tx: Tx, job: Job, holder: str | None, until: datetime, *, failed: str | None = None) -> bool:
    """Try again at `until`, keeping the place in its serial; `failed` is why that counts as a failure."""
    if job.useless_after is not None:
        until = max(min(until, job.useless_after), tx.now)
    counted = {"more_attempts": int(holder is None), "more_failures": int(failed is not None), "told": failed}
    return bool(tx.run(_PAUSE, **_mine(job, holder), until=until, **counted))


def postpone(tx: Tx, job: Job, holder: str, until: datetime) -> bool:
    """Back into the queue for `until`, behind what is due before it."""
    return bool(tx.run(_POSTPONE, **_mine(job, holder), until=until))


def _mine(job: Job, holder: str | None) -> dict[str, Any]:
    return {"job": job.id, "attempt": job.attempts, "holder": holder}


def next_due(tx: Tx, lane: str) -> datetime | None:
    """When something may run that may not run yet."""
    moments = (tx.value(each, lane=lane, now=tx.now) for each in (_PLANNED, _PAUSED))
    return min((moment for moment in moments if moment is not None), default=None)


_BEHIND = (
    select(jobs.c.id).where(jobs.c.lane == ENGINE, in_state(WAITING), jobs.c.at < bindparam("before")).limit(1)
)
LAG = timedelta(minutes=1)
"""What the engine has not begun by then is not of now: it was away, or the clock jumped."""


def behind(tx: Tx) -> bool:
    """Whether the engine is still at what fell due before, so that what is read now may be over in a moment."""
    return tx.value(_BEHIND, before=tx.now - LAG) is not None


def purge(tx: Tx, before: datetime, *, most: int = 500) -> int:
    """Forget a batch of what ended before; what was parked stays until an operator has seen to it."""
    old_jobs = select(jobs.c.id).where(jobs.c.ended_at < before, jobs.c.state != PARKED).limit(most)
    old_events = select(handled.c.id).where(handled.c.at < before).limit(most)
    return tx.run(delete(jobs).where(jobs.c.id.in_(old_jobs))) + tx.run(
        delete(handled).where(handled.c.id.in_(old_events))
    )
