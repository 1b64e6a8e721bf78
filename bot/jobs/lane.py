"""A platform's lane: jobs claimed under a lease, done outside any transaction, closed under the same lease."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.chat.port import Platform, TryLater, Undeliverable
from bot.clock import Clock
from bot.db.database import Database
from bot.db.tx import Tx
from bot.errors import Conflict, Unavailable
from bot.jobs import claims
from bot.jobs.delivery import (
    GIVEN_UP,
    SENT,
    UNSUPPORTED,
    Act,
    Answered,
    Draw,
    Ended,
    NotYet,
    Reader,
    prepare,
    settle,
)
from bot.jobs.engine import MOST_FAILURES, POLL, backoff, seconds_until, told
from bot.jobs.leaving import Leaves
from bot.jobs.metrics import Metrics
from bot.jobs.patience import Bell, Patient
from bot.jobs.queue import DONE, PARKED, UNDELIVERABLE, Job
from bot.jobs.rooms import Unsupported

log = structlog.get_logger(__name__)

GRACE = 10.0
"""Seconds that what is under way gets to finish when we stop."""

HANGS = 120.0
"""Seconds after which a platform that says nothing is taken to have said "later"."""

PATIENCE = 5
"""So many jobs in a row that must try later mean that it is the platform, not the job: then the whole lane rests."""

PACED = ("send", "show", "refresh")


@dataclass(frozen=True, slots=True)
class Retry:
    """One more attempt; `failed` is why, when it was not the platform that asked for it."""

    after: timedelta | None = None
    failed: str | None = None


class PlatformLane:
    """Up to `sends_at_once` jobs at a time; a broken job or recipient holds up its own serial only."""

    def __init__(
        self, database: Database, platform: Platform, *, draw: Draw, reader: Reader, leaves: Leaves, clock: Clock,
        holder: str, metrics: Metrics | None = None,
    ) -> None:  # fmt: skip
        self.name = platform.name
        self.bell = Bell()
        self._database = database
        self._platform = platform
        self._draw = draw
        self._reader = reader
        self._leaves = leaves
        self._clock = clock
        self._holder = holder
        self._metrics = metrics
        self._patient = Patient(database, self.bell, self.name)
        self._ready: deque[Job] = deque()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._resting: dict[str, float] = {}
        self._refused = 0
        self._quiet_until = 0.0
        self._fresh_first = self._claiming = False

    async def run(self) -> None:
        """Do what is due, as much at once as the platform takes; ends after `stop`, when what is under way is done."""
        renewed = asyncio.get_running_loop().time()
        try:
            while not self._patient.stopping:
                rung, now = self.bell.rung, asyncio.get_running_loop().time()
                if (held := self._held()) and now - renewed > claims.LEASE.total_seconds() / 3:
                    renewed = now
                    await self._patient.run(partial(claims.renew, holder=self._holder, ids=held))
                seconds = await self._fill(now)
                await self.bell.wait(seconds, since=rung)
        except asyncio.CancelledError:
            self._patient.stopping = True
            raise
        finally:
            await self._finish()

    def stop(self) -> None:
        self._patient.stopping = True
        self.bell.ring()

    async def once(self) -> bool:
        """Do one job that is due, now, whatever the platform's pace; False when there is none."""
        found = await self._database.run(lambda tx: claims.claim(tx, self.name, self._holder, claims.Room()))
        for job in found:
            await self._deliver(job)
        return bool(found)

    async def _fill(self, now: float) -> float:
        """Claim so much that whoever ends finds the next one waiting, and begin what there is room for.

        Returns how long to sleep then.
        """
        self._resting = {serial: until for serial, until in self._resting.items() if until > now}
        if now < self._quiet_until:
            return self._quiet_until - now
        at_once = 1 if self._refused >= PATIENCE else self._platform.limits.sends_at_once
        moment = await self._claim(2 * at_once) if 2 * len(self._ready) <= at_once else None
        while self._ready and len(self._busy) < at_once and not self._patient.stopping:
            job = self._ready.popleft()
            self._busy[job.id] = asyncio.create_task(self._deliver(job), name=job.key)
            self._busy[job.id].add_done_callback(partial(self._left, job.id))
        awake = min(self._resting.values(), default=now + POLL)
        return min(seconds_until(moment, self._clock), max(0.001, awake - now))

    async def _claim(self, most: int) -> datetime | None:
        """Claim up to `most` with what is held already; when there were fewer, say when there may be more."""
        self._fresh_first = not self._fresh_first
        held = self._held()
        if len(held) >= most:
            return None
        room = claims.Room(most - len(held), tuple(self._resting), held, self._fresh_first)

        def look(tx: Tx) -> tuple[list[Job], datetime | None]:
            found = claims.claim(tx, self.name, self._holder, room)
            return found, claims.next_due(tx, self.name) if len(found) < room.most else None

        self._claiming = True
        found, moment = await self._patient.run(look)
        self._claiming = False
        self._ready.extend(found)
        return moment

    def _held(self) -> tuple[int, ...]:
        return (*self._busy, *(job.id for job in self._ready))

    def _left(self, job: int, task: asyncio.Task[None]) -> None:
        del self._busy[job]
        self.bell.ring()
        if not task.cancelled() and (problem := task.exception()):
            log.error("A job is left to its lease", lane=self.name, job=task.get_name(), exc_info=problem)

    async def _finish(self) -> None:
        """Let what is under way end; what does not end in time is left to its lease, and repeated under its key."""
        if self._ready or self._claiming:  # a claim that was cancelled may have been written down all the same
            self._ready.clear()
            back = partial(claims.release, lane=self.name, holder=self._holder, busy=[*self._busy])
            with suppress(Unavailable, Conflict):
                await self._database.run(back)
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=GRACE)
        for task in list(self._busy.values()):
            task.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _deliver(self, job: Job) -> None:
        """One job from its drawing to its end."""
        with structlog.contextvars.bound_contextvars(job=job.key, lane=self.name):
            ended = await self._attempt(job)
            state = await self._patient.run(lambda tx: self._close(tx, job, ended))
        if self._metrics:
            self._metrics.count(self.name, job.kind, state)

    async def _attempt(self, job: Job) -> Ended | NotYet | Retry:
        """Draw and ask the platform; every way it can go is a value."""
        if job.failures >= MOST_FAILURES:
            return Ended(PARKED, GIVEN_UP, "its process ended each time it was tried")
        try:
            ask = await self._patient.run(
                lambda tx: prepare(tx, job, self._draw, self._reader, leaves=self._leaves)
            )
            if isinstance(ask, Ended | NotYet):
                return ask
            ended = Ended(DONE, SENT, answer=await self._asked(job, ask.act), files=ask.files)
            self._refused = 0
        except TryLater as later:
            self._refused += 1
            self._be_quiet()
            log.info("The platform wants it later", reason=later.reason, after=later.after)
            return Retry(timedelta(seconds=later.after) if later.after is not None else None)
        except Undeliverable as never:
            self._refused = 0
            log.info("The platform will never take it", reason=never.reason, detail=never.detail)
            return Ended(UNDELIVERABLE, never.reason, never.detail)
        except Unsupported:
            return Ended(DONE, UNSUPPORTED)
        except (Unavailable, Conflict):
            raise
        except Exception as problem:
            return self._failed(job, problem)
        return ended

    async def _asked(self, job: Job, act: Act) -> Answered:
        """Ask the platform; a place that rests has its rest even when it was claimed a moment before that began."""
        clock = asyncio.get_running_loop().time
        if job.serial in self._resting and job.id in self._busy:
            await asyncio.sleep(self._resting[job.serial] - clock())
        try:
            async with asyncio.timeout(HANGS):
                return await act(self._platform)
        except TimeoutError as problem:
            raise TryLater(f"no answer within {HANGS:.0f} s") from problem
        finally:
            pace = self._platform.limits.seconds_between_sends_per_place
            if pace and job.serial and job.kind in PACED:
                self._resting[job.serial] = clock() + pace

    def _be_quiet(self) -> None:
        if (more := self._refused - PATIENCE) >= 0:
            self._quiet_until = asyncio.get_running_loop().time() + min(15.0, 2.0 ** min(more, 4))

    def _failed(self, job: Job, problem: Exception) -> Ended | Retry:
        """What an adapter must not raise, or a card that cannot be drawn."""
        if job.failures + 1 < MOST_FAILURES:
            log.warning("A job failed and is tried again", kind=job.kind, reason=told(problem))
            return Retry(failed=told(problem))
        log.error("A job failed too often and is parked", kind=job.kind, exc_info=problem)
        return Ended(PARKED, GIVEN_UP, told(problem))

    def _close(self, tx: Tx, job: Job, ended: Ended | NotYet | Retry) -> str:
        """Write down how it went, if the job is still ours."""
        match ended:
            case Ended():
                state, ours = ended.state, settle(tx, job, self._holder, ended)
                if ours and ended.state == PARKED:
                    log.error("A job is parked", kind=job.kind, reason=ended.detail)
            case NotYet(after):
                state, ours = "again", claims.postpone(tx, job, self._holder, tx.now + after)
            case Retry(after, failed):
                until = tx.now + (backoff(job.attempts) if after is None else after)
                state, ours = "again", claims.pause(tx, job, self._holder, until, failed=failed)
        if not ours:
            log.warning("The lease was lost; somebody else does the job under the same key")
        return state
