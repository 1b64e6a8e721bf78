"""What operators type: it works and says so, or says in one sentence what is wrong and what to type."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import randrange
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import adapters
from bot.chat.address import Account, Place
from bot.cli import main
from bot.cli.running import migrated
from bot.cli.terminal import as_typed
from bot.clock import machine_time
from bot.db.database import open_database
from bot.db.tx import Tx
from bot.errors import OperatorError
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.communities.model import communities as stored
from bot.features.events import feeds
from bot.features.membership import service as membership
from bot.features.membership.model import Role, memberships
from bot.features.people import service as people
from bot.jobs.queue import PARKED, jobs, later
from tests.rules.sources import ROOT
from tests.simulators.slack import check_manifest
from tests.test_web import Nudge

EXAMPLES = str(ROOT / "examples" / "communities.toml")
TOKEN = "xoxb-0123456789-secret"
SIGNING = "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command ended with and wrote."""

    status: int
    out: str
    err: str


@dataclass(slots=True)
class Palabre:
    """The command line in a folder of its own, with a configuration in it."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    port: int = 0

    def __call__(self, *typed: str) -> Said:
        self.monkeypatch.setattr(sys, "argv", ["palabre", *typed])
        with pytest.raises(SystemExit) as ended:
            main()
        said = self.capture.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    def configure(self, text: str = "", *, playground: bool = True) -> None:
        self.port = free_port()
        world = (ROOT / "examples" / "cast.toml").as_posix()
        played = f'[playground]\nenabled = true\nlisten = "127.0.0.1:0"\nworld = "{world}"\n' if playground else ""
        (self.folder / "config.toml").write_text(f'[web]\nlisten = "127.0.0.1:{self.port}"\n{played}{text}', "utf-8")

    def change(self, work: Callable[[Tx], Any]) -> Any:
        """Do something to the database behind the program's back."""

        async def changed() -> Any:
            database = await open_database(f"sqlite:///{self.folder / 'palabre.db'}", now=machine_time)
            try:
                return await database.run(work)
            finally:
                await database.close()

        return asyncio.run(changed())

    @contextmanager
    def running(self, *typed: str) -> Iterator[subprocess.Popen[str]]:
        """A bot in a process of its own, from when it is ready."""
        command = [sys.executable, "-m", "bot", *(typed or ("run",))]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            until_ready(self.port, process)
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()


