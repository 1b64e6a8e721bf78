"""Platforms tell the same thing more than once, also at the same time: one effect, one answer (B6)."""

from __future__ import annotations

import asyncio

from prometheus_client import CollectorRegistry

from bot.chat.inbound import ButtonPressed, CommandUsed
from bot.chat.message import say
from bot.chat.reply import Redraw
from bot.chat.text import Words, t
from bot.commands.metrics import metrics
from bot.db.database import Database
from bot.i18n import Catalogue
from tests.commands.garden import ADA, HERE, LEO, Garden, opened


async def test_told_again_it_has_one_effect_and_the_same_answer(garden: Garden) -> None:
    first = await garden.press("garden.pull:roses", id="press-1")
    again = await garden.press("garden.pull:roses", id="press-1")
    assert again == first
    assert first.reply == Redraw(say(t("garden-pulled", bed=Words("roses"))))
    assert await garden.effects() == ["pulled roses"]


async def test_told_three_times_at_once_it_has_one_effect_and_one_answer(garden: Garden) -> None:
    answers = await asyncio.gather(*(garden.press("garden.pull:roses", id="press-1") for _ in range(3)))
    assert [garden.read(answer) for answer in answers] == [["roses is pulled out."]] * 3
    assert (await garden.effects(), await garden.handled()) == (["pulled roses"], 1)


async def test_fifty_different_presses_at_once_pull_once_and_say_so_to_the_others(garden: Garden) -> None:
    answers = await asyncio.gather(*(garden.press("garden.pull:roses") for _ in range(50)))
    said = [garden.read(answer)[0] for answer in answers]
    assert sorted(said) == ["roses is pulled out."] + ["roses was pulled out before."] * 49
    assert await garden.effects() == ["pulled roses"]


async def test_a_press_that_would_be_refused_now_still_gets_its_first_answer(garden: Garden) -> None:
    first = await garden.press("garden.take:beans", id="press-1")
    again = await garden.press("garden.take:beans", id="press-1")
    another = await garden.press("garden.take:beans", id="press-2")
    assert garden.read(first) == ["beans is pulled out."]
    assert again == first
    assert garden.read(another) == ["beans was pulled out before."]


async def test_a_form_sent_twice_is_handled_once(garden: Garden) -> None:
    answers = await asyncio.gather(
        *(garden.fill("garden.reason:roses", id="form-1", why="greenfly", sure="yes") for _ in range(2))
    )
    assert [garden.read(answer) for answer in answers] == [["Told: greenfly"]] * 2
    assert await garden.effects() == ["told greenfly []"]


async def test_a_refused_form_may_be_sent_again_under_the_same_id(garden: Garden) -> None:
    back = await garden.fill("garden.reason:roses", id="form-1", why="greenfly")
    sent = await garden.fill("garden.reason:roses", id="form-1", why="greenfly", sure="yes")
    assert garden.read(back) == ["sure: Please tick this box to go on."]
    assert garden.read(sent) == ["Told: greenfly"]


async def test_what_failed_may_be_told_again(garden: Garden) -> None:
    await garden.type("/stumble badly", id="1")
    assert garden.read(await garden.type("/plant roses", id="1")) == ["roses is planted (public), one row: "]


async def test_the_answer_remembered_is_in_the_language_it_was_given_in(garden: Garden) -> None:
    first = await garden.type("/plant thym", by=LEO, id="1")
    again = await garden.type("/plant thym", by=ADA, id="1")
    assert again == first
    assert (again.locale, again.timezone) == ("fr-FR", "Europe/Paris")


async def test_a_letter_stands_before_the_reply_also_when_it_is_asked_for_again(garden: Garden) -> None:
    await garden.database.run(lambda tx: tx.note("letter", True))
    first = await garden.type("/plant thym", by=LEO, id="1")
    again = await garden.type("/plant thym", by=LEO, id="1")
    assert garden.read(first) == ["Une lettre vous attend.", "thym est en terre (publique), 1 rang : "]
    assert again == first


async def test_the_same_id_on_two_platforms_is_two_things(garden: Garden) -> None:
    forest = type(ADA)(type(ADA.account)("forest", "", "ada"), "Ada", "en")
    await garden.do(CommandUsed("1", ADA, HERE, "plant", "roses"))
    await garden.do(CommandUsed("1", forest, None, "plant", "oaks"))
    assert await garden.effects() == ["planted roses", "planted oaks"]


async def test_an_id_of_any_length_is_handled_once(garden: Garden) -> None:
    long = "é" * 4_000
    for end in ("1", "2", "1"):
        await garden.do(CommandUsed(long + end, ADA, HERE, "plant", f"roses-{end}"))
    assert await garden.effects() == ["planted roses-1", "planted roses-2"]


async def test_how_it_ended_is_counted(database: Database, catalogue: Catalogue) -> None:
    registry = CollectorRegistry()
    garden = opened(database, catalogue, measured=metrics(registry))
    for line, id in (("plant roses", "1"), ("plant roses", "1"), ("nothing", "2"), ("stumble badly", "3"),
                     ("stumble offline", "4")):  # fmt: skip
        await garden.type(line, id=id)
    await garden.do(ButtonPressed("5", ADA, HERE, "garden.pull:roses"))
    counted = {
        (sample.labels["kind"], sample.labels["outcome"]): sample.value
        for family in registry.collect()
        for sample in family.samples
        if sample.name == "palabre_outcomes_total"
    }
    assert counted == {
        ("CommandUsed", "answered"): 1,
        ("CommandUsed", "repeated"): 1,
        ("CommandUsed", "refused"): 1,
        ("CommandUsed", "broken"): 1,
        ("CommandUsed", "unavailable"): 1,
        ("ButtonPressed", "answered"): 1,
    }
