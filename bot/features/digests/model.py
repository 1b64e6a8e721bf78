"""How often somebody wants a digest, and until when they have been told everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Column, ForeignKey, String, Table

from bot.db.schema import metadata
from bot.db.types import Instant


class Often(StrEnum):
    """What people choose (FEATURES 2.3.7)."""

    WEEKLY = "weekly"
    DAILY = "daily"
    NONE = "none"


digests = Table(
    "digests",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("often", String(10), nullable=False, server_default=""),
    Column("told", Instant),
    comment="How often somebody wants a digest, empty while they did not say, and until when they were told all",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """`often` is "" while they never said; `told` is when their last digest was put together."""

    person: str
    often: str = ""
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Morning:
    """Eight o'clock of a day in a zone, "" for those whose zone nobody knows; `after` is the last person looked at."""

    zone: str
    day: str
    after: str = ""
    kind: Literal["digests.morning"] = "digests.morning"


@dataclass(frozen=True, slots=True)
class Compose:
    """One person's digest of a day."""

    person: str
    day: str
    kind: Literal["digests.compose"] = "digests.compose"
