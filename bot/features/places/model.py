"""What is kept about places: channels that are being made, and whoever is inside or outside against the membership."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from bot.chat.address import Account, Place
from bot.chat.port import Made, Room
from bot.db.schema import metadata
from bot.db.types import Choice, Instant
from bot.features.communities.model import Community

SETTLING = timedelta(minutes=1)
"""Whoever was let in or out within this time is not judged: what a platform shows may lag behind what it did."""

BATCH = 100
"""So many people are judged in one transaction."""


class State(StrEnum):
    """`missing` belonged and was let in again. The others are about somebody inside: nobody has decided, being taken
    out, out as far as the platform says; `settled` was seen where they belong, or made a member.
    """

    MISSING = "missing"
    OPEN = "open"
    LEAVING = "leaving"
    OUT = "out"
    SETTLED = "settled"


ADMITTED, PUT_OUT = "admitted", "out"
"""What was decided about somebody."""


strays = Table(
    "strays",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("place", ForeignKey("community_places.id", ondelete="CASCADE"), nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("role", String(80), nullable=False),
    Column("platform", String(40), nullable=False),
    Column("workspace", String(80), nullable=False),
    Column("account", String(80), nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("status", String(20), nullable=False, server_default=""),
    Column("report", String(20), nullable=False, server_default="", index=True),
    Column("decision", String(20), nullable=False, server_default=""),
    Column("by", String(20), nullable=False, server_default=""),
    Column("detail", Text, nullable=False, server_default=""),
    Column("at", Instant, nullable=False),
    UniqueConstraint("place", "admin", "role", "workspace", "account"),
    comment="Whoever is inside a place without belonging, or belonged and was missing: found once, settled once",
)

makings = Table(
    "place_makings",
    metadata,
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("platform", String(40), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("by", String(20), nullable=False),
    Column("since", Instant, nullable=False),
    comment="Channels that a platform was asked to make for a community: one set, however often it was asked",
)

closings = Table(
    "place_closings",
    metadata,
    Column("home", ForeignKey("community_places.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("by", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    comment="Channels that their platform was asked to archive, as only people there can undo",
)

ASKED, MADE, REFUSED, ARCHIVED, OPENED = "asked", "made", "refused", "archived", "opened"


@dataclass(frozen=True, slots=True)
class Making:
    """`number` counts the attempts that people asked for; `since` is when the first of them was."""

    community: str
    platform: str
    workspace: str
    number: int
    state: str
    by: str
    since: datetime

    @property
    def key(self) -> str:
        return f"make/{self.community}/{self.platform}/{self.workspace}/{self.number}"


@dataclass(frozen=True, slots=True)
class Closing:
    """`number` counts how often it was asked for; `at` is when the state began, `since` when its community ended.

    `opened`: it is not archived there any more, or is not to be.
    """

    home: str
    number: int
    state: str
    by: str
    at: datetime
    since: datetime

    @property
    def key(self) -> str:
        return f"close/{self.home}/{self.number}"


@dataclass(frozen=True, slots=True)
class Stray:
    """`place` is a home's id, `role` what lets them in; `status` is how their membership ended, "" for a stranger.

    `report` is the card that tells of it; `decision` what was decided and `by` whom; `detail` why it could not be done.
    """

    id: str
    place: str
    admin: bool
    role: str
    platform: str
    workspace: str
    account: str
    state: State
    status: str
    report: str
    decision: str
    by: str
    detail: str
    at: datetime

    @property
    def address(self) -> Account:
        return Account(self.platform, self.workspace, self.account)


@dataclass(frozen=True, slots=True)
class Look:
    """One way in that is looked at: a channel, for those who hold `role` there.

    `admin`: administrators meet there. `former`: the role opened the place before and should open it to nobody.
    `everyone_reads`, and whether the community is `archived`, as it was when the look began.
    """

    home: str
    place: Place
    role: str
    admin: bool
    former: bool = False
    everyone_reads: bool = False
    archived: bool = False

    @property
    def room(self) -> Room:
        return Room(self.place, self.role, self.admin, self.everyone_reads, self.archived)


@dataclass(frozen=True, slots=True)
class Housed:
    """How making channels for a community ended."""

    community: str
    platform: str
    workspace: str
    number: int
    outcome: str = ""
    detail: str = ""
    made: Made | None = None
    kind: Literal["places.housed"] = "places.housed"


@dataclass(frozen=True, slots=True)
class Shut:
    """How having a channel archived by its platform ended."""

    home: str
    number: int
    outcome: str = ""
    detail: str = ""
    kind: Literal["places.shut"] = "places.shut"


@dataclass(frozen=True, slots=True)
class Reopened:
    """Somebody brought a channel back that its platform had archived `since` its community was."""

    community: str
    home: str
    since: datetime
    kind: Literal["administration.reopened"] = "administration.reopened"


HOUSING = "housing"


def while_unhoused(community: Community) -> str:
    """What a private message `needs` that asks for a channel below what it says, as long as there is none."""
    return f"{HOUSING}:{community.id}"


@dataclass(frozen=True, slots=True)
class Outed:
    """How taking somebody out ended."""

    stray: str
    outcome: str = ""
    detail: str = ""
    kind: Literal["places.outed"] = "places.outed"


@dataclass(frozen=True, slots=True)
class Unheard:
    """Whether administrators could be told where they meet that something is wrong with a place, or `mended`.

    `asked` is when that was to be told.
    """

    home: str
    key: str
    outcome: str = ""
    asked: datetime | None = None
    mended: bool = False
    kind: Literal["places.unheard"] = "places.unheard"


@dataclass(frozen=True, slots=True)
class Looked:
    """How a home was when it was looked at beside the hourly look; `by` also hears of what is wrong there."""

    looks: tuple[Look, ...]
    by: str = ""
    outcome: str = ""
    found: tuple[tuple[str, ...], ...] | None = None
    kind: Literal["places.looked"] = "places.looked"
