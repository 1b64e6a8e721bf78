"""Texts as Discord's Markdown: whatever people wrote is escaped, so that it neither formats, mentions nor pings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.chat.text import Channel, Command, Day, Link, Moment, Role, Text, Who, Words
from bot.i18n import Catalogue

STYLES = {"date": "D", "time": "t", "datetime": "F", "relative": "R"}
"""How Discord's clients write an instant: `<t:unix:style>`, in each reader's own zone and language."""

_ADDRESS = re.compile(r"https?://[^\s<>|`\"\\]+[^\s<>|`\".,;:!?)\]'*_~\\]")
_SPECIAL = re.compile(r"[\\*_~`|<>\[\]@]")
_LINE_BEGINS = re.compile(r"^([ \t]*)([#+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^([ \t]*\d+)([.)])", re.MULTILINE)
_WHOLE = re.compile(r"\[(?:\\.|[^\]\\])*\]\([^)\s]*\)|(?<!\\)<[^>\s][^>\n]*>")
"""What must not be cut in two: links with labels, moments, mentions."""


@dataclass(frozen=True, slots=True)
class Writer:
    """For whom something is written. `commands` are Discord's ids of our commands by full name, for clickable ones."""

    copy: Catalogue
    locale: str
    timezone: str = ""
    commands: Mapping[str, str] = field(default_factory=dict)

    def plain(self, text: Text, limit: int = 0) -> str:
        """Without mark-up, for labels and titles; cut to `limit` characters."""
        written = self.copy.plain(text, self.locale, self.timezone).strip()
        return cut(written, limit) if limit else written

    def text(self, text: Text) -> str:
        return "".join(self._piece(each) for each in self.copy.pieces(text, self.locale, self.timezone))

    def _piece(self, piece: object) -> str:
        match piece:
            case Words(text=said, rich=True):
                return rich(said)
            case Words(text=said):
                return escaped(said)
            case Moment(at=at, style=style):
                return f"<t:{int(at.timestamp())}:{STYLES[style]}>"
            case Who(call=True, platform="discord", account=account) if account:
                return f"<@{account}>"
            case Who(platform="discord", account=account) if piece.nameless and account.isdecimal():
                return f"<@{account}>"  # nobody told us the name: Discord shows it, and whom we mention is never called
            case Who():
                return escaped(self.plain(piece))
            case Channel(platform="discord", id=channel) if channel.isdecimal():
                return f"<#{channel}>"
            case Role(platform="discord", id=role) if role.isdecimal():
                return f"<@&{role}>"
            case Link(url=url, label=label):
                return _link(url, escaped(label))
            case Command(name=name):
                return f"</{name}:{self.commands[name]}>" if name in self.commands else f"`/{name}`"
            case Day() | Channel() | Role():
                return escaped(self.plain(piece))
        return escaped(str(piece))


def escaped(text: str) -> str:
    """People's words as they are; web addresses in them stay clickable.

    Discord shows any sign that is neither letter, digit nor blank after a backslash as itself, outside of code.
    """
    parts = []
    last = 0
    for found in _ADDRESS.finditer(text):
        parts += [_escape(text[last : found.start()]), found[0]]
        last = found.end()
    return _at_line_begins("".join([*parts, _escape(text[last:])]))


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _at_line_begins(text: str) -> str:
    """Headings, small print, lists: what formats only there is escaped only there."""
    return _NUMBERED.sub(r"\1\\\2", _LINE_BEGINS.sub(r"\1\\\2", text))


def _link(url: str, label: str = "") -> str:
    """An address with its label; one that is not of the web is written out."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return escaped(url)
    safe = quote(url, safe="%/:=&?~#+!$,;'@*[]-._")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return f"{label} ({_escape(url)})" if label else _escape(url)
    return f"[{label}]({safe})" if label else safe


@cache
def _parser() -> MarkdownIt:
    """Bold, italics, links and lists: what a text body may carry (guide 82)."""
    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["list", "emphasis", "link", "escape", "newline"])
    return parser


def rich(text: str) -> str:
    """Light Markdown written anew in Discord's, everything else escaped."""
    return "\n\n".join(_blocks(iter(_parser().parse(text)), ""))


def _blocks(tokens: Iterator[Token], until: str) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "inline":
            found.append(_at_line_begins("".join(_inline(iter(token.children or ()), ""))))
        elif token.type == "paragraph_open":
            found.append("\n\n".join(_blocks(tokens, "paragraph_close")))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            found.append(_list(tokens, token))
    return found


def _list(tokens: Iterator[Token], opening: Token) -> str:
    lines = []
    number = int(opening.attrs.get("start", 1))
    close = opening.type.replace("open", "close")
    for token in tokens:
        if token.type == close:
            break
        sign = "-" if opening.type == "bullet_list_open" else f"{number}."
        inner = "\n".join(_blocks(tokens, "list_item_close")).replace("\n", "\n  ")
        lines.append(f"{sign} {inner}")
        number += 1
    return "\n".join(lines)


def _inline(tokens: Iterator[Token], until: str) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.type == until:
            break
        match token.type:
            case "strong_open":
                found.append(f"**{''.join(_inline(tokens, 'strong_close'))}**")
            case "em_open":
                found.append(f"*{''.join(_inline(tokens, 'em_close'))}*")
            case "link_open":
                found.append(_link(str(token.attrs.get("href", "")), "".join(_inline(tokens, "link_close"))))
            case "softbreak" | "hardbreak":
                found.append("\n")
            case _:
                found.append(_plain_with_links(token.content))
    return found


def _plain_with_links(text: str) -> str:
    parts = []
    last = 0
    for found in _ADDRESS.finditer(text):
        parts += [_escape(text[last : found.start()]), found[0]]
        last = found.end()
    return "".join([*parts, _escape(text[last:])])


def size(text: str) -> int:
    """Characters as Discord may count them: in UTF-16, the larger of its two ways."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis where something was left out."""
    if size(text) <= limit:
        return text
    kept = text[: limit - 1]
    while size(kept) > limit - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def split(text: str, limit: int) -> list[str]:
    """Pieces of at most `limit`: at the last blank line, line end or blank that fits, never inside a link or moment.

    Bold that is cut goes on in the next piece.
    """
    pieces = []
    while size(text) > limit:
        end = _end(text, limit - 4)
        head, text = text[:end].rstrip(), text[end:].lstrip("\n ")
        if len(re.findall(r"(?<!\\)\*\*", head)) % 2:
            head, text = f"{head}**", f"**{text}"
        pieces.append(head)
    return [*pieces, text] if text else pieces


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
    backslashes = len(text[:reach]) - len(text[:reach].rstrip("\\"))
    return reach - backslashes % 2 or reach
