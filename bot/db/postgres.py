"""PostgreSQL: several processes on one database; a transaction for each unit, and a NOTIFY for the lanes it woke."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import asyncpg
import structlog
from pydantic_core import from_json, to_json
from sqlalchemy import Connection
from sqlalchemy import exc as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

from bot.db.tx import Tx
from bot.errors import Conflict, Unavailable

log = structlog.get_logger(__name__)
Result = TypeVar("Result")

CHANNEL = "palabre_woken"
RETRIES = 3
POOL = 12
"""Connections for units of work; one more listens."""
LEADER = 0x70616C6C
"""The advisory lock of the one process that runs the sweeps."""

_LOST_AGAINST_ANOTHER = ("40001", "40P01")
_GONE = "08"
_WHY = {
    "08": "the connection to PostgreSQL was lost",
    "25006": "PostgreSQL is read-only",
    "25P03": "the unit of work stood still for a minute",
    "28": "PostgreSQL refuses the user or the password",
    "3D000": "PostgreSQL has no database of this name",
    "53100": "the disk of PostgreSQL is full",
    "53200": "PostgreSQL is out of memory",
    "53300": "PostgreSQL has no connection left",
    "53400": "a limit of PostgreSQL is reached",
    "55P03": "the rows are locked",
    "57014": "PostgreSQL took too long",
    "57P": "PostgreSQL is starting, stopping or restarting",
    "58": "the disk of PostgreSQL reports an error",
}
_DRIVER = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


@dataclass(slots=True)
class _Stage:
    """How far a unit came: once it is committing, nobody can say whether a `lost` connection kept it."""

    committing: bool = False
    lost: bool = False
    woken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Driver:
    """Its waiting is done by the loop, within the greenlet that SQLAlchemy runs a unit in."""

    raw: Any

    def rows(self, sql: str, values: Sequence[Any]) -> list[Any]:
        return await_only(self.raw.fetch(sql, *values))

    def changed(self, sql: str, values: Sequence[Any]) -> int:
        """Its answer is the command and how many rows, "INSERT 0 1"."""
        return int(await_only(self.raw.execute(sql, *values)).rpartition(" ")[2])


class PostgresDatabase:
    """The database on a server, shared by any number of processes."""

    def __init__(self, url: str, *, now: Callable[[], datetime], pool: int = POOL) -> None:
        self.shared = True
        self.now = now
        self.on_commit: list[Callable[[frozenset[str]], None]] = []
        self._url = url
        self._sender = secrets.token_hex(4)
        # Units begin and end their transactions themselves, since they speak to the driver too.
        self._engine = async_engine(url, pool=pool).execution_options(isolation_level="AUTOCOMMIT")
        self._leads = False
        self._heard_by: Any = None
        self._listener = asyncio.create_task(self._listen(), name="database listener")

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        """Do one unit of work and commit it.

        It is run again, three times at most, when it lost against another one, or its connection before the commit.
        """
        for attempt in range(RETRIES + 1):
            stage = _Stage()
            try:
                conn = await self._connected()
                try:
                    result = await conn.run_sync(self._unit, work, stage)
                finally:
                    await conn.close()
            except Exception as problem:
                code = _code(problem) or (_GONE if stage.lost else "")
                if code in _LOST_AGAINST_ANOTHER or (code[:2] == _GONE and not stage.committing):
                    await asyncio.sleep(0.01 * attempt)
                    continue
                if (why := _why(code)) is None:
                    raise
                raise Unavailable(f"Nothing can be saved now: {why}.") from problem
            self._tell(stage.woken)
            return result
        raise Conflict(f"A unit of work lost against others {RETRIES + 1} times.")

    async def _connected(self) -> AsyncConnection:
        """A connection from the pool that still stands; that none can be had is Unavailable, whatever the reason."""
        if self._listener.cancelled():
            raise Unavailable("The database is closed.")
        try:
            while True:
                conn = await self._engine.connect()
                if not (await conn.get_raw_connection()).driver_connection.is_closed():  # type: ignore[union-attr]
                    return conn
                await conn.invalidate()
                await conn.close()
        except (*_DRIVER, sa.DBAPIError, sa.TimeoutError) as problem:
            why = _why(_code(problem)) or "PostgreSQL cannot be reached"
            raise Unavailable(f"Nothing can be saved now: {why}.") from problem

    def _unit(self, conn: Connection, work: Callable[[Tx], Result], stage: _Stage) -> Result:
        raw: asyncpg.Connection[Any] = conn.connection.driver_connection
        driver = _Driver(raw)
        tx = Tx(conn, driver, self.now())
        try:
            driver.rows("BEGIN", ())
            result = work(tx)
            if tx.wakes:
                driver.rows("SELECT pg_notify($1, $2)", (CHANNEL, " ".join([self._sender, *sorted(tx.wakes)])))
            stage.committing, stage.woken = True, frozenset(tx.wakes)
            driver.rows("COMMIT", ())
        except BaseException:
            if not raw.is_closed():
                with suppress(*_DRIVER):
                    driver.rows("ROLLBACK", ())
            stage.lost = raw.is_closed()
            if stage.lost:
                conn.invalidate()
            raise
        return result

    async def leads(self) -> bool:
        """Whether this process is the one for what must be done once; it stays so while its listener is connected."""
        if not self._leads and self._heard_by is not None:
            with suppress(*_DRIVER):
                self._leads = await self._heard_by.fetchval("SELECT pg_try_advisory_lock($1)", LEADER)
        return self._leads

    async def close(self) -> None:
        """Close every connection."""
        self._listener.cancel()
        with suppress(asyncio.CancelledError):
            await self._listener
        await self._engine.dispose()

    async def _listen(self) -> None:
        """Hear what other processes commit, for ever; a connection that is lost is made again."""
        while True:
            conn: Any = None
            gone = asyncio.Event()
            try:
                conn = await _connect(self._url)
                conn.add_termination_listener(lambda _, gone=gone: gone.set())
                await conn.add_listener(CHANNEL, self._heard)
                self._heard_by = conn
                await gone.wait()
            except _DRIVER as problem:
                log.debug("Other processes are not heard", reason=str(problem))
            finally:
                self._heard_by, self._leads = None, False
                if conn is not None:
                    conn.terminate()
            await asyncio.sleep(1)

    def _heard(self, _conn: object, _pid: int, _channel: str, payload: str) -> None:
        sender, *lanes = payload.split(" ")
        if sender != self._sender:
            self._tell(frozenset(lanes))

    def _tell(self, woken: frozenset[str]) -> None:
        if woken:
            for tell in self.on_commit:
                tell(woken)


def async_engine(url: str, *, pool: int = POOL) -> AsyncEngine:
    """A pool of connections to the address as PostgreSQL's own programs read it (sslmode and the like)."""
    return create_async_engine(
        "postgresql+asyncpg://", async_creator=partial(_connect, url), pool_size=pool, max_overflow=0, pool_timeout=30,
        json_serializer=_json,
        json_deserializer=from_json,
    )  # fmt: skip


async def _connect(url: str) -> Any:
    # Statements are short and repeat; compiling them anew, as "jit" does, costs more than it saves.
    settings = {
        "application_name": "palabre", "jit": "off", "lock_timeout": "30s",
        # A process that stands still within a transaction holds up the others no longer than this.
        "idle_in_transaction_session_timeout": "60s",
    }  # fmt: skip
    return await asyncpg.connect(url, timeout=10, server_settings=settings)


def _json(value: object) -> str:
    return to_json(value).decode()


def _code(problem: BaseException) -> str:
    """The SQLSTATE of what is at the bottom of it; "08" for a connection that went without saying one."""
    seen: BaseException | None = problem
    while seen is not None and not isinstance(seen, sa.DBAPIError | asyncpg.PostgresError):
        seen = seen.__cause__
    if isinstance(seen, sa.DBAPIError):
        return str(getattr(seen.orig, "sqlstate", None) or (_GONE if seen.connection_invalidated else ""))
    return str(getattr(seen, "sqlstate", None) or "")


def _why(code: str) -> str | None:
    return next((why for start, why in _WHY.items() if code.startswith(start)), None)
