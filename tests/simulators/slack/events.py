"""The Events API: what happened, as the app hears it, if its manifest subscribes and its scopes let it through."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from tests.simulators.slack.app import EVENT_SCOPES
from tests.simulators.slack.world import Channel, Message, Payload, Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

MESSAGE_KINDS = {"public": "message.channels", "private": "message.groups", "im": "message.im", "mpim": "message.mpim"}
CHANNEL_TYPES = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}


def emit(slack: Slack, event: Payload, *, name: str = "", scopes: tuple[str, ...] | None = None) -> None:
    """Deliver an event under the name that manifests subscribe to; the wrapper is Slack's event_callback."""
    name = name or event["type"]
    needed = EVENT_SCOPES[name] if scopes is None else scopes
    if name not in slack.app.events or (needed and not slack.app.scopes.intersection(needed)):
        return
    if slack.dead_token:
        return
    slack.delivery.tell(envelope(slack, event))


def envelope(slack: Slack, event: Payload) -> Payload:
    world = slack.world
    owner = {
        "enterprise_id": None, "team_id": world.team_id, "user_id": world.bot.id, "is_bot": True,
        "is_enterprise_install": False,
    }  # fmt: skip
    return {
        "token": slack.verification_token,
        "team_id": world.team_id,
        "api_app_id": world.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": world.seconds(),
        "authorizations": [owner],
        "is_ext_shared_channel": _shared(slack, event),
        "event_context": secrets.token_urlsafe(12),
    }


def message_event(slack: Slack, channel: Channel, event: Payload) -> None:
    """A `message` event of any subtype: only for the members of the conversation."""
    if slack.world.bot.id not in channel.members:
        return
    named = {
        "type": "message", "channel": channel.id, "channel_type": CHANNEL_TYPES[channel.kind],
        "event_ts": slack.world.new_ts(),
    }  # fmt: skip
    emit(slack, {**named, **event}, name=MESSAGE_KINDS[channel.kind])


def mention_event(slack: Slack, channel: Channel, message: Message, shown: Payload) -> None:
    """app_mention: the bot is named in a channel where it is; never in its private conversations."""
    bot = slack.world.bot.id
    if f"<@{bot}" not in message.text or bot not in channel.members or channel.kind == "im" or message.user == bot:
        return
    emit(slack, {**shown, "type": "app_mention", "channel": channel.id, "event_ts": message.ts})


def membership_event(slack: Slack, channel: Channel, person: Person, *, left: bool, inviter: str = "") -> None:
    """member_joined_channel and member_left_channel: of channels in which the bot is (or just was)."""
    bot = slack.world.bot.id
    if channel.kind not in ("public", "private"):
        return
    if person.id == bot and left:
        leaving = "channel_left" if channel.kind == "public" else "group_left"
        emit(slack, {"type": leaving, "channel": channel.id, "actor_id": inviter, "event_ts": slack.world.new_ts()})
        return
    if bot not in channel.members:
        return
    event = {
        "type": "member_left_channel" if left else "member_joined_channel",
        "user": person.id,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "public" else "G",
        "team": person.team,
        "event_ts": slack.world.new_ts(),
    }
    if inviter and not left:
        event["inviter"] = inviter
    scope = "channels:read" if channel.kind == "public" else "groups:read"
    emit(slack, event, scopes=(scope,))


def channel_event(slack: Slack, channel: Channel, what: str, event: Payload) -> None:
    """archive, unarchive, rename, deleted: `channel_…` in public, `group_…` in private channels of the bot."""
    if channel.kind == "private" and slack.world.bot.id not in channel.members:
        return
    name = f"{'channel' if channel.kind == 'public' else 'group'}_{what}"
    emit(slack, {"type": name, "event_ts": slack.world.new_ts(), **event})


def _shared(slack: Slack, event: Payload) -> bool:
    channel = event.get("channel") or event.get("item", {}).get("channel") or ""
    known = slack.world.channels.get(channel) if isinstance(channel, str) else None
    return bool(known and known.shared)
