"""A role above the bot's own, a right that is missing: administrators read it as soon as somebody stays outside."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.discord.village import Living, Village, village
from tests.simulators.discord import Permission, Person, Role

HIGH = "The role of its members stands above mine, so I can neither give nor take it."


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


def told(who: Person, living: Living) -> list[str]:
    return [each.text for each in who.messages(living.admins) if each.only_for is None]


async def lifted(place: Village, role: Role, position: int) -> None:
    """Somebody drags a role to another place in the list."""
    place.guild.change_role(role, position=position)
    client = place.app.platforms["discord"]._client  # type: ignore[attr-defined]
    await place.heard(lambda: client.get_guild(place.guild.id).get_role(role.id).position == position)


async def test_a_role_dragged_above_the_bots_own_is_told_at_the_first_who_stays_outside(place: Village) -> None:
    martha, amina, nora = (place.person(name) for name in ("Martha", "Amina", "Nora"))
    general = next(each for each in place.guild.channels.values() if each.name == "general")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    await lifted(place, climate.role, 50)
    for each in (amina, nora):
        await each.slash(general, "join", community="climate")
        await place.idle()
        [text] = told(martha, climate)
        assert (HIGH in text, "under Roles, drag my role above it" in text) == (True, True)
    assert amina.channels(place.guild) == ["general"]
    await place.passes(hours=1)
    await place.app.lookout.look_at("discord")
    await place.idle()
    assert len(told(martha, climate)) == 1
    await lifted(place, climate.role, 2)
    await place.app.lookout.look_at("discord")
    await place.idle()
    assert "everything is in order again" in told(martha, climate)[-1]
    assert [each.channels(place.guild) for each in (amina, nora)] == [["general", "climate"]] * 2


async def test_what_is_amiss_in_the_channel_is_not_taken_for_what_keeps_a_role_from_being_given(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    bot = next(each for each in place.guild.roles.values() if each.managed_by is not None)
    climate.room.overwrites[bot.id].allow &= ~Permission.MANAGE_MESSAGES
    place.guild.change_role(bot, permissions=bot.permissions & ~Permission.MANAGE_MESSAGES)
    await lifted(place, climate.role, 50)
    general = next(each for each in place.guild.channels.values() if each.name == "general")
    await place.asks(amina, climate, general)
    asked = next(each for each in martha.messages(climate.admins) if "Approve" in each.buttons)  # among what is amiss
    await martha.press(asked, "Approve")
    await place.idle()
    card = next(text for text in told(martha, climate) if "access pending" in text)
    assert HIGH in card


async def test_a_role_that_is_bound_and_stands_too_high_is_told_right_after(place: Village) -> None:
    otto, martha = place.owners[0], place.person("Martha")
    general = next(each for each in place.guild.channels.values() if each.name == "general")
    climate = await place.community("Climate", admins=[martha])
    high = place.guild.role("High", position=50)
    client = place.app.platforms["discord"]._client  # type: ignore[attr-defined]
    await place.heard(lambda: client.get_guild(place.guild.id).get_role(high.id) is not None)
    await otto.slash(general, "community places", community="climate", channel=climate.room, role=high)
    await place.idle()
    [text] = told(martha, climate)
    assert HIGH in text
    assert any(HIGH in letter for letter in otto.inbox())
