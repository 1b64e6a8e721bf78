"""Sweeps: each at its pace, in one process only, and none can stop another; what is long done is forgotten."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from importlib.metadata import version

from sqlalchemy import select

from bot.chat.reply import Silence
from bot.clock import Clock
from bot.db.database import Database, open_database
from bot.db.schema import handled
from bot.db.tx import Tx
from bot.errors import Unavailable
from bot.jobs import outbox
from bot.jobs.queue import PARKED, jobs, later
from bot.jobs.ticker import Sweep, Ticker, forget_old
from tests.jobs.conftest import ADA, Count, Town, words

OFTEN = 0.02


async def test_r4_a_sweep_that_breaks_comes_again_and_stops_no_other(database: Database) -> None:
    enough, done = asyncio.Event(), {"broken": 0, "away": 0, "healthy": 0}

    async def broken() -> None:
        done["broken"] += 1
        raise LookupError("a mistake")

    async def away() -> None:
        done["away"] += 1
        raise Unavailable("the disk is full")

    async def healthy() -> None:
        done["healthy"] += 1
        if min(done.values()) >= 3:
            enough.set()

    sweeps = [Sweep(run.__name__, OFTEN, run, everywhere=True) for run in (broken, away, healthy)]
    ticking = asyncio.create_task(Ticker(database, sweeps).run())
    async with asyncio.timeout(20):
        await enough.wait()
    assert not ticking.done()
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)


async def test_a_sweep_never_runs_twice_at_once_and_is_not_given_up_for_being_late(database: Database) -> None:
    """R1: APScheduler alone would drop a run that is a second late."""
    under_way, most, runs = 0, 0, 0
    enough = asyncio.Event()

    async def slow() -> None:
        nonlocal under_way, most, runs
        under_way, runs = under_way + 1, runs + 1
        most = max(most, under_way)
        await asyncio.sleep(5 * OFTEN)
        under_way -= 1
        if runs == 3:
            enough.set()

    ticking = asyncio.create_task(Ticker(database, [Sweep("slow", OFTEN, slow, everywhere=True)]).run())
    async with asyncio.timeout(20):
        await enough.wait()
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)
    assert most == 1


async def test_of_two_processes_one_does_the_sweep(database_url: str, database: Database, clock: Clock) -> None:
    """Both do what is meant for every process. SQLite has one process only, so there is nobody to ask."""
    done: list[str] = []
    other = await open_database(database_url, now=clock.now)
    if database.shared:
        async with asyncio.timeout(20):
            while not await database.leads():  # noqa: ASYNC110 - the server grants it, and tells nobody
                await asyncio.sleep(0.01)
    for name, each in (("first", database), ("second", other)):

        async def sweep(name: str = name) -> None:
            done.append(name)

        for everywhere in (False, True):
            await Ticker(each, []).tick(Sweep("sweep", 1, sweep, everywhere=everywhere))
    await other.close()
    assert done == (["first", "first", "second"] if database.shared else ["first", "first", "second", "second"])


async def test_what_is_done_is_forgotten_after_thirty_days_and_what_is_parked_is_not(town: Town) -> None:
    worker = town.worker()

    def ask(tx: Tx) -> None:
        outbox.send(tx, ADA, words("hello"), key="sent")
        later(tx, tx.now, Count("done"), key="done")
        later(tx, tx.now, Count("poison"), key="parked")
        later(tx, tx.now + timedelta(days=60), Count("planned"), key="planned")
        tx.add(handled, {"id": "old", "at": tx.now, "reply": Silence(), "locale": "en", "timezone": ""})

    await town.database.run(ask)
    for _ in range(8):
        await worker.settle()
        town.clock.forward(timedelta(minutes=5))
    town.clock.forward(timedelta(days=29))
    assert await forget_old(town.database) == 0
    town.clock.forward(timedelta(days=1))
    await town.database.run(
        lambda tx: tx.add(handled, {"id": "new", "at": tx.now, "reply": Silence(), "locale": "en", "timezone": ""})
    )
    assert await forget_old(town.database) == 3
    left = await town.database.run(lambda tx: [row.key for row in tx.all(select(jobs.c.key).order_by(jobs.c.key))])
    assert left == ["parked", "planned"]
    assert await town.database.run(lambda tx: [row.id for row in tx.all(select(handled.c.id))]) == ["new"]
    assert await town.database.run(lambda tx: tx.value(select(jobs.c.state).where(jobs.c.key == "parked"))) == PARKED


async def test_a_long_history_is_forgotten_in_batches(town: Town) -> None:
    def fill(tx: Tx) -> None:
        for number in range(1200):
            tx.add(handled, {"id": str(number), "at": tx.now, "reply": Silence(), "locale": "en", "timezone": ""})

    await town.database.run(fill)
    town.clock.forward(timedelta(days=31))
    assert (await forget_old(town.database), await forget_old(town.database)) == (1200, 0)


def test_r6_the_clockwork_is_one_that_survives_the_end_of_summer_time() -> None:
    """Before 3.11.2 the scheduler could stand still for ever."""
    assert tuple(int(part) for part in version("apscheduler").split(".")[:3]) >= (3, 11, 2)
