"""A channel that was deleted: another one named for the community in that workspace takes its place."""

from __future__ import annotations

from bot.chat.address import Place
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town


async def cast(town: Town, *platforms: str) -> tuple[Somebody, Somebody, Community]:
    martha, nadia = await town.someone("Martha"), await town.someone("Nadia", owner=True)
    return martha, nadia, await town.community("Tides", admins=[martha], platforms=platforms or (NORTH,))


async def lives(town: Town, made: Community) -> list[tuple[str, str, str, str]]:
    homes = await town.run(lambda tx: communities.homes(tx, made.id))
    return sorted((each.platform, each.channel, each.admin_channel, each.role) for each in homes)


async def test_the_channel_that_is_named_instead_takes_its_place_with_all_that_was_not_typed(town: Town) -> None:
    martha, nadia, made = await cast(town, NORTH, SOUTH)
    await town.says(nadia, "/community places tides tides tides-admins Tides")
    town.offices[NORTH].troubles(town.channel(made), "channel-gone")
    await town.hour()
    assert "it takes the place of this one" in town.reads(town.admin_channel(made))[-1]
    shown = await town.says(nadia, "/community places tides new-tides")
    assert "no longer exists" not in shown.text
    assert await lives(town, made) == [
        (NORTH, "new-tides", "tides-admins", "Tides"), (SOUTH, "tides", "tides-admins", "")
    ]  # fmt: skip
    assert martha.account in town.offices[NORTH].open_to(Place(NORTH, SQUARE, "new-tides"))


async def test_what_is_gone_with_it_is_not_taken_over(town: Town) -> None:
    _, nadia, made = await cast(town)
    await town.says(nadia, "/community places tides tides tides-admins Tides")
    town.offices[NORTH].troubles(town.channel(made), "channel-gone", "role-gone")
    town.offices[NORTH].troubles(town.admin_channel(made), "channel-gone")
    await town.hour()
    await town.says(nadia, "/community places tides new-tides")
    assert await lives(town, made) == [(NORTH, "new-tides", "", "")]


async def test_a_second_channel_beside_a_living_one_replaces_nothing(town: Town) -> None:
    _, nadia, made = await cast(town)
    await town.says(nadia, "/community places tides new-tides")
    assert await lives(town, made) == [(NORTH, "new-tides", "", ""), (NORTH, "tides", "tides-admins", "")]


async def test_channels_are_made_where_the_only_one_is_gone(town: Town) -> None:
    _, nadia, made = await cast(town)
    town.offices[NORTH].troubles(town.channel(made), "channel-gone")
    town.offices[NORTH].make("channel", SQUARE, "tides", platform=NORTH, doubted=False)
    await town.hour()
    shown = await town.says(nadia, "/community places tides")
    assert "Create channels here" in shown.buttons
    await town.presses(nadia, "Create channels here")
    assert await lives(town, made) == [(NORTH, "tides-2", "tides-admins", "Tides")]
