"""The simulated Discord is one: a plain discord.py client gets from it what Discord's documents promise."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord as library
import pytest
import yarl

from tests.simulators.discord import Discord, Permission, simulated_discord

P = Permission


class Client(library.AutoShardedClient):
    """What it was told is in `heard`; a test gives it its answers to interactions."""

    def __init__(self, intents: library.Intents | None = None, **options: Any) -> None:
        super().__init__(
            intents=intents or library.Intents.all(), guild_ready_timeout=0.05, chunk_guilds_at_startup=False, **options
        )
        self.heard: list[tuple[str, Any]] = []
        self.answering: Callable[[library.Interaction], Any] | None = None

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if hasattr(self, "heard"):
            self.heard.append((event, args[0] if args else None))
        super().dispatch(event, *args, **kwargs)

    async def on_interaction(self, interaction: library.Interaction) -> None:
        if self.answering:
            await self.answering(interaction)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No pause between two shards: the simulated Discord starts them all at once."""

    def told(self, event: str) -> list[Any]:
        return [what for name, what in self.heard if name == event]


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with simulated_discord() as simulated:
        monkeypatch.setattr(library.http.Route, "BASE", simulated.api_url)
        monkeypatch.setattr(library.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(simulated.gateway_url))
        yield simulated
        assert simulated.violations == []


@asynccontextmanager
async def connected(discord: Discord, client: Client | None = None) -> AsyncIterator[Client]:
    """The client, logged in and ready, until the block ends."""
    client = client or Client()
    running = asyncio.create_task(client.start(discord.token))
    ready = asyncio.create_task(client.wait_until_ready()) if client.is_ready() else None
    try:
        await discord.until(lambda: running.done() or client.is_ready())
        if running.done():
            await running
        yield client
    finally:
        await client.close()
        await asyncio.gather(running, *([ready] if ready else []), return_exceptions=True)


async def test_a_client_logs_in_and_finds_its_servers(discord: Discord) -> None:
    guild = discord.guild("Baobab")
    guild.channel("general", topic="Everything")
    guild.add_bot(P.SEND_MESSAGES)
    discord.guild("Elsewhere")
    async with connected(discord) as client:
        assert [(each.name, [c.name for c in each.text_channels]) for each in client.guilds] == [
            ("Baobab", ["general"])
        ]
        assert client.user is not None
        assert client.user.id == discord.bot.id
        assert (await client.application_info()).id == discord.bot.id


async def test_what_the_bot_writes_people_read(discord: Discord) -> None:
    guild = discord.guild("Baobab")
    general = guild.channel("general")
    guild.add_bot()
    amina = discord.user("Amina")
    guild.join(amina)
    async with connected(discord) as client:
        await client.get_channel(general.id).send("Hello *you*, \\*stars\\*")  # type: ignore[union-attr]
    assert amina.sees(general) == ["Hello you, *stars*"]


async def test_reactions_arrive(discord: Discord) -> None:
    guild = discord.guild("Baobab")
    general = guild.channel("general")
    guild.add_bot()
    amina = discord.user("Amina")
    guild.join(amina)
    async with connected(discord) as client:
        message = amina.write(general, "Shall we?")
        amina.react(message, "✅")
        await discord.until(lambda: client.told("raw_reaction_add"))
        amina.unreact(message, "✅")
        await discord.until(lambda: client.told("raw_reaction_remove"))
    reaction = client.told("raw_reaction_add")[0]
    assert (reaction.user_id, reaction.message_id, str(reaction.emoji)) == (amina.id, message.id, "✅")


async def test_a_command_is_answered_to_one_person_only(discord: Discord) -> None:
    guild = discord.guild("Baobab")
    general = guild.channel("general")
    guild.add_bot()
    amina, bo = discord.user("Amina", locale="fr"), discord.user("Bo")
    guild.join(amina, bo)

    async def answering(interaction: library.Interaction) -> None:
        text = f"{interaction.locale.value} {interaction.data['options'][0]['value']}"  # type: ignore[index,typeddict-item]
        await interaction.response.send_message(text, ephemeral=True)

    async with connected(discord) as client:
        client.answering = answering
        option = {"name": "community", "description": "Which", "type": 3, "required": True}
        command = {"name": "join", "description": "Join a community", "options": [option]}
        await client.http.bulk_upsert_global_commands(client.application_id, [command])  # type: ignore[arg-type,list-item]
        answer = await amina.slash(general, "join", community="gender")
    assert (answer.text, answer.ephemeral) == ("fr gender", True)
    assert (amina.sees(general), bo.sees(general)) == (["fr gender"], [])
