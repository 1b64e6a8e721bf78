"""chat.*: posting, changing, deleting, whispering, scheduling, and links to messages."""

from __future__ import annotations

import json
from typing import Any

from tests.simulators.slack import posting, written
from tests.simulators.slack.api.door import ApiError, Call, method, need_scope
from tests.simulators.slack.api.finding import conversation, of_the_bot
from tests.simulators.slack.kit.check import check_message_blocks
from tests.simulators.slack.text import stored
from tests.simulators.slack.world import Channel, Message, Payload, Person

LONGEST_POST = 40_000
LONGEST_UPDATE = 4_000
FARTHEST = 120 * 24 * 3600
MOST_BLOCK_CHARACTERS = 13_200
"""Of a message's blocks together, as JSON: found by trying, Slack states no number; response_urls take more."""

METADATA_CHARACTERS = 16_000


@method("chat.postMessage", "chat:write", tier=0)
def post_message(call: Call) -> Payload:
    channel = _destination(call)
    fields = _content(call, LONGEST_POST)
    author = _author(call)
    thread = _thread(call, channel)
    message = posting.post(
        call.slack, channel, call.world.bot.id, fields.pop("text"), names=_names(call), thread=thread,
        broadcast=call.flag("reply_broadcast"), metadata=_metadata(call), **author, **fields,
    )  # fmt: skip
    return {"channel": channel.id, "ts": message.ts, "message": written.as_json(call.slack, message, metadata=True)}


@method("chat.postEphemeral", "chat:write", tier=4)
def post_ephemeral(call: Call) -> Payload:
    channel = conversation(call, wrong="channel_not_found")
    person = call.world.people.get(call.need("user"))
    fields = _content(call, LONGEST_POST)
    if channel.archived:
        raise ApiError("is_archived")
    if call.world.bot.id not in channel.members and not (channel.kind == "public" and _anywhere(call)):
        raise ApiError("not_in_channel" if channel.kind == "public" else "channel_not_found")
    if person is None or person.id not in channel.members or person.deleted:
        raise ApiError("user_not_in_channel")
    fields |= {"thread": call.text("thread_ts"), **_author(call)}
    return {"message_ts": posting.whisper(call.slack, channel, person.id, fields.pop("text"), **fields).ts}


