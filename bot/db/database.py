"""The database behind one small interface; only what `run` carries is ever committed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from bot.db.migrating import address, migrate, refuse_unless_migrated
from bot.db.sqlite import SqliteDatabase
from bot.db.tx import Tx

__all__ = ["Database", "migrate", "open_database"]

Result = TypeVar("Result")


class Database(Protocol):
    """`on_commit` is called in the loop after each commit with the lanes it woke, also those of other processes.

    `shared` says whether other processes may work on the same database.
    """

    shared: bool
    now: Callable[[], datetime]
    on_commit: list[Callable[[frozenset[str]], None]]

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        """One unit of work, committed as a whole or undone as a whole.

        `work` may be run more than once (after a deadlock, after a neighbour filled the disk), so all it does is done
        through its tx. Raises what `work` raised, Unavailable when nothing can be saved now, Conflict when the unit
        lost against others again and again.
        """

    async def leads(self) -> bool:
        """Whether this process is the one, among all that share the database, for what must be done once."""

    async def close(self) -> None:
        """Finish what runs, then close."""


async def open_database(url: str, *, now: Callable[[], datetime]) -> Database:
    """Open a database that stands at the newest step of the schema; OperatorError says what to type otherwise."""
    await refuse_unless_migrated(url)
    read = address(url)
    if read.drivername == "sqlite":
        return SqliteDatabase(Path(str(read.database)), now=now)
    # asyncpg is loaded only where it is used: it costs a tenth of a second and 8 MiB.
    from bot.db.postgres import PostgresDatabase  # noqa: PLC0415 - see above

    return PostgresDatabase(url, now=now)
