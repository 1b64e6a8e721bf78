"""Statements written once go to the driver as they are: what SQLAlchemy works out about one is kept.

Measured on SQLite: 7 µs for a row read instead of 24, and a command asks a dozen times.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Dialect, Executable, SelectBase
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

ONCE: dict[str, Any] = {"written_once": True}
"""Execution options of a statement at the top of its module that takes no values; others are known by theirs."""

Convert = Callable[[Any], Any]
Reader = Callable[[Any], Any]


class Driver(Protocol):
    """The driver's own connection; raises the driver's errors."""

    def rows(self, sql: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]: ...
    def changed(self, sql: str, values: Sequence[Any]) -> int:
        """How many rows were."""


@dataclass(frozen=True)
class Straight:
    """A statement as the driver takes it; for each `?` or `$1` who fills it, by name or with what it always is.

    `names` and `converts` are of the columns that it reads.
    """

    sql: str
    values: tuple[tuple[str, Convert | None, Any], ...]
    names: tuple[str, ...]
    converts: tuple[tuple[int, Convert], ...]
    _readers: dict[type | None, Reader] = field(default_factory=dict, compare=False)

    def filled(self, values: Mapping[str, Any]) -> list[Any]:
        """What stands for each of them, as the driver takes it."""
        given = []
        for name, convert, fixed in self.values:
            if not name:
                given.append(fixed)
            else:
                given.append(values[name] if convert is None else convert(values[name]))
        return given

    def reader(self, kind: type | None) -> Reader:
        """How a row becomes a `kind`, or a named tuple."""
        found = self._readers.get(kind)
        if found is None:
            found = self._readers[kind] = self._reader(kind)
        return found

    def _reader(self, kind: type | None) -> Reader:
        make, converts = _named(self.names) if kind is None else maker(kind, self.names), self.converts
        if not converts:
            return make

        def read(row: Sequence[Any]) -> Any:
            values = list(row)
            for index, convert in converts:
                values[index] = convert(values[index])
            return make(values)

        return read


def _named(names: tuple[str, ...]) -> Reader:
    make: Callable[..., Any] = namedtuple
    return make("Row", names, rename=True)._make  # type: ignore[no-any-return]


def maker(kind: type, names: tuple[str, ...]) -> Reader:
    """How a row with these columns becomes a dataclass: by position, four times as fast, where its fields stand so."""
    if names == getattr(kind, "__match_args__", ()):
        return lambda row: kind(*row)
    return lambda row: kind(**dict(zip(names, row, strict=True)))


@lru_cache(maxsize=1024)
def straight(dialect: Dialect, statement: Executable) -> Straight | None:
    """None for a statement whose text depends on its values, as that of `IN` with a list does."""
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # of whatever can be run
    if not isinstance(compiled, SQLCompiler) or compiled.post_compile_params or compiled.literal_execute_params:
        return None
    values = tuple(_filled(dialect, compiled, name) for name in compiled.positiontup or ())
    columns = statement.selected_columns if isinstance(statement, SelectBase) else ()
    reads = [_read(dialect, each.type) for each in columns]
    return Straight(
        str(compiled),
        values,
        tuple(columns.keys()) if columns else (),
        tuple((index, convert) for index, convert in enumerate(reads) if convert is not None),
    )


def _filled(dialect: Dialect, compiled: SQLCompiler, name: str) -> tuple[str, Convert | None, Any]:
    bound = compiled.binds[name]
    convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
    if bound.required:
        return str(bound.key), convert, None
    fixed = bound.effective_value
    return "", None, fixed if convert is None else convert(fixed)


def _read(dialect: Dialect, kind: TypeEngine[Any]) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
