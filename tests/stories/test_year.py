"""The guide's own calendars, imported and lived through on Slack and Discord at once: everybody got what the rules ask.

What is compared is every message that reached an inbox or a channel: of what kind, about what, at which minute of its
reader's clock. What is expected is worked out in `asked`, from what people did, and never by the product.

Where both engines are tested, each has one of the two calendars: a year on each of them would be a minute more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.clock import Clock
from tests.conftest import ENGINES
from tests.rules.sources import ROOT
from tests.stories import asked
from tests.stories.acting import Story, noted
from tests.stories.asked import Diary, Line
from tests.stories.living import imports, living
from tests.stories.reading import read

FIRST = "First global webinar: good practices in South-South cooperation for children"
SECOND = "Second global webinar: children in BAPA+40"
THIRD = "Third global webinar: what the experts say"
MONTHLY = "Monthly meeting"
HERE = "I'm here"


@asynccontextmanager
async def story(
    url: str, slug: str, *, begins: datetime, ends: datetime, zone: str, language: str, file: str
) -> AsyncIterator[Story]:
    """The cast, and the calendar imported; what was lived through is compared in the end."""
    clock = Clock(lambda: begins)
    async with living(url, clock, slug) as life:
        life.on_slack("Martha", "America/New_York", admin=True)
        life.on_slack("Awa", "Africa/Nairobi")
        life.on_slack("Sunil", "Asia/Kathmandu")
        life.on_slack("Ines", "Europe/Paris", closed=True)
        life.on_slack("Lise", "Europe/Paris", french=True)
        life.on_discord("Dora", "Europe/Paris", admin=True)
        life.on_discord("Gil", "Australia/Adelaide")
        life.on_discord("Noor", "Africa/Nairobi", closed=True)
        life.on_discord("Zoe", "")
        await imports(life, (ROOT / "examples" / file).read_text(), zone=zone, language=language)
        closed = frozenset(name for name, each in life.cast.items() if each.closed)
        zones = {name: each.zone for name, each in life.cast.items()}
        diary = Diary(zone, begins, ends, zones, ("Martha", "Dora"), closed)
        diary.affairs += await life.app.database.run(lambda tx: noted(tx, zone))
        made = Story(life, diary, slug, french=language == "fr")
        yield made
        await life.until(ends)


def got(it: Story) -> dict[str, list[Line]]:
    """What everybody got, and what stands in every channel."""
    zones = it.diary.zones | dict.fromkeys(("hall", "room", "council", "admins"), it.diary.zone)
    zones |= {"foyer": "UTC", "general": "UTC"}
    return {name: read((each for each in it.life.got if each.where == name), zone) for name, zone in zones.items()}


def wanted(it: Story) -> dict[str, list[Line]]:
    """What the rules ask for, by the same names."""
    diary = it.diary
    found = {name: asked.private(diary, name) for name in diary.zones}
    found |= dict.fromkeys(("hall", "room"), asked.channel(diary))
    found["hall"] = sorted([*found["hall"], asked.board(diary)])  # Discord has a list of events of its own
    found |= dict.fromkeys(("council", "admins"), asked.council(diary))
    return found | {"foyer": asked.pointed(diary, "Ines"), "general": asked.pointed(diary, "Noor")}


def compared(it: Story) -> set[str]:
    """Everybody and every channel, message by message; gives the kinds of messages there were."""
    found, rules = got(it), wanted(it)
    for name in found:
        unasked, missing = Counter(found[name]) - Counter(rules[name]), Counter(rules[name]) - Counter(found[name])
        assert (name, sorted(unasked), sorted(missing)) == (name, [], [])
        assert found[name] == rules[name]
    for name in ("hall", "room"):
        now = read(it.life.stands(name), it.diary.zone)
        assert not [each for each in now if each.kind == "reminder"], "what stands there is kept true (2.3.1)"
    return {each.kind for lines in found.values() for each in lines}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ENGINES[:1], indirect=True)
async def test_the_calendar_of_2018_of_cop_ssc4c(database_url: str) -> None:
    """Annex 1: two webinars that have only a month, and milestones; the rest is what people make of it."""
    async with story(
        database_url, "cop-ssc4c", begins=datetime(2018, 1, 2, 15, tzinfo=UTC), ends=datetime(2018, 12, 31, tzinfo=UTC),
        zone="America/New_York", language="en", file="ssc4c-calendar.toml",
    ) as it:  # fmt: skip
        await it.on("12 Feb")
        await it.announces("Martha", "The management plan")

        # The first webinar has a month, then an hour; it takes place.
        await it.on("25 Apr")
        await it.says(FIRST, "Tell me the date", "Awa", "Gil", "Noor", "Ines")
        await it.on("27 Apr", "11:00")
        await it.fixes("Martha", FIRST, "24 May 14:00")
        await it.on("30 Apr")
        await it.says(FIRST, "Going", "Awa", "Gil", "Noor", "Ines", "Zoe", "Dora", "Lise")
        await it.on("20 May")
        await it.mutes("Lise", "1 Aug 12:00")
        await it.on("22 May")
        await it.says(FIRST, "Can't go", "Gil")
        await it.on("24 May", "14:20")
        await it.is_there(FIRST, HERE, "Awa", "Noor")
        await it.on("30 May")
        await it.gathers("Martha", FIRST, "recording", "https://tube.example.org/1")
        await it.on("2 Jun")
        await it.waives("Martha", FIRST, "questions", "Questions and answers")
        await it.on("12 Jun")
        await it.gathers("Martha", FIRST, "summary", "https://docs.example.org/1")

        # The second is moved, called off on the day of its first reminder, and takes place after all.
        await it.on("27 Aug")
        await it.fixes("Martha", SECOND, "20 Sep 10:00")
        await it.on("28 Aug")
        await it.says(SECOND, "Going", "Awa", "Gil", "Noor", "Ines", "Zoe", "Lise", "Martha")
        await it.on("10 Sep")
        await it.moves("Dora", SECOND, "25 Sep 10:00")
        await it.on("18 Sep")
        await it.cancels("Martha", SECOND)
        await it.on("19 Sep")
        await it.restores("Dora", SECOND)
        await it.on("20 Sep")
        await it.plans("Dora", "webinar plan", "16 Oct 13:00", title=THIRD, purpose="To ask.", when="16 Oct 2018 13:00")
        await it.says(THIRD, "Going", "Martha", "Dora", "Awa", "Zoe")
        await it.on("24 Sep")
        await it.plans(
            "Martha", "meeting plan", "11 Oct 14:00", "8 Nov 14:00", "13 Dec 14:00", "10 Jan 2019 14:00",
            title=MONTHLY, purpose="What we do next.", when="11 Oct 2018 14:00", repeats="month-weekday",
        )  # fmt: skip
        await it.says(MONTHLY, "Going", "Awa", "Noor")
        await it.on("25 Sep", "10:20")
        await it.is_there(SECOND, HERE, "Awa")
        await it.on("25 Sep")
        await it.plans_roughly("Martha", "event plan milestone", "23 Oct", title="Open days", purpose="To show it.",
                               when="23 – 26 October 2018")  # fmt: skip

        # On 9 October the administrators are told of three things: the fourth waits for the next morning.
        await it.on("10 Oct")
        await it.answers_letter("Martha", "Keep it")
        await it.on("11 Oct", "16:00")
        await it.writes_minutes("Martha", MONTHLY)
        await it.on("16 Oct", "13:30")
        await it.is_there(THIRD, HERE, "Zoe")
        await it.on("16 Oct", "15:30")
        await it.answers_letter("Martha", "Very good")
        it.opined(THIRD)
        await it.on("18 Oct")
        for kind in ("recording", "questions", "summary"):
            await it.gathers("Martha", THIRD, kind, f"https://docs.example.org/{kind}")
        await it.on("2 Nov")
        await it.adds_to_agenda("Awa", MONTHLY, "The next calendar", number=2)
        await it.says(MONTHLY, "Going", "Awa", number=2)
        await it.on("7 Dec")
        await it.says(MONTHLY, "Going", "Awa", "Gil", number=3)
        await it.on("11 Dec", "16:00")
        await it.calls_off("Dora", MONTHLY, 3)
    assert compared(it) == {
        "announced", "agenda", "begun", "board", "cancelled", "card", "checklist", "digest", "empty", "fixed", "how",
        "minutes", "missing", "moved", "opinions", "reminder", "restored", "silence", "undated", "waits",
    }  # fmt: skip


@pytest.mark.timeout(300)
async def test_the_nine_months_of_the_gender_community(database_url: str) -> None:
    """Annex 2: six webinars that have periods, five of which get an hour; everything in the channels is French."""
    async with story(
        database_url, "protection-sociale-et-genre", begins=datetime(2016, 2, 15, 11, tzinfo=UTC),
        ends=datetime(2016, 12, 20, tzinfo=UTC), zone="Europe/Rome", language="fr", file="gender-calendar.toml",
    ) as it:  # fmt: skip
        one, two, three, four, five = (
            next(each.title for each in it.diary.affairs if each.title.startswith(f"Webinaire {number} "))
            for number in (1, 2, 3, 4, 5)
        )
        # Fixed on Discord, once its card has come.
        await it.on("4 Apr")
        await it.fixes("Dora", one, "14 Apr 15:00")
        await it.says(one, "J’y serai", "Awa", "Gil", "Noor", "Lise", "Dora")
        await it.says(one, "Je ne peux pas", "Gil")
        await it.on("14 Apr", "15:05")
        await it.is_there(one, "Je suis là", "Noor")
        await it.on("15 Apr")
        for kind in ("recording", "questions", "summary"):
            await it.gathers("Martha", one, kind, f"https://docs.example.org/{kind}")

        # Fixed before its card came, which comes then.
        await it.on("10 May")
        await it.fixes("Martha", two, "2 Jun 16:00")
        await it.says(two, "J’y serai", "Awa", "Zoe", "Lise", "Ines", "Martha")
        await it.on("27 May")
        await it.stops("Lise", two)
        await it.on("4 Jun", "19:00")
        await it.gathers("Martha", two, "recording", "https://docs.example.org/2")
        await it.on("12 Jun")
        await it.waives("Martha", two, "questions", "Questions et réponses")

        # Called off while it has no date yet, at night; it takes place after all, and then gets one.
        await it.on("25 Jul")
        await it.says(three, "Me dire la date", "Awa", "Gil", "Noor", "Ines", "Lise")
        await it.on("28 Jul", "22:30")
        await it.cancels("Martha", three)
        await it.on("1 Aug")
        await it.restores("Martha", three)
        await it.on("2 Aug", "18:00")
        await it.fixes("Martha", three, "9 Aug 17:00")
        await it.says(three, "J’y serai", "Awa", "Noor")

        # Moved twice, the second time on its eve.
        await it.on("15 Sep")
        await it.fixes("Martha", four, "29 Sep 10:00")
        await it.says(four, "J’y serai", "Awa", "Gil", "Noor", "Dora", "Zoe")
        await it.on("20 Sep")
        await it.moves("Dora", four, "6 Oct 10:00")
        await it.on("5 Oct", "20:00")
        await it.moves("Martha", four, "6 Oct 18:00")
        await it.on("6 Oct", "18:10")
        await it.is_there(four, "Je suis là", "Awa")

        # Early in the morning where the community is.
        await it.on("15 Nov")
        await it.fixes("Martha", five, "24 Nov 07:30")
        await it.says(five, "J’y serai", "Awa", "Lise", "Dora", "Martha")
        await it.says(five, "Peut-être", "Gil", "Zoe")
        await it.on("24 Nov", "07:40")
        await it.is_there(five, "Je suis là", "Awa")
    assert compared(it) == {
        "begun", "board", "cancelled", "card", "checklist", "digest", "fixed", "how", "missing", "moved", "reminder",
        "restored", "silence", "undated", "waits",
    }  # fmt: skip
