"""Who leaves gives back their seats; an archived community calls off what it planned, and tells those who come."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.features.events import service
from bot.features.events.model import Answer, State
from bot.features.membership import service as membership
from bot.features.membership.model import Status
from tests.features.test_calendars import read, status, subscribes
from tests.features.test_events import channel, planned, plans, seated, settled
from tests.features.test_reminders import told
from tests.town import Town


@pytest.mark.parametrize("how", [Status.LEFT, Status.REMOVED, Status.BANNED])
async def test_whoever_belongs_no_more_frees_their_seat_and_it_is_offered_to_the_next(town: Town, how: Status) -> None:
    martha, tides, [ada, bo, cy] = await seated(town, 1, "Ada", "Bo", "Cy")
    if how is Status.LEFT:
        await town.says(ada, "/leave tides")
        await town.presses(ada, "Leave")
    else:
        await town.run(lambda tx: membership.depart(tx, tides, ada.id, how, by=martha.id))
        await town.settle()
    assert [text.split(",")[0] for text in town.reads(bo)] == ["A seat is free at “Monthly meeting” of Tides"]
    assert town.letters(cy) == []
    assert channel(town, tides)[0].endswith("0 going, 0 maybe · 1 seat · one offered to who waited · 1 waiting")
    await town.presses(bo, "Going")
    assert channel(town, tides)[0].endswith("1 going, 0 maybe · 1 seat · 1 waiting")


async def test_who_leaves_the_waiting_line_makes_those_behind_them_move_up(town: Town) -> None:
    _, tides, [ada, bo, cy] = await seated(town, 1, "Ada", "Bo", "Cy")
    await town.says(bo, "/leave tides")
    await town.presses(bo, "Leave")
    assert channel(town, tides)[0].endswith("1 going, 0 maybe · 1 seat · 1 waiting")
    await town.presses(ada, "Can't go", on=town.letters(town.channel(tides))[0])
    assert [len(town.letters(each)) for each in (bo, cy)] == [0, 1]


async def test_who_leaves_with_a_seat_kept_for_them_frees_it_too_and_nothing_lapses_later(town: Town) -> None:
    _, tides, [ada, bo, cy] = await seated(town, 1, "Ada", "Bo", "Cy")
    await town.presses(ada, "Can't go", on=town.letters(town.channel(tides))[0])
    await town.says(bo, "/leave tides")
    await town.presses(bo, "Leave")
    assert "A seat is free" in town.reads(cy)[-1]
    await town.presses(cy, "Going")
    before = len(town.letters(bo))
    await town.passes(hours=30)
    assert len(town.letters(bo)) == before
    assert channel(town, tides)[0].endswith("1 going, 0 maybe · 1 seat")


async def test_who_comes_back_has_said_nothing_yet_and_their_past_answers_stay(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    first, second = (await planned(town))[:2]
    for made in (first, second):
        await town.tokens(ada, f"events.going:{made.id}")
    await town.until(datetime(2026, 11, 6, 9, tzinfo=UTC))
    await town.says(ada, "/leave tides")
    await town.presses(ada, "Leave")
    await town.joins(ada, tides)
    before = len(told(town, ada))
    kept = [await town.run(lambda tx, made=made: service.answer_of(tx, made.id, ada.id)) for made in (first, second)]  # type: ignore[misc]
    assert [mine and mine.answer for mine in kept] == [Answer.GOING, None]
    await town.until(datetime(2026, 11, 13, 9, tzinfo=UTC))
    assert len(told(town, ada)) == before


async def test_another_communitys_seats_are_kept(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, _ = await settled(town, ada, bo)
    other = await town.community("Other", admins=[martha], members=[ada, bo])
    await plans(town, martha, capacity="1")
    [made] = await planned(town)
    for who in (ada, bo):
        await town.tokens(who, f"events.going:{made.id}")
    await town.run(lambda tx: membership.depart(tx, other, ada.id, Status.REMOVED, by=martha.id))
    await town.settle()
    mine = await town.run(lambda tx: service.answer_of(tx, made.id, ada.id))
    assert mine is not None
    assert (mine.answer, town.letters(bo)) == (Answer.GOING, [])


async def test_m11_many_leave_while_others_press_and_never_more_come_than_there_are_seats(town: Town) -> None:
    crowd = [await town.someone(f"P{n}") for n in range(10)]
    martha, tides = await settled(town, *crowd)
    await plans(town, martha, capacity="3")
    [made] = await planned(town)
    for who in crowd[:6]:
        await town.tokens(who, f"events.going:{made.id}")
    await asyncio.gather(
        *(town.run(lambda tx, who=who: membership.depart(tx, tides, who.id, Status.LEFT, by="")) for who in crowd[:3]),  # type: ignore[misc]
        *(town.tokens(who, f"events.going:{made.id}") for who in crowd[6:]),
    )
    await town.settle()
    tally = await town.run(lambda tx: service.tally(tx, made.id))
    assert (tally.going + tally.held, tally.waiting) == (3, 4)


# The archive.


async def test_archiving_names_what_it_cancels_and_tells_each_who_comes_once(town: Town) -> None:
    ada, bo, cy = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Bo", "Cy")]
    martha, tides = await settled(town, ada, bo, cy)
    await plans(town, martha, "/webinar plan", title="Nets")
    await plans(town, martha, when="10 Nov 15:00", repeats="month-weekday")
    series, nets = (await planned(town))[0], (await planned(town))[1]
    for who, made in ((ada, nets), (ada, series), (bo, series)):
        await town.tokens(who, f"events.going:{made.id}")
    secret = await subscribes(town, martha)
    asked = await town.says(martha, "/community archive tides")
    assert asked.text == (
        "Archive Tides? Nobody can join or write any more; all content stays readable for its 4 members. "
        "Nobody is waiting to join.\n"
        "These 2 are cancelled then, and whoever comes to any of them is told:\n"
        "• “Monthly meeting”, 10 November 2026 at 15:00 (Europe/Rome) and all after it\n"
        "• “Nets”, 12 November 2026 at 15:00 (Europe/Rome)"
    )
    assert await planned(town, cancelled=False) == await planned(town)
    await town.presses(martha, "Archive")
    assert town.reads(ada) == [
        "Tides was archived, and what it had planned does not take place:\n"
        "• “Monthly meeting”, 10 November 2026 at 15:00 (Europe/Rome) and all after it\n"
        "• “Nets”, 12 November 2026 at 15:00 (Europe/Rome)"
    ]
    assert [len(town.letters(each)) for each in (bo, cy)] == [1, 0]
    assert await planned(town, cancelled=False) == []
    assert [text.split("\n")[-1] for text in channel(town, tides)] == ["Cancelled."] * 2
    entries = (await read(town, secret)).events
    assert ({status(each) for each in entries}, len(entries)) == ({"CANCELLED"}, len(await planned(town)))
    await town.passes(days=40)
    assert told(town, ada) == []


async def test_what_was_planned_after_the_question_is_shown_before_anything_is_archived(town: Town) -> None:
    martha, tides = await settled(town)
    asked = await town.says(martha, "/community archive tides")
    await plans(town, martha)
    again = await town.presses(martha, "Archive", on=asked)
    assert "This is cancelled then" in again.text
    assert not (await town.now(tides)).archived
    await town.presses(martha, "Archive", on=again)
    assert (await town.now(tides)).archived
    assert await planned(town, cancelled=False) == []


async def test_active_again_nothing_comes_back_by_itself_and_it_is_said(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    await town.tokens(ada, f"events.going:{(await planned(town))[1].id}")
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    back = await town.presses(martha, "Make it active again")
    assert back.text == (
        "Tides is active again.\n"
        "This was cancelled with the archive, and stays so until you bring it back:\n"
        "• “Monthly meeting”, 5 November 2026 at 15:00 (Europe/Rome) and all after it"
    )
    await town.passes(days=60)
    assert await planned(town, cancelled=False) == []
    made = (await planned(town))[0]
    before = len(town.letters(ada))
    await town.tokens(martha, f"events.restore:{made.id}/{made.revision}")
    assert [each.id for each in await planned(town, cancelled=False)] == [made.id]
    assert len(town.letters(ada)) == before


async def test_what_has_begun_goes_on_and_what_is_over_stays(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, when="3 Nov 11:30")
    await town.until(datetime(2026, 11, 3, 10, 45, tzinfo=UTC))
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    assert (await town.now(tides)).archived
    assert [made.state for made in await planned(town)] == [State.PLANNED]
