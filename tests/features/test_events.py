"""Planning from chat: the day and hour in full before anybody hears of it; then answers, moves, and who is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.features.communities.model import Community, Mode
from bot.features.events import service
from bot.features.events.model import Event, Occurrence
from bot.features.membership import service as membership
from bot.features.membership.model import Status
from tests.town import NORTH, SOUTH, Heard, Somebody, Town

MEETING = {"title": "Monthly meeting", "purpose": "What we did, and what comes next.", "when": "12 Nov 15:00"}
START = datetime(2026, 11, 12, 14, tzinfo=UTC)
"""The 12th at 15:00 in Rome."""


async def settled(town: Town, *members: Somebody, **fields: object) -> tuple[Somebody, Community]:
    """Martha administers Tides, which lives in Rome's time."""
    martha = await town.someone("Martha", timezone="Europe/Rome")
    kept = {"mode": Mode.PUBLIC, "timezone": "Europe/Rome", **fields}
    return martha, await town.community("Tides", admins=[martha], members=members, **kept)  # type: ignore[arg-type]


async def writes(town: Town, who: Somebody, command: str = "/meeting plan", **values: str) -> Heard:
    await town.says(who, f"{command} tides")
    return await town.fills(who, **{**MEETING, **values})


async def plans(town: Town, who: Somebody, command: str = "/meeting plan", **values: str) -> Heard:
    await writes(town, who, command, **values)
    return await town.presses(who, "Plan it")


async def manages(town: Town, who: Somebody, number: int = 0) -> Heard:
    """The page of what comes first, or later, in the calendar."""
    calendar = await town.says(who, "/calendar tides")
    assert calendar.message
    row = (await planned(town))[number]
    return await town.tokens(who, f"events.manage:{row.id}")


async def planned(town: Town, *, cancelled: bool = True) -> list[Occurrence]:
    everything = await town.run(lambda tx: tx.all(service.events.select(), Event))
    first = everything[0].community
    found = await town.run(lambda tx: service.coming(tx, first, after=tx.now, cancelled=cancelled, provisional=True))
    return [made for _, made in found]


def channel(town: Town, tides: Community) -> list[str]:
    """The cards that stand there."""
    return [text for text in town.reads(town.channel(tides)) if text.startswith(("Meeting ·", "Webinar ·"))]


async def test_p5_day_hour_zone_and_offset_are_said_back_in_full_before_anybody_hears_of_it(town: Town) -> None:
    martha, tides = await settled(town)
    heard = await writes(town, martha)
    assert heard.text == (
        "This is what will be announced. Nobody has heard of it yet: check day, hour and zone.\n"
        "Meeting · Tides\n"
        "Monthly meeting\n"
        "What we did, and what comes next.\n"
        "When: Thursday 12 November 2026, 15:00 (Europe/Rome, UTC+01:00)\n"
        "In your time: 12 November 2026 at 15:00 (Europe/Rome)\n"
        "Length: 60 minutes\n"
        "Where: not said yet\n"
        "Seats: as many as want to come"
    )
    assert heard.buttons == ("Plan it", "Edit", "Discard")
    assert channel(town, tides) == []
    done = await town.presses(martha, "Plan it")
    assert done.text == "“Monthly meeting” is planned. Its card is on its way to the channel."
    assert channel(town, tides) == [
        "Meeting · Tides\n"
        "Monthly meeting\n"
        "What we did, and what comes next.\n"
        "When: 12 November 2026 at 15:00 (Europe/Rome)\n"
        "Thursday 12 November 2026, 15:00 (Europe/Rome, UTC+01:00)\n"
        "Length: 60 minutes\n"
        "0 going, 0 maybe"
    ]


async def test_r21_without_a_length_it_lasts_an_hour_on_the_clock_of_its_own_zone(town: Town) -> None:
    """R21: late in the evening in Auckland, which is the morning of the same day where the server is."""
    martha, _ = await settled(town)
    form = (await town.says(martha, "/meeting plan tides")).form
    assert form is not None
    assert {each.name: each.value for each in form.fields}["minutes"] == "60"
    await town.fills(martha, title="Late", purpose="To see", when="12 Nov 2026 23:30", zone="Pacific/Auckland")
    await town.presses(martha, "Plan it")
    [made] = await planned(town)
    assert (made.at, made.ends - made.at) == (datetime(2026, 11, 12, 10, 30, tzinfo=UTC), timedelta(hours=1))
    await town.until(made.ends - timedelta(minutes=1))
    assert len(await planned(town)) == 1
    await town.until(made.ends)
    assert await planned(town) == []


