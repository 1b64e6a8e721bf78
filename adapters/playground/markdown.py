"""The light Markdown of a text body as plain data; what is no emphasis, link or list stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

Node = dict[str, Any]

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]']")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLOCKS = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "strong": "b", "em": "i"}


def clean(text: str) -> str:
    """People's words without control characters and without those that turn the direction of what stands around."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def safe_url(url: str) -> str:
    """The address when it is http, https or mailto; else empty."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    good = (parts.scheme in ("http", "https") and parts.netloc) or (parts.scheme == "mailto" and parts.path)
    return clean(url.strip()) if good else ""


def words(text: str) -> list[Node]:
    """Typed words as they are; web addresses in them become links."""
    found: list[Node] = []
    text, last = clean(text), 0
    for match in _ADDRESS.finditer(text):
        if url := safe_url(match[0]):
            found += [{"k": "words", "v": text[last : match.start()]}] if match.start() > last else []
            found.append({"k": "link", "url": url, "c": [{"k": "text", "v": match[0]}]})
            last = match.end()
    return found + ([{"k": "words", "v": text[last:]}] if text[last:] else [])


def rich(text: str) -> list[Node]:
    """The same with light Markdown; blocks inside one another are kept as far as people write them (20 deep)."""
    return _nodes(iter(_parser().parse(clean(text))), "")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["list", "emphasis", "link", "escape", "newline"])
    return parser


def _nodes(tokens: Iterator[Token], until: str) -> list[Node]:
    found: list[Node] = []
    for token in tokens:
        if token.type == until:
            break
        name = token.type.removesuffix("_open")
        if token.type == "inline":
            found += _nodes(iter(token.children or ()), "")
        elif token.type in ("softbreak", "hardbreak"):
            found.append({"k": "br"})
        elif token.type == "link_open":
            children = _nodes(tokens, "link_close")
            url = safe_url(str(token.attrs.get("href", "")))
            found += [{"k": "link", "url": url, "c": unlinked(children)}] if url else children
        elif token.nesting == 1 and name in _BLOCKS:
            found.append({"k": _BLOCKS[name], "c": _nodes(tokens, f"{name}_close")})
        elif token.content:
            found += words(token.content)
    return found


def unlinked(nodes: Iterable[Node]) -> list[Node]:
    """What may stand in a link: it holds no other one."""
    found: list[Node] = []
    for node in nodes:
        inside = unlinked(node["c"]) if "c" in node else []
        found += inside if node["k"] == "link" else [{**node, "c": inside} if "c" in node else node]
    return found
