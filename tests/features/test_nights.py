"""What was to leave by day and could not is kept from the night in which it could: it comes once, when that ends."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from bot.chat.message import say
from bot.chat.text import Words
from bot.features.people import service as people
from tests.features.test_attention import writes
from tests.features.test_reminders import expected, told, wakes
from tests.simulators.post_office import later as busy
from tests.simulators.post_office import lost_answer
from tests.town import NORTH, Town


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


async def away_until(town: Town, moment: str) -> None:
    """The bot is away, and does then what fell due meanwhile."""
    town.clock.forward(utc(moment) - town.clock.now())
    await wakes(town)


async def test_a_letter_held_until_the_morning_is_not_handed_over_in_the_night_after_it(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.until(utc("11-03 22:00"))
    await writes(town, ada, "A word")
    await away_until(town, "11-04 20:30")
    assert town.reads(ada) == []
    await town.until(utc("11-05 06:59"))
    assert town.reads(ada) == []
    await town.until(utc("11-05 07:00"))
    assert town.reads(ada) == ["A word"]
    await town.until(utc("11-07 12:00"))
    assert town.reads(ada) == ["A word"]


@pytest.mark.parametrize("lost", [False, True], ids=["never tried", "answer lost"])
async def test_what_a_platform_took_no_more_before_the_night_comes_once_in_the_morning(town: Town, lost: bool) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.until(utc("11-03 19:59"))
    if lost:
        town.offices[NORTH].breaks(lost_answer(), to=ada.account)
    town.offices[NORTH].breaks_always(busy(), to=ada.account)
    await town.run(lambda tx: people.tell(tx, ada.id, say(Words("A word")), key="word"))
    await town.settle()
    await away_until(town, "11-03 21:00")
    town.offices[NORTH].mend()
    await town.until(utc("11-04 06:59"))
    assert town.reads(ada) == (["A word"] if lost else [])
    await town.until(utc("11-04 08:00"))
    assert town.reads(ada) == ["A word"]


async def test_what_waited_for_a_morning_that_is_over_counts_for_the_day_on_which_it_comes(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.until(utc("11-03 22:00"))
    await writes(town, ada, "One", "Two", "Three")
    await away_until(town, "11-04 20:30")
    await writes(town, ada, "Four")
    await town.until(utc("11-05 12:00"))
    assert town.reads(ada) == ["One", "Two", "Three", "One more message, as you had enough on 5 November 2026:\nFour"]


async def test_the_answer_that_came_too_late_for_whoever_asked_in_the_evening_waits_for_the_morning(town: Town) -> None:
    martha = await town.someone("Martha")
    crowd = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Bo")]
    reefs = await town.community("Reefs", admins=[martha])
    await town.until(utc("11-03 19:30"))
    for who in crowd:
        await town.joins(who, reefs)
    town.offices[NORTH].breaks_always(busy(), to=crowd[0].account)
    town.offices[NORTH].breaks_always(busy(), to=crowd[1].account)
    for card in town.letters(town.admin_channel(reefs)):
        await town.presses(martha, "Approve", on=card)
    await away_until(town, "11-03 20:30")
    town.offices[NORTH].mend()
    town.offices[NORTH].breaks_always(busy(), to=crowd[1].account)
    await town.passes(minutes=6)
    assert [len(town.reads(who)) for who in crowd] == [1, 0], "up an hour ago"
    await away_until(town, "11-04 01:00")
    town.offices[NORTH].mend()
    await town.until(utc("11-04 06:59"))
    assert [len(town.reads(who)) for who in crowd] == [1, 0]
    await town.until(utc("11-04 07:10"))
    assert [len(town.reads(who)) for who in crowd] == [1, 1]


async def test_what_presses_comes_at_night_and_presses_no_more_once_it_is_over(town: Town) -> None:
    crowd = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Bo")]
    await town.until(utc("11-03 19:59"))
    town.offices[NORTH].breaks_always(busy())
    for who, until in zip(crowd, ("11-04 02:00", "11-03 23:00"), strict=True):
        tell = partial(people.tell, message=say(Words("A word")), key=who.id, until=utc(until))
        await town.run(lambda tx, who=who, tell=tell: tell(tx, who.id))  # type: ignore[misc]
    await town.settle()
    await away_until(town, "11-03 23:30")
    town.offices[NORTH].mend()
    await town.passes(minutes=6)
    assert [len(town.reads(who)) for who in crowd] == [1, 0]
    await town.until(utc("11-04 07:10"))
    assert [len(town.reads(who)) for who in crowd] == [1, 1]


async def test_a_reminder_that_fell_due_while_we_were_away_waits_for_the_morning_and_says_that_it_is_late(
    town: Town,
) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-11 12:00"))
    await away_until(town, "11-11 21:00")
    await town.until(utc("11-12 06:59"))
    assert told(town, ada) == []
    await town.until(utc("11-12 07:01"))
    assert told(town, ada) == [
        "⏰ (late) “Monthly meeting” of Tides: 12 November 2026 at 15:00 (Europe/Rome), in 7 hours."
    ]
    await town.until(utc("11-12 14:01"))
    assert len(told(town, ada)) == 4


@pytest.mark.parametrize(("strict", "read"), [(False, 1), (True, 0)])
async def test_what_begins_in_the_night_is_told_late_at_night_unless_strict(
    town: Town, strict: bool, read: int
) -> None:
    _, _, [ada] = await expected(town, when="12 Nov 23:30")
    if strict:
        await town.says(ada, "/settings quiet:strict")
    await town.until(utc("11-12 12:00"))
    before = len(told(town, ada))
    await away_until(town, "11-12 21:45")
    await town.passes(minutes=1)
    assert len(told(town, ada)) - before == read
    await town.until(utc("11-13 12:00"))
    assert len(told(town, ada)) - before == (3 if not strict else 0)


async def test_what_was_put_off_until_the_evening_comes_while_they_are_up_and_not_at_three(town: Town) -> None:
    _, _, crowd = await expected(town, names=("Ada", "Bo"), when="12 Nov 20:50")
    await town.until(utc("11-11 19:55"))
    bo = crowd[1]
    assert [len(told(town, who)) for who in crowd] == [1, 1]
    for who in crowd:
        await town.presses(who, "Snooze 15 min")
    town.offices[NORTH].breaks_always(busy(), to=bo.account)
    await town.until(utc("11-11 20:12"))
    assert [len(told(town, who)) for who in crowd] == [2, 1]
    await away_until(town, "11-12 02:00")
    town.offices[NORTH].mend()
    await town.until(utc("11-12 06:59"))
    assert [len(told(town, who)) for who in crowd] == [2, 1]
    await town.until(utc("11-12 07:10"))
    assert [len(told(town, who)) for who in crowd] == [2, 2]
