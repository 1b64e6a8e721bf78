"""Whoever is in a channel without belonging is called by name, also who never wrote a word."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete

from bot.clock import Clock
from bot.features.people import service as people
from bot.features.people.model import people as stored
from tests.adapters.slack.ground import account
from tests.adapters.slack.village import Village, village


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def looked(place: Village) -> None:
    await place.app.lookout.look_at("slack")
    await place.idle()


async def test_strangers_who_never_wrote_a_word_are_called_as_slack_calls_them(place: Village) -> None:
    martha, pita = place.person("Martha"), place.person("Pita Silva")
    climate = await place.community("Climate", admins=[martha])
    climate.room.members.append(pita.id)  # long before the app came
    await looked(place)
    assert "Pita Silva was let in by hand." in place.card(martha, climate.admins).text
    shown = await (await martha.types(climate.admins, "/community places climate")).final()
    listed = await (await martha.presses(shown, "Show who")).final()
    assert "Pita Silva was let in by hand." in listed.text
    await martha.presses(place.card(martha, climate.admins), "Make a member")
    await place.idle()
    members = await (await martha.types(climate.admins, "/community members climate")).final()
    assert ("Pita Silva" in members.text, "omebody on Slack" in members.text) == (True, False)


async def test_who_was_known_by_an_id_alone_is_called_by_name_from_then_on(place: Village) -> None:
    martha, pita = place.person("Martha"), place.person("Pita Silva")
    climate = await place.community("Climate", admins=[martha])
    known = await place.run(lambda tx: people.register(tx, pita.id, [account(place.slack, pita)]))
    climate.room.members.append(pita.id)
    await looked(place)
    assert "Pita Silva was let in by hand." in place.card(martha, climate.admins).text
    assert await place.run(lambda tx: people.name(tx, known)) == "Pita Silva"


async def test_who_was_told_of_before_anybody_knew_a_name_is_called_by_it_at_the_next_look(place: Village) -> None:
    martha, pita = place.person("Martha"), place.person("Pita Silva")
    climate = await place.community("Climate", admins=[martha])
    climate.room.members.append(pita.id)
    await looked(place)
    await place.run(lambda tx: tx.run(delete(stored).where(stored.c.name == "Pita Silva")))
    shown = await (await martha.types(climate.admins, "/community places climate")).final()
    assert "Somebody on Slack was let in" in (await (await martha.presses(shown, "Show who")).final()).text
    await looked(place)
    shown = await (await martha.types(climate.admins, "/community places climate")).final()
    assert "Pita Silva was let in" in (await (await martha.presses(shown, "Show who")).final()).text


async def test_a_name_that_somebody_chose_stays(place: Village) -> None:
    martha, pita = place.person("Martha"), place.person("Pita Silva")
    climate = await place.community("Climate", admins=[martha])
    await place.run(lambda tx: people.register(tx, "Pita of the islands", [account(place.slack, pita)]))
    climate.room.members.append(pita.id)
    await looked(place)
    assert "Pita of the islands was let in by hand." in place.card(martha, climate.admins).text
