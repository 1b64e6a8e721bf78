"""What is kept of an event after it, each a link or a text, and of what its team was reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from bot.db.schema import metadata
from bot.db.types import Choice, Instant
from bot.features.events.times import Time

LINE, NOTE, SUMMARY = 500, 1500, 4000
"""Longest link, note or list, and summary, in characters: what every platform takes in one field; more is a link."""

PAGES = (300, 1000)
"""The words of one page, and of two (FEATURES 2.10)."""


class Kind(StrEnum):
    """In the order in which they are shown."""

    RECORDING = "recording"
    SLIDES = "slides"
    NOTE = "note"
    QUESTIONS = "questions"
    SUMMARY = "summary"
    RELATED = "related"


KEPT = frozenset({"webinar", "workshop"})
"""The types of events of which something remains besides minutes."""

PUBLISHED = "published"
"""Stands in place of an address where questions and answers are published in the community itself."""

DUE = {
    Kind.RECORDING: timedelta(days=2),
    Kind.QUESTIONS: timedelta(days=7),
    Kind.SUMMARY: timedelta(days=14),
}
"""How long after the end of a webinar each should be there (FEATURES 2.6.4); the others may be left out (guide 111)."""

LETTER = "dossier-missing"
"""The living card by which an administrator is told what is missing; its subject is its reader."""

materials = Table(
    "materials",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Choice(Kind), primary_key=True),
    Column("text", Text, nullable=False),
    Column("person", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("waived", Boolean, nullable=False),
    comment="What remains of an event; `waived` means that there will be none of that kind",
)

chases = Table(
    "chases",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("days", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    comment="That a team was reminded of what is missing so many days after an event",
)


@dataclass(frozen=True, slots=True)
class Material:
    occurrence: str
    kind: Kind
    text: str
    person: str
    at: datetime
    waived: bool

    @property
    def link(self) -> bool:
        """Whether it is an address and nothing else."""
        return self.text.startswith(("https://", "http://")) and len(self.text.split()) == 1


@dataclass(frozen=True, slots=True)
class Held(Time):
    """One time of what leaves something behind."""

    @property
    def card(self) -> str:
        """The checklist where administrators meet."""
        return f"dossier:{self.made.id}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist; `due` None for what may be left out."""

    kind: Kind
    material: Material | None
    due: datetime | None

    @property
    def missing(self) -> bool:
        return self.material is None and self.due is not None


@dataclass(frozen=True, slots=True)
class Chase:
    """More fell due on a day on which an administrator had been told already: they hear of it the next morning."""

    person: str
    community: str
    kind: Literal["dossiers.chase"] = "dossiers.chase"
