"""Telling people: every message, edit and grant is a job of its platform's lane, written with the change it reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Column, Index, String, Table, bindparam, select, union, update

from bot.chat.address import Account, Place, Posted, Target
from bot.chat.message import Message
from bot.chat.text import Text
from bot.db.schema import metadata
from bot.db.tx import Tx, new_id
from bot.db.types import Instant, Stored
from bot.jobs.queue import Payload, jobs, later, shape

posts = Table(
    "posts",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("card", String(120), nullable=False),
    Column("target", Stored(Target), nullable=False),
    Column("platform", String(40), nullable=False),
    Column("message_id", String(120)),
    Column("thread", String(120)),
    Column("pieces", Stored(tuple[str, ...]), nullable=False, server_default="[]"),
    Column("files", Stored(tuple[str, ...]), nullable=False, server_default="[]"),
    Column("at", Instant, nullable=False),
    Column("ended", String(20)),
    Index("ix_posts_card", "card"),
    Index("ix_posts_message", "message_id"),
    comment="Every living card on every place: where it is, so that it can be redrawn and its emoji understood",
)

_COPIES = select(posts).where(posts.c.card == bindparam("card"), posts.c.ended.is_(None))
_AT = select(posts).where(posts.c.message_id == bindparam("message"), posts.c.platform == bindparam("platform"))


@dataclass(frozen=True, slots=True)
class Post:
    """A living card in one place; `message_id` is None until the platform has it, `ended` says why it never will.

    `files` are those that stand there for certain; `thread` is the one below it, None while there is none.
    """

    id: str
    card: str
    target: Account | Place
    platform: str
    message_id: str | None
    thread: str | None
    pieces: tuple[str, ...]
    files: tuple[str, ...]
    at: datetime
    ended: str | None

    @property
    def posted(self) -> Posted | None:
        return Posted(self.target, self.message_id, self.thread, self.pieces) if self.message_id else None


@dataclass(frozen=True, slots=True)
class Send:
    """Post a message as it was written; `then` (kind, payload) runs in the engine with how it ended.

    `since` is when it was tried first, where it had to wait after that.
    """

    to: Target
    message: Message
    then: tuple[str, dict[str, Any]] | None = None
    locale: str = ""
    since: datetime | None = None
    kind: Literal["send"] = "send"


@dataclass(frozen=True, slots=True)
class Show:
    """Post a living card, drawn when it leaves; `then` and `since` as in Send."""

    post: str
    then: tuple[str, dict[str, Any]] | None = None
    since: datetime | None = None
    kind: Literal["show"] = "show"


@dataclass(frozen=True, slots=True)
class Refresh:
    """Draw a living card again where it was posted; drawn when it leaves, so the last one out is always true.

    `then` as in Send.
    """

    post: str
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["refresh"] = "refresh"


@dataclass(frozen=True, slots=True)
class Erase:
    """Remove a living card from where it was posted."""

    post: str
    kind: Literal["erase"] = "erase"


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Open the thread below a living card; `then` as in Send."""

    post: str
    title: Text
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["thread"] = "thread"


@dataclass(frozen=True, slots=True)
class RenameThread:
    """Give the thread below a living card another title."""

    post: str
    title: Text
    kind: Literal["rename thread"] = "rename thread"


@dataclass(frozen=True, slots=True)
class Pin:
    """Keep a living card at hand where it stands, or no longer; `then` as in Send."""

    post: str
    keep: bool
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["pin"] = "pin"


@dataclass(frozen=True, slots=True)
class Withhold:
    """Take a living card away from readers who may no longer see it."""

    post: str
    kind: Literal["withhold"] = "withhold"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Drawn instead of a card its readers may not see; `instead` stands there where nothing can be removed."""

    instead: Message


@dataclass(frozen=True, slots=True)
class Grant:
    """Open a place to an account, or close it; `then` as in Send."""

    account: Account
    place: Place
    role: str
    give: bool
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["grant"] = "grant"


@dataclass(frozen=True, slots=True)
class RemoveReaction:
    """Take somebody's emoji off a message, where the platform lets us."""

    posted: Posted
    account: Account
    emoji: str
    kind: Literal["unreact"] = "unreact"


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """Make a place as open as its community's mode says; `then` as in Send."""

    place: Place
    everyone_reads: bool
    members_write: bool
    topic: str
    role: str = ""
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["open place"] = "open place"


