"""What the operator decided: one TOML file that the environment may override; nothing unknown or half-read passes."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.chat.address import Account, account_of
from bot.chat.zones import zones
from bot.errors import OperatorError, Remedy

PREFIX, DELIMITER = "PALABRE_", "__"
DEFAULT_FILE = "config.toml"
NAMES_THE_FILE = "PALABRE_CONFIG"


class Listen(NamedTuple):
    """Where a server listens; an empty host means that it does not."""

    host: str
    port: int

    def __str__(self) -> str:
        if not self.host:
            return ""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def _listen(value: object) -> object:
    if isinstance(value, Listen):
        return value
    if not isinstance(value, str):
        raise ValueError("is not host:port")
    host, _, port = value.rpartition(":")
    if value and (not host or not port.isdecimal() or int(port) > 65535):
        raise ValueError("is not host:port")
    return Listen(host.strip("[]"), int(port)) if value else Listen("", 0)


def _accounts(value: object) -> object:
    """A list, or in the environment one line with commas."""
    items = [each for each in value.split(",") if each.strip()] if isinstance(value, str) else value
    return tuple(account_of(each.strip()) if isinstance(each, str) else each for each in items)  # type: ignore[attr-defined]


def _words(value: object) -> object:
    return tuple(each.strip() for each in value.split(",") if each.strip()) if isinstance(value, str) else value


def _zone(name: str) -> str:
    if name not in zones():
        near = get_close_matches(name, sorted(zones()), 1)
        raise ValueError(f"{name!r} is not an IANA time zone" + (f" (did you mean {near[0]}?)" if near else ""))
    return name


def _database(url: SecretStr) -> SecretStr:
    if urlsplit(url.get_secret_value()).scheme not in ("sqlite", "postgresql"):
        raise ValueError("is neither a sqlite:/// nor a postgresql:// address")
    return url


def _web(url: str) -> str:
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("is not an http:// or https:// address")
    return url.rstrip("/")


Address = Annotated[Listen, BeforeValidator(_listen)]
Zone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Names = Annotated[tuple[str, ...], BeforeValidator(_words)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Palabre(_Section):
    """`owners` are the platform team: they help, promote and archive everywhere."""

    name: str = Field("Palabre", min_length=1, max_length=80, examples=["Palabre"])
    language: Language = Field("en", examples=["en"])
    timezone: Zone = Field("UTC", examples=["Europe/Rome"])
    owners: Annotated[tuple[Account, ...], BeforeValidator(_accounts)] = Field(
        (), examples=[["discord:<user id>", "slack:<team id>/<user id>"]]
    )


class Database(_Section):
    """The address may carry a password, so it is as secret as one."""

    url: Annotated[SecretStr, AfterValidator(_database)] = Field(
        SecretStr("sqlite:///palabre.db"), examples=["sqlite:///palabre.db"]
    )


class Web(_Section):
    """Health and metrics; `public_url` is how the outside reaches it. An empty `listen` switches it off."""

    listen: Address = Field(Listen("127.0.0.1", 8080), examples=["127.0.0.1:8080"])
    public_url: Annotated[str, AfterValidator(_web)] = Field("", examples=["https://palabre.example.org"])


class Discord(_Section):
    """`guilds` limits commands to these servers while one tries Palabre out; empty means everywhere."""

    token: SecretStr = Field(min_length=1, examples=["<the bot's token>"])
    api_url: Annotated[str, AfterValidator(_web)] = Field(
        "https://discord.com/api/v10", examples=["https://discord.com/api/v10"]
    )
    gateway_url: str = Field("wss://gateway.discord.gg/", pattern="^wss?://", examples=["wss://gateway.discord.gg/"])
    guilds: Names = Field((), examples=[["<guild id>"]])


class Slack(_Section):
    """Socket mode with `app_token`, or HTTP with `signing_secret`."""

    bot_token: SecretStr = Field(min_length=1, examples=["xoxb-…"])
    app_token: SecretStr = Field(SecretStr(""), examples=["xapp-…"])
    signing_secret: SecretStr = Field(SecretStr(""), examples=["<the app's signing secret>"])
    api_url: Annotated[str, AfterValidator(_web)] = Field("https://slack.com/api/", examples=["https://slack.com/api/"])
    command: str = Field("/community", pattern="^/[a-z0-9_-]{1,31}$", examples=["/community"])

    @model_validator(mode="after")
    def _reachable(self) -> Slack:
        if not self.app_token.get_secret_value() and not self.signing_secret.get_secret_value():
            raise ValueError("app_token: neither it nor signing_secret is set")
        return self


class Playground(_Section):
    """`world` is the file with its people and channels; `store` what it remembers."""

    enabled: bool = Field(False, examples=[True])
    listen: Address = Field(Listen("127.0.0.1", 8765), examples=["127.0.0.1:8765"])
    world: Path = Field(Path("examples/cast.toml"), examples=["examples/cast.toml"])
    store: Path = Field(Path("playground.db"), examples=["playground.db"])


class Workspace(_Section):
    """What holds in one server or team: `fallback_channel` points out messages that a closed inbox refused."""

    name: str = Field("", max_length=120, examples=["Baobab"])
    language: Language | None = Field(None, examples=["fr"])
    fallback_channel: str = Field("", max_length=80, examples=["<channel id>"])


def _clear(value: Any) -> Any:
    match value:
        case SecretStr():
            return value.get_secret_value()
        case Listen():
            return str(value)
        case _:
            return value


class Config(BaseModel):
    """Everything; `others` are the sections of adapters by third parties, as they stand."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    palabre: Palabre = Palabre()
    database: Database = Database()
    web: Web = Web()
    discord: Discord | None = None
    slack: Slack | None = None
    playground: Playground = Playground()
    workspace: dict[str, Workspace] = Field(default_factory=dict)
    others: dict[str, dict[str, Any]] = Field(default_factory=dict)

    @property
    def sections(self) -> dict[str, dict[str, Any]]:
        """The section of every platform that is configured, by its name, as its adapter gets it: secrets in clear."""
        held: dict[str, BaseModel | None] = {"discord": self.discord, "slack": self.slack}
        held["playground"] = self.playground if self.playground.enabled else None
        ours = {
            name: {key: _clear(getattr(section, key)) for key in type(section).model_fields}
            for name, section in held.items()
            if section is not None
        }
        return ours | self.others

    @property
    def secrets(self) -> tuple[str, ...]:
        """Whatever must never be seen in a log."""
        found = [secret.get_secret_value() for section in (self.discord, self.slack) if section
                 for secret in section.__dict__.values() if isinstance(secret, SecretStr)]  # fmt: skip
        password = urlsplit(self.database.url.get_secret_value()).password or ""
        foreign = [str(value) for section in self.others.values() for key, value in section.items()
                   if any(word in key for word in ("token", "secret", "password"))]  # fmt: skip
        return tuple(each for each in (*found, password, *foreign) if each)


