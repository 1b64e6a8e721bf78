"""How comparable bots break on Slack, and that ours does not (FAILURES B1–B5, B7, B9, B10, G7, M3, M8, M10, P7)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from bot.features.membership import service as membership
from bot.features.people import service as people
from tests.adapters.running import database_held
from tests.adapters.slack.ground import account
from tests.adapters.slack.village import Village, village
from tests.simulators.slack import broken


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def test_buttons_work_after_a_restart_and_after_a_hundred_days(place: Village) -> None:
    """B1."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], request_days=90)
    await place.asks(amina, climate)
    listed = await (await ola.types("general", "/community join")).final()
    await place.restart()
    assert "Climate" in (await (await ola.presses(listed, "About")).final()).text
    await martha.presses(place.card(martha, climate.admins), "Approve")
    await place.idle()
    assert amina.channels(joined=True) == ["general", "climate"]
    card = place.card(martha, climate.admins)
    await place.passes(days=100)
    await place.restart()
    said = await (await martha.presses(card, "History")).final()
    assert "Martha" in said.text


async def test_an_emoji_under_a_card_of_another_life_counts(place: Village) -> None:
    """B2: nothing about the message or the person is remembered."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    await place.restart()
    martha.reacts(place.card(martha, climate.admins), "✅")
    await place.slack.until(lambda: "climate" in amina.channels(joined=True))


async def test_an_emoji_that_was_put_while_nobody_listened_counts(place: Village) -> None:
    """B3: also when Slack gave up telling of it."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    await place.asks(ola, climate)
    await place.stop()
    place.slack.delivery.lossy = True
    first, second = martha.messages(climate.admins)
    martha.reacts(first, "✅")
    martha.reacts(second, "✅")
    martha.reacts(second, "❌")
    await place.start()
    await place.slack.until(lambda: "climate" in amina.channels(joined=True))
    await place.idle()
    assert ola.channels(joined=True) == ["general"]


