"""Private channels without the bot and channels that were deleted look the same to Slack; people read which it is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities import service as communities
from tests.adapters.slack.village import Village, village

OUT = "I was taken out of the channel"
GONE = "The channel no longer exists."
EITHER = "I cannot see the channel: I was taken out of it, or it was deleted."


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_taken_out_of_a_private_channel_the_cure_is_to_invite_it_again(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    place.slack.team.removes_bot(climate.room)
    await place.slack.settles()
    await place.idle()
    told = place.last(martha, climate.admins).text
    assert (OUT in told, "/invite" in told, GONE in told) == (True, True, False)
    shown = (await (await martha.types("general", "/community places climate")).final()).text
    assert (OUT in shown, EITHER in shown) == (True, False)


async def test_the_administrators_channel_without_it_is_read_privately(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    place.slack.team.removes_bot(climate.admins)
    await place.slack.settles()
    await place.idle()
    assert OUT in place.last(martha, martha.dm).text


async def test_what_is_wrong_with_both_channels_is_said_once_in_one_place(place: Village) -> None:
    """The first is public, and into the second it was never let: nobody could read there what is wrong."""
    otto, martha = place.owners[0], place.person("Martha")
    waves = await place.community("Waves", admins=[martha])
    first, second = place.slack.team.channel("waves-here"), place.slack.team.channel("waves-team", private=True)
    place.slack.team.removes_bot(second)
    await place.slack.settles()
    [home] = await place.run(lambda tx: communities.homes(tx, waves.community.id))
    await place.run(lambda tx: communities.drop_place(tx, home))
    for each in (first, second):
        each.members.append(otto.id)
    await otto.types("general", "/community places waves #waves-here #waves-team")
    await place.idle()
    for who in (martha, otto):
        told = [each.text for each in who.messages(who.dm) if "Something is wrong" in each.text]
        assert len(told) == 1, told
        assert ("The channel is public" in told[0], OUT in told[0]) == (True, True)
    await place.passes(hours=1)
    await place.app.lookout.look_at("slack")
    await place.idle()
    assert len([each for each in martha.messages(martha.dm) if "Something is wrong" in each.text]) == 1


async def test_deleted_it_is_gone_also_after_another_look(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    place.slack.team.deletes(climate.room)
    await place.slack.settles()
    await place.idle()
    await place.app.lookout.look_at("slack")
    await place.idle()
    shown = (await (await martha.types("general", "/community places climate")).final()).text
    assert (GONE in shown, OUT in shown, EITHER in shown) == (True, False, False)


async def test_once_another_one_stands_instead_nobody_reads_that_a_channel_could_not_be_opened(place: Village) -> None:
    otto, martha, nora = place.owners[0], place.person("Martha"), place.person("Nora")
    climate = await place.community("Climate", admins=[martha], members=[nora])
    place.slack.team.deletes(climate.room)
    await place.slack.settles()
    await place.idle()
    other = place.slack.team.channel("climate-again", private=True)
    other.members.append(otto.id)
    await otto.types("general", "/community places climate #climate-again")
    await place.idle()
    assert {martha.id, nora.id} <= set(other.members)
    for who in (martha, nora):
        mine = (await (await who.types("general", "/community me")).final()).text
        assert "could not be opened" not in mine
        assert [each.text for each in who.messages(who.dm)] == []
    members = (await (await martha.types(climate.admins, "/community members climate")).final()).text
    assert "could not be let in" not in members


async def test_after_an_absence_nobody_can_tell_and_both_cures_are_named(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    await place.stop()
    place.slack.team.removes_bot(climate.room)
    await place.start()
    told = place.last(martha, climate.admins).text
    assert (EITHER in told, "/invite" in told, "/community places" in told) == (True, True, True)


async def test_invited_again_and_deleted_in_an_absence_it_is_not_said_to_have_been_taken_out(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    place.slack.team.removes_bot(climate.room)
    await place.slack.settles()
    await place.idle()
    place.slack.team.invites_bot(climate.room)
    await place.slack.settles()
    await place.idle()
    assert place.last(martha, climate.admins).text.endswith("everything is in order again.")
    await place.stop()
    place.slack.team.deletes(climate.room)
    await place.start()
    assert EITHER in place.last(martha, climate.admins).text


async def test_who_was_approved_meanwhile_is_inside_as_soon_as_it_is_invited_again(place: Village) -> None:
    martha, nora = place.person("Martha"), place.person("Nora")
    climate = await place.community("Climate", admins=[martha])
    place.slack.team.removes_bot(climate.room)
    await place.slack.settles()
    await place.idle()
    await place.asks(nora, climate)
    await martha.presses(place.card(martha, climate.admins), "Approve")
    await place.idle()
    assert "access pending" in "\n".join(martha.sees(climate.admins))
    place.slack.team.invites_bot(climate.room)
    await place.slack.settles()
    await place.idle()
    assert nora.channels(joined=True) == ["general", "climate"]
    assert "access pending" not in "\n".join(martha.sees(climate.admins))