@pytest.mark.parametrize(
    ("locale", "said"),
    [("fr", "dimanche 2 mai 2027, 09:00 (Europe/Rome, UTC+02:00)"),
     ("en-US", "Friday 5 February 2027, 09:00 (Europe/Rome, UTC+01:00)")],
)  # fmt: skip
async def test_p5_the_same_numbers_are_another_day_to_another_reader_and_it_is_said(
    town: Town, locale: str, said: str
) -> None:
    martha = await town.someone("Martha", locale=locale, timezone="Europe/Rome")
    await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, timezone="Europe/Rome")
    heard = await writes(town, martha, when="02/05")
    assert said in heard.text
    assert ("ordre jour/mois" in heard.text, "month/day" in heard.text) == (locale == "fr", locale == "en-US")


async def test_p5_an_event_is_in_the_zone_that_was_typed_and_told_to_each_in_their_own(town: Town) -> None:
    amina = await town.someone("Amina", timezone="Asia/Kathmandu")
    martha, _ = await settled(town, amina)
    heard = await writes(town, martha, zone="new york")
    assert heard.problems == {}
    assert "When: Thursday 12 November 2026, 15:00 (America/New_York, UTC-05:00)" in heard.text
    assert "In your time: 12 November 2026 at 21:00 (Europe/Rome)" in heard.text
    await town.presses(martha, "Plan it")
    seen = await town.says(amina, "/calendar tides")
    assert "15:00 (America/New_York, UTC-05:00), for you 13 November 2026 at 01:45 (Asia/Kathmandu)" in seen.text


async def test_r5_a_time_that_comes_twice_is_said_and_either_can_be_meant(town: Town) -> None:
    martha, _ = await settled(town)
    heard = await writes(town, martha, when="2027-10-31 02:30")
    assert "31 October 2027, 02:30 (Europe/Rome, UTC+02:00)" in heard.text
    assert "If you mean the second time, edit it and write it as Sunday 31 October 2027, 02:30" in heard.text
    await town.presses(martha, "Edit")
    again = await town.fills(martha, when="2027-10-31 02:30 UTC+01:00")
    assert "31 October 2027, 02:30 (Europe/Rome, UTC+01:00)" in again.text
    await town.presses(martha, "Edit")
    assert town.heard[martha.account].form.fields[2].value == "2027-10-31 02:30 UTC+0100"  # type: ignore[union-attr]
    await town.fills(martha)
    await town.presses(martha, "Plan it")
    assert [made.at for made in await planned(town)] == [datetime(2027, 10, 31, 1, 30, tzinfo=UTC)]


async def test_r5_a_time_that_does_not_exist_is_the_next_one_that_does(town: Town) -> None:
    martha, _ = await settled(town)
    heard = await writes(town, martha, when="2027-03-28 02:30")
    assert "28 March 2027, 03:00 (Europe/Rome, UTC+02:00)" in heard.text
    assert "that time does not exist" in heard.text


@pytest.mark.parametrize(
    ("values", "field"),
    [({"when": "yesterday"}, "when"), ({"when": "30 Feb"}, "when"), ({"when": "now"}, "when"),
     ({"minutes": "long"}, "minutes"), ({"minutes": "0"}, "minutes"), ({"minutes": "99999"}, "minutes"),
     ({"capacity": "-1"}, "capacity"), ({"capacity": "0"}, "capacity"), ({"zone": "Mars/Olympus"}, "zone"),
     ({"when": "30 Nov 15:00", "repeats": "month-weekday"}, "repeats"),
     ({"when": "12 Nov 15:00", "repeats": "month-last"}, "repeats"), ({"purpose": " "}, "purpose")],
)  # fmt: skip
async def test_what_cannot_be_is_given_back_with_everything_that_was_typed(
    town: Town, values: dict[str, str], field: str
) -> None:
    martha, _ = await settled(town)
    heard = await writes(town, martha, where="Room 3", **values)
    assert list(heard.problems) == [field]
    assert heard.form
    assert {each.name: each.value for each in heard.form.fields}["where"] == "Room 3"


async def test_planned_once_however_often_it_is_pressed_and_discarded_for_good(town: Town) -> None:
    martha, tides = await settled(town)
    preview = await writes(town, martha)
    for _ in range(3):
        await town.presses(martha, "Plan it", on=preview)
    assert (len(channel(town, tides)), len(await planned(town))) == (1, 1)
    dropped = await writes(town, martha, title="Another")
    await town.presses(martha, "Discard", on=dropped)
    assert (await town.presses(martha, "Plan it", on=dropped)).text.startswith("There is no such event any more.")
    assert len(channel(town, tides)) == 1


