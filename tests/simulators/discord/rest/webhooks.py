"""Webhooks of channels, and what is said through them; the application's own token leads to interactions instead."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import payloads, posting, threads, webhooks
from tests.simulators.discord.call import Call, Routes, snowflake
from tests.simulators.discord.permission import Permission, need, need_in_guild
from tests.simulators.discord.refusals import Refused
from tests.simulators.discord.rest import interactions
from tests.simulators.discord.webhooks import Webhook

P = Permission


def create(call: Call) -> Any:
    return webhooks.create(call.bot, call.channel(), call.body.get("name")).shown()


def of_channel(call: Call) -> Any:
    channel = call.channel()
    need(call.bot, channel, P.MANAGE_WEBHOOKS)
    return [each.shown() for each in call.world.webhooks.values() if each.channel is channel]


def of_guild(call: Call) -> Any:
    guild = call.guild()
    need_in_guild(call.bot, guild, P.MANAGE_WEBHOOKS)
    return [each.shown() for each in call.world.webhooks.values() if each.channel.guild is guild]


def _mine(call: Call) -> Webhook:
    """With the bot's token: whoever may manage the channel's webhooks."""
    webhook = call.world.webhooks.get(call.number("webhook_id"))
    if webhook is None:
        raise Refused(10015)
    need(call.bot, webhook.channel, P.MANAGE_WEBHOOKS)
    return webhook


def get(call: Call) -> Any:
    return _mine(call).shown()


def change(call: Call) -> Any:
    webhook = _mine(call)
    webhooks.check_name(call.body.get("name"), key="name", needed=False)
    webhook.name = webhook.author.name = webhook.author.handle = call.body.get("name") or webhook.name
    webhooks.tell(webhook.channel)
    return webhook.shown()


def delete(call: Call) -> Any:
    _removed(_mine(call))


def _removed(webhook: Webhook) -> None:
    del webhook.world.webhooks[webhook.id]
    webhooks.tell(webhook.channel)


# With the webhook's own token.


def _held(call: Call) -> Webhook:
    return webhooks.find(call.world, call.number("webhook_id"), call.path["webhook_token"])


def get_held(call: Call) -> Any:
    return {key: value for key, value in _held(call).shown().items() if key != "user"}


def delete_held(call: Call) -> Any:
    _removed(_held(call))


def execute(call: Call) -> Any:
    """Nothing comes back unless `wait` asks for it; follow-ups of interactions always wait."""
    if call.number("webhook_id") == call.world.application_id:
        return interactions.follow_up(call)
    message = webhooks.say(_held(call), call.body, call.files, thread=_thread(call))
    return payloads.message(message) if call.flag("wait") else None


def get_message(call: Call) -> Any:
    if call.number("webhook_id") == call.world.application_id:
        return interactions.get(call)
    return payloads.message(_message(call))


def edit_message(call: Call) -> Any:
    if call.number("webhook_id") == call.world.application_id:
        return interactions.edit(call)
    message = _message(call)
    threads.awake(message.channel)
    return payloads.message(posting.change(message, call.body, call.files))


def delete_message(call: Call) -> Any:
    if call.number("webhook_id") == call.world.application_id:
        return interactions.delete(call)
    posting.remove(_message(call))
    return None


def _message(call: Call) -> Any:
    return webhooks.find_message(_held(call), call.number("message_id"), thread=_thread(call))


def _thread(call: Call) -> int | None:
    return snowflake(call.query["thread_id"]) if "thread_id" in call.query else None


_HELD = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: Routes = {
    ("POST", "/channels/{channel_id}/webhooks"): create,
    ("GET", "/channels/{channel_id}/webhooks"): of_channel,
    ("GET", "/guilds/{guild_id}/webhooks"): of_guild,
    ("GET", "/webhooks/{webhook_id}"): get,
    ("PATCH", "/webhooks/{webhook_id}"): change,
    ("DELETE", "/webhooks/{webhook_id}"): delete,
    ("GET", _HELD): get_held,
    ("DELETE", _HELD): delete_held,
    ("POST", _HELD): execute,
    ("GET", _HELD + "/messages/{message_id}"): get_message,
    ("PATCH", _HELD + "/messages/{message_id}"): edit_message,
    ("DELETE", _HELD + "/messages/{message_id}"): delete_message,
}
