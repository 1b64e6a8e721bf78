"""Which community somebody is invited to is never guessed from a slip of the hand."""

from __future__ import annotations

import pytest

from bot.features.communities.model import Community, Mode
from tests.town import Heard, Somebody, Town

UNKNOWN = "No community of that name. /communities lists those you can see."


def outcome(town: Town, heard: Heard) -> tuple[str, dict[str, str]]:
    """What came back, with the sentence beside each field of a form."""
    return heard.text, {name: town.plain(text) for name, text in heard.problems.items()}


@pytest.fixture
async def martha(town: Town) -> Somebody:
    return await town.someone("Martha")


@pytest.fixture
async def amina(town: Town) -> Somebody:
    return await town.someone("Amina")


@pytest.fixture
async def tides(town: Town, martha: Somebody) -> Community:
    await town.community("Deep Ones", admins=[await town.someone("Eve")], mode=Mode.PRIVATE, hidden=True)
    await town.community("Depths", admins=[await town.someone("Iris")], mode=Mode.PRIVATE, hidden=True)
    return await town.community("Tides", admins=[martha], mode=Mode.PRIVATE)


@pytest.mark.parametrize(
    ("hidden", "unknown"),
    [
        ("depths", "nosuch"),
        ("deep-ones", "nosuch-group"),
        ("deep-ones Please come", "nosuch-group Please come"),
        ('depths message:"Please come"', 'nosuch message:"Please come"'),
    ],
)
async def test_a_community_that_is_mistyped_or_hidden_is_no_personal_word(
    town: Town, martha: Somebody, amina: Somebody, tides: Community, hidden: str, unknown: str
) -> None:
    here = town.channel(tides)
    said = [outcome(town, await town.says(martha, f"/invite amina {typed}", at=here)) for typed in (hidden, unknown)]
    assert said[0][1] == said[1][1] == {"community": UNKNOWN}
    assert said[0][0] == said[1][0]
    assert town.reads(amina) == []


@pytest.mark.parametrize("typed", ["Please come", "message:Please come", '"Please come"', "tides Please come"])
async def test_a_personal_word_needs_no_community_where_the_channel_says_it(
    town: Town, martha: Somebody, amina: Somebody, tides: Community, typed: str
) -> None:
    done = await town.says(martha, f"/invite amina {typed}", at=town.channel(tides))
    assert done.text == "Amina is invited to Tides, until 3 December 2026."
    assert "Please come" in town.reads(amina)[0].splitlines()


async def test_a_single_word_is_a_message_when_it_is_called_so(
    town: Town, martha: Somebody, amina: Somebody, tides: Community
) -> None:
    await town.says(martha, "/invite amina message:welcome", at=town.channel(tides))
    assert "welcome" in town.reads(amina)[0].splitlines()


async def test_the_channel_is_not_joined_by_a_slip_of_the_hand(town: Town, martha: Somebody, amina: Somebody) -> None:
    waves = await town.community("Waves", admins=[martha], mode=Mode.PUBLIC)
    assert (await town.says(amina, "/join nosuch", at=town.channel(waves))).text == UNKNOWN
    assert (await town.says(amina, "/join I like waves", at=town.channel(waves))).text.startswith("Welcome to Waves")
