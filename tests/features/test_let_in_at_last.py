"""Members who could not be let in: once it is mended they are let in, and nobody reads of it any more."""

from __future__ import annotations

from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import standing_of
from bot.features.places import service as places
from tests.simulators.post_office import refused
from tests.town import NORTH, Somebody, Town

STUCK = "could not be let in yet"


async def access(town: Town, made: Community, who: Somebody) -> str:
    found = await town.run(lambda tx: standing_of(tx, made.id, who.id).membership)
    assert found is not None
    return found.access


async def cast(town: Town) -> tuple[Somebody, Somebody, Community]:
    martha, bo = await town.someone("Martha"), await town.someone("Bo")
    return martha, bo, await town.community("Tides", admins=[martha], members=[bo])


async def test_who_was_inside_all_the_while_is_no_longer_listed_once_the_role_is_lowered(town: Town) -> None:
    martha, bo, made = await cast(town)
    office, channel = town.offices[NORTH], town.channel(made)
    office.troubles(channel, "role-too-high")
    office.breaks_always(refused("forbidden", "role-too-high"), what="grant")
    nadia = await town.someone("Nadia", owner=True)
    await town.says(nadia, "/community places tides tides tides-admins Tides")
    await town.hour()
    assert (await town.says(martha, "/members tides")).text.count(STUCK) == 2
    assert "could not be opened to you yet" in (await town.says(bo, "/me")).text
    office.troubles(channel)
    office.mend()
    for each in (martha, bo):
        office.lets_in(each.account, channel, role="Tides")
    await town.hour()
    assert [await access(town, made, each) for each in (martha, bo)] == ["granted", "granted"]
    assert STUCK not in (await town.says(martha, "/members tides")).text
    assert "could not be opened" not in (await town.says(bo, "/me")).text


async def test_who_was_approved_while_the_place_was_broken_is_let_in_and_the_card_drawn_again(town: Town) -> None:
    martha, _, made = await cast(town)
    office, channel, admins = town.offices[NORTH], town.channel(made), town.admin_channel(made)
    amina = await town.someone("Amina")
    await town.joins(amina, made)
    office.troubles(channel, "channel-archived")
    office.breaks_always(refused("forbidden", "channel-archived"), to=amina.account, what="grant")
    await town.hour()
    await town.presses(martha, "Approve", on=town.card(admins))
    assert "access pending" in town.text(town.card(admins).message)
    office.troubles(channel)
    office.mend()
    await town.hour()
    assert amina.account in office.open_to(channel)
    assert await access(town, made, amina) == "granted"
    assert "access pending" not in town.text(town.card(admins).message)
    assert "in order again" in "\n".join(town.reads(admins))


async def test_a_trouble_that_came_and_went_between_two_looks_is_forgotten_as_well(town: Town) -> None:
    martha, bo, made = await cast(town)
    office = town.offices[NORTH]
    office.breaks(refused("forbidden", "role-too-high"), to=bo.account, what="grant")
    await town.says(martha, f"/community admins tides @{bo.name} reviewer")
    assert await access(town, made, bo) == "failed"
    await town.hour()
    assert await access(town, made, bo) == "granted"


async def test_a_guest_whom_somebody_let_in_by_hand_is_settled_and_one_outside_is_not_asked_for_each_hour(
    town: Town,
) -> None:
    martha, _, made = await cast(town)
    office, channel = town.offices[NORTH], town.channel(made)
    gus = await town.someone("Gus")
    await town.joins(gus, made)
    office.breaks_always(refused("forbidden", "guest"), to=gus.account, what="grant")
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made)))
    await town.hour()
    tried = office.calls("grant")
    await town.hour()
    assert (office.calls("grant"), await access(town, made, gus)) == (tried, "failed")
    office.mend()
    office.lets_in(gus.account, channel)
    await town.hour()
    assert await access(town, made, gus) == "granted"


async def test_moving_out_of_the_broken_place_forgets_what_went_wrong_there(town: Town) -> None:
    martha, bo, made = await cast(town)
    office = town.offices[NORTH]
    office.breaks(refused("forbidden", "channel-gone"), to=bo.account, what="grant")
    await town.says(martha, f"/community admins tides @{bo.name} reviewer")
    assert await access(town, made, bo) == "failed"
    [home] = await town.run(lambda tx: communities.homes(tx, made.id))
    await town.run(lambda tx: places.move_out(tx, made, home, by=""))
    assert await access(town, made, bo) == ""
