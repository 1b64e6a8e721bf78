"""What we say, in every language: keys become pieces through Project Fluent; people's words never pass through it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from babel.lists import format_list
from babel.units import format_unit
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentNone
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Resource, SyntaxNode, Term

from bot.chat.text import Channel, Command, Day, Link, Moment, Param, Role, Series, Span, T, Text, Who, Words
from bot.chat.words import proper
from bot.errors import OperatorError

_MADE_UP = re.compile(r"\d{15,}|[A-Z0-9]{9,}")
"""Ids that machines give."""

Piece = str | Words | Moment | Day | Who | Channel | Role | Link | Command
"""A `str` is our own copy; everything else the adapter writes and escapes in its own way."""

ENGLISH = "en"
LOCALES = Path(__file__).parent / "locales"

_FIRST = 0xF0000
_PLACE = re.compile("[\U000f0000-\U000ffffd]")
"""Stand-ins for typed parameters while Fluent formats: private use characters, which no copy contains."""

_COMMAND = re.compile("\ue000([a-z -]+)\ue001")
"""A command that the copy itself names, `{ COMMAND("join") }`: each platform writes it as people type it there."""

_OURS = re.compile("[\ue000\ue001\U000f0000-\U000ffffd]")
"""Both kinds of marks; a variant that has them loses them."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Language:
    """One language's copy and the locale its numbers, lists and units are written by."""

    bundle: FluentBundle
    locale: Locale


