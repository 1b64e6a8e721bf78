"""An emoji under a card does what its button does, for those who may."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat.address import Posted
from bot.chat.message import Button, Buttons, Paragraph, message
from bot.chat.reply import OpenForm, Silence, Whisper
from bot.chat.text import t
from tests.commands.garden import ELSEWHERE, HERE, LEO, Garden


async def test_an_emoji_means_its_button(garden: Garden) -> None:
    answer = await garden.react("✅", await garden.bed("roses"))
    assert garden.read(answer) == ["roses is pulled out."]
    assert await garden.effects() == ["pulled roses"]


@pytest.mark.parametrize("emoji", ["✅\ufe0f", "✅🏽"])
async def test_the_look_of_an_emoji_changes_nothing(garden: Garden, emoji: str) -> None:
    assert garden.read(await garden.react(emoji, await garden.bed("roses"))) == ["roses is pulled out."]


async def test_the_emoji_of_somebody_who_may_not_is_taken_off_in_silence(garden: Garden) -> None:
    card = await garden.bed("roses")
    answers = [await garden.react("✅", card, by=LEO, id=id) for id in ("1", "1", "2")]
    assert [answer.reply for answer in answers] == [Silence()] * 3
    assert await garden.taken_off() == [("✅", "leo"), ("✅", "leo")]
    assert await garden.effects() == []


async def test_an_emoji_without_a_meaning_or_a_card_is_left_alone(garden: Garden) -> None:
    card = await garden.bed("roses")
    for emoji, where in (("🎉", card), ("✅", Posted(HERE, "m-other")), ("✅", Posted(ELSEWHERE, "m-roses"))):
        assert (await garden.react(emoji, where, by=LEO)).reply == Silence()
    assert (await garden.effects(), await garden.taken_off()) == ([], [])
    assert (await garden.noted(), await garden.handled()) == ([], 0)


async def test_a_form_behind_an_emoji_is_offered_by_a_button(garden: Garden) -> None:
    answer = await garden.react("❓", await garden.bed("roses"))
    button = Button(t("button-continue"), "garden.why:roses", "primary")
    opened = await garden.press(button.token)
    assert isinstance(opened.reply, OpenForm)
    asked = Paragraph(opened.reply.form.title), Paragraph(t("dispatch-one-more-step"))
    assert answer.reply == Whisper(message(*asked, Buttons((button,))))
    assert garden.typed(opened) == {"why": "", "kinds": "", "sure": ""}


async def test_an_emoji_and_a_button_at_once_decide_once(garden: Garden) -> None:
    card = await garden.bed("roses")
    answers = await asyncio.gather(garden.react("✅", card), garden.press("garden.pull:roses"))
    assert sorted(garden.read(answer)[0] for answer in answers) == [
        "roses is pulled out.",
        "roses was pulled out before.",
    ]
    assert await garden.effects() == ["pulled roses"]
