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
from bot.config import Config, ConfigError, Listen, load_config, understand, variable_names
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
        'config.toml: [discord] token is missing. Write for example: token = "<the bot\'s token>" '
        '(or set PALABRE_DISCORD__TOKEN).']),
    ("[discord]\ntoken = ' \"\" '", [
        'config.toml: [discord] token is empty. Write for example: token = "<the bot\'s token>" '
        '(or set PALABRE_DISCORD__TOKEN).']),
    ("[discord]\ntoken = 'MTA4\\nNDc'".replace("'", '"'), [
        "config.toml: [discord] token has a line break or another invisible sign in its middle; copy it anew. "
        'Write for example: token = "<the bot\'s token>" (or set PALABRE_DISCORD__TOKEN).']),
    ("[discord]\ntoken = 'MTA4'\nguilds = [1, '2']", [
        "config.toml: [discord] guilds has an entry that is no text (the first); put it in quotation marks. "
        'Write for example: guilds = ["<guild id>"]']),
    ("[discord]\ntoken = 'MTA4'\nguilds = ['baobab', '2']", [
        "config.toml: [discord] guilds names 'baobab', which is no server's id; that is a number. "
        'Write for example: guilds = ["<guild id>"]']),
    ("[slack]\nbot_token = 'xapp-1'\napp_token = 'xoxb-1'", [
        "config.toml: [slack] bot_token is an app token; the bot's begins with xoxb- and stands under Install App. "
        'Write for example: bot_token = "xoxb-…" (or set PALABRE_SLACK__BOT_TOKEN).',
        "config.toml: [slack] app_token is a bot token; the app's begins with xapp- and stands under Basic "
        'Information, App-Level Tokens. Write for example: app_token = "xapp-…" (or set PALABRE_SLACK__APP_TOKEN).']),
    ("[slack]\nbot_token = 'xoxb-1'", [
        "config.toml: [slack] app_token is missing, and signing_secret too: one of them is needed. "
        'Write for example: app_token = "xapp-…" (or set PALABRE_SLACK__APP_TOKEN).']),
    ("[slack]\nbot_token = ''\napp_token = ' '", [
        'config.toml: [slack] bot_token is empty. Write for example: bot_token = "xoxb-…" '
        "(or set PALABRE_SLACK__BOT_TOKEN).",
        "config.toml: [slack] app_token is empty, and signing_secret too: one of them is needed. "
        'Write for example: app_token = "xapp-…" (or set PALABRE_SLACK__APP_TOKEN).']),
    ("[slack]\napp_token = 'xapp-1'\n[databse]\n[web]\nlisen = ''", [
        "config.toml: [databse] is not known. Did you mean [database]?",
        "config.toml: [web] lisen is not known. Did you mean listen?",
        'config.toml: [slack] bot_token is missing. Write for example: bot_token = "xoxb-…" '
        "(or set PALABRE_SLACK__BOT_TOKEN)."]),
    ("[slack]\nbot_token = 'xoxb-1'\nsigning_secret = 's'\ncommand = 'community'", [
        "config.toml: [slack] command is not of the right form. Write for example: command = \"/community\""]),
    ("[web]\nlisten = '8080'", [
        'config.toml: [web] listen is not host:port. Write for example: listen = "127.0.0.1:8080"']),
    ("[palabre]\nowners = ['ada', 'discord:1']", [
        "config.toml: [palabre] owners names 'ada', which is not an account; write platform:workspace/id or "
        'platform:id. Write for example: owners = ["discord:<user id>", "slack:<team id>/<user id>"]']),
    ("[palabre]\nowners = 5", [
        "config.toml: [palabre] owners is no list. "
        'Write for example: owners = ["discord:<user id>", "slack:<team id>/<user id>"]']),
    ("[palabre]\ntimezone = 'Europe/Rom'", [
        "config.toml: [palabre] timezone is 'Europe/Rom', which is no IANA time zone (did you mean Europe/Rome?). "
        'Write for example: timezone = "Europe/Rome"']),
    ("[database]\nurl = 'mysql://x'", [
        "config.toml: [database] url is neither a sqlite:/// nor a postgresql:// address. "
        'Write for example: url = "sqlite:///palabre.db"']),
    ("[workspace.'slack:T1']\nlangage = 'fr'", [
        "config.toml: [workspace.\"slack:T1\"] langage is not known. Did you mean language?"]),
    ("[workspace.'slack:T1']\nlanguage = 'French'\n[workspace.T2]\n[workspace.'slak:T3']", [
        "config.toml: [workspace.\"slack:T1\"] language is not of the right form. Write for example: language = \"fr\"",
        'config.toml: [workspace."T2"] names no platform. Write [workspace."discord:<guild id>"] or '
        '[workspace."slack:<team id>"].',
        'config.toml: [workspace."slak:T3"] names no platform that is known here. Did you mean [workspace."slack:T3"]?',
        ]),
    ("[web\n", ["config.toml is not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 5). "
                'Correct that line; text stands in straight quotation marks, as in name = "Palabre".']),
    ("[web]\nlisten = 1\n[palabre]\nname = ''", [
        'config.toml: [palabre] name is empty. Write for example: name = "Palabre"',
        'config.toml: [web] listen is not host:port. Write for example: listen = "127.0.0.1:8080"']),
    ("[playground]\nenabled = 'perhaps'\nstore = 7", [
        "config.toml: [playground] enabled is neither true nor false. Write for example: enabled = true",
        "config.toml: [playground] store is no text; put it in quotation marks. "
        'Write for example: store = "playground.db"']),
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
        "The environment variable PALABRE_DATABASE_URL is not known. Did you mean PALABRE_DATABASE__URL?",
        "The environment variable PALABRE_WEB__LISTEN is not host:port. "
        "Write for example: PALABRE_WEB__LISTEN=127.0.0.1:8080",
    ]


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("slack:U1", "does not name its team; write slack:<team id>/U1, where the team id begins with T"),
        ("slack:U1/T1", "is no account of Slack; write slack:<team id>/<member id>, such as slack:T0123ABCD/U0123ABCD"),
        ("slack:T1/@ada", "is no account of Slack; write slack:<team id>/<member id>, such as "
         "slack:T0123ABCD/U0123ABCD"),
        ("discord:abc", "is no account of Discord; write discord:<user id>, a number"),
        ("discord:7/12", "is no account of Discord; write discord:<user id>, a number"),
        ("discord:<user id>", "is no account of Discord; write discord:<user id>, a number"),
        ("playground:ada", "does not name its workspace; write playground:<workspace>/ada"),
        ("slak:T1/U1", "is on no platform that is known here; write slack:T1/U1"),
        ("irc:ada", "is on no platform that is known here (discord, slack, playground, matrix)"),
    ],
)  # fmt: skip
def test_an_owner_who_can_be_nobody_is_named_with_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: str, said: str
) -> None:
    fine = "discord:42,slack:T0A/W0B,playground:baobab/ada,matrix:ada"
    monkeypatch.setenv("PALABRE_PALABRE__OWNERS", f"{fine},{owner},slack:U2")
    with pytest.raises(ConfigError) as wrong:
        loaded(tmp_path, "", foreign=("matrix",))
    assert [each.problem for each in wrong.value.all] == [
        f"The environment variable PALABRE_PALABRE__OWNERS names {owner!r}, which {said}; and 'slack:U2', which does "
        "not name its team; write slack:<team id>/U2, where the team id begins with T."
    ]
    monkeypatch.setenv("PALABRE_PALABRE__OWNERS", fine)
    assert [str(each) for each in loaded(tmp_path, "", foreign=("matrix",)).palabre.owners] == fine.split(",")


