"""What people type after a command, taken apart as they mean it; any text whatever gives a result, never an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.commands.arguments import Declared
from bot.commands.grammar import folded

_CLOSING = {
    **dict.fromkeys('"“”„‟', re.compile(r'["“”„‟](?=\s|$)')),
    "«": re.compile(r"»(?=\s|$)"),
    "'": re.compile(r"'(?=\s|$)"),
    "‘": re.compile(r"[’'](?=\s|$)"),
}
"""Opening quotation marks, and what closes each: a mark before a blank or the end, so that apostrophes are letters."""

_BLANK = re.compile(r"\s*")
_WORD = re.compile(r"\S+")
_TWO_WORDS = re.compile(r"\S+[ \t]+\S+")
_NUMBER = re.compile(r"[+-]?\d+(?=\s|$)")
_NAMED = re.compile(r"(?:--)?([^\W\d_][\w-]*)(?:[:=])\s*", re.UNICODE)
_NAMES = re.compile(r"(?<!\S)(?:--)?([^\W\d_][\w-]*)[:=](?!//)", re.UNICODE)

Labels = Callable[[str], Iterable[str]]
"""How a value may be called besides its own name."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Raw values by argument name; `placed` are those found by their place, not by name or by being a choice.

    `left` are the words which no argument takes.
    """

    values: dict[str, str] = field(default_factory=dict)
    placed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def parse(
    text: str, arguments: Sequence[Declared], *, labels: Labels = lambda value: (),
    names: Labels = lambda argument: (), skip: str = "",
) -> Parsed:  # fmt: skip
    """Take typed text apart: quoted words, `name:value` pairs, choices wherever they stand, the rest in order.

    `names` is how an argument may be called besides its own name. The last argument for words takes the rest of the
    line as it is, up to a pair. The argument `skip` can be given by name only. Quotation marks that are not closed are
    letters.
    """
    return _Reading(text, arguments, labels, names, skip).read()


def names_in(text: str) -> list[str]:
    """Whatever is written as the name of an argument is, which an address is not."""
    return [found[1] for found in _NAMES.finditer(text)]


@dataclass(slots=True)
class _Reading:
    """One text being read from left to right."""

    text: str
    arguments: Sequence[Declared]
    labels: Labels
    names: Labels
    skip: str
    at: int = 0
    unclosed: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)
    placed: list[str] = field(default_factory=list)
    choices: list[tuple[Declared, str, set[str]]] | None = None

    def read(self) -> Parsed:
        left: list[str] = []
        while self._advance():
            if not (self._pair() or self._choice() or self._next()):
                left.append(self._word())
        return Parsed(self.values, tuple(self.placed), tuple(left))

    def _advance(self) -> bool:
        """Go to the next word; False at the end."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at < len(self.text)

    def _open(self) -> list[Declared]:
        return [each for each in self.arguments if each.name not in self.values]

    def _pair(self) -> bool:
        each, start = self._pair_at(self.at)
        if each is None:
            return False
        self.at = start
        self.values[each.name] = ""
        quoted = self._quoted()
        if quoted is None:
            quoted = self._rest(each) if free(each) else self._word()
        self.values[each.name] = quoted
        return True

    def _pair_at(self, at: int, *, own: bool = False) -> tuple[Declared | None, int]:
        """The argument named here and where its value begins; with `own` only by its own name."""
        found = _NAMED.match(self.text, at)
        if not found:
            return None, at
        name, waiting = _plain(found[1]), self._open()
        by_name = (each for each in waiting if each.name == name)
        called = (each for each in waiting if not own and name in map(_plain, self.names(each.name)))
        return next(chain(by_name, called), None), found.end()

    def _choice(self) -> bool:
        """A word that is exactly one of the choices of an argument not given yet, or two that are: `semi private`."""
        each, value, end = self._choice_at(self.at)
        if each is None:
            return False
        self.values[each.name] = value
        self.at = end
        return True

    def _choice_at(self, at: int) -> tuple[Declared | None, str, int]:
        """The argument whose choice stands here, the choice, and where it ends."""
        for words in (_WORD, _TWO_WORDS):
            found = words.match(self.text, at)
            said = "-".join(found[0].casefold().split()) if found else ""
            for each, value, called in self._known_choices():
                if found and said in called and each.name not in self.values:
                    return each, value, found.end()
        return None, "", at

    def _known_choices(self) -> list[tuple[Declared, str, set[str]]]:
        """Every choice with what it may be called, looked up once per text."""
        if self.choices is None:
            self.choices = [
                (each, value, {called.casefold() for called in (value, *self.labels(value))})
                for each in self.arguments
                for value in _accepted(each)
                if each.name != self.skip
            ]
        return self.choices

    def _next(self) -> bool:
        """The next argument that is found by its place."""
        waiting = [each for each in self._open() if each.name != self.skip and not _accepted(each)]
        waiting = [each for each in waiting if each.argument.shape != "integer" or self._numeric()]
        if not waiting:
            return False
        each = waiting[0]
        self.placed.append(each.name)
        self.values[each.name] = ""
        start, quoted = self.at, self._quoted()
        if each.argument.shape != "integer" and all(other.argument.shape == "integer" for other in waiting[1:]):
            if quoted is None or (free(each) and not self._ends_here(each)):
                self.at = start
                quoted = self._rest(each)
        elif quoted is None:
            quoted = self._word()
        self.values[each.name] = quoted
        return True

    def _numeric(self) -> bool:
        return _NUMBER.match(self.text, self.at) is not None

    def _ends_here(self, each: Declared) -> bool:
        """Nothing more of this argument follows: the end, a pair or, after the name of something, a choice."""
        found = _BLANK.match(self.text, self.at)
        at = found.end() if found else self.at
        if at >= len(self.text) or self._pair_at(at, own=each.argument.long)[0] is not None:
            return True
        return not free(each) and self._choice_at(at)[0] is not None

    def _quoted(self) -> str | None:
        """What stands between quotation marks here, or None where none open or none close."""
        mark = self.text[self.at : self.at + 1]
        if mark not in _CLOSING or mark in self.unclosed or not mark:
            return None
        closing = _CLOSING[mark].search(self.text, self.at + 1)
        if closing is None:
            self.unclosed.add(mark)
            return None
        inside = self.text[self.at + 1 : closing.start()]
        self.at = closing.end()
        return inside.strip() if mark == "«" else inside

    def _word(self) -> str:
        found = _WORD.match(self.text, self.at)
        self.at = found.end() if found else len(self.text)
        return found[0] if found else ""

    def _rest(self, each: Declared) -> str:
        """The text as it is, up to what is no longer this argument."""
        start = self.at
        while self._advance() and (self.at == start or not self._ends_here(each)):
            if self._quoted() is None:
                self._word()
        return self.text[start : self.at].rstrip()


def _plain(name: str) -> str:
    """The name of an argument, whatever its case, accents and dashes."""
    return folded(name).replace("-", "_")


def free(each: Declared) -> bool:
    """Free words, as opposed to the name of something."""
    argument = each.argument
    return argument.shape == "moment" or (
        argument.shape == "text" and argument.read is None and argument.complete is None
    )


def _accepted(each: Declared) -> tuple[str, ...]:
    return ("yes", "no") if each.argument.shape == "boolean" else each.argument.choices
