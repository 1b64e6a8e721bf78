"""Threads: starting one, being in one, putting one away; in an archived one nothing changes but what is removed."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import payloads
from tests.simulators.discord.events import Event
from tests.simulators.discord.model import Channel, Kind, Message, User
from tests.simulators.discord.permission import Permission, need
from tests.simulators.discord.refusals import Form, Refused

JSON = dict[str, Any]
P = Permission
DURATIONS = {60, 1440, 4320, 10080}


def check(form: Form, asked: JSON) -> None:
    with form.at("name"):
        form.length(asked.get("name"), 100, least=1, needed=True)
    check_settings(form, asked)


def check_settings(form: Form, asked: JSON) -> None:
    if asked.get("auto_archive_duration") is not None:
        with form.at("auto_archive_duration"):
            form.choice(asked["auto_archive_duration"], DURATIONS)
    with form.at("rate_limit_per_user"):
        form.between(asked.get("rate_limit_per_user"), 0, 21_600)


def start_from(who: User, message: Message, asked: JSON) -> Channel:
    """The thread has its message's number, so a message has one thread at most."""
    channel = message.channel
    need(who, channel, P.CREATE_PUBLIC_THREADS)
    if channel.kind not in (Kind.TEXT, Kind.NEWS):
        raise Refused(50024)
    if message.id in channel.world.channels or message.thread is not None:
        raise Refused(160004)
    form = Form()
    check(form, asked)
    form.done()
    kind = Kind.PUBLIC_THREAD if channel.kind is Kind.TEXT else Kind.NEWS_THREAD
    message.thread = thread = _made(who, channel, kind, asked, number=message.id)
    channel.world.tell_message("MESSAGE_UPDATE", message)
    return thread


def start(who: User, channel: Channel, asked: JSON) -> Channel:
    """Without a message; private unless it says otherwise."""
    need(who, channel)
    kind = Kind(asked.get("type") or Kind.PRIVATE_THREAD)
    if channel.kind not in (Kind.TEXT, Kind.NEWS) or (kind is Kind.PRIVATE_THREAD and channel.kind is Kind.NEWS):
        raise Refused(50024)
    private = kind is Kind.PRIVATE_THREAD
    need(who, channel, P.CREATE_PRIVATE_THREADS if private else P.CREATE_PUBLIC_THREADS)
    form = Form()
    check(form, asked)
    with form.at("type"):
        form.choice(kind, {Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD, Kind.NEWS_THREAD})
    form.done()
    return _made(who, channel, kind, asked)


def start_post(who: User, forum: Channel, asked: JSON) -> Channel:
    """A forum's post, without its first message, which has the same number."""
    need(who, forum, P.SEND_MESSAGES)
    form = Form()
    check(form, asked)
    tags = [int(each) for each in asked.get("applied_tags") or []]
    with form.at("applied_tags"):
        form.count(tags, 5)
        for tag in tags:
            form.choice(str(tag), {each["id"] for each in forum.tags})
    form.done()
    if not tags and forum.settings.get("flags", 0) & 1 << 4:
        raise Refused(40067)
    post = _made(who, forum, Kind.PUBLIC_THREAD, asked, tell=False)
    post.applied_tags = tags
    return post


def _made(
    who: User, parent: Channel, kind: Kind, asked: JSON, *, number: int | None = None, tell: bool = True
) -> Channel:
    world = parent.world
    usual = parent.settings.get("default_auto_archive_duration") or 1440
    thread = Channel(
        world, number or world.time.snowflake(), kind, asked["name"], parent.guild, parent, owner=who,
        slowmode=asked.get("rate_limit_per_user") or 0, auto_archive=asked.get("auto_archive_duration") or usual,
        invitable=asked.get("invitable", True),
    )  # fmt: skip
    thread.joined[who] = world.time.now()
    world.channels[thread.id] = thread
    if tell:
        announce(thread)
    return thread


def announce(thread: Channel) -> None:
    thread.world.tell_channel("THREAD_CREATE", thread, newly_created=True)


def awake(channel: Channel) -> None:
    if channel.archived:
        raise Refused(50083)


def set_archived(thread: Channel, *, archived: bool) -> None:
    thread.archived, thread.archived_at = archived, thread.world.time.now()
    thread.world.tell_channel("THREAD_UPDATE", thread)


def change(who: User, thread: Channel, asked: JSON) -> None:
    """Waking an unlocked one takes the right to write; all else MANAGE_THREADS, or being its starter."""
    mine = need(who, thread)
    moderates = P.MANAGE_THREADS in mine
    only_waking = asked.keys() <= {"archived"} and asked.get("archived") is False
    if only_waking and not thread.locked:
        need(who, thread, P.SEND_MESSAGES_IN_THREADS)
    elif not moderates and (thread.owner is not who or asked.keys() & {"locked", "rate_limit_per_user", "invitable"}):
        raise Refused(50013)
    elif thread.locked and not moderates:
        raise Refused(160005)
    if thread.archived and asked.get("archived") is not False:
        raise Refused(50083)
    form = Form()
    check_settings(form, asked)
    if "name" in asked:
        check(form, asked)
    form.done()
    thread.name = asked.get("name", thread.name)
    thread.locked = asked.get("locked", thread.locked)
    thread.invitable = asked.get("invitable", thread.invitable)
    thread.auto_archive = asked.get("auto_archive_duration") or thread.auto_archive
    thread.slowmode = asked.get("rate_limit_per_user", thread.slowmode) or 0
    thread.applied_tags = [int(tag) for tag in asked.get("applied_tags") or thread.applied_tags]
    if "flags" in asked:
        thread.settings["flags"] = asked["flags"]
    if asked.get("archived", thread.archived) is not thread.archived:
        thread.archived, thread.archived_at = asked["archived"], thread.world.time.now()
    thread.world.tell_channel("THREAD_UPDATE", thread)


def join(thread: Channel, user: User) -> None:
    """Somebody comes in, by themselves, by being added, or by writing."""
    if user in thread.joined or thread.guild is None or user.id not in thread.guild.members:
        return
    thread.joined[user] = thread.world.time.now()
    entry = payloads.thread_member(thread, user) | {"presence": None}
    entry["member"] = payloads.member(thread.guild.member(user))
    if user is thread.world.bot:
        thread.world.tell_channel("THREAD_CREATE", thread)
    _tell_members(thread, {"added_members": [entry]}, about=user)


def leave(thread: Channel, user: User) -> None:
    if thread.joined.pop(user, None) is not None:
        _tell_members(thread, {"removed_member_ids": [str(user.id)]}, about=user)


def _tell_members(thread: Channel, what: JSON, *, about: User) -> None:
    assert thread.guild is not None
    data = {"id": str(thread.id), "guild_id": str(thread.guild.id), "member_count": min(50, len(thread.joined)), **what}
    mine = about is thread.world.bot
    place = None if mine else thread
    thread.world.tell(Event("THREAD_MEMBERS_UPDATE", data, thread.guild, place, always=mine))
