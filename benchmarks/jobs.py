"""Does a long history make work slow? An idle look and a claim of 100 jobs, at 1,000,000 rows against 1,000 rows.

Half of the rows are done, a quarter is due (two to each recipient) and a quarter is planned.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import asyncpg

from benchmarks.measuring import Measured, folder, server, show, side_by_side
from bot.db.database import Database, migrate, open_database
from bot.db.tx import Tx
from bot.jobs.claims import Room, claim, next_due

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
FEW, MANY = 1_000, 1_000_000
CLAIMED = 100
TARGET = 2.0

_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)",
    "postgresql": "WITH n(i) AS (SELECT generate_series(1, :rows))",
}
_ROWS = """
INSERT INTO jobs (key, lane, kind, payload, at, serial, state, ended_at)
{numbers}
SELECT 'job ' || i, CASE WHEN i % 10 = 1 THEN 'quiet' ELSE 'busy' END, 'send', '{{}}',
    CASE WHEN i % 4 = 1 THEN {planned} ELSE {due} END, 'person ' || (i / 8),
    CASE WHEN i % 4 IN (2, 3) THEN 'done' ELSE 'waiting' END, CASE WHEN i % 4 IN (2, 3) THEN {due} END
FROM n
"""
_MOMENT = {"sqlite": "'{:%Y-%m-%dT%H:%M:%S.000000Z}'", "postgresql": "timestamptz '{:%Y-%m-%d %H:%M:%S+00}'"}


async def filled(url: str, rows: int) -> Database:
    """A database with so many jobs; those of the lane "quiet" are done or planned."""
    await asyncio.to_thread(migrate, url)
    database = await open_database(url, now=lambda: NOW)

    def fill(tx: Tx) -> None:
        engine = tx.conn.dialect.name
        due, planned = (_MOMENT[engine].format(NOW + timedelta(days=days)) for days in (-1, 30))
        rows_sql = _ROWS.format(numbers=_NUMBERS[engine].replace(":rows", str(rows)), due=due, planned=planned)
        tx.conn.exec_driver_sql(rows_sql.replace("'{}'", "'{}'::jsonb") if engine == "postgresql" else rows_sql)
        tx.conn.exec_driver_sql("ANALYZE")

    await database.run(fill)
    return database


def look(tx: Tx) -> None:
    """What a lane does every few seconds while nothing is due."""
    if claim(tx, "quiet", "benchmark", Room(8)):
        raise AssertionError("the quiet lane must have nothing to do")
    next_due(tx, "quiet")


def take(tx: Tx) -> None:
    if len(claim(tx, "busy", "benchmark", Room(CLAIMED))) != CLAIMED:
        raise AssertionError("there must be enough that is due")


def give_back(tx: Tx) -> None:
    tx.conn.exec_driver_sql(
        "UPDATE jobs SET state = 'waiting', leased_by = NULL, leased_until = NULL WHERE leased_by = 'benchmark'"
    )


async def compared(
    engine: str, few: Database, many: Database, after: Callable[[Database], Awaitable[None]]
) -> list[Measured]:
    found = []
    for what, work, cleaned in (("idle look", look, False), (f"claim of {CLAIMED}", take, True)):
        ways = [partial(database.run, work) for database in (many, few)]
        cleaning = [partial(after, database) for database in (many, few)] if cleaned else None
        found.append(
            await side_by_side(f"{engine}, {what}", *ways, target=TARGET, rounds=41, pieces=1, between=cleaning)
        )
    return found


async def on_sqlite() -> list[Measured]:
    async def after(database: Database) -> None:
        await database.run(give_back)

    with folder() as path:
        few, many = [await filled(f"sqlite:///{path}/{rows}.db", rows) for rows in (FEW, MANY)]
        found = await compared("SQLite", few, many, after)
        await few.close()
        await many.close()
    return found


async def on_postgres() -> list[Measured]:
    async with server() as make:
        if make is None:
            return []
        urls = [await make(name) for name in ("few", "many")]
        few, many = [await filled(url, rows) for url, rows in zip(urls, (FEW, MANY), strict=True)]
        cleaners = {id(database): await asyncpg.connect(url) for database, url in ((few, urls[0]), (many, urls[1]))}

        async def after(database: Database) -> None:
            # What autovacuum does in the minutes that a benchmark does not have.
            await database.run(give_back)
            await cleaners[id(database)].execute("VACUUM jobs")

        for database in (few, many):
            await after(database)
        found = await compared("PostgreSQL", few, many, after)
        for cleaner in cleaners.values():
            await cleaner.close()
        await few.close()
        await many.close()
    return found


async def measure() -> bool:
    measured = [*await on_sqlite(), *await on_postgres()]
    return show(f"Work beside a long history: {MANY:,} jobs against {FEW:,}", f"{MANY:,}", f"{FEW:,}", measured)


def main() -> int:
    return 0 if asyncio.run(measure()) else 1


if __name__ == "__main__":
    sys.exit(main())
