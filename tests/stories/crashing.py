"""Lives of a real bot that are ended by SIGKILL, each at another step of one story; what is left is printed as JSON.

`python -m tests.stories.crashing FOLDER SHARD SHARDS [SERVER]` forks one process for each life: importing everything
again would take ten times as long as living. FOLDER has `palabre.db` and `playground.db` as the story finds them; with
SERVER, an administrator's PostgreSQL address, the database `story` there is the template instead.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg
from pydantic import SecretStr
from sqlalchemy import or_, select

from adapters.playground import files, places
from adapters.playground.acts import Act, perform
from bot.app import App, open_app
from bot.chat.inbound import Upload
from bot.chat.zones import zones
from bot.clock import Clock
from bot.commands.registry import Registry
from bot.config import Config, Database, Listen, Playground, Web
from bot.db import postgres, sqlite
from bot.db.database import open_database
from bot.db.files import files as kept_files
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities.model import communities
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from bot.features.membership.model import memberships, requests
from bot.jobs.outbox import posts
from bot.jobs.queue import jobs
from bot.log import start_logging
from tests.rules.sources import ROOT
from tests.words import our_copy

TOLD_AT = datetime(2026, 11, 3, 16, 30, tzinfo=UTC)
"""When every life begins, whatever the machine's clock says: until the story ends it is nowhere nine o'clock or
midnight for anybody in it, so that what is due by the clock never differs from one telling to the next.
"""

AFTERWARDS = timedelta(hours=1)
"""How much later the next life begins: what the dead one had leased is free again, also after REGRET."""


CATALOGUE, REGISTRY, ZONES = our_copy(), Registry(FEATURES), zones()
"""Read once, before any life begins: this takes longer than a life does."""

GUIDE = Upload("guide.pdf", "application/pdf", b"%PDF-1.7\x00\xff" * 1000)

REGRET = timedelta(minutes=20)
"""After this a decision cannot be undone any more, and an announcement has left."""


def clock_of(later: timedelta = timedelta(0)) -> Clock:
    """The clock of a life; only the story moves it."""
    return Clock(lambda: TOLD_AT, ahead=later)


class Death:
    """Comes at the given step; 0 is never. A step is whatever a restart would find done, or must find undone."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


class Mortal:
    """A database that may see death before the commit of whatever changes something, and after it."""

    def __init__(self, database: Any, death: Death) -> None:
        self._database = database
        self._death = death

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    async def run(self, work: Callable[[Tx], Any]) -> Any:
        changing = False

        def dangerous(tx: Tx) -> Any:
            nonlocal changing
            before = _changes(tx)
            result = work(tx)
            changing = _changes(tx) != before
            if changing:
                self._death.step()
            return result

        result = await self._database.run(dangerous)
        if changing:
            self._death.step()
        return result


def _changes(tx: Tx) -> object:
    """Differs once this unit has changed anything."""
    if tx.conn.dialect.name == "sqlite":
        return tx.driver.rows("SELECT total_changes()", ())
    return tx.driver.rows("SELECT pg_current_xact_id_if_assigned()::text", ())


