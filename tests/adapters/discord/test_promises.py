"""How comparable bots break on Discord, and that ours does not (FAILURES B1–B10, M3, M8, R3)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from bot.features.membership import service as membership
from bot.features.people import service as people
from tests.adapters.discord.village import Village, account, village
from tests.adapters.running import database_held
from tests.simulators.discord import Channel, broken


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


def general(place: Village) -> Channel:
    return next(each for each in place.guild.channels.values() if each.name == "general")


async def test_buttons_work_after_a_restart_and_after_a_hundred_days(place: Village) -> None:
    """B1."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha], request_days=90)
    await place.asks(amina, climate, general(place))
    listed = await ola.slash(general(place), "join")
    await place.restart()
    assert (await ola.press(listed, "About")).responded
    await martha.press(place.last(martha, climate.admins), "Approve")
    await place.idle()
    assert amina.channels(place.guild) == ["general", "climate"]
    card = place.last(martha, climate.admins)
    await place.passes(days=100)
    await place.restart()
    said = await martha.press(card, "History")
    assert "Martha" in said.text


async def test_an_emoji_under_a_card_of_another_life_counts(place: Village) -> None:
    """B2: neither the message nor the member is in any cache."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    await place.restart()
    martha.react(place.last(martha, climate.admins), "✅")
    await place.discord.until(lambda: "climate" in amina.channels(place.guild))


async def test_an_emoji_that_undo_took_off_is_caught_up_with_when_it_is_put_again(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    card = place.last(martha, climate.admins)
    martha.react(card, "✅")
    await place.discord.until(lambda: "climate" in amina.channels(place.guild))
    await place.idle()
    await martha.press(place.last(martha, climate.admins), "Undo")
    await place.discord.until(lambda: martha not in card.reactions.get("✅", {}))
    await place.idle()
    await place.stop()
    martha.react(card, "✅")
    await place.start()
    await place.discord.until(lambda: "climate" in amina.channels(place.guild))


async def test_an_emoji_that_was_put_while_nobody_listened_counts(place: Village) -> None:
    """B3."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    await place.asks(ola, climate, general(place))
    await place.stop()
    first, second = martha.messages(climate.admins)
    martha.react(first, "✅")
    martha.react(second, "✅")
    martha.react(second, "❌")
    await place.start()
    await place.discord.until(lambda: "climate" in amina.channels(place.guild))
    await place.idle()
    assert ola.channels(place.guild) == ["general"]


