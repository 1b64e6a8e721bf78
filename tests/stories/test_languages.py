"""P6: in every language everything can be read and pressed, also where a translation is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from bot.chat.text import T
from bot.clock import Clock
from bot.db.database import Database
from bot.i18n import LOCALES, Catalogue, load_catalogue
from tests.town import Somebody, Town

TYPED = (
    "/help", "/me", "/settings", "/communities", "/join", "/about tides", "/members tides", "/requests tides",
    "/log tides",
    "/community places tides", "/community edit tides", "/community mode tides private", "/community hide tides",
    "/community archive tides", "/announce tides", "/nothing", "/join nowhere",
)  # fmt: skip




def texts(thing: object) -> Iterator[T]:
    """Every piece of our own copy in a message or form, also what stands inside another."""
    if isinstance(thing, T):
        yield thing
        yield from texts(tuple(thing.params.values()))
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from texts(each)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for named in fields(thing):
            yield from texts(getattr(thing, named.name))


def unsaid(catalogue: Catalogue, locale: str, seen: list[object]) -> set[str]:
    """The keys that come out as nothing, or as themselves."""
    found = (each for thing in seen for each in texts(thing))
    return {each.key for each in found if catalogue.plain(each, locale, "").strip() in ("", each.key)}


async def lived(town: Town, locale: str) -> list[object]:
    """Everything that an applicant, an administrator and the channels get to see in the life of a community."""
    ada, bo = await town.someone("Ada", owner=True, locale=locale), await town.someone("Bo", locale=locale)
    tides = await town.community("Tides", admins=[ada], language=locale, principles=("Be kind.",))
    seen: list[object] = []

    async def hears(who: Somebody, typed: str) -> None:
        heard = await town.says(who, typed)
        seen.extend((heard.message, heard.form))

    await town.joins(bo, tides)
    card = town.card(town.admin_channel(tides))
    for label in reversed(town.labels(card.message)):  # Approve comes first, and ends it
        heard = await town.presses(ada, label, on=town.card(town.admin_channel(tides)))
        seen.extend((heard.message, heard.form))
    for typed in TYPED:
        for who in (ada, bo):
            await hears(who, typed)
    await town.passes(days=20)
    return [*seen, *(letter.message for office in town.offices.values() for letter in office.letters())]


@pytest.mark.parametrize("locale", ["en", "fr", "es"])
async def test_every_language_says_every_card_and_every_form(
    database: Database, clock: Clock, tmp_path: Path, locale: str
) -> None:
    """P6; Spanish has one word here: what it lacks is said in English."""
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "little.ftl").write_text("button-approve = Aceptar\n", encoding="utf-8")
    town = Town(database, clock)
    town.catalogue = load_catalogue(LOCALES, tmp_path)
    town.restart()
    seen = await lived(town, locale)
    assert len({each.key for thing in seen for each in texts(thing)}) > 150
    assert unsaid(town.catalogue, locale, seen) == set()
