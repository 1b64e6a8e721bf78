"""Who may read which calendar from outside: a secret address for each member, which ends with their membership.

There is one for all that a community plans, and one for each of its series.
An event to which people outside may come has one of its own, and what is read there never says whose event it is.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Table, select, update

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.addresses import SeriesSubscription, Subscription, series_subscriptions, subscriptions
from bot.features.events.feed import KEPT, Feed
from bot.features.events.model import Event, Occurrence, Status, events
from bot.features.membership.access import standing_of
from bot.features.people import service as people

PUBLIC_URL = "public url"
"""The note that keeps how the outside reaches our web pages, "" where it does not."""


def address(tx: Tx, community: str, person: str, *, anew: bool = False) -> str:
    """Where this member's calendar of a community is read, "" where nobody outside reaches us.

    `anew`: the old address answers no more.
    """
    return _address(tx, subscriptions, Subscription(community, person, _secret(), tx.now), anew=anew)


def series_address(tx: Tx, row: Event, person: str, *, anew: bool = False) -> str:
    """The same for one series."""
    return _address(tx, series_subscriptions, SeriesSubscription(row.id, person, _secret(), tx.now), anew=anew)


def _address(tx: Tx, table: Table, new: Subscription | SeriesSubscription, *, anew: bool) -> str:
    """The one they have, else this new one."""
    if not reachable(tx):
        return ""
    about, subject = (
        (table.c.community, new.community) if isinstance(new, Subscription) else (table.c.event, new.event)
    )
    mine = (about == subject, table.c.person == new.person)
    if anew:
        tx.run(update(table).where(*mine).values(secret=new.secret))
    tx.add_once(table, new)
    return _at(tx, tx.value(select(table.c.secret).where(*mine)))


def reachable(tx: Tx) -> bool:
    """Whether anybody outside reaches us."""
    return bool(tx.noted(PUBLIC_URL))


def _at(tx: Tx, secret: str) -> str:
    return f"{str(tx.noted(PUBLIC_URL)).rstrip('/')}/calendar/{secret}.ics"


def _secret() -> str:
    return secrets.token_urlsafe(24)


def read(tx: Tx, secret: str) -> Feed | None:
    """What stands behind a secret address; None for one that never was, was replaced, or whose owner has left."""
    return _of_member(tx, secret) or _of_series(tx, secret) or _of_event(tx, secret)


def _of_member(tx: Tx, secret: str) -> Feed | None:
    found = tx.one(select(subscriptions).where(subscriptions.c.secret == secret), Subscription)
    community = communities.get(tx, found.community) if found else None
    if found is None or community is None:
        return None
    if not _belongs(tx, community.id, found.person):
        return None
    times = service.coming(tx, community.id, after=tx.now - KEPT, provisional=True)
    return Feed(community.name, tuple(times), tx.now)


def _of_series(tx: Tx, secret: str) -> Feed | None:
    """For as long as it is planned, and its owner belongs."""
    asked = select(series_subscriptions).where(series_subscriptions.c.secret == secret)
    found = tx.one(asked, SeriesSubscription)
    row = service.event(tx, found.event) if found else None
    if found is None or row is None or row.status is not Status.PLANNED:
        return None
    return _times(tx, row) if _belongs(tx, row.community, found.person) else None


def _belongs(tx: Tx, community: str, person: str) -> bool:
    known = people.get(tx, person)
    return standing_of(tx, community, person).role is not None or bool(known and known.owner)


def _times(tx: Tx, row: Event) -> Feed:
    times = service.occurrences_of(tx, row.id, after=tx.now - KEPT)
    return Feed(row.title, tuple((row, made) for made in times), tx.now)


def one(tx: Tx, community: Community, row: Event, made: Occurrence) -> Feed:
    """A calendar of one occurrence only."""
    return Feed(community.name, ((row, made),), tx.now)


def outside(tx: Tx, row: Event) -> str:
    """Where people outside read of an event, "" where nobody outside reaches us; the same address for ever."""
    if not reachable(tx) or not row.external:
        return ""
    tx.run(update(events).where(events.c.id == row.id, events.c.secret.is_(None)).values(secret=_secret()))
    return _at(tx, tx.value(select(events.c.secret).where(events.c.id == row.id)))


def _of_event(tx: Tx, secret: str) -> Feed | None:
    """Only while it is planned, and open to people outside."""
    row = tx.one(select(events).where(events.c.secret == secret), Event)
    if row is None or not row.external or row.status is not Status.PLANNED:
        return None
    return _times(tx, row)