async def test_an_emoji_that_needs_words_is_answered_with_a_form_at_once(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    martha.react(place.last(martha, climate.admins), "❌")
    await place.discord.until(lambda: any("One more step" in each for each in martha.inbox()))
    [letter] = [seen for seen in martha.messages(martha.dm) if "One more step is needed" in seen.text]
    assert "Amina asks to join Climate" in letter.text
    opened = await martha.press(letter, "Continue")
    assert opened.modal is not None
    assert opened.modal.title == "Reject the request"


async def test_a_form_about_what_was_decided_meanwhile_does_not_come_back(place: Village) -> None:
    martha, dora, oz = place.person("Martha"), place.person("Dora"), place.person("Oz")
    climate = await place.community("Climate", admins=[martha, dora])
    await place.asks(oz, climate, general(place))
    opened = await dora.press(place.last(dora, climate.admins), "Reject")
    await martha.press(place.last(martha, climate.admins), "Approve")
    sent = await dora.submit(opened, {"reason": "not eligible"})
    assert "Oz was already approved by" in sent.text
    assert "Nothing is left to do." in sent.text
    assert ("not sent yet" in sent.text, sent.buttons) == (False, [])


async def test_fifty_presses_at_once_make_one_decision(place: Village) -> None:
    """B4."""
    admins = [place.person(f"Admin {n}") for n in range(10)]
    amina = place.person("Amina")
    climate = await place.community("Climate", admins=admins)
    await place.asks(amina, climate, general(place))
    card = place.last(admins[0], climate.admins)
    answers = await asyncio.gather(*(each.press(card, "Approve") for each in admins for _ in range(5)))
    await place.idle()
    assert all(each.responded for each in answers)
    assert len(amina.inbox()) == 1
    assert sum("is now a member" in each.text for each in answers) >= 1
    log = await admins[0].slash(climate.admins, "log")
    assert sum("Amina" in line for line in log.lines if "approved" in line or "accepted" in line) <= 1


async def test_a_slow_database_is_said_within_a_second_and_its_answer_follows(
    place: Village, database_url: str
) -> None:
    """B5: “interaction failed” is never read; one effect all the same."""
    await place.stop()
    await place.start(patience=0.05)
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    async with database_held(database_url):
        waiting = await amina.slash(general(place), "join", community="climate")
        assert waiting.deferred
        assert waiting.ephemeral
    answered = await waiting.final()
    assert "Climate" in answered.text
    await place.idle()
    assert amina.channels(place.guild) == ["general", "climate"]
    assert climate.community.slug == "climate"


async def test_a_form_whose_turn_comes_late_is_a_button_away(place: Village, database_url: str) -> None:
    """B5, B7: Discord opens a form as the first answer only."""
    await place.stop()
    await place.start(patience=0.05)
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    async with database_held(database_url):
        waiting = await amina.slash(general(place), "join", community="climate")
        assert waiting.deferred
    answered = await waiting.final()
    assert answered.buttons == ["Continue"]
    await place.restart()
    opened = await amina.press(answered, "Continue")
    assert opened.modal is not None
    tick = opened.modal.field("criteria")
    await amina.submit(opened, {"criteria": [tick.component["options"][0]["label"]]})
    await place.idle()
    assert "Amina" in place.last(martha, climate.admins).text


async def test_whoever_is_waiting_when_the_bot_is_stopped_still_gets_the_answer(
    place: Village, database_url: str
) -> None:
    """B5: a restart is an ordinary day's work, and nobody reads that the application did not respond."""
    await place.stop()
    await place.start(patience=0.05)
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], mode=Mode.PUBLIC)
    async with database_held(database_url):
        waiting = await amina.slash(general(place), "join", community="climate")
        assert waiting.deferred
        stopping = asyncio.create_task(place.stop())
        await asyncio.sleep(0)
    answered = await waiting.final()
    await stopping
    assert "Climate" in answered.text
    place.clock.forward(timedelta(minutes=1))  # what the process held when it ended is free again
    await place.start()
    await place.passes(minutes=1)
    assert amina.channels(place.guild) == ["general", "climate"]


async def test_a_refused_form_comes_back_with_everything_and_survives_a_restart(place: Village) -> None:
    """B7: “other” needs words; what was typed is there again."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    opened = await martha.press(place.last(martha, climate.admins), "Reject")
    other = opened.modal.field("reason").component["options"][-1]["label"] if opened.modal else ""
    back = await martha.submit(opened, {"reason": other})
    assert back.ephemeral
    assert back.buttons == ["Continue"]
    await place.restart()
    again = await martha.press(back, "Continue")
    assert again.modal is not None
    assert again.modal.field("reason").value == [other]
    place.discord.pass_time(14 * 60)
    done = await martha.submit(again, {"words": "Tides are another community"})
    await place.idle()
    assert done.responded
    assert "Tides are another community" in amina.inbox()[0]


async def test_a_form_that_was_closed_can_be_opened_again(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha], questions=tuple(f"Question {n}?" for n in range(5)))
    opened = await amina.slash(general(place), "join", community="climate")
    step = await amina.submit(opened, {f"answer{n}": f"answer {n}" for n in range(4)})
    second = await amina.press(step, "Continue")
    amina.close(second)
    again = await amina.press(step, "Continue")
    tick = again.modal.field("criteria") if again.modal else None
    assert tick is not None
    await amina.submit(again, {"answer4": "answer 4", "criteria": [tick.component["options"][0]["label"]]})
    await place.idle()
    card = place.last(martha, climate.admins).text
    assert [f"answer {n}" in card for n in range(5)] == [True] * 5


async def test_an_event_that_is_told_again_after_a_resume_happens_once(place: Village) -> None:
    """B6, R3: the connection breaks and is resumed; then it is made anew, and nothing is doubled."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    card = place.last(martha, climate.admins)
    place.discord.gateway.drop()
    martha.react(card, "✅")
    await place.discord.until(lambda: "climate" in amina.channels(place.guild), within=40)
    await place.idle()
    writes = place.discord.command_writes
    place.discord.gateway.drop(resumable=False)
    await place.discord.until(lambda: place.discord.online, within=40)
    await place.heard(lambda: place.app.platforms["discord"].ready())
    assert place.discord.command_writes == writes
    assert len(amina.inbox()) == 1
    assert sum("Amina" in each for each in martha.sees(climate.admins)) == 1


