"""The app's Home shows what is mine and what waits for me, and stays true; nothing of it belongs to anybody else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.slack.village import Village, village
from tests.simulators.slack import User


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def looks(place: Village, who: User) -> list[str]:
    who.opens_home()
    await place.idle()
    page = who.home()
    assert page is not None
    return page.lines


async def test_it_is_drawn_when_somebody_looks_and_again_when_something_changes(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    climate = await place.community("Climate", admins=[martha])
    assert "Hello Amina" in await looks(place, amina)
    assert any("in no community yet" in line for line in await looks(place, amina))
    await looks(place, martha)
    await place.asks(amina, climate)
    page = amina.home()
    assert page is not None
    assert any("your request to Climate" in line for line in page.lines)
    administrators = martha.home()
    assert administrators is not None
    assert "Waiting for your decision" in administrators.lines
    assert any("Climate: 1 person waits" in line for line in administrators.lines)
    await martha.presses(place.card(martha, climate.admins), "Approve")
    await place.idle()
    after = amina.home()
    assert after is not None
    assert any(line.startswith("Climate, member since") for line in after.lines)
    done = martha.home()
    assert done is not None
    assert "Waiting for your decision" not in done.lines


async def test_it_shows_nothing_that_one_may_not_see(place: Village) -> None:
    martha, amina, ola = place.person("Martha"), place.person("Amina"), place.person("Ola")
    secret = await place.community("Secret", admins=[martha], members=[amina], mode=Mode.PRIVATE, hidden=True)
    assert any("Secret" in line for line in await looks(place, amina))
    assert not any("Secret" in line for line in await looks(place, ola))
    asked = await (await amina.types(secret.room, "/community leave")).final()
    await amina.presses(asked, "Leave")
    await place.idle()
    page = amina.home()
    assert page is not None
    assert not any("Secret" in line for line in page.lines)


async def test_its_buttons_answer_in_a_form_over_it(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    await looks(place, amina)
    about = await (await amina.presses(amina.home(), "About")).final()  # type: ignore[arg-type]
    assert about.modal is not None
    assert about.modal.title == "Climate"
    leaving = await amina.presses(about.modal, "Leave")
    await place.slack.until(lambda: amina.modal is not None and "Stay" in amina.modal.buttons)
    await amina.presses(amina.modal, "Leave")
    await place.idle()
    await place.slack.until(lambda: amina.modal is not None and "Stay" not in amina.modal.buttons)
    assert leaving.responded
    page = amina.home()
    assert page is not None
    assert any("in no community yet" in line for line in page.lines)


async def test_settings_are_changed_from_it(place: Village) -> None:
    amina = place.person("Amina", tz="Africa/Lagos")
    await looks(place, amina)
    opened = await (await amina.presses(amina.home(), "Change my settings")).final()  # type: ignore[arg-type]
    assert opened.modal is not None
    await amina.submits(opened, {"Time zone": "Nairobi"})
    assert amina.modal is not None
    assert "Africa/Nairobi" in amina.modal.text
    await amina.closes()
    await place.idle()
    page = amina.home()
    assert page is not None
    assert any("Africa/Nairobi" in line for line in page.lines)


async def test_the_umbrella_alone_shows_the_same_as_a_card(place: Village) -> None:
    martha, amina = place.person("Martha"), place.person("Amina")
    await place.community("Climate", admins=[martha], members=[amina])
    typed = await (await amina.types("general", "/community")).final()
    assert "Climate, member since" in typed.text
    amina.writes(amina.dm, "me")
    await place.idle()
    await place.slack.until(lambda: len(amina.messages(amina.dm)) == 2)
    assert "Climate, member since" in place.last(amina, amina.dm).text
