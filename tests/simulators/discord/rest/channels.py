"""Channels of a server, their settings and overwrites."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import payloads, places, threads
from tests.simulators.discord.call import Call, Routes, Status
from tests.simulators.discord.model import Kind
from tests.simulators.discord.permission import Permission, need, need_in_guild
from tests.simulators.discord.refusals import Refused


def get(call: Call) -> Any:
    channel = call.channel()
    need(call.bot, channel)
    return payloads.channel(channel)


def listing(call: Call) -> Any:
    """All of them, those the bot cannot look into too; no threads."""
    return [payloads.channel(channel) for channel in call.guild().channels.values()]


def create(call: Call) -> Any:
    return Status(201, payloads.channel(places.create(call.bot, call.guild(), call.body)))


def change(call: Call) -> Any:
    channel = call.channel()
    if channel.guild is None:
        raise Refused(50003)
    need(call.bot, channel)
    if channel.is_thread:
        threads.change(call.bot, channel, call.body)
    else:
        places.change(call.bot, channel, call.body)
    return payloads.channel(channel)


def move(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, Permission.MANAGE_CHANNELS)
    for each in call.body:
        channel = call.world.channel(int(each["id"]))
        channel.position = channel.position if each.get("position") is None else each["position"]
        if each.get("parent_id"):
            channel.parent = guild.channels[int(each["parent_id"])]
        call.world.tell_channel("CHANNEL_UPDATE", channel)


def delete(call: Call) -> Any:
    """A private conversation is only closed: it opens again with the next message."""
    channel = call.channel()
    need(call.bot, channel)
    if channel.kind is not Kind.DIRECT:
        places.remove(call.bot, channel)
    return payloads.channel(channel)


def put_overwrite(call: Call) -> Any:
    channel = call.channel()
    need(call.bot, channel)
    places.overwrite(call.bot, channel, call.number("overwrite_id"), call.body)


def delete_overwrite(call: Call) -> Any:
    channel = call.channel()
    need(call.bot, channel)
    places.remove_overwrite(call.bot, channel, call.number("overwrite_id"))


ROUTES: Routes = {
    ("GET", "/channels/{channel_id}"): get,
    ("PATCH", "/channels/{channel_id}"): change,
    ("DELETE", "/channels/{channel_id}"): delete,
    ("PUT", "/channels/{channel_id}/permissions/{overwrite_id}"): put_overwrite,
    ("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}"): delete_overwrite,
    ("GET", "/guilds/{guild_id}/channels"): listing,
    ("POST", "/guilds/{guild_id}/channels"): create,
    ("PATCH", "/guilds/{guild_id}/channels"): move,
}
