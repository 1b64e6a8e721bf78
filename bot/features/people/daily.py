"""What comes once a day at most, by the reader's own calendar: the day counts on which it left, whatever the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy import select

from bot.chat.message import Message
from bot.db.tx import Tx
from bot.features.people import accounts
from bot.features.people import service as people
from bot.features.people.model import LAPSED, READ, SENT, mail, rings
from bot.i18n import known_zone


def told(tx: Tx, person: str, needs: str) -> date | None:
    """The day on which they would read something now, if one of these `needs` left on that day; None if none did."""
    zone = _zone(tx, person)
    day = people.reads_at(tx, person).astimezone(zone).date()
    begins, ends = (datetime.combine(day + timedelta(days=n), time(), zone).astimezone(UTC) for n in (0, 1))
    left = (
        select(mail.c.id)
        .join(rings, rings.c.key == mail.c.id)
        .where(mail.c.person == person, mail.c.needs == needs, mail.c.state.in_((SENT, READ)))
        .where(rings.c.at >= begins, rings.c.at < ends)
        .limit(1)
    )
    return day if tx.value(left) else None


def tell(tx: Tx, person: str, message: Message, needs: str) -> bool:
    """Write it for the day on which they read it; one that has not left yet tells all of this when it does."""
    day = people.reads_at(tx, person).astimezone(_zone(tx, person)).date()
    key = f"{needs}/{day:%Y%m%d}"
    if people.delivery(tx, key) == LAPSED:  # it had nothing to say when it was to leave
        key = f"{key}/{tx.now:%H%M%S}"
    return people.tell(tx, person, message, key=key, needs=needs, unless_waiting=True)


def _zone(tx: Tx, person: str) -> tzinfo:
    """Nobody knows it of some; their day is that of UTC."""
    reach = accounts.reach(tx, [person]).get(person)
    return known_zone(reach.zone if reach and reach.zone else "UTC")[0]
