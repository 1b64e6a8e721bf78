"""What `palabre check` asks of Discord: by REST alone, so that it can be asked beside a running bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import aiohttp
import discord

from adapters.discord import commands
from adapters.discord.access import troubles_of
from adapters.discord.connection import NotDiscord, logged_in, why_lost
from adapters.discord.manifest import PERMISSIONS, Need
from adapters.discord.rest import without_voice
from bot.chat.port import Finding, Room, Trouble
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.i18n import Catalogue

MENDING: dict[Trouble, str] = {
    "workspace-gone": "Invite Palabre to that server again with the link of: palabre manifest discord",
    "channel-gone": "In chat, as an owner: /community places, and name another channel.",
    "role-gone": "In chat, as an owner: /community places, and name another role.",
    "role-fixed": "In chat, as an owner: /community places, and name a role that only members get.",
    "role-too-high": "Server Settings, Roles: drag the role of Palabre above the role of the members.",
    "no-view": "Edit Channel, Permissions: add Palabre and allow View Channel.",
    "no-send": "Edit Channel, Permissions, Palabre: allow Send Messages.",
    "no-manage-channel": "Server Settings, Roles, Palabre: allow Manage Channels.",
    "no-manage-roles": "Server Settings, Roles, Palabre: allow Manage Roles.",
    "no-manage-messages": "Server Settings, Roles, Palabre: allow Manage Messages.",
    "no-read-history": "Edit Channel, Permissions, Palabre: allow Read Message History.",
    "no-add-reactions": "Edit Channel, Permissions, Palabre: allow Add Reactions.",
    "no-attach-files": "Edit Channel, Permissions, Palabre: allow Attach Files.",
    "no-embed-links": "Edit Channel, Permissions, Palabre: allow Embed Links.",
    "no-open-threads": "Edit Channel, Permissions, Palabre: allow Create Public Threads.",
}
"""What to click in Discord, in its own words, for each thing that can be wrong."""

PINNING = "Server Settings, Roles, Palabre: allow Pin Messages; without it all else works."

LISTING = "Server Settings, Roles, Palabre: allow Create Events; without it all else works."


FEW = 20
"""So many servers where nothing lives yet are looked at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the configuration and the registry say."""

    token: str
    guilds: frozenset[str]
    specs: tuple[CommandSpec, ...]
    shortcuts: tuple[ShortcutSpec, ...]
    copy: Catalogue


async def findings(asked: Asked, rooms: Sequence[Room]) -> list[Finding]:
    """Everything that was looked at, in order; never raises for what the platform says."""
    without_voice()
    client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)
    try:
        async with client:
            try:
                await logged_in(client.login(asked.token))
            except discord.LoginFailure:
                remedy = "discord.com/developers, your application, Bot, Reset Token; then set PALABRE_DISCORD__TOKEN."
                return [Finding("wrong", "Discord does not know the token of [discord].", remedy)]
            return [each async for each in _looked_at(client, asked, rooms)]
    except (discord.HTTPException, aiohttp.ClientError, OSError, NotDiscord) as problem:
        remedy = "Is this machine connected to the internet? See api_url below [discord] if you use a proxy."
        return [Finding("wrong", f"Discord does not answer ({why_lost(problem)}).", remedy)]


async def _looked_at(client: discord.Client, asked: Asked, rooms: Sequence[Room]) -> AsyncIterator[Finding]:
    yield Finding("fine", f"Discord knows the token: the bot is called {client.user}.")
    application = await client.application_info()
    flags = application.flags
    if flags.gateway_guild_members or flags.gateway_guild_members_limited:
        yield Finding("fine", "The Server Members Intent is switched on.")
    else:
        yield Finding(
            "wrong", "Discord does not tell this application who the members of a server are.",
            "discord.com/developers, your application, Bot: switch on Server Members Intent.",
        )  # fmt: skip
    there = {str(each.id): each.name async for each in client.fetch_guilds(limit=None)}
    if there:
        yield Finding("fine", f"The bot is on {len(there)} server(s): {', '.join(sorted(there.values()))}.")
    else:
        yield Finding("wrong", "The bot is on no server.", "Open the link of: palabre manifest discord")
    for each in sorted(asked.guilds - there.keys()):
        yield Finding(
            "wrong", f"[discord] guilds names the server {each}, and the bot is not on it.",
            "Invite it with the link of: palabre manifest discord — or take the number out.",
        )  # fmt: skip
    if not asked.guilds or asked.guilds <= there.keys():  # Discord hides the commands of a server we are not on
        yield await _commands(client, application.id, asked)
    homes = dict.fromkeys(each.place.workspace for each in rooms)
    async for finding in _idle(client, [each for each in there if each not in homes], first=not homes):
        yield finding
    for guild in homes:
        async for finding in _server(client, guild, there, [each for each in rooms if each.place.workspace == guild]):
            yield finding


async def _commands(client: discord.Client, application: int, asked: Asked) -> Finding:
    wanted = commands.application_commands(asked.specs, asked.copy, shortcuts=asked.shortcuts)
    if await commands.registered(client.http, application, wanted, asked.guilds):
        return Finding("fine", f"Discord shows the {len(wanted)} commands of this version.")
    return Finding("mind", "Discord does not show this version's commands yet.", "Type: palabre run")


MAKING = ("manage_roles", "manage_channels")
"""Without one of these no community can be given channels there."""

ALLOW = "Server Settings, Roles, Palabre: allow that, or open the link of: palabre manifest discord"


async def _idle(client: discord.Client, servers: Sequence[str], *, first: bool) -> AsyncIterator[Finding]:
    """What servers where nothing lives yet did not allow us when they invited us.

    `first`: nothing lives anywhere; where no server lets us make channels, that has to be mended.
    """
    lacking: dict[str, list[Need]] = {}
    for identity in servers[:FEW]:
        guild = await client.fetch_guild(int(identity))
        me = await guild.fetch_member(client.user.id if client.user else 0)
        lacking[guild.name] = [each for each in PERMISSIONS if not getattr(me.guild_permissions, each.flag)]
    nowhere = first and all(any(each.flag in MAKING for each in missing) for missing in lacking.values())
    for server, missing in lacking.items():
        making = [each.label for each in missing if each.flag in MAKING]
        others = [each for each in missing if each.flag not in MAKING]
        if making:
            what = f"{server}: the bot was not allowed: {', '.join(making)}."
            so = " Create channels here (/community places) cannot work there."
            yield Finding("wrong" if nowhere else "mind", what + so, ALLOW)
        if others:
            what = "; ".join(f"{each.label} ({each.why})" for each in others)
            yield Finding("mind", f"{server}: the bot was not allowed: {what}.", ALLOW)


async def _server(
    client: discord.Client, identity: str, there: dict[str, str], rooms: Sequence[Room]
) -> AsyncIterator[Finding]:
    if identity not in there or client.user is None:
        what = f"A community lives on the server {identity}, and the bot is not on it."
        yield Finding("wrong", what, MENDING["workspace-gone"], tuple(each.place for each in rooms))
        return
    guild = await client.fetch_guild(int(identity))
    me = await guild.fetch_member(client.user.id)
    channels = {str(each.id): each for each in await guild.fetch_channels()}
    if not me.guild_permissions.create_events:
        what = f"{guild.name}: the bot may not list in the server's events what open communities plan."
        yield Finding("mind", what, LISTING)
    if not me.guild_permissions.pin_messages:
        what = f"{guild.name}: the bot may not pin in its channels that a community is archived."
        yield Finding("mind", what, PINNING)
    for place, role in ((each.place, each.role) for each in rooms):
        channel = channels.get(place.id)
        held = guild.get_role(int(role)) if role.isdecimal() else None
        called = f"{guild.name} #{channel.name if channel else place.id}"
        troubles = list(troubles_of(me, channel, role, held))
        for each in troubles:
            yield Finding("wrong", f"{called}: {WORDS[each]}", MENDING[each], (place,))
        if not troubles:
            yield Finding("fine", f"{called} is as it should be.", about=(place,))


WORDS: dict[Trouble, str] = {
    "workspace-gone": "the bot is not on that server any more.",
    "channel-gone": "there is no such channel, or the bot cannot see it.",
    "role-gone": "the role of the members is no more.",
    "role-fixed": "the role of the members is everybody's, or belongs to a bot or a service.",
    "role-too-high": "the role of the members stands above that of the bot, so the bot cannot give it.",
    "no-view": "the bot cannot see the channel.",
    "no-send": "the bot may not write.",
    "no-manage-channel": "the bot may not say who reads and writes there.",
    "no-manage-roles": "the bot may not give roles.",
    "no-manage-messages": "the bot may not take an emoji off a card.",
    "no-read-history": "the bot may not read what was written before.",
    "no-add-reactions": "the bot may not put the emoji under a card.",
    "no-attach-files": "the bot may not attach files.",
    "no-embed-links": "the bot may not lay out its messages.",
    "no-open-threads": "the bot may not open threads below announcements.",
}
