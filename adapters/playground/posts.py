"""Messages of the playground: posted once per `once`, edited, erased, reacted to, and counted until they are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.playground.places import Person
from bot.chat.message import MESSAGE, Message

PALABRE = ""
"""The author of what Palabre says; people's ids are never empty."""

_COLUMNS = "id, workspace, channel, inbox, author, only_for, cause, first, body, locale, timezone, at, edited, revision"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message is: a channel, or (with no channel) the private inbox between Palabre and one person."""

    workspace: str
    channel: str = ""
    inbox: str = ""

    @property
    def key(self) -> str:
        """How the page names it: `channel:general`, or `inbox`."""
        return f"channel:{self.channel}" if self.channel else "inbox"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be posted; `only_for` makes it a private reply, `cause` says what it replies to."""

    spot: Spot
    author: str
    message: Message
    locale: str = ""
    timezone: str = ""
    only_for: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as it is; `first` is the one it continues when it was too long for one."""

    id: int
    spot: Spot
    author: str
    only_for: str
    cause: str
    first: int | None
    message: Message
    locale: str
    timezone: str
    at: str
    edited: str | None
    revision: int

    @property
    def head(self) -> int:
        return self.first or self.id


def _stored(row: sqlite3.Row) -> Stored:
    spot = Spot(row["workspace"], row["channel"], row["inbox"])
    return Stored(
        row["id"], spot, row["author"], row["only_for"], row["cause"], row["first"],
        MESSAGE.validate_json(row["body"]), row["locale"], row["timezone"], row["at"], row["edited"], row["revision"],
    )  # fmt: skip


def post(
    write: sqlite3.Connection, draft: Draft, chunks: Sequence[Message], *, once: str, at: datetime
) -> tuple[int, bool]:
    """The id of the first chunk, and whether it is new: the same `once` again gives what was posted the first time."""
    found = write.execute("SELECT id FROM messages WHERE once = ?", (once,)).fetchone()
    if found:
        return found["id"], False
    first = _insert(write, draft, chunks[0], first=None, once=once, at=at)
    for chunk in chunks[1:]:
        _insert(write, draft, chunk, first=first, once=None, at=at)
    return first, True


def _insert(
    write: sqlite3.Connection, draft: Draft, chunk: Message, *, first: int | None, once: str | None, at: datetime
) -> int:
    row = write.execute(
        "INSERT INTO messages (workspace, channel, inbox, author, only_for, cause, once, first, body, locale, timezone,"
        " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (draft.spot.workspace, draft.spot.channel, draft.spot.inbox, draft.author, draft.only_for, draft.cause, once,
         first, MESSAGE.dump_json(chunk).decode(), draft.locale, draft.timezone, at.isoformat()),
    ).fetchone()  # fmt: skip
    for emoji in chunk.emoji:
        react(write, row["id"], PALABRE, emoji)
    return int(row["id"])


def replace(write: sqlite3.Connection, old: Stored, draft: Draft, chunks: Sequence[Message], *, at: datetime) -> None:
    """The same message with another content; chunks beyond the old ones are added, those left over vanish."""
    ids = [old.id, *(row["id"] for row in write.execute(
        "SELECT id FROM messages WHERE first = ? AND NOT erased ORDER BY id", (old.id,)))]  # fmt: skip
    for identity, chunk in zip(ids, chunks, strict=False):
        write.execute(
            "UPDATE messages SET body = ?, locale = ?, timezone = ?, edited = ?, revision = revision + 1 WHERE id = ?",
            (MESSAGE.dump_json(chunk).decode(), draft.locale, draft.timezone, at.isoformat(), identity),
        )
        _offer(write, identity, chunk.emoji)
    for chunk in chunks[len(ids) :]:
        _insert(write, draft, chunk, first=old.id, once=None, at=at)
    for identity in ids[len(chunks) :]:
        erase(write, identity)


def _offer(write: sqlite3.Connection, identity: int, emoji: Sequence[str]) -> None:
    """Our own emoji are shortcuts of the buttons: those of a card that has changed are the new ones alone."""
    for old, whose in reactions(write, identity).items():
        if PALABRE in whose and old not in emoji:
            unreact(write, identity, PALABRE, old)
    for each in emoji:
        react(write, identity, PALABRE, each)


def erase(write: sqlite3.Connection, identity: int) -> None:
    write.execute("UPDATE messages SET erased = 1 WHERE id = ? OR first = ?", (identity, identity))


def stored(read: sqlite3.Connection, identity: int) -> Stored | None:
    """None when it never was or was erased."""
    row = read.execute(f"SELECT {_COLUMNS} FROM messages WHERE id = ? AND NOT erased", (identity,)).fetchone()  # noqa: S608 - a constant list of columns
    return _stored(row) if row else None


def seen_by(read: sqlite3.Connection, who: Person, spot: Spot, *, before: int | None, limit: int) -> list[Stored]:
    """The newest messages of a spot that this person may see, oldest first; `before` pages back."""
    rows = read.execute(
        f"SELECT {_COLUMNS} FROM messages WHERE workspace = ? AND channel = ? AND inbox = ? AND NOT erased"  # noqa: S608 - a constant list of columns
        " AND only_for IN ('', ?) AND id < ? ORDER BY id DESC LIMIT ?",
        (spot.workspace, spot.channel, spot.inbox, who.id, before or 1 << 62, limit),
    ).fetchall()
    return [_stored(row) for row in reversed(rows)]


def react(write: sqlite3.Connection, identity: int, who: str, emoji: str) -> bool:
    """False when it was there already."""
    added = write.execute(
        "INSERT INTO reactions SELECT ?, ?, ?, coalesce(max(position), 0) + 1 FROM reactions WHERE message = ?"
        " ON CONFLICT DO NOTHING",
        (identity, emoji, who, identity),
    )
    return _touched(write, identity, added.rowcount)


def unreact(write: sqlite3.Connection, identity: int, who: str, emoji: str) -> bool:
    """False when it was not there."""
    removed = write.execute(
        "DELETE FROM reactions WHERE message = ? AND emoji = ? AND person = ?", (identity, emoji, who)
    )
    return _touched(write, identity, removed.rowcount)


def _touched(write: sqlite3.Connection, identity: int, rows: int) -> bool:
    if rows:
        write.execute("UPDATE messages SET revision = revision + 1 WHERE id = ?", (identity,))
    return rows == 1


def reactions(read: sqlite3.Connection, identity: int) -> dict[str, list[str]]:
    """Who reacted, by emoji, in the order in which each came first; Palabre's own are the empty id."""
    found: dict[str, list[str]] = {}
    for row in read.execute("SELECT emoji, person FROM reactions WHERE message = ? ORDER BY position", (identity,)):
        found.setdefault(row["emoji"], []).append(row["person"])
    return found


