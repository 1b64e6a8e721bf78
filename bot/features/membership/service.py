"""Joining, leaving and belonging; every path into a community ends in `_admitted`, every path out in `depart`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select, update

from bot.chat.message import Button
from bot.chat.text import Words, t
from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.errors import Refused
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import welcoming
from bot.features.membership.access import (
    DECIDERS,
    Door,
    Standing,
    access,
    outside_parent,
    standing,
    standing_of,
)
from bot.features.membership.doors import (
    Way,
    close_doors,
    open_doors,
    open_ways,
    promise,
    queue_changed,
    request_changed,
    way_of,
    ways_in,
)
from bot.features.membership.inviting import accepted
from bot.features.membership.inviting import close_invitations as close_invitations
from bot.features.membership.inviting import invite as invite
from bot.features.membership.model import (
    Asked,
    Departed,
    Escalate,
    Expire,
    Membership,
    Queued,
    Request,
    Role,
    Status,
    Warn,
    memberships,
    requests,
)
from bot.features.membership.requests import asked_too_soon, decide
from bot.features.people import pages
from bot.features.people import service as people
from bot.jobs.outbox import cards, show
from bot.jobs.queue import later


class Outcome(StrEnum):
    JOINED = "joined"
    ASKED = "asked"
    ALREADY_IN = "already in"
    ALREADY_ASKED = "already asked"
    MUST_ANSWER = "must answer"
    BY_INVITATION = "by invitation"
    PARENT_FIRST = "parent first"
    CLOSED = "closed"
    BARRED = "barred"
    TOO_SOON = "too soon"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Joining:
    """What became of wanting to join.

    `request` when one waits, `until` when one must wait before asking again, `way` into the channel when one is in.
    """

    outcome: Outcome
    request: Request | None = None
    until: datetime | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the join form brought; `accepted` means that the criteria and the principles were both accepted."""

    note: str = ""
    answers: tuple[str, ...] = ()
    accepted: bool = False


def join(tx: Tx, community: Community, caller: Caller, answers: Answers | None = None) -> Joining:
    """Join, or ask, as the community's mode says; repeating it changes nothing (FEATURES 2.1.1–3)."""
    community = communities.held(tx, community)
    found = standing(tx, community, caller)
    match access(community, found).join:
        case Door.INSIDE:
            return Joining(Outcome.ALREADY_IN)
        case Door.ASKED:
            return Joining(Outcome.ALREADY_ASKED, found.request)
        case Door.CLOSED:
            return Joining(Outcome.CLOSED)
        case Door.BARRED:
            return Joining(Outcome.BARRED)
        case Door.BY_INVITATION:
            return Joining(Outcome.BY_INVITATION)
        case Door.PARENT_FIRST:
            return Joining(Outcome.PARENT_FIRST)
        case Door.ASK:
            return _ask(tx, community, caller, answers)
        case Door.INSTANT:
            return _enter(tx, community, caller, found, answers=answers)


def _enter(tx: Tx, community: Community, caller: Caller, found: Standing, *, answers: Answers | None) -> Joining:
    if community.principles and (answers is None or not answers.accepted):
        return Joining(Outcome.MUST_ANSWER)
    if full(tx, community):
        return Joining(Outcome.FULL)
    _end_waiting(tx, found.request)
    if found.invited:
        accepted(tx, community.id, caller.id)
    ways = _admitted(tx, community, caller.id, name=caller.name, by=caller.id, role=Role.MEMBER)
    return Joining(Outcome.JOINED, way=promise(tx, community, caller.id, way_of(ways or ())))


def let_in(tx: Tx, community: Community, person: str, *, by: str) -> bool:
    """Make somebody a member without a decision; a request of theirs that waits ends. False as `admit` says."""
    community = communities.held(tx, community)
    _end_waiting(tx, standing_of(tx, community.id, person).request)
    return admit(tx, community, person, by=by)


def _end_waiting(tx: Tx, asked: Request | None, *, reason: str = "already-in") -> None:
    if asked is not None and decide(tx, asked, Asked.CLOSED, by="", reason=reason, despite_claim=True):
        request_changed(tx, asked.id)


def _ask(tx: Tx, community: Community, caller: Caller, answers: Answers | None) -> Joining:
    again = asked_too_soon(tx, community, caller.id)
    if again is not None:
        return Joining(Outcome.TOO_SOON, until=again)
    if answers is None or not answers.accepted:
        return Joining(Outcome.MUST_ANSWER)
    asked = Request(
        id=new_id("req"), community=community.id, person=caller.id, account=caller.account, status=Asked.OPEN,
        note=answers.note, answers=answers.answers, at=tx.now,
        expires_at=tx.now + timedelta(days=community.request_days), decided_at=None, decided_by="", reason="",
        words="", again_at=None, claimed_by="", claimed_until=None, question="", question_reply="",
    )  # fmt: skip
    if not tx.add_once(requests, asked):
        return Joining(Outcome.ALREADY_ASKED, standing_of(tx, community.id, caller.id).request)
    communities.record(tx, community.id, caller.id, "asked", member=caller.name)
    queue_changed(tx, community.id, caller.id)
    _follow(tx, community, asked)
    return Joining(Outcome.ASKED, asked)


