"""conversations.*: making channels, letting people in and out, naming, closing them."""

from __future__ import annotations

import re

from tests.simulators.slack import events, talking
from tests.simulators.slack.api.chat import reachable
from tests.simulators.slack.api.conversations import PREFIX, conversation_json
from tests.simulators.slack.api.door import ApiError, Call, method, need_scope
from tests.simulators.slack.api.finding import conversation, person
from tests.simulators.slack.world import Channel, Payload, Person

MANAGE = ("channels:manage", "groups:write")
LONGEST_NAME = 80
LONGEST_TOPIC = 250
MOST_INVITED = 100


@method("conversations.create", *MANAGE, tier=2)
def create(call: Call) -> Payload:
    kind = "private" if call.flag("is_private") else "public"
    _manage(call, kind)
    name = _new_name(call)
    channel = call.world.add_channel(name, kind, call.world.bot.id, [call.world.bot.id])
    if kind == "public":
        about = {"id": channel.id, "name": name, "created": channel.created, "creator": channel.creator}
        events.emit(call.slack, {"type": "channel_created", "channel": about, "event_ts": call.world.new_ts()})
    return {"channel": conversation_json(call, channel)}


@method("conversations.join", "channels:join", tier=3)
def join(call: Call) -> Payload:
    channel = conversation(call)
    if channel.kind != "public":
        raise ApiError("method_not_supported_for_channel_type")
    _open(channel)
    if call.world.bot.id in channel.members:
        call.warnings.append("already_in_channel")
    talking.come_in(call.slack, call.world.bot, channel)
    return {"channel": conversation_json(call, channel)}


@method("conversations.invite", *MANAGE, "channels:write.invites", "groups:write.invites", tier=3)
def invite(call: Call) -> Payload:
    """All or nobody, unless `force`; several problems come in `errors`, one by one."""
    channel = _mine(call, "invites")
    ids = call.words("users")
    if not ids:
        raise ApiError("no_user")
    if len(ids) > MOST_INVITED:
        raise ApiError("too_many_users")
    problems = {id: found for id in ids if (found := _cannot_come(call, channel, id))}
    if problems and (len(ids) == 1 or not call.flag("force") or len(problems) == len(ids)):
        errors = [{"user": id, "ok": False, "error": error} for id, error in problems.items()]
        raise ApiError(next(iter(problems.values())), errors=errors)
    for id in ids:
        if id not in problems:
            talking.come_in(call.slack, call.world.people[id], channel, inviter=call.world.bot.id)
    return {"channel": conversation_json(call, channel)}


@method("conversations.kick", *MANAGE, tier=3)
def kick(call: Call) -> Payload:
    """From public channels only where the workspace allows it to members, which most do not."""
    channel = _mine(call)
    who = person(call, call.need("user", "user_not_found"))
    if who.id == call.world.bot.id:
        raise ApiError("cant_kick_self")
    if channel.general:
        raise ApiError("cant_kick_from_general")
    if who.id not in channel.members:
        raise ApiError("not_in_channel")
    if channel.kind == "public" and not call.slack.kicks_allowed:
        raise ApiError("restricted_action")
    talking.go_out(call.slack, who, channel, by=call.world.bot.id)
    return {}


@method("conversations.leave", *MANAGE, "im:write", tier=3)
def leave(call: Call) -> Payload:
    channel = conversation(call)
    if channel.kind not in ("public", "private"):
        raise ApiError("method_not_supported_for_channel_type")
    if channel.general:
        raise ApiError("cant_leave_general")
    _open(channel)
    if call.world.bot.id not in channel.members:
        return {"not_in_channel": True}
    if len(channel.members) == 1 and channel.kind == "private":
        raise ApiError("last_member")
    talking.go_out(call.slack, call.world.bot, channel)
    return {}


@method("conversations.setTopic", *MANAGE, "channels:write.topic", "groups:write.topic", "im:write", tier=2)
def set_topic(call: Call) -> Payload:
    channel = _mine(call, "topic")
    return _set(call, channel, "topic")


@method("conversations.setPurpose", *MANAGE, "channels:write.topic", "groups:write.topic", "im:write", tier=2)
def set_purpose(call: Call) -> Payload:
    channel = _mine(call, "topic")
    return _set(call, channel, "purpose")


@method("conversations.rename", *MANAGE, tier=2)
def rename(call: Call) -> Payload:
    """Only who made the channel, or an administrator: a bot renames what it made itself."""
    channel = _mine(call)
    if channel.creator != call.world.bot.id:
        raise ApiError("not_authorized")
    name = _new_name(call)
    channel.previous_names.append(channel.name)
    channel.name = name
    talking.notice(call.slack, channel, call.world.bot.id, "name", f'renamed the channel to "{name}"')
    about = {"id": channel.id, "name": name, "created": channel.created}
    events.channel_event(call.slack, channel, "rename", {"channel": about})
    return {"channel": conversation_json(call, channel)}


