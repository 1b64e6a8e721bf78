"""The adapter beside discord.py alone, and an announcement beside the least time that Discord allows for it.

Both run against the simulated Discord of the tests, in this process: what it costs is on both sides. Exit status 1 when
the median until the handler is more than twice that of discord.py with an empty handler, or the announcement takes more
than 1.1 times the least, or Discord answers anything with 429.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import discord
import structlog
from pydantic import SecretStr

from adapters.discord.connection import intents
from adapters.discord.platform import Discord as Adapter
from benchmarks.measuring import folder
from bot.app import App
from bot.chat.address import Place
from bot.chat.inbound import Completing, Inbound
from bot.chat.message import Option, say
from bot.chat.reply import Answer, Whisper
from bot.chat.text import Words
from bot.clock import Clock, machine_time
from bot.config import Config, Database, Listen, Web
from bot.config import Discord as Section
from bot.db.database import migrate, open_database
from bot.db.tx import Tx
from bot.i18n import load_catalogue
from bot.jobs.outbox import send
from tests.adapters.discord.ground import NEEDED, Head
from tests.simulators.discord import Channel, Discord, Limits, Message, Person, simulated_discord
from tests.simulators.discord.interactions import COMPONENT, Interaction, begun

MOST, AT_ONCE, ROUNDS = 2.0, 50, 100
CHANNELS, A_SECOND, SLOWEST = 200, 50, 1.10
TOKEN = "membership.join:com_1"


@dataclass(slots=True)
class Counted:
    """How many events reached a handler, and what lets those go on that wait there."""

    reached: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    all_there: asyncio.Event = field(default_factory=asyncio.Event)

    async def one_more(self) -> None:
        self.reached += 1
        if self.reached == AT_ONCE:
            self.all_there.set()
        await self.gate.wait()

    def again(self) -> None:
        self.reached = 0
        self.gate.clear()
        self.all_there.clear()


@dataclass(slots=True)
class Parrot:
    """An engine that has its answer ready."""

    counted: Counted

    async def receive(self, inbound: Inbound) -> Answer:
        await self.counted.one_more()
        return Answer(Whisper(say(Words("You are in."))), "en")

    async def complete(self, question: Completing) -> tuple[Sequence[Option], str]:
        return (), "en"


class Bare(discord.AutoShardedClient):
    """discord.py with the smallest handler there is, which says a fixed sentence."""

    def __init__(self, counted: Counted) -> None:
        super().__init__(intents=intents(), max_messages=None, guild_ready_timeout=0.05)
        self.counted = counted

    async def on_interaction(self, it: discord.Interaction[Any]) -> None:
        await self.counted.one_more()
        await it.response.send_message("You are in.", ephemeral=True)


@dataclass(slots=True)
class Way:
    """A client, and what counts the events that reach its handler."""

    client: discord.Client
    counted: Counted
    reached: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)


async def handlers() -> tuple[tuple[float, float], tuple[float, float]]:
    """Seconds an event takes until the handler, and until its answer arrived; the adapter's and discord.py's."""
    moment = machine_time()
    async with simulated_discord(now=lambda: moment) as world:  # no answer is late on a machine short of breath
        guild = world.guild("Baobab")
        channel, amina = guild.channel("general"), world.user("Amina")
        guild.join(amina)
        guild.add_bot(NEEDED)
        async with _adapter(world) as ours, _bare(world) as theirs:
            card = amina.write(channel, "Who comes?")
            for turn in range(ROUNDS + 2):
                for way in (ours, theirs):
                    until, all_of_it = await _turn(way, world, card, amina, channel)
                    if turn >= 2:
                        way.reached.append(until / AT_ONCE)
                        way.answered.append(all_of_it / AT_ONCE)
            return _medians(ours, theirs, lambda way: way.reached), _medians(ours, theirs, lambda way: way.answered)


def _medians(ours: Way, theirs: Way, of: Callable[[Way], list[float]]) -> tuple[float, float]:
    return median(of(ours)), median(of(theirs))


async def _turn(way: Way, world: Discord, card: Message, amina: Person, channel: Channel) -> tuple[float, float]:
    """Many presses at once: seconds until all of them are at the handler, and until all are answered."""
    pressed = [
        Interaction(world.world, COMPONENT, amina, channel, {"custom_id": TOKEN, "component_type": 2, "id": 3}, card)
        for _ in range(AT_ONCE)
    ]
    told: list[Any] = [begun(each) for each in pressed]
    way.counted.again()
    began = perf_counter()
    for each in told:
        way.client._connection.parse_interaction_create(each)
    await way.counted.all_there.wait()
    until = perf_counter() - began
    way.counted.gate.set()
    await world.until(lambda: all(each.answered for each in pressed))
    return until, perf_counter() - began


@asynccontextmanager
async def _adapter(world: Discord) -> AsyncIterator[Way]:
    counted = Counted()
    adapter = Adapter(
        world.token, api_url=world.api_url, gateway_url=world.gateway_url, guilds=(), copy=load_catalogue(),
        specs=(), memory=Head(), servers_within=0.05,
    )  # fmt: skip
    async with _running(adapter.run(Parrot(counted)), adapter.ready):
        assert adapter._client is not None
        yield Way(adapter._client, counted)


@asynccontextmanager
async def _bare(world: Discord) -> AsyncIterator[Way]:
    """Started after the adapter, which has told discord.py where Discord is."""
    bare = Bare(Counted())
    async with bare, _running(bare.start(world.token), bare.is_ready):
        yield Way(bare, bare.counted)


@asynccontextmanager
async def _running(life: Awaitable[None], ready: Callable[[], bool]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(life)
    try:
        while not ready():
            if task.done():
                task.result()
            await asyncio.sleep(0.01)
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def announcement(path: Path) -> tuple[float, int]:
    """Seconds from the commit to the last of 200 messages, and how often Discord said that it was too fast."""
    url = f"sqlite:///{path / 'palabre.db'}"
    await asyncio.to_thread(migrate, url)
    async with simulated_discord(limits=Limits()) as world:
        guild = world.guild("Baobab")
        guild.add_bot(NEEDED)
        channels = [guild.channel(f"channel-{number}") for number in range(CHANNELS)]
        database = await open_database(url, now=machine_time)
        section = Section(token=SecretStr(world.token), api_url=world.api_url, gateway_url=world.gateway_url)
        config = Config(database=Database(url=SecretStr(url)), web=Web(listen=Listen("", 0)), discord=section)
        app, stop, ready = App(config, Clock(machine_time), database), asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(app.serve(stop, started=ready.set))
        await asyncio.wait([serving, asyncio.ensure_future(ready.wait())], return_when=asyncio.FIRST_COMPLETED)

        def tell(tx: Tx) -> None:
            for channel in channels:
                place = Place("discord", str(guild.id), str(channel.id))
                send(tx, place, say(Words("The new guide is here.")), key=f"news/{channel.id}")

        await asyncio.sleep(1.5)  # what the start asked of Discord counts in its windows no more
        began = perf_counter()
        await database.run(tell)
        await world.until(lambda: all(channel.messages for channel in channels), within=60)
        taken = perf_counter() - began
        stop.set()
        await serving
        await database.close()
        return taken, world.too_many


def main(say_it: Callable[[str], object] = print) -> int:
    logging.getLogger("discord").setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with folder() as path:
        taken, too_many = asyncio.run(announcement(path))
    least = CHANNELS / A_SECOND
    say_it(f"{CHANNELS} channels in {taken:.2f} s, {taken / least:.2f} times the least; {too_many} times too fast")
    reached, answered = asyncio.run(handlers())
    for what, (ours, theirs) in (("the handler", reached), ("the answer", answered)):
        beside = f"{ours * 1e6:,.0f} µs, discord.py alone {theirs * 1e6:,.0f} µs"
        say_it(f"until {what}: {beside}: {ours / theirs:.2f} times")
    met = reached[0] <= reached[1] * MOST and taken <= least * SLOWEST and not too_many
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
