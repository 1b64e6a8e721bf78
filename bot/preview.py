"""What will be sent, before it is: the days to come are lived through in a copy of the database, by what really sends.

The copy is a file that is thrown away; the platforms of the copy only write down. Nothing is computed a second time.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.chat.address import Account, Place, Posted
from bot.chat.message import MESSAGE, Buttons, Facts, File, Image, Message, Picker
from bot.chat.port import Engine, Limits, Made
from bot.chat.text import Text
from bot.clock import Clock
from bot.commands.registry import Registry
from bot.db.database import Database, migrate, open_database
from bot.db.migrating import address
from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.digests import service as digests
from bot.features.events import service as events
from bot.features.lifecycle import service as lifecycle
from bot.features.people import service as people
from bot.i18n import Catalogue, known_zone
from bot.jobs import claims
from bot.jobs.queue import ENGINE, jobs
from bot.jobs.worker import Worker

FARTHEST = 366
"""Days that can be looked ahead at once."""

_ID = re.compile(r"\b[a-z]{2,5}_[a-z0-9]{10}\b")


@dataclass(frozen=True, slots=True)
class Sent:
    """One message: when, to whom or where, and what it says as its reader would read it."""

    at: datetime
    to: Account | Place
    reader: str
    text: str

    @property
    def head(self) -> str:
        """Its first line."""
        return self.text.partition("\n")[0]


@dataclass(slots=True)
class Recorder:
    """A platform that takes everything and only writes it down."""

    name: str
    now: Callable[[], datetime]
    told: list[tuple[datetime, Account | Place, Message, str, str, str]] = field(default_factory=list)
    limits: Limits = field(default_factory=lambda: Limits(4000, 5, 5))

    async def run(self, engine: Engine) -> None:
        """Nobody acts in a preview."""

    def ready(self) -> bool:
        return True

    async def send(
        self, to: Account | Place, message: Message, *, locale: str, timezone: str, once: str,
        doubted: datetime | None = None,
    ) -> Posted:  # fmt: skip
        self.told.append((self.now(), to, message, locale, timezone, once))
        return Posted(to, f"preview-{len(self.told)}")

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> Posted | None:
        return None

    async def erase(self, posted: Posted) -> None: ...

    async def grant(self, account: Account, place: Place, *, role: str) -> None: ...

    async def revoke(self, account: Account, place: Place, *, role: str) -> None: ...

    async def open_place(
        self, place: Place, *, role: str, everyone_reads: bool, members_write: bool, topic: str
    ) -> None: ...

    async def make_places(
        self, workspace: str, *, slug: str, name: str, everyone_reads: bool, doubted: datetime | None = None
    ) -> Made:
        return Made(slug, f"{slug}-admins", "")

    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None: ...

    async def show_home(self, account: Account, page: Message, *, locale: str, timezone: str) -> None: ...

    async def open_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> str:
        return f"thread-{posted.id}"

    async def pin(self, posted: Posted) -> None: ...

    async def unpin(self, posted: Posted) -> None: ...

    async def rename_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Ahead:
    """What will be sent within so many days, in order; `community` is None where it is of all of them."""

    community: Community | None
    days: int
    told: tuple[Sent, ...]

    def lines(self) -> list[str]:
        """A line for each message, in the time of the community."""
        place, called = known_zone(self.community.timezone if self.community else "")
        name = self.community.name if self.community else "All communities"
        count = f"{len(self.told)} messages, as long as nobody does anything."
        return [
            f"{name}, the next {self.days} days; times are those of {called}.",
            *(f"{each.at.astimezone(place):%a %d %b %Y %H:%M}  {each.reader}: {each.head}" for each in self.told),
            count if self.told else "Nothing will be sent.",
        ]


async def preview(
    source: Database, url: str, catalogue: Catalogue, *, slug: str, days: int, zone: str = "", language: str = "en"
) -> Ahead | None:
    """Everything that concerns a community, or any where `slug` is "", and leaves within so many days.

    None where there is no such community. `zone` and `language` are what the installation falls back to. The source is
    read and never written.
    """
    start = source.now()
    clock = Clock(lambda: start)
    async with _copied(source, url, clock) as copy:
        community = next(iter(await copy.run(lambda tx: communities.by_name(tx, slug))), None) if slug else None
        if slug and community is None:
            return None
        recorders = [Recorder(name, clock.now) for name in await copy.run(_platforms)]
        reader = partial(communities.reader, default_language=language, default_timezone=zone)
        registry = Registry(FEATURES)
        worker = Worker(
            copy, registry.jobs, recorders, draw=registry.draw, reader=reader, leaves=registry.leaves, clock=clock
        )
        await _live(copy, clock, worker, start + timedelta(days=days))
        told = sorted((each for one in recorders for each in one.told), key=lambda each: each[0])
        return Ahead(community, days, tuple(await copy.run(partial(_readable, catalogue, community, told))))


@asynccontextmanager
async def _copied(source: Database, url: str, clock: Clock) -> AsyncIterator[Database]:
    """A copy in a file of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="palabre-preview-", ignore_cleanup_errors=True) as folder:
        path, read = Path(folder) / "preview.db", address(url)
        copy = f"sqlite:///{path}"
        if read.drivername == "sqlite":
            await asyncio.to_thread(_copy_file, Path(str(read.database)), path)
        else:
            await asyncio.to_thread(migrate, copy)
        opened = await open_database(copy, now=clock.now)
        try:
            if read.drivername != "sqlite":
                await _fill(source, opened)
            yield opened
        finally:
            await opened.close()


