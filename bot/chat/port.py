"""The port: what every platform must do, and what some can do besides; each capability is a protocol of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, runtime_checkable

from bot.chat.address import Account, Place, Posted, Target
from bot.chat.inbound import Completing, Inbound
from bot.chat.message import Message, Option
from bot.chat.reply import Answer
from bot.chat.text import Text

LEAVING = 3.0
"""Seconds for which an adapter that is to stop still answers what it was asked: nobody waits longer for a word."""

READ_ONLY = "🔒 "
"""Before the topic of a channel in which nothing is to be written any more."""


class TryLater(Exception):
    """The platform cannot take it now; `after` is in seconds, None lets the worker choose."""

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class Undeliverable(Exception):
    """The platform will never take it; `reason` is a short code an administrator can be told about.

    Codes: `closed` (private messages are closed), `gone` (person or place no longer exists), `forbidden` (rights are
    missing; `detail` is the Trouble that says which, or anything else where the platform does not tell), `invalid` (the
    platform refuses the content). Any other `detail` is for the log; people never read it.
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


async def finished(work: Collection[asyncio.Task[None]], *, within: float = LEAVING) -> None:
    """Wait for answers that are under way when an adapter stops, as long as its connection lasts."""
    if work:
        await asyncio.wait(work, timeout=within)


class Engine(Protocol):
    """What an adapter gets from the engine; both are safe to call from any task of the loop."""

    async def receive(self, inbound: Inbound) -> Answer:
        """Handle what happened, once however often it is told; always answers, never raises for a person's mistake."""

    async def complete(self, question: Completing) -> tuple[Sequence[Option], str]:
        """Options for the argument being typed, and the language to write them in."""


class Platform(Protocol):
    """`send` and `edit` may raise TryLater or Undeliverable, and nothing else."""

    name: str
    limits: Limits

    async def run(self, engine: Engine) -> None:
        """Connect and stay connected until cancelled.

        OperatorError when it refuses what the operator gave (a token), TryLater when it cannot be reached now; whatever
        else is raised is a mistake of the adapter. In each case it may be run again.
        """

    def ready(self) -> bool:
        """True while what people do on the platform reaches the engine."""

    async def send(
        self, to: Target, message: Message, *, locale: str, timezone: str, once: str, doubted: datetime | None = None
    ) -> Posted:
        """Post; `once` is the platform's duplicate guard: a second call with it must not make a second message.

        `doubted` is since when an earlier attempt may have made it: where the platform's own guard does not reach back
        so far, look for the message there before posting it again.
        """

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> Posted | None:
        """Replace the content of a message that exists; where it stands now, when that had to change."""


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

    async def open_place(
        self, place: Place, *, role: str, everyone_reads: bool, members_write: bool, topic: str
    ) -> None:
        """`role` is what its members hold there, "" where the platform needs none."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for a community: its channel, where its administrators meet, and the role of its members."""

    channel: str
    admin_channel: str
    role: str


@runtime_checkable
class MakesPlaces(Protocol):
    async def make_places(
        self, workspace: str, *, slug: str, name: str, everyone_reads: bool, doubted: datetime | None = None
    ) -> Made:
        """Make channels (closed to everybody but us) and a role of this name, "" none; `doubted` as in `send`.

        `everyone_reads`: the members' channel is open from the beginning where that cannot be changed later.
        """


@runtime_checkable
class ClosesPlaces(Protocol):
    """The platform has an archive of its own for channels, and no app takes one out of it again: only people do."""

    async def close_place(self, place: Place) -> None:
        """Put a channel there; one that is there already is no error. Undeliverable("forbidden", …) as `grant`."""


Trouble = Literal[
    "workspace-gone", "channel-gone", "channel-unseen", "out-of-channel", "role-gone", "role-fixed", "role-too-high",
    "no-view", "no-send", "no-manage-channel", "no-manage-roles", "no-manage-messages", "no-pin-messages",
    "no-read-history", "no-add-reactions", "no-attach-files", "no-embed-links", "not-in-channel", "channel-archived",
    "channel-public", "channel-private", "no-scope", "restricted-action", "guest", "other-organisation",
    "no-open-threads", "too-many-pins", "no-create-events", "events-full", "no-make-channels", "no-make-roles",
    "no-make-either", "making-restricted", "no-room", "general-channel",
]  # fmt: skip
"""What can be wrong with a place, or with letting somebody in or out; each has copy that says what to click
(`trouble-…`)."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """How a place really is: `holders` are the accounts it is open to by our role or invitation, None when unknown.

    `names` are what the platform calls them, as far as it tells.
    """

    troubles: tuple[Trouble, ...] = ()
    holders: frozenset[Account] | None = None
    names: Mapping[Account, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Room:
    """A channel as it is to be: `role` is what lets people in there, "" where no role does.

    `admin`: administrators meet there, closed to everybody else. `everyone_reads`: it is open to the whole workspace.
    `archived`: its community is, so that it is no mistake if the platform keeps the channel archived as well.
    """

    place: Place
    role: str = ""
    admin: bool = False
    everyone_reads: bool = False
    archived: bool = False


@runtime_checkable
class InspectsPlaces(Protocol):
    """People change rights by hand: asked at every start and every hour, so that drift is mended or reported."""

    async def inspect(self, room: Room) -> Inspected:
        """How it is, and whatever is otherwise than it is to be, also where that would be no mistake."""


@runtime_checkable
class NamesWorkspaces(Protocol):
    async def workspaces(self) -> Mapping[str, str]:
        """What the platform calls our workspaces, by id; those it cannot tell of now are left out."""


@runtime_checkable
class ReadsBack(Protocol):
    """Catching up after an absence: what happened while nobody listened."""

    @property
    def gaps(self) -> int:
        """Grows each time events may have been missed: at the first connection, and after each that was lost."""

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]:
        """Emoji that people put under a message of ours; Undeliverable("gone") when the message is no more."""


@runtime_checkable
class RemovesReactions(Protocol):
    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Request:
    """What a platform posted to an address of ours; the names of headers are in lower case."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: str = ""
    media_type: str = "text/plain"


