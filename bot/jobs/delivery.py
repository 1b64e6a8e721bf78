"""One job of a platform's lane: what to ask of the platform, drawn in a transaction, and what to keep of its answer.

`prepare` and `settle` are transactions; what `prepare` returns is awaited between them, outside any.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.chat.address import Account, Place, Posted
from bot.chat.message import File, Message, Part
from bot.chat.port import (  # fmt: skip
    Erases,
    GrantsAccess,
    Held,
    HoldsEvents,
    Made,
    MakesPlaces,
    OpensThreads,
    PinsMessages,
    Platform,
    RemovesReactions,
    SetsPlaces,
    ShowsHome,
)
from bot.chat.text import Text
from bot.db import files
from bot.db.tx import Tx
from bot.jobs import claims, leaving, rooms
from bot.jobs.leaving import Leaves
from bot.jobs.listing import HoldEvent, LookAtEvent, asked_anew
from bot.jobs.outbox import (
    HOME,
    Erase,
    Grant,
    MakePlaces,
    OpenPlace,
    OpenThread,
    Pin,
    Post,
    Refresh,
    RemoveReaction,
    RenameThread,
    Send,
    Show,
    Withheld,
    Withhold,
    posts,
)
from bot.jobs.queue import DONE, ENGINE, PARKED, TOO_LATE, UNDELIVERABLE, WAITING, Job, in_state, jobs, later, shape
from bot.jobs.rooms import RoomJob, Seen, Unsupported

Draw = Callable[[Tx, str, str, Account | Place], Message | Withheld | None]
"""(tx, card, locale, target) → the card as it is now; None when it is no more, Withheld where none may see it."""

Reader = Callable[[Tx, Account | Place], tuple[str, str]]
"""(tx, target) → the language and time zone of who reads there."""

Answered = Posted | Made | Held | Seen | None
Act = Callable[[Platform], Awaitable[Answered]]
OnCard = Show | Refresh | Erase | Withhold | OpenThread | RenameThread | Pin
Payload = Send | OnCard | Grant | RemoveReaction | OpenPlace | MakePlaces | HoldEvent | LookAtEvent | RoomJob

KINDS: dict[str, type[Any]] = {
    "send": Send, "show": Show, "refresh": Refresh, "erase": Erase, "withhold": Withhold, "grant": Grant,
    "unreact": RemoveReaction, "open place": OpenPlace, "make places": MakePlaces, "thread": OpenThread,
    "rename thread": RenameThread, "pin": Pin, "hold event": HoldEvent, "look at event": LookAtEvent, **rooms.KINDS,
}  # fmt: skip

SENT, GIVEN_UP, LATE, UNSUPPORTED = "sent", "parked", "too late", "unsupported"
NO_MORE, REPLACED, WITHHELD = "no more", "drawn later", "withheld"
_A_BIT = timedelta(seconds=5)
_AT_MOST = 100


_POST = select(posts).where(posts.c.id == bindparam("post"))
_DRAWINGS = (
    select(jobs.c.kind, jobs.c.payload, jobs.c.at)
    .where(
        jobs.c.lane == bindparam("lane"),
        jobs.c.serial == bindparam("serial"),
        jobs.c.ended_at.is_(None),
        in_state(WAITING),
        jobs.c.id != bindparam("job"),
        jobs.c.kind.in_(("show", "refresh")),
    )
    .order_by(jobs.c.at, jobs.c.id)
    .limit(_AT_MOST)
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ends: `outcome` is the word its `then` is told, `detail` is for operators and administrators.

    `answer` is what the platform gave back: where a message is, or what was made. `files` are those that stand there
    now, None where the job said nothing of them.
    """

    state: str
    outcome: str
    detail: str = ""
    answer: Answered = None
    files: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        return f"{self.outcome}: {self.detail}" if self.detail else self.outcome


