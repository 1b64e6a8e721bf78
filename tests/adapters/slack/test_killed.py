"""`palabre run` as a process, killed in the middle of telling fifty channels: none is left out, none told twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.chat.message import say
from bot.chat.text import Words
from bot.db.tx import Tx
from bot.jobs.outbox import send
from tests.adapters.running import inside, leases_run_out, left
from tests.adapters.slack.ground import manifest, place
from tests.rules.sources import ROOT
from tests.simulators.slack import Slack, held, simulated_slack

CHANNELS = 50


async def start(slack: Slack, url: str, folder: Path) -> asyncio.subprocess.Process:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
    environment = {
        **inherited, "PALABRE_DATABASE__URL": url, "PALABRE_WEB__LISTEN": "",
        "PALABRE_SLACK__BOT_TOKEN": slack.bot_token, "PALABRE_SLACK__APP_TOKEN": slack.app_token,
        "PALABRE_SLACK__API_URL": slack.api_url, "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stderr=asyncio.subprocess.DEVNULL
    )


@pytest.mark.timeout(120)
async def test_a_process_killed_while_it_announces_loses_and_doubles_nothing(database_url: str, tmp_path: Path) -> None:
    """R12, R16, P2. Slack has no guard against doubles: what nobody heard an answer of is looked for by its mark."""
    async with simulated_slack(manifest()) as slack:
        channels = [slack.team.channel(f"channel-{number}", private=True) for number in range(CHANNELS)]

        def told() -> list[int]:
            return [len(each.messages) for each in channels]

        def tell(tx: Tx) -> None:
            for each in channels:
                send(tx, place(slack, each), say(Words("The new guide is here.")), key=f"news/{each.id}")

        await inside(database_url, tell)
        stuck = asyncio.Event()
        lost = [slack.breaks("chat.postMessage", held(stuck, after=True), first=20 + number) for number in range(3)]
        process = await start(slack, database_url, tmp_path)
        await slack.until(lambda: sum(told()) >= CHANNELS // 2, within=40)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        stuck.set()
        between = sum(told())
        await inside(database_url, leases_run_out)
        process = await start(slack, database_url, tmp_path)
        try:
            await slack.until(lambda: min(told()) == 1, within=60)
            while await inside(database_url, left("slack")):  # noqa: ASYNC110 - the other process does it
                await asyncio.sleep(0.05)
        finally:
            process.terminate()
            await process.wait()
        assert CHANNELS // 2 <= between < CHANNELS
        assert all(each.reached.is_set() for each in lost)
        assert told() == [1] * CHANNELS
        assert len(slack.asked("chat.postMessage")) == CHANNELS
        assert len(slack.asked("conversations.history")) >= len(lost)
        assert slack.violations == []
        assert process.returncode == 0