@runtime_checkable
class ServesWeb(Protocol):
    """A platform that calls us instead of being called."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The addresses it posts to, each beginning with a stroke; none where it needs none."""

    async def answer(self, request: Request) -> Response:
        """Whether it really came from the platform is for the adapter to find out."""


@runtime_checkable
class ShowsHome(Protocol):
    """Each account has a page of ours, at which its person looks when they like."""

    async def show_home(self, account: Account, page: Message, *, locale: str, timezone: str) -> None:
        """Put this in the place of what the page showed before."""


@runtime_checkable
class OpensThreads(Protocol):
    """One thread below a message of ours, in which people answer it.

    It is a capability and no part of the message: where a thread may not be opened the message stands all the same, and
    the administrators hear what to mend. Asking may be repeated after any crash, since a message has one thread whose
    id follows from the message's own: either it is there already, or it is nothing but replies and needs no opening.
    """

    async def open_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> str:
        """The thread's id, also of one that is open already; may raise TryLater or Undeliverable as `send` does."""

    async def rename_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> None:
        """Where threads have titles; nothing where they have none. Raises as `open_thread`."""


@runtime_checkable
class PinsMessages(Protocol):
    """A message of ours kept at hand where it stands; both may be repeated without harm.

    It is a capability and no part of the message: people take a pin off, or put one on, as they like, and no edit
    changes that. Undeliverable("forbidden", …) tells what an administrator must mend, "gone" that nothing stands there.
    """

    async def pin(self, posted: Posted) -> None: ...

    async def unpin(self, posted: Posted) -> None: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """An event as a workspace's own list of events shows it; `link` is the address in `where`, "" for none."""

    title: str
    about: Text
    where: Text
    link: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """How an event stands on such a list; `interested` are those who say so there, None where that was not asked."""

    id: str
    starts: datetime
    interested: tuple[Account, ...] | None = None


TAKEN_OFF, OVER = "taken-off", "over"
"""The `detail` of Undeliverable("gone") for an event that somebody took off the list, and for one that has ended."""


@runtime_checkable
class HoldsEvents(Protocol):
    """A workspace has a list of its own of what takes place, which everybody in the workspace reads.

    `once` names an entry for ever and stands in it, so that ours is found again whatever became of an answer. `known`
    is the platform's own id of it, "" while none is known: then it is looked for before another one is made.
    """

    async def hold_event(
        self, workspace: str, event: Listed, *, once: str, known: str, locale: str, timezone: str
    ) -> Held:
        """Put it on the list, or change what stands there; gone (TAKEN_OFF, OVER) where `known` stands there no more.

        Also forbidden: `no-create-events`, `events-full`.
        """

    async def drop_event(self, workspace: str, *, once: str, known: str, called_off: bool) -> None:
        """Take it off the list; one that is not there any more is no error. `called_off` where it does not take place,
        else nobody may read any more that it does."""

    async def look_at_event(self, workspace: str, known: str) -> Held:
        """As it stands now, with those who are interested; gone (TAKEN_OFF, OVER) where it does not."""


class Memory(Protocol):
    """What an adapter must not forget in a restart, such as a form half filled in; short, and for a while only."""

    async def keep(self, key: str, value: Mapping[str, Any], *, seconds: float) -> None: ...

    async def kept(self, key: str) -> dict[str, Any] | None:
        """None when there is none, or its time is over."""

    async def forget(self, key: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `palabre check` looked at on a platform; `remedy` says what to do when it is not in order.

    `about` are the places of which it says how they are now.
    """

    level: Literal["fine", "mind", "wrong"]
    what: str
    remedy: str = ""
    about: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a platform takes to let us in (a link, a file), and line by line what whoever hands it over must know."""

    text: str
    about: tuple[str, ...]


@runtime_checkable
class SaysWhyOut(Protocol):
    @property
    def refusal(self) -> tuple[str, str] | None:
        """While it is connected and yet cannot be used: what is wrong, and what an operator can do."""


@runtime_checkable
class Checks(Protocol):
    async def check(self, rooms: Sequence[Room]) -> Sequence[Finding]:
        """Ask the platform, without connecting to its events: secrets, rights, commands, and each room as `inspect`."""


@runtime_checkable
class WritesCommands(Protocol):
    def typed(self, command: str, arguments: Mapping[str, str]) -> str:
        """A command with what is given for its arguments, by their names in order, as people type it there."""
