"""Memberships, requests to join and invitations: one row per person and community, one open request at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, text

from bot.chat.address import Account
from bot.db.schema import metadata
from bot.db.types import Choice, Instant, Stored


class Role(StrEnum):
    """A reviewer may approve but not configure (FEATURES 2.2.12); champions and experts are shown (guide 121, 129)."""

    ADMINISTRATOR = "administrator"
    MODERATOR = "moderator"
    REVIEWER = "reviewer"
    CHAMPION = "champion"
    EXPERT = "expert"
    MEMBER = "member"


class Status(StrEnum):
    """A membership: only `active` belongs; `banned` may neither join nor ask."""

    ACTIVE = "active"
    LEFT = "left"
    REMOVED = "removed"
    BANNED = "banned"


class Asked(StrEnum):
    """A request: `open` is the only state that can change, and it changes once."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED = "closed"


memberships = Table(
    "memberships",
    metadata,
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Choice(Role), nullable=False),
    Column("status", Choice(Status), nullable=False),
    Column("since", Instant, nullable=False),
    Column("access", String(20), nullable=False, server_default=""),
    Column("access_detail", Text, nullable=False, server_default=""),
    Column("digest", String(20), nullable=False, server_default="at once"),
    Index("ix_memberships_person", "person"),
)

requests = Table(
    "requests",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account", Stored(Account), nullable=False),
    Column("status", Choice(Asked), nullable=False),
    Column("note", Text, nullable=False),
    Column("answers", Stored(tuple[str, ...]), nullable=False),
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", String(20), nullable=False, server_default=""),
    Column("reason", String(40), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    Column("again_at", Instant),
    Column("claimed_by", String(20), nullable=False, server_default=""),
    Column("claimed_until", Instant),
    Column("question", Text, nullable=False, server_default=""),
    Column("question_reply", Text, nullable=False, server_default=""),
    Index("ix_requests_queue", "community", "status", "at"),
    Index(
        "uq_requests_one_open",
        "community",
        "person",
        unique=True,
        sqlite_where=text("status = 'open'"),
        postgresql_where=text("status = 'open'"),
    ),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Membership:
    """`access` is "" (nothing to open), "granted", "pending", "absent" (not there), or "failed" with what was said."""

    community: str
    person: str
    role: Role
    status: Status
    since: datetime
    access: str
    access_detail: str
    digest: str


class News(StrEnum):
    """Why those who decide hear of a request again, besides its card."""

    WAITS = "waits"
    EXPIRES = "expires"
    ANSWERED = "answered"

    def of(self, request: str) -> str:
        """The living card that says so of a request."""
        return f"request-news:{request};{self}"


def told_to_wait(request: str) -> str:
    """The living card that tells the applicant that nobody has decided yet."""
    return f"request-waits:{request}"


@dataclass(frozen=True, slots=True)
class Request:
    """`reason` is one of REASONS, `words` the administrator's own; `again_at` is when the person may ask again."""

    id: str
    community: str
    person: str
    account: Account
    status: Asked
    note: str
    answers: tuple[str, ...]
    at: datetime
    expires_at: datetime
    decided_at: datetime | None
    decided_by: str
    reason: str
    words: str
    again_at: datetime | None
    claimed_by: str
    claimed_until: datetime | None
    question: str
    question_reply: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """`state`: open, accepted, revoked, closed."""

    id: str
    community: str
    person: str
    by: str
    words: str
    at: datetime
    expires_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Thirty days after somebody was invited."""

    community: str
    person: str
    kind: Literal["membership.lapsed"] = "membership.lapsed"


@dataclass(frozen=True, slots=True)
class Welcome:
    """The channels of a community hear who has joined since the first of them did, at `since`."""

    community: str
    since: datetime
    kind: Literal["membership.welcome"] = "membership.welcome"


OTHER = "other"
"""The reason that the administrator's own words give."""

REASONS = ("not-eligible", "incomplete", "duplicate", "full", OTHER)


@dataclass(frozen=True, slots=True)
class Queued:
    """A queue concerns somebody new: a person asked (`request`), or a member decides from now on."""

    community: str
    request: str = ""
    kind: Literal["approvals.queued"] = "approvals.queued"


@dataclass(frozen=True, slots=True)
class Departed:
    """Somebody belongs no more: what was kept for them goes to others."""

    community: str
    person: str
    kind: Literal["events.departed"] = "events.departed"


@dataclass(frozen=True, slots=True)
class Warn:
    """Day 10: the applicant is told that nobody has decided yet (FEATURES 2.2.7)."""

    request: str
    kind: Literal["approvals.warn"] = "approvals.warn"


@dataclass(frozen=True, slots=True)
class Expire:
    """Day 14: the request expires, and the applicant is told."""

    request: str
    kind: Literal["approvals.expire"] = "approvals.expire"


@dataclass(frozen=True, slots=True)
class Escalate:
    """3, 7 and 10 days: the administrators, then the platform team, hear that somebody waits."""

    request: str
    days: int
    kind: Literal["approvals.escalate"] = "approvals.escalate"


@dataclass(frozen=True, slots=True)
class Opened:
    """How opening or closing a place to a member ended; `admin`: the channel where administrators meet."""

    community: str
    person: str
    place: str
    given: bool
    outcome: str = ""
    detail: str = ""
    admin: bool = False
    kind: Literal["membership.opened"] = "membership.opened"


@dataclass(frozen=True, slots=True)
class Hindered:
    """A place (a home's id) could not be opened, or closed, to somebody; `detail` is what is in the way."""

    place: str
    person: str
    given: bool
    admin: bool
    detail: str
    kind: Literal["places.hindered"] = "places.hindered"
