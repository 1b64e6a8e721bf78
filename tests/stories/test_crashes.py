"""The bot is killed at every step between a command and its last delivery: nothing is lost, nothing happens twice."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from tests.conftest import ENGINES, scratch
from tests.rules.sources import ROOT
from tests.stories.crashing import AFTERWARDS, REGRET, TOLD_AT, Life, prepare

SHARDS = 4
"""Parts of the work that can be done at the same time."""

FEWEST_STEPS = 60
"""The story has more steps than this; fewer mean that the counting broke."""


def test_no_hour_at_which_something_falls_due_passes_in_the_story() -> None:
    """A life that begins later must find the same work: nine o'clock and midnight are far, wherever somebody is."""
    found = [
        entry["timezone"]
        for file in ("cast.toml", "communities.toml")
        for entries in tomllib.loads((ROOT / "examples" / file).read_text("utf-8")).values()
        for entry in entries
        if "timezone" in entry
    ]
    assert len(set(found)) > 10
    end = TOLD_AT + AFTERWARDS + 2 * REGRET
    for zone in {"UTC", *found}:
        begins, ends = (each.astimezone(ZoneInfo(zone)) for each in (TOLD_AT, end))
        assert begins.date() == ends.date(), zone
        assert not begins.hour < 9 <= ends.hour, zone
        assert ends - begins < timedelta(hours=2)


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory: a killed process takes nothing with it that was written, whether or not it reached the disk."""
    whole = scratch("palabre-lives-")
    (whole / "before").mkdir()
    yield whole / "before"
    shutil.rmtree(whole)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("engine", ENGINES)
def test_a_bot_killed_at_any_step_goes_on_as_if_it_had_not_been(
    engine: str, shard: int, folder: Path, request: pytest.FixtureRequest
) -> None:
    """R12, R16. Somebody asks to join; cards appear in two workspaces; one administrator approves; doors open; whoever
    asked is told; the cards are redrawn; an announcement goes to every place. Each life ends by SIGKILL at another
    step; the next one finds the same database and the same platform, which repeats what it was given no answer to.
    """
    server = request.getfixturevalue("postgres_server") if engine == "postgresql" else ""
    if server:
        asyncio.run(_fresh(server))
    url = server.replace("/postgres?", "/story?") if server else f"sqlite:///{folder / 'palabre.db'}"
    asyncio.run(prepare(Life(folder, url)))
    command = [sys.executable, "-m", "tests.stories.crashing", str(folder), str(shard), str(SHARDS), server]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [each for each in told if each["differs"]] == []
    steps = [each["step"] for each in told if each["died"]]
    assert steps == list(range(1 + shard, 1 + shard + SHARDS * len(steps), SHARDS))
    assert len(steps) >= FEWEST_STEPS // SHARDS, "the story became shorter: is every step still counted?"


async def _fresh(server: str) -> None:
    conn = await asyncpg.connect(server)
    await conn.execute("DROP DATABASE IF EXISTS story")
    await conn.execute("CREATE DATABASE story")
    await conn.close()
