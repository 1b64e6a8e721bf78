"""Questions, who asks them unless nobody is to know, and answers, each signed by whoever gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from bot.db.schema import metadata
from bot.db.types import Instant

QUESTION, ANSWER, SIGNED = 1000, 3000, 120
"""Longest question, answer and signature, in characters."""

questions = Table(
    "questions",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("person", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("under", String(20), nullable=False, server_default=""),
    comment="What people ask; `person` is empty when it was asked without a name: nobody can look it up",
)

answers = Table(
    "question_answers",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("question", ForeignKey("questions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("signed", String(SIGNED), nullable=False),
    Column("person", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    comment="Answers; `signed` gave it and `person` wrote it down, `live` when it was given in the room",
)

publications = Table(
    "question_posts",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    comment="That the questions of an event and their answers were published, by whom",
)


@dataclass(frozen=True, slots=True)
class Question:
    """`under` is the question it is grouped with, "" when it stands by itself."""

    id: str
    occurrence: str
    position: int
    person: str
    text: str
    at: datetime
    hidden: bool
    under: str


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    question: str
    signed: str
    person: str
    text: str
    live: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    occurrence: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Topic:
    """A question that stands by itself, those grouped with it, and its answers."""

    question: Question
    others: tuple[Question, ...]
    answers: tuple[Answer, ...]
