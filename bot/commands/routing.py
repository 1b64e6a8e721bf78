"""Which function answers what happened: permission first, then arguments, then the feature; all inside one unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.chat.inbound import (
    Addressed,
    ButtonPressed,
    CommandUsed,
    Completing,
    Erased,
    FormSent,
    Inbound,
    Reacted,
    ShortcutUsed,
    Unreacted,
)
from bot.chat.message import Button, Buttons, Option, Paragraph, message
from bot.chat.reply import OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Command, Series, T, Words, t
from bot.commands import uploads
from bot.commands.arguments import called, declared, label, said
from bot.commands.context import Context
from bot.commands.feature import Answered, CommandSpec, FormSpec, PressSpec, ReactionSpec, ShortcutSpec, token
from bot.commands.forms import RUN, filled, given_back
from bot.commands.parse import Labels
from bot.commands.reading import Asked, read_arguments, said_again, typed_arguments
from bot.commands.registry import DIRECT, Registry
from bot.db.tx import Tx
from bot.errors import Over, Refused
from bot.i18n import ENGLISH, Catalogue
from bot.jobs.outbox import card_at

MOST_OPTIONS = 25


class Unwelcome(Exception):
    """An emoji under a card by somebody who may not: it is taken off, and nothing is said."""


@dataclass(frozen=True, slots=True)
class Router:
    """Finds and calls what a feature declared; knows nothing of transactions, repetition or failure."""

    registry: Registry
    catalogue: Catalogue

    def concerns_us(self, tx: Tx, inbound: Inbound) -> bool:
        """Whether anything answers to this at all; asked before anybody is made known for it."""
        if isinstance(inbound, Addressed):
            return True
        if isinstance(inbound, Reacted | Unreacted):
            return self.reaction(tx, inbound) is not None
        if isinstance(inbound, Erased) and card_at(tx, inbound.message) is None:
            return False
        return type(inbound) in self.registry.events

    def answer(self, ctx: Context, inbound: Inbound) -> Answered:
        """What the features say; raises Refused, and Unwelcome for an emoji."""
        match inbound:
            case CommandUsed():
                return self._command(ctx, inbound)
            case ShortcutUsed():
                return self._shortcut(ctx, inbound)
            case ButtonPressed():
                return self._press(ctx, inbound)
            case FormSent():
                return self._form(ctx, inbound)
            case Reacted():
                return self._react(ctx, inbound)
            case _:
                replies = [listen(ctx, inbound) for listen in self.registry.events.get(type(inbound), ())]
                return _together(replies)

    def options(self, ctx: Context, question: Completing) -> Sequence[Option]:
        """At most 25 values for the argument being typed."""
        spec = self.registry.commands.get(question.command)
        arguments = declared(spec.arguments) if spec else ()
        each = next((each for each in arguments if each.name == question.argument), None)
        if each is None:
            return ()
        argument = each.argument
        if argument.complete is not None:
            return tuple(argument.complete(ctx, question.typed))[:MOST_OPTIONS]
        values = ("yes", "no") if argument.shape == "boolean" else argument.choices
        wanted, labels = question.typed.strip().casefold(), self._labels(ctx)
        return [
            Option(label(value), value)
            for value in values
            if any(wanted in called.casefold() for called in (value, *labels(value)))
        ][:MOST_OPTIONS]

    def _command(self, ctx: Context, used: CommandUsed) -> Answered:
        spec, rest = self._find(used.name, used.text)
        if used.arguments:
            return self._run(ctx, spec, used.arguments, from_form=False)
        try:
            args = typed_arguments(ctx, spec, rest, self._labels(ctx), self._names)
        except Asked as asked:
            return asked.reply
        return _permitted(ctx, spec, args)

    def _shortcut(self, ctx: Context, used: ShortcutUsed) -> Answered:
        spec = self.registry.shortcuts.get(used.name)
        if spec is None:
            raise Refused(t("dispatch-old-shortcut"))
        return _permitted(ctx, spec, used)

    def _press(self, ctx: Context, pressed: ButtonPressed) -> Answered:
        action, _, argument = pressed.token.partition(":")
        command, typed = said_again(argument)
        if action == RUN and command in self.registry.commands:
            return self._run(ctx, self.registry.commands[command], typed, from_form=False)
        spec = self.registry.presses.get(action)
        if spec is None:
            raise Refused(t("dispatch-old-button"))
        return _permitted(ctx, spec, argument)

    def _form(self, ctx: Context, sent: FormSent) -> Answered:
        action, _, argument = sent.token.partition(":")
        if action == RUN and argument in self.registry.commands:
            return self._run(ctx, self.registry.commands[argument], sent.values, from_form=True)
        spec = self.registry.forms.get(action)
        if spec is None:
            raise Refused(t("dispatch-old-form"))
        spec.allow(ctx, argument)
        return _sent(ctx, spec, argument, sent)

    def _run(self, ctx: Context, spec: CommandSpec, values: Mapping[str, str], *, from_form: bool) -> Answered:
        try:
            args = read_arguments(ctx, spec, values, self._labels(ctx), from_form=from_form)
        except Asked as asked:
            return asked.reply
        return _permitted(ctx, spec, args)

    def _react(self, ctx: Context, reacted: Reacted) -> Answered:
        found = self.reaction(ctx.tx, reacted)
        if found is None:
            return Silence()
        spec, subject = found
        press = self.registry.presses[spec.token]
        try:
            press.allow(ctx, subject)
        except Refused as refused:
            raise Unwelcome from refused
        reply = press.run(ctx, subject)
        if isinstance(reply, OpenForm):
            button = Button(t("button-continue"), token(spec.token, subject), "primary")
            what = (Paragraph(reply.form.title), *reply.form.intro[:1], Paragraph(t("dispatch-one-more-step")))
            return Whisper(message(*what, Buttons((button,))))
        return reply

    def reaction(self, tx: Tx, reacted: Reacted | Unreacted) -> tuple[ReactionSpec, str] | None:
        """What an emoji means where it was put, and the id of the card's subject."""
        if not self.registry.means_something(reacted.emoji):
            return None
        kind, _, subject = (card_at(tx, reacted.message) or "").partition(":")
        spec = self.registry.reaction(kind, reacted.emoji)
        return (spec, subject) if spec else None

    def _find(self, name: str, text: str) -> tuple[CommandSpec, str]:
        """The command meant by a name and the text after it, and the text that is left for its arguments."""
        commands = self.registry.commands
        called = " ".join(name.casefold().removeprefix("/").split())
        first, rest = [*text.split(None, 1), "", ""][:2]
        if f"{called} {first.casefold()}" in commands:
            return commands[f"{called} {first.casefold()}"], rest
        if called in commands:
            return commands[called], text
        if f"{DIRECT} {called}" in commands:
            return commands[f"{DIRECT} {called}"], text
        verbs = self.registry.verbs(called)
        if verbs:
            raise Refused(_no_such_verb(called, first, verbs))
        raise Refused(_no_such_command(called, self._may_be_meant()))

    def _may_be_meant(self) -> dict[str, str]:
        """What a person may type first, with the command it stands for."""
        direct = {verb: f"{DIRECT} {verb}" for verb in self.registry.verbs(DIRECT)}
        return direct | {first: first for first in sorted({name.split(" ")[0] for name in self.registry.commands})}

    def _names(self, argument: str) -> Iterable[str]:
        """How an argument is called in every language: whoever reads one may have learned it in another."""
        name = called("", argument)
        return [self.catalogue.plain(name, each) for each in self.catalogue.languages if self.catalogue.has(name.key)]

    def _labels(self, ctx: Context) -> Labels:
        """How a choice is called in the reader's language and in English."""

        def labels(value: str) -> Iterable[str]:
            if not self.catalogue.has(f"choice-{value}"):
                return ()
            return {self.catalogue.plain(label(value), locale) for locale in (ctx.locale, ENGLISH)}

        return labels


