"""A request from asking to its end: a row changes only by these conditional updates, so it is decided once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from bot.chat.text import t
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.doors import queue_changed, recounted, request_changed
from bot.features.membership.model import Asked, Request, Status, memberships, requests
from bot.features.people import service as people

NOTES = 2000
"""Longest note of a request with everything added to it, in characters."""


def decide(
    tx: Tx,
    asked: Request,
    status: Asked,
    *,
    by: str,
    reason: str = "",
    words: str = "",
    again_at: datetime | None = None,
    despite_claim: bool = False,
) -> bool:
    """End a request that is open and not claimed by somebody else; False when somebody was first, also to archive."""
    community = communities.get(tx, asked.community)
    if community is not None and communities.held(tx, community).archived and status is Asked.APPROVED:
        return False
    free = [] if despite_claim else [_free_for(tx, by)]
    decided = tx.run(
        update(requests)
        .where(requests.c.id == asked.id, requests.c.status == Asked.OPEN, *free)
        .values(
            status=status, decided_at=tx.now, decided_by=by, reason=reason, words=words, again_at=again_at,
            claimed_by="", claimed_until=None,
        )
    )  # fmt: skip
    return _seen_at_home(tx, asked, decided)


def _seen_at_home(tx: Tx, asked: Request, changed: int) -> bool:
    """Whoever decides, and whoever asked, sees it on their page; what told how many wait is true again."""
    if changed:
        queue_changed(tx, asked.community, asked.person)
        recounted(tx, asked.community)
    return bool(changed)


def _free_for(tx: Tx, person: str) -> ColumnElement[bool]:
    claimed = requests.c.claimed_by
    return or_(claimed == "", claimed == person, requests.c.claimed_until <= tx.now)


def expire(tx: Tx, asked: Request) -> bool:
    """End an open request whose time has come and that nobody has claimed; False otherwise."""
    expired = tx.run(
        update(requests)
        .where(
            requests.c.id == asked.id,
            requests.c.status == Asked.OPEN,
            requests.c.expires_at <= tx.now,
            or_(requests.c.claimed_by == "", requests.c.claimed_until <= tx.now),
        )
        .values(status=Asked.EXPIRED, decided_at=tx.now, claimed_by="", claimed_until=None)
    )
    return _seen_at_home(tx, asked, expired)


def reopen(tx: Tx, asked: Request, *, expires_at: datetime) -> bool:
    """Take a decision back; False when it was taken back before, or the person has asked anew meanwhile."""
    newer = requests.alias()
    opened = tx.run(
        update(requests)
        .where(
            requests.c.id == asked.id,
            requests.c.status == asked.status,
            requests.c.decided_at == asked.decided_at,
            ~exists().where(
                and_(
                    newer.c.community == asked.community,
                    newer.c.person == asked.person,
                    newer.c.status == Asked.OPEN,
                )
            ),
        )
        .values(
            status=Asked.OPEN, decided_at=None, decided_by="", reason="", words="", again_at=None,
            expires_at=expires_at,
        )
    )  # fmt: skip
    return _seen_at_home(tx, asked, opened)


def claim(tx: Tx, asked: Request, *, by: str, until: datetime, over: str = "") -> bool:
    """Keep an open request for one administrator; `over` names whoever it is knowingly taken from."""
    claimed = requests.c.claimed_by
    free = or_(claimed == "", requests.c.claimed_until <= tx.now, *([claimed == over] if over else []))
    return bool(
        tx.run(
            update(requests)
            .where(requests.c.id == asked.id, requests.c.status == Asked.OPEN, free)
            .values(claimed_by=by, claimed_until=until)
        )
    )


def release(tx: Tx, asked: Request, *, by: str, until: datetime) -> bool:
    """End exactly this claim; False when it ended or passed to somebody else before."""
    return bool(
        tx.run(
            update(requests)
            .where(
                requests.c.id == asked.id,
                requests.c.status == Asked.OPEN,
                requests.c.claimed_by == by,
                requests.c.claimed_until == until,
            )
            .values(claimed_by="", claimed_until=None)
        )
    )


def ask(tx: Tx, asked: Request, question: str, *, by: str) -> bool:
    """Put a question to the applicant of an open request that nobody else has claimed."""
    return bool(
        tx.run(
            update(requests)
            .where(requests.c.id == asked.id, requests.c.status == Asked.OPEN, _free_for(tx, by))
            .values(question=question, question_reply="")
        )
    )


def reply(tx: Tx, asked: Request, words: str) -> bool:
    """The applicant answers the last question, once; False when that was done or the request no longer waits."""
    return bool(
        tx.run(
            update(requests)
            .where(
                requests.c.id == asked.id,
                requests.c.status == Asked.OPEN,
                requests.c.question == asked.question,
                requests.c.question_reply == "",
            )
            .values(question_reply=words)
        )
    )


def brought_in(tx: Tx, community: str, person: str) -> bool:
    """Whether somebody belongs since a request of theirs was approved: its card tells what becomes of them."""
    came = and_(
        memberships.c.community == requests.c.community, memberships.c.person == requests.c.person,
        memberships.c.since == requests.c.decided_at,
    )  # fmt: skip
    theirs = (requests.c.community == community, requests.c.person == person, requests.c.status == Asked.APPROVED)
    return tx.value(select(requests.c.id).join(memberships, came).where(*theirs).limit(1)) is not None


def earlier(tx: Tx, asked: Request) -> list[Request]:
    """What the same person asked of the same community before, the newest first."""
    return tx.all(
        select(requests)
        .where(
            requests.c.community == asked.community,
            requests.c.person == asked.person,
            requests.c.id != asked.id,
            requests.c.at <= asked.at,
        )
        .order_by(requests.c.at.desc(), requests.c.id),
        Request,
    )


def newer(tx: Tx, asked: Request) -> bool:
    """Whether the same person has asked the same community again since."""
    return (
        tx.value(
            select(requests.c.id)
            .where(
                requests.c.community == asked.community,
                requests.c.person == asked.person,
                requests.c.id != asked.id,
                requests.c.at > asked.at,
            )
            .limit(1)
        )
        is not None
    )


def listed(
    tx: Tx, community: str, statuses: Collection[Asked], *, until: datetime, newest_first: bool
) -> list[Request]:
    """A community's requests made until a moment, in the order asked for."""
    order = requests.c.at.desc() if newest_first else requests.c.at
    return tx.all(
        select(requests)
        .where(requests.c.community == community, requests.c.status.in_(statuses), requests.c.at <= until)
        .order_by(order, requests.c.id),
        Request,
    )


