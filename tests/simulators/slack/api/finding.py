"""Finding what a call names, and the errors of what cannot be found."""

from __future__ import annotations

from tests.simulators.slack.api.door import ApiError, Call
from tests.simulators.slack.world import Channel, Message, Person


def conversation(
    call: Call, *, name: str = "channel", by_name: bool = False, wrong: str = "channel_not_found"
) -> Channel:
    """The conversation that an argument names; private ones exist only for those who are in them."""
    wanted = call.need(name, wrong)
    channel = call.world.channels.get(wanted)
    if channel is None and by_name:
        channel = call.world.channel_named(wanted)
    if channel is None or (channel.private and call.world.bot.id not in channel.members):
        raise ApiError(wrong)
    return channel


def person(call: Call, id: str) -> Person:
    found = call.world.people.get(id)
    if found is None:
        raise ApiError("user_not_found")
    return found


def of_the_bot(call: Call, message: Message) -> bool:
    return message.bot_id == call.world.bot.bot_id
