"""A full, locked, read-only or vanished SQLite file: nobody is told that it worked, and it goes on by itself after."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from bot.clock import Clock
from bot.db.schema import notes
from bot.db.sqlite import SqliteDatabase
from bot.db.tx import Tx
from bot.errors import Unavailable

FULL = "Nothing can be saved now: the disk is full."
LOCKED = "Nothing can be saved now: another process holds the database locked."


@pytest.fixture
async def file(sqlite_template: Path, tmp_path: Path, clock: Clock) -> AsyncIterator[SqliteDatabase]:
    """A database that waits for a lock a moment only."""
    path = Path(shutil.copy(sqlite_template, tmp_path / "palabre.db"))
    database = SqliteDatabase(path, now=clock.now, busy_timeout=0.05)
    yield database
    await database.close()


def note(key: str, value: object = 1) -> Callable[[Tx], None]:
    return lambda tx: tx.note(key, value)


async def keys(database: SqliteDatabase) -> list[str]:
    return await database.run(lambda tx: [row.key for row in tx.all(select(notes.c.key).order_by(notes.c.key))])


def move(source: str, target: str) -> bool:
    with suppress(FileNotFoundError):
        os.replace(source, target)
        return True
    return False


async def fill(database: SqliteDatabase, *, room: int = 0) -> None:
    """Let the file grow by `room` pages and no more, as a full disk does."""

    def limit(tx: Tx) -> None:
        pages = tx.value(text("PRAGMA page_count"))
        tx.conn.exec_driver_sql(f"PRAGMA max_page_count = {pages + room}")

    await database.run(limit)


async def make_room(database: SqliteDatabase) -> None:
    await database.run(lambda tx: tx.value(text("PRAGMA max_page_count = 1000000")))


async def test_a_full_disk_is_said_in_words_and_work_goes_on_when_there_is_room(file: SqliteDatabase) -> None:
    await fill(file)
    for _ in range(2):
        with pytest.raises(Unavailable) as refused:
            await file.run(note("big", "x" * 50_000))
        assert str(refused.value) == FULL
    await make_room(file)
    await file.run(note("big", "x" * 50_000))
    assert await keys(file) == ["big"]


async def test_a_unit_that_fills_the_disk_does_not_undo_its_neighbours(file: SqliteDatabase) -> None:
    await fill(file, room=2)
    works = [note("a"), note("big", "x" * 50_000), note("b")]
    ended = await asyncio.gather(*(file.run(work) for work in works), return_exceptions=True)
    assert [str(each) for each in ended] == ["None", FULL, "None"]
    assert await keys(file) == ["a", "b"]


async def test_a_unit_that_hides_a_full_disk_is_not_taken_for_done(file: SqliteDatabase) -> None:
    await fill(file)

    def hide(tx: Tx) -> str:
        try:
            tx.note("big", "x" * 50_000)
        except Exception:
            return "all is well"
        return "it fits"

    with pytest.raises(Unavailable):
        await file.run(hide)


async def test_a_locked_file_is_said_and_work_goes_on_when_the_lock_is_gone(file: SqliteDatabase) -> None:
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as refused:
        await file.run(note("a"))
    assert str(refused.value) == LOCKED
    other.execute("ROLLBACK")
    other.close()
    await file.run(note("b"))
    assert await keys(file) == ["b"]


async def test_a_file_that_was_moved_away_is_not_replaced_by_an_empty_one(file: SqliteDatabase) -> None:
    await file.run(note("a"))
    away = file.path.with_name("away.db")
    moved = [end for end in ("", "-wal", "-shm") if move(f"{file.path}{end}", f"{away}{end}")]
    for _ in range(2):
        with pytest.raises(Unavailable):
            await file.run(note("lost"))
    assert not file.path.exists()
    for end in moved:
        move(f"{away}{end}", f"{file.path}{end}")
    await file.run(note("b"))
    assert await keys(file) == ["a", "b"]


async def test_a_commit_that_fails_fails_for_everybody_in_it(file: SqliteDatabase) -> None:
    """A key to nothing that is looked at only when committing: nobody in the group may be told that it worked."""

    def make(tx: Tx) -> None:
        tx.conn.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        tx.conn.exec_driver_sql(
            "CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
        )

    await file.run(make)

    def orphan(tx: Tx) -> None:
        tx.conn.exec_driver_sql("INSERT INTO child VALUES (7)")

    ended = await asyncio.gather(*(file.run(work) for work in (note("a"), orphan, note("b"))), return_exceptions=True)
    told = [isinstance(each, sqlite3.IntegrityError | IntegrityError) for each in ended]
    kept = await keys(file)
    assert [key for key, failed in zip(("a", "", "b"), told, strict=True) if not failed] == kept
    assert told[1]
    await file.run(note("c"))
    assert await keys(file) == [*kept, "c"]


async def test_a_power_cut_cannot_take_what_was_committed(file: SqliteDatabase) -> None:
    """The durability that the measurements are made with."""
    settings = await file.run(
        lambda tx: [tx.value(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]
    )
    assert settings == ["wal", 2, 1]
