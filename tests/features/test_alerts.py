"""Alerts about places: once, true when they leave, beside the few messages of a day; their readers hear of the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.address import Account
from bot.chat.inbound import PlaceGone
from bot.chat.message import say
from bot.chat.text import Words
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.model import Role, Status
from bot.features.people import service as people
from tests.features.test_troubles import HIGH, MEMBERS, MENDED, NO_SEND, TROUBLED, UNTIL, said
from tests.simulators.post_office import later, refused
from tests.town import NORTH, SOUTH, Somebody, Town


async def tides(town: Town, *, admin_channels: bool = False) -> tuple[Somebody, Community]:
    martha = await town.someone("Martha", timezone="Europe/Paris")
    return martha, await town.community("Tides", admins=[martha], admin_channels=admin_channels)


async def until_hour(town: Town, hour: int) -> None:
    """The next time the clock shows that hour in Paris, in winter."""
    now = town.clock.now()
    at = now.replace(hour=(hour - 1) % 24, minute=0, second=0, microsecond=0)
    await town.until(at if at > now else at + timedelta(days=1))


async def test_an_alert_comes_after_three_other_messages_of_the_day_and_is_none_of_them(town: Town) -> None:
    martha, made = await tides(town)
    await until_hour(town, 10)

    async def told(number: int) -> None:
        await town.run(lambda tx: people.tell(tx, martha.id, say(Words(f"News {number}")), key=f"n{number}"))
        await town.settle()

    for number in (1, 2):
        await told(number)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.looks()
    await told(3)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high", "no-send")
    await town.looks()
    assert town.reads(martha) == [
        "News 1", "News 2", said(MEMBERS, HIGH), "News 3", said(MEMBERS, HIGH, NO_SEND)
    ]  # fmt: skip


async def test_what_is_mended_in_the_night_is_not_spoken_of_in_the_morning(town: Town) -> None:
    martha, made = await tides(town)
    await until_hour(town, 23)
    office, channel = town.offices[NORTH], town.channel(made)
    office.troubles(channel, "role-too-high")
    await town.hour()
    office.troubles(channel)
    await town.hour()
    await until_hour(town, 9)
    assert town.reads(martha) == []


async def test_in_the_morning_the_alert_says_what_is_wrong_by_then_once(town: Town) -> None:
    martha, made = await tides(town)
    await until_hour(town, 23)
    office, channel = town.offices[NORTH], town.channel(made)
    office.troubles(channel, "role-too-high")
    await town.hour()
    office.troubles(channel, "no-send")
    await town.hour()
    assert town.reads(martha) == []
    await until_hour(town, 9)
    assert town.reads(martha) == [said(MEMBERS, NO_SEND)]
    office.troubles(channel)
    await town.hour()
    assert town.reads(martha) == [said(MEMBERS, NO_SEND), MENDED]


async def test_a_channel_reads_what_is_true_when_the_platform_takes_it_again(town: Town) -> None:
    _, made = await tides(town, admin_channels=True)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    office.breaks_always(later(after=4000), to=admins, what="send")
    office.troubles(town.channel(made), "role-too-high")
    await town.looks()
    office.troubles(town.channel(made), "no-send")
    await town.looks()
    office.mend()
    await town.passes(hours=2)
    assert town.reads(admins) == [said(MEMBERS, NO_SEND)]


async def test_what_is_broken_again_by_the_morning_is_not_said_to_be_in_order(town: Town) -> None:
    martha, made = await tides(town)
    await until_hour(town, 20)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.looks()
    await until_hour(town, 23)
    for found in ((), ("no-send",)):
        town.offices[NORTH].troubles(town.channel(made), *found)
        await town.looks()
    await until_hour(town, 9)
    assert town.reads(martha) == [said(MEMBERS, HIGH), said(MEMBERS, NO_SEND)]


async def test_who_administers_no_more_by_the_morning_does_not_read_that_it_is_mended(town: Town) -> None:
    martha, made = await tides(town)
    ben = await town.someone("Ben", timezone="Europe/Paris")
    await town.run(lambda tx: membership.admit(tx, made, ben.id, by="", role=Role.ADMINISTRATOR))
    await until_hour(town, 20)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.looks()
    told = town.reads(ben)
    assert told == [said(MEMBERS, HIGH)]
    await until_hour(town, 23)
    town.offices[NORTH].troubles(town.channel(made))
    await town.looks()
    await town.run(lambda tx: membership.depart(tx, made, ben.id, Status.LEFT, by=ben.id))
    await until_hour(town, 9)
    assert (town.reads(martha)[-1], town.reads(ben)) == (MENDED, told)


async def test_nor_is_it_to_whoever_arranged_the_place_without_administering_anything(town: Town) -> None:
    martha = await town.someone("Martha", SOUTH)
    nadia = await town.someone("Nadia", owner=True, timezone="Europe/Paris")
    made = await town.community("Tides", admins=[martha], platforms=[])
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.says(nadia, "/community places tides tides tides-admins high")
    told = town.reads(nadia)
    assert len(told) == 1
    await until_hour(town, 23)
    for found in ((), ("no-send",)):
        town.offices[NORTH].troubles(town.channel(made), *found)
        await town.looks()
    assert MENDED in town.reads(town.admin_channel(made))
    await until_hour(town, 9)
    assert town.reads(nadia) == told


async def test_what_was_mended_before_the_channel_could_read_of_it_is_never_spoken_of(town: Town) -> None:
    _, made = await tides(town, admin_channels=True)
    office, admins = town.offices[NORTH], town.admin_channel(made)
    office.breaks_always(later(after=4000), to=admins, what="send")
    office.troubles(town.channel(made), "role-too-high")
    await town.looks()
    office.troubles(town.channel(made))
    await town.looks()
    office.mend()
    await town.passes(hours=2)
    assert town.reads(admins) == []


async def test_another_role_instead_of_a_deleted_one_is_said_to_have_mended_it_and_that_one_is_forgotten(
    town: Town,
) -> None:
    _, made = await tides(town, admin_channels=True)
    nadia = await town.someone("Nadia", owner=True)
    await town.says(nadia, "/community places tides tides tides-admins Tides")
    office, channel, admins = town.offices[NORTH], town.channel(made), town.admin_channel(made)
    office.troubles(channel, "role-gone")
    await town.looks()
    told = len(town.reads(admins))
    office.troubles(channel)
    shown = await town.says(nadia, "/community places tides tides tides-admins Waves")
    assert "Opened it before" not in shown.text
    assert town.reads(admins)[told:] == [MENDED]
    await town.hour()
    assert len(town.reads(admins)) == told + 1


async def test_another_role_that_is_wrong_as_well_is_told_and_nothing_said_to_be_mended(town: Town) -> None:
    _, made = await tides(town, admin_channels=True)
    nadia = await town.someone("Nadia", owner=True)
    await town.says(nadia, "/community places tides tides tides-admins Tides")
    office, admins = town.offices[NORTH], town.admin_channel(made)
    office.troubles(town.channel(made), "role-gone")
    await town.looks()
    told = len(town.reads(admins))
    office.troubles(town.channel(made), "role-too-high")
    await town.says(nadia, "/community places tides tides tides-admins Waves")
    assert town.reads(admins)[told:] == [said(MEMBERS, HIGH)]


async def test_another_channel_instead_of_a_deleted_one_is_said_to_have_mended_it(town: Town) -> None:
    martha, made = await tides(town, admin_channels=True)
    nadia = await town.someone("Nadia", owner=True)
    admins = town.admin_channel(made)
    town.offices[NORTH].troubles(town.channel(made), "channel-gone")
    await town.does(martha, PlaceGone("gone-1", town.channel(made)))
    told = len(town.reads(admins))
    await town.says(nadia, "/community places tides new-tides")
    assert town.reads(admins)[told:] == [MENDED]


@pytest.mark.parametrize(("owners", "whom"), [(["Nadia"], "The platform team: Nadia."), ([], "")])
async def test_who_cannot_mend_it_alone_reads_whom_to_ask(town: Town, owners: list[str], whom: str) -> None:
    martha, made = await tides(town, admin_channels=True)
    for each in owners:
        await town.someone(each, owner=True)
    await town.does(martha, PlaceGone("gone-1", town.channel(made)))
    nobody = "Nobody is of the platform team yet: whoever runs me says who is."
    gone = (
        "• The channel no longer exists. The platform team gives the community another one with /community places; it "
        "takes the place of this one."
    )
    assert town.reads(town.admin_channel(made)) == ["\n".join((TROUBLED, MEMBERS, gone, whom or nobody, UNTIL))]
    shown = (await town.says(martha, "/community places tides")).text.splitlines()[-1]
    assert shown.endswith("Ask Nadia." if owners else "Nobody is of it yet: whoever runs me says who is.")


async def one_outside_and_one_inside(town: Town, made: Community) -> tuple[Somebody, Account]:
    """At night: a member who cannot be let in, and a stranger in the channel."""
    gus, wanda = await town.someone("Gus"), town.stranger("Wanda")
    await until_hour(town, 23)
    town.offices[NORTH].breaks_always(refused("forbidden", "guest"), to=gus.account, what="grant")
    await town.run(lambda tx: membership.admit(tx, made, gus.id, by=""))
    town.offices[NORTH].lets_in(wanda, town.channel(made))
    await town.hour()
    return gus, wanda


async def test_who_is_inside_or_outside_again_by_the_morning_is_not_told_of(town: Town) -> None:
    martha, made = await tides(town)
    office, channel = town.offices[NORTH], town.channel(made)
    gus, wanda = await one_outside_and_one_inside(town, made)
    office.mend()
    office.lets_in(gus.account, channel)
    office.puts_out(wanda, channel)
    await town.hour()
    await until_hour(town, 9)
    assert town.reads(martha) == []


async def test_who_still_is_is_told_of_as_it_is_and_the_letter_says_who_decided(town: Town) -> None:
    martha, made = await tides(town)
    nadia = await town.someone("Nadia", owner=True)
    await one_outside_and_one_inside(town, made)
    await until_hour(town, 9)
    outside, inside = sorted(town.reads(martha))
    assert outside.startswith("Gus belongs to Tides, but could not be let into its channel")
    assert inside.startswith("Somebody who is no member can read the channel of Tides")
    listed = await town.presses(nadia, "Show who", on=await town.says(nadia, "/community places tides"))
    await town.presses(nadia, "Take out", on=listed)
    done = "Everybody is where they belong again: Tides in north square\n• wanda: taken out by Nadia"
    assert done in town.reads(martha)
