"""People read names, never numbers: of servers, channels and roles, each as far as the reader may know of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.people import workspaces
from tests.adapters.discord.test_stories import general
from tests.adapters.discord.village import Village, village


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_where_a_community_lives_is_read_by_names_that_only_insiders_see(place: Village) -> None:
    """Discord itself writes the name of a channel, for whoever may see it."""
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    said = await martha.slash(general(place), "community places", community="climate")
    assert said.text.splitlines()[1] == "Baobab: #climate, administrators in #climate-admins"
    other = place.guild.role("Air")
    await place.owners[0].slash(
        general(place), "community places", community="climate", channel=climate.room, role=other
    )
    said = await martha.slash(general(place), "community places", community="climate")
    assert "Opened it before: @Climate." in said.text
    logged = await martha.slash(general(place), "log", community="climate")
    assert "now lives in #climate (Otto)" in logged.text


async def test_a_card_says_on_which_server_somebody_asked(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    assert "Asked from: Discord · Baobab" in place.last(martha, climate.admins).text.splitlines()


async def test_a_server_where_the_community_does_not_live_is_named_to_nobody_there(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    secret = place.discord.guild("Secret")
    lounge = secret.channel("lounge")
    secret.add_bot(0, position=5)
    secret.join(amina)
    await place.heard(lambda: lounge.id in {each.id for each in _client(place).get_all_channels()})
    await place.asks(amina, climate, lounge)
    card = place.last(martha, climate.admins).text
    assert "Asked from: Discord" in card.splitlines()
    assert "Secret" not in card


def _client(place: Village):  # type: ignore[no-untyped-def]
    return place.app.platforms["discord"]._client  # type: ignore[attr-defined]


async def test_a_server_that_is_renamed_is_called_by_its_new_name_and_it_formats_nothing(place: Village) -> None:
    martha = place.person("Martha")
    await place.community("Climate", admins=[martha])
    place.guild.name = "**Baobab** <@1>"
    place.discord.world.tell_guild(place.guild, new=False)
    await place.heard(lambda: _client(place).get_guild(place.guild.id).name == place.guild.name)
    await place.app.lookout.look_everywhere()
    said = await martha.slash(general(place), "community places", community="climate")
    assert "**Baobab** <@1>: #climate, administrators in #climate-admins" in said.text.splitlines()
    await place.run(lambda tx: workspaces.set_workspace(tx, "discord", str(place.guild.id), name="Our server"))
    await place.app.lookout.look_everywhere()
    said = await martha.slash(general(place), "community places", community="climate")
    assert "Our server:" in said.text