async def test_a_draft_changed_since_is_shown_again_and_not_planned(town: Town) -> None:
    martha, tides = await settled(town)
    old = await writes(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, when="13 Nov 15:00")
    shown = await town.presses(martha, "Plan it", on=old)
    assert ("13 November 2026" in shown.text, channel(town, tides)) == (True, [])


async def test_who_comes_is_counted_on_every_card_and_can_be_changed(town: Town) -> None:
    amina, bo = await town.someone("Amina"), await town.someone("Bo", SOUTH)
    martha, tides = await settled(town, amina, bo, platforms=(NORTH, SOUTH))
    await plans(town, martha)
    north, south = town.letters(town.channel(tides))[0], town.letters(town.channel(tides, SOUTH))[0]
    assert (await town.presses(amina, "Going", on=north)).text.startswith("You are going to “Monthly meeting”")
    await town.presses(bo, "Maybe", on=south)
    for platform in (NORTH, SOUTH):
        assert town.reads(town.channel(tides, platform))[0].endswith("1 going, 1 maybe")
    await town.presses(amina, "Can't go", on=north)
    await town.presses(amina, "Can't go", on=north)
    assert channel(town, tides)[0].endswith("0 going, 1 maybe")


async def test_m12_a_person_with_two_accounts_has_one_seat(town: Town) -> None:
    amina, bo = await town.someone("Amina"), await town.someone("Bo")
    there = await town.links(amina, SOUTH)
    martha, tides = await settled(town, amina, bo, platforms=(NORTH, SOUTH))
    await plans(town, martha, capacity="2")
    north, south = town.letters(town.channel(tides))[0], town.letters(town.channel(tides, SOUTH))[0]
    await town.presses(amina, "Going", on=north)
    await town.presses(there, "Going", on=south)
    await town.presses(bo, "Going", on=north)
    assert channel(town, tides)[0].endswith("2 going, 0 maybe · 2 seats")
    await town.presses(there, "Can't go", on=south)
    assert channel(town, tides)[0].endswith("1 going, 0 maybe · 2 seats")


async def test_a_stranger_cannot_answer_and_learns_nothing(town: Town) -> None:
    eve = await town.someone("Eve")
    martha, tides = await settled(town, mode=Mode.PRIVATE, hidden=True)
    await plans(town, martha)
    [made] = await planned(town)
    unknown = [await town.tokens(eve, f"events.going:{name}") for name in (made.id, "occ_0000000000")]
    assert unknown[0].text == unknown[1].text
    assert channel(town, tides)[0].endswith("0 going, 0 maybe")


# Seats.


async def seated(town: Town, seats: int, *names: str) -> tuple[Somebody, Community, list[Somebody]]:
    """A webinar with so few seats, and people who pressed Going in this order."""
    people = [await town.someone(name, timezone="Europe/Rome") for name in names]
    martha, tides = await settled(town, *people)
    await plans(town, martha, "/webinar plan", capacity=str(seats))
    card = town.letters(town.channel(tides))[0]
    for each in people:
        await town.presses(each, "Going", on=card)
    return martha, tides, people


async def test_who_finds_no_seat_waits_and_is_offered_the_next_one_for_a_day(town: Town) -> None:
    _, tides, [ada, bo, cy, dan] = await seated(town, 1, "Ada", "Bo", "Cy", "Dan")
    card = town.letters(town.channel(tides))[0]
    assert town.heard[cy.account].text == (
        "Every seat of “Monthly meeting” is taken. You are number 2 in line, and hear when one is free; at night only "
        "if it cannot wait."
    )
    await town.presses(ada, "Can't go", on=card)
    [offer] = town.reads(bo)
    assert offer.endswith("It is kept for you until 4 November 2026 at 10:00 (Europe/Rome).")
    assert channel(town, tides)[0].endswith("0 going, 0 maybe · 1 seat · one offered to who waited · 2 waiting")
    await town.presses(dan, "Can't go", on=card)
    await town.passes(hours=25)
    assert town.reads(bo)[-1].startswith("The seat at “Monthly meeting” of Tides")
    assert [len(town.letters(each)) for each in (ada, bo, cy, dan)] == [0, 2, 1, 0]
    await town.presses(cy, "Going")
    assert channel(town, tides)[0].endswith("1 going, 0 maybe · 1 seat")


