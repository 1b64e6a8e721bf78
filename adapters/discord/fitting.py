"""What Discord accepts as commands; one that does not fit is refused before Discord refuses all of them.

Discord's reference, "Application Commands": 100 commands and 5 entries in the menu of a message; 25 options, 25 choices
(of 100 characters); names of 32 characters, descriptions of 100; 8,000 in all, each text counted by its longest
translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.commands.registry import WrongDeclaration

Json = dict[str, Any]
Node = Mapping[str, Any]

CHAT, MESSAGE = 1, 3
COMMANDS, ENTRIES, OPTIONS, CHOICES = 100, 5, 25, 25
NAME, CHOICE, DESCRIPTION, CHARACTERS = 32, 100, 100, 8_000
_SPELT = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]+")
"""Letters and digits of any script; those of Devanagari and Thai also carry signs that are neither."""


def check(commands: Sequence[Node]) -> None:
    """Raises WrongDeclaration, in a sentence that says which command, why, and how much there may be."""
    typed = [each for each in commands if each["type"] == CHAT]
    entries = [each for each in commands if each["type"] == MESSAGE]
    _check_number("Palabre", typed, COMMANDS, "commands")
    _check_number("Palabre", entries, ENTRIES, "entries in the menu of a message")
    _check_names("Palabre", typed, longest=NAME, typed=True)
    _check_names("Palabre", entries, longest=NAME, typed=False)
    for each in typed:
        _check(f"/{each['name']}", each)
        if (size := _size(each)) > CHARACTERS:
            what = "characters in its names, descriptions and choices"
            raise WrongDeclaration(f"/{each['name']} has {size:,} {what}; Discord takes {CHARACTERS:,}.")


def _check(called: str, node: Node) -> None:
    """One command, subcommand or option with all that is in it."""
    options, choices = node.get("options", ()), node.get("choices", ())
    _check_number(called, options, OPTIONS, "options")
    _check_number(called, choices, CHOICES, "choices")
    _check_names(called, options, longest=NAME, typed=True)
    _check_names(called, choices, longest=CHOICE, typed=False)
    for each in options:
        _check(f"{called} {each['name']}", each)


def _check_number(called: str, found: Sequence[Node], most: int, what: str) -> None:
    if len(found) > most:
        raise WrongDeclaration(f"{called} has {len(found)} {what}; Discord takes {most}.")


def _check_names(called: str, siblings: Sequence[Node], *, longest: int, typed: bool) -> None:
    """Names that are typed are spelt as Discord takes them; in no language is one taken for its neighbour."""
    for locale in ("", *sorted({locale for each in siblings for locale in each["name_localizations"]})):
        owners: dict[str, str] = {}
        for each in siblings:
            for name in {each["name"], each["name_localizations"].get(locale, each["name"])}:
                if not 1 <= len(name) <= longest:
                    raise WrongDeclaration(
                        f"{called}: the name {name} has {len(name)} characters; Discord takes {longest}."
                    )
                if typed and not (_SPELT.fullmatch(name) and name == name.lower()):
                    raise WrongDeclaration(f"{called}: Discord takes only letters in lower case, not {name}.")
                if owners.setdefault(name, each["name"]) != each["name"]:
                    both = f"{owners[name]} and {each['name']} are both called {name}"
                    raise WrongDeclaration(f"{called}: {both}{f' in {locale}' if locale else ''}.")


def _size(node: Node) -> int:
    inside = (each for key in ("options", "choices") for each in node.get(key, ()))
    return sum(map(len, _longest(node))) + len(str(node.get("value", ""))) + sum(map(_size, inside))


def _longest(node: Node) -> Iterator[str]:
    for key in ("name", "description"):
        yield max((node.get(key, ""), *node.get(f"{key}_localizations", {}).values()), key=len)
