"""Where people and places are: ids are opaque outside the adapter that made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Account:
    """One account of one person on one platform; as a target it means a private message.

    `workspace` is empty where the platform's accounts are not bound to one.
    """

    platform: str
    workspace: str
    id: str
    kind: Literal["account"] = "account"

    def __str__(self) -> str:
        return f"{self.platform}:{self.workspace}/{self.id}" if self.workspace else f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, in one workspace of one platform."""

    platform: str
    workspace: str
    id: str
    kind: Literal["place"] = "place"

    def __str__(self) -> str:
        return f"{self.platform}:{self.workspace}#{self.id}"


def place_of(text: str) -> Place | None:
    """Read what `str` writes of a place; None for anything else."""
    platform, colon, rest = text.partition(":")
    workspace, sign, identity = rest.rpartition("#")
    return Place(platform, workspace, identity) if platform and colon and sign and identity else None


Target = Annotated[Account | Place, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that exists on a platform: where it is, its id there, and the thread it opened or stands in.

    `id` is the one that carries the buttons and emoji. `pieces` are those that stand before it where one message of the
    platform could not hold everything, in order.
    """

    target: Target
    id: str
    thread: str | None = None
    pieces: tuple[str, ...] = ()


def account_of(text: str) -> Account:
    """Read `platform:workspace/id` or `platform:id`, as configuration and import files write accounts.

    Raises ValueError with the expected form.
    """
    platform, colon, rest = text.partition(":")
    workspace, slash, identity = rest.partition("/")
    if not slash:
        workspace, identity = "", rest
    if not (platform and colon and identity) or "/" in identity:
        raise ValueError(f"{text!r} is not an account; write platform:workspace/id or platform:id")
    return Account(platform, workspace, identity)
