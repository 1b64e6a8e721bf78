"""What archiving called off, remembered so that it can be brought back, and nothing else with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, ForeignKey, Integer, Table

from bot.db.schema import metadata
from bot.db.types import Instant
from bot.features.communities.model import Community
from bot.features.events.model import Event, Occurrence

CALLED_OFF, BROUGHT_BACK = "archive-called-off", "archive-brought-back"
"""The kinds of letter."""

called_off = Table(
    "archive_called_off",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    comment="Times that were cancelled because their community was archived",
)

ended_series = Table(
    "archive_ended_series",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("last", Integer),
    comment="Series that ended because their community was archived, and with which number they would have",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """What does not take place, or does again, of one community: each event with the first of its times."""

    community: Community
    events: tuple[tuple[Event, Occurrence], ...]


@dataclass(frozen=True, slots=True)
class CallOff:
    """A community is archived: what it planned does not take place."""

    community: str
    by: str
    kind: Literal["events.call-off"] = "events.call-off"


@dataclass(frozen=True, slots=True)
class BringBack:
    """Somebody wants what archiving called off."""

    community: str
    by: str
    kind: Literal["archive.bring-back"] = "archive.bring-back"
