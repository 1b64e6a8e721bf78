"""The adapter beside discord.py alone, and an announcement beside the least time that Discord allows for it.

Both run against the simulated Discord of the tests, in this process: what it costs is on both sides.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import discord
from pydantic import SecretStr

from adapters.discord.connection import Connection
from adapters.discord.platform import Discord as Adapter
from benchmarks.measuring import folder
from bot.app import App
from bot.chat.address import Place
from bot.chat.inbound import Completing, Inbound
from bot.chat.message import Option, say
from bot.chat.reply import Answer, Whisper
from bot.chat.text import Words
from bot.clock import Clock
from bot.config import Config, Database, Listen, Web
from bot.config import Discord as Section
from bot.db.database import migrate, open_database
from bot.db.tx import Tx
from bot.i18n import load_catalogue
from bot.jobs.outbox import send
from tests.adapters.discord.ground import NEEDED, Head
from tests.simulators.discord import Channel, Discord, Limits, Person, simulated_discord

MOST, ROUNDS = 2.0, 400
CHANNELS, A_SECOND, SLOWEST = 200, 50, 1.10


class Parrot:
    """An engine that has its answer ready; `reached` is when it was asked."""

    reached = 0.0

    async def receive(self, inbound: Inbound) -> Answer:
        self.reached = perf_counter()
        return Answer(Whisper(say(Words("You are in."))), "en")

    async def complete(self, question: Completing) -> tuple[Sequence[Option], str]:
        return (), "en"


class Bare(discord.AutoShardedClient):
    """discord.py with the smallest handler there is; with `answers`, one that says a fixed sentence."""

    reached = 0.0
    answers = False

    async def on_interaction(self, it: discord.Interaction[Any]) -> None:
        self.reached = perf_counter()
        if self.answers:
            await it.response.send_message("You are in.", ephemeral=True)


def pressed(world: Discord, channel: Channel, who: Person, number: int) -> dict[str, Any]:
    """A button that was pressed, as the gateway tells it."""
    return {
        "version": 1, "type": 3, "token": f"token{number}", "id": str(10**18 + number), "locale": "en-US",
        "application_id": str(world.world.application_id), "guild_id": str(channel.guild.id) if channel.guild else "",
        "channel_id": str(channel.id), "guild_locale": "en-US", "entitlements": [], "app_permissions": "0",
        "authorizing_integration_owners": {}, "context": 0, "attachment_size_limit": 10**7,
        "data": {"custom_id": "membership.join:com_1", "component_type": 2, "id": 3},
        "member": {
            "user": {"id": str(who.id), "username": who.name, "discriminator": "0", "avatar": None,
                     "global_name": who.name, "public_flags": 0},
            "roles": [], "premium_since": None, "permissions": "0", "pending": False, "nick": None, "mute": False,
            "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0, "deaf": False, "avatar": None,
            "communication_disabled_until": None,
        },
        "channel": {"id": str(channel.id), "type": 0, "name": channel.name, "guild_id": str(channel.guild.id)
                    if channel.guild else "", "position": 0, "permission_overwrites": [], "nsfw": False,
                    "parent_id": None, "topic": None, "last_message_id": None, "rate_limit_per_user": 0, "flags": 0},
    }  # fmt: skip


async def handlers() -> tuple[float, float]:
    """Ours ÷ discord.py's: until the handler is reached, and until its answer is on the wire."""
    async with simulated_discord(limits=None) as world:
        guild = world.guild("Baobab")
        channel, amina = guild.channel("general"), world.user("Amina")
        guild.join(amina)
        guild.add_bot(NEEDED)
        parrot = Parrot()
        adapter = Adapter(
            world.token, api_url=world.api_url, gateway_url=world.gateway_url, guilds=(), copy=load_catalogue(),
            specs=(), memory=Head(), servers_within=0.05,
        )  # fmt: skip
        ours = asyncio.create_task(adapter.run(parrot))
        while not adapter.ready():  # noqa: ASYNC110 - it says so to nobody
            await asyncio.sleep(0.01)
        bare = Bare(intents=discord.Intents.none(), max_messages=None)
        theirs = asyncio.create_task(bare.start(world.token))
        await bare.wait_until_ready()
        client = adapter._client
        assert isinstance(client, Connection)
        reached, answered = [], []
        for number in range(ROUNDS):
            pair = []
            for it, who in ((client, parrot), (bare, bare)):
                began = perf_counter()
                it._connection.parse_interaction_create(pressed(world, channel, amina, number))  # type: ignore[arg-type]
                while who.reached < began:  # noqa: ASYNC110 - what is measured
                    await asyncio.sleep(0)
                pair.append(who.reached - began)
                await _quiet()
            reached.append(pair)
        bare.answers = True
        for number in range(ROUNDS, 2 * ROUNDS):
            pair = []
            for it in (client, bare):
                sent = asyncio.Event()
                _watch(it, sent)
                began = perf_counter()
                it._connection.parse_interaction_create(pressed(world, channel, amina, number))  # type: ignore[arg-type]
                await sent.wait()
                pair.append(perf_counter() - began)
                await _quiet()
            answered.append(pair)
        for task in (ours, theirs):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await bare.close()
    return _ratio(reached), _ratio(answered)