def _copy_file(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)


async def _fill(source: Database, target: Database) -> None:
    """Table by table, those first to which others point."""

    def read(tx: Tx) -> list[tuple[Any, list[dict[str, Any]]]]:
        return [
            (table, [row._asdict() for row in tx.all(select(table))])
            for table in metadata.sorted_tables
        ]

    def write(tx: Tx) -> None:
        for table, rows in found:
            for row in rows:
                tx.add_once(table, row)

    found = await source.run(read)
    await target.run(write)


def _platforms(tx: Tx) -> list[str]:
    """Every platform that anything is for, also before its first message."""
    held = {home.place.platform for each in communities.everything(tx) for home in communities.homes(tx, each.id)}
    held |= {row.lane for row in tx.all(select(jobs.c.lane).where(jobs.c.lane != ENGINE).distinct())}
    held |= {each.address.platform for one in people.everybody(tx) for each in people.accounts_of(tx, one.id)}
    return sorted(held)


async def _live(copy: Database, clock: Clock, worker: Worker, end: datetime) -> None:
    """What is due is done when it is due, as if the bot had been started now and nobody did anything."""

    def begin(tx: Tx) -> None:
        claims.release_all(tx)
        lifecycle.watch(tx)
        events.watch(tx)
        digests.watch(tx)

    await copy.run(begin)
    await worker.settle()
    while due := await copy.run(partial(_next, end=end)):
        clock.forward(max(due - clock.now(), timedelta(0)))
        await worker.settle()


def _next(tx: Tx, *, end: datetime) -> datetime | None:
    still = (jobs.c.ended_at.is_(None), jobs.c.state.in_(("waiting", "leased")))
    moment = func.coalesce(jobs.c.leased_until, jobs.c.at)
    found = tx.all(select(jobs.c.at, jobs.c.leased_until).where(*still, moment > tx.now).order_by(moment).limit(1))
    due = min((row.leased_until or row.at for row in found), default=None)
    return due if due is not None and due <= end else None


def _ids(tx: Tx, *, community: Community) -> set[str]:
    """Whatever belongs to a community: every row that names it, and every row that names one of those."""
    found = {community.id}
    for _ in range(2):
        for table in metadata.sorted_tables:
            if "id" not in table.c or table.name in ("mail", "posts", "jobs", "files"):
                continue
            pointing = [each for each in table.c if each.foreign_keys and _points_at(each)]
            for column in pointing:
                rows = tx.all(select(table.c.id, column.label("at")).where(column.is_not(None)))
                found |= {str(row.id) for row in rows if row.at in found}
    return found


def _points_at(column: Any) -> bool:
    return not any(key.column.table.name in ("people", "accounts") for key in column.foreign_keys)


def _readable(
    catalogue: Catalogue, community: Community | None,
    told: Iterable[tuple[datetime, Account | Place, Message, str, str, str]], tx: Tx,
) -> list[Sent]:  # fmt: skip
    """Those that concern the community, as text."""
    ours = _ids(tx, community=community) if community else set()
    places = {each.place for each in communities.homes(tx, community.id)} if community else set()
    places |= set(communities.admin_places(tx, community.id)) if community else set()
    found = []
    for at, to, message, locale, timezone, once in told:
        text = "\n".join(_lines(catalogue, message, locale, timezone, at))
        named = set(_ID.findall(once)) | set(_ID.findall(MESSAGE.dump_json(_bare(message)).decode()))
        if community is None or to in places or named & ours or community.name in text:
            reader = people.name(tx, people.person_of(tx, to)) if isinstance(to, Account) else f"#{to.id}"
            found.append(Sent(at, to, reader, text))
    return found


def _bare(message: Message) -> Message:
    """Without the bytes of its files."""
    return Message(tuple(each for each in message.parts if not isinstance(each, File)))


def _lines(catalogue: Catalogue, message: Message, locale: str, timezone: str, now: datetime) -> Iterable[str]:
    for part in message.parts:
        match part:
            case Buttons() | Picker() | Image():
                continue
            case File(name=name):
                yield name
            case Facts(rows):
                for label, value in rows:
                    said = (catalogue.plain(each, locale, timezone, now=now) for each in (label, value))
                    yield ": ".join(said)
            case other:
                yield catalogue.plain(other.text, locale, timezone, now=now)
