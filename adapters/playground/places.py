"""Who and what there is in the playground's workspaces: people, channels, who reads and who writes there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.address import Account, Place
from bot.chat.port import Undeliverable

PLATFORM = "playground"


@dataclass(frozen=True, slots=True)
class Person:
    """`present` is False once they left the workspace; `reachable` while they accept private messages."""

    workspace: str
    id: str
    name: str
    language: str
    timezone: str
    about: str
    present: bool
    reachable: bool

    @property
    def account(self) -> Account:
        return Account(PLATFORM, self.workspace, self.id)


@dataclass(frozen=True, slots=True)
class Channel:
    """`writers` is everyone, members or nobody; `managed` while Palabre may let people in and out."""

    workspace: str
    id: str
    name: str
    topic: str
    private: bool
    writers: str
    managed: bool
    gone: bool

    @property
    def place(self) -> Place:
        return Place(PLATFORM, self.workspace, self.id)


def _person(row: sqlite3.Row) -> Person:
    return Person(
        row["workspace"], row["id"], row["name"], row["language"], row["timezone"], row["about"],
        bool(row["present"]), bool(row["reachable"]),
    )  # fmt: skip


def _channel(row: sqlite3.Row) -> Channel:
    return Channel(
        row["workspace"], row["id"], row["name"], row["topic"], bool(row["private"]), row["writers"],
        bool(row["managed"]), bool(row["gone"]),
    )  # fmt: skip


def person(read: sqlite3.Connection, workspace: str, identity: str) -> Person | None:
    row = read.execute("SELECT * FROM people WHERE workspace = ? AND id = ?", (workspace, identity)).fetchone()
    return _person(row) if row else None


def people(read: sqlite3.Connection) -> list[Person]:
    """Everybody, in the order of the world file."""
    return [_person(row) for row in read.execute("SELECT * FROM people ORDER BY rowid")]


def workspaces(read: sqlite3.Connection) -> dict[str, str]:
    """Names by id."""
    return dict(read.execute("SELECT id, name FROM workspaces ORDER BY rowid").fetchall())


def channel(read: sqlite3.Connection, workspace: str, identity: str) -> Channel | None:
    """None also when it was deleted."""
    row = read.execute(
        "SELECT * FROM channels WHERE workspace = ? AND id = ? AND NOT gone", (workspace, identity)
    ).fetchone()
    return _channel(row) if row else None


def channels_seen_by(read: sqlite3.Connection, who: Person) -> list[Channel]:
    """Public ones, and the private ones this person is a member of; none once they left."""
    if not who.present:
        return []
    rows = read.execute(
        "SELECT * FROM channels AS c WHERE workspace = ? AND NOT gone AND (NOT private OR EXISTS (SELECT 1 FROM members"
        " AS m WHERE m.workspace = c.workspace AND m.channel = c.id AND m.person = ?)) ORDER BY private, rowid",
        (who.workspace, who.id),
    )
    return [_channel(row) for row in rows]


def members(read: sqlite3.Connection, where: Channel) -> dict[str, str]:
    """Roles by person id; the role is empty for somebody added by hand."""
    rows = read.execute(
        "SELECT person, role FROM members WHERE workspace = ? AND channel = ? ORDER BY rowid",
        (where.workspace, where.id),
    )
    return dict(rows.fetchall())


def is_member(read: sqlite3.Connection, who: Person, where: Channel) -> bool:
    return who.id in members(read, where)


def may_read(read: sqlite3.Connection, who: Person, where: Channel) -> bool:
    return who.present and who.workspace == where.workspace and (not where.private or is_member(read, who, where))


def may_write(read: sqlite3.Connection, who: Person, where: Channel) -> bool:
    if not may_read(read, who, where) or where.writers == "nobody":
        return False
    return where.writers == "everyone" or is_member(read, who, where)


def add_member(write: sqlite3.Connection, where: Channel, who: Person, role: str = "") -> bool:
    """False when they were in already, by the same role."""
    added = write.execute(
        "INSERT INTO members VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET role = excluded.role"
        " WHERE role <> excluded.role",
        (where.workspace, where.id, who.id, role),
    )
    return added.rowcount == 1


def holders(read: sqlite3.Connection, where: Channel, role: str) -> list[str]:
    """Who is let in by a role, and whoever was added by hand."""
    return [who for who, by in members(read, where).items() if by in ("", role)]


def remove_holder(write: sqlite3.Connection, where: Channel, who: str, role: str) -> bool:
    """Take out somebody whom this role, or nothing but a hand, has let in; False when that was not so."""
    return who in holders(write, where, role) and remove_member(write, where, who)


def make_channel(write: sqlite3.Connection, workspace: str, name: str, *, at: str, doubted: str) -> str:
    """A closed channel of this name, or of the next one that is free; its id.

    `doubted` is the moment since when it may have been made already, "" when it certainly was not.
    """
    made = write.execute(
        "SELECT id FROM channels WHERE workspace = ? AND made_as = ? AND made_at >= ? AND NOT gone ORDER BY made_at",
        (workspace, name, doubted),
    ).fetchone()
    if doubted and made:
        return str(made["id"])
    taken = {row["id"] for row in write.execute("SELECT id FROM channels WHERE workspace = ?", (workspace,))}
    free = next(each for each in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)
    write.execute(
        "INSERT INTO channels (workspace, id, name, topic, private, writers, made_as, made_at)"
        " VALUES (?, ?, ?, '', 1, 'members', ?, ?)",
        (workspace, free, free, name, at),
    )
    return free


def remove_member(write: sqlite3.Connection, where: Channel, who: str) -> bool:
    """False when they were not in."""
    removed = write.execute(
        "DELETE FROM members WHERE workspace = ? AND channel = ? AND person = ?", (where.workspace, where.id, who)
    )
    return removed.rowcount == 1


def set_channel(write: sqlite3.Connection, where: Channel) -> None:
    write.execute(
        "UPDATE channels SET topic = ?, private = ?, writers = ?, managed = ?, gone = ? WHERE workspace = ? AND id = ?",
        (where.topic, where.private, where.writers, where.managed, where.gone, where.workspace, where.id),
    )


def set_person(write: sqlite3.Connection, who: Person) -> None:
    """Whoever is no longer present is a member of no channel any more."""
    write.execute(
        "UPDATE people SET language = ?, timezone = ?, present = ?, reachable = ? WHERE workspace = ? AND id = ?",
        (who.language, who.timezone, who.present, who.reachable, who.workspace, who.id),
    )
    if not who.present:
        write.execute("DELETE FROM members WHERE workspace = ? AND person = ?", (who.workspace, who.id))


def known(read: sqlite3.Connection, account: Account) -> Person:
    """The person who is there, or Undeliverable("gone")."""
    found = person(read, account.workspace, account.id) if account.platform == PLATFORM else None
    if found is None or not found.present:
        raise Undeliverable("gone", f"{account} is in no workspace of the playground")
    return found


def existing(read: sqlite3.Connection, place: Place, *, to_manage: Sequence[str] = ()) -> Channel:
    """The channel, or Undeliverable: "gone", or "forbidden" where Palabre may not do what `to_manage` names."""
    found = channel(read, place.workspace, place.id) if place.platform == PLATFORM else None
    if found is None:
        raise Undeliverable("gone", f"{place} is no channel of the playground")
    if to_manage and not found.managed:
        raise Undeliverable("forbidden", f"Palabre may not {' and '.join(to_manage)} in #{found.name}")
    return found
