"""What happens every so often: sweeps, each at its own pace. One that breaks stops neither itself nor another.

APScheduler is the clockwork only: what is due when stands in the database, and a sweep looks there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.db import files
from bot.db.database import Database
from bot.errors import Conflict, Unavailable
from bot.jobs.claims import purge

log = structlog.get_logger(__name__)

KEPT = timedelta(days=30)
"""How long what is done is kept, so that "what happened to my message?" can be answered."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Something to do every `seconds`; in one process only, unless `everywhere`."""

    name: str
    seconds: float
    run: Callable[[], Awaitable[object]]
    everywhere: bool = False


class Ticker:
    """Runs every sweep at the start and then at its pace, never twice at once."""

    def __init__(self, database: Database, sweeps: Sequence[Sweep]) -> None:
        self._database = database
        self._sweeps = tuple(sweeps)

    async def run(self) -> None:
        """Tick until cancelled."""
        # Late and coalesced rather than dropped: the default would skip a sweep that is a second late.
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for sweep in self._sweeps:
            await self.tick(sweep)
            scheduler.add_job(
                self.tick, IntervalTrigger(seconds=sweep.seconds, timezone=UTC), [sweep], id=sweep.name, name=sweep.name
            )
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def tick(self, sweep: Sweep) -> None:
        """Do one sweep now, if it is ours to do; it never raises."""
        try:
            if sweep.everywhere or await self._database.leads():
                await sweep.run()
        except (Unavailable, Conflict) as problem:
            log.warning("A sweep waits for the database", sweep=sweep.name, reason=str(problem))
        except Exception:
            log.exception("A sweep broke; it is tried again at its next turn", sweep=sweep.name)


async def forget_old(database: Database) -> int:
    """Delete what ended thirty days ago, and files that nothing has any more; how many rows that were.

    It goes in small batches that leave room for others.
    """
    total = 0
    while gone := await database.run(lambda tx: purge(tx, tx.now - KEPT) + files.forget(tx)):
        total += gone
    return total
