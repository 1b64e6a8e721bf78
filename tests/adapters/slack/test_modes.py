"""A community changes its mode: what Slack lets an app do is done, what it does not is said with what to click."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.slack.village import Living, Village, village
from tests.simulators.slack import User

PUBLIC = "The channel is public: whoever likes can join and read it, whatever the community's mode says."
PRIVATE = "The channel is private, so only its members can read what everybody should."


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


def told(who: User, living: Living) -> list[str]:
    """What everybody reads where administrators meet."""
    return [each.text for each in who.messages(living.admins) if not each.ephemeral]


async def becomes(place: Village, who: User, living: Living, mode: Mode) -> str:
    """What administrators read last, after one of them changed the mode."""
    said = await (await who.types(living.admins, f"/community mode {living.community.slug} {mode}")).final()
    assert living.community.name in said.text
    if mode is Mode.OPEN:
        await who.presses(said, "Open to everybody")
    await place.idle()
    return told(who, living)[-1]


async def test_an_open_community_that_closes_hears_at_once_that_its_channel_stays_public(place: Village) -> None:
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.OPEN, private=False)
    assert told(martha, climate) == []
    heard = await becomes(place, martha, climate, Mode.SEMI_PRIVATE)
    assert PUBLIC in heard
    assert "change it to a private one (I may not do that)" in heard
    assert amina.channels(joined=True) == ["general", "climate"]
    assert "climate" in ola.channels()
    place.slack.team.converts(climate.room, private=True)
    await place.app.lookout.look_at("slack")
    await place.idle()
    assert len(told(martha, climate)) == 2
    assert "everything is in order again" in told(martha, climate)[-1]
    assert amina.channels(joined=True) == ["general", "climate"]
    assert "climate" not in ola.channels()


async def test_a_closed_community_that_opens_hears_it_and_all_is_well_when_it_closes_again(place: Village) -> None:
    martha, ola = place.person("Martha"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PRIVATE)
    heard = await becomes(place, martha, climate, Mode.OPEN)
    assert PRIVATE in heard
    assert "change it to a public one (I may not do that)" in heard
    assert "climate" not in ola.channels()
    assert "everything is in order again" in await becomes(place, martha, climate, Mode.PUBLIC)
    assert len(told(martha, climate)) == 2


async def test_among_closed_modes_nothing_is_to_be_said(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], members=[amina])
    for mode in (Mode.PUBLIC, Mode.PRIVATE, Mode.SEMI_PRIVATE):
        await martha.types(climate.admins, f"/community mode climate {mode}")
        await place.idle()
    assert told(martha, climate) == []
    assert amina.channels(joined=True) == ["general", "climate"]
    await place.app.lookout.look_at("slack")
    await place.idle()
    assert told(martha, climate) == []
