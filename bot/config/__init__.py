"""What the operator decided: one TOML file that the environment may override; nothing unknown or half-read passes."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict

from bot.config.mistakes import (
    DELIMITER,
    NAMES_THE_FILE,
    PREFIX,
    explained,
    misnamed,
    unknown_sections,
    unknown_variables,
    unreachable,
    variable_names,
)
from bot.config.sections import (
    PLATFORMS,
    SECTIONS,
    Config,
    Database,
    Discord,
    Listen,
    Palabre,
    Playground,
    Slack,
    Web,
    Workspace,
)
from bot.errors import OperatorErrors, Remedy

__all__ = [
    "DEFAULT_FILE", "Config", "ConfigError", "Database", "Discord", "Listen", "Palabre", "Playground", "Slack",
    "Understood", "Web", "Workspace", "load_config", "understand", "variable_names",
]  # fmt: skip

DEFAULT_FILE = "config.toml"


_TOML = 'Correct that line; text stands in straight quotation marks, as in name = "Palabre".'


class ConfigError(OperatorErrors):
    """Everything that is wrong with the configuration at once."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What of the configuration can be used, and what is wrong with it; a section of `left_out` is as if not there."""

    config: Config
    wrong: tuple[Remedy, ...]
    left_out: frozenset[str]


def load_config(path: Path | None = None, *, foreign: tuple[str, ...] = ()) -> Config:
    """Read the file (config.toml here when none is named) and the environment.

    `foreign` are the names of installed adapters by third parties, which may have a section. Raises ConfigError.
    """
    found = understand(path, foreign=foreign)
    if found.wrong:
        raise ConfigError(*found.wrong)
    return found.config


def understand(path: Path | None = None, *, foreign: tuple[str, ...] = ()) -> Understood:
    """As load_config, but one mistake hides nothing else; raises ConfigError only where no file can be read."""
    if path is None and (named := os.environ.get(NAMES_THE_FILE)):
        path = Path(named)
    variables = _variables()
    alone = path is None and not Path(DEFAULT_FILE).exists() and bool(variables)
    written, where = {} if alone else _read(path or Path(DEFAULT_FILE)), str(path or DEFAULT_FILE)
    wrong = [*unknown_sections(where, written, foreign), *unknown_variables(variables, foreign)]
    sections = _layered(written, variables, foreign)
    left_out = set[str]()
    try:
        config = _config(sections, foreign)
    except ValidationError as error:
        for each in error.errors():
            wrong.append(explained(where, each, variables))
            section, *rest = [str(part) for part in each["loc"]]
            if each["type"] == "extra_forbidden":
                del (sections[section][rest[0]] if len(rest) > 1 else sections[section])[rest[-1]]
            else:
                left_out.add(section)
        config = _config({name: keys for name, keys in sections.items() if name not in left_out}, foreign)
    if "slack" in sections:
        wrong += unreachable(where, sections["slack"], variables)
    wrong += misnamed(where, sections.get("workspace", {}), (*PLATFORMS, *foreign))
    return Understood(config, tuple(wrong), frozenset(left_out))


class _Environment(Config, BaseSettings):
    """The same sections as the environment writes them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter=DELIMITER, enable_decoding=False)


def _layered(
    written: Mapping[str, Any], variables: Mapping[str, str], foreign: tuple[str, ...]
) -> dict[str, dict[str, Any]]:
    """The file below the environment, of every section that is known."""
    known = (*SECTIONS, "workspace", *foreign)
    found = {name: dict(keys) for name, keys in written.items() if name in known and isinstance(keys, dict)}
    for section, keys in EnvSettingsSource(_Environment)().items():
        if section in SECTIONS:
            known_keys = {key: value for key, value in keys.items() if key in SECTIONS[section].model_fields}
            found[section] = found.get(section, {}) | known_keys
    for variable, value in variables.items():
        section, _, key = variable.removeprefix(PREFIX).lower().partition(DELIMITER)
        if section in foreign:
            found.setdefault(section, {})[key] = value
    return found


def _config(sections: Mapping[str, dict[str, Any]], foreign: tuple[str, ...]) -> Config:
    ours = {name: keys for name, keys in sections.items() if name not in foreign}
    others = {name: sections[name] for name in foreign if sections.get(name)}
    return Config.model_validate({**ours, "others": others}, context={"foreign": foreign})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))  # some editors put a mark before it
    except FileNotFoundError as error:
        raise ConfigError(
            Remedy(
                f"There is no configuration at {path}.",
                "Type: cp config.example.toml config.toml, fill it in, or name yours with --config FILE; "
                "palabre demo needs none.",
            )
        ) from error
    except OSError as error:
        said = (error.strerror or type(error).__name__).lower()
        raise ConfigError(Remedy(f"{path} cannot be read: {said}.", "Name another one with --config FILE.")) from error
    except UnicodeDecodeError as error:
        raise ConfigError(Remedy(f"{path} is not UTF-8 text.", "Save it as UTF-8 and try again.")) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(Remedy(f"{path} is not valid TOML: {error}.", _TOML)) from error


def _variables() -> dict[str, str]:
    """The environment's settings, by name in capitals."""
    return {name.upper(): value for name, value in os.environ.items()
            if name.upper().startswith(PREFIX) and name.upper() != NAMES_THE_FILE}  # fmt: skip