@dataclass(frozen=True, slots=True)
class MakePlaces:
    """Make channels for a community, and a role of its `name`; `then` as in Send, its field `made` gets what was made.

    Without a name no role is made: whoever is in a workspace sees its roles, and who has them.

    `since` is when they were asked for first: what earlier attempts left is used, not made again.
    """

    workspace: str
    slug: str
    name: str
    since: datetime | None = None
    then: tuple[str, dict[str, Any]] | None = None
    everyone_reads: bool = False
    kind: Literal["make places"] = "make places"


def _serial(target: Account | Place) -> str:
    return f"{target.kind}:{target.workspace}/{target.id}"


def followed(then: Payload | None) -> tuple[str, dict[str, Any]] | None:
    """A `then` as it is stored."""
    return (then.kind, shape(type(then)).dump_python(then, mode="json")) if then else None


def send(
    tx: Tx,
    to: Account | Place,
    message: Message,
    *,
    key: str,
    at: datetime | None = None,
    locale: str = "",
    useless_after: datetime | None = None,
    then: Payload | None = None,
) -> bool:
    """Post a message once per `key`; its language is the reader's own unless `locale` says otherwise.

    `then` must have a field `outcome: str`; it is handled in the engine lane with "sent" or why it could not be.
    """
    payload = Send(to, message, followed(then), locale)
    return later(tx, at or tx.now, payload, key=key, useless_after=useless_after, lane=to.platform, serial=_serial(to))


def show(
    tx: Tx, to: Account | Place, card: str, *, key: str, at: datetime | None = None,
    useless_after: datetime | None = None, then: Payload | None = None,
) -> bool:  # fmt: skip
    """Post the living card `kind:id` once per `key`; whoever registered its kind draws it when it leaves.

    `then` as in `send`.
    """
    post, due = new_id("post"), at or tx.now
    asked = Show(post, followed(then))
    if not later(tx, due, asked, key=key, useless_after=useless_after, lane=to.platform, serial=_serial(to)):
        return False
    tx.add(posts, {"id": post, "card": card, "target": to, "platform": to.platform, "at": tx.now})
    return True


def show_where_missing(
    tx: Tx, places: Iterable[Place], card: str, *, useless_after: datetime | None = None
) -> None:
    """Post the living card in those of these places where it neither stands nor is on its way."""
    standing = {post.target for post in cards(tx, card)}
    for place in places:
        if place not in standing:
            show(tx, place, card, key=f"{card}/{place}", useless_after=useless_after)


HOME = "home"
"""The id of what stands on an account's page: it is always there, changed in place and never posted."""


def at_home(tx: Tx, account: Account, card: str) -> None:
    """Draw a living card on an account's own page, from now on at every `redraw` as well."""
    post = f"home_{sha256(str(account).encode()).hexdigest()[:14]}"
    row = {
        "id": post, "card": card, "target": account, "platform": account.platform, "at": tx.now, "message_id": HOME,
    }  # fmt: skip
    if not tx.add_once(posts, row):
        tx.run(update(posts).where(posts.c.id == post).values(card=card, ended=None))
    redraw(tx, card)


def redraw(tx: Tx, card: str, *, then: Payload | None = None) -> None:
    """Draw every copy of a living card again, on every place, also those still on their way; `then` as in `send`."""
    for post in cards(tx, card):
        payload = Refresh(post.id, followed(then))
        later(tx, tx.now, payload, key=new_id(f"{card}/refresh"), lane=post.platform, serial=_serial(post.target))


def redraw_each(tx: Tx, copies: Iterable[Post]) -> None:
    """The same for these copies alone, of whatever cards they are."""
    for post in copies:
        payload = Refresh(post.id)
        later(tx, tx.now, payload, key=new_id(f"{post.id}/refresh"), lane=post.platform, serial=_serial(post.target))


def open_thread(tx: Tx, card: str, to: Account | Place, title: Text, *, then: Payload | None = None) -> None:
    """Open the thread below a card that stands, or is on its way, there; one that is open stays as it is.

    `then` as in `send`.
    """
    for post in cards(tx, card):
        if post.target == to and post.thread is None:
            payload = OpenThread(post.id, title, followed(then))
            later(tx, tx.now, payload, key=new_id(f"{card}/thread"), lane=post.platform, serial=_serial(to))


def rename_threads(tx: Tx, card: str, title: Text) -> None:
    """Give every thread below a living card another title, also those still on their way."""
    for post in cards(tx, card):
        payload = RenameThread(post.id, title)
        later(tx, tx.now, payload, key=new_id(f"{card}/title"), lane=post.platform, serial=_serial(post.target))


