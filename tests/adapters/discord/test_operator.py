"""Somebody new follows the README's section on Discord, step by step, with the program as it is installed."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path

import discord
import pytest

from tests.adapters.discord.ground import NEEDED, ground
from tests.adapters.playground.little import LittleEngine
from tests.rules.sources import ROOT
from tests.simulators.discord import Answer, Discord, simulated_discord


def _environment(discord: Discord) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
    return {
        **inherited, "PALABRE_WEB__LISTEN": "", "PALABRE_DISCORD__TOKEN": discord.token,
        "PALABRE_DISCORD__API_URL": discord.api_url, "PALABRE_DISCORD__GATEWAY_URL": discord.gateway_url,
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip


async def _palabre(discord: Discord, folder: Path, *words: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=folder, env=_environment(discord),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


def _filled(form: Answer) -> dict[str, str]:
    """Whatever must be written and is not there yet."""
    fields = form.modal.fields if form.modal else []
    return {each.custom_id: "Tides" for each in fields if each.component.get("required") and not each.value}


@pytest.mark.timeout(120)
async def test_from_the_configuration_to_the_first_member(tmp_path: Path) -> None:
    async with simulated_discord() as discord:
        guild = discord.guild("Baobab")
        lobby = guild.channel("lobby")
        otto, amina = discord.user("Otto"), discord.user("Amina")
        guild.join(otto, amina)
        shutil.copy(ROOT / "config.example.toml", tmp_path / "config.toml")
        config = (tmp_path / "config.toml").read_text("utf-8")
        assert config.count("\nowners = []") == 1
        (tmp_path / "config.toml").write_text(config.replace("\nowners = []", f'\nowners = ["discord:{otto.id}"]'))

        code, said = await _palabre(discord, tmp_path, "manifest", "discord")
        assert (code, f"client_id={discord.world.application_id}" in said) == (0, True)
        assert f"permissions={int(NEEDED)}" in said
        code, said = await _palabre(discord, tmp_path, "check")
        assert (code, "The bot is on no server." in said) == (1, True), said
        guild.add_bot(NEEDED, position=5)
        code, said = await _palabre(discord, tmp_path, "check")
        assert (code, "The bot is on 1 server(s): Baobab." in said) == (0, True), said

        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=tmp_path, env=_environment(discord),
            stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await discord.until(lambda: discord.online and discord.world.commands, within=40)
            form = await otto.slash(lobby, "community create", name="Climate", mode="public")
            while form.modal is not None or "Continue" in form.buttons:
                form = await (otto.press(form, "Continue") if form.modal is None else otto.submit(form, _filled(form)))
            shown = await otto.slash(lobby, "community places", community="climate")
            await otto.press(shown, "Create channels here")
            await discord.until(lambda: len(otto.channels(guild)) == 3, within=40)
            _, room, meeting = otto.channels(guild)
            assert (room, meeting) == ("climate", "climate-admins")
            assert amina.channels(guild) == ["lobby"]
            joined = await amina.slash(lobby, "join", community="climate")
            if joined.modal is not None:
                await amina.submit(joined, {})
            await discord.until(lambda: amina.channels(guild) == ["lobby", room], within=40)
        finally:
            process.terminate()
            await process.wait()
        assert discord.violations == []
        assert process.returncode == 0


async def test_nothing_is_said_of_voices(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """We only write, so what is missing for talking is nothing to mend."""
    monkeypatch.setattr(discord.VoiceClient, "warn_nacl", True)
    monkeypatch.setattr(discord.VoiceClient, "warn_dave", True)
    async with ground(LittleEngine()):
        assert [each for each in caplog.messages if "voice" in each] == []
