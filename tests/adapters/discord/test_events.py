"""What an open community plans stands on the server's own list of events, by the real client and Discord's rules."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.events import mark_of, written
from adapters.discord.markup import Writer
from bot.chat.port import Listed
from bot.chat.text import Words
from bot.clock import Clock
from bot.features.communities.model import Mode
from tests.adapters.discord.village import Living, Village, village
from tests.simulators.discord import Message, Permission, Person, broken, lost
from tests.simulators.discord.scheduled import EXTERNAL, ScheduledEvent, Status, create
from tests.words import our_copy

LINK = "https://meet.example/nets"
PLAN = {"title": "Nets", "purpose": "To *mend* them.", "where": f"Rome – {LINK}", "when": "12 Nov 15:00"}
START = datetime(2026, 11, 12, 14, tzinfo=UTC)
LIST = "/guilds/{guild_id}/scheduled-events"


@pytest.fixture(name="place")
async def _place(database_url: str, clock: Clock) -> AsyncIterator[Village]:
    async with village(database_url, clock) as made:
        yield made


async def settled(place: Village, mode: Mode = Mode.OPEN, **fields: object) -> tuple[Person, Living]:
    martha = place.person("Martha")
    return martha, await place.community("Tides", admins=[martha], mode=mode, timezone="Europe/Rome", **fields)


async def plans(place: Village, who: Person, living: Living, **values: str) -> Message:
    """/event plan in as many steps as need be; the card as it stands in the channel."""
    opened = await who.slash(living.room, "event plan", type="workshop", community="tides")
    assert opened.modal is not None, opened.text
    said = PLAN | values
    first = {name: said.pop(name) for name in ("title", "purpose", "when", "repeats") if name in said}
    step = await who.submit(opened, first)
    if said:
        step = await who.submit(await who.press(step, "Continue"), said)
    preview = await who.press(step, "That is all")
    await place.idle()
    await who.press(preview, "Plan it")
    await place.idle()
    return place.last(who, living.room)


async def manages(place: Village, who: Person, living: Living, *labels: str) -> object:
    """From the calendar to the page of what comes first, and on by these buttons."""
    shown = await who.press(await who.slash(living.room, "calendar", community="tides"), "Manage")
    for each in labels:
        shown = await who.press(shown, each)
    return shown


async def moves(place: Village, who: Person, living: Living, when: str) -> None:
    form = await manages(place, who, living, "Move")
    await who.press(await who.submit(form, {"when": when}), "Move it")  # type: ignore[arg-type]
    await place.idle()


def listed(place: Village) -> list[ScheduledEvent]:
    return [each for each in place.guild.scheduled.values() if each.open]


def told(place: Village, who: Person, living: Living) -> list[str]:
    return [each.text for each in who.messages(living.admins) if "event list" in each.text and each.only_for is None]


async def test_planned_it_is_listed_once_with_everything_people_need(place: Village) -> None:
    martha, tides = await settled(place)
    await plans(place, martha, tides)
    [event] = listed(place)
    assert (event.name, event.location, event.starts, event.ends) == (
        "Nets", f"Rome – {LINK}", START, START + timedelta(hours=1),
    )  # fmt: skip
    assert event.creator is place.discord.bot
    words, mark = event.description.rsplit("\n\n", 1)
    assert words == "Workshop of Tides. Say whether you come under its card in the channel.\nTo *mend* them."
    assert mark.startswith("Palabre ")
    await place.restart()
    assert listed(place) == [event]
    assert len(place.discord.asked("POST", LIST)) == 1


async def test_moved_edited_called_off_and_brought_back_the_list_follows(place: Village) -> None:
    martha, tides = await settled(place)
    await plans(place, martha, tides)
    [event] = listed(place)
    await moves(place, martha, tides, "13 Nov 16:00")
    assert (listed(place), event.starts) == ([event], START + timedelta(days=1, hours=1))
    form = await manages(place, martha, tides, "Edit")
    step = await martha.submit(form, {"title": "Nets and ropes"})  # type: ignore[arg-type]
    await martha.submit(await martha.press(step, "Continue"), {})
    await place.idle()
    assert event.name == "Nets and ropes"
    await manages(place, martha, tides, "Cancel", "Cancel it")
    await place.idle()
    assert (listed(place), event.status) == ([], Status.CANCELED)
    await manages(place, martha, tides, "Restore")
    await place.idle()
    [again] = listed(place)
    assert (again is event, again.name, again.starts) == (False, "Nets and ropes", event.starts)
    assert told(place, martha, tides) == []


async def test_archived_it_is_cancelled_and_brought_back_with_one_press_it_is_there_again(place: Village) -> None:
    martha, tides = await settled(place)
    await plans(place, martha, tides)
    [event] = listed(place)
    asked = await martha.slash(tides.room, "community archive", community="tides")
    await martha.press(asked, "Archive")
    await place.idle()
    assert event.status is Status.CANCELED
    await place.passes(minutes=1)
    back = await martha.slash(tides.admins, "community reactivate", community="tides")
    await place.idle()
    await place.restart()
    assert listed(place) == []
    done = await martha.press(back, "Bring them back")
    await place.idle()
    assert done.text.startswith("It takes place again")
    [again] = listed(place)
    assert (again is event, again.name, again.starts) == (False, event.name, event.starts)


@pytest.mark.parametrize(
    ("mode", "hidden"), [(Mode.PUBLIC, False), (Mode.SEMI_PRIVATE, False), (Mode.PRIVATE, False), (Mode.PRIVATE, True)]
)
async def test_what_not_everybody_may_read_is_never_on_it(place: Village, mode: Mode, hidden: bool) -> None:
    martha, tides = await settled(place, mode, hidden=hidden)
    card = await plans(place, martha, tides)
    assert LINK in card.text
    await place.passes(hours=2)
    assert place.guild.scheduled == {}
    assert place.discord.asked("POST", LIST) == []


async def test_once_it_is_not_open_any_more_nothing_is_left(place: Village) -> None:
    martha, tides = await settled(place)
    await plans(place, martha, tides)
    await martha.slash(tides.room, "community mode", community="tides", mode="public")
    await place.idle()
    assert place.guild.scheduled == {}
    assert told(place, martha, tides) == []


@pytest.mark.parametrize("fault", [lost(after=True), broken(502, after=True)], ids=["lost", "broken"])
async def test_an_answer_that_does_not_come_makes_no_second_one(place: Village, fault: object) -> None:
    martha, tides = await settled(place)
    place.discord.breaks("POST", LIST, fault)  # type: ignore[arg-type]
    await plans(place, martha, tides)
    for _ in range(4):
        await place.passes(minutes=2)
    assert (len(listed(place)), len(place.discord.asked("POST", LIST))) == (1, 1)


async def test_a_process_that_ends_before_it_knows_makes_no_second_one(place: Village) -> None:
    martha, tides = await settled(place)
    place.discord.breaks("GET", LIST, broken(503), first=2, times=99)  # nor can it look
    place.discord.breaks("POST", LIST, lost(after=True))
    await plans(place, martha, tides)
    assert len(listed(place)) == 1
    await place.passes(minutes=2)
    await place.stop()
    place.discord.mend()
    await place.start()
    for _ in range(4):
        await place.passes(minutes=2)
    assert len(listed(place)) == 1


async def test_deleted_or_cancelled_by_a_moderator_it_is_told_once_and_not_made_again(place: Village) -> None:
    martha, tides = await settled(place)
    for act, title in ((ScheduledEvent.delete, "Nets"), (ScheduledEvent.cancel, "Ropes")):
        await plans(place, martha, tides, title=title)
        [event] = listed(place)
        before = len(told(place, martha, tides))
        act(event)
        await place.heard(lambda: len(told(place, martha, tides)) > before)  # noqa: B023 - within this round
        await place.idle()
        assert len(told(place, martha, tides)) == before + 1
        assert told(place, martha, tides)[-1].startswith(f"Somebody took “{title}” (")
    await place.restart()
    await place.passes(hours=1)
    assert (listed(place), len(told(place, martha, tides))) == ([], 2)
    await martha.press(place.last(martha, tides.admins), "Show it again")
    await place.idle()
    assert [each.name for each in listed(place)] == ["Ropes"]


async def test_moved_by_a_moderator_it_is_told_once_and_put_back_at_a_button(place: Village) -> None:
    martha, tides = await settled(place)
    await plans(place, martha, tides)
    [event] = listed(place)
    event.move(START + timedelta(hours=2), START + timedelta(hours=3))
    await place.heard(lambda: bool(told(place, martha, tides)))
    await place.idle()
    assert len(told(place, martha, tides)) == 1
    await martha.press(place.last(martha, tides.admins), "Put it back")
    await place.idle()
    assert (listed(place), event.starts, len(told(place, martha, tides))) == ([event], START, 1)


async def test_without_the_right_nothing_breaks_and_the_administrators_read_once_what_to_switch_on(
    place: Village,
) -> None:
    martha, tides = await settled(place)
    bot = next(each for each in place.guild.roles.values() if each.managed_by is not None)
    place.guild.change_role(bot, permissions=bot.permissions & ~Permission.CREATE_EVENTS)
    for title in ("Nets", "Ropes"):
        assert title in (await plans(place, martha, tides, title=title)).text
    [heard] = told(place, martha, tides)
    assert "In the server's settings, under Roles, let my role create events." in heard
    place.guild.change_role(bot, permissions=bot.permissions | Permission.CREATE_EVENTS)
    await martha.press(place.last(martha, tides.admins), "Try again")
    await place.idle()
    assert sorted(each.name for each in listed(place)) == ["Nets", "Ropes"]


async def test_a_full_list_is_told_and_the_events_of_others_stay(place: Village) -> None:
    martha, tides = await settled(place)
    for number in range(100):
        create(place.guild.owner, place.guild, _theirs(f"Game {number}"))
    await plans(place, martha, tides)
    [heard] = told(place, martha, tides)
    assert "The server's own list of events is full: it holds a hundred." in heard
    assert {each.creator for each in listed(place)} == {place.guild.owner}


async def test_it_begins_and_ends_by_the_clock_and_nobody_is_told_anything(place: Village) -> None:
    martha, tides = await settled(place)
    await plans(place, martha, tides)
    [event] = listed(place)
    await place.passes(seconds=(START - place.clock.now()).total_seconds() + 60)
    assert event.status is Status.ACTIVE
    await place.passes(hours=2)
    assert (event.status, told(place, martha, tides)) == (Status.COMPLETED, [])


async def test_interested_on_the_servers_list_counts_as_maybe_also_of_more_people_than_one_answer_names(
    place: Village,
) -> None:
    """Ada presses while the bot looks on, a crowd of strangers did before her; taken back, nothing is left of it."""
    martha, ada = place.person("Martha"), place.person("Ada")
    tides = await place.community("Tides", admins=[martha], members=[ada], mode=Mode.OPEN, timezone="Europe/Rome")
    await plans(place, martha, tides)
    [event] = listed(place)
    event.interested |= {place.discord.user(f"Guest {number}").id for number in range(230)}
    event.press_interested(ada)
    await place.heard(lambda: _later(place) and "0 going, 1 maybe" in place.last(ada, tides.room).text)
    event.take_back(ada)
    await place.heard(lambda: _later(place) and "0 going, 0 maybe" in place.last(ada, tides.room).text)


def _later(place: Village) -> bool:
    place.clock.forward(timedelta(seconds=1))
    return True


def _theirs(name: str) -> dict[str, object]:
    return {
        "name": name, "entity_type": EXTERNAL, "privacy_level": 2, "entity_metadata": {"location": "The square"},
        "scheduled_start_time": START.isoformat(), "scheduled_end_time": (START + timedelta(hours=1)).isoformat(),
    }  # fmt: skip


# How it is written.

EVENT = Listed("Nets", Words("To mend them."), Words("Rome"), "", START, START + timedelta(hours=1))
WRITER = Writer(our_copy(), "en")


def test_a_long_place_leaves_the_link_in_the_location_and_stands_in_full_below() -> None:
    where = f"{'The large hall behind the harbour, ' * 4}{LINK}"
    body = written(replace(EVENT, where=Words(where), link=LINK), WRITER, "mir_1")
    assert body["entity_metadata"] == {"location": LINK}
    assert body["description"] == f"{where}\n\nTo mend them.\n\n{mark_of('mir_1')}"


def test_a_link_too_long_for_the_location_is_cut_there_and_whole_below() -> None:
    link = f"https://meet.example/{'n' * 120}"
    body = written(replace(EVENT, where=Words(link), link=link), WRITER, "mir_1")
    assert len(body["entity_metadata"]["location"]) == 100
    assert link in body["description"]


def test_nothing_is_longer_than_discord_takes_and_the_mark_stays() -> None:
    long = replace(EVENT, title="🐟" * 150, about=Words("Nets 🐟 " * 300, rich=True))
    body = written(long, WRITER, "mir_1")
    assert len(body["name"].encode("utf-16-le")) // 2 <= 100
    assert 900 < len(body["description"].encode("utf-16-le")) // 2 <= 1000
    assert body["description"].endswith(mark_of("mir_1"))


def test_peoples_words_call_nobody() -> None:
    body = written(replace(EVENT, about=Words("@everyone <@1> come")), WRITER, "mir_1")
    assert body["description"].startswith(r"\@everyone \<\@1\> come")
