"""/community places alone, by somebody who administers several communities: a button for each of them."""

from __future__ import annotations

from tests.town import Town

WHICH = "Which community do you mean?"


async def test_a_button_for_each_that_somebody_administers_shows_where_it_lives(town: Town) -> None:
    martha, bo = await town.someone("Martha"), await town.someone("Bo")
    for name in ("Waves", "Tides"):
        await town.community(name, admins=[martha])
    await town.community("Winds", admins=[bo], members=[martha])
    asked = await town.says(martha, "/community places")
    assert (asked.text, asked.buttons, asked.form) == (WHICH, ("Tides", "Waves"), None)
    shown = await town.presses(martha, "Waves", on=asked)
    assert shown.text.splitlines()[:2] == [
        "Where Waves lives", "north square: #waves, administrators in #waves-admins",
    ]  # fmt: skip


async def test_who_administers_one_is_asked_nothing(town: Town) -> None:
    martha = await town.someone("Martha")
    await town.community("Tides", admins=[martha])
    assert (await town.says(martha, "/community places")).text.startswith("Where Tides lives")


async def test_in_a_channel_it_is_the_community_that_lives_there(town: Town) -> None:
    martha = await town.someone("Martha")
    tides, _ = [await town.community(name, admins=[martha]) for name in ("Tides", "Waves")]
    heard = await town.says(martha, "/community places", at=town.channel(tides))
    assert heard.text.startswith("Where Tides lives")


async def test_who_administers_none_reads_so(town: Town) -> None:
    bo = await town.someone("Bo")
    await town.community("Tides", members=[bo])
    heard = await town.says(bo, "/community places")
    assert (heard.buttons, "administer" in heard.text) == ((), True)


async def test_the_platform_team_is_offered_its_own_else_all_there_are(town: Town) -> None:
    nadia = await town.someone("Nadia", owner=True)
    for name in ("Tides", "Waves"):
        await town.community(name)
    assert (await town.says(nadia, "/community places")).buttons == ("Tides", "Waves")
    await town.community("Winds", admins=[nadia])
    assert (await town.says(nadia, "/community places")).text.startswith("Where Winds lives")


async def test_two_of_one_name_are_told_apart(town: Town) -> None:
    martha = await town.someone("Martha")
    for slug in ("tides-ab12", "tides-cd34"):
        await town.community("Tides", admins=[martha], slug=slug)
    asked = await town.says(martha, "/community places")
    assert len(set(asked.buttons)) == 2
    for label in asked.buttons:
        assert (await town.presses(martha, label, on=asked)).text.startswith("Where Tides lives")


async def test_of_very_many_the_form_asks_for_a_name(town: Town) -> None:
    nadia = await town.someone("Nadia", owner=True)
    for number in range(26):
        await town.community(f"Tides {number}", platforms=[])
    asked = await town.says(nadia, "/community places")
    assert asked.form is not None
    assert asked.form.fields[0].name == "community"


async def test_a_button_that_is_pressed_by_another_shows_nothing(town: Town) -> None:
    martha, bo = await town.someone("Martha"), await town.someone("Bo")
    for name in ("Tides", "Waves"):
        await town.community(name, admins=[martha], hidden=True)
    asked = await town.says(martha, "/community places")
    token = town.button(martha, "Tides", on=asked).token
    assert (await town.tokens(bo, token)).text == (await town.tokens(bo, token.replace("tides", "nothere"))).text
