"""What changes a community as a whole; each change settles what hung on the old state, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.chat.message import Heading, Message, Paragraph, Small, message, say
from bot.chat.text import Moment, Words, t
from bot.commands.context import Caller
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.approvals import service as approvals
from bot.features.archive import service as calling_off
from bot.features.archive import telling
from bot.features.archive.model import ACTIVE, ARCHIVED
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.feedback import service as feedback
from bot.features.membership import service as membership
from bot.features.membership.access import closed, standing_of, while_inside
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.features.places import closing
from bot.features.places.model import Reopened, while_unhoused
from bot.jobs.outbox import cards, pin, redraw, send, show


def create(tx: Tx, community: Community, caller: Caller) -> Community:
    """A new community, its creator its first administrator; the platform team hears of it (guide 2, 184)."""
    communities.create(tx, community, by=caller.id)
    membership.admit(tx, community, caller.id, by=caller.id, role=Role.ADMINISTRATOR)
    for owner in people.owners(tx):
        if owner.id != caller.id:
            text = t("administration-created-team", community=Words(community.name), by=people.who(tx, caller.id))
            key = f"{community.id}/created/{owner.id}"
            people.tell(tx, owner.id, say(text), key=key, needs=while_unhoused(community))
    return community


def edit(tx: Tx, community: Community, values: Mapping[str, Any], *, by: str) -> None:
    """Store what an administrator changed, and nothing else, and say so in the log."""
    changed = communities.change(tx, community, **values)
    communities.arrange(tx, changed)
    communities.record(tx, community.id, by, "edited")


def rule(tx: Tx, community: Community, values: Mapping[str, Any], *, by: str) -> None:
    """Other rules of joining; where nobody needs to be asked any more, those who wait are let in."""
    before = communities.held(tx, community)
    changed = communities.change(tx, before, **values)
    communities.record(tx, community.id, by, "rules")
    if before.open_needs_approval and not changed.open_needs_approval and changed.mode is Mode.OPEN:
        approvals.settle_on_mode_change(tx, changed, changed.mode, "approve", "", by)


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
    if communities.held(tx, community).hidden == hidden:
        return
    changed = communities.change(tx, community, hidden=hidden)
    communities.arrange(tx, changed)
    communities.record(tx, community.id, by, "hidden" if hidden else "shown")


def archive(tx: Tx, community: Community, *, by: str) -> Community:
    """No new members, nothing written, everything readable (guide 70–73); who waited, or would have come, is told.

    Its other administrators hear who did it, and how to bring it back.
    """
    done = _archive(tx, community, by=by)
    calling_off.call_off_later(tx, done, by=by)
    telling.tell_administrators(tx, ARCHIVED, done, by=by)
    return done[0]


def _archive(tx: Tx, community: Community, *, by: str) -> list[Community]:
    """The community, and its working groups with it."""
    community = communities.held(tx, community)
    if community.archived:
        raise Refused(closed(community))
    done = communities.archived(tx, community)
    communities.record(tx, community.id, by, "archived")
    approvals.close_all(tx, done, by, "")
    membership.close_invitations(tx, community.id)
    feedback.settle(tx, done)
    for home in communities.homes(tx, community.id):
        show(tx, home.place, _notice(done), key=f"{community.id}/archived/{tx.now.isoformat()}/{home.id}")
        pin(tx, _notice(done), home.place)
    return [done, *(each for group in active_groups(tx, community) for each in _archive(tx, group, by=by))]


def active_groups(tx: Tx, community: Community) -> list[Community]:
    """The working groups that are archived with it."""
    return [each for each in communities.groups(tx, community.id) if not each.archived]


def _notice(archived: Community) -> str:
    return _card(archived, archived.archived_at)


def _card(community: Community, since: datetime | None) -> str:
    return f"archived:{community.id}/{since.timestamp() if since else 0:.6f}"


def draw_notice(tx: Tx, subject: str, locale: str) -> Message | None:
    """What an archived community's channels say, pinned as long as it is archived (guide 73), and that it was."""
    identity, _, since = subject.partition("/")
    community = communities.get(tx, identity)
    if community is None:
        return None
    head = Heading(Words(community.name))
    if community.archived and _notice(community) == f"archived:{subject}":
        return message(head, Paragraph(closed(community)))
    at = Moment(datetime.fromtimestamp(float(since), UTC), "date")
    return message(head, Paragraph(t("administration-was-archived", at=at)))


def reactivate(tx: Tx, community: Community, *, by: str) -> Community:
    """Everything opens again but closed requests; the members are told once, where they meet.

    What was planned comes back when somebody says so: who would come has made other plans.
    """
    community = communities.held(tx, community)
    if not community.archived:
        raise Refused(t("administration-not-archived", community=Words(community.name)))
    parent = communities.get(tx, community.parent) if community.parent else None
    if parent is not None and parent.archived:
        names = {"community": Words(community.name), "parent": Words(parent.name)}
        raise Refused(t("administration-parent-archived", **names))
    done = communities.reactivated(tx, community)
    shut = {each.id for each in closing.alive(tx, done)}
    redraw(tx, _notice(community))
    for copy in cards(tx, _notice(community)):
        pin(tx, copy.card, copy.target, keep=False)
    feedback.settle(tx, done)
    communities.record(tx, community.id, by, "reactivated")
    for home in (each for each in communities.homes(tx, community.id) if each.id not in shut):
        text = t("administration-reactivated-notice", community=Words(community.name), by=people.who(tx, by))
        send(tx, home.place, say(text), key=f"{community.id}/reactivated/{tx.now.isoformat()}/{home.id}")
    telling.changed(tx, done)
    telling.tell_administrators(tx, ACTIVE, [done], by=by)
    return done


def reopened(tx: Tx, end: Reopened) -> None:
    """What could not be said in a channel while its platform kept it archived, now that somebody brought it back."""
    community, home = communities.get(tx, end.community), communities.home(tx, end.home)
    if community is None or home is None or community.archived:
        return
    notice = _card(community, end.since)
    redraw(tx, notice)
    pin(tx, notice, home.place, keep=False)
    text = t("administration-reopened-notice", community=Words(community.name))
    send(tx, home.place, say(text), key=f"{community.id}/reopened/{tx.now.isoformat()}/{home.id}")


def name_to(tx: Tx, community: Community, person: str, role: Role, *, by: str) -> None:
    """Give a role to a member; a new administrator is told what to do (guide 8)."""
    before = standing_of(tx, community.id, person).role
    membership.set_role(tx, community, person, role, by=by)
    if person != by and role is not before:
        taken = role is Role.MEMBER
        told = message(
            Paragraph(
                t(
                    "administration-unnamed" if taken else "administration-named",
                    community=Words(community.name),
                    role=t(f"role-{before if taken else role}"),
                    by=people.who(tx, by),
                )
            ),
            Small(t("administration-handover")) if role in (Role.ADMINISTRATOR, Role.REVIEWER) else None,
        )
        key = f"{community.id}/role/{person}/{tx.now.isoformat()}"
        people.tell(tx, person, told, key=key, needs=while_inside(community), awaited=True)
