"""A PostgreSQL server that stops, deadlocks or fills up: what was not kept is said, and work goes on by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.clock import Clock
from bot.db.database import Database, migrate, open_database
from bot.db.schema import notes
from bot.db.tx import Tx
from bot.errors import Conflict, Unavailable
from bot.jobs.queue import jobs
from tests.conftest import ENGINES, scratch, started

pytestmark = pytest.mark.skipif("postgresql" not in ENGINES, reason="PALABRE_TEST_DATABASES leaves PostgreSQL out")


@pytest.fixture
def server() -> Iterator[Any]:
    """A server of its own, which a test may stop."""
    server = started(scratch("palabre-postgres-"))
    yield server
    server.cleanup()


@pytest.fixture
async def shared(postgres_url: str, database_url: str, clock: Clock) -> AsyncIterator[Database]:
    opened = await open_database(postgres_url, now=clock.now)
    yield opened
    await opened.close()


on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def note(key: str) -> Callable[[Tx], None]:
    return lambda tx: tx.note(key, 1)


async def keys(database: Database) -> list[str]:
    return await database.run(lambda tx: [row.key for row in tx.all(select(notes.c.key).order_by(notes.c.key))])


def wake(*lanes: str) -> Callable[[Tx], None]:
    return lambda tx: tx.wakes.update(lanes)


def heard_by(database: Database) -> asyncio.Queue[frozenset[str]]:
    heard: asyncio.Queue[frozenset[str]] = asyncio.Queue()
    database.on_commit.append(heard.put_nowait)
    return heard


async def leading(database: Database) -> None:
    """Until the database leads, and so until its listener is connected."""
    async with asyncio.timeout(20):
        while not await database.leads():  # noqa: ASYNC110 - the server grants it, and tells nobody
            await asyncio.sleep(0.01)


async def test_a_server_that_stops_is_said_and_work_goes_on_when_it_is_back(server: Any, clock: Clock) -> None:
    url = server.get_uri()
    await asyncio.to_thread(migrate, url)
    database, other = [await open_database(url, now=clock.now) for _ in range(2)]
    heard = heard_by(other)
    await asyncio.gather(*(database.run(note(key)) for key in "abc"))
    await asyncio.to_thread(server.stop)
    for _ in range(2):
        with pytest.raises(Unavailable):
            await database.run(note("lost"))
    await asyncio.to_thread(server.ensure_postgres_running)
    await database.run(note("d"))
    assert await keys(database) == ["a", "b", "c", "d"]

    await leading(other)
    await database.run(wake("post"))
    async with asyncio.timeout(20):
        assert await heard.get() == frozenset({"post"})
    await database.close()
    await other.close()


@on_postgresql
async def test_connections_that_were_cut_are_made_again_without_anybody_noticing(shared: Database) -> None:
    await asyncio.gather(*(shared.run(note(key)) for key in "abc"))
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests' AND pid <> pg_backend_pid()"
    )
    await shared.run(lambda tx: tx.all(cut))
    await asyncio.gather(*(shared.run(note(key)) for key in "def"))
    assert await keys(shared) == list("abcdef")


@on_postgresql
async def test_two_units_that_block_each_other_are_both_done(shared: Database) -> None:
    def make(tx: Tx) -> None:
        for key in ("left", "right"):
            tx.add(jobs, {"key": key, "lane": "a", "kind": "b", "payload": {}, "at": tx.now})

    def add(first: str, second: str) -> Callable[[Tx], None]:
        def work(tx: Tx) -> None:
            for key in (first, second):
                tx.run(update(jobs).where(jobs.c.key == key).values(attempts=jobs.c.attempts + 1))
                tx.value(text("SELECT pg_sleep(0.1)"))

        return work

    await shared.run(make)
    await asyncio.gather(shared.run(add("left", "right")), shared.run(add("right", "left")))
    assert await shared.run(lambda tx: [row.attempts for row in tx.all(select(jobs.c.attempts))]) == [2, 2]


@on_postgresql
async def test_a_unit_that_always_loses_is_tried_four_times_and_handed_back(shared: Database) -> None:
    tries = []

    def lose(tx: Tx) -> None:
        tries.append(1)
        tx.note("lost", 1)
        tx.conn.execute(text("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))

    with pytest.raises(Conflict):
        await shared.run(lose)
    assert (len(tries), await keys(shared)) == (4, [])


TROUBLE = [
    ("53100", "Nothing can be saved now: the disk of PostgreSQL is full."),
    ("25006", "Nothing can be saved now: PostgreSQL is read-only."),
    ("53200", "Nothing can be saved now: PostgreSQL is out of memory."),
    ("57P03", "Nothing can be saved now: PostgreSQL is starting, stopping or restarting."),
]


@on_postgresql
@pytest.mark.parametrize(("state", "told"), TROUBLE)
async def test_what_the_server_lacks_is_said_in_words(shared: Database, state: str, told: str) -> None:
    """The server's own codes, raised by the server."""

    def fail(tx: Tx) -> None:
        tx.conn.execute(text(f"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$"))

    with pytest.raises(Unavailable) as refused:
        await shared.run(fail)
    assert str(refused.value) == told


@on_postgresql
async def test_other_processes_hear_which_lanes_a_commit_woke_and_ours_hears_it_once(
    shared: Database, postgres_url: str, clock: Clock
) -> None:
    other = await open_database(postgres_url, now=clock.now)
    here, there = heard_by(shared), heard_by(other)
    await leading(other)
    await shared.run(wake("post"))
    await shared.run(wake("end"))
    async with asyncio.timeout(20):
        assert [await there.get() for _ in range(2)] == [frozenset({"post"}), frozenset({"end"})]
    await other.close()
    assert [here.get_nowait() for _ in range(here.qsize())] == [frozenset({"post"}), frozenset({"end"})]


@on_postgresql
async def test_one_process_leads_and_another_takes_over_when_it_ends(
    shared: Database, postgres_url: str, clock: Clock
) -> None:
    await leading(shared)
    other = await open_database(postgres_url, now=clock.now)
    for _ in range(20):
        assert (await shared.leads(), await other.leads()) == (True, False)
        await asyncio.sleep(0.01)
    await shared.close()
    await leading(other)
    await other.close()
