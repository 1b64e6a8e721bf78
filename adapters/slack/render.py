"""Messages as Block Kit, within every limit of PLATFORM-FACTS; what one message cannot hold goes on in the next.

Slack's reference, "Block Kit": 50 blocks a message and 100 a view, 3,000 characters a section, 25 buttons a block, 100
options a menu. Together the blocks of a message hold about 13,200 characters, which is found out only by trying.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.markup import (
    TextObject,
    Writer,
    cut,
    marked_object,
    plain_object,
    plain_objects,
    size,
    split,
    taken,
)
from adapters.slack.rich import escaped
from bot.chat.message import (
    Button,
    Buttons,
    Facts,
    File,
    Heading,
    Image,
    Message,
    Option,
    Paragraph,
    Part,
    Picker,
    Quote,
    Small,
)
from bot.chat.port import Undeliverable
from bot.chat.text import t

BLOCKS, VIEW_BLOCKS = 50, 100
CHARACTERS = 12_500
"""Of a message's blocks as JSON, a little below what Slack takes."""

SECTION, ASCII_SECTION, CONTEXT, HEADER, ALT, URL = 1_900, 2_900, 1_900, 150, 2_000, 3_000
"""A text that is not ASCII takes up to six characters of JSON for one, and must fit a message all the same."""

LABEL, OPTION, VALUE, PLACEHOLDER, ACTION = 75, 75, 150, 150, 255
ROW, OPTIONS, MENU = 5, 100, 10_000
FALLBACK = 300

PRIVATE = "~"
"""Begins the id of every block with buttons that stands in a private answer of ours, which may be replaced."""

AGAIN = "⁂"
"""What a token carries at its end when it stands in a block twice, since Slack refuses the same action_id twice."""

LINK = "~link:"
"""Begins the action_id of a button that opens a page: Slack tells of it, and nothing follows from that."""

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as Slack takes it; without content it is one that stands below the message already."""

    name: str
    content: bytes | None
    stored: bool = False


@dataclass(slots=True)
class Page:
    """What one message of Slack holds; `text` is what notifications and screen readers tell of it."""

    blocks: list[Block] = field(default_factory=list)
    characters: int = 2
    text: str = ""

    def takes(self, block: Block) -> bool:
        return len(self.blocks) < BLOCKS and self.characters + weight(block) <= CHARACTERS

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        self.characters += weight(block)


def weight(block: Block) -> int:
    """Characters of a block as JSON, with the comma after it."""
    return len(json.dumps(block, separators=(",", ":"))) + 1


def pages(message: Message, writer: Writer, *, private: bool = False) -> list[Page]:
    """One or several; Undeliverable("invalid") for an empty message. `private`: it answers one person."""
    filled = [Page()]
    for block in blocks(message.parts, writer, private=private):
        if not filled[-1].takes(block):
            filled.append(Page())
        filled[-1].add(block)
    if not filled[0].blocks:
        named = [each.name for each in files(message)]
        if not named:
            raise Undeliverable("invalid", "the message is empty")
        filled[0].add({"type": "section", "text": plain_object(cut(", ".join(named), SECTION))})
    for page in filled:
        page.text = _fallback(page.blocks)
    return filled


def _fallback(made: Sequence[Block]) -> str:
    """The first words of a page, escaped; Slack cuts them anyhow."""
    said = []
    for block in made:
        for text in [block.get("text"), *block.get("elements", ())]:
            if isinstance(text, dict) and text.get("type") in ("plain_text", "mrkdwn"):
                said.append(escaped(text["text"]) if text["type"] == "plain_text" else text["text"])
    whole = "\n".join(said)
    return split(whole, FALLBACK)[0] if whole.strip() else "…"


def blocks(parts: Sequence[Part], writer: Writer, *, private: bool = False) -> Iterator[Block]:
    """What is read and pressed, in order; files go another way."""
    number = 0
    for part in parts:
        for block in _blocks(part, writer):
            if block["type"] == "actions" and private:
                block["block_id"] = f"{PRIVATE}{number}"
                number += 1
            yield block


def _blocks(part: Part, writer: Writer) -> Iterator[Block]:
    match part:
        case Heading(text=text):
            yield from _heading(writer.plain(text))
        case Paragraph(text=text):
            yield from _sections(writer.objects(text, ASCII_SECTION))
        case Quote(text=text):
            yield from _sections(_quoted(writer.marked(text), writer.plain(text)))
        case Small(text=text):
            yield from ({"type": "context", "elements": [each]} for each in writer.objects(text, CONTEXT))
        case Facts(rows=rows):
            yield from _sections(_facts(part, writer) if rows else [])
        case Buttons(buttons=buttons):
            for start in range(0, len(buttons), ROW):
                yield {"type": "actions", "elements": _buttons(buttons[start : start + ROW], writer)}
        case Picker():
            yield from _menus(part, writer)
        case Image(url=url, alt=alt) if url.startswith(("http://", "https://")) and len(url) <= URL:
            yield {"type": "image", "image_url": url, "alt_text": writer.plain(alt, ALT) or "…"}
        case Image(alt=alt) if not _pictured(part):
            yield from ({"type": "context", "elements": [each]} for each in writer.objects(alt, CONTEXT))


def _heading(text: str) -> Iterator[Block]:
    line = " ".join(text.split())
    if line and size(taken(line)) <= HEADER:
        yield {"type": "header", "text": plain_object(line)}
    elif line:
        yield from _sections(plain_objects(line, SECTION))


def _sections(texts: Sequence[TextObject]) -> Iterator[Block]:
    """One for each text that has something to read, cut further where it would not fit a message."""
    for each in texts:
        text = each["text"]
        for piece in [text] if text.isascii() else split(text, SECTION):
            if piece.strip():
                yield {"type": "section", "text": {**each, "text": piece}}


def _quoted(marked: str | None, plain: str) -> list[TextObject]:
    """Each line marked; where words would format by accident, the sign stands before them as it is."""
    if marked is None:
        return plain_objects("\n".join(f"> {line}" for line in plain.split("\n")), SECTION)
    pieces = split(marked, ASCII_SECTION // 2)
    return [marked_object("\n".join(f">{line}" for line in piece.split("\n"))) for piece in pieces]


def _facts(part: Facts, writer: Writer) -> list[TextObject]:
    """Labelled lines; as many together as fit, and those that cannot carry mark-up apart from the others."""
    found: list[TextObject] = []
    for label, value in part.rows:
        called = t("fact-label", label=label)
        name, said = writer.marked(called), writer.marked(value)
        if name is None or said is None:
            plain = f"{writer.plain(called)} {writer.plain(value)}"
            found += plain_objects(plain, SECTION)
            continue
        fact = f"*{name}*\n{said}" if "\n" in said else f"*{name}* {said}"
        last = found[-1] if found and found[-1]["type"] == "mrkdwn" else None
        if last is not None and len(last["text"]) + len(fact) < SECTION:
            last["text"] += f"\n{fact}"
        else:
            found += [marked_object(each) for each in split(fact, ASCII_SECTION)]
    return found


def _buttons(given: Sequence[Button], writer: Writer) -> list[Block]:
    used: set[str] = set()
    made = []
    for number, button in enumerate(given):
        opens = bool(button.url) and len(button.url) <= URL
        element: Block = {
            "type": "button",
            "text": plain_object(writer.plain(button.label, LABEL) or "…"),
            "action_id": f"{LINK}{number}" if opens else _unique(button.token, used),
        }
        if opens:
            element["url"] = button.url
        if button.style != "plain":
            element["style"] = button.style
        made.append(element)
    return made


def _unique(token: str, used: set[str]) -> str:
    wanted, number = token, 2
    while wanted in used:
        wanted, number = f"{token}{AGAIN}{number}", number + 1
    if not token or len(wanted) > ACTION:
        raise Undeliverable("invalid", f"the button {token!r} cannot stand there")
    used.add(wanted)
    return wanted


def token_of(action: str) -> str:
    """The engine's token of what was pressed."""
    return re.sub(rf"{AGAIN}\d+$", "", action)


