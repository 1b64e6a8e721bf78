"""How the shape of a block is written down and compared with what an app sends; complaints are in Slack's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class At:
    """A place in what was sent; complaints are gathered over the whole of it."""

    path: str
    complaints: list[str]

    def into(self, key: object) -> At:
        return At(f"{self.path}/{key}", self.complaints)

    def wrong(self, what: str) -> None:
        self.complaints.append(f"[ERROR] {what} [json-pointer:{self.path}]")


class Rule(Protocol):
    def look(self, at: At, value: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Str:
    most: int = 255
    least: int = 1
    among: tuple[str, ...] = ()
    pattern: str = ""

    def look(self, at: At, value: Any) -> None:
        if not isinstance(value, str):
            at.wrong("must provide a string")
        elif self.among and value not in self.among:
            at.wrong(f"must be a valid enum value: {value}")
        elif len(value) > self.most:
            at.wrong(f"must be less than {self.most + 1} characters")
        elif len(value) < self.least:
            at.wrong(f"must be more than {self.least - 1} characters")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            at.wrong(f"must match the pattern {self.pattern}")


@dataclass(frozen=True, slots=True)
class Bool:
    def look(self, at: At, value: Any) -> None:
        if not isinstance(value, bool):
            at.wrong("must provide a boolean")


@dataclass(frozen=True, slots=True)
class Int:
    least: int
    most: int

    def look(self, at: At, value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            at.wrong("must provide a number")
        elif not self.least <= value <= self.most:
            at.wrong(f"must be between {self.least} and {self.most}")


@dataclass(frozen=True, slots=True)
class Anything:
    def look(self, at: At, value: Any) -> None:
        return


@dataclass(frozen=True, slots=True)
class Items:
    of: Rule
    most: int
    least: int = 1

    def look(self, at: At, value: Any) -> None:
        if not isinstance(value, list):
            at.wrong("must provide an array")
            return
        if len(value) > self.most:
            at.wrong(f"no more than {self.most} items allowed")
        if len(value) < self.least:
            at.wrong(f"no fewer than {self.least} items allowed" if self.least > 1 else "must contain at least 1 item")
        for number, each in enumerate(value):
            self.of.look(at.into(number), each)


@dataclass(frozen=True, slots=True)
class Text:
    """A text object; `plain` allows no mrkdwn."""

    most: int
    plain: bool = False

    def look(self, at: At, value: Any) -> None:
        if not isinstance(value, dict):
            at.wrong("must provide an object")
            return
        kind = value.get("type")
        if kind not in (("plain_text",) if self.plain else ("plain_text", "mrkdwn")):
            at.wrong("must provide a plain_text object" if self.plain else f"unsupported type: {kind}")
            return
        rest = {"emoji": Bool()} if kind == "plain_text" else {"verbatim": Bool()}
        Shape({"type": Str(), "text": Str(self.most), **rest}, ("type", "text")).look(at, value)


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these properties and no others."""

    properties: Mapping[str, Rule]
    required: tuple[str, ...] = ()

    def look(self, at: At, value: Any) -> None:
        if not isinstance(value, dict):
            at.wrong("must provide an object")
            return
        for name in self.required:
            if value.get(name) is None:
                at.wrong(f"missing required field: {name}")
        for name, each in value.items():
            rule = self.properties.get(name)
            if rule is None:
                at.wrong(f"invalid additional property: {name}")
            elif each is not None:
                rule.look(at.into(name), each)


@dataclass(frozen=True, slots=True)
class ByType:
    """One of several shapes, told apart by `type`; `allowed` are those that may stand here, None is all."""

    shapes: Mapping[str, Rule]
    allowed: frozenset[str] | None = field(default=None)

    def look(self, at: At, value: Any) -> None:
        if not isinstance(value, dict):
            at.wrong("must provide an object")
            return
        kind = value.get("type")
        shape = self.shapes.get(kind) if isinstance(kind, str) else None
        if shape is None or (self.allowed is not None and kind not in self.allowed):
            at.wrong(f"unsupported type: {kind}")
        else:
            shape.look(at, value)
