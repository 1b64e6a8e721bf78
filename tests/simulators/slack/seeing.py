"""What a person sees: messages, forms and the app's Home, and which conversations they may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.simulators.slack.elements import STATELESS, parts, state
from tests.simulators.slack.render import lines, words
from tests.simulators.slack.text import links, marked_texts, read
from tests.simulators.slack.world import Channel, Message, Payload, Person

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

NOTICES = frozenset(
    """channel_join channel_leave group_join group_leave channel_topic channel_purpose channel_name
    channel_archive channel_unarchive group_archive group_unarchive group_topic group_purpose group_name
    pinned_item""".split()  # noqa: SIM905 - a list of words
)  # fmt: skip
"""Lines that Slack itself writes into a conversation; `messages` leaves them out unless asked."""


class Impossible(Exception):
    """Slack's own client does not let a person do this: no such button, a channel they are not in, a read-only talk."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as one person sees it.

    `links` are addresses by their labels, `ephemeral` is "Only visible to you", `pinged` whether it notified them.
    """

    ts: str
    channel: str
    by: str
    lines: list[str]
    buttons: list[str] = field(default_factory=list)
    menus: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    reactions: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    ephemeral: bool = False
    thread: str = ""
    replies: int = 0
    edited: bool = False
    pinned: bool = False
    pinged: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Modal:
    """A form as it stands on the screen. `labels` are its fields; `values` what stands in them, as it is read."""

    id: str
    title: str
    lines: list[str]
    labels: list[str]
    buttons: list[str]
    values: dict[str, str]
    submit: str
    close: str
    depth: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Page:
    """The app's Home tab."""

    lines: list[str]
    buttons: list[str]
    menus: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def see(slack: Slack, person: Person, message: Message) -> Seen:
    world = slack.world
    channel = world.channels.get(message.channel)
    buttons, menus = _usable(message.blocks, slack)
    return Seen(
        message.ts, message.channel, _author(slack, message), list(_lines(slack, message)), buttons, menus,
        links=_links(slack, message), reactions={name: len(people) for name, people in message.reactions.items()},
        files=[world.files[each].name for each in message.files if each in world.files],
        ephemeral=bool(message.only_for), thread=message.thread,
        replies=len(channel.replies(message.ts)) if channel else 0,
        edited=bool(message.edited), pinned=message.pinned, pinged=person.id in message.pinged,
    )  # fmt: skip


def conversation(
    slack: Slack, person: Person, channel: Channel, *, thread: str = "", notices: bool = False
) -> list[Seen]:
    """The messages of a conversation that this person may read, ephemeral ones too, oldest first."""
    if not readable(person, channel):
        return []
    found = [*channel.in_order(), *(each for each in person.whispers if each.channel == channel.id)]
    here = [each for each in found if _belongs(each, thread) and (notices or each.subtype not in NOTICES)]
    return [see(slack, person, each) for each in sorted(here, key=lambda each: float(each.ts))]


def everything(slack: Slack, person: Person) -> list[Message]:
    """All that the person can read anywhere, the newest first."""
    places = [each for each in slack.world.channels.values() if readable(person, each)]
    found = [message for each in places for message in each.messages.values()] + person.whispers
    return sorted(found, key=lambda each: float(each.ts), reverse=True)


def readable(person: Person, channel: Channel) -> bool:
    """Members read; so does everyone else in a public channel, but guests and strangers."""
    if person.deleted:
        return False
    return person.id in channel.members or (channel.kind == "public" and not person.guest and not person.stranger)


def modal(slack: Slack, person: Person) -> Modal | None:
    """The form on top of the person's screen."""
    view = slack.surfaces.shown(person)
    if view is None:
        return None
    world, shown = slack.world, view.payload
    fields = [each for each in parts(shown["blocks"], world) if each.kind not in STATELESS]
    values = state(shown["blocks"], filled(person, view.id), world)["values"]
    return Modal(
        view.id, words(shown["title"], world), lines(shown["blocks"], world), [each.label for each in fields],
        _usable(shown["blocks"], slack)[0],
        values={each.label: _said(values[each.block_id][each.action_id][each.key]) for each in fields},
        submit=words(shown["submit"], world), close=words(shown["close"], world), depth=len(person.modals),
    )  # fmt: skip


def page(slack: Slack, person: Person) -> Page | None:
    view = slack.world.views.get(person.home)
    if view is None:
        return None
    return Page(lines(view.payload["blocks"], slack.world), *_usable(view.payload["blocks"], slack))


def filled(person: Person, surface: str) -> dict[tuple[str, str], Payload]:
    """What they put into the elements of a surface."""
    return {(block, action): value for (where, block, action), value in person.filled.items() if where == surface}


def _lines(slack: Slack, message: Message) -> Iterator[str]:
    if message.blocks:
        yield from lines(message.blocks, slack.world)
    elif message.text:
        yield from read(message.text, slack.world, marked=message.marked).splitlines()
    for each in message.attachments:
        yield from lines(each.get("blocks", []), slack.world)
        if text := each.get("text") or each.get("fallback"):
            yield read(str(text), slack.world)
    for file in message.files:
        if file in slack.world.files:
            yield f"(file: {slack.world.files[file].title})"


def _links(slack: Slack, message: Message) -> dict[str, str]:
    """What can be opened from it: links in the text, and buttons that are links."""
    texts = marked_texts(message.blocks) if message.blocks else [message.text]
    found = {label: url for each in texts for label, url in links(each if isinstance(each, str) else each["text"])}
    buttons = (each for each in parts(message.blocks, slack.world) if each.element.get("url"))
    return found | {each.label: str(each.element["url"]) for each in buttons}


def _usable(blocks: list[Payload], slack: Slack) -> tuple[list[str], list[str]]:
    """Labels of the buttons, and of everything else that can be used."""
    found = list(parts(blocks, slack.world))
    return (
        [each.label for each in found if each.kind == "button"],
        [each.label for each in found if each.kind != "button"],
    )


def _belongs(message: Message, thread: str) -> bool:
    inside = bool(message.thread) and message.thread != message.ts
    if thread:
        return message.ts == thread or message.thread == thread
    return not inside or message.broadcast


def _author(slack: Slack, message: Message) -> str:
    if message.username:
        return message.username
    person = slack.world.people.get(message.user)
    return person.real_name if person else message.user


def _said(value: object) -> str:
    if isinstance(value, dict):
        return str(value["text"]["text"]) if "text" in value else str(value)
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return "" if value is None else str(value)
