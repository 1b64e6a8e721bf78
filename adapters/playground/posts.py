"""Messages of the playground: posted once per `once`, edited, erased, reacted to, and counted until they are read.

A message may have a thread below it; what is said there stands in the same channel, in a spot of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.playground.places import Person
from bot.chat.message import MESSAGE, Message

PALABRE = ""
"""The author of what Palabre says; people's ids are never empty."""

_COLUMNS = (
    "id, workspace, channel, inbox, thread, author, only_for, cause, first, body, locale, timezone, at, edited, opened,"
    " erased, revision"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message is: a channel, or (with no channel) the private inbox between Palabre and one person.

    `thread` is the message below which it stands, 0 when it stands by itself.
    """

    workspace: str
    channel: str = ""
    inbox: str = ""
    thread: int = 0

    @property
    def key(self) -> str:
        """How the page names it: `channel:general`, `thread:12`, or `inbox`."""
        if self.thread:
            return f"thread:{self.thread}"
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
    """A message as it is; `first` is the one it continues when it was too long for one.

    `opened` is the title of the thread below it, None while there is none; a thread outlives its message.
    """

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
    opened: str | None
    erased: bool
    revision: int

    @property
    def head(self) -> int:
        return self.first or self.id


def _stored(row: sqlite3.Row) -> Stored:
    spot = Spot(row["workspace"], row["channel"], row["inbox"], row["thread"])
    return Stored(
        row["id"], spot, row["author"], row["only_for"], row["cause"], row["first"],
        MESSAGE.validate_json(row["body"]), row["locale"], row["timezone"], row["at"], row["edited"], row["opened"],
        bool(row["erased"]), row["revision"],
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
        "INSERT INTO messages (workspace, channel, inbox, thread, author, only_for, cause, once, first, body, locale,"
        " timezone, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (draft.spot.workspace, draft.spot.channel, draft.spot.inbox, draft.spot.thread, draft.author, draft.only_for,
         draft.cause, once, first, MESSAGE.dump_json(chunk).decode(), draft.locale, draft.timezone, at.isoformat()),
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
    """Its files go with it; what was said in its thread is other people's and stays."""
    write.execute(
        "UPDATE messages SET erased = 1, revision = revision + 1 WHERE id = ? OR first = ?", (identity, identity)
    )
    write.execute("DELETE FROM files WHERE message = ?", (identity,))


def open_thread(write: sqlite3.Connection, identity: int, title: str) -> bool:
    """Open the thread below a message; False when it is open already."""
    opened = write.execute(
        "UPDATE messages SET opened = ?, revision = revision + 1 WHERE id = ? AND opened IS NULL", (title, identity)
    )
    return opened.rowcount == 1


def rename_thread(write: sqlite3.Connection, identity: int, title: str) -> None:
    write.execute(
        "UPDATE messages SET opened = ?, revision = revision + 1 WHERE id = ? AND opened IS NOT NULL",
        (title, identity),
    )


def pin(write: sqlite3.Connection, identity: int, *, keep: bool) -> bool:
    """Keep a message at hand, or no longer; False when that was so already."""
    changed = write.execute("UPDATE messages SET pinned = ? WHERE id = ? AND pinned <> ?", (keep, identity, keep))
    return changed.rowcount == 1


def pinned(read: sqlite3.Connection, spot: Spot) -> list[Stored]:
    """What is kept at hand in a channel, the newest first, each with what it continues in."""
    rows = read.execute(
        f"SELECT {_COLUMNS} FROM messages AS m WHERE workspace = ? AND channel = ? AND NOT erased AND"  # noqa: S608 - a constant list of columns
        " coalesce(first, id) IN (SELECT id FROM messages WHERE workspace = ? AND channel = ? AND pinned)"
        " ORDER BY coalesce(first, id) DESC, id",
        (spot.workspace, spot.channel, spot.workspace, spot.channel),
    ).fetchall()
    return [_stored(row) for row in rows]


def threaded(read: sqlite3.Connection, spot: Spot, wanted: Sequence[int]) -> list[Stored]:
    """Those of the messages wanted that stand, or stood, in a spot and have a thread below them."""
    found = []
    for identity in wanted:
        found += read.execute(
            f"SELECT {_COLUMNS} FROM messages WHERE id = ? AND workspace = ? AND channel = ? AND inbox = ?"  # noqa: S608 - a constant list of columns
            " AND thread = 0 AND opened IS NOT NULL",
            (identity, spot.workspace, spot.channel, spot.inbox),
        ).fetchall()
    return [_stored(row) for row in found]


def comments(read: sqlite3.Connection, thread: int) -> int:
    """How many can be read in a thread by everybody."""
    row = read.execute(
        "SELECT count(*) AS number FROM messages WHERE thread = ? AND NOT erased AND only_for = '' AND first IS NULL",
        (thread,),
    ).fetchone()
    return int(row["number"])


def stored(read: sqlite3.Connection, identity: int) -> Stored | None:
    """None when it never was or was erased."""
    row = read.execute(f"SELECT {_COLUMNS} FROM messages WHERE id = ? AND NOT erased", (identity,)).fetchone()  # noqa: S608 - a constant list of columns
    return _stored(row) if row else None


def seen_by(read: sqlite3.Connection, who: Person, spot: Spot, *, before: int | None, limit: int) -> list[Stored]:
    """The newest messages of a spot that this person may see, oldest first; `before` pages back.

    Of those that were erased, only the ones below which something was said.
    """
    rows = read.execute(
        f"SELECT {_COLUMNS} FROM messages AS m WHERE workspace = ? AND channel = ? AND inbox = ? AND thread = ?"  # noqa: S608 - a constant list of columns
        " AND (NOT erased OR opened IS NOT NULL AND EXISTS (SELECT 1 FROM messages AS said WHERE said.thread = m.id"
        " AND NOT said.erased AND said.only_for = '')) AND only_for IN ('', ?) AND id < ? ORDER BY id DESC LIMIT ?",
        (spot.workspace, spot.channel, spot.inbox, spot.thread, who.id, before or 1 << 62, limit),
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


def unread(read: sqlite3.Connection, who: Person) -> dict[Spot, int]:
    """How many messages of others this person has not read, by spot; also of channels they cannot see."""
    rows = read.execute(
        """
        SELECT m.channel, m.inbox, m.thread, count(*) AS number
        FROM messages AS m LEFT JOIN read AS r ON r.workspace = m.workspace AND r.person = :person
            AND r.place = CASE WHEN m.thread <> 0 THEN 'thread:' || m.thread
                               WHEN m.channel <> '' THEN 'channel:' || m.channel ELSE 'inbox' END
        WHERE m.workspace = :workspace AND NOT m.erased AND m.first IS NULL AND m.author <> :person
            AND m.only_for IN ('', :person) AND m.inbox IN ('', :person) AND m.id > coalesce(r.upto, 0)
        GROUP BY m.channel, m.inbox, m.thread
        """,
        {"workspace": who.workspace, "person": who.id},
    )
    return {Spot(who.workspace, row["channel"], row["inbox"], row["thread"]): row["number"] for row in rows}
