"""Knowing people: who is behind an account, what language they read, and private messages that are never lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, delete, or_, select, update

from bot.chat.address import Account
from bot.chat.inbound import Actor
from bot.chat.message import Message
from bot.chat.text import Who
from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.features.people.model import (
    AWAY,
    SENDING,
    KnownAccount,
    Mail,
    Moved,
    Person,
    Told,
    Workspace,
    accounts,
    mail,
    people,
    workspaces,
)
from bot.jobs.outbox import send, show
from bot.jobs.queue import later


def at_account(account: Account) -> tuple[ColumnElement[bool], ...]:
    """The conditions that find an account's row."""
    return (
        accounts.c.platform == account.platform,
        accounts.c.workspace == account.workspace,
        accounts.c.id == account.id,
    )


_BEHIND = (
    select(
        people, accounts.c.name.label("called"), accounts.c.locale, accounts.c.timezone.label("zone"),
        accounts.c.seen, accounts.c.gone, accounts.c.acts_in, accounts.c.made,
        workspaces.c.language.label("here"),
    )
    .join(accounts, accounts.c.person == people.c.id)
    .outerjoin(
        workspaces,
        and_(
            workspaces.c.platform == accounts.c.platform,
            workspaces.c.id == case((accounts.c.workspace == "", accounts.c.acts_in), else_=accounts.c.workspace),
        ),
    )
    .where(
        accounts.c.platform == bindparam("platform"),
        accounts.c.workspace == bindparam("workspace"),
        accounts.c.id == bindparam("account"),
    )
)  # fmt: skip


def recognise(tx: Tx, actor: Actor, *, default_language: str = "en", default_timezone: str = "") -> Caller | None:
    """The person behind an account, or None for one never seen; writes nothing.

    Language: the person's own, the platform's word for this account, the workspace, the default.
    """
    row = _behind(tx, actor.account)
    return _caller(row, actor, default_language, default_timezone) if row is not None else None


def _behind(tx: Tx, account: Account) -> Any:
    return tx.one(_BEHIND, platform=account.platform, workspace=account.workspace, account=account.id)


def _caller(row: Any, actor: Actor, default_language: str, default_timezone: str) -> Caller:
    renamed = actor.name[:120] if row.called == row.name else ""
    locale = row.language or actor.locale or row.locale or row.here or default_language
    timezone = row.timezone or actor.timezone or row.zone or default_timezone
    return Caller(row.id, renamed or row.name, locale, timezone, row.owner, actor.account)


SEEN_EVERY = timedelta(hours=1)
"""How exactly the account used last is known; more often would be a write for each thing somebody does."""


def _used(tx: Tx, row: Any, actor: Actor) -> None:
    """Remember that an account was used, and what its platform calls it by now."""
    changed: dict[str, str | datetime | None] = {
        name: new
        for name, new, old in (
            ("name", actor.name[:120], row.called),
            ("locale", actor.locale, row.locale),
            ("timezone", actor.timezone, row.zone),
            ("acts_in", actor.workspace, row.acts_in),
            ("made", actor.made, row.made),
        )
        if new and new != old
    }
    if row.gone is not None:
        changed["gone"] = None
    if tx.now - row.seen >= SEEN_EVERY:
        changed["seen"] = tx.now
    if changed:
        tx.run(accounts.update().where(*at_account(actor.account)).values(**changed))
        if "name" in changed and row.called == row.name:
            tx.run(people.update().where(people.c.id == row.id).values(name=changed["name"]))
    if "timezone" in changed and not row.timezone:
        _moved(tx, row.id)


def _moved(tx: Tx, person: str) -> None:
    """What is planned by somebody's clock is planned anew."""
    later(tx, tx.now, Moved(person), key=new_id("moved"))


def identify(
    tx: Tx,
    actor: Actor,
    *,
    default_language: str = "en",
    default_timezone: str = "",
    owners: Collection[Account] = (),
) -> Caller:
    """The person behind an account that did something, made known the first time; notes that it was used."""
    account = actor.account
    row = _behind(tx, account)
    if row is not None:
        _used(tx, row, actor)
        return _caller(row, actor, default_language, default_timezone)
    _first_seen(tx, actor, owner=account in owners)
    caller = recognise(tx, actor, default_language=default_language, default_timezone=default_timezone)
    assert caller is not None  # registered above, or by whoever was faster
    return caller


def _first_seen(tx: Tx, actor: Actor, *, owner: bool = False) -> None:
    account = actor.account
    register(tx, actor.name or account.id, [account], owner=owner, locale=actor.locale, zone=actor.timezone)
    if actor.workspace or actor.made:
        tx.run(accounts.update().where(*at_account(account)).values(acts_in=actor.workspace, made=actor.made))


