"""Approving and rejecting: one conditional update decides, and everything else follows from it as jobs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.message import Button, Message
from bot.chat.text import Moment, Span, T, Words, t
from bot.db.tx import Tx
from bot.features.approvals import history, messages
from bot.features.approvals.digest import impartial
from bot.features.approvals.model import UNDO, Settled, What
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import closed, outside_parent, standing_of
from bot.features.membership.doors import promise, request_changed, way
from bot.features.membership.model import Asked, Request
from bot.features.people import service as people
from bot.jobs.queue import later


@dataclass(frozen=True, slots=True)
class Hindered:
    """Why it is not done, and what can be done instead; `changed` when finding out has ended the request, `over` when
    nothing that somebody could write instead would change it."""

    text: T
    buttons: tuple[Button, ...] = ()
    changed: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a request is rejected; `at_once` lifts the time before the person may ask again (FEATURES 2.2.8)."""

    reason: str
    words: str = ""
    at_once: bool = False


def approve(tx: Tx, community: Community, asked: Request, *, by: str, despite_claim: bool = False) -> Hindered | None:
    """Let somebody in, once, after a new look at whatever may have changed since they asked (FEATURES 2.2.4)."""
    hindered = in_the_way(tx, community, asked, by, despite_claim=despite_claim) or _cannot_enter(
        tx, community, asked, by
    )
    if hindered is not None:
        return hindered
    if not requests.decide(tx, asked, Asked.APPROVED, by=by, despite_claim=despite_claim):
        return _somebody_was_first(tx, community, asked, by)
    membership.admit(tx, community, asked.person, by=by)
    _follow(tx, community, asked, What.APPROVED, by=by)
    return None


def reject(
    tx: Tx, community: Community, asked: Request, verdict: Verdict, *, by: str, despite_claim: bool = False
) -> Hindered | None:
    """Turn somebody down, once, with the reason and the date from which they may ask again."""
    hindered = in_the_way(tx, community, asked, by, despite_claim=despite_claim) or _inside(tx, community, asked, by)
    if hindered is not None:
        return hindered
    again = None if verdict.at_once else again_from(community, tx.now)
    if not requests.decide(
        tx, asked, Asked.REJECTED, by=by, reason=verdict.reason, words=verdict.words, again_at=again,
        despite_claim=despite_claim,
    ):  # fmt: skip
        return _somebody_was_first(tx, community, asked, by)
    _follow(tx, community, asked, What.REJECTED, by=by, words=verdict.words)
    return None


def close(tx: Tx, community: Community, asked: Request, told: Message | None, *, reason: str, by: str) -> bool:
    """End a request that nobody is to decide any more, claimed or not; False when it was decided before."""
    if not requests.decide(tx, asked, Asked.CLOSED, by=by, reason=reason, despite_claim=True):
        return False
    history.record(tx, asked, What.CLOSED, by=by)
    request_changed(tx, asked.id)
    if told is not None:
        tell(tx, asked, told, key=f"{asked.id}/closed")
    return True


def again_from(community: Community, now: datetime) -> datetime | None:
    """When somebody rejected now may ask again; None where there is no waiting."""
    return now + timedelta(days=community.cooldown_days) if community.cooldown_days > 0 else None


def in_the_way(
    tx: Tx, community: Community, asked: Request, by: str, *, despite_claim: bool = False
) -> Hindered | None:
    """What keeps any decision from being taken: the archive, it being one's own request, somebody who was first,
    somebody's claim."""
    if community.archived:
        return Hindered(closed(community), over=True)
    if (own := own_request(tx, community, asked, by)) is not None:
        return own
    if asked.status is not Asked.OPEN:
        return already(tx, asked)
    if not despite_claim and claimed_by_other(asked, by, tx.now):
        return claimed(tx, asked)
    return None


def own_request(tx: Tx, community: Community, asked: Request, by: str) -> Hindered | None:
    """Nobody decides about themselves where somebody else can (FEATURES 2.2)."""
    return None if not by or impartial(tx, community, asked, [by]) else Hindered(t("approvals-own-request"), over=True)


def already(tx: Tx, asked: Request) -> Hindered:
    """Says who decided and how long ago."""
    ago = int((tx.now - asked.decided_at).total_seconds()) if asked.decided_at else 0
    who = people.who(tx, asked.decided_by)
    person = people.who(tx, asked.person)
    text = t("approvals-already", status=str(asked.status), person=person, who=who, ago=Span(ago))
    return Hindered(text, over=True)


