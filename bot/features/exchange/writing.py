"""Writing an import file: the same content always makes the same bytes, whatever people's words contain."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

import tomlkit
from tomlkit.items import Item

from bot.chat.address import Account
from bot.features.exchange.model import Document, Entry

_ALWAYS = {"slug", "name", "mode", "hidden", "language", "timezone", "role", "kind", "accounts", "admins", "type"}
"""Written also where the value is the default; everything else only where it differs."""
_WIDTH = 100
"""Characters of a list on one line; a longer one gets a line for each item."""


def write(document: Document) -> str:
    """The document as TOML: keys in the order of the model, no comments."""
    return "\n".join(
        block for name in Document.model_fields for entry in getattr(document, name) for block in _blocks(name, entry)
    )


def _blocks(header: str, entry: Entry, *, alone: bool = False) -> Iterator[str]:
    """A table, one of many unless `alone`, then the tables inside it."""
    keys = tomlkit.document()
    inside = []
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Entry):
            inside += [block for each in value for block in _blocks(f"{header}.{name}", each)]
        elif isinstance(value, Entry):
            inside += _blocks(f"{header}.{name}", value, alone=True)
        elif value is not None and value != () and (value != field.default or (name in _ALWAYS and value != "")):
            keys.append(name, _item(value))
    head = f"[{header}]" if alone else f"[[{header}]]"
    yield f"{head}\n{tomlkit.dumps(keys)}"
    yield from inside


def _item(value: Any) -> Item:
    match value:
        case StrEnum():
            return _string(str(value))
        case Account():
            return _string(str(value))
        case str():
            return _string(value)
        case tuple():
            array = tomlkit.array()
            for each in value:
                array.append(_item(each))
            array.multiline(len(array.as_string()) > _WIDTH)
            return array
        case date() | int() | bool():  # a moment is a day as well
            return tomlkit.item(value)
        case _:
            raise TypeError(f"a file cannot hold {type(value).__name__}")


def _string(text: str) -> Item:
    """On several lines where the text has several; signs that no person types are left out."""
    clean = "".join(
        sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
    )
    return tomlkit.string(clean, multiline="\n" in clean)
