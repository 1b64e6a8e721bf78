"""Typed arguments: how each is read, implied, completed and asked for; a wrong one gets a sentence and a way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal, get_type_hints

from bot.chat.message import Option
from bot.chat.text import T, Text, Words, t
from bot.commands.context import Context
from bot.errors import Refused

Shape = Literal["text", "integer", "boolean", "choice", "person", "place", "role", "moment"]
"""What is typed: where a platform lets people choose a person, a place or a role from a list, it is their id."""


@dataclass(frozen=True, slots=True)
class Argument:
    """The metadata of an `Annotated` field of an arguments dataclass.

    `read` turns what was typed into the value and raises Refused; `implied` finds a value when nothing was typed (the
    channel's community, the only membership), None when it cannot; `complete` lists at most 25 options while one types.
    `nothing` raises Refused where no answer could be right, before a person is asked for what they left out; `which`
    raises Several where that is rather chosen from a few than typed.
    `choices` are the only values, said in the language through the keys `choice-<value>`.
    """

    shape: Shape = "text"
    read: Callable[[Context, str], Any] | None = None
    implied: Callable[[Context], Any] | None = None
    complete: Callable[[Context, str], Sequence[Option]] | None = None
    nothing: Callable[[Context], None] | None = None
    which: Callable[[Context], None] | None = None
    choices: tuple[str, ...] = ()
    max_length: int = 300
    long: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """One argument of one command: `required` when the dataclass gives no default."""

    name: str
    argument: Argument
    required: bool
    default: Any


def declared(arguments: type[Any]) -> tuple[Declared, ...]:
    """The arguments of a dataclass, in order; every field must be `Annotated[..., Argument(...)]`."""
    return _declared(arguments)  # type: ignore[arg-type]  # every class can be hashed; mypy doubts it of type[Any]


@cache
def _declared(arguments: type[Any]) -> tuple[Declared, ...]:
    hints = get_type_hints(arguments, include_extras=True)
    found = []
    for each in fields(arguments):
        metadata = [item for item in getattr(hints[each.name], "__metadata__", ()) if isinstance(item, Argument)]
        if len(metadata) != 1:
            raise TypeError(f"{arguments.__name__}.{each.name} needs exactly one Argument(...) annotation")
        required = each.default is MISSING and each.default_factory is MISSING
        found.append(Declared(each.name, metadata[0], required, None if required else each.default))
    return tuple(found)


def words(*, max_length: int = 300, long: bool = False) -> Argument:
    """Free words; the last such argument of a command takes the rest of the line."""
    return Argument("text", max_length=max_length, long=long)


def choice(*values: str) -> Argument:
    return Argument("choice", choices=values)


def a_place(ctx: Context, typed: str) -> str:
    """The id of a channel of the workspace somebody writes from: typed with or without #, or "here"."""
    if typed.casefold() != "here":
        return typed.removeprefix("#")
    if ctx.place is None:
        raise Refused(t("arguments-no-channel-here"))
    return ctx.place.id


INTEGER = Argument("integer")
BOOLEAN = Argument("boolean")
PLACE = Argument("place", read=a_place, max_length=80)
ROLE = Argument("role", max_length=80)


def described(command: str, argument: str = "") -> T:
    """A command's own sentence, or that of one of its arguments, which is also the label of its field in forms."""
    name = command.replace(" ", "-")
    return t(f"command-{name}-{argument.replace('_', '-')}") if argument else t(f"command-{name}")


def grouped(group: str) -> T:
    """The sentence of the commands whose first word is `group`, where a platform shows them as one."""
    return t(f"group-{group}")


def called(command: str, argument: str = "") -> T:
    """The name of a command's last word, or of an argument, where a platform shows names in the reader's language."""
    if argument:
        return t(f"name-argument-{argument.replace('_', '-')}")
    return t(f"name-{command.replace(' ', '-')}")


def label(value: str) -> T:
    """How a choice is called in the reader's language."""
    return t(f"choice-{value}")


def too_long(name: Text, typed: str, limit: int) -> Refused:
    """Names the length and the limit, in characters; what was typed comes back with the form."""
    return Refused(t("arguments-too-long", argument=name, length=len(typed), limit=limit))


def said(value: str) -> Words:
    """What a person typed, shown back to them, cut to 80 characters."""
    return Words(value if len(value) <= 80 else value[:79] + "…")
