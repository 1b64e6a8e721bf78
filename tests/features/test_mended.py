"""Stories of what once went wrong between two rights, two zones or two readers, and must not again."""

from __future__ import annotations

from tests.features.deciding import asked
from tests.town import Somebody, Town


def digests(town: Town, who: Somebody) -> int:
    return len([said for said in town.reads(who) if said.splitlines()[0].endswith("your answer")])


async def test_who_administers_in_two_zones_hears_each_day_until_nobody_waits(town: Town) -> None:
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    east = await town.community("East", admins=[ada], timezone="Asia/Tokyo", request_days=90)
    west = await town.community("West", admins=[ada], timezone="America/Los_Angeles", request_days=90)
    await town.joins(bo, east)
    await town.joins(cy, west)
    await town.passes(days=3, hours=3)
    request = await asked(town, bo, east)
    await town.tokens(ada, f"approvals.approve:{request.id}")
    await town.passes(days=2)  # nine o'clock moves to the other zone, and the day it moves on has been told
    heard = []
    for _ in range(7):
        before = digests(town, ada)
        await town.passes(days=1)
        heard.append(digests(town, ada) - before)
    assert heard == [1] * 7


async def test_who_moves_to_another_zone_goes_on_hearing_each_day(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Group", admins=[ada], request_days=90)
    await town.says(ada, "/settings timezone:Asia/Tokyo")
    await town.joins(bo, group)
    await town.passes(days=11, hours=2)
    await town.says(ada, "/settings timezone:America/Los_Angeles")
    await town.passes(days=2)
    heard = []
    for _ in range(7):
        before = digests(town, ada)
        await town.passes(days=1)
        heard.append(digests(town, ada) - before)
    assert heard == [1] * 7