def _permitted(ctx: Context, spec: CommandSpec | ShortcutSpec | PressSpec, subject: object) -> Answered:
    spec.allow(ctx, subject)
    return spec.run(ctx, subject)  # type: ignore[arg-type]  # a press gets its token's argument, a command its own


def _sent(ctx: Context, spec: FormSpec, argument: str, sent: FormSent) -> Answered:
    """What a form that can be drawn again refuses comes back in it, unless it is over; others keep what they were sent
    themselves."""
    if spec.draw is None:
        return spec.run(ctx, argument, sent.values)
    form = spec.draw(ctx, argument)
    values, problems = uploads.taken(ctx, form, sent)
    kept = filled(form, values, problems)
    try:
        return spec.run(ctx, argument, kept)
    except Refused as refused:
        if refused.form is not None or isinstance(refused, Over):
            raise
        back = given_back(form, values, (("", refused.text),))
        raise Refused(refused.text, *refused.buttons, form=back) from refused


def _together(replies: Iterable[Answered]) -> Answered:
    """One reply of what several features say about the same event."""
    spoken = [reply for reply in replies if not isinstance(reply, Silence)]
    messages = [reply.message for reply in spoken if isinstance(reply, Whisper | Redraw)]
    if len(messages) > 1:
        return Whisper(replace(messages[0], parts=tuple(part for each in messages for part in each.parts)))
    return spoken[0] if spoken else Silence()


def _no_such_verb(group: str, typed: str, verbs: Sequence[str]) -> T:
    command, offered = Command(group), Series(tuple(Command(f"{group} {verb}") for verb in verbs), "commas")
    if not typed:
        return t("dispatch-verb-missing", command=command, verbs=offered)
    near = get_close_matches(typed.casefold()[:40], verbs, n=1)
    if near:
        meant = Command(f"{group} {near[0]}")
        return t("dispatch-unknown-verb-near", command=command, typed=said(typed), near=meant, verbs=offered)
    return t("dispatch-unknown-verb", command=command, typed=said(typed), verbs=offered)


_NAME = re.compile(r"[\w-]{1,40}")
"""What could be the name of a command, and so is written as commands are typed there."""


def _no_such_command(called: str, names: Mapping[str, str]) -> T:
    typed: Command | Words = Command(called) if _NAME.fullmatch(called) else said(f"/{called}")
    near = get_close_matches(called[:40], names, n=1)
    if near:
        return t("dispatch-unknown-command-near", typed=typed, near=Command(names[near[0]]))
    return t("dispatch-unknown-command", typed=typed)
