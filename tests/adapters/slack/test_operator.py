"""Somebody new follows the README's section on Slack, step by step, with the program as it is installed."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.rules.sources import ROOT
from tests.simulators.slack import Slack, simulated_slack


def _environment(slack: Slack | None) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
    tokens = {
        "PALABRE_SLACK__BOT_TOKEN": slack.bot_token, "PALABRE_SLACK__APP_TOKEN": slack.app_token,
        "PALABRE_SLACK__API_URL": slack.api_url,
    } if slack else {}  # fmt: skip
    return {**inherited, **tokens, "PALABRE_WEB__LISTEN": "", "PYTHONPATH": str(ROOT)}


async def _palabre(slack: Slack | None, folder: Path, *words: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=folder, env=_environment(slack),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


@pytest.mark.timeout(120)
async def test_from_the_manifest_to_the_first_member(tmp_path: Path) -> None:
    shutil.copy(ROOT / "config.example.toml", tmp_path / "config.toml")
    code, manifest, about = await _palabre(None, tmp_path, "manifest", "slack")
    assert (code, "api.slack.com/apps" in about) == (0, True)
    async with simulated_slack(json.loads(manifest)) as slack:
        otto, amina = slack.team.user("Otto"), slack.team.user("Amina")
        config = (tmp_path / "config.toml").read_text("utf-8")
        owners = f'\nowners = ["slack:{slack.team.id}/{otto.id}"]'
        (tmp_path / "config.toml").write_text(config.replace("\nowners = []", owners), "utf-8")
        code, said, _ = await _palabre(slack, tmp_path, "check")
        assert (code, "Slack takes the app token: the bot can connect (Socket Mode)." in said) == (0, True), said

        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=tmp_path, env=_environment(slack),
            stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await slack.until(lambda: slack.online, within=40)
            form = await (await otto.types("general", "/community create public Climate")).final()
            assert form.modal is not None, form.text
            created = await otto.submits(form, {"Purpose": "To share what the tides do."})
            await created.final()
            shown = await (await otto.types("general", "/community places climate")).final()
            await otto.presses(shown, "Create channels here")
            await slack.until(lambda: "climate-admins" in otto.channels(), within=40)
            joined = await (await amina.types("general", "/community join climate")).final()
            if joined.modal is not None:
                await amina.submits(joined, {})
            await slack.until(lambda: "climate" in amina.channels(joined=True), within=40)
            assert "climate-admins" not in amina.channels()
        finally:
            process.terminate()
            await process.wait()
        assert slack.violations == []
        assert process.returncode == 0
