"""What people are called: by a name that somebody or a platform gave, never by an id that a machine made up."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, or_, select

from bot.chat.text import Who, Words, made_up
from bot.db.tx import Tx
from bot.features.people.model import Person, accounts, people

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


def called(tx: Tx, typed: str) -> list[Person]:
    """People whose name is this or begins with it as a word of its own, as first names do; or the one of that id."""
    wanted = " ".join(typed.removeprefix("@").split())
    if not wanted:
        return []
    like = [
        named(column, wanted, first=first) for column in (people.c.name, accounts.c.name) for first in (False, True)
    ]
    found = select(people).join(accounts, accounts.c.person == people.c.id).where(accounts.c.gone.is_(None))
    meant = or_(people.c.id == wanted, accounts.c.id == wanted, *like)
    return tx.all(found.where(meant).distinct().order_by(people.c.name, people.c.id), Person)


def named(column: ColumnElement[str], name: str, *, first: bool = False) -> ColumnElement[bool]:
    """A name compared without regard to case, with nothing in it taken as a pattern; `first` when more follows."""
    pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return column.ilike(f"{pattern} %" if first else pattern, escape="\\")


def neighbours(tx: Tx, person: str, among: Collection[str]) -> set[str]:
    """Those of these people who have an account where this person has one."""
    mine = accounts.alias("mine")
    here, there = (case((each.c.workspace == "", each.c.acts_in), else_=each.c.workspace) for each in (mine, accounts))
    same = and_(mine.c.platform == accounts.c.platform, here == there, here != "")
    rows = (
        select(accounts.c.person)
        .join(mine, same)
        .where(mine.c.person == person, mine.c.gone.is_(None), accounts.c.gone.is_(None), accounts.c.person.in_(among))
    )
    return {row.person for row in tx.all(rows.distinct())}


def logged(tx: Tx, person: str) -> str:
    """A person as a line of the log keeps them; `read` gives that back."""
    return kept(who(tx, person))


def kept(found: Who) -> str:
    return f"{NAMELESS}{found.platform}" if found.nameless else found.name


def read(kept: str) -> Who | Words:
    platform = kept.removeprefix(NAMELESS)
    return Words(kept) if platform == kept else Who("", platform)
