"""What the stories on every simulated platform share: Palabre's process, its database, and waiting until it is done."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import asyncpg
from sqlalchemy import func, select, update

from bot.app import App
from bot.clock import Clock
from bot.db.database import Database, open_database
from bot.db.tx import Tx
from bot.jobs.queue import jobs

Result = TypeVar("Result")


class Running:
    """An application beside its platform; whoever inherits says how it is started and when everybody is answered."""

    __slots__ = ()

    clock: Clock
    database: Database
    app: App
    _stop: asyncio.Event
    _serving: asyncio.Task[None] | None

    async def start(self) -> None:
        raise NotImplementedError

    def _answering(self) -> bool:
        """Whether the application is at something that somebody did."""
        raise NotImplementedError

    async def _serve(self) -> None:
        """Run the application until it is ready; raises what ended it before."""
        self._stop = asyncio.Event()
        ready = asyncio.Event()
        self._serving = asyncio.create_task(self.app.serve(self._stop, started=ready.set))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([self._serving, waiting], return_when=asyncio.FIRST_COMPLETED, timeout=40)
        if self._serving.done():
            waiting.cancel()
            await self._serving
        assert ready.is_set(), "the application did not get ready"

    async def stop(self) -> None:
        if self._serving is not None:
            self._stop.set()
            await self._serving
            self._serving = None
            await self.database.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def idle(self) -> None:
        """Until everybody is answered, nothing is due and nothing under way.

        What waits for its next attempt holds up its serial.
        """
        for _ in range(10_000):
            if not self._answering() and not await self.database.run(_busy) and not self._answering():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("there is still something to do")

    async def passes(self, **span: float) -> None:
        """Time goes by on both sides."""
        self.clock.forward(timedelta(**span))
        await self.idle()

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        return await self.database.run(work)


def _busy(tx: Tx) -> bool:
    rows = tx.all(select(jobs).where(jobs.c.ended_at.is_(None)))
    paused = {row.serial for row in rows if row.leased_until and not row.leased_by and row.leased_until > tx.now}
    return any(row.leased_by or (row.at <= tx.now and row.serial not in paused) for row in rows)


@asynccontextmanager
async def database_held(url: str) -> AsyncIterator[None]:
    """Somebody else holds the database: nothing that writes gets on."""
    if url.startswith("sqlite"):
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
        return
    conn = await asyncpg.connect(url)
    held = conn.transaction()
    await held.start()
    await conn.execute("LOCK TABLE handled, accounts, remembered IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        await held.rollback()
        await conn.close()


# Of a process that is not this one.


async def inside(url: str, work: Callable[[Tx], Result]) -> Result:
    """Do something in the database of another process."""
    database = await open_database(url, now=lambda: datetime.now(UTC))
    try:
        return await database.run(work)
    finally:
        await database.close()


def leases_run_out(tx: Tx) -> None:
    """Half a minute goes by, as far as leases are concerned."""
    tx.run(update(jobs).where(jobs.c.leased_until.is_not(None)).values(leased_until=tx.now))


def left(lane: str) -> Callable[[Tx], int]:
    """How many jobs of a lane have not ended."""

    def counted(tx: Tx) -> int:
        found = select(func.count()).select_from(jobs).where(jobs.c.lane == lane, jobs.c.ended_at.is_(None))
        return int(tx.value(found))

    return counted
