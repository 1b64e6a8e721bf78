"""Where a person acts: a message, the form on their screen, the app's Home; and how what they mean is found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.simulators.slack.answers import Answer
from tests.simulators.slack.elements import Part, options, parts
from tests.simulators.slack.render import words
from tests.simulators.slack.seeing import Impossible, Modal, Page, Seen, everything
from tests.simulators.slack.world import Message, Payload, Person, View

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

Where = Seen | Answer | Modal | Page | None
"""What somebody looks at when they act; None is the open form, else the newest thing with such a label."""


@dataclass(frozen=True, slots=True)
class Surface:
    kind: Literal["message", "modal", "home"]
    id: str
    blocks: list[Payload]
    channel: str = ""
    message: Message | None = None
    view: View | None = None


def find(slack: Slack, person: Person, where: Where, label: str) -> tuple[Surface, Part]:
    """What is called so, at the first place in which it can be reached."""
    if person.deleted:
        raise Impossible(f"{person.real_name} has no account any more")
    reachable = surfaces(slack, person, where)
    for surface in reachable:
        for part in parts(surface.blocks, slack.world):
            if part.called(label):
                return surface, part
    there = [part.label for surface in reachable[:3] for part in parts(surface.blocks, slack.world)]
    raise Impossible(f"{person.real_name} finds no {label!r}, only {there}")


def surfaces(slack: Slack, person: Person, where: Where) -> list[Surface]:
    """Places to look at, the nearest first. An open form covers everything else."""
    top = slack.surfaces.shown(person)
    home = slack.world.views.get(person.home)
    at_home = [Surface("home", home.id, home.payload["blocks"], view=home)] if home else []
    in_form = [Surface("modal", top.id, top.payload["blocks"], top.channel, view=top)] if top else []
    match where:
        case Modal():
            return [each for each in in_form if each.id == where.id]
        case Page():
            return at_home
        case Seen():
            return [_message(each) for each in everything(slack, person) if (each.channel, each.ts) == _key(where)]
        case Answer():
            if where.modal:
                return in_form
            keys = [_key(each) for each in where.messages]
            return [_message(each) for each in everything(slack, person) if (each.channel, each.ts) in keys]
        case _:
            return in_form or [*(_message(each) for each in everything(slack, person)), *at_home]


def option(part: Part, name: str, slack: Slack) -> Payload:
    """The option of a menu with this text or value."""
    for each in options(part):
        if name in (words(each["text"], slack.world), each.get("value")):
            return each
    offered = [words(each["text"], slack.world) for each in options(part)]
    raise Impossible(f"{part.label!r} offers {offered}, not {name!r}")


def _key(seen: Seen) -> tuple[str, str]:
    return seen.channel, seen.ts


def _message(message: Message) -> Surface:
    return Surface("message", f"{message.channel}/{message.ts}", message.blocks, message.channel, message=message)
