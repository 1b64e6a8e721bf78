"""How a feature declares what it answers to; a declaration is complete only with who is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from bot.chat.address import Account, Place
from bot.chat.form import Form
from bot.chat.inbound import (  # fmt: skip
    Arrived,
    Edited,
    Erased,
    EventTouched,
    HomeOpened,
    Left,
    PlaceGone,
    ShortcutUsed,
    Unreacted,
    Wrote,
)
from bot.chat.message import Button, Message, Part
from bot.chat.reply import OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Text
from bot.commands.context import Caller, Context
from bot.db.tx import Tx
from bot.jobs.outbox import card_at

LONGEST_TOKEN = 100
Answered = Whisper | OpenForm | Redraw | Silence
Handler = TypeVar("Handler", bound=Callable[..., Any])

Allow = Callable[[Context, Any], None]
"""Raises Refused unless the caller may; gets what its handler gets besides the context."""


ShownTo = Callable[[Tx, str, Account | Place], bool]
"""(tx, id, target) → whether who reads there may see the card now."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one community for somebody to decide, in a line, the button that leads there, and since when."""

    text: Text
    button: Button
    since: datetime


Addition = Callable[[Tx, str], Sequence[Part]]
"""(tx, id) → what stands below what another feature's card says; nothing where there is nothing to add."""

Waits = Callable[[Tx, str, str], Waiting | None]
"""(tx, community, person) → what waits there for this person to decide, None when nothing does."""


@dataclass(frozen=True, slots=True)
class Raised:
    """Something that a community's moderation team should talk about, in a line, and the button that leads there."""

    text: Text
    button: Button | None = None


Raises = Callable[[Tx, str], Sequence[Raised]]
"""(tx, community) → what its team should talk about at its next meeting."""


