"""Filling in a modal as Discord's client lets a person do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.simulators.discord.acting import Resolved, picked
from tests.simulators.discord.answers import Field, Impossible, Modal
from tests.simulators.discord.reading import CHECKBOX, CHECKBOXES, LABEL, RADIO, ROW, SELECTS, TEXT_INPUT, UPLOAD

JSON = dict[str, Any]


def submitted(modal: Modal, given: Mapping[str, object], resolved: Resolved) -> list[JSON]:
    """The components as they are sent back: each field's value, or what stood there when the form opened."""
    values = {modal.field(name).custom_id: value for name, value in given.items()}
    sent = []
    for each in modal.interaction.modal["components"] if modal.interaction.modal else []:
        around = {"type": each["type"], "id": each["id"]}
        if each["type"] == LABEL:
            field = modal.field(each["component"]["custom_id"])
            sent.append(around | {"component": _filled(field, values, resolved)})
        elif each["type"] == ROW:
            inner = [_filled(modal.field(child["custom_id"]), values, resolved) for child in each["components"]]
            sent.append(around | {"components": inner})
        else:
            sent.append(around)
    return sent


def _filled(field: Field, values: Mapping[str, object], resolved: Resolved) -> JSON:
    component = field.component
    kind = component["type"]
    sent: JSON = {"type": kind, "id": component["id"], "custom_id": field.custom_id}
    value = values.get(field.custom_id)
    if kind == TEXT_INPUT:
        return sent | {"value": _text(field, field.value if value is None else str(value))}
    if kind == CHECKBOX:
        return sent | {"value": bool(field.value if value is None else value)}
    picks = _several(field.value or [] if value is None else value)
    least, most = _how_many(component)
    if not picks and not component.get("required", True):
        least = 0
    try:
        if kind == RADIO:
            chosen = picked(component, picks, resolved, least=least, most=1)
            return sent | {"value": chosen[0] if chosen else None}
        return sent | {"values": picked(component, picks, resolved, least=least, most=most)}
    except Impossible as problem:
        raise Impossible(f"{field.label}: {problem}") from None


def _text(field: Field, text: str) -> str:
    component = field.component
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if not text and component.get("required", True):
        raise Impossible(f"{field.label}: this field is required")
    if text and not least <= len(text) <= most:
        raise Impossible(f"{field.label}: {least} to {most} characters, not {len(text)}")
    if component["style"] == 1 and "\n" in text:
        raise Impossible(f"{field.label}: one line only")
    return text


def _several(value: object) -> list[object]:
    return list(value) if isinstance(value, list | set | frozenset) else [value]


def _how_many(component: JSON) -> tuple[int, int]:
    kind = component["type"]
    options = len(component.get("options") or []) or 1
    usual_most = options if kind == CHECKBOXES else 1
    assert kind in (RADIO, CHECKBOXES, UPLOAD, *SELECTS)
    least, most = component.get("min_values"), component.get("max_values")
    return 1 if least is None else least, most or usual_most
