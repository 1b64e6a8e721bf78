"""What an open community plans stands on the event list of its workspace, once, as long as that is true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.address import Account, Place
from bot.chat.inbound import EventTouched
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.events import service as events
from bot.features.events.model import Answer
from bot.features.mirrors import service
from bot.features.people import service as people
from tests.features.test_events import START, manages, planned, plans
from tests.simulators.post_office import Entry, bug, later, lost_answer, refused
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town

OPEN = {"mode": Mode.OPEN, "timezone": "Europe/Rome"}
LINK = "https://meet.example/tides"


async def settled(town: Town, **fields: object) -> tuple[Somebody, Community]:
    """Martha administers Tides, which everybody reads unless the fields say otherwise."""
    martha = await town.someone("Martha", timezone="Europe/Rome")
    kept = {**OPEN, **fields}
    return martha, await town.community("Tides", admins=[martha], **kept)  # type: ignore[arg-type]


def listed(town: Town, *states: str) -> list[Entry]:
    return town.offices[NORTH].entries(*states)


def told(town: Town, tides: Community) -> list[str]:
    """What administrators read about the list."""
    return [each for each in town.reads(town.admin_channel(tides)) if "event list" in each]


async def touch(town: Town, entry: Entry) -> None:
    """The platform tells that something happened to an event there."""
    await town.dispatcher.receive(EventTouched(town.fresh(), NORTH, SQUARE, entry.id))
    await town.settle()


async def interested(town: Town, entry: Entry, *who: Account) -> None:
    """These people, and nobody else, say on the list that they are interested; the platform tells of each press."""
    town.offices[NORTH].interested[entry.id] = who
    for _ in who or (None,):
        await town.dispatcher.receive(EventTouched(town.fresh(), NORTH, SQUARE, entry.id, by_guests=True))
    await town.passes(seconds=11)


async def said(town: Town) -> dict[str, str]:
    """What everybody answered, by name."""
    [made] = await planned(town)
    found = await town.run(lambda tx: events.answered(tx, made.id, *Answer))
    return {await town.run(lambda tx, each=each: people.name(tx, each.person)): str(each.answer) for each in found}  # type: ignore[misc]


async def test_a_meeting_is_on_the_list_as_soon_as_its_card_is_out(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, where=f"Rome – {LINK}")
    [entry] = listed(town)
    assert entry == Entry(
        entry.id, SQUARE, "Monthly meeting",
        "Meeting of Tides. Say whether you come under its card in the channel.\nWhat we did, and what comes next.",
        f"Rome – {LINK}", START, START + timedelta(hours=1), "listed",
    )  # fmt: skip


async def test_where_nothing_is_said_of_the_place_it_leads_to_the_card(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    assert [each.where for each in listed(town)] == ["See the card in the channel"]


async def test_of_a_series_each_time_is_listed_when_its_card_comes(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, "/webinar plan", repeats="week")
    assert [each.starts for each in listed(town)] == [START]
    await town.until(START + timedelta(minutes=1))
    assert [each.starts for each in listed(town)] == [START, START + timedelta(days=7)]


@pytest.mark.parametrize(
    "fields",
    [
        {"mode": Mode.PRIVATE}, {"mode": Mode.SEMI_PRIVATE}, {"mode": Mode.PUBLIC},
        {"mode": Mode.PUBLIC, "hidden": True}, {"mode": Mode.PRIVATE, "hidden": True},
    ],
)  # fmt: skip
async def test_what_a_stranger_may_not_read_is_never_listed(town: Town, fields: dict[str, object]) -> None:
    martha, tides = await settled(town, **fields)
    await plans(town, martha, where=LINK)
    await town.passes(days=3)
    assert [each for each in town.reads(town.channel(tides)) if LINK in each]
    assert (listed(town, "listed", "cancelled", "deleted"), town.offices[NORTH].calls("list")) == ([], 0)


@pytest.mark.parametrize(("kind", "when"), [("deadline", "12 Nov 15:00"), ("milestone", "12 Nov"), ("workshop", "May")])
async def test_what_nobody_comes_to_or_has_no_date_is_not_listed(town: Town, kind: str, when: str) -> None:
    martha, _ = await settled(town)
    await town.says(martha, f"/event plan {kind} tides")
    await town.fills(martha, title="Call", purpose="Papers.", when=when)
    await town.presses(martha, "Plan it")
    assert listed(town) == []


async def test_a_provisional_workshop_is_listed_when_its_date_is_fixed(town: Town) -> None:
    martha, _ = await settled(town)
    await town.says(martha, "/event plan workshop tides")
    await town.fills(martha, title="Nets", purpose="Mend.", when="May 2027")
    await town.presses(martha, "Plan it")
    assert listed(town) == []
    await town.presses(martha, "Confirm", on=await manages(town, martha))
    await town.fills(martha, when="12 May 2027 10:00")
    await town.presses(martha, "Confirm")
    assert [(each.title, each.starts) for each in listed(town)] == [("Nets", datetime(2027, 5, 12, 8, tzinfo=UTC))]


async def test_moved_and_edited_it_is_the_same_entry(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    [before] = listed(town)
    await town.presses(martha, "Move", on=await manages(town, martha))
    await town.fills(martha, when="13 Nov 15:00")
    await town.presses(martha, "Move it")
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, title="Our meeting", minutes="90", where=LINK)
    [after] = listed(town, "listed", "cancelled", "deleted")
    later_on = START + timedelta(days=1)
    assert (after.id, after.title, after.where) == (before.id, "Our meeting", LINK)
    assert (after.starts, after.ends) == (later_on, later_on + timedelta(minutes=90))
    assert told(town, tides) == []


async def cancelled(town: Town, martha: Somebody) -> None:
    await town.presses(martha, "Cancel", on=await manages(town, martha))
    await town.presses(martha, "Cancel it")


async def test_called_off_it_is_cancelled_there_and_brought_back_it_is_there_again(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    await cancelled(town, martha)
    assert [each.state for each in listed(town, "listed", "cancelled", "deleted")] == ["cancelled"]
    await town.presses(martha, "Restore", on=await manages(town, martha))
    assert [each.state for each in listed(town, "listed", "cancelled", "deleted")] == ["cancelled", "listed"]


async def test_an_archived_community_lists_nothing(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    assert [each.state for each in listed(town, "listed", "cancelled", "deleted")] == ["cancelled"]


async def test_no_longer_open_what_is_listed_is_deleted_and_opened_again_it_comes_back(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha, where=LINK)
    for mode, states in (("public", ["deleted"]), ("open", ["deleted", "listed"])):
        await town.says(martha, f"/community mode tides {mode}")
        if mode == "open":
            await town.presses(martha, "Open to everybody")
        assert [each.state for each in listed(town, "listed", "cancelled", "deleted")] == states
    assert told(town, tides) == []


async def test_what_was_asked_before_it_closed_never_leaves(town: Town) -> None:
    """The platform is away while it is planned; when it is back the community is not open any more."""
    martha, _ = await settled(town)
    north = town.offices[NORTH]
    north.breaks_always(later(), what="list")
    await plans(town, martha, where=LINK)
    await town.says(martha, "/community mode tides private")
    north.mend()
    asked = north.calls("list")
    await town.passes(hours=1)
    assert (north.entries("listed", "cancelled", "deleted"), north.calls("list")) == ([], asked)


async def test_where_it_lives_no_more_nothing_is_listed(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    otto = await town.someone("Otto", owner=True)
    asked = await town.presses(otto, "Move out", on=await town.says(otto, "/community places tides"))
    await town.presses(otto, "Move out", on=asked)
    assert listed(town) == []


async def test_a_lost_answer_makes_no_second_one(town: Town) -> None:
    martha, _ = await settled(town)
    town.offices[NORTH].breaks(lost_answer(), what="list")
    await plans(town, martha)
    await town.passes(minutes=5)
    assert len(listed(town, "listed", "cancelled", "deleted")) == 1
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, title="Our meeting")
    assert [each.title for each in listed(town, "listed", "cancelled", "deleted")] == ["Our meeting"]


async def test_called_off_while_nobody_knows_whether_it_is_there(town: Town) -> None:
    martha, _ = await settled(town)
    town.offices[NORTH].breaks(lost_answer(), what="list")
    await plans(town, martha)
    await cancelled(town, martha)
    await town.passes(minutes=5)
    assert [each.state for each in listed(town, "listed", "cancelled", "deleted")] == ["cancelled"]


async def test_a_restart_asks_for_nothing_twice(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    asked = town.offices[NORTH].calls("list")
    for _ in range(2):
        town.restart()
        await town.run(service.watch)
        await town.settle()
    assert (len(listed(town)), town.offices[NORTH].calls("list"), told(town, tides)) == (1, asked, [])


async def test_at_a_start_what_was_planned_before_is_listed_too(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    entry = listed(town)[0]
    await town.run(lambda tx: tx.run(service.mirrors.delete()))
    town.offices[NORTH].takes_off(entry.id)
    await town.run(service.watch)
    await town.settle()
    assert [each.starts for each in listed(town)] == [START]


async def test_where_it_lives_twice_in_one_workspace_there_is_one_entry(town: Town) -> None:
    martha, tides = await settled(town)
    await town.run(lambda tx: communities.add_place(tx, tides, Place(NORTH, SQUARE, "tides-too")))
    await plans(town, martha)
    assert [len(town.letters(Place(NORTH, SQUARE, each))) for each in ("tides", "tides-too")] == [1, 1]
    assert len(listed(town, "listed", "cancelled", "deleted")) == 1


async def test_in_another_language_the_entry_is_written_anew(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    await town.run(lambda tx: communities.arrange(tx, communities.change(tx, tides, language="fr")))
    await town.settle()
    assert [each.where for each in listed(town)] == ["Voir la carte dans le canal"]


async def test_taken_off_by_hand_it_stays_off_and_the_administrators_hear_of_it_once(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    [entry] = listed(town)
    town.offices[NORTH].takes_off(entry.id)
    for _ in range(2):
        await touch(town, entry)
    assert told(town, tides) == [
        "Somebody took “Monthly meeting” (12 November 2026 at 15:00 (Europe/Rome)) off the event list of north square. "
        "It takes place all the same, and stays off that list unless its time changes or you press Show it again; to "
        "call it off, press Manage."
    ]
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, title="Our meeting")
    await town.run(service.watch)
    await town.passes(hours=2)
    assert (listed(town), len(told(town, tides))) == ([], 1)
    await town.presses(martha, "Move", on=await manages(town, martha))
    await town.fills(martha, when="13 Nov 15:00")
    await town.presses(martha, "Move it")
    assert [each.title for each in listed(town)] == ["Our meeting"]


async def test_an_administrator_shows_it_again(town: Town) -> None:
    martha, tides = await settled(town)
    amina = await town.someone("Amina")
    await plans(town, martha)
    [entry] = listed(town)
    town.offices[NORTH].takes_off(entry.id)
    await touch(town, entry)
    letter = town.letters(town.admin_channel(tides))[-1]
    await town.presses(amina, "Show it again", on=letter)
    assert listed(town) == []
    heard = await town.presses(martha, "Show it again", on=letter)
    assert heard.text == "“Monthly meeting” is being put on the event list of north square, as the calendar has it."
    assert [each.state for each in listed(town, "listed", "deleted")] == ["deleted", "listed"]


async def test_moved_by_hand_the_administrators_hear_of_it_once_and_may_put_it_back(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    [entry] = listed(town)
    town.offices[NORTH].moves(entry.id, START + timedelta(hours=3))
    for _ in range(2):
        await touch(town, entry)
    assert told(town, tides) == [
        "Somebody moved “Monthly meeting” in the event list of north square to 12 November 2026 at 18:00 (Europe/Rome)."
        " The calendar of Tides still says 12 November 2026 at 15:00 (Europe/Rome), and that is what everybody is "
        "told: press Put it back, or Manage to move it for everybody."
    ]
    await town.presses(martha, "Put it back", on=town.letters(town.admin_channel(tides))[-1])
    assert [(each.id, each.starts) for each in listed(town)] == [(entry.id, START)]
    assert [made.at for made in await planned(town)] == [START]


async def test_what_people_did_while_nobody_listened_is_seen_within_an_hour(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    [entry] = listed(town)
    town.offices[NORTH].takes_off(entry.id)
    await town.run(service.look_at_all)
    await town.settle()
    assert len(told(town, tides)) == 1


async def test_moved_here_after_it_was_taken_off_unseen_it_is_listed_anew(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    [entry] = listed(town)
    town.offices[NORTH].takes_off(entry.id)
    await town.presses(martha, "Move", on=await manages(town, martha))
    await town.fills(martha, when="13 Nov 15:00")
    await town.presses(martha, "Move it")
    assert ([each.starts for each in listed(town)], told(town, tides)) == ([START + timedelta(days=1)], [])


async def test_our_own_change_is_nobodys_hand(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    [entry] = listed(town)
    await town.presses(martha, "Move", on=await manages(town, martha))
    await town.fills(martha, when="13 Nov 15:00")
    await town.presses(martha, "Move it")
    await touch(town, entry)
    await cancelled(town, martha)
    await touch(town, entry)
    assert told(town, tides) == []


async def test_a_missing_right_is_told_once_and_when_it_is_there_everything_follows(town: Town) -> None:
    martha, tides = await settled(town)
    north = town.offices[NORTH]
    north.breaks_always(refused("forbidden", "no-create-events"), what="list")
    for title in ("Nets", "Tides"):
        await plans(town, martha, title=title)
    await town.run(service.look_at_all)
    await town.settle()
    assert told(town, tides) == [
        "“Nets” (12 November 2026 at 15:00 (Europe/Rome)) is not on the event list of north square. I may not put "
        "anything on the server's own list of events. In the server's settings, under Roles, let my role create "
        "events. Then press Try again, or leave it: I try it myself every hour. I say this once, whatever else is "
        "planned."
    ]
    assert len([each for each in town.reads(town.channel(tides)) if each.startswith("Meeting ·")]) == 2
    north.mend()
    await town.presses(martha, "Try again", on=town.letters(town.admin_channel(tides))[-1])
    assert sorted(each.title for each in listed(town)) == ["Nets", "Tides"]
    assert len(told(town, tides)) == 1


async def test_mended_without_a_button_it_is_listed_within_an_hour(town: Town) -> None:
    martha, _ = await settled(town)
    north = town.offices[NORTH]
    north.breaks_always(refused("forbidden", "no-create-events"), what="list")
    for title in ("Nets", "Tides"):
        await plans(town, martha, title=title)
    north.mend()
    await town.run(service.look_at_all)
    await town.settle()
    assert sorted(each.title for each in listed(town)) == ["Nets", "Tides"]


async def test_what_breaks_there_keeps_no_card_back(town: Town) -> None:
    martha, tides = await settled(town)
    town.offices[NORTH].breaks_always(bug(), what="list")
    await plans(town, martha)
    await town.passes(days=1)
    assert [each for each in town.reads(town.channel(tides)) if each.startswith("Meeting ·")]
    assert listed(town) == []


async def test_where_the_platform_has_no_list_nothing_happens(town: Town) -> None:
    martha, tides = await settled(town, platforms=[SOUTH])
    await plans(town, martha)
    await cancelled(town, martha)
    assert town.offices[SOUTH].entries("listed", "cancelled", "deleted") == []
    assert [each for each in town.reads(Place(SOUTH, SQUARE, tides.slug)) if each.startswith("Meeting ·")]


async def test_what_has_begun_stays_until_nobody_may_read_of_it_any_more(town: Town) -> None:
    martha, tides = await settled(town)
    await plans(town, martha)
    await town.until(START + timedelta(minutes=10))
    await town.presses(martha, "Edit", on=await manages(town, martha))
    await town.fills(martha, title="Our meeting")
    assert [each.title for each in listed(town)] == ["Monthly meeting"]
    await town.says(martha, "/community mode tides private")
    assert (listed(town), told(town, tides)) == ([], [])


# Who says there that they are interested.


async def listed_for(town: Town, *names: str, **values: str) -> tuple[Entry, list[Somebody]]:
    """A meeting on the list, and members of Tides."""
    crowd = [await town.someone(name) for name in names]
    martha, _ = await settled(town, members=crowd)
    await plans(town, martha, **values)
    [entry] = listed(town)
    return entry, crowd


async def test_whoever_is_interested_there_may_come_and_takes_that_back_there(town: Town) -> None:
    entry, [ada, bo] = await listed_for(town, "Ada", "Bo")
    await interested(town, entry, ada.account, bo.account)
    assert await said(town) == {"Ada": "maybe", "Bo": "maybe"}
    assert "0 going, 2 maybe" in "\n".join(town.reads(Place(NORTH, SQUARE, "tides")))
    await interested(town, entry, bo.account)
    assert await said(town) == {"Bo": "maybe"}
    await interested(town, entry)
    assert (await said(town), town.letters(ada), town.letters(bo)) == ({}, [], [])


async def test_what_was_said_under_the_card_stands_whatever_is_pressed_on_the_list(town: Town) -> None:
    entry, crowd = await listed_for(town, "Ada", "Bo", "Cy", "Dan")
    ada, bo, cy, dan = crowd
    [made] = await planned(town)
    await town.tokens(ada, f"events.going:{made.id}")
    await town.tokens(bo, f"events.no:{made.id}")
    await interested(town, entry, *(each.account for each in crowd))
    assert await said(town) == {"Ada": "going", "Bo": "no", "Cy": "maybe", "Dan": "maybe"}
    await town.tokens(cy, f"events.maybe:{made.id}")
    await town.tokens(dan, f"events.going:{made.id}")
    await interested(town, entry)
    assert await said(town) == {"Ada": "going", "Bo": "no", "Cy": "maybe", "Dan": "going"}


async def test_whoever_waits_keeps_their_place_also_where_the_first_to_say_anything_was_on_the_list(town: Town) -> None:
    entry, [ada, bo, cy, dan] = await listed_for(town, "Ada", "Bo", "Cy", "Dan", capacity="1")
    await interested(town, entry, ada.account)
    [made] = await planned(town)
    for each in (bo, cy, dan, cy):
        await town.tokens(each, f"events.going:{made.id}")
    waiting = await town.run(lambda tx: events.answered(tx, made.id, Answer.WAITING))
    assert [each.person for each in waiting] == [cy.id, dan.id]


async def test_strangers_and_whoever_may_not_answer_are_passed_over_in_silence(town: Town) -> None:
    entry, [ada] = await listed_for(town, "Ada")
    eve = await town.someone("Eve")
    stranger = town.stranger("Nobody")
    await interested(town, entry, stranger, eve.account, ada.account)
    assert await said(town) == {"Ada": "maybe"}
    assert (town.letters(eve), await town.run(lambda tx: people.person_of(tx, stranger))) == ([], "")
    await town.says(ada, "/leave tides")
    await town.presses(ada, "Leave")
    await town.passes(hours=1)
    await town.run(service.look_at_all)
    await town.settle()
    assert await said(town) == {}


async def test_who_pressed_while_nobody_listened_is_counted_at_the_next_start(town: Town) -> None:
    entry, [ada, bo] = await listed_for(town, "Ada", "Bo")
    await interested(town, entry, ada.account)
    town.offices[NORTH].interested[entry.id] = (bo.account,)
    await town.run(service.watch)
    await town.settle()
    assert await said(town) == {"Bo": "maybe"}


async def test_many_who_press_at_once_are_looked_at_once(town: Town) -> None:
    names = [f"P{number}" for number in range(12)]
    entry, crowd = await listed_for(town, *names)
    before = town.offices[NORTH].calls("look at event")
    await interested(town, entry, *(each.account for each in crowd))
    assert town.offices[NORTH].calls("look at event") == before + 1
    assert await said(town) == dict.fromkeys(names, "maybe")


async def test_of_a_series_only_the_time_that_was_pressed_is_answered(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, members=[ada])
    await plans(town, martha, "/webinar plan", repeats="week")
    await town.until(START + timedelta(minutes=1))
    second = next(each for each in listed(town) if each.starts > START)
    await interested(town, second, ada.account)
    made = await planned(town)
    answers = [await town.run(lambda tx, each=each: events.tally(tx, each.id).maybe) for each in made[:3]]  # type: ignore[misc]
    assert answers == [0, 1, 0]
