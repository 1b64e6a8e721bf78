"""Forms as Discord's modals: five components at a time, in as many steps as it takes; values come back by field name.

A form that fits at once needs no memory: its modal carries the engine's token, and its components the fields' names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.discord.markup import Writer, cut, size
from adapters.discord.render import OPTIONS, TEXT, options, pages
from bot.chat.drafts import REMOVE, REMOVED
from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField, TickField, UploadField
from bot.chat.message import Message, Option
from bot.chat.text import Words, t

LABEL, INPUT, SELECT, UPLOAD, GROUP = 18, 4, 3, 19, 22
TITLE, NAME, DESCRIPTION, TYPED, HINT = 45, 45, 100, 4000, 100
AT_ONCE = 5
"""Components of one modal: texts to read count like fields (Discord's reference, "Modals")."""

Component = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked for at once; `read` is shown above the fields."""

    fields: tuple[Field, ...]
    read: str = ""


def steps(form: Form, writer: Writer) -> list[Step]:
    """The fields in order, as many at once as fit; long questions are written out above, since labels are short."""
    intro = _intro(form, writer)
    made: list[Step] = []
    waiting = _together(form.fields)
    while waiting or not made:
        head = intro if not made else ""
        taken: list[Field] = []
        while waiting and _fit([*taken, *waiting[0]], head, writer):
            taken += waiting.pop(0)
        made.append(Step(tuple(taken), _above(head, taken, writer)))
    return made


def _together(fields: Sequence[Field]) -> list[tuple[Field, ...]]:
    """What must not be torn apart; files come last, so that nothing has to be kept of them between two steps."""
    uploads = [each for each in fields if isinstance(each, UploadField)]
    files = tuple(shown for each in uploads for shown in (*_box(each), each))
    return [(each,) for each in fields if each not in uploads] + ([files] if files else [])


def _box(field: UploadField) -> Iterator[Field]:
    """A box that removes the file which is held, since Discord's own field for files can only add."""
    if field.held is not None and not field.required:
        label = t("discord-file-remove", name=Words(field.held.name))
        yield TickField(f"{field.name}{REMOVE}", label, "yes" if field.value.startswith(REMOVED) else "")


def _fit(fields: Sequence[Field], head: str, writer: Writer) -> bool:
    return len(fields) <= AT_ONCE - bool(_above(head, fields, writer))


def _intro(form: Form, writer: Writer) -> str:
    """What there is to read before answering, and why the form came back."""
    problems = [writer.text(said) for name, said in form.problems if name == ""]
    laid = pages(Message(form.intro), writer) if form.intro else []
    texts = [each["content"] for page in laid for each in page.components if each["type"] == TEXT]
    return "\n".join([*(f"**{each}**" for each in problems), *texts])


def _above(head: str, fields: Sequence[Field], writer: Writer) -> str:
    long = [writer.text(each.label) for each in fields if size(writer.plain(each.label)) > NAME + DESCRIPTION]
    return cut("\n".join([head, *long]).strip(), TYPED)


def modal(form: Form, step: Step, writer: Writer, *, custom_id: str) -> dict[str, Any]:
    """The answer that opens one step."""
    problems = {name: writer.plain(said) for name, said in form.problems if name}
    read = [{"type": TEXT, "content": step.read}] if step.read else []
    fields = [_labelled(each, writer, problems.get(each.name, "")) for each in step.fields]
    return {
        "custom_id": custom_id,
        "title": writer.plain(form.title, TITLE) or "…",
        "components": [*read, *fields] or [{"type": TEXT, "content": writer.plain(form.submit) or "…"}],
    }


def _labelled(field: Field, writer: Writer, problem: str) -> Component:
    label = writer.plain(field.label)
    hint = writer.plain(field.hint) if field.hint else ""
    rest = label if size(label) > NAME else ""
    about = problem or rest or hint
    made: Component = {"type": LABEL, "label": cut(label, NAME) or "…", "component": _component(field, writer)}
    if about:
        made["description"] = cut(f"⚠ {about}" if problem else _brief(about), DESCRIPTION)
    return made


def _brief(hint: str) -> str:
    """So many whole sentences as there is room for; where these say little, whole words."""
    if size(hint) <= DESCRIPTION:
        return hint
    ends = [each.start() for each in re.finditer(r"(?<=[.!?])\s", hint) if size(hint[: each.start()]) <= DESCRIPTION]
    if ends and ends[-1] > DESCRIPTION // 2:
        return hint[: ends[-1]]
    return f"{cut(hint, DESCRIPTION).rpartition(' ')[0]}…"


def _component(field: Field, writer: Writer) -> Component:
    match field:
        case TextField(long=long, max_length=limit):
            return _input(field, long=long or limit > 200, limit=limit)
        case MomentField(zone=zone):
            return {**_input(field, long=False, limit=100), "placeholder": cut(zone, HINT)}
        case TickField():
            return _ticks(field, (Option(field.label, "yes"),), writer, many=False)
        case ChoiceField(options=given, many=many) if many and len(given) <= 10:
            return _ticks(field, given, writer, many=True)
        case ChoiceField(options=given) if len(given) > OPTIONS:
            return _input(field, long=False, limit=HINT)
        case UploadField():
            needed = field.required and field.held is None
            return {
                "type": UPLOAD, "custom_id": field.name, "required": needed, "min_values": int(needed), "max_values": 1,
            }  # fmt: skip
        case ChoiceField(options=given, many=many):
            chosen = field.value.split("\n") if many else [field.value]
            most = len(given) if many else 1
            return {
                "type": SELECT, "custom_id": field.name, "required": field.required, "max_values": most,
                "min_values": int(field.required), "options": options(given, writer, chosen=chosen),
            }  # fmt: skip


def _input(field: TextField | MomentField | ChoiceField, *, long: bool, limit: int) -> Component:
    """A text that is too long already stays whole, so that it can be shortened instead of typed again."""
    value = field.value
    while size(value) > TYPED:
        value = value[:-1]
    made: Component = {
        "type": INPUT, "custom_id": field.name, "style": 2 if long else 1, "required": field.required,
        "max_length": min(TYPED, max(limit, size(value), 1)),
    }  # fmt: skip
    if value:
        made["value"] = value
    return made


def _ticks(field: TickField | ChoiceField, given: Sequence[Option], writer: Writer, *, many: bool) -> Component:
    chosen = field.value.split("\n")
    return {
        "type": GROUP, "custom_id": field.name, "required": field.required, "min_values": int(field.required),
        "max_values": len(given) if many else 1, "options": options(given, writer, chosen=chosen),
    }  # fmt: skip


def values(components: object) -> dict[str, str]:
    """What was typed and chosen in a modal that was sent, by field name, without its files.

    Whatever is of no known shape is left out.
    """
    return dict(_values(components))


def _values(components: object) -> Iterator[tuple[str, str]]:
    for each in components if isinstance(components, list) else ():
        if not isinstance(each, Mapping):
            continue
        inner = each.get("component")
        yield from _values([inner] if inner is not None else each.get("components"))
        name = each.get("custom_id")
        if isinstance(name, str) and each.get("type") != UPLOAD:
            if isinstance(chosen := each.get("values"), list):
                yield name, "\n".join(str(value) for value in chosen)
            elif (value := each.get("value")) is not None:
                yield name, ("yes" if value else "") if isinstance(value, bool) else str(value)
