"""Asking for work: a job is written with the change it belongs to; its key makes it once, for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, Identity, Index, Integer, String, Table, Text, text, update

from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.db.types import Instant, Stored

ENGINE = "engine"
"""The lane of jobs that touch only the database and finish in the same transaction."""

WAITING, LEASED, DONE = "waiting", "leased", "done"
TOO_LATE, CANCELLED, UNDELIVERABLE, PARKED = "too late", "cancelled", "undeliverable", "parked"

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
    Column("leased_until", Instant),
    Column("leased_by", String(60)),
    Column("outcome", Text),
    Column("ended_at", Instant),
    Index("ix_jobs_due", "lane", "at", "id", sqlite_where=text("state = 'waiting'"),
          postgresql_where=text("state = 'waiting'")),
    Index("ix_jobs_leased", "lane", "serial", sqlite_where=text("state = 'leased'"),
          postgresql_where=text("state = 'leased'")),
    Index("ix_jobs_ended", "ended_at", sqlite_where=text("ended_at IS NOT NULL"),
          postgresql_where=text("ended_at IS NOT NULL")),
)  # fmt: skip


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

    Jobs of one lane with the same `serial` never run at the same time and run in order of `at`.
    After `useless_after` the job is closed as too late.
    """
    added = tx.add_once(
        jobs,
        {
            "key": key,
            "lane": lane,
            "kind": payload.kind,
            "payload": TypeAdapter(type(payload)).dump_python(payload, mode="json"),
            "at": at,
            "useless_after": useless_after,
            "serial": serial,
        },
    )
    if added:
        tx.wakes.add(lane)
    return added


def cancel(tx: Tx, *, key: str) -> bool:
    """Close a job that has not been claimed yet; False when it is gone, running or done."""
    return bool(
        tx.run(
            update(jobs)
            .where(jobs.c.key == key, jobs.c.state == WAITING)
            .values(state=CANCELLED, ended_at=tx.now)
        )
    )
