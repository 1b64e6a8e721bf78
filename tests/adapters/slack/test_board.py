"""The pinned list of what comes, on Slack: one message that is edited over a month, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from adapters.slack.markup import Writer
from adapters.slack.render import pages
from bot.chat.address import Account
from bot.clock import Clock
from bot.commands.period import LONGEST as PERIOD
from bot.db.database import Database
from bot.features.board import messages
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.events.model import Event, Occurrence, State, Status, Type
from bot.features.events.recurrence import Rhythm
from tests.adapters.slack.ground import copy
from tests.adapters.slack.village import Living, Village, village
from tests.simulators.slack import Seen, User, lost, refused


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def plans(place: Village, who: User, living: Living, title: str, when: str) -> None:
    opened = await (await who.types(living.room, "/community meeting plan tides")).final()
    assert opened.modal is not None, opened.text
    sent = await who.submits(opened, {"title": title, "purpose": "To talk.", "when": when})
    await place.idle()
    assert sent.errors == {}
    await who.presses(None, "Plan it")
    await place.idle()


def boards(who: User, living: Living) -> list[Seen]:
    return [each for each in who.messages(living.room) if each.text.startswith("The next 30 days")]


async def test_it_is_pinned_and_edited_in_place_over_a_month(place: Village) -> None:
    martha, amina = place.person("Martha", tz="Europe/Rome"), place.person("Amina", tz="Africa/Lagos")
    tides = await place.community("Tides", admins=[martha], members=[amina])
    await plans(place, martha, tides, "Low tide", "12 Nov 15:00")
    [first] = boards(amina, tides)
    assert (first.pinned, "Low tide · Meeting" in first.text) == (True, True)
    await plans(place, martha, tides, "High tide", "2026-12-10 15:00")
    assert "High tide" not in boards(amina, tides)[0].text
    await place.restart()
    for days in (8, 2, 14):
        await place.passes(days=days)
    [now] = boards(amina, tides)
    assert (now.ts, now.pinned, now.edited) == (first.ts, True, True)
    assert ("High tide · Meeting" in now.text, "Low tide" in now.text) == (True, False)
    await place.passes(days=14)
    assert "Nothing is planned for the next 30 days." in boards(amina, tides)[0].text
    assert tides.room.pins == [first.ts]


async def test_called_off_by_the_archive_and_brought_back_with_one_press_it_stands_there_again(place: Village) -> None:
    martha, amina = place.person("Martha", tz="Europe/Rome"), place.person("Amina", tz="Europe/Rome")
    tides = await place.community("Tides", admins=[martha], members=[amina])
    await plans(place, martha, tides, "Low tide", "12 Nov 15:00")
    card = next(each for each in amina.messages(tides.room) if "Going" in each.buttons)
    await amina.presses(card, "Going")
    await place.idle()
    asked = await (await martha.types(tides.admins, "/community archive tides")).final()
    await martha.presses(asked, "Archive")
    await place.idle()
    assert "Tides was archived, and what it had planned does not take place:" in amina.inbox()[-1]
    await place.passes(minutes=1)
    back = await (await martha.types(tides.admins, "/community reactivate tides")).final()
    await place.idle()
    await place.restart()
    await martha.presses(back, "Bring them back")
    await place.idle()
    assert place.last(martha, tides.admins).text.startswith("It takes place again")
    [board] = boards(amina, tides)
    assert (board.pinned, "Low tide · Meeting" in board.text) == (True, True)
    assert "Tides is active again, and what it had planned takes place after all:" in amina.inbox()[-1]
    now = next(each for each in amina.messages(tides.room) if each.ts == card.ts)
    assert ("1 going" in now.text, "Going" in now.buttons) == (True, True)


async def test_a_lost_answer_makes_no_second_one(place: Village) -> None:
    martha = place.person("Martha", tz="Europe/Rome")
    tides = await place.community("Tides", admins=[martha])
    for method in ("chat.postMessage", "pins.add"):
        place.slack.breaks(method, lost(after=True), where=lambda call: call.text("channel") == tides.room.id)
    await plans(place, martha, tides, "Low tide", "12 Nov 15:00")
    await place.passes(minutes=5)
    [board] = boards(martha, tides)
    assert (board.pinned, tides.room.pins) == (True, [board.ts])


async def test_a_hundred_pins_are_enough_and_the_administrators_read_what_to_do(place: Village) -> None:
    martha = place.person("Martha", tz="Europe/Rome")
    tides = await place.community("Tides", admins=[martha])
    notes = [martha.writes(tides.room, f"note {number}") for number in range(100)]
    await place.idle()
    for each in notes:
        martha.pins(each)
    await plans(place, martha, tides, "Low tide", "12 Nov 15:00")
    told = [each for each in martha.messages(tides.admins) if "could not pin" in each.text]
    assert [each.buttons for each in told] == [["Try again"]]
    assert "There are so many pins in the channel" in told[0].text
    assert boards(martha, tides)[0].pinned is False
    martha.unpins(notes[0])
    await martha.presses(told[0], "Try again")
    await place.idle()
    assert boards(martha, tides)[0].pinned


async def test_what_people_pin_or_take_off_by_hand_stays_so(place: Village) -> None:
    martha = place.person("Martha", tz="Europe/Rome")
    tides = await place.community("Tides", admins=[martha])
    await plans(place, martha, tides, "Low tide", "12 Nov 15:00")
    [board] = boards(martha, tides)
    card = next(each for each in martha.messages(tides.room) if "Going" in each.buttons)
    martha.unpins(board)
    martha.pins(card)
    await (await martha.presses(card, "Going")).final()
    await place.idle()
    await plans(place, martha, tides, "High tide", "20 Nov 15:00")
    assert tides.room.pins == [card.ts]
    assert "High tide" in boards(martha, tides)[0].text


async def test_deleted_by_hand_it_is_posted_anew_once_something_changes(place: Village) -> None:
    martha = place.person("Martha", tz="Europe/Rome", admin=True)
    tides = await place.community("Tides", admins=[martha])
    await plans(place, martha, tides, "Low tide", "12 Nov 15:00")
    await place.stop()
    martha.deletes(boards(martha, tides)[0])
    await place.start()
    assert boards(martha, tides) == []
    await plans(place, martha, tides, "High tide", "20 Nov 15:00")
    [again] = boards(martha, tides)
    assert (again.pinned, tides.room.pins) == (True, [again.ts])


async def test_without_the_scope_it_stands_there_unpinned_and_the_administrators_read_why(place: Village) -> None:
    martha = place.person("Martha", tz="Europe/Rome")
    tides = await place.community("Tides", admins=[martha])
    place.slack.breaks("pins.add", refused("missing_scope"))
    await plans(place, martha, tides, "Low tide", "12 Nov 15:00")
    assert boards(martha, tides)[0].pinned is False
    [told] = [each.text for each in martha.messages(tides.admins) if "could not pin" in each.text]
    assert "I was installed without a permission that I need by now." in told


async def test_the_longest_there_can_be_is_one_message(database: Database) -> None:
    """Of several only one could be pinned."""
    words = "海" * 150
    zone, start = "Africa/Nairobi", datetime(2026, 12, 1, 9, tzinfo=UTC)
    account = Account("slack", "T1", "U1")

    def event(kind: Type, period: str) -> Event:
        return Event(
            "evt_1", "com_1", "per_1", account, kind, words, words, "", zone, "2026-12-01T12:00", 60, None,
            Rhythm.ONCE, 1, "", 1, None, Status.PLANNED, 1, start, period=period, latest="2026-12-31" if period else "",
        )  # fmt: skip

    moved = Occurrence("occ_1", "evt_1", 1, start, start, State.PLANNED, 2, start.replace(day=2), start)
    community = await database.run(lambda tx: communities.blank(tx, "Tides", Mode.PUBLIC))
    writer = Writer(copy(), "fr", "America/Argentina/Buenos_Aires")
    for row in (event(Type.WEBINAR, ""), event(Type.MILESTONE, ""), event(Type.WEBINAR, "x" * PERIOD)):
        number = len(pages(messages.board(community, [(row, moved)] * 40), writer))
        assert number == 1
