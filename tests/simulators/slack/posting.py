"""Messages: posting, changing and deleting them, and how Slack writes them down for an app that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.slack import events, written
from tests.simulators.slack.text import escaped, marked_texts, pinged
from tests.simulators.slack.world import Channel, Message, Payload

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

TOMBSTONE = "This message was deleted."


def post(slack: Slack, channel: Channel, user: str, text: str, *, names: bool = False, **fields: Any) -> Message:
    """Write a message into a conversation and tell the app if it listens there. Text is in its stored form."""
    fields["blocks"] = with_ids(slack, fields.get("blocks") or [])
    message = Message(channel.id, slack.world.new_ts(), user, text, **fields)
    texts = (
        marked_texts([*message.blocks, *message.attachments]) if message.blocks else [text] if message.marked else []
    )
    message.pinged = pinged(slack.world, channel, user, texts, names=names)
    channel.add(message)
    shown = written.as_json(slack, message)
    events.message_event(slack, channel, {**shown, "event_ts": message.ts})
    events.mention_event(slack, channel, message, shown)
    slack.changed()
    return message


def change(slack: Slack, message: Message, editor: str, **fields: Any) -> None:
    """Edit in place; nobody is notified again."""
    channel = slack.world.channels[message.channel]
    before = written.as_json(slack, message)
    if "blocks" in fields:
        fields["blocks"] = with_ids(slack, fields["blocks"])
    for name, value in fields.items():
        setattr(message, name, value)
    message.edited = {"user": editor, "ts": slack.world.new_ts()}
    changed = {"subtype": "message_changed", "message": written.as_json(slack, message), "previous_message": before}
    events.message_event(slack, channel, {**changed, "hidden": True, "ts": slack.world.new_ts()})
    slack.changed()


def delete(slack: Slack, message: Message) -> None:
    """Remove it; under a thread its place stays, marked as deleted."""
    channel = slack.world.channels[message.channel]
    before = written.as_json(slack, message)
    if channel.replies(message.ts):
        fields: Payload = {"text": TOMBSTONE, "blocks": [], "files": [], "subtype": "tombstone", "user": "USLACKBOT"}
        for name, value in fields.items():
            setattr(message, name, value)
    else:
        channel.drop(message.ts)
    if message.ts in channel.pins:
        channel.pins.remove(message.ts)
    gone = {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before, "hidden": True}
    events.message_event(slack, channel, {**gone, "ts": slack.world.new_ts()})
    slack.changed()


def whisper(slack: Slack, channel: Channel, to: str, text: str, **fields: Any) -> Message:
    """A message that one person sees until they reload; it is in no history."""
    fields["blocks"] = with_ids(slack, fields.get("blocks") or [])
    message = Message(
        channel.id, slack.world.new_ts(), fields.pop("user", slack.world.bot.id), text, only_for=to, **fields
    )
    slack.world.people[to].whispers.append(message)
    slack.changed()
    return message


def with_ids(slack: Slack, blocks: list[Payload]) -> list[Payload]:
    """Blocks as Slack keeps them: each has a block_id, each interactive element an action_id, plain text is escaped."""
    kept: list[Payload] = []
    for block in blocks:
        copy: Payload = _kept(slack, block)
        copy.setdefault("block_id", slack.world.new_id("b"))
        kept.append(copy)
    return kept


def _kept(slack: Slack, value: Any) -> Any:
    if isinstance(value, list):
        return [_kept(slack, each) for each in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _kept(slack, each) for key, each in value.items() if key not in ("private_metadata", "value", "url")}
    copy.update({key: value[key] for key in ("private_metadata", "value", "url") if key in value})
    if value.get("type") == "plain_text" and isinstance(value.get("text"), str):
        copy["text"] = escaped(value["text"]) if not _escaped_before(value["text"]) else value["text"]
        copy.setdefault("emoji", True)
    elif value.get("type") == "mrkdwn":
        copy.setdefault("verbatim", False)
    elif value.get("type") in INTERACTIVE:
        copy.setdefault("action_id", slack.world.new_id("a"))
    return copy


INTERACTIVE = frozenset(
    """button checkboxes datepicker datetimepicker timepicker email_text_input file_input multi_static_select
    multi_external_select multi_users_select multi_conversations_select multi_channels_select number_input
    overflow plain_text_input radio_buttons rich_text_input static_select external_select users_select
    conversations_select channels_select url_text_input""".split()  # noqa: SIM905 - a list of words
)


def _escaped_before(text: str) -> bool:
    """Plain text that an app took from Slack and sends back is not escaped twice."""
    return any(each in text for each in ("&amp;", "&lt;", "&gt;"))
