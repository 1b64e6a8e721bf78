"""Rules of joining that administrators set in chat (FEATURES 2.2.3, 2.2.4, 2.2.7, 2.2.8)."""

from __future__ import annotations

import pytest

from bot.chat.message import Message
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from tests.town import NORTH, SOUTH, Heard, Somebody, Town


async def sets(town: Town, martha: Somebody, **values: str) -> Heard:
    await town.says(martha, "/community edit tides")
    await town.fills(martha)
    await town.presses(martha, "Rules for joining")
    return await town.fills(martha, **values)


async def tides_of(town: Town, martha: Somebody, mode: Mode = Mode.PUBLIC) -> Community:
    tides = await town.community("Tides", admins=[martha], mode=mode, platforms=[NORTH, SOUTH])
    await town.passes(minutes=1)
    return tides


async def test_no_more_may_join_than_the_administrators_say(town: Town) -> None:
    martha, amina, ben = [await town.someone(name) for name in ("Martha", "Amina", "Ben")]
    tides = await tides_of(town, martha)
    assert (await sets(town, martha, capacity="2")).text == "Tides is saved."
    assert (await town.says(amina, "/join tides")).text.startswith("Welcome to Tides")
    assert "full" in (await town.says(ben, "/join tides")).text
    await sets(town, martha, capacity="")
    assert (await town.says(ben, "/join tides")).text.startswith("Welcome to Tides")
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 3


async def test_a_request_waits_as_long_as_the_administrators_say(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await tides_of(town, martha, Mode.SEMI_PRIVATE)
    await sets(town, martha, request_days="5", cooldown_days="0")
    await town.joins(amina, tides)
    await town.passes(days=4)
    assert len(await town.run(lambda tx: membership.queue(tx, tides.id))) == 1
    await town.passes(days=1, minutes=1)
    assert await town.run(lambda tx: membership.queue(tx, tides.id)) == []


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("capacity", "0", "Type a whole number from 1 to 100,000."),
        ("capacity", "many", "Type a whole number from 1 to 100,000."),
        ("request_days", "2", "Type a whole number from 3 to 90."),
        ("request_days", "-14", "Type a whole number from 3 to 90."),
        ("cooldown_days", "366", "Type a whole number from 0 to 365."),
        ("cooldown_days", "²", "Type a whole number from 0 to 365."),
    ],
)
async def test_numbers_that_cannot_be_come_back_with_what_can(
    town: Town, field: str, typed: str, sentence: str
) -> None:
    martha = await town.someone("Martha")
    tides = await tides_of(town, martha)
    refused = await sets(town, martha, **{"welcomes": "yes", field: typed})
    assert {name: town.plain(text) for name, text in refused.problems.items()} == {field: sentence}
    assert refused.form is not None
    assert {each.name: each.value for each in refused.form.fields}[field] == typed
    assert await town.now(tides) == tides


async def test_whoever_is_second_loses_nothing_of_the_first(town: Town) -> None:
    martha, ada = await town.someone("Martha"), await town.someone("Ada")
    tides = await town.community("Tides", admins=[martha, ada], mode=Mode.PUBLIC)
    for each in (martha, ada):
        await town.tokens(each, f"administration.rules:{tides.id}")
    await town.fills(martha, capacity="40")
    refused = await town.fills(ada, cooldown_days="7")
    [why] = refused.problems.values()
    assert town.plain(why).startswith("Somebody else changed these rules since you opened the form.")
    now = await town.now(tides)
    assert (now.capacity, now.cooldown_days) == (40, 30)


async def test_where_nobody_needs_to_be_asked_any_more_those_who_wait_come_in(town: Town) -> None:
    martha, amina, ben = [await town.someone(name) for name in ("Martha", "Amina", "Ben")]
    tides = await tides_of(town, martha, Mode.OPEN)
    await sets(town, martha, open_needs_approval="yes")
    await town.joins(amina, tides)
    assert len(await town.run(lambda tx: membership.queue(tx, tides.id))) == 1
    await sets(town, martha, open_needs_approval="")
    assert await town.run(lambda tx: membership.queue(tx, tides.id)) == []
    [told] = town.reads(amina)
    assert told.startswith("You are now a member of Tides.")
    assert (await town.says(ben, "/join tides")).text.startswith("Welcome to Tides")


