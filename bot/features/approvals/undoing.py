"""Taking a decision back within ten minutes: all of it, or nothing where something else has followed from it since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.chat.text import Who, Words, t
from bot.db.tx import Tx, new_id
from bot.features.approvals import history, messages
from bot.features.approvals.deciding import Hindered, decision, own_request, tell
from bot.features.approvals.model import REPRIEVE, UNDO, What
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import Door, Standing, access, closed, standing_of
from bot.features.membership.doors import request_changed
from bot.features.membership.model import Asked, Expire, Request, Role, Status
from bot.features.people import service as people
from bot.jobs.queue import later


def undo(tx: Tx, community: Community, asked: Request, *, by: str) -> Hindered | None:
    """The doors close again, the request waits again, the person is told and whoever decides hears of it again."""
    community = communities.held(tx, community)
    hindered = own_request(tx, community, asked, by) or _hindered(tx, community, asked)
    if hindered is not None:
        return hindered
    until = max(asked.expires_at, tx.now + REPRIEVE)
    if not requests.reopen(tx, asked, expires_at=until):
        return Hindered(t("approvals-undo-nothing"))
    if asked.status is Asked.APPROVED:
        membership.depart(tx, community, asked.person, Status.REMOVED, by=by)
    later(tx, until, Expire(asked.id), key=new_id(f"{asked.id}/expire"))
    membership.deciders_changed(tx, community)
    history.record(tx, asked, What.UNDONE, by=by)
    request_changed(tx, asked.id)
    told = messages.reopened(community, replace(asked, expires_at=until), approved=asked.status is Asked.APPROVED)
    tell(tx, asked, told, key=f"{decision(asked)}/undone")
    return None


def can_undo(asked: Request, now: datetime) -> bool:
    return (
        asked.status in (Asked.APPROVED, Asked.REJECTED)
        and asked.decided_at is not None
        and now < asked.decided_at + UNDO
    )


def _hindered(tx: Tx, community: Community, asked: Request) -> Hindered | None:
    """The archive, the ten minutes, a newer request, what the person has become since, another way of joining."""
    if community.archived:
        return Hindered(closed(community))
    if not can_undo(asked, tx.now):
        decided = asked.status in (Asked.APPROVED, Asked.REJECTED)
        return Hindered(t(f"approvals-undo-late-{asked.status}") if decided else t("approvals-undo-nothing"))
    found = standing_of(tx, community.id, asked.person)
    if found.request is not None:
        person = people.who(tx, asked.person)
        return Hindered(t("approvals-undo-asked-anew", person=person), messages.decide_buttons(found.request))
    return _elsewhere(tx, community, asked, found) or _superseded(tx, community, asked)


def _elsewhere(tx: Tx, community: Community, asked: Request, found: Standing) -> Hindered | None:
    """Where the person stands is not where the decision has put them."""
    person = people.who(tx, asked.person)
    names: dict[str, Who | Words] = {"person": person, "community": Words(community.name)}
    approved = asked.status is Asked.APPROVED
    if found.banned:
        return Hindered(t("approvals-undo-banned", **names))
    if found.role is None:
        member = found.membership
        left = member is not None and member.status is Status.LEFT
        return Hindered(t("approvals-undo-left" if left else "approvals-undo-removed", **names)) if approved else None
    if approved and found.role is not Role.MEMBER:
        return Hindered(t("approvals-undo-has-role", person=person, role=t(f"role-{found.role}")))
    if not approved or (found.membership is not None and found.membership.since != asked.decided_at):
        return Hindered(t("approvals-undo-came-in", **names))
    return None


def _superseded(tx: Tx, community: Community, asked: Request) -> Hindered | None:
    """A newer request was decided, or no request can wait by how one joins now."""
    person = people.who(tx, asked.person)
    if requests.newer(tx, asked):
        return Hindered(t("approvals-undo-superseded", person=person), (messages.history_button(asked),))
    door = access(community, Standing()).join
    if door is not Door.ASK and asked.decided_at and communities.mode_changed(tx, community.id, since=asked.decided_at):
        key = "approved" if asked.status is Asked.APPROVED else "at-once" if door is Door.INSTANT else "rejected"
        return Hindered(t(f"approvals-undo-mode-{key}", person=person, community=Words(community.name)))
    return None
