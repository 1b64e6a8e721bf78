"""The rows about people who are inside without belonging, or were missing; each is told of once, by one card."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, select, tuple_, update

from bot.chat.address import Account
from bot.db.tx import Tx, new_id
from bot.features.places.model import Look, State, Stray, strays

_IN_ORDER = (strays.c.at, strays.c.workspace, strays.c.account)


def get(tx: Tx, stray: str) -> Stray | None:
    return tx.one(select(strays).where(strays.c.id == stray), Stray)


def _of(look: Look) -> tuple[Any, ...]:
    return (strays.c.place == look.home, strays.c.admin.is_(look.admin), strays.c.role == look.role)


def unsettled(tx: Tx, look: Look) -> list[Account]:
    """Those about whom something is to be settled as soon as they are where they belong."""
    rows = tx.all(select(strays).where(*_of(look), strays.c.state != State.SETTLED), Stray)
    return [each.address for each in rows]


def found(tx: Tx, look: Look, some: Collection[Account]) -> dict[Account, Stray]:
    """What is written about these accounts."""
    wanted = [(each.workspace, each.id) for each in some]
    theirs = select(strays).where(*_of(look), tuple_(strays.c.workspace, strays.c.account).in_(wanted))
    return {each.address: each for each in tx.all(theirs, Stray)}


def write(tx: Tx, look: Look, account: Account, row: Stray | None, *, state: State, status: str) -> str:
    """Write somebody down, or begin anew with whoever was written down before; the row's id."""
    fresh = {"state": state, "status": status, "report": "", "decision": "", "by": "", "detail": "", "at": tx.now}
    if row is not None:
        tx.run(update(strays).where(strays.c.id == row.id).values(**fresh))
        return row.id
    made = new_id("str")
    who = {"platform": account.platform, "workspace": account.workspace, "account": account.id}
    tx.add(strays, {"id": made, "place": look.home, "admin": look.admin, "role": look.role, **who, **fresh})
    return made


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


def of_report(tx: Tx, report: str) -> list[Stray]:
    return tx.all(select(strays).where(strays.c.report == report).order_by(*_IN_ORDER), Stray)


def open_in(tx: Tx, homes: Collection[str]) -> list[Stray]:
    """Those about whom nobody has decided yet."""
    theirs = select(strays).where(strays.c.place.in_(homes), strays.c.state == State.OPEN)
    return tx.all(theirs.order_by(*_IN_ORDER), Stray)
