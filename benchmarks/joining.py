"""The real `/join` from platform event to answer, against the bare driver doing the very same statements.

Ours is everything: recognising the person, parsing, rights, the membership, the log, the job that opens the channel,
the note that the event was handled, the answer. The bare driver gets the statements and values recorded from one /join,
made ready for each person between the rounds: that is no work of the driver's.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.measuring import Measured, folder, heard, nothing, server, show, side_by_side
from bot.chat.address import Account, Place
from bot.chat.inbound import Actor, CommandUsed
from bot.chat.reply import Whisper
from bot.cli.running import keep_for_good
from bot.commands.dispatch import Dispatcher, Hooks
from bot.commands.registry import Registry
from bot.db.database import Database, migrate, open_database
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.people import service as people
from bot.features.people.commands import before_answer
from bot.features.people.model import KnownAccount, Person, accounts
from bot.features.people.model import people as people_table
from bot.i18n import load_catalogue

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
JOINS = 96
TOGETHER = 32
PEOPLE = 20_000
"""Enough for every round: each person joins once."""

_OURS = re.compile(r"\b(per|log|go|mail|post)_[a-z0-9]{10}\b")
_FIRST = re.compile(r"(joiner|Joiner |event)0{6}\b")
Recorded = list[tuple[str, tuple[Any, ...]]]
Statement = tuple[str, list[Any]]


def actor(number: int) -> Actor:
    return Actor(Account("post", "town", f"joiner{number:06}"), f"Joiner {number:06}", "en", "Europe/Paris")


def settle(tx: Tx) -> None:
    """One public community in one channel, and everybody who will join it, known from before under plain ids."""
    community = replace(communities.blank(tx, "Tides", Mode.PUBLIC), id="com_0000000001", contributions=("Ask.",))
    communities.create(tx, community, by="")
    communities.add_place(tx, community, Place("post", "town", "tides"))
    for number in range(PEOPLE):
        known = actor(number)
        address, identity = known.account, f"per_{number:010}"
        tx.add(people_table, Person(identity, known.name, "", "", False, tx.now))
        tx.add(
            accounts,
            KnownAccount(
                address.platform, address.workspace, address.id, identity, known.name, known.locale, known.timezone,
                tx.now, None, "", None,
            ),
        )  # fmt: skip


def engine(database: Database) -> Dispatcher:
    registry = Registry(FEATURES)
    hooks = Hooks(people.identify, people.recognise, partial(before_answer, registry.draw))
    return Dispatcher(registry, load_catalogue(), database, hooks)


async def join(dispatcher: Dispatcher, number: int) -> None:
    by = actor(number)
    answer = await dispatcher.receive(CommandUsed(f"event{number:06}", by, None, "join", "tides"))
    if not isinstance(answer.reply, Whisper) or len(answer.reply.message.parts) < 3:
        raise RuntimeError(f"/join did not join: {answer.reply}")


async def record(url: str) -> Recorded:
    """What the driver gets for the /join of person 0, on a database of its own: listening slows it."""
    with heard() as found:
        database = await open_database(url, now=lambda: NOW)
        await database.run(lambda tx: tx.noted("nothing"))
        found.clear()
        await join(engine(database), 0)
        await database.close()
    return [each for each in found if not each[0].startswith(("BEGIN", "COMMIT", "PRAGMA"))]


def numbered(recorded: Recorded, number: int) -> Iterator[Statement]:
    """The same statements for another person: their account, their ids, and fresh ids for what is made."""
    fresh = f"{number:010}"

    def put(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        value = _FIRST.sub(lambda found: f"{found[1]}{fresh[-6:]}", value)
        return _OURS.sub(lambda found: f"{found[1]}_{fresh}", value)

    for statement, values in recorded:
        yield statement, [put(value) for value in values]


async def ours(dispatcher: Dispatcher, numbers: Iterator[int], together: int) -> None:
    for _ in range(JOINS // together):
        batch = [next(numbers) for _ in range(together)]
        await asyncio.gather(*(join(dispatcher, number) for number in batch))


async def prepared(url: str) -> None:
    await asyncio.to_thread(migrate, url)
    database = await open_database(url, now=lambda: NOW)
    await database.run(settle)
    await database.close()


async def on_sqlite(path: Path) -> tuple[list[Measured], int]:
    for name in ("ours.db", "theirs.db", "recorded.db"):
        await prepared(f"sqlite:///{path / name}")
    recorded = await record(f"sqlite:///{path / 'recorded.db'}")
    database = await open_database(f"sqlite:///{path / 'ours.db'}", now=lambda: NOW)
    bare = sqlite3.connect(path / "theirs.db", isolation_level=None)
    bare.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    mine, others = count(1), count(1)
    units: list[list[Statement]] = []

    async def theirs() -> None:
        for unit in units:
            bare.execute("BEGIN IMMEDIATE")
            for statement, values in unit:
                bare.execute(statement, values).fetchall()
            bare.execute("COMMIT")

    async def ready() -> None:
        units[:] = [list(numbered(recorded, next(others))) for _ in range(JOINS)]

    await ready()
    keep_for_good()
    found = [
        await side_by_side(
            f"SQLite, {together} at once", partial(ours, engine(database), mine, together), theirs,
            pieces=JOINS, target=target, between=(nothing, ready),
        )
        for together, target in ((1, 3.0), (TOGETHER, 1.5))
    ]  # fmt: skip
    await database.close()
    bare.close()
    return found, len(recorded)


async def on_postgres(make: Callable[[str], Any]) -> list[Measured]:
    urls = [await make(name) for name in ("ours", "theirs", "recorded")]
    for url in urls:
        await prepared(url)
    recorded = await record(urls[2])
    database = await open_database(urls[0], now=lambda: NOW)
    pool = await asyncpg.create_pool(urls[1], min_size=8, max_size=8)
    mine, others = count(1), count(1)
    units: list[list[Statement]] = []

    async def theirs() -> None:
        for unit in units:
            async with pool.acquire() as conn, conn.transaction():
                for statement, values in unit:
                    await conn.fetch(statement, *values)

    async def ready() -> None:
        units[:] = [list(numbered(recorded, next(others))) for _ in range(JOINS)]

    await ready()
    keep_for_good()
    found = [
        await side_by_side(
            "PostgreSQL, 1 at once", partial(ours, engine(database), mine, 1), theirs,
            pieces=JOINS, target=2.0, between=(nothing, ready),
        )
    ]  # fmt: skip
    await database.close()
    await pool.close()
    return found


async def measure() -> bool:
    with folder() as path:
        measured, statements = await on_sqlite(path)
    async with server() as make:
        if make is not None:
            measured += await on_postgres(make)
    return show(f"The whole /join: {statements} statements, 1 durable commit", "/join", "bare driver", measured)


def main() -> int:
    return 0 if asyncio.run(measure()) else 1


if __name__ == "__main__":
    sys.exit(main())
