"""One thing that happens: statements on one connection, committed or undone as a whole by whoever opened it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar, overload

from sqlalchemy import Connection, CursorResult, Executable, Row, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.db.inserting import insert
from bot.db.schema import notes
from bot.db.straight import Driver, Straight, built, listed, maker, straight

Kind = TypeVar("Kind")
_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_NOTED = select(notes.c.value).where(notes.c.key == bindparam("key"))
_HOLD = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)))


def new_id(prefix: str) -> str:
    """A short id people can read out, `req_7f3kq9xw2m`: 10 signs of 30, about 49 bits."""
    number, signs = int.from_bytes(os.urandom(8)), ""
    for _ in range(5):
        number, pair = divmod(number, len(_PAIRS))
        signs += _PAIRS[pair]
    return f"{prefix}_{signs}"


@dataclass(slots=True)
class Tx:
    """The database at one instant, for one unit of work; never kept beyond it.

    `values` fill the `bindparam`s of a statement written once at the top of its module: where something is asked with
    every command, writing the statement anew costs more than running it.

    `driver` is below `conn`; such statements go to it directly.
    `wakes` collects the lanes whose workers are told after the commit.
    """

    conn: Connection
    driver: Driver
    now: datetime
    wakes: set[str] = field(default_factory=set)

    def run(self, statement: Executable, **values: Any) -> int:
        """Rows changed; 0 from a conditional update means that somebody was first."""
        if made := self._straight(statement, values):
            return self.driver.changed(made[0].sql, made[1])
        return self.conn.execute(statement, values or None).rowcount

    def add(self, table: Table, row: object) -> None:
        """Insert a dataclass or a mapping whose fields are the table's columns."""
        insert(self.conn.dialect, self.driver, table, _values(row), once=False)

    def add_once(self, table: Table, row: object) -> bool:
        """Insert unless a unique key already has it; False when it had."""
        return insert(self.conn.dialect, self.driver, table, _values(row), once=True) == 1

    @overload
    def one(self, statement: Executable, **values: Any) -> Row[Any] | None: ...
    @overload
    def one(self, statement: Executable, kind: type[Kind], **values: Any) -> Kind | None: ...
    def one(self, statement: Executable, kind: type[Kind] | None = None, **values: Any) -> Kind | Row[Any] | None:
        """The first row, as `kind` when given, or None."""
        if made := self._straight(statement, values):
            rows = self.driver.rows(made[0].sql, made[1])
            return made[0].reader(kind)(rows[0]) if rows else None
        result = self.conn.execute(statement, values or None)
        row = result.first()
        return row if row is None or kind is None else _reader(kind, result)(row)

    @overload
    def all(self, statement: Executable, **values: Any) -> list[Row[Any]]: ...
    @overload
    def all(self, statement: Executable, kind: type[Kind], **values: Any) -> list[Kind]: ...
    def all(self, statement: Executable, kind: type[Kind] | None = None, **values: Any) -> list[Kind] | list[Row[Any]]:
        if made := self._straight(statement, values):
            return list(map(made[0].reader(kind), self.driver.rows(made[0].sql, made[1])))
        result = self.conn.execute(statement, values or None)
        return list(result.all()) if kind is None else list(map(_reader(kind, result), result.all()))

    def hold(self, name: str) -> None:
        """Keep other units that hold `name` out until this one ends; needed where what is written follows from a count.

        SQLite has one writer, so there it is so already.
        """
        if self.conn.dialect.name == "postgresql":
            self.conn.execute(_HOLD, {"name": name})

    def value(self, statement: Executable, **values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.one(statement, **values)
        return None if row is None else row[0]

    def noted(self, key: str) -> Any:
        return self.value(_NOTED, key=key)

    def note(self, key: str, value: object) -> None:
        """Keep `value` under `key`, in the place of what was kept there."""
        new = postgresql.insert(notes) if self.conn.dialect.name == "postgresql" else sqlite.insert(notes)
        new = new.values(key=key, value=value)
        self.conn.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": new.excluded.value}))

    def _straight(self, statement: Executable, values: Mapping[str, Any]) -> tuple[Straight, list[Any]] | None:
        """As the driver takes it, and what fills it; None for what SQLAlchemy must run itself."""
        if values or "written_once" in statement.get_execution_options():
            made = straight(self.conn.dialect, statement)
            return self._listed(statement, values) if made is None else (made, made.filled(values))
        return built(self.conn.dialect, statement)

    def _listed(self, statement: Executable, values: Mapping[str, Any]) -> tuple[Straight, list[Any]] | None:
        lengths = tuple((name, len(each)) for name, each in values.items() if isinstance(each, list | tuple))
        found = listed(self.conn.dialect, statement, lengths) if lengths else None
        if found is None:
            return None
        made, names = found
        items = {item: each for name, those in names for item, each in zip(those, values[name], strict=True)}
        return made, made.filled({**values, **items})


def _reader(kind: type[Kind], result: CursorResult[Any]) -> Callable[[Row[Any]], Kind]:
    return maker(kind, tuple(result.keys()))


def _values(row: object) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    kind: Any = type(row)
    return {name: getattr(row, name) for name in _names(kind)}


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> tuple[str, ...]:
    if is_dataclass(kind):
        return tuple(each.name for each in fields(kind))
    raise TypeError(f"{kind.__name__} is neither a dataclass nor a mapping")
