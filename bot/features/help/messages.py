"""What one can do here: every command with its sentence, from the registry."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Part, Small, message
from bot.chat.text import Command, Series, Text, t
from bot.commands.arguments import declared, described
from bot.commands.feature import CommandSpec

AUDIENCES = ("everyone", "members", "administrators", "owners")


def overview(commands: Sequence[CommandSpec], audiences: Sequence[str]) -> Message:
    """Everything the reader may do somewhere, by who may; the rest is not shown to keep the list short."""
    parts: list[Part] = [Heading(t("help-title")), Paragraph(t("help-intro"))]
    for audience in AUDIENCES:
        lines: tuple[Text, ...] = tuple(
            t("help-line", command=Command(spec.name), about=described(spec.name))
            for spec in commands
            if spec.audience == audience and audience in audiences
        )
        if lines:
            parts += [Small(t(f"help-audience-{audience}")), Paragraph(Series(lines, "lines"))]
    buttons = (
        Button(t("button-communities"), "membership.list:all/0/"),
        Button(t("button-me"), "settings.me"),
    )
    return message(*parts, Small(t("help-more")), Buttons(buttons))


def one(spec: CommandSpec) -> Message:
    """One command with its arguments."""
    lines: tuple[Text, ...] = tuple(
        t(
            "help-argument" if each.required else "help-argument-optional",
            name=each.name.replace("_", "-"),
            about=described(spec.name, each.name),
        )
        for each in declared(spec.arguments)
    )
    return message(
        Heading(Command(spec.name)),
        Paragraph(described(spec.name)),
        Paragraph(Series(lines, "lines")) if lines else None,
        Small(t(f"help-audience-{spec.audience}")),
    )
