"""Threads: what is asked in one concerns the channel it hangs on, and no card ever stands in one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from tests.adapters.discord.test_stories import general
from tests.adapters.discord.village import Village, village


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_an_archived_thread_holds_up_no_decision(place: Village) -> None:
    """B8: cards live in channels, whatever becomes of the threads in which people talk about them."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    talk = amina.start_thread(general(place), "May I?")
    await place.asks(amina, climate, talk)
    card = place.last(martha, climate.admins)
    assert card.channel is climate.admins
    about = martha.start_thread(card, "What do you think?")
    for each in (talk, about):
        place.guild.archive(each, locked=True)
    await martha.press(place.last(martha, climate.admins), "Approve")
    await place.idle()
    assert amina.channels(place.guild) == ["general", "climate"]
    assert "Approve" not in place.last(martha, climate.admins).buttons
