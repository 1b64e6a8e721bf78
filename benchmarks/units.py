"""A unit of work through Database.run against the bare driver: 2 selects, 4 inserts, 1 commit, the same durability.

The bare driver gets the very statements that were recorded from one unit of ours, made ready between the rounds.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import bindparam, select

from benchmarks.measuring import Measured, folder, heard, nothing, server, show, side_by_side
from bot.chat.address import Place
from bot.chat.message import say
from bot.chat.reply import Silence
from bot.chat.text import Words
from bot.db.database import Database, migrate, open_database
from bot.db.postgres import POOL
from bot.db.schema import handled, notes
from bot.db.tx import Tx
from bot.jobs.outbox import Send, posts
from bot.jobs.queue import later

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
SQUARE = Place("post", "town", "square")
HELLO = Send(SQUARE, say(Words("Ada asks to join: “I have kept bees for twenty years and would like to share.”")))
UNITS = 96
TOGETHER = 32
MARK = 987654321
"""The number of the recorded unit; the bare driver puts its own in the place of it."""

Recorded = list[tuple[str, tuple[Any, ...]]]
Statement = tuple[str, list[Any]]


_HANDLED = select(handled).where(handled.c.id == bindparam("event"))
_NOTED = select(notes.c.value).where(notes.c.key == bindparam("key"))


def unit(tx: Tx, number: int) -> None:
    """What a /join does, with the tables that every installation has."""
    tx.one(_HANDLED, event=f"event {number}")
    tx.value(_NOTED, key=f"community {number % 7}")
    tx.add(handled, {"id": f"event {number}", "at": tx.now, "reply": Silence(), "locale": "fr", "timezone": "UTC"})
    tx.add(posts, {"id": f"post {number}", "card": "request:1", "target": SQUARE, "platform": "post", "at": tx.now})
    for part in ("card", "word"):
        later(tx, tx.now, HELLO, key=f"{number}/{part}", lane="later", serial=f"place {number}")
    tx.wakes.clear()


def _unit(number: int, tx: Tx) -> None:
    unit(tx, number)


async def record(url: str) -> Recorded:
    """The statements and values of one unit as the driver gets them, on a connection of its own: listening slows it."""

    with heard() as found:
        database = await open_database(url, now=lambda: NOW)
        await database.run(lambda tx: tx.noted("nothing"))
        found.clear()
        await database.run(partial(_unit, MARK))
        await database.close()
    return [each for each in found if not each[0].startswith(("BEGIN", "COMMIT", "PRAGMA"))]


def numbered(recorded: Recorded, number: int) -> Iterator[Statement]:
    for statement, values in recorded:
        yield statement, [v.replace(str(MARK), str(number)) if isinstance(v, str) else v for v in values]


async def ours(database: Database, numbers: Iterator[int], together: int) -> None:
    for _ in range(UNITS // together):
        batch = [next(numbers) for _ in range(together)]
        await asyncio.gather(*(database.run(partial(_unit, number)) for number in batch))


async def on_sqlite(path: Path) -> list[Measured]:
    for name in ("ours.db", "theirs.db"):
        await asyncio.to_thread(migrate, f"sqlite:///{path / name}")
    recorded = await record(f"sqlite:///{path / 'ours.db'}")
    database = await open_database(f"sqlite:///{path / 'ours.db'}", now=lambda: NOW)
    bare = sqlite3.connect(path / "theirs.db", isolation_level=None)
    bare.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    numbers = count()
    units: list[list[Statement]] = []

    async def theirs() -> None:
        for each in units:
            bare.execute("BEGIN IMMEDIATE")
            for statement, values in each:
                bare.execute(statement, values).fetchall()
            bare.execute("COMMIT")

    async def ready() -> None:
        units[:] = [list(numbered(recorded, next(numbers))) for _ in range(UNITS)]

    await ready()

    found = [
        await side_by_side(
            f"SQLite, {together} at once", partial(ours, database, numbers, together), theirs,
            pieces=UNITS, target=target, between=(nothing, ready),
        )
        for together, target in ((1, 3.0), (TOGETHER, 1.5))
    ]  # fmt: skip
    await database.close()
    bare.close()
    return found


async def on_postgres(make: Callable[[str], Any]) -> list[Measured]:
    url, bare_url = await make("ours"), await make("theirs")
    for each in (url, bare_url):
        await asyncio.to_thread(migrate, each)
    recorded = await record(url)
    database = await open_database(url, now=lambda: NOW)
    pool = await asyncpg.create_pool(bare_url, min_size=POOL, max_size=POOL)
    numbers = count()
    units: list[list[Statement]] = []

    async def bare(statements: list[Statement]) -> None:
        async with pool.acquire() as conn, conn.transaction():
            for statement, values in statements:
                await conn.fetch(statement, *values)

    async def theirs(together: int) -> None:
        for start in range(0, UNITS, together):
            await asyncio.gather(*(bare(each) for each in units[start : start + together]))

    async def ready() -> None:
        units[:] = [list(numbered(recorded, next(numbers))) for _ in range(UNITS)]

    await ready()

    found = [
        await side_by_side(
            f"PostgreSQL, {together} at once", partial(ours, database, numbers, together),
            partial(theirs, together), pieces=UNITS, target=2.0, between=(nothing, ready),
        )
        for together in (1, TOGETHER)
    ]  # fmt: skip
    await database.close()
    await pool.close()
    return found


async def measure() -> bool:
    with folder() as path:
        measured = await on_sqlite(path)
    async with server() as make:
        if make is not None:
            measured += await on_postgres(make)
    return show("One unit of work: 2 selects, 4 inserts, 1 durable commit", "Database.run", "bare driver", measured)


def main() -> int:
    return 0 if asyncio.run(measure()) else 1


if __name__ == "__main__":
    sys.exit(main())
