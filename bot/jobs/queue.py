"""Asking for work: a job is written with the change it belongs to; its key makes it once, as long as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Identity,
    Index,
    Integer,
    String,
    Table,
    Text,
    and_,
    literal_column,
    or_,
    text,
    update,
)

from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.db.types import Instant, Stored

ENGINE = "engine"
"""The lane of jobs that touch only the database and finish in the same transaction."""

WAITING, LEASED, DONE = "waiting", "leased", "done"
TOO_LATE, CANCELLED, UNDELIVERABLE, PARKED = "too late", "cancelled", "undeliverable", "parked"


def _where(condition: str) -> dict[str, Any]:
    """A partial index: what is done for good, which is nearly all of the table, stays out of it."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


jobs = Table(
    "jobs",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), Identity(), primary_key=True),
    Column("key", String(300), nullable=False, unique=True),
    Column("lane", String(40), nullable=False),
    Column("kind", String(80), nullable=False),
    Column("payload", Stored(dict[str, Any]), nullable=False),
    Column("at", Instant, nullable=False),
    Column("useless_after", Instant),
    Column("serial", String(300)),
    Column("state", String(20), nullable=False, server_default=WAITING),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("leased_until", Instant),
    Column("leased_by", String(80)),
    Column("outcome", Text),
    Column("ended_at", Instant),
    Index("ix_jobs_due", "lane", "at", "id", **_where("state = 'waiting'")),
    Index("ix_jobs_leased", "lane", "leased_until", **_where("state = 'leased'")),
    Index("ix_jobs_serial", "lane", "serial", "at", "id", **_where("ended_at IS NULL AND serial IS NOT NULL")),
    Index("ix_jobs_held", "lane", "serial", **_where("state = 'leased' AND serial IS NOT NULL")),
    Index("ix_jobs_ended", "ended_at", **_where("ended_at IS NOT NULL")),
    Index("ix_jobs_parked", "lane", **_where("state = 'parked'")),
    comment="Outbox and schedule; a lease without a holder is a pause before the next attempt",
)


def in_state(state: str) -> ColumnElement[bool]:
    """The state written out in the statement itself: only then is a partial index used."""
    return jobs.c.state == literal_column(f"'{state}'")


class Payload(Protocol):
    """A frozen dataclass with `kind: Literal["feature.verb"]`, the name its handler is registered under."""

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the worker claims it."""

    id: int
    key: str
    lane: str
    kind: str
    payload: dict[str, Any]
    at: datetime
    useless_after: datetime | None
    serial: str | None
    attempts: int
    failures: int


def shape(kind: Any) -> TypeAdapter[Any]:
    """How a payload's type is written and read; kept, since making one costs more than the job's whole transaction."""
    return _made(kind)


@cache
def _made(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def later(
    tx: Tx,
    at: datetime,
    payload: Payload,
    *,
    key: str,
    useless_after: datetime | None = None,
    lane: str = ENGINE,
    serial: str | None = None,
) -> bool:
    """Ask for `payload` to be done at `at`; False when a job of this key was asked for before.

    A key is remembered for thirty days after its job ended, so what recurs has its moment in the key.
    Jobs of one lane with the same `serial` never run at the same time and run in order of `at`.
    After `useless_after` the job is closed as too late.
    """
    added = tx.add_once(
        jobs,
        {
            "key": key,
            "lane": lane,
            "kind": payload.kind,
            "payload": shape(type(payload)).dump_python(payload, mode="json"),
            "at": at,
            "useless_after": useless_after,
            "serial": serial,
        },
    )
    if added:
        tx.wakes.add(lane)
    return added


def cancel(tx: Tx, *, key: str) -> bool:
    """Close a job that has not begun, or that waits for its next attempt; False when it is gone, running or done."""
    open_still = or_(jobs.c.state == WAITING, and_(jobs.c.state == LEASED, jobs.c.leased_by.is_(None)))
    return bool(
        tx.run(
            update(jobs)
            .where(jobs.c.key == key, open_still)
            .values(state=CANCELLED, ended_at=tx.now, leased_until=None)
        )
    )
