"""A unit of work is kept as a whole or undone as a whole, whoever else writes at the same time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import asyncpg
import pytest
from sqlalchemy import Column, MetaData, String, Table, select, update

from bot.clock import Clock
from bot.db.database import Database, open_database
from bot.db.schema import notes
from bot.db.tx import Tx, new_id
from bot.errors import Unavailable
from bot.jobs.queue import jobs


def note(key: str, value: object = 1) -> Callable[[Tx], None]:
    return lambda tx: tx.note(key, value)


async def keys(database: Database) -> list[str]:
    return await database.run(lambda tx: [row.key for row in tx.all(select(notes.c.key).order_by(notes.c.key))])


async def test_fifty_writers_at_once_lose_nothing(database: Database) -> None:
    """P1: no "database is locked", no lost update."""
    await database.run(note("count", 0))

    def count_up(tx: Tx) -> None:
        tx.hold("count")
        tx.note("count", tx.noted("count") + 1)

    await asyncio.gather(*(database.run(count_up) for _ in range(50)))
    assert await database.run(lambda tx: tx.noted("count")) == 50


async def test_two_processes_worth_of_writers_lose_nothing(database_url: str, database: Database, clock: Clock) -> None:
    """P1: on one file or server, each with its own connection."""
    other = await open_database(database_url, now=clock.now)

    def add(tx: Tx) -> None:
        tx.note(new_id("n"), 1)

    await asyncio.gather(*(each.run(add) for each in (database, other) for _ in range(25)))
    assert len(await keys(database)) == 50
    await other.close()


async def test_a_unit_that_fails_leaves_nothing_and_its_neighbours_everything(database: Database) -> None:
    def fail(tx: Tx) -> None:
        tx.note("lost", 1)
        raise LookupError("no")

    works = [note("a"), fail, note("b"), fail, note("c")]
    ended = await asyncio.gather(*(database.run(work) for work in works), return_exceptions=True)
    assert [type(each) for each in ended] == [type(None), LookupError, type(None), LookupError, type(None)]
    assert await keys(database) == ["a", "b", "c"]


async def test_a_unit_alone_that_fails_leaves_nothing(database: Database) -> None:
    def fail(tx: Tx) -> None:
        tx.note("lost", 1)
        raise StopIteration

    with pytest.raises(RuntimeError):
        await database.run(fail)
    assert await keys(database) == []


async def test_breaking_a_unique_key_is_a_mistake_of_ours_unless_once_was_asked_for(database: Database) -> None:
    await database.run(lambda tx: tx.add(notes, {"key": "a", "value": 1}))
    with pytest.raises((sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)):
        await database.run(lambda tx: tx.add(notes, {"key": "a", "value": 2}))
    again = await database.run(lambda tx: [tx.add_once(notes, {"key": key, "value": 2}) for key in ("a", "b")])
    assert again == [False, True]
    assert await database.run(lambda tx: (tx.noted("a"), tx.noted("b"), tx.noted("c"))) == (1, 2, None)


async def test_rows_may_leave_out_what_the_database_fills_in_and_nothing_else(database: Database) -> None:
    def add(tx: Tx) -> tuple[str, int]:
        tx.add(jobs, {"key": "a", "lane": "b", "kind": "c", "payload": {"d": "é"}, "at": tx.now})
        row = tx.one(select(jobs.c.state, jobs.c.attempts))
        assert row is not None
        return row.state, row.attempts

    assert await database.run(add) == ("waiting", 0)
    with pytest.raises((sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)):
        await database.run(lambda tx: tx.add(notes, {"key": "a"}))
    with pytest.raises(TypeError, match="notes has no column other"):
        await database.run(lambda tx: tx.add(notes, {"key": "a", "value": 1, "other": 2}))
    guessed = Table("guessed", MetaData(), Column("id", String, primary_key=True), Column("at", String, default="now"))
    with pytest.raises(TypeError, match=r"guessed\.at: defaults of Python's are not asked here"):
        await database.run(lambda tx: tx.add(guessed, {"id": "a"}))


async def test_a_conditional_update_says_how_many_rows_it_changed(database: Database) -> None:
    await database.run(note("a", "open"))
    decide = update(notes).where(notes.c.key == "a", notes.c.value == "open").values(value="closed")
    assert [await database.run(lambda tx: tx.run(decide)) for _ in range(2)] == [1, 0]


async def test_what_is_stored_comes_back_as_it_was_whatever_it_is(database: Database) -> None:
    things = [None, 0, 5, 1.5, True, "", "5", "null", "wörd", [], [1, None], {}, {"a": {"b": [2]}}]
    for number, each in enumerate(things):
        await database.run(note(str(number), each))
    kept = await database.run(lambda tx: [tx.noted(str(number)) for number in range(len(things))])
    assert kept == things
    assert [type(each) for each in kept] == [type(each) for each in things]


@dataclass(frozen=True, slots=True)
class Noted:
    key: str
    value: int


async def test_a_row_fills_a_dataclass_by_name_in_whatever_order_its_columns_stand(database: Database) -> None:
    await database.run(note("a", 1))
    for columns in ((notes.c.key, notes.c.value), (notes.c.value, notes.c.key)):
        asked = select(*columns)
        assert await database.run(lambda tx, asked=asked: tx.one(asked, Noted)) == Noted("a", 1)
        assert await database.run(lambda tx, asked=asked: tx.all(asked, Noted)) == [Noted("a", 1)]
    with pytest.raises(TypeError):
        await database.run(lambda tx: tx.one(select(notes.c.key), Noted))


async def test_instants_come_back_aware_and_in_utc_and_sort_as_time_does(database: Database) -> None:
    rome = timezone(timedelta(hours=1))
    moments = [
        datetime(2026, 11, 3, 10, 0, 0, 5, tzinfo=rome),
        datetime(2026, 11, 3, 9, 0, tzinfo=UTC),
        datetime(2026, 11, 3, 9, 30, tzinfo=rome),
    ]

    def keep(tx: Tx) -> list[datetime]:
        for number, at in enumerate(moments):
            tx.add(jobs, {"key": str(number), "lane": "a", "kind": "b", "payload": {}, "at": at})
        return [row.at for row in tx.all(select(jobs.c.at).order_by(jobs.c.at))]

    kept = await database.run(keep)
    assert kept == [moments[2], moments[1], moments[0]]
    assert [at.utcoffset() for at in kept] == [timedelta(0)] * 3
    with pytest.raises(Exception, match="has no time zone"):
        await database.run(lambda tx: tx.all(select(jobs).where(jobs.c.at < datetime(2026, 11, 3))))  # noqa: DTZ001


async def test_a_commit_tells_the_lanes_it_woke_and_a_failure_tells_none(database: Database) -> None:
    heard: list[frozenset[str]] = []
    database.on_commit.append(heard.append)

    def wake(tx: Tx) -> None:
        tx.wakes |= {"engine", "post"}

    def fail(tx: Tx) -> None:
        tx.wakes.add("lost")
        raise LookupError

    await database.run(wake)
    await database.run(note("silent"))
    with pytest.raises(LookupError):
        await database.run(fail)
    assert heard == [frozenset({"engine", "post"})]


async def test_whoever_stops_waiting_does_not_stop_the_others(database: Database) -> None:
    waiting = [asyncio.create_task(database.run(note(key))) for key in "abc"]
    await asyncio.sleep(0)
    waiting[1].cancel()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert (ended[0], ended[2]) == (None, None)
    assert {"a", "c"} <= set(await keys(database))


async def test_closing_finishes_what_was_begun_and_takes_nothing_more(database_url: str, clock: Clock) -> None:
    database = await open_database(database_url, now=clock.now)
    begun = [asyncio.create_task(database.run(note(f"{number:02}"))) for number in range(20)]
    await asyncio.sleep(0)
    await asyncio.gather(*begun)
    await database.close()
    with pytest.raises(Unavailable):
        await database.run(note("late"))
    again = await open_database(database_url, now=clock.now)
    assert await keys(again) == [f"{number:02}" for number in range(20)]
    await again.close()
