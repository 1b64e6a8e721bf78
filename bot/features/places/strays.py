"""The rows about people who are inside without belonging, or were missing; each is told of once, by one card."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, tuple_, update

from bot.chat.address import Account
from bot.db.tx import Tx, new_id
from bot.features.places.model import Look, State, Stray, strays

_IN_ORDER = (strays.c.at, strays.c.workspace, strays.c.account)


def get(tx: Tx, stray: str) -> Stray | None:
    return tx.one(select(strays).where(strays.c.id == stray), Stray)


def _of(look: Look) -> tuple[Any, ...]:
    return (strays.c.place == look.home, strays.c.admin.is_(look.admin), strays.c.role == look.role)


def unsettled(tx: Tx, look: Look) -> dict[Account, State]:
    """Those about whom something is to be settled as soon as they are where they belong."""
    columns = (strays.c.platform, strays.c.workspace, strays.c.account, strays.c.state)
    rows = tx.all(select(*columns).where(*_of(look), strays.c.state != State.SETTLED))
    return {Account(row.platform, row.workspace, row.account): row.state for row in rows}


def found(tx: Tx, look: Look, some: Collection[Account]) -> dict[Account, Stray]:
    """What is written about these accounts."""
    wanted = [(each.workspace, each.id) for each in some]
    theirs = select(strays).where(*_of(look), tuple_(strays.c.workspace, strays.c.account).in_(wanted))
    return {each.address: each for each in tx.all(theirs, Stray)}


def new(tx: Tx, look: Look, account: Account, *, state: State, status: str) -> Stray:
    """Somebody who was not written down before; `add` stores a batch of them."""
    return Stray(
        new_id("str"), look.home, look.admin, look.role, account.platform, account.workspace, account.id,
        state, status, "", "", "", "", tx.now,
    )  # fmt: skip


def add(tx: Tx, made: Sequence[Stray]) -> None:
    if made:
        tx.run(insert(strays).values([asdict(each) for each in made]))


def again(tx: Tx, row: Stray, *, state: State, status: str) -> None:
    """Begin anew with somebody who was written down before."""
    fresh = {"state": state, "status": status, "report": "", "decision": "", "by": "", "detail": "", "at": tx.now}
    tx.run(update(strays).where(strays.c.id == row.id).values(**fresh))


def move(tx: Tx, stray: Stray, state: State, **values: str) -> bool:
    """From the state that was read to another one; False when somebody was first."""
    as_read = (strays.c.id == stray.id, strays.c.state == stray.state)
    return bool(tx.run(update(strays).where(*as_read).values(state=state, **values)))


def forget(tx: Tx, stray: Stray) -> None:
    tx.run(delete(strays).where(strays.c.id == stray.id))


def forget_missing(tx: Tx, home: str, *, admin: bool) -> None:
    """Members who were let in again in vain will be let in once more."""
    here = (strays.c.place == home, strays.c.admin.is_(admin))
    tx.run(delete(strays).where(*here, strays.c.state == State.MISSING))


def settle_all(tx: Tx, look: Look) -> None:
    """Nobody has this way in any more."""
    tx.run(update(strays).where(*_of(look)).values(state=State.SETTLED))


def gather(tx: Tx, home: str, *, admin: bool) -> str:
    """Put those of a place who are told of nowhere yet into a report of their own; its id, "" when there are none."""
    report = new_id("rep")
    here = (strays.c.place == home, strays.c.admin.is_(admin))
    untold = (*here, strays.c.state == State.OPEN, strays.c.report == "")
    return report if tx.run(update(strays).where(*untold).values(report=report)) else ""


Among = ColumnElement[bool]
"""Which strays: those of one report, or of all places of a community."""


def of_report(report: str) -> Among:
    return strays.c.report == report


def of_homes(homes: Collection[str]) -> Among:
    return strays.c.place.in_(homes)


def first(tx: Tx, among: Among) -> Stray | None:
    return tx.one(select(strays).where(among).limit(1), Stray)


def waiting(tx: Tx, among: Among, *, limit: int) -> list[Stray]:
    """The first of those about whom nobody has decided yet."""
    still = (among, strays.c.state == State.OPEN)
    return tx.all(select(strays).where(*still).order_by(*_IN_ORDER).limit(limit), Stray)


def count(tx: Tx, among: Among) -> int:
    """About how many nobody has decided yet."""
    still = (among, strays.c.state == State.OPEN)
    return int(tx.value(select(func.count()).select_from(strays).where(*still)))


def over(tx: Tx, among: Among, *, limit: int) -> list[Stray]:
    """The first of those about whom nothing is left to decide."""
    done = (among, strays.c.state != State.OPEN)
    return tx.all(select(strays).where(*done).order_by(*_IN_ORDER).limit(limit), Stray)