def _follow(tx: Tx, community: Community, asked: Request) -> None:
    """What begins when somebody asks, once: the cards, and the deadlines of FEATURES 2.2.6–7."""
    show_cards(tx, community, asked)
    later(tx, tx.now, Queued(community.id, asked.id), key=f"{asked.id}/queued")
    for days in (3, 7, 10):
        due = asked.at + timedelta(days=days)
        later(tx, due, Escalate(asked.id, days), key=f"{asked.id}/escalate/{days}", useless_after=asked.expires_at)
    warned = asked.at + timedelta(days=max(1, round(community.request_days * 10 / 14)))
    later(tx, warned, Warn(asked.id), key=f"{asked.id}/warn", useless_after=asked.expires_at)
    later(tx, asked.expires_at, Expire(asked.id), key=f"{asked.id}/expire")


def show_cards(tx: Tx, community: Community, asked: Request) -> None:
    """The card in every place where the administrators meet, unless one stands there; deadlines are the request's."""
    card = f"request:{asked.id}"
    shown = {post.target for post in cards(tx, card)}
    for place in homes.heard_in(tx, community.id):
        if place not in shown:  # a card that was taken away from there may have been asked for by the same name
            show(tx, place, card, key=new_id(f"{card}/{place}"))


def admit(tx: Tx, community: Community, person: str, *, by: str, role: Role = Role.MEMBER) -> bool:
    """Make somebody a member and open every place to them; False when they already were one."""
    community = communities.held(tx, community)
    accepted(tx, community.id, person)
    return _admitted(tx, community, person, name=people.logged(tx, person), by=by, role=role) is not None


def _admitted(tx: Tx, community: Community, person: str, *, name: str, by: str, role: Role) -> list[Way] | None:
    """As `admit`, where the community is held already; Refused for a working group of a community they are not in.

    Returns the ways in that were opened, None for somebody who was inside.
    """
    if outside_parent(tx, community, person):
        raise Refused(t("membership-outside-parent", person=people.who(tx, person), community=Words(community.name)))
    ways = ways_in(tx, community, person)
    access = "pending" if ways else ""
    row = Membership(community.id, person, role, Status.ACTIVE, tx.now, access, "", "at once")
    if not tx.add_once(memberships, row) and not tx.run(
        update(memberships)
        .where(
            memberships.c.community == community.id,
            memberships.c.person == person,
            memberships.c.status != Status.ACTIVE,
        )
        .values(role=role, status=Status.ACTIVE, since=tx.now, access=access, access_detail="")
    ):
        return None
    communities.record(tx, community.id, by, "joined", member=name)
    pages.home_changed(tx, [person])
    open_ways(tx, community, person, role, ways)
    if community.welcomes and by:  # nobody has come who was written into a file
        welcoming.expected(tx, community)
    return ways


def may_leave(tx: Tx, community: Community, caller: Caller) -> None:
    """Raises Refused for somebody outside, and for the last administrator, of a working group too (FEATURES 2.4.8)."""
    if standing(tx, community, caller).role is None:
        raise Refused(t("membership-not-in", community=Words(community.name)))
    for each in (community, *groups_of(tx, community, caller.id)):
        if administrators(tx, each.id) == [caller.id] and (each.id == community.id or not each.archived):
            successor = Button(t("button-successor"), f"lifecycle.successor:{each.id}", "primary")
            raise Refused(t("membership-last-leaves", community=Words(each.name)), successor)


def groups_of(tx: Tx, community: Community, person: str) -> list[Community]:
    """The working groups of a community to which somebody belongs."""
    found = communities.groups(tx, community.id)
    return [each for each in found if standing_of(tx, each.id, person).role is not None]


def leave(tx: Tx, community: Community, caller: Caller) -> None:
    """Leave; Refused as `may_leave` does."""
    community = communities.held(tx, community)
    may_leave(tx, community, caller)
    depart(tx, community, caller.id, Status.LEFT, by=caller.id)


