"""PostgreSQL: several processes on one database; a transaction for each unit, and a NOTIFY for the lanes it woke."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.db.tx import Tx
from bot.errors import Conflict, Unavailable

log = logging.getLogger(__name__)
Result = TypeVar("Result")

CHANNEL = "palabre_woken"
TRIES = 4
"""A unit that lost against another one is run again three times."""

_LOST_AGAINST_ANOTHER = {"40001", "40P01"}
_WHY = {
    "08": "the connection to PostgreSQL was lost",
    "25006": "PostgreSQL is read-only",
    "28": "PostgreSQL refuses the user or password",
    "3D000": "the database does not exist",
    "53100": "the disk of PostgreSQL is full",
    "53200": "PostgreSQL is out of memory",
    "53300": "PostgreSQL has no connection left",
    "55P03": "the rows are locked",
    "57P01": "PostgreSQL is being shut down",
    "57P02": "PostgreSQL crashed and is restarting",
    "57P03": "PostgreSQL is starting up or shutting down",
    "58": "the disk of PostgreSQL reports an error",
}
_notify = text("SELECT pg_notify(:channel, :lanes)")


class PostgresDatabase:
    """The database on a server, shared by any number of processes."""

    def __init__(self, url: str, *, now: Callable[[], datetime], pool: int = 8) -> None:
        self.url = url
        self.now = now
        self.on_commit: list[Callable[[frozenset[str]], None]] = []
        self._sender = secrets.token_hex(4)
        self._engine = async_engine(url, pool=pool)
        self._listener = asyncio.create_task(self._listen(), name="database listener")

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        """Do one unit of work and commit it; raises what it raised, Conflict, or Unavailable when nothing was saved.

        A unit that lost against another one (deadlock, serialization) is run again, so it must not count its calls.
        """
        for attempt in range(TRIES):
            try:
                return await self._once(work)
            except (DBAPIError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
                code = _code(problem)
                if code in _LOST_AGAINST_ANOTHER:
                    await asyncio.sleep(0.01 * attempt)
                    continue
                if (error := translated(problem)) is problem:
                    raise
                raise error from problem
        raise Conflict(f"A unit of work lost {TRIES} times against others.")

    async def _once(self, work: Callable[[Tx], Result]) -> Result:
        def unit(conn: Connection) -> tuple[Result, frozenset[str]]:
            tx = Tx(conn, self.now())
            result = work(tx)
            if tx.wakes:
                conn.execute(_notify, {"channel": CHANNEL, "lanes": " ".join([self._sender, *sorted(tx.wakes)])})
            return result, frozenset(tx.wakes)

        async with self._engine.begin() as conn:
            result, woken = await conn.run_sync(unit)
        self._tell(woken)
        return result

    async def close(self) -> None:
        """Finish what runs, then close every connection."""
        self._listener.cancel()
        with suppress(asyncio.CancelledError):
            await self._listener
        await self._engine.dispose()

    async def _listen(self) -> None:
        """Hear what other processes commit, for ever; a connection that is lost is made again."""
        while True:
            try:
                conn = await _connect(self.url)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await asyncio.sleep(1)
                continue
            gone = asyncio.Event()
            conn.add_termination_listener(lambda _, gone=gone: gone.set())
            try:
                await conn.add_listener(CHANNEL, self._heard)
                await gone.wait()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await asyncio.sleep(1)
            finally:
                conn.terminate()

    def _heard(self, _conn: object, _pid: int, _channel: str, payload: str) -> None:
        sender, *lanes = payload.split(" ")
        if sender != self._sender:
            self._tell(frozenset(lanes))

    def _tell(self, woken: frozenset[str]) -> None:
        if woken:
            for tell in self.on_commit:
                tell(woken)


def async_engine(url: str, *, pool: int = 8) -> AsyncEngine:
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"), pool_size=pool, max_overflow=0, pool_timeout=30
    )


async def _connect(url: str) -> Any:
    """A connection of its own for LISTEN, made from the same address as the pool's."""
    engine = async_engine(url)
    args, kwargs = engine.dialect.create_connect_args(engine.url)
    kwargs = {name: value for name, value in kwargs.items() if "prepared" not in name}
    return await asyncpg.connect(*args, **kwargs)


def _code(problem: BaseException) -> str:
    """The SQLSTATE, "08" for a connection that is gone without one."""
    orig = problem.orig if isinstance(problem, DBAPIError) else problem
    if state := getattr(orig, "sqlstate", None):
        return str(state)
    if isinstance(orig, OSError) or (isinstance(problem, DBAPIError) and problem.connection_invalidated):
        return "08"
    return ""


def translated(problem: Exception) -> Exception:
    """What the driver says about the machine becomes Unavailable, with words for operators; all else stays as it is."""
    code = _code(problem)
    why = _WHY.get(code) or _WHY.get(code[:2])
    return Unavailable(f"Nothing can be saved now: {why}.") if why else problem