async def test_the_channels_hear_once_who_is_new(town: Town) -> None:
    martha, amina, ben = [await town.someone(name) for name in ("Martha", "Amina", "Ben")]
    tides = await tides_of(town, martha)
    await town.says(amina, "/join tides")
    await town.passes(minutes=10)
    assert town.reads(town.channel(tides)) == []
    await sets(town, martha, welcomes="yes")
    await town.says(ben, "/join tides")
    await town.passes(seconds=1)
    cleo = await town.someone("Cleo")
    await town.says(cleo, "/join tides")
    assert town.reads(town.channel(tides)) == []
    await town.passes(minutes=5)
    for platform in (NORTH, SOUTH):
        assert town.reads(town.channel(tides, platform)) == ["Ben and Cleo have joined Tides. Welcome!"]
    await town.passes(days=1)
    assert len(town.reads(town.channel(tides))) == 1
    await town.says(await town.someone("Dina"), "/join tides")
    await town.passes(minutes=5)
    assert town.reads(town.channel(tides))[1:] == ["Dina has joined Tides. Welcome!"]


async def test_whoever_left_at_once_is_not_welcomed(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await tides_of(town, martha)
    await sets(town, martha, welcomes="yes")
    await town.says(amina, "/join tides")
    await town.says(amina, "/leave tides")
    await town.presses(amina, "Leave")
    await town.passes(minutes=5)
    assert town.reads(town.channel(tides)) == []


async def test_many_who_come_together_are_one_message(town: Town) -> None:
    martha = await town.someone("Martha")
    tides = await tides_of(town, martha)
    await sets(town, martha, welcomes="yes")
    for number in range(12):
        await town.says(await town.someone(f"Member {number:02}"), "/join tides")
    await town.passes(minutes=5)
    [told] = town.reads(town.channel(tides))
    assert told.endswith("and 2 others have joined Tides. Welcome!")
    assert told.count("Member") == 10


async def test_an_archived_community_welcomes_nobody(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await tides_of(town, martha)
    await sets(town, martha, welcomes="yes")
    await town.says(amina, "/join tides")
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    await town.passes(minutes=5)
    assert not any("has joined" in text for text in town.reads(town.channel(tides)))


async def test_members_may_not_set_the_rules(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await tides_of(town, martha)
    await town.says(amina, "/join tides")
    refused = await town.tokens(amina, f"administration.rules:{tides.id}")
    assert refused.text == "Only the administrators of Tides can do that."


async def test_fewer_than_there_are_already_is_saved_and_said_to_let_nobody_new_in(town: Town) -> None:
    martha, amina, ben = [await town.someone(name) for name in ("Martha", "Amina", "Ben")]
    tides = await tides_of(town, martha)
    await town.says(amina, "/join tides")
    saved = await sets(town, martha, capacity="1")
    assert saved.text == (
        "Tides is saved.\n2 are members already, and stay. Nobody new is let in until there are fewer than 1."
    )
    assert ((await town.now(tides)).capacity, saved.buttons) == (1, ("Rules for joining",))
    assert "full" in (await town.says(ben, "/join tides")).text
    assert (await sets(town, martha, capacity="3")).text == "Tides is saved."


async def test_whoever_asks_to_join_what_is_full_reads_so_and_who_decides_reads_how_many_there_are(town: Town) -> None:
    martha, amina, ben = [await town.someone(name) for name in ("Martha", "Amina", "Ben")]
    tides = await tides_of(town, martha, Mode.SEMI_PRIVATE)
    await town.joins(amina, tides)
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(tides)))
    await sets(town, martha, capacity="1")
    full = "Tides is full (2 members): a request waits until there is room."
    form = (await town.says(ben, "/join tides")).form
    assert form is not None
    assert town.text(Message(form.intro)).splitlines()[0] == full
    asked = await town.fills(ben, criteria="yes")
    assert asked.text.splitlines()[1] == full
    refused = await town.presses(martha, "Approve", on=town.letters(town.admin_channel(tides))[-1])
    said = "Tides is full (2 members). Raise “Most members” in the rules for joining to let Ben in"
    assert (refused.text.startswith(said), refused.buttons) == (True, ("Rules for joining", "Reject"))
    await sets(town, martha, capacity="3")
    cy = await town.someone("Cy")
    assert "full" not in (await town.joins(cy, tides)).text
