"""Writing, changing and removing messages under the rights of whoever does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tests.simulators.discord import content, payloads
from tests.simulators.discord.content import Upload
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import COMPONENTS_V2, WRITABLE, Channel, Kind, Message, User
from tests.simulators.discord.permission import Permission, in_channel, may_view, need
from tests.simulators.discord.refusals import Form, Refused
from tests.simulators.discord.threads import awake, join, set_archived

JSON = dict[str, Any]
P = Permission
NONCE_KNOWN_FOR = timedelta(minutes=5)


def write(author: User, channel: Channel, body: JSON, files: Mapping[int, Upload] | None = None) -> Message:
    """Post as a member or in a private conversation; a nonce that was enforced lately brings the message it made."""
    uploads = dict(files or {})
    _may_write(author, channel, body, uploads)
    if (known := _same_nonce(author, channel, body)) is not None:
        return known
    message = draft(author, channel, body, uploads, reply_to=_replied(author, channel, body))
    message.nonce = body.get("nonce")
    if message.nonce is not None:
        channel.world.nonces[author, str(message.nonce)] = message
    return deliver(message)


def draft(
    author: User, channel: Channel, body: JSON, files: dict[int, Upload], *, reply_to: Message | None = None,
    only_for: User | None = None, empty: bool = False,
) -> Message:  # fmt: skip
    """A message that has passed every check and is not sent yet."""
    form = Form()
    content.check(form, body, files)
    form.done()
    if content.is_empty(body, files) and not empty:
        raise Refused(50006)
    world = channel.world
    kind = 19 if reply_to is not None else 0
    message = Message(
        channel, world.time.snowflake(), author, world.time.now(), kind=kind, reply_to=reply_to, only_for=only_for
    )
    content.apply(message, body, files)
    return message


def deliver(message: Message) -> Message:
    """It is there now; a thread it was written in wakes up, and its author is in it."""
    channel = message.channel
    channel.messages[message.id] = message
    if channel.is_thread and message.only_for is None:
        if channel.archived:
            set_archived(channel, archived=False)
        join(channel, message.author)
    _call(message)
    channel.world.tell_message("MESSAGE_CREATE", message)
    return message


def _call(message: Message) -> None:
    """Those named who can see it, and in private the other; nobody calls himself."""
    channel = message.channel
    message.pinged = message.mentions
    if channel.guild is None:
        called = [each for each in channel.recipients if not each.bot]
    else:
        called = [each for each in message.pinged.people(channel.guild) if may_view(each, channel)]
    for each in called:
        if each is not message.author and message.only_for in (None, each):
            each.pings.append(message)


def _may_write(author: User, channel: Channel, body: JSON, files: dict[int, Upload]) -> None:
    """Files and embeds take rights of their own."""
    world = channel.world
    if channel.kind is Kind.DIRECT:
        if author not in channel.recipients:
            raise Refused(50001)
        other = next(each for each in channel.recipients if each is not author)
        shared = [g for g in world.guilds.values() if author.id in g.members and other.id in g.members]
        if not shared:
            raise Refused(50278)
        if not other.dms:
            raise Refused(50007)
        return
    mine = need(author, channel)
    if channel.kind not in WRITABLE:
        raise Refused(50008)
    need(author, channel, P.SEND_MESSAGES_IN_THREADS if channel.is_thread else P.SEND_MESSAGES)
    if files:
        need(author, channel, P.ATTACH_FILES)
    if body.get("embeds"):
        need(author, channel, P.EMBED_LINKS)
    if channel.locked and P.MANAGE_THREADS not in mine:
        raise Refused(50083 if channel.archived else 160005)


def _same_nonce(author: User, channel: Channel, body: JSON) -> Message | None:
    """Discord looks "in the past few minutes", when told to enforce it, among all that the author wrote anywhere.

    One that was removed since is not made again (Discord's pull request 6647).
    """
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    known = channel.world.nonces.get((author, str(body["nonce"])))
    if known is None or channel.world.time.now() - known.at > NONCE_KNOWN_FOR:
        return None
    if known.gone:
        raise Refused(10008)
    return known


def _replied(author: User, channel: Channel, body: JSON) -> Message | None:
    reference = body.get("message_reference")
    if not reference:
        return None
    target = channel.messages.get(int(reference["message_id"]))
    if channel.guild and P.READ_MESSAGE_HISTORY not in in_channel(author, channel):
        raise Refused(160002)
    if target is None or target.only_for is not None:
        if reference.get("fail_if_not_exists") is False:
            return None
        raise Refused(50035, {"message_reference": {"_errors": [
            {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
        ]}})  # fmt: skip
    return target


def rewrite(author: User, message: Message, body: JSON, files: Mapping[int, Upload] | None = None) -> Message:
    """Change one's own message; in an archived thread nothing changes."""
    need(author, message.channel)
    if message.author is not author:
        raise Refused(50005)
    awake(message.channel)
    return change(message, body, dict(files or {}))


def change(message: Message, body: JSON, files: dict[int, Upload]) -> Message:
    form = Form()
    content.check(form, body, files, before=message)
    form.done()
    if (body.get("flags") or 0) & COMPONENTS_V2 and not message.flags & COMPONENTS_V2:
        body = {"content": "", "embeds": [], **body}
    before = (message.content, message.embeds, message.components, message.attachments, message.flags)
    message.edited_at = message.channel.world.time.now()
    content.apply(message, body, files)
    if not any((message.content, message.embeds, message.components, message.attachments)):
        message.content, message.embeds, message.components, message.attachments, message.flags = before
        raise Refused(50006)
    message.channel.world.tell_message("MESSAGE_UPDATE", message)
    return message


def erase(who: User, message: Message) -> None:
    """One's own, or somebody else's with MANAGE_MESSAGES."""
    channel = message.channel
    need(who, channel)
    if message.author is not who:
        if channel.guild is None:
            raise Refused(50003)
        need(who, channel, P.MANAGE_MESSAGES)
    remove(message)


def remove(message: Message) -> None:
    channel = message.channel
    message.gone = True
    channel.messages.pop(message.id, None)
    channel.pins.pop(message.id, None)
    data = {"id": str(message.id), "channel_id": str(channel.id)}
    if message.only_for is None:
        channel.world.tell(Event("MESSAGE_DELETE", data | payloads.guild_id(channel), channel.guild, channel))
    else:
        channel.world.tell(Event("MESSAGE_DELETE", data))
