"""Nobody is told to open a channel that is not open to them: new members read how it is."""

from __future__ import annotations

import pytest

from bot.chat.inbound import PlaceGone
from bot.features.communities.model import Mode
from tests.simulators.post_office import refused
from tests.town import NORTH, SOUTH, Town

OPEN = "open the channel"
NOWHERE = "You are in. The community has no channel yet that you could enter; it opens to you when there is one."
SHUT = (
    "You are in, but its channel cannot be opened to you yet. Its administrators read why; once that is mended it "
    "opens to you by itself."
)
OPENED = "The channel of Tides is open to you now: #tides. Read what it is about, and say who you are."


async def test_the_welcome_to_a_community_without_a_channel_names_none(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    made = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, platforms=[])
    heard = await town.joins(amina, made)
    assert (NOWHERE in heard.text, OPEN in heard.text) == (True, False)


async def test_the_welcome_to_one_that_lives_on_another_platform_only_names_none(town: Town) -> None:
    martha, amina = await town.someone("Martha", SOUTH), await town.someone("Amina")
    made = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, platforms=[SOUTH])
    assert NOWHERE in (await town.joins(amina, made)).text


async def test_the_welcome_to_a_broken_place_says_that_it_opens_later(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    made = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.hour()
    assert SHUT in (await town.joins(amina, made)).text
    assert town.reads(amina) == []


async def test_whoever_is_approved_while_the_place_is_broken_reads_it_as_well(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    made = await town.community("Tides", admins=[martha])
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.hour()
    await town.joins(amina, made)
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made)))
    assert town.reads(amina) == [
        "You are now a member of Tides, but its channel cannot be opened to you yet. Its administrators read why; once "
        "that is mended it opens to you by itself."
    ]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("role-too-high", "Its administrators read why; once that is mended it opens to you by itself."),
        (
            "guest",
            "You are a guest of this workspace: only its administrators let you into a channel. Ask one of them to add "
            "it to your account.",
        ),
    ],
)
async def test_who_turns_out_not_to_be_let_in_hears_of_it_once(town: Town, trouble: str, said: str) -> None:
    martha, gus = await town.someone("Martha"), await town.someone("Gus")
    made = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    town.offices[NORTH].breaks_always(refused("forbidden", trouble), to=gus.account, what="grant")
    await town.joins(gus, made)
    for _ in range(3):
        await town.hour()
    assert town.reads(gus) == [f"The channel of Tides could not be opened to you. {said}"]


async def test_members_of_long_ago_hear_nothing_of_what_breaks_now(town: Town) -> None:
    martha, bo = await town.someone("Martha"), await town.someone("Bo")
    made = await town.community("Tides", admins=[martha], members=[bo])
    await town.passes(days=2)
    town.offices[NORTH].breaks_always(refused("forbidden", "role-too-high"), to=bo.account, what="grant")
    town.offices[NORTH].puts_out(bo.account, town.channel(made))
    await town.hour()
    assert town.reads(bo) == []


async def test_whoever_was_told_that_it_opens_by_itself_hears_once_that_it_is_open(town: Town) -> None:
    martha, amina, bo = await town.someone("Martha"), await town.someone("Amina"), await town.someone("Bo")
    made = await town.community("Tides", admins=[martha], members=[bo], mode=Mode.PUBLIC)
    town.offices[NORTH].troubles(town.channel(made), "role-too-high")
    await town.hour()
    await town.joins(amina, made)
    town.offices[NORTH].troubles(town.channel(made))
    for _ in range(3):
        await town.hour()
    assert town.reads(amina) == [OPENED]
    assert town.reads(bo) == []


async def test_so_does_who_was_approved_or_turned_out_not_to_be_let_in(town: Town) -> None:
    martha, amina, gus = await town.someone("Martha"), await town.someone("Amina"), await town.someone("Gus")
    made = await town.community("Tides", admins=[martha])
    office, channel = town.offices[NORTH], town.channel(made)
    await town.joins(gus, made)
    await town.joins(amina, made)
    office.breaks_always(refused("forbidden", "role-too-high"), to=gus.account, what="grant")
    await town.presses(martha, "Approve", on=town.letters(town.admin_channel(made))[0])
    office.mend()
    office.troubles(channel, "role-too-high")
    await town.hour()
    await town.presses(martha, "Approve", on=town.letters(town.admin_channel(made))[1])
    office.troubles(channel)
    for _ in range(2):
        await town.hour()
    assert [town.reads(each)[1:] for each in (gus, amina)] == [
        ["The channel of Tides could not be opened to you. Its administrators read why; once that is mended it opens "
         "to you by itself.", OPENED],
        [OPENED],
    ]  # fmt: skip


async def test_the_first_channel_of_a_community_is_told_to_those_who_had_none(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    nadia = await town.someone("Nadia", owner=True)
    made = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, platforms=[])
    await town.joins(amina, made)
    await town.says(nadia, "/community places tides tides")
    assert town.reads(amina) == [OPENED]


async def test_a_role_that_is_given_while_its_channel_is_deleted_lets_nobody_in_yet(town: Town) -> None:
    """The role can be held all the same: what it opened is no more."""
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    nadia = await town.someone("Nadia", owner=True)
    made = await town.community("Tides", admins=[martha])
    await town.says(nadia, "/community places tides tides tides-admins Tides")
    await town.joins(amina, made)
    await town.does(martha, PlaceGone("gone-1", town.channel(made)))
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made)))
    card = town.text(town.card(town.admin_channel(made)).message).splitlines()[-1]
    assert card.startswith(
        "Approved, access pending: a channel could not be opened to Amina. The channel no longer exists."
    )
    await town.says(nadia, "/community places tides new-tides")
    assert "access pending" not in town.text(town.card(town.admin_channel(made)).message)
    assert town.reads(amina)[-1] == OPENED.replace("#tides", "#new-tides")
