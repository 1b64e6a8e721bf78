"""Announcements from draft to sent: every step is one conditional update of the row as it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from bot.chat.address import Account, Place, Posted
from bot.chat.message import Message
from bot.chat.text import t
from bot.commands.context import Caller
from bot.commands.forms import Wrong
from bot.db import files
from bot.db.files import Kept
from bot.db.tx import Tx, new_id
from bot.features.announcements.model import (
    GROUPS,
    UNDECIDED,
    UNDO,
    Announcement,
    Content,
    Deliver,
    Signed,
    Status,
    Undecided,
    announcements,
)
from bot.features.approvals import service as approvals
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home
from bot.features.membership import service as membership
from bot.features.membership.access import rights_of
from bot.features.membership.doors import recounted
from bot.features.people import service as people
from bot.jobs.outbox import cards, erase, redraw, send, show
from bot.jobs.queue import later

STALE_AFTER = timedelta(days=30)
"""A draft older than this is no longer offered when its author writes a new announcement.

What was cancelled or rejected can still be taken up again, but its file is kept no longer than this.
"""


def get(tx: Tx, announcement: str) -> Announcement | None:
    return tx.one(select(announcements).where(announcements.c.id == announcement), Announcement)


def draft(tx: Tx, community: Community, caller: Caller, content: Content) -> Announcement:
    """Store what was written; nothing leaves before its author has seen it as it will look."""
    row = Announcement(
        id=new_id("ann"), community=community.id, author=caller.id, account=caller.account,
        type=content.type, title=content.title, text=content.text, link=content.link,
        at=content.at, zone=content.zone, status=Status.DRAFT, revision=1, created_at=tx.now, proposed_at=None,
        decided_at=None, decided_by="", due=None, sent_at=None, edited_at=None, edited_by="", reason="", words="",
        file=content.file, home=content.home, comments=content.comments, waiting_since=None,
    )  # fmt: skip
    tx.add(announcements, row)
    _take_file(tx, row)
    return row


def _take_file(tx: Tx, row: Announcement) -> None:
    """Raises Wrong when its file is gone, or another announcement took it in the same instant."""
    if not files.give(tx, row.file, to=row.card):
        raise Wrong((("file", t("form-file-gone")),))


def file_of(tx: Tx, row: Announcement) -> Kept | None:
    """What goes along with it; None too when that is kept no more."""
    return files.kept(tx, row.file)


def homes_of(tx: Tx, row: Announcement) -> list[Home]:
    """The places it is for: all of its community's, or the one that was chosen, while the community lives there.

    Those of working groups too, where that was chosen and its author may announce there by now.
    """
    if row.home == GROUPS:
        return _homes(tx, row.community, groups_of(tx, row.community, row.author))
    return [each for each in communities.homes(tx, row.community) if row.home in ("", each.id)]


def everywhere(tx: Tx, row: Announcement) -> list[Home]:
    """Wherever it may stand already, whatever its author may do by now."""
    return _homes(tx, row.community, communities.groups(tx, row.community) if row.home == GROUPS else [])


def _homes(tx: Tx, community: str, groups: Iterable[Community]) -> list[Home]:
    return [home for each in (community, *(group.id for group in groups)) for home in communities.homes(tx, each)]


def groups_of(tx: Tx, community: str, person: str) -> list[Community]:
    """The working groups to which somebody may announce what they announce to their community.

    Each has administrators of its own: only those groups that this person administers as well as the community.
    """
    above = communities.get(tx, community)
    if above is None or not rights_of(tx, above, person).administer:
        return []
    living = [each for each in communities.groups(tx, community) if not each.archived]
    return [each for each in living if communities.homes(tx, each.id) and rights_of(tx, each, person).administer]


def signed(tx: Tx, row: Announcement) -> Signed:
    """Who stands behind it, as its readers are told."""
    return Signed(
        people.who(tx, row.author),
        people.who(tx, row.decided_by) if row.decided_by else None,
        people.who(tx, row.edited_by) if row.edited_by not in ("", row.author) else None,
    )


def last_draft(tx: Tx, community: str, person: str) -> Announcement | None:
    """What a person wrote for a community and never sent."""
    return tx.one(
        select(announcements)
        .where(
            announcements.c.community == community,
            announcements.c.author == person,
            announcements.c.status == Status.DRAFT,
            announcements.c.created_at > tx.now - STALE_AFTER,
        )
        .order_by(announcements.c.created_at.desc(), announcements.c.id)
        .limit(1),
        Announcement,
    )


def listed(tx: Tx, community: str, person: str, *, administers: bool) -> list[Announcement]:
    """The latest hundred a member may read: their own and what was sent; administrators all but others' drafts."""
    own = announcements.c.author == person
    ahead = (Status.PROPOSED, Status.SCHEDULED, Status.SENDING) if administers else ()
    public = announcements.c.status.in_((*ahead, Status.SENT))
    return tx.all(
        select(announcements)
        .where(announcements.c.community == community, or_(own, public))
        .where(announcements.c.status.not_in((Status.CANCELLED, Status.WITHDRAWN)))
        .order_by(announcements.c.created_at.desc(), announcements.c.id)
        .limit(100),
        Announcement,
    )


