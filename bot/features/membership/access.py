"""Who may see, read, write, join and administer: decided here alone (guide 39–64, 70, 74–76; D1, D2, D10–D12)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import and_, bindparam, exists, literal_column, select

from bot.chat.text import Moment, T, Words, t
from bot.commands.context import Caller, Context
from bot.db.tx import Tx
from bot.errors import Over, Refused
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
from bot.features.people import naming
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
    PARENT_FIRST = "parent first"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person is to one community; a stranger is the default.

    `above` is what they may in the community whose working group it is.
    """

    membership: Membership | None = None
    request: Request | None = None
    invited: bool = False
    owner: bool = False
    above: Access | None = None

    @property
    def role(self) -> Role | None:
        inside = self.membership is not None and self.membership.status is Status.ACTIVE
        return self.membership.role if inside and self.membership else None

    @property
    def banned(self) -> bool:
        return self.membership is not None and self.membership.status is Status.BANNED


@dataclass(frozen=True, slots=True)
class Access:
    """`see`: it exists for this person; `read`: its content; `write`: take part; `decide`: on requests.

    `close`: archive it, which those may too who administer the community whose working group it is.
    """

    see: bool
    read: bool
    write: bool
    join: Door
    decide: bool
    administer: bool
    close: bool = False


def access(community: Community, standing: Standing) -> Access:
    """Decide, from what the community is and what the person is to it; nothing else is asked anywhere."""
    role = standing.role
    inside = role is not None
    administer = role is Role.ADMINISTRATOR or standing.owner
    above = standing.above
    shown = shown_to_all(community) or (not community.hidden and above is not None and above.see)
    concerned = inside or standing.owner or (not standing.banned and (standing.invited or standing.request is not None))
    return Access(
        see=shown or concerned,
        read=inside or (community.mode is Mode.OPEN and not community.hidden),
        write=inside and not community.archived,
        join=_door(community, standing),
        decide=administer or role in DECIDERS,
        administer=administer,
        close=administer or (shown and above is not None and above.administer),
    )


def shown_to_all(community: Community) -> bool:
    """Whether a stranger sees it, and so everybody: the commonest question, answered without asking who it is."""
    return not (community.hidden or community.parent)


def _door(community: Community, standing: Standing) -> Door:
    if standing.role is not None:
        return Door.INSIDE
    if community.archived:
        return Door.CLOSED
    if standing.banned:
        return Door.BARRED
    if community.parent and (standing.above is None or standing.above.join is not Door.INSIDE):
        return Door.PARENT_FIRST
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
    return _standing(tx, community, caller.id, owner=caller.owner)


def _standing(tx: Tx, community: Community, person: str, *, owner: bool) -> Standing:
    found = standing_of(tx, community.id, person, owner=owner)
    parent = communities.get(tx, community.parent) if community.parent else None
    if parent is None:
        return found
    return replace(found, above=access(parent, standing_of(tx, parent.id, person, owner=owner)))


def outside_parent(tx: Tx, community: Community, person: str) -> bool:
    """Whether it is a working group of a community to which somebody does not belong."""
    return bool(community.parent) and standing_of(tx, community.parent, person).role is None


_BELONGS = and_(memberships.c.community == bindparam("community"), memberships.c.person == bindparam("person"))
_ASKED = and_(
    requests.c.community == bindparam("community"),
    requests.c.person == bindparam("person"),
    requests.c.status == literal_column("'open'"),
)
"""The state written out: were it a value, SQLite would plan the statement anew each time to see if an index applies."""

_INVITED = exists().where(
    invitations.c.community == bindparam("community"),
    invitations.c.person == bindparam("person"),
    invitations.c.state == "open",
    invitations.c.expires_at > bindparam("now"),
)
_ANYBODY = select(literal_column("1").label("one")).subquery("anybody")
_STANDING = (
    select(_INVITED, *memberships.c, *requests.c)
    .select_from(_ANYBODY)
    .outerjoin(memberships, _BELONGS)
    .outerjoin(requests, _ASKED)
)
"""One row for anybody, also for a stranger, since nearly every command asks for it: at most one membership, and of the
requests one that is open."""


