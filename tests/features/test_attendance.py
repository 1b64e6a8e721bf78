"""Who was there: at a button while it takes place, or with a word, each person once; counted, listed and compared."""

from __future__ import annotations

import asyncio
import csv
import io
import re

from bot.chat.message import Button, Buttons, File, Message
from bot.features.attendance import service
from bot.features.attendance.model import How
from bot.features.communities.model import Community
from bot.features.events.feeds import PUBLIC_URL
from tests.features.test_events import manages, planned, plans, settled
from tests.features.test_reminders import utc
from tests.simulators.post_office import Letter
from tests.town import NORTH, SOUTH, Heard, Somebody, Town


def card(town: Town, tides: Community, platform: str = NORTH, number: int = 0) -> Letter:
    place = town.channel(tides, platform)
    found = [each for each in town.letters(place) if town.text(each.message).startswith(("Meeting ·", "Webinar ·"))]
    return found[number]


def last_line(town: Town, tides: Community) -> str:
    return town.text(card(town, tides).message).split("\n")[-1]


async def meeting(town: Town, *members: Somebody, **values: str) -> tuple[Somebody, Community]:
    """On the 12th at 15:00 in Rome, an hour long."""
    martha, tides = await settled(town, *members, platforms=(NORTH, SOUTH))
    await plans(town, martha, **values)
    return martha, tides


def word(heard: Heard) -> str:
    found = re.search(r"Say this word in the room: ([a-z]{6})\.", heard.text)
    assert found
    return found[1]


async def test_from_the_beginning_until_an_hour_after_the_end_one_says_that_one_is_there(town: Town) -> None:
    ada = await town.someone("Ada")
    _, tides = await meeting(town, ada)
    [made] = await planned(town)
    seen = []
    for moment in ("11-12 13:59", "11-12 14:01", "11-12 15:59", "11-12 16:01"):
        await town.until(utc(moment))
        seen.append("I'm here" in town.labels(card(town, tides).message))
    assert seen == [False, True, True, False]
    late = await town.tokens(ada, f"attendance.here:{made.id}")
    assert late.text == "“Monthly meeting” has taken place already."