def depart(tx: Tx, community: Community, person: str, how: Status, *, by: str) -> bool:
    """End a membership (left, removed, banned) and close every place; False when there was none to end.

    With it ends what somebody was, or wanted to be, in its working groups (FEATURES 2.1.7).
    """
    community = communities.held(tx, community)
    role = standing_of(tx, community.id, person).role
    ended = tx.run(
        update(memberships)
        .where(
            memberships.c.community == community.id,
            memberships.c.person == person,
            memberships.c.status == Status.ACTIVE,
        )
        .values(status=how, role=Role.MEMBER, since=tx.now)
    )
    if ended:
        communities.record(tx, community.id, by, str(how), member=people.logged(tx, person))
        pages.home_changed(tx, [person])
        close_doors(tx, community, person)
        redraw_queue(tx, community)
        later(tx, tx.now, Departed(community.id, person), key=new_id("departed"))
        for group in communities.groups(tx, community.id):
            _end_waiting(tx, standing_of(tx, group.id, person).request, reason="outside")
            depart(tx, group, person, how if how is Status.LEFT else Status.REMOVED, by=by)
    if ended and role in DECIDERS:
        deciders_changed(tx, community)
    return bool(ended)


def deciders_changed(tx: Tx, community: Community) -> None:
    """Who decides came, went or can be reached no more: how the others hear of those who wait is arranged anew."""
    later(tx, tx.now, Queued(community.id), key=new_id("queued"))


def set_role(tx: Tx, community: Community, person: str, role: Role, *, by: str) -> None:
    """Give a member another role; Refused when not a member or when nobody would administer any more."""
    community = communities.held(tx, community)
    current = standing_of(tx, community.id, person).role
    if current is None:
        raise Refused(t("membership-not-a-member"))
    if (
        current is Role.ADMINISTRATOR
        and role is not Role.ADMINISTRATOR
        and administrators(tx, community.id) == [person]
    ):
        raise Refused(t("membership-last-administrator", community=Words(community.name)))
    tx.run(
        update(memberships)
        .where(memberships.c.community == community.id, memberships.c.person == person)
        .values(role=role)
    )
    communities.record(tx, community.id, by, "role", member=people.logged(tx, person), role=role)
    pages.home_changed(tx, [person])
    deciders_changed(tx, community)
    if current in DECIDERS:
        close_doors(tx, community, person)
    open_doors(tx, community, person)


def request(tx: Tx, request_id: str) -> Request | None:
    return tx.one(select(requests).where(requests.c.id == request_id), Request)


def queue(tx: Tx, community: str) -> list[Request]:
    """Open requests, the oldest first."""
    return tx.all(
        select(requests)
        .where(requests.c.community == community, requests.c.status == Asked.OPEN)
        .order_by(requests.c.at, requests.c.id),
        Request,
    )


def redraw_queue(tx: Tx, community: Community) -> None:
    """Draw every open request's card again: copies leave those who may no longer see them."""
    for asked in queue(tx, community.id):
        request_changed(tx, asked.id)


def members(tx: Tx, community: str) -> list[Membership]:
    """Everybody inside, administrators first, then by time of joining."""
    rows = tx.all(
        select(memberships)
        .where(memberships.c.community == community, memberships.c.status == Status.ACTIVE)
        .order_by(memberships.c.since, memberships.c.person),
        Membership,
    )
    order = list(Role)
    return sorted(rows, key=lambda each: order.index(each.role))


def administrators(tx: Tx, community: str, *, reviewers: bool = False) -> list[str]:
    """The people who administer, by time of joining."""
    roles = (Role.ADMINISTRATOR, Role.REVIEWER) if reviewers else (Role.ADMINISTRATOR,)
    return [
        row.person
        for row in tx.all(
            select(memberships.c.person)
            .where(
                memberships.c.community == community,
                memberships.c.status == Status.ACTIVE,
                memberships.c.role.in_(roles),
            )
            .order_by(memberships.c.since, memberships.c.person)
        )
    ]


def count(tx: Tx, community: str) -> int:
    return int(
        tx.value(
            select(func.count())
            .select_from(memberships)
            .where(memberships.c.community == community, memberships.c.status == Status.ACTIVE)
        )
    )


def counts(tx: Tx) -> dict[str, int]:
    """Members of every community that has any."""
    rows = tx.all(
        select(memberships.c.community, func.count().label("members"))
        .where(memberships.c.status == Status.ACTIVE)
        .group_by(memberships.c.community)
    )
    return {row.community: row.members for row in rows}


def full(tx: Tx, community: Community) -> bool:
    """Whether nobody else fits in; until this unit of work ends nobody else comes in either."""
    if community.capacity is None:
        return False
    tx.hold(f"members {community.id}")
    return count(tx, community.id) >= community.capacity


def of_person(tx: Tx, person: str) -> list[Membership]:
    """Everything a person belongs to."""
    return tx.all(
        select(memberships).where(memberships.c.person == person, memberships.c.status == Status.ACTIVE), Membership
    )


def waiting_of(tx: Tx, person: str) -> list[Request]:
    """A person's requests that wait, the oldest first."""
    return tx.all(
        select(requests).where(requests.c.person == person, requests.c.status == Asked.OPEN).order_by(requests.c.at),
        Request,
    )
