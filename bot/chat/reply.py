"""What the person who acted gets back at once; everyone else hears by jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.chat.form import Form
from bot.chat.message import Message


@dataclass(frozen=True, slots=True)
class Whisper:
    """A reply that only the person who acted can read.

    `locale` and `timezone` are for somebody who has just changed theirs; empty ones are those they had. What is said
    `aside` can be seen on the card as well, and is no reason to write to somebody.
    """

    message: Message
    locale: str = ""
    timezone: str = ""
    aside: bool = False
    kind: Literal["whisper"] = "whisper"


@dataclass(frozen=True, slots=True)
class OpenForm:
    form: Form
    kind: Literal["form"] = "form"


@dataclass(frozen=True, slots=True)
class Redraw:
    """Replaces the private reply whose button was pressed (paging, filters); a whisper where there is none."""

    message: Message
    kind: Literal["redraw"] = "redraw"


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing to say: an emoji that means nothing here, somebody who wrote."""

    kind: Literal["silence"] = "silence"


Reply = Annotated[Whisper | OpenForm | Redraw | Silence, Field(discriminator="kind")]
REPLY: TypeAdapter[Whisper | OpenForm | Redraw | Silence] = TypeAdapter(Reply)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply with the language the reader gets it in and the zone their moments are written in ("" when unknown)."""

    reply: Whisper | OpenForm | Redraw | Silence
    locale: str
    timezone: str = ""
