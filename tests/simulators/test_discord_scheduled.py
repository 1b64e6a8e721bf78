"""The simulated Discord's list of scheduled events keeps Discord's rules, as the real discord.py meets them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import discord as library
import pytest

from tests.simulators.discord import Discord, Guild, Permission, simulated_discord
from tests.simulators.discord.scheduled import Status, create
from tests.simulators.discord_client import connected, point, refusal

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
START = NOW + timedelta(days=1)


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    async with simulated_discord(now=lambda: NOW) as simulated:
        point(monkeypatch, simulated)
        simulated.checks_itself = True
        yield simulated
        assert simulated.deviations == []


@pytest.fixture
def guild(discord: Discord) -> Guild:
    guild = discord.guild("Baobab")
    guild.add_bot(Permission.CREATE_EVENTS)
    return guild


async def made(there: library.Guild, **changes: Any) -> library.ScheduledEvent:
    asked = {
        "name": "Nets", "start_time": START, "end_time": START + timedelta(hours=1), "location": "Rome",
        "entity_type": library.EntityType.external, "privacy_level": library.PrivacyLevel.guild_only, **changes,
    }  # fmt: skip
    return await there.create_scheduled_event(**asked)


def theirs(name: str) -> dict[str, Any]:
    return {
        "name": name, "entity_type": 3, "privacy_level": 2, "entity_metadata": {"location": "The square"},
        "scheduled_start_time": START.isoformat(), "scheduled_end_time": (START + timedelta(hours=1)).isoformat(),
    }  # fmt: skip


async def test_an_event_is_made_changed_cancelled_and_deleted_and_the_gateway_tells(
    discord: Discord, guild: Guild
) -> None:
    async with connected(discord) as client:
        there = client.get_guild(guild.id)
        assert there
        event = await made(there, description="Mend them.")
        await discord.until(lambda: there.get_scheduled_event(event.id) is not None)
        await event.edit(name="Ropes", location="Naples")
        [now] = await there.fetch_scheduled_events()
        assert (now.name, now.location, now.description, now.status.value) == ("Ropes", "Naples", "Mend them.", 1)
        other = await made(there)
        guild.scheduled[other.id].delete()
        await discord.until(lambda: there.get_scheduled_event(other.id) is None)
        await event.edit(status=library.EventStatus.cancelled)
        assert (await there.fetch_scheduled_events(), guild.scheduled[event.id].status) == ([], Status.CANCELED)
        assert await refusal(event.edit(name="Nets")) == (400, 180000)
        await event.delete()
        assert await refusal(there.fetch_scheduled_event(event.id)) == (404, 10070)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "n" * 101}, {"description": "d" * 1001}, {"location": "l" * 101},
        {"start_time": NOW - timedelta(hours=1)}, {"end_time": START - timedelta(hours=1)},
    ],
    ids=lambda each: next(iter(each)),
)  # fmt: skip
async def test_what_discord_does_not_take_is_refused(discord: Discord, guild: Guild, wrong: dict[str, Any]) -> None:
    async with connected(discord) as client:
        there = client.get_guild(guild.id)
        assert there
        assert await refusal(made(there, **wrong)) == (400, 50035)
        assert guild.scheduled == {}
    assert len(discord.violations) == 1


async def test_those_of_others_and_a_hundredth_and_one_are_refused(discord: Discord, guild: Guild) -> None:
    async with connected(discord) as client:
        there = client.get_guild(guild.id)
        assert there
        for number in range(100):
            event = create(guild.owner, guild, theirs(f"Game {number}"))
        await discord.until(lambda: there.get_scheduled_event(event.id) is not None)
        assert await refusal(made(there)) == (400, 30038)
        theirs_too = await there.fetch_scheduled_event(event.id)
        assert await refusal(theirs_too.delete()) == (403, 50013)


async def test_without_the_right_nothing_is_made(discord: Discord) -> None:
    guild = discord.guild("Baobab")
    guild.add_bot()
    async with connected(discord) as client:
        there = client.get_guild(guild.id)
        assert there
        assert await refusal(made(there)) == (403, 50013)
