"""What events are worth to a community that would be silent: a date somebody fixes, a meeting somebody comes to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.features.communities.model import Community, Mode
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from bot.features.lifecycle import service as lifecycle
from tests.features.test_events import planned, plans
from tests.features.test_lifecycle import heads
from tests.town import NORTH, SQUARE, Somebody, Town


async def community(town: Town, *members: Somebody) -> tuple[Somebody, Community]:
    """Of an installation past its first week."""
    martha = await town.someone("Martha", timezone="Europe/Rome")
    await town.run(lifecycle.watch)
    await town.passes(days=8)
    kept = {"mode": Mode.PUBLIC, "timezone": "Europe/Rome"}
    return martha, await town.community("Tides", admins=[martha], members=members, **kept)  # type: ignore[arg-type]


def silences(town: Town, who: Somebody) -> list[str]:
    return [head for head in heads(town, who) if head.startswith("Nothing new")]


async def weeks(town: Town, *there: Somebody) -> None:
    """Six times of a weekly series, each of these people at each."""
    for _ in range(6):
        made = (await planned(town))[0]
        await town.until(made.at + timedelta(minutes=5))
        for each in there:
            await town.tokens(each, f"attendance.here:{made.id}")
        await town.until(made.ends + timedelta(hours=2))


async def test_a_weekly_meeting_to_which_somebody_comes_keeps_a_community_alive(town: Town) -> None:
    """FEATURES 2.4.2, guide 92 and 99: each time it took place counts, though it was planned once."""
    ada = await town.someone("Ada")
    martha, _ = await community(town, ada)
    await plans(town, martha, when="13 Nov 15:00", repeats="week")
    await weeks(town, ada)
    assert silences(town, martha) == []
    health = await town.says(martha, "/health tides")
    assert "an event by Ada" in health.text
    await town.passes(days=15)
    assert silences(town, martha) == ["Nothing new for 14 days in Tides"]


async def test_one_to_which_nobody_comes_does_not(town: Town) -> None:
    martha, _ = await community(town)
    await plans(town, martha, when="13 Nov 15:00", repeats="week")
    await weeks(town)
    assert silences(town, martha) == ["Nothing new for 14 days in Tides", "Nothing new for 28 days in Tides"]


async def test_whoever_fixes_the_date_of_what_a_file_brought_has_given_something(town: Town) -> None:
    """A calendar of activities is imported once, and then its events are dated one by one (2.7.1, guide 142)."""
    martha, _ = await community(town)
    file = read(
        f'[[community]]\nslug = "tides"\nname = "Tides"\nmode = "public"\nadmins = ["{NORTH}:{SQUARE}/martha"]\n'
        '[[community.event]]\ntitle = "Harvest"\ntype = "webinar"\nperiod = "December 2026"\n'
    )
    await town.run(lambda tx: bring_in(tx, file))
    await town.until(datetime(2026, 11, 24, 12, tzinfo=UTC))
    [made] = await planned(town)
    await town.tokens(martha, f"events.manage:{made.id}")
    await town.presses(martha, "Confirm")
    shown = await town.fills(martha, when="10 Dec 15:00")
    await town.presses(martha, "Confirm", on=shown)
    await town.until(datetime(2026, 12, 8, 7, tzinfo=UTC))
    assert silences(town, martha) == []
    await town.until(datetime(2026, 12, 8, 9, tzinfo=UTC))
    assert silences(town, martha) == ["Nothing new for 14 days in Tides"]
