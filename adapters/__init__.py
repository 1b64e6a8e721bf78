"""Where Palabre meets chat platforms: only here may one be named, and its library loads only when configured."""

from __future__ import annotations

import shlex
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol

from bot.chat.port import Manifest, Memory, Platform
from bot.commands.feature import CommandSpec, ShortcutSpec
from bot.errors import OperatorError
from bot.i18n import Catalogue

GROUP = "palabre.adapters"
"""The entry point group in which third parties name their adapters: `name = "package.module:build"`."""


class Clock(Protocol):
    """The time of this process; only a platform that is a playground may move it."""

    @property
    def ahead(self) -> timedelta: ...

    def now(self) -> datetime: ...

    def forward(self, by: timedelta) -> None: ...


@dataclass(frozen=True, slots=True)
class Kit:
    """What an adapter is built from. `section` is its part of the configuration, with secrets in clear.

    `moved` keeps how far the clock was moved, so that a restart does not set it back. `memory` outlives restarts.
    `preview` lives so many days through in a copy, for a community or "" for all: a line for each message.
    """

    name: str
    section: Mapping[str, Any]
    catalogue: Catalogue
    commands: tuple[CommandSpec, ...]
    shortcuts: tuple[ShortcutSpec, ...]
    clock: Clock
    moved: Callable[[timedelta], Awaitable[None]]
    memory: Memory
    preview: Callable[[str, int], Awaitable[list[str] | None]] | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What a manifest is made from. `section` is empty as long as nothing is configured.

    `name` is what the bot is called; `public_url` is how the outside reaches it, "" where nothing says so. `http`: the
    platform is to call us there, though nothing else that is configured says so yet.
    """

    section: Mapping[str, Any]
    catalogue: Catalogue
    commands: tuple[CommandSpec, ...]
    shortcuts: tuple[ShortcutSpec, ...]
    name: str = "Palabre"
    public_url: str = ""
    http: bool = False


Build = Callable[[Kit], Platform]


def installed() -> tuple[str, ...]:
    """The adapters of third parties that are installed here."""
    return tuple(sorted({each.name for each in entry_points(group=GROUP)} - set(_OURS)))


def load(kits: Mapping[str, Kit]) -> dict[str, Platform]:
    """Build an adapter for each platform that is configured; nothing of the others is imported."""
    return {name: _find(name)(kit) for name, kit in kits.items()}


def refuse(name: str, section: Mapping[str, Any]) -> None:
    """OperatorError where an adapter that makes files could not be built; makes none."""
    if name == "playground":
        _imported("adapters.playground.platform", name).refuse(
            section["listen"], store=section["store"], world=section["world"]
        )


async def manifest(name: str, ask: Asking) -> Manifest:
    """What a platform is to be told about us before it lets us in."""
    if name not in _MANIFESTS:
        raise OperatorError(f"There is no manifest for {name}.", f"Type: palabre manifest {' or '.join(_MANIFESTS)}")
    if ask.http and name not in _CALLING:
        raise OperatorError(f"Nothing of {name} can come by HTTP.", f"Type: palabre manifest {name}")
    return await _MANIFESTS[name](ask)


def _find(name: str) -> Build:
    if name in _OURS:
        return _OURS[name]
    for each in entry_points(group=GROUP, name=name):
        build: Build = each.load()
        return build
    raise OperatorError(
        f"[{name}] is configured, but there is no adapter for {name}.",
        f"Install one that names itself {name!r} in the entry point group {GROUP!r}, or remove the section.",
    )


def _imported(module: str, needs: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("adapters", "bot"):
            raise
        raise OperatorError(
            f"The package {error.name}, which [{needs}] needs, is not installed.",
            f"Type: pip install {_extra(needs)}",
        ) from error


def _extra(needs: str) -> str:
    """What brings it, also where Palabre runs from its source."""
    source = Path(__file__).resolve().parents[1]
    return shlex.quote(f"{source}[{needs}]") if (source / "pyproject.toml").exists() else f"'palabre[{needs}]'"


def _playground(kit: Kit) -> Platform:
    playground: Platform = _imported("adapters.playground.platform", "playground").Playground(
        kit.section["listen"], store=kit.section["store"], world=kit.section["world"], copy=kit.catalogue,
        commands=kit.commands, clock=kit.clock, moved=kit.moved, preview=kit.preview,
    )  # fmt: skip
    return playground


def _discord(kit: Kit) -> Platform:
    build = _imported("adapters.discord.platform", "discord").build
    platform: Platform = build(
        kit.section, copy=kit.catalogue, specs=kit.commands, shortcuts=kit.shortcuts, memory=kit.memory
    )
    return platform


def _slack(kit: Kit) -> Platform:
    build = _imported("adapters.slack.platform", "slack").build
    platform: Platform = build(
        kit.section, copy=kit.catalogue, specs=kit.commands, shortcuts=kit.shortcuts, memory=kit.memory
    )
    return platform


_OURS: dict[str, Build] = {"discord": _discord, "playground": _playground, "slack": _slack}


async def _discord_manifest(ask: Asking) -> Manifest:
    make = _imported("adapters.discord.manifest", "discord").manifest
    made: Manifest = await make(ask.section, ask.catalogue, specs=ask.commands, shortcuts=ask.shortcuts)
    return made


async def _slack_manifest(ask: Asking) -> Manifest:
    make = _imported("adapters.slack.manifest", "slack").manifest
    made: Manifest = await make(
        ask.section, ask.catalogue, specs=ask.commands, shortcuts=ask.shortcuts, name=ask.name,
        public_url=ask.public_url, http=ask.http,
    )  # fmt: skip
    return made


_MANIFESTS: dict[str, Callable[[Asking], Awaitable[Manifest]]] = {
    "discord": _discord_manifest,
    "slack": _slack_manifest,
}
_CALLING = {"slack"}
"""Platforms that can call us, instead of being asked."""
