"""What a platform must be told before it lets the bot in; needs no token, no database and no running bot."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import adapters
from bot.cli.settings import load
from bot.cli.terminal import as_typed, err
from bot.commands.registry import Registry
from bot.config import DEFAULT_FILE, Config, ConfigError
from bot.features import FEATURES
from bot.i18n import load_catalogue


async def print_manifest(platform: str, path: Path | None, *, http: bool = False) -> None:
    """To standard output only what the platform takes, so that it can be piped; beside it what a person must know."""
    registry = Registry(FEATURES)
    commands, shortcuts = tuple(registry.commands.values()), tuple(registry.shortcuts.values())
    config = _config(path)
    section: Mapping[str, Any] = config.sections.get(platform, {}) if config else {}
    ask = adapters.Asking(section, load_catalogue(), commands, shortcuts, http=http)
    if config:
        ask = replace(ask, name=config.palabre.name, public_url=config.web.public_url)
    found = await adapters.manifest(platform, ask)
    for line in found.about:
        err().print(as_typed(line), markup=False)
    sys.stdout.write(f"{found.text}\n")


def _config(path: Path | None) -> Config | None:
    """What is set so far, which need be nothing: the token comes after the manifest. A file that is named must do."""
    try:
        return load(path)
    except ConfigError as error:
        if path is not None:
            raise
        if Path(DEFAULT_FILE).exists():
            err().print(f"{DEFAULT_FILE} is left aside: {error}\n", markup=False)
        return None
