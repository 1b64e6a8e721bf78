"""The sections that the settings have, each with its keys, their defaults, and an example of each."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationInfo

from bot.chat.address import Account
from bot.chat.zones import zones
from bot.config import recognising


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


def _accounts(value: object, info: ValidationInfo) -> object:
    """A list, or in the environment one line with commas; every entry that can be nobody is named."""
    items = [each for each in value.split(",") if each.strip()] if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise ValueError("is no list")
    foreign = (info.context or {}).get("foreign")
    platforms = (*PLATFORMS, *foreign) if foreign is not None else ()
    found, wrong = [], []
    for each in items:
        try:
            found.append(recognising.known_account(each.strip(), platforms) if isinstance(each, str) else each)
        except ValueError as problem:
            wrong.append(str(problem))
    if wrong:
        raise ValueError(f"names {'; and '.join(wrong)}")
    return tuple(found)


def _words(value: object) -> object:
    return tuple(each.strip() for each in value.split(",") if each.strip()) if isinstance(value, str) else value


def _servers(names: tuple[str, ...]) -> tuple[str, ...]:
    if wrong := [repr(each) for each in names if not each.isdecimal()]:
        raise ValueError(f"names {', '.join(wrong)}, which is no server's id; that is a number")
    return names


def _zone(name: str) -> str:
    if name not in zones():
        near = get_close_matches(name, sorted(zones()), 1)
        raise ValueError(f"is {name!r}, which is no IANA time zone" + (f" (did you mean {near[0]}?)" if near else ""))
    return name


def _database(url: SecretStr) -> SecretStr:
    if urlsplit(url.get_secret_value()).scheme not in ("sqlite", "postgresql"):
        raise ValueError("is neither a sqlite:/// nor a postgresql:// address")
    return url


def _web(url: str) -> str:
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("is not an http:// or https:// address")
    return url.rstrip("/")


def _bare(value: object) -> object:
    """A secret without what copying left around it: blanks, a line end, quotation marks."""
    if not isinstance(value, str):
        return value
    bare = value.strip()
    while len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'`":
        bare = bare[1:-1].strip()
    if any(each < " " for each in bare):
        raise ValueError("has a line break or another invisible sign in its middle; copy it anew")
    return bare


def _given(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value():
        raise ValueError("is empty")
    return secret


def _unless(wrong: Callable[[str], str]) -> AfterValidator:
    """Refuses a secret that stands in the place of another; `wrong` says what it is."""

    def refused(secret: SecretStr) -> SecretStr:
        if said := wrong(secret.get_secret_value()):
            raise ValueError(said)
        return secret

    return AfterValidator(refused)


Address = Annotated[Listen, BeforeValidator(_listen)]
Secret = Annotated[SecretStr, BeforeValidator(_bare)]
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

    token: Annotated[Secret, AfterValidator(_given), _unless(recognising.wrong_for_discord)] = Field(
        examples=["<the bot's token>"]
    )
    api_url: Annotated[str, AfterValidator(_web)] = Field(
        "https://discord.com/api/v10", examples=["https://discord.com/api/v10"]
    )
    gateway_url: str = Field("wss://gateway.discord.gg/", pattern="^wss?://", examples=["wss://gateway.discord.gg/"])
    guilds: Annotated[Names, AfterValidator(_servers)] = Field((), examples=[["<guild id>"]])


class Slack(_Section):
    """Socket mode with `app_token`, or HTTP with `signing_secret`."""

    bot_token: Annotated[Secret, AfterValidator(_given), _unless(recognising.wrong_for_slacks_bot)] = Field(
        examples=["xoxb-…"]
    )
    app_token: Annotated[Secret, _unless(recognising.wrong_for_slacks_app)] = Field(
        SecretStr(""), examples=["xapp-…"]
    )
    signing_secret: Annotated[Secret, _unless(recognising.wrong_for_signing)] = Field(
        SecretStr(""), examples=["<the app's signing secret>"]
    )
    api_url: Annotated[str, AfterValidator(_web)] = Field("https://slack.com/api/", examples=["https://slack.com/api/"])
    command: str = Field("/community", pattern="^/[a-z0-9_-]{1,31}$", examples=["/community"])

    @property
    def reachable(self) -> bool:
        """Whether what happens there can come here; load_config lets nothing else pass."""
        return bool(self.app_token.get_secret_value() or self.signing_secret.get_secret_value())


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


SECTIONS: dict[str, type[BaseModel]] = {
    "palabre": Palabre, "database": Database, "web": Web, "discord": Discord, "slack": Slack, "playground": Playground,
}  # fmt: skip
"""Those with keys of their own; beside them stand `workspace` and the adapters of third parties."""

PLATFORMS = ("discord", "slack", "playground")


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