@dataclass(frozen=True, slots=True)
class NotYet:
    """The job cannot be done before another one was."""

    after: timedelta = _A_BIT


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask of the platform, and which files stand there once it has done so (None: as before)."""

    act: Act
    files: tuple[str, ...] | None = None


def prepare(tx: Tx, job: Job, draw: Draw, reader: Reader, *, leaves: Leaves) -> Ask | Ended | NotYet:
    """What to ask of the platform, or how the job ends without asking."""
    if (kind := KINDS.get(job.kind)) is None:
        return Ended(PARKED, GIVEN_UP, f"nobody knows jobs of the kind {job.kind!r}")
    if job.useless_after is not None and tx.now > job.useless_after:
        return Ended(TOO_LATE, LATE)
    payload: Payload = shape(kind).validate_python(job.payload)
    match payload:
        case Send():
            return _sending(tx, job, payload, reader, leaves)
        case Show() | Refresh() | Erase() | Withhold() | OpenThread() | RenameThread() | Pin():
            return _on_card(tx, job, payload, draw, reader, leaves=leaves)
        case Grant():
            return Ask(lambda platform: _granted(platform, payload))
        case RemoveReaction():
            return Ask(lambda platform: _unreacted(platform, payload))
        case OpenPlace():
            return Ask(lambda platform: _opened(platform, payload))
        case MakePlaces():
            doubted = payload.since or (job.at if job.attempts > 1 else None)
            return Ask(lambda platform: _made(platform, payload, doubted))
        case HoldEvent():
            return Ended(DONE, REPLACED) if asked_anew(tx, job) else Ask(_holding(payload, *reader(tx, payload.place)))
        case LookAtEvent():
            return Ask(lambda platform: _looked_at(platform, payload))
        case _:
            return Ask(rooms.acting(payload))


def _sending(tx: Tx, job: Job, payload: Send, reader: Reader, leaves: Leaves) -> Ask | NotYet:
    if wait := leaving.wait(tx, job, payload.to, leaves):
        return NotYet(wait)
    locale, timezone = reader(tx, payload.to)
    whole, _ = _loaded(tx, payload.message)
    return Ask(_posting(job, payload.to, whole, payload.locale or locale, timezone))


def _posting(job: Job, to: Account | Place, message: Message, locale: str, timezone: str) -> Act:
    doubted = leaving.doubted(job)
    return lambda platform: platform.send(to, message, locale=locale, timezone=timezone, once=job.key, doubted=doubted)


def _loaded(tx: Tx, message: Message, there: tuple[str, ...] = ()) -> tuple[Message, tuple[str, ...]]:
    """A message with the bytes of its files, unless exactly these are `there`; and which files it has.

    What is kept no more is left out.
    """
    named = [part.stored for part in message.parts if isinstance(part, File) and part.stored]
    if tuple(named) == there:
        return message, there
    parts: list[Part] = []
    for part in message.parts:
        if isinstance(part, File) and part.stored:
            content = files.content(tx, part.stored)
            parts += [] if content is None else [replace(part, content=content)]
        else:
            parts.append(part)
    held = tuple(part.stored for part in parts if isinstance(part, File) and part.stored)
    return replace(message, parts=tuple(parts)), held


def _on_card(
    tx: Tx, job: Job, payload: OnCard, draw: Draw, reader: Reader, *, leaves: Leaves
) -> Ask | Ended | NotYet:
    post = tx.one(_POST, Post, post=payload.post)
    if post is None or post.ended is not None:
        return Ended(DONE, NO_MORE)
    posted = post.posted
    if isinstance(payload, Erase):
        return Ask(lambda platform: _erased(platform, posted)) if posted else Ended(DONE, SENT)
    if isinstance(payload, OpenThread):
        return _threading(tx, post, payload, reader)
    if isinstance(payload, RenameThread):
        return _renaming(tx, post, payload, reader)
    if isinstance(payload, Pin):
        return Ask(lambda platform: _pinned(platform, posted, keep=payload.keep)) if posted else NotYet()
    if isinstance(payload, Refresh):
        if _drawn_later(tx, job, payload.post):
            return Ended(DONE, REPLACED)
        if posted is None:
            return NotYet()
    locale, timezone = reader(tx, post.target)
    drawing = draw(tx, post.card, locale, post.target)
    if drawing is None or (posted is None and isinstance(drawing, Withheld)):
        return Ended(DONE, NO_MORE)
    if isinstance(payload, Withhold):
        taken = drawing.instead if isinstance(drawing, Withheld) else None
        return Ask(_withholding(posted, taken, locale, timezone)) if posted and taken else Ended(DONE, REPLACED)
    if posted is None and (wait := leaving.wait(tx, job, post.target, leaves)):
        return NotYet(wait)
    if isinstance(drawing, Withheld):
        later(tx, tx.now, Withhold(post.id), key=f"{post.id}/withhold/{job.id}", lane=job.lane, serial=job.serial)
        return Ended(DONE, WITHHELD)
    whole, held = _loaded(tx, drawing, post.files if posted else ())
    if posted is None:
        # An earlier attempt may have posted the card with other files, and only its answer was lost.
        certain = held if job.attempts == 1 else ()
        return Ask(_posting(job, post.target, whole, locale, timezone), certain)
    if posted.id == HOME and isinstance(post.target, Account):
        return Ask(_at_home(post.target, whole, locale, timezone), held)
    return Ask(lambda platform: platform.edit(posted, whole, locale=locale, timezone=timezone), held)


def _threading(tx: Tx, post: Post, payload: OpenThread, reader: Reader) -> Ask | Ended | NotYet:
    posted = post.posted
    if posted is None:
        return NotYet()
    if posted.thread is not None:
        return Ended(DONE, SENT)
    locale, timezone = reader(tx, post.target)
    return Ask(lambda platform: _threaded(platform, posted, payload.title, locale, timezone))


def _renaming(tx: Tx, post: Post, payload: RenameThread, reader: Reader) -> Ask | Ended:
    posted = post.posted
    if posted is None or posted.thread is None:
        return Ended(DONE, NO_MORE)
    locale, timezone = reader(tx, post.target)

    async def rename(platform: Platform) -> None:
        if not isinstance(platform, OpensThreads):
            raise Unsupported
        await platform.rename_thread(posted, payload.title, locale=locale, timezone=timezone)

    return Ask(rename)


def _at_home(account: Account, page: Message, locale: str, timezone: str) -> Act:
    async def show(platform: Platform) -> None:
        if not isinstance(platform, ShowsHome):
            raise Unsupported
        await platform.show_home(account, page, locale=locale, timezone=timezone)

    return show


def _drawn_later(tx: Tx, job: Job, post: str) -> bool:
    """Whether the card is drawn again anyhow: it has not left yet, or its next drawing is due as well."""
    waiting = tx.all(_DRAWINGS, lane=job.lane, serial=job.serial, job=job.id)
    return any(row.payload["post"] == post and (row.kind == "show" or row.at <= tx.now) for row in waiting)


async def _threaded(platform: Platform, posted: Posted, title: Text, locale: str, timezone: str) -> Posted:
    if not isinstance(platform, OpensThreads):
        raise Unsupported
    return replace(posted, thread=await platform.open_thread(posted, title, locale=locale, timezone=timezone))


async def _pinned(platform: Platform, posted: Posted, *, keep: bool) -> None:
    if not isinstance(platform, PinsMessages):
        raise Unsupported
    await (platform.pin(posted) if keep else platform.unpin(posted))


async def _erased(platform: Platform, posted: Posted) -> None:
    if not isinstance(platform, Erases):
        raise Unsupported
    await platform.erase(posted)


def _withholding(posted: Posted, instead: Message, locale: str, timezone: str) -> Act:
    async def withhold(platform: Platform) -> None:
        if isinstance(platform, Erases):
            await platform.erase(posted)
        else:
            await platform.edit(posted, instead, locale=locale, timezone=timezone)

    return withhold


async def _granted(platform: Platform, asked: Grant) -> None:
    if not isinstance(platform, GrantsAccess):
        raise Unsupported
    change = platform.grant if asked.give else platform.revoke
    await change(asked.account, asked.place, role=asked.role)


async def _unreacted(platform: Platform, asked: RemoveReaction) -> None:
    if not isinstance(platform, RemovesReactions):
        raise Unsupported
    await platform.remove_reaction(asked.posted, asked.account, asked.emoji)


async def _opened(platform: Platform, asked: OpenPlace) -> None:
    if not isinstance(platform, SetsPlaces):
        raise Unsupported
    await platform.open_place(
        asked.place, role=asked.role, everyone_reads=asked.everyone_reads, members_write=asked.members_write,
        topic=asked.topic,
    )  # fmt: skip


async def _made(platform: Platform, asked: MakePlaces, doubted: datetime | None) -> Made:
    if not isinstance(platform, MakesPlaces):
        raise Unsupported
    return await platform.make_places(
        asked.workspace, slug=asked.slug, name=asked.name, everyone_reads=asked.everyone_reads, doubted=doubted
    )


def _holding(asked: HoldEvent, locale: str, timezone: str) -> Act:
    workspace, once, known = asked.place.workspace, asked.once, asked.known

    async def hold(platform: Platform) -> Held | None:
        if not isinstance(platform, HoldsEvents):
            raise Unsupported
        if asked.event is None:
            await platform.drop_event(workspace, once=once, known=known, called_off=asked.called_off)
            return None
        return await platform.hold_event(
            workspace, asked.event, once=once, known=known, locale=locale, timezone=timezone
        )

    return hold


async def _looked_at(platform: Platform, asked: LookAtEvent) -> Held:
    if not isinstance(platform, HoldsEvents):
        raise Unsupported
    return await platform.look_at_event(asked.place.workspace, asked.known)


def settle(tx: Tx, job: Job, holder: str, ended: Ended) -> bool:
    """Close the job, keep where its card is, and tell whoever asked; False when the job was not ours any more."""
    if not claims.end(tx, job, holder, state=ended.state, outcome=ended.text):
        return False
    if "post" in job.payload:
        _keep(tx, job, ended)
    if then := job.payload.get("then"):
        _tell(tx, job, then, ended)
    return True


def _keep(tx: Tx, job: Job, ended: Ended) -> None:
    """What became of a living card."""
    kept: dict[str, Any] = {}
    if isinstance(posted := ended.answer, Posted):
        kept = {"message_id": posted.id, "thread": posted.thread, "pieces": posted.pieces}
    elif job.kind == "erase":
        kept = {"ended": "erased"}
    elif job.kind == "withhold" and ended.outcome == SENT:
        kept = {"ended": WITHHELD}
    elif ended.outcome == NO_MORE and job.kind == "show":  # what stands there can still be erased
        kept = {"ended": NO_MORE}
    elif (ended.state == UNDELIVERABLE and ended.outcome == "gone") or (job.kind == "show" and ended.state != DONE):
        kept = {"ended": ended.outcome}
    if ended.files is not None:
        kept["files"] = ended.files
    if kept:
        tx.run(update(posts).where(posts.c.id == job.payload["post"], posts.c.ended.is_(None)).values(kept))


def _tell(tx: Tx, job: Job, then: list[Any], ended: Ended) -> None:
    """The job that `then` asked for, once, in the same transaction."""
    kind, payload = then
    made = asdict(ended.answer) if isinstance(ended.answer, Made) else None
    held = asdict(ended.answer) if isinstance(ended.answer, Held) else None
    found = [each.troubles for each in ended.answer] if isinstance(ended.answer, tuple) else None
    more = (("detail", ended.detail), ("made", made), ("held", held), ("found", found))
    told = {**payload, "outcome": ended.outcome} | {name: value for name, value in more if name in payload}
    key = f"{job.key}/then"
    values = {"key": key, "lane": ENGINE, "kind": kind, "payload": told, "at": tx.now}
    if tx.add_once(jobs, values):
        tx.wakes.add(ENGINE)
