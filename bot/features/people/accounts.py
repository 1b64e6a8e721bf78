"""Accounts by themselves, one or thousands at once: who is behind them, which are gone, which may enter a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select, tuple_, update

from bot.chat.address import Account
from bot.db.tx import Tx
from bot.features.people.model import KnownAccount, accounts, people
from bot.features.people.service import at_account

AT_ONCE = 5000
"""Values of one statement; it holds 32,767 at most."""


def account(tx: Tx, address: Account) -> KnownAccount | None:
    """What is known of an account, also of one that is gone."""
    return tx.one(select(accounts).where(*at_account(address)), KnownAccount)


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind an account; `owner` is of the platform team."""

    person: str
    name: str
    owner: bool
    gone: bool


def behind(tx: Tx, addresses: Collection[Account]) -> dict[Account, Behind]:
    """The people behind accounts of one platform; an account never seen is left out."""
    if not addresses:
        return {}
    platform = next(iter(addresses)).platform
    wanted = [(each.workspace, each.id) for each in addresses]
    rows = tx.all(
        select(accounts.c.workspace, accounts.c.id, accounts.c.gone, accounts.c.name, people.c.id.label("person"),
               people.c.owner)
        .join(people, people.c.id == accounts.c.person)
        .where(accounts.c.platform == platform, tuple_(accounts.c.workspace, accounts.c.id).in_(wanted))
    )  # fmt: skip
    return {
        Account(platform, row.workspace, row.id): Behind(row.person, row.name, row.owner, row.gone is not None)
        for row in rows
    }


def entering(tx: Tx, persons: Iterable[str], platform: str, workspace: str) -> dict[Account, str]:
    """The accounts with which these people can enter a workspace, with whose they are; none that is gone."""
    wanted, found = list(persons), dict[Account, str]()
    for start in range(0, len(wanted), AT_ONCE):
        rows = tx.all(
            select(accounts.c.workspace, accounts.c.id, accounts.c.person).where(
                accounts.c.person.in_(wanted[start : start + AT_ONCE]),
                accounts.c.platform == platform,
                accounts.c.workspace.in_(("", workspace)),
                accounts.c.gone.is_(None),
            )
        )
        found.update({Account(platform, row.workspace, row.id): row.person for row in rows})
    return found


def some(tx: Tx, platform: str, *, after: Account | None, limit: int) -> list[KnownAccount]:
    """The next accounts of a platform in a stable order, also those that are gone."""
    beyond = [tuple_(accounts.c.workspace, accounts.c.id) > (after.workspace, after.id)] if after else []
    return tx.all(
        select(accounts)
        .where(accounts.c.platform == platform, *beyond)
        .order_by(accounts.c.workspace, accounts.c.id)
        .limit(limit),
        KnownAccount,
    )


def moved_on(tx: Tx, address: Account, workspace: str) -> None:
    """An account that is bound to no workspace has left this one: nothing is pointed out to it there any more."""
    here = (*at_account(address), accounts.c.acts_in == workspace)
    tx.run(update(accounts).where(*here).values(acts_in=""))
