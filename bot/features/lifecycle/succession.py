"""Who administers next: the last administrator names somebody who accepts; where all are gone, the team decides.

FEATURES 2.4.8: nobody is made an administrator without a word of their own, unless the platform team decides it.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, update

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.chat.text import Words, t
from bot.db.tx import Tx, new_id
from bot.errors import Refused
from bot.features.administration import service as administration
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.lifecycle import messages
from bot.features.lifecycle.model import ACCEPTED, DECLINED, OFFERED, Offer, offers
from bot.features.membership import service as membership
from bot.features.membership.access import closed, rights_of, standing_of
from bot.features.membership.model import Membership, Role
from bot.features.people import service as people

CANDIDATES = 25
FIRST = (Role.MODERATOR, Role.REVIEWER)
"""Who is proposed before other members: they know how it is run."""


def candidates(tx: Tx, community: Community) -> list[Membership]:
    """Who could administer: those who moderate or review first, then whoever has belonged longest."""
    able = [
        each
        for each in membership.members(tx, community.id)
        if each.role is not Role.ADMINISTRATOR and people.accounts_of(tx, each.person)
    ]
    return sorted(able, key=lambda each: (each.role not in FIRST, each.since))[:CANDIDATES]


def offer(tx: Tx, community: Community, person: str, *, by: str) -> Offer:
    """Ask a member whether they will administer; Refused for somebody who cannot. Asking again says it again."""
    community = communities.held(tx, community)
    if community.archived:
        raise Refused(closed(community))
    role = standing_of(tx, community.id, person).role
    if role is None:
        raise Refused(t("lifecycle-not-a-member", community=Words(community.name)))
    if role is Role.ADMINISTRATOR:
        raise Refused(t("lifecycle-already-administers", person=people.who(tx, person)))
    made = Offer(new_id("off"), community.id, person, by, OFFERED, tx.now)
    tx.add(offers, made)
    heard = messages.offered(made, community, people.who(tx, by))
    people.tell(tx, person, heard, key=f"{made.id}/offered", needs=messages.offer_card(made), decides=True)
    return made


def accept(tx: Tx, made: Offer) -> Community:
    """The member administers from now on, and whoever asked hears of it; Refused with what is so instead."""
    community = _open(tx, made)
    _end(tx, made, ACCEPTED)
    administration.name_to(tx, community, made.person, Role.ADMINISTRATOR, by=made.person)
    told = messages.accepted(community, people.who(tx, made.person))
    people.tell(tx, made.by, told, key=f"{made.id}/accepted", awaited=True)
    return community


def decline(tx: Tx, made: Offer) -> Community:
    community = _open(tx, made)
    _end(tx, made, DECLINED)
    told = messages.declined(community, people.who(tx, made.person))
    people.tell(tx, made.by, told, key=f"{made.id}/declined", awaited=True)
    return community


def _open(tx: Tx, made: Offer) -> Community:
    """The community of an offer that still holds: whoever made it administers, and nothing was answered."""
    found = communities.get(tx, made.community)
    if found is None:
        raise Refused(t("communities-unknown"))
    community = communities.held(tx, found)
    if community.archived:
        raise Refused(closed(community))
    now = get(tx, made.id)
    if now is not None and now.state != OFFERED:
        raise Refused(t("lifecycle-offer-answered"))
    if now is None or not _holds(tx, community, now):
        raise Refused(t("lifecycle-offer-over", community=Words(community.name)))
    return community


def _holds(tx: Tx, community: Community, made: Offer) -> bool:
    role = standing_of(tx, community.id, made.person).role
    return role not in (None, Role.ADMINISTRATOR) and rights_of(tx, community, made.by).administer


def _end(tx: Tx, made: Offer, state: str) -> None:
    mine = (offers.c.id == made.id, offers.c.state == OFFERED)
    if not tx.run(update(offers).where(*mine).values(state=state)):
        raise Refused(t("lifecycle-offer-answered"))
    people.redraw_letters(tx, messages.offer_card(replace(made, state=state)))


def get(tx: Tx, identity: str) -> Offer | None:
    return tx.one(select(offers).where(offers.c.id == identity), Offer)


# Where all are gone.


def orphaned(tx: Tx, community: Community) -> bool:
    """Whether nobody is left who administers and can be reached."""
    return not any(people.accounts_of(tx, each) for each in membership.administrators(tx, community.id))


def gone(tx: Tx, person: str, *, key: str) -> None:
    """An account disappeared: the platform team reads of each community that nobody administers any more."""
    if people.accounts_of(tx, person):
        return
    for each in membership.of_person(tx, person):
        community = communities.get(tx, each.community) if each.role is Role.ADMINISTRATOR else None
        if community is None or community.archived or not orphaned(tx, community):
            continue
        for owner in people.owners(tx):
            heard = _proposal(tx, community)
            mail = f"{key}/{community.id}/{owner.id}"
            people.tell(tx, owner.id, heard, key=mail, needs=messages.orphan_card(community), decides=True)


def back(tx: Tx, person: str) -> None:
    """An administrator is there again: what the team reads of their communities says so."""
    for each in membership.of_person(tx, person):
        community = communities.get(tx, each.community) if each.role is Role.ADMINISTRATOR else None
        if community is not None:
            people.redraw_letters(tx, messages.orphan_card(community))


def appoint(tx: Tx, community: Community, person: str, *, by: str) -> None:
    """The platform team makes a member administrator of a community that has none; Refused when it has one."""
    community = communities.held(tx, community)
    if community.archived:
        raise Refused(closed(community))
    if not orphaned(tx, community):
        raise Refused(t("lifecycle-not-orphaned", community=Words(community.name)))
    if standing_of(tx, community.id, person).role is None:
        raise Refused(t("lifecycle-not-a-member", community=Words(community.name)))
    administration.name_to(tx, community, person, Role.ADMINISTRATOR, by=by)
    people.redraw_letters(tx, messages.orphan_card(community))


def _proposal(tx: Tx, community: Community) -> Message:
    """Whoever moderates or reviews longest is proposed; where nobody does, the team chooses."""
    able = candidates(tx, community)
    first = next((each for each in able if each.role in FIRST), None)
    name = people.who(tx, first.person) if first else None
    return messages.orphaned(community, name, first.person if first else "", any_member=bool(able))


# What is read of it.


def orphan(tx: Tx, argument: str, locale: str) -> Message | None:
    community = communities.get(tx, argument.partition("/")[0])
    if community is None or community.archived:
        return None
    return _proposal(tx, community) if orphaned(tx, community) else messages.cared_for(community)


def the_team(tx: Tx, argument: str, target: Account | Place) -> bool:
    if isinstance(target, Place):
        return False
    known = people.get(tx, people.person_of(tx, target))
    return known is not None and known.owner


def offered(tx: Tx, argument: str, locale: str) -> Message | None:
    made = get(tx, argument.partition("/")[0])
    community = communities.get(tx, made.community) if made else None
    if made is None or community is None:
        return None
    if made.state == OFFERED and (community.archived or not _holds(tx, community, made)):
        return messages.over(community)
    return messages.offered(made, community, people.who(tx, made.by))


def the_chosen(tx: Tx, argument: str, target: Account | Place) -> bool:
    """Only whoever was asked, as long as they belong."""
    made = get(tx, argument.partition("/")[0])
    if made is None or isinstance(target, Place) or people.person_of(tx, target) != made.person:
        return False
    return standing_of(tx, made.community, made.person).role is not None