def _ratio(pairs: list[list[float]]) -> float:
    ours, theirs = zip(*pairs[20:], strict=True)
    return median(ours) / median(theirs)


async def _quiet() -> None:
    """Let whatever the last event began come to an end."""
    await asyncio.sleep(0.005)


def _watch(client: discord.Client, sent: asyncio.Event) -> None:
    """Set once the client begins its next request."""
    session: Any = client.http._HTTPClient__session  # type: ignore[attr-defined]
    usual = session._request

    def noticed(*args: Any, **kwargs: Any) -> Any:
        sent.set()
        session._request = usual
        return usual(*args, **kwargs)

    session._request = noticed


async def announcement(path: Path) -> tuple[float, int]:
    """Seconds from the commit to the last of 200 messages, and how often Discord said that it was too fast."""
    url = f"sqlite:///{path / 'palabre.db'}"
    await asyncio.to_thread(migrate, url)
    async with simulated_discord(limits=Limits()) as world:
        guild = world.guild("Baobab")
        guild.add_bot(NEEDED)
        channels = [guild.channel(f"channel-{number}") for number in range(CHANNELS)]
        clock = Clock(lambda: datetime.now(UTC))
        database = await open_database(url, now=clock.now)
        section = Section(token=SecretStr(world.token), api_url=world.api_url, gateway_url=world.gateway_url)
        config = Config(database=Database(url=SecretStr(url)), web=Web(listen=Listen("", 0)), discord=section)
        app, stop, ready = App(config, clock, database), asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(app.serve(stop, started=ready.set))
        await ready.wait()

        def tell(tx: Tx) -> None:
            for channel in channels:
                place = Place("discord", str(guild.id), str(channel.id))
                send(tx, place, say(Words("The new guide is here.")), key=f"news/{channel.id}")

        await asyncio.sleep(1.5)
        began = perf_counter()
        await database.run(tell)
        await world.until(lambda: all(channel.messages for channel in channels), within=60)
        taken = perf_counter() - began
        stop.set()
        await serving
        await database.close()
        return taken, world.too_many


def main() -> int:
    reached, answered = asyncio.run(handlers())
    print(f"discord.py alone ×{reached:.2f} until the handler is reached, ×{answered:.2f} until it answers ({MOST})")
    with folder() as path:
        taken, too_many = asyncio.run(announcement(path))
    least = CHANNELS / A_SECOND
    print(f"{CHANNELS} channels in {taken:.2f} s, the least ×{taken / least:.2f} ({SLOWEST}); {too_many} too fast")
    return int(max(reached, answered) > MOST or taken > least * SLOWEST or too_many > 0)


if __name__ == "__main__":
    sys.exit(main())
