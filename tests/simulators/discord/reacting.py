"""Reactions under messages: who may add, take back and clear them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from tests.simulators.discord import payloads
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import Message, User
from tests.simulators.discord.permission import Permission, need
from tests.simulators.discord.refusals import Refused
from tests.simulators.discord.threads import awake

JSON = dict[str, Any]
P = Permission


def react(who: User, message: Message, emoji: str) -> None:
    """A new emoji needs ADD_REACTIONS, one more of a present emoji does not; twenty emoji at most."""
    key = emoji_key(emoji)
    need(who, message.channel, P.READ_MESSAGE_HISTORY)
    awake(message.channel)
    people = message.reactions.get(key)
    if people is None:
        need(who, message.channel, P.ADD_REACTIONS)
        if len(message.reactions) >= 20:
            raise Refused(30010)
        people = message.reactions[key] = {}
    if who not in people:
        people[who] = message.channel.world.time.now()
        _tell_reaction("MESSAGE_REACTION_ADD", who, message, key)


def unreact(who: User, message: Message, emoji: str, *, by: User | None = None) -> None:
    """One's own, or somebody else's with MANAGE_MESSAGES; one that is not there is no mistake."""
    key = emoji_key(emoji)
    need(by or who, message.channel, P.NONE if by in (None, who) else P.MANAGE_MESSAGES)
    awake(message.channel)
    people = message.reactions.get(key, {})
    if who in people:
        del people[who]
        if not people:
            del message.reactions[key]
        _tell_reaction("MESSAGE_REACTION_REMOVE", who, message, key)


def clear_reactions(by: User, message: Message, emoji: str | None = None) -> None:
    """All of them, or all of one emoji."""
    channel = message.channel
    need(by, channel, P.MANAGE_MESSAGES)
    awake(channel)
    data: JSON = {"channel_id": str(channel.id), "message_id": str(message.id)} | payloads.guild_id(channel)
    if emoji is None:
        message.reactions.clear()
        channel.world.tell(Event("MESSAGE_REACTION_REMOVE_ALL", data, channel.guild, channel))
    else:
        key = emoji_key(emoji)
        message.reactions.pop(key, None)
        data["emoji"] = payloads.emoji(key)
        channel.world.tell(Event("MESSAGE_REACTION_REMOVE_EMOJI", data, channel.guild, channel))


def _tell_reaction(name: str, who: User, message: Message, key: str) -> None:
    channel = message.channel
    data: JSON = {
        "user_id": str(who.id), "channel_id": str(channel.id), "message_id": str(message.id),
        "emoji": payloads.emoji(key), "burst": False, "type": 0,
    } | payloads.guild_id(channel)  # fmt: skip
    if name == "MESSAGE_REACTION_ADD":
        data |= {"message_author_id": str(message.author.id), "burst_colors": []}
        if channel.guild:
            data["member"] = payloads.member(channel.guild.member(who))
    channel.world.tell(Event(name, data, channel.guild, channel))


def emoji_key(emoji: str) -> str:
    """A sign of Unicode's, or `name:number`; anything else is no emoji."""
    text = emoji.strip("<>").removeprefix("a:").lstrip(":")
    if re.fullmatch(r"\w{2,32}:\d{15,20}", text):
        return text
    if not text or any((c.isalpha() and c != "ℹ") or c.isspace() for c in text) or not any(map(_pictorial, text)):
        raise Refused(10014)
    return text


def _pictorial(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sk", "Sm", "Po", "Me", "Cs") or sign in "\u20e3ℹ©®〰"
