"""Which announcement a button means, and what its presser may do with it; others learn nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.message import Message
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.errors import Refused
from bot.features.announcements import delivery, messages, notices, service
from bot.features.announcements.content import zone_of
from bot.features.announcements.forms import Asked
from bot.features.announcements.messages import Listed, Proposed, Shown
from bot.features.announcements.model import GROUPS, Announcement, Delivery, Status
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import closed, readable, rights
from bot.features.people import service as people
from bot.features.people import workspaces


@dataclass(frozen=True, slots=True)
class Concern:
    """`seen` is the revision its button was drawn for, None when the button says none."""

    row: Announcement
    community: Community
    own: bool
    administers: bool
    seen: int | None

    @property
    def stale(self) -> bool:
        return self.seen is not None and self.seen != self.row.revision


def concern(ctx: Context, argument: str) -> Concern:
    """What `id/revision` means to the caller; Refused, in the same words as for one that never was, for all others."""
    name, _, revision = argument.partition("/")
    row = service.get(ctx.tx, name)
    community = communities.get(ctx.tx, row.community) if row else None
    if row is not None and community is not None:
        may = rights(ctx.tx, community, ctx.caller)
        own = row.author == ctx.caller.id
        if (own and may.see) or (may.administer and row.status is not Status.DRAFT):
            seen = int(revision) if revision.isdecimal() else None
            return Concern(row, community, own, may.administer, seen)
        if may.decide and row.status is not Status.DRAFT:  # reviewers read the card where administrators meet
            raise Refused(t("membership-only-administrators", community=Words(community.name)))
    raise Refused(t("announcements-unknown"))


def concerned(ctx: Context, argument: str) -> None:
    """Allows the author, and the administrators for all but drafts."""
    concern(ctx, argument)


def deciding(ctx: Context, argument: str) -> None:
    """Allows the administrators only."""
    it = concern(ctx, argument)
    if not it.administers:
        raise Refused(t("membership-only-administrators", community=Words(it.community.name)))


def published(ctx: Context, announcement: str) -> tuple[Announcement, Community]:
    """What was sent, for members; Refused in the same words for what never was, or is read by others only."""
    row = service.get(ctx.tx, announcement)
    community = communities.get(ctx.tx, row.community) if row else None
    seen = community is not None and rights(ctx.tx, community, ctx.caller).see
    if row is None or community is None or not seen or row.status is not Status.SENT:
        raise Refused(t("announcements-unknown"))
    readable(ctx, community)
    return row, community


def announcing(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller may announce or propose there now (FEATURES 2.5.1–2, D3)."""
    readable(ctx, community)
    if community.archived:
        raise Refused(closed(community))
    if not communities.homes(ctx.tx, community.id):
        team = "yes" if ctx.caller.owner else "no"
        raise Refused(t("announcements-nowhere", community=Words(community.name), team=team))


def sendable(ctx: Context, it: Concern) -> None:
    """Raises Refused unless it can be sent as it is: not too late, and where its community lives."""
    announcing(ctx, it.community)
    if it.row.at is not None and it.row.at <= ctx.now:
        raise Refused(t("announcements-moment-over"), notices.edit_button(it.row))
    if not service.homes_of(ctx.tx, it.row):
        raise Refused(t("announcements-moved", community=Words(it.community.name)), notices.edit_button(it.row))


def asked(ctx: Context, community: Community, row: Announcement | None = None) -> Asked:
    """What its form asks: the moment until it was sent, the place of administrators only where there are several,
    and working groups of those who may announce there."""
    sent = row if row is not None and row.status is Status.SENT else None
    places = delivery.places_of(ctx.tx, community.id) if rights(ctx.tx, community, ctx.caller).administer else {}
    return Asked(
        zone_of(ctx, community),
        tuple(places.items()) if len(places) > 1 and sent is None else (),
        delivery.named(service.groups_of(ctx.tx, community.id, ctx.caller.id)) if sent is None else None,
        moment=sent is None,
        comments=sent is None or not sent.comments,
    )


def listing(ctx: Context, community: Community) -> list[Listed]:
    """What the caller may read, each with what became of it for those who can do something about that."""
    administers = rights(ctx.tx, community, ctx.caller).administer
    return [
        Listed(
            row,
            people.who(ctx.tx, row.author),
            tuple(
                (workspaces.called(ctx.tx, each.place.platform, each.place.workspace), each)
                for each in (reported(ctx, row) if administers or row.author == ctx.caller.id else ())
            ),
            row.author == ctx.caller.id,
        )
        for row in service.listed(ctx.tx, community.id, ctx.caller.id, administers=administers)
    ]


def reported(ctx: Context, row: Announcement) -> list[Delivery]:
    """What became of it in each place of a community that the caller may see: no count tells of a hidden group."""
    found = delivery.report(ctx.tx, row)
    if row.home != GROUPS:
        return found
    owned = {each.id: communities.get(ctx.tx, each.community) for each in service.everywhere(ctx.tx, row)}
    seen = {home for home, owner in owned.items() if owner is not None and rights(ctx.tx, owner, ctx.caller).see}
    return [each for each in found if each.home in seen]


def preview(ctx: Context, it: Concern, *, cautions: tuple[str, ...] = (), again: bool = False) -> Message:
    """Exactly as it will look, for its author."""
    shown = Shown(
        delivery.reach(ctx.tx, it.row),
        ctx.now,
        service.file_of(ctx.tx, it.row),
        delivery.only_in(ctx.tx, it.row),
        cautions,
        it.administers,
        delivery.groups_named(ctx.tx, it.row),
    )
    return messages.preview(it.community, it.row, service.signed(ctx.tx, it.row), shown, again=again)


def state(ctx: Context, it: Concern) -> Message:
    """An announcement as it is now, with what its presser can still do."""
    row = it.row
    match row.status:
        case Status.DRAFT:
            return preview(ctx, it)
        case Status.PROPOSED:
            return messages.proposed(row) if it.own else reading_again(ctx, it, "announcements-undecided")
        case Status.SCHEDULED:
            return messages.scheduled(row, own=it.own)
        case Status.SENDING:
            return messages.on_its_way(row, ctx.now)
        case Status.SENT:
            return messages.sent(row)
        case Status.CANCELLED | Status.WITHDRAWN | Status.REJECTED:
            return messages.over(row, own=it.own)


def reading_again(ctx: Context, it: Concern, why: str) -> Message:
    """A proposal as it is now, with buttons that decide on exactly this text."""
    file = messages.listed(service.file_of(ctx.tx, it.row))
    proposed = Proposed(service.signed(ctx.tx, it.row), file, delivery.only_in(ctx.tx, it.row))
    return messages.undecided(it.community, it.row, proposed, t(why, title=Words(it.row.title)))
