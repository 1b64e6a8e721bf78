"""`palabre run` as a process, killed in the middle of telling fifty channels: none is left out, none told twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.chat.address import Place
from bot.chat.message import say
from bot.chat.text import Words
from bot.db.tx import Tx
from bot.jobs.outbox import send
from tests.adapters.discord.ground import NEEDED
from tests.adapters.running import inside, leases_run_out, left
from tests.rules.sources import ROOT
from tests.simulators.discord import Discord, held, simulated_discord

CHANNELS = 50


async def start(discord: Discord, url: str, folder: Path) -> asyncio.subprocess.Process:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
    environment = {
        **inherited, "PALABRE_DATABASE__URL": url, "PALABRE_WEB__LISTEN": "", "PALABRE_DISCORD__TOKEN": discord.token,
        "PALABRE_DISCORD__API_URL": discord.api_url, "PALABRE_DISCORD__GATEWAY_URL": discord.gateway_url,
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stderr=asyncio.subprocess.DEVNULL
    )


@pytest.mark.timeout(120)
@pytest.mark.parametrize("away", [0, 3 * 3600], ids=["at once", "after hours"])
async def test_a_process_killed_while_it_announces_loses_and_doubles_nothing(
    database_url: str, tmp_path: Path, away: float
) -> None:
    """R12, R16, P2. After hours Discord has forgotten every nonce."""
    async with simulated_discord() as discord:
        guild = discord.guild("Baobab")
        guild.add_bot(NEEDED)
        channels = [guild.channel(f"channel-{number}") for number in range(CHANNELS)]

        def told() -> list[int]:
            return [len(each.messages) for each in channels]

        def tell(tx: Tx) -> None:
            for each in channels:
                place = Place("discord", str(guild.id), str(each.id))
                send(tx, place, say(Words("The new guide is here.")), key=f"news/{each.id}")

        await inside(database_url, tell)
        stuck = asyncio.Event()
        for number in range(3):  # three messages exist whose answers nobody ever reads
            create = ("POST", "/channels/{channel_id}/messages")
            discord.breaks(*create, held(stuck, after=True), first=20 + number)
        process = await start(discord, database_url, tmp_path)
        await discord.until(lambda: sum(told()) >= CHANNELS // 2, within=40)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        stuck.set()
        between = sum(told())
        discord.pass_time(away)
        await inside(database_url, leases_run_out)
        process = await start(discord, database_url, tmp_path)
        try:
            await discord.until(lambda: min(told()) == 1, within=40)
            while await inside(database_url, left("discord")):  # noqa: ASYNC110 - the other process does it
                await asyncio.sleep(0.05)
        finally:
            process.terminate()
            await process.wait()
        assert between >= CHANNELS // 2
        assert told() == [1] * CHANNELS
        assert discord.violations == []
        assert process.returncode == 0
