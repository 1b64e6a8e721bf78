"""Events, the times at which they happen, and who comes; a time is kept with its zone, and a person has one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.chat.address import Account
from bot.db.schema import metadata
from bot.db.types import Choice, Instant, Stored
from bot.features.events.recurrence import Rhythm

TITLE, PURPOSE, WHERE = 150, 1500, 500
"""Longest title, purpose and place, in characters."""

LENGTH = 60
"""Minutes an event lasts of which nobody said it (R21)."""

SECOND = "/2"
"""Stands behind a stored wall time that the clocks show twice, where the second is meant."""


class Type(StrEnum):
    MEETING = "meeting"
    WEBINAR = "webinar"


class Status(StrEnum):
    """Of an event: nobody but its author knows of a draft."""

    DRAFT = "draft"
    PLANNED = "planned"
    DISCARDED = "discarded"


class State(StrEnum):
    """Of one time."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """`waiting` for a seat in the order of `turn`; `offered` one until `until`, and it is kept free so long."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"
    WAITING = "waiting"
    OFFERED = "offered"


SEATED = (Answer.GOING, Answer.OFFERED)
"""Those who hold a seat."""

CONCERNED = (Answer.GOING, Answer.MAYBE, Answer.WAITING, Answer.OFFERED)
"""Those who hear of every change."""

events = Table(
    "events",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("author", String(20), nullable=False),
    Column("account", Stored(Account), nullable=False),
    Column("type", Choice(Type), nullable=False),
    Column("title", String(TITLE), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("where", String(WHERE), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("start", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("capacity", Integer),
    Column("rhythm", Choice(Rhythm), nullable=False),
    Column("every", Integer, nullable=False),
    Column("rule", String(200), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer),
    Column("status", Choice(Status), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_events_community", "community", "status"),
    comment="Meetings and webinars; `start` is a wall time of `zone`, the one of occurrence number `first`",
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("state", Choice(State), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("moved_from", Instant),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("event", "number"),
    Index("ix_occurrences_at", "event", "at"),
    comment="Each time an event takes place; kept when cancelled, since calendars must hear of it",
)

answers = Table(
    "event_answers",
    metadata,
    Column("occurrence", ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("answer", Choice(Answer), nullable=False),
    Column("at", Instant, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("until", Instant),
    Column("muted", Boolean, nullable=False),
    Index("ix_event_answers_person", "person"),
    comment="Who comes: one answer, and so at most one seat, for each person, whatever platform they press on",
)


subscriptions = Table(
    "calendar_subscriptions",
    metadata,
    Column("community", ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", String(60), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    comment="The address at which a member's calendar program reads; whoever knows it can",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the form brings; `start` is a wall time of `zone`, `at` the same as an instant."""

    title: str
    purpose: str
    where: str
    zone: str
    start: datetime
    at: datetime
    minutes: int
    capacity: int | None
    rhythm: Rhythm
    every: int
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """`capacity` None means no limit; a series goes on from number `first` at `start`, to number `last` if it has one.

    `where` is a place, or the link by which one joins.
    """

    id: str
    community: str
    author: str
    account: Account
    type: Type
    title: str
    purpose: str
    where: str
    zone: str
    start: str
    minutes: int
    capacity: int | None
    rhythm: Rhythm
    every: int
    rule: str
    first: int
    last: int | None
    status: Status
    revision: int
    created_at: datetime

    @property
    def begins(self) -> datetime:
        """The wall time of its first occurrence; `fold` as Python has it."""
        return datetime.fromisoformat(self.start[:16]).replace(fold=int(self.start.endswith(SECOND)))

    @property
    def series(self) -> bool:
        return self.rhythm is not Rhythm.ONCE


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`revision` grows with every change; `changed_at` is when its time was set, `moved_from` what it was before."""

    id: str
    event: str
    number: int
    at: datetime
    ends: datetime
    state: State
    revision: int
    moved_from: datetime | None
    changed_at: datetime

    @property
    def card(self) -> str:
        """The living card that members read and answer."""
        return f"event:{self.id}"


@dataclass(frozen=True, slots=True)
class Coming:
    """What one person answered, and when; `turn` grows with every answer, and those who wait come in its order."""

    occurrence: str
    person: str
    answer: Answer
    at: datetime
    turn: int
    until: datetime | None
    muted: bool


@dataclass(frozen=True, slots=True)
class Subscription:
    community: str
    person: str
    secret: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered what; `held` are the seats kept for those to whom they are offered."""

    going: int = 0
    maybe: int = 0
    waiting: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Announce:
    """An occurrence comes near enough to have its card."""

    occurrence: str
    kind: Literal["events.announce"] = "events.announce"


@dataclass(frozen=True, slots=True)
class Extend:
    """A series needs more occurrences."""

    event: str
    month: str
    kind: Literal["events.extend"] = "events.extend"


@dataclass(frozen=True, slots=True)
class Look:
    """Something about an occurrence is new, or a moment has come at which somebody may have to be reminded of it."""

    occurrence: str
    kind: Literal["events.look"] = "events.look"


@dataclass(frozen=True, slots=True)
class Lapse:
    """A seat was offered until now."""

    occurrence: str
    person: str
    until: datetime
    kind: Literal["events.lapse"] = "events.lapse"
