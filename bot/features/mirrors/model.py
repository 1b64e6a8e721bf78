"""Where an occurrence stands on a workspace's own list of events: one row, and so at most one entry, for each list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from bot.chat.port import Held
from bot.db.schema import metadata
from bot.db.types import Choice, Instant


class State(StrEnum):
    """`taken off` by people of the workspace: it stays off until it takes place at another time."""

    SHOWN = "shown"
    OFF = "off"
    TAKEN_OFF = "taken off"
    UNSUPPORTED = "unsupported"


mirrors = Table(
    "mirrors",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), nullable=False),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("platform", String(40), nullable=False),
    Column("workspace", String(80), nullable=False),
    Column("channel", String(80), nullable=False),
    Column("entry", String(120), nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("starts", Instant, nullable=False),
    Column("moved", Instant),
    Column("said", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("trouble", String(80), nullable=False),
    UniqueConstraint("occurrence", "platform", "workspace"),
    Index("ix_mirrors_entry", "platform", "workspace", "entry"),
    Index("ix_mirrors_community", "community"),
    comment="Occurrences on the lists of events that workspaces have of their own; a row is written before anything is",
)


@dataclass(frozen=True, slots=True)
class Mirror:
    """`entry` is the platform's own id, "" while none is known; `channel` is where the community lives there.

    `starts` is the time it was last shown for, `moved` the one to which people moved it there and of which was told.
    `said` is a mark of what was asked for last, "" when that was not done; `number` counts what was asked for.
    `trouble` is why it could not be done, as a `trouble-…` key without its beginning.
    """

    id: str
    occurrence: str
    community: str
    platform: str
    workspace: str
    channel: str
    entry: str
    state: State
    starts: datetime
    moved: datetime | None
    said: str
    number: int
    trouble: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How putting an occurrence on a list, or taking it off, ended; `anew` where it takes place at another time now.

    Then it belongs on the list also where somebody had taken it off.
    """

    mirror: str
    number: int
    anew: bool = False
    outcome: str = ""
    detail: str = ""
    held: Held | None = None
    kind: Literal["mirrors.asked"] = "mirrors.asked"


@dataclass(frozen=True, slots=True)
class Seen:
    """How it stands there, or that it does not, when nothing else was asked for since."""

    mirror: str
    number: int
    outcome: str = ""
    detail: str = ""
    held: Held | None = None
    kind: Literal["mirrors.seen"] = "mirrors.seen"
