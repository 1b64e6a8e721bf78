"""Planning on Slack: one form, the card in the channel, and who does what, through the real client."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from tests.adapters.slack.village import Village, village


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_a_provisional_workshop_is_planned_and_somebody_gets_a_role(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    tides = await place.community("Tides", admins=[martha], members=[amina])
    opened = await (await martha.types(tides.room, "/community event plan workshop tides")).final()
    assert opened.modal is not None, opened.text
    values = {"title": "Nets", "purpose": "To mend them.", "when": "end of May – early June 2027"}
    sent = await martha.submits(opened, values)
    await place.idle()
    assert sent.errors == {}
    await martha.presses(None, "Plan it")
    await place.idle()
    card = next(each for each in amina.messages(tides.room) if "Nets" in each.text and not each.ephemeral)
    assert card.buttons == ["Tell me the date", "To my calendar"]
    assert "21 May 2027 – 10 June 2027" in card.text

    await (await martha.types(tides.room, "/community calendar tides")).final()
    for label in ("Manage", "Roles"):
        await martha.presses(None, label)
        await place.idle()
    form = await (await martha.presses(None, "Add a role")).final()
    assert form.modal is not None, form.text
    sent = await martha.submits(form, {"role": "moderator", "member": "Amina"})
    await place.idle()
    assert sent.errors == {}
    assert "You have a role at “Nets” of Tides" in amina.inbox()[-1]
