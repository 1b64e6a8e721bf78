"""What Palabre needs on Discord, each with its reason, and the link that invites it with that and nothing else."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from adapters.discord.commands import application_commands
from bot.chat.port import Manifest
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.i18n import Catalogue

UNKNOWN = "APPLICATION_ID"
"""Stands in the link while nothing tells which application it is."""

PATIENCE = aiohttp.ClientTimeout(total=5)


@dataclass(frozen=True, slots=True)
class Need:
    """`flag` is discord.py's name for it, `label` what stands beside the switch."""

    flag: str
    label: str
    why: str


INTENTS = (
    Need("guilds", "Guilds", "which channels and roles a server has, and when one of them is deleted"),
    Need("members", "Server Members Intent", "who comes, who leaves and who holds a role, which membership follows"),
    Need("guild_messages", "Guild Messages", "when a card of its own is deleted; what people write stays unread"),
    Need("guild_reactions", "Guild Message Reactions", "an emoji under a card does what its button does"),
    Need("guild_scheduled_events", "Guild Scheduled Events", "who changes an event it listed, or is interested in it"),
)
"""What Discord tells us. The second is privileged: it must be switched on by hand."""

PERMISSIONS = (
    Need("view_channel", "View Channels", "the channels that communities live in"),
    Need("send_messages", "Send Messages", "announcements, requests to administrators, reminders"),
    Need("send_messages_in_threads", "Send Messages in Threads", "the same in threads and forum posts"),
    Need("create_public_threads", "Create Public Threads", "what is announced can be discussed beneath"),
    Need("embed_links", "Embed Links", "links and pictures show what they lead to"),
    Need("attach_files", "Attach Files", "lists as CSV, and what members share"),
    Need("add_reactions", "Add Reactions", "puts under a card the emoji that decide it"),
    Need("read_message_history", "Read Message History", "finds its own cards, and the emoji put there meanwhile"),
    Need("pin_messages", "Pin Messages", "keeps at hand in its channels that a community is archived"),
    Need("manage_messages", "Manage Messages", "takes off the emoji of those who may not decide"),
    Need("manage_roles", "Manage Roles", "gives members their role, and lets it into the community's channels"),
    Need("manage_channels", "Manage Channels", "makes channels for communities; sets who reads and who writes there"),
    Need("create_events", "Create Events", "keeps what open communities plan on the server's own list of events"),
)
"""What we do in a server; nothing of it is needed to read what people write to each other."""


def intents() -> discord.Intents:
    return discord.Intents(**{need.flag: True for need in INTENTS})


def permissions() -> discord.Permissions:
    return discord.Permissions(**{need.flag: True for need in PERMISSIONS})


def invitation(application: str) -> str:
    """The link that puts the bot on a server, with everything it needs there and nothing else."""
    address = discord.utils.oauth_url(application, permissions=permissions(), scopes=("bot", "applications.commands"))
    return str(address)


async def manifest(
    section: Mapping[str, Any], copy: Catalogue, *, specs: Sequence[CommandSpec], shortcuts: Sequence[ShortcutSpec]
) -> Manifest:
    """The link, for the application whose token the section holds, and what to do before and after."""
    application = await application_of(str(section.get("token", "")), str(section.get("api_url", "")))
    number = len(application_commands(specs, copy, shortcuts))
    return Manifest(invitation(application), tuple(_about(number, known=application != UNKNOWN)))


async def application_of(token: str, api_url: str) -> str:
    """Discord's word for it, or the number that a token begins with: older applications have another one there."""
    return (await _asked(token, api_url) if token and api_url else "") or _written(token) or UNKNOWN


async def _asked(token: str, api_url: str) -> str:
    """ "" when Discord cannot be asked now: the link is wanted all the same."""
    headers = {"Authorization": f"Bot {token}"}
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE, headers=headers) as session,
            session.get(f"{api_url.rstrip('/')}/applications/@me") as answer,
        ):
            found = await answer.json() if answer.status == 200 else None
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError):
        return ""
    number = found.get("id") if isinstance(found, dict) else None
    return number if isinstance(number, str) and number.isdecimal() else ""


def _written(token: str) -> str:
    first = token.partition(".")[0]
    try:
        number = base64.b64decode(first + "=" * (-len(first) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return number if number.isdecimal() else ""


def _about(commands: int, *, known: bool) -> Iterator[str]:
    yield from (
        "1. On discord.com/developers, in your application (or a New Application), under Bot:",
        "   - Reset Token gives the token; set PALABRE_DISCORD__TOKEN to it, or token below [discord].",
        f"   - Switch on {INTENTS[1].label}. The other two privileged intents stay off.",
        "   - Leave Requires OAuth2 Code Grant off.",
        "   - If nobody else shall invite it: Installation, Install Link, None; then switch Public Bot off.",
    )
    if not known:
        yield f"   In the link, put the Application ID of General Information for {UNKNOWN}."
    yield from (
        "2. Open the link below, choose a server where you may manage it, and authorise.",
        "3. In Server Settings, Roles, drag the role of the bot above the roles that it shall give to members.",
        "4. Type: palabre check",
        "",
        "What it hears from Discord (intents):",
        *_needs(INTENTS),
        "",
        f"What it does on a server (permissions, {permissions().value}):",
        *_needs(PERMISSIONS),
        "",
        f"Its {commands} commands it tells Discord by itself, at every start at which they changed.",
        "",
    )


def _needs(needs: Sequence[Need]) -> Iterator[str]:
    width = max(len(need.label) for need in needs)
    return (f"   {need.label:{width}}  {need.why}" for need in needs)