def sent_between(tx: Tx, community: str, after: datetime, until: datetime) -> list[Announcement]:
    """What members read for the first time after an instant and up to another, the latest first."""
    return tx.all(
        select(announcements)
        .where(
            announcements.c.community == community,
            announcements.c.status == Status.SENT,
            announcements.c.sent_at > after,
            announcements.c.sent_at <= until,
        )
        .order_by(announcements.c.sent_at.desc(), announcements.c.id),
        Announcement,
    )


def _move(tx: Tx, row: Announcement, **values: object) -> Announcement | None:
    """Change a row that is still as it was read; None when somebody was first."""
    changed = tx.run(
        update(announcements)
        .where(
            announcements.c.id == row.id,
            announcements.c.revision == row.revision,
            announcements.c.status == row.status,
        )
        .values(revision=row.revision + 1, **values)
    )
    moved = get(tx, row.id) if changed else None
    if moved is not None and (row.status is Status.PROPOSED) is not (moved.status is Status.PROPOSED):
        recounted(tx, row.community)
    return moved


def put_on_its_way(tx: Tx, row: Announcement, *, approved_by: str = "") -> Announcement | None:
    """Send after the time for Undo, or at its own moment; None when somebody was first.

    `approved_by` is who let a member's proposal through; the author's own Send leaves it empty.
    """
    due = max(row.at or tx.now, tx.now + UNDO)
    status = Status.SCHEDULED if due > tx.now + UNDO else Status.SENDING
    decision = {"decided_by": approved_by, "decided_at": tx.now} if approved_by else {}
    moved = _move(tx, row, status=status, due=due, **decision)
    if moved is None:
        return None
    groups = tuple(each.id for each in groups_of(tx, row.community, row.author)) if moved.home == GROUPS else ()
    later(tx, due, Deliver(moved.id, moved.revision, groups), key=f"{moved.id}/deliver/{moved.revision}")
    if approved_by:
        communities.record(tx, row.community, approved_by, "announcement-approved", title=row.title)
        redraw(tx, moved.proposal)
    return moved


def propose(tx: Tx, community: Community, row: Announcement) -> Announcement | None:
    """Ask the administrators; the card stands where they hear of things. None when somebody was first."""
    return _ask(tx, community, row)


def _ask(tx: Tx, community: Community, row: Announcement, **said: object) -> Announcement | None:
    now = {"proposed_at": tx.now, "waiting_since": tx.now}
    moved = _move(tx, row, **said, **now, status=Status.PROPOSED, due=None, decided_by="", decided_at=None)
    if moved is None:
        return None
    wait(tx, community, moved)
    redraw(tx, moved.proposal)
    for target in deciders(tx, community):  # in the same instant as `proposed_at`, by which `shows` knows its copies
        key = f"{moved.proposal}/{moved.revision}/{target}"
        show(tx, target, moved.proposal, key=key, at=_read_at(tx, target))
    communities.record(tx, community.id, row.author, "announcement-proposed", title=moved.title)
    return moved


def wait(tx: Tx, community: Community, row: Announcement) -> None:
    """The administrators find it in their next digest; its author hears when nobody has decided for too long."""
    approvals.expect(tx, community)
    since = row.waiting_since or tx.now
    key = f"{row.id}/undecided/{since:%Y%m%dT%H%M%S%f}"
    later(tx, since + UNDECIDED, Undecided(row.id, since), key=key)


def shows(tx: Tx, row: Announcement, message: Posted | None) -> bool | None:
    """Whether a copy of the card certainly shows what is proposed now; None for a message that is no copy of it.

    Only a copy posted when this text was proposed does: a redrawing may not have arrived yet, or never will.
    """
    for each in cards(tx, row.proposal) if message else ():
        if message and (each.target, each.message_id) == (message.target, message.id):
            return each.at == row.proposed_at
    return None


def deciders(tx: Tx, community: Community) -> list[Account | Place]:
    """Where the administrators hear of things: their channels, else each privately, else the platform team."""
    found: list[Account | Place] = [*communities.admin_places(tx, community.id)]
    if not found:
        found += _reachable(tx, membership.administrators(tx, community.id))
    return found or _reachable(tx, [owner.id for owner in people.owners(tx)])


def _reachable(tx: Tx, persons: Iterable[str]) -> list[Account | Place]:
    """The account each of them used last; who has none left is left out."""
    held = (people.accounts_of(tx, person) for person in persons)
    return [accounts[0].address for accounts in held if accounts]


