"""The light Markdown of text bodies (guide 82) as Slack's mrkdwn: bold, italics, links and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

ADDRESS = re.compile(r"https?://[^\s<>|`\"\\]+[^\s<>|`\".,;:!?)\]'*_~\\]")
"""A web address that people wrote; what may end a sentence does not belong to it."""

BREAK = "\u200b"
"""A blank without width, where Slack needs one to see where formatting begins or ends, or that none does."""

_SIGN = re.compile(r"(?<!\w)[*_~`]+(?=\w)|(?<=\w)[*_~`]+(?!\w)|`|^>", re.MULTILINE)


def escaped(text: str) -> str:
    """The three signs that control Slack's text (its reference, "Escaping text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str) -> str:
    """Escaped, with its web addresses to click."""
    parts, last = [], 0
    for found in ADDRESS.finditer(text):
        parts += [escaped(text[last : found.start()]), f"<{escaped(found[0])}>"]
        last = found.end()
    return "".join([*parts, escaped(text[last:])])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["list", "emphasis", "link", "escape", "newline"])
    return parser


def rich(text: str) -> str:
    """Written anew in Slack's mark-up."""
    return "\n\n".join(_blocks(iter(_parser().parse(text)), "", 0))


def _blocks(tokens: Iterator[Token], until: str, depth: int) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "inline":
            found.append("".join(_inline(iter(token.children or ()), "")))
        elif token.type == "paragraph_open":
            found.append("\n\n".join(_blocks(tokens, "paragraph_close", depth)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            found.append(_list(tokens, token, depth))
    return found


def _list(tokens: Iterator[Token], opening: Token, depth: int) -> str:
    """Slack has no lists in its text, only signs that look like them."""
    lines = []
    number = int(opening.attrs.get("start", 1))
    close = opening.type.replace("open", "close")
    for token in tokens:
        if token.type == close:
            break
        sign = "•◦▪"[min(depth, 2)] if opening.type == "bullet_list_open" else f"{number}."
        inner = "\n".join(_blocks(tokens, "list_item_close", depth + 1)).replace("\n", "\n    ")
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
                found.append(_styled("*", "".join(_inline(tokens, "strong_close"))))
            case "em_open":
                found.append(_styled("_", "".join(_inline(tokens, "em_close"))))
            case "link_open":
                found.append(link(str(token.attrs.get("href", "")), "".join(_inline(tokens, "link_close"))))
            case "softbreak" | "hardbreak":
                found.append("\n")
            case _:
                found.append(_literal(token.content))
    return found


def _styled(sign: str, inner: str) -> str:
    """Slack formats between blanks only, within one line, and nothing that begins or ends with a blank."""
    return "\n".join(
        f"{BREAK}{sign}{line.strip()}{sign}{BREAK}" if line.strip() else line for line in inner.split("\n")
    )


def _literal(text: str) -> str:
    """Words in which no sign formats."""
    parts, last = [], 0
    for found in ADDRESS.finditer(text):
        parts += [_unmarked(text[last : found.start()]), f"<{escaped(found[0])}>"]
        last = found.end()
    return "".join([*parts, _unmarked(text[last:])])


def _unmarked(text: str) -> str:
    return escaped(_SIGN.sub(lambda found: BREAK.join(["", *found[0], ""]), text))


def is_web(url: str) -> bool:
    """Whether an address can be written as a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "mailto" or (parts.scheme in ("http", "https") and bool(parts.netloc))


def link(url: str, label: str) -> str:
    """An address with its label, which is marked up already; one that is not of the web is written out."""
    if not is_web(url):
        return f"{label} ({escaped(url)})" if label else escaped(url)
    safe = quote(url, safe="%/:=&?~#+!$,;'@*()[]-._").replace("&", "&amp;")
    inner = re.sub(r"[<>|\n]", " ", label).strip()
    return f"<{safe}|{inner}>" if inner else f"<{safe}>"
