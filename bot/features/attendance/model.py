"""Who was present, once for each person, and the word by which they can say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Column, ForeignKey, String, Table

from bot.db.schema import metadata
from bot.db.types import Choice, Instant
from bot.features.events.model import Occurrence

ATTENDED = frozenset({"meeting", "webinar", "workshop"})
"""The types of events to which people come."""


class How(StrEnum):
    BUTTON = "button"
    CODE = "code"
    LINK = "link"
    FILE = "file"


presences = Table(
    "presences",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("how", Choice(How), nullable=False),
    Column("at", Instant, nullable=False),
    comment="Who was present, by their own word",
)

codes = Table(
    "presence_codes",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(20), nullable=False, index=True),
    comment="The word that is said in the room",
)


@dataclass(frozen=True, slots=True)
class Presence:
    occurrence: str
    person: str
    how: How
    at: datetime


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many were at one time of a series, of how many who had said that they come."""

    made: Occurrence
    present: int
    going: int


@dataclass(frozen=True, slots=True)
class Past:
    """It is over for an hour, or more people are known to have been there: they can be asked how it was."""

    occurrence: str
    after: str = ""
    kind: Literal["feedback.past"] = "feedback.past"
