"""The playground as a platform: what Palabre may do there, with the refusals a real platform would give."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from adapters.playground import places, posts
from adapters.playground.layout import LIMITS
from adapters.playground.places import PLATFORM
from adapters.playground.posts import PALABRE, Draft, Stored
from adapters.playground.render import Copy, Reader
from adapters.playground.scene import Clock, Scene, posted, spot_of
from adapters.playground.server import Address, serve
from adapters.playground.store import Store, refuse_unusable
from adapters.playground.world import load_world, seed
from bot.chat.address import Account, Place, Posted, Target
from bot.chat.message import Message
from bot.chat.port import READ_ONLY, Engine, Finding, Inspected, Limits, Made, Room, Trouble, Undeliverable
from bot.chat.text import T, Text
from bot.commands.feature import CommandSpec


def refuse(listen: str, *, store: str | Path, world: str | Path) -> None:
    """OperatorError where a playground could not be made of these; makes nothing."""
    Address.read(listen)
    load_world(world)
    refuse_unusable(store)


class Playground:
    """One page served to this machine only, behind it a small chat platform that forgets nothing."""

    name: str = PLATFORM
    limits: Limits = LIMITS

    def __init__(
        self,
        listen: str,
        *,
        store: str | Path,
        world: str | Path,
        copy: Copy,
        commands: Sequence[CommandSpec],
        clock: Clock,
        moved: Callable[[timedelta], Awaitable[None]] | None = None,
        preview: Callable[[str, int], Awaitable[list[str] | None]] | None = None,
    ) -> None:
        """`store` is the playground's own file, `moved` is awaited with the whole advance after the clock was moved.

        OperatorError when `listen` is not of this machine only, or a file cannot be used.
        """
        self.address = Address.read(listen)
        self.cast = load_world(world)
        self.scene = Scene(Store(store), copy, commands, clock, self.cast.watch, moved, preview)
        self.listening = asyncio.Event()
        with self.scene.store.writing() as write:
            seed(write, self.cast)

    @property
    def url(self) -> str:
        """Where the page is; with port 0 only known once `listening` is set."""
        return self.address.url

    async def run(self, engine: Engine) -> None:
        """Serve until cancelled; OperatorError when the address is taken."""
        async with serve(self.scene, engine, self.address) as bound:
            self.address = bound
            self.listening.set()
            try:
                await asyncio.Event().wait()
            finally:
                self.listening.clear()

    def ready(self) -> bool:
        return self.listening.is_set()

    async def send(
        self, to: Target, message: Message, *, locale: str, timezone: str, once: str, doubted: datetime | None = None
    ) -> Posted:
        """Remembers every `once` for ever, so that a doubt changes nothing."""
        self._target(to)
        if isinstance(to, Account) and not places.known(self.scene.store.reading, to).reachable:
            raise Undeliverable("closed", f"{to} accepts no private messages")
        draft = Draft(spot_of(to), PALABRE, message, locale, timezone)
        return Posted(to, str(self.scene.post(draft, once=f"sent:{once}")))

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> None:
        old = self._ours(posted)
        self.scene.replace(old, Draft(old.spot, PALABRE, message, locale, timezone))

    async def erase(self, posted: Posted) -> None:
        found = self._find(posted)
        if found is not None and found.author == PALABRE:
            with self.scene.store.writing() as write:
                posts.erase(write, found.id)
            self.scene.live.changed(found.spot.workspace)

    async def open_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> str:
        """A thread has the id of the message it stands below."""
        found = self._ours(posted)
        if not found.spot.channel:
            raise Undeliverable("invalid", "private messages have no threads")
        self._target(posted.target, to_manage=True)
        with self.scene.store.writing() as write:
            opened = posts.open_thread(write, found.id, self._title(title, locale, timezone))
        if opened:
            self.scene.live.changed(found.spot.workspace)
        return str(found.id)

    async def rename_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> None:
        found = self._ours(posted)
        with self.scene.store.writing() as write:
            posts.rename_thread(write, found.id, self._title(title, locale, timezone))
        self.scene.live.changed(found.spot.workspace)

    async def pin(self, posted: Posted) -> None:
        self._keep(posted, keep=True)

    async def unpin(self, posted: Posted) -> None:
        self._keep(posted, keep=False)

    def _keep(self, posted: Posted, *, keep: bool) -> None:
        """At hand above the conversation, or no longer; only channels have such a place."""
        found = self._ours(posted)
        if not found.spot.channel:
            raise Undeliverable("invalid", "nothing is pinned in private messages")
        self._target(posted.target, to_manage=True)
        with self.scene.store.writing() as write:
            changed = posts.pin(write, found.id, keep=keep)
        if changed:
            self.scene.live.changed(found.spot.workspace)

    def _title(self, title: Text, locale: str, timezone: str) -> str:
        return Reader(self.scene.copy, self.scene.copy.best(locale), timezone).plain(title)

    async def grant(self, account: Account, place: Place, *, role: str) -> None:
        read = self.scene.store.reading
        who, where = places.known(read, account), places.existing(read, place, to_manage=True)
        with self.scene.store.writing() as write:
            changed = places.add_member(write, where, who, role)
        if changed:
            self.scene.live.changed(where.workspace)

    async def revoke(self, account: Account, place: Place, *, role: str) -> None:
        """Somebody who left the workspace is out of every channel already; who is in by another role stays."""
        where = places.existing(self.scene.store.reading, place, to_manage=True)
        with self.scene.store.writing() as write:
            changed = places.remove_holder(write, where, account.id, role)
        if changed:
            self.scene.live.changed(where.workspace)

    async def present(self, account: Account) -> bool:
        found = places.person(self.scene.store.reading, account.workspace, account.id)
        return found is not None and found.present

    async def open_place(
        self, place: Place, *, role: str, everyone_reads: bool, members_write: bool, topic: str
    ) -> None:
        where = places.existing(self.scene.store.reading, place, to_manage=True)
        writers = "members" if members_write else "nobody"
        with self.scene.store.writing() as write:
            topic = topic if members_write else f"{READ_ONLY}{topic}"
            places.set_channel(write, replace(where, private=not everyone_reads, writers=writers, topic=topic))
        self.scene.live.changed(where.workspace)

    async def make_places(
        self, workspace: str, *, slug: str, name: str, everyone_reads: bool, doubted: datetime | None = None
    ) -> Made:
        """Two closed channels that appear on the page at once; people are let in one by one, so there is no role."""
        if workspace not in places.workspaces(self.scene.store.reading):
            raise Undeliverable("gone", "workspace-gone")
        at, since = self.scene.clock.now().isoformat(), doubted.isoformat() if doubted else ""
        with self.scene.store.writing() as write:
            channel, admins = (
                places.make_channel(write, workspace, each, at=at, doubted=since) for each in (slug, f"{slug}-admins")
            )
        self.scene.live.changed(workspace)
        return Made(channel, admins, "")

    async def inspect(self, room: Room) -> Inspected:
        read, place = self.scene.store.reading, room.place
        if place.workspace not in places.workspaces(read):
            return Inspected(("workspace-gone",))
        where = places.channel(read, place.workspace, place.id)
        if where is None:
            return Inspected(("channel-gone",))
        inside = places.holders(read, where, room.role)
        troubles: tuple[Trouble, ...] = () if where.managed else ("no-manage-channel",)
        known = {each: places.person(read, where.workspace, each) for each in inside}
        names = {Account(PLATFORM, where.workspace, each): found.name if found else "" for each, found in known.items()}
        return Inspected(troubles, frozenset(names), names)

    async def workspaces(self) -> Mapping[str, str]:
        return places.workspaces(self.scene.store.reading)

    async def check(self, rooms: Sequence[Room]) -> Sequence[Finding]:
        """Every place as it is now; the page itself is there as soon as somebody opens it."""
        found: list[Finding] = [
            Finding(
                "fine", f"The playground looked at {len(rooms)} channels.", about=tuple(each.place for each in rooms)
            )
        ]
        for room in rooms:
            for trouble in (await self.inspect(room)).troubles:
                what, how = T(f"trouble-{trouble}"), T(f"trouble-{trouble}-how")
                said = [self.scene.copy.plain(each, "en") for each in (what, how)]
                found.append(Finding("wrong", f"{room.place}: {said[0]}", said[1], (room.place,)))
        return found

    @property
    def gaps(self) -> int:
        """Whoever acts on the page reaches the engine or is told that it did not: only the start is a gap."""
        return 1

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]:
        """Of people, not our own."""
        found = self._find(posted)
        if found is None:
            raise Undeliverable("gone", f"the message {posted.id} is no more")
        given = posts.reactions(self.scene.store.reading, found.id)
        return tuple(
            (Account(PLATFORM, found.spot.workspace, who), emoji)
            for emoji, whose in given.items()
            for who in whose
            if who != PALABRE
        )

    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None:
        found = self._find(posted)
        if found is None:
            return
        if found.spot.channel:
            self._target(posted.target, to_manage=True)
        with self.scene.store.writing() as write:
            changed = posts.unreact(write, found.id, account.id, emoji)
        if changed:
            self.scene.live.changed(found.spot.workspace)

    def _target(self, target: Target, *, to_manage: bool = False) -> None:
        """Undeliverable unless the person or channel is there."""
        if isinstance(target, Place):
            places.existing(self.scene.store.reading, target, to_manage=to_manage)
        else:
            places.known(self.scene.store.reading, target)

    def _ours(self, posted: Posted) -> Stored:
        found = self._find(posted)
        if found is None:
            raise Undeliverable("gone", f"the message {posted.id} is no more")
        if found.author != PALABRE:
            raise Undeliverable("forbidden", "only the author of a message may edit it")
        self._target(posted.target)
        return found

    def _find(self, where: Posted) -> Stored | None:
        found = posts.stored(self.scene.store.reading, int(where.id)) if where.id.isdecimal() else None
        return found if found and posted(found).target == where.target else None
