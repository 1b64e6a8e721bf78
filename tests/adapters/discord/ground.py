"""A server of the simulated Discord for tests, and the real adapter connected to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from adapters.discord.platform import Discord as Adapter
from bot.chat.address import Account, Place, Posted, Target
from bot.chat.port import Engine
from bot.clock import Clock
from bot.commands.feature import CommandSpec
from tests.simulators.discord import Channel, Discord, Guild, Message, Permission, Person, Role, simulated_discord
from tests.simulators.discord.permission import may_view
from tests.words import our_copy

NEEDED = (
    Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS | Permission.EMBED_LINKS | Permission.ATTACH_FILES | Permission.ADD_REACTIONS
    | Permission.READ_MESSAGE_HISTORY | Permission.MANAGE_MESSAGES | Permission.MANAGE_ROLES
    | Permission.MANAGE_CHANNELS | Permission.CREATE_EVENTS | Permission.PIN_MESSAGES
)  # fmt: skip
"""What `palabre manifest discord` asks for."""

QUICKLY = 0.05
"""Seconds for which discord.py waits for more servers: here they all come at once."""


@dataclass(slots=True)
class Head:
    """A memory that lasts as long as the test."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def keep(self, key: str, value: Mapping[str, Any], *, seconds: float) -> None:
        self.things[key] = dict(value)

    async def kept(self, key: str) -> dict[str, Any] | None:
        return self.things.get(key)

    async def forget(self, key: str) -> None:
        self.things.pop(key, None)


@dataclass(slots=True)
class Ground:
    """What the contract asks for, seen from outside by the simulated Discord's own eyes."""

    discord: Discord
    platform: Adapter
    guild: Guild
    amina: Person
    members: Role
    room: Channel
    admins: Channel
    outsider: Person

    @property
    def member(self) -> Account:
        return account(self.amina)

    @property
    def channel(self) -> Place:
        return place(self.room)

    @property
    def nobody(self) -> Account:
        return Account("discord", "", "999999999999999999")

    @property
    def nowhere(self) -> Place:
        return Place("discord", str(self.guild.id), "999999999999999999")

    @property
    def clock(self) -> Clock:
        return Clock(self.discord.now)

    async def shown(self, target: Target) -> list[str]:
        """Text alone; what makes a message a card (buttons) is left out."""
        where = self.room if target == self.channel else self.amina.dm
        return [_text(each) for each in where.messages.values() if not each.gone]

    async def inside(self, place: Place) -> list[str]:
        people = [each for each in self.guild.members.values() if isinstance(each.user, Person)]
        channel = self.discord.world.channels[int(place.id)]
        return sorted(str(each.user.id) for each in people if channel in _viewed(each.user, self.guild))

    async def close_inbox(self, account: Account) -> None:
        self.amina.dms = False

    async def forbid_managing(self, place: Place) -> None:
        """The bot loses its right to give roles, to change who may see a channel, and to open threads."""
        bot = next(each for each in self.guild.roles.values() if each.managed_by is not None)
        bot.permissions &= ~(
            Permission.MANAGE_ROLES | Permission.MANAGE_CHANNELS | Permission.CREATE_PUBLIC_THREADS
            | Permission.PIN_MESSAGES
        )  # fmt: skip
        self.guild.everyone.permissions &= ~Permission.CREATE_PUBLIC_THREADS
        self.discord.world.tell_guild(self.guild, new=False)
        client = self.platform._client
        found = client.get_guild(self.guild.id) if client else None
        while found is not None and found.me.guild_permissions.manage_roles:  # noqa: ASYNC110 - until it has heard
            await asyncio.sleep(0.005)

    async def react(self, posted: Posted, account: Account, emoji: str) -> None:
        """Only who sees a message can put something under it."""
        self.guild.give(self.amina, self.members)
        self.amina.react(self.message(posted), emoji)

    async def files(self, posted: Posted) -> dict[str, bytes]:
        """Those that the message shows; one that is attached and not shown is not counted."""
        message = self.message(posted)
        return {each.filename: each.content for each in message.attachments if each.filename in message.lines}

    async def pinned(self, place: Place) -> list[str]:
        channel = self.discord.world.channels[int(place.id)]
        return [_text(channel.messages[each]) for each in channel.pins if not channel.messages[each].gone]

    async def comment(self, posted: Posted, thread: str, account: Account, said: str) -> None:
        self.guild.give(self.amina, self.members)
        self.amina.write(self.discord.world.channels[int(thread)], said)

    async def comments(self, posted: Posted, thread: str) -> list[str]:
        return [_text(each) for each in self.discord.world.channels[int(thread)].public()]

    async def title(self, posted: Posted, thread: str) -> str:
        return self.discord.world.channels[int(thread)].name

    async def heard(self) -> None:
        """The gateway tells of a channel's new overwrites a moment after the request that made them."""
        client = self.platform._client
        while client is not None:
            known = client.get_channel(self.room.id)
            held = {each.id: (each.allow, each.deny) for each in getattr(known, "_overwrites", ())}
            if held == {each.id: (int(each.allow), int(each.deny)) for each in self.room.overwrites.values()}:
                return
            await asyncio.sleep(0.005)

    async def go(self, account: Account) -> None:
        self.amina.leave(self.guild)
        await self.discord.until(lambda: str(self.amina.id) not in self._cached())

    def message(self, posted: Posted) -> Message:
        return self.discord.world.channels[int(posted.target.id)].messages[int(posted.id)]

    def _cached(self) -> set[str]:
        client = self.platform._client
        found = client.get_guild(self.guild.id) if client else None
        return {str(each.id) for each in found.members} if found else set()


