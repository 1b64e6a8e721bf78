"""What Slack lets no app do with people: it is said to the administrators, with what somebody else can do."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.slack.village import Village, village

ABROAD = (
    "The account belongs to another organisation, which does not share this channel. Share the channel with that "
    "organisation, or let the person join with an account of this workspace."
)


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_whoever_cannot_be_taken_out_of_a_public_channel_is_told_of(place: Village) -> None:
    """Most workspaces let no app do that (`restricted_action`)."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community(
        "Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC, private=False
    )
    asked = await (await amina.types(climate.room, "/community leave")).final()
    await amina.presses(asked, "Leave")
    await place.idle()
    assert amina.channels(joined=True) == ["general", "climate"]
    await place.passes(hours=1)
    await place.app.lookout.look_at("slack")
    await place.idle()
    told = place.card(martha, climate.admins)
    assert "Amina could not be taken out. The workspace does not let me do that there." in told.text
    assert "An administrator of the workspace does it by hand" in told.text


async def test_somebody_of_another_organisation_is_a_member_whose_way_in_the_administrators_see(place: Village) -> None:
    """Slack Connect: they can type no command, but write and press; their channels are their organisation's matter."""
    martha, amina = place.person("Martha"), place.person("Amina")
    sam = place.person("Sam", stranger=True)
    shared = place.slack.team.channel("shared", members=[amina, sam], shared=True)
    tides = await place.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    sam.writes(shared, f"@{place.slack.world.bot.name} join tides")
    await place.idle()
    welcome = place.last(sam, shared)
    assert welcome.ephemeral
    assert welcome.text.startswith("Welcome to Tides")
    assert sam.channels(joined=True) == ["shared"]
    seen = await (await martha.types(tides.admins, "/community members tides")).final()
    assert f"Sam could not be let in yet. {ABROAD}" in seen.text
    log = await (await martha.types(tides.admins, "/community log tides")).final()
    assert "a channel could not be opened to Sam" in log.text
    others = await (await amina.types("general", "/community members tides")).final()
    assert "Sam, since" in others.text
    assert "could not be let in" not in others.text


async def test_an_archived_channel_is_told_of_and_whoever_waited_is_let_in_when_it_is_back(place: Village) -> None:
    """An app can bring no channel back."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    place.slack.team.archives(climate.room)
    await place.idle()
    told = place.card(martha, climate.admins)
    assert "The channel itself is archived" in told.text
    assert "Unarchive it in its settings (I may not do that)" in told.text
    joined = await (await amina.types("general", "/community join climate")).final()
    assert joined.text.startswith("Welcome to Climate")
    await place.idle()
    await place.passes(minutes=2)
    place.slack.team.unarchives(climate.room)
    await place.idle()
    assert "everything is in order again" in place.card(martha, climate.admins).text
    await place.slack.until(lambda: "climate" in amina.channels(joined=True))
