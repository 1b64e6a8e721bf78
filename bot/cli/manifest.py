"""What a platform must be told before it lets the bot in; needs no token, no database and no running bot."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import adapters
from bot.cli.settings import load
from bot.cli.terminal import as_typed, err
from bot.commands.registry import Registry
from bot.config import DEFAULT_FILE, ConfigError
from bot.features import FEATURES
from bot.i18n import load_catalogue


async def print_manifest(platform: str, path: Path | None) -> None:
    """To standard output only what the platform takes, so that it can be piped; beside it what a person must know."""
    registry = Registry(FEATURES)
    commands, shortcuts = tuple(registry.commands.values()), tuple(registry.shortcuts.values())
    ask = adapters.Asking(_section(platform, path), load_catalogue(), commands, shortcuts)
    found = await adapters.manifest(platform, ask)
    for line in found.about:
        err().print(as_typed(line), markup=False)
    sys.stdout.write(f"{found.text}\n")


def _section(platform: str, path: Path | None) -> Mapping[str, Any]:
    """What is set so far, which need be nothing: the token comes after the manifest. A file that is named must do."""
    try:
        return load(path).sections.get(platform, {})
    except ConfigError as error:
        if path is not None:
            raise
        if Path(DEFAULT_FILE).exists():
            err().print(f"{DEFAULT_FILE} is left aside: {error}\n", markup=False)
        return {}
