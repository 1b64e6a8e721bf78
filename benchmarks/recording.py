"""What the bare driver is given: every statement of one unit of work as it reaches the driver, and as another's.

Recording wraps the unit's driver and listens to SQLAlchemy's; beginning, committing and telling other processes are not
recorded: the bare driver begins and commits in its own way, and tells nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import event

from bot.db.database import Database
from bot.db.kept import Driver
from bot.db.tx import Tx

Result = TypeVar("Result")
Recorded = list[tuple[str, tuple[Any, ...]]]
Statements = list[tuple[str, list[Any]]]


@dataclass(frozen=True, slots=True)
class _Overheard:
    driver: Driver
    found: Recorded

    def fetch(self, sql: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
        self.found.append((sql, tuple(values)))
        return self.driver.fetch(sql, values)

    def change(self, sql: str, values: Sequence[Any]) -> int:
        self.found.append((sql, tuple(values)))
        return self.driver.change(sql, values)


@dataclass
class Recording:
    """A database that keeps the statements of its units; for one that is used for nothing else, as it is slower."""

    database: Database
    found: Recorded = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.database, name)

    async def run(self, work: Callable[[Tx], Result]) -> Result:
        def heard(tx: Tx) -> Result:
            def hear(_conn: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
                self.found.append((statement, tuple(values)))

            event.listen(tx.conn, "before_cursor_execute", hear)
            tx.driver = _Overheard(tx.driver, self.found)
            try:
                return work(tx)
            finally:
                event.remove(tx.conn, "before_cursor_execute", hear)

        return await self.database.run(heard)


class Rounds:
    """The bare driver's statements for a whole round; made between rounds, since that is no work of the driver's."""

    def __init__(self, numbered: Callable[[int], Iterator[tuple[str, list[Any]]]], *, pieces: int) -> None:
        self._numbered = numbered
        self._pieces = pieces
        self._next = 1
        self.units: list[Statements] = []
        self.fill()

    def fill(self) -> None:
        numbers = range(self._next, self._next + self._pieces)
        self._next += self._pieces
        self.units = [list(self._numbered(number)) for number in numbers]

    async def ready(self) -> None:
        """To be called after each round."""
        self.fill()


async def nothing() -> None:
    """After a round of ours there is nothing to put back."""
