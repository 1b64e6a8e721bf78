"""The time zone is asked once, privately, where the platform does not tell it; nothing is promised before."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.features.test_digests import announced, opened
from tests.features.test_digests import told as digests_of
from tests.features.test_events import planned, plans, settled
from tests.town import Heard, Somebody, Town

ASKED = "Where are you?"


async def goes(town: Town, who: Somebody, answer: str = "going") -> Heard:
    return await town.tokens(who, f"events.{answer}:{(await planned(town))[0].id}")


async def test_whoever_says_that_they_come_is_asked_once_and_never_again(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha)
    assert ASKED not in (await goes(town, ada, "no")).text
    heard = await goes(town, ada)
    assert ASKED in heard.text
    assert heard.buttons[-1:] == ("Another place",)
    for answer in ("maybe", "going"):
        assert ASKED not in (await goes(town, ada, answer)).text
    assert ASKED not in (await town.says(ada, "/settings digest:weekly")).text


async def test_what_is_picked_is_kept_and_what_follows_from_it_is_said(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha)
    await goes(town, ada)
    heard = await town.picks(ada, "Africa/Nairobi")
    assert heard.text == (
        "Your time zone is Africa/Nairobi: it is now 3 November 2026 at 12:00 (Africa/Nairobi) for you.\n"
        "A digest comes on Mondays at 8 in the morning, when there is anything to say."
    )
    assert heard.buttons == ("Every day", "No digest")
    assert "(Africa/Nairobi)" in (await town.says(ada, "/calendar tides")).text


async def test_another_place_is_written_and_given_back_when_nobody_knows_it(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha)
    await goes(town, ada)
    await town.presses(ada, "Another place")
    assert "timezone" in (await town.fills(ada, timezone="Atlantis")).problems
    assert "Asia/Kathmandu" in (await town.fills(ada, timezone="Kathmandu")).text


async def test_nobody_is_asked_whose_platform_tells_it(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await settled(town, ada)
    await plans(town, martha)
    assert ASKED not in (await goes(town, ada)).text
    assert ASKED not in (await town.says(ada, "/settings digest:daily")).text


async def test_a_digest_or_quiet_hours_depend_on_it_too(town: Town) -> None:
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    assert ASKED in (await town.says(ada, "/settings digest:weekly")).text
    assert ASKED in (await town.says(bo, "/settings quiet:22-7")).text
    assert ASKED not in (await town.says(cy, "/settings digest:none")).text


async def test_p7_before_it_is_known_no_hour_is_promised_and_from_then_on_it_is_kept(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await opened(town, ada)
    await announced(town, martha, tides)
    await town.until(datetime(2026, 11, 9, 20, tzinfo=UTC))
    assert digests_of(town, ada) == []
    await town.tokens(ada, "settings.zone", "America/New_York")
    await announced(town, martha, tides, title="Another")
    await town.until(datetime(2026, 11, 16, 12, 59, tzinfo=UTC))
    assert digests_of(town, ada) == []
    await town.until(datetime(2026, 11, 16, 13, 1, tzinfo=UTC))
    assert len(digests_of(town, ada)) == 1


async def test_a_zone_that_no_menu_offered_is_refused(town: Town) -> None:
    ada = await town.someone("Ada")
    assert "I do not know the time zone" in (await town.tokens(ada, "settings.zone", "Mars/Base")).text