@method("chat.update", "chat:write", tier=3)
def update(call: Call) -> Payload:
    """What is not given stays: a new text does not take the blocks away, an empty list of blocks does."""
    channel = conversation(call)
    message = _mine(call, channel, "cant_update_message")
    given = {name: call.args[name] for name in ("text", "blocks", "attachments") if name in call.args}
    if not given:
        raise ApiError("no_text")
    fields = _content(call, LONGEST_UPDATE, empty="blocks" in given or "attachments" in given)
    kept: dict[str, Any] = {name: fields[name] for name in given}
    if (metadata := _metadata(call)) is not None:
        kept["metadata"] = metadata
    if (files := call.structure("file_ids", "invalid_arguments")) is not None:
        kept["files"] = list(files)
    posting.change(call.slack, message, call.world.bot.id, **kept)
    shown = written.as_json(call.slack, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


@method("chat.delete", "chat:write", tier=3)
def delete(call: Call) -> Payload:
    channel = conversation(call)
    message = _mine(call, channel, "cant_delete_message")
    if message.username:
        raise ApiError("cant_delete_message")
    posting.delete(call.slack, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", tier=4)
def permalink(call: Call) -> Payload:
    channel = conversation(call)
    message = channel.messages.get(call.need("message_ts"))
    if message is None:
        raise ApiError("message_not_found")
    link = f"https://{call.world.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread and message.thread != message.ts:
        link += f"?thread_ts={message.thread}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


@method("chat.scheduleMessage", "chat:write", tier=3)
def schedule(call: Call) -> Payload:
    channel = _destination(call)
    at = call.number("post_at", 0)
    if at <= call.world.seconds():
        raise ApiError("time_in_past")
    if at > call.world.seconds() + FARTHEST:
        raise ApiError("time_too_far")
    fields = _content(call, LONGEST_POST)
    fields |= {"thread": _thread(call, channel), **_author(call)}
    number = call.world.new_id("Q")
    text = fields.pop("text")
    planned = {
        "id": number,
        "channel_id": channel.id,
        "post_at": at,
        "date_created": call.world.seconds(),
        "text": text,
    }
    call.slack.scheduled[number] = planned
    never = _metadata(call) is not None

    def due() -> None:
        """Scheduled messages with metadata never post (a known bug of Slack's)."""
        if call.slack.scheduled.pop(number, None) and not never and not channel.archived:
            posting.post(call.slack, channel, call.world.bot.id, text, names=False, **fields)

    call.world.timers.later(at - call.world.timers.now(), due)
    return {"channel": channel.id, "scheduled_message_id": number, "post_at": str(at), "message": {"text": text}}


@method("chat.scheduledMessages.list", tier=3)
def scheduled(call: Call) -> Payload:
    wanted = call.text("channel")
    found = [each for each in call.slack.scheduled.values() if wanted in ("", each["channel_id"])]
    return {"scheduled_messages": found, "response_metadata": {"next_cursor": ""}}


@method("chat.deleteScheduledMessage", "chat:write", tier=3)
def unschedule(call: Call) -> Payload:
    if call.slack.scheduled.pop(call.need("scheduled_message_id"), None) is None:
        raise ApiError("invalid_scheduled_message_id")
    return {}


def _destination(call: Call) -> Channel:
    """Where a message goes: a channel, or a person's id, which opens the private conversation with them."""
    id = call.need("channel", "channel_not_found")
    if id in call.world.people:
        channel = call.world.open_direct(call.world.bot.id, reachable(call, call.world.people[id]).id)[0]
    else:
        channel = conversation(call, by_name=True)
    bot = call.world.bot.id
    if channel.kind == "im" and bot in channel.members:
        reachable(call, call.world.people[next(each for each in channel.members if each != bot)])
    if channel.archived:
        raise ApiError("is_archived")
    if bot not in channel.members:
        if channel.kind != "public":
            raise ApiError("channel_not_found")
        if not _anywhere(call):
            raise ApiError("not_in_channel")
    if channel.read_only:
        raise ApiError("restricted_action_read_only_channel")
    return channel


def reachable(call: Call, person: Person) -> Person:
    """Posting to somebody whose account is closed succeeds, and nobody reads it; only opening the talk is refused."""
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    if person.deleted and call.method == "conversations.open":
        raise ApiError("user_disabled")
    if not person.dms or not call.slack.app.messages_tab:
        raise ApiError("messages_tab_disabled")
    return person


def _anywhere(call: Call) -> bool:
    return "chat:write.public" in call.slack.app.scopes


def _content(call: Call, longest: int, *, empty: bool = False) -> dict[str, Any]:
    """The text, blocks and attachments of a message, checked."""
    blocks = call.structure("blocks", "invalid_blocks_format") or []
    attachments = call.structure("attachments", "invalid_attachments") or []
    text, marked = call.text("text"), call.flag("mrkdwn", default=True)
    if call.has("markdown_text"):
        if call.has("text") or blocks:
            raise ApiError("markdown_text_conflict")
        text = call.text("markdown_text")
        if len(text) > 12_000:
            raise ApiError("msg_too_long")
    if not isinstance(attachments, list):
        raise ApiError("invalid_attachments")
    if len(attachments) > 100:
        raise ApiError("too_many_attachments")
    check_message_blocks(blocks)
    if call.method != "chat.postEphemeral" and len(json.dumps(blocks, separators=(",", ":"))) > MOST_BLOCK_CHARACTERS:
        raise ApiError("msg_blocks_too_long")
    if not (text.strip() or blocks or attachments or empty):
        raise ApiError("no_text")
    if len(text) > longest:
        raise ApiError("msg_too_long")
    text = stored(text, call.world, names=_names(call))
    return {"text": text, "blocks": blocks, "attachments": attachments, "marked": marked}


def _names(call: Call) -> bool:
    return call.flag("link_names") or call.text("parse") == "full"


def _author(call: Call) -> dict[str, Any]:
    """As whom the app speaks; another name or picture needs its own scope."""
    fields: dict[str, Any] = {"bot_id": call.world.bot.bot_id}
    icons = {name.removeprefix("icon_"): call.text(name) for name in ("icon_emoji", "icon_url") if call.has(name)}
    if call.has("username") or icons:
        need_scope(call, "chat:write.customize")
        fields |= {"username": call.text("username", call.slack.app.bot_name), "icons": icons, "subtype": "bot_message"}
    return fields


def _thread(call: Call, channel: Channel) -> str:
    """The thread's root; a reply's own ts leads to its root's thread, an unknown one is refused."""
    ts = call.text("thread_ts")
    if not ts:
        return ""
    parent = channel.messages.get(ts)
    if parent is None:
        raise ApiError("thread_not_found" if "." in ts else "invalid_thread_ts")
    return parent.thread or parent.ts


def _metadata(call: Call) -> Payload | None:
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_schema")
    if len(str(metadata)) > METADATA_CHARACTERS:
        raise ApiError("metadata_too_large")
    return metadata


def _mine(call: Call, channel: Channel, not_mine: str) -> Message:
    message = channel.messages.get(call.need("ts", "message_not_found"))
    if message is None or message.subtype == "tombstone":
        raise ApiError("message_not_found")
    if not of_the_bot(call, message):
        raise ApiError(not_mine)
    if channel.archived:
        raise ApiError("is_archived" if not_mine == "cant_update_message" else "channel_is_archived")
    return message
