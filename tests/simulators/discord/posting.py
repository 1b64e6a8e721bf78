"""Writing, changing and removing messages, and reacting to them, under the rights of whoever does it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.simulators.discord import content, payloads
from tests.simulators.discord.content import Upload
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import COMPONENTS_V2, WRITABLE, Channel, Kind, Message, User
from tests.simulators.discord.permission import Permission, in_channel, need
from tests.simulators.discord.refusals import Form, Refused

if TYPE_CHECKING:
    from tests.simulators.discord.world import World

JSON = dict[str, Any]
P = Permission
NONCE_KNOWN_FOR = timedelta(minutes=5)


def write(author: User, channel: Channel, body: JSON, files: Mapping[int, Upload] | None = None) -> Message:
    """Post as a member or in a private conversation; a nonce that was enforced lately brings the message it made."""
    uploads = dict(files or {})
    _may_write(author, channel, uploads)
    if (known := _same_nonce(author, channel, body)) is not None:
        return known
    message = draft(author, channel, body, uploads, reply_to=_replied(author, channel, body))
    message.nonce = body.get("nonce")
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
        join_thread(channel, message.author)
    channel.world.tell_message("MESSAGE_CREATE", message)
    return message


def _may_write(author: User, channel: Channel, files: dict[int, Upload]) -> None:
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
    if channel.locked and P.MANAGE_THREADS not in mine:
        raise Refused(50083 if channel.archived else 160005)


def _same_nonce(author: User, channel: Channel, body: JSON) -> Message | None:
    """Discord looks for it "in the past few minutes", and only when told to enforce it."""
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    since = channel.world.time.now() - NONCE_KNOWN_FOR
    for message in reversed(channel.messages.values()):
        if message.author is author and str(message.nonce) == str(body["nonce"]) and message.at >= since:
            return message
    return None


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
    _awake(message.channel)
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


# Threads.


def _awake(channel: Channel) -> None:
    if channel.archived:
        raise Refused(50083)


def set_archived(thread: Channel, *, archived: bool) -> None:
    thread.archived, thread.archived_at = archived, thread.world.time.now()
    thread.world.tell_channel("THREAD_UPDATE", thread)


def join_thread(thread: Channel, user: User) -> None:
    if user in thread.joined or thread.guild is None:
        return
    thread.joined[user] = thread.world.time.now()
    entry = payloads.thread_member(thread, user)
    data = {
        "id": str(thread.id), "guild_id": str(thread.guild.id), "member_count": len(thread.joined),
        "added_members": [entry | {"member": payloads.member(thread.guild.member(user)), "presence": None}],
    }  # fmt: skip
    thread.world.tell(Event("THREAD_MEMBERS_UPDATE", data, thread.guild, thread))


# Reactions.


def react(who: User, message: Message, emoji: str) -> None:
    """A new emoji needs ADD_REACTIONS, one more of a present emoji does not; twenty emoji at most."""
    key = emoji_key(message.channel.world, emoji)
    need(who, message.channel, P.READ_MESSAGE_HISTORY)
    _awake(message.channel)
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
    key = emoji_key(message.channel.world, emoji)
    need(by or who, message.channel, P.NONE if by in (None, who) else P.MANAGE_MESSAGES)
    _awake(message.channel)
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
    _awake(channel)
    data = {"channel_id": str(channel.id), "message_id": str(message.id)} | payloads.guild_id(channel)
    if emoji is None:
        message.reactions.clear()
        channel.world.tell(Event("MESSAGE_REACTION_REMOVE_ALL", data, channel.guild, channel))
    else:
        key = emoji_key(channel.world, emoji)
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


def emoji_key(world: World, emoji: str) -> str:
    """A sign of Unicode's, or `name:number`; anything else is no emoji."""
    text = emoji.strip("<>").removeprefix("a:").lstrip(":")
    if re.fullmatch(r"\w{2,32}:\d{15,20}", text):
        return text
    if not text or any(c.isalpha() or c.isspace() for c in text) or not any(map(_pictorial, text)):
        raise Refused(10014)
    return text


def _pictorial(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sk", "Sm", "Po", "Me", "Cs") or sign in "\u20e3©®‼⁉™"
