"""At which addresses the calendar programs of members read: one of a community, and one of each series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table

from bot.db.schema import metadata
from bot.db.types import Instant

subscriptions = Table(
    "calendar_subscriptions",
    metadata,
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", String(60), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    comment="The address at which a member's calendar program reads; whoever knows it can",
)

series_subscriptions = Table(
    "series_subscriptions",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", String(60), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    comment="The address at which a member's calendar program reads one series; whoever knows it can",
)


@dataclass(frozen=True, slots=True)
class Subscription:
    community: str
    person: str
    secret: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SeriesSubscription:
    event: str
    person: str
    secret: str
    created_at: datetime
