"""Files that people gave: each is kept once, and everything else names it; what nobody needs any more is forgotten."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, delete, select, update

from bot.chat.inbound import Upload
from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.db.types import Instant

WAITS = timedelta(days=7)
"""How long a file is kept for a form that came back and was not sent again."""

LOOSE = 10
"""So many of one person wait for their forms at most; the oldest make room."""

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"

files = Table(
    "files",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("person", String(20), nullable=False),
    Column("belongs_to", String(40), nullable=False, server_default=""),
    Column("name", String(100), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant),
    Column("content", LargeBinary, nullable=False),
    Index("ix_files_until", "until"),
    Index("ix_files_person", "person", "belongs_to"),
    comment="What people uploaded; `until` is when it is forgotten, empty while something has it",
)

_KEPT = select(files.c.id, files.c.name, files.c.media_type, files.c.size)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file without its bytes; `size` is in bytes."""

    id: str
    name: str
    media_type: str
    size: int


def id_of(*about: str) -> str:
    """The id of what was uploaded in one field of one event: the same again when the event is told again."""
    number = int.from_bytes(hashlib.sha256("\0".join(about).encode()).digest()[:8])
    signs = []
    for _ in range(10):
        number, sign = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[sign])
    return f"fil_{''.join(signs)}"


def keep(tx: Tx, identity: str, upload: Upload, *, person: str) -> Kept:
    """Keep what a person uploaded until something has it, or `WAITS` has passed."""
    row = {
        "id": identity, "person": person, "name": upload.name, "media_type": upload.media_type,
        "size": len(upload.content), "content": upload.content, "at": tx.now, "until": tx.now + WAITS,
    }  # fmt: skip
    if tx.add_once(files, row):
        others = select(files.c.id).where(files.c.person == person, files.c.belongs_to == "", files.c.id != identity)
        older = others.order_by(files.c.at.desc(), files.c.id).offset(LOOSE - 1).limit(LOOSE)
        tx.run(delete(files).where(files.c.id.in_([each.id for each in tx.all(older)])))
    return Kept(identity, upload.name, upload.media_type, len(upload.content))


def kept(tx: Tx, identity: str) -> Kept | None:
    """None for no file, and for one that is kept no more."""
    return tx.one(_KEPT.where(files.c.id == identity), Kept) if identity else None


def waits(tx: Tx, identity: str, *, person: str) -> bool:
    """Whether it is this person's own and nothing has it yet."""
    found = select(files.c.id).where(files.c.id == identity, files.c.person == person, files.c.belongs_to == "")
    return tx.value(found) is not None


def content(tx: Tx, identity: str) -> bytes | None:
    found = tx.value(select(files.c.content).where(files.c.id == identity))
    return None if found is None else bytes(found)


def give(tx: Tx, identity: str, *, to: str) -> bool:
    """It belongs to something from now on, and is kept as long as that is; "" is no file, here and below.

    False when it is kept no more, or something else was first.
    """
    free = files.c.id == identity, files.c.belongs_to.in_(("", to))
    return not identity or tx.run(update(files).where(*free).values(belongs_to=to, until=None)) > 0


def keep_until(tx: Tx, identity: str, until: datetime) -> None:
    """What has it has ended, and may be taken up again until then."""
    if identity:
        tx.run(update(files).where(files.c.id == identity).values(until=until))


def drop(tx: Tx, identity: str) -> None:
    if identity:
        tx.run(delete(files).where(files.c.id == identity))


def forget(tx: Tx, *, most: int = 20) -> int:
    """Delete a few of those whose time is over; how many that were."""
    over = select(files.c.id).where(files.c.until < tx.now).limit(most)
    return tx.run(delete(files).where(files.c.id.in_(over)))
