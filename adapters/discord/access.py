"""Who may see and write where: roles and overwrites, changed only where they differ, and looked at as they are."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord import Permissions

from adapters.discord.inbound import account_of
from adapters.discord.posting import MARGIN
from adapters.discord.rest import Rest
from bot.chat.address import Account, Place
from bot.chat.port import READ_ONLY, Inspected, Made, Trouble, TryLater, Undeliverable

ROLE, MEMBER = 0, 1
"""Discord's kinds of overwrites."""

READS = Permissions(view_channel=True, read_message_history=True)
WRITES = Permissions(
    send_messages=True, send_messages_in_threads=True, create_public_threads=True, add_reactions=True,
)  # fmt: skip
OURS = READS | WRITES | Permissions(embed_links=True, attach_files=True, manage_messages=True)
"""What we keep for ourselves in a channel we close, or we would close it for us as well (50001)."""

TOPIC = 1024

NEEDS: tuple[tuple[str, Trouble], ...] = (
    ("view_channel", "no-view"),
    ("send_messages", "no-send"),
    ("read_message_history", "no-read-history"),
    ("embed_links", "no-embed-links"),
    ("attach_files", "no-attach-files"),
    ("create_public_threads", "no-open-threads"),
    ("add_reactions", "no-add-reactions"),
    ("manage_messages", "no-manage-messages"),
    ("manage_channels", "no-manage-channel"),
    ("manage_roles", "no-manage-roles"),
)

WRITING: tuple[Trouble, ...] = ("no-view", "no-send", "no-embed-links")
"""Without one of these a message is refused."""

OF_THE_ROLE: tuple[Trouble, ...] = (
    "workspace-gone", "role-gone", "role-fixed", "role-too-high", "no-manage-roles",
)  # fmt: skip
"""What keeps us from giving or taking a role, whatever we may in a channel."""

OF_THE_CHANNEL: tuple[Trouble, ...] = (
    "workspace-gone", "channel-gone", "no-view", "no-manage-roles", "no-manage-channel",
)  # fmt: skip
"""What keeps us from setting who reads and writes in a channel."""


