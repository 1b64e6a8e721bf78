"""A community that lives in a Slack workspace and on a Discord server at once, through months that take seconds.

The real application and the real clients; its worker does what is due when the clock gets there, and never by itself.
Everything anybody is sent is written down at the moment at which it reaches them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import SecretStr
from sqlalchemy import func, select

from adapters.slack.api import Pace
from bot.app import App
from bot.clock import Clock
from bot.commands.registry import Registry
from bot.config import Config, Listen, Web
from bot.config import Database as DatabaseSection
from bot.config import Discord as DiscordSection
from bot.config import Slack as SlackSection
from bot.db.database import open_database
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from bot.jobs.queue import jobs
from bot.jobs.ticker import forget_old
from tests.adapters.discord.ground import NEEDED
from tests.adapters.slack.ground import QUICKLY, manifest
from tests.simulators import discord as sea
from tests.simulators import slack as land
from tests.simulators.slack.seeing import see
from tests.simulators.slack.world import Message as Written
from tests.words import our_copy

REGISTRY = Registry(FEATURES)
UNHURRIED = 60.0
"""Seconds before an answer is put off: a machine that has much to do is no slow database."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the cast; `zone` is "" for whoever never said theirs, `closed` takes no private messages."""

    name: str
    zone: str
    user: land.User | sea.Person
    closed: bool = False
    french: bool = False
    admin: bool = False

    @property
    def on_slack(self) -> bool:
        return isinstance(self.user, land.User)


@dataclass(frozen=True, slots=True)
class Got:
    """Something that reached an inbox or a channel, as it read then."""

    at: datetime
    where: str
    text: str
    buttons: tuple[str, ...]


class Hand(App):
    """The application with adapters that never wait for the machine."""

    def connect(self) -> None:
        App.connect(self)
        on_slack: Any = self.platforms["slack"]
        on_slack._watch, on_slack._patience = QUICKLY, UNHURRIED
        on_slack.limits = replace(on_slack.limits, seconds_between_sends_per_place=0.0)
        on_slack._pace = Pace(burst=100_000)
        on_discord: Any = self.platforms["discord"]
        on_discord._servers_within, on_discord._patience = QUICKLY, UNHURRIED
        self.lookout.watch = QUICKLY


@dataclass(slots=True)
class Homes:
    """Where one community lives, and where people hear that something waits for them."""

    hall: land.Channel
    council: land.Channel
    foyer: land.Channel
    room: sea.Channel
    admins: sea.Channel
    general: sea.Channel
    role: sea.Role


