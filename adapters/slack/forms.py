"""Forms as Slack's modals: all fields at once where they fit, else in steps; what was typed is never cut.

Slack's reference, "Views" and "Block Kit": 100 blocks, a title of 24 characters, texts of 3,000 characters at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack.markup import Writer, cut, plain_object, size
from adapters.slack.render import LABEL, OPTIONS, PLACEHOLDER, VIEW_BLOCKS, Block, blocks, option, weight
from bot.chat.drafts import REMOVE, REMOVED
from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField, TickField, UploadField
from bot.chat.message import Option
from bot.chat.text import Words, t

TITLE, NAME, HINT, TYPED, ERROR = 24, 2_000, 2_000, 3_000, 300
BOXES, GROUPS, LONG_LINE = 10, 100, 120
STEP_BLOCKS, STEP_CHARACTERS = VIEW_BLOCKS - 20, 200_000
"""Of the fields of one step; what is read above them has the rest."""

LONG = 2_000
"""A text of so many characters gets more room than one field of Slack has, if the form allows more."""

SEPARATORS = {"p": "\n\n", "n": "\n", "b": " ", "e": ""}
"""What stood between two pieces of a text that fills several fields, by the letter that is kept of it."""

View = dict[str, Any]


def steps(form: Form, writer: Writer) -> list[tuple[Field, ...]]:
    """The fields in order, as many at once as a modal holds; nearly always all of them.

    Where there are several steps files come last, so that nothing has to be kept of them between two.
    """
    made = _divided(form.fields, writer)
    if len(made) > 1:
        made = _divided(sorted(form.fields, key=lambda each: isinstance(each, UploadField)), writer)
    return made


def _divided(fields: Sequence[Field], writer: Writer) -> list[tuple[Field, ...]]:
    made: list[list[Field]] = [[]]
    used = characters = 0
    for each in fields:
        laid = list(_field(each, writer, ""))
        weighs = sum(map(weight, laid))
        if made[-1] and (used + len(laid) + 1 > STEP_BLOCKS or characters + weighs > STEP_CHARACTERS):
            made.append([])
            used = characters = 0
        made[-1].append(each)
        used, characters = used + len(laid) + 1, characters + weighs
    return [tuple(each) for each in made]


def modal(form: Form, step: int, writer: Writer, *, callback: str, metadata: str) -> View:
    """One step as a view; problems stand beside the fields they are about, and above all of them."""
    all_steps = steps(form, writer)
    fields = all_steps[min(step, len(all_steps) - 1)]
    problems = {name: writer.plain(said) for name, said in form.problems}
    title = writer.plain(form.title) or "…"
    head = list(_head(form, writer, problems, title=title)) if step == 0 else []
    asked = [block for each in fields for block in _field(each, writer, problems.get(each.name, ""))]
    shown = [*head[: VIEW_BLOCKS - len(asked)], *asked]
    last = step + 1 >= len(all_steps)
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": metadata,
        "title": plain_object(cut(title, TITLE)),
        "submit": plain_object(writer.plain(form.submit if last else t("slack-continue"), TITLE) or "…"),
        "close": plain_object(writer.plain(t("slack-cancel"), TITLE)),
        "blocks": shown or [{"type": "section", "text": plain_object(title)}],
    }


def _head(form: Form, writer: Writer, problems: Mapping[str, str], *, title: str) -> Iterator[Block]:
    """The whole title where Slack's bar cuts it, why the form came back, and what is to be read first."""
    if size(title) > TITLE:
        yield {"type": "header", "text": plain_object(cut(title, 150))}
    if said := problems.get("", ""):
        yield {"type": "section", "text": plain_object(cut(f"⚠️ {said}", 2_900))}
    yield from blocks(form.intro, writer)


def _field(field: Field, writer: Writer, problem: str) -> Iterator[Block]:
    if problem:
        yield {"type": "section", "text": plain_object(cut(f"⚠️ {problem}", 2_900))}
    if isinstance(field, TextField) and _overflows(field):
        yield from _long(field, writer)
        return
    if isinstance(field, UploadField) and field.held is not None and not field.required:
        label = t("slack-file-remove", name=Words(field.held.name))
        ticked = "yes" if field.value.startswith(REMOVED) else ""
        yield from _field(TickField(f"{field.name}{REMOVE}", label, ticked, required=False), writer, "")
    made: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain_object(writer.plain(field.label, NAME) or "…"),
        "element": {"action_id": "value", **_element(field, writer)},
        "optional": not field.required or (isinstance(field, UploadField) and field.held is not None),
    }
    if field.hint and (hint := writer.plain(field.hint, HINT)):
        made["hint"] = plain_object(hint)
    yield made


def _element(field: Field, writer: Writer) -> Block:
    match field:
        case TextField(long=long, max_length=limit):
            return _input(field.value, multiline=long or limit > LONG_LINE * 2, limit=limit)
        case MomentField(zone=zone):
            typed = _input(field.value, multiline=False, limit=100)
            return {**typed, "placeholder": plain_object(cut(zone, PLACEHOLDER) or "UTC")}
        case UploadField():
            return {"type": "file_input", "max_files": 1}
        case TickField():
            return _boxes((Option(t("slack-yes"), "yes"),), field.value, writer)
        case ChoiceField(options=given) if not given:
            return _input(field.value, multiline=False, limit=TYPED)
        case ChoiceField(options=given, many=True) if len(given) <= BOXES:
            return _boxes(given, field.value, writer)
        case ChoiceField():
            return _menu(field, writer)


