"""The whole bot in a real browser: a newcomer joins, an administrator decides, everybody reads what is for them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect
from pydantic import SecretStr

from adapters.playground.platform import Playground
from bot.app import App, open_app
from bot.clock import Clock, machine_time
from bot.config import Config, Database, Listen, Web
from bot.config import Playground as Section
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from tests.browser import browser, page, sideways
from tests.rules.sources import ROOT

pytestmark = pytest.mark.timeout(240)

GUIDE = b"%PDF-1.7\x00\xff" * 600

MORNING = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
"""When the demonstration begins, whatever the time where it is shown: at night nobody is reminded of anything."""

HOSTILE = "Bold **as typed** <b>here</b> @everyone"


def _clock() -> Clock:
    """Goes as the machine's does, from that morning on."""
    ahead = MORNING - machine_time()
    return Clock(lambda: machine_time() + ahead)


@asynccontextmanager
async def demonstration(folder: Path) -> AsyncIterator[App]:
    """What `palabre demo` shows: the sample people and communities, on free ports of this machine."""
    config = Config(
        database=Database(url=SecretStr(f"sqlite:///{(folder / 'palabre.db').as_posix()}")),
        web=Web(listen=Listen("127.0.0.1", 0)),
        playground=Section(
            enabled=True,
            listen=Listen("127.0.0.1", 0),
            world=ROOT / "examples/cast.toml",
            store=folder / "playground.db",
        ),
    )
    file = read((ROOT / "examples/communities.toml").read_text("utf-8"), name="communities.toml")
    async with open_app(config, migrating=True, clock=_clock()) as app:
        await app.database.run(lambda tx: bring_in(tx, file))
        stop, started = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(app.serve(stop, started=started.set))
        await asyncio.wait([serving, waiting := asyncio.create_task(started.wait())], return_when="FIRST_COMPLETED")
        waiting.cancel()
        try:
            yield app
        finally:
            stop.set()
            await serving


def address(app: App) -> str:
    playground = app.platforms["playground"]
    assert isinstance(playground, Playground)
    return playground.url


def pane(shown: Page, name: str) -> Locator:
    return shown.get_by_role("region", name=name)


async def types(where: Locator, line: str) -> None:
    box = where.get_by_role("combobox", name=re.compile("^(Write to|Écrire à) "))
    await box.fill(line)
    await box.press("Enter")


async def goes(where: Locator, place: str) -> None:
    """Open a channel or the private messages; in a narrow pane the list of them is a drawer."""
    drawer = where.get_by_role("button", name=re.compile("^(Channels and messages|Canaux et messages)$"))
    if await drawer.is_visible():
        await drawer.click()
    await where.get_by_role("navigation").get_by_role("button", name=re.compile(f"^{re.escape(place)}( |$)")).click()
    await expect(where.get_by_role("log", name=re.compile(f" {re.escape(place.split()[0])}$"))).to_be_visible()


async def watches(shown: Page, name: str) -> Locator:
    """Put one more person on the screen."""
    await shown.get_by_role("button", name="People", exact=True).click()
    await shown.get_by_role("searchbox").fill(name)
    await shown.get_by_role("dialog").get_by_role("button", name=name).click()
    await expect(pane(shown, name)).to_be_visible()
    return pane(shown, name)


async def asks(shown: Page, where: Locator, why: str) -> None:
    """Ask to join Social Registries, whose administrators decide."""
    await types(where, "/join social-registries")
    form = shown.get_by_role("dialog", name="Join Social Registries and integrated MIS for social protection")
    await form.get_by_label("Where do you work, and on what?").fill(why)
    await form.get_by_label("What would you like to learn or share?").fill("What others do")
    await form.get_by_label("I meet these criteria").check()
    await form.get_by_label("I accept the community principles").check()
    await form.locator("button[type=submit]").click()
    await expect(where.get_by_text("Your request is with the administrators of Social Registries").last).to_be_visible()


