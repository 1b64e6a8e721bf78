"""One platform's token is wrong, or becomes so: it is said at once and clearly, and the other platform goes on."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.adapters.test_two_platforms import Worlds, worlds
from tests.rules.sources import ROOT
from tests.test_cli import free_port

DISCORD = (
    "Discord does not know the token of [discord]. Copy it anew: discord.com/developers, your application, Bot, Reset "
    "Token; then set PALABRE_DISCORD__TOKEN and start again."
)
SLACK = "Slack does not know the bot token of [slack] (invalid_auth). "
REVOKED = (
    "Slack takes the bot token no more (account_inactive); everything waits. Copy it anew: api.slack.com/apps, your "
    "app, OAuth & Permissions; set PALABRE_SLACK__BOT_TOKEN and start again."
)
PATIENCE = 40.0
pytestmark = pytest.mark.timeout(120)


@dataclass(slots=True)
class Bot:
    """`palabre run` in a process of its own, with what it wrote line by line."""

    port: int
    process: asyncio.subprocess.Process
    lines: list[dict[str, Any]] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.lines.append(json.loads(line) if line.startswith(b"{") else {"event": line.decode().strip()})
            self.heard.set()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():
                self.heard.clear()
                await self.heard.wait()

    async def ready(self) -> tuple[int, dict[str, Any]]:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
            return answer.status, await answer.json()

    async def ready_is(self, **platforms: bool) -> dict[str, Any]:
        """What /readyz says once this is so."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    status, said = await self.ready()
                except aiohttp.ClientError:
                    said = {}
                if said.get("platforms") == platforms:
                    assert status == (200 if all(platforms.values()) else 503)
                    return said
                await asyncio.sleep(0.05)

    async def connected(self, *, times: int) -> None:
        await self.until(lambda: [each["event"] for each in self.lines].count("A platform is connected") == times)

    @property
    def errors(self) -> list[str]:
        return [each["event"] for each in self.lines if each.get("level") in ("error", "critical")]

    @property
    def tracebacks(self) -> list[dict[str, Any]]:
        return [each for each in self.lines if "exception" in each or "Traceback" in str(each)]


def logins(made: Worlds) -> int:
    return len(made.discord.asked("GET", "/users/@me"))


def environment(made: Worlds, folder: Path, **other: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
    given = made.environment(f"sqlite:///{folder / 'palabre.db'}") | {"PYTHONPATH": str(ROOT)} | other
    return {**inherited, **{name: value for name, value in given.items() if value != "unset"}}


@asynccontextmanager
async def running(made: Worlds, folder: Path, **other: str) -> AsyncIterator[Bot]:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, stderr=asyncio.subprocess.PIPE,
        env=environment(made, folder, PALABRE_WEB__LISTEN=f"127.0.0.1:{port}", **other),
    )  # fmt: skip
    bot = Bot(port, process)
    listening = asyncio.create_task(bot.listen())
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        await listening


