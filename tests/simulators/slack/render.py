"""Blocks as the lines that a person reads, for assertions and for failure messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.simulators.slack.text import read, unescaped
from tests.simulators.slack.world import Payload, World


def lines(blocks: Iterable[Payload], world: World) -> list[str]:
    """`Heading`, `text`, `· small print`, `[Button] [Danger]`, `(Choose one ▾)`, `Label: ____`, `-----`."""
    return [line for block in blocks for line in _block(block, world)]


def words(text: Any, world: World) -> str:
    """A text object as it is read."""
    if not isinstance(text, dict):
        return str(text or "")
    return read(text["text"], world) if text.get("type") == "mrkdwn" else unescaped(text.get("text", ""))


def _block(block: Payload, world: World) -> Iterator[str]:
    kind = block.get("type")
    if kind == "section":
        yield from _section(block, world)
    elif kind in ("header", "markdown"):
        yield words(block["text"], world) if kind == "header" else block["text"]
    elif kind == "context":
        yield "· " + " ".join(_element(each, world) for each in block["elements"])
    elif kind == "actions":
        yield " ".join(_element(each, world) for each in block["elements"])
    elif kind == "divider":
        yield "-----"
    elif kind == "image":
        yield f"(image: {block['alt_text']})"
    elif kind == "input":
        hint = f" · {words(block['hint'], world)}" if block.get("hint") else ""
        optional = " (optional)" if block.get("optional") else ""
        yield f"{words(block['label'], world)}{optional}: {_element(block['element'], world)}{hint}"
    elif kind == "rich_text":
        yield from "".join(_rich(each, world) for each in block["elements"]).splitlines()
    elif kind == "file":
        yield "(file)"
    else:
        yield f"({kind})"


def _section(block: Payload, world: World) -> Iterator[str]:
    if block.get("text"):
        yield from words(block["text"], world).splitlines() or [""]
    for each in block.get("fields", ()):
        yield words(each, world)
    if block.get("accessory"):
        yield _element(block["accessory"], world)


def _element(element: Payload, world: World) -> str:
    kind = str(element.get("type"))
    if kind in ("mrkdwn", "plain_text"):
        return words(element, world)
    if kind in ("button", "workflow_button"):
        return f"[{words(element['text'], world)}]"
    if kind == "image":
        return f"(image: {element['alt_text']})"
    if kind in ("checkboxes", "radio_buttons"):
        marks = ("☐", "☑") if kind == "checkboxes" else ("○", "◉")
        chosen = _initial(element)
        return " ".join(f"{marks[each['value'] in chosen]} {words(each['text'], world)}" for each in element["options"])
    if kind == "overflow":
        return "[…]"
    if kind.endswith("_text_input") or kind in ("email_text_input", "url_text_input", "number_input"):
        return str(element.get("initial_value") or "____")
    label = words(element.get("placeholder"), world) or _initial_label(element, world)
    return f"({label} ▾)"


def _initial(element: Payload) -> set[str]:
    options = [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]
    return {each["value"] for each in options}


def _initial_label(element: Payload, world: World) -> str:
    if element.get("initial_option"):
        return words(element["initial_option"]["text"], world)
    return str(element.get("initial_date") or element.get("initial_time") or element["type"])


def _rich(element: Payload, world: World) -> str:
    kind = element.get("type", "")
    if kind == "text":
        return str(element["text"])
    if kind == "link":
        return str(element.get("text") or element["url"])
    if kind == "user":
        return read(f"<@{element['user_id']}>", world)
    if kind == "channel":
        return read(f"<#{element['channel_id']}>", world)
    if kind == "broadcast":
        return f"@{element['range']}"
    if kind == "emoji":
        return f":{element['name']}:"
    inner = [_rich(each, world) for each in element.get("elements", ())]
    if kind == "rich_text_list":
        return "".join(f"• {each}\n" for each in inner)
    return "".join(inner) + ("\n" if kind.startswith("rich_text_") else "")
