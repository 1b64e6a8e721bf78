"""What people are called: by a name that somebody or a platform gave, never by an id that a machine made up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from bot.chat.text import Who, Words, made_up
from bot.db.tx import Tx
from bot.features.people.model import accounts, people

NOBODY = "—"
"""Somebody erased or unknown."""

NAMELESS = "somebody on "
"""Before the platform of somebody whose name nobody told, where a text is stored that is read in several languages."""

_KNOWN = (
    select(people.c.name.label("called"), accounts.c.platform, accounts.c.workspace, accounts.c.id, accounts.c.name,
           accounts.c.gone)
    .select_from(people.outerjoin(accounts, accounts.c.person == people.c.id))
    .where(people.c.id == bindparam("person"))
    .order_by(accounts.c.gone.is_not(None), accounts.c.seen.desc(), accounts.c.platform, accounts.c.workspace)
)  # fmt: skip


def who(tx: Tx, person: str) -> Who:
    """A person as a text parameter; somebody erased or unknown is shown by a dash.

    `name` is empty where nobody told us one: we call a person by the id of an account until then.
    """
    rows: list[Any] = tx.all(_KNOWN, person=person) if person else []
    if not rows:
        return Who(NOBODY)
    ids = {row.id for row in rows if row.id and made_up(row.id)}
    name = next((each for each in (rows[0].called, *(row.name for row in rows)) if each and each not in ids), "")
    first = rows[0]
    if first.id is None:
        return Who(name or NOBODY)
    if first.gone is not None:
        return Who(name) if name else Who("", first.platform)
    return Who(name, first.platform, first.workspace, first.id)


def name(tx: Tx, person: str) -> str:
    """What a person is called, as a word of their own; a dash where there is none."""
    return who(tx, person).name or NOBODY


def logged(tx: Tx, person: str) -> str:
    """A person as a line of the log keeps them; `read` gives that back."""
    return kept(who(tx, person))


def kept(found: Who) -> str:
    return f"{NAMELESS}{found.platform}" if found.nameless else found.name


def read(kept: str) -> Who | Words:
    platform = kept.removeprefix(NAMELESS)
    return Words(kept) if platform == kept else Who("", platform)
