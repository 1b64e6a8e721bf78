"""The catalogues as the rules read them: which keys a language has, what each needs, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    BaseNode,
    Identifier,
    Junk,
    Message,
    MessageReference,
    Term,
    TermReference,
    TextElement,
    VariableReference,
)

from tests.rules.sources import ROOT


@dataclass(frozen=True, slots=True)
class Said:
    """What one key says: the variables it needs (its references' too) and its literal words."""

    variables: frozenset[str]
    words: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language; `problems` names file and line of what is no Fluent, stands twice or refers to nothing."""

    language: str
    keys: Mapping[str, Said]
    problems: tuple[str, ...]


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """Every language of bot/locales, the English original first."""
    folders = sorted((path for path in (ROOT / "bot/locales").iterdir() if path.is_dir()), key=lambda path: path.name)
    languages = [
        catalogue(folder.name, {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.ftl"))})
        for folder in folders
    ]
    return tuple(sorted(languages, key=lambda each: each.language != "en"))


def catalogue(language: str, files: Mapping[str, str]) -> Catalogue:
    """Attributes are keys of their own (`key.attribute`); terms (`-term`) are nobody's key but may be referred to."""
    nodes: dict[str, BaseNode] = {}
    problems: list[str] = []
    for name, text in files.items():
        for entry in FluentParser(with_spans=True).parse(text).body:
            where = f"{language}/{name}:{_line(entry, text)}"
            if isinstance(entry, Junk):
                problems.append(f"{where}: {entry.annotations[0].message}")
            elif isinstance(entry, Message | Term):
                key = f"-{entry.id.name}" if isinstance(entry, Term) else entry.id.name
                found = {f"{key}.{each.id.name}": each.value for each in entry.attributes}
                found |= {key: entry.value} if entry.value else {}
                problems += [f"{where}: {twice} stands twice" for twice in found if twice in nodes]
                nodes |= found
    for key, node in nodes.items():
        problems += [f"{language}: {key} refers to {other}, which is not there" for other in _references(node, nodes)]
    keys = {key: Said(_variables(key, nodes, frozenset()), _words(nodes[key])) for key in nodes if key[0] != "-"}
    return Catalogue(language, keys, tuple(problems))


def _line(entry: BaseNode, text: str) -> int:
    span = getattr(entry, "span", None)
    return text.count("\n", 0, span.start) + 1 if span else 1


def _walk(node: object) -> Iterator[BaseNode]:
    if isinstance(node, BaseNode):
        yield node
        for value in vars(node).values():
            yield from _walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value)


def _name(name: Identifier, attribute: Identifier | None) -> str:
    return f"{name.name}.{attribute.name}" if attribute else name.name


def _references(node: BaseNode, nodes: Mapping[str, BaseNode]) -> list[str]:
    names = [
        f"{'-' if isinstance(each, TermReference) else ''}{_name(each.id, each.attribute)}"
        for each in _walk(node)
        if isinstance(each, MessageReference | TermReference)
    ]
    return [name for name in names if name not in nodes]


def _variables(key: str, nodes: Mapping[str, BaseNode], above: frozenset[str]) -> frozenset[str]:
    """A message reads the caller's variables in what it refers to; a term reads only those handed to it."""
    if key in above or key not in nodes:
        return frozenset()
    found = list(_walk(nodes[key]))
    own = frozenset(each.id.name for each in found if isinstance(each, VariableReference))
    others = [_name(each.id, each.attribute) for each in found if isinstance(each, MessageReference)]
    return own.union(*(_variables(other, nodes, above | {key}) for other in others))


def _words(node: BaseNode) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", " ".join(e.value for e in _walk(node) if isinstance(e, TextElement))))