SWAPPED = [
    ("DISCORD__TOKEN", "xoxb-1", "is a token of Slack; Discord's stands on discord.com/developers under Bot"),
    ("DISCORD__TOKEN", "xapp-1-A-2", "is a token of Slack; Discord's stands on discord.com/developers under Bot"),
    ("DISCORD__TOKEN", "108471234567890123", "is the number of the application or its public key, not a token; "
     "the token stands on discord.com/developers under Bot"),
    ("SLACK__BOT_TOKEN", "MTA4NDc.GxYz12.a-secret", "is a token of Discord; Slack's begins with xoxb- and stands under "
     "Install App"),
    ("SLACK__APP_TOKEN", "MTA4NDc.GxYz12.a-secret", "is a token of Discord; Slack's begins with xapp- and stands under "
     "Basic Information, App-Level Tokens"),
    ("SLACK__APP_TOKEN", "8f742231b10e8888abcd99aabbcc85a5", "is a signing secret; the app's token begins with xapp- "
     "and stands under Basic Information, App-Level Tokens"),
    ("SLACK__SIGNING_SECRET", "MTA4NDc.GxYz12.a-secret", "is a token of Discord; Slack's signing secret stands under "
     "Basic Information, App Credentials"),
    ("SLACK__SIGNING_SECRET", "xapp-1", "is a token; the signing secret stands under Basic Information, App "
     "Credentials"),
    ("SLACK__BOT_TOKEN", "xoxp-1", "is the token of a person; the bot's begins with xoxb- and stands under Install "
     "App"),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "token", "said"), SWAPPED)
