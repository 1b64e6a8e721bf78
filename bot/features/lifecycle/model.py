"""What is kept of a community's silence, and of who is asked to administer it next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from bot.db.schema import metadata
from bot.db.types import Instant

TRIAL = timedelta(days=7)
"""After the first start only the platform team hears, of what would have been said (FEATURES 2.4.7)."""

SNOOZE = timedelta(days=7)
"""Remind me in 7 days."""

silences = Table(
    "silences",
    metadata,
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("since", Instant, nullable=False),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("inactive_at", Instant),
    Column("revived_at", Instant),
    Column("acted_at", Instant),
    Column("revived_by", String(20), nullable=False, server_default=""),
    comment="Since when nobody gave anything, and the last step that was told; what counts is in `contributions`",
)


OFFERED, ACCEPTED, DECLINED = "offered", "accepted", "declined"

offers = Table(
    "offers",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("by", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    comment="Members who were asked whether they will administer, and what they said",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """`person` was asked by `by`; `state` is offered, accepted or declined."""

    id: str
    community: str
    person: str
    by: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Silence:
    """`since` is when anybody last gave anything; `told` the last step told, `inactive_at` when it was called so.

    `revived_at` is when somebody promised new life; it ends with something new or after thirty days. `acted_at` is when
    a new administrator came after such a promise, which counts like something given (FEATURES 2.4.4).
    """

    community: str
    since: datetime
    told: int = 0
    inactive_at: datetime | None = None
    revived_at: datetime | None = None
    acted_at: datetime | None = None
    revived_by: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A silence in dates of one zone, as `steps.due` reads it."""

    told: int
    since: date
    inactive: date | None
    revived: date | None


def dated(silence: Silence, zone: tzinfo) -> Dated:
    """The same silence by the calendar of a zone."""
    moments = (silence.since, silence.inactive_at, silence.revived_at)
    since, inactive, revived = (each.astimezone(zone).date() if each else None for each in moments)
    assert since is not None
    return Dated(silence.told, since, inactive, revived)


@dataclass(frozen=True, slots=True)
class Look:
    """Nine o'clock where the community is: is it silent?"""

    community: str
    kind: Literal["lifecycle.look"] = "lifecycle.look"


@dataclass(frozen=True, slots=True)
class Tell:
    """Somebody is to hear of a silence that began at `since`, unless it has ended by then."""

    community: str
    person: str
    since: datetime
    step: int
    key: str
    kind: Literal["lifecycle.tell"] = "lifecycle.tell"
