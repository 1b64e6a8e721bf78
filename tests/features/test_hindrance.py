"""Somebody could not be let in: whoever can mend it reads what to click at once, and once."""

from __future__ import annotations

import pytest

from bot.chat.inbound import CommandUsed
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership.access import standing_of
from tests.simulators.post_office import later, refused
from tests.town import NORTH, SOUTH, Somebody, Town

HIGH = (
    "Something is wrong where Tides lives in north square\nThe channel of its members:\n• The role of its members "
    "stands above mine, so I can neither give nor take it. In the server's settings, under Roles, drag my role "
    "above it.\nI look again every hour and tell you when it is mended; until then /community places shows it."
)
RESTRICTED = (
    "belongs to Tides, but could not be let into its channel in north square. The workspace does not let me do that "
    "there. An administrator of the workspace does it by hand, or allows it in the workspace's settings, under "
    "Permissions. Then press Try again. /members names everybody who could not be let in; I say this once a day."
)


async def tides(town: Town, *, mode: Mode = Mode.PUBLIC, **fields: object) -> tuple[Somebody, Community]:
    martha = await town.someone("Martha")
    return martha, await town.community("Tides", admins=[martha], mode=mode, **fields)


async def access(town: Town, made: Community, who: Somebody) -> str:
    found = await town.run(lambda tx: standing_of(tx, made.id, who.id).membership)
    assert found is not None
    return found.access


async def test_a_role_too_high_is_told_as_soon_as_it_could_not_be_given_and_once_for_all_of_them(town: Town) -> None:
    _, made = await tides(town)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    office.troubles(town.channel(made), "role-too-high")
    for name in ("Bo", "Cy", "Di"):
        await town.joins(await town.someone(name), made)
        assert town.reads(admins) == [HIGH]
    for _ in range(3):
        await town.hour()
    assert town.reads(admins) == [HIGH]
    office.troubles(town.channel(made))
    await town.hour()
    assert town.reads(admins)[1:] == ["Where Tides lives in north square, everything is in order again."]


async def test_several_at_once_are_one_look(town: Town) -> None:
    people = [await town.someone(name) for name in ("Bo", "Cy", "Di", "Ed")]
    _, made = await tides(town)
    office = town.offices[NORTH]
    office.troubles(town.channel(made), "no-manage-roles")
    looked = office.calls("inspect")
    office.breaks(*(later(after=1) for _ in range(2)), what="inspect")
    for each in people:
        await town.dispatcher.receive(CommandUsed(town.fresh(), each.actor, None, "join", "tides"))
    for _ in range(3):
        await town.passes(seconds=10)
    assert len(town.reads(town.admin_channel(made))) == 1
    assert office.calls("inspect") - looked <= 4


async def test_a_place_that_cannot_be_closed_to_somebody_is_told_of_at_once_as_well(town: Town) -> None:
    bo = await town.someone("Bo")
    martha = await town.someone("Martha")
    made = await town.community("Tides", admins=[martha], members=[bo])
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.says(bo, "/leave tides")
    await town.presses(bo, "Leave")
    assert town.reads(town.admin_channel(made)) == [HIGH]


async def test_a_role_that_is_bound_and_stands_too_high_is_told_right_after(town: Town) -> None:
    """Also when nobody of the community is on that platform, and by whoever bound it as well."""
    martha = await town.someone("Martha", SOUTH)
    nadia = await town.someone("Nadia", owner=True)
    made = await town.community("Tides", admins=[martha], platforms=[])
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.says(nadia, "/community places tides tides tides-admins high")
    assert (town.reads(town.admin_channel(made)), town.reads(nadia)) == ([HIGH], [HIGH])
    await town.hour()
    assert (town.reads(town.admin_channel(made)), town.reads(nadia)) == ([HIGH], [HIGH])
    town.offices[NORTH].troubles(town.channel(made))
    for _ in range(2):
        await town.hour()
    mended = "Where Tides lives in north square, everything is in order again."
    assert (town.reads(town.admin_channel(made)), town.reads(nadia)) == ([HIGH, mended], [HIGH, mended])


