"""Slack's own ways into and out of channels, and the bot's own: each is taken for what it is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.membership import service as membership
from bot.features.people import service as people
from tests.adapters.slack.village import Living, Village, village


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def members(place: Village, living: Living) -> list[str]:
    rows = await place.run(lambda tx: [people.name(tx, each.person) for each in
                                       membership.members(tx, living.community.id)])  # fmt: skip
    return sorted(rows)


async def test_slacks_own_join_of_an_open_communitys_channel_makes_a_member(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.OPEN, private=False)
    amina.joins(climate.room)
    await place.idle()
    assert await members(place, climate) == ["Amina", "Martha"]
    await place.slack.until(lambda: amina.messages(climate.room))
    welcome = place.last(amina, climate.room)
    assert welcome.ephemeral
    assert welcome.text.startswith("You are in Climate now")


async def test_whom_we_let_in_or_out_ourselves_did_not_come_or_go_by_hand(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    await amina.types("general", "/community join climate")
    await place.idle()
    asked = await (await amina.types(climate.room, "/community leave")).final()
    await amina.presses(asked, "Leave")
    await place.slack.until(lambda: "Leave" not in asked.buttons)
    await amina.types("general", "/community join climate")
    await place.idle()
    assert await members(place, climate) == ["Amina", "Martha"]
    assert amina.channels(joined=True) == ["general", "climate"]
    assert amina.inbox() == []
    for role in ("reviewer", "member"):
        said = await martha.types(climate.admins, f"/community admins climate @{amina.person.name} {role}")
        await said.final()
    await place.idle()
    assert await members(place, climate) == ["Amina", "Martha"]
    assert amina.channels(joined=True) == ["general", "climate"]


async def test_an_administrators_invitation_is_the_decision(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PRIVATE)
    martha.invites(amina, climate.room)
    await place.idle()
    assert await members(place, climate) == ["Amina", "Martha"]


async def test_anybody_elses_is_told_to_the_administrators_who_take_them_out_with_a_button(place: Village) -> None:
    martha, amina, ben = place.person("Martha"), place.person("Amina"), place.person("Ben")
    climate = await place.community("Climate", admins=[martha], members=[ben], mode=Mode.PRIVATE)
    await place.passes(minutes=2)
    ben.invites(amina, climate.room)
    await place.idle()
    assert await members(place, climate) == ["Ben", "Martha"]
    card = place.card(martha, climate.admins)
    assert "Amina was let in by hand." in card.text
    await martha.presses(card, "Take out")
    await place.idle()
    assert amina.channels(joined=True) == ["general"]


async def test_leaving_the_channel_leaves_the_community(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    amina.leaves(climate.room)
    await place.idle()
    assert await members(place, climate) == ["Martha"]
    letter = place.last(amina, amina.dm)
    assert letter.buttons == ["Join"]
    await amina.presses(letter, "Join")
    await place.idle()
    assert await members(place, climate) == ["Amina", "Martha"]
    assert amina.channels(joined=True) == ["general", "climate"]


async def test_an_administrator_who_leaves_the_channel_stays_and_is_let_in_again(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    await place.passes(minutes=2)
    martha.leaves(climate.room)
    await place.idle()
    assert await members(place, climate) == ["Martha"]
    assert place.last(martha, martha.dm).buttons == ["Leave"]
    await place.app.lookout.look_at("slack")
    await place.idle()
    assert martha.channels(joined=True) == ["general", "climate", "climate-admins"]


async def test_somebody_who_is_no_member_hears_how_to_take_part_when_they_write(place: Village) -> None:
    """FEATURES 2.1.8."""
    martha, ola = place.person("Martha"), place.person("Ola")
    climate = await place.community(
        "Climate", admins=[martha], mode=Mode.OPEN, private=False, principles=("Be kind.",)
    )
    ola.joins(climate.room)
    await place.idle()
    ola.writes(climate.room, "Hello")
    await place.idle()
    await place.slack.until(lambda: place.last(ola, climate.room).ephemeral)
    assert place.last(ola, climate.room).buttons == ["Join"]
    assert [each.text for each in martha.messages(climate.room)] == ["Hello"]


async def test_the_bot_taken_out_is_told_with_what_to_type(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha], mode=Mode.OPEN, private=False)
    place.slack.team.removes_bot(climate.room)
    await place.slack.until(lambda: any("I am not in the channel" in each for each in martha.sees(climate.admins)))
    told = place.card(martha, climate.admins)
    assert "Write /invite and my name in it." in told.text


@pytest.mark.parametrize("mode", [Mode.SEMI_PRIVATE, Mode.OPEN])
async def test_channels_are_made_at_a_button_as_open_as_the_mode_says(place: Village, mode: Mode) -> None:
    otto, martha, ola = place.owners[0], place.person("Martha"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], mode=mode)
    await place.run(lambda tx: [communities.drop_place(tx, each) for each in
                                communities.homes(tx, climate.community.id)] and None)  # fmt: skip
    asked = await (await otto.types("general", "/community places climate")).final()
    await otto.presses(asked, "Create channels here")
    await place.idle()
    made, meeting = place.slack.team.find("climate-2"), place.slack.team.find("climate-admins-2")
    assert (made.private, meeting.private) == (mode is not Mode.OPEN, True)
    assert martha.channels(joined=True)[-2:] == ["climate-2", "climate-admins-2"]
    assert ("climate-2" in ola.channels()) == (mode is Mode.OPEN)
    assert [each for each in martha.sees(meeting) if "trouble" in each or "public" in each] == []
