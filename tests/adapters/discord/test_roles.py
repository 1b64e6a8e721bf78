"""Roles that Discord gives by itself, everybody's and those of bots, are never taken for the role of members."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.chat.port import Room, Undeliverable
from bot.clock import Clock
from bot.features.communities import service as communities
from tests.adapters.discord.ground import Ground, ground
from tests.adapters.discord.village import Village, village
from tests.adapters.playground.little import LittleEngine
from tests.simulators.discord import Role


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


@pytest.fixture(name="ground")
async def _ground() -> AsyncIterator[Ground]:
    async with ground(LittleEngine()) as made:
        yield made


def bots(roles: dict[int, Role]) -> Role:
    return next(each for each in roles.values() if each.managed_by is not None)


async def test_a_role_of_a_bot_is_refused_in_one_sentence_and_nothing_changes(place: Village) -> None:
    otto, martha = place.owners[0], place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    role = bots(place.guild.roles)
    general = next(each for each in place.guild.channels.values() if each.name == "general")
    said = await otto.slash(general, "community places", community="climate", channel=climate.room, role=role)
    assert said.text == (
        f"The role “{role.name}” belongs to a bot or a service, so Discord lets nobody give it to members. Name "
        "another role, or none."
    )
    [home] = await place.run(lambda tx: communities.homes(tx, climate.community.id))
    assert home.role == str(climate.role.id)
    other = place.guild.role("Climate people")
    await place.heard(lambda: _known(place, other))
    await otto.slash(general, "community places", community="climate", channel=climate.room, role=other)
    [home] = await place.run(lambda tx: communities.homes(tx, climate.community.id))
    assert home.role == str(other.id)


async def test_a_role_that_was_deleted_is_no_longer_asked_to_be_taken_out(place: Village) -> None:
    otto, martha = place.owners[0], place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    other = place.guild.role("Climate people")
    await place.heard(lambda: _known(place, other))
    general = next(each for each in place.guild.channels.values() if each.name == "general")
    place.guild.delete_role(climate.role)
    await place.heard(lambda: not _known(place, climate.role))
    await otto.slash(general, "community places", community="climate", channel=climate.room, role=other)
    await place.idle()
    shown = await otto.slash(general, "community places", community="climate")
    assert "Opened it before" not in shown.text


def _known(place: Village, role: Role) -> bool:
    client = place.app.platforms["discord"]._client  # type: ignore[attr-defined]
    return client.get_guild(place.guild.id).get_role(role.id) is not None


@pytest.mark.parametrize("whose", ["everybody's", "a bot's"])
async def test_no_such_role_opens_a_channel_or_is_given(ground: Ground, whose: str) -> None:
    """Whatever the engine holds: a channel would be open to the whole server."""
    role = str(ground.guild.id if whose == "everybody's" else bots(ground.guild.roles).id)
    with pytest.raises(Undeliverable, match="role-fixed"):
        await ground.platform.open_place(
            ground.channel, role=role, everyone_reads=False, members_write=True, topic="Climate"
        )
    assert str(ground.outsider.id) not in await ground.inside(ground.channel)
    with pytest.raises(Undeliverable, match="role-fixed"):
        await ground.platform.grant(ground.member, ground.channel, role=role)
    await ground.platform.revoke(ground.member, ground.channel, role=role)


async def test_who_is_let_in_by_everybodys_role_is_not_told_as_strangers(ground: Ground) -> None:
    found = await ground.platform.inspect(Room(ground.channel, str(ground.guild.id)))
    assert (found.troubles, found.holders) == (("role-fixed",), None)