def tell_administrators(tx: Tx, community: Community, told: Message, *, key: str) -> None:
    for target in deciders(tx, community):
        send(tx, target, told, key=f"{key}/{target}", at=_read_at(tx, target))


def _read_at(tx: Tx, target: Account | Place) -> datetime:
    """A decision is asked for however much somebody had to read today, but wakes nobody."""
    return people.reads_at(tx, people.person_of(tx, target)) if isinstance(target, Account) else tx.now


def reject(tx: Tx, row: Announcement, words: str, *, by: str) -> Announcement | None:
    """Turn a proposal down; None when it was decided before."""
    moved = _move(tx, row, status=Status.REJECTED, decided_by=by, decided_at=tx.now, words=words)
    if moved is not None:
        files.keep_until(tx, row.file, tx.now + STALE_AFTER)
        communities.record(tx, row.community, by, "announcement-rejected", title=row.title)
        redraw(tx, moved.proposal)
    return moved


def undo(tx: Tx, community: Community, row: Announcement) -> Announcement | None:
    """Take back what has not left: a draft again, or a proposal that waits again; None when it has left."""
    if row.status is not Status.SENDING:
        return None
    if not row.decided_by:
        return _move(tx, row, status=Status.DRAFT, due=None)
    moved = _move(tx, row, status=Status.PROPOSED, due=None, decided_by="", decided_at=None, waiting_since=tx.now)
    if moved is not None:
        wait(tx, community, moved)
        redraw(tx, moved.proposal)
    return moved


def cancel(tx: Tx, row: Announcement, *, by: str) -> Announcement | None:
    """Give up what has not left; None when it has, or when somebody was first."""
    if row.status not in (Status.DRAFT, Status.PROPOSED, Status.SCHEDULED):
        return None
    moved = _move(tx, row, status=Status.CANCELLED, due=None, reason="by-hand")
    if moved is not None:
        files.keep_until(tx, row.file, tx.now + STALE_AFTER)
    if moved is not None and row.status is not Status.DRAFT:
        communities.record(tx, row.community, by, "announcement-cancelled", title=row.title)
        redraw(tx, moved.proposal)
    return moved


def revise(
    tx: Tx, community: Community, row: Announcement, content: Content, *, by: str, administers: bool
) -> Announcement | None:
    """Write another text, perhaps with another file; None when somebody changed it meanwhile.

    What was sent changes in every place; what was scheduled stays so, unless a member wrote it: then it is proposed
    anew, since nobody has agreed to the new text; what had ended is a draft again.
    """
    moved = _revise(tx, community, row, content, by=by, administers=administers)
    if moved is not None:
        _take_file(tx, moved)
        if moved.file != row.file:
            files.drop(tx, row.file)
    return moved


def _revise(
    tx: Tx, community: Community, row: Announcement, content: Content, *, by: str, administers: bool
) -> Announcement | None:
    said = asdict(content)
    match row.status:
        case Status.SENT:
            return _rewrite(tx, row, content, by=by)
        case Status.SCHEDULED if administers:
            moved = _move(tx, row, **said)
            return put_on_its_way(tx, moved) if moved else None
        case Status.SCHEDULED:
            return _ask(tx, community, row, **said)
        case Status.PROPOSED:
            moved = _move(tx, row, **said, proposed_at=tx.now, waiting_since=tx.now)
            if moved is not None:
                wait(tx, community, moved)
            redraw(tx, row.proposal)
            return moved
        case Status.DRAFT | Status.REJECTED | Status.CANCELLED:
            return _move(
                tx, row, **said, status=Status.DRAFT, due=None, reason="", decided_by="", decided_at=None, words=""
            )
        case Status.SENDING | Status.WITHDRAWN:
            return None


def _rewrite(tx: Tx, row: Announcement, content: Content, *, by: str) -> Announcement | None:
    """When it was announced, and for when, no longer changes; every copy says that it was edited."""
    kept = asdict(content)
    words = {name: kept[name] for name in ("type", "title", "text", "link", "file", "comments")}
    moved = _move(tx, row, **words, edited_at=tx.now, edited_by=by)
    if moved is not None:
        communities.record(tx, row.community, by, "announcement-edited", title=content.title)
        redraw(tx, row.card)
    return moved


def withdraw(tx: Tx, row: Announcement, *, by: str) -> Announcement | None:
    """Delete what was sent, in every place; it no longer counts as something given. None when it was not there."""
    if row.status is not Status.SENT:
        return None
    moved = _move(tx, row, status=Status.WITHDRAWN, edited_at=tx.now, edited_by=by, file="")
    if moved is not None:
        files.drop(tx, row.file)
        redraw(tx, row.proposal)
        communities.taken_back(tx, row.id)
        communities.record(tx, row.community, by, "announcement-deleted", title=row.title)
        erase(tx, row.card)
    return moved
