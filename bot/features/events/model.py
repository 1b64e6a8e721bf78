"""Events, the times at which they happen, and who comes; a time is kept with its zone, and a person has one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, false

from bot.chat.address import Account
from bot.chat.text import Moment, Words
from bot.commands.period import LONGEST as PERIOD
from bot.db.schema import metadata
from bot.db.types import Choice, Instant, Stored
from bot.features.events.recurrence import Rhythm

TITLE, PURPOSE, WHERE, LANGUAGES = 150, 1500, 500, 120
"""Longest title, purpose, place and languages, in characters."""

LENGTH = 60
"""Minutes an event lasts of which nobody said it (R21)."""

SECOND = "/2"
"""Stands behind a stored wall time that the clocks show twice, where the second is meant."""


class Type(StrEnum):
    """People come to a meeting, a webinar, a workshop; a deadline is a moment, and a milestone a day, for everybody."""

    MEETING = "meeting"
    WEBINAR = "webinar"
    WORKSHOP = "workshop"
    DEADLINE = "deadline"
    MILESTONE = "milestone"

    @property
    def attended(self) -> bool:
        """Whether one comes to it: it lasts a while, has seats, and can be one of a series."""
        return self not in (Type.DEADLINE, Type.MILESTONE)


class Status(StrEnum):
    """Of an event: nobody but its author knows of a draft."""

    DRAFT = "draft"
    PLANNED = "planned"
    DISCARDED = "discarded"


class State(StrEnum):
    """Of one time: `tentative` is somewhere in a period, and reminded of to nobody."""

    TENTATIVE = "tentative"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Contact(StrEnum):
    """How far it has come with a speaker."""

    PROPOSED = "proposed"
    CONTACTED = "contacted"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Level(StrEnum):
    """How much somebody should know before one session of a series; the first are easier than the last."""

    INTRODUCTORY = "introductory"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Answer(StrEnum):
    """`waiting` for a seat in the order of `turn`; `offered` one until `until`, and it is kept free so long."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"
    WAITING = "waiting"
    OFFERED = "offered"


SEATED, COMING = (Answer.GOING, Answer.OFFERED), (Answer.GOING, Answer.MAYBE)
"""Those who hold a seat, and those who are reminded privately (FEATURES 2.3.1)."""

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
    Column("external", Boolean, nullable=False, server_default=false()),
    Column("languages", String(LANGUAGES), nullable=False, server_default=""),
    Column("secret", String(60)),
    Column("period", String(PERIOD), nullable=False, server_default=""),
    Column("latest", String(10), nullable=False, server_default=""),
    Column("key", String(60), nullable=False, server_default=""),
    Index("ix_events_community", "community", "status"),
    Index("ix_events_secret", "secret", unique=True),
    comment="What takes place or falls due; `start` is a wall time of `zone`, the one of occurrence number `first`",
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
    Column("title", String(TITLE), nullable=False, server_default=""),
    Column("level", Choice(Level)),
    Column("called_off", Instant),
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
    Column("followed", Boolean, nullable=False, server_default=false()),
    Index("ix_event_answers_person", "person"),
    comment="Who comes: one answer, and so at most one seat, for each person, whatever platform they press on",
)

speakers = Table(
    "event_speakers",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", String(120), nullable=False),
    Column("institution", String(200), nullable=False),
    Column("state", Choice(Contact), nullable=False),
    comment="Who may speak; until they accepted only those who plan read of it",
)

