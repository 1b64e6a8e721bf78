"""The schema's steps are run here and nowhere else: all in one transaction, wherever the program was started."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from shutil import disk_usage
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

import migrations
from bot.db import sqlite
from bot.errors import OperatorError, in_words

Result = TypeVar("Result")
_LOCK = 0x70616C61627265
"""PostgreSQL's advisory lock while the steps run ("palabre" in hexadecimal), so that two processes take turns."""

LEAST = 65_536
"""Bytes without which SQLite cannot even begin: the file beside the database takes half of it."""

_WHERE = "Let whoever runs Palabre write there, or name another place as url in [database]."


def address(url: str) -> URL:
    """Read `sqlite:///path` (relative to the working directory) or `postgresql://…`; OperatorError for all else."""
    try:
        read = make_url(url)
    except ArgumentError:
        read = None
    if read is None or read.drivername not in ("sqlite", "postgresql") or read.database in (None, "", ":memory:"):
        raise OperatorError(
            "The database address cannot be read.",
            'Write "sqlite:///palabre.db" or "postgresql://user:password@host/name" as url in [database].',
        )
    return read


def migrate(url: str, step: str = "head") -> None:
    """Bring the database to the newest step, or to a named one; SQLite's file is made when there is none.

    Runs a loop of its own: inside a running one, call it with asyncio.to_thread.
    """
    read = address(url)
    if read.drivername == "sqlite":
        path = Path(str(read.database))
        _refuse_unwritable(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            sqlite3.connect(path).close()
        except (OSError, sqlite3.Error) as problem:
            why = (problem.strerror or "").lower() if isinstance(problem, OSError) else str(problem)
            raise OperatorError(f"The database {path} cannot be made: {why}.", _WHERE) from problem
    asyncio.run(_on(read, partial(_upgrade, step=step)))


def _refuse_unwritable(path: Path) -> None:
    """OperatorError when SQLite could not work there: it writes the file, and others beside it."""
    folder = next(each for each in path.absolute().parents if each.exists())
    if not folder.is_dir():
        raise OperatorError(f"{_near(folder)} is no folder, and the database {path} is to lie in it.", _WHERE)
    if path.is_dir():
        raise OperatorError(f"The database {path} is a folder.", _WHERE)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OperatorError(f"The folder {_near(folder)} of the database {path} cannot be written.", _WHERE)
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        raise OperatorError(f"The database {path} cannot be written.", _WHERE)
    if _full(folder):
        raise _no_room(path)


def _full(folder: Path) -> bool:
    return disk_usage(folder).free < LEAST


def _no_room(path: Path) -> OperatorError:
    return OperatorError(f"The disk of the database {path} is full.", "Make room, and type the same again.")


def _near(folder: Path) -> str:
    """As it would be typed here."""
    here = Path.cwd()
    return str(folder.relative_to(here) if folder != here and folder.is_relative_to(here) else folder)


async def is_new(url: str) -> bool:
    """Whether there is no database yet, or none of our tables in it; OperatorError when that cannot be found out."""
    read = address(url)
    if read.drivername == "sqlite":
        path = Path(str(read.database))
        await asyncio.to_thread(_refuse_unwritable, path)
        if not await asyncio.to_thread(path.exists):
            return True
    return not await _on(read, lambda conn: MigrationContext.configure(conn).get_current_heads())


def place_of(read: URL) -> str:
    """Where the database is, as a person may read it: no password."""
    return str(read.database) if read.drivername == "sqlite" else read._replace(password=None).render_as_string()


async def step(url: str) -> str:
    """The step at which the database stands; empty when it has no tables yet."""
    return ", ".join(await _on(address(url), lambda conn: MigrationContext.configure(conn).get_current_heads()))


async def refuse_unless_migrated(url: str) -> None:
    """Raise OperatorError unless the database is there and stands at the newest step."""
    read = address(url)
    here = await _on(read, lambda conn: MigrationContext.configure(conn).get_current_heads())
    newest = await asyncio.to_thread(_newest)
    await asyncio.to_thread(_refuse_newer, here)
    if set(here) != set(newest):
        found = "has no tables yet" if not here else f"stands at step {', '.join(here)}, not at {', '.join(newest)}"
        raise OperatorError(f"The database {found}.", "Type: palabre migrate")


async def _on(read: URL, work: Callable[[Connection], Result]) -> Result:
    """Do something in one transaction on a connection of its own."""
    try:
        if read.drivername == "sqlite":
            return await asyncio.to_thread(_on_file, Path(str(read.database)), work)
        from bot.db import postgres  # noqa: PLC0415 - asyncpg is loaded only where it is used

        engine = postgres.async_engine(read.render_as_string(hide_password=False), pool=1)
        try:
            async with engine.begin() as conn:
                return await conn.run_sync(work)
        finally:
            await engine.dispose()
    except (DBAPIError, OSError, sqlite3.Error) as problem:
        raise _closed(read, problem) from problem


def _on_file(path: Path, work: Callable[[Connection], Result]) -> Result:
    with sqlite.engine(path).connect() as conn:
        conn.exec_driver_sql("PRAGMA foreign_keys = OFF")  # A step may rebuild a table that others point to.
        conn.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            result = work(conn)
        except BaseException:
            conn.exec_driver_sql("ROLLBACK")
            raise
        conn.exec_driver_sql("COMMIT")
        return result


def _upgrade(conn: Connection, *, step: str) -> None:
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    _refuse_newer(MigrationContext.configure(conn).get_current_heads())
    config = _config()
    config.attributes["connection"] = conn
    command.upgrade(config, step)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    return config


@cache
def _newest() -> tuple[str, ...]:
    """The last step of those that came with this program."""
    return tuple(_script().get_heads())


def _refuse_newer(here: Iterable[str]) -> None:
    """OperatorError when a step is not of those that came with this program: a newer one was here."""
    known = {each.revision for each in _script().walk_revisions()}
    if strange := [each for each in here if each not in known]:
        raise OperatorError(
            f"The database stands at step {', '.join(strange)}, which this version of Palabre does not know.",
            "A newer one brought it there: install that one again, or restore the backup from before.",
        )


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _closed(read: URL, problem: Exception) -> OperatorError:
    where = place_of(read)
    orig = (problem.orig if isinstance(problem, DBAPIError) else None) or problem
    why = in_words(orig) if isinstance(orig, OSError) else str(orig)
    remedy = "Look at url in [database], and whether the server or the disk is there."
    if read.drivername == "sqlite":
        if not Path(where).exists():
            remedy = "Make it with: palabre migrate"
        elif _full(Path(where).absolute().parent):
            return _no_room(Path(where))
        elif getattr(orig, "sqlite_errorcode", 0) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            remedy = "Move it away and restore the last good backup, or name another file as url in [database]."
    return OperatorError(f"The database {where} cannot be opened: {why}.", remedy)
