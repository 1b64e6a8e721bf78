"""What one side proposes to the other: that a community becomes a working group, or stands by itself again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, String, Table

from bot.db.schema import metadata
from bot.db.types import Choice, Instant


class What(StrEnum):
    ATTACH = "attach"
    DETACH = "detach"


class State(StrEnum):
    """`over` when it was proposed anew, or what it was about has changed."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OVER = "over"


offers = Table(
    "group_offers",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("workgroup", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("parent", String(20), nullable=False),
    Column("what", Choice(What), nullable=False),
    Column("asked", String(20), nullable=False),
    Column("person", String(20), nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("answered_by", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_group_offers_workgroup", "workgroup", "state"),
    comment="One side proposes that a community becomes, or no longer is, a working group; the other side answers",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """`asked` is the community whose administrators answer: `parent`, or `workgroup` itself."""

    id: str
    workgroup: str
    parent: str
    what: What
    asked: str
    person: str
    state: State
    answered_by: str
    at: datetime

    @property
    def card(self) -> str:
        return f"group-offer:{self.id}"