def meet(tx: Tx, actor: Actor) -> Person | None:
    """The person behind an account that somebody else names, made known the first time; being named is not acting.

    An account that had left is back where its platform sees it in a workspace; elsewhere there is nobody, None.
    """
    row = _behind(tx, actor.account)
    if row is None:
        _first_seen(tx, actor)
    elif row.gone is not None:
        if not (actor.account.workspace or actor.workspace):
            return None
        tx.run(accounts.update().where(*at_account(actor.account)).values(gone=None))
    return get(tx, person_of(tx, actor.account))


def register(
    tx: Tx,
    name: str,
    addresses: Iterable[Account],
    *,
    owner: bool = False,
    locale: str = "",
    zone: str = "",
    language: str = "",
    timezone: str = "",
) -> str:
    """Make a person known by their accounts, or find the one behind any of them; the person's id.

    Accounts not known yet are added to that person; one that belongs to somebody else stays theirs.
    """
    addresses = list(addresses)
    person = next((found for each in addresses if (found := person_of(tx, each))), "")
    unknown = not person
    if unknown:
        person = new_id("per")
        tx.add(people, Person(person, name[:120], language, timezone, owner, tx.now))
    added = False
    for each in addresses:
        row = KnownAccount(
            each.platform, each.workspace, each.id, person, name[:120], locale, zone, tx.now, None, "", None
        )
        added = tx.add_once(accounts, row) or added
    if unknown and not added:  # somebody registered the same accounts in the same instant
        tx.run(delete(people).where(people.c.id == person))
        return person_of(tx, addresses[0])
    return person


def person_of(tx: Tx, account: Account) -> str:
    """The id of the person behind an account, "" for one never seen."""
    return tx.value(select(accounts.c.person).where(*at_account(account))) or ""


def get(tx: Tx, person: str) -> Person | None:
    return tx.one(select(people).where(people.c.id == person), Person)


_EVERY_ACCOUNT = (
    select(accounts)
    .where(accounts.c.person == bindparam("person"))
    .order_by(accounts.c.seen.desc(), accounts.c.platform, accounts.c.workspace)
)
_ACCOUNTS = _EVERY_ACCOUNT.where(accounts.c.gone.is_(None))


def accounts_of(tx: Tx, person: str, *, gone: bool = False) -> list[KnownAccount]:
    """A person's accounts that still exist, the last used first; with `gone` also those that left or were deleted."""
    return tx.all(_EVERY_ACCOUNT if gone else _ACCOUNTS, KnownAccount, person=person)


_NAME = select(people.c.name).where(people.c.id == bindparam("person"))


def name(tx: Tx, person: str) -> str:
    """What a person is called; somebody erased or unknown is a dash."""
    return tx.value(_NAME, person=person) or "—"


def who(tx: Tx, person: str) -> Who:
    """A person as a text parameter; somebody erased or unknown is shown by a dash."""
    known = get(tx, person) if person else None
    if known is None:
        return Who("—")
    held = accounts_of(tx, person)
    first = held[0] if held else None
    return Who(known.name, first.platform, first.workspace, first.id) if first else Who(known.name)


def owners(tx: Tx) -> list[Person]:
    """The platform team (guide 184)."""
    return tx.all(select(people).where(people.c.owner.is_(True)).order_by(people.c.id), Person)


def settle_owners(tx: Tx, addresses: Collection[Account]) -> None:
    """Make the platform team what the configuration says, at every start."""
    wanted = {register(tx, each.id, [each], owner=True) for each in addresses}
    tx.run(people.update().where(people.c.owner.is_(True), people.c.id.not_in(wanted)).values(owner=False))
    tx.run(people.update().where(people.c.owner.is_(False), people.c.id.in_(wanted)).values(owner=True))


def reader(tx: Tx, account: Account, *, default_language: str = "en", default_timezone: str = "") -> tuple[str, str]:
    """The language and zone a private message to this account is written in."""
    known = recognise(tx, Actor(account), default_language=default_language, default_timezone=default_timezone)
    return (known.locale, known.timezone) if known else (default_language, default_timezone)


def settings(tx: Tx, person: str, *, language: str | None = None, timezone: str | None = None) -> None:
    """Store what the person chose; "" goes back to what the platform says."""
    chosen = {k: v for k, v in (("language", language), ("timezone", timezone)) if v is not None}
    if chosen:
        tx.run(update(people).where(people.c.id == person).values(**chosen))
    if timezone is not None:
        _moved(tx, person)


