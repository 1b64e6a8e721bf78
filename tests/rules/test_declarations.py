"""What features declare can be said: every command, argument, choice and line of the log has its copy."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from bot.commands.arguments import declared
from bot.commands.registry import Registry
from bot.features import FEATURES
from tests.rules.catalogues import catalogues
from tests.rules.sources import Source, dotted, source, sources

WORDS = Registry(FEATURES)


def declared_keys() -> Iterator[str]:
    for spec in WORDS.commands.values():
        command = f"command-{spec.name.replace(' ', '-')}"
        yield command
        for each in declared(spec.arguments):
            yield f"{command}-{each.name.replace('_', '-')}"
            yield from (f"choice-{value}" for value in each.argument.choices)
    yield from (spec.key for spec in WORDS.shortcuts.values())


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


def test_every_line_of_the_log_has_copy() -> None:
    assert unwritable(sources("bot/features")) == []


def test_a_line_of_the_log_without_copy_is_noticed() -> None:
    text = 'communities.record(tx, c, p, "vanished")\ncommunities.record(tx, c, p, "joined")\n'
    assert unwritable((source("bot/features/x/service.py", text),)) == [
        "bot/features/x/service.py:1: log-vanished has no copy",
        "bot/features/x/service.py:2: log-joined also needs ['member']",
    ]
