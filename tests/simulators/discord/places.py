"""Making and changing a server's channels, and who gets in: what Discord lets whom set, and checks while it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import payloads
from tests.simulators.discord.model import Channel, Kind, Overwrite, User
from tests.simulators.discord.permission import ALL, Permission, in_channel, in_guild, need, need_in_guild
from tests.simulators.discord.refusals import Form, Refused, wrong_form

if TYPE_CHECKING:
    from tests.simulators.discord.guild import Guild

JSON = dict[str, Any]
P = Permission
_MAKEABLE = {Kind.TEXT, Kind.VOICE, Kind.CATEGORY, Kind.NEWS, Kind.STAGE, Kind.FORUM, Kind.MEDIA}
_REMEMBERED = ("default_auto_archive_duration", "flags", "default_reaction_emoji", "default_sort_order")


def create(who: User, guild: Guild, asked: JSON) -> Channel:
    """With overwrites only of permissions that one has oneself; nobody is let in unnamed, not its maker either."""
    need_in_guild(who, guild, P.MANAGE_CHANNELS)
    kind = Kind(asked.get("type") or 0)
    form = Form()
    with form.at("type"):
        form.choice(kind, _MAKEABLE)
    with form.at("name"):
        form.length(asked.get("name"), 100, least=1, needed=True)
    _check(form, kind, asked)
    form.done()
    if len(guild.channels) >= 500:
        raise Refused(30013)
    channel = Channel(guild.world, guild.world.time.snowflake(), kind, _name(kind, asked["name"]), guild)
    channel.position = len(guild.channels) if asked.get("position") is None else asked["position"]
    channel.parent = _parent(guild, asked.get("parent_id"))
    if asked.get("permission_overwrites") is not None:
        channel.overwrites = _overwrites(who, guild, asked["permission_overwrites"])
    elif channel.parent:
        channel.overwrites = {n: Overwrite(o.id, o.kind, o.allow, o.deny) for n, o in channel.parent.overwrites.items()}
    _set(channel, asked)
    guild.channels[channel.id] = guild.world.channels[channel.id] = channel
    guild.world.tell_channel("CHANNEL_CREATE", channel)
    return channel


def change(who: User, channel: Channel, asked: JSON) -> None:
    """MANAGE_CHANNELS in it; for overwrites MANAGE_ROLES too."""
    assert channel.guild is not None
    need(who, channel, P.MANAGE_CHANNELS)
    form = Form()
    if "name" in asked:
        with form.at("name"):
            form.length(asked["name"], 100, least=1, needed=True)
    _check(form, channel.kind, asked)
    form.done()
    if asked.get("permission_overwrites") is not None:
        need(who, channel, P.MANAGE_ROLES)
        new = _overwrites(who, channel.guild, asked["permission_overwrites"], before=channel)
        channel.overwrites = new
    if "name" in asked:
        channel.name = _name(channel.kind, asked["name"])
    if asked.get("position") is not None:
        channel.position = asked["position"]
    if "parent_id" in asked:
        channel.parent = _parent(channel.guild, asked["parent_id"])
    _set(channel, asked)
    channel.world.tell_channel("CHANNEL_UPDATE", channel)


def remove(who: User, channel: Channel) -> None:
    """A category's channels stay and lose their parent; a thread's message stays and has no thread any more."""
    need(who, channel, P.MANAGE_THREADS if channel.is_thread else P.MANAGE_CHANNELS)
    world = channel.world
    channel.gone = True
    del world.channels[channel.id]
    if channel.is_thread:
        told = {"id": str(channel.id), "type": int(channel.kind)} | payloads.guild_id(channel)
        world.tell_deleted_thread(channel, told | {"parent_id": str(channel.parent.id if channel.parent else 0)})
        return
    assert channel.guild is not None
    del channel.guild.channels[channel.id]
    for thread in channel.threads:
        thread.gone = True
        del world.channels[thread.id]
    world.tell_channel("CHANNEL_DELETE", channel)
    for other in channel.guild.channels.values():
        if other.parent is channel:
            other.parent = None
            world.tell_channel("CHANNEL_UPDATE", other)


def overwrite(who: User, channel: Channel, number: int, asked: JSON) -> None:
    """Let one role or member in, or keep them out. A person is not kept from locking themselves out."""
    guild = channel.guild
    if guild is None or channel.is_thread:
        raise Refused(50024 if guild else 50003)
    need(who, channel, P.MANAGE_ROLES)
    kind = asked.get("type", channel.overwrites[number].kind if number in channel.overwrites else None)
    if kind not in (0, 1):
        wrong_form("type", "BASE_TYPE_CHOICES", "Value must be one of {0, 1}.")
    if kind == 0 and number not in guild.roles:
        raise Refused(10011)
    new = Overwrite(number, kind, _bits(asked.get("allow")), _bits(asked.get("deny")))
    old = channel.overwrites.get(number, Overwrite(number, kind))
    _within(who, channel, guild, (new.allow ^ old.allow) | (new.deny ^ old.deny))
    channel.overwrites[number] = new
    channel.world.tell_channel("CHANNEL_UPDATE", channel)


def remove_overwrite(who: User, channel: Channel, number: int) -> None:
    if channel.guild is None:
        raise Refused(50003)
    need(who, channel, P.MANAGE_ROLES)
    old = channel.overwrites.get(number)
    if old is None:
        raise Refused(10009)
    _within(who, channel, channel.guild, old.allow | old.deny)
    del channel.overwrites[number]
    channel.world.tell_channel("CHANNEL_UPDATE", channel)


def _overwrites(who: User, guild: Guild, asked: list[JSON], *, before: Channel | None = None) -> dict[int, Overwrite]:
    new: dict[int, Overwrite] = {}
    for each in asked:
        number = int(each["id"])
        kind = each.get("type", 0 if number in guild.roles else 1)
        kind = int({"role": 0, "member": 1}.get(kind, kind))
        if kind == 0 and number not in guild.roles:
            raise Refused(10011)
        new[number] = Overwrite(number, kind, _bits(each.get("allow")), _bits(each.get("deny")))
    touched = P.NONE
    old = before.overwrites if before else {}
    for number in new.keys() | old.keys():
        one, other = (side.get(number, Overwrite(number, 0)) for side in (new, old))
        touched |= (one.allow ^ other.allow) | (one.deny ^ other.deny)
    _within(who, before, guild, touched)
    return new


def _within(who: User, channel: Channel | None, guild: Guild, touched: Permission) -> None:
    """Only permissions one has oneself, in the server or the channel; any with MANAGE_ROLES allowed in the channel."""
    member = guild.member(who)
    mine = in_guild(member)
    if channel is not None:
        mine |= in_channel(who, channel)
        own = [channel.overwrites.get(number) for number in (who.id, *(role.id for role in member.roles))]
        if any(each and P.MANAGE_ROLES in each.allow for each in own):
            return
    if P.MANAGE_ROLES in touched and P.ADMINISTRATOR not in mine:
        raise Refused(50013)
    if touched & ~mine:
        raise Refused(50013)


def _bits(text: object) -> Permission:
    """Bits that nobody knows are dropped."""
    return Permission(int(str(text or 0)) & int(ALL))


def _check(form: Form, kind: Kind, asked: JSON) -> None:
    with form.at("topic"):
        form.length(asked.get("topic"), 4096 if kind in (Kind.FORUM, Kind.MEDIA) else 1024)
    with form.at("rate_limit_per_user"):
        form.between(asked.get("rate_limit_per_user"), 0, 21_600)
    tags = asked.get("available_tags") or []
    with form.at("available_tags"):
        form.count(tags, 20)
        for index, tag in enumerate(tags):
            with form.at(index, "name"):
                form.length(tag.get("name"), 20, least=1, needed=True)


def _set(channel: Channel, asked: JSON) -> None:
    channel.topic = asked.get("topic", channel.topic)
    channel.nsfw = bool(asked.get("nsfw", channel.nsfw))
    channel.slowmode = asked.get("rate_limit_per_user", channel.slowmode) or 0
    channel.settings |= {key: asked[key] for key in _REMEMBERED if asked.get(key) is not None}
    if asked.get("available_tags") is not None:
        number = channel.world.time.snowflake
        channel.tags = [payloads.new_tag(int(tag.get("id") or number()), tag) for tag in asked["available_tags"]]


def _parent(guild: Guild, number: object) -> Channel | None:
    if number is None:
        return None
    parent = guild.channels.get(int(str(number)))
    if parent is None or parent.kind is not Kind.CATEGORY:
        wrong_form("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    return parent


def _name(kind: Kind, name: str) -> str:
    """Text channels are written in small letters with hyphens."""
    if kind in (Kind.TEXT, Kind.NEWS):
        return re.sub(r"[^\w\-]", "", re.sub(r"\s+", "-", name.strip().lower())) or "-"
    return name
