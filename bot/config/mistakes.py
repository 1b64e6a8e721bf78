"""What can be wrong with the settings: where it stands, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import SecretStr
from pydantic_core import ErrorDetails

from bot.config.sections import SECTIONS, Workspace
from bot.errors import Remedy

PREFIX, DELIMITER = "PALABRE_", "__"
NAMES_THE_FILE = "PALABRE_CONFIG"


def variable_names() -> Iterator[str]:
    """Every environment variable that is read."""
    for section, model in SECTIONS.items():
        for key in model.model_fields:
            yield f"{PREFIX}{section}{DELIMITER}{key}".upper()


def unknown_sections(where: str, written: Mapping[str, Any], foreign: tuple[str, ...]) -> Iterator[Remedy]:
    known = (*SECTIONS, "workspace", *foreign)
    for name, value in written.items():
        if name not in known:
            what = f"[{name}]" if isinstance(value, dict) else f"{name} (outside any section)"
            yield Remedy(f"{where}: {what} is not known.", _nearest(name, known, "[{}]", _homes(name)))
        elif not isinstance(value, dict):
            yield Remedy(f"{where}: {name} must be a section.", f"Write [{name}] on a line of its own.")


def _homes(key: str) -> str:
    """Where a key belongs that was written outside its section."""
    return next((f"It belongs below [{name}]." for name, model in SECTIONS.items() if key in model.model_fields), "")


def unknown_variables(variables: Mapping[str, str], foreign: tuple[str, ...]) -> Iterator[Remedy]:
    known = tuple(variable_names())
    theirs = tuple(f"{PREFIX}{name}{DELIMITER}".upper() for name in foreign)
    for name in variables:
        if name not in known and not (theirs and name.startswith(theirs)):
            yield Remedy(f"The environment variable {name} is not known.", _nearest(name, known, "{}", "Unset it."))


def _nearest(name: str, known: tuple[str, ...], form: str, otherwise: str = "") -> str:
    near = get_close_matches(name, known, 1, 0.6)
    if near:
        return f"Did you mean {form.format(near[0])}?"
    return otherwise or f"Known are {', '.join(form.format(each) for each in known)}."


def unreachable(where: str, section: Mapping[str, Any], variables: Mapping[str, str]) -> Iterator[Remedy]:
    """What is missing where nothing that happens on Slack could come here."""
    if not any(str(section.get(key, "")).strip(" \t\r\n\"'`") for key in ("app_token", "signing_secret")):
        place, remedy = _at(where, "slack", "app_token", variables), _to_write("slack", "app_token", variables)
        how = "empty" if "app_token" in section else "missing"
        yield Remedy(f"{place} is {how}, and signing_secret too: one of them is needed.", remedy)


def misnamed(where: str, workspaces: Iterable[str], platforms: Sequence[str]) -> Iterator[Remedy]:
    """Workspaces that no platform has."""
    for name in workspaces:
        platform, colon, identity = name.partition(":")
        if not (platform and colon and identity):
            remedy = 'Write [workspace."discord:<guild id>"] or [workspace."slack:<team id>"].'
            yield Remedy(f'{where}: [workspace."{name}"] names no platform.', remedy)
        elif platform not in platforms:
            remedy = _nearest(platform, tuple(platforms), f'[workspace."{{}}:{identity}"]')
            yield Remedy(f'{where}: [workspace."{name}"] names no platform that is known here.', remedy)


def explained(where: str, error: ErrorDetails, variables: Mapping[str, str]) -> Remedy:
    """One mistake that pydantic found."""
    section, *rest = [str(each) for each in error["loc"]]
    if section == "workspace":
        key, name = rest[1] if len(rest) > 1 else "", rest[0] if rest else ""
        fields = Workspace.model_fields
        place = f'{where}: [workspace."{name}"] {key}'.rstrip()
        remedy = f"Write for example: {_toml(key, fields[key].examples)}" if key in fields else "Correct it."
    else:
        key = rest[0] if rest else ""
        fields = SECTIONS[section].model_fields if section in SECTIONS else {}
        place = _at(where, section, key, variables)
        remedy = _to_write(section, key, variables) if key in fields else "Correct it."
    if error["type"] == "extra_forbidden":
        return Remedy(f"{place} is not known.", _nearest(key, tuple(fields), "{}"))
    return Remedy(f"{place} {_said(error)}.", remedy)


_IN_WORDS = {
    "missing": "is missing",
    "string_type": "is no text; put it in quotation marks",
    "path_type": "is no text; put it in quotation marks",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "is not of the right form",
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "tuple_type": "is no list",
    "model_type": "is no section",
    "dict_type": "is no section",
}
"""What pydantic says, as it is said of a key."""


def _said(error: ErrorDetails) -> str:
    """What is wrong, to stand behind the name of the key."""
    said = _IN_WORDS.get(error["type"], error["msg"]).removeprefix("Value error, ").rstrip(".")
    if error["type"] == "string_too_long":
        said = f"is longer than {error['ctx']['max_length']} characters"
    entry = error["loc"][-1]
    if isinstance(entry, int):
        fact, _, more = said.partition("; ")
        which = _ORDINALS[entry] if entry < len(_ORDINALS) else f"number {entry + 1}"
        said = f"has an entry that {fact} ({which}); {more}".rstrip("; ")
    return said


_ORDINALS = ("the first", "the second", "the third")


def _at(where: str, section: str, key: str, variables: Mapping[str, str]) -> str:
    variable = _variable(section, key)
    return f"The environment variable {variable}" if variable in variables else f"{where}: [{section}] {key}".rstrip()


def _to_write(section: str, key: str, variables: Mapping[str, str]) -> str:
    """As the environment writes a key that stands there; a secret is best kept there in any case."""
    variable, field = _variable(section, key), SECTIONS[section].model_fields[key]
    if variable in variables:
        return f"Write for example: {variable}={_plain(field.examples)}"
    better = f" (or set {variable})." if field.annotation is SecretStr and section != "database" else ""
    return f"Write for example: {_toml(key, field.examples)}{better}"


def _variable(section: str, key: str) -> str:
    return f"{PREFIX}{section}{DELIMITER}{key}".upper()


def _plain(examples: list[Any] | None) -> str:
    """An example as the environment writes it."""
    value = (examples or [""])[0]
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _toml(key: str, examples: list[Any] | None) -> str:
    value = (examples or [""])[0]
    if isinstance(value, bool):
        return f"{key} = {str(value).lower()}"
    if isinstance(value, list):
        return f"{key} = [" + ", ".join(f'"{each}"' for each in value) + "]"
    return f'{key} = "{value}"'
