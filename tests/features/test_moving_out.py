"""Moving out of a channel: asked about once, with what follows; whoever administers hears of it."""

from __future__ import annotations

from bot.features.communities import service as communities
from bot.features.communities.model import Community
from tests.town import NORTH, SOUTH, Somebody, Town

ASKED = (
    "Shall Tides no longer live in #tides (north square)? The channel stays as it is, and with it the 2 members who "
    "can be inside; but what Tides announces and plans no longer comes there, and I let nobody in or out any more. "
    "What is decided in #tides-admins is no longer shown there. It then lives nowhere."
)


async def cast(town: Town, *platforms: str) -> tuple[Somebody, Somebody, Community]:
    martha, nadia, bo = await town.someone("Martha"), await town.someone("Nadia", owner=True), await town.someone("Bo")
    return martha, nadia, await town.community("Tides", admins=[martha], members=[bo], platforms=platforms or (NORTH,))


async def lives(town: Town, made: Community) -> list[str]:
    return [each.platform for each in await town.run(lambda tx: communities.homes(tx, made.id))]


async def test_it_is_asked_once_with_what_will_happen_to_how_many(town: Town) -> None:
    _, nadia, made = await cast(town)
    asked = await town.presses(nadia, "Move out", on=await town.says(nadia, "/community places tides"))
    assert (asked.text, asked.buttons) == (ASKED, ("Move out", "Cancel"))
    assert await lives(town, made) == [NORTH]
    stays = await town.presses(nadia, "Cancel", on=asked)
    assert (stays.text, stays.redrawn, await lives(town, made)) == ("Tides stays in #tides.", True, [NORTH])


async def test_whoever_administers_hears_of_it_and_it_stands_in_the_log(town: Town) -> None:
    martha, nadia, made = await cast(town)
    asked = await town.presses(nadia, "Move out", on=await town.says(nadia, "/community places tides"))
    left = await town.presses(nadia, "Move out", on=asked)
    assert (left.text.splitlines()[:2], left.redrawn) == (["Where Tides lives", "Nowhere yet."], True)
    assert await lives(town, made) == []
    told = "Nadia took Tides out of #tides (north square). The channel stays as it is."
    assert town.reads(town.admin_channel(made)) == [told]
    assert "no longer lives in #tides (Nadia)" in (await town.says(martha, "/log tides")).text
    again = await town.presses(nadia, "Move out", on=asked)
    assert again.text == "The community no longer lives there."


async def test_of_another_place_it_is_not_said_that_it_lives_nowhere(town: Town) -> None:
    _, nadia, made = await cast(town, NORTH, SOUTH)
    shown = await town.says(nadia, "/community places tides")
    asked = await town.presses(nadia, "Move out", on=shown)
    assert ("It then lives nowhere" in asked.text, "#tides (north square)" in asked.text) == (False, True)
    await town.presses(nadia, "Move out", on=asked)
    assert await lives(town, made) == [SOUTH]


async def test_only_the_platform_team_may(town: Town) -> None:
    martha, _, made = await cast(town)
    [home] = await town.run(lambda tx: communities.homes(tx, made.id))
    for verb in ("move-out", "moved-out", "stayed"):
        heard = await town.tokens(martha, f"places.{verb}:{home.id}")
        assert heard.text.startswith("Only the platform team gives a community its channels")
    assert await lives(town, made) == [NORTH]