def standing_of(tx: Tx, community: str, person: str, *, owner: bool = False) -> Standing:
    """What somebody is to a community, without what they are to the one above it."""
    [row] = tx.all(_STANDING, community=community, person=person, now=tx.now)
    belongs, asked = row[1 : 1 + len(memberships.c)], row[1 + len(memberships.c) :]
    return Standing(
        Membership(*belongs) if belongs[0] is not None else None,
        Request(*asked) if asked[0] is not None else None,
        bool(row[0]),
        owner,
    )


def rights(tx: Tx, community: Community, caller: Caller) -> Access:
    return access(community, standing(tx, community, caller))


def rights_of(tx: Tx, community: Community, person: str) -> Access:
    """The same of somebody who is not there to ask."""
    known = people.get(tx, person)
    return access(community, _standing(tx, community, person, owner=known is not None and known.owner))


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
    whole = {each.id: each for each in communities.everything(tx)}
    bare = {each: Standing(belongs.get(each), asked.get(each), each in invited, caller.owner) for each in whole}
    above = {each: access(whole[each], bare[each]) for each in {group.parent for group in whole.values()} & set(whole)}
    found = [(each, replace(bare[each.id], above=above.get(each.parent))) for each in whole.values()]
    return [(community, stands) for community, stands in found if access(community, stands).see]


def acquainted(tx: Tx, caller: Caller, among: Collection[str]) -> set[str]:
    """Those of these people of whom somebody can know: by a workspace or a community that both are in."""
    mine = select(memberships.c.community).where(
        memberships.c.person == caller.id, memberships.c.status == Status.ACTIVE
    )  # fmt: skip
    beside = select(memberships.c.person).where(
        memberships.c.community.in_(mine), memberships.c.status == Status.ACTIVE, memberships.c.person.in_(among)
    )  # fmt: skip
    return naming.neighbours(tx, caller.id, among) | {row.person for row in tx.all(beside.distinct())}


def known(ctx: Context, community: str) -> Community:
    """A community by its id, as tokens carry it; the same words as for an unknown one when it may not be seen."""
    found = communities.get(ctx.tx, community)
    if found is None or not rights(ctx.tx, found, ctx.caller).see:
        raise Over(t("communities-unknown"))
    return found


def administered(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller administers the community (or is of the platform team)."""
    if not rights(ctx.tx, community, ctx.caller).administer:
        raise Refused(_refusal(ctx, community, "membership-only-administrators"))


def closable(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller may archive the community, or bring it back."""
    if not rights(ctx.tx, community, ctx.caller).close:
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


def led(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller administers the community, and it is not archived."""
    administered(ctx, community)
    if community.archived:
        raise Refused(closed(community))


def readable(ctx: Context, community: Community) -> None:
    """Raises Refused unless the caller is inside, or administers; what an archived one holds stays readable."""
    if not rights(ctx.tx, community, ctx.caller).administer:
        inside(ctx, community)


def while_deciding(community: Community) -> str:
    """What a private message `needs` that only those who decide may read."""
    return f"for-deciders:{community.id}"


def while_inside(community: Community) -> str:
    """What a private message `needs` that means nothing outside."""
    return f"for-members:{community.id}"


def while_seeing(community: Community) -> str:
    """What a private message `needs` that tells of a community which may hide."""
    return f"for-those-who-see:{community.id}"


def while_invited(community: str) -> str:
    """What an invitation `needs`: it may be closed, or used, before it is read."""
    return f"for-invited:{community}"


def _refusal(ctx: Context, community: Community, key: str) -> T:
    """Says no; never more than that no such community exists to somebody who may not see it."""
    if not rights(ctx.tx, community, ctx.caller).see:
        return t("communities-unknown")
    return t(key, community=Words(community.name))


def closed(community: Community) -> T:
    """The clause an archived community carries (guide 73)."""
    at = community.archived_at or community.created_at
    return t("communities-archived-clause", community=Words(community.name), at=Moment(at, "date"))
