"""reactions.* and pins.*: emoji under messages, and messages that are kept at hand."""

from __future__ import annotations

import re

from tests.simulators.slack import talking, written
from tests.simulators.slack.api.conversations import PREFIX
from tests.simulators.slack.api.door import ApiError, Call, method, need_scope
from tests.simulators.slack.api.finding import conversation
from tests.simulators.slack.world import Channel, Message, Payload

MOST_KINDS = 23
MOST_PINS = 100


@method("reactions.add", "reactions:write", tier=3)
def add(call: Call) -> Payload:
    name = _name(call)
    channel, message = _message(call)
    _in(call, channel)
    if call.world.bot.id in message.reactions.get(name, []):
        raise ApiError("already_reacted")
    if name not in message.reactions and len(message.reactions) >= MOST_KINDS:
        raise ApiError("too_many_emoji")
    talking.react(call.slack, call.world.bot, name, message)
    return {}


@method("reactions.remove", "reactions:write", tier=2)
def remove(call: Call) -> Payload:
    """Only the bot's own: there is no way to remove somebody else's."""
    name = _name(call)
    _, message = _message(call)
    if call.world.bot.id not in message.reactions.get(name, []):
        raise ApiError("no_reaction")
    talking.unreact(call.slack, call.world.bot, name, message)
    return {}


@method("reactions.get", "reactions:read", tier=3)
def get(call: Call) -> Payload:
    channel, message = _message(call)
    shown = written.as_json(call.slack, message)
    return {"type": "message", "channel": channel.id, "message": shown}


@method("pins.add", "pins:write", tier=2)
def pin(call: Call) -> Payload:
    channel, message = _message(call)
    _in(call, channel)
    if message.ts in channel.pins:
        raise ApiError("already_pinned")
    if len(channel.pins) >= MOST_PINS:
        raise ApiError("too_many_pins")
    talking.pin(call.slack, call.world.bot, message)
    return {}


@method("pins.remove", "pins:write", tier=2)
def unpin(call: Call) -> Payload:
    channel, message = _message(call)
    if message.ts not in channel.pins:
        raise ApiError("no_pin")
    talking.unpin(call.slack, call.world.bot, message)
    return {}


@method("pins.list", "pins:read", tier=2)
def pins(call: Call) -> Payload:
    channel = conversation(call)
    shown = [written.as_json(call.slack, channel.messages[ts]) for ts in channel.pins]
    return {"items": [{"type": "message", "channel": channel.id, "message": each} for each in shown]}


def _name(call: Call) -> str:
    name = call.need("name", "invalid_name").strip(":")
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise ApiError("invalid_name")
    return name


def _message(call: Call) -> tuple[Channel, Message]:
    if not call.has("timestamp"):
        raise ApiError("no_item_specified")
    channel = conversation(call)
    message = channel.messages.get(call.text("timestamp"))
    if message is None or message.subtype == "tombstone":
        raise ApiError("message_not_found")
    return channel, message


def _in(call: Call, channel: Channel) -> None:
    """Public channels take reactions and pins of those inside only; archived ones of nobody."""
    if channel.archived:
        raise ApiError("is_archived")
    if call.world.bot.id not in channel.members:
        need_scope(call, f"{PREFIX[channel.kind]}:read")
        raise ApiError("not_in_channel")
