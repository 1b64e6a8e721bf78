"""A chat platform as small as one can be: it keeps what it is sent, knows a repeat by its key, and fails when told to.

The office is the server and survives its adapters: with a file, several processes post at one office, and a process
may be killed between the message's arrival and its answer.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.chat.address import Account, Place, Posted, Target
from bot.chat.message import MESSAGE, Message
from bot.chat.port import Engine, Limits, TryLater, Undeliverable

_TARGET: TypeAdapter[Account | Place] = TypeAdapter(Target)
_TABLES = """
CREATE TABLE IF NOT EXISTS letters (
    number INTEGER PRIMARY KEY, target TEXT, message TEXT, locale TEXT, timezone TEXT, once TEXT UNIQUE,
    versions INTEGER NOT NULL DEFAULT 1, erased INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS calls (what TEXT, target TEXT);
CREATE TABLE IF NOT EXISTS doors (account TEXT, place TEXT, role TEXT, PRIMARY KEY (account, place, role));
CREATE TABLE IF NOT EXISTS places (place TEXT PRIMARY KEY, everyone_reads INTEGER, members_write INTEGER, topic TEXT);
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message at the office; `versions` is 1 until it was edited."""

    id: str
    target: Account | Place
    message: Message
    locale: str
    timezone: str
    versions: int
    erased: bool


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
    """The server; its counters and letters are read by tests."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=30)
        self._store.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;" + _TABLES)
        self._faults: dict[Account | Place | None, list[Fault]] = {}
        self._always: dict[Account | Place | None, Fault] = {}

    def letters(self, to: Account | Place | None = None) -> list[Letter]:
        """What lies at the office, in the order of arrival; for one person or place, or all."""
        rows = self._store.execute(
            "SELECT number, target, message, locale, timezone, versions, erased FROM letters ORDER BY number"
        )
        found = [
            Letter(str(number), _read(target), MESSAGE.validate_json(message), locale, timezone, versions, bool(erased))
            for number, target, message, locale, timezone, versions, erased in rows
        ]
        return [letter for letter in found if to is None or letter.target == to]

    def calls(self, what: str) -> int:
        """How often adapters asked for it (send, edit, erase, grant, …), repeats included."""
        return int(self._store.execute("SELECT count(*) FROM calls WHERE what = ?", (what,)).fetchone()[0])

    def open_to(self, place: Place) -> set[Account]:
        """Whom a place was opened to."""
        rows = self._store.execute("SELECT account FROM doors WHERE place = ?", (_write(place),))
        return {account for (text,) in rows if isinstance(account := _read(text), Account)}

    def place(self, place: Place) -> tuple[bool, bool, str] | None:
        """Whether everyone reads and members write there, and its topic; None when that was never set."""
        row = self._store.execute(
            "SELECT everyone_reads, members_write, topic FROM places WHERE place = ?", (_write(place),)
        ).fetchone()
        return row and (bool(row[0]), bool(row[1]), row[2])

    def breaks(self, *faults: Fault, to: Account | Place | None = None) -> None:
        """The next calls fail so, one after another: those about `to`, or all."""
        self._faults.setdefault(to, []).extend(faults)

    def breaks_always(self, fault: Fault, *, to: Account | Place | None = None) -> None:
        """Every call fails so until `mend`."""
        self._always[to] = fault

    def mend(self) -> None:
        self._faults.clear()
        self._always.clear()

    def fault(self, to: Account | Place) -> Fault | None:
        """What goes wrong with this call."""
        for whom in (to, None):
            if waiting := self._faults.get(whom):
                return waiting.pop(0)
            if whom in self._always:
                return self._always[whom]
        return None

    def do(self, what: str, to: Account | Place, sql: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
        """One call of the platform's interface, with whatever was told to go wrong."""
        self._store.execute("INSERT INTO calls VALUES (?, ?)", (what, _write(to)))
        fault = self.fault(to)
        if fault is not None and not fault.after:
            raise fault.raises()
        done = self._store.execute(sql, values)
        if fault is not None:
            raise fault.raises()
        return done

    def number(self, once: str) -> str:
        return str(self._store.execute("SELECT number FROM letters WHERE once = ?", (once,)).fetchone()[0])


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
        self.office.do(
            "send", to,
            "INSERT INTO letters (target, message, locale, timezone, once) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (_write(to), MESSAGE.dump_json(message).decode(), locale, timezone, once),
        )  # fmt: skip
        self.sent()
        return Posted(to, self.office.number(once))

    async def edit(self, posted: Posted, message: Message, *, locale: str, timezone: str) -> None:
        await asyncio.sleep(0)
        done = self.office.do(
            "edit", posted.target,
            "UPDATE letters SET message = ?, locale = ?, timezone = ?, versions = versions + 1"
            " WHERE number = ? AND NOT erased",
            (MESSAGE.dump_json(message).decode(), locale, timezone, posted.id),
        )  # fmt: skip
        if not done.rowcount:
            raise Undeliverable("gone")

    async def erase(self, posted: Posted) -> None:
        self.office.do("erase", posted.target, "UPDATE letters SET erased = 1 WHERE number = ?", (posted.id,))

    async def grant(self, account: Account, place: Place, *, role: str) -> None:
        values = (_write(account), _write(place), role)
        self.office.do("grant", account, "INSERT INTO doors VALUES (?, ?, ?) ON CONFLICT DO NOTHING", values)

    async def revoke(self, account: Account, place: Place, *, role: str) -> None:
        values = (_write(account), _write(place), role)
        self.office.do("revoke", account, "DELETE FROM doors WHERE (account, place, role) = (?, ?, ?)", values)

    async def open_place(
        self, place: Place, *, role: str, everyone_reads: bool, members_write: bool, topic: str
    ) -> None:
        values = (_write(place), everyone_reads, members_write, topic)
        self.office.do("open", place, "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)", values)

    async def remove_reaction(self, posted: Posted, account: Account, emoji: str) -> None:
        self.office.do("unreact", posted.target, "SELECT 1", ())


def _write(target: Account | Place) -> str:
    return _TARGET.dump_json(target).decode()


def _read(text: str) -> Account | Place:
    return _TARGET.validate_json(text)