@method("conversations.archive", *MANAGE, tier=2)
def archive(call: Call) -> Payload:
    channel = conversation(call)
    _manage(call, channel.kind)
    if channel.kind not in ("public", "private"):
        raise ApiError("method_not_supported_for_channel_type")
    if channel.general:
        raise ApiError("cant_archive_general")
    if channel.archived:
        raise ApiError("already_archived")
    if call.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    close(call, channel, call.world.bot)
    return {}


@method("conversations.unarchive", *MANAGE, tier=2)
def unarchive(call: Call) -> Payload:
    """Bot tokens cannot bring an archived channel back; `bots_unarchive` lets them for public ones."""
    channel = call.world.channels.get(call.need("channel", "channel_not_found"))
    if channel is None:
        raise ApiError("channel_not_found")
    _manage(call, channel.kind)
    if not channel.archived:
        raise ApiError("not_archived")
    if channel.kind != "public" or not call.slack.bots_unarchive:
        raise ApiError("not_in_channel")
    channel.archived = False
    events.channel_event(call.slack, channel, "unarchive", {"channel": channel.id, "user": call.world.bot.id})
    return {}


@method("conversations.open", "im:write", "mpim:write", "channels:manage", "groups:write", tier=3)
def open_direct(call: Call) -> Payload:
    if call.has("channel"):
        channel, known = conversation(call), True
    else:
        ids = call.words("users")
        if not ids:
            raise ApiError("users_list_not_supplied")
        channel, known = _direct(call, ids)
    shown = conversation_json(call, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown, **({"no_op": True, "already_open": True} if known else {})}


def _direct(call: Call, ids: list[str]) -> tuple[Channel, bool]:
    people = [person(call, id) for id in ids]
    for each in people:
        reachable(call, each)
    if len(people) == 1:
        need_scope(call, "im:write")
        return call.world.open_direct(call.world.bot.id, people[0].id)
    need_scope(call, "mpim:write")
    members = [call.world.bot.id, *ids]
    for channel in call.world.channels.values():
        if channel.kind == "mpim" and set(channel.members) == set(members):
            return channel, True
    name = f"mpdm-{'--'.join(call.world.people[each].name for each in members)}-1"
    return call.world.add_channel(name, "mpim", call.world.bot.id, members), False


def close(call: Call, channel: Channel, by: Person) -> None:
    channel.archived = True
    talking.notice(call.slack, channel, by.id, "archive", "archived the channel")
    events.channel_event(call.slack, channel, "archive", {"channel": channel.id, "user": by.id})


def _cannot_come(call: Call, channel: Channel, id: str) -> str:
    who = call.world.people.get(id)
    if id == call.world.bot.id:
        return "cant_invite_self"
    if who is None or who.deleted:
        return "user_not_found"
    if who.id in channel.members:
        return "already_in_channel"
    if who.guest == "single" and any(id in each.members for each in call.world.channels.values() if each.kind != "im"):
        return "ura_max_channels"
    if who.guest and channel.id not in call.slack.guests_may_join:
        return "user_is_restricted"
    if who.stranger and not channel.shared:
        return "user_team_not_in_channel"
    return ""


def _mine(call: Call, fine: str = "") -> Channel:
    """A channel that the bot is in and may manage; `fine` is the narrower scope that is enough."""
    channel = conversation(call)
    _manage(call, channel.kind, fine)
    if channel.kind in ("im", "mpim") and fine != "topic":
        raise ApiError("method_not_supported_for_channel_type")
    _open(channel)
    if call.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _manage(call: Call, kind: str, fine: str = "") -> None:
    broad = "channels:manage" if kind == "public" else f"{PREFIX[kind]}:write"
    narrow = f"{PREFIX[kind]}:write.{fine}"
    need_scope(call, *([broad, narrow] if fine else [broad]))


def _open(channel: Channel) -> None:
    if channel.archived:
        raise ApiError("is_archived")


def _set(call: Call, channel: Channel, what: str) -> Payload:
    value = call.text(what)
    if len(value) > LONGEST_TOPIC:
        raise ApiError("too_long")
    new = {"value": value, "creator": call.world.bot.id, "last_set": call.world.seconds()}
    changed = getattr(channel, what)["value"] != value
    setattr(channel, what, new)
    if changed:
        talking.notice(call.slack, channel, call.world.bot.id, what, f"set the channel {what}: {value}")
    return {"channel": conversation_json(call, channel), what: value}


def _new_name(call: Call) -> str:
    name = call.text("name").removeprefix("#")
    if not name:
        raise ApiError("invalid_name_required")
    if len(name) > LONGEST_NAME:
        raise ApiError("invalid_name_maxlength")
    if not re.search(r"\w", name):
        raise ApiError("invalid_name_punctuation")
    if name != name.lower() or re.search(r"[\s.,;:!?@#$%^&*()+=/\\|<>{}\[\]'\"`~]", name):
        raise ApiError("invalid_name_specials")
    if any(each.name == name for each in call.world.channels.values()):
        raise ApiError("name_taken")
    return name
