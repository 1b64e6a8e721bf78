"""Waiting: for somebody to ring, for a moment to come, for a database that is away; never longer than is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import structlog

from bot.db.database import Database
from bot.db.tx import Tx
from bot.errors import Conflict, Unavailable

log = structlog.get_logger(__name__)
Result = TypeVar("Result")

BETWEEN_TRIES = 2.0
"""Seconds before a database that was away is asked again; a ring asks at once."""


class Bell:
    """Wakes everybody who waits; `rung` counts, so that what rang before one began to wait is not missed."""

    def __init__(self) -> None:
        self.rung = 0
        self._event = asyncio.Event()

    def ring(self) -> None:
        self.rung += 1
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def wait(self, seconds: float, *, since: int | None = None) -> None:
        """Until the next ring, for `seconds` at most; not at all when it rang after `since`."""
        if seconds <= 0 or (since is not None and since != self.rung):
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()


class Patient:
    """Runs a lane's units of work until the database answers; says once that it is away, and once that it is back."""

    def __init__(self, database: Database, bell: Bell, lane: str) -> None:
        self._database = database
        self._bell = bell
        self._lane = lane
        self._away = False
        self.stopping = False

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        """As Database.run, but Unavailable and Conflict are raised only once we are stopping."""
        while True:
            try:
                result = await self._database.run(work)
            except (Unavailable, Conflict) as problem:
                if self.stopping:
                    raise
                if not self._away:
                    log.warning("The lane waits for the database", lane=self._lane, reason=str(problem))
                self._away = True
                await self._bell.wait(BETWEEN_TRIES)
            else:
                if self._away:
                    log.info("The database answers again", lane=self._lane)
                self._away = False
                return result
