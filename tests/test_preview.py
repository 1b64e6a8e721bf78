"""What is previewed is what is then sent, to the minute; and looking ahead changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.chat.address import Account, Place
from bot.clock import Clock
from bot.db.database import Database
from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.features.communities.model import Community, Mode
from bot.features.digests import service as digests
from bot.features.lifecycle import service as lifecycle
from bot.preview import Sent, preview
from tests.features.test_events import planned, plans, settled
from tests.town import NORTH, SOUTH, Town


@pytest.fixture
def town(database: Database, clock: Clock) -> Town:
    return Town(database, clock)


async def ahead(town: Town, database_url: str, slug: str, days: int) -> list[Sent]:
    found = await preview(town.database, database_url, town.catalogue, slug=slug, days=days)
    assert found is not None
    return list(found.told)


async def busy(town: Town) -> Community:
    """A community with meetings, people who come, somebody who asks, and a year to fall silent in."""
    ada, bo = await town.someone("Ada", timezone="Asia/Tokyo"), await town.someone("Bo", SOUTH)
    martha, tides = await settled(town, ada, bo, mode=Mode.SEMI_PRIVATE)
    await town.run(lifecycle.watch)
    await town.run(digests.watch)
    await plans(town, martha, repeats="2-weeks", when="20 Nov 15:00")
    for each in (await planned(town))[:2]:
        await town.tokens(ada, f"events.going:{each.id}")
        await town.tokens(bo, f"events.maybe:{each.id}")
    await town.joins(await town.someone("Cy"), tides)
    await town.passes(minutes=1)
    return tides


def everything(tx: Tx) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    tables = metadata.tables.values()
    return {table.name: sorted((tuple(row) for row in tx.all(select(table))), key=repr) for table in tables}


async def test_what_is_previewed_is_what_is_sent_and_nothing_else(town: Town, database_url: str) -> None:
    await busy(town)
    before = {str(at): len(town.letters(at)) for at in _readers(town)}
    told = await ahead(town, database_url, "tides", 60)
    await town.passes(days=60)
    after = {str(at): len(town.letters(at)) - before.get(str(at), 0) for at in _readers(town)}
    foreseen: dict[str, int] = {}
    for each in told:
        foreseen[str(each.to)] = foreseen.get(str(each.to), 0) + 1
    assert foreseen == {at: many for at, many in after.items() if many}
    assert len(told) > 20


def _readers(town: Town) -> list[Account | Place]:
    found = {letter.target for office in town.offices.values() for letter in office.letters()}
    return sorted(found, key=str)


async def test_looking_ahead_changes_nothing(town: Town, database_url: str) -> None:
    await busy(town)
    before, sent = await town.run(everything), [len(office.letters()) for office in town.offices.values()]
    assert await ahead(town, database_url, "tides", 30)
    assert await town.run(everything) == before
    assert [len(office.letters()) for office in town.offices.values()] == sent


async def test_what_stands_on_lists_of_events_is_no_message(town: Town, database_url: str) -> None:
    martha, _ = await settled(town, mode=Mode.OPEN)
    await plans(town, martha, repeats="week")
    before = town.offices[NORTH].entries()
    told = await ahead(town, database_url, "tides", 20)
    assert (len(before), town.offices[NORTH].entries()) == (1, before)
    assert [each for each in told if each.head.startswith("⏰ “Monthly meeting”")]


async def test_it_says_to_whom_when_and_what(town: Town, database_url: str) -> None:
    await busy(town)
    told = await ahead(town, database_url, "Tides", 17)
    [first, *_] = [each for each in told if each.reader == "Bo"]
    assert (f"{first.at:%d %H:%M}", first.head) == (
        "19 14:00", "⏰ “Monthly meeting” of Tides: 20 November 2026 at 14:00 (UTC), in 24 hours.",
    )  # fmt: skip
    assert {each.reader for each in told} >= {"Ada", "Bo", "Cy", "Martha", "#tides", "#tides-admins"}


async def test_nothing_of_other_communities_and_none_where_there_is_none(town: Town, database_url: str) -> None:
    await busy(town)
    await town.community("Reefs", admins=[await town.someone("Eve")], mode=Mode.PUBLIC, platforms=[NORTH])
    await town.run(lifecycle.watch)
    told = await ahead(town, database_url, "reefs", 30)
    assert {each.reader for each in told} == {"Eve"}
    assert await preview(town.database, database_url, town.catalogue, slug="nowhere", days=3) is None


async def test_with_the_clock_moved_it_begins_there(town: Town, database_url: str) -> None:
    await busy(town)
    await town.passes(days=10)
    told = await ahead(town, database_url, "tides", 8)
    assert all(town.clock.now() <= each.at <= town.clock.now() + timedelta(days=8) for each in told)
    assert "Bo" in {each.reader for each in told}


async def test_without_a_community_it_is_of_all_of_them(town: Town, database_url: str) -> None:
    await busy(town)
    await town.community("Reefs", admins=[await town.someone("Eve")], mode=Mode.PUBLIC)
    await town.run(lifecycle.watch)
    found = await preview(town.database, database_url, town.catalogue, slug="", days=30)
    assert found is not None
    assert {each.reader for each in found.told} >= {"Ada", "Bo", "Eve", "Martha", "#tides"}
    assert found.lines()[0] == "All communities, the next 30 days; times are those of UTC."
