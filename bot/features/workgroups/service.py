"""A working group is made inside a community, or attached to it and detached by consent of both (FEATURES 2.8.5)."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.chat.text import Series, Words, t
from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.errors import Refused
from bot.features.administration import service as administration
from bot.features.approvals import service as approvals
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.access import closed, rights, rights_of, standing_of, while_seeing
from bot.features.people import service as people
from bot.features.workgroups import messages
from bot.features.workgroups.model import Offer, State, What, offers
from bot.jobs.outbox import redraw, show

NAMED = 10
"""So many people are named who would have to join first."""


def create(tx: Tx, parent: Community, group: Community, caller: Caller) -> Community:
    """A new working group, whoever makes it its first administrator; Refused as `check_parent` does."""
    check_parent(communities.held(tx, parent))
    made = administration.create(tx, group, caller)
    _recorded(tx, made, parent, What.ATTACH, by=caller.id)
    return made


def check_parent(parent: Community) -> None:
    """Raises Refused for an archived community, and for a working group: it has none of its own."""
    if parent.archived:
        raise Refused(closed(parent))
    if parent.parent:
        raise Refused(t("workgroups-nested", community=Words(parent.name)))


def propose(tx: Tx, what: What, group: Community, parent: Community, caller: Caller) -> Offer | None:
    """Done at once by whoever administers both (None); otherwise the other side is asked. Refused as it cannot be."""
    parent, group = communities.held(tx, parent), communities.held(tx, group)
    _check(tx, what, group, parent)
    if what is What.ATTACH and rights(tx, parent, caller).read:
        _all_inside(tx, group, parent)
    if all(rights(tx, each, caller).administer for each in (group, parent)):
        _settle(tx, what, group, parent, by=caller.id)
        return None
    asked = parent if rights(tx, group, caller).administer else group
    _end(tx, group.id)
    made = Offer(new_id("off"), group.id, parent.id, what, asked.id, caller.id, State.OPEN, "", tx.now)
    tx.add(offers, made)
    places, private = approvals.hearing(tx, asked)
    for place in places:
        show(tx, place, made.card, key=f"{made.id}/{place}")
    for person in private:
        people.tell(tx, person, Message(()), key=f"{made.id}/{person}", needs=made.card, decides=True)
    return made


def asleep(tx: Tx, made: Offer) -> bool:
    """Whether all who are asked read it in their morning."""
    asked = communities.get(tx, made.asked)
    places, private = approvals.hearing(tx, asked) if asked else ([], [])
    return not places and people.asleep(tx, private)


def _check(tx: Tx, what: What, group: Community, parent: Community) -> None:
    if group.archived:
        raise Refused(closed(group))
    if what is What.DETACH:
        if group.parent != parent.id:
            raise Refused(t("workgroups-not-attached", community=Words(group.name)))
        return
    check_parent(parent)
    if group.id == parent.id:
        raise Refused(t("workgroups-itself", community=Words(group.name)))
    if group.parent:
        raise Refused(t("workgroups-attached-already", community=Words(group.name)))
    if communities.groups(tx, group.id):
        raise Refused(t("workgroups-has-groups", community=Words(group.name)))
    if group.mode is Mode.OPEN:
        raise Refused(t("communities-group-not-open"))


def _all_inside(tx: Tx, group: Community, parent: Community) -> None:
    """Nobody loses a membership by it, so whoever is missing above has to come in there first.

    Told only to those who may know who is there.
    """
    outside = [
        each.person
        for each in membership.members(tx, group.id)
        if standing_of(tx, parent.id, each.person).role is None
    ]
    if outside:
        named = Series(tuple(people.who(tx, each) for each in outside[:NAMED]))
        names = {"community": Words(group.name), "parent": Words(parent.name)}
        raise Refused(t("workgroups-outside", **names, people=named, more=max(0, len(outside) - NAMED)))


def _settle(tx: Tx, what: What, group: Community, parent: Community, *, by: str) -> None:
    attached = what is What.ATTACH
    communities.change(tx, group, parent=parent.id if attached else "")
    _end(tx, group.id)
    _recorded(tx, group, parent, what, by=by)


def _recorded(tx: Tx, group: Community, parent: Community, what: What, *, by: str) -> None:
    """In both logs; that of the community above does not tell of a hidden one."""
    line = "attached" if what is What.ATTACH else "detached"
    communities.record(tx, group.id, by, line, group=group.name, parent=parent.name)
    if not group.hidden:
        communities.record(tx, parent.id, by, line, group=group.name, parent=parent.name)


def _end(tx: Tx, group: str) -> None:
    """What was proposed of it before holds no more."""
    open_ones = (offers.c.workgroup == group, offers.c.state == State.OPEN)
    for each in tx.all(select(offers).where(*open_ones), Offer):
        _answered(tx, each, State.OVER, by="")


def _answered(tx: Tx, made: Offer, state: State, *, by: str) -> bool:
    mine = (offers.c.id == made.id, offers.c.state == State.OPEN)
    changed = bool(tx.run(update(offers).where(*mine).values(state=state, answered_by=by)))
    if changed:
        redraw(tx, made.card)
        people.redraw_letters(tx, made.card)
    return changed


def get(tx: Tx, identity: str) -> Offer | None:
    return tx.one(select(offers).where(offers.c.id == identity), Offer)


def answer(tx: Tx, made: Offer, *, accept: bool, by: str) -> Offer:
    """The other side agrees, or not, and whoever proposed it hears of it; Refused when it cannot be any more."""
    group, parent = both(tx, made)
    if made.state is State.OPEN and accept:
        _check(tx, made.what, communities.held(tx, group), communities.held(tx, parent))
        if made.what is What.ATTACH:
            _all_inside(tx, group, parent)
    if not _answered(tx, made, State.ACCEPTED if accept else State.DECLINED, by=by):
        raise Refused(t("workgroups-answered"))
    if accept:
        _settle(tx, made.what, group, parent, by=by)
    now = get(tx, made.id) or made
    told = messages.answered(now, group, parent, people.who(tx, by))
    needs = while_seeing(parent if made.asked == parent.id else group)
    people.tell(tx, made.person, told, key=f"{made.id}/answered", needs=needs, awaited=True)
    return now


def both(tx: Tx, made: Offer) -> tuple[Community, Community]:
    """The working group and the community above it."""
    group, parent = communities.get(tx, made.workgroup), communities.get(tx, made.parent)
    if group is None or parent is None:
        raise Refused(t("workgroups-no-such-offer"))
    return group, parent


def drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    made = get(tx, argument.partition("/")[0])
    if made is None:
        return None
    group, parent = both(tx, made)
    by = people.who(tx, made.answered_by) if made.answered_by else None
    return messages.offer(made, group, parent, people.who(tx, made.person), by)


def shown_to(tx: Tx, argument: str, target: Account | Place) -> bool:
    """Those who administer the side that is asked."""
    made = get(tx, argument.partition("/")[0])
    asked = communities.get(tx, made.asked) if made else None
    if asked is None:
        return False
    if isinstance(target, Place):
        return target in communities.admin_places(tx, asked.id)
    return rights_of(tx, asked, people.person_of(tx, target)).administer