def every_open(tx: Tx) -> list[Request]:
    """Everybody who waits anywhere, the oldest first."""
    return tx.all(select(requests).where(requests.c.status == Asked.OPEN).order_by(requests.c.at), Request)


def hear(tx: Tx, community: str, person: str, *, how_often: str) -> None:
    """Store how often a member who decides hears of those who wait."""
    tx.run(
        update(memberships)
        .where(
            memberships.c.community == community,
            memberships.c.person == person,
            memberships.c.status == Status.ACTIVE,
        )
        .values(digest=how_often)
    )


def withdraw(tx: Tx, request: Request) -> bool:
    """The applicant takes a request back; False when it was decided before."""
    taken = tx.run(
        update(requests)
        .where(requests.c.id == request.id, requests.c.status == Asked.OPEN)
        .values(status=Asked.WITHDRAWN, decided_at=tx.now, decided_by=request.person)
    )
    if taken:
        communities.record(tx, request.community, request.person, "withdrawn", member=people.logged(tx, request.person))
        request_changed(tx, request.id)
    return _seen_at_home(tx, request, taken)


def add_note(tx: Tx, request: Request, note: str) -> bool:
    """The applicant says more; the card shows it. Refused when all of it together would be longer than a card takes."""
    tx.hold(f"request {request.id}")
    before = tx.value(select(requests.c.note).where(requests.c.id == request.id)) or ""
    words = f"{before}\n\n{note}".strip()
    if len(words) > NOTES:
        raise Refused(t("membership-note-too-long", limit=NOTES))
    changed = tx.run(
        update(requests).where(requests.c.id == request.id, requests.c.status == Asked.OPEN).values(note=words)
    )
    if changed:
        request_changed(tx, request.id)
    return bool(changed)


def position(tx: Tx, asked: Request) -> int:
    """1 for the request that has waited longest."""
    return 1 + int(
        tx.value(
            select(func.count())
            .select_from(requests)
            .where(requests.c.community == asked.community, requests.c.status == Asked.OPEN, requests.c.at < asked.at)
        )
    )


def usual_wait(tx: Tx, community: str) -> timedelta | None:
    """The median time from asking to a decision over the last 50, None before there was one."""
    rows = tx.all(
        select(requests.c.at, requests.c.decided_at)
        .where(requests.c.community == community, requests.c.status.in_((Asked.APPROVED, Asked.REJECTED)))
        .order_by(requests.c.decided_at.desc())
        .limit(50)
    )
    waits = [(row.decided_at - row.at).total_seconds() for row in rows]
    return timedelta(seconds=median(waits)) if waits else None


def asked_too_soon(tx: Tx, community: Community, person: str) -> datetime | None:
    """When a rejected person may ask again, None when they may now (FEATURES 2.2.8)."""
    again: datetime | None = tx.value(
        select(requests.c.again_at)
        .where(requests.c.community == community.id, requests.c.person == person, requests.c.again_at > tx.now)
        .order_by(requests.c.again_at.desc())
        .limit(1)
    )
    return again
