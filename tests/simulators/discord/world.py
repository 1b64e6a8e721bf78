"""Everything that exists on this Discord, for as long as the test lives; whoever changes it tells the gateway."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from tests.simulators.discord import payloads
from tests.simulators.discord.clock import Time, first_of, moment_of
from tests.simulators.discord.events import PRIVILEGED, Event, Intent
from tests.simulators.discord.model import Attachment, Channel, Kind, Member, Message, Role, User
from tests.simulators.discord.permission import EVERYONE, Permission
from tests.simulators.discord.refusals import Refused

if TYPE_CHECKING:
    from tests.simulators.discord.commands import Command
    from tests.simulators.discord.guild import Guild
    from tests.simulators.discord.interactions import Interaction
    from tests.simulators.discord.webhooks import Webhook

T = TypeVar("T")


@dataclass(eq=False)
class World:
    """Numbers find things: `guilds`, `channels` (threads and private ones too), `users`, `commands`, `interactions`."""

    time: Time
    token: str
    bot: User = field(init=False)
    privileged: Intent = PRIVILEGED
    everyone_may: Permission = EVERYONE
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    commands: dict[int, Command] = field(default_factory=dict)
    command_writes: int = 0
    interactions: dict[str, Interaction] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    files: dict[int, Attachment] = field(default_factory=dict)
    nonces: dict[tuple[User, str], Message] = field(default_factory=dict)
    listeners: list[Callable[[Event], None]] = field(default_factory=list)
    cdn_url: str = ""
    cdn_broken: bool = False
    """Whether no file can be fetched."""
    make_person: Callable[..., User] = User
    _private: dict[frozenset[User], Channel] = field(default_factory=dict)
    _handles: set[str] = field(default_factory=set)
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        number = self.time.snowflake()
        self.bot = self.users[number] = User(self, number, "Palabre", "palabre", bot=True)

    @property
    def application_id(self) -> int:
        """Of applications made since 2017 the same as the bot's."""
        return self.bot.id

    def user(
        self, name: str, *, locale: str = "en-US", dms: bool = True, created: datetime | None = None
    ) -> Any:
        number = self.time.snowflake()
        if created is not None:
            number = first_of(created) + number % (1 << 22)
        handle = plain_handle = re.sub(r"[^a-z0-9._]", "", name.lower()) or "someone"
        while handle in self._handles:
            handle = f"{plain_handle}{number % 10_000}"
            number = self.time.snowflake()
        person = self.make_person(self, number, name, handle, locale=locale, dms=dms)
        self.users[number] = person
        self._handles.add(handle)
        return person

    # Looking things up, refusing as Discord does.

    def channel(self, number: int) -> Channel:
        if (found := self.channels.get(number)) is None:
            raise Refused(10003)
        return found

    def guild(self, number: int) -> Guild:
        if (found := self.guilds.get(number)) is None:
            raise Refused(10004)
        if self.bot.id not in found.members:
            raise Refused(50001)
        return found

    def message(self, channel: Channel, number: int) -> Message:
        """An ephemeral message is in no channel for anybody but its reader."""
        found = channel.messages.get(number)
        if found is None or found.only_for is not None:
            raise Refused(10008)
        return found

    def somebody(self, number: int) -> User:
        if (found := self.users.get(number)) is None:
            raise Refused(10013)
        return found

    def name_of(self, sign: str, number: int, channel: Channel) -> str | None:
        """How a mention is read: @Amina, @moderators, #general."""
        if sign == "#":
            return f"#{self.channels[number].name}" if number in self.channels else None
        if sign == "@&":
            role = channel.guild.roles.get(number) if channel.guild else None
            return f"@{role.name.removeprefix('@')}" if role else None
        user = self.users.get(number)
        member = channel.guild.members.get(number) if channel.guild else None
        return f"@{(member and member.nick) or user.name}" if user else None

    def direct(self, one: User, other: User) -> Channel:
        """The private conversation of two; made when somebody first opens it."""
        known = self._private.get(frozenset((one, other)))
        if known is None:
            known = Channel(self, self.time.snowflake(), Kind.DIRECT, recipients=[one, other])
            self.channels[known.id] = self._private[frozenset((one, other))] = known
        return known

    def made_at(self, number: int) -> datetime:
        return moment_of(number)

    def file_url(self, channel: Channel, file: Attachment) -> str:
        """Signed, and good for a day from when it was asked for."""
        expires = int(self.time.now().timestamp()) + 86_400
        return f"{self.cdn_url}/attachments/{channel.id}/{file.id}/{file.filename}?ex={expires:x}&is=0&hm=0"

    # Telling.

    def tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)
        self.changed()

    def tell_guild(self, guild: Guild, *, new: bool) -> None:
        """The gateway writes the server down for each client: who is listed depends on what it asked for."""
        self.tell(Event("GUILD_CREATE", {"new": new}, guild))

    def tell_channel(self, name: str, channel: Channel, **more: Any) -> None:
        """Servers' channels are told to the bot even where it may not look; threads are not."""
        data = payloads.channel(channel) | more
        self.tell(Event(name, data, channel.guild, channel if channel.is_thread else None))

    def tell_deleted_thread(self, thread: Channel, data: dict[str, Any]) -> None:
        self.tell(Event("THREAD_DELETE", data, thread.guild, thread))

    def tell_guild_changed(self, guild: Guild, data: dict[str, Any]) -> None:
        self.tell(Event("GUILD_UPDATE", data, guild))

    def tell_member(self, member: Member) -> None:
        data = payloads.member(member) | {"guild_id": str(member.guild.id)}
        self.tell(Event("GUILD_MEMBER_UPDATE", data, member.guild, always=member.user is self.bot))

    def tell_message(self, name: str, message: Message) -> None:
        guild = None if message.only_for else message.channel.guild
        data = payloads.message_event(message) | (payloads.nonce(message) if name == "MESSAGE_CREATE" else {})
        self.tell(Event(name, data, guild, message.channel if guild else None))

    def remove_member(self, guild: Guild, user: User) -> None:
        del guild.members[user.id]
        data = {"guild_id": str(guild.id), "user": payloads.user(user)}
        self.tell(Event("GUILD_MEMBER_REMOVE", data, guild))

    # Waiting.

    def changed(self) -> None:
        """Wake whoever waits for something to become true."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, true: Callable[[], T], *, within: float = 40.0, else_say: str = "") -> T:
        """Wait until it is true (or not empty) and return it; looked at again after every change here.

        What the client does by itself changes nothing here, so it is also looked at a few times a second.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while not (found := true()):
            if loop.time() > end:
                raise TimeoutError(else_say or f"it did not become true within {within} s")
            future = loop.create_future()
            self._waiting.append(future)
            await asyncio.wait([future], timeout=min(0.1, within))
        return found


def shared_guilds(one: User, other: User) -> list[Any]:
    return [guild for guild in one.world.guilds.values() if one.id in guild.members and other.id in guild.members]


def role_named(guild: Guild, name: str) -> Role:
    return next(role for role in guild.roles.values() if role.name == name)
