"""A server's own list of events: those that are over or cancelled are no more on it."""

from __future__ import annotations

from typing import Any

from tests.simulators.discord import payloads, scheduled
from tests.simulators.discord.call import Call, Routes
from tests.simulators.discord.refusals import Refused
from tests.simulators.discord.scheduled import ScheduledEvent


def _event(call: Call) -> ScheduledEvent:
    if (found := call.guild().scheduled.get(call.number("guild_scheduled_event_id"))) is None:
        raise Refused(10070)
    return found


def listing(call: Call) -> Any:
    return [payloads.scheduled_event(each) for each in call.guild().scheduled.values() if each.open]


def get(call: Call) -> Any:
    return payloads.scheduled_event(_event(call))


def create(call: Call) -> Any:
    return payloads.scheduled_event(scheduled.create(call.bot, call.guild(), call.body))


def change(call: Call) -> Any:
    event = _event(call)
    scheduled.change(call.bot, event, call.body)
    return payloads.scheduled_event(event)


def delete(call: Call) -> None:
    scheduled.delete(call.bot, _event(call))


def interested(call: Call) -> Any:
    event, after = _event(call), int(call.query.get("after", 0))
    found = [each for each in sorted(event.interested) if each > after]
    return [payloads.interested(event, call.world.users[each]) for each in found][: call.limit(100, 100)]


_LIST = "/guilds/{guild_id}/scheduled-events"
_ONE = _LIST + "/{guild_scheduled_event_id}"
ROUTES: Routes = {
    ("GET", _LIST): listing,
    ("POST", _LIST): create,
    ("GET", _ONE): get,
    ("PATCH", _ONE): change,
    ("DELETE", _ONE): delete,
    ("GET", _ONE + "/users"): interested,
}
