"""Texts as Slack shows them: people's words stand there as they were written, and never format, mention or ping.

Slack's mrkdwn has no way to write a lone `*` (its reference, "Formatting text"), so mark-up is used only for a text
that needs it (a moment in each reader's zone, a link, a command) and holds nothing that would format by accident. Every
other text is plain_text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from adapters.slack.rich import ADDRESS, BREAK, escaped, is_web, link, linked, rich
from bot.chat.text import Channel, Command, Day, Link, Moment, Role, Text, Who, Words
from bot.i18n import Catalogue, Piece

STYLES = {
    "date": "{date_long}",
    "time": "{time}",
    "datetime": "{date_long}, {time}",
    "relative": "{date_short_pretty} {time}",
}
"""How Slack's clients write an instant, each in its reader's zone and language (reference, "Date formatting")."""

TextObject = dict[str, Any]

_PAIRS = re.compile(r"([*_~`])[^\n]*\1")
_ID = re.compile(r"[CG][A-Z0-9]+")
_QUOTES = re.compile(r"^\s*(?:>|&gt;)", re.MULTILINE)
_WHOLE = re.compile(r"<[^<>\n]*>|`[^`\n]*`|&[a-z]+;")
"""What must not be cut in two: links, moments, mentions, commands, escaped signs."""

_ESCAPES = re.compile(r"&(?:amp|lt|gt);")

_SPECIAL = "\ufffc"
"""Stands for a piece of mark-up while the words around it are looked at."""


@dataclass(frozen=True, slots=True)
class Writer:
    """For whom something is written. `umbrella` is our slash command; `direct` the verbs that need no group there."""

    copy: Catalogue
    locale: str
    timezone: str = ""
    umbrella: str = "/community"
    direct: frozenset[str] = frozenset()

    def plain(self, text: Text, limit: int = 0) -> str:
        """Without mark-up, for labels and titles; cut to `limit` characters."""
        written = "".join(self._plain(each) for each in self._pieces(text)).strip()
        return cut(written, limit) if limit else written

    def _pieces(self, text: Text) -> list[Piece]:
        """Without a distance that stands beside its own moment: Slack has no other way to write it than that moment."""
        kept: list[Piece] = []
        closing = False
        for piece in self.copy.pieces(text, self.locale, self.timezone):
            if closing and isinstance(piece, str) and piece.startswith(")"):
                piece = piece[1:]
            closing = False
            if _is_distance(piece, kept):
                closing = kept.pop() == " ("
            else:
                kept.append(piece)
        return kept

    def _plain(self, piece: Piece) -> str:
        if isinstance(piece, Command):
            return self.typed(piece.name)
        return piece if isinstance(piece, str) else self.copy.plain(piece, self.locale, self.timezone)

    def typed(self, command: str) -> str:
        """A command as people type it here: under the umbrella, whose own verbs stand there without their group."""
        group, _, verb = command.partition(" ")
        return f"{self.umbrella} {verb if verb in self.direct and group == 'community' else command}"

    def needs_marks(self, text: Text) -> bool:
        """Whether something in it is lost in plain text."""
        return any(_needs_marks(each) for each in self._pieces(text))

    def marked(self, text: Text) -> str | None:
        """As mrkdwn; None when something in it would format or quote by accident."""
        written, words = [], []
        for piece in self._pieces(text):
            written.append(self._marked(piece))
            words.append(_SPECIAL if _needs_marks(piece) and not _words(piece) else written[-1])
        seen = ADDRESS.sub(_SPECIAL, "".join(words))
        return None if _PAIRS.search(seen) or _QUOTES.search(seen) else "".join(written).strip()

    def _marked(self, piece: Piece) -> str:
        match piece:
            case Words(text=said, rich=True):
                return rich(said)
            case Words(text=said):
                return linked(said)
            case str():
                return linked(piece)
            case Moment(at=at, style=style):
                fallback = escaped(self.copy.moment(piece, self.locale, self.timezone)).replace("|", "/")
                return f"<!date^{int(at.timestamp())}^{STYLES[style]}|{fallback}>"
            case Who(name=name, platform=platform, account=account, call=True) if platform == "slack" and account:
                return f"<@{account}>"
            case Who():
                return escaped(self._plain(piece))
            case Link(url=url, label=label):
                return link(url, escaped(label))
            case Command(name=name):
                return f"`{escaped(self.typed(name))}`"
            case Channel(platform="slack", id=channel) if _ID.fullmatch(channel):
                return f"<#{channel}>"
            case Day() | Channel() | Role():
                return escaped(self._plain(piece))

    def objects(self, text: Text, limit: int) -> list[TextObject]:
        """As many text objects of at most `limit` characters as it takes."""
        said = self.marked(text) if self.needs_marks(text) else None
        if said is not None:
            return [marked_object(each) for each in split(said, limit) if each.strip()]
        return plain_objects(self.plain(text), limit)


def _is_distance(piece: Piece, before: list[Piece]) -> bool:
    """Whether it says how far away the moment is that was just written."""
    match piece, before[-2:]:
        case Moment(at=at, style="relative"), [Moment(at=same), ", " | " ("]:
            return at == same
        case _:
            return False


def _words(piece: Piece) -> bool:
    return isinstance(piece, str) or (isinstance(piece, Words) and not piece.rich)


def _needs_marks(piece: Piece) -> bool:
    match piece:
        case Moment() | Command() | Channel() | Who(call=True) | Words(rich=True):
            return True
        case Link(url=url):
            return is_web(url)
        case str() | Words():
            return ADDRESS.search(piece if isinstance(piece, str) else piece.text) is not None
        case _:
            return False


def plain_object(text: str) -> TextObject:
    return _plain_text(taken(text))


def plain_objects(text: str, limit: int) -> list[TextObject]:
    return [_plain_text(each) for each in split(taken(text), limit) if each.strip()]


def _plain_text(text: str) -> TextObject:
    return {"type": "plain_text", "text": text, "emoji": False}


def taken(text: str) -> str:
    """Slack takes `&lt;` for escaped also in plain text, so a text that holds such a word is escaped as a whole."""
    return escaped(text) if _ESCAPES.search(text) else text


def marked_object(text: str) -> TextObject:
    """Verbatim: without it a bare @here in a block would ping everybody."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def size(text: str) -> int:
    """Characters as Slack may count them: in UTF-16, the larger of the two ways."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """At most `limit` characters as Slack takes them, the last one an ellipsis where something was left out."""
    if size(taken(text)) <= limit:
        return text
    kept = text[: limit - 1]
    while size(taken(kept)) > limit - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def split(text: str, limit: int) -> list[str]:
    """Pieces of at most `limit`: at the last blank line, line end or blank that fits, never inside a link or moment.

    Bold and italics that are cut go on in the next piece.
    """
    pieces = []
    while size(text) > limit:
        end = _end(text, limit - 8)
        head, text = text[:end].rstrip(), text[end:].lstrip("\n ")
        for sign in _open_marks(head):
            head, text = f"{head}{sign}{BREAK}", f"{BREAK}{sign}{text}"
        pieces.append(head)
    return [*pieces, text] if text else pieces


def _open_marks(text: str) -> list[str]:
    """Our own marks that were opened and not closed; `rich` puts a break before what opens and after what closes."""
    return [sign for sign in ("_", "*") if text.count(f"{BREAK}{sign}") > text.count(f"{sign}{BREAK}")]


def _end(text: str, limit: int) -> int:
    reach = min(len(text), limit)
    while size(text[:reach]) > limit:
        reach -= 1
    whole = [found.span() for found in _WHOLE.finditer(text[: limit * 2])]

    def allowed(place: int) -> bool:
        return not any(begin < place < end for begin, end in whole)

    for sign in ("\n\n", "\n", " "):
        place = text.rfind(sign, reach // 2, reach)
        while place > 0 and not allowed(place):
            place = text.rfind(sign, reach // 2, place)
        if place > 0:
            return place
    while reach > 1 and not allowed(reach):
        reach -= 1
    return reach
