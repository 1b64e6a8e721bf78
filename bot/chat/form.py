"""A form: what a person is asked for at once; adapters may show it in steps, and values survive a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field as Discriminated

from bot.chat.message import Option, Part
from bot.chat.text import Text


@dataclass(frozen=True, slots=True)
class TextField:
    """Words typed by a person; `max_length` is in characters and checked again by the engine."""

    name: str
    label: Text
    value: str = ""
    required: bool = True
    long: bool = False
    max_length: int = 300
    hint: Text | None = None
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several; with `many`, any number of them (values joined by a line feed)."""

    name: str
    label: Text
    options: tuple[Option, ...]
    value: str = ""
    required: bool = True
    many: bool = False
    hint: Text | None = None
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class TickField:
    """A box to tick; `required` means that the form cannot be sent without it. Value: `yes` or empty."""

    name: str
    label: Text
    value: str = ""
    required: bool = False
    hint: Text | None = None
    kind: Literal["tick"] = "tick"


@dataclass(frozen=True, slots=True)
class MomentField:
    """A date and time as people type it; the engine reads it in `zone` and says it back in full."""

    name: str
    label: Text
    zone: str
    value: str = ""
    required: bool = True
    hint: Text | None = None
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is kept already, as its form shows it; `size` is in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class UploadField:
    """A file of at most `max_bytes`; what a person chose comes in `FormSent.files`.

    `value` names a file that is kept already and `held` is what people know it by. Sent back as it is the file stays,
    sent empty it is removed; left out it stays, for platforms whose forms cannot show it. A new file takes its place.
    """

    name: str
    label: Text
    max_bytes: int
    value: str = ""
    held: Held | None = None
    required: bool = False
    hint: Text | None = None
    kind: Literal["upload"] = "upload"


Field = Annotated[TextField | ChoiceField | TickField | MomentField | UploadField, Discriminated(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Form:
    """`token` is `feature.action:argument`; sending calls that form's handler with the values by field name.

    `problems` says, per field name (or "" for the whole form), why it came back.
    """

    token: str
    title: Text
    fields: tuple[Field, ...]
    submit: Text
    intro: tuple[Part, ...] = ()
    problems: tuple[tuple[str, Text], ...] = ()
