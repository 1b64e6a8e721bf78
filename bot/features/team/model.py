"""The meeting of a moderation team, the times that are left out, and what the team itself wants to talk about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from bot.db.schema import metadata
from bot.db.types import Choice, Instant
from bot.features.communities.model import Community
from bot.features.events.recurrence import Rhythm

WHERE, POINT = 500, 200
"""Longest place and point, in characters."""


class Status(StrEnum):
    """A community has at most one that is planned; a new plan takes the place of the one before."""

    DRAFT = "draft"
    PLANNED = "planned"
    ENDED = "ended"


meetings = Table(
    "team_meetings",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("author", String(20), nullable=False),
    Column("where", String(WHERE), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("start", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("rhythm", Choice(Rhythm), nullable=False),
    Column("every", Integer, nullable=False),
    Column("rule", String(200), nullable=False),
    Column("status", Choice(Status), nullable=False),
    Column("since", Instant, nullable=False),
    Index("ix_team_meetings_community", "community", "status"),
    comment="When a moderation team meets; `start` is a wall time of `zone`, `since` is when the status was set",
)

skips = Table(
    "team_skips",
    metadata,
    Column("meeting", ForeignKey("team_meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("person", String(20), nullable=False),
    comment="The times at which a team does not meet",
)

points = Table(
    "team_points",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", String(20), nullable=False),
    Column("text", String(POINT), nullable=False),
    Column("at", Instant, nullable=False),
    Column("done_at", Instant),
    comment="What somebody of the team wants to talk about; it stays until it is settled",
)


@dataclass(frozen=True, slots=True)
class TeamMeeting:
    id: str
    community: str
    author: str
    where: str
    zone: str
    start: str
    minutes: int
    rhythm: Rhythm
    every: int
    rule: str
    status: Status
    since: datetime

    @property
    def begins(self) -> datetime:
        """The wall time of its first time."""
        return datetime.fromisoformat(self.start)


@dataclass(frozen=True, slots=True)
class Point:
    id: str
    community: str
    person: str
    text: str
    at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a meeting."""

    community: Community
    row: TeamMeeting
    at: datetime
    skipped: bool

    @property
    def key(self) -> str:
        """Names it in cards, letters and tokens."""
        return f"{self.row.id}/{int(self.at.timestamp()) // 60}"


@dataclass(frozen=True, slots=True)
class Due:
    """A team may have to hear of its meeting."""

    meeting: str
    kind: Literal["team.due"] = "team.due"
