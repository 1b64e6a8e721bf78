"""What is kept at hand stands above the conversation: closed until somebody opens it, and edited where it stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.chat.message import Button, Buttons, Heading, Message, Paragraph
from bot.chat.port import Undeliverable
from bot.chat.text import Words
from tests.adapters.contract import send, text
from tests.adapters.playground.stage import AMINA, GENERAL, MARTHA, Stage, playground
from tests.browser import browser, page


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as opened:
        yield opened


def board(*lines: str) -> Message:
    said = (Paragraph(Words(each)) for each in lines)
    return Message((Heading(Words("What comes")), *said, Buttons((Button(Words("Calendar"), "events.calendar:x"),))))


def pins(shown: Page, who: str) -> Locator:
    return shown.get_by_role("region", name=f"{who}, Baobab").get_by_role("region", name="Pinned")


async def test_it_is_opened_with_the_keyboard_and_stays_open_while_it_is_edited(
    ground: Stage, chromium: Browser
) -> None:
    posted = await send(ground, GENERAL, board("A meeting"), once="a")
    async with page(chromium, ground.platform.url) as shown:
        amina = pins(shown, "Amina Yusuf")
        await expect(amina).to_have_count(0)
        await ground.platform.pin(posted)
        line = amina.locator("summary")
        await expect(line).to_have_text("PinnedWhat comes")
        await expect(amina.get_by_text("A meeting")).to_have_count(0)
        await line.focus()
        await shown.keyboard.press("Enter")
        await expect(amina.get_by_text("A meeting")).to_be_visible()
        await expect(amina.get_by_role("button", name="Calendar")).to_be_visible()
        await ground.platform.edit(posted, board("A meeting", "A webinar"), locale="en", timezone="")
        await expect(amina.get_by_text("A webinar")).to_be_visible()
        await expect(line).to_be_focused()
        await expect(pins(shown, "Martha Santos").get_by_text("A webinar")).to_have_count(0)
        await ground.platform.unpin(posted)
        await expect(amina).to_have_count(0)


async def test_it_fits_a_narrow_window(ground: Stage, chromium: Browser) -> None:
    posted = await send(ground, GENERAL, board(*(f"{number} " + "word " * 30 for number in range(30))), once="a")
    await ground.platform.pin(posted)
    async with page(chromium, ground.platform.url, width=360, height=740) as shown:
        await pins(shown, "Amina Yusuf").locator("summary").click()
        assert await shown.evaluate("document.documentElement.scrollWidth") == 360
        shape = await pins(shown, "Amina Yusuf").bounding_box()
        assert shape is not None
        assert shape["height"] < 400


async def test_it_stands_in_its_channel_alone_and_outlives_a_restart(tmp_path: Path) -> None:
    async with playground(tmp_path) as before:
        posted = await send(before, GENERAL, text("What comes"), once="a")
        await before.platform.pin(posted)
    async with playground(tmp_path) as after:
        assert await after.pinned(GENERAL) == ["What comes"]
        assert (await after.pane(MARTHA, "channel:admins"))["pinned"] == []
        assert (await after.pane(AMINA, "inbox"))["pinned"] == []


async def test_a_long_one_is_pinned_as_a_whole_and_a_private_one_not_at_all(ground: Stage) -> None:
    posted = await send(ground, GENERAL, text("word " * 1500), once="a")
    await ground.platform.pin(posted)
    assert [len(each.split()) for each in await ground.pinned(GENERAL)] == [800, 700]
    private = await send(ground, AMINA, text("for you"), once="b")
    with pytest.raises(Undeliverable, match="invalid"):
        await ground.platform.pin(private)