def _menus(picker: Picker, writer: Writer) -> Iterator[Block]:
    """As many as there are times 100 options, or what fits a message."""
    chunks = [list(each) for each in _fitting([option(each, writer) for each in picker.options])]
    for number, chunk in enumerate(chunks):
        placeholder = writer.plain(picker.placeholder, PLACEHOLDER - 10) or "…"
        shown = f"{placeholder} ({number + 1}/{len(chunks)})" if len(chunks) > 1 else placeholder
        menu = {
            "type": "static_select", "action_id": picker.token, "placeholder": plain_object(shown), "options": chunk,
        }  # fmt: skip
        yield {"type": "actions", "elements": [menu]}


def _fitting(made: Sequence[Block]) -> Iterator[Sequence[Block]]:
    start = held = 0
    for number, each in enumerate(made):
        if number - start >= OPTIONS or held + weight(each) > MENU:
            yield made[start:number]
            start, held = number, 0
        held += weight(each)
    if start < len(made):
        yield made[start:]


def option(given: Option, writer: Writer) -> Block:
    """One of a menu; Undeliverable for a value that Slack would not give back whole."""
    if not given.value or len(given.value) > VALUE:
        raise Undeliverable("invalid", f"the option {given.value[:80]!r} is longer than {VALUE} characters")
    made: Block = {"text": plain_object(writer.plain(given.label, OPTION) or "…"), "value": given.value}
    if given.about is not None and (about := writer.plain(given.about, OPTION)):
        made["description"] = plain_object(about)
    return made


def files(message: Message) -> list[Attached]:
    """What is uploaded: files, and pictures that travel with the message."""
    found = []
    for part in message.parts:
        if isinstance(part, File):
            given = None if part.stored and not part.data else part.data or b"\n"
            found.append(Attached(cut(part.name, 200) or "file", given, bool(part.stored)))
        elif isinstance(part, Image) and (picture := _pictured(part)):
            found.append(picture)
    return found


def _pictured(image: Image) -> Attached | None:
    found = re.fullmatch(r"data:image/(png|jpeg|gif|webp);base64,(.+)", image.url, re.DOTALL)
    if not found:
        return None
    try:
        return Attached(f"image.{found[1]}", base64.b64decode(found[2], validate=True))
    except binascii.Error:
        return None
