"""Instants as they are written down: by what they are in UTC, however somebody's clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Column, MetaData, Table, select

from bot.db.database import Database
from bot.db.tx import Tx
from bot.db.types import Instant

SOME = Table("some", MetaData(), Column("at", Instant))


async def test_an_hour_that_the_clock_shows_twice_is_two_instants(database: Database) -> None:
    """Two moments of one zone are equal to Python by the clock alone, whichever of them is meant."""
    rome = ZoneInfo("Europe/Rome")
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=rome, fold=fold) for fold in (0, 1)]

    def kept(tx: Tx) -> list[datetime]:
        SOME.create(tx.conn)
        for each in twice:
            tx.add(SOME, {"at": each})
        return [row.at for row in tx.all(select(SOME).order_by(SOME.c.at))]

    assert await database.run(kept) == [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
