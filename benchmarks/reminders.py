"""A million reminders that are planned must not slow the next one down, and ten thousand of one minute must all leave.

The ten thousand are people who come to one meeting; they leave at the pace of a platform that takes fifty requests a
second, and meanwhile the loop, on which commands are answered too, is never held up.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from rich.console import Console

from benchmarks.measuring import Measured, folder, server, show, side_by_side
from bot.chat.address import Account, Place, Posted
from bot.chat.message import Message
from bot.chat.port import Engine, Limits
from bot.cli.running import keep_for_good
from bot.clock import Clock
from bot.commands.context import Caller
from bot.commands.registry import Registry
from bot.db.database import Database, migrate, open_database
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.events import service as events
from bot.features.events.model import Answer, Coming, Type, answers
from bot.features.events.plan import Plan
from bot.features.events.recurrence import Rhythm
from bot.features.membership.model import Membership, Role, Status, memberships
from bot.features.people import service as people
from bot.jobs.claims import next_due
from bot.jobs.queue import ENGINE, jobs
from bot.jobs.worker import Worker

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
FEW, MANY = 1_000, 1_000_000
PEOPLE, A_SECOND = 10_000, 50
SLOWER, BLOCKED = 1.10, 0.050
"""Times the least that the platform allows, and seconds for which the loop may be held up."""

_PLANNED = """
INSERT INTO jobs (key, lane, kind, payload, at, state)
{numbers}
SELECT 'reminder ' || i, 'engine', 'events.look', '{{"occurrence": "none"}}', {at}, 'waiting' FROM n
"""
_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})",
    "postgresql": "WITH n(i) AS (SELECT generate_series(1, {rows}))",
}
_AT = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%f000Z', '2026-11-04 09:00:00', '+' || (i % 300000) || ' minutes')",
    "postgresql": "timestamptz '2026-11-04 09:00:00+00' + (i % 300000) * interval '1 minute'",
}


# Planning.


async def planned(url: str, rows: int) -> Database:
    """A database with so many reminders that are still to come."""
    await asyncio.to_thread(migrate, url)
    database = await open_database(url, now=lambda: NOW)

    def fill(tx: Tx) -> None:
        engine = tx.conn.dialect.name
        statement = _PLANNED.format(numbers=_NUMBERS[engine].format(rows=rows), at=_AT[engine])
        tx.conn.exec_driver_sql(statement)
        tx.conn.exec_driver_sql("ANALYZE")

    await database.run(fill)
    return database


def look(tx: Tx) -> None:
    """When the next one is due."""
    if next_due(tx, ENGINE) is None:
        raise AssertionError("there must be a next one")


async def compared(engine: str, urls: tuple[str, str]) -> Measured:
    few, many = [await planned(url, rows) for url, rows in zip(urls, (FEW, MANY), strict=True)]
    ways = [partial(database.run, look) for database in (many, few)]
    found = await side_by_side(f"{engine}, the next reminder", *ways, pieces=1, target=2.0, rounds=101)
    await few.close()
    await many.close()
    return found


async def planning() -> bool:
    measured = []
    with folder() as path:
        measured.append(await compared("SQLite", (f"sqlite:///{path}/few.db", f"sqlite:///{path}/many.db")))
    async with server() as make:
        if make is not None:
            measured.append(await compared("PostgreSQL", (await make("few"), await make("many"))))
    return show(f"Planned reminders: {MANY:,} against {FEW:,}", f"{MANY:,}", f"{FEW:,}", measured)


# Leaving.


@dataclass(slots=True)
class Paced:
    """A platform that takes so many requests a second, each answered after 20 ms, and hands out its turns in order."""

    name: str = "post"
    limits: Limits = field(default_factory=lambda: Limits(2000, 5, 5, sends_at_once=16))
    arrived: list[float] = field(default_factory=list)
    turn: float = 0.0
    all_here: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, engine: Engine) -> None:
        """Nobody acts here."""

    def ready(self) -> bool:
        return True

    async def send(
        self, to: Account | Place, message: Message, *, locale: str, timezone: str, once: str,
        doubted: datetime | None = None,
    ) -> Posted:  # fmt: skip
        now = asyncio.get_running_loop().time()
        self.turn = max(now, self.turn + 1 / A_SECOND)
        await asyncio.sleep(self.turn - now + 0.02)
        self.arrived.append(asyncio.get_running_loop().time())
        if len(self.arrived) == PEOPLE:
            self.all_here.set()
        return Posted(to, once)

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> Posted | None:
        return None


def crowd(tx: Tx) -> None:
    """A meeting in an hour and a quarter to which ten thousand people go, each with an account of their own."""
    made = communities.create(tx, communities.blank(tx, "Tides", Mode.PUBLIC), by="")
    start = tx.now + timedelta(minutes=75)
    host = people.register(tx, "Host", [Account("post", "town", "host")])
    caller = Caller(host, "Host", "en", "UTC", False, Account("post", "town", "host"))
    plan = Plan("Monthly meeting", "", "", "UTC", start.replace(tzinfo=None), start, 60, None, Rhythm.ONCE, 1, "")
    row = events.put_in_calendar(tx, events.draft(tx, made, caller, Type.MEETING, plan), by=host)
    assert row is not None
    [occurrence] = events.occurrences_of(tx, row.id)
    for number in range(PEOPLE):
        person = people.register(tx, f"Member {number}", [Account("post", "town", f"{number:018}")], zone="Europe/Rome")
        tx.add(memberships, Membership(made.id, person, Role.MEMBER, Status.ACTIVE, tx.now, "granted", "", "at once"))
        said = Coming(occurrence.id, person, Answer.GOING, tx.now, number + 1, None, muted=False)
        tx.add(answers, said)


@dataclass(slots=True)
class Held:
    """For how long the loop was held up at most: by its own work, and by anything, other programs included."""

    own: float = 0.0
    any: float = 0.0


async def blocked(worst: Held) -> None:
    """How much the loop's thread worked, and how much later than asked for it came back, each time."""
    while True:
        before, worked = time.perf_counter(), time.thread_time()
        await asyncio.sleep(0.005)
        worst.own = max(worst.own, time.thread_time() - worked)
        worst.any = max(worst.any, time.perf_counter() - before - 0.005)


