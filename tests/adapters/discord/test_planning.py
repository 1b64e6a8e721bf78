"""Planning on Discord: forms in steps, the card in the channel, and who speaks, through the real client."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.discord.village import Village, village

FIRST, WHERE = {"title": "Nets", "purpose": "To mend them."}, "Rome – https://stream.example/1"


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_a_series_with_an_end_needs_one_window_where_nothing_else_must_be_said(place: Village) -> None:
    martha = place.person("Martha")
    tides = await place.community("Tides", admins=[martha], mode=Mode.PUBLIC, timezone="Europe/Rome")
    opened = await martha.slash(tides.room, "meeting plan", community="tides")
    step = await martha.submit(opened, {**FIRST, "when": "9 Nov 15:00", "repeats": ["Every week"], "ends": "12 times"})
    assert step.buttons == ["Continue", "That is all"]
    assert step.text.startswith(
        "A meeting of Tides: step 1 of 3 is kept. Press Continue for the next one, or That is all: nothing that "
        "follows must be filled in."
    )
    preview = await martha.press(step, "That is all")
    await place.idle()
    assert "12 times, the last on Monday 25 January 2027" in (await preview.final()).text
    await martha.press(preview, "Plan it")
    await place.idle()
    assert "Nets" in place.last(martha, tides.room).text


async def test_a_provisional_workshop_is_planned_in_steps_and_gets_a_speaker(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    tides = await place.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC, timezone="Europe/Rome")
    opened = await martha.slash(tides.room, "event plan", type="workshop", community="tides")
    assert opened.modal is not None, opened.text
    assert opened.modal.field("when").description.endswith("“end of May – early June”.")
    step = await martha.submit(opened, {**FIRST, "when": "end of May – early June 2027"})
    later = await martha.press(step, "Continue")
    assert later.modal is not None, later.text
    last = await martha.submit(later, {"where": WHERE, "languages": "English, French"})
    preview = await martha.press(last, "That is all")
    await place.idle()
    assert "21 May 2027 – 10 June 2027" in (await preview.final()).text
    await martha.press(preview, "Plan it")
    await place.idle()
    card = place.last(amina, tides.room)
    assert card.buttons == ["Tell me the date", "To my calendar"]
    told = await amina.press(card, "Tell me the date")
    assert "You are told as soon as the date of “Nets” is fixed." in told.text

    calendar = await martha.slash(tides.room, "calendar", community="tides")
    speakers = await martha.press(await martha.press(calendar, "Manage"), "Speakers")
    form = await martha.press(speakers, "Add a speaker")
    await martha.submit(form, {"name": "Nadia Costa", "institution": "Coast Institute", "state": ["Accepted"]})
    await place.idle()
    assert "Nadia Costa (Coast Institute)" in place.last(amina, tides.room).text


async def test_a_deadline_asks_less_and_its_card_only_whether_to_remind(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    tides = await place.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    opened = await martha.slash(tides.room, "event plan", type="deadline", community="tides")
    step = await martha.submit(opened, {"title": "Call", "purpose": "Papers.", "when": "20 Nov 17:00"})
    preview = await martha.submit(await martha.press(step, "Continue"), {})
    await place.idle()
    await martha.press(preview, "Plan it")
    await place.idle()
    card = place.last(amina, tides.room)
    assert card.buttons == ["Remind me", "No reminder", "To my calendar"]
