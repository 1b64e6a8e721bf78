"""Channels that are made for a community, and communities that settle in with another role."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat.address import Place
from bot.chat.inbound import ButtonPressed
from bot.chat.message import say
from bot.chat.reply import Whisper
from bot.chat.text import Words, t
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.features.people.attention import A_DAY
from bot.features.places import service as places
from tests.simulators.post_office import Fault, later, lost_answer, refused
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town

CHANNEL, ADMINS = Place(NORTH, SQUARE, "tides"), Place(NORTH, SQUARE, "tides-admins")
SET = [("role", "Tides"), ("channel", "tides"), ("channel", "tides-admins")]
MADE = (
    "Nadia gave Tides channels of its own in north square: one for its members, who are being let in, and one for its "
    "administrators. Requests to join appear there from now on."
)


async def cast(town: Town) -> tuple[Somebody, Somebody, Somebody]:
    return await town.someone("Martha"), await town.someone("Amina"), await town.someone("Nadia", owner=True)


async def homeless(town: Town, martha: Somebody, *members: Somebody) -> Community:
    return await town.community("Tides", admins=[martha], members=members, platforms=[])


async def test_the_platform_team_has_channels_made_and_the_community_settles_in(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    tides = await homeless(town, martha, amina)
    await town.joins(bo := await town.someone("Bo"), tides)
    assert (await town.says(martha, "/community places tides")).buttons == ()
    assert (await town.says(nadia, "/community places tides")).buttons == ("Create channels here",)
    heard = await town.presses(nadia, "Create channels here")
    assert heard.text.startswith("The channels of Tides are being made: one for its members, one for its admin")
    office = town.offices[NORTH]
    assert office.made(SQUARE) == SET
    assert (office.holders(CHANNEL, "Tides"), office.holders(ADMINS, "")) == (
        {martha.account, amina.account}, {martha.account},
    )  # fmt: skip
    assert [office.place(each) for each in (CHANNEL, ADMINS)] == [(False, True, "Tides"), (False, True, "Tides")]
    assert (office.role(CHANNEL), office.role(ADMINS)) == ("Tides", "")
    assert town.reads(ADMINS)[0].startswith("Bo asks to join Tides")
    assert (town.reads(ADMINS)[1:], town.reads(nadia)) == ([MADE], [MADE])
    await town.presses(martha, "Approve", on=town.card(ADMINS))
    assert bo.account in office.open_to(CHANNEL)
    assert (await town.says(nadia, "/community places tides")).buttons == ("Move out",)
    logged = (await town.says(martha, "/log tides")).text.splitlines()
    assert "3 November 2026 at 09:00 (UTC): now lives in #tides (Nadia)" in logged


async def test_pressed_twice_and_at_once_makes_one_set_of_channels(town: Town) -> None:
    martha, _, nadia = await cast(town)
    olga = await town.someone("Olga", owner=True)
    tides = await homeless(town, martha)
    await asyncio.gather(*(town.run(lambda tx: None) for _ in range(6)))
    token = f"places.make:{tides.id}"
    answers = await asyncio.gather(
        *(town.dispatcher.receive(ButtonPressed(town.fresh(), who.actor, None, token)) for who in (nadia, olga) * 4)
    )
    already = [each for each in answers if each.reply == Whisper(say(t("places-being-made", community=Words("Tides"))))]
    assert (len(answers), len(already)) == (8, 7)
    await town.settle()
    assert town.offices[NORTH].made(SQUARE) == SET
    again = await town.tokens(nadia, token)
    assert again.text == "Tides lives in this workspace already. /community places shows where."
    assert len(await town.run(lambda tx: communities.homes(tx, tides.id))) == 1


async def test_channels_bear_the_plain_name_without_what_chance_added(town: Town) -> None:
    martha, _, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha], platforms=[], slug="tides-26wv")
    await town.tokens(nadia, f"places.make:{tides.id}")
    assert town.offices[NORTH].made(SQUARE) == SET


FAULTS = {"role": Place(NORTH, SQUARE, "Tides"), "channel": CHANNEL, "administrators' channel": ADMINS}


@pytest.mark.parametrize("at", FAULTS)
@pytest.mark.parametrize("fault", [later(), lost_answer()], ids=["not done", "done and not told"])
async def test_an_interrupted_making_goes_on_from_what_is_there(town: Town, at: str, fault: Fault) -> None:
    """The same as after a crash: the job is tried again under the same key, and in doubt."""
    martha, _, nadia = await cast(town)
    tides = await homeless(town, martha)
    town.offices[NORTH].breaks(fault, to=FAULTS[at])
    await town.tokens(nadia, f"places.make:{tides.id}")
    town.restart()
    await town.passes(minutes=1)
    assert town.offices[NORTH].made(SQUARE) == SET
    assert [each.place for each in await town.run(lambda tx: communities.homes(tx, tides.id))] == [CHANNEL]


async def test_what_a_workspace_refuses_is_explained_and_can_be_tried_again(town: Town) -> None:
    martha, _, nadia = await cast(town)
    tides = await homeless(town, martha)
    town.offices[NORTH].breaks(refused("forbidden", "no-make-channels"), to=CHANNEL)
    await town.tokens(nadia, f"places.make:{tides.id}")
    why = (
        "The channels of Tides could not be made. I may not make channels. In the server's settings, under Roles, "
        "choose my role and switch on “Manage Channels”. Then press Try again: it goes on from what is there."
    )
    assert (town.reads(martha), town.reads(nadia)) == ([why], [why])
    assert await town.run(lambda tx: communities.homes(tx, tides.id)) == []
    town.restart()
    await town.passes(days=100)
    await town.presses(nadia, "Try again", on=town.letters(nadia)[0])
    assert town.offices[NORTH].made(SQUARE) == SET
    assert [each.place for each in await town.run(lambda tx: communities.homes(tx, tides.id))] == [CHANNEL]


async def test_who_has_channels_made_hears_at_once_that_they_cannot_be_made_however_much_they_read_that_day(
    town: Town,
) -> None:
    _, _, nadia = await cast(town)
    tides = await homeless(town, nadia)
    for n in range(A_DAY):
        await town.run(lambda tx, n=n: people.tell(tx, nadia.id, say(Words("News")), key=f"news {n}"))  # type: ignore[misc]
    await town.settle()
    town.offices[NORTH].breaks(refused("forbidden", "no-make-channels"), to=CHANNEL)
    await town.tokens(nadia, f"places.make:{tides.id}")
    assert len(town.reads(nadia)) == A_DAY + 1
    assert town.reads(nadia)[-1].startswith("The channels of Tides could not be made.")


async def test_a_name_that_is_taken_by_others_is_left_to_them(town: Town) -> None:
    martha, _, nadia = await cast(town)
    tides = await homeless(town, martha)
    town.offices[NORTH].make("channel", SQUARE, "tides", platform=NORTH, doubted=False)
    await town.tokens(nadia, f"places.make:{tides.id}")
    [home] = await town.run(lambda tx: communities.homes(tx, tides.id))
    assert (home.channel, home.admin_channel, home.role) == ("tides-2", "tides-admins", "Tides")


async def test_where_channels_cannot_be_made_a_sentence_says_what_to_do(town: Town) -> None:
    martha = await town.someone("Martha")
    nadia = await town.someone("Nadia", SOUTH, owner=True)
    await homeless(town, martha)
    await town.says(nadia, "/community places tides")
    await town.presses(nadia, "Create channels here")
    assert town.reads(martha) == [
        "I cannot make channels on this platform. Make one for the members of Tides and one for its administrators by "
        "hand and invite me; the platform team names them with /community places."
    ]


async def test_only_the_platform_team_has_channels_made_and_never_for_an_archive(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    tides = await homeless(town, martha)
    for who in (martha, amina):
        assert (await town.tokens(who, f"places.make:{tides.id}")).text.startswith("Only the platform team gives")
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    assert (await town.says(nadia, "/community places tides")).buttons == ()
    assert (await town.tokens(nadia, f"places.make:{tides.id}")).text.startswith("This community is no longer active")
    assert town.offices[NORTH].made(SQUARE) == []


async def test_somebody_bound_to_no_workspace_says_where_by_writing_there(town: Town) -> None:
    martha = await town.someone("Martha")
    nadia = await town.someone("Nadia", owner=True, roams=True)
    tides = await homeless(town, martha)
    where = (
        "Write this in a channel of the workspace where the community is to live; from here I cannot tell which one "
        "you mean."
    )
    assert (await town.says(nadia, "/community places tides")).buttons == ()
    assert (await town.tokens(nadia, f"places.make:{tides.id}")).text == where
    assert (await town.says(nadia, "/community places tides general")).text == where
    assert await town.run(lambda tx: communities.homes(tx, tides.id)) == []
    await town.says(nadia, "/community places tides", at=Place(NORTH, SQUARE, "general"))
    await town.presses(nadia, "Create channels here", at=Place(NORTH, SQUARE, "general"))
    assert town.offices[NORTH].made(SQUARE) == SET


# Another role.


async def test_another_role_leaves_no_access_by_the_old_one(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha], members=[amina], platforms=[])
    office = town.offices[NORTH]
    await town.says(nadia, "/community places tides tides tides-admins old")
    assert office.holders(CHANNEL, "old") == {martha.account, amina.account}
    await town.says(nadia, "/community places tides tides tides-admins new")
    assert [office.holders(CHANNEL, role) for role in ("old", "new")] == [set(), {martha.account, amina.account}]
    assert (office.role(CHANNEL), office.role(ADMINS)) == ("new", "")
    await town.says(nadia, "/community places tides tides tides-team")
    [home] = await town.run(lambda tx: communities.homes(tx, tides.id))
    assert (home.role, home.admin_channel) == ("new", "tides-team")
    await town.run(lambda tx: places.settle_in(tx, tides, CHANNEL, admin_channel="tides-team", role="", by=nadia.id))
    await town.settle()
    assert [office.holders(CHANNEL, role) for role in ("new", "")] == [set(), {martha.account, amina.account}]
    assert [each.access for each in await town.run(lambda tx: membership.members(tx, tides.id))] == ["granted"] * 2


async def test_who_is_in_another_community_with_the_same_role_keeps_it(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    await town.community("Tides", admins=[martha], members=[amina], platforms=[])
    await town.community("Waves", admins=[martha], platforms=[])
    office = town.offices[NORTH]
    for line in ("tides tides tides-admins sea", "waves waves waves-admins sea"):
        await town.says(nadia, f"/community places {line}")
    await town.says(nadia, "/community places tides tides tides-admins tide")
    assert office.holders(CHANNEL, "sea") == {martha.account}
    await town.says(martha, "/community admins tides amina administrator")
    await town.says(nadia, "/community places waves waves waves-admins tide")
    await town.says(martha, "/leave tides")
    await town.presses(martha, "Leave")
    assert martha.account in office.open_to(CHANNEL)


async def test_administrators_have_a_channel_of_their_own(town: Town) -> None:
    martha, _, nadia = await cast(town)
    tides = await homeless(town, martha)
    assert (await town.says(nadia, "/community places tides tides tides")).text == (
        "Members read the channel of the community; its administrators need a channel of their own."
    )
    assert await town.run(lambda tx: communities.homes(tx, tides.id)) == []
