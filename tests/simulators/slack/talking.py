"""Writing, reacting, coming and going: what people do without the app, and the events that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.simulators.slack import events, posting, written
from tests.simulators.slack.seeing import Impossible
from tests.simulators.slack.text import rich, typed
from tests.simulators.slack.world import Channel, Message, Payload, Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

Files = Mapping[str, bytes]


def write(
    slack: Slack, person: Person, channel: Channel, text: str, *, thread: str, broadcast: bool, files: Files
) -> Message:
    """A message as a client sends it: mentions found by name, and a rich text block beside the text."""
    _may_write(slack, person, channel)
    text = typed(text, slack.world)
    fields: Payload = {"blocks": [rich(text)] if text else [], "thread": thread, "broadcast": broadcast}
    if files:
        added = [slack.world.add_file(name, len(content), person.id, content) for name, content in files.items()]
        for file in added:
            file.completed, file.channels = True, [channel.id]
        fields |= {"files": [each.id for each in added], "subtype": "file_share"}
    if person.is_bot:
        fields |= {"bot_id": person.bot_id, "subtype": "bot_message", "username": person.real_name}
    return posting.post(slack, channel, person.id, text, **fields)


def _may_write(slack: Slack, person: Person, channel: Channel) -> None:
    bot = slack.world.bot.id
    if person.deleted:
        raise Impossible(f"{person.real_name} has no account any more")
    if person.id not in channel.members:
        raise Impossible(f"{person.real_name} is not in #{channel.name}")
    if channel.archived:
        raise Impossible(f"#{channel.name} is archived")
    if channel.read_only and not person.admin:
        raise Impossible(f"only administrators post in #{channel.name}")
    if channel.kind == "im" and bot in channel.members and not (slack.app.messages_tab and slack.app.writable):
        raise Impossible("Sending messages to this app has been turned off.")


def edit(slack: Slack, person: Person, message: Message, text: str) -> None:
    if message.user != person.id or message.bot_id:
        raise Impossible("people edit only what they wrote")
    text = typed(text, slack.world)
    posting.change(slack, message, person.id, text=text, blocks=[rich(text)])


def remove(slack: Slack, person: Person, message: Message) -> None:
    """Their own, or anybody's for an administrator of the workspace."""
    if message.user != person.id and not person.admin:
        raise Impossible("people delete only what they wrote")
    posting.delete(slack, message)


def react(slack: Slack, person: Person, name: str, message: Message) -> None:
    """The same emoji by the same person counts once."""
    who = message.reactions.setdefault(name, [])
    if person.id in who:
        raise Impossible(f"{person.real_name} reacted with :{name}: already")
    who.append(person.id)
    _reaction(slack, person, name, message, "reaction_added")


def unreact(slack: Slack, person: Person, name: str, message: Message) -> None:
    who = message.reactions.get(name, [])
    if person.id not in who:
        raise Impossible(f"{person.real_name} has not reacted with :{name}:")
    who.remove(person.id)
    if not who:
        del message.reactions[name]
    _reaction(slack, person, name, message, "reaction_removed")


def _reaction(slack: Slack, person: Person, name: str, message: Message, what: str) -> None:
    slack.changed()
    if slack.world.bot.id not in slack.world.channels[message.channel].members:
        return
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {"type": what, "user": person.id, "reaction": name, "item_user": message.user, "item": item}
    events.emit(slack, {**event, "event_ts": slack.world.new_ts()})


def pin(slack: Slack, person: Person, message: Message) -> None:
    slack.world.channels[message.channel].pins.append(message.ts)
    message.pinned = True
    _pinning(slack, person, message, "pin_added")


def unpin(slack: Slack, person: Person, message: Message) -> None:
    slack.world.channels[message.channel].pins.remove(message.ts)
    message.pinned = False
    _pinning(slack, person, message, "pin_removed")


def _pinning(slack: Slack, person: Person, message: Message, what: str) -> None:
    item = {"type": "message", "channel": message.channel, "message": written.as_json(slack, message)}
    event = {"type": what, "user": person.id, "channel_id": message.channel, "item": item}
    events.emit(slack, {**event, "event_ts": slack.world.new_ts()})


def come_in(slack: Slack, person: Person, channel: Channel, *, inviter: str = "") -> None:
    """Slack's own /join, or an invitation: a notice in the channel, and an event for the app if it is there."""
    if person.id in channel.members:
        return
    channel.members.append(person.id)
    kind = "channel_join" if channel.kind == "public" else "group_join"
    _notice(slack, channel, person.id, kind, f"<@{person.id}> has joined the channel", inviter=inviter)
    events.membership_event(slack, channel, person, left=False, inviter=inviter)
    slack.changed()


def go_out(slack: Slack, person: Person, channel: Channel, *, by: str = "") -> None:
    """Leaving by themselves, or removed by somebody."""
    if person.id not in channel.members:
        return
    was_there = slack.world.bot.id in channel.members
    channel.members.remove(person.id)
    if person.id == slack.world.bot.id:
        if was_there:
            events.membership_event(slack, channel, person, left=True, inviter=by)
        slack.changed()
        return
    kind = "channel_leave" if channel.kind == "public" else "group_leave"
    _notice(slack, channel, person.id, kind, f"<@{person.id}> has left the channel")
    events.membership_event(slack, channel, person, left=True)
    slack.changed()


def notice(slack: Slack, channel: Channel, user: str, what: str, text: str) -> None:
    """A line that Slack writes when a channel's topic, purpose or name changes; `what` is that word."""
    _notice(slack, channel, user, f"{'channel' if channel.kind == 'public' else 'group'}_{what}", text)


def _notice(slack: Slack, channel: Channel, user: str, subtype: str, text: str, *, inviter: str = "") -> None:
    message = Message(channel.id, slack.world.new_ts(), user, text, subtype=subtype)
    channel.add(message)
    event = {**written.as_json(slack, message), "event_ts": message.ts}
    events.message_event(slack, channel, {**event, "inviter": inviter} if inviter else event)


def person_changed(slack: Slack, person: Person, shown: Payload) -> None:
    """user_change: a profile, a time zone, a language, a deactivation."""
    person.updated = slack.world.seconds()
    events.emit(
        slack, {"type": "user_change", "user": shown, "cache_ts": person.updated, "event_ts": slack.world.new_ts()}
    )
    slack.changed()
