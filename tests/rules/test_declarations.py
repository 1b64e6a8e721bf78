"""What features declare can be said: every command, argument, choice and line of the log has its copy."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from bot.chat.text import T
from bot.commands.arguments import declared
from bot.commands.registry import Registry
from bot.features import FEATURES
from bot.i18n import load_catalogue
from tests.rules.catalogues import catalogues
from tests.rules.sources import Source, dotted, source, sources

WORDS = Registry(FEATURES)


def declared_keys() -> Iterator[str]:
    for spec in WORDS.commands.values():
        command = f"command-{spec.name.replace(' ', '-')}"
        yield command
        if " " in spec.name:
            yield f"group-{spec.name.split(' ')[0]}"
        for each in declared(spec.arguments):
            yield f"{command}-{each.name.replace('_', '-')}"
            yield from (f"choice-{value}" for value in each.argument.choices)
    yield from (spec.key for spec in WORDS.shortcuts.values())


def declared_names() -> dict[str, str]:
    """The key of every name that a platform may show in the reader's language, with the name itself."""
    found = {}
    for spec in WORDS.commands.values():
        words = spec.name.split(" ")
        found |= {f"name-{'-'.join(words[:n])}": words[n - 1] for n in range(1, len(words) + 1)}
        found |= {f"name-argument-{each.name.replace('_', '-')}": each.name for each in declared(spec.arguments)}
    return found


def recorded(file: Source) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every `record(tx, community, person, "what", detail=…)`: where, what, and the details it keeps."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith("record") and len(node.args) == 4:
            what = node.args[3]
            said = [what.body, what.orelse] if isinstance(what, ast.IfExp) else [what]
            details = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            for each in said:
                if isinstance(each, ast.Constant):
                    yield f"{file.path}:{node.lineno}", str(each.value), details


def unwritable(files: tuple[Source, ...]) -> list[str]:
    keys = catalogues()[0].keys
    found = []
    for where, what, details in (each for file in files for each in recorded(file)):
        if f"log-{what}" not in keys:
            found.append(f"{where}: log-{what} has no copy")
        elif keys[f"log-{what}"].variables - details:
            found.append(f"{where}: log-{what} also needs {sorted(keys[f'log-{what}'].variables - details)}")
    return found


def test_every_declaration_has_copy() -> None:
    assert [key for key in declared_keys() if key not in catalogues()[0].keys] == []


def test_every_name_can_be_said_and_in_english_it_is_the_declared_one() -> None:
    catalogue = load_catalogue()
    keys = [key for key in catalogues()[0].keys if key.startswith("name-")]
    assert {key: catalogue.plain(T(key), "en") for key in keys} == declared_names()


def test_names_can_be_typed_in_every_language() -> None:
    catalogue = load_catalogue()
    names = [catalogue.plain(T(key), language) for language in catalogue.languages for key in declared_names()]
    assert [name for name in names if not re.fullmatch(r"[-_'\w]{1,32}", name) or name != name.lower()] == []


def test_every_line_of_the_log_has_copy() -> None:
    assert unwritable(sources("bot/features")) == []


def test_a_line_of_the_log_without_copy_is_noticed() -> None:
    text = 'communities.record(tx, c, p, "vanished")\ncommunities.record(tx, c, p, "joined")\n'
    assert unwritable((source("bot/features/x/service.py", text),)) == [
        "bot/features/x/service.py:1: log-vanished has no copy",
        "bot/features/x/service.py:2: log-joined also needs ['member']",
    ]
