"""Engine jobs: done exactly once, whatever breaks; what nobody can do is parked, never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlalchemy import select

from bot.db.tx import Tx
from bot.jobs.queue import cancel, jobs, later
from tests.jobs.conftest import Count, Town

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Unheard:
    kind: Literal["test.unheard"] = "test.unheard"


def state(tx: Tx, key: str) -> tuple[str, str | None]:
    row = tx.one(select(jobs.c.state, jobs.c.outcome).where(jobs.c.key == key))
    assert row is not None
    return row.state, row.outcome


async def test_a_job_is_done_when_its_time_comes_and_not_before(town: Town) -> None:
    worker = town.worker()
    await town.database.run(lambda tx: later(tx, tx.now + MINUTE, Count("a"), key="a"))
    assert (await worker.settle(), await town.noted("a")) == (0, None)
    town.clock.forward(MINUTE)
    assert (await worker.settle(), await town.noted("a")) == (1, 1)
    town.clock.forward(MINUTE)
    assert (await worker.settle(), await town.noted("a")) == (0, 1)


async def test_a_key_makes_a_job_once_for_ever(town: Town) -> None:
    worker = town.worker()
    for _ in range(2):
        asked = [await town.database.run(lambda tx: later(tx, tx.now, Count("a"), key="a")) for _ in range(2)]
        await worker.settle()
    assert asked == [False, False]
    assert await town.noted("a") == 1


async def test_r4_a_poison_job_is_undone_tried_eight_times_and_parked_while_the_others_go_on(town: Town) -> None:
    worker = town.worker()

    def ask(tx: Tx) -> None:
        later(tx, tx.now, Count("poison"), key="poison")
        for number in range(3):
            later(tx, tx.now + timedelta(seconds=number), Count("healthy"), key=f"healthy {number}")

    await town.database.run(ask)
    tries = 0
    for _ in range(12):
        tries += await worker.settle()
        town.clock.forward(timedelta(minutes=5))
    assert tries == 8 + 3
    assert await town.noted("healthy") == 3
    assert await town.noted("poison") is None
    parked = await town.database.run(lambda tx: state(tx, "poison"))
    assert parked == ("parked", "LookupError: this one cannot be counted")


async def test_a_poison_job_waits_twice_as_long_after_each_try(town: Town) -> None:
    worker = town.worker()
    await town.database.run(lambda tx: later(tx, tx.now, Count("poison"), key="poison"))
    seconds: list[int] = []
    start = town.clock.now()
    while len(seconds) < 8:
        if await worker.settle():
            seconds.append(int((town.clock.now() - start).total_seconds()))
        town.clock.forward(timedelta(seconds=1))
    assert seconds == [0, 1, 3, 7, 15, 31, 63, 127]


async def test_a_job_of_a_kind_nobody_handles_is_parked_with_its_payload(town: Town) -> None:
    """R23."""
    await town.database.run(lambda tx: later(tx, tx.now, Unheard(), key="unheard"))
    await town.worker().settle()
    parked = await town.database.run(lambda tx: state(tx, "unheard"))
    assert parked == ("parked", "nobody does jobs of the kind 'test.unheard'")


async def test_a_job_whose_moment_has_passed_is_closed_as_too_late(town: Town) -> None:
    worker = town.worker()

    def ask(tx: Tx) -> None:
        later(tx, tx.now, Count("past"), key="past", useless_after=tx.now + MINUTE)
        later(tx, tx.now, Count("just"), key="just", useless_after=tx.now + 2 * MINUTE)

    await town.database.run(ask)
    town.clock.forward(2 * MINUTE)
    await worker.settle()
    assert await town.database.run(lambda tx: state(tx, "past")) == ("too late", None)
    assert (await town.noted("past"), await town.noted("just")) == (None, 1)


async def test_a_cancelled_job_is_not_done_even_between_two_tries(town: Town) -> None:
    worker = town.worker()

    def ask(tx: Tx) -> None:
        later(tx, tx.now + MINUTE, Count("a"), key="a")
        later(tx, tx.now, Count("poison"), key="poison")

    await town.database.run(ask)
    await worker.settle()
    both = await town.database.run(lambda tx: [cancel(tx, key="a"), cancel(tx, key="poison"), cancel(tx, key="b")])
    assert both == [True, True, False]
    town.clock.forward(MINUTE)
    assert await worker.settle() == 0
    assert await town.database.run(lambda tx: [state(tx, "a")[0], state(tx, "poison")[0]]) == ["cancelled"] * 2
    assert await town.database.run(lambda tx: cancel(tx, key="a")) is False


async def test_jobs_of_one_serial_run_in_order_and_wait_for_the_one_that_fails(town: Town) -> None:
    worker = town.worker()

    def ask(tx: Tx) -> None:
        later(tx, tx.now + MINUTE, Count("second"), key="second", serial="s")
        later(tx, tx.now, Count("poison"), key="first", serial="s")
        later(tx, tx.now, Count("other"), key="other", serial="t")

    await town.database.run(ask)
    town.clock.forward(MINUTE)
    assert await worker.settle() == 2
    assert (await town.noted("other"), await town.noted("second")) == (1, None)
    await town.database.run(lambda tx: cancel(tx, key="first"))
    assert await worker.settle() == 1
    assert await town.noted("second") == 1
