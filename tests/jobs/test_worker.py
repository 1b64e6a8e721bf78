"""The worker at work: woken when something is due, no lane in another's way, calm when the database is away."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.address import Account, Place, Posted
from bot.chat.message import Message
from bot.chat.port import Limits
from bot.clock import Clock
from bot.db.database import Database
from bot.db.sqlite import SqliteDatabase
from bot.db.tx import Tx
from bot.jobs import outbox
from bot.jobs.queue import later
from bot.jobs.worker import Worker
from tests.jobs.conftest import ADA, BO, HANDLERS, Count, Town, draw, reader, text_of, words
from tests.simulators.post_office import Post

SOON = 3.0
"""Seconds; well below the five after which a lane looks by itself, so that whatever arrives in time was rung for."""


@dataclass(slots=True)
class Watched(Post):
    """Says what begins and what has arrived; `gate` holds messages back while it is closed."""

    begun: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    arrived: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    most: int = 0

    async def send(
        self,
        to: Account | Place,
        message: Message,
        *,
        locale: str,
        timezone: str,
        once: str,
        doubted: datetime | None = None,
    ) -> Posted:
        self.begun.put_nowait(text_of(message))
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            await self.gate.wait()
            posted = await Post.send(self, to, message, locale=locale, timezone=timezone, once=once)
        finally:
            self.under_way -= 1
        self.arrived.put_nowait(text_of(message))
        return posted


def watched(town: Town, *, name: str = "post", held: bool = False, limits: Limits | None = None) -> Watched:
    post = Watched(town.office, name=name)
    if limits is not None:
        post.limits = limits
    if not held:
        post.gate.set()
    return post


@asynccontextmanager
async def working(town: Town, *posts: Post, database: Database | None = None) -> AsyncIterator[Worker]:
    worker = Worker(
        database or town.database, HANDLERS, posts, draw=draw, reader=reader, clock=town.clock, holder="test"
    )
    running = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await running


async def soon(waiting: Awaitable[str]) -> str:
    async with asyncio.timeout(SOON):
        return await waiting


def say(to: Account | Place, *texts: str, at: timedelta = timedelta(0)) -> Callable[[Tx], None]:
    def ask(tx: Tx) -> None:
        for text in texts:
            outbox.send(tx, to, words(text), key=text, at=tx.now + at)

    return ask


async def test_a_commit_wakes_the_lane_it_wrote_to(town: Town) -> None:
    post = watched(town)
    async with working(town, post):
        for text in ("one", "two"):
            await town.database.run(say(ADA, text))
            assert await soon(post.arrived.get()) == text


async def test_an_engine_job_wakes_the_platform_it_writes_to(town: Town) -> None:
    post = watched(town)
    async with working(town, post):
        await town.database.run(lambda tx: later(tx, tx.now, Count("a"), key="a"))
        await town.database.run(say(ADA, "one"))
        assert await soon(post.arrived.get()) == "one"
    assert await town.noted("a") == 1


async def test_moving_the_clock_wakes_every_lane(town: Town) -> None:
    post = watched(town)
    async with working(town, post):
        await town.database.run(say(ADA, "in a week", at=timedelta(days=7)))
        await town.database.run(say(ADA, "now"))
        assert await soon(post.arrived.get()) == "now"
        town.clock.forward(timedelta(days=7))
        assert await soon(post.arrived.get()) == "in a week"


async def test_messages_to_one_place_go_one_by_one_and_to_several_at_once(town: Town) -> None:
    post = watched(town, held=True)
    async with working(town, post):
        await town.database.run(say(ADA, "a1", "a2", "a3"))
        await town.database.run(say(BO, "b1", "b2"))
        assert {await soon(post.begun.get()) for _ in range(2)} == {"a1", "b1"}
        assert post.begun.empty()
        post.gate.set()
        arrived = [await soon(post.arrived.get()) for _ in range(5)]
    assert [text for text in arrived if text[0] == "a"] == ["a1", "a2", "a3"]
    assert [text for text in arrived if text[0] == "b"] == ["b1", "b2"]


async def test_no_more_leave_at_once_than_the_platform_takes(town: Town) -> None:
    post = watched(town, held=True, limits=Limits(2000, 5, 5, sends_at_once=3))
    people = [Account("post", "", str(number)) for number in range(10)]
    async with working(town, post):
        await town.database.run(lambda tx: [say(each, each.id)(tx) for each in people].clear())
        begun = {await soon(post.begun.get()) for _ in range(3)}  # each is prepared by itself: any of them is first
        post.gate.set()
        arrived = {await soon(post.arrived.get()) for _ in range(10)}
    assert (begun, arrived, post.most) == ({"0", "1", "2"}, {each.id for each in people}, 3)


async def test_a_platform_that_hangs_holds_up_neither_the_engine_nor_another_platform(town: Town) -> None:
    hanging, other = watched(town, held=True), watched(town, name="other")
    async with working(town, hanging, other):
        await town.database.run(say(ADA, *(f"stuck {number}" for number in range(20))))
        assert await soon(hanging.begun.get()) == "stuck 0"
        await town.database.run(lambda tx: later(tx, tx.now, Count("a"), key="a"))
        await town.database.run(say(Account("other", "", "ada"), "fine"))
        assert await soon(other.arrived.get()) == "fine"
        hanging.gate.set()
        assert [await soon(hanging.arrived.get()) for _ in range(20)] == [f"stuck {number}" for number in range(20)]
    assert await town.noted("a") == 1


async def test_the_pace_of_a_place_is_kept_and_other_places_do_not_wait_for_it(town: Town) -> None:
    pace = 0.2
    post = watched(town, limits=Limits(2000, 5, 5, seconds_between_sends_per_place=pace))
    async with working(town, post):
        start = asyncio.get_running_loop().time()
        await town.database.run(say(ADA, "a1", "a2", "a3"))
        await town.database.run(say(BO, "b1"))
        arrived = [(await soon(post.arrived.get()), asyncio.get_running_loop().time() - start) for _ in range(4)]
    times = dict(arrived)
    assert times["b1"] < times["a2"]
    assert times["a3"] >= 2 * pace


async def test_stopping_lets_what_is_under_way_arrive_and_takes_nothing_new(town: Town) -> None:
    post = watched(town, held=True)
    async with working(town, post) as worker:
        await town.database.run(say(ADA, "under way", "after"))
        assert await soon(post.begun.get()) == "under way"
        worker.stop()
        await town.database.run(say(BO, "new"))
        await asyncio.sleep(0)
        post.gate.set()
    assert town.texts() == ["under way"]
    await town.worker().settle()
    assert sorted(town.texts()) == ["after", "new", "under way"]


async def test_being_cancelled_lets_what_is_under_way_arrive_as_well(town: Town) -> None:
    post = watched(town, held=True)
    worker = Worker(town.database, HANDLERS, [post], draw=draw, reader=reader, clock=town.clock)
    running = asyncio.create_task(worker.run())
    await town.database.run(say(ADA, "under way"))
    assert await soon(post.begun.get()) == "under way"
    running.cancel()
    await asyncio.sleep(0)
    post.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    await town.worker().settle()
    assert (town.texts(), town.office.calls("send")) == (["under way"], 1)


@dataclass(slots=True)
class Deaf:
    """A database from whose first claim nobody hears an answer."""

    under: Database
    claimed: asyncio.Event = field(default_factory=asyncio.Event)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.under, name)

    async def run(self, work: Callable[[Tx], Any]) -> Any:
        result = await self.under.run(work)
        if not self.claimed.is_set() and isinstance(result, tuple) and result[0]:
            self.claimed.set()
            await asyncio.Event().wait()
        return result


async def test_what_is_claimed_in_the_instant_of_stopping_waits_for_no_lease(town: Town) -> None:
    deaf: Any = Deaf(town.database)
    await town.database.run(say(ADA, "hello"))
    before = Worker(deaf, HANDLERS, [watched(town)], draw=draw, reader=reader, clock=town.clock)
    running = asyncio.create_task(before.run())
    await asyncio.wait_for(deaf.claimed.wait(), SOON)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await town.worker().settle() == 1
    assert town.texts() == ["hello"]


async def test_a_restart_takes_up_at_once_what_the_process_before_had_claimed(
    sqlite_template: Path, tmp_path: Path, clock: Clock
) -> None:
    """One process has the file, so every lease that is left is of one that has died."""
    path = Path(shutil.copy(sqlite_template, tmp_path / "palabre.db"))
    database = SqliteDatabase(path, now=clock.now)
    town = Town(database, clock)
    post = watched(town, held=True)
    before = Worker(database, HANDLERS, [post], draw=draw, reader=reader, clock=clock)
    await database.run(say(ADA, "hello"))
    died = asyncio.create_task(before.drain("post"))
    assert await soon(post.begun.get()) == "hello"
    died.cancel()
    again = watched(town)
    async with working(town, again):
        assert await soon(again.arrived.get()) == "hello"
    await database.close()


async def test_a_database_that_is_away_for_a_while_loses_nothing(
    sqlite_template: Path, tmp_path: Path, clock: Clock
) -> None:
    """Locked before a claim, and again between a message's arrival and its note: each is sent once and written down."""
    path = Path(shutil.copy(sqlite_template, tmp_path / "palabre.db"))
    database = SqliteDatabase(path, now=clock.now, busy_timeout=0.02)
    town = Town(database, clock)
    post = watched(town, held=True)
    lock = sqlite3.connect(path, isolation_level=None)
    async with working(town, post) as worker:
        await database.run(say(ADA, "one", "two"))
        assert await soon(post.begun.get()) == "one"
        lock.execute("BEGIN IMMEDIATE")
        post.gate.set()
        assert await soon(post.arrived.get()) == "one"
        for _ in range(5):
            worker.wake()
            await asyncio.sleep(0.03)
        lock.execute("ROLLBACK")
        worker.wake()
        assert await soon(post.arrived.get()) == "two"
    lock.close()
    assert (town.texts(), town.office.calls("send")) == (["one", "two"], 2)
    await database.close()
