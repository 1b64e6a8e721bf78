"""Discord refuses us, or cannot be reached: `run` tells them apart by what it raises, and nobody logs a traceback."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from adapters.discord.platform import Discord as Adapter
from bot.chat.port import TryLater
from bot.errors import OperatorError
from tests.adapters.discord.ground import NEEDED, Head
from tests.adapters.playground.little import LittleEngine
from tests.simulators.discord import Discord, Intent, broken, simulated_discord
from tests.words import our_copy


def adapter(discord: Discord, **other: Any) -> Adapter:
    given = {"token": discord.token, "api_url": discord.api_url, "gateway_url": discord.gateway_url, **other}
    return Adapter(guilds=[], copy=our_copy(), specs=(), memory=Head(), servers_within=0.05, **given)


async def connected(discord: Discord, made: Adapter) -> asyncio.Task[None]:
    discord.guild("Baobab").add_bot(NEEDED)
    running = asyncio.create_task(made.run(LittleEngine()))
    await discord.until(made.ready)
    return running


async def test_a_void_token_is_a_sentence_with_the_way_out() -> None:
    async with simulated_discord() as discord:
        for token in ("MTA4.void.token", "…", "Bot MTA4"):
            with pytest.raises(OperatorError, match=r"^Discord does not know the token of \[discord\]\. Copy it anew"):
                await adapter(discord, token=token).run(LittleEngine())


async def test_a_token_that_is_revoked_while_it_runs_is_the_same_sentence(caplog: pytest.LogCaptureFixture) -> None:
    async with simulated_discord() as discord:
        made = adapter(discord)
        running = await connected(discord, made)
        discord.revoke_token()
        with pytest.raises(OperatorError, match="Discord does not know the token"):
            await asyncio.wait_for(running, 40)
        assert not made.ready()
        assert [each for each in caplog.records if each.exc_info] == []


async def test_an_intent_that_is_switched_off_says_where_to_switch_it_on() -> None:
    async with simulated_discord(privileged=Intent(0)) as discord:
        with pytest.raises(OperatorError, match="Bot, Server Members Intent"):
            await asyncio.wait_for(adapter(discord).run(LittleEngine()), 40)


async def test_a_discord_that_does_not_answer_is_asked_later() -> None:
    async with simulated_discord() as discord:
        discord.breaks("GET", "/users/@me", broken(501))
        for made in (adapter(discord), adapter(discord, api_url="http://127.0.0.1:9/api/v10")):
            with pytest.raises(TryLater):
                await asyncio.wait_for(made.run(LittleEngine()), 30)


async def test_a_lost_connection_is_one_line_of_the_library(caplog: pytest.LogCaptureFixture) -> None:
    async with simulated_discord() as discord:
        made = adapter(discord, gateway_url="ws://127.0.0.1:9/")
        running = asyncio.create_task(made.run(LittleEngine()))
        try:
            await discord.until(lambda: [each for each in caplog.records if each.levelno == logging.ERROR])
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        [said] = [each for each in caplog.records if each.levelno == logging.ERROR]
        assert (said.name, said.exc_info) == ("discord.shard", None)
        why = "127.0.0.1:9 refuses the connection"
        assert said.getMessage() == f"Failed to connect for shard_id: 0. Retrying... ({why})"