async def test_the_last_day_an_offer_holds_for_two_hours_only(town: Town) -> None:
    _, tides, [ada, bo, cy] = await seated(town, 1, "Ada", "Bo", "Cy")
    await town.until(datetime(2026, 11, 12, 7, tzinfo=UTC))
    await town.presses(ada, "Can't go", on=town.letters(town.channel(tides))[0])
    assert "kept for you until 12 November 2026 at 10:00" in town.reads(bo)[-1]
    await town.passes(hours=2)
    assert "A seat is free" in town.reads(cy)[-1]


async def test_more_seats_are_offered_to_those_who_wait_and_fewer_than_taken_are_refused(town: Town) -> None:
    martha, tides, [_, bo, cy] = await seated(town, 1, "Ada", "Bo", "Cy")
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, capacity="3")
    assert [len(town.letters(each)) for each in (bo, cy)] == [1, 1]
    await town.presses(bo, "Going")
    await manages(town, martha)
    await town.presses(martha, "Edit")
    refused = await town.fills(martha, capacity="2")
    assert list(refused.problems) == ["capacity"]
    assert channel(town, tides)[0].endswith("2 going, 0 maybe · 3 seats · one offered to who waited")


# Changes.


@pytest.mark.parametrize("act", ["Move", "Cancel", "Move this and following", "Cancel this and following"])
async def test_as_many_are_told_as_the_question_says_and_not_whoever_asks(town: Town, act: str) -> None:
    """Martha goes too; Cy has left; Dan comes only to what is cancelled already."""
    people = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Bo", "Cy", "Dan")]
    ada, bo, cy, dan = people
    martha, _ = await settled(town, *people)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    first, second, third, *_ = await planned(town)
    for who, made in ((martha, first), (ada, first), (cy, first), (ada, third), (bo, third), (dan, second)):
        await town.tokens(who, f"events.going:{made.id}")
    await town.says(cy, "/leave tides")
    await town.presses(cy, "Leave")
    await town.tokens(martha, f"events.manage:{second.id}")
    await town.presses(martha, "Cancel")
    assert (await town.presses(martha, "Cancel it")).redrawn
    before = {each.name: len(town.letters(each)) for each in (martha, *people)}
    await town.tokens(martha, f"events.manage:{first.id}")
    asked = await town.presses(martha, act)
    if asked.text.startswith("Cancel"):
        await town.presses(martha, "Cancel it")
    else:
        asked = await town.fills(martha, when="6 Nov 16:00")
        await town.presses(martha, "Move it")
    told = [each.name for each in (martha, *people) if len(town.letters(each)) > before[each.name]]
    several = "following" in act
    assert told == (["Ada", "Bo"] if several else ["Ada"])
    assert ("2 people are told." if several else "One person is told.") in asked.text


