"""What the playground remembers, in a SQLite file of its own; every change is on disk before anybody hears of it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import OperatorError

VERSIONS = (
    """
    CREATE TABLE workspaces (id TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL);
    CREATE TABLE people (
        workspace TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, timezone TEXT NOT NULL,
        about TEXT NOT NULL, present INTEGER NOT NULL DEFAULT 1, reachable INTEGER NOT NULL DEFAULT 1,
        PRIMARY KEY (workspace, id));
    CREATE TABLE channels (
        workspace TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, topic TEXT NOT NULL, private INTEGER NOT NULL,
        writers TEXT NOT NULL, managed INTEGER NOT NULL DEFAULT 1, gone INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace, id));
    CREATE TABLE members (
        workspace TEXT NOT NULL, channel TEXT NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL,
        PRIMARY KEY (workspace, channel, person));
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT, workspace TEXT NOT NULL, channel TEXT NOT NULL, inbox TEXT NOT NULL,
        author TEXT NOT NULL, only_for TEXT NOT NULL, cause TEXT NOT NULL, once TEXT UNIQUE, first INTEGER,
        body TEXT NOT NULL, locale TEXT NOT NULL, timezone TEXT NOT NULL, at TEXT NOT NULL, edited TEXT,
        erased INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 1);
    CREATE INDEX messages_of_channel ON messages (workspace, channel, id);
    CREATE INDEX messages_of_inbox ON messages (workspace, inbox, id) WHERE inbox <> '';
    CREATE INDEX messages_of_one ON messages (first) WHERE first IS NOT NULL;
    CREATE TABLE reactions (
        message INTEGER NOT NULL, emoji TEXT NOT NULL, person TEXT NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (message, emoji, person));
    CREATE TABLE read (
        workspace TEXT NOT NULL, person TEXT NOT NULL, place TEXT NOT NULL, upto INTEGER NOT NULL,
        PRIMARY KEY (workspace, person, place));
    """,
    """
    ALTER TABLE channels ADD COLUMN made_as TEXT NOT NULL DEFAULT '';
    ALTER TABLE channels ADD COLUMN made_at TEXT NOT NULL DEFAULT '';
    """,
    """
    ALTER TABLE messages ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE messages ADD COLUMN opened TEXT;
    CREATE INDEX messages_of_thread ON messages (thread, id) WHERE thread <> 0;
    CREATE TABLE files (
        message INTEGER NOT NULL, stored TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (message, stored));
    CREATE TABLE uploads (
        id TEXT PRIMARY KEY, workspace TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
        media_type TEXT NOT NULL, content BLOB NOT NULL, at TEXT NOT NULL);
    """,
    """
    ALTER TABLE messages ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX messages_pinned ON messages (workspace, channel, id) WHERE pinned;
    """,
)
"""One script per version of the file; a released one is never changed, a new one is put after it."""


def refuse_unusable(path: str | Path) -> None:
    """OperatorError when no file can be there; makes none."""
    folder = Path(path).absolute().parent
    if Path(path).is_dir():
        raise _unusable(path, "it is a folder")
    if not folder.is_dir():
        raise _unusable(path, "its folder is not there")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unusable(path, "its folder cannot be written")


def _unusable(path: str | Path, why: str) -> OperatorError:
    return OperatorError(
        f"The playground cannot use its file {path} ({why}).",
        "Name one in a folder that can be written as store below [playground], or remove the file to start with an "
        "empty playground.",
    )


class Store:
    """The file; `reading` for queries, `writing()` around everything that belongs together."""

    def __init__(self, path: str | Path) -> None:
        """Open or create it; OperatorError when the file cannot be used."""
        refuse_unusable(path)
        try:
            self.reading = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self.reading.row_factory = sqlite3.Row
            # In WAL mode NORMAL survives the death of the process; only a power cut may lose the last moments.
            self.reading.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
            self._upgrade()
        except sqlite3.Error as error:
            raise _unusable(path, str(error)) from error

    def _upgrade(self) -> None:
        version = self.reading.execute("PRAGMA user_version").fetchone()[0]
        if version > len(VERSIONS):
            raise sqlite3.DatabaseError("it was written by a newer Palabre")
        for number, script in enumerate(VERSIONS[version:], version + 1):
            self.reading.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change, whole or not at all."""
        self.reading.execute("BEGIN IMMEDIATE")
        try:
            yield self.reading
        except BaseException:
            if self.reading.in_transaction:  # a full disk undoes it by itself
                self.reading.execute("ROLLBACK")
            raise
        self.reading.execute("COMMIT")

    def close(self) -> None:
        self.reading.close()
