"""Who may see, read, write, join and administer: decided here alone (guide 39–64, 70, 74–76; D1, D2, D10–D12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import bindparam, select

from bot.chat.text import Moment, T, Words, t
from bot.commands.context import Caller, Context
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership.model import (
    Asked,
    Membership,
    Request,
    Role,
    Status,
    invitations,
    memberships,
    requests,
)
from bot.features.people import service as people

DECIDERS = (Role.ADMINISTRATOR, Role.REVIEWER)


class Door(StrEnum):
    """How one comes in."""

    INSTANT = "instant"
    ASK = "ask"
    BY_INVITATION = "by invitation"
    INSIDE = "inside"
    ASKED = "asked"
    BARRED = "barred"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person is to one community; a stranger is the default."""

    membership: Membership | None = None
    request: Request | None = None
    invited: bool = False
    owner: bool = False

    @property
    def role(self) -> Role | None:
        inside = self.membership is not None and self.membership.status is Status.ACTIVE
        return self.membership.role if inside and self.membership else None

    @property
    def banned(self) -> bool:
        return self.membership is not None and self.membership.status is Status.BANNED


@dataclass(frozen=True, slots=True)
class Access:
    """`see`: it exists for this person; `read`: its content; `write`: take part; `decide`: on requests."""

    see: bool
    read: bool
    write: bool
    join: Door
    decide: bool
    administer: bool


def access(community: Community, standing: Standing) -> Access:
    """Decide, from what the community is and what the person is to it; nothing else is asked anywhere."""
    role = standing.role
    inside = role is not None
    administer = role is Role.ADMINISTRATOR or standing.owner
    concerned = inside or standing.owner or (not standing.banned and (standing.invited or standing.request is not None))
    return Access(
        see=not community.hidden or concerned,
        read=inside or (community.mode is Mode.OPEN and not community.hidden),
        write=inside and not community.archived,
        join=_door(community, standing),
        decide=administer or role in DECIDERS,
        administer=administer,
    )


def _door(community: Community, standing: Standing) -> Door:
    if standing.role is not None:
        return Door.INSIDE
    if community.archived:
        return Door.CLOSED
    if standing.banned:
        return Door.BARRED
    if standing.invited:
        return Door.INSTANT
    if standing.request is not None:
        return Door.ASKED
    if community.mode is Mode.PRIVATE or (community.hidden and community.mode is Mode.PUBLIC):
        return Door.BY_INVITATION
    if community.mode is Mode.SEMI_PRIVATE or (community.mode is Mode.OPEN and community.open_needs_approval):
        return Door.ASK
    return Door.INSTANT


def standing(tx: Tx, community: Community, caller: Caller) -> Standing:
    """What the caller is to this community."""
    return standing_of(tx, community.id, caller.id, owner=caller.owner)


_BELONGS = select(memberships).where(
    memberships.c.community == bindparam("community"), memberships.c.person == bindparam("person")
)
_ASKED = select(requests).where(
    requests.c.community == bindparam("community"),
    requests.c.person == bindparam("person"),
    requests.c.status == Asked.OPEN,
)
_INVITED = select(invitations.c.id).where(
    invitations.c.community == bindparam("community"),
    invitations.c.person == bindparam("person"),
    invitations.c.state == "open",
    invitations.c.expires_at > bindparam("now"),
)


def standing_of(tx: Tx, community: str, person: str, *, owner: bool = False) -> Standing:
    return Standing(
        tx.one(_BELONGS, Membership, community=community, person=person),
        tx.one(_ASKED, Request, community=community, person=person),
        tx.value(_INVITED, community=community, person=person, now=tx.now) is not None,
        owner,
    )


def rights(tx: Tx, community: Community, caller: Caller) -> Access:
    return access(community, standing(tx, community, caller))


def rights_of(tx: Tx, community: Community, person: str) -> Access:
    """The same of somebody who is not there to ask."""
    known = people.get(tx, person)
    return access(community, standing_of(tx, community.id, person, owner=known is not None and known.owner))


def visible(tx: Tx, caller: Caller) -> list[tuple[Community, Standing]]:
    """Every community the caller may see with what they are to it, by name; hidden ones only for those concerned."""
    belongs = {
        each.community: each
        for each in tx.all(select(memberships).where(memberships.c.person == caller.id), Membership)
    }
    asked = {
        each.community: each
        for each in tx.all(
            select(requests).where(requests.c.person == caller.id, requests.c.status == Asked.OPEN), Request
        )
    }
    invited = {
        row.community
        for row in tx.all(
            select(invitations.c.community).where(
                invitations.c.person == caller.id, invitations.c.state == "open", invitations.c.expires_at > tx.now
            )
        )
    }
    found = [
        (each, Standing(belongs.get(each.id), asked.get(each.id), each.id in invited, caller.owner))
        for each in communities.everything(tx)
    ]
    return [(community, stands) for community, stands in found if access(community, stands).see]


def seen(ctx: Context, typed: str) -> Community:
    """The community a person means by a slug or name, their own before others of that name.

    A hidden one and an unknown one get the same words.
    """
    found = None
    for each in communities.by_name(ctx.tx, typed):
        stands = standing(ctx.tx, each, ctx.caller)
        if stands.role is not None:
            return each
        if found is None and access(each, stands).see:
            found = each
    if found is None:
        raise Refused(t("communities-unknown"))
    return found


def known(ctx: Context, community: str) -> Community:
    """A community by its id, as tokens carry it; the same words as for an unknown one when it may not be seen."""
    found = communities.get(ctx.tx, community)
    if found is None or not rights(ctx.tx, found, ctx.caller).see:
        raise Refused(t("communities-unknown"))
    return found


def administered(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller administers the community (or is of the platform team)."""
    if not rights(ctx.tx, community, ctx.caller).administer:
        raise Refused(_refusal(ctx, community, "membership-only-administrators"))


def decided_by(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller may decide requests of the community."""
    if not rights(ctx.tx, community, ctx.caller).decide:
        raise Refused(_refusal(ctx, community, "membership-only-administrators"))


def inside(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller is a member (guide 42)."""
    if standing(ctx.tx, community, ctx.caller).role is None:
        raise Refused(_refusal(ctx, community, "membership-only-members"))


def writable(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller may take part now: a member, and the community not archived."""
    inside(ctx, community)
    if community.archived:
        raise Refused(closed(community))


def while_deciding(community: Community) -> str:
    """What a private message `needs` that only those who decide may read."""
    return f"for-deciders:{community.id}"


def while_inside(community: Community) -> str:
    """What a private message `needs` that means nothing outside."""
    return f"for-members:{community.id}"


def while_seeing(community: Community) -> str:
    """What a private message `needs` that tells of a community which may hide."""
    return f"for-those-who-see:{community.id}"


def while_invited(community: Community) -> str:
    """What an invitation `needs`: it may be closed, or used, before it is read."""
    return f"for-invited:{community.id}"


def _refusal(ctx: Context, community: Community, key: str) -> T:
    """Says no; never more than that no such community exists to somebody who may not see it."""
    if not rights(ctx.tx, community, ctx.caller).see:
        return t("communities-unknown")
    return t(key, community=Words(community.name))


def closed(community: Community) -> T:
    """The clause an archived community carries (guide 73)."""
    at = community.archived_at or community.created_at
    return t("communities-archived-clause", community=Words(community.name), at=Moment(at, "date"))
