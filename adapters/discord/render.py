"""Messages as Discord's components, within every limit of PLATFORM-FACTS; what one cannot hold goes on in the next.

Discord's reference: 40 components and 4,000 characters of text a message, 5 buttons a row, 25 options a menu.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from adapters.discord.markup import Writer, cut, size, split
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
from bot.chat.text import Text, called, t

ROW, BUTTON, SELECT, TEXT, GALLERY, FILE, CONTAINER = 1, 2, 3, 10, 12, 13, 17
COMPONENTS_V2, EPHEMERAL = 1 << 15, 1 << 6

CHARACTERS = 4000
COMPONENTS = 40
BUTTONS, OPTIONS = 5, 25
LABEL, CUSTOM_ID, OPTION, PLACEHOLDER, ALT, URL = 80, 100, 100, 150, 1024, 512
STYLES = {"primary": 1, "plain": 2, "danger": 4}
LINK = 5

AGAIN = "⁂"
"""What a token carries at its end when it stands in a message twice, since Discord refuses the same custom_id twice."""

NOBODY: dict[str, Any] = {"parse": []}
"""The mentions allowed in anything we post; without it Discord takes everything that looks like one for one."""

Component = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as Discord takes it; without content it is one that stands in the message already."""

    name: str
    content: bytes | None
    media_type: str


@dataclass(slots=True)
class Laid:
    """A component with what travels along and whom it calls."""

    component: Component
    attached: list[Attached]
    calls: list[str] = field(default_factory=list)

    @property
    def kind(self) -> int:
        return int(self.component["type"])


@dataclass(slots=True)
class Page:
    """What one message of Discord holds: `files` travel with it, `standing` were uploaded before and are named only.

    `kept` are Discord's numbers of those that stay, known once somebody has looked.
    """

    components: list[Component] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    characters: int = 0
    count: int = 1  # the container

    def takes(self, component: Component) -> bool:
        return self.characters + _characters(component) <= CHARACTERS and self.count + _count(component) <= COMPONENTS

    def holds(self, several: Sequence[Laid]) -> bool:
        """Whether it takes all of these: texts that are read one after the other become one."""
        characters = sum(_characters(each.component) + 1 for each in several)
        kinds = [*(each["type"] for each in self.components[-1:]), *(each.kind for each in several)]
        merged = sum(one == other == TEXT for one, other in pairwise(kinds))
        count = sum(_count(each.component) for each in several) - merged
        return self.characters + characters <= CHARACTERS and self.count + count <= COMPONENTS

    def add(self, component: Component) -> None:
        if component["type"] == TEXT and self.components and self.components[-1]["type"] == TEXT:
            last = self.components[-1]
            last["content"] = f"{last['content']}\n{component['content']}"
            self.characters += _characters(component) + 1
        else:
            self.components.append(component)
            self.characters += _characters(component) + 1
            self.count += _count(component)

    def payload(self, *, mark: int | None = None, flags: int = 0) -> dict[str, Any]:
        """The body that creates or replaces a message; `mark` is kept on it as the id of its container."""
        contained: Component = {"type": CONTAINER, "components": self.components}
        if mark is not None:
            contained["id"] = mark
        allowed = NOBODY | {"users": self.calls} if self.calls else NOBODY
        body: dict[str, Any] = {"components": [contained], "flags": COMPONENTS_V2 | flags, "allowed_mentions": allowed}
        if self.files or self.kept:
            new = [{"id": n, "filename": each.name} for n, each in enumerate(self.files)]
            body["attachments"] = [*({"id": each} for each in self.kept), *new]
        return body


def pages(message: Message, writer: Writer) -> list[Page]:
    """One or several; Undeliverable("invalid") for an empty message."""
    filled = [Page()]
    for together in _together(message, writer):
        if not filled[-1].holds(together) and Page().holds(together):
            filled.append(Page())
        for each in together:
            if not filled[-1].takes(each.component):
                filled.append(Page())
            filled[-1].add(each.component)
            filled[-1].files += [file for file in each.attached if file.content is not None]
            filled[-1].standing += [file.name for file in each.attached if file.content is None]
            filled[-1].calls += each.calls
    if not filled[-1].components:
        raise Undeliverable("invalid", "the message is empty")
    return filled


def _together(message: Message, writer: Writer) -> Iterator[list[Laid]]:
    """What is not torn apart where a page has room for it: a text, and the buttons and menus below it."""
    waiting: list[Laid] = []
    for each in _laid(message, writer):
        if waiting and not (each.kind == ROW or waiting[-1].kind == each.kind == TEXT):
            yield from _apart(waiting)
            waiting = []
        waiting.append(each)
    yield from _apart(waiting)


def _apart(waiting: list[Laid]) -> Iterator[list[Laid]]:
    """Texts without buttons below them fill what room there is."""
    if waiting and waiting[-1].kind == ROW:
        yield waiting
    else:
        yield from ([each] for each in waiting)


def _laid(message: Message, writer: Writer) -> Iterator[Laid]:
    taken: set[str] = set()
    number = 0
    for part in message.parts:
        made = [Laid(*each) for each in _components(part, writer, taken, number)]
        number += sum(len(each.attached) for each in made)
        if made and isinstance(part, Heading | Paragraph | Quote | Small):
            made[-1].calls += [who.account for who in called(part.text) if who.account]
        yield from made


