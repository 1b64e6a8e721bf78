"""Who may do what: Discord's permission bits, and its rules for combining roles, overwrites and implicit denials."""

from __future__ import annotations

from enum import IntFlag
from functools import reduce
from typing import TYPE_CHECKING

from tests.simulators.discord.refusals import Refused

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild
    from tests.simulators.discord.model import Channel, Member, Overwrite, User


class Permission(IntFlag):
    """The names and bits of Discord's document on permissions."""

    NONE = 0
    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


P = Permission
ALL = reduce(Permission.__or__, Permission)
EVERYONE = (
    P.CREATE_INSTANT_INVITE | P.ADD_REACTIONS | P.STREAM | P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS
    | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY | P.MENTION_EVERYONE | P.USE_EXTERNAL_EMOJIS | P.CONNECT | P.SPEAK
    | P.USE_VAD | P.CHANGE_NICKNAME | P.USE_APPLICATION_COMMANDS | P.REQUEST_TO_SPEAK | P.CREATE_PUBLIC_THREADS
    | P.CREATE_PRIVATE_THREADS | P.USE_EXTERNAL_STICKERS | P.SEND_MESSAGES_IN_THREADS | P.USE_EMBEDDED_ACTIVITIES
    | P.USE_SOUNDBOARD | P.USE_EXTERNAL_SOUNDS | P.SEND_VOICE_MESSAGES | P.SEND_POLLS | P.USE_EXTERNAL_APPS
)  # fmt: skip
"""What @everyone may do in a new server."""

DIRECT = (
    P.ADD_REACTIONS | P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY
    | P.USE_EXTERNAL_EMOJIS | P.USE_APPLICATION_COMMANDS | P.PIN_MESSAGES | P.SEND_POLLS | P.USE_EXTERNAL_STICKERS
)  # fmt: skip
"""What both have in a private conversation."""

_WHEN_TIMED_OUT = P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY
_WITH_SENDING = P.MENTION_EVERYONE | P.SEND_TTS_MESSAGES | P.ATTACH_FILES | P.EMBED_LINKS


def in_guild(member: Member) -> Permission:
    """Before any channel's overwrites: the owner and administrators may everything."""
    if member.guild.owner is member.user:
        return ALL
    mine = reduce(Permission.__or__, (role.permissions for role in member.all_roles), P.NONE)
    if P.ADMINISTRATOR in mine:
        return ALL
    return mine & _WHEN_TIMED_OUT if member.timed_out else mine


def in_channel(user: User, channel: Channel) -> Permission:
    """With the channel's overwrites (a thread has its parent's) and what Discord denies by implication."""
    if channel.guild is None:
        return DIRECT if user in channel.recipients else P.NONE
    member = channel.guild.members.get(user.id)
    if member is None:
        return P.NONE
    mine = in_guild(member)
    if P.ADMINISTRATOR in mine:
        return ALL
    mine = _overwritten(mine, member, (channel.parent if channel.is_thread else channel) or channel)
    if P.VIEW_CHANNEL not in mine:
        return P.NONE
    if channel.is_private_thread and user not in channel.joined and P.MANAGE_THREADS not in mine:
        return P.NONE
    if (P.SEND_MESSAGES_IN_THREADS if channel.is_thread else P.SEND_MESSAGES) not in mine:
        mine &= ~_WITH_SENDING
    return mine & _WHEN_TIMED_OUT if member.timed_out else mine


def _overwritten(mine: Permission, member: Member, channel: Channel) -> Permission:
    """@everyone's overwrite first, then those of all roles together, then the member's own."""
    overwrites = channel.overwrites
    steps: list[list[Overwrite | None]] = [
        [overwrites.get(member.guild.id)],
        [overwrites.get(role.id) for role in member.roles],
        [overwrites.get(member.user.id)],
    ]
    for step in steps:
        present = [overwrite for overwrite in step if overwrite]
        mine &= ~reduce(Permission.__or__, (each.deny for each in present), P.NONE)
        mine |= reduce(Permission.__or__, (each.allow for each in present), P.NONE)
    return mine


def may_view(user: User, channel: Channel) -> bool:
    return P.VIEW_CHANNEL in in_channel(user, channel)


def may_write(user: User, channel: Channel) -> bool:
    needed = P.SEND_MESSAGES_IN_THREADS if channel.is_thread else P.SEND_MESSAGES
    return P.VIEW_CHANNEL | needed in in_channel(user, channel)


def need(user: User, channel: Channel, permission: Permission = P.NONE) -> Permission:
    """Refuse as Discord does: 50001 where one cannot look, 50013 where one may not act."""
    mine = in_channel(user, channel)
    if P.VIEW_CHANNEL not in mine:
        raise Refused(50001)
    if permission not in mine:
        raise Refused(50013)
    return mine


def need_in_guild(user: User, guild: Guild, permission: Permission = P.NONE) -> Member:
    member = guild.members.get(user.id)
    if member is None:
        raise Refused(50001)
    if permission not in in_guild(member):
        raise Refused(50013)
    return member


def above(member: Member, other: Member) -> bool:
    """Hierarchy: the owner is above everybody, then the highest role counts."""
    owner = member.guild.owner
    return member.user is owner or (other.user is not owner and member.top_role.is_above(other.top_role))
