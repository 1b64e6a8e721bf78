"""conversations.*: finding and reading conversations, and the pages in which lists come."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.simulators.slack import written
from tests.simulators.slack.api.door import ApiError, Call, method, need_scope
from tests.simulators.slack.api.finding import conversation
from tests.simulators.slack.world import Channel, Message, Payload

Item = TypeVar("Item")

KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
PREFIX = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
COMMERCIAL_ITEMS = 15
MOST_MESSAGES = 999


@method("conversations.list", *READ, tier=2)
def conversations_list(call: Call) -> Payload:
    found, cursor = listed(call, lambda channel: True)
    return {
        "channels": [conversation_json(call, each) for each in found],
        "response_metadata": {"next_cursor": cursor},
    }


@method("conversations.info", *READ, tier=3)
def conversations_info(call: Call) -> Payload:
    channel = conversation(call)
    need_scope(call, f"{PREFIX[channel.kind]}:read")
    return {"channel": conversation_json(call, channel, members=call.flag("include_num_members"))}


@method("conversations.members", *READ, tier=4)
def conversations_members(call: Call) -> Payload:
    channel = conversation(call)
    need_scope(call, f"{PREFIX[channel.kind]}:read")
    found, cursor = paged(call, channel.members, default=100, most=1000)
    return {"members": list(found), "response_metadata": {"next_cursor": cursor}}


@method("conversations.history", *HISTORY, tier=3)
def conversations_history(call: Call) -> Payload:
    channel = _readable(call)
    messages = [each for each in channel.in_order() if not _inside(each) or each.broadcast]
    return _messages(call, [each for each in reversed(messages) if _between(call, each)], default=100)


@method("conversations.replies", *HISTORY, tier=3)
def conversations_replies(call: Call) -> Payload:
    """The thread, its root first; asked with a reply's own ts, Slack gives that reply alone."""
    channel = _readable(call)
    root = channel.messages.get(call.need("ts"))
    if root is None:
        raise ApiError("thread_not_found")
    replies = [each for each in channel.replies(root.ts) if _between(call, each)]
    return _messages(call, [root, *replies], default=MOST_MESSAGES)


def _readable(call: Call) -> Channel:
    channel = conversation(call)
    need_scope(call, f"{PREFIX[channel.kind]}:history")
    if call.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _messages(call: Call, messages: list[Message], *, default: int) -> Payload:
    if call.slack.rates.commercial:
        call.args["limit"] = min(call.number("limit", COMMERCIAL_ITEMS), COMMERCIAL_ITEMS)
    found, cursor = paged(call, messages, default=default, most=MOST_MESSAGES)
    metadata = call.flag("include_all_metadata")
    answer: Payload = {
        "messages": [written.as_json(call.slack, each, metadata=metadata) for each in found],
        "has_more": bool(cursor),
    }
    if call.method == "conversations.history":
        answer["pin_count"] = len(call.world.channels[call.text("channel")].pins)
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def _between(call: Call, message: Message) -> bool:
    """`oldest` and `latest` are outside of what is given, unless `inclusive`."""
    try:
        at, oldest, latest = float(message.ts), float(call.text("oldest", "0")), float(call.text("latest") or "inf")
    except ValueError:
        raise ApiError("invalid_ts_oldest") from None
    if call.flag("inclusive"):
        return oldest <= at <= latest
    return oldest < at < latest


def _inside(message: Message) -> bool:
    return bool(message.thread) and message.thread != message.ts


def listed(call: Call, which: Callable[[Channel], bool]) -> tuple[Sequence[Channel], str]:
    """Conversations of the types asked for that the bot may know of; each type needs its scope."""
    types = call.words("types") or ["public_channel"]
    if not set(types) <= set(KINDS):
        raise ApiError("invalid_types")
    kinds = [KINDS[each] for each in types]
    for kind in kinds:
        need_scope(call, f"{PREFIX[kind]}:read")
    bot, live = call.world.bot.id, call.flag("exclude_archived")
    channels = [
        each
        for each in call.world.channels.values()
        if each.kind in kinds and which(each) and not (live and each.archived)
        and (each.kind == "public" or bot in each.members)
    ]  # fmt: skip
    return paged(call, channels, default=100, most=999)


def paged(call: Call, items: Sequence[Item], *, default: int, most: int) -> tuple[Sequence[Item], str]:
    """One page and the cursor of the next, empty at the end; without a limit and a default, everything."""
    size = call.number("limit", default) or len(items) or 1
    if size < 0 or size > most:
        raise ApiError("invalid_limit")
    start = _start(call.text("cursor"))
    end = start + size
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], cursor


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise ApiError("invalid_cursor") from None


def conversation_json(call: Call, channel: Channel, *, members: bool = False) -> Payload:
    world = call.world
    shown: Payload = {
        "id": channel.id, "created": channel.created, "is_archived": channel.archived, "is_org_shared": False,
        "context_team_id": world.team_id, "updated": channel.created * 1000,
    }  # fmt: skip
    if channel.kind == "im":
        other = next(each for each in [*channel.members, world.bot.id] if each != world.bot.id)
        return shown | {"is_im": True, "user": other, "is_user_deleted": world.people[other].deleted}
    shown |= {
        "name": channel.name, "name_normalized": channel.name, "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private", "is_im": False, "is_mpim": channel.kind == "mpim",
        "is_private": channel.private, "is_general": channel.general, "is_shared": channel.shared,
        "is_ext_shared": channel.shared, "unlinked": 0, "creator": channel.creator, "topic": channel.topic,
        "purpose": channel.purpose, "previous_names": channel.previous_names, "shared_team_ids": [world.team_id],
        "pending_shared": [], "is_pending_ext_shared": False, "is_member": world.bot.id in channel.members,
    }  # fmt: skip
    if members or call.method == "conversations.list":
        shown["num_members"] = len(channel.members)
    return shown
