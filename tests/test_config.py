"""Settings: a mistake names where it stands and what to write; the environment goes before the file."""

from __future__ import annotations

import io
import json
import logging
import os
import re
from pathlib import Path

import pytest
import structlog

from bot.chat.address import Account
from bot.config import Config, ConfigError, Listen, load_config, variable_names
from bot.log import start_logging
from tests.rules.sources import ROOT

EXAMPLE = (ROOT / "config.example.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PALABRE_")]:
        monkeypatch.delenv(name)


def loaded(tmp_path: Path, text: str, **options: tuple[str, ...]) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    return load_config(path, **options)


def complaints(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as wrong:
        loaded(tmp_path, text)
    return [str(each).replace(str(tmp_path / "config.toml"), "config.toml") for each in wrong.value.all]


def test_the_example_with_every_line_switched_on_loads_and_shows_every_key(tmp_path: Path) -> None:
    text = re.sub(r"(?m)^# (?=\[|\w+ = )", "", EXAMPLE)
    config = loaded(tmp_path, text.replace('signing_secret = ""', 'signing_secret = "s"'))
    assert list(config.sections) == ["discord", "slack"]
    shown = {
        f"{section}.{key}"
        for section, body in re.findall(r"(?ms)^\[(\w+)\]\n(.*?)(?=^\[|\Z)", text)
        for key in re.findall(r"(?m)^(\w+) = ", body)
    }
    known = {name.removeprefix("PALABRE_").lower().replace("__", ".") for name in variable_names()}
    assert shown == known
    assert (config.workspace["slack:<team id>"].language, config.workspace["slack:<team id>"].name) == ("fr", "Kapok")


def test_what_the_example_shows_as_defaults_are_the_defaults(tmp_path: Path) -> None:
    """Whoever deletes a line of the example changes nothing."""
    assert loaded(tmp_path, EXAMPLE) == loaded(tmp_path, "")


WRONG = [
    ("[databse]\nurl = 'x'", ["config.toml: [databse] is not known. Did you mean [database]?"]),
    ("[web]\nlisen = 'x'", ["config.toml: [web] lisen is not known. Did you mean listen?"]),
    ("token = 'x'", ["config.toml: token (outside any section) is not known. It belongs below [discord]."]),
    ("palabre = 1", ["config.toml: palabre must be a section. Write [palabre] on a line of its own."]),
    ("[discord]\nguilds = []", [
        'config.toml: [discord] token is missing. Write for example: token = "<the bot\'s token>"']),
    ("[slack]\nbot_token = 'xoxb-1'", [
        'config.toml: [slack] app_token: neither it nor signing_secret is set. '
        'Write for example: app_token = "xapp-…"']),
    ("[web]\nlisten = '8080'", [
        'config.toml: [web] listen: is not host:port. Write for example: listen = "127.0.0.1:8080"']),
    ("[palabre]\nowners = ['ada']", [
        "config.toml: [palabre] owners: 'ada' is not an account; write platform:workspace/id or platform:id. "
        'Write for example: owners = ["discord:<user id>", "slack:<team id>/<user id>"]']),
    ("[palabre]\ntimezone = 'Europe/Rom'", [
        "config.toml: [palabre] timezone: 'Europe/Rom' is not an IANA time zone (did you mean Europe/Rome?). "
        'Write for example: timezone = "Europe/Rome"']),
    ("[database]\nurl = 'mysql://x'", [
        "config.toml: [database] url: is neither a sqlite:/// nor a postgresql:// address. "
        'Write for example: url = "sqlite:///palabre.db"']),
    ("[workspace.'slack:T1']\nlangage = 'fr'", [
        "config.toml: [workspace.\"slack:T1\"] langage is not known. Did you mean language?"]),
    ("[web\n", ["config.toml is not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 5). "
                "Correct that line."]),
    ("[web]\nlisten = 1\n[palabre]\nname = ''", [
        'config.toml: [palabre] name: string should have at least 1 character. Write for example: name = "Palabre"',
        'config.toml: [web] listen: is not host:port. Write for example: listen = "127.0.0.1:8080"']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WRONG)
def test_a_mistake_says_where_it_stands_and_what_to_write(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert complaints(tmp_path, text) == wanted


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALABRE_PALABRE__OWNERS", "discord:1, slack:T/U")
    monkeypatch.setenv("PALABRE_PLAYGROUND__ENABLED", "true")
    monkeypatch.setenv("PALABRE_WEB__LISTEN", "")
    config = loaded(tmp_path, '[palabre]\nname = "Village"\nowners = []\n[web]\nlisten = "0.0.0.0:80"\n')
    assert config.palabre.owners == (Account("discord", "", "1"), Account("slack", "T", "U"))
    assert (config.palabre.name, config.playground.enabled, config.web.listen) == ("Village", True, Listen("", 0))


def test_the_environment_alone_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"There is no configuration at config\.toml"):
        load_config()
    monkeypatch.setenv("PALABRE_PLAYGROUND__ENABLED", "true")
    assert list(load_config().sections) == ["playground"]


def test_a_misspelt_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALABRE_DATABASE_URL", "sqlite:///x.db")
    monkeypatch.setenv("PALABRE_WEB__LISTEN", "nowhere")
    assert complaints(tmp_path, "") == [
        "The environment variable PALABRE_DATABASE_URL is not known. Did you mean PALABRE_DATABASE__URL?"
    ]
    monkeypatch.delenv("PALABRE_DATABASE_URL")
    assert complaints(tmp_path, "") == [
        "The environment variable PALABRE_WEB__LISTEN: is not host:port. "
        "Write for example: PALABRE_WEB__LISTEN=127.0.0.1:8080"
    ]


def test_an_installed_adapter_of_a_third_party_has_its_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALABRE_MATRIX__TOKEN", "from outside")
    config = loaded(tmp_path, "[matrix]\nhome = 'example.org'\ntoken = 'inside'\n", foreign=("matrix",))
    assert config.sections == {"matrix": {"home": "example.org", "token": "from outside"}}
    assert config.secrets == ("from outside",)


SECRETS = {"token": "disc-0123456789", "bot": "xoxb-0123456789", "app": "xapp-0123456789", "password": "hunter2-0123"}


def with_secrets(tmp_path: Path) -> Config:
    return loaded(
        tmp_path,
        f'[discord]\ntoken = "{SECRETS["token"]}"\n[slack]\nbot_token = "{SECRETS["bot"]}"\n'
        f'app_token = "{SECRETS["app"]}"\n[database]\nurl = "postgresql://palabre:{SECRETS["password"]}@db/palabre"\n',
    )


def test_secrets_are_never_shown_with_the_settings(tmp_path: Path) -> None:
    config = with_secrets(tmp_path)
    assert [secret for secret in SECRETS.values() if secret in f"{config!r} {config} {config.model_dump_json()}"] == []
    assert sorted(config.secrets) == sorted(SECRETS.values())


def test_secrets_are_never_logged_whoever_writes_the_line(tmp_path: Path) -> None:
    config, written = with_secrets(tmp_path), io.StringIO()
    start_logging(secrets=config.secrets, stream=written)
    structlog.get_logger("bot").warning("Connecting", token="short", url=config.database.url.get_secret_value())
    logging.getLogger("library").warning("Authorization: Bot %s", SECRETS["token"])
    try:
        raise ValueError(f"refused {SECRETS['app']}")
    except ValueError:
        structlog.get_logger("bot").exception("Could not connect", bot_token=SECRETS["bot"])
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [secret for secret in (*SECRETS.values(), "short") if secret in written.getvalue()] == []
    assert [(line["event"], line["level"], line["logger"]) for line in lines] == [
        ("Connecting", "warning", "bot"),
        ("Authorization: Bot •••", "warning", "library"),
        ("Could not connect", "error", "bot"),
    ]
    assert lines[0]["url"] == "postgresql://palabre:•••@db/palabre"
    assert "ValueError: refused •••" in lines[2]["exception"]


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> object:
    root, config = logging.getLogger(), structlog.get_config()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)