def tell(
    tx: Tx,
    person: str,
    message: Message,
    *,
    key: str,
    card: str = "",
    prefer: Account | None = None,
    needs: str = "",
) -> bool:
    """Write to a person privately, once per `key`; what cannot be delivered waits for the next thing they do.

    Goes to the account they used last unless `prefer` still exists. `card` is redrawn when the outcome is known.
    With `needs`, a card `kind:subject`, it is drawn anew when it leaves and when it is handed over, and read only by
    whom that card is shown to by then. Whoever has no account left reads it when they are back. False when this was
    told before or is sent nowhere.
    """
    held = [each.address for each in accounts_of(tx, person)]
    known = held or [each.address for each in accounts_of(tx, person, gone=True)]
    if not known:
        return False
    to = prefer if prefer in known and prefer is not None else known[0]
    letter = Mail(new_id("mail"), key, person, to, message, card, needs, SENDING if held else AWAY, tx.now)
    if not tx.add_once(mail, letter) or not held:
        return False
    then = Told(letter.id)
    return show(tx, to, letter.drawn, key=key, then=then) if needs else send(tx, to, message, key=key, then=then)


def letter(tx: Tx, argument: str) -> Mail | None:
    """The letter that a card `kind:subject/letter` is."""
    return tx.one(select(mail).where(mail.c.id == argument.rpartition("/")[2]), Mail)


def delivery(tx: Tx, key: str) -> str:
    """What became of a private message: sending, sent, waiting, read, or "" when none was written."""
    return tx.value(select(mail.c.state).where(mail.c.key == key)) or ""


def gone(tx: Tx, account: Account) -> str:
    """An account left its workspace or was deleted; the person's id ("" when unknown)."""
    tx.run(accounts.update().where(*at_account(account), accounts.c.gone.is_(None)).values(gone=tx.now))
    return person_of(tx, account)


def set_workspace(tx: Tx, platform: str, workspace: str, **values: str) -> None:
    """Store a workspace's name, language or fallback channel."""
    tx.add_once(workspaces, {"platform": platform, "id": workspace})
    if values:
        tx.run(
            update(workspaces).where(workspaces.c.platform == platform, workspaces.c.id == workspace).values(**values)
        )


def find(tx: Tx, typed: str, *, platform: str = "", workspace: str = "") -> list[Person]:
    """People a name may mean: an account written out, an account's id, or a name, in any case."""
    wanted = typed.strip().removeprefix("@")
    if ":" in wanted:
        platform, _, rest = wanted.partition(":")
        workspace, _, wanted = rest.rpartition("/")
        found = person_of(tx, Account(platform, workspace, wanted))
        person = get(tx, found) if found else None
        return [person] if person else []
    return tx.all(
        select(people)
        .join(accounts, accounts.c.person == people.c.id)
        .where(
            or_(
                accounts.c.id == wanted,
                _named(accounts.c.name, wanted),
                _named(people.c.name, wanted),
            ),
            accounts.c.gone.is_(None),
            *([accounts.c.platform == platform] if platform else []),
        )
        .distinct()
        .limit(25),
        Person,
    )


def _named(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """A name compared without regard to case, with nothing in it taken as a pattern."""
    pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return column.ilike(pattern, escape="\\")


def workspace_language(tx: Tx, platform: str, workspace: str) -> str:
    """A workspace's language, "" when nobody set one."""
    return (
        tx.value(select(workspaces.c.language).where(workspaces.c.platform == platform, workspaces.c.id == workspace))
        or ""
    )


def workspace(tx: Tx, platform: str, identity: str) -> Workspace | None:
    return tx.one(select(workspaces).where(workspaces.c.platform == platform, workspaces.c.id == identity), Workspace)


def workspaces_known(tx: Tx) -> list[Workspace]:
    """Every server or team that something is known of."""
    return tx.all(select(workspaces).order_by(workspaces.c.platform, workspaces.c.id), Workspace)


def workspaces_of(tx: Tx, persons: Collection[str]) -> dict[tuple[str, str], set[str]]:
    """Which of these people have an account in which workspace, by (platform, workspace)."""
    found: dict[tuple[str, str], set[str]] = {}
    wanted = list(persons)
    for start in range(0, len(wanted), 5000):  # a statement holds 32,767 values at most
        for row in tx.all(
            select(accounts.c.platform, accounts.c.workspace, accounts.c.person).where(
                accounts.c.person.in_(wanted[start : start + 5000]), accounts.c.gone.is_(None)
            )
        ):
            found.setdefault((row.platform, row.workspace), set()).add(row.person)
    return found


def everybody(tx: Tx) -> list[Person]:
    """Every person known, in the order in which they came."""
    return tx.all(select(people).order_by(people.c.since, people.c.id), Person)


def rename(tx: Tx, person: str, name: str) -> None:
    """Call a person by another name; their accounts keep the names their platforms give them."""
    tx.run(update(people).where(people.c.id == person).values(name=name[:120]))
