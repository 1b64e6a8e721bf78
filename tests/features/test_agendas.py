"""Meetings with a purpose: members say what they are about, an empty one may be called off, and minutes are kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.chat.address import Posted
from bot.features.agendas import service
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events.model import Occurrence, occurrences
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.jobs.outbox import lost
from bot.jobs.queue import jobs
from tests.features.test_events import manages, planned, plans, settled
from tests.features.test_reminders import moves, wakes
from tests.simulators.post_office import Letter
from tests.town import NORTH, SOUTH, Somebody, Town


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def agendas(town: Town, tides: Community, platform: str = NORTH) -> list[str]:
    said = town.reads(town.channel(tides, platform))
    return [text for text in said if text.startswith("Agenda of") or "for its agenda" in text]


def card(town: Town, tides: Community, starts: str = "Agenda of") -> Letter:
    place = town.channel(tides)
    return [
        letter for letter, text in zip(town.letters(place), town.reads(place), strict=True) if text.startswith(starts)
    ][-1]


def offers(town: Town, who: Somebody) -> list[str]:
    return [text for text in town.reads(who) if "agenda" in text]


async def monthly(town: Town, *members: Somebody, **fields: object) -> tuple[Somebody, Community]:
    """A meeting on every fourth Tuesday at 15:00 in Rome, the first on 24 November."""
    martha, tides = await settled(town, *members, **fields)
    await plans(town, martha, when="24 Nov 15:00", repeats="month-weekday")
    return martha, tides


async def adds(town: Town, who: Somebody, tides: Community, text: str) -> None:
    await town.presses(who, "Add to the agenda", on=card(town, tides))
    await town.fills(who, text=text)


async def test_a_week_before_members_are_asked_and_what_they_add_is_read_with_their_names(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo", SOUTH)
    _, tides = await monthly(town, ada, bo, platforms=(NORTH, SOUTH))
    await town.until(utc("11-17 13:59"))
    assert agendas(town, tides) == []
    await town.until(utc("11-17 14:01"))
    assert agendas(town, tides) == [
        "Agenda of “Monthly meeting”, 24 November 2026 at 15:00 (Europe/Rome)\n"
        "What should we talk about? If nothing is on the agenda two days before, the administrators may call the "
        "meeting off.\n"
        "Nothing is on the agenda yet."
    ]
    await adds(town, ada, tides, "  The new\ttide tables ")
    south = next(each for each in town.letters(town.channel(tides, SOUTH)) if "Agenda" in town.text(each.message))
    await town.presses(bo, "Add to the agenda", on=south)
    await town.fills(bo, text="*Who* writes the report?")
    for platform in (NORTH, SOUTH):
        assert agendas(town, tides, platform)[0].endswith(
            "1. The new tide tables (Ada)\n2. *Who* writes the report? (Bo)"
        )
    assert town.reads(town.channel(tides))[0].endswith("2 items are on the agenda.")
    await town.until(utc("11-24 13:00"))
    assert len(agendas(town, tides)) == 1


async def test_planned_less_than_a_week_ahead_only_one_of_its_two_cards_asks_for_the_agenda(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, when="9 Nov 15:00", repeats="week")

    def asking() -> list[tuple[str, ...]]:
        labels = [town.labels(each.message) for each in town.letters(town.channel(tides))]
        return [tuple(each for each in some if "genda" in each) for some in labels]

    assert asking() == [("Agenda",), ("Add to the agenda", "Agenda")]
    gone = card(town, tides)
    town.offices[NORTH].erases(gone.id)
    await town.run(lambda tx: lost(tx, Posted(gone.target, gone.id)))
    await town.presses(ada, "Agenda", on=card(town, tides, "Meeting"))
    await town.presses(ada, "Add to the agenda")
    await town.fills(ada, text="Tables")
    assert asking() == [("Add to the agenda", "Agenda")]


async def test_what_takes_place_once_is_asked_about_on_its_own_card(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, when="9 Nov 15:00")
    [letter] = town.letters(town.channel(tides))
    assert [each for each in town.labels(letter.message) if "genda" in each] == ["Add to the agenda", "Agenda"]


async def test_saying_the_same_twice_is_one_item_and_each_takes_off_their_own(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await monthly(town, ada, bo)
    await town.until(utc("11-18 09:00"))
    await adds(town, ada, tides, "Tables")
    await adds(town, ada, tides, "tables")
    await adds(town, bo, tides, "Maps")
    seen = await town.says(ada, "/meeting agenda tides")
    assert (seen.text.split("\n")[1:], seen.buttons) == (
        ["1. Tables (Ada)", "2. Maps (Bo)"], ("Take it off", "Add to the agenda"),
    )  # fmt: skip
    theirs = town.button(bo, "Take it off", on=await town.says(bo, "/meeting agenda tides")).token
    assert (await town.tokens(ada, theirs)).text == "That is not there any more."
    await town.presses(ada, "Take it off", on=seen)
    assert agendas(town, tides)[0].endswith("\n1. Maps (Bo)")
    await town.says(martha, "/meeting agenda tides")
    await town.presses(martha, "Take it off")
    assert agendas(town, tides)[0].endswith("Nothing is on the agenda yet.")


async def test_pressed_twice_in_the_same_instant_it_is_one_item(town: Town) -> None:
    ada = await town.someone("Ada")
    await monthly(town, ada)
    it = await town.run(lambda tx: service.meeting(tx, tx.all(occurrences.select(), Occurrence)[0].id))
    assert it
    added = await asyncio.gather(*(town.run(lambda tx: service.add(tx, it, ada.id, "Tables")) for _ in range(4)))
    assert len([each for each in added if each]) == 1


async def test_a_stranger_adds_nothing_and_learns_nothing(town: Town) -> None:
    eve = await town.someone("Eve")
    _, tides = await monthly(town, hidden=True)
    await town.until(utc("11-18 09:00"))
    [first, *_] = await planned(town)
    for token in ("agendas.add", "agendas.open", "agendas.minutes", "agendas.cancel", "agendas.keep"):
        answers = [(await town.tokens(eve, f"{token}:{name}")).text for name in (first.id, "occ_0000000000")]
        assert answers[0] == answers[1]
    assert agendas(town, tides)[0].endswith("Nothing is on the agenda yet.")


async def test_guide_100_without_an_agenda_it_is_offered_to_call_the_meeting_off_at_one_press(town: Town) -> None:
    ada, nora = await town.someone("Ada"), await town.someone("Nora")
    martha, tides = await settled(town, ada)
    await town.run(lambda tx: membership.admit(tx, tides, nora.id, by="", role=Role.ADMINISTRATOR))
    await plans(town, martha, when="24 Nov 15:00", repeats="month-weekday")
    [first, *_] = await planned(town)
    await town.tokens(ada, f"events.going:{first.id}")
    await town.until(utc("11-22 13:59"))
    assert (offers(town, martha), offers(town, nora)) == ([], [])
    await town.until(utc("11-22 14:01"))
    assert [len(offers(town, each)) for each in (martha, nora, ada)] == [1, 1, 0]
    assert offers(town, martha) == [
        "Nothing is on the agenda of “Monthly meeting” of Tides, 24 November 2026 at 15:00 (Europe/Rome), although the "
        "members were asked. A meeting without a purpose costs everybody an hour: shall it take place?"
    ]
    assert town.labels(town.letters(nora)[-1].message) == ("Cancel this month", "Keep it", "Add to the agenda")
    offered = town.letters(martha)[-1].message
    await town.presses(nora, "Cancel this month")
    await town.presses(martha, "Cancel this month", on=offered)
    told = [text for text in town.reads(ada) if "is cancelled" in text]
    assert len(told) == 1
    assert "is called off" in town.reads(martha)[-1]
    states = {made.number: str(made.state) for made in await planned(town)}
    assert (states[1], states[2]) == ("cancelled", "planned")
    assert agendas(town, tides)[0].endswith("is cancelled; nothing more is needed for its agenda.")
    assert town.labels(card(town, tides, "“Monthly meeting”").message) == ()


async def test_one_who_keeps_it_settles_it_for_all_and_nobody_is_asked_again(town: Town) -> None:
    martha, _ = await monthly(town)
    await town.until(utc("11-22 14:01"))
    kept = await town.presses(martha, "Keep it")
    assert kept.text == "“Monthly meeting”, 24 November 2026 at 15:00 (Europe/Rome), takes place: Martha keeps it."
    assert offers(town, martha) == []
    await town.until(utc("11-24 13:00"))
    assert offers(town, martha) == []
    assert str((await planned(town))[0].state) == "planned"
    await town.until(utc("12-20 14:01"))
    assert len(offers(town, martha)) == 1


async def test_an_item_before_the_second_day_and_nothing_is_offered(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await monthly(town, ada)
    await town.until(utc("11-20 09:00"))
    await adds(town, ada, tides, "Tables")
    await town.until(utc("11-24 13:00"))
    assert offers(town, martha) == []


async def test_an_item_after_the_offer_ends_it_and_its_button_cancels_nothing(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await monthly(town, ada)
    await town.until(utc("11-22 15:00"))
    old = town.letters(martha)[-1].message
    await adds(town, ada, tides, "Tables")
    assert offers(town, martha)[-1].endswith("has something on its agenda now, and takes place.")
    await town.presses(martha, "Cancel this month", on=old)
    assert str((await planned(town))[0].state) == "planned"


async def test_nothing_is_asked_of_a_meeting_that_is_cancelled_or_moved_away(town: Town) -> None:
    martha, tides = await monthly(town)
    await moves(town, martha, "1 Dec 15:00")
    await town.until(utc("11-22 15:00"))
    assert (agendas(town, tides), offers(town, martha)) == ([], [])
    await town.until(utc("11-24 15:00"))
    assert len(agendas(town, tides)) == 1
    await manages(town, martha)
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    await town.until(utc("12-02 09:00"))
    assert (len(agendas(town, tides)), offers(town, martha)) == (1, [])


async def test_moved_after_members_were_asked_the_same_card_says_the_new_time(town: Town) -> None:
    martha, tides = await monthly(town)
    await town.until(utc("11-18 09:00"))
    await moves(town, martha, "4 Dec 15:00")
    assert agendas(town, tides)[0].startswith("Agenda of “Monthly meeting”, 4 December 2026 at 15:00")
    await town.until(utc("12-02 13:00"))
    assert (len(agendas(town, tides)), offers(town, martha)) == (1, [])
    await town.until(utc("12-02 14:01"))
    assert (len(agendas(town, tides)), len(offers(town, martha))) == (1, 1)


async def test_away_for_some_days_members_still_have_a_day_to_answer(town: Town) -> None:
    martha, tides = await monthly(town)
    await town.until(utc("11-16 09:00"))
    town.clock.forward(utc("11-22 08:00") - town.clock.now())
    await wakes(town)
    assert len(agendas(town, tides)) == 1
    await town.until(utc("11-23 07:59"))
    assert offers(town, martha) == []
    await town.until(utc("11-23 08:01"))
    assert len(offers(town, martha)) == 1


async def test_away_across_everything_nothing_is_said_afterwards(town: Town) -> None:
    martha, tides = await monthly(town)
    await town.until(utc("11-16 09:00"))
    for moment in ("11-22 16:00", "11-23 16:00", "11-24 20:00"):
        town.clock.forward(utc(moment) - town.clock.now())
        await wakes(town)
    assert (agendas(town, tides), offers(town, martha)) == ([], [])


async def test_an_older_version_planned_it_and_members_are_asked_all_the_same(town: Town) -> None:
    _, tides = await monthly(town)
    await town.run(lambda tx: tx.run(jobs.delete().where(jobs.c.kind == "agendas.near")))
    await town.run(events.watch)
    await town.until(utc("11-17 14:01"))
    assert len(agendas(town, tides)) == 1


# Minutes.


async def held(town: Town, *members: Somebody) -> tuple[Somebody, Community]:
    """The first meeting has begun, and Ada was to come."""
    martha, tides = await monthly(town, *members)
    await town.until(utc("11-18 09:00"))
    await adds(town, members[0], tides, "Tables")
    await town.tokens(members[0], f"events.going:{(await planned(town))[0].id}")
    await town.until(utc("11-24 15:30"))
    return martha, tides


async def test_minutes_are_posted_once_and_what_is_not_done_stands_on_the_next_agenda(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await held(town, ada, bo)
    form = await town.presses(martha, "Minutes", on=card(town, tides))
    assert form.form
    assert {each.name: each.value for each in form.form.fields}["present"] == "Ada"
    done = await town.fills(
        martha, present="Ada, Bo", decisions="We print the **tables**.",
        actions="Print them; Ada; 30 Nov\nAsk the harbour; Zed & Co; 2027-01-15\nRest",
    )  # fmt: skip
    assert done.text == "The minutes of “Monthly meeting” are on their way to the channel."
    posted = [text for text in town.reads(town.channel(tides)) if text.startswith("Minutes of")]
    assert posted == [
        "Minutes of “Monthly meeting”, 24 November 2026 at 15:00 (Europe/Rome)\n"
        "Present: Ada, Bo\nOn the agenda:\n1. Tables (Ada)\nDecided:\nWe print the **tables**.\nTo do:\n"
        "• Print them — Ada, by 30 November 2026\n• Ask the harbour — Zed & Co, by 15 January 2027\n• Rest\n"
        "Written by Martha, 24 November 2026"
    ]
    assert agendas(town, tides)[0].endswith("The minutes stand in this channel.")
    await town.until(utc("12-15 14:01"))
    assert agendas(town, tides)[1].endswith(
        "Still to do since earlier meetings:\n• Print them — Ada, by 30 November 2026\n"
        "• Ask the harbour — Zed & Co, by 15 January 2027\n• Rest"
    )
    await town.says(bo, "/meeting agenda tides")
    assert "Done" not in town.heard[bo.account].buttons
    await town.says(ada, "/meeting agenda tides")
    assert (await town.presses(ada, "Done")).text.startswith("Done: “Print them”")
    assert "Print them" not in agendas(town, tides)[1]
    assert "• Print them — Ada, by 30 November 2026 · done" in "".join(town.reads(town.channel(tides)))


async def test_minutes_begin_with_those_who_said_that_they_are_there(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await held(town, ada, bo)
    [(_, made)] = await town.run(lambda tx: events.held(tx, tides.id, before=tx.now))
    await town.tokens(bo, f"attendance.here:{made.id}")
    form = (await town.says(martha, "/meeting minutes tides")).form
    assert form
    assert {each.name: each.value for each in form.fields}["present"] == "Bo"


async def test_minutes_are_changed_where_they_stand_and_what_is_done_stays_done(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await held(town, ada)
    await town.says(martha, "/meeting minutes tides")
    await town.fills(martha, decisions="Yes.", actions="Print; Ada")
    await town.until(utc("12-15 14:01"))
    await town.says(ada, "/meeting agenda tides")
    await town.presses(ada, "Done")
    old = await town.says(martha, "/meeting minutes tides")
    assert old.form
    again = await town.fills(martha, decisions="Yes, all.", actions="Print; Ada\nSend; Ada")
    assert again.text == "The minutes of “Monthly meeting” are changed where they stand."
    posted = [text for text in town.reads(town.channel(tides)) if text.startswith("Minutes of")]
    assert len(posted) == 1
    assert "Yes, all.\nTo do:\n• Print — Ada · done\n• Send — Ada\n" in posted[0]
    town.heard[martha.account] = old
    refused = await town.fills(martha, decisions="No.")
    assert (list(refused.problems), "No." in town.reads(town.channel(tides))[-1]) == ([""], False)


async def test_a_line_nobody_can_read_is_given_back_with_everything(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await held(town, ada)
    for line in ("Print; Ada; someday", "; Ada", "a; b; c; d"):
        await town.says(martha, "/meeting minutes tides")
        refused = await town.fills(martha, decisions="Yes.", actions=line)
        assert list(refused.problems) == ["actions"]
        assert refused.form
        assert {each.name: each.value for each in refused.form.fields}["decisions"] == "Yes."
    assert [text for text in town.reads(town.channel(tides)) if text.startswith("Minutes of")] == []


async def test_minutes_are_for_administrators_and_come_after_the_beginning(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await monthly(town, ada)
    refused = await town.says(martha, "/meeting minutes tides")
    assert refused.text.startswith("No meeting of Tides has taken place yet.")
    [first, *_] = await planned(town)
    assert "has not begun yet" in (await town.tokens(martha, f"agendas.minutes:{first.id}")).text
    await town.until(utc("11-24 15:00"))
    assert (await town.says(ada, "/meeting minutes tides")).form is None
    assert (await town.tokens(ada, f"agendas.minutes:{first.id}")).text.startswith("Only the administrators of Tides")


async def test_minutes_keep_a_community_alive(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await held(town, ada)
    await town.says(martha, "/meeting minutes tides")
    await town.fills(martha, decisions="Yes.")
    assert await town.run(lambda tx: communities.last_given(tx, tides.id)) == town.clock.now()
