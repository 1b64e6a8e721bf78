"""Files in the playground: what people upload for a form, and what is attached to messages; bytes stay beside both."""

from __future__ import annotations

import sqlite3
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.playground.places import Person
from bot.chat.inbound import Upload
from bot.chat.message import File, Message

KEPT = timedelta(days=1)
"""How long an upload waits for its form: the page asks again when a form was sent and got no answer."""


@dataclass(frozen=True, slots=True)
class Light:
    """A message without bytes, as it is stored, and the bytes by the file's own name."""

    message: Message
    content: dict[str, bytes]


def light(message: Message) -> Light:
    stored = [part for part in message.parts if isinstance(part, File) and part.stored]
    parts = tuple(replace(part, content="") if part in stored else part for part in message.parts)
    return Light(replace(message, parts=parts), {part.stored: part.data for part in stored})


def attach(write: sqlite3.Connection, message: int, files: Light) -> None:
    """Those that came with their bytes are put in, those that came without stay, all others go."""
    for row in write.execute("SELECT stored FROM files WHERE message = ?", (message,)).fetchall():
        if row["stored"] not in files.content:
            write.execute("DELETE FROM files WHERE message = ? AND stored = ?", (message, row["stored"]))
    write.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
        [(message, stored, content) for stored, content in files.content.items() if content],
    )


def attached(read: sqlite3.Connection, message: int, stored: str) -> bytes | None:
    row = read.execute("SELECT content FROM files WHERE message = ? AND stored = ?", (message, stored)).fetchone()
    return row["content"] if row else None


def upload(write: sqlite3.Connection, who: Person, file: Upload, *, at: datetime) -> str:
    """Keep a file for a form that is still open; the id under which its form names it."""
    write.execute("DELETE FROM uploads WHERE at < ?", ((at - KEPT).isoformat(),))
    identity = uuid.uuid4().hex
    row = (identity, who.workspace, who.id, file.name, file.media_type, file.content, at.isoformat())
    write.execute("INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return identity


def uploaded(read: sqlite3.Connection, who: Person, identity: str) -> Upload | None:
    """What this person uploaded; None for what is another's, or kept no more."""
    row = read.execute(
        "SELECT name, media_type, content FROM uploads WHERE id = ? AND workspace = ? AND person = ?",
        (identity, who.workspace, who.id),
    ).fetchone()
    return Upload(row["name"], row["media_type"], row["content"]) if row else None
