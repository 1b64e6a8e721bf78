"""A plain discord.py client for the tests of the simulated Discord: it only keeps what it hears."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord as library
import pytest
import yarl

from tests.simulators.discord import Discord


class Client(library.AutoShardedClient):
    """`heard` holds every event in order; a test gives it its answers to interactions."""

    def __init__(self, *without: str, **options: Any) -> None:
        """With every intent but those named."""
        intents = library.Intents.all()
        for name in without:
            setattr(intents, name, False)
        usual = {"guild_ready_timeout": 0.05, "chunk_guilds_at_startup": False}
        super().__init__(intents=intents, **(usual | options))
        self.heard: list[tuple[str, Any]] = []
        self.answering: Callable[[library.Interaction], Awaitable[object]] | None = None

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

    async def ask(self, method: str, path: str, /, json: Any = None, **query: object) -> Any:
        """One request as it stands, past whatever discord.py checks by itself."""
        more = {"json": json} if json is not None else {}
        return await self.http.request(library.http.Route(method, path), params=query, **more)

    async def place(self, channel: Any) -> Any:
        """A channel as discord.py has it."""
        return self.get_channel(channel.id) or await self.fetch_channel(channel.id)


def point(monkeypatch: pytest.MonkeyPatch, discord: Discord) -> None:
    """discord.py talks to this Discord for the rest of the test."""
    monkeypatch.setattr(library.http.Route, "BASE", discord.api_url)
    monkeypatch.setattr(library.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(discord.gateway_url))
    monkeypatch.setattr(library.asset.Asset, "BASE", discord.cdn_url)


@asynccontextmanager
async def connected(discord: Discord, client: library.Client | None = None) -> AsyncIterator[Any]:
    """The client, logged in and ready, until the block ends; what ends it early is raised."""
    client = client or Client()
    running = asyncio.create_task(client.start(discord.token))
    try:
        await discord.until(lambda: running.done() or client.is_ready())
        if running.done():
            running.result()
        yield client
    finally:
        await client.close()
        await asyncio.gather(running, return_exceptions=True)


async def refusal(asking: Awaitable[object]) -> tuple[int, int]:
    """The status and Discord's code of a request that is refused."""
    with pytest.raises(library.HTTPException) as refused:
        await asking
    return refused.value.status, refused.value.code