async def palabre(made: Worlds, folder: Path, word: str, **other: str) -> tuple[int, list[str], list[str]]:
    """Status, and the lines of both outputs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", word, cwd=folder, env=environment(made, folder, **other),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    return process.returncode or 0, out.decode().splitlines(), err.decode().splitlines()


async def test_check_looks_at_every_platform_whatever_is_wrong_with_one(tmp_path: Path) -> None:
    async with worlds(None) as made:
        status, out, err = await palabre(made, tmp_path, "check", PALABRE_SLACK__APP_TOKEN="unset")
        assert (status, err) == (1, [])
        assert out[:2] == [
            "✗ config.toml: [slack] app_token is missing, and signing_secret too: one of them is needed.",
            '  → Write for example: app_token = "xapp-…" (or set PALABRE_SLACK__APP_TOKEN).',
        ]
        assert "✓ The bot is on 1 server(s): Baobab." in out
        assert "✓ Slack knows the bot token: palabre in the workspace Baobab." in out
        assert out[-1].startswith("1 to mend, ")

        status, out, err = await palabre(made, tmp_path, "check", PALABRE_SLACK__BOT_TOKEN="unset")
        assert (status, err) == (1, [])
        assert out[0] == "✗ config.toml: [slack] bot_token is missing."
        assert "! [slack] is left aside here because of what is wrong in it." in out
        assert "✓ The bot is on 1 server(s): Baobab." in out


async def test_check_says_each_void_token_in_a_sentence(tmp_path: Path) -> None:
    async with worlds(None) as made:
        void = {"PALABRE_DISCORD__TOKEN": "MTA4.void.token", "PALABRE_SLACK__BOT_TOKEN": "xoxb-void"}
        status, out, err = await palabre(made, tmp_path, "check", PALABRE_SLACK__APP_TOKEN="xapp-void", **void)
        assert (status, err) == (1, [])
        assert [line for line in out if line.startswith("✗")] == [
            "✗ Discord does not know the token of [discord].",
            "✗ Slack does not know the bot token of [slack] (invalid_auth).",
            "✗ Slack does not take the app token of [slack] (invalid_auth).",
        ]
        assert len([line for line in out if "discord.com/developers" in line or "api.slack.com/apps" in line]) == 3


@pytest.mark.parametrize("out", ["discord", "slack"])
async def test_the_other_platform_goes_on_when_a_token_is_wrong_at_the_start(tmp_path: Path, out: str) -> None:
    other = "slack" if out == "discord" else "discord"
    key, void = ("DISCORD__TOKEN", "MTA4.void.token") if out == "discord" else ("SLACK__BOT_TOKEN", "xoxb-void")
    async with worlds(None) as made, running(made, tmp_path, **{f"PALABRE_{key}": void}) as bot:
        said = await bot.ready_is(**{out: False, other: True})
        assert list(said["out"]) == [out]
        sentence = said["out"][out]
        assert sentence.startswith(DISCORD if out == "discord" else SLACK)
        await bot.until(lambda: bool(bot.errors))
        [error] = bot.errors
        assert error in [f"{sentence} The other platforms {so}." for so in ("go on without it", "are still tried")]
        assert bot.tracebacks == []
        if other == "slack":
            amina = made.slack.team.user("Amina")
            assert (await (await amina.types("general", "/community me")).final()).text
        bot.process.terminate()
        assert await bot.process.wait() == 0
    assert out == "slack" or logins(made) == 1, "a token that was wrong from the start is not tried again"


async def test_what_cannot_be_reached_is_said_in_words(tmp_path: Path) -> None:
    """The class of the error stands in the log beside them."""
    closed = free_port()
    away = {
        "PALABRE_DISCORD__API_URL": "https://nowhere.invalid/api", "PALABRE_SLACK__API_URL": f"http://127.0.0.1:{closed}/",
    }  # fmt: skip
    sea, land = "no address was found for nowhere.invalid", f"127.0.0.1:{closed} refuses the connection"
    async with worlds(None) as made:
        status, out, _ = await palabre(made, tmp_path, "check", **away)
        assert (status, [line for line in out if "does not answer" in line]) == (
            1, [f"✗ Discord does not answer ({sea}).", f"✗ Slack does not answer ({land})."]
        )  # fmt: skip
        async with running(made, tmp_path, **away) as bot:
            await bot.until(lambda: len({each["event"] for each in bot.lines if "not answer" in each["event"]}) == 2)
            told = {(each["event"], each.get("reason"), each["debug"]) for each in bot.lines if "debug" in each}
        assert told == {
            ("A platform does not answer", sea, "ClientConnectorDNSError"),
            (f"Slack does not answer: {land}", None, "ClientConnectorError"),
        }


async def test_somebody_else_who_answers_is_not_taken_for_the_platform(tmp_path: Path) -> None:
    """As a network does that wants its conditions accepted first."""

    async def welcome(_: web.Request) -> web.Response:
        return web.Response(text="<html>Welcome!</html>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", welcome)
    async with worlds(None) as made, TestServer(app) as server:
        away = {f"PALABRE_{name}__API_URL": str(server.make_url("/api")) for name in ("DISCORD", "SLACK")}
        sea, land = (f"what answers at api_url of [{each}] is not {each.title()}" for each in ("discord", "slack"))
        _, out, _ = await palabre(made, tmp_path, "check", **away)
        assert [line for line in out if line.startswith("✗")] == [
            f"✗ Discord does not answer ({sea}).", f"✗ Slack does not answer ({land})."
        ]  # fmt: skip
        async with running(made, tmp_path, **away) as bot:
            await bot.until(lambda: len({each["event"] for each in bot.lines if "not answer" in each["event"]}) == 2)
        told = {(each["event"], each.get("reason")) for each in bot.lines if "not answer" in each["event"]}
        assert told == {("A platform does not answer", sea), (f"Slack does not answer: {land}", None)}
        assert bot.errors == []


async def test_it_ends_when_no_platform_is_left(tmp_path: Path) -> None:
    async with worlds(None) as made:
        void = {"PALABRE_DISCORD__TOKEN": "MTA4.void.token", "PALABRE_SLACK__BOT_TOKEN": "xoxb-void"}
        status, _, err = await palabre(made, tmp_path, "run", **void)
        plain = [line for line in err if not line.startswith("{")]
        assert (status, [line.split(" Copy")[0] for line in sorted(plain)]) == (
            1, ["Discord does not know the token of [discord].", "Slack does not know the bot token of [slack] "
                "(invalid_auth)."]
        )  # fmt: skip
        assert not any("Traceback" in line or "go on" in line for line in err)


async def test_a_single_platform_stops_with_a_sentence(tmp_path: Path) -> None:
    async with worlds(None) as made:
        alone = {name: "unset" for name in made.environment("") if name.startswith("PALABRE_SLACK")}
        status, _, err = await palabre(made, tmp_path, "run", PALABRE_DISCORD__TOKEN="MTA4.void.token", **alone)
        assert (status, err[-1]) == (1, DISCORD)
        assert [line for line in err if "does not know" in line] == [DISCORD]
        assert not any("Traceback" in line for line in err)


async def test_a_discord_token_that_is_revoked_is_said_once_and_slack_goes_on(tmp_path: Path) -> None:
    async with worlds(None) as made, running(made, tmp_path) as bot:
        await bot.connected(times=2)
        token, before = made.discord.token, logins(made)
        made.discord.revoke_token()
        await made.discord.until(lambda: logins(made) == before + 2, within=PATIENCE)
        said = await bot.ready_is(discord=False, slack=True)
        assert said["out"] == {"discord": DISCORD}
        assert bot.errors == [f"{DISCORD} Until then it is tried again, and what is to be sent waits."]
        assert bot.tracebacks == []
        made.discord.world.token = token
        assert await bot.ready_is(discord=True, slack=True) == {
            "ready": True, "database": True, "platforms": {"discord": True, "slack": True}
        }  # fmt: skip
        await bot.connected(times=3)
        assert len(bot.errors) == 1


async def test_a_slack_token_that_is_revoked_is_said_once_and_discord_goes_on(tmp_path: Path) -> None:
    async with worlds(None) as made, running(made, tmp_path) as bot:
        await bot.connected(times=2)
        made.slack.revoke_token("account_inactive")
        amina = made.slack.team.user("Amina")
        await amina.types("general", "/community me")
        said = await bot.ready_is(discord=True, slack=False)
        assert said["out"] == {"slack": REVOKED}
        connections = len(made.slack.asked("apps.connections.open"))
        made.slack.sockets.drop()
        again = connections + 1
        await made.slack.until(lambda: len(made.slack.asked("apps.connections.open")) >= again, within=PATIENCE)
        assert bot.errors == [REVOKED]
        assert bot.tracebacks == []