class _Layered(Config, BaseSettings):
    """The file below the environment."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter=DELIMITER, enable_decoding=False, extra="forbid", frozen=True,
        hide_input_in_errors=True,
    )  # fmt: skip

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        return env_settings, init_settings


class ConfigError(OperatorError):
    """Everything that is wrong with the configuration at once; `all` has a remedy for each."""

    def __init__(self, *found: Remedy) -> None:
        super().__init__(found[0].problem, found[0].remedy)
        self.all = found


def load_config(path: Path | None = None, *, foreign: tuple[str, ...] = ()) -> Config:
    """Read the file (config.toml here when none is named) and the environment.

    `foreign` are the names of installed adapters by third parties, which may have a section. Raises ConfigError.
    """
    if path is None and (named := os.environ.get(NAMES_THE_FILE)):
        path = Path(named)
    variables = _variables()
    if path is None and not Path(DEFAULT_FILE).exists() and variables:
        written: dict[str, Any] = {}
    else:
        written = _read(path or Path(DEFAULT_FILE))
    where = str(path or DEFAULT_FILE)
    wrong = [*_unknown_sections(where, written, foreign), *_unknown_variables(variables, foreign)]
    if wrong:
        raise ConfigError(*wrong)
    others = {name: dict(written.pop(name, {})) for name in foreign}
    for name, value in variables.items():
        section, _, key = name.removeprefix(PREFIX).lower().partition(DELIMITER)
        if section in others:
            others[section][key] = value
    try:
        return _Layered(**written, others={name: keys for name, keys in others.items() if keys})
    except ValidationError as error:
        raise ConfigError(*(_explained(where, each, variables) for each in error.errors())) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(
            Remedy(
                f"There is no configuration at {path}.",
                "Type: cp config.example.toml config.toml, fill it in, or name yours with --config FILE; "
                "palabre demo needs none.",
            )
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            Remedy(f"{path} cannot be read ({error}).", "Name another one with --config FILE.")
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(Remedy(f"{path} is not valid TOML: {error}.", "Correct that line.")) from error


def _variables() -> dict[str, str]:
    """The environment's settings, by name in capitals."""
    return {name.upper(): value for name, value in os.environ.items()
            if name.upper().startswith(PREFIX) and name.upper() != NAMES_THE_FILE}  # fmt: skip