async def test_joining_deciding_and_announcing_in_the_browser(tmp_path: Path) -> None:
    async with browser() as chromium, demonstration(tmp_path) as app, page(chromium, address(app), width=1700) as shown:
        amina, valentina = pane(shown, "Amina Yusuf"), pane(shown, "Valentina Barca")
        cards = valentina.get_by_role("log", name="social-registries-admins").get_by_role("article")

        # A request, and its decision by the button.
        await asks(shown, amina, HOSTILE)
        card = cards.filter(has_text="Amina Yusuf asks to join")
        await expect(card.get_by_text(HOSTILE)).to_be_visible()
        await card.get_by_role("button", name="Approve", exact=True).click()
        await expect(card.get_by_text("Approved by Valentina Barca")).to_be_visible()
        await expect(card.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
        await goes(amina, "Palabre")
        await expect(amina.get_by_text("You are now a member of Social Registries")).to_be_visible()

        # Another, decided by an emoji; the other administrator sees it decided too.
        kofi, richard = await watches(shown, "Kofi Mensah"), await watches(shown, "Richard Chirchir")
        await goes(richard, "social-registries-admins private")
        await asks(shown, kofi, "Cash transfers")
        card = cards.filter(has_text="Kofi Mensah asks to join")
        await card.get_by_role("button", name="✅, 1").click()
        await expect(card.get_by_text("Approved by Valentina Barca")).to_be_visible()
        await expect(richard.get_by_role("article").filter(has_text="Kofi Mensah asks to join")).to_contain_text(
            "Approved by Valentina Barca"
        )
        await goes(kofi, "Palabre")
        await expect(kofi.get_by_text("You are now a member of Social Registries")).to_be_visible()

        # An announcement with a file: seen before it leaves, then by every member on both sides, and by nobody else.
        await goes(valentina, "social-registries private")
        await types(valentina, "/announce")
        form = shown.get_by_role("dialog", name="Announce to Social Registries")
        await form.get_by_label("Title").fill("A new guide")
        await form.get_by_label("Text", exact=True).fill("Read it:\n\n- *one*\n- two @everyone")
        await form.get_by_label("Link").fill("no address")
        await form.get_by_label("File").set_input_files(
            {"name": "guide.pdf", "mimeType": "application/pdf", "buffer": GUIDE}
        )
        await expect(form.get_by_role("status")).to_contain_text("guide.pdf")
        await form.get_by_role("button", name="Continue").click()
        await expect(form.get_by_text("This is no web address.")).to_be_visible()
        await expect(form.get_by_role("status")).to_contain_text("guide.pdf")
        await form.get_by_label("Link").fill("")
        await form.get_by_role("button", name="Continue").click()
        await expect(valentina.get_by_text("File: guide.pdf (6 kB)")).to_be_visible()
        await expect(valentina.get_by_text("It reaches 8 members")).to_be_visible()
        await valentina.get_by_role("button", name="Send", exact=True).click()
        await expect(valentina.get_by_text("it leaves 20 seconds after")).to_be_visible()
        await shown.get_by_role("button", name="Move time forward").click()
        await shown.get_by_role("button", name="1 hour").click()
        aisha = await watches(shown, "Aïsha Diallo")
        await goes(aisha, "registres-sociaux privé")
        for member in (amina, kofi):
            await goes(member, "social-registries private")
        for reader in (amina, kofi, aisha):
            said = reader.get_by_role("article").filter(has_text="A new guide")
            await expect(said.get_by_role("listitem").filter(has_text="two @everyone")).to_be_visible()
            async with shown.expect_download() as fetching:
                await said.get_by_role("link", name="guide.pdf").click()
            assert (await (await fetching.value).path()).read_bytes() == GUIDE

        # What one member comments, the others read below it; each place has a thread of its own.
        await kofi.get_by_role("button", name="Comments: 0").click()
        await kofi.get_by_role("textbox", name="Write a comment").fill("Thank you!")
        await kofi.get_by_role("textbox", name="Write a comment").press("Enter")
        await amina.get_by_role("button", name="Comments: 1").click()
        await expect(amina.get_by_role("group", name="Comments: A new guide").get_by_text("Thank you!")).to_be_visible()
        await expect(aisha.get_by_role("button", name="Commentaires : 0")).to_be_visible()
        martha = await watches(shown, "Martha Santos")
        await expect(martha.get_by_role("button", name="general")).to_be_visible()
        await expect(martha.get_by_role("button", name="social-registries")).to_have_count(0)


async def moves(shown: Page, *spans: str) -> None:
    """Time, by the buttons of the clock."""
    for span in spans:
        await shown.get_by_role("button", name="Move time forward").click()
        await shown.get_by_role("button", name=span, exact=True).click()


async def test_a_request_that_nobody_decides_in_french_while_the_clock_runs(tmp_path: Path) -> None:
    async with browser() as chromium, demonstration(tmp_path) as app, page(chromium, address(app), width=390) as shown:
        jules = await watches(shown, "Jules Moreau")
        await types(jules, "/join couverture-sante-universelle")
        form = shown.get_by_role("dialog", name="Rejoindre Couverture santé universelle")
        await expect(form).to_be_visible()
        for question in await form.locator("textarea").all():
            await question.fill("Je construis les paniers")
        await form.get_by_label("Je remplis ces critères").check()
        await form.get_by_label("J’accepte les principes de la communauté").check()
        await form.get_by_role("button", name="Demander à rejoindre").click()
        await expect(jules.get_by_role("article").get_by_role("button", name="Retirer", exact=True)).to_be_visible()
        await goes(jules, "Palabre")
        reminded = jules.get_by_role("article").filter(has_text="nous avons relancé les administrateurs")
        expired = jules.get_by_role("article").filter(has_text="Personne n’a traité votre demande")
        await moves(shown, "3 days", "1 week")
        await expect(reminded).to_have_count(1)  # a reminder that comes after the end is not sent any more
        await moves(shown, "1 day", "3 days", "1 day")
        await expect(expired.get_by_role("button", name="Redemander")).to_be_visible()
        therese = await watches(shown, "Thérèse Kouassi")
        await goes(therese, "couverture-santé-admins privé")
        card = therese.get_by_role("article").filter(has_text="Jules Moreau demande à rejoindre")
        await expect(card.get_by_text("Expirée sans réponse")).to_have_count(2)  # the card, and what reminded of it
        await expect(card.get_by_role("button", name="Accepter")).to_have_count(0)


OPENED = ("/join", "/communities", "/about social-registries", "/help", "/me", "/settings", "/community create",
          f"/nothing{'x' * 90}")  # fmt: skip
DECIDED = ("/requests social-registries", "/log social-registries", "/members social-registries",
           "/announce social-registries", "/community edit social-registries", "/community places social-registries",
           "/community mode social-registries private", "/community archive social-registries")  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_nothing_scrolls_sideways_in_the_narrowest_window(tmp_path: Path, language: str) -> None:
    """320 px, the width of the smallest telephones, and of a large screen at 400 per cent (WCAG 1.4.10)."""
    async with (
        browser() as chromium,
        demonstration(tmp_path) as app,
        page(chromium, address(app), width=320, height=640, locale=language) as shown,
    ):
        found: dict[str, list[str]] = {}

        async def look(what: str) -> None:
            await shown.wait_for_timeout(50)  # a drawer slides
            found.update({what: wide} if (wide := await sideways(shown)) else {})

        await look("the welcome")
        await shown.locator(".welcome button").click()
        for dialog in ("forward", "people", "help"):
            await shown.locator(f"#{dialog}").click()
            await look(dialog)
            await shut(shown)
        amina = pane(shown, "Amina Yusuf")
        await amina.locator(".language + .button").click()
        await shown.get_by_role("dialog").locator("select").first.select_option(language)
        await look("a person's settings")
        await shut(shown)
        for part in (".talk-head .button", ".drawer-button"):
            await amina.locator(part).first.click()
            await look(part)
            await shut(shown)
        box = amina.locator("textarea").first
        for typed in ("/", "/community ", "/settings language:", "x" * 200):
            await box.fill(typed)
            await look(typed)
        for line in OPENED:
            await types(amina, line)
            await answered(amina, line)
            await look(line)
            await shut(shown)

        # A request full of long words, and everything an administrator opens about it.
        await types(amina, "/join social-registries")
        form = shown.get_by_role("dialog")
        await form.locator("button[type=submit]").click()
        for question in await form.locator("textarea").all():
            await question.fill("w" * 480)
        await look("a form with its mistakes")
        for tick in await form.locator("input[type=checkbox]").all():
            await tick.check()
        await form.locator("button[type=submit]").click()
        await expect(form).to_have_count(0)
        await expect(shown.locator(".tab .badge")).to_have_count(1)
        await look("a tab with what is unread")
        valentina = await watched(shown, "Valentina Barca")
        await goes(valentina, "social-registries-admins")
        card = valentina.get_by_role("article").filter(has_text="w" * 480)
        buttons = card.locator(".card .buttons").get_by_role("button")
        for number in range(1, await buttons.count()):
            await buttons.nth(number).click()
            await expect(shown.get_by_role("dialog").or_(valentina.locator(".only")).first).to_be_visible()
            await look(f"button {number} of a card")
            await shut(shown)
        for line in DECIDED:
            await types(valentina, line)
            await answered(valentina, line)
            await look(line)
            await shut(shown)
        await valentina.get_by_role("article").last.hover()
        await look("the tools of a message")
        for span in (1, 3, 2):
            await shown.locator("#forward").click()
            await shown.get_by_role("dialog").locator(".moves button").nth(span).click()
            await expect(shown.get_by_role("dialog")).to_have_count(0)
        await look("a clock that is ahead")
        await shown.route_web_socket("**/api/live", lambda line: line.close())
        await shown.reload()
        await expect(shown.locator("#line")).not_to_be_empty()
        await look("a line that is broken")
        assert found == {}


async def answered(where: Locator, said: str) -> None:
    """A form has opened, or the answer to what was typed stands there."""
    cause = where.locator(".cause").filter(has_text=said)
    await expect(where.page.get_by_role("dialog").or_(cause).first).to_be_visible()


async def shut(shown: Page) -> None:
    """Close whatever is open over the page."""
    await shown.keyboard.press("Escape")
    await expect(shown.get_by_role("dialog")).to_have_count(0)


async def watched(shown: Page, name: str) -> Locator:
    """Look at somebody who is on the screen already, by their tab."""
    await shown.locator(".tab").filter(has_text=name).click()
    await expect(pane(shown, name)).to_be_visible()
    return pane(shown, name)
