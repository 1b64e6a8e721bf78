"""Where a person acts: a message, the form on their screen, the app's Home; and how what they mean is found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.simulators.slack.elements import Part, options, parts
from tests.simulators.slack.render import words
from tests.simulators.slack.seeing import NotPossible, Seen, readable
from tests.simulators.slack.world import Message, Payload, Person, View

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

On = Seen | Literal["modal", "home"] | None


@dataclass(frozen=True, slots=True)
class Surface:
    kind: Literal["message", "modal", "home"]
    id: str
    blocks: list[Payload]
    channel: str = ""
    message: Message | None = None
    view: View | None = None


def find(slack: Slack, person: Person, label: str, on: On) -> tuple[Surface, Part]:
    """The newest thing called so that the person can reach; an open form covers everything else."""
    reachable = surfaces(slack, person, on)
    for surface in reachable:
        for part in parts(surface.blocks, slack.world):
            if part.called(label):
                return surface, part
    there = [part.label for surface in reachable[:3] for part in parts(surface.blocks, slack.world)]
    raise NotPossible(f"{person.real_name} finds no {label!r}; nearest: {there}")


def surfaces(slack: Slack, person: Person, on: On) -> list[Surface]:
    if person.deleted:
        raise NotPossible(f"{person.real_name} has no account any more")
    top = slack.surfaces.shown(person)
    if on == "modal" or (on is None and top):
        return [Surface("modal", top.id, top.payload["blocks"], top.channel, view=top)] if top else []
    if isinstance(on, Seen):
        return [_message(each) for each in messages(slack, person) if (each.channel, each.ts) == (on.channel, on.ts)]
    home = slack.world.views.get(person.home)
    at_home = [Surface("home", home.id, home.payload["blocks"], view=home)] if home else []
    return at_home if on == "home" else [*(_message(each) for each in messages(slack, person)), *at_home]


def messages(slack: Slack, person: Person) -> list[Message]:
    """Everything the person can read, the newest first."""
    places = [each for each in slack.world.channels.values() if readable(person, each)]
    found = [message for each in places for message in each.messages.values()] + person.whispers
    return sorted(found, key=lambda each: float(each.ts), reverse=True)


def option(part: Part, name: str, slack: Slack) -> Payload:
    """The option of a menu with this text or value."""
    for each in options(part):
        if name in (words(each["text"], slack.world), each.get("value")):
            return each
    offered = [words(each["text"], slack.world) for each in options(part)]
    raise NotPossible(f"{part.label!r} offers {offered}, not {name!r}")


def _message(message: Message) -> Surface:
    return Surface("message", f"{message.channel}/{message.ts}", message.blocks, message.channel, message=message)