def claimed_by_other(asked: Request, person: str, now: datetime) -> bool:
    return bool(asked.claimed_by and asked.claimed_by != person and asked.claimed_until and asked.claimed_until > now)


def claimed(tx: Tx, asked: Request) -> Hindered:
    """Says who has claimed a request and until when, and how to take it over."""
    until = asked.claimed_until or tx.now
    text = t("approvals-claimed-by", who=people.who(tx, asked.claimed_by), until=Moment(until))
    return Hindered(text, (messages.take_button(asked),))


def _somebody_was_first(tx: Tx, community: Community, asked: Request, by: str) -> Hindered:
    """The update found the request changed since it was read: say what it is now."""
    now = membership.request(tx, asked.id) or asked
    return in_the_way(tx, community, now, by) or Hindered(t("approvals-try-again"))


def _cannot_enter(tx: Tx, community: Community, asked: Request, by: str) -> Hindered | None:
    person = people.who(tx, asked.person)
    name = Words(community.name)
    reject_button = messages.reject_button(asked)
    if standing_of(tx, community.id, asked.person).banned:
        return Hindered(t("approvals-banned", person=person, community=name), (reject_button,))
    if has_left(tx, community, asked):
        return Hindered(t("approvals-left", person=person), (reject_button,))
    if outside_parent(tx, community, asked.person):
        return Hindered(t("approvals-outside-parent", person=person, community=name), (reject_button,))
    if (inside := _inside(tx, community, asked, by)) is not None:
        return inside
    if membership.full(tx, community):
        text = t("approvals-full", community=name, members=membership.count(tx, community.id), person=person)
        rules_button = Button(t("button-rules"), f"administration.rules:{community.id}")
        return Hindered(text, (rules_button, reject_button))
    return None


def _inside(tx: Tx, community: Community, asked: Request, by: str) -> Hindered | None:
    """Somebody who came in another way (an invitation, a change of mode) needs no decision: the request ends.

    Whoever was let in since the request was read needs none either, but that was somebody's decision.
    """
    if standing_of(tx, community.id, asked.person).role is None:
        return None
    if not close(tx, community, asked, None, reason="already-in", by=""):
        return _somebody_was_first(tx, community, asked, by)
    text = t("approvals-inside", person=people.who(tx, asked.person), community=Words(community.name))
    return Hindered(text, changed=True)


def has_left(tx: Tx, community: Community, asked: Request) -> bool:
    """The account that asked is gone, and the person has no other that could enter where the community lives."""
    held = [each.address for each in people.accounts_of(tx, asked.person)]
    if asked.account in held:
        return False
    homes = communities.homes(tx, community.id)
    return not any(
        account.platform == home.platform and account.workspace in ("", home.workspace)
        for account in held
        for home in homes
    )


def _follow(tx: Tx, community: Community, asked: Request, what: What, *, by: str, words: str = "") -> None:
    """What a decision brings with it: the card everywhere, the applicant's message, the end of Undo."""
    settled = membership.request(tx, asked.id) or asked
    history.record(tx, asked, what, by=by, words=words)
    request_changed(tx, asked.id)
    later(tx, tx.now + UNDO, Settled(asked.id), key=f"{decision(settled)}/settled")
    if what is What.APPROVED:
        told = messages.approved(community, promise(tx, community, asked.person, way(tx, community, asked.person)))
    else:
        told = messages.rejected(community, settled)
    tell(tx, asked, told, key=decision(settled))


def card(asked: Request) -> str:
    """The living card of a request."""
    return f"request:{asked.id}"


def decision(asked: Request) -> str:
    """The key of what the applicant is told about this decision; a later one after an undo has its own."""
    at = f"{asked.decided_at:%Y%m%dT%H%M%S%f}" if asked.decided_at else ""
    return f"{asked.id}/{asked.status}/{at}"


def tell(tx: Tx, asked: Request, told: Message, *, key: str, needs: str = "") -> None:
    """Write to the applicant where they asked; the card shows whether it arrived. `needs` as in `people.tell`."""
    people.tell(tx, asked.person, told, key=key, card=card(asked), prefer=asked.account, needs=needs, awaited=True)
