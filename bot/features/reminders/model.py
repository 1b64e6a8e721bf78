"""Reminders that were sent: the row is written before anything leaves, and so nobody is reminded twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table

from bot.db.schema import metadata
from bot.db.types import Instant

reminders = Table(
    "reminders",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("starts", Instant, primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("letter", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("late", Boolean, nullable=False),
    Index("ix_reminders_letter", "letter"),
    comment="What somebody was reminded of, once for each time; `what` is how far away, or when they put it off",
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """`letter` is the private message it stands in, together with what else fell due in that minute."""

    occurrence: str
    starts: datetime
    what: str
    person: str
    letter: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Correct:
    """An occurrence was moved or cancelled, or is over: what people were reminded by says so, from `after` on."""

    occurrence: str
    after: str = ""
    kind: Literal["reminders.correct"] = "reminders.correct"


@dataclass(frozen=True, slots=True)
class Settle:
    """The same of what told of a change and asked who comes, after this one of these letters."""

    occurrence: str
    after: str = ""
    kind: Literal["reminders.settle"] = "reminders.settle"


@dataclass(frozen=True, slots=True)
class Rest:
    """More people are to be reminded, or looked at, than fit into one unit: these `persons`, or all `after` one."""

    occurrence: str
    persons: tuple[str, ...] = ()
    after: str = ""
    kind: Literal["reminders.rest"] = "reminders.rest"


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody put a reminder off until now."""

    occurrence: str
    person: str
    starts: datetime
    kind: Literal["reminders.again"] = "reminders.again"


@dataclass(frozen=True, slots=True)
class Arrived:
    """How a private reminder ended on the account with this number, from 0."""

    letter: str
    person: str
    number: int
    outcome: str = ""
    kind: Literal["reminders.arrived"] = "reminders.arrived"