def _components(part: Part, writer: Writer, taken: set[str], number: int) -> Iterator[tuple[Component, list[Attached]]]:
    match part:
        case Heading() | Paragraph() | Quote() | Small():
            yield from ((each, []) for each in _texts(_lines(part, writer)))
        case Facts(rows=rows):
            facts = "\n".join(_fact(label, writer.text(value), writer) for label, value in rows)
            yield from ((each, []) for each in _texts(facts))
        case Buttons(buttons=buttons):
            made = [_button(each, writer, taken) for each in buttons]
            for start in range(0, len(made), BUTTONS):
                yield {"type": ROW, "components": made[start : start + BUTTONS]}, []
        case Picker():
            yield from ((each, []) for each in _menus(part, writer, taken))
        case File(name=name, data=content, media_type=media_type):
            given = None if part.stored and not content else content
            attached = Attached(_file_name(name, number), given, media_type)
            yield {"type": FILE, "file": {"url": f"attachment://{attached.name}"}}, [attached]
        case Image(url=url, alt=alt):
            yield _image(url, writer.plain(alt, ALT), number)


def _lines(part: Heading | Paragraph | Quote | Small, writer: Writer) -> str:
    """Each line marked, since Discord's marks end with the line."""
    text = writer.text(part.text).strip()
    match part:
        case Heading():
            return f"### {' '.join(text.split())}" if text else ""
        case Quote():
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case Small():
            return "\n".join(f"-# {line}" if line.strip() else "" for line in text.split("\n"))
        case Paragraph():
            return text


def _fact(label: Text, value: str, writer: Writer) -> str:
    """A value of several lines stands below its label; a label that is a question needs no colon."""
    name = writer.text(label)
    if "\n" in value:
        return f"**{name}**\n{value}"
    shown = name if name.endswith(("?", ":", "!", ".")) else writer.text(t("fact-label", label=label))
    return f"**{shown}** {value}"


def _texts(text: str) -> Iterator[Component]:
    return ({"type": TEXT, "content": each} for each in split(text, CHARACTERS - 100) if each.strip())


def _button(button: Button, writer: Writer, taken: set[str]) -> Component:
    label = writer.plain(button.label, LABEL) or "…"
    if button.url and len(button.url) <= URL:
        return {"type": BUTTON, "style": LINK, "label": label, "url": button.url}
    return {"type": BUTTON, "style": STYLES[button.style], "label": label, "custom_id": _unique(button.token, taken)}


def _unique(token: str, taken: set[str]) -> str:
    """A token as custom_id; the second of its kind in one message says so."""
    wanted, number = token, 2
    while wanted in taken:
        wanted, number = f"{token}{AGAIN}{number}", number + 1
    if len(wanted) > CUSTOM_ID:
        raise Undeliverable("invalid", f"the button {token!r} stands there twice")
    taken.add(wanted)
    return wanted


def token_of(custom_id: str) -> str:
    """The engine's token of what was pressed."""
    return re.sub(rf"{AGAIN}\d+$", "", custom_id)


def _menus(picker: Picker, writer: Writer, taken: set[str]) -> Iterator[Component]:
    """As many as there are times 25 options."""
    many = -(-len(picker.options) // OPTIONS)
    for number in range(many):
        placeholder = writer.plain(picker.placeholder, PLACEHOLDER - 8)
        menu = {
            "type": SELECT,
            "custom_id": _unique(picker.token, taken),
            "placeholder": f"{placeholder} ({number + 1}/{many})" if many > 1 else placeholder,
            "options": options(picker.options[number * OPTIONS : (number + 1) * OPTIONS], writer),
        }
        yield {"type": ROW, "components": [menu]}


def options(given: Sequence[Option], writer: Writer, *, chosen: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Options of a menu; those `chosen` are so from the start."""
    made = []
    for each in given:
        option: dict[str, Any] = {"label": writer.plain(each.label, OPTION) or "…", "value": each.value}
        if each.about is not None and (about := writer.plain(each.about, OPTION)):
            option["description"] = about
        if each.value in chosen:
            option["default"] = True
        made.append(option)
    return made


def _file_name(name: str, number: int) -> str:
    """Letters, digits and `._-` only, since others break the reference to the attachment; unique in a message."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, dot, kind = plain.rpartition(".") if "." in plain else (plain, "", "")
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", stem).strip("._-").removeprefix("SPOILER_") or "file"
    safe += dot + re.sub(r"[^A-Za-z0-9]+", "", kind)
    return safe if number == 0 else f"{number}-{safe}"


def _image(url: str, alt: str, number: int) -> tuple[Component, list[Attached]]:
    """A picture of the web, or one that travels with the message; what Discord cannot show is told by its text."""
    found = re.fullmatch(r"data:image/(png|jpeg|gif|webp);base64,(.+)", url, re.DOTALL)
    attached: list[Attached] = []
    if found:
        try:
            content = base64.b64decode(found[2], validate=True)
        except binascii.Error:
            return {"type": TEXT, "content": f"-# {alt}"}, []
        attached = [Attached(_file_name(f"image.{found[1]}", number), content, f"image/{found[1]}")]
        url = f"attachment://{attached[0].name}"
    elif not url.startswith(("http://", "https://")):
        return {"type": TEXT, "content": f"-# {alt}"}, []
    item: dict[str, Any] = {"media": {"url": url}}
    if alt:
        item["description"] = cut(alt, ALT)
    return {"type": GALLERY, "items": [item]}, attached


def _characters(component: Component) -> int:
    return size(component["content"]) if component["type"] == TEXT else 0


def _count(component: Component) -> int:
    return 1 + len(component.get("components", ()))
