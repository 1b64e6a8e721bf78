"""What comes within thirty days: one message in the channel, pinned, edited and never posted again, always true."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from bot.chat.address import Posted
from bot.features.board import service
from bot.features.communities import service as communities
from bot.features.communities import showing
from bot.features.communities.model import Community, Mode
from bot.jobs.outbox import lost
from tests.features.test_agendas import utc
from tests.features.test_events import manages, plans, settled
from tests.features.test_reminders import moves
from tests.simulators.post_office import Letter, lost_answer, refused
from tests.town import NORTH, SOUTH, Somebody, Town

NOTHING = "Nothing is planned for the next 30 days."
FIRST = "12 November 2026 at 15:00 (Europe/Rome) · Monthly meeting · Meeting"
"""The meeting as a reader in Rome sees it."""


async def starts(town: Town, *platforms: str) -> None:
    """Palabre starts, and on these platforms a message can be kept at hand."""
    await town.run(partial(service.watch, pinning=platforms))
    await town.settle()


async def tides_of(town: Town, *members: Somebody, **fields: object) -> tuple[Somebody, Community]:
    await starts(town, NORTH)
    return await settled(town, *members, **fields)


def boards(town: Town, tides: Community, platform: str = NORTH) -> list[Letter]:
    place = town.channel(tides, platform)
    return [each for each in town.letters(place) if town.text(each.message).startswith("The next 30 days")]


def board(town: Town, tides: Community) -> list[str]:
    """What the only one says below its heading, line by line."""
    [letter] = boards(town, tides)
    return town.text(letter.message, letter.locale, letter.timezone).split("\n")[1:]


async def test_it_is_posted_once_there_is_something_to_say_pinned_and_edited_from_then_on(town: Town) -> None:
    martha, tides = await tides_of(town)
    assert boards(town, tides) == []
    await plans(town, martha)
    [first] = boards(town, tides)
    assert (board(town, tides), first.pinned) == ([FIRST], True)
    assert town.labels(first.message) == ("Calendar",)
    await plans(town, martha, "/event plan deadline", title="Call for papers", when="20 Nov 17:00")
    await plans(town, martha, "/event plan milestone", title="Ten years", when="30 Nov")
    await plans(town, martha, "/event plan workshop", title="Nets", when="late November 2026")
    assert board(town, tides) == [
        FIRST,
        "20 November 2026 at 17:00 (Europe/Rome) · Call for papers · Deadline",
        "Nets · Workshop, provisional: late November 2026 (21 November 2026 – 30 November 2026)",
        "Monday 30 November 2026 · Ten years · Milestone",
    ]
    [now] = boards(town, tides)
    assert (now.id, now.pinned, town.offices[NORTH].calls("pin")) == (first.id, True, 1)


async def test_it_is_true_after_every_change(town: Town) -> None:
    martha, tides = await tides_of(town)
    await plans(town, martha)
    await moves(town, martha, "13 Nov 16:00")
    moved = (
        "13 November 2026 at 16:00 (Europe/Rome) · Monthly meeting · Meeting"
        " · moved from 12 November 2026 at 15:00 (Europe/Rome)"
    )
    assert board(town, tides) == [moved]
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, title="Low tide")
    assert board(town, tides) == [moved.replace("Monthly meeting", "Low tide")]
    await manages(town, martha)
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    assert board(town, tides) == [NOTHING]
    await manages(town, martha)
    await town.presses(martha, "Restore")
    assert board(town, tides) == [moved.replace("Monthly meeting", "Low tide")]
    calendar = await town.says(martha, "/calendar tides")
    assert "· moved from 12 November 2026 at 15:00 (Europe/Rome)" in calendar.text
    assert len(boards(town, tides)) == 1


async def test_time_alone_changes_it_and_nobody_looks_in_between(town: Town) -> None:
    martha, tides = await tides_of(town)
    await plans(town, martha, when="2026-12-10 15:00")
    assert boards(town, tides) == []
    await town.until(utc("11-10 13:59"))
    assert boards(town, tides) == []
    await town.until(utc("11-10 14:00"))
    [first] = boards(town, tides)
    assert board(town, tides) == ["10 December 2026 at 15:00 (Europe/Rome) · Monthly meeting · Meeting"]
    assert (first.pinned, first.versions) == (True, 1)
    await town.until(utc("12-10 14:59"))
    assert board(town, tides) == ["10 December 2026 at 15:00 (Europe/Rome) · Monthly meeting · Meeting"]
    assert boards(town, tides)[0].versions == 1
    await town.until(utc("12-10 15:00"))
    assert board(town, tides) == [NOTHING]
    [last] = boards(town, tides)
    assert (last.id, last.pinned, last.versions) == (first.id, True, 2)


async def test_a_series_comes_into_it_one_after_another_for_months(town: Town) -> None:
    martha, tides = await tides_of(town)
    await plans(town, martha, repeats="week")
    seen = []
    for _ in range(5):
        seen.append(len(board(town, tides)))
        await town.passes(days=30)
    [letter] = boards(town, tides)
    assert (seen[0], set(seen[1:]), letter.pinned, town.offices[NORTH].calls("pin")) == (3, {4, 5}, True, 1)


async def test_much_of_it_is_one_short_message_all_the_same(town: Town) -> None:
    martha, tides = await tides_of(town)
    for day in range(1, 15):
        await plans(town, martha, title=f"{day} " + "海" * 140, when=f"2026-11-{day + 9} 15:00")
    said = board(town, tides)
    assert (len(said), said[-1]) == (11, "And 4 more: /calendar shows everything.")
    assert said[0] == f"10 November 2026 at 15:00 (Europe/Rome) · 1 {'海' * 77}… · Meeting"


async def test_only_where_messages_can_be_kept_at_hand(town: Town) -> None:
    martha, tides = await tides_of(town, platforms=(NORTH, SOUTH))
    await plans(town, martha)
    assert (len(boards(town, tides, NORTH)), boards(town, tides, SOUTH)) == (1, [])
    await starts(town, NORTH, SOUTH)
    assert (len(boards(town, tides, NORTH)), len(boards(town, tides, SOUTH))) == (1, 1)


async def test_what_was_planned_before_this_version_is_on_it_from_the_first_start(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    assert boards(town, tides) == []
    await starts(town, NORTH)
    assert board(town, tides) == [FIRST]


async def test_deleted_by_hand_it_comes_back_only_when_something_changes(town: Town) -> None:
    martha, tides = await tides_of(town)
    await plans(town, martha)
    [first] = boards(town, tides)
    town.offices[NORTH].erases(first.id)
    await town.run(lambda tx: lost(tx, Posted(first.target, first.id)))
    town.restart()
    await starts(town, NORTH)
    await town.passes(days=1)
    assert boards(town, tides) == []
    await plans(town, martha, title="Nets", when="20 Nov 15:00")
    [again] = boards(town, tides)
    assert (again.pinned, again.id != first.id) == (True, True)


async def test_deleted_unseen_it_comes_back_once_with_the_next_change(town: Town) -> None:
    martha, tides = await tides_of(town)
    await plans(town, martha)
    town.offices[NORTH].erases(boards(town, tides)[0].id)
    await moves(town, martha, "13 Nov 16:00")
    assert len(boards(town, tides)) == 1
    await moves(town, martha, "14 Nov 16:00")
    assert len(boards(town, tides)) == 1
    assert board(town, tides)[0].startswith("14 November")


async def test_a_pin_that_somebody_took_off_stays_off(town: Town) -> None:
    martha, tides = await tides_of(town)
    await plans(town, martha)
    town.offices[NORTH].unpins(boards(town, tides)[0].id)
    await moves(town, martha, "13 Nov 16:00")
    town.restart()
    await starts(town, NORTH)
    await town.passes(days=15)
    [letter] = boards(town, tides)
    assert (board(town, tides), letter.pinned) == ([NOTHING], False)


async def test_a_lost_answer_and_two_who_plan_at_once_make_one(town: Town) -> None:
    martha, tides = await tides_of(town)
    for what in ("send", "pin"):
        town.offices[NORTH].breaks(lost_answer(), to=town.channel(tides), what=what)
    await plans(town, martha)
    await town.passes(minutes=5)
    assert (board(town, tides), boards(town, tides)[0].pinned) == ([FIRST], True)
    work = [town.database.run(lambda tx: showing.review(tx, tides.id)) for _ in range(5)]
    await asyncio.gather(*work)
    await town.settle()
    assert len(boards(town, tides)) == 1


async def test_where_it_cannot_be_pinned_the_administrators_read_once_what_to_do(town: Town) -> None:
    martha, tides = await tides_of(town)
    office = town.offices[NORTH]
    office.breaks_always(refused("forbidden", "no-scope"), what="pin")
    await plans(town, martha)
    await plans(town, martha, title="Nets", when="20 Nov 15:00")
    assert (len(board(town, tides)), boards(town, tides)[0].pinned) == (2, False)

    def told() -> list[str]:
        return [each for each in town.reads(town.admin_channel(tides)) if "pin" in each]

    assert told() == [
        "The list of what comes within 30 days stands in the channel of Tides in north square and is kept up to date, "
        "but I could not pin it.\n"
        "I was installed without a permission that I need by now. Ask whoever runs me to add it to my app and install "
        "that again; on the machine where I run, “palabre check” tells them which.\n"
        "Whoever may can also pin it by hand: it stays the same message."
    ]
    letter = town.letters(town.admin_channel(tides))[-1]
    await town.presses(martha, "Try again", on=letter)
    assert len(told()) == 2
    office.mend()
    await town.presses(martha, "Try again", on=letter)
    assert (len(told()), boards(town, tides)[0].pinned) == (2, True)


async def test_only_administrators_try_again(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    martha, tides = await tides_of(town, ada, mode=Mode.PRIVATE, hidden=True)
    town.offices[NORTH].breaks(refused("invalid", "too-many-pins"), what="pin")
    await plans(town, martha)
    [home] = await town.run(lambda tx: communities.homes(tx, tides.id))
    for each in (ada, eve):
        await town.tokens(each, f"board.pin:{home.id}")
    unknown = await town.tokens(eve, "board.pin:pla_nothing")
    assert boards(town, tides)[0].pinned is False
    assert (await town.tokens(eve, f"board.pin:{home.id}")).text == unknown.text
    await town.tokens(martha, f"board.pin:{home.id}")
    assert boards(town, tides)[0].pinned


async def test_an_archived_community_says_so_and_takes_the_pin_off_until_it_lives_again(town: Town) -> None:
    martha, tides = await tides_of(town)
    await plans(town, martha)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    await town.settle()
    [letter] = boards(town, tides)
    assert (len(board(town, tides)), "no longer active" in board(town, tides)[0], letter.pinned) == (1, True, False)
    pinned = [each for each in town.letters(town.channel(tides)) if each.pinned]
    assert ["no longer active" in town.text(each.message) for each in pinned] == [True]
    await town.says(martha, "/community reactivate tides")
    [letter] = boards(town, tides)
    assert (board(town, tides), letter.pinned) == ([NOTHING], True)
    assert [each.id for each in town.letters(town.channel(tides)) if each.pinned] == [letter.id]


async def test_it_goes_from_a_channel_in_which_the_community_lives_no_more(town: Town) -> None:
    """Whoever reads there from now on learns nothing of it."""
    martha, tides = await tides_of(town)
    await plans(town, martha)
    [home] = await town.run(lambda tx: communities.homes(tx, tides.id))
    await town.run(lambda tx: communities.drop_place(tx, home))
    await town.settle()
    assert boards(town, tides) == []
    await plans(town, martha, title="Nets", when="20 Nov 15:00")
    assert boards(town, tides) == []


async def test_a_new_place_gets_its_own(town: Town) -> None:
    await starts(town, NORTH, SOUTH)
    martha, tides = await settled(town)
    await plans(town, martha)
    await town.run(lambda tx: communities.add_place(tx, tides, town.channel(tides, SOUTH)))
    await town.settle()
    assert (len(boards(town, tides, NORTH)), len(boards(town, tides, SOUTH))) == (1, 1)


async def test_a_draft_is_on_no_board_and_one_community_on_no_other(town: Town) -> None:
    martha, tides = await tides_of(town)
    nets = await town.community("Nets", admins=[martha])
    await town.says(martha, "/meeting plan tides")
    await town.fills(martha, title="Secret", purpose="Not yet", when="12 Nov 15:00")
    assert (boards(town, tides), boards(town, nets)) == ([], [])
    await town.presses(martha, "Plan it")
    assert (len(boards(town, tides)), boards(town, nets)) == (1, [])


async def test_one_whose_only_event_is_cancelled_before_it_leaves_is_not_posted(town: Town) -> None:
    martha, tides = await tides_of(town)
    office = town.offices[NORTH]
    office.breaks(*[refused("forbidden", "no-send")] * 2, to=town.channel(tides), what="send")
    await plans(town, martha)
    assert boards(town, tides) == []
    await manages(town, martha)
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    await town.passes(seconds=timedelta(days=2).total_seconds())
    assert boards(town, tides) == []
