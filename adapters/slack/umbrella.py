"""What people type under our one slash command, or after our name: which command it is, and whom and what it names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.commands.arguments import called, declared
from bot.commands.feature import CommandSpec
from bot.commands.registry import DIRECT
from bot.i18n import ENGLISH, Catalogue

HOME = "me"
"""The command that the umbrella alone stands for."""

MOST_NAMED = 20
"""So many people are looked up for one command."""

_TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_DECORATION = "/@\"'“”„«»‘’`*_"


@dataclass(frozen=True, slots=True)
class Typed:
    """`people` are the ids of those who are named in it, in order."""

    name: str
    text: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Umbrella:
    """`command` is the slash command; `phrases` are the names of commands in every language by which they are known."""

    command: str
    specs: Mapping[str, CommandSpec]
    phrases: Mapping[str, str] = field(default_factory=dict)

    @property
    def direct(self) -> frozenset[str]:
        """The verbs that stand under the umbrella by themselves."""
        firsts = {name.split(" ")[0] for name in self.specs}
        verbs = {name.partition(" ")[2] for name in self.specs if name.startswith(f"{DIRECT} ")}
        return frozenset(verbs - firsts)

    def read(self, typed: str, names: Mapping[str, str] = {}) -> Typed:
        """Take typed text apart; `names` are what people are called, by id. Nothing typed is the home card.

        In the place of a person or channel that the command asks for stands their id; of any other their name.
        """
        name, rest = self._name(" ".join(typed.split("\xa0")).strip())
        if not name:
            return Typed(HOME, "")
        spec = self.specs.get(name) or self.specs.get(f"{DIRECT} {name}") or self._verb(name, rest)
        shapes = [each.argument.shape for each in declared(spec.arguments)] if spec else []
        reading = _Reading(names, shapes.count("person"), shapes.count("place"))
        return Typed(_Reading(names, 0, 0).written(name), reading.written(rest), people_in(rest))

    def _name(self, typed: str) -> tuple[str, str]:
        """The command, by whatever name, and what follows; our own umbrella before it changes nothing."""
        words = typed.split(None, 2)
        plain = [each.strip(_DECORATION).casefold() for each in words[:2]]
        found = self._known(" ".join(plain)) if len(plain) == 2 else None
        if found is not None:
            return found, words[2] if len(words) > 2 else ""
        if len(plain) == 2 and plain[0] == self.command.strip("/") and self._known(plain[1]) is not None:
            return self._name(typed.split(None, 1)[1])
        first, rest = [*typed.split(None, 1), "", ""][:2]
        bare = first.strip(_DECORATION) or first
        return self._known(bare.casefold()) or bare, rest

    def _known(self, phrase: str) -> str | None:
        if phrase in self.specs or phrase in {name.split(" ")[0] for name in self.specs} | self.direct:
            return phrase
        return self.phrases.get(phrase)

    def _verb(self, name: str, rest: str) -> CommandSpec | None:
        verb = (rest.split(None, 1) or [""])[0].casefold()
        return self.specs.get(f"{name} {verb}")


def umbrella_of(command: str, specs: Sequence[CommandSpec], copy: Catalogue) -> Umbrella:
    return Umbrella(command, {each.name: each for each in specs}, dict(_phrases(specs, copy)))


def _phrases(specs: Sequence[CommandSpec], copy: Catalogue) -> Iterator[tuple[str, str]]:
    """Names in other languages; of two commands that are called the same the one declared first counts."""
    for language in (each for each in copy.languages if each != ENGLISH):
        for spec in reversed(specs):
            group, _, verb = spec.name.partition(" ")
            name = copy.plain(called(spec.name), language).casefold()
            if not verb:
                yield name, spec.name
                continue
            yield f"{copy.plain(called(group), language).casefold()} {name}", spec.name
            if group == DIRECT:
                yield name, spec.name


def people_in(text: str) -> tuple[str, ...]:
    """The ids of those who are mentioned, each once."""
    found = (each[2] for each in _TOKEN.finditer(text) if each[1] == "@")
    return tuple(dict.fromkeys(found))[:MOST_NAMED]


@dataclass(slots=True)
class _Reading:
    """`people` and `places` are how many ids the command still asks for."""

    names: Mapping[str, str]
    people: int
    places: int

    def written(self, text: str) -> str:
        pieces: list[str] = []
        end = 0
        for found in _TOKEN.finditer(text):
            pieces += [html.unescape(text[end : found.start()]), self._token(found, first=found.start() == 0)]
            end = found.end()
        return "".join([*pieces, html.unescape(text[end:])]).strip()

    def _token(self, found: re.Match[str], *, first: bool) -> str:
        kind, what, label = found[1], found[2], html.unescape(found[3] or "")
        if kind == "@":
            if self.people:
                self.people -= 1
                return what
            return f"@{self.names.get(what) or label or what}"
        if kind == "#":
            if self.places:
                self.places -= 1
                return what
            return (label or what) if first else f"#{label or what}"
        if kind == "!":
            return label or f"@{what.partition('^')[0]}"
        return label if what.startswith(("mailto:", "tel:")) and label else html.unescape(what)


def after_mention(text: str, me: str) -> str | None:
    """What follows our name when a message begins with it; None when it does not."""
    found = re.match(rf"\s*(?:<@{re.escape(me)}(?:\|[^<>]*)?>[\s,:;–—-]*)+", text)
    return text[found.end() :] if found else None