@pytest.fixture
def palabre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Palabre:
    for name in [name for name in os.environ if name.startswith("PALABRE_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("MAKELEVEL", raising=False)
    monkeypatch.chdir(tmp_path)
    found = Palabre(tmp_path, monkeypatch, capsys)
    found.configure()
    return found


def free_port() -> int:
    """One that no system gives out by itself: a connection to one of those, while nobody listens, may meet itself."""
    while True:
        port = randrange(20_000, 30_000)
        with socket.socket() as found:
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def free_pair() -> int:
    """A port that is free, as the next one is: the demonstration takes both."""
    while True:
        port = free_port()
        with socket.socket() as after:
            try:
                after.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def test_who_asks_before_anybody_listens_is_not_answered_by_themselves() -> None:
    """The port where a connection begins is taken from the system's own: one of those may be asked from itself."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        given = asking.getsockname()[1]
        asking.connect(("127.0.0.1", given))
        assert asking.getpeername() == asking.getsockname()  # what a connection to it may come to by chance
    system = Path("/proc/sys/net/ipv4/ip_local_port_range")
    first = int(system.read_text("utf-8").split()[0]) if system.exists() else given
    if first < 30_000:
        pytest.skip("here the system gives out nearly every port by itself")
    assert max(*(free_port() for _ in range(10)), free_pair() + 1) < first


def until_ready(port: int, process: subprocess.Popen[str]) -> None:
    """Ask a process of its own, as monitors do, until it says that it is ready."""
    started = monotonic()
    while monotonic() - started < 30:
        assert process.poll() is None, process.communicate()
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                assert answer.status == 200
                return
        except (URLError, ConnectionError):
            sleep(0.05)
    raise AssertionError("the bot was not ready within half a minute")


def panel(process: subprocess.Popen[str]) -> list[str]:
    """What the demonstration shows in its frame, once the frame is closed."""
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or "╰" not in lines[-1]:
        lines.append(process.stdout.readline())
        assert lines[-1], "the demonstration ended before it had shown anything"
    return [line.strip("│ \n") for line in lines]


def ended(process: subprocess.Popen[str], number: int) -> tuple[int, float, str]:
    """Tell it to stop: its exit status, how many seconds that took, and what it wrote on standard error."""
    asked = monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    return process.returncode, monotonic() - asked, err


# ------------------------------------------------------------------------------------------------ import and export


def test_importing_tells_what_came_in_and_again_that_nothing_changed(palabre: Palabre) -> None:
    counted = ["8 communities: 8 {}", "15 people: 15 {}", "39 memberships: 39 {}", "2 workspaces: 2 {}", "Done."]
    first, again = palabre("import", EXAMPLES), palabre("import", EXAMPLES)
    assert (first.status, first.out.splitlines(), first.err) == (0, [each.format("created") for each in counted], "")
    assert (again.status, again.out.splitlines()) == (0, [each.format("unchanged") for each in counted])


def test_a_dry_run_tells_the_same_and_changes_nothing(palabre: Palabre) -> None:
    said = palabre("import", "--dry-run", EXAMPLES)
    assert (said.status, said.out.splitlines()[0], said.out.splitlines()[-1]) == (
        0, "8 communities: 8 created", "Nothing was changed: this was a dry run."
    )  # fmt: skip
    assert palabre.change(communities.everything) == []


def test_a_file_with_mistakes_is_refused_with_each_of_them(palabre: Palabre) -> None:
    text = Path(EXAMPLES).read_text("utf-8").replace('mode = "public"', 'mode = "secret"')
    Path("mine.toml").write_text(text, "utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == 'mode = "secret"']
    said = palabre("import", "mine.toml")
    assert (said.status, said.out) == (1, "")
    assert said.err.splitlines() == [
        f"mine.toml, line {line}, community.mode: is 'secret'. Write one of private, semi-private, public, open."
        for line in lines
    ]
    assert not Path("palabre.db").exists()


def test_very_many_mistakes_are_not_all_told(palabre: Palabre) -> None:
    Path("mine.toml").write_text("[[persona]]\n" + "[[person]]\nnam = 'Ada'\naccounts = ['a:b']\n" * 30, "utf-8")
    said = palabre("import", "mine.toml")
    assert (len(said.err.splitlines()), said.err.splitlines()[-1]) == (21, "… and 41 more, which may go with these.")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "mine.toml cannot be read (No such file or directory). Name a file that exists."),
        (b"\xff\xfe", "mine.toml is not UTF-8 text. Save it as UTF-8 and try again."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(palabre: Palabre, content: bytes | None, complaint: str) -> None:
    if content is not None:
        Path("mine.toml").write_bytes(content)
    assert palabre("import", "mine.toml") == Said(1, "", f"{complaint}\n")


def test_what_is_exported_can_be_imported_elsewhere_without_a_difference(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)
    printed = palabre("export").out
    assert palabre("export", "first.toml") == Said(0, "Wrote first.toml.\n", "")
    Path("palabre.db").rename("old.db")
    assert palabre("import", "first.toml").status == 0
    assert palabre("export", "second.toml").status == 0
    assert Path("first.toml").read_text("utf-8") == Path("second.toml").read_text("utf-8") == printed


def test_a_file_that_exists_is_replaced_only_when_asked(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)
    for command in ("export", "backup"):
        Path("kept").write_text("precious", "utf-8")
        refused = Said(1, "", "kept exists already. Name another file, or add --force to replace it.\n")
        assert (palabre(command, "kept"), Path("kept").read_text("utf-8")) == (refused, "precious")
        assert palabre(command, "--force", "kept").status == 0
        assert Path("kept").read_bytes() != b"precious"


def test_exporting_from_no_database_makes_none(palabre: Palabre) -> None:
    said = palabre("export")
    assert (said.status, said.err.endswith("Make it with: palabre migrate\n")) == (1, True)
    assert not Path("palabre.db").exists()


# ------------------------------------------------------------------------------------------------------------ check


def test_check_finds_nothing_in_a_sound_installation(palabre: Palabre) -> None:
    palabre.configure('[palabre]\nowners = ["playground:baobab/nadia"]\n')
    palabre("import", EXAMPLES)
    said = palabre("check")
    assert (said.status, said.out.splitlines(), said.err) == (
        0,
        [
            "✓ The configuration is understood.",
            "✓ Configured: playground.",
            "✓ The platform team has 1 account(s).",
            "✓ The database answers and is up to date.",
            "✓ No work is stuck.",
            "✓ 8 communities were looked at.",
            "",
            "Everything is in order.",
        ],
        "",
    )


def test_check_says_what_to_type_for_each_mistake(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)

    def damaged(tx: Tx) -> None:
        ambassadors = next(each for each in communities.everything(tx) if each.slug == "ambassadors")
        employment = next(each for each in communities.everything(tx) if each.slug == "employment")
        tx.run(memberships.delete().where(memberships.c.community == ambassadors.id))
        for home in communities.homes(tx, employment.id):
            communities.add_place(tx, employment, home.place, admin_channel="")
        tx.run(jobs.delete())
        later(tx, tx.now.replace(year=2020), Nudge(), key="late", lane="playground")
        later(tx, tx.now, Nudge(), key="broken", lane="engine")
        tx.run(jobs.update().where(jobs.c.key == "broken").values(state=PARKED, ended_at=tx.now))

    palabre.change(damaged)
    said = palabre("check")
    found = [line for line in said.out.splitlines() if not line.startswith("✓")]
    minutes = next(line for line in found if "waited" in line)
    assert (said.status, found) == (
        1,
        [
            "! Nobody is of the platform team, so nobody can help where administrators are missing.",
            '  → Write owners = ["playground:<workspace>/<person>"] below [palabre].',
            "✗ 1 job(s) of engine were given up after many tries.",
            "  → Search the log for “parked”; what they were is in the table jobs, state 'parked'.",
            minutes,
            "  → Type: palabre run, if no bot is running.",
            "✗ ambassadors has no administrator.",
            "  → In chat, as an owner: /community admins ambassadors @somebody",
            "! employment has no channel for its administrators: requests to join are told to them privately.",
            "  → In chat, as an owner: /community places employment #its-channel #administrators-channel",
            "",
            "3 to mend, 2 to look at.",
        ],
    )
    assert minutes.startswith("✗ Work of playground has waited for ")


NOWHERE = 'api_url = "http://127.0.0.1:9/api/"'
ON_DISCORD = f'[discord]\ntoken = "MTA4.x.y"\n{NOWHERE}\n'
ON_SLACK = f'[slack]\nbot_token = "xoxb"\napp_token = "xapp"\ncommand = "/cop"\n{NOWHERE}\n'
BY_OPTIONS = "/community places community:tides channel:#its-channel"


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        (ON_DISCORD, BY_OPTIONS),
        (ON_SLACK, "/cop places tides #its-channel"),
        (ON_DISCORD + ON_SLACK, f"{BY_OPTIONS} (discord), /cop places tides #its-channel (slack)"),
    ],
)
def test_what_is_to_be_typed_in_chat_is_said_as_it_is_typed_there(palabre: Palabre, sections: str, said: str) -> None:
    palabre("migrate")
    palabre.change(lambda tx: communities.create(tx, communities.blank(tx, "Tides", Mode.PUBLIC), by=""))
    palabre.configure(sections, playground=False)
    lines = palabre("check").out.splitlines()
    found = lines.index("! tides lives in no channel.")
    assert lines[found + 1] == f"  → In chat, as an owner: {said}"


def test_check_tells_that_a_language_is_spoken_by_nobody_here(palabre: Palabre) -> None:
    palabre.configure('[palabre]\nlanguage = "de"\nowners = ["playground:baobab/nadia"]\n')
    lines = palabre("check").out.splitlines()
    found = lines.index("! There is no copy in the language 'de': who says nothing else is answered in English.")
    assert lines[found + 1] == '  → Write language = "en" or "fr" below [palabre].'
    palabre.configure('[palabre]\nlanguage = "fr-CA"\nowners = ["playground:baobab/nadia"]\n')
    assert "no copy" not in palabre("check").out


def test_check_before_the_first_start_finds_no_mistake_and_makes_nothing(palabre: Palabre) -> None:
    palabre.configure('[palabre]\nowners = ["playground:baobab/nadia"]\n')
    said = palabre("check")
    assert (said.status, said.out.splitlines()[-4:]) == (
        0,
        ["! There is no database yet; the first start makes it.", "  → Type: palabre run", "",
         "0 to mend, 1 to look at."],
    )  # fmt: skip
    assert sorted(path.name for path in palabre.folder.iterdir()) == ["config.toml"]


def test_check_tells_of_tokens_that_they_are_there_and_no_more(palabre: Palabre) -> None:
    palabre.configure(f'[slack]\nbot_token = "{TOKEN}"\nsigning_secret = "{SIGNING}"\n', playground=False)
    said = palabre("check")
    assert [line for line in said.out.splitlines() if "slack" in line][:4] == [
        "✓ Configured: slack.",
        "✓ [slack] bot_token is present.",
        "✓ [slack] app_token is not used.",
        "✓ [slack] signing_secret is present.",
    ]
    assert [secret for secret in (TOKEN, SIGNING) if secret in said.out + said.err] == []


def test_check_says_of_a_token_that_is_missing_nothing_but_that(palabre: Palabre) -> None:
    palabre.configure(f'[slack]\nbot_token = "{TOKEN}"\n', playground=False)
    said = palabre("check")
    about = [line for line in said.out.splitlines() if "app_token" in line and "→" not in line]
    assert about == ["✗ config.toml: [slack] app_token is missing, and signing_secret too: one of them is needed."]


def test_check_builds_each_adapter_once(palabre: Palabre, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    load = adapters.load

    def counted(kits: Any) -> Any:
        built.extend(kits)
        return load(kits)

    monkeypatch.setattr(adapters, "load", counted)
    palabre.configure(ON_SLACK)
    palabre("check")
    assert sorted(built) == ["slack"]


WEIRD = """
import asyncio
from bot.chat.port import Finding, TryLater

class Weird:
    def __init__(self, kit):
        self.token = kit.section["token"]

    async def check(self, places):
        if self.token == "secret-busy":
            raise TryLater("too many requests with " + self.token)
        if self.token == "secret-broken":
            raise ConnectionError("cannot reach https://chat.example/" + self.token)
        if self.token == "secret-silent":
            await asyncio.Event().wait()
        return [Finding("mind", f"{len(places)} places, one of them {places[0].place}", "Look there.")]
"""


@pytest.fixture
def weird(tmp_path: Path, palabre: Palabre) -> None:
    """An adapter of a third party that can be asked how it is."""
    info = tmp_path / "site" / "weird_chat-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: weird-chat\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[{adapters.GROUP}]\nweird = weird_chat:Weird\n", "utf-8")
    (tmp_path / "site" / "weird_chat.py").write_text(WEIRD, "utf-8")
    palabre.monkeypatch.syspath_prepend(str(tmp_path / "site"))


@pytest.mark.usefixtures("weird")
@pytest.mark.parametrize(
    ("token", "status", "said"),
    [
        ("secret-fine", 0, ["! 2 places, one of them weird:town#tides", "  → Look there."]),
        ("secret-busy", 0, [
            "! weird could not be asked (too many requests with …).", "  → Type the same again in a few minutes."]),
        ("secret-silent", 0, [
            "! weird could not be asked (no answer within 0 s).", "  → Type the same again in a few minutes."]),
        ("secret-broken", 1, [
            "✗ weird could not be asked (ConnectionError: cannot reach https://chat.example/…).",
            "  → Type: palabre --debug run, and tell its developers."]),
    ],
)  # fmt: skip
def test_check_asks_each_platform_and_survives_its_answer(
    palabre: Palabre, token: str, status: int, said: list[str]
) -> None:
    palabre.monkeypatch.setattr("bot.cli.checking.ANSWERS_WITHIN", 0.1)
    palabre("migrate")
    palabre.change(in_tides("weird"))
    palabre.configure(f'[weird]\ntoken = "{token}"\n[palabre]\nowners = ["weird:town/nadia"]\n', playground=False)
    found = palabre("check")
    lines = [line for line in found.out.splitlines() if not line.startswith("✓")]
    assert (found.status, lines[:2]) == (status, said)
    assert token not in found.out + found.err


def in_tides(platform: str, *troubles: str) -> Callable[[Tx], None]:
    """A community that lives on a platform, with what was wrong there when it was looked at last."""

    def make(tx: Tx) -> None:
        made = communities.create(tx, communities.blank(tx, "Tides", Mode.PUBLIC), by="")
        home = communities.add_place(tx, made, Place(platform, "town", "tides"), admin_channel="tides-admins")
        homes.set_troubles(tx, home, troubles)
        nadia = people.register(tx, "Nadia", [Account(platform, "town", "nadia")])
        membership.admit(tx, made, nadia, by="", role=Role.ADMINISTRATOR)
        tx.run(jobs.update().values(state="done", ended_at=tx.now))

    return make


def test_check_shows_what_is_wrong_with_places_as_long_as_it_lasts(palabre: Palabre) -> None:
    palabre("migrate")
    palabre.change(in_tides("weird", "role-too-high", "admins/no-send"))
    said = palabre("check")
    assert (said.status, [line for line in said.out.splitlines() if "tides" in line or "→" in line][1:]) == (1, [
        "✗ tides, the channel of its members in weird town: The role of its members stands above mine, so I can "
        "neither give nor take it.",
        "  → In the server's settings, under Roles, drag my role above it.",
        "✗ tides, the channel of its administrators in weird town: I cannot write in the channel.",
        "  → In the channel's settings, under Permissions, let my role send messages.",
    ])  # fmt: skip


def test_check_looks_at_the_channels_of_a_playground_without_making_one(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)
    assert "looked at" not in palabre("check").out.replace("communities were looked at", "")
    assert not Path("playground.db").exists()
    with palabre.running() as process:
        assert ended(process, signal.SIGTERM)[0] == 0
    assert "✓ The playground looked at 24 channels." in palabre("check").out.splitlines()
    with closing(sqlite3.connect("playground.db")) as database:
        database.execute("UPDATE channels SET gone = 1 WHERE id = 'employment'")
        database.commit()
    said = palabre("check").out.splitlines()
    assert "✗ playground:baobab#employment: The channel no longer exists." in said
    with closing(sqlite3.connect("palabre.db")) as kept:
        kept.execute("""UPDATE community_places SET troubles = '["channel-gone"]' WHERE channel = 'employment'""")
        kept.commit()
    again = palabre("check").out
    assert again.count("The channel no longer exists.") == 1


def test_check_notices_that_slack_does_not_know_where_to_call(palabre: Palabre) -> None:
    secret = '[slack]\nbot_token = "xoxb"\nsigning_secret = "s"\napi_url = "http://127.0.0.1:9/api"\n'
    palabre.configure(secret)
    said = palabre("check").out
    assert "✗ Slack is to call this bot (no app_token below [slack]), and nobody told where it is reached." in said


def test_check_names_every_mistake_of_the_configuration(palabre: Palabre) -> None:
    palabre.configure('[databse]\nurl = 1\n[slak]\n[palabre]\nowners = ["playground:baobab/nadia"]\n')
    said = [line for line in palabre("check").out.splitlines() if "platform team" not in line]
    assert said == [
        "✗ config.toml: [databse] is not known.", "  → Did you mean [database]?",
        "✗ config.toml: [slak] is not known.", "  → Did you mean [slack]?",
        "✓ Configured: playground.",
        "! There is no database yet; the first start makes it.", "  → Type: palabre run",
        "", "2 to mend, 1 to look at.",
    ]  # fmt: skip


PLAYED = f'[playground]\nenabled = true\nworld = "{(ROOT / "examples" / "cast.toml").as_posix()}"\n'
CALLED = '[slack]\nbot_token = "xoxb"\nsigning_secret = "s"\napi_url = "http://127.0.0.1:9/api"\n'


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (f'{PLAYED}listen = "0.0.0.0:8765"', "playground.listen is '0.0.0.0:8765', but whoever opens the playground "
         "can act as anybody in it."),
        ('[playground]\nenabled = true\nworld = "nowhere.toml"', "The world file nowhere.toml cannot be read: no such "
         "file or directory."),
        (f'{PLAYED}store = "nowhere/p.db"', "The playground cannot use its file nowhere/p.db (its folder is not "
         "there)."),
        (f'{PLAYED}store = "shelf"', "The playground cannot use its file shelf (it is a folder)."),
        (f'{PLAYED}[web]\nlisten = "203.0.113.7:8080"', "The page for health and metrics cannot listen on "
         "203.0.113.7:8080: this machine has no such address."),
        (f'{PLAYED}[web]\nlisten = "nowhere.invalid:8080"', "The page for health and metrics cannot listen on "
         "nowhere.invalid:8080: there is no such address."),
        (f'{CALLED}[web]\nlisten = ""', "A platform is to call /slack/events, but nothing listens there."),
        ("", "No platform is configured, so there is nobody to talk to."),
        (f'{PLAYED}[palabre]\nowners = ["slack:U1", "discord:abc"]', "config.toml: [palabre] owners names 'slack:U1', "
         "which does not name its team; write slack:<team id>/U1, where the team id begins with T; and 'discord:abc', "
         "which is no account of Discord; write discord:<user id>, a number."),
    ],
)  # fmt: skip
def test_check_finds_before_the_start_what_the_start_refuses_in_the_same_words(
    palabre: Palabre, settings: str, problem: str
) -> None:
    Path("shelf").mkdir()
    Path("config.toml").write_text(settings, "utf-8")
    said = palabre("check")
    lines = said.out.splitlines()
    remedy = lines[lines.index(f"✗ {problem}") + 1].removeprefix("  → ")
    assert (said.status, Path("playground.db").exists()) == (1, False)
    refused = palabre("run")
    assert (refused.status, refused.err.splitlines()[-1]) == (1, f"{problem} {remedy}")


# --------------------------------------------------------------------------------------------------------- manifest

INVITATION = (
    "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions=2269701505936464\n"
)


def test_what_discord_takes_is_printed_before_there_is_any_configuration(palabre: Palabre) -> None:
    Path("config.toml").unlink()
    said = palabre("manifest", "discord")
    assert (said.status, said.out) == (0, INVITATION.format("APPLICATION_ID"))
    lines = said.err.splitlines()
    assert "   In the link, put the Application ID of General Information for APPLICATION_ID." in lines
    assert "   Manage Messages           takes off the emoji of those who may not decide" in lines


def test_the_link_names_the_application_that_the_token_belongs_to(palabre: Palabre) -> None:
    offline = f'api_url = "http://127.0.0.1:{free_port()}"'
    palabre.configure(f'[discord]\ntoken = "MTA4NDc.GxYz12.a-secret"\n{offline}\n', playground=False)
    said = palabre("manifest", "discord")
    assert (said.status, said.out) == (0, INVITATION.format("10847"))
    assert "a-secret" not in said.err
    assert "APPLICATION_ID" not in said.err


def test_a_configuration_that_is_not_right_yet_is_left_aside_unless_it_is_named(palabre: Palabre) -> None:
    palabre.configure('[discord]\ntoken = ""\n', playground=False)
    said = palabre("manifest", "discord")
    assert (said.status, said.out) == (0, INVITATION.format("APPLICATION_ID"))
    assert said.err.splitlines()[0].startswith("config.toml is left aside: config.toml: [discord] token is empty.")
    named = palabre("manifest", "discord", "--config", "config.toml")
    assert (named.status, named.out) == (1, "")


def test_what_slack_takes_is_printed_before_there_is_any_configuration(palabre: Palabre) -> None:
    Path("config.toml").unlink()
    said = palabre("manifest", "slack")
    app = json.loads(said.out)
    assert (said.status, check_manifest(app)) == (0, [])
    assert (app["settings"]["socket_mode_enabled"], app["display_information"]["name"]) == (True, "Palabre")
    lines = said.err.splitlines()
    assert "   PALABRE_SLACK__APP_TOKEN to it (xapp-…)." in lines
    assert "   pins:write         pins what comes within 30 days, and the notice that a community is archived" in lines


def test_slack_is_told_the_address_it_is_to_call_where_there_is_no_app_token(palabre: Palabre) -> None:
    section = '[slack]\nbot_token = "xoxb-a-secret"\nsigning_secret = "another-secret"\ncommand = "/village"\n'
    palabre.configure(section, playground=False)
    palabre.monkeypatch.setenv("PALABRE_WEB__PUBLIC_URL", "https://p.example")
    said = palabre("manifest", "slack")
    app = json.loads(said.out)
    [command] = app["features"]["slash_commands"]
    assert (said.status, check_manifest(app)) == (0, [])
    assert (command["command"], command["url"]) == ("/village", "https://p.example/slack/events")
    assert "   Slack calls https://p.example/slack/events: it must reach [web] of this configuration by https." in (
        said.err.splitlines()
    )
    assert "-secret" not in said.out + said.err


def test_the_address_can_be_written_before_slack_has_given_any_secret(palabre: Palabre) -> None:
    """Both come from the app that is made of the manifest."""
    palabre.configure(playground=False)
    palabre.monkeypatch.setenv("PALABRE_WEB__PUBLIC_URL", "https://p.example")
    said = palabre("manifest", "slack", "--http")
    app = json.loads(said.out)
    assert (said.status, check_manifest(app)) == (0, [])
    assert app["settings"]["event_subscriptions"]["request_url"] == "https://p.example/slack/events"
    assert app["settings"]["socket_mode_enabled"] is False
    assert "PALABRE_SLACK__SIGNING_SECRET" in said.err
    assert "APP_TOKEN" not in said.err
    assert palabre("manifest", "discord", "--http") == Said(
        1, "", "Nothing of discord can come by HTTP. Type: palabre manifest discord\n"
    )


def test_a_platform_without_a_manifest_says_which_have_one(palabre: Palabre) -> None:
    assert palabre("manifest", "playground") == Said(
        1, "", "There is no manifest for playground. Type: palabre manifest discord or slack\n"
    )


# ------------------------------------------------------------------------------------------- database and reference


def test_migrate_says_whether_it_made_the_database_or_had_nothing_to_do(palabre: Palabre) -> None:
    newest = sorted(path.name.split("_")[0] for path in (ROOT / "migrations" / "versions").glob("0*.py"))[-1]
    assert palabre("migrate") == Said(0, "Made the database at palabre.db.\n", "")
    assert palabre("migrate") == Said(0, f"The database is up to date, at step {newest}: nothing was to be done.\n", "")
    assert palabre.change(communities.everything) == []
    assert migrated("0001", "0003", "palabre.db") == "Brought the database from step 0001 to 0003."


def test_a_backup_of_a_running_bot_is_whole_and_sound(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)
    with palabre.running():
        said = palabre("backup", "copy.db")
    assert (said.status, said.out) == (
        0, f"Copied palabre.db to copy.db: {Path('copy.db').stat().st_size:,} bytes, found sound.\n"
    )  # fmt: skip
    assert sorted(path.name for path in palabre.folder.glob("*copy*")) == ["copy.db"]
    assert {path.stat().st_mode & 0o077 for path in palabre.folder.glob("*.db")} == {0}
    for path in palabre.folder.glob("palabre.db*"):
        path.unlink()
    Path("copy.db").rename("palabre.db")
    assert palabre.change(lambda tx: sum(membership.count(tx, each.id) for each in communities.everything(tx))) == 39


def test_a_broken_database_leaves_no_copy_that_looks_good(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)
    with closing(sqlite3.connect("palabre.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = int(database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'people'").fetchone()[0])
        size = int(database.execute("PRAGMA page_size").fetchone()[0])
    with Path("palabre.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x0d" + b"\xff" * 200)
    said = palabre("backup", "copy.db")
    assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert said.err.endswith(
        "The database itself is damaged: restore the last good backup, as docs/operations.md says.\n"
    )
    assert [path.name for path in palabre.folder.glob("*copy*")] == []


def test_the_database_is_not_copied_onto_itself(palabre: Palabre) -> None:
    palabre("migrate")
    assert palabre("backup", "--force", "palabre.db") == Said(
        1, "", "palabre.db is the database itself. Name another file.\n"
    )
    assert palabre.change(communities.everything) == []


def test_a_backup_of_postgresql_says_what_to_type_without_the_password(palabre: Palabre) -> None:
    palabre.configure('[database]\nurl = "postgresql://ada:hunter2@db.example.org/palabre"\n')
    assert palabre("backup", "copy") == Said(
        1, "", "PostgreSQL makes its own backups. "
        "Type: pg_dump --format=custom --file copy postgresql://ada@db.example.org/palabre "
        "(it asks for the password; unattended, give it in PGPASSWORD)\n",
    )  # fmt: skip


def test_a_backup_of_postgresql_without_a_password_can_be_typed_as_it_stands(palabre: Palabre) -> None:
    palabre.configure(
        '[database]\nurl = "postgresql://ada@db.example.org/palabre?sslmode=require&application_name=b"\n'
    )
    assert palabre("backup", "my copy").err == (
        "PostgreSQL makes its own backups. Type: pg_dump --format=custom --file 'my copy' "
        "'postgresql://ada@db.example.org/palabre?application_name=b&sslmode=require'\n"
    )


def test_what_will_be_sent_is_shown_before_it_is(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)
    said = palabre("preview", "gender-group", "--days", "16")
    assert said.status == 0
    assert said.out.splitlines()[0] == "SPIAC-B Gender Group, the next 16 days; times are those of Europe/Rome."
    assert "Nothing new for 14 days in SPIAC-B Gender Group" in said.out
    assert said.out.splitlines()[-1].endswith("as long as nobody does anything.")


def test_a_preview_of_nothing_says_what_to_type(palabre: Palabre) -> None:
    assert palabre("preview", "tides").err.startswith("There is no database yet.")
    palabre("import", EXAMPLES)
    assert palabre("preview", "nowhere").err.startswith("There is no community 'nowhere'.")
    assert palabre("preview", "gender-group", "--days", "4000").err.startswith("4000 days cannot be looked ahead.")


def test_the_reference_in_the_documentation_says_what_the_commands_are(palabre: Palabre) -> None:
    committed = ROOT / "docs" / "commands.md"
    assert palabre("reference", "--check", str(committed)) == Said(0, f"{committed} is up to date.\n", "")
    assert palabre("reference", "new/commands.md") == Said(0, "Wrote new/commands.md.\n", "")
    assert Path("new/commands.md").read_text("utf-8") == committed.read_text("utf-8")
    Path("new/commands.md").write_text("old", "utf-8")
    assert palabre("reference", "--check", "new/commands.md") == Said(
        1, "", "new/commands.md does not say what the commands are now. Type: palabre reference new/commands.md\n"
    )


# ------------------------------------------------------------------------------------------------------------ errors


def test_without_a_configuration_it_says_how_to_get_one(palabre: Palabre) -> None:
    Path("config.toml").unlink()
    assert palabre("run") == Said(
        1, "", "There is no configuration at config.toml. Type: cp config.example.toml config.toml, fill it in, "
        "or name yours with --config FILE; palabre demo needs none.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        ("check", "--config", "mine.toml"), ("--config", "mine.toml", "check"), ("-c", "mine.toml", "check"),
        ("--debug", "-c", "other.toml", "check", "-c", "mine.toml"),
    ],
)  # fmt: skip
def test_the_settings_are_named_before_or_behind_the_command(palabre: Palabre, typed: tuple[str, ...]) -> None:
    Path("mine.toml").write_text("[mine]", "utf-8")
    assert palabre(*typed).out.startswith("✗ mine.toml: [mine] is not known.")


def test_a_bug_is_one_sentence_and_with_debug_its_traceback(palabre: Palabre, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("bot.cli.files.read", broken)
    assert palabre("import", EXAMPLES) == Said(
        1, "", "Palabre did not expect this: KeyError: 'surprise'. "
        "Type: palabre --debug … (the same command) to see where it arose, and tell its developers.\n",
    )  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["palabre", "--debug", "import", EXAMPLES])
    with pytest.raises(KeyError, match="surprise"):
        main()


# --------------------------------------------------------------------------------------------------- run and demo


def test_a_bot_runs_alone_on_its_database_and_stops_when_told(palabre: Palabre) -> None:
    palabre("import", EXAMPLES)
    with palabre.running() as first:
        second = palabre("run")
        assert (second.status, second.err.splitlines()[-1]) == (
            1, "Another Palabre is already running on palabre.db. Stop it first, or give this one a database of its "
            "own (url in [database]; palabre demo --data DIR). Several processes on one database need PostgreSQL.",
        )  # fmt: skip
        assert palabre("export", "out.toml").status == 0
        status, seconds, err = ended(first, signal.SIGTERM)
    assert (status, seconds < 8, "Traceback" in err) == (0, True, False)
    with palabre.running() as third:
        assert ended(third, signal.SIGINT)[0] == 0


def test_a_bot_makes_its_database_but_changes_an_old_one_only_when_told(palabre: Palabre) -> None:
    with palabre.running() as process:
        assert ended(process, signal.SIGTERM)[0] == 0
    with closing(sqlite3.connect("palabre.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
        database.commit()
    said = palabre("run")
    assert (said.status, said.err.splitlines()[-1].endswith("Type: palabre migrate")) == (1, True)


def test_a_bot_without_a_platform_says_so(palabre: Palabre) -> None:
    palabre.configure(playground=False)
    assert palabre("run") == Said(
        1, "", "No platform is configured, so there is nobody to talk to. Fill in [discord], [slack] or [playground] "
        "as config.example.toml shows; palabre demo needs none.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("config.toml/a.db", "config.toml is no folder, and the database config.toml/a.db is to lie in it."),
        ("shelf", "The database shelf is a folder."),
        pytest.param(
            "shut/in/palabre.db", "The folder shut of the database shut/in/palabre.db cannot be written.",
            marks=pytest.mark.skipif(os.geteuid() == 0, reason="nothing is shut to the superuser"),
        ),
    ],
)  # fmt: skip
def test_a_database_that_cannot_lie_there_is_said_before_the_start(palabre: Palabre, url: str, problem: str) -> None:
    Path("shelf").mkdir()
    Path("shut").mkdir(mode=0o500)
    palabre.monkeypatch.setenv("PALABRE_DATABASE__URL", f"sqlite:///{url}")
    way_out = "Let whoever runs Palabre write there, or name another place as url in [database]."
    for command in ("run", "migrate"):
        assert palabre(command) == Said(1, "", f"{problem} {way_out}\n")
    said = palabre("check")
    lines = said.out.splitlines()
    assert (said.status, lines[lines.index(f"✗ {problem}") + 1]) == (1, f"  → {way_out}")


def test_a_port_in_use_stops_the_bot_with_a_way_out(palabre: Palabre) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", palabre.port))
        taken.listen()
        said = palabre("run")
    assert (said.status, said.err.splitlines()[-1]) == (
        1, f"The page for health and metrics cannot listen on 127.0.0.1:{palabre.port}: port {palabre.port} is in use. "
        'Stop what uses that port, or set listen in [web] to another one; listen = "" switches it off.',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("made", "remedy"),
    [("", "palabre demo --port 9000"), ("1", "make demo ARGS='--port 9000'")],
)
def test_a_port_in_use_is_another_port_of_the_demonstration(palabre: Palabre, made: str, remedy: str) -> None:
    palabre.monkeypatch.setenv("MAKELEVEL", made)
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        said = palabre("demo", "--port", str(port), "--data", "here")
    assert (said.status, said.err.splitlines()[-1]) == (
        1, f"The playground cannot listen on 127.0.0.1:{port}: port {port} is in use. Name another port: {remedy}"
    )  # fmt: skip


SERVING = """
import asyncio, gc
from bot.cli.running import serve

class App:
    async def serve(self, stop, *, started):
        print(gc.get_freeze_count())
        started()
        print(gc.get_freeze_count())

asyncio.run(serve(App(), say=lambda: print("said")))
"""


def test_what_stands_after_the_start_is_no_garbage_to_look_through(tmp_path: Path) -> None:
    """A full collection of it would hold up the loop; in a process of its own, as it cannot be taken back."""
    done = subprocess.run(
        [sys.executable, "-c", SERVING], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    before, said, after = done.stdout.split()
    assert (before, said) == ("0", "said")
    assert int(after) > 50_000


def test_the_demonstration_needs_one_port_only(palabre: Palabre) -> None:
    """The page for health and metrics takes the next one, or any other."""
    port = free_pair()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 1))
        taken.listen()
        command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--data", "here"]
        process = subprocess.Popen(
            command, cwd=palabre.folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        try:
            shown = panel(process)
            with urlopen(f"http://127.0.0.1:{port}/") as page:
                assert page.status == 200
            status, _, err = ended(process, signal.SIGINT)
        finally:
            process.kill()
            process.communicate()
    assert f"Open http://127.0.0.1:{port}/ in your browser." in shown
    assert (status, err) == (0, "")


def test_what_to_type_is_what_this_person_can_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever never put it on the PATH started it by its path, by the interpreter, or by make."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("MAKELEVEL", raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "venv" / "bin" / "python"))
    said = "Type: palabre check, or pip install palabre; it is in palabre.db (palabre demo --data DIR)."

    def typed(program: str) -> str:
        monkeypatch.setattr(sys, "argv", [program])
        return as_typed(said)

    assert typed("palabre") == said
    by_path = said.replace("palabre check", "venv/bin/palabre check").replace("palabre demo", "venv/bin/palabre demo")
    by_path = by_path.replace("pip install", "venv/bin/python -m pip install")
    assert typed("venv/bin/palabre") == by_path
    assert typed("/somewhere/bot/__main__.py") == by_path.replace("venv/bin/palabre", "venv/bin/python -m bot")
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "palabre").touch()
    assert typed("/somewhere/bot/__main__.py") == by_path
    monkeypatch.setenv("MAKELEVEL", "1")
    assert typed("/somewhere/bot/__main__.py") == (
        "Type: venv/bin/palabre check, or venv/bin/python -m pip install palabre; "
        "it is in palabre.db (make demo ARGS='--data DIR')."
    )
    assert as_typed("palabre demo --fresh") == "make demo ARGS=--fresh"


def test_what_is_missing_of_a_platform_is_named_with_what_brings_it_to_this_copy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also for `manifest`, which asks before anything is configured."""
    monkeypatch.setitem(sys.modules, "discord", None)
    monkeypatch.delitem(sys.modules, "adapters.discord.platform", raising=False)
    with pytest.raises(OperatorError) as refused:
        adapters._imported("adapters.discord.platform", "discord")
    assert (refused.value.what.problem, refused.value.what.remedy) == (
        "The package discord, which [discord] needs, is not installed.", f"Type: pip install '{ROOT}[discord]'"
    )  # fmt: skip


def test_another_palabre_on_the_path_is_not_the_one_that_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAKELEVEL", raising=False)
    for folder in ("venv/bin", "other"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "palabre").touch(mode=0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "venv" / "bin" / "python"))
    monkeypatch.setattr(sys, "argv", ["venv/bin/palabre"])
    monkeypatch.setenv("PATH", str(tmp_path / "other"))
    assert as_typed("palabre run") == "venv/bin/palabre run"
    monkeypatch.setenv("PATH", str(tmp_path / "venv" / "bin"))
    assert as_typed("palabre run") == "palabre run"


def test_the_demonstration_starts_with_everything_and_remembers_it(palabre: Palabre) -> None:
    port = free_pair()
    palabre.port = port + 1
    Path("config.toml").write_text("this is = = not read", "utf-8")
    with palabre.running("demo", "--port", str(port), "--data", "here") as process:
        with urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
        shown = panel(process)
        assert f"Open http://127.0.0.1:{port}/ in your browser." in shown
        first, then = "type /join and press Join at Social Registries, under “Ask to join”.", "press Approve, or put ✅"
        assert [each for each in (first, then) if each not in " ".join(shown)] == []  # as the README and the page say
        assert [line.rpartition("palabre ")[2] for line in shown if "again:" in line] == ["demo --fresh"]
        status, _, err = ended(process, signal.SIGINT)
    assert (status, err) == (0, "")
    assert sorted(path.name for path in Path("here").glob("*.db")) == ["palabre.db", "playground.db"]
    kept = Palabre(palabre.folder / "here", palabre.monkeypatch, palabre.capture)
    assert kept.change(lambda tx: len(communities.everything(tx))) == 8
    assert kept.change(lambda tx: tx.noted(feeds.PUBLIC_URL)) == f"http://127.0.0.1:{port + 1}"  # to subscribe to

    first = kept.change(communities.everything)[0]
    kept.change(lambda tx: tx.run(stored.delete().where(stored.c.id == first.id)))
    for fresh, wanted in (((), 7), (("--fresh",), 8)):
        with palabre.running("demo", "--port", str(port), "--data", "here", *fresh) as process:
            assert ended(process, signal.SIGINT)[0] == 0
        assert kept.change(lambda tx: len(communities.everything(tx))) == wanted


def test_an_import_says_what_is_not_in_it_and_whom_nobody_met(palabre: Palabre) -> None:
    Path("empty.toml").write_text("# nothing\n", "utf-8")
    assert palabre("import", "empty.toml").out.splitlines() == ["There is nothing in empty.toml.", "Done."]
    text = '[[community]]\nslug = "tides"\nname = "Tides"\nmode = "public"\nadmins = ["playground:baobab/nobody"]\n'
    place = '[[community.place]]\nplatform = "playground"\nworkspace = "baobab"\nchannel = "tides"\n'
    Path("tides.toml").write_text(text + place, "utf-8")
    said = palabre("import", "tides.toml")
    assert (said.status, said.out.splitlines()[-2]) == (
        0,
        "Nobody has met this account yet; it belongs as soon as it comes, unless it is a slip of the hand: tides.toml, "
        "line 5: playground:baobab/nobody (admins)",
    )