@dataclass(slots=True)
class Life:
    """Both platforms with the application between them, the cast, and everything that reached anybody."""

    clock: Clock
    app: Hand
    slack: land.Slack
    discord: sea.Discord
    guild: sea.Guild
    homes: Homes
    cast: dict[str, Somebody] = field(default_factory=dict)
    got: list[Got] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)

    # Who there is.

    def on_slack(
        self, name: str, zone: str, *, french: bool = False, closed: bool = False, admin: bool = False
    ) -> None:
        locale = "fr-FR" if french else "en-US"
        user = self.slack.team.user(name, tz=zone, locale=locale, dms=not closed)
        self.cast[name] = Somebody(name, zone, user, closed, french, admin)

    def on_discord(
        self, name: str, zone: str, *, french: bool = False, closed: bool = False, admin: bool = False
    ) -> None:
        user = self.discord.user(name, locale="fr" if french else "en-US", dms=not closed)
        self.guild.join(user)
        self.cast[name] = Somebody(name, zone, user, closed, french, admin)

    def lander(self, name: str) -> land.User:
        user = self.cast[name].user
        assert isinstance(user, land.User)
        return user

    def sailor(self, name: str) -> sea.Person:
        user = self.cast[name].user
        assert isinstance(user, sea.Person)
        return user

    def account(self, name: str) -> str:
        if self.cast[name].on_slack:
            return f"slack:{self.slack.team.id}/{self.lander(name).id}"
        return f"discord:{self.sailor(name).id}"

    # What time does.

    async def until(self, moment: datetime) -> None:
        """Everything that falls due until then is done when it is due; what is long done is forgotten each week."""
        while due := await self.app.database.run(lambda tx: _next_due(tx, moment)):
            self.clock.forward(due - self.clock.now())
            await self.work()
        self.clock.forward(moment - self.clock.now())
        await self.work()
        await forget_old(self.app.database)

    async def work(self) -> None:
        """Do what is due, and write down what came."""
        await self.app.worker.settle()
        self.look()

    async def settled(self) -> None:
        """Everybody is answered, and what follows from what they did has been done."""
        for _ in range(4000):
            if not self._answering():
                await self.work()
                if not self._answering():
                    return
            await asyncio.sleep(0.002)
        raise AssertionError("there is still something to do")

    def _answering(self) -> bool:
        on_slack: Any = self.app.platforms["slack"]
        client: Any = getattr(self.app.platforms["discord"], "_client", None)
        lookout: Any = self.app.lookout
        behind = any(
            each.ready() and lookout._caught_up.get(name) != lookout._mark(name)
            for name, each in self.app.platforms.items()
        )
        listener = on_slack._listener
        own = (listener.working, listener.desk.later) if listener else ()
        posting = on_slack._posting and on_slack._posting.offering
        return bool(behind or self.slack.delivery.under_way or any(own) or posting or (client and client.working))

    # What people get.

    def look(self) -> None:
        """Write down whatever is new since the last look."""
        now = self.clock.now()
        for where, count, messages in self._places():
            seen = self._known.get(where, 0)
            if count > seen:
                self.got += [Got(now, where, *each) for each in list(messages())[seen:]]
                self._known[where] = count

    def stands(self, where: str) -> list[Got]:
        """What is read there now."""
        now = self.clock.now()
        return [
            Got(now, where, *each) for name, _, messages in self._places() if name == where for each in messages()
        ]

    def _places(self) -> Iterator[tuple[str, int, Callable[[], Iterable[tuple[str, tuple[str, ...]]]]]]:
        for name, each in self.cast.items():
            if isinstance(each.user, land.User):
                direct = self.slack.world.direct(each.user.id, self.slack.world.bot.id)
                if direct is not None:
                    yield name, len(direct.messages), self._reads_on_land(direct)
            else:
                yield name, len(each.user.dm.messages), self._reads_at_sea(each.user.dm)
        homes = self.homes
        for where, channel in (("hall", homes.hall), ("council", homes.council), ("foyer", homes.foyer)):
            yield where, len(channel.messages), self._reads_on_land(channel)
        for where, place in (("room", homes.room), ("admins", homes.admins), ("general", homes.general)):
            yield where, len(place.messages), self._reads_at_sea(place)

    def _reads_on_land(self, channel: land.Channel) -> Callable[[], Iterable[tuple[str, tuple[str, ...]]]]:
        return lambda: (self._seen(each) for each in channel.in_order())

    def _seen(self, message: Written) -> tuple[str, tuple[str, ...]]:
        bot = self.slack.world.bot
        if message.user != bot.id or message.subtype or message.metadata is None:  # what answers an act carries none
            return "", ()
        found = see(self.slack, bot, message)
        return found.text, tuple(found.buttons)

    def _reads_at_sea(self, channel: sea.Channel) -> Callable[[], Iterable[tuple[str, tuple[str, ...]]]]:
        bot = self.discord.world.bot
        return lambda: (
            (each.text, tuple(each.buttons)) if each.author is bot and each.only_for is None else ("", ())
            for each in channel.messages.values()
        )


def _next_due(tx: Tx, until: datetime) -> datetime | None:
    """The next moment after now at which anything falls due, for the first time or again."""
    moment = func.coalesce(jobs.c.leased_until, jobs.c.at)
    found: datetime | None = tx.value(
        select(func.min(moment)).where(jobs.c.ended_at.is_(None), moment > tx.now, moment <= until)
    )
    return found


