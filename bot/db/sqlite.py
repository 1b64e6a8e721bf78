"""SQLite: one thread of ours owns the one connection; units that wait together share a commit, a savepoint for each."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from bot.db.tx import Tx
from bot.errors import Unavailable

Result = TypeVar("Result")

GROUP = 64
"""Units committed together at most; with more, the first would wait for the last and nothing would be faster."""

PATIENCE = 5.0
"""Seconds that a unit waits for another process to let go of the file; whoever waits for it is told so then."""

_WHY = {
    sqlite3.SQLITE_BUSY: "another process holds the database locked",
    sqlite3.SQLITE_LOCKED: "the database is locked",
    sqlite3.SQLITE_PROTOCOL: "another process keeps the database locked",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the database file or its folder is read-only, or the file was replaced",
    sqlite3.SQLITE_PERM: "the rights to the database file are missing",
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_NOMEM: "the machine is out of memory",
}
_STALE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
"""After these the connection itself may be useless (the file was moved, the disk went and came): open a new one."""


@dataclass(slots=True)
class _Unit:
    """One unit of work on its way through the writer thread."""

    work: Callable[[Tx], Any]
    future: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None
    wakes: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Driver:
    raw: sqlite3.Connection

    def rows(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self.raw.execute(sql, values).fetchall()

    def changed(self, sql: str, values: Sequence[Any]) -> int:
        return self.raw.execute(sql, values).rowcount


class SqliteDatabase:
    """The database in one file, for one process."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], busy_timeout: float = PATIENCE) -> None:
        self.path = path
        self.shared = False
        self.now = now
        self.on_commit: list[Callable[[frozenset[str]], None]] = []
        self._loop = asyncio.get_running_loop()
        self._engine = engine(path, busy_timeout=busy_timeout)
        self._conn: Connection | None = None
        self._file: tuple[int, int] | None = None
        self._units: SimpleQueue[_Unit | None] = SimpleQueue()
        self._thread: threading.Thread | None = threading.Thread(target=self._write, name="database", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        """Do one unit of work and commit it; raises what it raised, or Unavailable when nothing could be saved.

        Whoever is cancelled while waiting here does not learn whether the unit was committed.
        """
        if self._thread is None:
            raise Unavailable("The database is closed.")
        unit = _Unit(work, self._loop.create_future())
        self._units.put(unit)
        return await unit.future  # type: ignore[no-any-return]

    async def leads(self) -> bool:
        """Whether this process is the one for what must be done once: nobody else has the file."""
        return True

    async def close(self) -> None:
        """Finish what waits, then close the file."""
        if (thread := self._thread) is not None:
            self._thread = None
            self._units.put(None)
            await asyncio.to_thread(thread.join)

    def _write(self) -> None:
        """The thread: take what waits, commit it together, answer; None is the end."""
        going = True
        while going:
            taken = [self._units.get()]
            with suppress(Empty):
                while taken[-1] is not None and len(taken) < GROUP:
                    taken.append(self._units.get_nowait())
            going = taken[-1] is not None
            if units := [unit for unit in taken if unit is not None]:
                self._commit(units)
                # A loop that was closed meanwhile has nobody left who waits.
                with suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._answer, units)
        self._disconnect()

    def _commit(self, units: list[_Unit]) -> None:
        """Run a group in one transaction; every unit has its result or its error afterwards."""
        try:
            conn, raw = self._connected()
            raw.execute("BEGIN IMMEDIATE")
            together = len(units) > 1
            whole = (
                all(self._in_savepoint(unit, conn, raw) for unit in units)
                if together
                else self._do(units[0], conn, raw)
            )
            if whole:
                raw.execute("COMMIT")
            elif raw.in_transaction:
                raw.execute("ROLLBACK")
        except (DBAPIError, sqlite3.Error) as problem:
            self._recover(problem)
            for unit in units:
                unit.error = unit.error or translated(problem)
        else:
            if together and not whole:
                for unit in units:
                    self._commit([unit])

    def _in_savepoint(self, unit: _Unit, conn: Connection, raw: sqlite3.Connection) -> bool:
        """Run one of several; False when its failure took the whole transaction with it, as a full disk does."""
        raw.execute("SAVEPOINT unit")
        if not self._do(unit, conn, raw):
            if not raw.in_transaction:
                return False
            raw.execute("ROLLBACK TO unit")
        raw.execute("RELEASE unit")
        return True

    def _do(self, unit: _Unit, conn: Connection, raw: sqlite3.Connection) -> bool:
        """Run one unit; False when nothing of it may be kept."""
        tx = Tx(conn, _Driver(raw), self.now())
        unit.wakes, unit.error = tx.wakes, None
        try:
            unit.result = unit.work(tx)
            if not raw.in_transaction:
                raise Unavailable("Nothing can be saved now: the database undid the transaction.")
        except StopIteration as problem:
            unit.error = RuntimeError("a unit of work raised StopIteration, which no coroutine can hand on")
            unit.error.__cause__ = problem
        except Exception as problem:
            unit.error = translated(problem)
        return unit.error is None

    def _answer(self, units: list[_Unit]) -> None:
        """In the loop: tell everybody who waits, then whoever listens for commits."""
        for unit in units:
            if unit.future.done():
                continue
            if unit.error is None:
                unit.future.set_result(unit.result)
            else:
                unit.future.set_exception(unit.error)
        if woken := frozenset[str]().union(*(unit.wakes for unit in units if unit.error is None)):
            for tell in self.on_commit:
                tell(woken)

    def _connected(self) -> tuple[Connection, sqlite3.Connection]:
        """The connection; a new one when the file was moved or replaced, else what is written would go with the old."""
        file = _identity(self.path)
        if self._conn is not None and file != self._file:
            self._disconnect()
        if self._conn is None:
            self._conn = self._engine.connect()
            self._file = file
        return self._conn, cast(sqlite3.Connection, self._conn.connection.driver_connection)

    def _recover(self, problem: Exception) -> None:
        """Undo what is open; leave a connection that may be useless, so that the next unit opens a new one."""
        if _code(problem) in _STALE:
            self._disconnect()
        elif self._conn is not None and (raw := self._connected()[1]).in_transaction:
            raw.execute("ROLLBACK")

    def _disconnect(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            with suppress(DBAPIError, sqlite3.Error):
                conn.close()


def engine(path: Path, *, busy_timeout: float = PATIENCE) -> Engine:
    """A database file that exists; it is never made by opening it. Transactions are begun and ended by the caller."""

    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=busy_timeout,
            cached_statements=512,
        )  # fmt: skip
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            raw.execute(f"PRAGMA {pragma}")
        return raw

    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        json_serializer=_json,
        json_deserializer=from_json,
    )


def translated(problem: Exception) -> Exception:
    """What the driver says about the machine becomes Unavailable, with words for operators; all else stays as it is."""
    why = _WHY.get(_code(problem))
    if why is None:
        return problem
    unavailable = Unavailable(f"Nothing can be saved now: {why}.")
    unavailable.__cause__ = problem
    return unavailable


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _code(problem: BaseException) -> int:
    """SQLite's primary result code of what is at the bottom of it; the extended one has more in its upper bytes."""
    seen: BaseException | None = problem
    while seen is not None and not isinstance(seen, DBAPIError | sqlite3.Error):
        seen = seen.__cause__
    orig = seen.orig if isinstance(seen, DBAPIError) else seen
    return getattr(orig, "sqlite_errorcode", 0) & 0xFF


def _json(value: object) -> str:
    return to_json(value).decode()