@dataclass(slots=True)
class Access:
    """`client` is asked only for what it keeps current by itself: servers, channels, roles and members."""

    rest: Rest
    client: discord.AutoShardedClient
    _changing: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def grant(self, account: Account, place: Place, role: str) -> None:
        """By the role where there is one, else by an overwrite of the channel for this person alone."""
        await self._member(place.workspace, account)
        if self._fixed(place, role):
            raise Undeliverable("forbidden", "role-fixed")
        try:
            if role:
                await self.rest.ask("PUT", _MEMBER_ROLE, guild_id=place.workspace, user_id=account.id, role_id=role)
            else:
                overwrite = {"type": MEMBER, "allow": str((READS | WRITES).value), "deny": "0"}
                async with self._alone(place):
                    await self._put(place, account.id, overwrite)
        except Undeliverable as problem:
            raise self._explained(problem, place, role, OF_THE_ROLE if role else OF_THE_CHANNEL) from problem

    async def revoke(self, account: Account, place: Place, role: str) -> None:
        """Whoever is gone, and wherever nothing is left to close, is out already."""
        if self._fixed(place, role):
            return
        try:
            if role:
                await self.rest.ask("DELETE", _MEMBER_ROLE, guild_id=place.workspace, user_id=account.id, role_id=role)
            else:
                async with self._alone(place):
                    await self.rest.ask("DELETE", _OVERWRITE, channel_id=place.id, target=account.id)
        except Undeliverable as problem:
            if problem.reason != "gone":
                raise self._explained(problem, place, role, OF_THE_ROLE if role else OF_THE_CHANNEL) from problem

    def _fixed(self, place: Place, role: str) -> bool:
        """Whether Discord gives a role by itself: everybody's, or one of a bot, a service, a subscription."""
        guild = self.client.get_guild(int(place.workspace)) if place.workspace.isdecimal() else None
        held = guild.get_role(int(role)) if guild is not None and role.isdecimal() else None
        return bool(role) and (role == place.workspace or (held is not None and is_fixed(held)))

    async def _member(self, workspace: str, account: Account) -> None:
        """Undeliverable("gone") unless the account is in that server."""
        guild = self.client.get_guild(int(workspace)) if workspace.isdecimal() else None
        if not account.id.isdecimal():
            raise Undeliverable("gone", f"{account} is no account of Discord")
        if guild is None or guild.get_member(int(account.id)) is None:
            await self.rest.ask("GET", "/guilds/{guild_id}/members/{user_id}", guild_id=workspace, user_id=account.id)

    def _explained(
        self, problem: Undeliverable, place: Place, role: str, hindering: tuple[Trouble, ...]
    ) -> Undeliverable:
        """What exactly an administrator has to mend, where Discord only says that something is missing."""
        if problem.reason not in ("forbidden", "gone"):
            return problem
        found = self.inspect(place, role).troubles
        wrong = [each for each in hindering if each in found]
        return Undeliverable("forbidden", wrong[0]) if wrong else problem

    def unwritten(self, problem: Undeliverable, place: Place, *, files: bool) -> Undeliverable:
        """What exactly keeps us from writing in a channel, where Discord only says that something is missing.

        A right to attach keeps back nothing but a message that has `files`.
        """
        needed = (*WRITING, "no-attach-files") if files else WRITING
        wrong = [each for each in self.inspect(place, "").troubles if each in needed]
        return Undeliverable("forbidden", wrong[0]) if wrong else problem

    # Places.

    async def open_place(
        self, place: Place, role: str, *, everyone_reads: bool, members_write: bool, topic: str
    ) -> None:
        """Readers and writers as the mode says; overwrites that others made for other roles stay.

        Each overwrite is put by itself, those first that keep somebody in: all at once would take away again whatever
        somebody was given since we looked. A role that nobody can be given opens nothing.
        """
        fixed = self._fixed(place, role)
        try:
            async with self._alone(place):
                channel = await self.rest.ask("GET", "/channels/{channel_id}", channel_id=place.id)
                stands = _as_set(channel.get("permission_overwrites", ()))
                wanted = self._overwrites(
                    channel, place, "" if fixed else role, everyone_reads=everyone_reads, members_write=members_write
                )
                for each in sorted(wanted, key=lambda each: (each["id"] == place.workspace, int(each["type"]) == ROLE)):
                    if not _as_set([each]) <= stands:
                        await self._put(place, each["id"], {name: each[name] for name in ("type", "allow", "deny")})
            topic = topic and (("" if members_write else READ_ONLY) + topic)[:TOPIC]
            if topic and (channel.get("topic") or "") != topic and channel["type"] in (0, 5, 15):
                await self.rest.ask(
                    "PATCH", "/channels/{channel_id}", body={"topic": topic}, channel_id=place.id,
                    reason=_REASON,
                )  # fmt: skip
        except Undeliverable as problem:
            raise self._explained(problem, place, role, OF_THE_CHANNEL) from problem
        if fixed:
            raise Undeliverable("forbidden", "role-fixed")

    async def _put(self, place: Place, target: str, overwrite: dict[str, Any]) -> None:
        await self.rest.ask("PUT", _OVERWRITE, body=overwrite, channel_id=place.id, target=target, reason=_REASON)

    def _alone(self, place: Place) -> asyncio.Lock:
        """Held while the overwrites of a channel are looked at and changed, lest one brings back what another took."""
        return self._changing.setdefault(place.id, asyncio.Lock())

    def _overwrites(
        self, channel: dict[str, Any], place: Place, role: str, *, everyone_reads: bool, members_write: bool
    ) -> list[dict[str, Any]]:
        """All overwrites of the channel as they are to be; a server's id is that of its @everyone."""
        made = {str(each["id"]): dict(each) for each in channel.get("permission_overwrites", ())}
        me = str(self.client.user.id) if self.client.user else ""
        reads, writes, ours = (self._held(place.workspace, each) for each in (READS, WRITES, OURS))
        speaks = writes & ~Permissions(add_reactions=True)
        _set(
            made, place.workspace, ROLE, allow=reads if everyone_reads else None, deny=None if everyone_reads else reads
        )
        _set(made, place.workspace, ROLE, deny=speaks)
        members = [role] if role else [key for key, each in made.items() if int(each["type"]) == MEMBER and key != me]
        for each in members:
            kind = ROLE if role else MEMBER
            _set(made, each, kind, allow=reads)
            _set(made, each, kind, allow=writes if members_write else None, deny=None if members_write else speaks)
        if me:
            _set(made, me, MEMBER, allow=ours)
        return list(made.values())

    def _held(self, workspace: str, wanted: Permissions) -> Permissions:
        """Nobody can give in a channel what they do not have in the server (Discord's reference, "Permissions")."""
        guild = self.client.get_guild(int(workspace))
        return wanted & guild.me.guild_permissions if guild is not None else wanted

    async def make_places(self, workspace: str, *, slug: str, name: str, doubted: datetime | None) -> Made:
        """A role if it has a name, a channel for members, one for administrators, both closed to everybody but us."""
        guild = self.client.get_guild(int(workspace)) if workspace.isdecimal() else None
        if guild is None:
            raise Undeliverable("gone", "workspace-gone")
        since = discord.utils.time_snowflake(doubted - MARGIN) if doubted else None
        try:
            role = await self._role(workspace, name[:100], since) if name else ""
            members = await self._channel(guild, slug, since)
            admins = await self._channel(guild, f"{slug[:90]}-admins", since)
        except Undeliverable as problem:
            if (wrong := _unmade(problem, guild.me.guild_permissions)) is None:
                raise
            raise Undeliverable("forbidden", wrong) from problem
        return Made(members, admins, role)

    async def _role(self, workspace: str, name: str, since: int | None) -> str:
        """A new role without any right of its own, or the one that an attempt in doubt made."""
        if since is not None:
            for each in await self.rest.ask("GET", "/guilds/{guild_id}/roles", guild_id=workspace):
                if each["name"] == name and int(each["id"]) >= since:
                    return str(each["id"])
        body = {"name": name, "permissions": "0", "mentionable": False}
        made = await self.rest.ask("POST", "/guilds/{guild_id}/roles", body=body, guild_id=workspace, reason=_REASON)
        return str(made["id"])

    async def _channel(self, guild: discord.Guild, name: str, since: int | None) -> str:
        """With a number after its name where that is taken."""
        taken = {(each.name, each.id) for each in guild.channels}
        if since is not None:
            listed = await self.rest.ask("GET", "/guilds/{guild_id}/channels", guild_id=str(guild.id))
            taken = {(str(each["name"]), int(each["id"])) for each in listed}
        names = {each for each, _ in taken}
        for wanted in (name, *(f"{name}-{number}" for number in range(2, 100))):
            ours = [number for called, number in taken if called == wanted and since is not None and number >= since]
            if ours:
                return str(ours[0])
            if wanted not in names:
                return await self._new_channel(guild, wanted)
        raise Undeliverable("invalid", "the name is taken")

    async def _new_channel(self, guild: discord.Guild, name: str) -> str:
        place = Place("discord", str(guild.id), "")
        closed = self._overwrites({}, place, "", everyone_reads=False, members_write=True)
        body = {"name": name, "type": 0, "permission_overwrites": closed}
        made = await self.rest.ask(
            "POST", "/guilds/{guild_id}/channels", body=body, guild_id=str(guild.id), reason=_REASON
        )
        return str(made["id"])

    # As it really is.

    def inspect(self, place: Place, role: str) -> Inspected:
        """From what the gateway keeps current; a server that is not there now is not judged."""
        guild = self.client.get_guild(int(place.workspace)) if place.workspace.isdecimal() else None
        if guild is None and self.client.is_ready():
            return Inspected(("workspace-gone",))
        if guild is None or guild.unavailable:
            raise TryLater("that server is away")
        channel = guild.get_channel(int(place.id)) if place.id.isdecimal() else None
        held = guild.get_role(int(role)) if role.isdecimal() else None
        troubles = tuple(troubles_of(guild.me, channel, role, held))
        holders = _holders(guild, channel, role, held)
        return Inspected(troubles, holders, _names(guild, holders or ()))

    async def present(self, account: Account, guilds: frozenset[str]) -> bool:
        """In any of our servers: by the list of members where Discord has sent it whole, else by asking."""
        if not account.id.isdecimal():
            return False
        for guild in self.client.guilds:
            if guilds and str(guild.id) not in guilds:
                continue
            if guild.get_member(int(account.id)) is not None:
                return True
            if guild.chunked and not guild.unavailable:
                continue
            try:
                await self._member(str(guild.id), account)
            except Undeliverable as problem:
                if problem.reason != "gone":
                    raise
            else:
                return True
        return False