def _viewed(person: Person, guild: Guild) -> list[Channel]:
    """By the person's real rights; who owns the server sees everything and is left out."""
    return [] if person is guild.owner else [each for each in guild.channels.values() if may_view(person, each)]


def _text(message: Message) -> str:
    return "\n".join(line for line in message.lines if not line.startswith("["))


def account(person: Person) -> Account:
    return Account("discord", "", str(person.id))


def place(channel: Channel) -> Place:
    assert channel.guild is not None
    return Place("discord", str(channel.guild.id), str(channel.id))


@asynccontextmanager
async def ground(
    engine: Engine, *, commands: Sequence[CommandSpec] = (), before: Callable[[Discord], None] | None = None,
    **settings: Any,
) -> AsyncIterator[Ground]:  # fmt: skip
    """A connected adapter on a server with one closed channel; nothing the client sent may have broken a rule.

    `before` arranges the simulated Discord while nobody is connected yet.
    """
    async with simulated_discord() as discord:
        if before is not None:
            before(discord)
        guild = discord.guild("Baobab")
        amina, outsider = discord.user("Amina"), discord.user("Ola")
        guild.join(amina, outsider)
        members = guild.role("Members")
        bot = guild.add_bot(NEEDED, position=5)
        room = guild.channel("climate", hidden=True, open_to=[members, bot])
        admins = guild.channel("climate-admins", hidden=True, open_to=[bot])
        adapter = Adapter(
            discord.token, api_url=discord.api_url, gateway_url=discord.gateway_url,
            copy=our_copy(), specs=commands, memory=Head(),
            **{"guilds": (), "servers_within": QUICKLY, **settings},
        )  # fmt: skip
        async with running(adapter, engine):
            yield Ground(discord, adapter, guild, amina, members, room, admins, outsider)
        assert discord.violations == []


@asynccontextmanager
async def running(adapter: Adapter, engine: Engine) -> AsyncIterator[None]:
    """The adapter's own task, as the application runs it."""
    task = asyncio.create_task(adapter.run(engine))
    try:
        while not adapter.ready():
            if task.done():
                await task
            await asyncio.sleep(0.005)
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
