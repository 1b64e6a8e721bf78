"""Who was asked how it was, and what they said: one opinion for each person and time, which they can change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from bot.db.schema import metadata
from bot.db.types import Choice, Instant
from bot.features.events.times import Time

COMMENT = 500
"""Longest comment, in characters."""

AFTER = timedelta(hours=1)
"""How long after the end people are asked (FEATURES 2.3)."""

LATEST = timedelta(days=2)
"""So long after the end nobody is asked any more: after an absence, that would be about something forgotten."""

OPEN = timedelta(days=14)
"""How long after the end one can say it, and change it."""

LETTER = "how-was-it"
"""The private message that asks; its subject is the occurrence."""


class Opinion(StrEnum):
    """In the order in which they are offered; `absent` is of who did not come after all."""

    GREAT = "great"
    GOOD = "good"
    POOR = "poor"
    ABSENT = "absent"


CAME = (Opinion.GREAT, Opinion.GOOD, Opinion.POOR)
"""What those say who were there."""

opinions = Table(
    "opinions",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("asked", Instant, nullable=False),
    Column("opinion", Choice(Opinion)),
    Column("comment", Text, nullable=False),
    Column("at", Instant),
    Index("ix_opinions_person", "person"),
    comment="How it was for whoever came; `opinion` is empty as long as they have not answered",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one person was asked and said; their name is shown to nobody."""

    occurrence: str
    person: str
    asked: datetime
    opinion: Opinion | None = None
    comment: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ended(Time):
    """One time of something that people come to."""

    @property
    def card(self) -> str:
        """What was said, where administrators meet."""
        return f"opinions:{self.made.id}"

    @property
    def needs(self) -> str:
        """What every question about it is drawn by."""
        return f"{LETTER}:{self.made.id}"

    def over(self, now: datetime) -> bool:
        return self.made.ends <= now

    def open(self, now: datetime) -> bool:
        """Whether one can still say how it was."""
        return self.made.ends <= now < self.made.ends + OPEN


@dataclass(frozen=True, slots=True)
class Result:
    """What was said of one time: how many said what, of how many who were asked; `comments` are the last of them."""

    it: Ended
    asked: int
    counts: dict[Opinion, int]
    commented: int = 0
    comments: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Close:
    """Answers are taken no more, or again: what stands in inboxes says so, from the person `after` on."""

    occurrence: str
    after: str = ""
    kind: Literal["feedback.close"] = "feedback.close"
