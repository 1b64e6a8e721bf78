"""What may stand in a message's components or in a modal's, checked as Discord checks it, mistake by mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.simulators.discord.reading import (
    BUTTON,
    CHECKBOX,
    CHECKBOXES,
    CONTAINER,
    FILE,
    GALLERY,
    LABEL,
    RADIO,
    ROW,
    SECTION,
    SELECT,
    SELECTS,
    SEPARATOR,
    TEXT,
    TEXT_INPUT,
    THUMBNAIL,
    UPLOAD,
    every,
)
from tests.simulators.discord.refusals import Form

JSON = dict[str, Any]
_V2_TOP = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
_LINK, _PREMIUM = 5, 6


def check_message(form: Form, components: list[JSON], *, v2: bool) -> None:
    """Old style: at most five rows. Version 2: forty components in all, nested ones too, and 4,000 characters."""
    with form.at("components"):
        if v2:
            found = list(every(components))
            if len(found) > 40:
                form.wrong("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The maximum number of total components is 40.")
            if sum(len(each.get("content") or "") for each in found if each["type"] == TEXT) > 4000:
                form.wrong(
                    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                    "The total size of displayable text in components must be at most 4000 characters.",
                )
        else:
            form.count(components, 5)
        for index, each in enumerate(components):
            with form.at(index):
                _one(form, each, _V2_TOP if v2 else {ROW})
        _unique(form, components)
    _unique_numbers(form, components)


def check_modal(form: Form, data: JSON) -> None:
    """A title, a custom_id, and one to five labels, rows with one text input, or texts (fields count, texts too)."""
    for key, most in (("title", 45), ("custom_id", 100)):
        with form.at(key):
            form.length(data.get(key), most, least=1, needed=True)
    components = data.get("components") or []
    with form.at("components"):
        form.count(components, 5, least=1)
        for index, each in enumerate(components):
            with form.at(index):
                if each.get("type") == ROW:
                    _modal_row(form, each)
                else:
                    _one(form, each, {LABEL, TEXT})
        _unique(form, components)
    _unique_numbers(form, components)


_USUAL: dict[int, JSON] = {
    BUTTON: {"disabled": False},
    SELECT: {"min_values": 1, "max_values": 1, "disabled": False},
    CONTAINER: {"accent_color": None, "spoiler": False},
    FILE: {"spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    THUMBNAIL: {"description": None, "spoiler": False},
}


def numbered(components: list[JSON]) -> list[JSON]:
    """As Discord keeps them: every component has a number, and what was left out is written out."""
    for each in every(components):
        usual = _USUAL.get(each["type"], {})
        each |= {key: value for key, value in usual.items() if each.get(key) is None}
        if each.get("emoji"):
            each["emoji"] = {key: value for key, value in each["emoji"].items() if value is not None}
    taken = {each["id"] for each in every(components) if each.get("id")}
    free = (number for number in range(1, 1000) if number not in taken)
    for each in every(components):
        if not each.get("id"):
            each["id"] = next(free)
    return components


def _unique(form: Form, components: list[JSON]) -> None:
    names = Counter(each["custom_id"] for each in every(components) if each.get("custom_id"))
    for name, count in names.items():
        if count > 1:
            form.wrong("COMPONENT_CUSTOM_ID_DUPLICATED", f"Component custom id cannot be duplicated: {name}")


def _unique_numbers(form: Form, components: list[JSON]) -> None:
    numbers = Counter(each["id"] for each in every(components) if each.get("id"))
    if any(count > 1 for count in numbers.values()):
        with form.at("components"):
            form.wrong("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")


def _one(form: Form, component: JSON, allowed: Iterable[int]) -> None:
    kind = component.get("type")
    if kind not in allowed:
        with form.at("type"):
            return form.choice(kind, set(allowed))
    if kind == ROW:
        _row(form, component)
    elif kind == CONTAINER:
        _all(form, component, {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR}, most=40)
    elif kind == SECTION:
        _all(form, component, {TEXT}, most=3)
        with form.at("accessory"):
            _one(form, component.get("accessory") or {}, {BUTTON, THUMBNAIL})
    elif kind == TEXT:
        _text(form, component, "content", 4000, least=1, needed=True)
    elif kind == GALLERY:
        with form.at("items"):
            form.count(component.get("items") or [], 10, least=1)
    elif kind == BUTTON:
        _button(form, component)
    elif kind in SELECTS:
        _select(form, component)
    elif kind == LABEL:
        _label(form, component)
    elif kind == TEXT_INPUT:
        _text_input(form, component)
    elif kind in (RADIO, CHECKBOXES, CHECKBOX, UPLOAD):
        _choices(form, component)
    return None


def _all(form: Form, component: JSON, allowed: set[int], *, most: int) -> None:
    inner = component.get("components") or []
    with form.at("components"):
        form.count(inner, most, least=1)
        for index, each in enumerate(inner):
            with form.at(index):
                _one(form, each, allowed)


def _text(form: Form, component: JSON, key: str, most: int, *, least: int = 0, needed: bool = False) -> None:
    with form.at(key):
        form.length(component.get(key), most, least=least, needed=needed)


def _row(form: Form, row: JSON) -> None:
    """One to five buttons, or one menu alone."""
    inner = row.get("components") or []
    menus = [each for each in inner if each.get("type") in SELECTS]
    _all(form, row, {BUTTON, *SELECTS}, most=5)
    if menus and len(inner) > 1:
        with form.at("components"):
            form.wrong("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")


def _modal_row(form: Form, row: JSON) -> None:
    inner = row.get("components") or []
    with form.at("components"):
        form.count(inner, 1, least=1)
        for index, each in enumerate(inner):
            with form.at(index):
                _one(form, each, {TEXT_INPUT})
                _text(form, each, "label", 45, least=1, needed=True)


def _button(form: Form, button: JSON) -> None:
    style = button.get("style")
    with form.at("style"):
        form.choice(style, {1, 2, 3, 4, _LINK, _PREMIUM})
    _text(form, button, "label", 80)
    if style == _LINK:
        _text(form, button, "url", 512, least=1, needed=True)
        _absent(form, button, "custom_id")
        if not str(button.get("url") or "http://").startswith(("http://", "https://", "discord://")):
            with form.at("url"):
                form.wrong("URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'discord').")
    elif style != _PREMIUM:
        _text(form, button, "custom_id", 100, least=1, needed=True)
        _absent(form, button, "url")
    if not button.get("label") and not button.get("emoji") and style != _PREMIUM:
        form.wrong("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji")


def _absent(form: Form, component: JSON, key: str) -> None:
    if component.get(key):
        with form.at(key):
            form.wrong("BASE_TYPE_FORBIDDEN", f"{key} and this style of button are mutually exclusive")


def _select(form: Form, menu: JSON) -> None:
    _text(form, menu, "custom_id", 100, least=1, needed=True)
    _text(form, menu, "placeholder", 150)
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    with form.at("min_values"):
        form.between(least, 0, 25)
    with form.at("max_values"):
        form.between(most, 1, 25)
        if (most or 1) < (1 if least is None else least):
            form.wrong("SELECT_COMPONENT_MAX_VALUE_TOO_SMALL", "max_values must be at least min_values")
    if menu["type"] != SELECT:
        return
    _options(form, menu, 25, least=1)
    options = menu.get("options") or []
    with form.at("options"):
        if (least or 0) > len(options):
            form.wrong("SELECT_COMPONENT_TOO_FEW_OPTIONS", "There are fewer options than must be chosen")
        if sum(bool(option.get("default")) for option in options) > (most or 1):
            form.wrong("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More defaults than may be chosen")


def _options(form: Form, component: JSON, most: int, *, least: int) -> None:
    options = component.get("options") or []
    with form.at("options"):
        form.count(options, most, least=least)
        seen: set[str] = set()
        for index, option in enumerate(options):
            with form.at(index):
                _text(form, option, "label", 100, least=1, needed=True)
                _text(form, option, "value", 100, least=1, needed=True)
                _text(form, option, "description", 100)
                with form.at("value"):
                    if option.get("value") in seen:
                        form.wrong("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The value is already used")
                seen.add(str(option.get("value")))


def _label(form: Form, label: JSON) -> None:
    _text(form, label, "label", 45, least=1, needed=True)
    _text(form, label, "description", 100)
    with form.at("component"):
        inner = label.get("component") or {}
        _one(form, inner, {TEXT_INPUT, UPLOAD, RADIO, CHECKBOXES, CHECKBOX, *SELECTS})
        if inner.get("type") == TEXT_INPUT and inner.get("label"):
            with form.at("label"):
                form.wrong("BASE_TYPE_FORBIDDEN", "The label stands in the component around it")


def _text_input(form: Form, field: JSON) -> None:
    _text(form, field, "custom_id", 100, least=1, needed=True)
    _text(form, field, "placeholder", 100)
    _text(form, field, "value", 4000)
    with form.at("style"):
        form.choice(field.get("style"), {1, 2})
    least, most = field.get("min_length"), field.get("max_length")
    with form.at("min_length"):
        form.between(least, 0, 4000)
    with form.at("max_length"):
        form.between(most, 1, 4000)
        if (most or 4000) < (least or 0):
            form.wrong("TEXT_INPUT_COMPONENT_MAX_LENGTH_TOO_SMALL", "max_length must be at least min_length")
    with form.at("value"):
        value = field.get("value") or ""
        if value and not (least or 0) <= len(value) <= (most or 4000):
            form.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {least or 0} and {most or 4000} in length.")


def _choices(form: Form, component: JSON) -> None:
    """Radio buttons (2 to 10), checkboxes (1 to 10), one checkbox, or files."""
    _text(form, component, "custom_id", 100, least=1, needed=True)
    kind = component["type"]
    if kind in (RADIO, CHECKBOXES):
        _options(form, component, 10, least=2 if kind == RADIO else 1)
    if kind in (CHECKBOXES, UPLOAD):
        with form.at("min_values"):
            form.between(component.get("min_values"), 0, 10)
        with form.at("max_values"):
            form.between(component.get("max_values"), 1, 10)
