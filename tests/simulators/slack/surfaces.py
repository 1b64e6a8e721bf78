"""Modals on people's screens, and the triggers that open them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.simulators.slack.api.door import ApiError
from tests.simulators.slack.views import write
from tests.simulators.slack.world import Payload, Person, View

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

TRIGGER_SECONDS = 3.0
MOST_STACKED = 3


@dataclass(frozen=True, slots=True)
class Trigger:
    person: str
    until: float
    channel: str
    from_modal: bool


class Triggers:
    """Each act of a person gives the app one; it is good for three seconds and one view."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._open: dict[str, Trigger] = {}
        self._used: set[str] = set()

    def give(self, person: Person, *, channel: str = "", from_modal: bool = False) -> str:
        world = self._slack.world
        id = f"{int(world.timers.now() * 1000)}.{world.team_id}.{secrets.token_hex(16)}"
        self._open[id] = Trigger(person.id, world.timers.now() + TRIGGER_SECONDS, channel, from_modal)
        return id

    def exchange(self, id: str) -> Trigger:
        if id in self._used:
            raise ApiError("exchanged_trigger_id")
        trigger = self._open.get(id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.until < self._slack.world.timers.now():
            raise ApiError("expired_trigger_id")
        del self._open[id]
        self._used.add(id)
        return trigger


class Surfaces:
    """The stack of modals of each person: at most three, the last is what they see."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def open(self, view: View) -> None:
        """The first of a stack. Over an open one Slack promises nothing: it is not seen, and is a violation."""
        stack = self._owner(view).modals
        if stack:
            self._slack.contract.violations.append("views.open over an open modal: push or update instead")
        else:
            stack.append(view.id)

    def push(self, view: View) -> None:
        stack = self._owner(view).modals
        if len(stack) >= MOST_STACKED:
            del self._slack.world.views[view.id]
            raise ApiError("push_limit_reached")
        if stack:
            view.payload |= {"root_view_id": stack[0], "previous_view_id": stack[-1]}
        stack.append(view.id)

    def replace(self, view: View, payload: Payload) -> None:
        write(self._slack, view, payload)

    def shown(self, person: Person) -> View | None:
        return self._slack.world.views[person.modals[-1]] if person.modals else None

    def close_top(self, person: Person) -> View:
        return self._slack.world.views.pop(person.modals.pop())

    def close_all(self, person: Person) -> list[View]:
        """Top first, as they go."""
        return [self.close_top(person) for _ in list(person.modals)]

    def _owner(self, view: View) -> Person:
        return self._slack.world.people[view.owner]
