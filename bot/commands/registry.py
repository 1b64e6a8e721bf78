"""All that the features declared, found by name; what cannot work is refused here, at start, never while running."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from bot.chat.address import Account, Place
from bot.chat.message import Message, say
from bot.chat.text import t
from bot.commands.arguments import declared
from bot.commands.context import Context
from bot.commands.feature import (
    Addition,
    Answered,
    CommandSpec,
    Feature,
    FormSpec,
    PressSpec,
    ReactionSpec,
    ShortcutSpec,
)
from bot.db.tx import Tx
from bot.jobs.leaving import Then
from bot.jobs.outbox import Withheld
from bot.jobs.queue import shape

OWN = "commands"
"""The first half of the dispatcher's own tokens; no feature may be called so."""

DIRECT = "community"
"""The group whose verbs are commands of their own where the umbrella has its name: `/community create` (FEATURES 1)."""

AUDIENCES = ("everyone", "members", "administrators", "owners")
MOST_ARGUMENTS = 25
_NAME = re.compile(r"[a-z][a-z-]{0,31}( [a-z][a-z-]{0,31})?")
_SHORTCUT = re.compile(r"[a-z][a-z-]{0,31}")
_ARGUMENT = re.compile(r"[a-z][a-z_]{0,31}")
_ACTION = re.compile(r"[a-z]+\.[a-z][a-z0-9-]*")

Value = TypeVar("Value")


