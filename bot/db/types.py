"""Column types: instants are aware and UTC, JSON columns hold what a pydantic type can read back.

Each says in one function how a value is written or read, instead of SQLAlchemy's two, since rows are full of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import DateTime, Dialect, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import JSON, TypeEngine

Convert = Callable[[Any], Any]


class Instant(TypeDecorator[datetime]):
    """`timestamptz` on PostgreSQL; on SQLite ISO text of fixed width, which sorts as time does."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else String(27))

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _utc if dialect.name == "postgresql" else _text

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        return _utc if dialect.name == "postgresql" else _instant


def _utc(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value.astimezone(UTC)


def _text(value: datetime | None) -> str | None:
    utc = _utc(value)
    return None if utc is None else _written(utc)


@lru_cache(maxsize=256)  # a unit writes its own instant many times
def _written(utc: datetime) -> str:
    """Only of UTC: elsewhere an hour that the clock shows twice is, to Python, one and the same."""
    return f"{utc.isoformat(timespec='microseconds')[:26]}Z"


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


class Stored(TypeDecorator[Any]):
    """A value of a pydantic-readable type as JSON; None is JSON's null."""

    impl = JSON
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[Any] = TypeAdapter(shape)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else JSON())

    def bind_processor(self, dialect: Dialect) -> Convert:
        dump = self._adapter.dump_json
        return lambda value: "null" if value is None else dump(value).decode()

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        validate, parse = self._adapter.validate_python, self._adapter.validate_json
        if dialect.name == "postgresql":  # its driver has parsed it
            return lambda value: None if value is None else validate(value)

        def read(stored: Any) -> Any:
            if isinstance(stored, str):
                return None if stored == "null" else parse(stored)
            return None if stored is None else validate(stored)  # SQLite makes a number of what looks like one

        return read


class Choice(TypeDecorator[Any]):
    """One value of a StrEnum as plain text, so that SQL reads as the words do."""

    impl = String(20)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def bind_processor(self, dialect: Dialect) -> Convert:
        kind = self.kind
        return lambda value: None if value is None else str(kind(value))

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        kind, known = self.kind, {str(each): each for each in self.kind}
        return lambda text: None if text is None else known.get(text) or kind(text)
