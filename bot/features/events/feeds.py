"""Who may read which calendar from outside: a secret address for each member, which ends with their membership."""

from __future__ import annotations

import secrets

from sqlalchemy import select, update

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.feed import KEPT, Feed
from bot.features.events.model import Event, Occurrence, Subscription, subscriptions
from bot.features.membership.access import standing_of
from bot.features.people import service as people

PUBLIC_URL = "public url"
"""The note that keeps how the outside reaches our web pages, "" where it does not."""


def address(tx: Tx, community: str, person: str, *, anew: bool = False) -> str:
    """Where this member's calendar of a community is read, "" where nobody outside reaches us.

    `anew`: the old address answers no more.
    """
    base = tx.noted(PUBLIC_URL)
    if not base:
        return ""
    mine = (subscriptions.c.community == community, subscriptions.c.person == person)
    if anew:
        tx.run(update(subscriptions).where(*mine).values(secret=_secret()))
    tx.add_once(subscriptions, Subscription(community, person, _secret(), tx.now))
    secret = tx.value(select(subscriptions.c.secret).where(*mine))
    return f"{str(base).rstrip('/')}/calendar/{secret}.ics"


def _secret() -> str:
    return secrets.token_urlsafe(24)


def read(tx: Tx, secret: str) -> Feed | None:
    """What stands behind a secret address; None for one that never was, was replaced, or whose owner has left."""
    found = tx.one(select(subscriptions).where(subscriptions.c.secret == secret), Subscription)
    community = communities.get(tx, found.community) if found else None
    if found is None or community is None:
        return None
    known = people.get(tx, found.person)
    if standing_of(tx, community.id, found.person).role is None and not (known and known.owner):
        return None
    return Feed(community, tuple(service.coming(tx, community.id, after=tx.now - KEPT)), tx.now)


def one(tx: Tx, community: Community, row: Event, made: Occurrence) -> Feed:
    """A calendar of one occurrence only."""
    return Feed(community, ((row, made),), tx.now)
