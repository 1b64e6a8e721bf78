"""A unit of work is kept as a whole or undone as a whole, whoever else writes at the same time."""

from __future__ import annotations

import asyncio

from bot.db.database import Database
from bot.db.tx import Tx


async def test_fifty_writers_at_once_lose_nothing(database: Database) -> None:
    """P1: no "database is locked", no lost update."""
    await database.run(lambda tx: tx.note("count", 0))

    def count_up(tx: Tx) -> None:
        tx.hold("count")
        tx.note("count", tx.noted("count") + 1)

    await asyncio.gather(*(database.run(count_up) for _ in range(50)))
    assert await database.run(lambda tx: tx.noted("count")) == 50
