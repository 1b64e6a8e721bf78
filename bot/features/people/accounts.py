"""Accounts by themselves, one or thousands at once: who is behind them, which are gone, which may enter a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import String, and_, delete, exists, or_, select, tuple_, update

from bot.chat.address import Account
from bot.db.schema import metadata
from bot.db.tx import Tx
from bot.features.people.model import KnownAccount, accounts, people
from bot.features.people.service import accounts_of, at_account, get, person_of

AT_ONCE = 5000
"""Values of one statement; it holds 32,767 at most."""


def account(tx: Tx, address: Account) -> KnownAccount | None:
    """What is known of an account, also of one that is gone."""
    return tx.one(select(accounts).where(*at_account(address)), KnownAccount)


def call(tx: Tx, address: Account, name: str) -> None:
    """What a platform calls an account that was known by its id alone; its person is called so as well."""
    known, name = account(tx, address), name[:120]
    if known is None or known.name not in ("", known.id) or not name:
        return
    tx.run(update(accounts).where(*at_account(address)).values(name=name))
    tx.run(update(people).where(people.c.id == known.person, people.c.name == known.name).values(name=name))


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


def workspaces(tx: Tx) -> set[tuple[str, str]]:
    """Platform and id of every workspace that an account we know belongs to."""
    rows = tx.all(select(accounts.c.platform, accounts.c.workspace).distinct())
    return {(row.platform, row.workspace) for row in rows}


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


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody reads: the zone they are in, "" while nobody knows, and their accounts, the last used first."""

    zone: str
    accounts: tuple[Account, ...]


def reach(tx: Tx, persons: Iterable[str]) -> dict[str, Reach]:
    """Where these people read; who has no account left is left out."""
    wanted, zones, held = list(persons), dict[str, str](), dict[str, list[Account]]()
    for start in range(0, len(wanted), AT_ONCE):
        rows = tx.all(
            select(accounts, people.c.timezone.label("own"))
            .join(people, people.c.id == accounts.c.person)
            .where(accounts.c.person.in_(wanted[start : start + AT_ONCE]), accounts.c.gone.is_(None))
            .order_by(accounts.c.seen.desc(), accounts.c.platform, accounts.c.workspace)
        )
        for row in rows:
            zones[row.person] = zones.get(row.person) or row.own or row.timezone
            held.setdefault(row.person, []).append(Account(row.platform, row.workspace, row.id))
    return {person: Reach(zones[person], tuple(found)) for person, found in held.items()}


def zones_in_use(tx: Tx) -> list[str]:
    """Every time zone that somebody chose, or that a platform says of an account."""
    own = select(people.c.timezone).where(people.c.timezone != "")
    said = select(accounts.c.timezone).where(accounts.c.timezone != "", accounts.c.gone.is_(None))
    return sorted(row.timezone for row in tx.all(own.union(said)))


def living_in(tx: Tx, zone: str, *, after: str, limit: int) -> list[str]:
    """The next people who live by that zone, in the order of their ids; "" for those of whom nobody knows it."""
    theirs = (accounts.c.person == people.c.id, accounts.c.gone.is_(None))
    somewhere = exists().where(*theirs, accounts.c.timezone != "")
    last = (
        select(accounts.c.timezone)
        .where(*theirs, accounts.c.timezone != "")
        .order_by(accounts.c.seen.desc(), accounts.c.platform, accounts.c.workspace)
        .limit(1)
        .scalar_subquery()
    )
    unsaid = people.c.timezone == ""
    here = or_(people.c.timezone == zone, and_(unsaid, last == zone)) if zone else and_(unsaid, ~somewhere)
    found = select(people.c.id).where(people.c.id > after, here).order_by(people.c.id).limit(limit)
    return [row.id for row in tx.all(found)]


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


# Two accounts of one person.

ID = 20
"""Length of the columns that hold a person's id."""


def unite(tx: Tx, person: str, account: Account) -> bool:
    """Give an account to a person; False when it is theirs, or its own person has done anything here already."""
    other = person_of(tx, account)
    before = get(tx, other) if other and other != person else None
    if before is None or not traceless(tx, other):
        return False
    tx.run(update(accounts).where(*at_account(account)).values(person=person))
    tx.run(delete(people).where(people.c.id == other))
    if before.owner:
        tx.run(update(people).where(people.c.id == person).values(owner=True))
    return True


def traceless(tx: Tx, person: str) -> bool:
    """Whether nothing here speaks of a person but their one account."""
    if len(accounts_of(tx, person, gone=True)) > 1:
        return False
    for table in metadata.sorted_tables:
        ids = [each == person for each in table.c if isinstance(each.type, String) and each.type.length == ID]
        if ids and table not in (people, accounts) and tx.value(select(exists().select_from(table).where(or_(*ids)))):
            return False
    return True
