"""What is to be typed in chat, as the platforms of a configuration take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.chat.port import WritesCommands

Said = Callable[[str, Mapping[str, str]], str]
"""(command, what is given for its arguments, by their names in order) → as it is typed."""


def in_chat(platforms: Mapping[str, object]) -> Said:
    """Where the platforms differ each way is told, with its platform; None is one that could not be asked."""

    def said(command: str, arguments: Mapping[str, str]) -> str:
        ways: dict[str, list[str]] = {}
        for name, each in platforms.items():
            way = each.typed(command, arguments) if isinstance(each, WritesCommands) else usual(command, arguments)
            ways.setdefault(way, []).append(name)
        if len(ways) < 2:
            return next(iter(ways), usual(command, arguments))
        return ", ".join(f"{way} ({_named(names)})" for way, names in ways.items())

    return said


def usual(command: str, arguments: Mapping[str, str]) -> str:
    """Its arguments in order, as every platform takes them whose commands are text."""
    return " ".join((f"/{command}", *arguments.values()))


def _named(platforms: Iterable[str]) -> str:
    return ", ".join(platforms)
