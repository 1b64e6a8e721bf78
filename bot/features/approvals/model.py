"""What is kept about deciding: every step taken on a request, the times of FEATURES 2.2, and how often people hear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from bot.db.schema import metadata
from bot.db.types import Choice, Instant

CLAIM = timedelta(hours=24)
"""How long a claim keeps a request for one administrator (FEATURES 2.2.5)."""

UNDO = timedelta(minutes=10)
"""How long a decision can be taken back (FEATURES 2.2.11)."""

REPRIEVE = timedelta(days=1)
"""What a reopened request has at least before it expires."""

WORDS = 300
"""Longest reason, question and answer, in characters (FEATURES 2.1.6)."""

LETTERS = 3
"""How often a rejected person may write to the administrators about one decision."""

NINE = 9
"""The hour of the digest, in each administrator's own zone (FEATURES 2.2.6)."""


class HowOften(StrEnum):
    """How often somebody who decides hears of those who wait (FEATURES 2.2.6)."""

    AT_ONCE = "at once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


class Pending(StrEnum):
    """What becomes of those who wait when a community's mode changes (FEATURES 2.2.10)."""

    APPROVE = "approve"
    KEEP = "keep"
    REJECT = "reject"


class What(StrEnum):
    """What was done about a request."""

    APPROVED = "approved"
    REJECTED = "rejected"
    CLOSED = "closed"
    EXPIRED = "expired"
    UNDONE = "undone"
    CLAIMED = "claimed"
    TAKEN_OVER = "taken-over"
    RELEASED = "released"
    UNCLAIMED = "unclaimed"
    QUESTION = "question"
    ANSWERED = "answered"
    WROTE = "wrote"
    TOLD_TEAM = "told-team"


steps = Table(
    "request_steps",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("request", ForeignKey("requests.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("person", String(20), nullable=False, server_default=""),
    Column("what", Choice(What), nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Index("ix_request_steps_request", "request", "at"),
    comment="What was done about each request, in order; shown under History",
)


answered = Table(
    "request_emoji",
    metadata,
    Column("request", ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("emoji", String(20), primary_key=True),
    comment="Emoji under the cards of a request that were answered, whatever the answer was",
)


@dataclass(frozen=True, slots=True)
class Step:
    """`person` is empty when it happened by itself; `words` are what was asked, answered or given as a reason."""

    id: str
    request: str
    at: datetime
    person: str
    what: What
    words: str


@dataclass(frozen=True, slots=True)
class Unclaim:
    """A claim ends by itself; `until` names which one."""

    request: str
    by: str
    until: datetime
    kind: Literal["approvals.unclaim"] = "approvals.unclaim"


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision can no longer be taken back: its card loses the button."""

    request: str
    kind: Literal["approvals.settled"] = "approvals.settled"


@dataclass(frozen=True, slots=True)
class Digest:
    """Nine o'clock where an administrator is, on the day `day` (ISO) of their calendar."""

    person: str
    day: str
    kind: Literal["approvals.digest"] = "approvals.digest"


@dataclass(frozen=True, slots=True)
class Hourly:
    """The end of an hour in which somebody asked, for those who want to hear each hour."""

    person: str
    since: datetime
    kind: Literal["approvals.hourly"] = "approvals.hourly"
