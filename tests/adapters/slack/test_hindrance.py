"""Slack lets somebody in no channel: the administrators read at once what to click, once, with the cure that helps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.slack.village import Living, Village, village
from tests.simulators.slack import User, refused


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


def told(who: User, living: Living) -> list[str]:
    return [each.text for each in who.messages(living.admins) if not each.ephemeral]


async def joins(place: Village, who: User) -> None:
    await (await who.types("general", "/community join climate")).final()
    await place.idle()


async def looks(place: Village) -> None:
    await place.passes(hours=1)
    await place.app.lookout.look_at("slack")
    await place.idle()


async def test_what_the_workspace_forbids_is_told_at_once_and_once_a_day(place: Village) -> None:
    martha, amina, nora = (place.person(name) for name in ("Martha", "Amina", "Nora"))
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    place.slack.faults.plan("conversations.invite", refused("restricted_action"), times=4)
    for each in (amina, nora):
        await joins(place, each)
        [text] = told(martha, climate)
        assert "Amina belongs to Climate, but could not be let into its channel" in text
        assert "allows it in the workspace's settings, under Permissions" in text
    await looks(place)
    assert len(told(martha, climate)) == 1
    place.slack.faults.clear()
    await martha.presses(place.card(martha, climate.admins), "Try again")
    await place.idle()
    assert [each.channels(joined=True) for each in (amina, nora)] == [["general", "climate"]] * 2


async def test_a_guest_who_is_a_member_at_once_is_named_with_who_can_let_them_in(place: Village) -> None:
    martha, guest = place.person("Martha"), place.person("Gus", guest=True)
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    lobby = place.slack.team.channel("lobby", members=[guest])
    guest.writes(lobby, f"@{place.slack.world.bot.name} join climate")
    await place.idle()
    [text] = told(martha, climate)
    assert "Gus belongs to Climate" in text
    assert "It is a guest, whom only administrators of the workspace let into channels. Ask one of them" in text


async def test_a_missing_scope_is_told_at_once_and_is_not_mended_by_a_look(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    whole = place.slack.app
    place.slack.app = replace(whole, scopes=whole.scopes - {"groups:write"})
    await joins(place, amina)
    [text] = told(martha, climate)
    assert "I was installed without a permission that I need by now." in text
    await looks(place)
    assert len(told(martha, climate)) == 1
    place.slack.app = whole
    await looks(place)
    await looks(place)
    assert "everything is in order again" in told(martha, climate)[-1]
    assert amina.channels(joined=True) == ["general", "climate"]


async def test_in_a_private_channel_without_it_the_cure_is_told_at_once(place: Village) -> None:
    """Nobody told us that we were taken out: Slack's event was lost."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    climate.room.members.remove(place.slack.world.bot.id)
    await joins(place, amina)
    [text] = told(martha, climate)
    assert ("I cannot see the channel" in text, "/invite" in text) == (True, True)
    await looks(place)
    assert len(told(martha, climate)) == 1
