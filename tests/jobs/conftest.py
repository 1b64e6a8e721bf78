"""A worker with one platform; its cards are notes, and its readers read French in Rome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from bot.chat.address import Account, Place
from bot.chat.message import Message, say
from bot.chat.text import Words
from bot.clock import Clock
from bot.db.database import Database
from bot.db.tx import Tx
from bot.jobs.leaving import Leaves, at_once
from bot.jobs.worker import Worker
from tests.simulators.post_office import Post, PostOffice

ADA, BO = Account("post", "", "ada"), Account("post", "", "bo")
SQUARE = Place("post", "town", "square")


@dataclass(frozen=True, slots=True)
class Count:
    """An engine job: adds to a note; the name "poison" cannot be counted."""

    name: str
    kind: Literal["test.count"] = "test.count"


@dataclass(frozen=True, slots=True)
class Heard:
    """What follows a message."""

    about: str
    outcome: str = ""
    detail: str = ""
    kind: Literal["test.heard"] = "test.heard"


@dataclass(frozen=True, slots=True)
class Handler:
    payload: type[Any]
    run: Callable[[Tx, Any], None]


def count(tx: Tx, job: Count) -> None:
    tx.note(job.name, (tx.noted(job.name) or 0) + 1)
    if job.name == "poison":
        raise LookupError("this one cannot be counted")


def heard(tx: Tx, job: Heard) -> None:
    tx.note(f"heard {job.about}", [*(tx.noted(f"heard {job.about}") or ()), f"{job.outcome}/{job.detail}"])


HANDLERS = {"test.count": Handler(Count, count), "test.heard": Handler(Heard, heard)}


def words(text: str) -> Message:
    return say(Words(text))


def draw(tx: Tx, card: str, locale: str, target: Account | Place) -> Message | None:
    """A card shows the note of its name; without one there is nothing to draw."""
    text = tx.noted(card)
    return words(f"{text} ({locale})") if text else None


def reader(tx: Tx, target: Account | Place) -> tuple[str, str]:
    return ("fr", "Europe/Rome")


@dataclass(slots=True)
class Town:
    """A worker, its database and the office its messages go to."""

    database: Database
    clock: Clock
    office: PostOffice = field(default_factory=PostOffice)

    def worker(
        self, *, database: Database | None = None, post: Post | None = None, holder: str = "", leaves: Leaves = at_once
    ) -> Worker:
        return Worker(
            database or self.database, HANDLERS, [post or Post(self.office)], draw=draw, reader=reader,
            clock=self.clock, leaves=leaves, holder=holder,
        )  # fmt: skip

    def texts(self, to: Account | Place | None = None) -> list[str]:
        return [text_of(letter.message) for letter in self.office.letters(to)]

    async def noted(self, key: str) -> Any:
        return await self.database.run(lambda tx: tx.noted(key))


def text_of(message: Message) -> str:
    [part] = message.parts
    said = getattr(part, "text", None)
    assert isinstance(said, Words)
    return said.text


@pytest.fixture
def town(database: Database, clock: Clock) -> Town:
    return Town(database, clock)
