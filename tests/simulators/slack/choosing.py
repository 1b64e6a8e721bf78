"""What a person means by a choice or an entry, written as Slack writes it in payloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tests.simulators.slack import interacting, written
from tests.simulators.slack.answers import Answer
from tests.simulators.slack.elements import TEXT_INPUTS, Part
from tests.simulators.slack.seeing import Impossible
from tests.simulators.slack.surface import Surface, option
from tests.simulators.slack.text import rich, typed
from tests.simulators.slack.world import Channel, Payload, Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack


def entry(slack: Slack, person: Person, part: Part, value: Any) -> Payload:
    """A field filled in: text as it is typed, files as {name: bytes}, everything else as a choice."""
    if part.kind in TEXT_INPUTS:
        return {"type": part.kind, "value": str(value) if value not in (None, "") else None}
    if part.kind == "file_input":
        return {"type": part.kind, "files": _files(slack, person, value or {})}
    if part.kind == "rich_text_input":
        return {"type": part.kind, "rich_text_value": rich(typed(str(value), slack.world))}
    return choice(slack, part, value if isinstance(value, list | tuple) else [] if value is None else [value])


def choice(slack: Slack, part: Part, chosen: Sequence[Any]) -> Payload:
    """One or several of what a menu offers; nothing takes the choice back."""
    if part.kind in TEXT_INPUTS or not part.key:
        raise Impossible(f"there is nothing to pick in {part.label!r}")
    many = part.key.endswith("s") and part.kind != "rich_text_input"
    values = [_value(slack, part, each) for each in chosen]
    if not many and len(values) > 1:
        raise Impossible(f"{part.label!r} takes one choice")
    return {"type": part.kind, part.key: values if many else next(iter(values), None)}


def _value(slack: Slack, part: Part, wanted: Any) -> Any:
    if part.key in ("selected_option", "selected_options"):
        return option(part, str(wanted), slack)
    if part.key in ("selected_user", "selected_users"):
        return getattr(wanted, "id", wanted)
    if part.key.startswith(("selected_conversation", "selected_channel")):
        channel = wanted if isinstance(wanted, Channel) else slack.world.channel_named(str(wanted))
        if channel is None or (channel.private and part.key.startswith("selected_channel")):
            raise Impossible(f"{part.label!r} does not offer {wanted!r}")
        return channel.id
    return int(wanted.timestamp()) if part.kind == "datetimepicker" and hasattr(wanted, "timestamp") else wanted


def _files(slack: Slack, person: Person, given: Mapping[str, bytes]) -> list[Payload]:
    added = [slack.world.add_file(name, len(content), person.id, content) for name, content in given.items()]
    for each in added:
        each.completed = True
    return [written.file_json(slack, each) for each in added]


async def put(slack: Slack, person: Person, surface: Surface, part: Part, value: Payload) -> Answer:
    """Keep the choice on the surface, and tell the app when it wants to hear of it."""
    if part.kind != "overflow":
        person.filled[surface.id, part.block_id, part.action_id] = value
    if part.tells_at_once:
        return await interacting.use(slack, person, surface, part, {k: v for k, v in value.items() if k != "type"})
    return Answer(slack, person)


def offer(part: Part, options: list[Payload]) -> None:
    """What an external menu shows now, so that it can be picked."""
    part.element["options"] = options