async def test_who_alone_comes_to_what_they_cancel_reads_that_there_is_nobody_to_tell(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    await town.tokens(martha, f"events.going:{(await planned(town))[0].id}")
    await manages(town, martha)
    asked = await town.presses(martha, "Cancel")
    assert asked.text.endswith("? There is nobody to tell.")


async def test_r8_moved_only_those_who_come_are_told_once_and_the_card_says_it(town: Town) -> None:
    people = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Bo", "Cy", "Dan")]
    ada, bo, cy, _ = people
    martha, tides = await settled(town, *people)
    await plans(town, martha)
    card = town.letters(town.channel(tides))[0]
    for who, label in ((ada, "Going"), (bo, "Maybe"), (cy, "Can't go"), (martha, "Going")):
        await town.presses(who, label, on=card)
    await manages(town, martha)
    await town.presses(martha, "Move")
    shown = await town.fills(martha, when="13 Nov 16:30")
    assert shown.text == (
        "Move “Monthly meeting”? 2 people are told.\n"
        "Until now: Thursday 12 November 2026, 15:00 (Europe/Rome, UTC+01:00)\n"
        "From now on: Friday 13 November 2026, 16:30 (Europe/Rome, UTC+01:00)\n"
        "In your time: 13 November 2026 at 16:30 (Europe/Rome)"
    )
    assert [len(town.letters(each)) for each in people] == [0, 0, 0, 0]
    for _ in range(2):
        await town.presses(martha, "Move it", on=shown)
    assert [len(town.letters(each)) for each in people] == [1, 1, 0, 0]
    assert town.reads(ada)[0].startswith(
        "“Monthly meeting” of Tides is moved from 12 November 2026 at 15:00 (Europe/Rome) to 13 November 2026 at 16:30"
    )
    assert "Moved from: 12 November 2026 at 15:00" in channel(town, tides)[0]
    assert len(channel(town, tides)) == 1
    await town.presses(ada, "Can't go")
    assert channel(town, tides)[0].endswith("1 going, 1 maybe")


async def test_cancelled_and_brought_back_with_every_answer_and_a_word_to_those_who_come(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await settled(town, ada, bo)
    await plans(town, martha)
    card = town.letters(town.channel(tides))[0]
    await town.presses(ada, "Going", on=card)
    await manages(town, martha)
    await town.presses(martha, "Cancel")
    assert town.letters(ada) == []
    await town.presses(martha, "Cancel it")
    assert [len(town.letters(each)) for each in (ada, bo)] == [1, 0]
    assert channel(town, tides)[0].endswith("Cancelled.")
    refused = await town.tokens(bo, f"events.going:{(await planned(town))[0].id}")
    assert refused.text == "“Monthly meeting” is cancelled."
    await town.presses(martha, "Restore")
    assert town.reads(ada)[-1].startswith("“Monthly meeting” of Tides takes place after all")
    assert channel(town, tides)[0].endswith("1 going, 0 maybe")
    assert (await town.now(tides)).name == "Tides"


async def test_another_place_is_told_to_those_who_come_and_another_title_to_nobody(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha)
    await town.presses(ada, "Going", on=town.letters(town.channel(tides))[0])
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, title="Our meeting")
    assert (town.letters(ada), "Our meeting" in channel(town, tides)[0]) == ([], True)
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, where="https://meet.example/tides")
    assert town.reads(ada) == ["“Our meeting” of Tides has another place: https://meet.example/tides"]


async def test_m10_who_has_left_hears_no_more_of_a_hidden_communitys_meetings(town: Town) -> None:
    """Whoever said Going and left hears neither of a move, a call-off nor a seat; the others do."""
    martha, tides, (ada, bo, cy) = await seated(town, 1, "Ada", "Bo", "Cy")
    for who in (bo, cy):
        await town.run(lambda tx, who=who: membership.depart(tx, tides, who.id, Status.REMOVED, by=martha.id))  # type: ignore[misc]
    await town.settle()
    before = {who.name: len(town.letters(who)) for who in (ada, bo, cy)}
    await manages(town, martha)
    await town.presses(martha, "Move")
    shown = await town.fills(martha, when="13 Nov 16:30")
    await town.presses(martha, "Move it", on=shown)
    await town.presses(ada, "Can't go", on=town.letters(town.channel(tides))[0])
    made = (await planned(town))[0]
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/only")
    heard = {who.name: len(town.letters(who)) - before[who.name] for who in (ada, bo, cy)}
    assert heard == {"Ada": 1, "Bo": 0, "Cy": 0}


