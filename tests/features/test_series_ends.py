"""How a series ends: after so many times or on a day, said back in full; without an end no number is ever invented."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import Refused
from bot.features.communities.model import Community
from bot.features.events import until
from tests.features.test_events import manages, planned, plans, settled, writes
from tests.features.test_exchange import _emptied, bring, exported
from tests.features.test_reminders import utc
from tests.features.test_series import answers
from tests.features.test_series_cover import covers
from tests.features.test_series_cover import writes as writes_cover
from tests.town import Heard, Somebody, Town

WEEKLY = {"when": "9 Nov 15:00", "repeats": "week"}
"""A Monday."""


def ends(text: str) -> str:
    return next((line for line in text.split("\n") if line.startswith("Ends: ")), "")


def card(town: Town, tides: Community) -> str:
    return town.reads(town.channel(tides))[0]


async def weekly(town: Town, end: str) -> tuple[Somebody, Community, Heard]:
    martha, tides = await settled(town)
    return martha, tides, await writes(town, martha, **WEEKLY, ends=end)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12", 12), ("15", 15), ("12 times", 12), ("12 Fois", 12), ("after 12 times", 12), ("douze fois", 12),
     ("twice", 2), ("3 sessions", 3), ("12x", 12),
     ("15 February 2027", date(2027, 2, 15)), ("until 15 Feb 2027", date(2027, 2, 15)),
     ("jusqu’au 15 février 2027", date(2027, 2, 15)), ("15/02/2027", date(2027, 2, 15)), ("15 Feb", date(2027, 2, 15)),
     ("2027-02-15", date(2027, 2, 15)), ("end of June", date(2027, 6, 30)), ("jusqu’à fin juin", date(2027, 6, 30)),
     ("in 3 months", date(2027, 2, 3)), ("2027", date(2027, 12, 31)), ("sept", date(2027, 9, 30)),
     ("", None), ("never", None), ("sans fin", None)],
)  # fmt: skip
def test_an_end_is_a_number_of_times_or_any_day_that_is_read_elsewhere(typed: str, meant: int | date | None) -> None:
    assert until.read(typed, now=utc("11-03 09:00"), zone="Europe/Rome", locale="en") == meant


@pytest.mark.parametrize("typed", ["soon", "le 15", "many times", "31 February", "1 January 2020", "15 Feb 2033"])
def test_what_is_neither_is_refused_and_never_guessed(typed: str) -> None:
    with pytest.raises(Refused):
        until.read(typed, now=utc("11-03 09:00"), zone="Europe/Rome", locale="en")


@pytest.mark.parametrize("end", ["12", "until 25 January 2027", "31/01/2027"])
async def test_the_preview_says_how_many_times_and_when_the_last_is_and_no_more_are_planned(
    town: Town, end: str
) -> None:
    martha, tides, heard = await weekly(town, end)
    assert ends(heard.text) == "Ends: 12 times, the last on Monday 25 January 2027"
    await town.presses(martha, "Plan it")
    made = await planned(town)
    assert (len(made), f"{made[-1].at:%d.%m.%Y}") == (12, "25.01.2027")
    assert "Repeats: every week on Monday, 12 times\n" in card(town, tides)
    await town.passes(days=200)
    assert await planned(town) == []


async def test_ended_earlier_every_card_that_stands_says_so(town: Town) -> None:
    martha, tides, _ = await weekly(town, "6 times")
    await town.presses(martha, "Plan it")
    assert "every week on Monday, 6 times\n" in card(town, tides)
    await town.tokens(martha, f"events.manage:{(await planned(town))[2].id}")
    await town.presses(martha, "Cancel this and following")
    await town.presses(martha, "Cancel it")
    assert "every week on Monday, 2 times\n" in card(town, tides)


async def test_without_an_end_it_goes_on_and_the_preview_says_so(town: Town) -> None:
    martha, tides, heard = await weekly(town, "")
    assert ends(heard.text) == "Ends: goes on until you stop it"
    await town.presses(martha, "Plan it")
    assert "Repeats: every week on Monday\n" in card(town, tides)


async def test_a_french_reader_reads_it_in_french(town: Town) -> None:
    martha = await town.someone("Martha", locale="fr", timezone="Europe/Rome")
    await town.community("Tides", admins=[martha], timezone="Europe/Rome")
    heard = await writes(town, martha, **WEEKLY, ends="jusqu’à fin janvier")
    assert "Fin\u00a0: 12 fois, la dernière le lundi 25 janvier 2027" in heard.text.replace("Fin: ", "Fin\u00a0: ")


async def test_of_two_times_the_preview_shows_one_more_and_not_three(town: Town) -> None:
    _, _, heard = await weekly(town, "2")
    assert heard.text.count("15:00 (Europe/Rome, UTC+01:00)") == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [({"ends": "0 times"}, "0 times would mean that it never takes place."),
     ({"ends": "soon"}, "I cannot read “soon” as an end."), ({"ends": "1"}, "With that end it takes place only once."),
     ({"ends": "5 November"}, "That is before it begins."), ({"ends": "10 Nov"}, "With that end it takes place only"),
     ({"ends": "999"}, "That is too far ahead: at most 261 times"),
     ({"ends": "1000 times"}, "That is too far ahead: at most 261 times"),
     ({"ends": "12", "repeats": "once"}, "It takes")],
)  # fmt: skip
async def test_an_end_that_cannot_be_is_given_back_with_what_to_write(
    town: Town, values: dict[str, str], said: str
) -> None:
    martha, _ = await settled(town)
    heard = await writes(town, martha, **{**WEEKLY, **values})
    assert list(heard.problems) == ["ends"]
    assert town.plain(heard.problems["ends"]).startswith(said)
    assert heard.form
    assert {each.name: each.value for each in heard.form.fields}["ends"] == values["ends"]


async def test_edited_before_it_is_planned_a_day_stays_the_day_and_a_number_the_number(town: Town) -> None:
    martha, _, _ = await weekly(town, "25 Jan 2027")
    await town.presses(martha, "Edit")
    again = await town.fills(martha, when="23 Nov 15:00")
    assert ends(again.text) == "Ends: 10 times, the last on Monday 25 January 2027"
    await town.presses(martha, "Edit")
    await town.fills(martha, ends="4 times")
    await town.presses(martha, "Edit")
    later = await town.fills(martha, when="30 Nov 15:00")
    assert ends(later.text) == "Ends: 4 times, the last on Monday 21 December 2026"
    await town.presses(martha, "Edit")
    never = await town.fills(martha, ends="")
    assert ends(never.text) == "Ends: goes on until you stop it"


async def test_what_cannot_be_repeated_so_is_said_once_and_not_that_it_is_not_repeated(town: Town) -> None:
    martha, _ = await settled(town)
    heard = await writes(town, martha, when="29 Dec 15:00", repeats="month-weekday", ends="12 times")
    assert list(heard.problems) == ["repeats"]


async def test_edited_when_it_is_planned_it_keeps_its_end(town: Town) -> None:
    martha, _, _ = await weekly(town, "4")
    await town.presses(martha, "Plan it")
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, where="Room 3")
    await town.passes(days=1)
    assert len(await planned(town)) == 4


async def test_a_series_that_is_planned_can_go_on_longer_and_what_had_ended_comes_back(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, **WEEKLY, ends="4")
    await town.presses(ada, "Follow the series", on=town.letters(town.channel(tides))[0])
    fourth = (await planned(town))[3]
    await town.tokens(martha, f"events.cancelled:{fourth.id}/{fourth.revision}/following")
    assert len(await planned(town, cancelled=False)) == 3
    await manages(town, martha)
    await town.presses(martha, "Edit")
    form = town.heard[martha.account].form
    assert form is not None
    assert form.fields[-1].value == "3"
    await town.fills(martha, ends="until 14 December 2026")
    found = await planned(town, cancelled=False)
    assert [f"{each.number} {each.at:%m-%d}" for each in found][2:] == ["3 11-23", "4 11-30", "5 12-07", "6 12-14"]
    assert await answers(town, ada) == ["going"] * 6
    await town.presses(martha, "Edit", on=await manages(town, martha))
    refused = await town.fills(martha, ends="5 times")
    assert town.plain(refused.problems["ends"]).startswith("It was to go on longer than that.")
    await town.fills(martha, ends="")
    assert len(await planned(town, cancelled=False)) > 90
    await town.presses(martha, "Edit", on=await manages(town, martha))
    unending = await town.fills(martha, ends="12")
    assert list(unending.problems) == ["ends"]


async def test_this_and_following_moved_keeps_the_number_and_says_the_new_last_day(town: Town) -> None:
    martha, _, _ = await weekly(town, "until 25 January 2027")
    await town.presses(martha, "Plan it")
    await manages(town, martha, 2)
    await town.presses(martha, "Move this and following")
    heard = await town.fills(martha, when="26 Nov 16:00")
    assert ends(heard.text) == "Ends: 12 times, the last on Thursday 28 January 2027"
    await town.presses(martha, "Move it")
    made = await planned(town)
    assert [f"{each.at:%m-%d}" for each in made][:3] == ["11-09", "11-16", "11-26"]
    assert (len(made), f"{made[-1].at:%m-%d %H:%M}") == (12, "01-28 15:00")
    await town.passes(days=40)
    assert len(await planned(town)) == 7


async def test_it_goes_out_in_a_file_and_comes_in_again_with_its_end(town: Town) -> None:
    martha, _, _ = await weekly(town, "12")
    await town.presses(martha, "Plan it")
    before = [(each.number, each.at) for each in await planned(town)]
    first = await exported(town.database)
    assert "last = 12" in first
    await town.run(_emptied)
    await bring(town.database, first)
    assert [(each.number, each.at) for each in await planned(town)] == before
    assert await exported(town.database) == first


async def test_a_cover_counts_nothing_of_a_series_without_an_end(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, "/webinar plan", **WEEKLY)
    await writes_cover(town, martha)
    assert town.text(covers(town, tides)[0].message).endswith("It goes on until somebody stops it.")


@pytest.mark.parametrize(("end", "said"), [("12", "7 more are planned."), ("6", "One more is planned.")])
async def test_a_cover_counts_all_that_are_left(town: Town, end: str, said: str) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, "/webinar plan", **WEEKLY, ends=end)
    await writes_cover(town, martha)
    text = town.text(covers(town, tides)[0].message)
    assert (text.split("\n")[-1], f"Repeats: every week on Monday, {end} times" in text) == (said, True)


async def ended(town: Town, *names: str) -> tuple[Somebody, list[Somebody]]:
    """A weekly series of five with two seats, cancelled from its second time on; who comes to it in this order."""
    people = [await town.someone(name, timezone="Europe/Rome") for name in names]
    martha, tides = await settled(town, *people)
    await plans(town, martha, **WEEKLY, ends="5", capacity="2")
    for each in people:
        await town.presses(each, "Follow the series", on=town.letters(town.channel(tides))[0])
    second = (await planned(town))[1]
    await town.tokens(martha, f"events.cancelled:{second.id}/{second.revision}/following")
    return martha, people


async def test_what_had_ended_and_takes_place_again_is_told_once_to_those_who_would_have_come(town: Town) -> None:
    martha, [ada, bo, cy] = await ended(town, "Ada", "Bo", "Cy")
    before = [len(town.letters(who)) for who in (martha, ada, bo, cy)]
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, ends="4 times")
    told = (
        "“Monthly meeting” of Tides takes place again from 16 November 2026 at 15:00 (Europe/Rome) on, "
        "3 times that had been cancelled.\n"
        "What you answered for each of them holds; in the calendar you can change it."
    )
    new = [town.reads(who)[many:] for who, many in zip((martha, ada, bo, cy), before, strict=True)]
    assert new == [[], [told], [told], [told]]
    assert await answers(town, ada) == ["going"] * 5


async def test_what_goes_on_for_ever_again_is_told_without_counting(town: Town) -> None:
    martha, [ada] = await ended(town, "Ada")
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, ends="")
    assert town.reads(ada)[-1].split("\n")[0] == (
        "“Monthly meeting” of Tides takes place again from 16 November 2026 at 15:00 (Europe/Rome) on."
    )


async def test_of_one_that_takes_place_again_the_time_is_told_and_asked_for(town: Town) -> None:
    martha, [ada] = await ended(town, "Ada")
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, ends="2 times")
    assert town.reads(ada)[-1] == (
        "“Monthly meeting” of Tides takes place after all, 16 November 2026 at 15:00 (Europe/Rome).\nCan you come?"
    )


async def test_restored_beyond_its_end_the_series_goes_on_until_then(town: Town) -> None:
    martha, _ = await ended(town, "Ada")
    third = (await planned(town))[2]
    await town.tokens(martha, f"events.restore:{third.id}/{third.revision}")
    shown = (await town.tokens(martha, f"events.manage:{third.id}")).text
    assert ("number 3" in shown, "every week on Monday, 3 times" in shown) == (True, True)
    assert [made.number for made in await planned(town, cancelled=False)] == [1, 3]
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, ends="5 times")
    assert [made.number for made in await planned(town, cancelled=False)] == [1, 3, 4, 5]


async def test_a_series_that_was_cancelled_whole_does_not_begin_again_because_its_words_are_edited(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, **WEEKLY, ends="3")
    first = (await planned(town))[0]
    await town.tokens(martha, f"events.cancelled:{first.id}/{first.revision}/following")
    await town.presses(martha, "Edit", on=await town.tokens(martha, f"events.manage:{first.id}"))
    await town.fills(martha, title="Our meeting")
    assert await planned(town, cancelled=False) == []
    assert "Repeats: every week on Monday\n" in (await town.tokens(martha, f"events.manage:{first.id}")).text


async def test_a_series_that_goes_on_can_be_given_an_end_beyond_what_is_planned_and_go_on_again(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, **WEEKLY)
    already = len(await planned(town))
    await town.presses(martha, "Edit", on=await manages(town, martha))
    inside = await town.fills(martha, ends=f"{already - 1} times")
    assert town.plain(inside.problems["ends"]).startswith("It was to go on longer than that. To end it earlier, press")
    await town.fills(martha, ends="31 December 2028")
    assert "every week on Monday, 112 times" in card(town, tides)
    await town.presses(martha, "Edit", on=await manages(town, martha))
    form = town.heard[martha.account].form
    assert form is not None
    assert form.fields[-1].value == "112"
    assert len(await planned(town, cancelled=False)) == already
    await town.fills(martha, ends="")
    assert "every week on Monday\n" in card(town, tides)
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, ends=f"{already} times")
    assert f"every week on Monday, {already} times" in card(town, tides)


@pytest.mark.parametrize(("language", "said"), [("en", "Repeats: one time only"), ("fr", "Rythme: une seule fois")])
async def test_of_what_is_cancelled_from_the_second_on_no_rhythm_is_said(town: Town, language: str, said: str) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, **WEEKLY, ends="3")
    second = (await planned(town))[1]
    await town.tokens(martha, f"events.cancelled:{second.id}/{second.revision}/following")
    stands = town.letters(town.channel(tides))[0]
    assert [line for line in town.text(stands.message, language).split("\n") if line.startswith(said[:6])] == [said]


async def test_who_does_not_come_to_one_of_a_series_reads_to_which(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, **WEEKLY, ends="3")
    heard = await town.presses(ada, "Can't go", on=town.letters(town.channel(tides))[0])
    assert heard.text == "You are not coming to “Monthly meeting”, 9 November 2026 at 14:00 (UTC)."
