"""Free seats offered to who waits: in one message, by day, and for long enough; none of them twice, none left idle."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.features.communities.model import Community
from bot.features.events.offering import kept_until
from bot.features.people.quiet import NIGHT, Quiet
from tests.features.test_events import channel, planned, plans, settled
from tests.features.test_events_races import press, warm
from tests.features.test_series import answers, counts, follows, series
from tests.town import Heard, Letter, Somebody, Town

SEVERAL = "Seats of Tides are free, and kept for you:"
NOTHING = "No seat waits for your answer here any more. /calendar shows what you come to."


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


async def freed(town: Town, *names: str) -> tuple[Community, list[Somebody], Heard]:
    """One seat at each of three sessions, all given back at once by Ada; the others wait at each, in this order."""
    _, tides, people = await series(town, "Ada", *names, capacity="1", ends="3 times")
    heard = await follows(town, people[0], tides)
    for each in people[1:]:
        await follows(town, each, tides)
    return tides, people[1:], heard


async def offers(town: Town, *names: str) -> tuple[Community, list[Somebody]]:
    tides, people, heard = await freed(town, *names)
    ada = await town.someone("Ada")
    await town.presses(ada, "Stop following", on=heard)
    return tides, people


def lapses(town: Town, who: Somebody) -> list[Letter]:
    return [each for each in town.letters(who) if "no longer kept" in town.text(each.message)]


async def test_many_seats_given_back_at_once_are_offered_in_one_message_and_taken_with_one_button(town: Town) -> None:
    _, [bo] = await offers(town, "Bo")
    [letter] = town.letters(bo)
    assert town.reads(bo) == [
        f"{SEVERAL}\n"
        "• “Monthly meeting”, 5 November 2026 at 14:00 (UTC): kept until 4 November 2026 at 09:00 (UTC)\n"
        "• “Monthly meeting”, 3 December 2026 at 14:00 (UTC): kept until 4 November 2026 at 09:00 (UTC)\n"
        "• “Monthly meeting”, 7 January 2027 at 14:00 (UTC): kept until 4 November 2026 at 09:00 (UTC)"
    ]
    assert town.labels(letter.message) == ("Going to all", "One by one", "To none of them")
    town.restart()
    heard = await town.presses(bo, "Going to all", on=letter)
    assert heard.text.split("\nTell me")[0].splitlines()[:4] == [
        "You are going to:",
        "• “Monthly meeting”, 5 November 2026 at 14:00 (UTC)",
        "• “Monthly meeting”, 3 December 2026 at 14:00 (UTC)",
        "• “Monthly meeting”, 7 January 2027 at 14:00 (UTC)",
    ]
    assert (await answers(town, bo), town.reads(bo)) == (["going"] * 3, [NOTHING])
    again = await town.presses(bo, "Going to all", on=letter)
    assert (again.text, await answers(town, bo)) == (NOTHING, ["going"] * 3)
    await town.passes(days=2)
    assert lapses(town, bo) == []


async def test_killed_before_anything_was_sent_it_is_told_once_by_the_next_life(town: Town) -> None:
    _, [bo], heard = await freed(town, "Bo")
    ada = await town.someone("Ada")
    await press(town, ada, town.button(ada, "Stop following", on=heard).token)
    assert town.reads(bo) == []
    town.restart()
    await town.settle()
    [letter] = town.letters(bo)
    await press(town, bo, town.button(bo, "Going to all", on=letter).token)
    town.restart()
    await town.settle()
    assert (town.reads(bo), await answers(town, bo)) == ([NOTHING], ["going"] * 3)


async def test_pressed_twice_at_once_each_seat_is_taken_once(town: Town) -> None:
    _, [bo, cy] = await offers(town, "Bo", "Cy")
    token = town.button(bo, "Going to all", on=town.letters(bo)[0]).token
    await warm(town)
    await asyncio.gather(*(press(town, who, token) for who in (bo, cy, bo, cy)))
    await town.settle()
    assert [await counts(town, made) for made in await planned(town)] == [(1, 1, 0)] * 3
    assert await answers(town, bo) == ["going"] * 3


async def test_who_wants_none_of_them_leaves_them_to_the_next_in_line(town: Town) -> None:
    _, [bo, cy] = await offers(town, "Bo", "Cy")
    heard = await town.presses(bo, "To none of them", on=town.letters(bo)[0])
    assert heard.text.splitlines()[0] == "You are not coming to:"
    assert (await answers(town, bo), await answers(town, cy)) == (["no"] * 3, ["offered"] * 3)
    [letter] = town.letters(cy)
    assert town.text(letter.message).startswith(SEVERAL)


async def test_some_of_them_are_taken_one_by_one_and_the_message_tells_what_is_left(town: Town) -> None:
    _, [bo, cy] = await offers(town, "Bo", "Cy")
    page = await town.presses(bo, "One by one", on=town.letters(bo)[0])
    assert page.buttons == ("Going", "Can't go") * 3
    second = (await planned(town))[1]
    left = await town.tokens(bo, f"events.one:{second.id}/no/0")
    told = ["You are not coming to:", "• “Monthly meeting”, 3 December 2026 at 14:00 (UTC)"]
    assert left.text.splitlines()[:2] == told
    assert left.buttons == ("Going", "Can't go") * 2
    again = await town.tokens(bo, f"events.one:{second.id}/going/0")
    assert (again.buttons, (await answers(town, bo))[1]) == (("Going", "Can't go") * 2, "no")
    assert town.reads(bo)[0].count("•") == 2
    assert town.reads(cy)[0].startswith("A seat is free at “Monthly meeting” of Tides, 3 December 2026")
    await town.presses(bo, "Going to all", on=town.letters(bo)[0])
    assert (await answers(town, bo), await answers(town, cy)) == (
        ["going", "no", "going"], ["waiting", "offered", "waiting"],
    )  # fmt: skip


async def test_a_button_takes_nothing_that_was_offered_after_it_was_drawn(town: Town) -> None:
    _, [bo, *_], _ = await freed(town, "Bo", "Cy", "Dan")
    first, second, third = await planned(town)
    ada = await town.someone("Ada")
    await town.tokens(ada, f"events.no:{first.id}")
    await town.tokens(ada, f"events.no:{second.id}")
    old = town.button(bo, "Going to all", on=town.letters(bo)[-1]).token
    await town.passes(minutes=1)
    await town.tokens(ada, f"events.no:{third.id}")
    await town.tokens(bo, old)
    assert await answers(town, bo) == ["going", "going", "offered"]


async def test_given_back_one_after_another_the_first_is_told_at_once_and_the_others_together(town: Town) -> None:
    _, [bo], _ = await freed(town, "Bo")
    ada = await town.someone("Ada")
    for made in await planned(town):
        await town.tokens(ada, f"events.no:{made.id}")
        await town.passes(minutes=1)
    [first] = town.reads(bo)
    assert first.count("•") == 3
    town.restart()
    await town.passes(minutes=10)
    assert [text.count("•") for text in town.reads(bo)] == [3, 3]
    await town.presses(bo, "Going to all", on=town.letters(bo)[1])
    assert (town.reads(bo), await answers(town, bo)) == ([NOTHING] * 2, ["going"] * 3)


async def test_answered_meanwhile_nothing_more_is_told(town: Town) -> None:
    _, [bo], _ = await freed(town, "Bo")
    ada = await town.someone("Ada")
    for made in await planned(town):
        await town.tokens(ada, f"events.no:{made.id}")
        await town.passes(minutes=1)
    await town.presses(bo, "Going to all", on=town.letters(bo)[0])
    await town.passes(hours=1)
    assert town.reads(bo) == [NOTHING]


async def test_seats_nobody_answered_for_lapse_in_one_message_and_go_to_the_next(town: Town) -> None:
    _, [bo, cy] = await offers(town, "Bo", "Cy")
    await town.passes(hours=25)
    [lost] = lapses(town, bo)
    assert town.text(lost.message).count("•") == 3
    assert (await answers(town, bo), await answers(town, cy)) == (["no"] * 3, ["offered"] * 3)
    assert town.reads(bo)[0] == NOTHING
    for made in await planned(town):
        await town.tokens(bo, f"events.going:{made.id}")
    assert town.reads(bo)[:2] == [NOTHING, NOTHING]


async def test_what_is_no_longer_kept_is_not_offered_any_more_when_it_is_cancelled(town: Town) -> None:
    martha, [bo] = await town.someone("Martha"), (await offers(town, "Bo"))[1]
    made = (await planned(town))[1]
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/only")
    assert town.reads(bo)[0].count("•") == 2


async def test_what_is_cancelled_while_a_seat_is_offered_offers_it_anew_when_it_is_brought_back(town: Town) -> None:
    martha, [bo] = await town.someone("Martha"), (await offers(town, "Bo"))[1]
    made = (await planned(town))[1]
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/only")
    assert await answers(town, bo) == ["offered", "waiting", "offered"]
    await town.passes(days=2)
    assert await answers(town, bo) == ["no", "waiting", "no"]
    before = len(town.reads(bo))
    gone = (await planned(town))[1]
    await town.tokens(martha, f"events.restore:{gone.id}/{gone.revision}")
    await town.passes(minutes=15)
    assert await answers(town, bo) == ["no", "offered", "no"]
    at = "“Monthly meeting” of Tides, 3 December 2026 at 14:00 (UTC)"
    assert town.reads(bo)[before:] == [
        f"{at.split(',')[0]} takes place after all,{at.split(',')[1]}.\nCan you come?",
        f"A seat is free at {at}. It is kept for you until 6 November 2026 at 09:00 (UTC).",
    ]
    await town.presses(bo, "Going", on=town.letters(bo)[-1])
    assert await answers(town, bo) == ["no", "going", "no"]


# At night.


async def waiting(town: Town, when: str, *names: str) -> tuple[Community, list[Somebody]]:
    """One seat that Ada has, and people in Rome who wait for it in this order."""
    people = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", *names)]
    martha, tides = await settled(town, *people)
    await plans(town, martha, "/webinar plan", capacity="1", when=when)
    for each in people:
        await town.presses(each, "Going", on=town.letters(town.channel(tides))[0])
    return tides, people


async def gives_back(town: Town, tides: Community, who: Somebody, at: str) -> None:
    await town.until(utc(at))
    await town.presses(who, "Can't go", on=town.letters(town.channel(tides))[0])


async def test_freed_at_night_it_is_offered_in_the_morning_and_the_day_to_answer_begins_then(town: Town) -> None:
    tides, [ada, bo, cy] = await waiting(town, "12 Nov 15:00", "Bo", "Cy")
    await gives_back(town, tides, ada, "11-03 22:30")
    assert (town.reads(bo), channel(town, tides)[0].endswith("one offered to who waited · 1 waiting")) == ([], True)
    await town.until(utc("11-04 06:59"))
    assert town.reads(bo) == []
    await town.until(utc("11-04 07:00"))
    [offer] = town.reads(bo)
    assert offer.endswith("It is kept for you until 5 November 2026 at 08:00 (Europe/Rome).")
    await town.until(utc("11-05 06:59"))
    assert town.reads(cy) == []
    await town.until(utc("11-05 07:01"))
    assert "A seat is free" in town.reads(cy)[0]


async def test_answered_before_the_morning_nothing_more_comes(town: Town) -> None:
    tides, [ada, bo] = await waiting(town, "12 Nov 15:00", "Bo")
    await gives_back(town, tides, ada, "11-03 22:30")
    await town.tokens(bo, f"events.going:{(await planned(town))[0].id}")
    await town.until(utc("11-05 12:00"))
    assert (town.reads(bo), channel(town, tides)[0].endswith("1 going, 0 maybe · 1 seat")) == ([], True)


async def test_several_freed_in_one_night_are_one_message_in_the_morning(town: Town) -> None:
    _, [bo], _ = await freed(town, "Bo")
    ada = await town.someone("Ada")
    await town.says(bo, "/settings timezone:Europe/Rome")
    await town.until(utc("11-03 22:00"))
    for made in await planned(town):
        await town.passes(minutes=10)
        await town.tokens(ada, f"events.no:{made.id}")
    assert town.reads(bo) == []
    await town.until(utc("11-04 07:01"))
    [offer] = town.reads(bo)
    assert (offer.startswith(SEVERAL), offer.count("•")) == (True, 3)


async def test_so_near_that_the_morning_is_too_late_who_is_awake_is_asked_first(town: Town) -> None:
    tides, [ada, bo] = await waiting(town, "4 Nov 09:30", "Bo")
    kim = await town.someone("Kim", timezone="Asia/Tokyo")
    await town.joins(kim, tides)
    await town.presses(kim, "Going", on=town.letters(town.channel(tides))[0])
    await gives_back(town, tides, ada, "11-04 02:00")
    assert (len(town.reads(bo)), len(town.reads(kim))) == (0, 1)
    await town.presses(kim, "Can't go", on=town.letters(town.channel(tides))[0])
    assert town.reads(bo)[-1].endswith("It is kept for you until 4 November 2026 at 05:00 (Europe/Rome).")


async def test_who_is_strict_about_the_night_is_passed_over_and_no_seat_stays_empty_for_it(town: Town) -> None:
    tides, [ada, bo] = await waiting(town, "4 Nov 07:30", "Bo")
    eve = await town.someone("Eve", timezone="Asia/Tokyo")
    await town.joins(eve, tides)
    await town.says(bo, "/settings quiet:strict")
    await gives_back(town, tides, ada, "11-04 02:00")
    assert channel(town, tides)[0].endswith("0 going, 0 maybe · 1 seat · 1 waiting")
    await town.presses(eve, "Going", on=town.letters(town.channel(tides))[0])
    assert channel(town, tides)[0].endswith("1 going, 0 maybe · 1 seat · 1 waiting")
    await town.until(utc("11-04 12:00"))
    assert town.reads(bo) == []


STRICT = Quiet(strict=True)


@pytest.mark.parametrize(
    ("now", "begins", "quiet", "until"),
    [
        ("03 10:00", "12 15:00", NIGHT, "04 10:00"),
        ("03 10:00", "04 09:00", NIGHT, "03 12:00"),
        ("03 10:00", "03 11:00", NIGHT, "03 11:00"),
        ("03 20:30", "04 15:00", NIGHT, "04 10:00"),  # two hours would end at night
        ("03 20:30", "04 09:00", NIGHT, "03 22:30"),  # and the morning is too late
        ("03 23:00", "12 15:00", NIGHT, "05 08:00"),
        ("03 23:00", "04 15:00", NIGHT, "04 10:00"),
        ("03 23:00", "04 10:00", NIGHT, "04 10:00"),
        ("03 23:00", "04 09:59", NIGHT, "04 01:00 woken"),
        ("04 07:00", "04 09:30", NIGHT, "04 09:30"),
        ("03 23:00", "04 00:30", NIGHT, "04 00:30 woken"),
        ("03 23:00", "04 09:59", STRICT, "04 09:59"),
        ("03 23:00", "04 07:59", STRICT, None),
        ("03 23:00", "04 15:00", Quiet(time(0), time(0)), "04 01:00"),
    ],
)
def test_until_when_a_seat_is_kept_by_the_clock_of_whoever_waits(
    now: str, begins: str, quiet: Quiet, until: str | None
) -> None:
    def rome(text: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZoneInfo("Europe/Rome"))

    found = kept_until(rome(begins), "Europe/Rome", quiet, now=rome(now).astimezone(UTC))
    said = f"{found[0].astimezone(ZoneInfo('Europe/Rome')):%d %H:%M}{' woken' if found[1] else ''}" if found else None
    assert said == until


def test_where_nobody_knows_the_zone_no_night_is_kept() -> None:
    assert kept_until(utc("11-12 15:00"), "", NIGHT, now=utc("11-03 02:00")) == (utc("11-04 02:00"), False)


async def test_after_a_long_absence_an_offer_that_lapsed_asks_nothing(town: Town) -> None:
    _, [bo] = await offers(town, "Bo")
    town.clock.forward(utc("11-20 12:00") - town.clock.now())
    town.restart()
    await town.settle()
    await town.passes(minutes=5)
    assert (town.reads(bo)[0], town.labels(town.letters(bo)[0].message)) == (NOTHING, ())
