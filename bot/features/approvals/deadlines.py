"""What happens to a request by itself; each job looks again at what is true when it is due."""

from __future__ import annotations

from bot.chat.message import Message
from bot.db.tx import Tx
from bot.features.approvals import digest, history, messages
from bot.features.approvals.deciding import tell
from bot.features.approvals.digest import deciders
from bot.features.approvals.model import HowOften, Settled, What
from bot.features.approvals.reminding import remind, remind_all
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.doors import request_changed
from bot.features.membership.model import Asked, Escalate, Expire, News, Queued, Request, Warn, told_to_wait
from bot.features.people import service as people
from bot.jobs.outbox import redraw, show
from bot.jobs.queue import later


def _waiting(tx: Tx, request: str) -> tuple[Community, Request] | None:
    """The request and its community while somebody still waits and could be let in."""
    asked = membership.request(tx, request)
    if asked is None or asked.status is not Asked.OPEN:
        return None
    community = communities.get(tx, asked.community)
    return (community, asked) if community is not None and not community.archived else None


def queued(tx: Tx, due: Queued) -> None:
    """Whoever decides will hear of it as often as they chose; at once where no channel of theirs shows the card.

    The requests of a community that nobody administers reach the platform team (M8).
    """
    community = communities.get(tx, due.community)
    if community is None:
        return
    if not due.request:  # somebody's role changed: who decides no more loses the cards they had
        for asked in membership.queue(tx, community.id):
            request_changed(tx, asked.id)
    members = deciders(tx, community)
    for member in members:
        digest.arm(tx, community, member, asked=bool(due.request))
    if not members:
        private = [each.id for each in people.owners(tx)]
    elif homes.heard_in(tx, community.id):
        private = []
    else:
        private = [each.person for each in members if each.digest == HowOften.AT_ONCE]
    request = membership.request(tx, due.request)
    for person in digest.impartial(tx, community, request, private) if request else []:
        held = people.accounts_of(tx, person)
        if held:
            show(tx, held[0].address, f"request:{due.request}", key=f"request:{due.request}/{person}")


def warn(tx: Tx, due: Warn) -> None:
    """Day 10: the person hears that nobody has decided, and everybody who could is reminded (FEATURES 2.2.7)."""
    found = _waiting(tx, due.request)
    if found is None:
        return
    community, asked = found
    tell(tx, asked, Message(()), key=f"{asked.id}/warned", needs=told_to_wait(asked.id))
    remind(tx, asked, News.EXPIRES, [each.person for each in deciders(tx, community)], key=f"{asked.id}/warned")


def expire(tx: Tx, due: Expire) -> None:
    """Day 14: the request ends and the person is told whose fault it is; a claimed one waits for the claim's end."""
    asked = membership.request(tx, due.request)
    if asked is None or asked.status is not Asked.OPEN:
        return
    until = asked.expires_at
    if asked.claimed_by and asked.claimed_until:
        until = max(until, asked.claimed_until)
    if until > tx.now:
        later(tx, until, Expire(asked.id), key=f"{asked.id}/expire/{until:%Y%m%dT%H%M%S%f}")
        return
    community = communities.get(tx, asked.community)
    if community is None or not requests.expire(tx, asked):
        return
    history.record(tx, asked, What.EXPIRED)
    request_changed(tx, asked.id)
    tell(tx, asked, messages.expired(community, asked), key=f"{asked.id}/expired/{until:%Y%m%d}")


def escalate(tx: Tx, due: Escalate) -> None:
    """3 days: where the administrators meet; 7: each of them; 10: the platform team (FEATURES 2.2.6)."""
    found = _waiting(tx, due.request)
    if found is None:
        return
    community, asked = found
    key = f"{asked.id}/escalated/{due.days}"
    members = deciders(tx, community)
    for member in members:
        digest.arm(tx, community, member, asked=False)
    if due.days >= 10:
        remind(tx, asked, News.WAITS, [each.id for each in people.owners(tx)], key=key)
    elif due.days >= 7:
        remind(tx, asked, News.WAITS, [each.person for each in members], key=key)
    else:
        remind_all(tx, community, asked, News.WAITS, key=key)


def settled(tx: Tx, due: Settled) -> None:
    """Ten minutes after a decision the card loses its Undo."""
    redraw(tx, f"request:{due.request}")
