"""Lists of participants as webinar tools write them: whatever the signs, columns and summaries, names and minutes."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 20_000
"""Longest list, in lines: each time somebody comes back is one."""

_NAMES = {
    "name", "full name", "user name", "participant name", "participant", "display name", "nom complet",
    "nom d'utilisateur", "nom du participant", "nom affiche",
}  # fmt: skip
_FIRST, _LAST = {"first name", "given name", "prenom"}, {"last name", "surname", "family name", "nom de famille"}
_THERE = {"attended", "present", "participe", "a participe"}
_LASTED = ("duration", "duree", "time in session", "temps dans la session", "temps passe")
_NOT = {"no", "non", "false", "0"}

_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*(d|j|h|m|s)")
"""One part of `1h 2m 3s`, `1 hr 5 min` or `2 heures 3 minutes`; the first letter says which."""

_MINUTES = {"d": 1440.0, "j": 1440.0, "h": 60.0, "m": 1.0, "s": 1 / 60}


class NoList(Exception):
    """There is no column of names in it, or more than anybody reads."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a list: `name` as it stands there, `others` they may be called; None where no time is said."""

    name: str
    others: tuple[str, ...]
    minutes: float | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where what stands in a table; `unit` is how many minutes a bare number is."""

    names: tuple[int, ...]
    first: int | None
    last: int | None
    there: int | None
    lasted: int | None
    unit: float
    width: int


def read(content: bytes) -> list[list[Line]]:
    """The tables of a list, each with its lines; the same person may stand in several, in each with all their time.

    Raises NoList.
    """
    text = _decoded(content)
    found = (_tables(text, sign) for sign in "\t;,")
    best = max(found, key=lambda tables: sum(map(len, tables)))
    if not 0 < sum(map(len, best)) <= MOST:
        raise NoList
    return best


def key(name: str) -> tuple[str, ...]:
    """What is the same of a name however it is written: no accents, signs, capitals or order of its words."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(sign if sign.isalnum() else "" if unicodedata.combining(sign) else " " for sign in plain)
    return tuple(sorted(kept.split()))


def _decoded(content: bytes) -> str:
    """With its mark or without: UTF-16 as Teams writes it, UTF-8, and what older spreadsheets save."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    for encoding, zeros in (("utf-16-le", content[1:400:2]), ("utf-16-be", content[:400:2])):
        if zeros and zeros.count(0) > len(zeros) // 2:
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _tables(text: str, sign: str) -> list[list[Line]]:
    """What stands before the first table, and the headings between them, is left out."""
    tables: list[list[Line]] = []
    columns: _Columns | None = None
    alone = False
    for row in _rows(text, sign):
        if head := _columns(row):
            if alone:
                tables[-1].pop()
            tables.append([])
            columns, alone = head, False
        elif columns is not None and (line := _line(row, columns)):
            tables[-1].append(line)
            alone = columns.width > 1 and sum(map(bool, row)) == 1
    return [table for table in tables if table]


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(text.replace("\0", "").splitlines(keepends=True), delimiter=sign):
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield cells
    except csv.Error:  # a cell longer than any name
        return


def _columns(row: Sequence[str]) -> _Columns | None:
    """None where these are no headings of a table of people."""
    heads = [_heading(cell) for cell in row]
    first, last = _place(heads, _FIRST), _place(heads, _LAST)
    names = [at for at, head in enumerate(heads) if head in _NAMES]
    if "nom" in heads:
        last, names = (heads.index("nom"), names) if first is not None else (last, [*names, heads.index("nom")])
    if not names and (first is None or last is None):
        return None
    lasted = next((at for at, head in enumerate(heads) if any(word in head for word in _LASTED)), None)
    said = row[lasted].casefold() if lasted is not None else ""
    unit = _MINUTES["s"] if "sec" in said else _MINUTES["h"] if "hour" in said or "heure" in said else 1.0
    width = sum(map(bool, heads))
    return _Columns(tuple(names), first, last, _place(heads, _THERE), lasted, unit, width)


def _heading(cell: str) -> str:
    """Without what stands in brackets, accents and capitals."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", "", cell)).replace("’", "'").casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).strip(" \"'*:")


def _place(heads: Sequence[str], known: set[str]) -> int | None:
    return next((at for at, head in enumerate(heads) if head in known), None)


def _line(row: Sequence[str], columns: _Columns) -> Line | None:
    """None for whoever did not come, and for lines without a name."""
    if _cell(row, columns.there).casefold() in _NOT:
        return None
    said = [_cell(row, at) for at in columns.names]
    said.append(f"{_cell(row, columns.first)} {_cell(row, columns.last)}".strip())
    called = [_unguarded(each) for each in said if each]
    if not called:
        return None
    others = [other for each in called for other in _also(each)]
    minutes = _minutes(_cell(row, columns.lasted), columns.unit)
    return Line(called[0], tuple(dict.fromkeys([*called[1:], *others])), minutes)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _unguarded(name: str) -> str:
    """Without the sign that keeps spreadsheets from running what looks like a formula."""
    return name[1:] if name[:1] == "'" and name[1:2] in ("=", "+", "-", "@") else name


def _also(name: str) -> Iterator[str]:
    """`Ada (Guest)` is Ada, and `Ada L. (Ada Lovelace)` may be either."""
    if "(" in name:
        yield re.sub(r"\(.*?\)", "", name).strip()
        yield from re.findall(r"\((.*?)\)", name)


def _minutes(said: str, unit: float) -> float | None:
    """`47`, `0:47:10`, `47m 10s`, `1 hr 5 min`; None where it says nothing."""
    plain = said.casefold().strip()
    if re.fullmatch(r"\d+(:\d\d){1,2}", plain):
        hours, minutes, seconds = ([int(each) for each in plain.split(":")] + [0])[:3]
        return hours * 60 + minutes + seconds / 60
    if re.fullmatch(r"\d+([.,]\d+)?", plain):
        return float(plain.replace(",", ".")) * unit
    found = _PART.findall(plain)
    return sum(float(number.replace(",", ".")) * _MINUTES[part] for number, part in found) if found else None
