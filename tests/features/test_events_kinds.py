"""Workshops, deadlines and milestones beside meetings and webinars; and events that people outside may come to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.chat.form import Field
from bot.features.communities.model import Mode
from bot.features.events import feed, feeds
from bot.features.events.model import Type
from tests.features.test_calendars import ADDRESS, read, status, subscribes, text, utc
from tests.features.test_events import manages, planned, plans, settled, writes
from tests.features.test_reminders import told
from tests.town import Heard, Town


def fields(heard: Heard) -> list[str]:
    assert heard.form
    found: tuple[Field, ...] = heard.form.fields
    return [each.name for each in found]


@pytest.mark.parametrize("kind", list(Type))
async def test_every_type_is_planned_by_one_command_and_asks_only_what_it_has(town: Town, kind: Type) -> None:
    martha, tides = await settled(town)
    heard = await town.says(martha, f"/event plan tides {kind}")
    common = ["title", "purpose", "when", "where", "languages", "external", "zone"]
    lasting = [
        "title", "purpose", "when", "repeats", "ends", "where", "minutes", "capacity", "languages", "external", "zone",
    ]  # fmt: skip
    assert fields(heard) == (lasting if kind.attended else common)
    await town.fills(martha, title="Nets", purpose="To mend", when="12 Nov 15:00")
    await town.presses(martha, "Plan it")
    [card] = town.letters(town.channel(tides))
    assert town.text(card.message).startswith(f"{str(kind).capitalize()} · Tides\nNets\nTo mend\n")
    calendar = await town.says(martha, "/calendar tides")
    assert f"Nets · {str(kind).capitalize()}, Thursday 12 November 2026" in calendar.text


async def test_a_deadline_has_no_seats_and_reminds_a_week_and_a_day_before_whoever_asked(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo")
    martha, tides = await settled(town, ada, bo)
    await plans(
        town, martha, "/event plan deadline", title="Call for papers", when="20 Nov 17:00", where="https://cfp.example"
    )
    card = town.letters(town.channel(tides))[0]
    assert town.text(card.message).split("\n")[3:] == [
        "Due: 20 November 2026 at 16:00 (UTC)",
        "Friday 20 November 2026, 17:00 (Europe/Rome, UTC+01:00)",
        "Where: https://cfp.example",
        "Nobody is reminded yet",
    ]
    assert town.labels(card.message) == ("Remind me", "No reminder", "To my calendar")
    heard = await town.presses(ada, "Remind me", on=card)
    assert heard.text == (
        "You are reminded of “Call for papers”, due 20 November 2026 at 17:00 (Europe/Rome), a week and a day before."
    )
    await town.until(datetime(2026, 11, 20, 15, tzinfo=UTC))
    assert [line.split(" is due")[0] for line in told(town, ada)] == ["⏰ “Call for papers” of Tides"] * 2
    assert (told(town, bo), len(town.letters(town.channel(tides)))) == ([], 3)
    assert town.labels(town.letters(ada)[-1].message) == ("Snooze 15 min", "Stop reminders for this event", "Mute…")
    await town.until(datetime(2026, 11, 20, 17, tzinfo=UTC))
    assert [line.split(",")[0] for line in told(town, ada)] == ["“Call for papers”"] * 2
    assert town.labels(town.letters(ada)[-1].message) == ()


async def test_a_milestone_is_a_day_to_which_nobody_comes_and_of_which_nobody_is_reminded(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, "/event plan milestone", title="Launch", when="20 Nov")
    card = town.letters(town.channel(tides))[0]
    assert "When: Friday 20 November 2026" in town.text(card.message).split("\n")
    assert town.labels(card.message) == ("To my calendar",)
    [made] = await planned(town)
    assert (await town.tokens(ada, f"events.going:{made.id}")).text == (
        "“Launch” is a day to remember: nobody has to come."
    )
    await town.until(datetime(2026, 11, 30, tzinfo=UTC))
    assert (told(town, ada), len(town.letters(town.channel(tides)))) == ([], 1)


async def test_a_workshop_has_a_place_and_a_link_for_those_who_look_on_from_afar(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, tides = await settled(town, ada)
    await plans(town, martha, "/event plan workshop", where="FAO, Rome – https://stream.example/1", when="20 Nov 10:00")
    card = town.letters(town.channel(tides))[0]
    assert "Where: FAO, Rome, https://stream.example/1" in town.text(card.message)
    await town.presses(ada, "Going", on=card)
    await town.until(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    assert len(told(town, ada)) == 5
    assert any("Join now" in town.labels(each.message) for each in town.letters(ada))


async def test_other_calendars_take_a_deadline_as_a_moment_and_a_milestone_as_a_day(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, "/event plan deadline", title="Due", when="20 Nov 17:00")
    await plans(town, martha, "/event plan milestone", title="Day", when="21 Nov")
    due, day = (await read(town, await subscribes(town, martha))).events
    assert (utc(due.dtstart), due.dtend) == (datetime(2026, 11, 20, 16, tzinfo=UTC), None)
    assert str(day.dtstart) == "2026-11-21"


# People outside.


async def test_people_outside_read_of_an_external_event_and_never_of_the_hidden_community(town: Town) -> None:
    martha, tides = await settled(town, mode=Mode.PRIVATE, hidden=True)
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    heard = await writes(
        town, martha, "/webinar plan", title="Nets", external="yes", languages="English, French", where="https://m.example"
    )
    assert "Languages: English, French\nOpen to: people outside as well" in heard.text
    await town.presses(martha, "Plan it")
    assert "Open to: people outside as well" in town.reads(town.channel(tides))[0]
    await manages(town, martha)
    given = await town.presses(martha, "Link for people outside")
    secret = given.text.split(f"{ADDRESS}/calendar/")[1].split(".ics")[0]
    raw = await text(town, secret)
    assert raw is not None
    assert "tides" not in raw.casefold()
    [entry] = (await read(town, secret)).events
    assert (entry.summary, str(entry.url), status(entry)) == ("Nets", "https://m.example", "CONFIRMED")
    again = await town.presses(martha, "Link for people outside", on=await manages(town, martha))
    assert secret in again.text
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, external="")
    assert await text(town, secret) is None
    [made] = await planned(town)
    refused = await town.tokens(martha, f"events.outside:{made.id}")
    assert refused.text.startswith("“Nets” is for members only.")
    await manages(town, martha)
    await town.presses(martha, "Edit")
    await town.fills(martha, external="yes")
    assert await text(town, secret) is None


async def test_only_administrators_get_the_link_and_an_archived_community_says_cancelled_there(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    await plans(town, martha, "/webinar plan", external="yes")
    [made] = await planned(town)
    assert (await town.tokens(ada, f"events.outside:{made.id}")).text.startswith("Only the administrators")
    given = await town.tokens(martha, f"events.outside:{made.id}")
    secret = given.text.split(f"{ADDRESS}/calendar/")[1].split(".ics")[0]
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    found = await town.run(lambda tx: feeds.read(tx, secret))
    assert found
    assert "STATUS:CANCELLED" in feed.written(found)