async def test_an_emoji_that_needs_words_is_answered_with_a_form_at_once(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    martha.reacts(place.card(martha, climate.admins), "❌")
    await place.slack.until(lambda: any("One more step" in each for each in martha.sees(climate.admins)))
    [beside] = [seen for seen in martha.messages(climate.admins) if "One more step is needed" in seen.text]
    assert "Amina asks to join Climate" in beside.text
    opened = await (await martha.presses(beside, "Continue")).final()
    assert opened.modal is not None
    assert opened.modal.submit == "Reject"


async def test_a_form_about_what_was_decided_meanwhile_does_not_come_back(place: Village) -> None:
    martha, dora, oz = place.person("Martha"), place.person("Dora"), place.person("Oz")
    climate = await place.community("Climate", admins=[martha, dora])
    await place.asks(oz, climate)
    opened = await (await dora.presses(place.card(dora, climate.admins), "Reject")).final()
    assert opened.modal is not None
    await (await martha.presses(place.card(martha, climate.admins), "Approve")).final()
    sent = await dora.submits(opened, {"Reason": "not eligible"})
    assert "Oz was already approved by" in sent.text
    assert "Nothing is left to do." in sent.text
    assert (sent.errors, dora.modal) == ({}, None)


async def test_fifty_presses_at_once_make_one_decision(place: Village) -> None:
    """B4."""
    admins = [place.person(f"Admin {n}") for n in range(10)]
    amina = place.person("Amina")
    climate = await place.community("Climate", admins=admins)
    await place.asks(amina, climate)
    card = place.card(admins[0], climate.admins)
    answers = await asyncio.gather(*(each.presses(card, "Approve") for each in admins for _ in range(5)))
    await place.idle()
    assert all(each.responded for each in answers)
    assert len(amina.inbox()) == 1
    await place.slack.until(lambda: any("is now a member" in each.text for each in answers))


async def test_a_slow_database_keeps_nobody_from_an_acknowledgement(place: Village, database_url: str) -> None:
    """B5: operation_timeout is never read; one effect all the same."""
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    async with database_held(database_url):
        waiting = await amina.types("general", "/community join climate")
        assert waiting.responded
        assert waiting.text == ""
    answered = await waiting.final()
    assert "Climate" in answered.text
    await place.idle()
    assert amina.channels(joined=True) == ["general", "climate"]


async def test_whoever_is_waiting_when_the_bot_is_stopped_still_gets_the_answer(
    place: Village, database_url: str
) -> None:
    """B5: a restart is an ordinary day's work, and nobody reads that the application did not respond."""
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    async with database_held(database_url):
        waiting = await amina.types("general", "/community join climate")
        stopping = asyncio.create_task(place.stop())
        await asyncio.sleep(0)
    answered = await waiting.final()
    await stopping
    assert "Climate" in answered.text
    place.clock.forward(timedelta(minutes=1))  # what the process held when it ended is free again
    await place.start()
    await place.passes(minutes=1)
    assert amina.channels(joined=True) == ["general", "climate"]


async def test_a_form_sent_while_the_database_is_slow_is_answered_in_it(place: Village, database_url: str) -> None:
    """B5, B7."""
    await place.stop()
    await place.start(patience=0.05)
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    opened = await (await amina.types("general", "/community join climate")).final()
    assert opened.modal is not None
    async with database_held(database_url):
        sent = await amina.submits(opened, {label: "Yes" for label in opened.modal.labels if label.startswith("I ")})
        assert sent.responded
        assert amina.modal is not None
        assert "One moment" in amina.modal.text
    await place.slack.until(lambda: amina.modal is not None and "Withdraw" in amina.modal.buttons)
    await place.idle()
    assert "Amina" in place.card(martha, climate.admins).text


async def test_whoever_left_before_the_decision_becomes_no_ghost(place: Village) -> None:
    """B9."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    amina.leaves()
    await place.idle()
    assert "left" in place.card(martha, climate.admins).text
    said = await (await martha.presses(place.card(martha, climate.admins), "Approve")).final()
    await place.idle()
    person = await place.run(lambda tx: people.person_of(tx, account(place.slack, amina)))
    members = await place.run(lambda tx: [each.person for each in membership.members(tx, climate.community.id)])
    assert person not in members
    assert "Amina" in said.text


async def test_whoever_leaves_and_comes_back_finds_the_doors_open(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    amina.leaves()
    await place.idle()
    await place.restart()
    amina.comes_back()
    await place.slack.until(lambda: "climate" in amina.channels(joined=True))


async def test_closed_messages_lose_no_decision(place: Village) -> None:
    """B10: it waits for the next thing the person does, and at their Home."""
    martha, amina = place.person("Martha"), place.person("Amina", dms=False)
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    await martha.presses(place.card(martha, climate.admins), "Approve")
    await place.idle()
    assert amina.inbox() == []
    assert amina.channels(joined=True) == ["general", "climate"]
    said = await (await amina.types("general", "/community me")).final()
    assert "You are now a member of Climate" in said.text


async def test_a_strangers_press_on_an_administrators_button_does_nothing(place: Village) -> None:
    """M3: rights are looked at in the engine, whatever the screen shows."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate)
    climate.admins.members.append(ola.id)
    card = place.card(ola, climate.admins)
    said = await (await ola.presses(card, "Approve")).final()
    ola.reacts(card, "✅")
    await place.idle()
    assert said.ephemeral
    assert amina.channels(joined=True) == ["general"]
    assert "Amina" not in said.text


async def test_a_hidden_community_answers_as_one_that_does_not_exist(place: Village) -> None:
    """M10, by command and list."""
    martha, ola = place.person("Martha"), place.person("Ola")
    await place.community("Secret", admins=[martha], hidden=True)
    hidden = (await (await ola.types("general", "/community join secret")).final()).text
    ola.reloads()
    assert hidden == (await (await ola.types("general", "/community join nothing")).final()).text
    assert "Secret" not in (await (await ola.types("general", "/community communities")).final()).text


async def test_an_administrator_whose_account_is_gone_leaves_nobody_alone(place: Village) -> None:
    """M8: the platform team hears of a queue that nobody is left to read."""
    otto, martha, amina = place.owners[0], place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    martha.leaves()
    await place.idle()
    await place.asks(amina, climate)
    await place.passes(days=11)
    assert any("Climate" in each for each in otto.inbox())


async def test_a_slack_that_breaks_for_a_while_loses_nothing(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    place.slack.breaks("chat.postMessage", broken(503))
    await place.asks(amina, climate)
    await place.passes(seconds=30)
    assert ["Amina" in each for each in martha.sees(climate.admins)] == [True]


async def test_names_that_would_ping_ping_nobody(place: Village) -> None:
    """G7, through the whole application."""
    martha, eve = place.person("Martha"), place.person("Eve <!channel> @here *x*")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(eve, climate, **{"Anything the administrators should know": "<!everyone> @channel <@U1>"})
    card = place.card(martha, climate.admins)
    assert "Eve <!channel> @here *x*" in card.text
    assert "<!everyone> @channel <@U1>" in card.text
    assert not card.pinged


async def test_p7_times_are_in_the_zone_of_the_profile_without_asking(place: Village) -> None:
    amina = place.person("Amina", tz="Africa/Nairobi", locale="fr-FR")
    said = await (await amina.types("general", "/community me")).final()
    assert "Africa/Nairobi" in said.text
    assert "Fuseau" in said.text
    amina.changes(tz="Asia/Tokyo")
    await place.idle()
    said = await (await amina.types("general", "/community me")).final()
    assert "Asia/Tokyo" in said.text


async def test_a_guest_who_cannot_be_let_in_is_a_member_all_the_same_and_the_card_says_what_to_do(
    place: Village,
) -> None:
    martha, gus = place.person("Martha"), place.person("Gus", guest=True)
    climate = await place.community("Climate", admins=[martha])
    place.slack.team.general.members.append(gus.id)
    await place.asks(gus, climate)
    await martha.presses(place.card(martha, climate.admins), "Approve")
    await place.idle()
    assert "guest" in place.card(martha, climate.admins).text
    assert gus.channels(joined=True) == ["general"]