def test_a_token_in_the_place_of_another_is_recognised_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, token: str, said: str
) -> None:
    right = {"DISCORD__TOKEN": "MTA4NDc.GxYz12.b", "SLACK__BOT_TOKEN": "xoxb-2", "SLACK__APP_TOKEN": "xapp-2"}
    for name, value in (right | {variable: token}).items():
        monkeypatch.setenv(f"PALABRE_{name}", value)
    [complaint] = complaints(tmp_path, "")
    assert complaint.startswith(f"The environment variable PALABRE_{variable} {said}. Write for example: ")
    assert token not in complaint


@pytest.mark.parametrize("around", ["{}\n", " {} ", '"{}"', "'{}'", "'{} '\r\n"])
def test_what_copying_left_around_a_token_is_not_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, around: str
) -> None:
    for name, token in (("DISCORD__TOKEN", "MTA4.a.b"), ("SLACK__BOT_TOKEN", "xoxb-1"), ("SLACK__APP_TOKEN", "xapp-1")):
        monkeypatch.setenv(f"PALABRE_{name}", around.format(token))
    assert sorted(loaded(tmp_path, "").secrets) == ["MTA4.a.b", "xapp-1", "xoxb-1"]


def test_one_mistake_leaves_what_else_is_written_to_be_looked_at(tmp_path: Path) -> None:
    text = '[discord]\ntoken = "MTA4"\nguild = []\n[slack]\nbot_token = "xoxb-1"\n[web]\nlisten = "8080"\n'
    (tmp_path / "config.toml").write_text(text, "utf-8")
    found = understand(tmp_path / "config.toml")
    assert (len(found.wrong), sorted(found.left_out), list(found.config.sections)) == (3, ["web"], ["discord", "slack"])
    assert found.config.secrets == ("MTA4", "xoxb-1")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read: is a directory. Name another one"), (b"\xff", "is not UTF-8 text. Save it as UTF-8")],
)
def test_a_file_that_is_none_is_said_in_words(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "settings"
    path.write_bytes(content) if content else path.mkdir()
    with pytest.raises(ConfigError, match=said):
        load_config(path)


def test_the_mark_that_some_editors_put_before_a_file_is_no_mistake(tmp_path: Path) -> None:
    assert loaded(tmp_path, '\ufeff[palabre]\nname = "Village"\n').palabre.name == "Village"


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


def test_what_a_line_tells_to_type_is_what_whoever_reads_it_can_type() -> None:
    written = io.StringIO()
    start_logging(stream=written, as_typed=lambda text: text.replace("palabre", ".venv/bin/palabre"))
    logging.getLogger("library").warning("It lacks: %s. %s", "pins", "Paste what palabre manifest prints.")
    structlog.get_logger("bot").warning("Type: palabre check", token="palabre")
    said = [json.loads(line)["event"] for line in written.getvalue().splitlines()]
    assert said == ["It lacks: pins. Paste what .venv/bin/palabre manifest prints.", "Type: .venv/bin/palabre check"]


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> object:
    root, config = logging.getLogger(), structlog.get_config()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)