@asynccontextmanager
async def living(url: str, clock: Clock, slug: str) -> AsyncIterator[Life]:
    """Palabre runs on both; what it sent must have kept to the rules of both."""
    asked = manifest(tuple(REGISTRY.commands.values()), tuple(REGISTRY.shortcuts.values()))
    async with (
        sea.simulated_discord(now=clock.now) as discord,
        land.simulated_slack(asked, clock=clock, name="Baobab") as slack,
        AsyncExitStack() as stack,
    ):
        guild = discord.guild("Baobab")
        homes = _homes(guild, slack, slug)
        database = await open_database(url, now=clock.now)
        stack.push_async_callback(database.close)
        app = Hand(_config(url, slack, discord), clock, database, our_copy())
        life = Life(clock, app, slack, discord, guild, homes)
        life.app.connect()
        await database.run(life.app.settle)
        ready = asyncio.Event()
        talking = [
            asyncio.create_task(each) for each in
            (*(one.run(life.app.engine) for one in life.app.platforms.values()), life.app.lookout.run(ready.set))
        ]  # fmt: skip
        stack.push_async_callback(_end, talking)
        await asyncio.wait_for(ready.wait(), 30)
        adapter: Any = life.app.platforms["discord"]
        await discord.until(lambda: adapter._registered, within=40)
        await life.settled()
        yield life
        assert (discord.violations, slack.violations) == ([], [])


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for each in tasks:
        each.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _homes(guild: sea.Guild, slack: land.Slack, slug: str) -> Homes:
    general = guild.channel("general")
    guild.add_bot(NEEDED, position=20)
    room, admins = guild.channel(slug), guild.channel(f"{slug}-admins", hidden=True)
    bot = next(each for each in guild.roles.values() if each.managed_by is not None)
    for each in (room, admins):
        guild.let(bot, each, allow=NEEDED)
    hall, council = slack.team.channel(slug, private=True), slack.team.channel(f"{slug}-admins", private=True)
    foyer = slack.team.channel("foyer")
    return Homes(hall, council, foyer, room, admins, general, guild.role(slug))


def _config(url: str, slack: land.Slack, discord: sea.Discord) -> Config:
    return Config(
        database=DatabaseSection(url=SecretStr(url)), web=Web(listen=Listen("", 0)),
        discord=DiscordSection(
            token=SecretStr(discord.token), api_url=discord.api_url, gateway_url=discord.gateway_url
        ),
        slack=SlackSection(
            bot_token=SecretStr(slack.bot_token), app_token=SecretStr(slack.app_token), api_url=slack.api_url
        ),
    )  # fmt: skip


async def imports(life: Life, calendar: str, *, zone: str, language: str) -> None:
    """A calendar as the examples have it, for this community: its administrators, members and places are ours."""
    before, _, after = calendar.partition("admins = [")
    _, _, events = after.partition("]")
    names = list(life.cast)
    lead = ", ".join(f'"{life.account(each)}"' for each in names if life.cast[each].admin)
    people = "".join(
        f'[[person]]\nname = "{each}"\naccounts = ["{life.account(each)}"]\n'
        f'language = "{"fr" if life.cast[each].french else "en"}"\n'
        + (f'timezone = "{life.cast[each].zone}"\n' if life.cast[each].zone else "")
        for each in names
    )
    members = "".join(
        f'[[community.member]]\naccount = "{life.account(each)}"\n' for each in names if not life.cast[each].admin
    )
    text = (
        f"{_workspaces(life)}{people}{before}language = \"{language}\"\ntimezone = \"{zone}\"\nadmins = [{lead}]"
        f"{events}\n{_places(life)}{members}"
    )
    file = read(text, name="calendar.toml")
    await life.app.database.run(lambda tx: bring_in(tx, file))
    await life.settled()


def _workspaces(life: Life) -> str:
    homes = life.homes
    return "".join(
        f'[[workspace]]\nplatform = "{platform}"\nid = "{workspace}"\nfallback_channel = "{channel}"\n'
        for platform, workspace, channel in (
            ("slack", life.slack.team.id, homes.foyer.id), ("discord", life.guild.id, homes.general.id)
        )
    )  # fmt: skip


def _places(life: Life) -> str:
    homes = life.homes
    return (
        f'[[community.place]]\nplatform = "slack"\nworkspace = "{life.slack.team.id}"\nchannel = "{homes.hall.id}"\n'
        f'admin_channel = "{homes.council.id}"\n'
        f'[[community.place]]\nplatform = "discord"\nworkspace = "{life.guild.id}"\nchannel = "{homes.room.id}"\n'
        f'admin_channel = "{homes.admins.id}"\nrole = "{homes.role.id}"\n'
    )


