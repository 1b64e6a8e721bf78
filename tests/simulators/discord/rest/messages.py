"""Messages of a channel: write, read, change, remove, pin."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import payloads, posting
from tests.simulators.discord.call import Call, Routes
from tests.simulators.discord.events import Event, Intent, without_content
from tests.simulators.discord.model import WRITABLE, Channel, Message
from tests.simulators.discord.permission import Permission, in_channel, need
from tests.simulators.discord.refusals import Refused

P = Permission


def _written(call: Call, message: Message) -> Any:
    """REST, too, shows an application without the content intent only what is its own, private or calls it."""
    found = payloads.message(message)
    if Intent.MESSAGE_CONTENT & call.world.privileged or message.channel.guild is None:
        return found
    shown = without_content(found | payloads.guild_id(message.channel), call.bot.id)
    return {key: value for key, value in shown.items() if key != "guild_id"}


def create(call: Call) -> Any:
    message = posting.write(call.bot, call.channel(), call.body, call.files)
    return _written(call, message) | payloads.nonce(message)


def history(call: Call) -> Any:
    """Newest first; without READ_MESSAGE_HISTORY there is nothing to read."""
    channel = call.channel()
    mine = need(call.bot, channel)
    if channel.kind not in WRITABLE:
        raise Refused(50024)
    limit = call.limit(50, 100)
    if P.READ_MESSAGE_HISTORY not in mine:
        return []
    return [_written(call, each) for each in _page(channel, call.query, limit)]


def _page(channel: Channel, query: dict[str, str], limit: int) -> list[Message]:
    newest = sorted(channel.public(), key=lambda each: each.id, reverse=True)
    if around := int(query.get("around", 0)):
        older = [each for each in newest if each.id < around][: limit // 2]
        there = [each for each in newest if each.id == around]
        newer = [each for each in newest if each.id > around]
        return [*newer[max(0, len(newer) - (limit - len(older) - len(there))) :], *there, *older]
    if "after" in query:
        newer = [each for each in newest if each.id > int(query["after"])]
        return newer[max(0, len(newer) - limit) :]
    before = int(query.get("before", 0)) or 1 << 63
    return [each for each in newest if each.id < before][:limit]


def get(call: Call) -> Any:
    channel = call.channel()
    need(call.bot, channel)
    if P.READ_MESSAGE_HISTORY not in in_channel(call.bot, channel):
        raise Refused(50001)
    return _written(call, call.message())


def edit(call: Call) -> Any:
    need(call.bot, call.channel())
    return _written(call, posting.rewrite(call.bot, call.message(), call.body, call.files))


def delete(call: Call) -> Any:
    need(call.bot, call.channel())
    posting.erase(call.bot, call.message())


def bulk_delete(call: Call) -> Any:
    """Two to a hundred, none older than two weeks."""
    channel = call.channel()
    need(call.bot, channel, P.MANAGE_MESSAGES)
    numbers = [int(each) for each in call.body["messages"]]
    if not 2 <= len(numbers) <= 100:
        raise Refused(50035, {"messages": {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": "2 to 100"}]}})
    found = [channel.messages[number] for number in numbers if number in channel.messages]
    if any((call.world.time.now() - each.at).days >= 14 for each in found):
        raise Refused(50034)
    for each in found:
        each.gone = True
        del channel.messages[each.id]
    data = {"ids": [str(each.id) for each in found], "channel_id": str(channel.id)} | payloads.guild_id(channel)
    call.world.tell(Event("MESSAGE_DELETE_BULK", data, channel.guild, channel))


def typing(call: Call) -> Any:
    need(call.bot, call.channel(), P.SEND_MESSAGES)


# Pins.


def pins(call: Call) -> Any:
    channel = call.channel()
    if P.READ_MESSAGE_HISTORY not in need(call.bot, channel):
        return {"items": [], "has_more": False}
    newest = sorted(channel.pins.items(), key=lambda each: each[1], reverse=True)
    limit = call.limit(50, 50)
    items = [{"pinned_at": payloads.when(at), "message": _written(call, channel.messages[n])} for n, at in newest]
    return {"items": items[:limit], "has_more": len(items) > limit}


def old_pins(call: Call) -> Any:
    return [item["message"] for item in pins(call)["items"]]


def pin(call: Call) -> Any:
    channel = call.channel()
    need(call.bot, channel, P.PIN_MESSAGES)
    message = call.message()
    if channel.archived:
        raise Refused(50083)
    if len(channel.pins) >= 250 and message.id not in channel.pins:
        raise Refused(30003)
    channel.pins.setdefault(message.id, call.world.time.now())
    _tell_pins(channel)


def unpin(call: Call) -> Any:
    channel = call.channel()
    need(call.bot, channel, P.PIN_MESSAGES)
    message = call.message()
    if channel.archived:
        raise Refused(50083)
    channel.pins.pop(message.id, None)
    _tell_pins(channel)


def _tell_pins(channel: Channel) -> None:
    last = payloads.when(max(channel.pins.values(), default=None))
    data = {"channel_id": str(channel.id), "last_pin_timestamp": last} | payloads.guild_id(channel)
    channel.world.tell(Event("CHANNEL_PINS_UPDATE", data, channel.guild, channel))


ROUTES: Routes = {
    ("POST", "/channels/{channel_id}/messages"): create,
    ("GET", "/channels/{channel_id}/messages"): history,
    ("POST", "/channels/{channel_id}/messages/bulk-delete"): bulk_delete,
    ("GET", "/channels/{channel_id}/messages/pins"): pins,
    ("PUT", "/channels/{channel_id}/messages/pins/{message_id}"): pin,
    ("DELETE", "/channels/{channel_id}/messages/pins/{message_id}"): unpin,
    ("GET", "/channels/{channel_id}/pins"): old_pins,
    ("PUT", "/channels/{channel_id}/pins/{message_id}"): pin,
    ("DELETE", "/channels/{channel_id}/pins/{message_id}"): unpin,
    ("GET", "/channels/{channel_id}/messages/{message_id}"): get,
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): edit,
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): delete,
    ("POST", "/channels/{channel_id}/typing"): typing,
}
