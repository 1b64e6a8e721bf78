"""Coming into and leaving a community's channel by the platform's own means: it counts as far as it could in chat.

Whoever comes in where anybody may join is a member, and so is whoever an administrator lets in. Everybody else is told
how to become one, and the administrators read of them at once. Whoever leaves the channel leaves the community, unless
they decide there or have another way in.
"""

from __future__ import annotations

from bot.chat.address import Account, Place
from bot.chat.inbound import Actor, Arrived, Left
from bot.chat.message import Message
from bot.chat.reply import Silence, Whisper
from bot.commands.context import Caller, Context
from bot.commands.feature import Answered
from bot.db.tx import Tx
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS, Door, Standing, access, closed, standing, standing_of
from bot.features.membership.doors import try_again, ways_in
from bot.features.membership.model import Status
from bot.features.membership.service import Outcome
from bot.features.people import service as people
from bot.features.places import drift, messages, reports
from bot.features.places.drift import Seen
from bot.features.places.model import Look


def arrived(ctx: Context, event: Arrived) -> Answered:
    """Somebody came into a channel by hand."""
    for home in homes.at(ctx.tx, event.place) if event.place else ():
        if home.admin_place == event.place:
            _look(ctx.tx, home, event.by.account, admin=True, inside=True)
            continue
        community = communities.get(ctx.tx, home.community)
        if community is not None:
            said = _came(ctx, community, home, event)
            return Whisper(said) if said is not None else Silence()
    return Silence()


def _came(ctx: Context, community: Community, home: Home, event: Arrived) -> Message | None:
    """What is said to whoever came, if anything."""
    community = communities.held(ctx.tx, community)
    stands = standing(ctx.tx, community, ctx.caller)
    door = access(community, stands).join
    if door is Door.INSIDE or stands.owner:
        try_again(ctx.tx, community, {event.by.account})
        return None
    if door is Door.CLOSED:
        return messages.came_too_late(closed(community))
    if door not in (Door.BARRED, Door.PARENT_FIRST) and _let_in_by(ctx.tx, community, event.inviter):
        return _added(ctx, community, event.inviter)
    if door is Door.INSTANT:
        return _joined(ctx, community, ctx.caller)
    _look(ctx.tx, home, event.by.account, admin=False, inside=True)
    return messages.came_in(community, door) if door is not Door.BARRED else None


def _let_in_by(tx: Tx, community: Community, inviter: Actor | None) -> bool:
    """Whether whoever let somebody in decides who belongs; letting them in was the decision then."""
    person = people.person_of(tx, inviter.account) if inviter else ""
    known = people.get(tx, person) if person else None
    if known is None or membership.full(tx, community):
        return False
    return access(community, standing_of(tx, community.id, person, owner=known.owner)).decide


def _added(ctx: Context, community: Community, inviter: Actor | None) -> Message | None:
    by = people.person_of(ctx.tx, inviter.account) if inviter else ""
    if membership.let_in(ctx.tx, community, ctx.caller.id, by=by):
        return messages.added(community, people.who(ctx.tx, by))
    return None


def _joined(ctx: Context, community: Community, caller: Caller) -> Message | None:
    """Joining as by the command; what has to be accepted first is asked for at a button."""
    match membership.join(ctx.tx, community, caller).outcome:
        case Outcome.JOINED:
            return messages.joined_by_channel(community)
        case Outcome.FULL:
            return messages.came_in_full(community)
        case _:
            return messages.came_in(community, Door.INSTANT)


def _look(tx: Tx, home: Home, account: Account, *, admin: bool, inside: bool) -> None:
    """What the hourly look would do about this one account, now."""
    place = home.admin_place if admin else home.place
    if place is None:
        return
    look = Look(home.id, place, "" if admin else home.role, admin=admin)
    drift.judge(tx, look, Seen(frozenset({account} if inside else ()), tx.now), [account])
    reports.report(tx, home.id, admin=admin)


def left(ctx: Context, event: Left) -> Answered:
    """Somebody left a channel by hand, or was taken out of it."""
    for home in homes.at(ctx.tx, event.place) if event.place else ():
        community = communities.get(ctx.tx, home.community)
        if community is None or home.admin_place == event.place:
            continue
        stands = standing(ctx.tx, community, ctx.caller)
        if stands.role is None:
            _look(ctx.tx, home, event.by.account, admin=False, inside=False)
        else:
            _went(ctx, community, home, stands, event)
    return Silence()


def _went(ctx: Context, community: Community, home: Home, stands: Standing, event: Left) -> None:
    """Told privately, whether they left the community with it or not."""
    account = event.by.account
    stays = stands.role in DECIDERS or _another_way(ctx.tx, community, home.place, account, ctx.caller.id)
    if not stays:
        membership.depart(ctx.tx, community, ctx.caller.id, Status.LEFT, by=ctx.caller.id)
    after = access(community, standing(ctx.tx, community, ctx.caller))
    heard = messages.stays(community) if stays else messages.went(community, after)
    people.tell(ctx.tx, ctx.caller.id, heard, key=f"{home.id}/went/{ctx.inbound}", prefer=account, awaited=True)


def _another_way(tx: Tx, community: Community, place: Place, account: Account, person: str) -> bool:
    """Whether the community is open to them in another channel, or to another account of theirs."""
    return any((home.place, other) != (place, account) for home, other in ways_in(tx, community, person))
