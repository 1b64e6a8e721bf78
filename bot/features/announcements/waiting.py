"""Proposals that nobody decides: the administrators' digest tells of them, their authors hear of it and may remind."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.chat.message import Button, say
from bot.chat.reply import Redraw
from bot.chat.text import Moment, Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Waiting
from bot.db.tx import Tx
from bot.features.announcements import delivery, notices, service
from bot.features.announcements.concerns import announcing, concern, state
from bot.features.announcements.model import UNDECIDED, Announcement, Status, Undecided, announcements
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import access, standing_of
from bot.features.people import service as people


def look(tx: Tx, community: str, person: str) -> Waiting | None:
    """The proposals of a community that an administrator can decide on, for their morning digest."""
    found = communities.get(tx, community)
    known = people.get(tx, person)
    standing = standing_of(tx, community, person, owner=bool(known and known.owner))
    if found is None or not access(found, standing).administer:
        return None
    waiting = announcements.c.community == community, announcements.c.status == Status.PROPOSED
    proposed = tx.all(select(announcements.c.proposed_at).where(*waiting).order_by(announcements.c.proposed_at))
    if not proposed:
        return None
    since = proposed[0].proposed_at
    oldest = Moment(since, "relative")
    text = t("announcements-waiting", community=Words(found.name), count=len(proposed), oldest=oldest)
    return Waiting(text, Button(t("button-recent-announcements"), f"announcements.recent:{community}/0"), since)


def undecided(tx: Tx, due: Undecided) -> None:
    """Fourteen days without a decision: its author hears that, once, and can remind the administrators or withdraw."""
    row = service.get(tx, due.announcement)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or row.status is not Status.PROPOSED or row.waiting_since != due.since:
        return
    if community.archived:
        delivery.drop(tx, community, row, "archived")
    elif standing_of(tx, community.id, row.author).role is not None:
        key = f"{row.id}/undecided/{due.since:%Y%m%dT%H%M%S%f}/told"
        people.tell(tx, row.author, notices.undecided(community, row), key=key, prefer=row.account, awaited=True)


def remind(ctx: Context, argument: str) -> Answered:
    """Asks the administrators once more; they were asked for the last time at least fourteen days ago."""
    it = concern(ctx, argument)
    if not it.own or it.row.status is not Status.PROPOSED:
        return Redraw(state(ctx, it))
    announcing(ctx, it.community)
    if not _remind(ctx.tx, it.community, it.row):
        at = Moment(it.row.waiting_since or it.row.created_at, "date")
        return Redraw(say(t("announcements-reminded-already", title=Words(it.row.title), at=at)))
    return Redraw(say(t("announcements-reminded", title=Words(it.row.title))))


def _remind(tx: Tx, community: Community, row: Announcement) -> bool:
    reminded = tx.run(
        update(announcements)
        .where(
            announcements.c.id == row.id,
            announcements.c.status == Status.PROPOSED,
            announcements.c.waiting_since <= tx.now - UNDECIDED,
        )
        .values(waiting_since=tx.now)
    )
    now = service.get(tx, row.id)
    if not reminded or now is None:
        return False
    service.wait(tx, community, now)
    told = notices.reminded(community, now, people.who(tx, now.author))
    service.tell_administrators(tx, community, told, key=f"{now.id}/reminded/{tx.now:%Y%m%dT%H%M%S%f}")
    communities.record(tx, community.id, now.author, "announcement-reminded", title=now.title)
    return True
