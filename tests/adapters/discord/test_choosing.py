"""What people choose from Discord's lists, people nobody has met yet among them; commands in their language."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.people import service as people
from tests.adapters.discord.village import Village, account, village
from tests.simulators.discord import Channel, Person

COMMANDS = "/applications/{application_id}/commands"


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


def general(place: Village) -> Channel:
    return next(each for each in place.guild.channels.values() if each.name == "general")


async def were_there(place: Village, *names: str) -> list[Person]:
    """People who came to the server while Palabre was away, so that it knows nothing of them."""
    await place.stop()
    found = [place.person(name) for name in names]
    await place.start()
    return found


async def known(place: Village, *asked: Person) -> list[bool]:
    return [bool(await place.run(lambda tx, who=who: people.person_of(tx, account(who)))) for who in asked]


async def test_an_administrator_invites_in_french_somebody_who_never_wrote_to_palabre(place: Village) -> None:
    bo, zoe = await were_there(place, "Bo", "Zoe")
    martha = place.person("Martha", locale="fr")
    await place.community("Climate", admins=[martha], mode=Mode.PRIVATE)
    assert await known(place, bo, zoe) == [False, False]
    said = await martha.slash(general(place), "inviter", personne=bo)
    assert said.text.startswith("Bo est invité")
    await place.idle()
    assert [each.splitlines()[0] for each in bo.inbox()] == ["You are invited to Climate"]
    refused = await bo.slash(general(place), "invite", person=zoe, community="climate")
    assert refused.text == "Only the administrators of Climate can do that."
    assert await known(place, bo, zoe) == [True, False]


async def test_what_is_still_missing_is_asked_for_and_the_choice_is_kept(place: Village) -> None:
    [bo] = await were_there(place, "Bo")
    martha = place.person("Martha")
    for name in ("Climate", "Tides"):
        await place.community(name, admins=[martha], mode=Mode.PRIVATE)
    opened = await martha.slash(general(place), "invite", person=bo)
    assert opened.modal is not None
    said = await martha.submit(opened, {"community": ["Tides"]})
    assert said.text.startswith("Bo is invited to Tides")


async def test_a_community_gets_its_channels_and_its_role_from_the_lists(place: Village) -> None:
    otto = place.owners[0]
    climate = await place.community("Climate")
    room, meeting, role = place.guild.channel("air"), place.guild.channel("air-team"), place.guild.role("Air")
    await otto.slash(
        general(place), "community places", community="climate", channel=room, admin_channel=meeting, role=role
    )
    homes = await place.run(lambda tx: communities.homes(tx, climate.community.id))
    assert (str(room.id), str(meeting.id), str(role.id)) in {
        (each.place.id, each.admin_channel, each.role) for each in homes
    }


async def test_discord_is_told_the_commands_at_the_first_start_only(place: Village) -> None:
    await place.heard(lambda: place.discord.command_writes == 1)
    await place.restart()
    await place.discord.until(lambda: len(place.discord.asked("GET", COMMANDS)) == 2)
    assert place.discord.command_writes == 1


async def test_a_person_chosen_is_known_by_what_discord_calls_them(place: Village) -> None:
    [bo] = await were_there(place, "Bo")
    martha = place.person("Martha")
    await place.community("Climate", admins=[martha], mode=Mode.PRIVATE)
    await martha.slash(general(place), "invite", person=bo)
    person = await place.run(lambda tx: people.person_of(tx, account(bo)))
    [found] = await place.run(lambda tx: people.accounts_of(tx, person))
    assert (found.name, found.acts_in) == ("Bo", str(place.guild.id))
