"""What a meeting is about, what was decided there, and who does what until when; each kept beside its occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from bot.db.schema import metadata
from bot.db.types import Choice, Instant
from bot.features.events.times import Time

ITEM, PRESENT, DECISIONS, ACTIONS, ACTION = 200, 1000, 2500, 2500, 300
"""Longest item, list of those present, decisions, list of actions, and action, in characters."""


class Step(StrEnum):
    """What was done ahead of a meeting: the channel was asked, the administrators were, one of them keeps it."""

    ASKED = "asked"
    PROPOSED = "proposed"
    KEPT = "kept"


items = Table(
    "agenda_items",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", String(ITEM), nullable=False),
    Column("at", Instant, nullable=False),
    comment="What members want to talk about at a meeting",
)

steps = Table(
    "agenda_steps",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("step", Choice(Step), primary_key=True),
    Column("starts", Instant, primary_key=True),
    Column("person", String(20), nullable=False, server_default=""),
    Column("at", Instant, nullable=False),
    comment="What was done ahead of a meeting, once for each time it was to begin at",
)

minutes = Table(
    "minutes",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("present", Text, nullable=False),
    Column("decisions", Text, nullable=False),
    Column("person", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    comment="What was decided at a meeting, and who was there; `person` wrote it last",
)

actions = Table(
    "actions",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("text", String(ACTION), nullable=False),
    Column("person", String(20), nullable=False),
    Column("called", String(120), nullable=False),
    Column("due", String(10), nullable=False),
    Column("done_at", Instant),
    Column("done_by", String(20), nullable=False, server_default=""),
    Index("ix_actions_event", "event", "done_at"),
    comment="What somebody is to do; `person` is empty where the name means no member, `due` is a day or empty",
)


@dataclass(frozen=True, slots=True)
class Meeting(Time):
    """One time of a meeting."""

    @property
    def empty_key(self) -> str:
        """What its letters to administrators are about."""
        return f"agenda-empty:{self.made.id}"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    id: str
    occurrence: str
    person: str
    position: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stepped:
    occurrence: str
    step: Step
    starts: datetime
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Minutes:
    """`revision` grows with every change."""

    occurrence: str
    present: str
    decisions: str
    person: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Planned:
    """An action as the form brings it; `due` is an ISO day or ""."""

    text: str
    person: str
    called: str
    due: str


@dataclass(frozen=True, slots=True)
class Action:
    """`due` as in Planned; it is listed in every agenda of its series until it is done."""

    id: str
    event: str
    occurrence: str
    position: int
    text: str
    person: str
    called: str
    due: str
    done_at: datetime | None
    done_by: str
