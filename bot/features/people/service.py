"""Knowing people: who is behind an account, what language they read, and private messages that are never lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, delete, exists, or_, select, update

from bot.chat.address import Account
from bot.chat.inbound import Actor
from bot.chat.message import Message
from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.features.people import attention
from bot.features.people.bundles import after as after
from bot.features.people.bundles import covered_by_any as covered_by_any
from bot.features.people.bundles import letters_of as letters_of
from bot.features.people.bundles import redraw_letters as redraw_letters
from bot.features.people.bundles import redraw_standing as redraw_standing
from bot.features.people.model import (
    AWAY,
    HELD,
    SEEN_EVERY,
    SENDING,
    WAITING,
    KnownAccount,
    Mail,
    Moved,
    Person,
    Told,
    Waking,
    What,
    accounts,
    mail,
    people,
    workspaces,
)
from bot.features.people.naming import logged as logged
from bot.features.people.naming import name as name
from bot.features.people.naming import named
from bot.features.people.naming import who as who
from bot.features.people.pages import home_changed
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
        exists()
        .where(mail.c.person == people.c.id, or_(*(mail.c.state == each for each in (WAITING, AWAY, HELD))))
        .label("mail"),
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
    return Caller(row.id, renamed or row.name, locale, timezone, row.owner, actor.account, row.mail)


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
        _moved(tx, row.id, actor.timezone)


def _moved(tx: Tx, person: str, zone: str) -> None:
    """What is planned by somebody's clock is planned anew."""
    later(tx, tx.now, Moved(person), key=new_id("moved"))
    _lives_in(tx, zone)


def _lives_in(tx: Tx, *zones: str) -> None:
    """The mornings there are looked at from now on; asked for once a day, however many come."""
    for zone in zones:
        if zone:
            later(tx, tx.now, Waking(zone), key=f"waking/{zone}/{tx.now:%Y%m%d}")


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
    tx: Tx, name: str, addresses: Iterable[Account], *, owner: bool = False, locale: str = "", zone: str = "",
    language: str = "", timezone: str = "",
) -> str:  # fmt: skip
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
    if added:
        _lives_in(tx, timezone or zone)
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
        _moved(tx, person, timezone)


_NOT_LEFT = select(mail.c.id).where(
    mail.c.person == bindparam("person"),
    mail.c.needs == bindparam("needs"),
    or_(mail.c.state == SENDING, and_(mail.c.state == HELD, mail.c.within == "")),
).limit(1)  # fmt: skip


def tell(
    tx: Tx,
    person: str,
    message: Message,
    *,
    key: str,
    card: str = "",
    prefer: Account | None = None,
    needs: str = "",
    about: str = "",
    awaited: bool = False,
    decides: bool = False,
    alert: bool = False,
    until: datetime | None = None,
    quietly: bool = False,
    unless_waiting: bool = False,
) -> bool:
    """Write to a person privately, once per `key`; what cannot be delivered waits for the next thing they do.

    A place points to what waits, but not to what is told `quietly`.
    Goes to the account they used last unless `prefer` still exists. `card` is redrawn when the outcome is known.
    With `needs`, a card `kind:subject`, it is drawn anew when it leaves and when it is handed over, and read only by
    whom that card is shown to by then. Whoever has no account left reads it when they are back.

    Not at night, unless it is of no use any more after `until`. Nobody gets more than a few a day: what is too much
    waits for their next digest, and what is `about` a community they muted is not written.
    What is `awaited`, the answer to something they did, is neither held back nor muted, and comes at night as well
    while they are up. A question that somebody waits for and that the reader `decides` is not held back either, but
    nobody is woken by it; nor by an `alert` of what is broken, which is no part of the few a day. With `unless_waiting`
    nothing is written while an earlier one of the same `needs` has not left: it tells all of this when it does. False
    when this was told before or is sent nowhere.
    """
    held = accounts_of(tx, person)
    known = [each.address for each in held or accounts_of(tx, person, gone=True)]
    if not known or (about and not awaited and attention.muting(tx, [person], about, What.LETTERS)):
        return False
    if unless_waiting and tx.value(_NOT_LEFT, person=person, needs=needs):
        return False
    zone = _zone(tx, person, held)
    at = reads_at(tx, person, held, awaited=awaited, until=until)
    fits = awaited or decides or alert or until is not None or attention.room(tx, person, zone, at)
    to = prefer if prefer in known and prefer is not None else known[0]
    state = AWAY if not held else SENDING if fits else HELD
    letter = Mail(new_id("mail"), key, person, to, message, card, needs, state, tx.now)
    if not tx.add_once(mail, letter) or not held:
        return False
    if not fits:
        home_changed(tx, [person])
        return True
    if not alert:
        attention.ring(tx, person, letter.id, at)
    then = Told(letter.id, quietly=quietly, awaited=awaited, until=until, alert=alert)
    if needs:
        return show(tx, to, letter.drawn, key=key, at=at, then=then)
    return send(tx, to, message, key=key, at=at, then=then)


def asleep(tx: Tx, persons: Collection[str]) -> bool:
    """Whether it is night where all of these people are: they read in the morning what is written to them now."""
    return bool(persons) and all(reads_at(tx, each) > tx.now for each in persons)


def reads_at(
    tx: Tx, person: str, held: Collection[KnownAccount] | None = None, *, awaited: bool = False,
    until: datetime | None = None,
) -> datetime:  # fmt: skip
    """When somebody may be written to: now, or when their night ends; `awaited` and `until` as in `tell`."""
    held = accounts_of(tx, person) if held is None else held
    up = awaited and any(each.up(tx.now) for each in held)
    return attention.moment(tx, person, _zone(tx, person, held), until=until, up=up)


def _zone(tx: Tx, person: str, held: Iterable[KnownAccount]) -> str:
    own = tx.value(select(people.c.timezone).where(people.c.id == person))
    return own or next((each.timezone for each in held if each.timezone), "")


def answer(tx: Tx, person: str, message: Message, key: str, needs: str) -> None:
    """What answers something a person did where it cannot be answered in place."""
    tell(tx, person, message, key=key, needs=needs, awaited=True, until=tx.now)


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
                named(accounts.c.name, wanted),
                named(people.c.name, wanted),
            ),
            accounts.c.gone.is_(None),
            *([accounts.c.platform == platform] if platform else []),
        )
        .distinct()
        .limit(25),
        Person,
    )


def everybody(tx: Tx) -> list[Person]:
    """Every person known, in the order in which they came."""
    return tx.all(select(people).order_by(people.c.since, people.c.id), Person)


def rename(tx: Tx, person: str, name: str) -> None:
    """Call a person by another name; their accounts keep the names their platforms give them."""
    tx.run(update(people).where(people.c.id == person).values(name=name[:120]))