async def test_each_person_counts_once_whatever_they_press_and_wherever(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo", SOUTH)
    there = await town.links(ada, SOUTH)
    _, tides = await meeting(town, ada, bo)
    await town.until(utc("11-12 14:05"))
    first = await town.presses(ada, "I'm here", on=card(town, tides))
    assert first.text == "You are noted at “Monthly meeting”. One person is there."
    again = await town.presses(there, "I'm here", on=card(town, tides, SOUTH))
    assert again.text == "You are noted at “Monthly meeting” already. One person is there."
    await town.presses(bo, "I'm here", on=card(town, tides, SOUTH))
    assert "Are you there? 2 people say so." in town.text(card(town, tides).message)
    await town.until(utc("11-12 16:01"))
    assert last_line(town, tides) == "2 people were there."


async def test_pressed_in_the_same_instant_it_is_one_presence(town: Town) -> None:
    ada = await town.someone("Ada")
    await meeting(town, ada)
    await town.until(utc("11-12 14:05"))
    [made] = await planned(town)
    it = await town.run(lambda tx: service.session(tx, made.id))
    assert it
    said = await asyncio.gather(
        *(town.run(lambda tx: service.arrive(tx, it, ada.id, How.BUTTON)) for _ in range(5))
    )
    assert sorted(said) == [False, False, False, False, True]


async def test_the_word_said_in_the_room_does_the_same_and_only_while_it_takes_place(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    martha, _ = await meeting(town, ada)
    [made] = await planned(town)
    await manages(town, martha)
    said = word(await town.presses(martha, "Attendance"))
    assert "has the word" in (await town.says(ada, f"/here {said}")).text
    await town.until(utc("11-12 14:05"))
    assert word(await town.says(martha, "/webinar attendance tides")) == said
    strange, wrong = await town.says(eve, f"/here {said}"), await town.says(eve, "/here zuzuzu")
    assert strange.text.replace(said, "zuzuzu") == wrong.text
    assert (await town.says(ada, f"/here  {said.upper()} ")).text.startswith("You are noted at “Monthly meeting”.")
    assert [str(each.how) for each in await town.run(lambda tx: service.present(tx, made.id))] == ["code"]
    await town.until(utc("11-12 16:01"))
    assert "has the word" in (await town.says(ada, f"/here {said}")).text
    over = await town.says(martha, "/webinar attendance tides")
    assert "Say this word" not in over.text


async def test_before_it_begins_administrators_read_from_when_on_one_can_say_it(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await meeting(town, ada)
    [made] = await planned(town)

    async def seen() -> list[str]:
        return (await town.tokens(martha, f"attendance.seen:{made.id}")).text.split("\n")[1:2]

    opens = "From 12 November 2026 at 15:00 (Europe/Rome) until an hour after the end, whoever is there presses"
    assert await seen() == [f"Nobody has said yet that they come. {opens} “I'm here” on the card."]
    await town.tokens(ada, f"events.going:{made.id}")
    assert await seen() == [f"One person has said that they come. {opens} “I'm here” on the card."]
    await town.until(utc("11-12 14:00"))
    assert await seen() == ["0 people were there; 1 had said that they come."]


async def test_nobody_is_there_before_it_begins_nor_where_it_is_cancelled(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await meeting(town, ada)
    [made] = await planned(town)
    assert (await town.tokens(ada, f"attendance.here:{made.id}")).text == "“Monthly meeting” has not begun yet."
    await manages(town, martha)
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    await town.until(utc("11-12 14:05"))
    assert (await town.tokens(ada, f"attendance.here:{made.id}")).text == "“Monthly meeting” is cancelled."
    assert last_line(town, tides) == "Cancelled."


async def test_strangers_and_members_see_nothing_of_who_was_there(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    await meeting(town, ada)
    [made] = await planned(town)
    await town.until(utc("11-12 14:05"))
    for token in ("seen", "csv"):
        refused = await town.tokens(ada, f"attendance.{token}:{made.id}")
        assert refused.text.startswith("Only the administrators of Tides")
    assert "You are noted" not in (await town.tokens(eve, f"attendance.here:{made.id}")).text
    assert await town.run(lambda tx: service.count(tx, made.id)) == 0


async def test_the_file_has_who_was_there_and_who_was_expected_and_runs_no_formula(town: Town) -> None:
    ada, bo, cy = [await town.someone(name) for name in ("=Ada()", "Bo", "Cy")]
    martha, tides = await meeting(town, ada, bo, cy)
    [made] = await planned(town)
    await town.tokens(bo, f"events.going:{made.id}")
    await town.tokens(cy, f"events.maybe:{made.id}")
    await town.until(utc("11-12 14:05"))
    await town.presses(ada, "I'm here", on=card(town, tides))
    await town.says(martha, "/webinar attendance tides")
    heard = await town.presses(martha, "CSV")
    assert heard.message
    [file] = [part for part in heard.message.parts if isinstance(part, File)]
    assert file.name == "attendance-tides-2026-11-12.csv"
    assert list(csv.reader(io.StringIO(str(file.content)))) == [
        ["name", "present", "at", "how", "answer"],
        ["'=Ada()", "yes", "2026-11-12T14:05:00+00:00", "button", ""],
        ["Bo", "no", "", "", "going"],
    ]


async def test_a_series_shows_how_it_goes_from_one_time_to_the_next(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await meeting(town, ada, bo, when="5 Nov 15:00", repeats="week")
    for number, (day, crowd) in enumerate((("05", (ada,)), ("12", (ada, bo)), ("19", ()))):
        await town.until(utc(f"11-{day} 13:00"))
        made = (await planned(town))[0]
        await town.tokens(ada, f"events.going:{made.id}")
        await town.until(utc(f"11-{day} 14:05"))
        for each in crowd:
            await town.presses(each, "I'm here", on=card(town, tides, number=number))
        await town.until(utc(f"11-{day} 17:00"))
    seen = await town.says(martha, "/webinar attendance tides")
    assert seen.text.split("From one time to the next:\n")[1] == (
        "Number 1, 5 November 2026: 1 there, 1 expected (100 %)\n"
        "Number 2, 12 November 2026: 2 there, 1 expected (200 %)\n"
        "Number 3, 19 November 2026: 0 there, 1 expected (0 %)"
    )


LINK = "https://meet.example.org/tides"


async def invited(town: Town) -> tuple[Somebody, Somebody, str, str]:
    """Martha, Ada who said that she comes, the occurrence, and the address behind Join in what Ada is reminded by."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, tides = await meeting(town, ada, where=LINK)
    await town.run(lambda tx: tx.note(PUBLIC_URL, "https://palabre.example.org/"))
    await town.presses(ada, "Going", on=card(town, tides))
    [made] = await planned(town)
    await town.until(utc("11-12 13:51"))
    [join] = [each for each in _buttons(town.letters(ada)[-1].message) if town.plain(each.label) == "Join now"]
    return martha, ada, made.id, join.url


async def follows(town: Town, url: str) -> str | None:
    return await town.run(lambda tx: service.follow(tx, url.rpartition("/")[2]))


async def test_whoever_goes_in_by_their_own_way_is_there_and_nobody_else_by_it(town: Town) -> None:
    _, ada, made, url = await invited(town)
    assert url.startswith(f"https://palabre.example.org/join/{made}.{ada.id}.")
    assert LINK in town.reads(ada)[-1]
    assert [await follows(town, url) for _ in range(2)] == [LINK, LINK]
    [there] = await town.run(lambda tx: service.present(tx, made))
    assert (there.person, there.how) == (ada.id, How.LINK)


async def test_an_address_that_somebody_made_up_leads_nowhere(town: Town) -> None:
    martha, ada, made, url = await invited(town)
    other = url[:-1] + ("0" if url[-1] != "0" else "1")
    for wrong in (other, url.replace(ada.id, martha.id), "x", f"{made}.{ada.id}."):
        assert await follows(town, wrong) is None
    assert await town.run(lambda tx: service.present(tx, made)) == []


async def test_long_before_it_leads_there_and_says_nothing_and_afterwards_it_leads_nowhere(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    _, tides = await meeting(town, ada, where=LINK)
    await town.run(lambda tx: tx.note(PUBLIC_URL, "https://palabre.example.org/"))
    await town.presses(ada, "Going", on=card(town, tides))
    made = (await planned(town))[0].id
    await town.until(utc("11-12 13:01"))
    [url] = [each.url for each in _buttons(town.letters(ada)[-1].message) if each.url]
    assert await follows(town, url) == LINK
    await town.until(utc("11-12 16:01"))
    assert await follows(town, url) is None
    assert await town.run(lambda tx: service.present(tx, made)) == []


async def test_what_is_called_off_is_led_to_by_nothing(town: Town) -> None:
    martha, _, made, url = await invited(town)
    await town.presses(martha, "Cancel", on=await manages(town, martha))
    await town.presses(martha, "Cancel it")
    assert await follows(town, url) is None
    assert await town.run(lambda tx: service.present(tx, made)) == []


async def test_whoever_has_left_gets_in_by_no_old_address(town: Town) -> None:
    _, ada, made, url = await invited(town)
    await town.says(ada, "/leave tides")
    await town.presses(ada, "Leave")
    assert await follows(town, url) is None
    assert await town.run(lambda tx: service.present(tx, made)) == []


async def test_where_nobody_outside_reaches_us_the_button_leads_to_the_link_itself(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    _, tides = await meeting(town, ada, where=LINK)
    await town.presses(ada, "Going", on=card(town, tides))
    await town.until(utc("11-12 13:51"))
    assert [each.url for each in _buttons(town.letters(ada)[-1].message) if each.url] == [LINK]


def _buttons(message: Message) -> list[Button]:
    return [button for part in message.parts if isinstance(part, Buttons) for button in part.buttons]
