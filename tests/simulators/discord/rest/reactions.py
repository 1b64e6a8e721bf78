"""Reactions under a message."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from tests.simulators.discord import payloads, reacting
from tests.simulators.discord.call import Call, Routes
from tests.simulators.discord.permission import Permission, need


def add(call: Call) -> Any:
    need(call.bot, call.channel())
    reacting.react(call.bot, call.message(), _emoji(call))


def remove_own(call: Call) -> Any:
    need(call.bot, call.channel())
    reacting.unreact(call.bot, call.message(), _emoji(call))


def remove(call: Call) -> Any:
    need(call.bot, call.channel())
    person = call.world.somebody(call.number("user_id"))
    reacting.unreact(person, call.message(), _emoji(call), by=call.bot)


def people(call: Call) -> Any:
    """Who reacted with one emoji, in the order of their numbers, a page at a time."""
    need(call.bot, call.channel(), Permission.READ_MESSAGE_HISTORY)
    key = reacting.emoji_key(_emoji(call))
    after = int(call.query.get("after", 0))
    found = sorted(call.message().reactions.get(key, {}), key=lambda each: each.id)
    return [payloads.user(each) for each in found if each.id > after][: call.limit(25, 100)]


def clear(call: Call) -> Any:
    need(call.bot, call.channel())
    reacting.clear_reactions(call.bot, call.message(), _emoji(call) if "emoji_name" in call.path else None)


def _emoji(call: Call) -> str:
    return unquote(call.path["emoji_name"])


_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
ROUTES: Routes = {
    ("PUT", _ALL + "/{emoji_name}/@me"): add,
    ("DELETE", _ALL + "/{emoji_name}/@me"): remove_own,
    ("DELETE", _ALL + "/{emoji_name}/{user_id}"): remove,
    ("GET", _ALL + "/{emoji_name}"): people,
    ("DELETE", _ALL + "/{emoji_name}"): clear,
    ("DELETE", _ALL): clear,
}
