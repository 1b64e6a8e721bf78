"""What changes a community as a whole; each change settles what hung on the old state, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.chat.message import Heading, Paragraph, Small, message, say
from bot.chat.text import Words, t
from bot.commands.context import Caller
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.approvals import service as approvals
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.access import closed, while_inside, while_seeing
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.jobs.outbox import send


def create(tx: Tx, community: Community, caller: Caller) -> Community:
    """A new community, its creator its first administrator; the platform team hears of it (guide 2, 184)."""
    communities.create(tx, community, by=caller.id)
    membership.admit(tx, community, caller.id, by=caller.id, role=Role.ADMINISTRATOR)
    for owner in people.owners(tx):
        if owner.id != caller.id:
            text = t("administration-created-team", community=Words(community.name), by=people.who(tx, caller.id))
            key = f"{community.id}/created/{owner.id}"
            people.tell(tx, owner.id, say(text), key=key, needs=while_seeing(community))
    return community


def edit(tx: Tx, community: Community, values: Mapping[str, Any], *, by: str) -> None:
    """Store what an administrator changed, and nothing else, and say so in the log."""
    changed = communities.change(tx, community, **values)
    communities.arrange(tx, changed)
    communities.record(tx, community.id, by, "edited")


def change_mode(tx: Tx, community: Community, mode: Mode, *, pending: str, words: str, by: str) -> Community:
    """Another mode; `pending` (approve, keep, reject) settles the requests that wait (FEATURES 2.2.10)."""
    changed = communities.change(tx, community, mode=mode)
    if changed.archived:
        raise Refused(closed(changed))
    communities.arrange(tx, changed)
    communities.record(tx, community.id, by, "mode", old=community.mode, new=mode)
    approvals.settle_on_mode_change(tx, changed, mode, pending, words, by)
    return changed


def hide(tx: Tx, community: Community, *, hidden: bool, by: str) -> None:
    """Hidden ones are found by their members only (guide 74); never together with open (D11)."""
    changed = communities.change(tx, community, hidden=hidden)
    communities.arrange(tx, changed)
    communities.record(tx, community.id, by, "hidden" if hidden else "shown")


def archive(tx: Tx, community: Community, *, by: str) -> Community:
    """No new members, nothing written, everything readable (guide 70–73); those who waited are told."""
    community = communities.held(tx, community)
    if community.archived:
        raise Refused(closed(community))
    done = communities.archived(tx, community)
    communities.record(tx, community.id, by, "archived")
    approvals.close_all(tx, done, by, "")
    membership.close_invitations(tx, community.id)
    for home in communities.homes(tx, community.id):
        notice = message(Heading(Words(community.name)), Paragraph(closed(done)))
        send(tx, home.place, notice, key=f"{community.id}/archived/{tx.now.isoformat()}/{home.id}")
    return done


def reactivate(tx: Tx, community: Community, *, by: str) -> Community:
    """Everything opens again except the requests that were closed; the members are told once, where they meet."""
    community = communities.held(tx, community)
    if not community.archived:
        raise Refused(t("administration-not-archived", community=Words(community.name)))
    done = communities.reactivated(tx, community)
    communities.record(tx, community.id, by, "reactivated")
    for home in communities.homes(tx, community.id):
        text = t("administration-reactivated-notice", community=Words(community.name), by=people.who(tx, by))
        send(tx, home.place, say(text), key=f"{community.id}/reactivated/{tx.now.isoformat()}/{home.id}")
    return done


def name_to(tx: Tx, community: Community, person: str, role: Role, *, by: str) -> None:
    """Give a role to a member; a new administrator is told what to do (guide 8)."""
    membership.set_role(tx, community, person, role, by=by)
    if person != by:
        told = message(
            Paragraph(
                t(
                    "administration-named",
                    community=Words(community.name),
                    role=t(f"role-{role}"),
                    by=people.who(tx, by),
                )
            ),
            Small(t("administration-handover")) if role in (Role.ADMINISTRATOR, Role.REVIEWER) else None,
        )
        key = f"{community.id}/role/{person}/{tx.now.isoformat()}"
        people.tell(tx, person, told, key=key, needs=while_inside(community))
