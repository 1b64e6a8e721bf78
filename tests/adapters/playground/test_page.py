"""The page as people use it: with the keyboard, in a narrow window, side by side, and when the server goes away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.adapters.contract import send, text
from tests.adapters.playground.little import LittleEngine
from tests.adapters.playground.stage import ADMINS, AMINA, GENERAL, MARTHA, Stage, playground
from tests.browser import browser, page


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as opened:
        yield opened


def pane(shown: Page, name: str) -> Locator:
    return shown.get_by_role("region", name=name)


def box(where: Locator) -> Locator:
    return where.get_by_role("combobox", name="Write to")


async def test_a_request_from_the_form_to_the_decision_side_by_side(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        amina, martha = pane(shown, "Amina Yusuf, Baobab"), pane(shown, "Martha Santos, Baobab")
        await martha.get_by_role("button", name="admins private").click()
        await box(amina).fill("/join reading")
        await box(amina).press("Enter")
        form = shown.get_by_role("dialog", name="Join reading")
        await form.get_by_label("Why do you want to join?").fill("To read <b>aloud</b>")
        await form.get_by_role("button", name="Ask to join", exact=True).click()
        await expect(form.get_by_text("This is needed: fill it in and send again.")).to_be_visible()
        await form.get_by_label("I accept the principles").check()
        await form.get_by_role("button", name="Ask to join", exact=True).click()
        await expect(amina.get_by_text("Your request is with the administrators.")).to_be_visible()
        await expect(amina.get_by_text("Only you can see this")).to_be_visible()
        card = martha.get_by_role("article").filter(has_text="Request")
        await expect(card.get_by_text("To read <b>aloud</b>")).to_be_visible()
        await expect(martha.get_by_text("Your request is with the administrators.")).to_have_count(0)
        await card.get_by_role("button", name="Approve", exact=True).click()
        await expect(card.get_by_text("Approved by Martha Santos")).to_be_visible()
        await expect(card.get_by_role("button", name="Approve", exact=True)).to_have_count(0)


async def test_the_keyboard_alone_is_enough(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        keys = shown.keyboard
        await keys.press("Tab")
        await expect(shown.get_by_role("link", name="Skip to the conversations")).to_be_focused()
        await keys.press("F6")
        await expect(box(pane(shown, "Martha Santos"))).to_be_focused()
        await keys.press("Shift+F6")
        amina = pane(shown, "Amina Yusuf")
        await expect(box(amina)).to_be_focused()
        await keys.type("/jo")
        await expect(amina.get_by_role("option", name="/join")).to_have_attribute("aria-selected", "true")
        await keys.press("Tab")
        await expect(box(amina)).to_have_value("/join ")
        await expect(amina.get_by_role("listbox", name="Suggestions").get_by_role("option")).to_have_count(2)
        await keys.press("ArrowDown")
        await expect(box(amina)).to_have_attribute("aria-activedescendant", "composer-1-1")
        await keys.press("Enter")
        await expect(box(amina)).to_have_value("/join gardening ")
        await keys.press("Enter")
        await expect(shown.get_by_role("dialog", name="Join gardening")).to_be_visible()
        await expect(shown.get_by_label("Why do you want to join?")).to_be_focused()
        await keys.type("Roses")
        await keys.press("Escape")
        await expect(shown.get_by_role("dialog")).to_have_count(0)
        await expect(box(amina)).to_be_focused()
        await keys.type("/join gardening")
        await keys.press("Enter")
        await expect(shown.get_by_label("Why do you want to join?")).to_have_value("Roses")


async def test_a_narrow_window_shows_one_person_at_a_time(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url, width=360, height=740) as shown:
        amina, martha = pane(shown, "Amina Yusuf"), pane(shown, "Martha Santos")
        assert (await amina.is_visible(), await martha.is_visible()) == (True, False)
        await send(ground, MARTHA, text("for you"), once="a")
        tab = shown.get_by_role("navigation", name="People").get_by_role("button", name="Martha Santos")
        await expect(tab).to_contain_text("1")
        await tab.click()
        assert (await amina.is_visible(), await martha.is_visible()) == (False, True)
        await martha.get_by_role("button", name="Channels and messages").click()
        await martha.get_by_role("button", name="Palabre").click()
        await expect(martha.get_by_text("for you")).to_be_visible()
        assert await shown.evaluate("document.documentElement.scrollWidth") == 360
        await expect(tab).not_to_contain_text("1")


async def test_what_people_type_is_never_read_as_html(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        hostile = "<img src=x onerror=\"document.title='caught'\"> @everyone [x](javascript:alert(1))"
        await ground.act(MARTHA, "channel:general", "write", text=hostile)
        await ground.act(AMINA, "channel:general", "command", name="me", text="")
        amina = pane(shown, "Amina Yusuf")
        await expect(amina.get_by_text(hostile)).to_be_visible()
        assert await amina.locator(".parts img").count() == 0
        assert await shown.title() == "Palabre playground"
        links = await amina.locator(".parts a").evaluate_all("all => all.map(a => a.protocol)")
        assert set(links) == {"http:", "https:"}


async def test_unread_is_counted_until_it_is_looked_at(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        await send(ground, AMINA, text("one"), once="a")
        await send(ground, AMINA, text("two"), once="b")
        inbox = pane(shown, "Amina Yusuf").get_by_role("button", name="Palabre")
        await expect(inbox).to_contain_text("2")
        await inbox.click()
        await expect(inbox).not_to_contain_text("2")
        assert (await ground.places(AMINA))["inbox"] == 0


async def test_each_person_reads_the_page_in_their_language(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        amina = pane(shown, "Amina Yusuf")
        await amina.get_by_label("Language of Amina Yusuf").select_option("fr")
        await expect(amina.get_by_text("Messages privés")).to_be_visible()
        await expect(pane(shown, "Martha Santos").get_by_text("Private messages")).to_be_visible()
        assert await amina.get_attribute("lang") == "fr"
        assert (await ground.pane(AMINA))["person"]["language"] == "fr"


async def test_emoji_are_pressed_and_taken_back(ground: Stage, chromium: Browser) -> None:
    await send(ground, GENERAL, text("Vote"), once="a")
    async with page(chromium, ground.platform.url) as shown:
        message = pane(shown, "Amina Yusuf").get_by_role("listitem").filter(has_text="Vote")
        await message.hover()
        await message.get_by_role("button", name="React with 👀").click()
        chip = message.get_by_role("button", name="👀, 1")
        await expect(chip).to_have_attribute("aria-pressed", "true")
        await expect(pane(shown, "Martha Santos").get_by_role("button", name="👀, 1")).to_be_visible()
        await chip.click()
        await expect(message.get_by_role("button", name="👀, 1")).to_have_count(0)


async def test_another_person_is_watched_and_remembered(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        await shown.keyboard.press("Control+k")
        await shown.get_by_role("searchbox").fill("kapok")
        await shown.get_by_role("dialog").get_by_role("button", name="Amina de Kapok").click()
        await expect(pane(shown, "Amina de Kapok, Kapok")).to_be_visible()
        await shown.reload()
        await expect(shown.get_by_role("region")).to_have_count(3)


async def test_the_clock_on_the_page_moves_everybodys_time(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        await shown.get_by_role("button", name="Move time forward").click()
        await shown.get_by_role("button", name="15 days").click()
        await expect(shown.get_by_text("15 d ahead")).to_be_visible()
        assert [each.days for each in ground.moves] == [15]


async def test_what_is_sent_while_the_server_is_away_arrives_once(tmp_path: Path, chromium: Browser) -> None:
    engine = LittleEngine()
    async with playground(tmp_path, engine) as first:
        port = first.platform.address.port
        opened = page(chromium, first.platform.url)
        shown = await opened.__aenter__()
        amina = pane(shown, "Amina Yusuf")
        await box(amina).fill("before")
        await box(amina).press("Enter")
        await expect(amina.get_by_text("before")).to_be_visible()
    await box(amina).fill("while away")
    await box(amina).press("Enter")
    await expect(shown.get_by_text("Reconnecting…")).to_be_visible()
    async with playground(tmp_path, engine, port=port) as second:
        await expect(amina.get_by_text("while away")).to_be_visible()
        await expect(shown.get_by_text("Reconnecting…")).to_have_count(0)
        assert await second.read(AMINA, "channel:general") == ["before", "while away"]
        assert len(engine.told) == 2
        await opened.__aexit__(None, None, None)


async def test_what_failed_is_sent_again_as_the_same(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        amina = pane(shown, "Amina Yusuf")
        ground.engine.broken = 1
        await box(amina).fill("once only")
        await box(amina).press("Enter")
        await expect(amina.get_by_text("That did not get through. Nothing was lost: try again.")).to_be_visible()
        await expect(box(amina)).to_have_value("once only")
        await box(amina).press("Enter")
        await expect(box(amina)).to_have_value("")
        await expect(amina.get_by_text("That did not get through")).to_have_count(0)
        assert await ground.read(AMINA, "channel:general") == ["once only"]
        assert len(ground.engine.told) == 1


async def test_a_redrawn_card_keeps_the_keyboard_where_it_was(ground: Stage, chromium: Browser) -> None:
    posted = await send(ground, ADMINS, text("first"), once="a")
    async with page(chromium, ground.platform.url) as shown:
        martha = pane(shown, "Martha Santos")
        await martha.get_by_role("button", name="admins private").click()
        message = martha.get_by_role("listitem").filter(has_text="first")
        await message.get_by_role("button", name="React with ✅").focus()
        await ground.platform.edit(posted, text("second"), locale="en", timezone="")
        await expect(martha.get_by_text("second")).to_be_visible()
        await expect(martha.get_by_role("button", name="React with ✅")).to_be_focused()


COMMUNITY = {"name": "community", "choices": [], "asks": True}
MODE = {"name": "mode", "choices": [{"value": "open"}, {"value": "private"}], "asks": False}
NOTE = {"name": "note", "choices": [], "asks": False}


async def test_the_argument_being_typed_is_the_one_palabre_would_read(ground: Stage, chromium: Browser) -> None:
    given = [COMMUNITY, MODE, NOTE]
    expected = {
        "": ["", "", ["community", "mode"]],
        "soc": ["", "soc", ["community", "mode"]],
        "social ": ["social ", "", ["mode", "note"]],
        "open ": ["open ", "", ["community"]],
        "social open I w": ["social open I ", "w", ["note"]],
        "social open note:hel": ["social open note:", "hel", ["note"]],
        'social mode:"op': ["social mode:", "op", ["mode"]],
        '"two words" op': ['"two words" ', "op", ["mode", "note"]],
    }
    async with page(chromium, ground.platform.url) as shown:
        found = await shown.evaluate(
            """async ({ typed, given }) => {
                const { reading } = await import("/static/arguments.js");
                return typed.map((each) => reading(each, given))
                    .map(({ before, typed, now }) => [before, typed, now.map((one) => one.name)]);
            }""",
            {"typed": list(expected), "given": given},
        )
        assert dict(zip(expected, found, strict=True)) == expected
