"""The things on a surface that a person can press, pick or fill in: finding them, and what Slack writes about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.simulators.slack.render import words
from tests.simulators.slack.world import Payload, World

STATELESS = ("button", "workflow_button", "overflow", "image", "feedback_buttons", "icon_button")
TEXT_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
KEYS = {
    "static_select": "selected_option", "external_select": "selected_option", "radio_buttons": "selected_option",
    "overflow": "selected_option", "multi_static_select": "selected_options",
    "multi_external_select": "selected_options", "checkboxes": "selected_options", "users_select": "selected_user",
    "multi_users_select": "selected_users", "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations", "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels", "datepicker": "selected_date", "timepicker": "selected_time",
    "datetimepicker": "selected_date_time", "rich_text_input": "rich_text_value", "file_input": "files",
    **dict.fromkeys(TEXT_INPUTS, "value"),
}  # fmt: skip
"""Where the chosen value stands in Slack's payloads, by the element's type."""

_INITIAL = {
    "selected_option": "initial_option", "selected_options": "initial_options", "selected_user": "initial_user",
    "selected_users": "initial_users", "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations", "selected_channel": "initial_channel",
    "selected_channels": "initial_channels", "selected_date": "initial_date", "selected_time": "initial_time",
    "selected_date_time": "initial_date_time", "value": "initial_value", "rich_text_value": "initial_value",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """An element and the block in which it stands; `label` is what a person calls it."""

    block: Payload
    element: Payload
    label: str

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def key(self) -> str:
        return KEYS.get(self.kind, "")

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def is_input(self) -> bool:
        return bool(self.block["type"] == "input")

    @property
    def tells_at_once(self) -> bool:
        """Whether the app hears of it when it is used, and not only when the form is sent."""
        return not self.is_input or bool(self.block.get("dispatch_action"))

    def called(self, name: str) -> bool:
        return name in (self.label, self.action_id, self.block_id)

    def initial(self) -> Payload:
        """Its value before anybody touched it, as in `state.values`."""
        value = self.element.get(_INITIAL.get(self.key, ""))
        empty: Any = [] if self.key in ("selected_options", "selected_users", "files") else None
        return {"type": self.kind, self.key: value if value is not None else empty}


def parts(blocks: list[Payload], world: World) -> Iterator[Part]:
    """Every element that can be used, from the top."""
    for block in blocks:
        found = list(block.get("elements", ())) if block["type"] in ("actions", "context_actions") else []
        found += [block[each] for each in ("accessory", "element") if each in block]
        for element in found:
            if "action_id" in element:
                yield Part(block, element, _label(block, element, world))


def state(blocks: list[Payload], filled: dict[tuple[str, str], Payload], world: World) -> Payload:
    """`state.values`: what was chosen and typed so far, by block and action."""
    values: Payload = {}
    for part in parts(blocks, world):
        if part.kind not in STATELESS:
            chosen = filled.get((part.block_id, part.action_id)) or part.initial()
            values.setdefault(part.block_id, {})[part.action_id] = chosen
    return {"values": values}


def options(part: Part) -> list[Payload]:
    groups = part.element.get("option_groups") or []
    return [*part.element.get("options", ()), *(each for group in groups for each in group["options"])]


def missing(part: Part, value: Payload) -> str:
    """Why Slack does not let a form go with this value; empty when it does. The app never hears of it."""
    chosen, element = value.get(part.key), part.element
    if chosen in (None, "", []):
        return "" if part.block.get("optional") else "Please complete this required field."
    if part.kind in TEXT_INPUTS:
        return _wrong_text(part.kind, str(chosen), element)
    most = element.get("max_selected_items")
    if most and isinstance(chosen, list) and len(chosen) > most:
        return f"Please select no more than {most} items."
    return ""


def _wrong_text(kind: str, text: str, element: Payload) -> str:
    if len(text) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if kind == "plain_text_input" and len(text) > element.get("max_length", 3000):
        return f"Please enter no more than {element.get('max_length', 3000)} characters."
    if kind == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.fullmatch(r"https?://\S+", text):
        return "Please enter a valid URL."
    return _wrong_number(text, element) if kind == "number_input" else ""


def _wrong_number(text: str, element: Payload) -> str:
    decimal = element.get("is_decimal_allowed")
    if not re.fullmatch(r"-?\d+(\.\d+)?" if decimal else r"-?\d+", text):
        return "Please enter a number." if decimal else "Please enter a whole number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def _label(block: Payload, element: Payload, world: World) -> str:
    if element["type"] in ("button", "workflow_button"):
        return words(element["text"], world)
    if block["type"] == "input":
        return words(block["label"], world)
    return words(element.get("placeholder"), world) or str(element["action_id"])