def _input(value: str, *, multiline: bool, limit: int) -> Block:
    """A text that is too long already stays whole, so that it can be shortened instead of typed again."""
    made: Block = {
        "type": "plain_text_input", "multiline": multiline or "\n" in value,
        "max_length": min(TYPED, max(limit, size(value), 1)),
    }  # fmt: skip
    if value:
        made["initial_value"] = value
    return made


def _boxes(given: Sequence[Option], value: str, writer: Writer) -> Block:
    made = [option(each, writer) for each in given]
    chosen = [each for each in made if each["value"] in value.split("\n")]
    return {"type": "checkboxes", "options": made} | ({"initial_options": chosen} if chosen else {})


def _menu(field: ChoiceField, writer: Writer) -> Block:
    """More than 100 options stand in groups of 100, which are called by their first and last."""
    made = [option(each, writer) for each in field.options[: OPTIONS * GROUPS]]
    element: Block = {"type": "multi_static_select" if field.many else "static_select"}
    if len(made) <= OPTIONS:
        element["options"] = made
    else:
        starts = range(0, len(made), OPTIONS)
        element["option_groups"] = [_group(made[start : start + OPTIONS]) for start in starts]
    chosen = [each for each in made if each["value"] in (field.value.split("\n") if field.many else [field.value])]
    if chosen and field.many:
        element["initial_options"] = chosen
    elif chosen:
        element["initial_option"] = chosen[0]
    return element


def _group(made: Sequence[Block]) -> Block:
    half = LABEL // 2 - 2
    first, last = cut(made[0]["text"]["text"], half), cut(made[-1]["text"]["text"], half)
    return {"label": plain_object(f"{first} – {last}"), "options": list(made)}


def _overflows(field: TextField) -> bool:
    """Whether a text needs, or may soon need, more than one of Slack's fields."""
    return size(field.value) > TYPED or (field.max_length > TYPED and size(field.value) > LONG)


def _long(field: TextField, writer: Writer) -> Iterator[Block]:
    """One text in several fields, cut where it hurts least; joined again as it was when it comes back."""
    pieces = _pieces(field.value)
    if len(pieces) * TYPED < field.max_length:
        pieces.append(("n", ""))
    label = writer.plain(field.label, NAME - 20) or "…"
    for number, (separator, piece) in enumerate(pieces, 1):
        first = number == 1
        yield {
            "type": "input",
            "block_id": field.name if first else f"{field.name}~{number}",
            "label": plain_object(label if first else f"{label} ({number})"),
            "element": {
                "action_id": "value" if first else f"more:{separator}",
                **_input(piece, multiline=True, limit=TYPED),
            },
            "optional": not (field.required and first),
        }


def _pieces(text: str) -> list[tuple[str, str]]:
    found = []
    separator = "e"
    while size(text) > TYPED:
        end, following = _cut_at(text)
        found.append((separator, text[:end]))
        text, separator = text[end + len(SEPARATORS[following]) :], following
    return [*found, (separator, text)]


def _cut_at(text: str) -> tuple[int, str]:
    """Where a text is cut, and what stands there: a blank line, a line end, a blank, or nothing."""
    reach = TYPED
    while size(text[:reach]) > TYPED:
        reach -= 1
    for letter in ("p", "n", "b"):
        place = text.rfind(SEPARATORS[letter], reach // 2, reach)
        if place > 0:
            return place, letter
    return reach, "e"


def values(state: object) -> dict[str, str]:
    """What was typed and chosen in a view, by field name, without its files; what is of no known shape is left out."""
    found: dict[str, str] = {}
    more: dict[str, list[tuple[int, str, str]]] = {}
    for block, actions in _mapping(_mapping(state).get("values")).items():
        for action, given in _mapping(actions).items():
            name, _, number = block.rpartition("~")
            if action.startswith("more:") and number.isdecimal():
                more.setdefault(name, []).append((int(number), action[5:], _value(given)))
            elif _mapping(given).get("type") != "file_input":
                found[block] = _value(given)
    for name, pieces in more.items():
        for _, separator, piece in sorted(pieces):
            if piece:
                found[name] = found.get(name, "") + SEPARATORS.get(separator, "\n") + piece
    return found


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _value(given: object) -> str:
    match given:
        case {"selected_options": list(chosen)}:
            return "\n".join(str(each["value"]) for each in chosen)
        case {"selected_option": {"value": chosen}}:
            return str(chosen)
        case {"value": str(typed)}:
            return typed
        case _:
            return ""


def errors(form: Form, view: Mapping[str, Any], writer: Writer) -> dict[str, str] | None:
    """What is wrong, beside the fields of the view that was sent; None when that cannot be said there."""
    asked = {str(each.get("block_id")) for each in view.get("blocks", ()) if each.get("type") == "input"}
    said = {name: cut(writer.plain(problem), ERROR) for name, problem in form.problems}
    return said if said and set(said) <= asked else None