def pin(tx: Tx, card: str, to: Account | Place, *, keep: bool = True, then: Payload | None = None) -> None:
    """Keep a card that stands, or is on its way, there at hand where the platform can, or no longer.

    `then` as in `send`.
    """
    for post in cards(tx, card):
        if post.target == to:
            payload = Pin(post.id, keep, followed(then))
            later(tx, tx.now, payload, key=new_id(f"{card}/pin"), lane=post.platform, serial=_serial(to))


def erase(tx: Tx, card: str) -> None:
    """Remove every copy of a living card."""
    for post in cards(tx, card):
        later(tx, tx.now, Erase(post.id), key=f"{post.id}/erase", lane=post.platform, serial=_serial(post.target))


def grant(tx: Tx, account: Account, place: Place, *, role: str, key: str, then: Payload | None = None) -> bool:
    """Open a place to an account once per `key`."""
    payload = Grant(account, place, role, True, followed(then))
    return later(tx, tx.now, payload, key=key, lane=place.platform, serial=_serial(account))


def revoke(tx: Tx, account: Account, place: Place, *, role: str, key: str, then: Payload | None = None) -> bool:
    """Close a place to an account once per `key`."""
    payload = Grant(account, place, role, False, followed(then))
    return later(tx, tx.now, payload, key=key, lane=place.platform, serial=_serial(account))


def unreact(tx: Tx, posted: Posted, account: Account, emoji: str) -> None:
    """Ask for somebody's emoji to be taken off."""
    payload = RemoveReaction(posted, account, emoji)
    later(tx, tx.now, payload, key=new_id("unreact"), lane=account.platform, serial=_serial(posted.target))


def open_place(
    tx: Tx, place: Place, *, everyone_reads: bool, members_write: bool, topic: str, role: str = "",
    then: Payload | None = None,
) -> None:  # fmt: skip
    """Ask for a place to be as open as this to those who hold its role."""
    payload = OpenPlace(place, everyone_reads, members_write, topic, role, followed(then))
    later(tx, tx.now, payload, key=new_id("open"), lane=place.platform, serial=_serial(place))


def make_places(tx: Tx, platform: str, asked: MakePlaces, *, key: str, then: Payload) -> bool:
    """Ask for channels once per `key`; those of one workspace are made one after another.

    `then` must have the fields `outcome`, `detail` and `made`.
    """
    payload = replace(asked, then=followed(then))
    return later(tx, tx.now, payload, key=key, lane=platform, serial=f"make:{asked.workspace}")


def changing(tx: Tx, accounts: Collection[Account], *, since: datetime) -> set[Account]:
    """Those of these accounts (of one platform) to whom a place is being opened or closed, or was since then."""
    if not accounts:
        return set()
    serials = {_serial(each): each for each in accounts}
    theirs = select(jobs.c.serial).where(
        jobs.c.lane == next(iter(accounts)).platform, jobs.c.kind == "grant", jobs.c.serial.in_(serials)
    )
    # Each half has an index of its own; both in one condition would read every job that is kept.
    found = union(theirs.where(jobs.c.ended_at.is_(None)), theirs.where(jobs.c.ended_at >= since))
    return {serials[row.serial] for row in tx.all(found)}


def cards(tx: Tx, card: str) -> list[Post]:
    """Every copy of a living card that exists or is on its way."""
    return tx.all(_COPIES, Post, card=card)


def times_shown(tx: Tx, card: str, to: Account | Place) -> int:
    """How often a living card was shown there, also where it stands no more."""
    return sum(row.target == to for row in tx.all(select(posts.c.target).where(posts.c.card == card)))


def card_at(tx: Tx, posted: Posted) -> str | None:
    """The living card a message is a copy of, or None when it is none of ours."""
    rows = tx.all(_AT, Post, message=posted.id, platform=posted.target.platform)
    return next((post.card for post in rows if post.target == posted.target), None)


def lost(tx: Tx, posted: Posted) -> None:
    """A message is no more, whoever deleted it: the copy of a living card that it was is never drawn again."""
    copies = tx.all(_AT, Post, message=posted.id, platform=posted.target.platform)
    ended = [post.id for post in copies if post.target == posted.target]
    if ended:
        tx.run(update(posts).where(posts.c.id.in_(ended), posts.c.ended.is_(None)).values(ended="gone"))
