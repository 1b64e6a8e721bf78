"""Slack's own archive: asked for by administrators, done once, and undone by people alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from bot.features.places import drift
from tests.adapters.slack.village import Living, Village, village
from tests.simulators.slack import User, lost, refused

BUTTON = "Archive its channels too"


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


def told(who: User, living: Living) -> list[str]:
    return [each.text for each in who.messages(living.admins) if not each.ephemeral]


async def archives(place: Village, who: User, living: Living) -> None:
    """The community, and then its channel in Slack."""
    asked = await (await who.types(living.admins, f"/community archive {living.community.slug}")).final()
    await who.presses(asked, "Archive")
    await place.idle()
    warned = await (await who.presses(asked, BUTTON)).final()
    assert "Neither I nor any other app can take that back" in warned.text
    assert not living.room.archived
    await who.presses(warned, "Archive there")
    await place.idle()


@pytest.mark.parametrize("private", [True, False])
async def test_its_channel_is_archived_after_its_notice_and_nothing_is_reported_as_broken(
    place: Village, private: bool
) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    mode = Mode.SEMI_PRIVATE if private else Mode.OPEN
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=mode, private=private)
    await archives(place, martha, climate)
    assert climate.room.archived
    assert not climate.admins.archived
    [pinned] = climate.room.pins
    assert "no longer active" in climate.room.messages[pinned].text
    [said] = told(martha, climate)
    assert said.startswith("Martha had ")
    assert "of Climate in Baobab archived by its platform. Only a person can bring it back" in said
    await place.passes(hours=1)
    await place.app.lookout.look_at("slack")
    await place.idle()
    assert told(martha, climate) == [said]
    rooms = await place.run(lambda tx: [way.room for _, ways in drift.looks(tx, "slack") for way in ways])
    checked = await place.app.platforms["slack"].check(rooms)  # type: ignore[attr-defined]
    assert [each.what for each in checked if each.level == "wrong"] == []
    shown = await (await martha.types(climate.admins, "/community places climate")).final()
    assert "archived by the platform" in shown.text
    assert BUTTON not in shown.buttons


@pytest.mark.parametrize("private", [True, False])
async def test_made_active_again_a_person_brings_it_back_and_everybody_is_inside(place: Village, private: bool) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    mode = Mode.SEMI_PRIVATE if private else Mode.OPEN
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=mode, private=private)
    await archives(place, martha, climate)
    heard = await (await martha.types(climate.admins, "/community reactivate climate")).final()
    assert "Its administrators read how a person brings them back." in heard.text
    assert "Only a person can bring it back" not in heard.text
    await place.idle()
    assert "The channel itself is archived" in told(martha, climate)[-1]
    assert "and invite me again where I am not inside then" in told(martha, climate)[-1]
    await place.passes(minutes=5)
    place.slack.team.unarchives(climate.room)
    await place.slack.settles()
    await place.idle()
    assert "everything is in order again" in told(martha, climate)[-1]
    assert not any("I am not in the channel" in each for each in told(martha, climate))
    assert {amina.id, martha.id, place.slack.world.bot.id} <= set(climate.room.members)
    assert climate.room.pins == []
    assert "Climate is active again, and this channel is open again." in amina.messages(climate.room)[-1].text
    assert not climate.room.topic["value"].startswith("🔒")


async def test_brought_back_within_the_minute_it_is_seen_a_minute_later_without_any_other_look(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], members=[amina])
    await archives(place, martha, climate)
    await (await martha.types(climate.admins, "/community reactivate climate")).final()
    await place.idle()
    await place.passes(seconds=20)
    place.slack.team.unarchives(climate.room)
    await place.slack.settles()
    await place.idle()
    assert any("no longer active" in each.text for each in amina.messages(climate.room))
    await place.passes(seconds=50)
    assert not any("no longer active" in each.text for each in amina.messages(climate.room))
    assert climate.room.pins == []
    assert "Climate is active again, and this channel is open again." in amina.messages(climate.room)[-1].text


async def test_a_channel_that_people_had_archived_before_is_told_of_as_soon_as_the_community_lives(
    place: Village,
) -> None:
    """Nothing is to be changed in it, so that Slack refuses nothing: only a look can tell."""
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    place.slack.team.archives(climate.room)
    await place.slack.settles()
    await place.idle()
    asked = await (await martha.types(climate.admins, "/community archive climate")).final()
    await martha.presses(asked, "Archive")
    await place.idle()
    await place.app.lookout.look_at("slack")
    await place.idle()
    assert "everything is in order again" in told(martha, climate)[-1]
    await martha.presses(asked, "Make it active again")
    await place.idle()
    assert "The channel itself is archived" in told(martha, climate)[-1]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("restricted_action", "The workspace does not let me do that there."),
        ("cant_archive_general", "It is a channel in which everybody of the workspace is to be"),
        ("cant_archive_required", "It is a channel in which everybody of the workspace is to be"),
        ("missing_scope", "I was installed without a permission that I need by now."),
    ],
)
async def test_what_slack_refuses_is_told_with_what_to_click(place: Village, code: str, said: str) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    place.slack.faults.plan("conversations.archive", refused(code))
    await archives(place, martha, climate)
    assert not climate.room.archived
    assert said in told(martha, climate)[-1]
    await martha.presses(place.card(martha, climate.admins), "Try again")
    await place.idle()
    assert climate.room.archived


async def test_an_answer_that_was_lost_is_no_second_archive(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    place.slack.faults.plan("conversations.archive", lost(after=True))
    await archives(place, martha, climate)
    await place.passes(minutes=5)
    assert climate.room.archived
    [said] = told(martha, climate)
    assert "archived by its platform" in said


async def test_out_of_a_public_channel_it_goes_in_first_out_of_a_private_one_somebody_has_to_invite_it(
    place: Village,
) -> None:
    martha = place.person("Martha")
    bot = place.slack.world.bot.id
    seaside = await place.community("Seaside", admins=[martha], mode=Mode.OPEN, private=False)
    seaside.room.members.remove(bot)
    await archives(place, martha, seaside)
    assert seaside.room.archived
    climate = await place.community("Climate", admins=[martha])
    asked = await (await martha.types(climate.admins, "/community archive climate")).final()
    await martha.presses(asked, "Archive")
    await place.idle()
    climate.room.members.remove(bot)
    warned = await (await martha.presses(asked, BUTTON)).final()
    await martha.presses(warned, "Archive there")
    await place.idle()
    assert not climate.room.archived
    assert any("/invite" in each for each in told(martha, climate))


async def test_the_scopes_for_it_are_those_of_its_kind_of_channel(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    whole = place.slack.app
    place.slack.app = replace(whole, scopes=whole.scopes - {"groups:write"})
    await archives(place, martha, climate)
    assert not climate.room.archived
    assert "I was installed without a permission that I need by now." in told(martha, climate)[-1]
