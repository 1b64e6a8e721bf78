"""Communities, the places they live in, their calendar, and the log of who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, false

from bot.chat.address import Place
from bot.db.schema import metadata
from bot.db.types import Choice, Instant, Stored


class Mode(StrEnum):
    """The four ways of guide 1.3, from the narrowest to the widest."""

    PRIVATE = "private"
    SEMI_PRIVATE = "semi-private"
    PUBLIC = "public"
    OPEN = "open"


class State(StrEnum):
    ACTIVE = "active"
    INACTIVE = "inactive"
    ARCHIVED = "archived"


communities = Table(
    "communities",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("slug", String(60), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("mode", Choice(Mode), nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("language", String(20), nullable=False),
    Column("timezone", String(60), nullable=False),
    Column("description", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("institution", Text, nullable=False),
    Column("keywords", Stored(tuple[str, ...]), nullable=False),
    Column("history", Text, nullable=False),
    Column("eligibility", Stored(tuple[str, ...]), nullable=False),
    Column("questions", Stored(tuple[str, ...]), nullable=False),
    Column("principles", Stored(tuple[str, ...]), nullable=False),
    Column("contributions", Stored(tuple[str, ...]), nullable=False),
    Column("roles_of_members", Text, nullable=False),
    Column("roles_of_administrators", Text, nullable=False),
    Column("contact", String(200), nullable=False),
    Column("related", Stored(tuple[str, ...]), nullable=False),
    Column("open_needs_approval", Boolean, nullable=False),
    Column("capacity", Integer),
    Column("request_days", Integer, nullable=False),
    Column("cooldown_days", Integer, nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("archived_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("parent", String(20), nullable=False, server_default=""),
    Column("welcomes", Boolean, nullable=False, server_default=false()),
    Index("ix_communities_parent", "parent"),
)

places = Table(
    "community_places",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("platform", String(40), nullable=False),
    Column("workspace", String(80), nullable=False),
    Column("channel", String(80), nullable=False),
    Column("admin_channel", String(80), nullable=False, server_default=""),
    Column("role", String(80), nullable=False, server_default=""),
    Column("troubles", Stored(tuple[str, ...]), nullable=False, server_default="[]"),
    Column("former_roles", Stored(tuple[str, ...]), nullable=False, server_default="[]"),
    UniqueConstraint("platform", "workspace", "channel"),
)

sponsors = Table(
    "sponsors",
    metadata,
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
)

activities = Table(
    "activities",
    metadata,
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("period", String(120), nullable=False),
    Column("activity", Text, nullable=False),
    comment="The calendar of activities as its authors type it (guide 16, 153): fuzzy periods, in order",
)

contributions = Table(
    "contributions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("person", String(20), nullable=False),
    Column("what", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_contributions_community", "community", "at"),
    comment="What people gave: the only thing that keeps a community alive (guide 65); `id` is the thing's own",
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """Something that a person gave; `what` is announcement, event and so on."""

    id: str
    community: str
    person: str
    what: str
    at: datetime


log = Table(
    "log",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("person", String(20), nullable=False, server_default=""),
    Column("what", String(80), nullable=False),
    Column("details", Stored(dict[str, Any]), nullable=False),
    Index("ix_log_community", "community", "at"),
    comment="Who did what, for the administrators; `what` is the key log-<what>, `details` its parameters",
)


@dataclass(frozen=True, slots=True)
class Community:
    """`request_days` and `cooldown_days` as in FEATURES 2.2.7–8; `capacity` None means no limit.

    `parent` is the id of the community whose working group it is, "" for one that stands by itself.
    `welcomes` says whether its channels are told who is new (FEATURES 2.2.3).
    """

    id: str
    slug: str
    name: str
    mode: Mode
    hidden: bool
    language: str
    timezone: str
    description: str
    purpose: str
    topic: str
    institution: str
    keywords: tuple[str, ...]
    history: str
    eligibility: tuple[str, ...]
    questions: tuple[str, ...]
    principles: tuple[str, ...]
    contributions: tuple[str, ...]
    roles_of_members: str
    roles_of_administrators: str
    contact: str
    related: tuple[str, ...]
    open_needs_approval: bool
    capacity: int | None
    request_days: int
    cooldown_days: int
    state: State
    archived_at: datetime | None
    created_at: datetime
    parent: str = ""
    welcomes: bool = False

    @property
    def archived(self) -> bool:
        return self.state is State.ARCHIVED


OF_ADMINS = "admins/"
"""Stands before a trouble of the channel where administrators meet."""

UNHEARD = frozenset(
    {"workspace-gone", "channel-gone", "channel-unseen", "out-of-channel", "channel-archived", "no-view", "no-send"}
)
"""Troubles with which nothing that is posted would be read."""

SHUT = frozenset(
    {"workspace-gone", "channel-gone", "channel-unseen", "out-of-channel", "channel-archived", "not-in-channel",
     "role-gone", "role-fixed", "role-too-high", "no-view", "no-manage-channel", "no-manage-roles", "no-scope"}
)  # fmt: skip
"""Troubles with which nobody can be let in or out."""

LOST = frozenset({"channel-gone", "channel-unseen"})
"""Troubles of a channel that another one replaces: nobody enters it, whatever role they are given."""

OPENNESS = frozenset({"channel-public", "channel-private"})
"""Troubles with a channel that is not as open as its community's mode says."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """How making a channel as open as its community's mode says ended."""

    place: Place
    outcome: str = ""
    detail: str = ""
    kind: Literal["communities.arranged"] = "communities.arranged"


@dataclass(frozen=True, slots=True)
class Home:
    """One place where a community lives: its channel, and where its administrators meet ("" when nowhere).

    `troubles` are what was wrong with it when it was last looked at, as `trouble-…` keys without their beginning.
    `former_roles` opened it before `role` did, and somebody may still have them.
    """

    id: str
    community: str
    platform: str
    workspace: str
    channel: str
    admin_channel: str
    role: str
    troubles: tuple[str, ...] = ()
    former_roles: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.platform, self.workspace, self.channel)

    def wrong(self, *, admin: bool) -> tuple[str, ...]:
        """The troubles of the one channel or of the other."""
        begins = [each.startswith(OF_ADMINS) for each in self.troubles]
        return tuple(
            each.removeprefix(OF_ADMINS) for each, its in zip(self.troubles, begins, strict=True) if its is admin
        )

    @property
    def heard(self) -> bool:
        """Whether administrators meet there and, as far as is known, read what is posted."""
        reached = "workspace-gone" not in self.troubles and UNHEARD.isdisjoint(self.wrong(admin=True))
        return bool(self.admin_channel) and reached

    @property
    def admin_place(self) -> Place | None:
        return Place(self.platform, self.workspace, self.admin_channel) if self.admin_channel else None


@dataclass(frozen=True, slots=True)
class Sponsor:
    community: str
    position: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Activity:
    community: str
    position: int
    period: str
    activity: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log; `person` is empty when it happened by itself."""

    id: str
    community: str
    at: datetime
    person: str
    what: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rearranged:
    """Who may read what a community does, or where it lives, may be otherwise than before."""

    community: str
    kind: Literal["mirrors.rearranged"] = "mirrors.rearranged"


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a community lives may be otherwise than before: what stands in each of its places is posted there too."""

    community: str
    kind: Literal["series.settled"] = "series.settled"


@dataclass(frozen=True, slots=True)
class Began:
    """A community was created, or is active again: from now on somebody looks whether it falls silent."""

    community: str
    kind: Literal["lifecycle.began"] = "lifecycle.began"


@dataclass(frozen=True, slots=True)
class Review:
    """What a community has planned, or where it lives, or whether it does, changed: what says so is drawn again.

    `again`: it was archived, and lives again.
    """

    community: str
    again: bool = False
    kind: Literal["board.review"] = "board.review"
