"""The engine's lane: claiming a job, doing it and closing it are one transaction, so it is done exactly once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Protocol

import structlog

from bot.clock import Clock
from bot.db.database import Database
from bot.db.tx import Tx
from bot.jobs import claims
from bot.jobs.metrics import Metrics
from bot.jobs.patience import Bell, Patient
from bot.jobs.queue import DONE, ENGINE, PARKED, TOO_LATE, Job, shape

log = structlog.get_logger(__name__)

MOST_FAILURES = 8
POLL = 5.0
"""Seconds after which a lane looks by itself, whoever forgot to ring."""


class Handler(Protocol):
    """Who does the jobs of one kind: `payload` is the dataclass it is read into."""

    @property
    def payload(self) -> type[Any]: ...

    @property
    def run(self) -> Callable[[Tx, Any], None]: ...


class Broken(Exception):
    """A handler raised; everything it did is undone."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.key)
        self.job = job


def backoff(attempt: int) -> timedelta:
    """1 s after the first attempt, doubled each time, 5 minutes at most."""
    return timedelta(seconds=min(300, 2 ** min(max(attempt - 1, 0), 9)))


def told(problem: BaseException | None) -> str:
    """What went wrong, for operators; short enough for a row and a log line."""
    return f"{type(problem).__name__}: {problem}"[:500]


class EngineLane:
    """One job at a time and process; several processes skip the rows that others are at."""

    name = ENGINE

    def __init__(
        self, database: Database, handlers: Mapping[str, Handler], *, clock: Clock, metrics: Metrics | None = None
    ) -> None:
        self.bell = Bell()
        self._handlers = handlers
        self._clock = clock
        self._metrics = metrics
        self._patient = Patient(database, self.bell, ENGINE)

    async def run(self) -> None:
        """Do what is due, then sleep until something is; ends after `stop`."""
        while not self._patient.stopping:
            rung = self.bell.rung
            if not await self.once():
                moment = await self._patient.run(lambda tx: claims.next_due(tx, ENGINE))
                await self.bell.wait(seconds_until(moment, self._clock), since=rung)

    def stop(self) -> None:
        self._patient.stopping = True
        self.bell.ring()

    async def once(self) -> bool:
        """Do one job that is due; False when there is none."""
        try:
            done = await self._patient.run(self._step)
        except Broken as problem:
            broken = problem
            job, state = broken.job, await self._patient.run(lambda tx: self._failed(tx, broken))
        else:
            if done is None:
                return False
            job, state = done
        if self._metrics:
            self._metrics.count(ENGINE, job.kind, state)
        return True

    def _step(self, tx: Tx) -> tuple[Job, str] | None:
        """Claim, do and close one job."""
        found = claims.due(tx, ENGINE, claims.Room())
        if not found:
            return None
        [job] = found
        handler = self._handlers.get(job.kind)
        if handler is None:
            log.error("Nobody does jobs of this kind, so it is parked", job=job.key, kind=job.kind)
            claims.end(tx, job, None, state=PARKED, outcome=f"nobody does jobs of the kind {job.kind!r}")
            return job, PARKED
        if job.useless_after is not None and tx.now > job.useless_after:
            claims.end(tx, job, None, state=TOO_LATE)
            return job, TOO_LATE
        try:
            with structlog.contextvars.bound_contextvars(job=job.key):
                handler.run(tx, shape(handler.payload).validate_python(job.payload))
        except Exception as problem:
            raise Broken(job) from problem
        claims.end(tx, job, None, state=DONE)
        return job, DONE

    def _failed(self, tx: Tx, broken: Broken) -> str:
        """Count what went wrong; the last time, park the job with it."""
        job, why = broken.job, told(broken.__cause__)
        if job.failures + 1 < MOST_FAILURES:
            log.warning("A job failed and is tried again", job=job.key, kind=job.kind, reason=why)
            claims.pause(tx, job, None, tx.now + backoff(job.failures + 1), failed=why)
            return "again"
        log.error("A job failed too often and is parked", job=job.key, kind=job.kind, exc_info=broken.__cause__)
        claims.end(tx, job, None, state=PARKED, outcome=why)
        return PARKED


def seconds_until(moment: Any, clock: Clock) -> float:
    """How long to sleep: until then, but never longer than a poll."""
    return POLL if moment is None else min(POLL, max(0.001, (moment - clock.now()).total_seconds()))
