"""Webhooks of channels: messages under any name, by whoever holds the token."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import payloads, posting, threads
from tests.simulators.discord.content import Upload
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import EPHEMERAL, WRITABLE, Channel, Kind, Message, User
from tests.simulators.discord.permission import Permission, need
from tests.simulators.discord.refusals import Form, Refused, wrong_form

if TYPE_CHECKING:
    from tests.simulators.discord.world import World

JSON = dict[str, Any]
_FORBIDDEN = ("clyde", "discord")


@dataclass(eq=False)
class Webhook:
    """It speaks as `author`, who is no member of anything; each message may give another name."""

    world: World = field(repr=False)
    channel: Channel
    name: str
    maker: User
    id: int = 0
    token: str = ""
    author: User = field(init=False)

    def __post_init__(self) -> None:
        self.id = self.world.time.snowflake()
        self.token = secrets.token_urlsafe(48)
        self.author = User(self.world, self.id, self.name, self.name, bot=True)

    def on_message(self, message: Message) -> JSON:
        return {"webhook_id": str(self.id)}

    def shown(self) -> JSON:
        assert self.channel.guild is not None
        return {
            "id": str(self.id), "type": 1, "guild_id": str(self.channel.guild.id), "channel_id": str(self.channel.id),
            "name": self.name, "avatar": None, "token": self.token, "application_id": str(self.world.application_id),
            "user": payloads.user(self.maker), "url": f"https://discord.com/api/webhooks/{self.id}/{self.token}",
        }  # fmt: skip


def check_name(name: str | None, *, key: str, needed: bool) -> None:
    """1 to 80 characters, and none of the names that would look like Discord's own."""
    form = Form()
    with form.at(key):
        form.length(name, 80, least=1, needed=needed)
        for word in _FORBIDDEN:
            if word in (name or "").lower():
                form.wrong("USERNAME_INVALID_CONTAINS", f'Username cannot contain "{word}"')
    form.done()


def create(who: User, channel: Channel, name: str) -> Webhook:
    need(who, channel, Permission.MANAGE_WEBHOOKS)
    if channel.is_thread or channel.guild is None:
        raise Refused(50024)
    check_name(name, key="name", needed=True)
    if sum(each.channel is channel for each in channel.world.webhooks.values()) >= 15:
        raise Refused(30007)
    webhook = Webhook(channel.world, channel, name, who)
    channel.world.webhooks[webhook.id] = webhook
    tell(channel)
    return webhook


def tell(channel: Channel) -> None:
    data = {"channel_id": str(channel.id)} | payloads.guild_id(channel)
    channel.world.tell(Event("WEBHOOKS_UPDATE", data, channel.guild))


def find(world: World, number: int, token: str) -> Webhook:
    webhook = world.webhooks.get(number)
    if webhook is None or webhook.channel.gone:
        raise Refused(10015)
    if not secrets.compare_digest(webhook.token, token):
        raise Refused(50027)
    return webhook


def say(webhook: Webhook, body: JSON, files: dict[int, Upload], *, thread: int | None) -> Message:
    """Into its channel or one of its threads; in a forum into a new post or an old one. No nonce is known here."""
    check_name(body.get("username"), key="username", needed=False)
    place = _place(webhook, body, thread)
    flags = (body.get("flags") or 0) & ~EPHEMERAL
    message = posting.draft(webhook.author, place, {**body, "flags": flags}, files)
    message.name, message.through = body.get("username") or webhook.name, webhook
    if place.is_thread and thread is None:
        message.id = place.id
        threads.announce(place)
    return posting.deliver(message)


def _place(webhook: Webhook, body: JSON, thread: int | None) -> Channel:
    channel = webhook.channel
    if thread is not None:
        found = channel.world.channels.get(thread)
        if found is None or found.parent is not channel:
            raise Refused(10003)
        if found.locked:
            raise Refused(160005)
        return found
    if channel.is_forum:
        if not body.get("thread_name"):
            raise Refused(220001, message="Webhooks posted to forum channels must have a thread_name or thread_id")
        return _post(webhook, body)
    if body.get("thread_name"):
        raise Refused(220003, message="Webhooks can only create threads in forum channels")
    if channel.kind not in WRITABLE:
        wrong_form("channel_id", "BASE_TYPE_CHOICES", "Nobody can write there")
    return channel


def _post(webhook: Webhook, body: JSON) -> Channel:
    channel, world = webhook.channel, webhook.world
    post = Channel(world, world.time.snowflake(), Kind.PUBLIC_THREAD, body["thread_name"], channel.guild, channel)
    post.owner = webhook.author
    world.channels[post.id] = post
    return post


def find_message(webhook: Webhook, number: int, *, thread: int | None) -> Message:
    place = webhook.channel if thread is None else webhook.world.channel(thread)
    message = place.messages.get(number)
    if message is None or message.through is not webhook:
        raise Refused(10008)
    return message