def _sections() -> dict[str, type[BaseModel]]:
    return {"palabre": Palabre, "database": Database, "web": Web, "discord": Discord, "slack": Slack,
            "playground": Playground}  # fmt: skip


def variable_names() -> Iterator[str]:
    """Every environment variable that is read."""
    for section, model in _sections().items():
        for key in model.model_fields:
            yield f"{PREFIX}{section}{DELIMITER}{key}".upper()


def _unknown_sections(where: str, written: Mapping[str, Any], foreign: tuple[str, ...]) -> Iterator[Remedy]:
    known = (*_sections(), "workspace", *foreign)
    for name, value in written.items():
        if name not in known:
            what = f"[{name}]" if isinstance(value, dict) else f"{name} (outside any section)"
            yield Remedy(f"{where}: {what} is not known.", _nearest(name, known, "[{}]", _homes(name)))
        elif not isinstance(value, dict):
            yield Remedy(f"{where}: {name} must be a section.", f"Write [{name}] on a line of its own.")


def _homes(key: str) -> str:
    """Where a key belongs that was written outside its section."""
    return next((f"It belongs below [{name}]." for name, model in _sections().items() if key in model.model_fields), "")


def _unknown_variables(variables: Mapping[str, str], foreign: tuple[str, ...]) -> Iterator[Remedy]:
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


def _explained(where: str, error: ErrorDetails, variables: Mapping[str, str]) -> Remedy:
    """One mistake: where it stands, what is wrong, what to write instead."""
    section, *rest = [str(each) for each in error["loc"]]
    said = error["msg"].removeprefix("Value error, ").rstrip(".")
    if error["type"] == "value_error" and len(rest) == 0:  # of a whole section, which names the key itself
        key, _, said = said.partition(": ")
    else:
        key = rest[-1] if section == "workspace" and len(rest) > 1 else (rest[0] if rest else "")
    model = Workspace if section == "workspace" else _sections().get(section)
    fields = model.model_fields if model else {}
    variable = f"{PREFIX}{section}{DELIMITER}{key}".upper()
    header = f'[workspace."{rest[0]}"]' if section == "workspace" and rest else f"[{section}]"
    if variable in variables:
        place, example = f"The environment variable {variable}", f"{variable}={_plain(fields[key].examples)}"
    else:
        place, example = f"{where}: {header} {key}".rstrip(), _toml(key, fields[key].examples) if key in fields else ""
    remedy = f"Write for example: {example}" if example else "Correct it."
    if error["type"] == "extra_forbidden":
        return Remedy(f"{place} is not known.", _nearest(key, tuple(fields), "{}"))
    if error["type"] == "missing":
        return Remedy(f"{place} is missing.", remedy)
    return Remedy(f"{place}: {said[:1].lower()}{said[1:]}.", remedy)


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
