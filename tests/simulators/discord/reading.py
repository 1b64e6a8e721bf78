"""What a person reads of a message: plain lines with Markdown resolved, and where its buttons and menus are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulators.discord.model import Channel, Message

ROW, BUTTON, SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 1, 2, 3, 5, 6, 7, 8
TEXT_INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 4, 9, 10, 11, 12, 13, 14, 17
LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 18, 19, 21, 22, 23
SELECTS = {SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT}

_MARKS = re.compile(
    r"\\([\\`*_{}\[\]()#+\-.!|>~<@:])"  # an escaped sign is the sign
    r"|(<t:-?\d+(?::[a-zA-Z])?>|<a?:\w+:\d+>|</[^:>]+:\d+>|https?://\S+)"  # shown as it stands
    r"|<(@!?|@&|#)(\d+)>"
    r"|\[([^\]\n]+)\]\(<?(https?://[^\s)>]+)>?\)"
    r"|(\*\*\*|\*\*|__|~~|\|\||\*|_)"
)


def plain(message: Message) -> list[str]:
    """Its lines, in the order in which a reader meets them; a button is written `[Label]`, a file by its name."""
    lines: list[str] = []
    if message.content:
        lines += _said(message.content, message.channel)
    for embed in message.embeds:
        lines += _embed(embed, message.channel)
    if not message.flags & 1 << 15:  # in components of version 2 only the files that they name are shown
        lines += [file.filename for file in message.attachments]
    lines += _components(message.components, message.channel)
    return lines


def _embed(embed: dict[str, Any], channel: Channel) -> Iterator[str]:
    for text in (embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")):
        if text:
            yield from _said(text, channel)
    for field in embed.get("fields", []):
        name, value = (" / ".join(_said(field[key], channel)) for key in ("name", "value"))
        yield f"{name}: {value}"
    if text := embed.get("footer", {}).get("text"):
        yield text


def _components(components: list[dict[str, Any]], channel: Channel) -> Iterator[str]:
    for each in components:
        if each["type"] in (ROW, CONTAINER):
            inner = each["components"]
            if each["type"] == ROW and all(child["type"] == BUTTON for child in inner):
                yield " ".join(_button(child) for child in inner)
            else:
                yield from _components(inner, channel)
        elif each["type"] == SECTION:
            yield from _components(each["components"], channel)
            yield from _components([each["accessory"]], channel)
        elif each["type"] == TEXT:
            yield from _said(each["content"], channel)
        elif each["type"] == BUTTON:
            yield _button(each)
        elif each["type"] in SELECTS:
            yield f"[{each.get('placeholder') or 'Make a selection'} ▾]"
        elif each["type"] == GALLERY:
            yield from (_named(item["media"], item.get("description")) for item in each["items"])
        elif each["type"] in (FILE, THUMBNAIL):
            yield _named(each.get("file") or each["media"], each.get("description"))


def _button(button: dict[str, Any]) -> str:
    emoji = (button.get("emoji") or {}).get("name", "")
    return "[" + f"{emoji} {button.get('label') or ''}".strip() + "]"


def _named(media: dict[str, Any], description: str | None) -> str:
    return description or str(media["url"]).split("?")[0].rsplit("/", 1)[-1]


def every(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each component with all that lies in it, from the top."""
    for each in components:
        yield each
        yield from every(each.get("components", []))
        yield from every([inner for key in ("accessory", "component") if (inner := each.get(key))])


def buttons(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in every(components) if each["type"] == BUTTON]


def menus(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in every(components) if each["type"] in SELECTS]


def _said(text: str, channel: Channel) -> list[str]:
    """Lines of Markdown as they are seen; code keeps its signs, quotes and headings lose theirs."""
    lines, code = [], False
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            code = not code if line.count("```") % 2 else code
            line = line.replace("```", "")
            lines += [line] if line and not code else []
        elif code:
            lines.append(line)
        else:
            lines.append(_line(line, channel))
    return lines


def _line(line: str, channel: Channel) -> str:
    line = re.sub(r"^(?:>>> |> )", "", line)
    line = re.sub(r"^(?:#{1,3}|-#) (?=\S)", "", line)
    line = re.sub(r"^(\s*)[*-] ", r"\1• ", line)
    pieces = re.split(r"(``.+?``|`[^`]+`)", line) if "`" in line and "\\`" not in line else [line]
    return "".join(piece.strip("`") if i % 2 else _inline(piece, channel) for i, piece in enumerate(pieces))


def _inline(text: str, channel: Channel) -> str:
    def seen(found: re.Match[str]) -> str:
        escaped, literal, sign, number, label, url, mark = found.groups()
        if escaped:
            return escaped
        if literal:
            return literal
        if number:
            return channel.world.name_of(sign, int(number), channel) or found[0]
        if label:
            return f"{_inline(label, channel)} ({url})"
        return "" if _pairs(found, mark) else mark

    return _MARKS.sub(seen, text)


def _pairs(found: re.Match[str], mark: str) -> bool:
    """Whether a sign is formatting: it has its partner in the line; `_` and `*` between letters or spaces are signs."""
    text = found.string
    before, after = text[: found.start()], text[found.end() :]
    if mark == "_" and before[-1:].isalnum() and after[:1].isalnum():
        return False
    if mark in "*_" and (before[-1:].isspace() or not before) and (after[:1].isspace() or not after):
        return False
    others = [each for each in _MARKS.finditer(text) if each[7] == mark and each.start() != found.start()]
    mine = sum(each.start() < found.start() for each in others)
    return mine % 2 == 1 or len(others) > mine