async def leaving(url: str, engine: str) -> bool:
    await asyncio.to_thread(migrate, url)
    began = time.monotonic()
    clock = Clock(lambda: NOW + timedelta(seconds=time.monotonic() - began))
    database = await open_database(url, now=clock.now)
    post, registry = Paced(), Registry(FEATURES)
    worker = Worker(
        database, registry.jobs, [post], draw=registry.draw, reader=communities.reader,
        leaves=registry.leaves, clock=clock, holder="benchmark",
    )
    await database.run(crowd)
    await worker.settle()
    clock.forward(NOW + timedelta(minutes=15) - clock.now())
    keep_for_good()
    held, start, worked = Held(), time.perf_counter(), time.process_time()
    watching, working = asyncio.create_task(blocked(held)), asyncio.create_task(worker.run())
    await asyncio.wait_for(post.all_here.wait(), PEOPLE / A_SECOND * 4 + 60)
    took, worked = time.perf_counter() - start, time.process_time() - worked
    watching.cancel()
    worker.stop()
    await working
    left = await database.run(lambda tx: len(tx.all(jobs.select().where(jobs.c.state == "parked"))))
    await database.close()
    return not left and _tell(engine, took, worked, held)


def _tell(engine: str, took: float, worked: float, held: Held) -> bool:
    least = PEOPLE / A_SECOND
    met = took <= least * SLOWER and held.own <= BLOCKED
    Console().print(
        f"{engine}: {PEOPLE:,} reminders of one minute left in {took:.1f} s, {took / least:.2f} times the least at "
        f"{A_SECOND} a second (≤ {SLOWER}), with {worked / PEOPLE * 1000:.1f} ms of work each; the loop was held up by "
        f"its own work for {held.own * 1000:.0f} ms at most (≤ {BLOCKED * 1000:.0f}), {held.any * 1000:.0f} ms with "
        f"other programs: {'met' if met else 'MISSED'}"
    )
    return met


async def measure() -> bool:
    met = await planning()
    with folder() as path:
        met = await leaving(f"sqlite:///{path}/crowd.db", "SQLite") and met
    async with server() as make:
        if make is not None:
            met = await leaving(await make("crowd"), "PostgreSQL") and met
    return met


def main() -> int:
    return 0 if asyncio.run(measure()) else 1


if __name__ == "__main__":
    sys.exit(main())