FULL = ("30005: ", "30013: ")
"""Begins what Discord says where a server has 250 roles, or 500 channels ("JSON Error Codes")."""


def _unmade(problem: Undeliverable, may: Permissions) -> Trouble | None:
    """Why nothing could be made, as far as that can be told: both rights at once, so that nobody has to try twice."""
    if problem.detail.startswith(FULL):
        return "no-room"
    if problem.reason != "forbidden":
        return None
    if not may.manage_roles:
        return "no-make-roles" if may.manage_channels else "no-make-either"
    return None if may.manage_channels else "no-make-channels"


_MEMBER_ROLE = "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"
_OVERWRITE = "/channels/{channel_id}/permissions/{target}"
_REASON = "Palabre"


def _set(
    made: dict[str, dict[str, Any]], target: str, kind: int, *, allow: Permissions | None = None,
    deny: Permissions | None = None,
) -> None:  # fmt: skip
    """Allow and deny these, and leave every other right of that overwrite as it is."""
    old = made.get(target, {"id": target, "type": kind, "allow": "0", "deny": "0"})
    gives, takes = allow.value if allow else 0, deny.value if deny else 0
    made[target] = {
        "id": target,
        "type": kind,
        "allow": str((int(old["allow"]) | gives) & ~takes),
        "deny": str((int(old["deny"]) | takes) & ~gives),
    }