def reached(write: sqlite3.Connection, who: Person, spot: Spot, upto: int) -> bool:
    """Everything up to this message is read; False when it was already."""
    moved = write.execute(
        "INSERT INTO read VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET upto = excluded.upto"
        " WHERE excluded.upto > upto",
        (who.workspace, who.id, spot.key, upto),
    )
    return moved.rowcount == 1


def unread(read: sqlite3.Connection, who: Person) -> dict[str, int]:
    """How many messages of others this person has not read, by place key; also of places they cannot see."""
    rows = read.execute(
        """
        SELECT CASE WHEN m.channel <> '' THEN 'channel:' || m.channel ELSE 'inbox' END AS spot, count(*) AS number
        FROM messages AS m LEFT JOIN read AS r ON r.workspace = m.workspace AND r.person = :person
            AND r.place = CASE WHEN m.channel <> '' THEN 'channel:' || m.channel ELSE 'inbox' END
        WHERE m.workspace = :workspace AND NOT m.erased AND m.first IS NULL AND m.author <> :person
            AND m.only_for IN ('', :person) AND m.inbox IN ('', :person) AND m.id > coalesce(r.upto, 0)
        GROUP BY spot
        """,
        {"workspace": who.workspace, "person": who.id},
    )
    return {row["spot"]: row["number"] for row in rows}
