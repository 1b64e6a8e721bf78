"""The hourly look at a place with 5,000 members: seconds of database time altogether, and the longest transaction."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import update

from benchmarks.measuring import folder, server
from bot.catchup import Lookout
from bot.chat.address import Account, Place
from bot.chat.port import Inspected, Room
from bot.clock import Clock
from bot.db.database import Database, migrate, open_database
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.membership.model import Membership, Role, Status, memberships
from bot.features.people import service as people
from bot.jobs.queue import jobs

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
MEMBERS = 5000
ALTOGETHER, ONE = 1.0, 0.25
"""Seconds of database time for one look at most, and for one transaction of it."""


@dataclass(slots=True)
class Showing:
    """A platform that shows one channel, to whomever we say."""

    holders: frozenset[Account]
    name: str = "post"

    async def inspect(self, room: Room) -> Inspected:
        return Inspected((), self.holders)


@dataclass(slots=True)
class Timed:
    """A database that keeps how long each unit took."""

    real: Database
    seconds: list[float] = field(default_factory=list)

    @property
    def now(self) -> Callable[[], datetime]:
        return self.real.now

    async def run(self, work: Callable[[Tx], Any]) -> Any:
        start = time.perf_counter()
        try:
            return await self.real.run(work)
        finally:
            self.seconds.append(time.perf_counter() - start)


def account(number: int) -> Account:
    return Account("post", "town", f"{100000000000000000 + number}")


def populate(tx: Tx) -> None:
    made = communities.create(tx, communities.blank(tx, "Tides", Mode.PUBLIC), by="")
    communities.add_place(tx, made, Place("post", "town", "tides"), admin_channel="", role="sea")
    for number in range(MEMBERS):
        person = people.register(tx, f"Member {number}", [account(number)])
        role = Role.MEMBER if number else Role.ADMINISTRATOR
        tx.add(memberships, Membership(made.id, person, role, Status.ACTIVE, tx.now, "granted", "", "at once"))


Row = tuple[str, float, float, int]


async def measure(name: str, url: str) -> list[Row]:
    await asyncio.to_thread(migrate, url)
    clock = Clock(lambda: NOW)
    database = await open_database(url, now=clock.now)
    await database.run(populate)
    everybody = frozenset(account(number) for number in range(MEMBERS))
    without = everybody - {account(number) for number in range(1, 101)}
    strangers = frozenset(account(MEMBERS + number) for number in range(MEMBERS))
    stories = (
        ("everybody where they belong", everybody),
        ("100 missing, 100 strangers", without | {account(MEMBERS + number) for number in range(100)}),
        ("the same an hour later", without | {account(MEMBERS + number) for number in range(100)}),
        ("5,000 strangers, once", everybody | strangers),
        ("the same an hour later", everybody | strangers),
    )
    found = []
    for what, holders in stories:
        timed = Timed(database)
        showing: Any = Showing(holders)
        lookout = Lookout(timed, {"post": showing}, None)  # type: ignore[arg-type]  # only places are looked at
        await lookout.look_at("post")
        found.append((f"{name}: {what}", sum(timed.seconds), max(timed.seconds), len(timed.seconds)))
        await database.run(lambda tx: tx.run(update(jobs).values(state="done", ended_at=tx.now)))
        clock.forward(timedelta(hours=1))
    await database.close()
    return found


async def everything() -> list[Row]:
    with folder() as path:
        rows = await measure("SQLite", f"sqlite:///{path / 'palabre.db'}")
    async with server() as make:
        return rows + (await measure("PostgreSQL", await make("places")) if make else [])


def main() -> int:
    rows = asyncio.run(everything())
    table = Table(title=f"One look at a place with {MEMBERS:,} members", title_justify="left")
    for heading in ("", "altogether", "longest", "transactions", ""):
        table.add_column(heading, justify="left" if not heading else "right")
    missed = 0
    for what, altogether, longest, units in rows:
        once = what.endswith("once")  # a channel with its people in it is given to a community but once
        met = longest <= ONE and (once or altogether <= ALTOGETHER)
        missed += not met
        figures = (f"{altogether * 1e3:,.0f} ms", f"{longest * 1e3:,.0f} ms", str(units))
        table.add_row(what, *figures, "met" if met else "MISSED")
    Console(width=110).print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
