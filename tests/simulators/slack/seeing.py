"""What a person sees: messages, forms, the Home, and what an act brought them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.simulators.slack.elements import STATELESS, parts, state
from tests.simulators.slack.render import lines, words
from tests.simulators.slack.text import read
from tests.simulators.slack.world import Channel, Message, Person, View

if TYPE_CHECKING:
    from tests.simulators.slack.server import Slack

NOTICES = frozenset(
    ["channel_join", "channel_leave", "group_join", "group_leave", "channel_topic", "channel_purpose", "channel_name",
     "channel_archive", "channel_unarchive", "group_archive", "group_unarchive", "group_topic", "group_purpose",
     "group_name", "pinned_item"]
)  # fmt: skip
"""Lines that Slack itself writes into a conversation; `sees` leaves them out unless asked."""


class NotPossible(AssertionError):
    """Slack's clients do not offer this to that person there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as one person sees it. `whisper` is "Only visible to you"; `pinged` whether it notified them."""

    ts: str
    channel: str
    by: str
    lines: tuple[str, ...]
    buttons: tuple[str, ...] = ()
    menus: tuple[str, ...] = ()
    reactions: dict[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    whisper: bool = False
    thread: str = ""
    replies: int = 0
    edited: bool = False
    pinned: bool = False
    pinged: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Form:
    """A modal as it stands on the screen: `values` by label, as the person would read them out."""

    title: str
    lines: tuple[str, ...]
    buttons: tuple[str, ...]
    fields: tuple[str, ...]
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

    lines: tuple[str, ...]
    buttons: tuple[str, ...]
    menus: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Got:
    """What an act brought the person who acted; it goes on filling while answers come in.

    `error` is Slack's own complaint: operation_timeout (nobody acknowledged in time), dispatch_failed (no app was
    there), http_service_error, not_supported_in_threads, invalid_command, … `errors` are those of a form, by label.
    """

    def __init__(self, slack: Slack, person: Person) -> None:
        self._slack = slack
        self._person = person
        self._before = len(person.whispers)
        self._modals = list(person.modals)
        self.error = ""
        self.errors: dict[str, str] = {}

    @property
    def timed_out(self) -> bool:
        return self.error == "operation_timeout"

    @property
    def whispers(self) -> list[Seen]:
        """Messages that only they see, since they acted."""
        return [see(self._slack, self._person, each) for each in self._person.whispers[self._before :]]

    @property
    def text(self) -> str:
        """All of those, as one text."""
        return "\n".join(each.text for each in self.whispers)

    @property
    def modal(self) -> Form | None:
        """The form on their screen, if it is not the one they acted in."""
        return form(self._slack, self._person) if self._person.modals != self._modals else None

    async def something(self) -> Got:
        """Wait until an answer is there."""
        await self._slack.until(lambda: self.whispers or self.modal or self.error or self.errors)
        return self

    async def until(self, what: Callable[[Got], object]) -> Got:
        await self._slack.until(lambda: what(self))
        return self

    def __repr__(self) -> str:
        return f"Got(text={self.text!r}, modal={self.modal!r}, error={self.error!r}, errors={self.errors!r})"


def see(slack: Slack, person: Person, message: Message) -> Seen:
    world = slack.world
    channel = world.channels.get(message.channel)
    shown = list(lines(message.blocks, world)) if message.blocks else []
    if not shown and message.text:
        shown = read(message.text, world, marked=message.marked).splitlines()
    for each in message.attachments:
        shown += lines(each.get("blocks", []), world) or [
            read(str(each.get("text") or each.get("fallback", "")), world)
        ]
    found = list(parts(message.blocks, world))
    return Seen(
        message.ts, message.channel, _author(slack, message), tuple(shown),
        buttons=tuple(each.label for each in found if each.kind == "button"),
        menus=tuple(each.label for each in found if each.kind != "button"),
        reactions={name: len(people) for name, people in message.reactions.items()},
        files=tuple(world.files[each].name for each in message.files),
        whisper=bool(message.only_for), thread=message.thread,
        replies=len(channel.replies(message.ts)) if channel else 0,
        edited=bool(message.edited), pinned=message.pinned, pinged=person.id in message.pinged,
    )  # fmt: skip


def conversation(
    slack: Slack, person: Person, channel: Channel, *, thread: str = "", notices: bool = False
) -> list[Seen]:
    """The messages of a conversation that this person may read, whispers included, oldest first."""
    if not readable(person, channel):
        return []
    found = [*channel.in_order(), *(each for each in person.whispers if each.channel == channel.id)]
    here = [each for each in found if _belongs(each, thread) and (notices or each.subtype not in NOTICES)]
    return [see(slack, person, each) for each in sorted(here, key=lambda each: float(each.ts))]


def readable(person: Person, channel: Channel) -> bool:
    """Members read; so does everyone else in a public channel, but guests and strangers."""
    if person.deleted:
        return False
    return person.id in channel.members or (channel.kind == "public" and not person.guest and not person.stranger)


def form(slack: Slack, person: Person) -> Form | None:
    view = slack.surfaces.shown(person)
    if view is None:
        return None
    world, shown = slack.world, view.payload
    found = list(parts(shown["blocks"], world))
    values = state(shown["blocks"], filled(person, view.id), world)["values"]
    return Form(
        words(shown["title"], world), tuple(lines(shown["blocks"], world)),
        buttons=tuple(each.label for each in found if each.kind == "button"),
        fields=tuple(each.label for each in found if each.kind != "button"),
        values={
            each.label: _said(values[each.block_id][each.action_id][each.key])
            for each in found
            if each.kind not in STATELESS
        },
        submit=words(shown["submit"], world), close=words(shown["close"], world), depth=len(person.modals),
    )  # fmt: skip


def page(slack: Slack, person: Person) -> Page | None:
    view = slack.world.views.get(person.home)
    if view is None:
        return None
    found = list(parts(view.payload["blocks"], slack.world))
    return Page(
        tuple(lines(view.payload["blocks"], slack.world)),
        tuple(each.label for each in found if each.kind == "button"),
        tuple(each.label for each in found if each.kind != "button"),
    )


def filled(person: Person, surface: str) -> dict[tuple[str, str], dict[str, object]]:
    """What they put into the elements of a surface."""
    return {(block, action): value for (where, block, action), value in person.filled.items() if where == surface}


def home_view(slack: Slack, person: Person) -> View | None:
    return slack.world.views.get(person.home)


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
        return ", ".join(_said(each) for each in value)
    return "" if value is None else str(value)
