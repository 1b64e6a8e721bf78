"""All lanes together: one for the engine and one for each platform, none of which can hold up another."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Iterable, Mapping

import structlog

from bot.chat.port import Platform
from bot.clock import Clock
from bot.db.database import Database
from bot.jobs import claims
from bot.jobs.delivery import Draw, Reader
from bot.jobs.engine import EngineLane, Handler
from bot.jobs.lane import PlatformLane
from bot.jobs.leaving import Leaves, at_once
from bot.jobs.metrics import Metrics
from bot.jobs.queue import ENGINE

log = structlog.get_logger(__name__)

AGAIN = 5.0
"""Seconds before a lane that broke is begun again."""


def identity() -> str:
    """Who holds a lease: machine, process, and a sign of its own, so that a number used again is not mistaken."""
    return f"{socket.gethostname()[:40]}/{os.getpid()}/{secrets.token_hex(4)}"


class Worker:
    """Does the jobs. `run` works until `stop`; `settle` does in tests what is due, without any waiting."""

    def __init__(
        self, database: Database, handlers: Mapping[str, Handler], platforms: Iterable[Platform], *, draw: Draw,
        reader: Reader, clock: Clock, leaves: Leaves = at_once, holder: str = "", metrics: Metrics | None = None,
    ) -> None:  # fmt: skip
        self._database = database
        self._clock = clock
        holder = holder or identity()
        self._lanes: dict[str, EngineLane | PlatformLane] = {
            ENGINE: EngineLane(database, handlers, clock=clock, metrics=metrics)
        }
        for platform in platforms:
            if platform.name in self._lanes:
                raise ValueError(f"there is a lane {platform.name!r} already")
            self._lanes[platform.name] = PlatformLane(
                database, platform, draw=draw, reader=reader, leaves=leaves, clock=clock, holder=holder,
                metrics=metrics,
            )  # fmt: skip
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Work until `stop`, or until cancelled; either way what is under way gets ten seconds to end."""
        self._database.on_commit.append(self.wake)
        self._clock.moved.append(self.wake)
        try:
            if not self._database.shared:
                await self._database.run(claims.release_all)
            async with asyncio.TaskGroup() as lanes:
                for lane in self._lanes.values():
                    lanes.create_task(self._keep(lane), name=f"lane {lane.name}")
        finally:
            self._database.on_commit.remove(self.wake)
            self._clock.moved.remove(self.wake)

    def stop(self) -> None:
        """Take nothing new; `run` returns when what is under way has ended."""
        self._stopping.set()
        for lane in self._lanes.values():
            lane.stop()

    def wake(self, woken: frozenset[str] | None = None) -> None:
        """Tell lanes that something may be due; all of them when none is named."""
        for name, lane in self._lanes.items():
            if woken is None or name in woken:
                lane.bell.ring()

    async def settle(self) -> int:
        """Do everything that is due now, one by one and in order, also what comes of it; how many jobs that were.

        For tests: nothing sleeps, and the pace that platforms ask for is not kept. What failed or must be tried later
        is due when the clock has moved.
        """
        total = 0
        woken: set[str] = set()
        hear = woken.update
        self._database.on_commit.append(hear)
        try:
            left = await self._database.run(claims.lanes_due)
            while name := next((each for each in self._lanes if each in left), None):
                total += await self.drain(name)
                left = (left - {name}) | woken
                woken.clear()
        finally:
            self._database.on_commit.remove(hear)
        return total

    async def drain(self, lane: str) -> int:
        """Do what is due in one lane; how many jobs that were."""
        done = 0
        while await self._lanes[lane].once():
            done += 1
        return done

    async def _keep(self, lane: EngineLane | PlatformLane) -> None:
        """A lane that broke, which is a mistake of ours, is begun again."""
        while not self._stopping.is_set():
            try:
                await lane.run()
            except Exception:
                if self._stopping.is_set():
                    log.warning("A lane ended without the database", lane=lane.name)
                    return
                log.exception("A lane broke and is begun again", lane=lane.name)
                await lane.bell.wait(AGAIN)