async def test_who_saves_second_sees_that_somebody_was_first(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    await manages(town, martha)
    await town.presses(martha, "Edit")
    form = town.heard[martha.account]
    await town.fills(martha, title="First")
    town.heard[martha.account] = form
    refused = await town.fills(martha, title="Second")
    assert (list(refused.problems), "First" in channel(town, tides)[0]) == ([""], True)


# Series.


async def test_a_series_shows_its_next_dates_and_announces_each_a_week_before(town: Town) -> None:
    martha, tides = await settled(town)
    heard = await writes(town, martha, when="10 Nov 15:00", repeats="month-weekday")
    assert "Repeats: the second Tuesday of every month" in heard.text
    assert (
        "Then: Tuesday 8 December 2026, 15:00 (Europe/Rome, UTC+01:00)\n"
        "Tuesday 12 January 2027, 15:00 (Europe/Rome, UTC+01:00)\n"
        "Tuesday 9 February 2027, 15:00 (Europe/Rome, UTC+01:00)"
    ) in heard.text
    await town.presses(martha, "Plan it")
    assert len(channel(town, tides)) == 1
    await town.until(datetime(2026, 12, 1, 13, 59, tzinfo=UTC))
    assert len(channel(town, tides)) == 1
    await town.until(datetime(2026, 12, 1, 14, 1, tzinfo=UTC))
    assert "number 2" in channel(town, tides)[1]
    await town.passes(days=28)
    assert len(channel(town, tides)) == 2
    assert len(await planned(town)) == 23


async def test_each_time_of_a_series_has_its_own_answers_and_can_be_left_out(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    first, second, third = (await planned(town))[:3]
    await town.tokens(ada, f"events.going:{first.id}")
    await town.tokens(ada, f"events.going:{third.id}")
    await town.tokens(martha, f"events.manage:{second.id}")
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    assert town.letters(ada) == []
    left = [made.number for made in (await planned(town, cancelled=False))[:3]]
    assert left == [1, 3, 4]
    await town.passes(days=10)
    assert [text.split("\n")[0] for text in channel(town, tides)] == [
        "Meeting · Tides · number 1", "Meeting · Tides · number 3",
    ]  # fmt: skip


async def test_this_and_following_move_to_another_weekday_keep_their_answers_and_tell_once(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo")
    martha, _ = await settled(town, ada, bo)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    before = await planned(town)
    for made in before[2:6]:
        await town.tokens(ada, f"events.going:{made.id}")
    await town.tokens(bo, f"events.going:{before[0].id}")
    await town.tokens(martha, f"events.manage:{before[1].id}")
    await town.presses(martha, "Move this and following")
    shown = await town.fills(martha, when="13 Nov 17:00")
    assert shown.text.startswith("Move “Monthly meeting” and all after it? One person is told.")
    await town.presses(martha, "Move it")
    after = await planned(town)
    assert [f"{made.number} {made.at:%a %d %H:%M}" for made in after[:4]] == [
        "1 Thu 05 14:00", "2 Fri 13 16:00", "3 Fri 20 16:00", "4 Fri 27 16:00",
    ]  # fmt: skip
    assert (len(after), [made.id for made in after]) == (len(before), [made.id for made in before])
    assert [len(town.letters(each)) for each in (ada, bo)] == [1, 0]
    mine = await town.run(lambda tx: service.answer_of(tx, before[3].id, ada.id))
    assert mine is not None
    assert mine.answer == "going"


@pytest.mark.parametrize("act", ["Move", "Move this and following"])
async def test_to_the_moment_at_which_it_is_nothing_is_moved_and_nobody_told(town: Town, act: str) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    made = (await planned(town))[1]
    await town.tokens(ada, f"events.going:{made.id}")
    await town.tokens(martha, f"events.manage:{made.id}")
    await town.presses(martha, act)
    refused = await town.fills(martha, when="Thursday 12 November 2026, 15:00")
    assert {name: town.plain(text) for name, text in refused.problems.items()} == {
        "when": "It is at that moment already. Choose another one."
    }
    assert town.letters(ada) == []


async def test_this_and_following_end_and_the_series_goes_on_no_more(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    made = await planned(town)
    for each in made[2:5]:
        await town.tokens(ada, f"events.going:{each.id}")
    await town.tokens(martha, f"events.manage:{made[2].id}")
    await town.presses(martha, "Cancel this and following")
    await town.presses(martha, "Cancel it")
    assert len(town.letters(ada)) == 1
    assert [each.number for each in await planned(town, cancelled=False)] == [1, 2]
    await town.passes(days=40)
    assert (await planned(town, cancelled=False), len(channel(town, tides))) == ([], 2)


async def test_a_series_is_carried_on_for_ever(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, when="31 Jan 2027 10:00", repeats="month-day")
    before = len(await planned(town))
    await town.until(datetime(2028, 1, 1, tzinfo=UTC))
    assert len(await planned(town)) >= before - 1
    days = [f"{made.at:%m-%d}" for made in (await planned(town))[:12]]
    assert days == ["01-31", "02-29", "03-31", "04-30", "05-31", "06-30",
                    "07-31", "08-31", "09-30", "10-31", "11-30", "12-31"]  # fmt: skip


async def test_planning_is_for_administrators_of_what_is_alive(town: Town) -> None:
    amina = await town.someone("Amina")
    martha, tides = await settled(town, amina)
    assert (await town.says(amina, "/meeting plan tides")).text.startswith("Only the administrators of Tides")
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    refused = await town.says(martha, "/webinar plan tides")
    assert ("no longer active" in refused.text, channel(town, tides)) == (True, channel(town, tides)[:1])


async def test_what_is_over_can_be_put_right_and_its_card_says_so(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, minutes="5")
    [made] = await planned(town)
    page = await town.tokens(martha, f"events.manage:{made.id}")
    edit = town.button(martha, "Edit", on=page).token
    await town.until(datetime(2026, 11, 12, 15, tzinfo=UTC))
    await town.tokens(martha, edit)
    await town.fills(martha, minutes="180")
    assert "Length: 180 minutes" in channel(town, tides)[0]