class MortalApp(App):
    """The real application, whose platform may see death after everything it did."""

    death: Death

    def connect(self) -> None:
        App.connect(self)
        for platform in self.platforms.values():
            for name in ("send", "edit", "erase", "open_thread", "grant", "revoke", "open_place", "remove_reaction"):
                setattr(platform, name, self._dangerous(getattr(platform, name)))

    def _dangerous(self, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def called(*args: Any, **options: Any) -> Any:
            result = await call(*args, **options)
            self.death.step()
            return result

        return called


@dataclass(frozen=True, slots=True)
class Life:
    """Where one life takes place; the people of the story remember in `memory` what they did."""

    folder: Path
    url: str

    @property
    def config(self) -> Config:
        return Config(
            database=Database(url=SecretStr(self.url)),
            web=Web(listen=Listen("", 0)),
            playground=Playground(
                enabled=True, listen=Listen("127.0.0.1", 0), world=ROOT / "examples" / "cast.toml",
                store=self.folder / "playground.db",
            ),
        )  # fmt: skip


async def live(life: Life, death: Death, *, later: timedelta = timedelta(0)) -> None:
    """Run the real bot and act the story in it, from where the last life left off, to its end."""
    clock = clock_of(later)
    database = await open_database(life.url, now=clock.now)
    app = MortalApp(life.config, clock, Mortal(database, death), catalogue=CATALOGUE, registry=REGISTRY)
    app.death = death
    stop, ready = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(app.serve(stop, started=ready.set))
    telling = asyncio.create_task(_tell(app, life, ready))
    await asyncio.wait([serving, telling], return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    await serving
    await telling
    await database.close()


async def _tell(app: App, life: Life, ready: asyncio.Event) -> None:
    await ready.wait()
    people = People(app, life.folder / "memory.json")
    await people.act("baobab/amina", "general", kind="command", name="join", text="social-registries")
    form = people.opened["form"]
    values = {
        "answer0": "In a ministry.",
        "answer1": "Targeting.",
        "note": "Hello",
        "criteria": "yes",
        "principles": "yes",
    }
    await people.act("baobab/amina", "general", kind="form", token=form["token"], values=values)
    await idle(app)
    await people.press("baobab/valentina", "social-registries-admins", "approvals.approve")
    await idle(app)
    await people.act("baobab/valentina", "social-registries", kind="command", name="announce", text="social-registries")
    values = {"type": "news", "title": "The new guide", "text": "It is here.", "where": "everywhere", "comments": "yes"}
    token = people.opened["form"]["token"]
    await people.hand_in("baobab/valentina", "social-registries", token, values, file=GUIDE)
    await people.press("baobab/valentina", "social-registries", "announcements.send")
    await idle(app)
    app.clock.forward(REGRET)
    await idle(app)
    await people.comment("baobab/amina", "social-registries", "Thank you!")
    await idle(app)


class People:
    """Those who act in the story. Each act is written down before it is done, and done again as it was after a death:
    this is what a platform does that was not told that its event had arrived.
    """

    def __init__(self, app: App, memory: Path) -> None:
        self._app = app
        self._memory = memory
        self._past: list[dict[str, Any]] = json.loads(memory.read_text("utf-8")) if memory.exists() else []
        self._number = 0
        self.opened: dict[str, Any] = {}

    async def act(self, who: str, channel: str, **what: Any) -> None:
        await self._do(lambda: what, who, channel)

    async def press(self, who: str, channel: str, token: str) -> None:
        """The newest button of that kind which this person sees in the channel."""
        await self._do(lambda: self._button(who, channel, token), who, channel)

    async def hand_in(self, who: str, channel: str, token: str, values: dict[str, str], *, file: Upload) -> None:
        """A form with a file, which is uploaded before the form is sent."""

        def what() -> dict[str, Any]:
            playground: Any = self._app.platforms["playground"]
            workspace, person = who.split("/")
            scene = playground.scene
            found = places.person(scene.store.reading, workspace, person)
            with scene.store.writing() as write:
                identity = files.upload(write, found, file, at=self._app.clock.now())
            return {"kind": "form", "token": token, "values": values, "files": {"file": identity}}

        await self._do(what, who, channel)

    async def comment(self, who: str, channel: str, text: str) -> None:
        """Something said in the newest thread there."""

        def what() -> dict[str, Any]:
            playground: Any = self._app.platforms["playground"]
            row = playground.scene.store.reading.execute(
                "SELECT max(id) AS id FROM messages WHERE workspace = ? AND channel = ? AND opened IS NOT NULL",
                (who.split("/")[0], channel),
            ).fetchone()
            return {"kind": "write", "text": text, "thread": row["id"]}

        await self._do(what, who, channel)

    async def _do(self, what: Callable[[], dict[str, Any]], who: str, channel: str) -> None:
        self._number += 1
        if self._number > len(self._past):
            workspace, person = who.split("/")
            place = {"workspace": workspace, "person": person, "place": f"channel:{channel}"}
            self._past.append({"id": f"act-{self._number:05}", **place, **what()})
            beside = self._memory.with_suffix(".new")
            beside.write_text(json.dumps(self._past), "utf-8")
            beside.replace(self._memory)
        playground: Any = self._app.platforms["playground"]
        answer = await perform(playground.scene, self._app.engine, Act(**self._past[self._number - 1]))
        assert "refused" not in answer, answer
        self.opened = answer or self.opened

    def _button(self, who: str, channel: str, token: str) -> dict[str, Any]:
        playground: Any = self._app.platforms["playground"]
        rows = playground.scene.store.reading.execute(
            "SELECT id, body FROM messages WHERE workspace || '/' || only_for IN (?, ?) AND channel = ? "
            "ORDER BY id DESC",
            (who, who.split("/")[0] + "/", channel),
        )
        for row in rows:
            for found in re.findall(rf'"token":"({re.escape(token)}:[^"]+)"', row["body"]):
                return {"kind": "press", "token": found, "message": row["id"]}
        raise AssertionError(f"{who} sees no {token} in {channel}")


async def idle(app: App) -> None:
    """Until nothing is due and nothing under way."""

    def busy(tx: Tx) -> bool:
        due = or_(jobs.c.at <= tx.now, jobs.c.leased_until.is_not(None))
        return tx.value(select(jobs.c.id).where(jobs.c.ended_at.is_(None), due).limit(1)) is not None

    # The database tells of commits, but not that every lane has come to rest.
    while await app.database.run(busy):  # noqa: ASYNC110 - see above
        await asyncio.sleep(0.01)


async def left_behind(life: Life) -> dict[str, Any]:
    """What people see and what is stored, without what differs from one telling to the next: ids and moments."""
    playground = sqlite3.connect(life.folder / "playground.db")
    messages = playground.execute(
        "SELECT m.workspace, m.channel, m.inbox, p.once, m.author, m.only_for, m.once, m.body, m.locale, m.timezone,"
        " m.erased, m.opened FROM messages m LEFT JOIN messages p ON p.id = m.thread"
    ).fetchall()
    attached = playground.execute(
        "SELECT m.workspace, m.once, f.stored, hex(f.content) FROM files f JOIN messages m ON m.id = f.message"
    ).fetchall()
    reactions = playground.execute(
        "SELECT m.workspace, m.channel, m.once, r.emoji, r.person FROM reactions r JOIN messages m ON m.id = r.message"
    ).fetchall()
    inside = playground.execute("SELECT * FROM members").fetchall()
    playground.close()
    database = await open_database(life.url, now=clock_of().now)
    stored = await database.run(_stored)
    await database.close()
    seen = {"messages": messages, "attached": attached, "reactions": reactions, "inside": inside, **stored}
    return {name: sorted(_plainly(row) for row in rows) for name, rows in seen.items()}


def _stored(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
    lane = select(jobs.c.lane, jobs.c.kind, jobs.c.state, jobs.c.outcome).where(jobs.c.ended_at.is_not(None))
    member = select(communities.c.slug, memberships.c.role, memberships.c.status, memberships.c.access).join(
        communities
    )
    asked = select(requests.c.status, requests.c.note, requests.c.decided_by)
    card = select(posts.c.card, posts.c.ended, posts.c.thread.is_not(None))
    file = select(kept_files.c.name, kept_files.c.size, kept_files.c.belongs_to, kept_files.c.until)
    return {
        "jobs": [tuple(row) for row in tx.all(lane) if row.kind != "refresh"],
        "members": [tuple(row) for row in tx.all(member)],
        "requests": [tuple(row) for row in tx.all(asked)],
        "cards": [tuple(row) for row in tx.all(card)],
        "files": [tuple(row) for row in tx.all(file)],
    }


def _plainly(row: Sequence[Any]) -> str:
    cells = [json.loads(each) if str(each).startswith("{") else str(each) for each in row]
    text = json.dumps(cells, ensure_ascii=False, sort_keys=True)
    text = re.sub(r"\b([a-z]{2,8})_[2-9a-z]{10}\b", r"\1_…", text)
    text = re.sub(r'("seconds": )\d+', r"\1…", text)
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z|\d{8}T\d{12}", "…", text)


async def prepare(life: Life) -> None:
    """The world as the story finds it: communities imported, every channel opened, everybody let in."""
    examples = ROOT / "examples" / "communities.toml"
    file = read(examples.read_text("utf-8"))
    async with open_app(life.config, migrating=True, clock=clock_of()) as app:
        await app.database.run(lambda tx: bring_in(tx, file))
        app.connect()
        await app.database.run(app.settle)
        await app.worker.settle()


def lives(folder: Path, shard: int, shards: int, server: str) -> Iterator[dict[str, Any]]:
    """One telling without death, then one for each step of this shard, until a telling outlives its death.

    The first is in this process, from which the others are forked: what SQLAlchemy worked out in it they have already.
    """
    _keep_engines()
    whole, _ = _told(folder, server, 0)
    for step in range(1 + shard, 10_000, shards):
        found, died = _told(folder, server, step)
        yield {"step": step, "died": died, "differs": _difference(whole, found)}
        if not died:
            return


def _keep_engines() -> None:
    """One engine for each address, whoever opens it."""
    sqlite.engine = cache(sqlite.engine)
    postgres.async_engine = cache(postgres.async_engine)


def _told(folder: Path, server: str, step: int) -> tuple[dict[str, Any], bool]:
    here, name = folder.parent / f"life-{os.getpid()}", f"story_{os.getpid()}"
    shutil.copytree(folder, here)
    if server:
        asyncio.run(_command(server, f"CREATE DATABASE {name} TEMPLATE story"))
        life = Life(here, server.replace("/postgres?", f"/{name}?"))
    else:
        life = Life(here, f"sqlite:///{here / 'palabre.db'}")
    try:
        if step == 0:
            asyncio.run(asyncio.wait_for(live(life, Death(step)), 30))
        ended = _forked(lambda: live(life, Death(step))) if step else 0
        died = ended == -signal.SIGKILL
        if died:
            ended = _forked(lambda: live(life, Death(0), later=AFTERWARDS))
        if ended != 0:
            raise AssertionError(f"the life {'after' if died else 'before'} step {step} ended with {ended}")
        return asyncio.run(left_behind(life)), died
    finally:
        shutil.rmtree(here)
        if server:
            asyncio.run(_command(server, f"DROP DATABASE {name} WITH (FORCE)"))


def _forked(life: Callable[[], Awaitable[None]]) -> int:
    """Live in a process of its own; its exit status, or minus the signal that ended it."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            asyncio.run(asyncio.wait_for(life(), 30))  # type: ignore[arg-type]
            status = 0
        except BaseException as problem:
            sys.stderr.write(f"{problem!r}\n")
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _difference(whole: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """By table, what is missing and what is too much."""
    differences = {}
    for name, rows in whole.items():
        missing, extra = list(rows), []
        for row in found[name]:
            if row in missing:
                missing.remove(row)
            else:
                extra.append(row)
        if missing or extra:
            differences[name] = {"missing": missing, "extra": extra}
    return differences


async def _command(server: str, command: str) -> None:
    conn = await asyncpg.connect(server)
    try:
        await conn.execute(command)
    finally:
        await conn.close()


if __name__ == "__main__":
    start_logging(level="ERROR")
    for each in lives(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), (sys.argv[4:] or [""])[0]):
        sys.stdout.write(json.dumps(each, ensure_ascii=False) + "\n")
