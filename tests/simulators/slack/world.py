"""What exists in a simulated workspace: people, channels, messages, files, views. Nothing here decides."""

from __future__ import annotations

import itertools
import secrets
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.slack.clock import Timers

Payload = dict[str, Any]

SLACKBOT = "USLACKBOT"


@dataclass(eq=False, slots=True)
class Person:
    """An account of the workspace, or a stranger from another one who shares a channel (Slack Connect).

    `guest` is "", "multi" (is_restricted) or "single" (is_ultra_restricted). `dms` is whether apps may write to them.
    """

    id: str
    name: str
    real_name: str
    team: str
    tz: str = "America/Los_Angeles"
    locale: str = "en-US"
    email: str = ""
    guest: str = ""
    stranger: bool = False
    admin: bool = False
    is_bot: bool = False
    bot_id: str = ""
    deleted: bool = False
    dms: bool = True
    updated: int = 0
    title: str = ""
    home: str = ""
    modals: list[str] = field(default_factory=list)
    whispers: list[Message] = field(default_factory=list)
    filled: dict[tuple[str, str, str], Payload] = field(default_factory=dict)
    """What they chose in elements: (view or message, block, action) to the value as Slack writes it."""


@dataclass(eq=False, slots=True)
class Message:
    """`only_for` makes it ephemeral. `pinged` are those whom it notified when it was posted."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    bot_id: str = ""
    thread: str = ""
    broadcast: bool = False
    subtype: str = ""
    username: str = ""
    icons: Payload = field(default_factory=dict)
    metadata: Payload | None = None
    edited: Payload | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    pinned: bool = False
    pinged: frozenset[str] = frozenset()
    only_for: str = ""
    marked: bool = True
    """False when it was posted with mrkdwn switched off: the text is shown as it stands."""


@dataclass(eq=False, slots=True)
class Channel:
    """`kind` is public, private, im or mpim. Members are in the order of their arrival."""

    id: str
    name: str
    kind: str
    created: int
    creator: str
    members: list[str] = field(default_factory=list)
    topic: Payload = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    purpose: Payload = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    archived: bool = False
    general: bool = False
    shared: bool = False
    read_only: bool = False
    """Only administrators and apps may post in it (a posting restriction)."""
    previous_names: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)
    pins: list[str] = field(default_factory=list)

    @property
    def private(self) -> bool:
        return self.kind != "public"

    def add(self, message: Message) -> None:
        self.messages[message.ts] = message
        if message.thread:
            self.threads.setdefault(message.thread, []).append(message.ts)

    def drop(self, ts: str) -> None:
        message = self.messages.pop(ts)
        if message.thread:
            self.threads[message.thread].remove(ts)

    def in_order(self) -> list[Message]:
        """The oldest first; they came with ever greater numbers."""
        return list(self.messages.values())

    def replies(self, ts: str) -> list[Message]:
        return [self.messages[each] for each in self.threads.get(ts, ())]


@dataclass(eq=False, slots=True)
class File:
    id: str
    name: str
    title: str
    user: str
    size: int
    created: int
    secret: str
    content: bytes | None = None
    completed: bool = False
    channels: list[str] = field(default_factory=list)
    alt: str = ""


@dataclass(eq=False, slots=True)
class View:
    """A modal or a Home; `payload` is what Slack answers with, without the state of what was typed."""

    id: str
    owner: str
    payload: Payload
    channel: str = ""
    """Where the modal was opened from: what `default_to_current_conversation` means."""


class World:
    """One workspace and the one app that is installed in it."""

    def __init__(self, name: str, timers: Timers, *, bot_name: str) -> None:
        self.name = name
        self.domain = name.lower().replace(" ", "-")
        self.timers = timers
        self._salt = _base36(zlib.crc32(name.encode()))[-4:].rjust(4, "0")
        self._numbers: dict[str, itertools.count[int]] = defaultdict(lambda: itertools.count(1))
        self._last_ts = 0
        self.team_id = self.new_id("T")
        self.app_id = self.new_id("A")
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self._handles: set[str] = set()
        self._direct: dict[frozenset[str], Channel] = {}
        self.bot = self.add_person(bot_name, is_bot=True, bot_id=self.new_id("B"), tz="America/Los_Angeles")
        slackbot = Person(SLACKBOT, "slackbot", "Slackbot", self.team_id, updated=self.seconds())
        self.people[SLACKBOT] = slackbot

    def new_id(self, prefix: str) -> str:
        """Ids of workspaces with different names never meet."""
        return f"{prefix}{self._salt}{_base36(next(self._numbers[prefix])).rjust(6, '0')}"

    def seconds(self) -> int:
        return int(self.timers.now())

    def new_ts(self) -> str:
        """A message's name: the time, and never the same twice."""
        self._last_ts = max(int(self.timers.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add_person(self, real_name: str, **fields: Any) -> Person:
        handle = _free(real_name.lower().replace(" ", "."), self._handles)
        self._handles.add(handle)
        fields.setdefault("team", self.team_id)
        fields.setdefault("email", f"{handle}@{self.domain}.example")
        person = Person(self.new_id("U"), handle, real_name, updated=self.seconds(), **fields)
        self.people[person.id] = person
        return person

    def add_channel(self, name: str, kind: str, creator: str, members: list[str]) -> Channel:
        prefix = "D" if kind == "im" else "C"
        channel = Channel(self.new_id(prefix), name, kind, self.seconds(), creator, list(dict.fromkeys(members)))
        self.channels[channel.id] = channel
        return channel

    def add_file(self, name: str, size: int, user: str, content: bytes | None = None) -> File:
        file = File(self.new_id("F"), name, name, user, size, self.seconds(), secrets.token_urlsafe(16), content)
        self.files[file.id] = file
        return file

    def channel_named(self, name: str) -> Channel | None:
        wanted = name.removeprefix("#")
        return next((each for each in self.channels.values() if each.name == wanted and each.kind != "im"), None)

    def direct(self, one: str, other: str) -> Channel | None:
        """The private conversation of two, when it exists."""
        return self._direct.get(frozenset([one, other]))

    def open_direct(self, one: str, other: str) -> tuple[Channel, bool]:
        """The conversation of two, and whether it existed before."""
        if found := self.direct(one, other):
            return found, True
        made = self._direct[frozenset([one, other])] = self.add_channel("", "im", one, [one, other])
        return made, False

    def message(self, channel: str, ts: str) -> Message | None:
        return self.channels[channel].messages.get(ts) if channel in self.channels else None


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
        if not number:
            return digits


def _free(name: str, taken: set[str]) -> str:
    names = itertools.chain([name], (f"{name}{number}" for number in itertools.count(2)))
    return next(each for each in names if each not in taken)