class Catalogue:
    """All languages; each is read when it is first needed. A key that a language lacks is said in English."""

    def __init__(self, folders: Mapping[str, Sequence[Path]]) -> None:
        self._folders = dict(folders)
        self._loaded: dict[str, _Language] = {}
        self._told: set[tuple[str, str]] = set()

    @property
    def languages(self) -> tuple[str, ...]:
        """English first, the others in alphabetical order."""
        return tuple(sorted(self._folders, key=lambda language: (language != ENGLISH, language)))

    def best(self, *wanted: str) -> str:
        """The first wanted language there is copy in ("fr-CA" → "fr"), else English."""
        for each in wanted:
            tag = each.replace("_", "-").lower()
            while tag:
                if tag in self._folders:
                    return tag
                tag = tag.rpartition("-")[0]
        return ENGLISH

    def has(self, key: str, locale: str = ENGLISH) -> bool:
        """Whether a language has its own copy of a key."""
        return self._language(self.best(locale)).bundle.has_message(key)

    def pieces(self, text: Text, locale: str, timezone: str = "") -> tuple[Piece, ...]:
        """A text as our copy with the typed parameters in place, unformatted; neighbouring copy is one piece."""
        joined: list[Piece] = []
        for piece in _begun(self._resolve(text, self.best(locale))):
            if isinstance(piece, str) and joined and isinstance(joined[-1], str):
                joined[-1] += piece
            elif piece != "":
                joined.append(piece)
        return tuple(joined)

    def plain(self, text: Text, locale: str, timezone: str = "", *, now: datetime | None = None) -> str:
        """A text without any mark-up; moments are written in `timezone` and name it (UTC while it is unknown).

        The relative style needs `now`; without it the moment is written in full.
        """
        language = self.best(locale)
        pieces = [text] if isinstance(text, Who) else _begun(self._resolve(text, language))
        return "".join(self._plainly(piece, language, timezone, now) for piece in pieces)

    def load(self, language: str) -> None:
        """Read a language now; OperatorError names file and line of what is no Fluent."""
        self._language(language)

    def _resolve(self, text: Text, language: str) -> list[Piece]:
        if isinstance(text, T):
            return self._said(text, language)
        if isinstance(text, Series):
            return self._listed(text, language)
        if isinstance(text, Span):
            return [span_in_words(text.seconds, self._language(language).locale)]
        return [text]

    def _said(self, text: T, language: str) -> list[Piece]:
        held: list[list[Piece]] = []
        given = {name: self._native(value, language, held) for name, value in text.params.items()}
        for each in dict.fromkeys((language, ENGLISH)):
            written = self._format(text.key, given, each)
            if written is not None:
                return _put_back(written, held)
        return [text.key]

    def _native(self, value: Param, language: str, held: list[list[Piece]]) -> str | int:
        """What Fluent gets for a parameter: numbers and variants themselves, a stand-in for everything else."""
        if isinstance(value, int):
            return value
        if isinstance(value, str):
            return _OURS.sub("", value)
        held.append(self._resolve(value, language))
        return chr(_FIRST + len(held) - 1)

    def _format(self, key: str, given: Mapping[str, str | int], language: str) -> str | None:
        bundle = self._language(language).bundle
        if not bundle.has_message(key):
            self._tell(key, language, "has no copy")
            return None
        pattern = bundle.get_message(key).value
        if pattern is None:
            self._tell(key, language, "has only attributes")
            return None
        written, errors = bundle.format_pattern(pattern, dict(given))
        if errors or isinstance(written, FluentNone):
            self._tell(key, language, "; ".join(str(error) for error in errors) or "has no value")
            return None
        return str(written)

    def _listed(self, series: Series, language: str) -> list[Piece]:
        held = [self._resolve(item, language) for item in series.items]
        places = [chr(_FIRST + n) for n in range(len(held))]
        if series.style in ("and", "or"):
            locale = self._language(language).locale
            written = format_list(places, "standard" if series.style == "and" else "or", locale) if places else ""
        else:
            written = {"commas": ", ", "lines": "\n", "spaces": " "}[series.style].join(places)
        return _put_back(written, held)

    def _plainly(self, piece: Piece, language: str, timezone: str, now: datetime | None) -> str:
        match piece:
            case str():
                return piece
            case Words():
                return piece.text
            case Who():
                return self._called(piece, language)
            case Channel(where=where) if where and _MADE_UP.fullmatch(piece.id):
                return self.plain(T("channel-elsewhere", {"workspace": Words(where)}), language)
            case Channel():
                return f"#{piece.id}"
            case Role():
                return f"@{piece.id}"
            case Link():
                return f"{piece.label} ({piece.url})" if piece.label else piece.url
            case Command():
                return f"/{piece.name}"
            case Day():
                return self.day(piece.day, language)
            case Moment():
                return self.moment(piece, language, timezone, now=now)

    def _called(self, who: Who, locale: str) -> str:
        """A person's name; of whom nobody told us one, an id says nothing to people, but where they are does."""
        if not who.nameless:
            return who.name
        called = self.plain(T("somebody-on", {"platform": Words(proper(who.platform))}), locale)
        return called[:1].upper() + called[1:] if who.begins else called

    def day(self, day: date, locale: str) -> str:
        """`3 November 2026`, as the language writes a day."""
        language = self.best(locale)
        names = self._language(language).locale.months["format"]["wide"]
        said = T("date-long", {"day": day.day, "month": names[day.month], "year": str(day.year)})
        return "".join(str(piece) for piece in self._said(said, language))

    def moment(self, moment: Moment, locale: str, timezone: str, *, now: datetime | None = None) -> str:
        """`3 November 2026 at 09:00 (Europe/Paris)`, or what its style asks for."""
        language = self.best(locale)
        if moment.style == "relative" and now is not None:
            if abs(moment.at - now) < timedelta(minutes=1):
                return "".join(str(piece) for piece in self._said(T("moment-now"), language))
            return relative_in_words(moment.at, now, self._language(language).locale)
        zone, called = known_zone(timezone)
        local = moment.at.astimezone(zone)
        parts: dict[str, Param] = {
            "date": Words(self.day(local.date(), language)),
            "time": Words(f"{local:%H:%M}"),
            "zone": Words(called),
        }
        if moment.style == "date":
            return self.day(local.date(), language)
        said = T("moment-time" if moment.style == "time" else "moment-full", parts)
        return "".join(piece.text if isinstance(piece, Words) else str(piece) for piece in self._said(said, language))

    def _tell(self, key: str, language: str, why: str) -> None:
        if (key, language) not in self._told:
            self._told.add((key, language))
            _log.error("A text cannot be said in one language.", key=key, language=language, why=why)

    def _language(self, language: str) -> _Language:
        if language not in self._loaded:
            self._loaded[language] = _read(language, self._folders[language])
        return self._loaded[language]


def load_catalogue(*folders: Path) -> Catalogue:
    """The languages there are: one folder each, with one .ftl file per feature; English is read at once.

    Without `folders` it is our own copy; with several, each adds keys or languages to those before it.
    """
    found: dict[str, list[Path]] = {}
    for folder in folders or (LOCALES,):
        for path in sorted(folder.iterdir()):
            if path.is_dir() and any(path.glob("*.ftl")):
                found.setdefault(path.name.lower(), []).append(path)
    if ENGLISH not in found:
        raise OperatorError("There is no English copy.", "Reinstall Palabre: bot/locales/en is missing.")
    catalogue = Catalogue(found)
    catalogue.load(ENGLISH)
    return catalogue


def span_in_words(seconds: int, locale: Locale | str) -> str:
    """`3 days`, in the largest unit that still tells enough: months only from 60 days, years only from two.

    Never nothing: what happened in this very second was one second ago.
    """
    counted = ((unit, round(max(1, abs(seconds)) / length), below) for unit, length, below in _UNITS)
    unit, count = next((unit, count) for unit, count, below in counted if count < below)
    return _even(format_unit(count, f"duration-{unit}", "long", locale=locale))


