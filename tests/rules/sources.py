"""The project's Python files as the rules read them; nothing is imported, so a broken module still gets its rules."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Source:
    """One file: `path` is relative to the project, with forward slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The dotted name, `bot.chat` for `bot/chat/__init__.py`."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def at(self, node: ast.AST, complaint: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {complaint}"


Rule = Callable[[Source], Iterable[str]]


def source(path: str, text: str) -> Source:
    return Source(path, text, ast.parse(text, path))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file below the folders, in order."""
    files = sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return tuple(source(file.relative_to(ROOT).as_posix(), file.read_text("utf-8")) for file in files)


def complaints(rule: Rule, files: Iterable[Source]) -> list[str]:
    return [complaint for file in files for complaint in rule(file)]


def imported(file: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every name a file imports, in full: `from bot.chat.text import t` is `bot.chat.text.t`, wherever it stands."""
    package = file.module if file.path.endswith("/__init__.py") else file.module.rpartition(".")[0]
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """`self.database.run` for that expression; a call or subscript inside it is left out as `?`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"
