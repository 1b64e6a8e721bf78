"""Announcing in a real browser: for one place alone, pressed twice, proposed by a member, and on a small telephone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import browser, page, sideways
from tests.stories.test_browser import (
    GUIDE,
    address,
    demonstration,
    goes,
    moves,
    pane,
    types,
    watched,
    watches,
)

pytestmark = pytest.mark.timeout(240)

NAME = "Ordre du jour de la réunion, été 2026 – version définitive.pdf"


async def written(shown: Page, title: str, *, place: str = "", named: tuple[str, str, str, str]) -> None:
    """The form filled in and sent on to its preview; `named` is what its fields and button are called."""
    form = shown.get_by_role("dialog")
    await form.get_by_label(named[0]).fill(title)
    await form.get_by_label(named[1], exact=True).fill("On Tuesday at nine")
    await form.get_by_label(named[2]).set_input_files({"name": NAME, "mimeType": "application/pdf", "buffer": GUIDE})
    await expect(form.get_by_role("status")).to_contain_text(NAME)
    if place:
        await form.get_by_role("radio", name=place).check()
    await form.get_by_role("button", name=named[3]).click()
    await expect(form).to_have_count(0)


def posted(where: Locator, title: str) -> Locator:
    """What stands there for all to read."""
    return where.get_by_role("article").filter(has_text=title).filter(has=where.page.get_by_role("link", name=NAME))


async def test_one_place_alone_and_a_proposal_each_decided_once(tmp_path: Path) -> None:
    async with browser() as chromium, demonstration(tmp_path) as app, page(chromium, address(app), width=1700) as shown:
        valentina = pane(shown, "Valentina Barca")
        await goes(valentina, "social-registries private")
        await types(valentina, "/announce")
        await written(shown, "A meeting", place="Baobab", named=("Title", "Text", "File", "Continue"))
        await expect(valentina.get_by_text("It reaches 4 members: 4 in Baobab.")).to_be_visible()
        await expect(valentina.get_by_text("Only in Baobab.")).to_be_visible()
        await valentina.get_by_role("button", name="Send", exact=True).dblclick()
        await expect(valentina.get_by_text("“A meeting” is on its way")).to_have_count(1)
        await moves(shown, "1 hour")
        await expect(posted(valentina, "A meeting")).to_have_count(1)

        # A member on the other side proposes, in French; two administrators decide at once.
        aisha, richard = await watches(shown, "Aïsha Diallo"), await watches(shown, "Richard Chirchir")
        await goes(aisha, "registres-sociaux privé")
        await types(aisha, "/announce")
        await written(shown, "Une offre", named=("Titre", "Texte", "Fichier", "Continuer"))
        await aisha.get_by_role("button", name="Envoyer", exact=True).click()
        await expect(aisha.get_by_text("« Une offre » est chez les administrateurs.")).to_be_visible()
        for administrator in (valentina, richard):
            await goes(administrator, "social-registries-admins private")
            await expect(posted(administrator, "Une offre")).to_have_count(1)
        await posted(richard, "Une offre").get_by_role("button", name="Approve", exact=True).dblclick()
        for administrator in (valentina, richard):
            await expect(posted(administrator, "Une offre")).to_contain_text("Approved by Richard Chirchir")
        await moves(shown, "1 hour")
        await expect(posted(aisha, "Une offre")).to_have_count(1)
        await goes(richard, "social-registries private")
        await expect(posted(richard, "Une offre")).to_have_count(1)
        await expect(posted(aisha, "A meeting")).to_have_count(0)


async def test_on_a_small_telephone_everything_is_within_its_width(tmp_path: Path) -> None:
    """320 px (WCAG 1.4.10): the form with a long file name, the preview, what is posted, and its thread."""
    async with (
        browser() as chromium,
        demonstration(tmp_path) as app,
        page(chromium, address(app), width=320, height=640) as shown,
    ):
        wide: list[str] = []
        await shown.locator(".welcome button").click()
        valentina = await watched(shown, "Valentina Barca")
        await goes(valentina, "social-registries private")
        await types(valentina, "/announce")
        form = shown.get_by_role("dialog")
        await form.get_by_label("File").set_input_files(
            {"name": f"{'w' * 90}.pdf", "mimeType": "application/pdf", "buffer": GUIDE}
        )
        await expect(form.get_by_role("status")).to_contain_text("www")
        wide += await sideways(shown)
        await written(shown, "A meeting", named=("Title", "Text", "File", "Continue"))
        wide += await sideways(shown)
        await valentina.get_by_role("button", name="Send", exact=True).click()
        await expect(valentina.get_by_text("it leaves 20 seconds after")).to_be_visible()
        await moves(shown, "1 hour")
        await valentina.get_by_role("button", name="Comments: 0").click()
        await valentina.get_by_role("textbox", name="Write a comment").fill("w" * 300)
        await valentina.get_by_role("textbox", name="Write a comment").press("Enter")
        thread = valentina.get_by_role("group", name="Comments: A meeting")
        await expect(thread.get_by_text("w" * 300)).to_be_visible()
        await expect(valentina.get_by_role("button", name=re.compile("^Comments: 1"))).to_be_visible()
        wide += await sideways(shown)
        assert wide == []
