"""A real Chromium for tests, headless; where the machine has none the test is skipped and says what to install."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

PATIENCE = 60_000
"""Milliseconds before something is said never to come; a busy machine needs seconds for what takes none elsewhere."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Chromium of the system; --no-sandbox because tests often run as root in a container."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install it (Debian, Ubuntu: sudo apt install chromium)")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            await opened.close()


@asynccontextmanager
async def page(
    opened: Browser, url: str, *, width: int = 1280, height: int = 800, locale: str = "en-GB"
) -> AsyncIterator[Page]:
    """A fresh visitor's page; whatever the page's own code complains about fails the test."""
    complaints: list[str] = []
    context = await opened.new_context(viewport={"width": width, "height": height}, locale=locale)
    shown = await context.new_page()
    shown.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    try:
        await shown.goto(url)
        await shown.locator(".pane").first.wait_for()
        yield shown
    finally:
        await context.close()
    assert complaints == []


_SIDEWAYS = """() => [...document.querySelectorAll('html, body, body *')].filter((each) => {
  const shape = getComputedStyle(each);
  const scrolls = each.matches('html, body') || ['auto', 'scroll'].includes(shape.overflowX);
  const meant = each.matches('.tabs, .panes');
  return scrolls && !meant && shape.visibility !== 'hidden' && each.clientWidth && each.scrollWidth > each.clientWidth;
}).map((each) => `${each.localName} ${each.className}: ${each.scrollWidth} in ${each.clientWidth}`)"""


async def sideways(shown: Page) -> list[str]:
    """What is wider than its window, the page itself or anything in it, but for the rows of people."""
    found: list[str] = await shown.evaluate(_SIDEWAYS)
    return found
