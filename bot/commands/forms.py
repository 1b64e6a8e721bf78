"""Forms made from declarations, and forms that come back: whatever was typed stays in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.chat.form import ChoiceField, Field, Form, MomentField, TextField, TickField, UploadField
from bot.chat.message import Option
from bot.chat.text import Command, Text, Words, t
from bot.commands.arguments import Declared, declared, described, label, too_long
from bot.commands.context import Context
from bot.commands.feature import CommandSpec, token
from bot.errors import Refused

RUN = "commands.run"
"""The dispatcher's own token: runs the command that stands after the colon, with the values of the form."""

MOST_OPTIONS = 25
LONGEST_MOMENT = 100
Problems = tuple[tuple[str, Text], ...]


class Wrong(Exception):
    """Fields that need another look, with a sentence each."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(", ".join(name for name, _ in problems))
        self.problems = problems


def form_for(
    ctx: Context,
    spec: CommandSpec,
    typed: Mapping[str, str],
    *,
    leave_out: Collection[str] = (),
    problems: Problems = (),
    meant: Mapping[str, tuple[Option, ...]] | None = None,
) -> Form:
    """Ask for the arguments of a command, with everything typed so far in its place.

    `meant` are, per argument, the values among which one is chosen: what was typed could be each of them.
    """
    unclear = meant or {}
    fields = tuple(
        _field(ctx, spec.name, each, typed.get(each.name, ""), unclear.get(each.name, ()))
        for each in declared(spec.arguments)
        if each.name not in leave_out or typed.get(each.name)
    )
    title = t("form-command", command=Command(spec.name))
    return Form(token(RUN, spec.name), title, fields, t("form-submit"), problems=problems)


def filled(form: Form, values: Mapping[str, str], known: Problems = ()) -> dict[str, str]:
    """The values of a form by field name, each trimmed, complete, short enough and among the choices.

    Otherwise, or when something is `known` to be wrong, Refused with the form as it was filled in and a sentence beside
    each field that needs another look.
    """
    kept = {field.name: values.get(field.name, "").strip() for field in form.fields}
    said = dict(known)
    problems = tuple(
        (field.name, wrong)
        for field in form.fields
        if (wrong := said.get(field.name) or _wrong(field, kept[field.name]))
    )
    if not problems:
        return kept
    only_missing = not known and all(not kept[name] for name, _ in problems)
    text = t("form-incomplete" if only_missing else "form-mistakes")
    raise Refused(text, form=given_back(form, values, problems))


def given_back(form: Form, values: Mapping[str, str], problems: Problems) -> Form:
    """The form as it was filled in, nothing cut, with what is wrong."""
    fields = tuple(replace(field, value=values.get(field.name, "")) for field in form.fields)
    return replace(form, fields=fields, problems=problems)


def _wrong(field: Field, value: str) -> Text | None:
    match field:
        case TickField(required=True) if value != "yes":
            return t("form-must-tick")
        case UploadField(required=True) if not value:
            return t("form-must-upload")
        case TextField() | ChoiceField() | MomentField() if not value:
            missing = t("form-must-choose" if isinstance(field, ChoiceField) else "form-must-fill")
            return missing if field.required else None
        case TextField() if len(value) > field.max_length:
            return too_long(field.label, value, field.max_length).text
        case MomentField() if len(value) > LONGEST_MOMENT:
            return too_long(field.label, value, LONGEST_MOMENT).text
        case ChoiceField():
            chosen = value.split("\n") if field.many else [value]
            return None if set(chosen) <= {option.value for option in field.options} else t("form-must-choose")
        case _:
            return None


def _field(ctx: Context, command: str, each: Declared, typed: str, meant: tuple[Option, ...]) -> Field:
    argument, said = each.argument, described(command, each.name)
    if meant:
        return ChoiceField(each.name, said, meant[:MOST_OPTIONS], "", each.required)
    if argument.shape == "boolean":
        return TickField(each.name, said, "yes" if typed == "yes" else "")
    if argument.shape == "person" and (chosen := ctx.chosen(typed)):
        option = Option(Words(chosen.name or typed), typed)
        return ChoiceField(each.name, said, (option,), typed, each.required)
    if argument.shape == "moment":
        return MomentField(each.name, said, ctx.caller.timezone or "UTC", typed, each.required)
    options = _options(ctx, each)
    if options and (not typed or typed in {option.value for option in options}):
        return ChoiceField(each.name, said, options, typed, each.required)
    hint = t(f"form-hint-{argument.shape}") if argument.shape in ("person", "place", "role") else None
    return TextField(each.name, said, typed, each.required, argument.long, argument.max_length, hint)


def _options(ctx: Context, each: Declared) -> tuple[Option, ...]:
    """Everything there is to choose from, or nothing when it may not be everything."""
    argument = each.argument
    if argument.choices:
        return tuple(Option(label(value), value) for value in argument.choices)
    found = tuple(argument.complete(ctx, "")) if argument.complete else ()
    return found if len(found) < MOST_OPTIONS else ()


def items(text: str) -> tuple[str, ...]:
    """One item a line, without blank ones and bullets."""
    return tuple(line for raw in text.splitlines() if (line := raw.strip().lstrip("-•* ").strip()))


def whole(text: str, least: int, most: int) -> int | None:
    """A whole number within its limits, however its digits are grouped; None for anything else."""
    digits = "".join(text.split())
    return int(digits) if digits.isdecimal() and len(digits) < 10 and least <= int(digits) <= most else None
