"""Ten days of a workshop with two seats, and of the team's own meeting, on Slack and Discord at once.

Who waits is asked in turn, by day, and has a day to say so, two hours when it is near (FEATURES 2.6.2); a workshop is
told of a week, a day, an hour and ten minutes before (2.3); the team hears of its meeting alone (2.6.9). What is
expected stands here as the rules have it, by everybody's own clock.
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.clock import Clock
from tests.stories.acting import Story
from tests.stories.asked import Diary, Line
from tests.stories.living import Life, imports, living
from tests.stories.reading import read

ROME = "Europe/Rome"
BEGINS, ENDS = datetime(2026, 11, 3, 9, tzinfo=UTC), datetime(2026, 11, 12, 19, tzinfo=UTC)
TIDES = """
[[community]]
slug = "tides"
name = "Tides"
mode = "public"
admins = []
"""
ZONES = {
    "Martha": "America/New_York", "Dora": "Europe/Paris", "Awa": "Africa/Nairobi", "Gil": "Australia/Adelaide",
    "Noor": "Africa/Nairobi", "Sunil": "Asia/Kathmandu",
}  # fmt: skip


def cast(life: Life) -> None:
    life.on_slack("Martha", ZONES["Martha"], admin=True)
    life.on_slack("Awa", ZONES["Awa"])
    life.on_slack("Sunil", ZONES["Sunil"])
    life.on_discord("Dora", ZONES["Dora"], admin=True)
    life.on_discord("Gil", ZONES["Gil"])
    life.on_discord("Noor", ZONES["Noor"])


async def team_meets(it: Story) -> None:
    """Martha says when, and plans it."""
    martha = it.life.lander("Martha")
    form = await (await martha.types(it.life.homes.council, "/community team meeting tides")).final()
    assert form.modal is not None, form.text
    assert (await martha.submits(form, {"when": "10 Nov 2026 10:30"})).errors == {}
    await it.life.settled()
    await martha.presses(None, "Plan it")
    await it.life.settled()


def lines(life: Life, where: str, zone: str) -> list[tuple[str, str, str]]:
    """What reached an inbox or a channel: day and minute there, of what kind, about what."""
    found: list[Line] = read((each for each in life.got if each.where == where), zone)
    return [(each.at.removeprefix("2026-11-"), each.kind, each.about) for each in found]


async def test_a_workshop_with_two_seats_and_the_teams_own_meeting(database_url: str) -> None:
    async with living(database_url, Clock(lambda: BEGINS), "tides") as life:
        cast(life)
        await imports(life, TIDES, zone=ROME, language="en")
        it = Story(life, Diary(ROME, BEGINS, ENDS, ZONES, ("Martha", "Dora"), frozenset()), "tides")
        await it.on("3 Nov", "12:00")
        await it.plans("Martha", "event plan workshop", "12 Nov 15:00", title="Nets", purpose="To mend them.",
                       when="12 Nov 2026 15:00", capacity="2")  # fmt: skip
        await team_meets(it)

        # Two come, two wait. A seat is free: Noor sleeps on it for a day, so Sunil is asked, and comes.
        await it.on("4 Nov", "12:00")
        await it.says("Nets", "Going", "Awa", "Gil", "Noor", "Sunil")
        await it.on("5 Nov", "12:00")
        await it.says("Nets", "Can't go", "Gil")
        await it.on("6 Nov", "18:00")
        await it.answers_letter("Sunil", "Going")
        await it.on("7 Nov", "12:00")
        await it.says("Nets", "Going", "Noor")

        # The evening before another is free: it is night where Noor is, who hears in the morning and has two hours.
        await it.on("11 Nov", "20:00")
        await it.says("Nets", "Can't go", "Awa")
        await it.on("12 Nov", "07:30")
        await it.answers_letter("Noor", "Going")
        await life.until(ENDS)

        near = [("reminder", "Nets"), ("reminder", "Nets"), ("begun", "Nets")]
        got = {name: lines(life, name, zone) for name, zone in ZONES.items()}
        assert got == {
            "Martha": [("09 08:00", "digest", "Nets"), ("09 08:00", "team", "Tides")],
            "Dora": [("09 08:00", "digest", "Nets"), ("09 10:30", "team", "Tides")],
            "Awa": [
                ("05 17:00", "reminder", "Nets"), ("09 08:00", "digest", "Nets"), ("11 17:00", "reminder", "Nets"),
            ],
            "Gil": [("09 08:00", "digest", "Nets")],
            "Noor": [
                ("05 14:00", "offered", "Nets"), ("06 14:00", "lapsed", "Nets"), ("09 08:00", "digest", "Nets"),
                ("12 08:00", "offered", "Nets"),
                *((f"12 {at}", *said) for at, said in zip(("16:00", "16:50", "17:00"), near, strict=True)),
                ("12 19:00", "how", "Nets"),
            ],
            "Sunil": [
                ("06 16:45", "offered", "Nets"), ("09 08:00", "digest", "Nets"), ("11 19:45", "reminder", "Nets"),
                *((f"12 {at}", *said) for at, said in zip(("18:45", "19:35", "19:45"), near, strict=True)),
            ],
        }  # fmt: skip
        here = [("03 12:00", "card", "Nets"), ("11 15:00", "reminder", "Nets"), ("12 14:00", "reminder", "Nets")]
        assert lines(life, "room", ROME) == here
        assert lines(life, "hall", ROME) == sorted([("03 12:00", "board", ""), *here])
        team = [("03 12:00", "team", "Tides"), ("12 16:00", "checklist", "Nets")]
        assert (lines(life, "council", ROME), lines(life, "admins", ROME)) == (team, team)
