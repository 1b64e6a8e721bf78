"""Calendars as other programs read them: read by a library that has nothing to do with the one that writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.chat.message import File
from bot.features.communities.model import Mode
from bot.features.events import feed, feeds
from bot.features.events.model import State
from bot.web.metrics import Metrics
from bot.web.server import Watched, serve
from tests.features.test_events import manages, planned, plans, settled
from tests.town import Heard, Somebody, Town

ADDRESS = "https://palabre.example"


async def subscribes(town: Town, who: Somebody) -> str:
    """The secret of the address somebody is given."""
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    await town.says(who, "/calendar tides")
    return _secret((await town.presses(who, "Subscribe")).text)


def _secret(text: str) -> str:
    [line] = [line for line in text.split("\n") if line.startswith(ADDRESS)]
    return line.removeprefix(f"{ADDRESS}/calendar/").removesuffix(".ics")


async def text(town: Town, secret: str) -> str | None:
    found = await town.run(lambda tx: feeds.read(tx, secret))
    return feed.written(found) if found else None


async def read(town: Town, secret: str) -> Calendar:
    written = await text(town, secret)
    assert written is not None
    return IcsCalendarStream.calendar_from_ics(written)


def status(entry: Event) -> str:
    assert entry.status
    return str(entry.status.value)


def utc(moment: object) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "when", "repeats"),
    [("Europe/Rome", "10 Nov 15:00", "month-weekday"), ("Australia/Lord_Howe", "2026-11-15 02:15", "week"),
     ("Europe/Dublin", "2026-11-29 01:30", "week"), ("Asia/Kathmandu", "31 Dec 10:00", "month-day"),
     ("Africa/Casablanca", "2026-11-26 09:00", "month-last"), ("America/St_Johns", "2026-11-08 01:30", "2-weeks"),
     ("UTC", "10 Nov 15:00", "week")],
)  # fmt: skip
async def test_two_years_of_a_series_are_the_same_instants_elsewhere(
    town: Town, zone: str, when: str, repeats: str
) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, zone=zone, when=when, repeats=repeats)
    secret = await subscribes(town, martha)
    ours = {f"{made.id}@palabre": (made.at, made.ends) for made in await planned(town)}
    theirs = {each.uid: (utc(each.dtstart), utc(each.dtend)) for each in (await read(town, secret)).events}
    assert theirs == ours
    assert len(ours) >= 20
    assert max(at for at, _ in ours.values()) > town.clock.now() + timedelta(days=640)


async def test_everything_people_write_arrives_as_they_wrote_it(town: Town) -> None:
    martha, _ = await settled(town)
    purpose = "Commas, semicolons; and\nlines\\ \u2014 d’été 🌊\nBEGIN:VALARM\nEND:VCALENDAR"
    await plans(town, martha, title="Marées; d’été, 🌊 " + "x" * 100, purpose=purpose, where="Room 3, 2nd floor; left")
    [each] = (await read(town, await subscribes(town, martha))).events
    assert each.summary == "Marées; d’été, 🌊 " + "x" * 100
    assert (each.description, each.location) == (f"{purpose}\n\nRoom 3, 2nd floor; left", "Room 3, 2nd floor; left")
    raw = await text(town, await subscribes(town, martha))
    assert raw is not None
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75
    assert raw.count("\nBEGIN:VALARM") == 0
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Rome" in raw


async def test_p4_moved_cancelled_and_brought_back_it_keeps_its_name_and_its_number_grows(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    secret = await subscribes(town, martha)
    seen = []

    async def look() -> None:
        [each] = (await read(town, secret)).events
        seen.append((each.uid, each.sequence, status(each), f"{utc(each.dtstart):%d %H:%M}"))

    await look()
    await manages(town, martha)
    await town.presses(martha, "Move")
    await town.fills(martha, when="13 Nov 16:00")
    await town.presses(martha, "Move it")
    await look()
    for label in ("Cancel", "Cancel it", "Restore"):
        if label != "Restore":
            await manages(town, martha) if label == "Cancel" else None
        await town.presses(martha, label)
        if label != "Cancel":
            await look()
    [made] = await planned(town)
    name = f"{made.id}@palabre"
    assert seen == [
        (name, 0, "CONFIRMED", "12 14:00"),
        (name, 1, "CONFIRMED", "13 15:00"),
        (name, 2, "CANCELLED", "13 15:00"),
        (name, 3, "CONFIRMED", "13 15:00"),
    ]


async def test_p4_one_cancelled_of_a_series_stays_as_cancelled_and_no_rule_brings_it_back(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    second = (await planned(town))[1]
    await town.tokens(martha, f"events.cancelled:{second.id}/1/only")
    secret = await subscribes(town, martha)
    raw = await text(town, secret)
    assert raw is not None
    assert "RRULE" not in raw.split("END:VTIMEZONE")[-1]
    found = {each.uid: status(each) for each in (await read(town, secret)).events}
    assert found[f"{second.id}@palabre"] == "CANCELLED"
    assert sorted(found.values()).count("CONFIRMED") == len(found) - 1
    await town.until(second.ends + timedelta(days=29))
    assert f"{second.id}@palabre" in {each.uid for each in (await read(town, secret)).events}
    await town.until(second.ends + timedelta(days=31))
    assert f"{second.id}@palabre" not in {each.uid for each in (await read(town, secret)).events}


async def test_the_address_is_ones_own_is_replaced_at_a_button_and_ends_with_the_membership(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada, mode=Mode.PRIVATE, hidden=True)
    await plans(town, martha)
    mine, hers = await subscribes(town, martha), await subscribes(town, ada)
    assert (mine != hers, await subscribes(town, ada)) == (True, hers)
    new = _secret((await town.presses(ada, "New address")).text)
    assert (await text(town, hers), await text(town, new) is not None) == (None, True)
    await town.says(ada, "/leave tides")
    await town.presses(ada, "Leave")
    assert (await text(town, new), await text(town, mine) is not None) == (None, True)


async def test_drafts_and_other_communities_are_in_nobodys_calendar(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    await town.says(martha, "/webinar plan tides")
    await town.fills(martha, title="Draft", purpose="p", when="20 Nov 10:00")
    other = await town.community("Other", admins=[martha], mode=Mode.PUBLIC)
    await town.says(martha, "/meeting plan other")
    await town.fills(martha, title="Elsewhere", purpose="p", when="20 Nov 10:00")
    await town.presses(martha, "Plan it")
    assert other.name == "Other"
    assert [each.summary for each in (await read(town, await subscribes(town, martha))).events] == ["Monthly meeting"]


async def test_a_card_gives_its_one_time_as_a_file(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    martha, tides = await settled(town, ada)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    card = town.letters(town.channel(tides))[0]
    given = await town.presses(ada, "To my calendar", on=card)
    [each] = IcsCalendarStream.calendar_from_ics(_file(given)).events
    first = (await planned(town))[0]
    assert (each.uid, utc(each.dtstart), first.state) == (f"{first.id}@palabre", first.at, State.PLANNED)
    refused = await town.presses(eve, "To my calendar", on=card)
    assert refused.text == "Only members of Tides can do that. /join says how to become one."
    assert refused.message
    assert not any(isinstance(part, File) for part in refused.message.parts)


def _file(heard: Heard) -> str:
    assert heard.message
    [file] = [part for part in heard.message.parts if isinstance(part, File)]
    assert (file.name.endswith(".ics"), file.media_type) == (True, "text/calendar")
    return file.content


async def test_where_nobody_outside_reaches_us_no_address_is_offered(town: Town) -> None:
    martha, tides = await settled(town)
    heard = await town.says(martha, "/calendar tides")
    assert "Subscribe" not in heard.buttons
    refused = await town.tokens(martha, f"events.subscribe:{tides.id}")
    assert refused.text.startswith("Calendar programs cannot reach this installation yet.")


async def test_the_web_page_is_a_calendar_or_nothing(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    secret = await subscribes(town, martha)

    async def nothing() -> object:
        raise AssertionError

    watched = Watched({}, nothing, Metrics(), lambda asked: text(town, asked))  # type: ignore[arg-type]
    async with serve("127.0.0.1", 0, watched) as port, ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/calendar/{secret}.ics") as answer:
            assert (answer.status, answer.content_type, answer.charset) == (200, "text/calendar", "utf-8")
            assert len(IcsCalendarStream.calendar_from_ics(await answer.text()).events) == 1
        for wrong in (secret[:-1], "x", "%27%20or%201=1"):
            async with session.get(f"http://127.0.0.1:{port}/calendar/{wrong}.ics") as answer:
                assert answer.status == 404
