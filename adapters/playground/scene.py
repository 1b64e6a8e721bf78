"""What all parts of the playground share, and the one way in which a message comes into it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from adapters.playground import files, places, posts
from adapters.playground.layout import chunks
from adapters.playground.live import Live
from adapters.playground.places import PLATFORM, Channel, Person
from adapters.playground.posts import Draft, Spot, Stored
from adapters.playground.render import Copy, Reader
from adapters.playground.store import Store
from bot.chat.address import Account, Place, Posted
from bot.commands.feature import CommandSpec


class Clock(Protocol):
    """The process's clock, which can be moved forward; `ahead` is how far it was."""

    @property
    def ahead(self) -> timedelta: ...

    def now(self) -> datetime: ...

    def forward(self, by: timedelta) -> None: ...


@dataclass(slots=True)
class Scene:
    """`moved` is awaited after the clock was moved, with how far ahead it is altogether. `preview` looks ahead."""

    store: Store
    copy: Copy
    commands: Sequence[CommandSpec]
    clock: Clock
    watch: tuple[str, ...]
    moved: Callable[[timedelta], Awaitable[None]] | None = None
    preview: Callable[[str, int], Awaitable[list[str] | None]] | None = None
    live: Live = field(default_factory=Live)

    def reader(self, who: Person) -> Reader:
        """How the platform itself speaks to somebody: in their language and zone."""
        known = places.channels_known_to(self.store.reading, who)
        return Reader(self.copy, self.copy.best(who.language), who.timezone, known)

    def post(self, draft: Draft, *, once: str) -> int:
        """The id, also of what this `once` posted before; Undeliverable("invalid") when it cannot be laid out."""
        light = files.light(draft.message)
        pieces = chunks(light.message, Reader(self.copy, draft.locale or self.copy.languages[0], draft.timezone))
        with self.store.writing() as write:
            identity, new = posts.post(write, draft, pieces, once=once, at=self.clock.now())
            if new:
                files.attach(write, identity, light)
        if new:
            self.live.changed(draft.spot.workspace)
        return identity

    def replace(self, old: Stored, draft: Draft) -> None:
        """Another content for a message that exists."""
        light = files.light(draft.message)
        pieces = chunks(light.message, Reader(self.copy, draft.locale or self.copy.languages[0], draft.timezone))
        with self.store.writing() as write:
            posts.replace(write, old, draft, pieces, at=self.clock.now())
            files.attach(write, old.id, light)
        self.live.changed(draft.spot.workspace)


def spot_of(target: Account | Place) -> Spot:
    if isinstance(target, Place):
        return Spot(target.workspace, channel=target.id)
    return Spot(target.workspace, inbox=target.id)


def posted(message: Stored) -> Posted:
    """A message as the engine knows it: one that continues another is that other one."""
    spot = message.spot
    if spot.channel:
        below = spot.thread or (message.head if message.opened is not None else 0)
        return Posted(Place(PLATFORM, spot.workspace, spot.channel), str(message.head), str(below) if below else None)
    return Posted(Account(PLATFORM, spot.workspace, spot.inbox), str(message.head))


def channel_spot(where: Channel) -> Spot:
    return Spot(where.workspace, channel=where.id)