async def test_who_binds_it_as_an_administrator_reads_it_once(town: Town) -> None:
    nadia = await town.someone("Nadia", owner=True)
    made = await town.community("Tides", admins=[nadia], platforms=[])
    await town.passes(days=2)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.says(nadia, "/community places tides tides tides-admins high")
    assert (town.reads(town.admin_channel(made)), town.reads(nadia)) == ([HIGH], [])


async def test_a_channel_that_cannot_be_arranged_is_looked_at_at_once(town: Town) -> None:
    martha, made = await tides(town)
    town.offices[NORTH].troubles(town.channel(made), "no-manage-channel")
    await town.says(martha, "/community mode tides open")
    await town.presses(martha, "Open to everybody")
    assert "I may not set who reads and writes in the channel." in town.reads(town.admin_channel(made))[0]


async def test_what_no_look_can_find_is_told_once_a_day_and_tried_again_for_all(town: Town) -> None:
    martha, made = await tides(town)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    for each in (bo, cy):
        office.breaks_always(refused("forbidden", "restricted-action"), to=each.account, what="grant")
        await town.joins(each, made)
    assert town.reads(admins) == [f"Bo {RESTRICTED}"]
    await town.hour()
    assert town.reads(admins) == [f"Bo {RESTRICTED}"]
    card = town.letters(admins)[0]
    office.mend()
    assert (await town.presses(martha, "Try again", on=card)).text == (
        "I am letting in all 2 who could not be let in. What still fails is told as before."
    )
    assert [await access(town, made, each) for each in (bo, cy)] == ["granted", "granted"]
    assert office.open_to(town.channel(made)) == {martha.account, bo.account, cy.account}
    assert (await town.presses(martha, "Try again", on=card)).text.startswith("There is nobody left")


async def test_on_the_next_day_whoever_still_fails_is_told_of_again(town: Town) -> None:
    _, made = await tides(town)
    town.offices[NORTH].breaks_always(refused("forbidden", "restricted-action"), what="grant")
    await town.joins(await town.someone("Bo"), made)
    await town.passes(days=1)
    await town.joins(await town.someone("Cy"), made)
    assert town.reads(town.admin_channel(made)) == [f"Bo {RESTRICTED}", f"Cy {RESTRICTED}"]


async def test_of_whoever_was_approved_the_card_says_it_and_nothing_else(town: Town) -> None:
    martha, made = await tides(town, mode=Mode.SEMI_PRIVATE)
    gus = await town.someone("Gus")
    town.offices[NORTH].breaks_always(refused("forbidden", "guest"), to=gus.account, what="grant")
    await town.joins(gus, made)
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made)))
    [text] = town.reads(town.admin_channel(made))
    assert "It is a guest, whom only administrators of the workspace let into channels." in text


async def test_only_administrators_try_again(town: Town) -> None:
    _, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    [home] = await town.run(lambda tx: communities.homes(tx, made.id))
    token = f"places.retry:{home.id}"
    assert (await town.tokens(bo, token)).text == "Only the administrators of Tides can do that."
    await town.run(lambda tx: communities.change(tx, made, hidden=True))
    cy = await town.someone("Cy")
    assert (await town.tokens(cy, token)).text == (await town.tokens(cy, "places.retry:pla_000")).text


@pytest.mark.parametrize("outcome", ["guest", "restricted-action"])
async def test_without_a_channel_of_their_own_administrators_read_it_privately(town: Town, outcome: str) -> None:
    martha, made = await tides(town, admin_channels=False)
    gus = await town.someone("Gus")
    town.offices[NORTH].breaks_always(refused("forbidden", outcome), to=gus.account, what="grant")
    await town.joins(gus, made)
    assert [text.split(" belongs to")[0] for text in town.reads(martha)] == ["Gus"]


async def test_who_cannot_be_let_in_where_administrators_meet_is_told_of_as_such(town: Town) -> None:
    martha, gus = await town.someone("Martha"), await town.someone("Gus")
    made = await town.community("Tides", admins=[martha, gus])
    office, admins = town.offices[NORTH], town.admin_channel(made)
    await town.passes(minutes=5)
    office.puts_out(gus.account, admins)
    office.breaks_always(refused("forbidden", "guest"), to=gus.account, what="grant")
    for _ in range(2):
        await town.hour()
    [text] = town.reads(admins)
    said = "Gus belongs to Tides, but could not be let into its administrators' channel in north square."
    assert text.startswith(said)
