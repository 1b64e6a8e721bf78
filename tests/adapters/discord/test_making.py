"""Channels that cannot be made: whoever asked reads which right is missing and where it is switched on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from tests.adapters.discord.village import Village, village
from tests.simulators.discord import Permission, refused

WHERE = "In the server's settings, under Roles, choose my role and switch on"


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def asked(place: Village) -> str:
    """What the platform team reads after it has asked for channels."""
    otto = place.owners[0]
    general = next(each for each in place.guild.channels.values() if each.name == "general")
    tides = await place.run(lambda tx: communities.create(tx, communities.blank(tx, "Tides", Mode.PUBLIC), by=""))
    await otto.press(await otto.slash(general, "community places", community=tides.slug), "Create channels here")
    await place.idle()
    return otto.messages(otto.dm)[-1].text


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (Permission.MANAGE_CHANNELS, f"I may not make channels. {WHERE} “Manage Channels”."),
        (Permission.MANAGE_ROLES, f"I may not make roles. {WHERE} “Manage Roles”."),
        (
            Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES,
            f"I may make neither channels nor roles. {WHERE} “Manage Channels” and “Manage Roles”.",
        ),
    ],
)
async def test_the_right_that_is_missing_is_named_as_it_stands_beside_its_switch(
    place: Village, missing: Permission, said: str
) -> None:
    bot = next(each for each in place.guild.roles.values() if each.managed_by is not None)
    place.guild.change_role(bot, permissions=bot.permissions & ~missing)
    assert said in await asked(place)


async def test_a_server_that_is_full_says_so(place: Village) -> None:
    place.discord.breaks("POST", "/guilds/{guild_id}/channels", refused(30013))
    assert "There is no room for another channel or role there." in await asked(place)
