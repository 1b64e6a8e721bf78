"""Where each key of a TOML document stands, so that a mistake can be named by its line; never used to read values."""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'',
    re.DOTALL,
)


def positions(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array element of a valid document, by its path."""
    return _Reader(text).read()


def line_of(where: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it that has one."""
    while path and path not in where:
        path = path[:-1]
    return where.get(path, 1)


class _Reader:
    """Goes through the text once; the document is valid, so every step may rely on what must follow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.sizes: dict[Path, int] = {}

    def read(self) -> dict[Path, int]:
        table: Path = ()
        self._skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()
        return self.found

    def _skip(self) -> None:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at

    def _mark(self, path: Path) -> None:
        self.found.setdefault(path, self.text.count("\n", 0, self.at) + 1)

    def _header(self) -> Path:
        array = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if array else 1
        keys = self._keys()
        self.at = self.text.index("]", self.at) + (2 if array else 1)
        end, self.at = self.at, start
        path: Path = ()
        for key in keys[:-1]:
            path = self._current((*path, key))
        path = (*path, keys[-1])
        if array:
            self._mark(path)
            self.sizes[path] = self.sizes.get(path, 0) + 1
        path = self._current(path)
        self._mark(path)
        self.at = end
        return path

    def _current(self, path: Path) -> Path:
        """An array of tables means its last one."""
        return (*path, self.sizes[path] - 1) if path in self.sizes else path

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip()
            found = _STRING.match(self.text, self.at) or _BARE.match(self.text, self.at)
            assert found is not None  # the document is valid
            keys.append(found[0].strip("\"'"))
            self.at = found.end()
            self._skip()
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _pair(self, table: Path) -> None:
        start = self.at
        path = (*table, *self._keys())
        end, self.at = self.at, start
        for length in range(len(table) + 1, len(path) + 1):
            self._mark(path[:length])
        self.at = end + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip()
        self._mark(path)
        if self.text[self.at] in "[{":
            self._inside(path, array=self.text[self.at] == "[")
            return
        string = _STRING.match(self.text, self.at)
        if string:
            self.at = string.end()
            return
        while self.at < len(self.text) and self.text[self.at] not in ",]}#\n":
            self.at += 1

    def _inside(self, path: Path, *, array: bool) -> None:
        self.at += 1
        index = 0
        self._skip()
        while self.text[self.at] not in "]}":
            if array:
                self._value((*path, index))
                index += 1
            else:
                self._pair(path)
            self._skip()
            if self.text[self.at] == ",":
                self.at += 1
                self._skip()
        self.at += 1
