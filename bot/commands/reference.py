"""The command reference, written from the declarations, so that it cannot say what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.text import Param, T, t
from bot.commands.arguments import Declared, declared, described, label
from bot.commands.feature import CommandSpec
from bot.commands.registry import AUDIENCES, Registry
from bot.i18n import ENGLISH, Catalogue


def write_reference(registry: Registry, catalogue: Catalogue, locale: str = ENGLISH) -> str:
    """Markdown: every command by audience with its arguments, then shortcuts, buttons and emoji; always the same."""
    return "\n".join(_Writer(registry, catalogue, locale).lines()) + "\n"


class _Writer:
    def __init__(self, registry: Registry, catalogue: Catalogue, locale: str) -> None:
        self.registry = registry
        self.catalogue = catalogue
        self.locale = locale

    def lines(self) -> Iterator[str]:
        yield from ("# " + self._say("reference-title"), "", self._say("reference-intro"))
        for audience in AUDIENCES:
            specs = sorted((s for s in self.registry.commands.values() if s.audience == audience), key=_by_name)
            if specs:
                yield from ("", "## " + self._say(f"reference-for-{audience}"))
            for spec in specs:
                yield from self._command(spec)
        yield from self._shortcuts()
        yield from self._buttons()
        yield from self._emoji()

    def _command(self, spec: CommandSpec) -> Iterator[str]:
        arguments = declared(spec.arguments)
        usage = " ".join([f"/{spec.name}", *(_usage(each) for each in arguments)])
        about = self.catalogue.plain(described(spec.name), self.locale)
        yield from ("", f"### /{spec.name}", "", f"`{usage}`", "", about)
        if arguments:
            head = [self._say(f"reference-{name}") for name in ("argument", "meaning", "values")]
            yield from ("", _row(head), _row(["---"] * 3))
        for each in arguments:
            about = self.catalogue.plain(described(spec.name, each.name), self.locale)
            yield _row([f"`{each.name}`", about, self._values(each)])

    def _values(self, each: Declared) -> str:
        argument = each.argument
        if argument.choices:
            said = self._say("reference-one-of", values=", ".join(self._choice(value) for value in argument.choices))
        elif argument.shape == "text":
            said = self._say("reference-text", limit=argument.max_length)
        else:
            said = self._say(f"reference-{argument.shape}")
        if argument.implied:
            return self._say("reference-implied", values=said)
        return said if each.required else self._say("reference-optional", values=said)

    def _choice(self, value: str) -> str:
        called = self.catalogue.plain(label(value), self.locale)
        return f"`{value}`" if called == value else f"`{value}` ({called})"

    def _shortcuts(self) -> Iterator[str]:
        if self.registry.shortcuts:
            yield from ("", "## " + self._say("reference-shortcuts"), "")
        for name, spec in sorted(self.registry.shortcuts.items()):
            yield f"- **{self.catalogue.plain(T(spec.key, {}), self.locale)}** `{name}`"

    def _buttons(self) -> Iterator[str]:
        # A label that counts is shown as it reads for two.
        labelled = sorted(
            (self.catalogue.plain(t(f"button-{name}", count=2), self.locale), token)
            for token in self.registry.presses
            if self.catalogue.has(f"button-{(name := token.split('.')[1])}")
        )
        if labelled:
            yield from ("", "## " + self._say("reference-buttons"), "")
            yield from (f"- **{said}** `{token}`" for said, token in labelled)

    def _emoji(self) -> Iterator[str]:
        if self.registry.reactions:
            yield from ("", "## " + self._say("reference-emoji"), "")
        for spec in sorted(self.registry.reactions.values(), key=lambda each: (each.card, each.token)):
            yield f"- {spec.emoji} {self._say('reference-under', card=spec.card)} `{spec.token}`"

    def _say(self, key: str, **params: Param) -> str:
        return self.catalogue.plain(t(key, **params), self.locale)


def _by_name(spec: CommandSpec) -> str:
    return spec.name


def _usage(each: Declared) -> str:
    return each.name if each.required and not each.argument.implied else f"[{each.name}]"


def _row(cells: list[str]) -> str:
    """One row of a table; a bar or a line end inside a cell would end it."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
