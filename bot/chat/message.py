"""A message as parts; adapters lay them out within their platform's limits and lose nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.chat.text import Text


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words set apart."""

    text: Text
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Small:
    """A line of context in small print: who decided, when, what else can be done."""

    text: Text
    kind: Literal["small"] = "small"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values, in order."""

    rows: tuple[tuple[Text, Text], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Image:
    url: str
    alt: Text
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class File:
    """A file handed over with the message: a text written for it (a CSV, an export), or one that people gave.

    What people gave is kept once and named by `stored`. Its bytes are put in when the message leaves, and left out when
    a message is edited that has exactly these files: an adapter then leaves its files alone. A stored message, and
    whatever else becomes JSON, has no bytes in it.
    """

    name: str
    content: str | bytes = ""
    media_type: str = "text/plain"
    stored: str = ""
    size: int = 0
    kind: Literal["file"] = "file"

    @property
    def data(self) -> bytes:
        """What is to be uploaded; nothing where it stands already."""
        return self.content.encode() if isinstance(self.content, str) else self.content


@dataclass(frozen=True, slots=True)
class Button:
    """A stateless button: `token` is `feature.action:argument`, at most 100 characters, alive for ever.

    `url` instead of a token makes it a link that opens a page.
    """

    label: Text
    token: str = ""
    style: Literal["plain", "primary", "danger"] = "plain"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Any number of buttons; adapters break them into rows of what their platform allows."""

    buttons: tuple[Button, ...]
    kind: Literal["buttons"] = "buttons"


@dataclass(frozen=True, slots=True)
class Option:
    label: Text
    value: str
    about: Text | None = None


@dataclass(frozen=True, slots=True)
class Picker:
    """A menu; choosing presses `token` with the chosen value."""

    placeholder: Text
    token: str
    options: tuple[Option, ...]
    kind: Literal["picker"] = "picker"


Part = Annotated[
    Heading | Paragraph | Quote | Small | Facts | Image | File | Buttons | Picker, Field(discriminator="kind")
]


@dataclass(frozen=True, slots=True)
class Message:
    """What one person or one place reads at once.

    `emoji` are reactions the adapter puts under the message when it posts it, as shortcuts of its buttons.
    """

    parts: tuple[Part, ...]
    emoji: tuple[str, ...] = ()


MESSAGE = TypeAdapter(Message)


def message(*parts: Part | None, emoji: Iterable[str] = ()) -> Message:
    """Put parts together; None is left out, so that a part can depend on a condition in place."""
    return Message(tuple(part for part in parts if part is not None), tuple(emoji))


def say(text: Text, *buttons: Button) -> Message:
    """The commonest message: one paragraph, perhaps with buttons."""
    return message(Paragraph(text), Buttons(buttons) if buttons else None)