def anyone(ctx: Context, subject: object) -> None:
    """Everybody may: what they see is decided by what they ask about."""


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command; `name` may have two words ("community mode"). `group` sorts the reference and /help."""

    name: str
    feature: str
    arguments: type[Any]
    allow: Allow
    run: Callable[[Context, Any], Answered]
    audience: str


@dataclass(frozen=True, slots=True)
class ShortcutSpec:
    """An entry of the menu of a message; `key` says its name where people choose it."""

    name: str
    feature: str
    allow: Allow
    run: Callable[[Context, ShortcutUsed], Answered]

    @property
    def key(self) -> str:
        return f"shortcut-{self.name}"


@dataclass(frozen=True, slots=True)
class PressSpec:
    token: str
    allow: Allow
    run: Callable[[Context, str], Answered]


@dataclass(frozen=True, slots=True)
class FormSpec:
    """With `draw`, the values are checked against the form before `run` and come back with it when it refuses."""

    token: str
    allow: Allow
    run: Callable[[Context, str, Mapping[str, str]], Answered]
    draw: Callable[[Context, str], Form] | None = None


Needs = Callable[[Tx, str], str]
"""(tx, id of a card's subject) → what a private message about it is read by, a card `kind:subject`; "" for nothing."""


def nothing_needed(tx: Tx, subject: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class ReactionSpec:
    """An emoji under a living card of kind `card` means pressing `token` with the card's id.

    `needs` says, of that id, which right an answer that is written instead is read by: a card `kind:subject`.
    """

    emoji: str
    card: str
    token: str
    needs: Needs = nothing_needed


Event = Arrived | Left | Wrote | Edited | Erased | Unreacted | PlaceGone | EventTouched | HomeOpened

Section = Callable[[Tx, Caller], Sequence[Part]]
"""(tx, whose page it is) → what stands there of one feature; nothing that this person may not see."""


@dataclass(slots=True)
class Feature:
    """One folder's declarations; they are collected by bot/features/__init__.py and nowhere else."""

    name: str
    commands: list[CommandSpec] = field(default_factory=list)
    shortcuts: list[ShortcutSpec] = field(default_factory=list)
    presses: list[PressSpec] = field(default_factory=list)
    forms: list[FormSpec] = field(default_factory=list)
    reactions: list[ReactionSpec] = field(default_factory=list)
    jobs: dict[type[Any], Callable[[Tx, Any], None]] = field(default_factory=dict)
    leaving: dict[type[Any] | None, Callable[[Tx, Account, Any], datetime]] = field(default_factory=dict)
    cards: dict[str, Callable[[Tx, str, str], Message | None]] = field(default_factory=dict)
    shown_to: dict[str, ShownTo] = field(default_factory=dict)
    additions: list[tuple[str, Addition]] = field(default_factory=list)
    events: list[tuple[type[Any], Callable[[Context, Any], Answered]]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    waiting: list[Waits] = field(default_factory=list)
    raising: list[Raises] = field(default_factory=list)

    def command(
        self, name: str, arguments: type[Any], *, allow: Allow, audience: str = "everyone"
    ) -> Callable[[Handler], Handler]:
        """`audience` (everyone, members, administrators, owners) is for the reference; `allow` decides."""

        def declare(run: Handler) -> Handler:
            self.commands.append(CommandSpec(name, self.name, arguments, allow, run, audience))
            return run

        return declare

    def shortcut(self, name: str, *, allow: Allow) -> Callable[[Handler], Handler]:
        """An entry of the menu of a message; gets the event, which carries the message, its text and its author."""

        def declare(run: Handler) -> Handler:
            self.shortcuts.append(ShortcutSpec(name, self.name, allow, run))
            return run

        return declare

    def press(self, action: str, *, allow: Allow) -> Callable[[Handler], Handler]:
        """A button or picker whose token is `feature.action:argument`."""

        def declare(run: Handler) -> Handler:
            self.presses.append(PressSpec(f"{self.name}.{action}", allow, run))
            return run

        return declare

    def form(
        self, action: str, *, allow: Allow, draw: Callable[[Context, str], Form] | None = None
    ) -> Callable[[Handler], Handler]:
        """A form whose token is `feature.action:argument`; gets the values by field name.

        `draw` makes the form again from the token's argument: then `run` gets only values that are complete, short
        enough and among the choices, and whatever it refuses comes back with everything that was typed.
        """

        def declare(run: Handler) -> Handler:
            self.forms.append(FormSpec(f"{self.name}.{action}", allow, run, draw))
            return run

        return declare

    def reaction(self, emoji: str, *, on: str, means: str, needs: Needs = nothing_needed) -> None:
        """An emoji under a living card of kind `on` does what the button `means` does."""
        self.reactions.append(ReactionSpec(emoji, on, f"{self.name}.{means}", needs))

    def job(self, payload: type[Any]) -> Callable[[Handler], Handler]:
        """The handler of an engine job; everything it does commits with the job's own end."""

        def declare(run: Handler) -> Handler:
            self.jobs[payload] = run
            return run

        return declare

    def leaves(self, then: type[Any] | None) -> Callable[[Handler], Handler]:
        """When a private message may leave whose `then` is of that type: (tx, account, then) → now, or a later instant.

        Asked as it leaves; None is for all others.
        """

        def declare(when: Handler) -> Handler:
            self.leaving[then] = when
            return when

        return declare

    def card(self, kind: str, *, shown_to: ShownTo | None = None) -> Callable[[Handler], Handler]:
        """Draws the living card `kind:id` from the database: (tx, id, locale) → Message, None when it is no more.

        With `shown_to`, it is taken away from where that says no by the time it is drawn.
        """

        def declare(draw: Handler) -> Handler:
            self.cards[kind] = draw
            if shown_to is not None:
                self.shown_to[kind] = shown_to
            return draw

        return declare

    def below(self, kind: str) -> Callable[[Addition], Addition]:
        """Declares what stands below the living card `kind:id` of a feature before this one, on every copy of it."""

        def declare(add: Addition) -> Addition:
            self.additions.append((kind, add))
            return add

        return declare

    def at_home(self, section: Section) -> Section:
        """Declares what a person sees of this feature on their page, where the platform has one: a few parts."""
        self.sections.append(section)
        return section

    def on(self, event: type[Any]) -> Callable[[Handler], Handler]:
        """Something that happened without anybody asking us; every feature that listens is called, in order."""

        def declare(run: Handler) -> Handler:
            self.events.append((event, run))
            return run

        return declare

    def waits(self, look: Waits) -> Waits:
        """Something besides requests may wait for administrators: their morning digest asks and tells it.

        Whoever makes something wait also says so to `approvals.service.expect`, which sees to it that they look.
        """
        self.waiting.append(look)
        return look

    def raises(self, look: Raises) -> Raises:
        """Declares what this feature puts on the agenda of a community's moderation team; what `waits` is there too."""
        self.raising.append(look)
        return look

    def token(self, action: str, argument: str = "") -> str:
        """The token of one of this feature's buttons or forms, of at most 100 characters."""
        return token(f"{self.name}.{action}", argument)


def in_place(ctx: Context, shown: Message) -> Answered:
    """In the place of what was pressed, or beside it where that is a living card and would be drawn again over it."""
    living = ctx.message is not None and card_at(ctx.tx, ctx.message) is not None
    return Whisper(shown) if living else Redraw(shown)


def token(action: str, argument: str = "") -> str:
    """`feature.action:argument`; ValueError over 100 characters: the shortest limit there is."""
    text = f"{action}:{argument}" if argument else action
    if len(text) > LONGEST_TOKEN:
        raise ValueError(f"the token {text!r} is longer than {LONGEST_TOKEN} characters")
    return text


def number_of(text: str) -> int:
    """A page or another count as a token carries it; 0 for what is no number."""
    return int(text) if text.isdecimal() else 0