def is_fixed(role: discord.Role) -> bool:
    """Whether nobody can be given it: Discord gives it by itself."""
    return role.managed or role.is_default()


def _as_set(overwrites: Any) -> set[tuple[str, int, int, int]]:
    return {(str(e["id"]), int(e["type"]), int(e["allow"]), int(e["deny"])) for e in overwrites}


def troubles_of(
    me: discord.Member, channel: discord.abc.GuildChannel | None, role: str, held: discord.Role | None
) -> Iterator[Trouble]:
    """What keeps us from doing our work in a channel, the gravest first."""
    if channel is None:
        yield "channel-gone"
    else:
        yield from _missing(me, channel)
    if role and held is None:
        yield "role-gone"
    elif held is not None and is_fixed(held):
        yield "role-fixed"
    elif held is not None:
        if held >= me.top_role:
            yield "role-too-high"
        if not me.guild_permissions.manage_roles and channel and channel.permissions_for(me).manage_roles:
            yield "no-manage-roles"  # a right in the channel gives no roles


def _missing(me: discord.Member, channel: discord.abc.GuildChannel) -> Iterator[Trouble]:
    """Whoever may not see a channel has no right there at all: what else is missing is then asked of the server."""
    may = channel.permissions_for(me)
    if not may.view_channel:
        yield "no-view"
        may = me.guild_permissions | Permissions(view_channel=True)
    yield from (trouble for name, trouble in NEEDS if not getattr(may, name))


def _holders(
    guild: discord.Guild, channel: discord.abc.GuildChannel | None, role: str, held: discord.Role | None
) -> frozenset[Account] | None:
    """People, not bots, who are let in by the role, or by an overwrite of their own; None while members are unknown."""
    if role:
        if held is None or is_fixed(held) or not guild.chunked:
            return None
        return frozenset(account_of(each.id) for each in held.members if not each.bot)
    if channel is None:
        return None
    named = channel.overwrites.items()
    return frozenset(account_of(who.id) for who, rights in named if _is_person(guild, who) and rights.view_channel)


def _names(guild: discord.Guild, holders: Iterable[Account]) -> dict[Account, str]:
    """What those are called who are on the server."""
    found = ((each, guild.get_member(int(each.id))) for each in holders)
    return {each: member.display_name for each, member in found if member is not None}


def _is_person(guild: discord.Guild, who: discord.abc.Snowflake) -> bool:
    """A member or somebody who left, no role and no bot."""
    if isinstance(who, discord.Role) or getattr(who, "type", None) is discord.Role:
        return False
    found = guild.get_member(who.id)
    return who.id != guild.me.id and not (found is not None and found.bot)
