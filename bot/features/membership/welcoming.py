"""A community's channels hear who is new, where its administrators want it: one message for all who came together."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.chat.message import Paragraph, message
from bot.chat.text import Series, Words, t
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.model import Membership, Status, Welcome, memberships
from bot.features.people import service as people
from bot.jobs.outbox import send
from bot.jobs.queue import later

TOGETHER = timedelta(minutes=5)
"""Who joins within the same five minutes is welcomed together, as after many requests were approved at once."""

NAMED = 10
"""So many are welcomed by name; the others are counted."""


def expected(tx: Tx, community: Community) -> None:
    """Somebody has just joined: the channels hear of it, and of who comes after them, when these five minutes end."""
    until = _end(tx.now)
    later(tx, until, Welcome(community.id, tx.now), key=f"welcome/{community.id}/{until.timestamp():.0f}")


def welcome(tx: Tx, due: Welcome) -> None:
    """One message in each channel; nobody who has left by now is named, and an archived community says nothing."""
    community = communities.get(tx, due.community)
    if community is None or community.archived or not community.welcomes:
        return
    came = (
        memberships.c.community == community.id,
        memberships.c.status == Status.ACTIVE,
        memberships.c.since >= due.since,
        memberships.c.since < _end(due.since),
    )
    count = tx.value(select(func.count()).select_from(memberships).where(*came))
    if not count:
        return
    first = select(memberships).where(*came).order_by(memberships.c.since, memberships.c.person).limit(NAMED)
    named = tuple(people.who(tx, each.person) for each in tx.all(first, Membership))
    text = t(
        "membership-newcomers",
        people=Series(named, "commas" if count > len(named) else "and"),
        count=count,
        more=count - len(named),
        community=Words(community.name),
    )
    for home in communities.homes(tx, community.id):
        send(tx, home.place, message(Paragraph(text)), key=f"welcome/{_end(due.since).timestamp():.0f}/{home.id}")


def _end(moment: datetime) -> datetime:
    """When the five minutes end in which a moment lies."""
    seconds = TOGETHER.total_seconds()
    return datetime.fromtimestamp((moment.timestamp() // seconds + 1) * seconds, moment.tzinfo)
