"""People and their accounts: one person may have several accounts, one account has exactly one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table

from bot.chat.address import Account
from bot.chat.message import Message
from bot.db.schema import metadata
from bot.db.types import Choice, Instant, Stored

people = Table(
    "people",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("language", String(20), nullable=False, server_default=""),
    Column("timezone", String(60), nullable=False, server_default=""),
    Column("owner", Boolean, nullable=False),
    Column("since", Instant, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", String(40), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("locale", String(20), nullable=False, server_default=""),
    Column("timezone", String(60), nullable=False, server_default=""),
    Column("seen", Instant, nullable=False),
    Column("gone", Instant),
    Column("acts_in", String(80), nullable=False, server_default=""),
    Column("made", Instant),
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("platform", String(40), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("name", String(120), nullable=False, server_default=""),
    Column("language", String(20), nullable=False, server_default=""),
    Column("fallback_channel", String(80), nullable=False, server_default=""),
    comment="A server or team: its language, and where a closed inbox is pointed out",
)

mail = Table(
    "mail",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("account", Stored(Account), nullable=False),
    Column("message", Stored(Message), nullable=False),
    Column("card", String(120), nullable=False, server_default=""),
    Column("needs", String(80), nullable=False, server_default=""),
    Column("state", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("within", String(20), nullable=False, server_default=""),
    Index("ix_mail_waiting", "person", "state"),
    Index("ix_mail_needs", "needs"),
    comment="Private messages until they are known to have arrived; what could not be delivered waits here",
)


class What(StrEnum):
    """What somebody may want to hear no more of; letters are whatever else is told of a community."""

    EVERYTHING = "everything"
    REMINDERS = "reminders"
    DIGEST = "digest"
    LETTERS = "letters"


quiets = Table(
    "quiet_hours",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("begins", String(5), nullable=False),
    Column("ends", String(5), nullable=False),
    Column("strict", Boolean, nullable=False),
    comment="When somebody is left alone by their own clock, where they chose otherwise than the default",
)

mutes = Table(
    "mutes",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("community", String(20), primary_key=True),
    Column("what", Choice(What), primary_key=True),
    Column("until", Instant),
    comment="Of which community somebody wants to hear nothing, of what kind, and until when; null for good",
)

zone_questions = Table(
    "zone_questions",
    metadata,
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Instant, nullable=False),
    comment="Who was asked for their time zone, which happens once",
)

rings = Table(
    "private_messages",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_private_messages_person", "person", "at"),
    comment="What counts as one of the few private messages of a day; forgotten after two days",
)


@dataclass(frozen=True, slots=True)
class Person:
    """`language` and `timezone` are the person's own settings, empty while they made none."""

    id: str
    name: str
    language: str
    timezone: str
    owner: bool
    since: datetime


SEEN_EVERY = timedelta(hours=1)
"""How exactly the account used last is known; more often would be a write for each thing somebody does."""


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """What is known of an account; `gone` is when it left its workspace or was deleted.

    `acts_in` is the workspace in which it was last seen, where accounts are bound to none; `made` is when the platform
    made the account, where it tells.
    """

    platform: str
    workspace: str
    id: str
    person: str
    name: str
    locale: str
    timezone: str
    seen: datetime
    gone: datetime | None
    acts_in: str
    made: datetime | None

    @property
    def address(self) -> Account:
        return Account(self.platform, self.workspace, self.id)

    def up(self, now: datetime) -> bool:
        """Whether whoever has it did something so recently that the answer to it wakes nobody."""
        return now - self.seen < 2 * SEEN_EVERY


@dataclass(frozen=True, slots=True)
class Workspace:
    """A server or team; `fallback_channel` is "" where nobody named one."""

    platform: str
    id: str
    name: str
    language: str
    fallback_channel: str


@dataclass(frozen=True, slots=True)
class Mail:
    """`state`: sending, sent, waiting (could not be delivered; shown at the next thing the person does), read, lapsed.

    It is away instead of waiting while the person had no account left when it was written, and held while it waits for
    the next digest because they had enough private messages on that day; `within` is the digest that told of it.

    `needs` is the card `kind:subject` by which it is drawn each time, "" for what reaches the person in any case.
    """

    id: str
    key: str
    person: str
    account: Account
    message: Message
    card: str
    needs: str
    state: str
    at: datetime
    within: str = ""

    @property
    def drawn(self) -> str:
        """The living card that this letter is, "" for one that stays as it was written."""
        return f"{self.needs}/{self.id}" if self.needs else ""


@dataclass(frozen=True, slots=True)
class Mute:
    """`until` None means for good."""

    person: str
    community: str
    what: What
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """How a private message ended; `quietly`: where it could not be delivered, no place points to it.

    `awaited` and `until` say, as it leaves, whether it comes at night; an `alert` does not count for any day.
    """

    mail: str
    outcome: str = ""
    detail: str = ""
    quietly: bool = False
    awaited: bool = False
    until: datetime | None = None
    alert: bool = False
    kind: Literal["people.told"] = "people.told"


@dataclass(frozen=True, slots=True)
class Moved:
    """A person is in another time zone from now on, by their own word or their platform's."""

    person: str
    kind: Literal["approvals.moved"] = "approvals.moved"


@dataclass(frozen=True, slots=True)
class Waking:
    """Somebody lives in this time zone: what comes in its mornings is looked at there as well."""

    zone: str
    kind: Literal["digests.waking"] = "digests.waking"


SENDING, SENT, WAITING, AWAY, READ, LAPSED = "sending", "sent", "waiting", "away", "read", "lapsed"
HELD = "held"

BUNDLE = "news"
"""The kind of the digests, which also tell of what was held back: their subjects end in what `within` says."""
