"""Threads and forum posts: starting, joining, listing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.simulators.discord import payloads, posting, threads
from tests.simulators.discord.call import Call, Routes, Status
from tests.simulators.discord.events import Intent
from tests.simulators.discord.model import Channel
from tests.simulators.discord.permission import Permission, may_view, need
from tests.simulators.discord.refusals import Refused, wrong_form

P = Permission


def start_from_message(call: Call) -> Any:
    need(call.bot, call.channel())
    return Status(201, payloads.thread(threads.start_from(call.bot, call.message(), call.body)))


def start(call: Call) -> Any:
    """In a forum with the message that opens it, elsewhere without one."""
    channel = call.channel()
    if not channel.is_forum:
        return Status(201, payloads.thread(threads.start(call.bot, channel, call.body)))
    if not isinstance(call.body.get("message"), dict):
        wrong_form("message", "BASE_TYPE_REQUIRED", "This field is required")
    post = threads.start_post(call.bot, channel, call.body)
    try:
        message = posting.draft(call.bot, post, call.body["message"], call.files)
    except Refused:
        del call.world.channels[post.id]
        raise
    message.id = post.id
    threads.announce(post)
    posting.deliver(message)
    return Status(201, payloads.thread(post) | {"message": payloads.message(message)})


def _thread(call: Call) -> Channel:
    channel = call.channel()
    need(call.bot, channel)
    if not channel.is_thread:
        raise Refused(50024)
    return channel


def join(call: Call) -> Any:
    thread = _thread(call)
    threads.awake(thread)
    threads.join(thread, call.bot)


def leave(call: Call) -> Any:
    thread = _thread(call)
    threads.awake(thread)
    threads.leave(thread, call.bot)


def add(call: Call) -> Any:
    """Whoever may write in it may add others who are on the server."""
    thread = _thread(call)
    threads.awake(thread)
    need(call.bot, thread, P.SEND_MESSAGES_IN_THREADS)
    person = call.world.somebody(call.number("user_id"))
    if thread.guild is None or person.id not in thread.guild.members:
        raise Refused(10007)
    threads.join(thread, person)


def remove(call: Call) -> Any:
    thread = _thread(call)
    threads.awake(thread)
    if not (thread.is_private_thread and thread.owner is call.bot):
        need(call.bot, thread, P.MANAGE_THREADS)
    threads.leave(thread, call.world.somebody(call.number("user_id")))


def member(call: Call) -> Any:
    thread = _thread(call)
    person = call.bot if "user_id" not in call.path else call.world.somebody(call.number("user_id"))
    if person not in thread.joined:
        raise Refused(10007)
    return payloads.thread_member(thread, person)


def members(call: Call) -> Any:
    thread = _thread(call)
    if not Intent.GUILD_MEMBERS & call.world.privileged:
        raise Refused(50001)
    return [payloads.thread_member(thread, each) for each in sorted(thread.joined, key=lambda each: each.id)]


def active(call: Call) -> Any:
    guild = call.guild()
    found = [each for place in guild.channels.values() for each in place.threads if not each.archived]
    return _listing(call, [each for each in found if may_view(call.bot, each)]) | {"has_more": False}


def archived_public(call: Call) -> Any:
    return _archived(call, private=False)


def archived_private(call: Call) -> Any:
    need(call.bot, call.channel(), P.MANAGE_THREADS)
    return _archived(call, private=True)


def archived_joined(call: Call) -> Any:
    return _archived(call, private=True, joined=True)


def _archived(call: Call, *, private: bool, joined: bool = False) -> Any:
    channel = call.channel()
    need(call.bot, channel, P.READ_MESSAGE_HISTORY)
    found = [each for each in channel.threads if each.archived and each.is_private_thread == private]
    found = [each for each in found if not joined or call.bot in each.joined]
    before = call.query.get("before")
    found = [each for each in found if before is None or str(payloads.when(each.archived_at)) < before]
    found.sort(key=lambda each: str(each.archived_at), reverse=True)
    limit = int(call.query.get("limit", 50))
    return _listing(call, found[:limit]) | {"has_more": len(found) > limit}


def _listing(call: Call, found: Iterable[Channel]) -> dict[str, Any]:
    listed = list(found)
    mine = [payloads.thread_member(each, call.bot) for each in listed if call.bot in each.joined]
    return {"threads": [payloads.thread(each) for each in listed], "members": mine}


_PLACE = "/channels/{channel_id}"
ROUTES: Routes = {
    ("POST", _PLACE + "/messages/{message_id}/threads"): start_from_message,
    ("POST", _PLACE + "/threads"): start,
    ("PUT", _PLACE + "/thread-members/@me"): join,
    ("DELETE", _PLACE + "/thread-members/@me"): leave,
    ("GET", _PLACE + "/thread-members/{user_id}"): member,
    ("PUT", _PLACE + "/thread-members/{user_id}"): add,
    ("DELETE", _PLACE + "/thread-members/{user_id}"): remove,
    ("GET", _PLACE + "/thread-members"): members,
    ("GET", _PLACE + "/threads/archived/public"): archived_public,
    ("GET", _PLACE + "/threads/archived/private"): archived_private,
    ("GET", _PLACE + "/users/@me/threads/archived/private"): archived_joined,
    ("GET", "/guilds/{guild_id}/threads/active"): active,
}
