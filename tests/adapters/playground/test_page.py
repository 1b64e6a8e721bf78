"""The page as people use it: with the keyboard, in a narrow window, side by side, and when the server goes away."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from bot.chat.text import Words
from tests.adapters.contract import REPORT, report, send, text
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


async def test_a_form_that_a_private_reply_opened_is_answered_in_its_place(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        amina = pane(shown, "Amina Yusuf, Baobab")
        await box(amina).fill("/me turn")
        await box(amina).press("Enter")
        await amina.get_by_role("button", name="Turn to…").click()
        form = shown.get_by_role("dialog", name="Turn to a page")
        await form.get_by_label("Which page?").fill("seven")
        await form.get_by_role("button", name="Turn", exact=True).click()
        await expect(amina.get_by_text("Page seven")).to_be_visible()
        await expect(amina.get_by_text("Page one")).to_have_count(0)


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


async def test_what_is_being_pressed_stays_under_the_finger(ground: Stage, chromium: Browser) -> None:
    """The message is drawn again while the button is down: the press counts all the same."""
    opened = await ground.act(AMINA, "channel:general", "command", name="join", text="reading")
    said = {"why": "To read", "principles": "yes"}
    await ground.act(AMINA, "channel:general", "form", token=opened["form"]["token"], values=said)
    async with page(chromium, ground.platform.url) as shown:
        martha = pane(shown, "Martha Santos, Baobab")
        await martha.get_by_role("button", name="admins private").click()
        card = martha.get_by_role("article").filter(has_text="Request")
        await card.get_by_role("button", name="Approve", exact=True).hover()
        await shown.mouse.down()
        async with shown.expect_response(lambda each: "/api/pane" in each.url and "martha" in each.url):
            [message] = (await ground.pane(MARTHA, "channel:admins"))["messages"]
            await ground.act(MARTHA, "channel:admins", "react", message=message["id"], emoji="👀")
        await shown.wait_for_timeout(100)
        await shown.mouse.up()
        await expect(card.get_by_text("Approved by Martha Santos")).to_be_visible()


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


async def hands_in(shown: Page, amina: Locator) -> Locator:
    """The form with a file, open."""
    await box(amina).fill("/me paper")
    await box(amina).press("Enter")
    form = shown.get_by_role("dialog", name="Hand in a paper")
    await expect(form).to_be_visible()
    return form


def paper(size: int, name: str = "paper.txt") -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": b"x" * size}


async def test_a_file_is_chosen_with_the_keyboard_and_kept_by_a_form_that_comes_back(
    ground: Stage, chromium: Browser
) -> None:
    async with page(chromium, ground.platform.url) as shown:
        amina = pane(shown, "Amina Yusuf")
        async with shown.expect_file_chooser() as choosing:
            form = await hands_in(shown, amina)
            await form.get_by_label("Title").focus()
            await shown.keyboard.press("Tab")
            await expect(form.get_by_label("Paper")).to_be_focused()
            await shown.keyboard.press("Enter")
        await (await choosing.value).set_files(paper(1_000_001, "film.mp4"))
        alert = form.get_by_role("alert").filter(has_text="This file is larger than 1 MB.")
        await expect(alert).to_be_visible()
        await form.get_by_label("Paper").set_input_files(paper(1500))
        await expect(form.get_by_role("status")).to_contain_text("paper.txt")
        await expect(form.get_by_role("status")).to_contain_text("2 kB")
        await expect(alert).to_have_count(0)
        await shown.keyboard.press("Escape")
        form = await hands_in(shown, amina)
        await expect(form.get_by_role("status")).to_contain_text("paper.txt")
        await form.get_by_role("button", name="Hand in", exact=True).click()
        await expect(form.get_by_text("This is needed: fill it in and send again.")).to_be_visible()
        await form.get_by_label("Title").fill("Tides")
        await form.get_by_role("button", name="Hand in", exact=True).click()
        await expect(amina.get_by_text("Handed in: paper.txt, 1500 bytes")).to_be_visible()


async def test_a_form_that_was_refused_holds_the_file_until_it_is_taken_out(ground: Stage, chromium: Browser) -> None:
    async with page(chromium, ground.platform.url) as shown:
        amina = pane(shown, "Amina Yusuf")
        form = await hands_in(shown, amina)
        await form.get_by_label("Title").fill("?")
        await form.get_by_label("Paper").set_input_files(paper(700))
        await expect(form.get_by_role("status")).to_contain_text("700 bytes")
        await form.get_by_role("button", name="Hand in", exact=True).click()
        await expect(form.get_by_text("Give it a title.")).to_be_visible()
        await expect(form.get_by_role("status")).to_contain_text("paper.txt")
        await form.get_by_role("button", name="Take out paper.txt").click()
        await expect(form.get_by_role("status")).to_have_text("No file chosen")
        await expect(form.get_by_label("Paper")).to_be_focused()
        await form.get_by_label("Title").fill("Tides")
        await form.get_by_role("button", name="Hand in", exact=True).click()
        await expect(amina.get_by_text("Handed in: nothing")).to_be_visible()


async def test_comments_are_written_and_counted_side_by_side(ground: Stage, chromium: Browser) -> None:
    posted = await send(ground, GENERAL, report(REPORT), once="a")
    await ground.platform.open_thread(posted, Words("Comments: Report"), locale="en", timezone="")
    async with page(chromium, ground.platform.url) as shown:
        amina, martha = pane(shown, "Amina Yusuf"), pane(shown, "Martha Santos")
        toggle = amina.get_by_role("button", name="Comments: 0")
        await expect(toggle).to_have_attribute("aria-expanded", "false")
        await toggle.press("Enter")
        field = amina.get_by_role("textbox", name="Write a comment")
        await expect(field).to_be_focused()
        await shown.keyboard.type("First")
        await shown.keyboard.press("Shift+Enter")
        await shown.keyboard.type("and **second** <b>line</b>")
        await shown.keyboard.press("Enter")
        thread = amina.get_by_role("group", name="Comments: Report")
        await expect(thread.get_by_role("article")).to_contain_text("and second <b>line</b>")
        await expect(field).to_have_value("")
        there = martha.get_by_role("button", name="Comments: 1")
        await expect(there).to_contain_text("unread: 1")
        await field.fill("half a thought")
        await ground.act(MARTHA, "channel:general", "write", thread=int(posted.id), text="I agree")
        await ground.platform.edit(posted, report(), locale="en", timezone="")
        await expect(thread.get_by_role("article")).to_have_count(2)
        await expect(field).to_be_focused()
        await expect(field).to_have_value("half a thought")
        await martha.get_by_role("button", name="Comments: 2").click()
        await expect(martha.get_by_role("button", name="Comments: 2")).not_to_contain_text("unread")
        own = martha.get_by_role("group", name="Comments: Report").get_by_role("listitem").filter(has_text="I agree")
        await own.hover()
        await own.get_by_role("button", name="Correct this message").click()
        await expect(martha.get_by_role("textbox", name="Write a comment")).to_have_value("I agree")
        await martha.get_by_role("textbox", name="Write a comment").fill("I agree with you")
        await shown.keyboard.press("Enter")
        await expect(thread.get_by_text("I agree with you")).to_be_visible()
        await ground.platform.erase(posted)
        await expect(amina.get_by_text("This message was deleted.")).to_be_visible()
        await expect(thread.get_by_text("I agree with you")).to_be_visible()
        await martha.get_by_role("button", name="Comments: 2").click()
        await expect(martha.get_by_text("I agree with you")).to_be_hidden()


async def test_comments_and_files_fit_a_narrow_window_and_can_be_fetched(ground: Stage, chromium: Browser) -> None:
    posted = await send(ground, GENERAL, report(REPORT, name="a-very-long-name-" * 5 + ".pdf"), once="a")
    await ground.platform.open_thread(posted, Words("Comments: Report"), locale="en", timezone="")
    for number in range(40):
        await ground.act(MARTHA, "channel:general", "write", thread=int(posted.id), text=f"Comment {number}")
    async with page(chromium, ground.platform.url, width=320, height=640) as shown:
        amina = pane(shown, "Amina Yusuf")
        await amina.get_by_role("button", name="Comments: 40").click()
        thread = amina.get_by_role("group", name="Comments: Report")
        await expect(thread.get_by_role("article")).to_have_count(30)
        await thread.get_by_role("button", name="Earlier messages").click()
        await expect(thread.get_by_role("article")).to_have_count(40)
        await expect(amina.get_by_role("textbox", name="Write a comment")).to_be_visible()
        assert await shown.evaluate("document.documentElement.scrollWidth") == 320
        async with shown.expect_download() as fetching:
            await amina.get_by_role("link", name=re.compile("a-very-long-name")).click()
        fetched = await fetching.value
        assert (await fetched.path()).read_bytes() == REPORT


async def test_where_one_may_not_write_one_reads_what_others_say(ground: Stage, chromium: Browser) -> None:
    posted = await send(ground, ADMINS, text("Discuss"), once="a")
    thread = await ground.platform.open_thread(posted, Words("Comments"), locale="en", timezone="")
    await ground.act(MARTHA, "channel:admins", "write", thread=int(thread), text="Members only")
    await ground.platform.open_place(ADMINS, role="", everyone_reads=True, members_write=True, topic="Open")
    async with page(chromium, ground.platform.url) as shown:
        amina = pane(shown, "Amina Yusuf")
        await amina.get_by_role("button", name="admins").click()
        await amina.get_by_role("button", name="Comments: 1").click()
        await expect(amina.get_by_text("Members only")).to_be_visible()
        await expect(amina.get_by_text("You can read here, but not comment.")).to_be_visible()
        await expect(amina.get_by_role("textbox", name="Write a comment")).to_have_count(0)
