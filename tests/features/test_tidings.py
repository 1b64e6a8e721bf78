"""Cancelled and brought back while somebody slept: in the morning they read what holds, and nothing of the rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.features.test_events import planned, plans, settled
from tests.simulators.post_office import refused
from tests.town import NORTH, Somebody, Town


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


CANCELLED = "“Monthly meeting” of Tides, 20 November 2026 at 15:00 (Europe/Rome), is cancelled."
RESTORED = "“Monthly meeting” of Tides takes place after all, 20 November 2026 at 15:00 (Europe/Rome)."


async def coming(town: Town) -> tuple[Somebody, Somebody]:
    """Ada, who comes to a meeting on the 20th, and Martha, who plans it."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="20 Nov 15:00")
    await town.tokens(ada, f"events.going:{(await planned(town))[0].id}")
    return ada, martha


async def changes(town: Town, martha: Somebody, *acts: str) -> None:
    """One after another, a minute apart."""
    for act in acts:
        made = (await planned(town))[0].id
        await town.passes(minutes=1)
        if act == "cancel":
            await town.tokens(martha, f"events.cancel:{made}")
            await town.presses(martha, "Cancel it")
        else:
            await town.tokens(martha, f"events.restore:{made}")


def heads(town: Town, who: Somebody) -> list[str]:
    return [text.split("\n")[0] for text in town.reads(who)]


@pytest.mark.parametrize(
    ("by_day", "at_night", "read"),
    [
        ("", "cancel restore", []),
        ("", "cancel restore cancel", [CANCELLED]),
        ("", "cancel restore cancel restore", []),
        ("cancel", "restore", [RESTORED]),
        ("cancel", "restore cancel", []),
        ("cancel", "restore cancel restore", [RESTORED]),
        ("cancel restore", "cancel", [CANCELLED]),
        ("cancel restore", "cancel restore", []),
    ],
)
async def test_what_was_done_and_undone_in_one_night_is_read_as_it_ended(
    town: Town, by_day: str, at_night: str, read: list[str]
) -> None:
    ada, martha = await coming(town)
    await changes(town, martha, *by_day.split())
    before = len(by_day.split())
    assert heads(town, ada) == [CANCELLED, RESTORED][:before]
    await town.until(utc("11-03 22:00"))
    await changes(town, martha, *at_night.split())
    assert len(town.letters(ada)) == before
    await town.until(utc("11-05 12:00"))
    assert heads(town, ada)[before:] == read


async def test_whose_inbox_is_closed_reads_what_holds_with_the_next_thing_they_do(town: Town) -> None:
    ada, martha = await coming(town)
    town.offices[NORTH].breaks_always(refused("closed"), to=ada.account)
    await changes(town, martha, "cancel", "restore")
    heard = (await town.says(ada, "/calendar")).text
    assert (CANCELLED in heard, RESTORED in heard) == (False, False)
    await changes(town, martha, "cancel", "restore", "cancel")
    heard = (await town.says(ada, "/calendar")).text
    assert (heard.count(CANCELLED), RESTORED in heard) == (1, False)


async def test_what_was_read_stays_as_it_was_read_and_who_has_left_reads_nothing(town: Town) -> None:
    ada, martha = await coming(town)
    await changes(town, martha, "cancel", "restore", "cancel")
    assert heads(town, ada) == [CANCELLED, RESTORED, CANCELLED]
    await town.until(utc("11-03 22:00"))
    await changes(town, martha, "restore")
    await town.says(ada, "/leave tides")
    await town.presses(ada, "Leave")
    await town.until(utc("11-05 12:00"))
    assert heads(town, ada) == [CANCELLED, RESTORED, CANCELLED]