roles = Table(
    "event_roles",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("role", String(80), nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    comment="Who does what at an event; `person` is empty as long as nobody does",
)


@dataclass(frozen=True, slots=True)
class Event:
    """`capacity` None means no limit; a series goes on from number `first` at `start`, to number `last` if it has one.

    `where` is a place, the link by which one joins, or both. To an `external` one people outside may come: `secret` is
    the address at which they read of it, None until somebody asks. `period` is, as it was typed, when a provisional one
    may take place: up to `latest`, of a series the day that was typed as its end. `key` is what files call it.
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
    external: bool = False
    languages: str = ""
    secret: str | None = None
    period: str = ""
    latest: str = ""
    key: str = ""

    @property
    def link(self) -> str:
        """The address among the words that say where, "" for none."""
        return next((word for word in self.where.split() if word.startswith(("https://", "http://"))), "")

    @property
    def place(self) -> str:
        """What the words that say where are besides the address."""
        return " ".join(self.where.replace(self.link, "").split()).strip(",;–- ")

    def said(self, made: Occurrence) -> Moment | Words:
        """When it takes place, as it stands in a sentence: a period as it was typed."""
        return Words(self.period) if self.period else Moment(made.at)

    def open(self, made: Occurrence, now: datetime) -> bool:
        """Whether it can still be changed: until it begins, a provisional one until its period is over."""
        return (made.ends if self.period else made.at) > now

    @property
    def begins(self) -> datetime:
        """The wall time of its first occurrence; `fold` as Python has it."""
        return datetime.fromisoformat(self.start[:16]).replace(fold=int(self.start.endswith(SECOND)))

    @property
    def cover(self) -> str:
        """The living card of the whole series, where there is one."""
        return f"series:{self.id}"

    @property
    def series(self) -> bool:
        return self.rhythm is not Rhythm.ONCE


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`revision` grows with every change; `changed_at` is when its time was set, `moved_from` what it was before.

    `called_off` is when its community was archived, where it is cancelled because of that and nothing else.
    """

    id: str
    event: str
    number: int
    at: datetime
    ends: datetime
    state: State
    revision: int
    moved_from: datetime | None
    changed_at: datetime
    title: str = ""
    level: Level | None = None
    called_off: datetime | None = None

    @property
    def card(self) -> str:
        """The living card that members read and answer."""
        return f"event:{self.id}"


@dataclass(frozen=True, slots=True)
class Coming:
    """What one person answered; who waits comes in the order of `turn`, below 0 for what a list elsewhere said.

    `followed` where they said it of the whole series and not of this time.
    """

    occurrence: str
    person: str
    answer: Answer
    at: datetime
    turn: int
    until: datetime | None
    muted: bool
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    id: str
    event: str
    position: int
    name: str
    institution: str
    state: Contact


@dataclass(frozen=True, slots=True)
class Duty:
    id: str
    event: str
    position: int
    role: str
    person: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """Something about an occurrence is new, or a moment has come at which somebody may have to be reminded of it."""

    occurrence: str
    kind: Literal["events.look"] = "events.look"


@dataclass(frozen=True, slots=True)
class Near:
    """A meeting comes near, or something about it changed: it is time to see what it will be about."""

    occurrence: str
    kind: Literal["agendas.near"] = "agendas.near"


@dataclass(frozen=True, slots=True)
class Begins:
    """It begins: whoever is there can say so."""

    occurrence: str
    kind: Literal["attendance.begins"] = "attendance.begins"


@dataclass(frozen=True, slots=True)
class Over:
    """It has ended; from now on somebody looks after what remains of it."""

    occurrence: str
    kind: Literal["dossiers.over"] = "dossiers.over"


@dataclass(frozen=True, slots=True)
class Changed:
    """An occurrence has its card, or something about it changed: what shows it elsewhere is brought in step."""

    occurrence: str
    kind: Literal["mirrors.changed"] = "mirrors.changed"


@dataclass(frozen=True, slots=True)
class SeriesChanged:
    """Something about a series is new: whoever follows it may have to be put down, and what shows it be drawn."""

    event: str
    kind: Literal["series.changed"] = "series.changed"


@dataclass(frozen=True, slots=True)
class Released:
    """Somebody belongs to a community no more, and gave back every seat."""

    community: str
    person: str
    kind: Literal["series.released"] = "series.released"
