"""What is said to people: keys with typed parameters, never sentences, so that each adapter writes them its own way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Words:
    """People's own words (a name, a note, a title): every adapter escapes them, and they can never ping anyone.

    `rich` allows the light Markdown that a text body may carry (bold, italics, links, lists).
    """

    text: str
    rich: bool = False
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown in the reader's own time zone where the platform or the person's settings tell it."""

    at: datetime
    style: Literal["date", "time", "datetime", "relative"] = "datetime"
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, written in the reader's language."""

    day: date
    kind: Literal["day"] = "day"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in seconds ("3 days", "4 seconds"), written in the reader's language, in its largest unit."""

    seconds: int
    kind: Literal["span"] = "span"


_MADE_UP = re.compile(r"[0-9]+|[A-Z0-9]{9,}|(?=.*[0-9])[A-Z0-9]+")


def made_up(id: str) -> bool:
    """Whether a machine gave this id: whoever reads it learns nothing."""
    return _MADE_UP.fullmatch(id) is not None


@dataclass(frozen=True, slots=True)
class Who:
    """A person, shown by name; an adapter may mention them where that pings nobody.

    `name` is empty, or the account's id, while nobody told us one; an id that a machine made up is no name.
    `call`: they are to be notified of the message, the only way in which one of ours ever notifies anybody.
    `begins` is set by the catalogue: here a sentence begins, which shows where a word stands in place of the name.
    """

    name: str
    platform: str = ""
    workspace: str = ""
    account: str = ""
    call: bool = False
    kind: Literal["who"] = "who"
    begins: bool = False

    @property
    def nameless(self) -> bool:
        return not self.name or (self.name == self.account and made_up(self.name))


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, by its address: an adapter shows its name to those who may see it, and to nobody else.

    `where` is its workspace as people call it: elsewhere an id that no person made up says nothing, and that does.
    """

    platform: str
    workspace: str
    id: str
    kind: Literal["channel"] = "channel"
    where: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a platform, shown by its name where the platform has it; it notifies nobody."""

    platform: str
    workspace: str
    id: str
    kind: Literal["role"] = "role"


@dataclass(frozen=True, slots=True)
class Link:
    """A web address with its label; only http, https and mailto are written as links."""

    url: str
    label: str = ""
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Command:
    """A command as people type it on the platform where they read this (`/join`, or under its umbrella)."""

    name: str
    kind: Literal["command"] = "command"


@dataclass(frozen=True, slots=True)
class T:
    """A key of the catalogue with its parameters."""

    key: str
    params: dict[str, Param] = field(default_factory=dict)
    kind: Literal["t"] = "t"


@dataclass(frozen=True, slots=True)
class Series:
    """Several texts written as a list in the reader's language ("a, b and c"), or one under another."""

    items: tuple[Text, ...]
    style: Literal["and", "or", "commas", "lines", "spaces"] = "and"
    kind: Literal["series"] = "series"


Text = Annotated[
    T | Words | Moment | Day | Span | Who | Channel | Role | Link | Command | Series, Field(discriminator="kind")
]
Param = T | Words | Moment | Day | Span | Who | Channel | Role | Link | Command | Series | int | str
"""A parameter: an int chooses plurals, a str chooses a variant in the catalogue and is never people's words."""


def called(text: Text | int | str) -> Iterator[Who]:
    """Whoever is to be notified by a text."""
    match text:
        case Who(call=True):
            yield text
        case T(params=params):
            yield from (who for each in params.values() for who in called(each))
        case Series(items=items):
            yield from (who for each in items for who in called(each))


def t(key: str, **params: Param) -> T:
    """Say a key of the catalogue."""
    return T(key, params)
