"""/help, made from what every other feature declares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import make_dataclass
from typing import Annotated, Any

from bot.chat.message import Option
from bot.chat.reply import Whisper
from bot.chat.text import Command, Words, t
from bot.commands.arguments import Argument
from bot.commands.context import Context
from bot.commands.feature import Answered, CommandSpec, Feature, anyone
from bot.errors import Refused
from bot.features.help import messages
from bot.features.membership import service as membership
from bot.features.membership.model import Role


def help_for(features: Callable[[], Sequence[Feature]]) -> Feature:
    """The feature that explains all of them, itself included; they are asked for when somebody needs help."""
    feature = Feature("help")

    def specs() -> list[CommandSpec]:
        return [spec for each in features() for spec in each.commands]

    def complete(ctx: Context, typed: str) -> Sequence[Option]:
        wanted = typed.removeprefix("/").casefold()
        return [Option(Command(spec.name), spec.name) for spec in specs() if wanted in spec.name][:25]

    topic = Argument("text", complete=complete, max_length=60)

    arguments = make_dataclass("HelpArgs", [("topic", Annotated[str, topic], "")], frozen=True)

    @feature.command("help", arguments, allow=anyone)
    def show_help(ctx: Context, args: Any) -> Answered:
        """Everything the caller may do, or one command."""
        known = specs()
        if not args.topic:
            return Whisper(messages.overview(known, _audiences(ctx)))
        wanted = args.topic.strip().removeprefix("/").casefold()
        found = next((spec for spec in known if spec.name == wanted), None)
        if found is None:
            raise Refused(t("help-no-such-topic", typed=Words(args.topic[:60])))
        return Whisper(messages.one(found))

    return feature


def _audiences(ctx: Context) -> tuple[str, ...]:
    roles = {each.role for each in membership.of_person(ctx.tx, ctx.caller.id)}
    found = ["everyone"]
    if roles or ctx.caller.owner:
        found.append("members")
    if roles & {Role.ADMINISTRATOR, Role.REVIEWER} or ctx.caller.owner:
        found.append("administrators")
    if ctx.caller.owner:
        found.append("owners")
    return tuple(found)
