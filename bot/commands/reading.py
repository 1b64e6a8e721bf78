"""From raw values to a command's arguments: read, implied, or asked for; nothing typed is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlencode

from bot.chat.message import Button, Message, say
from bot.chat.reply import OpenForm, Whisper
from bot.chat.text import Command, Series, Text, t
from bot.chat.words import tidy
from bot.commands.arguments import Declared, called, declared, described, label, said, too_long
from bot.commands.context import Context
from bot.commands.feature import LONGEST_TOKEN, CommandSpec
from bot.commands.forms import MOST_OPTIONS, RUN, form_for
from bot.commands.parse import Labels, Parsed, free, names_in
from bot.commands.parse import parse as take_apart
from bot.errors import Refused, Several


class Asked(Exception):
    """Arguments are missing, wrong or not clear: the person is asked for them; that is an answer, not a refusal."""

    def __init__(self, reply: OpenForm | Whisper) -> None:
        super().__init__(reply.kind)
        self.reply = reply


def typed_arguments(ctx: Context, spec: CommandSpec, text: str, labels: Labels, names: Labels) -> Any:
    """Read what was typed after a command.

    A first word that cannot be what its place says, where the channel or the only membership says it already, belongs
    to the next argument: `/members Ada` looks for Ada in the community of this channel. Where no other argument takes
    it, it is a slip of the hand: `/community hide tidse` never hides the community of this channel. So it is where it
    would be a message to somebody and does not read like one: `/invite Ada tidse` never invites Ada to this one.

    A person has the longest name that the words can be, as a first name is one too.

    `names` is how arguments may be called besides their own names; what is written as one and is none is said.
    """
    arguments = declared(spec.arguments)
    parse = partial(take_apart, arguments=arguments, labels=labels, names=names)
    parsed = parse(text)
    for each in arguments[:-1]:
        typed = parsed.values.get(each.name, "")
        by_place = each.argument.shape == "person" and each.name in parsed.placed and ctx.chosen(typed) is None
        if by_place and (whole := _whole_name(ctx, each, typed, text)):
            text, parsed = whole, parse(whole)
    read: dict[str, Any] = {}
    while misread := _misread(ctx, arguments, parsed, read):
        read.clear()
        if whole := _whole_name(ctx, misread, parsed.values[misread.name], text):
            text, parsed = whole, parse(whole)
            continue
        if misread.argument.implied is not None and misread.argument.implied(ctx) is not None:
            without = parse(text, skip=misread.name)
            parsed = parsed if without.left or _is_slip(arguments, parsed, without) else without
        break
    parsed = _whole_stranger(ctx, arguments, _wrong_choice(ctx, arguments, parsed))
    _refuse_unknown_names(ctx, spec, parsed)
    return read_arguments(ctx, spec, parsed.values, labels, read=read)


def _wrong_choice(ctx: Context, arguments: tuple[Declared, ...], parsed: Parsed) -> Parsed:
    """`/community mode tides bogus`: what follows a name and is no part of it is meant as the missing choice."""
    waiting = [
        each
        for each in arguments
        if (each.argument.choices or each.argument.shape == "boolean") and each.name not in parsed.values
    ]
    for each in arguments:
        words = parsed.values.get(each.name, "").split()
        named = each.argument.read is not None and each.name in parsed.placed and not free(each)
        if not named or len(waiting) != 1 or len(words) < 2 or _readable(ctx, each, " ".join(words)):
            continue
        for count in range(len(words) - 1, 0, -1):
            if _readable(ctx, each, " ".join(words[:count])):
                meant = {each.name: " ".join(words[:count]), waiting[0].name: " ".join(words[count:])}
                return replace(parsed, values=parsed.values | meant)
    return parsed


def _whole_stranger(ctx: Context, arguments: tuple[Declared, ...], parsed: Parsed) -> Parsed:
    """`/invite Jules Moreau`, where neither word means anything: the two are one name of somebody who is not known."""
    for each, after in pairwise(arguments):
        first, second = parsed.values.get(each.name, ""), parsed.values.get(after.name, "")
        both = each.name in parsed.placed and after.name in parsed.placed and not free(after)
        by_name = each.argument.shape == "person" and both and ctx.chosen(first) is None
        if by_name and not (_readable(ctx, each, first) or _readable(ctx, after, second)):
            kept = {name: value for name, value in parsed.values.items() if name != after.name}
            placed = tuple(name for name in parsed.placed if name != after.name)
            return replace(parsed, values=kept | {each.name: f"{first} {second}"}, placed=placed)
    return parsed


def _refuse_unknown_names(ctx: Context, spec: CommandSpec, parsed: Parsed) -> None:
    """`langage:fr` where no argument is called so: Refused with how they are called, unless it can be read as it is."""
    arguments = declared(spec.arguments)
    unknown = names_in(" ".join(parsed.left))
    for each in arguments:
        if each.name in parsed.placed and not free(each):
            found = names_in(parsed.values[each.name])
            unknown += found if found and not _readable(ctx, each, parsed.values[each.name]) else []
    if unknown and not arguments:
        raise Refused(t("arguments-none", typed=said(unknown[0]), command=Command(spec.name)))
    if unknown:
        names = Series(tuple(called(spec.name, each.name) for each in arguments))
        raise Refused(t("arguments-unknown-name", typed=said(unknown[0]), command=Command(spec.name), names=names))


def _readable(ctx: Context, each: Declared, typed: str) -> bool:
    try:
        if each.argument.read is not None:
            each.argument.read(ctx, typed)
    except Several:
        return True
    except Refused:
        return False
    return True


def read_arguments(
    ctx: Context,
    spec: CommandSpec,
    typed: Mapping[str, str],
    labels: Labels,
    *,
    from_form: bool = False,
    read: Mapping[str, Any] | None = None,
) -> Any:
    """The dataclass of a command's arguments; raises Asked or Refused with everything typed in the form.

    `read` holds what has been read already.
    """
    values: dict[str, Any] = dict(read or {})
    implied: list[str] = []
    missing: list[str] = []
    problems: list[tuple[str, Refused]] = []
    unclear: list[tuple[str, Several]] = []
    for each in declared(spec.arguments):
        raw = typed.get(each.name, "").strip()
        if each.name in values:
            continue
        if raw:
            try:
                values[each.name] = _read(ctx, spec.name, each, raw, labels)
            except Several as several:
                unclear.append((each.name, several))
            except Refused as refused:
                problems.append((each.name, refused))
        elif (found := each.argument.implied(ctx) if each.argument.implied else None) is not None:
            values[each.name] = found
            implied.append(each.name)
        elif each.required:
            if each.argument.nothing is not None and not from_form:
                each.argument.nothing(ctx)
            try:
                if each.argument.which is not None and not from_form:
                    each.argument.which(ctx)
                missing.append(each.name)
            except Several as several:
                unclear.append((each.name, several))
    if from_form:
        problems += [(name, Refused(t("form-must-fill"))) for name in missing]
    alone = len(unclear) == 1 and not (problems or missing)
    if alone and (question := _which(spec, typed, *unclear[0])) is not None:
        raise Asked(Whisper(question))
    problems += unclear
    if problems:
        refusal = _refused(ctx, spec, typed, problems, implied=implied, from_form=from_form)
        if ctx.named and refusal.form is not None:
            _could_be_right(ctx, spec, problems)
            raise Asked(OpenForm(refusal.form))
        raise refusal
    if missing:
        raise Asked(OpenForm(form_for(ctx, spec, typed, leave_out=implied)))
    return spec.arguments(**values)


def _which(spec: CommandSpec, typed: Mapping[str, str], name: str, several: Several) -> Message | None:
    """Asks what is meant, with a button for each that says the command again; None where that is too long for one."""
    said_again = [
        f"{RUN}:{spec.name}?{urlencode({**{key: value for key, value in typed.items() if value}, name: each.value})}"
        for each in several.meant
    ]
    if len(said_again) > MOST_OPTIONS or any(len(token) > LONGEST_TOKEN for token in said_again):
        return None
    labels = (each.label for each in several.meant)
    return say(several.text, *(Button(label, token) for label, token in zip(labels, said_again, strict=True)))


def said_again(argument: str) -> tuple[str, dict[str, str]]:
    """The command that such a button says, and what is typed with it."""
    command, _, typed = argument.partition("?")
    return command, {name: tidy(value) for name, value in parse_qsl(typed)}


def _could_be_right(ctx: Context, spec: CommandSpec, problems: list[tuple[str, Refused]]) -> None:
    """Raises Refused where no other answer could be right.

    Otherwise the form is an answer, so that whom the platform let somebody choose is still known when it comes back.
    """
    wrong = {name for name, _ in problems}
    for each in declared(spec.arguments):
        if each.name in wrong and each.argument.nothing is not None:
            each.argument.nothing(ctx)


def _misread(
    ctx: Context, arguments: tuple[Declared, ...], parsed: Parsed, read: dict[str, Any]
) -> Declared | None:
    """The first argument found by its place that cannot be read, where others might take its words.

    What could be read is put into `read`, so that it is not asked for twice.
    """
    for each in arguments[:-1]:
        argument, typed = each.argument, parsed.values.get(each.name, "")
        named = argument.shape in ("text", "person") and each.name in parsed.placed
        if argument.read and named and len(typed) <= argument.max_length:
            try:
                read[each.name] = argument.read(ctx, typed)
            except Several:
                continue
            except Refused:
                return each
    return None


_SHORT_NAME = re.compile(r"\S+$|[a-z0-9]+(-[a-z0-9]+)+(?!\S)")
"""What is a name and no message: one word alone, or first a word as only short names are written, `gender-group`."""


def _is_slip(arguments: tuple[Declared, ...], parsed: Parsed, without: Parsed) -> bool:
    """Whether words that would become a message to somebody are rather a name mistyped before one, or without one."""
    return any(
        _SHORT_NAME.match(without.values[each.name]) or each.name in parsed.values.keys() - set(parsed.placed)
        for each in arguments
        if each.argument.long and without.values.get(each.name, "") not in ("", parsed.values.get(each.name))
    )


MOST_WORDS = 8
"""Words of the longest name that is understood without quotation marks before other words."""


def _whole_name(ctx: Context, misread: Declared, typed: str, text: str) -> str:
    """The text with the name of several words that begins with `typed` in quotation marks; "" when none does."""
    every = list(re.finditer(r"\S+", text))
    words = next((every[at:] for at, each in enumerate(every) if each[0] == typed), [])
    if misread.argument.read is None or not words:
        return ""
    for count in range(min(len(words), MOST_WORDS), 1, -1):
        name = " ".join(each[0] for each in words[:count])
        if len(name) <= misread.argument.max_length:
            try:
                misread.argument.read(ctx, name)
            except Several:
                pass
            except Refused:
                continue
            return f'{text[: words[0].start()]}"{name}"{text[words[count - 1].end() :]}'
    return ""


def _refused(
    ctx: Context,
    spec: CommandSpec,
    typed: Mapping[str, str],
    problems: list[tuple[str, Refused]],
    *,
    implied: list[str],
    from_form: bool,
) -> Refused:
    """One wrong word alone gets its sentence; with more at stake the form comes back with all of it."""
    first = problems[0][1]
    at_stake = [name for name, value in typed.items() if value.strip()]
    meant = {name: several.meant for name, several in problems if isinstance(several, Several)}
    if not from_form and not meant and len(at_stake) == 1 and len(typed[at_stake[0]]) <= _SHORT:
        return first
    beside: tuple[tuple[str, Text], ...] = tuple((name, refused.text) for name, refused in problems)
    form = form_for(ctx, spec, typed, leave_out=implied, problems=beside, meant=meant)
    return Refused(first.text, *first.buttons, form=form)


_SHORT = 80
"""What is typed again faster than corrected, in characters."""


def _read(ctx: Context, command: str, each: Declared, raw: str, labels: Labels) -> Any:
    argument = each.argument
    if len(raw) > argument.max_length:
        raise too_long(described(command, each.name), raw, argument.max_length)
    value: Any = raw
    if argument.shape == "integer":
        value = _number(raw)
    elif argument.shape == "boolean":
        value = _yes(raw, labels)
    elif argument.choices:
        value = _choice(raw, argument.choices, labels)
    return argument.read(ctx, value if argument.choices else raw) if argument.read else value


def _number(raw: str) -> int:
    digits = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)", "", raw)
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", digits):
        raise Refused(t("arguments-not-a-number", typed=said(raw)))
    return int(digits)


def _unhyphened(word: str) -> str:
    """`semi private` is `semi-private`."""
    return " ".join(word.casefold().replace("-", " ").split())


def _yes(raw: str, labels: Labels) -> bool:
    for value, words in (("yes", ("true", "on", "1", "y")), ("no", ("false", "off", "0", "n"))):
        if raw.casefold() in (value, *words, *(word.casefold() for word in labels(value))):
            return value == "yes"
    raise Refused(t("arguments-not-yes-or-no", typed=said(raw)))


def _choice(raw: str, choices: tuple[str, ...], labels: Labels) -> str:
    wanted = _unhyphened(raw)
    for value in choices:
        if wanted in map(_unhyphened, (value, *labels(value))):
            return value
    offered = Series(tuple(label(value) for value in choices), "or")
    raise Refused(t("arguments-not-a-choice", typed=said(raw), choices=offered))
