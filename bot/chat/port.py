"""The port: what every platform must do, and what some can do besides; each capability is a protocol of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.chat.address import Account, Place, Posted, Target
from bot.chat.inbound import Completing, Inbound
from bot.chat.message import Message, Option
from bot.chat.reply import Answer
from bot.chat.text import Text


class TryLater(Exception):
    """The platform cannot take it now; `after` is in seconds, None lets the worker choose."""

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class Undeliverable(Exception):
    """The platform will never take it; `reason` is a short code an administrator can be told about.

    Codes: `closed` (private messages are closed), `gone` (person or place no longer exists), `forbidden` (rights are
    missing; `detail` says which), `invalid` (the platform refuses the content).
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message can hold, and how fast they may leave; characters, pieces, seconds."""

    message_characters: int
    buttons_per_row: int
    form_fields: int
    sends_at_once: int = 8
    seconds_between_sends_per_place: float = 0.0


class Engine(Protocol):
    """What an adapter gets from the engine; both are safe to call from any task of the loop."""

    async def receive(self, inbound: Inbound) -> Answer:
        """Handle what happened, once however often it is told; always answers, never raises for a person's mistake."""

    async def complete(self, question: Completing) -> tuple[Sequence[Option], str]:
        """Options for the argument being typed, and the language to write them in."""


class Platform(Protocol):
    """May raise TryLater or Undeliverable from send and edit, and nothing else."""

    name: str
    limits: Limits

    async def run(self, engine: Engine) -> None:
        """Connect and stay connected until cancelled."""

    def ready(self) -> bool:
        """True while what people do on the platform reaches the engine."""

    async def send(self, to: Target, message: Message, *, locale: str, timezone: str, once: str) -> Posted:
        """Post; `once` is the platform's duplicate guard: a second call with it must not make a second message."""

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> None:
        """Replace the content of a message that exists."""


@runtime_checkable
class Erases(Protocol):
    async def erase(self, posted: Posted) -> None:
        """Remove a message of ours; one that is gone already is no error."""


@runtime_checkable
class GrantsAccess(Protocol):
    """Both may be repeated without harm; Undeliverable("forbidden", …) tells what an administrator must mend."""

    async def grant(self, account: Account, place: Place, *, role: str) -> None: ...

    async def revoke(self, account: Account, place: Place, *, role: str) -> None: ...


@runtime_checkable
class KnowsPeople(Protocol):
    """`present` is asked before a decision takes effect; it must not be answered from a stale cache."""

    async def present(self, account: Account) -> bool: ...


@runtime_checkable
class SetsPlaces(Protocol):
    """How a place is open: who reads it and who writes in it follows the community's mode."""

    async def open_place(self, place: Place, *, everyone_reads: bool, members_write: bool, topic: str) -> None: ...


@runtime_checkable
class ReadsBack(Protocol):
    """Catching up after an absence: emoji that people put under a message while nobody listened."""

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]: ...


@runtime_checkable
class RemovesReactions(Protocol):
    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None: ...


@runtime_checkable
class OpensThreads(Protocol):
    """One thread below a message of ours, in which people answer it.

    It is a capability and no part of the message: where a thread may not be opened the message stands all the same, and
    the administrators hear what to mend. Asking may be repeated after any crash, since a message has one thread whose
    id follows from the message's own: either it is there already, or it is nothing but replies and needs no opening.
    """

    async def open_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> str:
        """The thread's id, also of one that is open already; may raise TryLater or Undeliverable as `send` does."""
