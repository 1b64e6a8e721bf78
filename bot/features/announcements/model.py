"""Announcements: what a person says to a whole community; a row changes only together with its revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from bot.chat.address import Account, Place
from bot.chat.text import Who
from bot.db.schema import metadata
from bot.db.types import Choice, Instant, Stored

TITLE, TEXT, LINK, WORDS = 150, 3000, 500, 300
"""Longest title, text, link and reason for a rejection, in characters."""

FILE = 8_000_000
"""Largest file, in bytes: the narrowest platform takes ten million a message, and wants some of them for itself."""

EVERYWHERE = "everywhere"
"""What the form says for all places of a community, which is also what a member's proposal is for."""

GROUPS = "with-groups"
"""What stands in `home` of what goes to the places of the community's working groups as well (FEATURES 2.5.1)."""

UNDECIDED = timedelta(days=14)
"""After so long its author hears that nobody has decided on a proposal (in the spirit of FEATURES 2.2.7)."""

UNDO = timedelta(seconds=20)
"""How long an announcement waits after Send, so that it can be taken back (FEATURES 2.5.1)."""


class Type(StrEnum):
    """What it is about (guide 78, 79)."""

    PUBLICATION = "publication"
    JOB = "job"
    CALL_FOR_PAPERS = "call-for-papers"
    EVENT = "event"
    WEBINAR = "webinar"
    NEW_PAGE = "new-page"
    NEWS = "news"
    OTHER = "other"


class Status(StrEnum):
    """`sending` is the time in which Undo works; nothing has left before `sent`."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


announcements = Table(
    "announcements",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("author", String(20), nullable=False),
    Column("account", Stored(Account), nullable=False),
    Column("type", Choice(Type), nullable=False),
    Column("title", String(TITLE), nullable=False),
    Column("text", Text, nullable=False),
    Column("link", String(LINK), nullable=False),
    Column("at", Instant),
    Column("zone", String(60), nullable=False),
    Column("status", Choice(Status), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("proposed_at", Instant),
    Column("decided_at", Instant),
    Column("decided_by", String(20), nullable=False, server_default=""),
    Column("due", Instant),
    Column("sent_at", Instant),
    Column("edited_at", Instant),
    Column("edited_by", String(20), nullable=False, server_default=""),
    Column("reason", String(40), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    Column("file", String(20), nullable=False, server_default=""),
    Column("home", String(20), nullable=False, server_default=""),
    Column("comments", Boolean, nullable=False, server_default=false()),
    Column("waiting_since", Instant),
    Index("ix_announcements_community", "community", "status", "created_at"),
    Index("ix_announcements_author", "author", "status"),
    comment="What people announce, from draft to sent; kept after it was withdrawn, since the log names it",
)

deliveries = Table(
    "announcement_deliveries",
    metadata,
    Column("announcement", ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("home", String(20), primary_key=True),
    Column("place", Stored(Place), nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Instant),
    comment="What became of an announcement in each place; outcome is empty while it is on its way",
)


@dataclass(frozen=True, slots=True)
class Content:
    """What the form brings: `at` None means as soon as it is sent; `zone` is the one its author counts in.

    `file` names what was uploaded; `home` is the one place it is for, "" for all of them, or GROUPS.
    """

    type: Type
    title: str
    text: str
    link: str
    at: datetime | None
    zone: str
    file: str = ""
    home: str = ""
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Announcement:
    """`decided_by` approved or rejected a proposal; `due` is when it leaves; `reason` says why it never did.

    `waiting_since` is when the administrators were asked, or reminded, last; `file` and `home` as in Content.
    """

    id: str
    community: str
    author: str
    account: Account
    type: Type
    title: str
    text: str
    link: str
    at: datetime | None
    zone: str
    status: Status
    revision: int
    created_at: datetime
    proposed_at: datetime | None
    decided_at: datetime | None
    decided_by: str
    due: datetime | None
    sent_at: datetime | None
    edited_at: datetime | None
    edited_by: str
    reason: str
    words: str
    file: str
    home: str
    comments: bool
    waiting_since: datetime | None

    @property
    def card(self) -> str:
        """The living card that members read."""
        return f"announcement:{self.id}"

    @property
    def proposal(self) -> str:
        """The living card on which administrators decide."""
        return f"proposal:{self.id}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """`outcome` is "" on its way, "sent", or why it could not be (the codes of Undeliverable)."""

    announcement: str
    home: str
    place: Place
    outcome: str
    detail: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who stands behind an announcement; `approver` and `editor` only where that is somebody else."""

    author: Who
    approver: Who | None = None
    editor: Who | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A workspace where a community lives and how many of its members are reached there."""

    name: str
    members: int


@dataclass(frozen=True, slots=True)
class Reach:
    """`total` counts a person once, however many places they read in; `beyond` are members no place reaches, `shut`
    those who cannot be let into theirs."""

    total: int
    beyond: int
    places: tuple[Reached, ...]
    shut: int = 0


@dataclass(frozen=True, slots=True)
class Deliver:
    """The announcement is due; `revision` makes a job that an edit or Undo has overtaken do nothing.

    `groups` are the working groups it was to reach when it was sent off.
    """

    announcement: str
    revision: int
    groups: tuple[str, ...] = ()
    kind: Literal["announcements.deliver"] = "announcements.deliver"


@dataclass(frozen=True, slots=True)
class Delivered:
    """How posting it in one place ended."""

    announcement: str
    home: str
    outcome: str = ""
    detail: str = ""
    kind: Literal["announcements.delivered"] = "announcements.delivered"


@dataclass(frozen=True, slots=True)
class Commented:
    """How opening the thread for comments in one place ended."""

    announcement: str
    home: str
    outcome: str = ""
    detail: str = ""
    kind: Literal["announcements.commented"] = "announcements.commented"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Nobody may have decided on a proposal; `since` says which time of waiting this is about."""

    announcement: str
    since: datetime
    kind: Literal["announcements.undecided"] = "announcements.undecided"
