"""Nobody is told to open a channel that is not open to them: new members read how it is."""

from __future__ import annotations

import pytest

from bot.features.communities.model import Mode
from tests.simulators.post_office import refused
from tests.town import NORTH, SOUTH, Town

OPEN = "open the channel"
NOWHERE = "You are in. The community has no channel yet that you could enter; it opens to you when there is one."
SHUT = (
    "You are in, but its channel cannot be opened to you yet. Its administrators read why; once that is mended it "
    "opens to you by itself."
)


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