def relative_in_words(at: datetime, now: datetime, locale: Locale | str) -> str:
    """`in 3 days`, `3 days ago`."""
    distance = at - now
    threshold = 2 if abs(distance) >= timedelta(days=2) else 1
    return _even(format_timedelta(distance, threshold=threshold, add_direction=True, locale=locale))


def _even(written: str) -> str:
    """Ordinary blanks throughout: the locale data has hard ones in some units and not in others."""
    return written.replace("\u00a0", " ")


def known_zone(name: str) -> tuple[tzinfo, str]:
    """A zone and what to call it; UTC, under that name, when it is empty or no zone at all."""
    try:
        return (ZoneInfo(name), name) if name else (UTC, "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC, "UTC"


_DAY = 86_400
_YEAR = 365.2425 * _DAY
_UNITS = (
    ("second", 1, 60),
    ("minute", 60, 60),
    ("hour", 3600, 24),
    ("day", _DAY, 60),
    ("month", _YEAR / 12, 24),
    ("year", _YEAR, inf),
)
"""Unit, its length in seconds, and the count from which the next larger unit is used."""


_WRITTEN_AS = {"en": "en-GB"}
"""Our English writes "a, b and c" and the day before the month."""


_BEGINNING = re.compile(r"(?:^|\n|[.!?…][”»)]*\s)\W*$")
"""What stands before the first word of a sentence or of a line, whatever marks lead to it."""


def _begun(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a whole text, in which whoever has no name is known where a sentence begins with them."""
    if not any(isinstance(each, Who) and each.nameless for each in pieces):
        return pieces
    before, found = "", list[Piece]()
    for each in pieces:
        if isinstance(each, Who) and each.nameless and _BEGINNING.search(before):
            each = replace(each, begins=True)
        found.append(each)
        before += each if isinstance(each, str) else "x"
    return found


def _put_back(written: str, held: list[list[Piece]]) -> list[Piece]:
    """What Fluent wrote, with the typed parameters where their stand-ins were."""
    pieces: list[Piece] = []
    end = 0
    for found in _PLACE.finditer(written):
        number = ord(found[0]) - _FIRST
        if number < len(held):
            pieces += [*_with_commands(written[end : found.start()]), *held[number]]
            end = found.end()
    return [*pieces, *_with_commands(written[end:])]


def _with_commands(ours: str) -> list[Piece]:
    """Our own copy, with the commands it names as pieces."""
    if "\ue000" not in ours:
        return [ours]
    cut = _COMMAND.split(ours)
    return [Command(part) if n % 2 else part for n, part in enumerate(cut)]


def _command(name: str) -> str:
    """The copy's function COMMAND."""
    return f"\ue000{name}\ue001"


_FUNCTIONS: Mapping[str, Any] = {"COMMAND": _command}


def _read(language: str, folders: Sequence[Path]) -> _Language:
    """All files of a language; a file nobody can parse, or a key that stands twice, stops here."""
    try:
        locale = Locale.parse(_WRITTEN_AS.get(language, language), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise OperatorError(f"{folders[0]} is no language.", "Name it like fr or pt-br.") from error
    bundle = FluentBundle([language], use_isolating=False, functions=dict(_FUNCTIONS))
    seen: dict[str, str] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.ftl"))):
        bundle.add_resource(_parsed(path, seen))
    return _Language(bundle, locale)


def _parsed(path: Path, seen: dict[str, str]) -> Resource:
    text = path.read_text("utf-8")
    resource = _taken_apart(text)
    for entry in resource.body:
        where = f"{path}:{_line(entry, text)}"
        if isinstance(entry, Junk):
            raise OperatorError(f"{where}: {entry.annotations[0].message}.", "Mend that line of the catalogue.")
        if isinstance(entry, Message | Term):
            key = f"-{entry.id.name}" if isinstance(entry, Term) else entry.id.name
            if key in seen:
                raise OperatorError(f"{where}: {key} stands in {seen[key]} already.", "Remove one of the two.")
            seen[key] = where
    return resource


@lru_cache(maxsize=128)
def _taken_apart(text: str) -> Resource:
    """Once for each text, since nothing changes the outcome: a quarter of a second for all of ours."""
    return FluentParser(with_spans=True).parse(text)


def _line(entry: SyntaxNode, text: str) -> int:
    """The line of an entry; of what could not be parsed, where the parser gave up."""
    spanned = entry.annotations[0] if isinstance(entry, Junk) and entry.annotations else entry
    return text.count("\n", 0, spanned.span.start if spanned.span else 0) + 1
