"""Who follows a series, and what its cover says of it.

What somebody comes to because they follow are answers like any other, each kept with its time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from bot.db.schema import metadata
from bot.db.types import Instant
from bot.features.communities.model import Community
from bot.features.events.model import Event

followers = Table(
    "series_followers",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("at", Instant, nullable=False),
    comment="Who comes to every time of a series, also to those that are added later, unless they answered otherwise",
)


WHY, OBJECTIVES, AUDIENCE, CONVENOR = 1000, 1000, 300, 300
"""Longest context, objectives, audience and convenor, in characters."""

covers = Table(
    "series_covers",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("why", Text, nullable=False),
    Column("objectives", Text, nullable=False),
    Column("audience", String(AUDIENCE), nullable=False),
    Column("convenor", String(CONVENOR), nullable=False),
    Column("person", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    comment="What a series is, besides its purpose; `person` wrote it last",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cover says; each may be empty, objectives are one to a line (guide 110)."""

    why: str = ""
    objectives: str = ""
    audience: str = ""
    convenor: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """`revision` grows with every change."""

    event: str
    why: str
    objectives: str
    audience: str
    convenor: str
    person: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A series that is planned, and whose it is."""

    community: Community
    row: Event


@dataclass(frozen=True, slots=True)
class Follower:
    event: str
    person: str
    at: datetime
