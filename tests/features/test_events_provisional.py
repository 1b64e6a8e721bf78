"""Provisional periods (guide 142, 153): shown as typed, reminded of to nobody, until somebody fixes the date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.features.communities.model import Mode
from bot.features.events import service
from bot.features.events.model import State
from bot.features.membership import service as membership
from tests.features.test_calendars import read, status, subscribes, utc
from tests.features.test_events import manages, planned, plans, settled, writes
from tests.features.test_reminders import told
from tests.town import Town

PERIOD = "end of May – early June 2027"


async def test_a_period_in_words_is_said_back_with_its_days_and_shown_as_provisional(town: Town) -> None:
    martha, tides = await settled(town)
    heard = await writes(town, martha, "/webinar plan", title="Nets", when=PERIOD)
    assert f"When: {PERIOD}\n21 May 2027 – 10 June 2027\nLength: 60 minutes" in heard.text
    assert "nobody is reminded until you confirm a date" in heard.text
    await town.presses(martha, "Plan it")
    [card] = town.letters(town.channel(tides))
    assert town.text(card.message) == (
        "Webinar · Tides\nNets\nWhat we did, and what comes next.\n"
        f"When: {PERIOD}\n21 May 2027 – 10 June 2027\nLength: 60 minutes\n"
        "Provisional: the date is not fixed yet, and nobody is reminded."
    )
    assert town.labels(card.message) == ("Tell me the date", "To my calendar")
    calendar = await town.says(martha, "/calendar tides")
    assert f"Nets · Webinar, provisional: {PERIOD} (21 May 2027 – 10 June 2027)" in calendar.text


async def test_french_periods_are_read_too(town: Town) -> None:
    martha = await town.someone("Martha", locale="fr", timezone="Europe/Paris")
    await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, timezone="Europe/Paris", language="fr")
    heard = await writes(town, martha, when="Fin mai – début juin 2027")
    assert "Quand: Fin mai – début juin 2027\n21 mai 2027 – 10 juin 2027" in heard.text


async def test_nobody_is_reminded_until_it_is_confirmed_and_then_whoever_wanted_to_know_is_told(town: Town) -> None:
    ada, bo = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Bo")]
    martha, tides = await settled(town, ada, bo)
    await plans(town, martha, "/webinar plan", when="late November 2026")
    card = town.letters(town.channel(tides))[0]
    heard = await town.presses(ada, "Tell me the date", on=card)
    assert heard.text == "You are told as soon as the date of “Monthly meeting” is fixed."
    [made] = await planned(town)
    assert (await town.tokens(bo, f"events.going:{made.id}")).text.startswith("You are told as soon as")
    await town.tokens(bo, f"events.no:{made.id}")
    await town.until(datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert (town.letters(ada), len(town.letters(town.channel(tides)))) == ([], 1)
    await manages(town, martha)
    await town.presses(martha, "Confirm")
    shown = await town.fills(martha, when="25 Nov 15:00")
    assert shown.text == (
        "Fix the date of “Monthly meeting”? One person is told.\n"
        "Until now: late November 2026\n"
        "From now on: Wednesday 25 November 2026, 15:00 (Europe/Rome, UTC+01:00)\n"
        "In your time: 25 November 2026 at 15:00 (Europe/Rome)"
    )
    for _ in range(2):
        await town.presses(martha, "Confirm", on=shown)
    assert town.reads(ada) == [
        "The date of “Monthly meeting” of Tides is fixed: 25 November 2026 at 15:00 (Europe/Rome), "
        "that is Wednesday 25 November 2026, 15:00 (Europe/Rome, UTC+01:00)."
    ]
    assert town.letters(bo) == []
    [card] = town.letters(town.channel(tides))
    assert town.labels(card.message)[:4] == ("Going", "Maybe", "Can't go", "To my calendar")
    await town.presses(ada, "Going")
    await town.until(datetime(2026, 11, 26, tzinfo=UTC))
    assert len(told(town, ada)) == 4


async def test_other_calendars_show_all_its_days_as_tentative_and_then_the_hour_under_the_same_name(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, when=PERIOD)
    secret = await subscribes(town, martha)
    [entry] = (await read(town, secret)).events
    before = (entry.uid, entry.sequence, status(entry), str(entry.dtstart), str(entry.dtend))
    await manages(town, martha)
    await town.presses(martha, "Confirm")
    shown = await town.fills(martha, when="2027-06-02 10:00")
    await town.presses(martha, "Confirm", on=shown)
    [entry] = (await read(town, secret)).events
    assert before == (entry.uid, 0, "TENTATIVE", "2027-05-21", "2027-06-11")
    assert (entry.sequence, status(entry), utc(entry.dtstart)) == (1, "CONFIRMED", datetime(2027, 6, 2, 8, tzinfo=UTC))


async def test_a_period_can_be_put_off_cancelled_and_brought_back(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, when=PERIOD)
    await town.presses(ada, "Tell me the date", on=town.letters(town.channel(tides))[0])
    await manages(town, martha)
    await town.presses(martha, "Confirm")
    await town.fills(martha, when="autumn")
    assert list(town.heard[martha.account].problems) == ["when"]
    moved = await town.fills(martha, when="September 2027")
    assert "When: September 2027\n1 September 2027 – 30 September 2027" in moved.text
    assert (town.letters(ada), "September 2027" in town.reads(town.channel(tides))[0]) == ([], True)
    await manages(town, martha)
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    assert town.reads(ada) == ["“Monthly meeting” of Tides, September 2027, is cancelled."]
    await town.presses(martha, "Restore")
    assert [made.state for made in await planned(town)] == [State.TENTATIVE]
    assert town.reads(ada)[-1] == "“Monthly meeting” of Tides takes place after all, September 2027."


async def test_what_is_fixed_is_not_made_uncertain_by_a_slip_of_the_hand(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    await manages(town, martha)
    await town.presses(martha, "Move")
    refused = await town.fills(martha, when="May 2027")
    assert list(refused.problems) == ["when"]
    assert [made.state for made in await planned(town)] == [State.PLANNED]


@pytest.mark.parametrize(("values", "field"), [({"when": "March 2016"}, "when"), ({"when": "2040"}, "when"),
                                               ({"when": PERIOD, "repeats": "week"}, "repeats")])  # fmt: skip
async def test_a_period_that_cannot_be_is_given_back(town: Town, values: dict[str, str], field: str) -> None:
    martha, _ = await settled(town)
    assert list((await writes(town, martha, **values)).problems) == [field]


async def test_it_can_be_edited_without_losing_its_period_and_ends_when_that_is_over(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, when="mid-November")
    before = [(made.at, made.ends) for made in await planned(town)]
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, title="Renamed", minutes="90", where="Room 3")
    assert [(made.at, made.ends) for made in await planned(town)] == before
    await town.until(datetime(2026, 11, 15, tzinfo=UTC))
    assert "Renamed" in (await town.says(martha, "/calendar tides")).text
    await town.until(datetime(2026, 11, 21, tzinfo=UTC))
    assert (await town.says(martha, "/calendar tides")).text == "Calendar of Tides\nNothing is planned."
    assert town.reads(town.channel(tides))[0].startswith("Meeting · Tides\nRenamed")


async def test_archiving_cancels_it_and_who_leaves_is_not_told_the_date(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await settled(town, ada, bo)
    await plans(town, martha, when=PERIOD)
    for who in (ada, bo):
        await town.presses(who, "Tell me the date", on=town.letters(town.channel(tides))[0])
    await town.run(lambda tx: membership.depart(tx, tides, bo.id, membership.Status.LEFT, by=""))
    asked = await town.says(martha, "/community archive tides")
    assert f"• “Monthly meeting”, {PERIOD}" in asked.text
    await town.presses(martha, "Archive")
    assert [len(town.letters(each)) for each in (ada, bo)] == [1, 0]
    assert [made.state for made in await planned(town)] == [State.CANCELLED]


async def test_what_is_told_elsewhere_of_what_is_to_come_says_nothing_of_what_has_no_date(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, when=PERIOD)
    await plans(town, martha, title="Dated")
    found = await town.run(lambda tx: service.coming(tx, tides.id, after=tx.now))
    assert [row.title for row, _ in found] == ["Dated"]


async def test_what_becomes_of_something_uncertain_is_told_by_day_also_within_its_period(town: Town) -> None:
    """FEATURES 2.3.6: nobody sets out for what has no date."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, tides = await settled(town, ada)
    await plans(town, martha, when="November 2026")
    await town.presses(ada, "Tell me the date", on=town.letters(town.channel(tides))[0])
    await town.until(datetime(2026, 11, 10, 22, tzinfo=UTC))
    await manages(town, martha)
    for label in ("Cancel", "Cancel it"):
        await town.presses(martha, label)
    assert town.letters(ada) == []
    await town.until(datetime(2026, 11, 11, 7, tzinfo=UTC))
    assert town.reads(ada) == ["“Monthly meeting” of Tides, November 2026, is cancelled."]
    await town.until(datetime(2026, 11, 11, 22, tzinfo=UTC))
    await town.presses(martha, "Restore")
    assert len(town.letters(ada)) == 1
    await town.until(datetime(2026, 11, 12, 7, tzinfo=UTC))
    assert town.reads(ada)[1:] == ["“Monthly meeting” of Tides takes place after all, November 2026."]
