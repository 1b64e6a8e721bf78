"""One community in a Slack workspace and on a Discord server: whoever decides, wherever, decides for both."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.chat.address import Account, Place
from bot.clock import Clock
from bot.commands.registry import Registry
from bot.config import Config, Listen, Web
from bot.config import Database as DatabaseSection
from bot.config import Discord as DiscordSection
from bot.config import Slack as SlackSection
from bot.db.database import open_database
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.people import service as people
from tests.adapters.discord.ground import NEEDED
from tests.adapters.discord.village import account as on_discord
from tests.adapters.slack.ground import account as on_slack
from tests.adapters.slack.ground import manifest
from tests.rules.sources import ROOT
from tests.simulators import discord as sea
from tests.simulators import slack as land
from tests.words import our_copy

REGISTRY = Registry(FEATURES)
LONG = 40.0
"""Seconds of patience with a process of its own."""


@dataclass(slots=True)
class Worlds:
    """Both platforms, each with its channels and its own administrator; the community is not in the database yet."""

    discord: sea.Discord
    guild: sea.Guild
    general: sea.Channel
    room: sea.Channel
    admins: sea.Channel
    members: sea.Role
    dora: sea.Person
    slack: land.Slack
    hall: land.Channel
    council: land.Channel
    martha: land.User

    def config(self, url: str) -> Config:
        return Config(
            database=DatabaseSection(url=SecretStr(url)), web=Web(listen=Listen("", 0)),
            discord=DiscordSection(
                token=SecretStr(self.discord.token), api_url=self.discord.api_url, gateway_url=self.discord.gateway_url
            ),
            slack=SlackSection(
                bot_token=SecretStr(self.slack.bot_token), app_token=SecretStr(self.slack.app_token),
                api_url=self.slack.api_url,
            ),
        )  # fmt: skip

    def environment(self, url: str) -> dict[str, str]:
        return {
            "PALABRE_DATABASE__URL": url, "PALABRE_WEB__LISTEN": "", "PALABRE_DISCORD__TOKEN": self.discord.token,
            "PALABRE_DISCORD__API_URL": self.discord.api_url, "PALABRE_DISCORD__GATEWAY_URL": self.discord.gateway_url,
            "PALABRE_SLACK__BOT_TOKEN": self.slack.bot_token, "PALABRE_SLACK__APP_TOKEN": self.slack.app_token,
            "PALABRE_SLACK__API_URL": self.slack.api_url,
        }  # fmt: skip

    def settle(self, tx: Tx) -> None:
        """The community lives on both, and is administered from both."""
        blank = replace(communities.blank(tx, "Climate", Mode.SEMI_PRIVATE), eligibility=("You work on it.",))
        made = communities.create(tx, blank, by="")
        for place, admins, role in (
            (Place("discord", str(self.guild.id), str(self.room.id)), str(self.admins.id), str(self.members.id)),
            (Place("slack", self.slack.team.id, self.hall.id), self.council.id, ""),
        ):
            home = communities.add_place(tx, made, place, admin_channel=admins, role=role)
            communities.admin_homes_arranged(tx, made, home)
        accounts: tuple[tuple[str, Account], ...] = (
            ("Dora", on_discord(self.dora)), ("Martha", on_slack(self.slack, self.martha)),
        )  # fmt: skip
        for name, account in accounts:
            membership.admit(tx, made, people.register(tx, name, [account]), by="", role=Role.ADMINISTRATOR)

    def settled(self) -> bool:
        """Both administrators are inside where they administer."""
        return self.martha.id in self.council.members and "climate-admins" in self.dora.channels(self.guild)

    async def until(self, true: Callable[[], bool]) -> None:
        await self.slack.until(true, within=LONG)

    # What is read where administrators meet: the last card that everybody sees.

    def on_land(self) -> land.Seen | None:
        return next((each for each in reversed(self.martha.messages(self.council)) if not each.ephemeral), None)

    def at_sea(self) -> sea.Message | None:
        return next((each for each in reversed(self.dora.messages(self.admins)) if each.only_for is None), None)

    def both(self, *said: str) -> bool:
        cards = (self.on_land(), self.at_sea())
        return all(card is not None and all(each in card.text for each in said) for card in cards)


@asynccontextmanager
async def worlds(clock: Clock | None) -> AsyncIterator[Worlds]:
    asked = manifest(tuple(REGISTRY.commands.values()), tuple(REGISTRY.shortcuts.values()))
    times = {"now": clock.now} if clock else {}
    async with (
        sea.simulated_discord(**times) as discord, land.simulated_slack(asked, clock=clock, name="Baobab") as slack,
    ):  # fmt: skip
        guild, team = discord.guild("Baobab"), slack.team
        general = guild.channel("general")
        guild.add_bot(NEEDED, position=20)
        room, admins = guild.channel("climate"), guild.channel("climate-admins", hidden=True)
        bot = next(each for each in guild.roles.values() if each.managed_by is not None)
        for each in (room, admins):
            guild.let(bot, each, allow=NEEDED)
        dora = discord.user("Dora")
        guild.join(dora)
        yield Worlds(
            discord, guild, general, room, admins, guild.role("Climate"), dora, slack,
            team.channel("climate", private=True), team.channel("climate-admins", private=True), team.user("Martha"),
        )  # fmt: skip
        assert (discord.violations, slack.violations) == ([], [])


async def once(url: str, work: Callable[[Tx], None], clock: Clock) -> None:
    database = await open_database(url, now=clock.now)
    try:
        await database.run(work)
    finally:
        await database.close()


async def story(made: Worlds, later: Callable[[timedelta], Awaitable[None]]) -> None:
    amina, ben = made.slack.team.user("Amina"), made.discord.user("Ben")
    made.guild.join(ben)

    # Asked on Slack, approved on Discord.
    opened = await (await amina.types("general", "/community join climate")).final()
    assert opened.modal is not None, opened.text
    await amina.submits(opened, {label: "Yes" for label in opened.modal.labels if label.startswith("I ")})
    await made.until(lambda: made.both("Amina asks to join Climate"))
    card = made.at_sea()
    assert card is not None
    await made.dora.press(card, "Approve")
    await made.until(lambda: made.both("Amina", "Dora") and amina.id in made.hall.members and bool(amina.inbox()))
    assert "Approve" not in [*made.on_land().buttons, *made.at_sea().buttons]  # type: ignore[union-attr]
    assert "Climate" in amina.inbox()[0]

    # Asked on Discord, approved on Slack by an emoji.
    await made.until(lambda: "join" in ben.commands(made.general))
    form = await ben.slash(made.general, "join", community="climate")
    assert form.modal is not None, form.text
    ticks = {each.custom_id: [each.component["options"][0]["label"]] for each in form.modal.fields
             if each.component["type"] == 22}  # fmt: skip
    await ben.submit(form, ticks)
    await made.until(lambda: made.both("Ben asks to join Climate"))
    await made.until(lambda: len(made.on_land().reactions) == 4)  # type: ignore[union-attr]
    asked = made.on_land()
    assert asked is not None
    made.martha.reacts(asked, "✅")
    await made.until(lambda: made.both("Ben", "Martha") and "climate" in ben.channels(made.guild) and bool(ben.inbox()))
    assert made.guild.roles_of(ben) >= {"Climate"}
    assert len(made.hall.members) == 3, "Martha, Amina and the bot: nobody comes in where they have no account"

    # Announced on Slack, read on both, once.
    form = await (await made.martha.types(made.council, "/community announce climate")).final()  # type: ignore[assignment]
    assert form.modal is not None, form.text
    shown = await made.martha.submits(None, {"Title": "The new guide", "Text": "It is here."})
    preview = await shown.followup()
    await made.martha.presses(preview, "Send")
    await made.until(lambda: "Undo" in made.martha.messages(made.council)[-1].buttons)
    await later(timedelta(seconds=21))
    await made.until(lambda: read(amina.sees(made.hall)) + read(ben.sees(made.room)) == 2)
    assert (read(amina.sees(made.hall)), read(ben.sees(made.room))) == (1, 1)


def read(messages: list[str]) -> int:
    return sum("The new guide" in each for each in messages)


async def test_decided_on_one_platform_opened_on_the_other(database_url: str, clock: Clock) -> None:
    async with worlds(clock) as made, AsyncExitStack() as stack:
        await once(database_url, made.settle, clock)
        database = await open_database(database_url, now=clock.now)
        stack.push_async_callback(database.close)
        app, stop, ready = App(made.config(database_url), clock, database, our_copy()), asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(app.serve(stop, started=ready.set))

        async def ended() -> None:
            stop.set()
            await serving

        stack.push_async_callback(ended)
        await asyncio.wait_for(ready.wait(), 40)
        await made.until(made.settled)

        async def later(by: timedelta) -> None:
            clock.forward(by)

        await story(made, later)


@pytest.mark.timeout(150)
async def test_the_same_with_palabre_in_a_process_of_its_own(database_url: str, tmp_path: Path) -> None:
    async with worlds(None) as made:
        await once(database_url, made.settle, Clock())
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
        environment = {**inherited, **made.environment(database_url), "PYTHONPATH": str(ROOT)}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=tmp_path, env=environment, stderr=asyncio.subprocess.DEVNULL
        )

        async def later(by: timedelta) -> None:
            """The other process has a clock of its own."""

        try:
            await made.until(made.settled)
            await story(made, later)
        finally:
            process.terminate()
            await process.wait()
        assert process.returncode == 0
