"""A community lives on Slack: what each person can see and do is asked of the simulated Slack, not of what we sent."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.slack.village import Village, village


@pytest.fixture(name="place", params=[False, True], ids=["Socket Mode", "HTTP"])
async def _place(request: pytest.FixtureRequest, database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock, http=request.param) as made:
        yield made


async def test_a_request_is_approved_with_a_button_and_the_channel_opens_at_once(place: Village) -> None:
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], principles=("Be kind.",))
    assert amina.channels(joined=True) == ["general"]
    assert martha.channels(joined=True) == ["general", "climate", "climate-admins"]

    opened = await (await amina.types("general", "/community join climate")).final()
    assert opened.modal is not None
    assert (opened.modal.title, opened.modal.submit) == ("Join Climate", "Ask to join")
    sent = await amina.submits(
        opened,
        {"Anything the administrators should know": "I work on tides", "I meet these criteria": "Yes",
         "I accept the community principles": "Yes"},
    )  # fmt: skip
    assert amina.modal is None
    answer = await sent.followup()
    assert "Climate" in answer.text
    assert answer.ephemeral
    await place.idle()

    card = place.card(martha, climate.admins)
    assert "Amina" in card.text
    assert "I work on tides" in card.text
    assert card.buttons[:2] == ["Approve", "Reject"]
    said = await (await martha.presses(card, "Approve")).final()
    assert said.ephemeral
    await place.idle()

    assert amina.channels(joined=True) == ["general", "climate"]
    assert ["Climate" in each for each in amina.inbox()] == [True]
    card = place.card(martha, climate.admins)
    assert "by Martha" in card.text
    assert "Approve" not in card.buttons
    assert ola.channels(joined=True) == ["general"]
    assert ola.inbox() == []


async def test_two_administrators_at_the_same_moment_decide_once(place: Village) -> None:
    """B4, with a button and an emoji."""
    martha, valentina, amina = place.person("Martha"), place.person("Valentina"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha, valentina])
    await place.asks(amina, climate)
    card = place.card(martha, climate.admins)
    valentina.reacts(card, "✅")
    said = await martha.presses(card, "Approve")
    await place.idle()
    assert amina.channels(joined=True) == ["general", "climate"]
    assert len(amina.inbox()) == 1
    assert said.responded
    outcome = place.card(martha, climate.admins).text
    assert ("Martha" in outcome) != ("Valentina" in outcome)


async def test_after_undo_the_emoji_decides_when_it_is_pressed_again(place: Village) -> None:
    """Slack lets nobody take off what another put there: one takes it off and puts it again."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    for again in (False, True):
        card = place.card(martha, climate.admins)
        if again:
            martha.unreacts(card, "✅")
            await place.idle()
        martha.reacts(card, "✅")
        await place.idle()
        assert "climate" in amina.channels(joined=True)
        await martha.presses(place.card(martha, climate.admins), "Undo")
        await place.idle()
        assert "climate" not in amina.channels(joined=True)


async def test_an_emoji_of_somebody_who_may_not_decide_changes_nothing(place: Village) -> None:
    """Slack lets no app take it off, so it stays and means nothing (FEATURES 2.2.1)."""
    martha, rex, amina = place.person("Martha"), place.person("Rex"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    rex_inside = place.slack.world.channels[climate.admins.id].members
    rex_inside.append(rex.id)
    await place.asks(amina, climate)
    rex.reacts(place.card(rex, climate.admins), "✅")
    await place.idle()
    card = place.card(martha, climate.admins)
    assert card.buttons[:2] == ["Approve", "Reject"]
    assert amina.channels(joined=True) == ["general"]


async def test_a_rejection_says_why_and_when_to_ask_again(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    opened = await (await martha.presses(place.card(martha, climate.admins), "Reject")).final()
    assert opened.modal is not None
    sent = await martha.submits(opened, {"Reason": "not eligible", "In your own words": "Tides are another community"})
    assert (sent.errors, martha.modal) == ({}, None)
    await place.idle()
    [letter] = amina.inbox()
    assert "Tides are another community" in letter
    assert "3 December 2026" in letter
    assert amina.channels(joined=True) == ["general"]


async def test_a_list_is_redrawn_in_its_place_also_by_a_form_that_was_opened_from_it(place: Village) -> None:
    martha = place.person("Martha")
    climate = await place.community("Climate", admins=[martha])
    for name in ("Amina", "Kofi", "Jules"):
        await place.asks(place.person(name), climate)
        await place.passes(minutes=1)
    listed = await (await martha.types("general", "/community requests")).final()
    await martha.presses(listed, "Approve")
    await place.idle()
    [shown] = [each for each in martha.messages("general") if each.ephemeral]
    assert shown.text.startswith("Amina is now a member of Climate")
    assert "2 people wait to join Climate" in shown.text
    opened = await (await martha.presses(shown, "Reject")).final()
    await martha.submits(opened, {"Reason": "not eligible"})
    await place.idle()
    [shown] = [each for each in martha.messages("general") if each.ephemeral]
    assert shown.text.startswith("Kofi is rejected")
    assert "1 person waits to join Climate" in shown.text


async def test_whoever_leaves_is_taken_out_of_the_channel(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    assert amina.channels(joined=True) == ["general", "climate"]
    asked = await (await amina.types(climate.room, "/community leave")).final()
    assert asked.buttons == ["Leave", "Stay"]
    await amina.presses(asked, "Leave")
    await place.idle()
    assert amina.channels(joined=True) == ["general"]
    assert martha.channels(joined=True) == ["general", "climate", "climate-admins"]


async def test_an_archived_community_says_so_to_whoever_writes(place: Village) -> None:
    """FEATURES 2.4.5, M13: the channel stays, with a lock before its topic and the clause pinned."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    asked = await (await martha.types(climate.admins, "/community archive")).final()
    await martha.presses(asked, "Archive")
    await place.idle()
    assert climate.room.topic["value"] == "🔒 Climate"
    notice = place.last(amina, climate.room)
    assert "no longer active" in notice.text
    assert notice.pinned
    amina.writes(climate.room, "Is anybody there?")
    await place.idle()
    heard = place.last(amina, climate.room)
    assert heard.ephemeral
    assert "no longer active" in heard.text
    said = await (await ola.types("general", "/community join climate")).final()
    assert "archived" in said.text
    back = await (await martha.types(climate.admins, "/community reactivate")).final()
    await place.idle()
    assert back.responded
    assert climate.room.topic["value"] == "Climate"
    assert not any(each.pinned for each in amina.messages(climate.room))


async def test_a_slip_of_the_hand_is_written_as_it_is_typed_there(place: Village) -> None:
    amina = place.person("Amina")
    answer = await (await amina.types("general", "/community joni climate")).final()
    assert answer.text.startswith("There is no command /community joni. Did you mean /community join?")
