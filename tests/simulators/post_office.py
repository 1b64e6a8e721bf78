"""A chat platform as small as one can be: it keeps what it is sent, knows a repeat by its key, and fails when told to.

The office is the server and survives its adapters: with a file, several processes post at one office, and a process
may be killed between the message's arrival and its answer.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.chat.address import Account, Place, Posted, Target
from bot.chat.message import MESSAGE, File, Message
from bot.chat.port import (  # fmt: skip
    TAKEN_OFF,
    Engine,
    Finding,
    Held,
    Inspected,
    Limits,
    Listed,
    Made,
    Room,
    Trouble,
    TryLater,
    Undeliverable,
)
from bot.chat.text import Text
from bot.i18n import Catalogue
from tests.words import our_copy


@cache
def _catalogue() -> Catalogue:
    return our_copy()


_TARGET: TypeAdapter[Account | Place] = TypeAdapter(Target)
_TABLES = """
CREATE TABLE IF NOT EXISTS letters (
    number INTEGER PRIMARY KEY, target TEXT, message TEXT, locale TEXT, timezone TEXT, once TEXT UNIQUE,
    versions INTEGER NOT NULL DEFAULT 1, erased INTEGER NOT NULL DEFAULT 0, thread TEXT,
    pinned INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS files (letter INTEGER, stored TEXT, content BLOB, PRIMARY KEY (letter, stored));
CREATE TABLE IF NOT EXISTS calls (what TEXT, target TEXT);
CREATE TABLE IF NOT EXISTS doors (account TEXT, place TEXT, role TEXT, PRIMARY KEY (account, place, role));
CREATE TABLE IF NOT EXISTS places (
    place TEXT PRIMARY KEY, everyone_reads INTEGER, members_write INTEGER, topic TEXT, role TEXT
);
CREATE TABLE IF NOT EXISTS absent (account TEXT, workspace TEXT, PRIMARY KEY (account, workspace));
CREATE TABLE IF NOT EXISTS troubles (place TEXT, trouble TEXT, PRIMARY KEY (place, trouble));
CREATE TABLE IF NOT EXISTS reactions (number INTEGER, account TEXT, emoji TEXT, PRIMARY KEY (number, account, emoji));
CREATE TABLE IF NOT EXISTS listed (
    number INTEGER PRIMARY KEY, workspace TEXT, once TEXT, title TEXT, about TEXT, location TEXT, starts TEXT,
    ends TEXT, state TEXT NOT NULL DEFAULT 'listed'
);
CREATE TABLE IF NOT EXISTS made (what TEXT, workspace TEXT, name TEXT, PRIMARY KEY (what, workspace, name));
"""
CLOSED = (
    "channel-gone", "channel-archived", "workspace-gone", "role-gone", "role-too-high", "no-manage-channel",
    "no-manage-roles",
)  # fmt: skip
"""Troubles with which nobody can be let in or out."""

MUTE = ("channel-gone", "channel-archived", "workspace-gone", "no-view", "no-send")
"""Troubles with which nothing can be posted."""

HINDERING: dict[str, tuple[str, ...]] = {
    "send": MUTE, "edit": MUTE, "open": CLOSED, "grant": CLOSED, "revoke": CLOSED,
    **dict.fromkeys(("pin", "unpin", "erase", "thread", "title"), ("channel-archived",)),
}  # fmt: skip
"""What keeps a platform from doing each thing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message at the office; `versions` is 1 until it was edited, `thread` the title of the thread below it.

    `files` are its attachments as the office has them, by name.
    """

    id: str
    target: Account | Place
    message: Message
    locale: str
    timezone: str
    versions: int
    erased: bool
    thread: str | None = None
    pinned: bool = False
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on the list of a workspace, as everybody there reads it; `state` is listed, cancelled or deleted."""

    id: str
    workspace: str
    title: str
    about: str
    where: str
    starts: datetime
    ends: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: `raises` before anything happened, or after the office has done it when `after` is true."""

    raises: Callable[[], BaseException]
    after: bool = False


def later(after: float | None = None) -> Fault:
    """ "Too many requests", or a server that is down."""
    return Fault(lambda: TryLater("busy", after=after))


def lost_answer() -> Fault:
    """The message exists, and its answer is lost on the way."""
    return Fault(lambda: TryLater("the connection was lost"), after=True)


def refused(reason: str, detail: str = "") -> Fault:
    """closed, gone, forbidden or invalid."""
    return Fault(lambda: Undeliverable(reason, detail))


def bug(text: str = "the adapter is broken") -> Fault:
    return Fault(lambda: RuntimeError(text))


class PostOffice:
    """The server; its counters and letters are read by tests.

    `interested` are, by entry, those who say on the list that they are.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._store = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=30)
        self._store.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;" + _TABLES)
        self._faults: dict[tuple[str, Account | Place | None], list[Fault]] = {}
        self._always: dict[tuple[str, Account | Place | None], Fault] = {}
        self.interested: dict[str, tuple[Account, ...]] = {}

    def letters(self, to: Account | Place | None = None) -> list[Letter]:
        """What lies at the office, in the order of arrival; for one person or place, or all."""
        rows = self._store.execute(
            "SELECT number, target, message, locale, timezone, versions, erased, thread, pinned"
            " FROM letters WHERE ? IS NULL OR target = ? ORDER BY number",
            (to and _write(to), to and _write(to)),
        ).fetchall()
        return [
            Letter(
                str(number), _read(target), _message(message), locale, timezone, versions, bool(erased), thread,
                bool(pinned), self._attached(number, _message(message)),
            )
            for number, target, message, locale, timezone, versions, erased, thread, pinned in rows
        ]  # fmt: skip

    def _attached(self, letter: int, message: Message) -> dict[str, bytes]:
        files = [part for part in message.parts if isinstance(part, File) and part.stored]
        if not files:
            return {}
        content = dict(self._store.execute("SELECT stored, content FROM files WHERE letter = ?", (letter,)).fetchall())
        return {part.name: content[part.stored] for part in files}

    def attach(self, letter: str, message: Message) -> None:
        """Keep what came with its bytes, leave alone what came without, drop all others; an upload is a call."""
        files = [part for part in message.parts if isinstance(part, File) and part.stored]
        marks = ", ".join("?" for _ in files)
        values = (letter, *(part.stored for part in files))
        self._store.execute(f"DELETE FROM files WHERE letter = ? AND stored NOT IN ({marks})", values)
        for part in files:
            if part.data:
                self._store.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (letter, part.stored, part.data))
                self._store.execute("INSERT INTO calls VALUES ('upload', ?)", (part.stored,))

    def calls(self, what: str) -> int:
        """How often adapters asked for it (send, edit, erase, grant, …), repeats included."""
        return int(self._store.execute("SELECT count(*) FROM calls WHERE what = ?", (what,)).fetchone()[0])

    def open_to(self, place: Place) -> set[Account]:
        """Whom a place was opened to."""
        rows = self._store.execute("SELECT account FROM doors WHERE place = ?", (_write(place),))
        return {account for (text,) in rows if isinstance(account := _read(text), Account)}

    def lets_in(self, account: Account, place: Place, *, role: str = "") -> None:
        """Somebody of the platform opens a place by hand."""
        values = (_write(account), _write(place), role)
        self._store.execute("INSERT INTO doors VALUES (?, ?, ?) ON CONFLICT DO NOTHING", values)

    def puts_out(self, account: Account, place: Place, *, role: str = "") -> None:
        """Somebody of the platform closes a place by hand."""
        values = (_write(account), _write(place), role)
        self._store.execute("DELETE FROM doors WHERE (account, place, role) = (?, ?, ?)", values)

    def leaves(self, account: Account, *workspaces: str) -> None:
        """Out of these workspaces, or of the account's own; every door there closes."""
        for workspace in workspaces or (account.workspace,):
            self._store.execute("INSERT INTO absent VALUES (?, ?) ON CONFLICT DO NOTHING", (_write(account), workspace))
            for (place,) in self._store.execute("SELECT place FROM doors WHERE account = ?", (_write(account),)):
                if _read(place).workspace == workspace:
                    gone = (_write(account), place)
                    self._store.execute("DELETE FROM doors WHERE account = ? AND place = ?", gone)

    def returns(self, account: Account, *workspaces: str) -> None:
        for workspace in workspaces or (account.workspace,):
            self._store.execute("DELETE FROM absent WHERE (account, workspace) = (?, ?)", (_write(account), workspace))

    def is_there(self, account: Account, workspace: str | None = None) -> bool:
        """In that workspace, or (when none is named) where the account belongs."""
        left = self._store.execute(
            "SELECT 1 FROM absent WHERE account = ? AND workspace IN (?, ?)",
            (_write(account), account.workspace if workspace is None else workspace, account.workspace),
        )
        return left.fetchone() is None

    def entries(self, *states: str) -> list[Entry]:
        """What stands on the lists of workspaces, in order; with `states` what stood there too."""
        rows = self._store.execute(
            "SELECT number, workspace, title, about, location, starts, ends, state FROM listed ORDER BY number"
        ).fetchall()
        found = [
            Entry(str(n), at, title, about, where, datetime.fromisoformat(a), datetime.fromisoformat(z), state)
            for n, at, title, about, where, a, z, state in rows
        ]
        return [each for each in found if each.state in (states or ("listed",))]

    def takes_off(self, entry: str) -> None:
        """Somebody of the platform deletes an event from the list."""
        self._store.execute("UPDATE listed SET state = 'deleted' WHERE number = ?", (entry,))

    def moves(self, entry: str, starts: datetime) -> None:
        """Somebody of the platform moves an event on the list."""
        self._store.execute("UPDATE listed SET starts = ? WHERE number = ?", (starts.isoformat(), entry))

    def entry_of(self, workspace: str, once: str) -> str:
        """The event of that name which stands on a list, "" for none."""
        row = self._store.execute(
            "SELECT number FROM listed WHERE (workspace, once, state) = (?, ?, 'listed')", (workspace, once)
        ).fetchone()
        return str(row[0]) if row else ""

    def troubles(self, place: Place, *these: str) -> None:
        """From now on this is wrong with a place, and nothing else."""
        self._store.execute("DELETE FROM troubles WHERE place = ?", (_write(place),))
        self._store.executemany("INSERT INTO troubles VALUES (?, ?)", [(_write(place), each) for each in these])

    def wrong(self, place: Place) -> tuple[Trouble, ...]:
        rows = self._store.execute("SELECT trouble FROM troubles WHERE place = ? ORDER BY trouble", (_write(place),))
        return tuple(trouble for (trouble,) in rows)

    def holders(self, place: Place, role: str) -> frozenset[Account]:
        """Whom that role, or (without one) an invitation, opens a place to."""
        rows = self._store.execute("SELECT account FROM doors WHERE (place, role) = (?, ?)", (_write(place), role))
        return frozenset(account for (text,) in rows if isinstance(account := _read(text), Account))

    def react(self, letter: str, account: Account, emoji: str) -> None:
        """Put an emoji under a message while nobody listens."""
        self._store.execute(
            "INSERT INTO reactions VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (letter, _write(account), emoji)
        )

    def reactions(self, letter: str) -> tuple[tuple[Account, str], ...] | None:
        """The earliest first; None when the message is no more."""
        if not self._store.execute("SELECT 1 FROM letters WHERE number = ? AND NOT erased", (letter,)).fetchone():
            return None
        rows = self._store.execute("SELECT account, emoji FROM reactions WHERE number = ? ORDER BY rowid", (letter,))
        return tuple((account, emoji) for text, emoji in rows if isinstance(account := _read(text), Account))

    def erases(self, letter: str) -> None:
        """Somebody of the platform deletes a message."""
        self._store.execute("UPDATE letters SET erased = 1 WHERE number = ?", (letter,))

    def unpins(self, letter: str) -> None:
        """Somebody of the platform takes a pin off."""
        self._store.execute("UPDATE letters SET pinned = 0 WHERE number = ?", (letter,))

    def made(self, workspace: str) -> list[tuple[str, str]]:
        """Channels and roles that adapters had made there, in order: what, and its name."""
        rows = self._store.execute("SELECT what, name FROM made WHERE workspace = ? ORDER BY rowid", (workspace,))
        return [(what, name) for what, name in rows]

    def make(self, what: str, workspace: str, name: str, *, platform: str, doubted: bool) -> str:
        """A channel or role of a name that is free, or, after a doubt, the one that an earlier attempt made."""
        free = name if doubted else self._free(what, workspace, name)
        where = Place(platform, workspace, free)
        self.do(what, where, "INSERT INTO made VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (what, workspace, free))
        return free

    def _free(self, what: str, workspace: str, name: str) -> str:
        taken = {found for kind, found in self.made(workspace) if kind == what}
        return next(each for each in (name, *(f"{name}-{n}" for n in range(2, 100))) if each not in taken)

    def role(self, place: Place) -> str | None:
        """The role that a place was opened to last; None when it never was."""
        row = self._store.execute("SELECT role FROM places WHERE place = ?", (_write(place),)).fetchone()
        return row and row[0]

    def place(self, place: Place) -> tuple[bool, bool, str] | None:
        """Whether everyone reads and members write there, and its topic; None when that was never set."""
        row = self._store.execute(
            "SELECT everyone_reads, members_write, topic FROM places WHERE place = ?", (_write(place),)
        ).fetchone()
        return row and (bool(row[0]), bool(row[1]), row[2])

    def breaks(self, *faults: Fault, to: Account | Place | None = None, what: str = "") -> None:
        """The next calls fail so, one after another: those about `to`, or all; only for `what`, or whatever it is."""
        self._faults.setdefault((what, to), []).extend(faults)

    def breaks_always(self, fault: Fault, *, to: Account | Place | None = None, what: str = "") -> None:
        """Every such call fails so until `mend`."""
        self._always[what, to] = fault

    def mend(self) -> None:
        self._faults.clear()
        self._always.clear()

    def fault(self, what: str, to: Account | Place) -> Fault | None:
        """What goes wrong with this call."""
        for about in ((what, to), ("", to), (what, None), ("", None)):
            if waiting := self._faults.get(about):
                return waiting.pop(0)
            if about in self._always:
                return self._always[about]
        return None

    def do(self, what: str, to: Account | Place, sql: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
        """One call of the platform's interface, with whatever was told to go wrong."""
        self._store.execute("INSERT INTO calls VALUES (?, ?)", (what, _write(to)))
        fault = self.fault(what, to)
        if fault is not None and not fault.after:
            raise fault.raises()
        self._refuse(what, to)
        done = self._store.execute(sql, values)
        if fault is not None:
            raise fault.raises()
        return done

    def _refuse(self, what: str, to: Account | Place) -> None:
        """What a platform says no to by itself: who is not there, and places with which something is wrong."""
        if isinstance(to, Account):
            if what == "send" and to.workspace and not self.is_there(to):
                raise Undeliverable("gone")
            return
        hinders = HINDERING.get(what, ())
        hindering = [each for each in self.wrong(to) if each in hinders]
        if hindering:
            gone = {"channel-gone", "workspace-gone"} & set(hindering)
            raise Undeliverable("gone" if gone else "forbidden", hindering[0])

    def admit(self, what: str, account: Account, place: Place) -> None:
        """Whether somebody could be let in or out there at all."""
        if what == "grant" and not self.is_there(account, place.workspace):
            raise Undeliverable("gone")
        self._refuse(what, place)

    def number(self, once: str) -> str:
        return str(self._store.execute("SELECT number FROM letters WHERE once = ?", (once,)).fetchone()[0])

    @contextmanager
    def uploading(self, once: str, message: Message) -> Iterator[None]:
        """A new letter has its files from the first moment, also when its answer is lost; a repeated one keeps its own.
        """
        known = self._store.execute("SELECT 1 FROM letters WHERE once = ?", (once,)).fetchone() is not None
        try:
            yield
        finally:
            arrived = self._store.execute("SELECT number FROM letters WHERE once = ?", (once,)).fetchone()
            if arrived is not None and not known:
                self.attach(str(arrived[0]), message)


USUAL = Limits(message_characters=2000, buttons_per_row=5, form_fields=5)


@dataclass(slots=True)
class Post:
    """The adapter of one process: everything a platform can do, at a given office."""

    office: PostOffice = field(default_factory=PostOffice)
    name: str = "post"
    limits: Limits = USUAL
    engine: Engine | None = None
    sent: Callable[[], None] = lambda: None
    """Called when a message has arrived and the adapter has not returned yet."""

    async def run(self, engine: Engine) -> None:
        self.engine = engine
        await asyncio.Event().wait()

    def ready(self) -> bool:
        return self.engine is not None

    async def send(
        self, to: Account | Place, message: Message, *, locale: str, timezone: str, once: str,
        doubted: datetime | None = None,
    ) -> Posted:  # fmt: skip
        await asyncio.sleep(0)
        with self.office.uploading(once, message):
            self.office.do(
                "send", to,
                "INSERT INTO letters (target, message, locale, timezone, once) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (_write(to), _light(message), locale, timezone, once),
            )  # fmt: skip
        self.sent()
        return Posted(to, self.office.number(once))

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> None:
        await asyncio.sleep(0)
        done = self.office.do(
            "edit", posted.target,
            "UPDATE letters SET message = ?, locale = ?, timezone = ?, versions = versions + 1"
            " WHERE number = ? AND NOT erased",
            (_light(message), locale, timezone, posted.id),
        )  # fmt: skip
        if not done.rowcount:
            raise Undeliverable("gone")
        self.office.attach(posted.id, message)

    async def erase(self, posted: Posted) -> None:
        self.office.do("erase", posted.target, "UPDATE letters SET erased = 1 WHERE number = ?", (posted.id,))

    async def open_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> str:
        said = _catalogue().plain(title, locale, timezone)
        self.office.do(
            "thread", posted.target, "UPDATE letters SET thread = coalesce(thread, ?) WHERE number = ?",
            (said, posted.id),
        )  # fmt: skip
        return f"thread-{posted.id}"

    async def rename_thread(self, posted: Posted, title: Text, *, locale: str, timezone: str) -> None:
        self.office.do(
            "title", posted.target, "UPDATE letters SET thread = ? WHERE number = ? AND thread IS NOT NULL",
            (_catalogue().plain(title, locale, timezone), posted.id),
        )  # fmt: skip

    async def grant(self, account: Account, place: Place, *, role: str) -> None:
        values = (_write(account), _write(place), role)
        self.office.admit("grant", account, place)
        self.office.do("grant", account, "INSERT INTO doors VALUES (?, ?, ?) ON CONFLICT DO NOTHING", values)

    async def revoke(self, account: Account, place: Place, *, role: str) -> None:
        values = (_write(account), _write(place), role)
        self.office.admit("revoke", account, place)
        self.office.do("revoke", account, "DELETE FROM doors WHERE (account, place, role) = (?, ?, ?)", values)

    async def open_place(
        self, place: Place, *, role: str, everyone_reads: bool, members_write: bool, topic: str
    ) -> None:
        values = (_write(place), everyone_reads, members_write, topic, role)
        self.office.do("open", place, "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?)", values)

    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None:
        values = (posted.id, _write(account), emoji)
        sql = "DELETE FROM reactions WHERE (number, account, emoji) = (?, ?, ?)"
        self.office.do("unreact", posted.target, sql, values)


@dataclass(slots=True)
class HeadPost(Post):
    """The adapter of a platform that can do everything there is."""

    gaps: int = 0
    unsure: bool = False
    """Who is inside is not known, as where the list of people has not come yet."""
    asked: Callable[[], None] = lambda: None
    """Called when the platform was asked how a place is or what stands under a card, before the engine hears it."""
    findings: tuple[Finding, ...] = ()

    async def present(self, account: Account) -> bool:
        self.office.do("present", account, "SELECT 1", ())
        return self.office.is_there(account)

    async def inspect(self, room: Room) -> Inspected:
        self.office.do("inspect", room.place, "SELECT 1", ())
        wrong = self.office.wrong(room.place)
        holders = None if self.unsure or set(wrong) & set(CLOSED) else self.office.holders(room.place, room.role)
        self.asked()
        return Inspected(wrong, holders)

    async def make_places(
        self, workspace: str, *, slug: str, name: str, everyone_reads: bool, doubted: datetime | None = None
    ) -> Made:
        make = partial(self.office.make, workspace=workspace, platform=self.name, doubted=doubted is not None)
        role = make("role", name=name)
        channel = make("channel", name=slug)
        return Made(channel, make("channel", name=f"{slug}-admins"), role)

    async def close_place(self, place: Place) -> None:
        closed = "INSERT INTO troubles VALUES (?, 'channel-archived') ON CONFLICT DO NOTHING"
        self.office.do("close", place, closed, (_write(place),))

    async def pin(self, posted: Posted) -> None:
        self._keep(posted, True)

    async def unpin(self, posted: Posted) -> None:
        self._keep(posted, False)

    def _keep(self, posted: Posted, keep: bool) -> None:
        sql = "UPDATE letters SET pinned = ? WHERE number = ? AND NOT erased"
        if not self.office.do("pin" if keep else "unpin", posted.target, sql, (keep, posted.id)).rowcount:
            raise Undeliverable("gone")

    async def hold_event(
        self, workspace: str, event: Listed, *, once: str, known: str, locale: str, timezone: str
    ) -> Held:
        listing = Place(self.name, workspace, "")
        about, where = (_catalogue().plain(each, locale, timezone) for each in (event.about, event.where))
        values = (event.title, about, where, event.starts.isoformat(), event.ends.isoformat())
        if found := known or self.office.entry_of(workspace, once):
            done = self.office.do(
                "list", listing,
                "UPDATE listed SET (title, about, location, starts, ends) = (?, ?, ?, ?, ?)"
                " WHERE number = ? AND state = 'listed'",
                (*values, found),
            )  # fmt: skip
            if not done.rowcount:
                raise Undeliverable("gone", TAKEN_OFF)
        else:
            self.office.do(
                "list", listing,
                "INSERT INTO listed (title, about, location, starts, ends, workspace, once)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*values, workspace, once),
            )  # fmt: skip
        return Held(self.office.entry_of(workspace, once), event.starts)

    async def drop_event(self, workspace: str, *, once: str, known: str, called_off: bool) -> None:
        found = known or self.office.entry_of(workspace, once)
        values = ("cancelled" if called_off else "deleted", found)
        sql = "UPDATE listed SET state = ? WHERE number = ? AND state = 'listed'"
        self.office.do("unlist", Place(self.name, workspace, ""), sql, values)

    async def look_at_event(self, workspace: str, known: str) -> Held:
        self.office.do("look at event", Place(self.name, workspace, ""), "SELECT 1", ())
        found = next((each for each in self.office.entries() if each.id == known), None)
        if found is None:
            raise Undeliverable("gone", TAKEN_OFF)
        return Held(found.id, found.starts, tuple(self.office.interested.get(known, ())))

    async def reactions(self, posted: Posted) -> tuple[tuple[Account, str], ...]:
        self.office.do("reactions", posted.target, "SELECT 1", ())
        found = self.office.reactions(posted.id)
        self.asked()
        if found is None:
            raise Undeliverable("gone")
        return found

    async def check(self, rooms: Sequence[Room]) -> Sequence[Finding]:
        for room in rooms:
            self.office.do("check", room.place, "SELECT 1", ())
        return self.findings


def _light(message: Message) -> str:
    """As it is stored: no bytes, like everything that becomes JSON."""
    parts = (replace(part, content="") if isinstance(part, File) and part.stored else part for part in message.parts)
    return MESSAGE.dump_json(replace(message, parts=tuple(parts))).decode()


@lru_cache(maxsize=2000)
def _message(stored: str) -> Message:
    """Read once, however often a test looks at it."""
    return MESSAGE.validate_json(stored)


@lru_cache(maxsize=2000)
def _write(target: Account | Place) -> str:
    return _TARGET.dump_json(target).decode()


@lru_cache(maxsize=2000)
def _read(text: str) -> Account | Place:
    return _TARGET.validate_json(text)