class WrongDeclaration(Exception):
    """A feature declares what cannot work; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class JobSpec:
    """The handler of an engine job, and the dataclass its payload is read into."""

    payload: type[Any]
    run: Callable[[Tx, Any], None]


Card = Callable[[Tx, str, str], Message | None]
Listener = Callable[[Context, Any], Answered]


class Registry:
    """What Palabre answers to. Jobs are found by the `kind` of their payload, reactions by card and emoji."""

    def __init__(self, features: Iterable[Feature]) -> None:
        listed = tuple(features)
        self.features = tuple(feature.name for feature in listed)
        _unique("feature", ((name, name) for name in self.features))
        if OWN in self.features:
            raise WrongDeclaration(f"No feature may be called {OWN}: that is the dispatcher's own name.")
        self.commands: dict[str, CommandSpec] = _unique(
            "command", ((spec.name, spec) for each in listed for spec in each.commands)
        )
        self.shortcuts: dict[str, ShortcutSpec] = _unique(
            "shortcut", ((spec.name, spec) for each in listed for spec in each.shortcuts)
        )
        self.presses: dict[str, PressSpec] = _unique(
            "button", ((spec.token, spec) for each in listed for spec in each.presses)
        )
        self.forms: dict[str, FormSpec] = _unique(
            "form", ((spec.token, spec) for each in listed for spec in each.forms)
        )
        self.reactions: dict[tuple[str, str], ReactionSpec] = _unique(
            "reaction", (((spec.card, plain_emoji(spec.emoji)), spec) for each in listed for spec in each.reactions)
        )
        self.cards: dict[str, Card] = _unique("card", (card for each in listed for card in each.cards.items()))
        self._shown_to = {kind: shown for each in listed for kind, shown in each.shown_to.items()}
        self._additions: dict[str, list[Addition]] = {}
        for kind, add in (addition for each in listed for addition in each.additions):
            self._additions.setdefault(kind, []).append(add)
        self.jobs: dict[str, JobSpec] = _unique("job", (job for each in listed for job in _jobs(each)))
        self._leaving = {then: when for each in listed for then, when in each.leaving.items()}
        self.events: dict[type[Any], tuple[Listener, ...]] = {}
        for each in listed:
            for event, run in each.events:
                self.events[event] = (*self.events.get(event, ()), run)
        self._check()

    def verbs(self, group: str) -> tuple[str, ...]:
        """The second words of the commands whose first word is `group`, in alphabetical order."""
        return tuple(sorted(name.split(" ", 1)[1] for name in self.commands if name.startswith(f"{group} ")))

    def means_something(self, emoji: str) -> bool:
        """Whether an emoji means anything under any card; most do not, and then no question is asked."""
        plain = plain_emoji(emoji)
        return any(meant == plain for _, meant in self.reactions)

    def reaction(self, card: str, emoji: str) -> ReactionSpec | None:
        """What an emoji means under a card of this kind; a skin tone changes nothing."""
        return self.reactions.get((card, plain_emoji(emoji)))

    def draw(self, tx: Tx, card: str, locale: str, target: Account | Place) -> Message | Withheld | None:
        """A living card `kind:id` for one place or inbox, by whoever registered its kind."""
        kind, _, identity = card.partition(":")
        drawing = self.cards[kind](tx, identity, locale)
        if drawing is not None and kind in self._additions:
            added = (part for add in self._additions[kind] for part in add(tx, identity))
            drawing = replace(drawing, parts=(*drawing.parts, *added))
        shown = self._shown_to.get(kind)
        if drawing is None or shown is None or shown(tx, identity, target):
            return drawing
        return Withheld(say(t("card-not-shown-here")))

    def leaves(self, tx: Tx, to: Account, then: Then) -> datetime:
        """When a private message may leave that is to leave now, by whoever hears how it ended."""
        kind, payload = then or ("", {})
        spec = self.jobs.get(kind)
        if spec is not None and spec.payload in self._leaving:
            return self._leaving[spec.payload](tx, to, shape(spec.payload).validate_python(payload))
        return self._leaving[None](tx, to, None) if None in self._leaving else tx.now

    def _check(self) -> None:
        for spec in self.commands.values():
            _check_command(spec)
        for name in self.shortcuts:
            if not _SHORTCUT.fullmatch(name):
                raise WrongDeclaration(f"The shortcut {name} must be one lower case word of at most 32 letters.")
        for token in (*self.presses, *self.forms):
            if not _ACTION.fullmatch(token):
                raise WrongDeclaration(f"The token {token} must read feature.action, in lower case.")
            if token.split(".")[0] not in self.features:
                raise WrongDeclaration(f"The token {token} names a feature that is not there.")
        for reaction in self.reactions.values():
            if reaction.token not in self.presses:
                raise WrongDeclaration(f"{reaction.emoji} means {reaction.token}, which is no button.")
            if reaction.card not in self.cards:
                raise WrongDeclaration(f"{reaction.emoji} stands under {reaction.card}, which is no card.")
        for kind in self._additions:
            if kind not in self.cards:
                raise WrongDeclaration(f"Something is to stand below {kind}, which is no card.")


def plain_emoji(emoji: str) -> str:
    """An emoji without skin tone and without the sign that asks for colour, which platforms send or leave out."""
    return "".join(sign for sign in emoji if sign != "\ufe0f" and not "\U0001f3fb" <= sign <= "\U0001f3ff") or emoji


def _unique(what: str, entries: Iterable[tuple[Any, Value]]) -> dict[Any, Value]:
    found: dict[Any, Value] = {}
    for name, value in entries:
        if name in found:
            raise WrongDeclaration(f"The {what} {name} is declared twice.")
        found[name] = value
    return found


def _jobs(feature: Feature) -> Iterator[tuple[str, JobSpec]]:
    for payload, run in feature.jobs.items():
        kinds = [each.default for each in fields(payload) if each.name == "kind"]
        if len(kinds) != 1 or not isinstance(kinds[0], str):
            raise WrongDeclaration(f'{payload.__name__} needs a field kind: Literal["feature.verb"] = "feature.verb".')
        yield kinds[0], JobSpec(payload, run)


def _check_command(spec: CommandSpec) -> None:
    if not _NAME.fullmatch(spec.name):
        raise WrongDeclaration(f"/{spec.name} must be one or two lower case words of at most 32 letters.")
    if spec.audience not in AUDIENCES:
        raise WrongDeclaration(f"/{spec.name} is for {spec.audience}; it must be one of {', '.join(AUDIENCES)}.")
    arguments = declared(spec.arguments)
    if len(arguments) > MOST_ARGUMENTS:
        raise WrongDeclaration(f"/{spec.name} has {len(arguments)} arguments; there may be {MOST_ARGUMENTS}.")
    for each in arguments:
        if not _ARGUMENT.fullmatch(each.name):
            raise WrongDeclaration(f"/{spec.name}: the argument {each.name} must be in lower case letters and _.")
        if (each.argument.shape == "choice") != bool(each.argument.choices):
            raise WrongDeclaration(f"/{spec.name}: {each.name} needs choices exactly when it is a choice.")