async def test_commands_are_written_once_and_not_again_at_the_next_start(place: Village) -> None:
    assert place.discord.command_writes == 1
    await place.restart()
    assert place.discord.command_writes == 1


async def test_whoever_left_before_the_decision_becomes_no_ghost(place: Village) -> None:
    """B9."""
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    amina.leave(place.guild)
    await place.heard(lambda: True)
    await place.discord.until(lambda: "left" in place.last(martha, climate.admins).text)
    said = await martha.press(place.last(martha, climate.admins), "Approve")
    await place.idle()
    person = await place.run(lambda tx: people.person_of(tx, account(amina)))
    members = await place.run(lambda tx: [each.person for each in membership.members(tx, climate.community.id)])
    assert person not in members
    assert "Amina" in said.text


async def test_whoever_leaves_and_comes_back_finds_the_doors_open(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    amina.leave(place.guild)
    await place.idle()
    place.guild.join(amina)
    await place.discord.until(lambda: "climate" in amina.channels(place.guild))


async def test_closed_messages_lose_no_decision(place: Village) -> None:
    """B10: it waits for the next thing the person does."""
    martha, amina = place.person("Martha"), place.person("Amina", dms=False)
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    await martha.press(place.last(martha, climate.admins), "Approve")
    await place.idle()
    assert amina.inbox() == []
    assert amina.channels(place.guild) == ["general", "climate"]
    said = await amina.slash(general(place), "me")
    assert "You are now a member of Climate" in said.text


async def test_a_strangers_press_on_an_administrators_button_does_nothing(place: Village) -> None:
    """M3: rights are looked at in the engine, whatever the screen shows."""
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    climate = await place.community("Climate", admins=[martha])
    await place.asks(amina, climate, general(place))
    card = place.last(martha, climate.admins)
    place.guild.give(ola, climate.role)
    climate.admins.overwrites[place.guild.id].deny = climate.admins.overwrites[place.guild.id].allow
    said = await ola.press(card, "Approve")
    ola.react(card, "✅")
    await place.idle()
    await place.discord.until(lambda: ola not in card.reactions.get("✅", {}))
    assert said.ephemeral
    assert "climate" not in amina.channels(place.guild)
    assert "Amina" not in said.text


async def test_a_hidden_community_answers_as_one_that_does_not_exist(place: Village) -> None:
    """M10, by completion, command and list."""
    martha, ola = place.person("Martha"), place.person("Ola")
    await place.community("Secret", admins=[martha], hidden=True)
    assert await ola.complete(general(place), "join", "community", "sec") == []
    hidden = await ola.slash(general(place), "join", community="secret")
    nothing = await ola.slash(general(place), "join", community="nothing")
    assert hidden.text == nothing.text
    assert "Secret" not in (await ola.slash(general(place), "communities")).text


async def test_an_administrator_whose_account_is_gone_leaves_nobody_alone(place: Village) -> None:
    """M8: the platform team hears of a queue that nobody is left to read."""
    otto, martha, amina = place.owners[0], place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    martha.leave(place.guild)
    await place.idle()
    await place.asks(amina, climate, general(place))
    await place.passes(days=11)
    assert any("Climate" in each for each in otto.inbox())


async def test_a_server_that_breaks_for_a_while_loses_nothing(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    place.discord.breaks("POST", "/channels/{channel_id}/messages", broken(503))
    await place.asks(amina, climate, general(place))
    await place.passes(seconds=30)
    assert ["Amina" in each for each in martha.sees(climate.admins)] == [True]
