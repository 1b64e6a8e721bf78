"""Many at the same instant, on both databases: never more people than seats, one answer each, one change at a time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.chat.inbound import ButtonPressed
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.model import Answer
from bot.features.membership import service as membership
from bot.features.membership.model import Status
from bot.features.people.model import people as everybody
from tests.features.test_events import planned, plans, settled
from tests.town import Somebody, Town


async def press(town: Town, who: Somebody, token: str) -> None:
    await town.dispatcher.receive(ButtonPressed(town.fresh(), who.actor, None, token))


async def warm(town: Town) -> None:
    """Open the connections, so that all really run at once."""
    await asyncio.gather(*(town.run(lambda tx: tx.value(everybody.select())) for _ in range(6)))


async def test_m11_two_hundred_at_once_for_five_seats_are_five_and_the_others_wait_in_one_line(town: Town) -> None:
    crowd = [await town.someone(f"P{n}") for n in range(200)]
    martha, _ = await settled(town, *crowd)
    await plans(town, martha, capacity="5")
    [made] = await planned(town)
    await warm(town)
    await asyncio.gather(*(press(town, who, f"events.going:{made.id}") for who in crowd for _ in range(2)))
    tally = await town.run(lambda tx: service.tally(tx, made.id))
    assert (tally.going, tally.waiting, tally.held) == (5, 195, 0)


async def test_m11_a_seat_that_is_freed_while_others_press_goes_to_one_person(town: Town) -> None:
    crowd = [await town.someone(f"P{n}") for n in range(12)]
    martha, _ = await settled(town, *crowd)
    await plans(town, martha, capacity="3")
    [made] = await planned(town)
    for who in crowd[:8]:
        await press(town, who, f"events.going:{made.id}")
    await warm(town)
    await asyncio.gather(
        *(press(town, who, f"events.no:{made.id}") for who in crowd[:2]),
        *(press(town, who, f"events.going:{made.id}") for who in crowd[3:]),
    )
    await town.settle()
    tally = await town.run(lambda tx: service.tally(tx, made.id))
    assert tally.going + tally.held == 3
    offered = await town.run(lambda tx: service.answered(tx, made.id, Answer.OFFERED))
    told = [who.id for who in crowd if town.letters(who)]
    assert sorted(each.person for each in offered) == sorted(set(told) & {each.person for each in offered})


async def test_m11_an_offer_that_lapses_while_it_is_taken_is_taken_or_lost_never_both(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, _ = await settled(town, ada, bo)
    await plans(town, martha, capacity="1")
    [made] = await planned(town)
    for who in (ada, bo):
        await press(town, who, f"events.going:{made.id}")
    await press(town, ada, f"events.no:{made.id}")
    await town.settle()
    town.clock.forward(datetime(2026, 11, 4, 9, tzinfo=UTC) - town.clock.now())
    await warm(town)
    await asyncio.gather(press(town, bo, f"events.going:{made.id}"), town.settle())
    tally = await town.run(lambda tx: service.tally(tx, made.id))
    assert tally.going <= 1
    assert tally.held == 0


async def test_two_administrators_move_and_cancel_at_once_one_of_them_was_first(town: Town) -> None:
    eve, ada = await town.someone("Eve"), await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await town.says(martha, "/community admins tides ada administrator")
    await plans(town, martha)
    [made] = await planned(town)
    await press(town, martha, f"events.going:{made.id}")
    minute = int(datetime(2026, 11, 13, 9, tzinfo=UTC).timestamp()) // 60
    await warm(town)
    before = len(town.letters(ada))
    await asyncio.gather(
        press(town, martha, f"events.moved:{made.id}/1/only/{minute}"),
        press(town, ada, f"events.cancelled:{made.id}/1/only"),
    )
    await town.settle()
    [now] = await planned(town)
    assert (now.revision, now.state == "cancelled" or now.at == datetime(2026, 11, 13, 9, tzinfo=UTC)) == (2, True)
    assert len(town.letters(martha)) + len(town.letters(ada)) - before <= 1
    assert town.letters(eve) == []


async def test_m11_whoever_leaves_while_they_say_yes_holds_no_seat(town: Town) -> None:
    crowd = [await town.someone(f"P{n}") for n in range(12)]
    martha, tides = await settled(town, *crowd)
    await plans(town, martha, capacity="4")
    [made] = await planned(town)
    await warm(town)
    await asyncio.gather(
        *(press(town, who, f"events.going:{made.id}") for who in crowd),
        *(_leaves(town, tides, who) for who in crowd[:6]),
    )
    await town.settle()
    inside = {each.person for each in await town.run(lambda tx: membership.members(tx, tides.id))}
    answered = await town.run(lambda tx: service.answered(tx, made.id, *Answer))
    assert {each.person for each in answered} <= inside
    tally = await town.run(lambda tx: service.tally(tx, made.id))
    assert tally.going + tally.held == 4


async def _leaves(town: Town, tides: Community, who: Somebody) -> None:
    await town.run(lambda tx: membership.depart(tx, tides, who.id, Status.LEFT, by=who.id))


async def test_two_administrators_fix_a_date_at_once_and_it_is_told_once(town: Town) -> None:
    ada, cy = await town.someone("Ada"), await town.someone("Cy")
    martha, _ = await settled(town, ada, cy)
    await town.says(martha, "/community admins tides ada administrator")
    await plans(town, martha, when="late November 2026")
    [made] = await planned(town)
    await press(town, cy, f"events.maybe:{made.id}")
    minutes = [int(datetime(2026, 11, day, 9, tzinfo=UTC).timestamp()) // 60 for day in (25, 26)]
    await warm(town)
    await asyncio.gather(
        *(press(town, who, f"events.moved:{made.id}/1/only/{minute}")
          for who, minute in zip((martha, ada), minutes, strict=True)),
    )  # fmt: skip
    await town.settle()
    [now] = await planned(town)
    assert (now.revision, now.state) == (2, "planned")
    assert len(town.letters(cy)) == 1
    row = await town.run(lambda tx: service.event(tx, now.event))
    assert row is not None
    assert (row.period, row.begins.day) == ("", now.at.day)
