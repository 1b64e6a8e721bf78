"""Arguments are understood by their names in every language; a name that is none is said, with those there are."""

from __future__ import annotations

import pytest

from bot.features.digests import service as digests
from bot.features.digests.model import Often
from bot.features.people import service as people
from tests.town import Town


async def chosen(town: Town, who: str) -> tuple[str, str]:
    found = await town.run(lambda tx: people.get(tx, who))
    assert found is not None
    return found.language, found.timezone


@pytest.mark.parametrize("typed", ["language:fr", "langue:fr", "Langue: français", "--langue=fr", "LANGUE:FR"])
@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_an_argument_is_known_by_its_name_in_every_language(town: Town, typed: str, locale: str) -> None:
    ada = await town.someone("Ada", locale=locale)
    await town.says(ada, f"/settings {typed}")
    assert await chosen(town, ada.id) == ("fr", "")


async def test_several_named_in_another_language_are_told_apart(town: Town) -> None:
    ada = await town.someone("Ada")
    await town.says(ada, "/settings calme: 22:00–07:00 fuseau:Nairobi langue:fr")
    assert await chosen(town, ada.id) == ("fr", "Africa/Nairobi")
    assert "22:00–07:00" in (await town.says(ada, "/me")).text


async def test_accents_that_were_not_typed_are_no_matter(town: Town) -> None:
    ada = await town.someone("Ada", locale="fr")
    await town.says(ada, "/settings resume:daily")
    assert await town.run(lambda tx: digests.wanted(tx, ada.id)) is Often.DAILY


async def test_a_language_there_is_no_copy_in_is_answered_with_those_there_are(town: Town) -> None:
    ada = await town.someone("Ada")
    for typed in ("language:de", "langue:de"):
        heard = await town.says(ada, f"/settings {typed}")
        assert heard.text == "“de” is not one of the choices. Choose as the platform says, English or Français."
    assert await chosen(town, ada.id) == ("", "")


async def test_a_name_that_is_none_is_said_with_those_there_are(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo", locale="fr")
    assert (await town.says(ada, "/settings lang:fr")).text == (
        "/settings takes nothing called “lang”. It takes language, timezone, digest, quiet and mute, each written as "
        "name:value."
    )
    assert (await town.says(bo, "/settings lang:fr")).text == (
        "/settings ne connaît rien du nom de « lang ». On peut y écrire langue, fuseau, résumé, calme et silence, sous "
        "la forme nom:valeur."
    )
    assert (await town.says(ada, "/me all:yes")).text == "/me takes nothing called “all”: write it alone."
    assert await chosen(town, ada.id) == ("", "")


async def test_words_with_a_colon_in_a_message_or_a_name_stay_what_they_are(town: Town) -> None:
    martha, ada = await town.someone("Martha"), await town.someone("Ada")
    await town.community("Care: a group", admins=[martha])
    about = await town.says(ada, "/about Care: a group")
    assert about.text.startswith("Care: a group")
    form = (await town.says(martha, "/announce care-a-group At last, Vue: the sea, and agenda: none")).form
    assert form is not None
    assert {each.name: each.value for each in form.fields}["text"] == "At last, Vue: the sea, and agenda: none"
