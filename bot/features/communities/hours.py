"""The hours at which people hear of their communities: nine in the morning where they are, and never at night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.chat.message import Message
from bot.db.tx import Tx
from bot.features.communities.model import Community
from bot.features.people import daily
from bot.features.people import service as people
from bot.i18n import known_zone
from bot.jobs.queue import Payload, later

NINE, EVENING = 9, 20
"""The hour of what comes once a day (FEATURES 2.2.6), and the one after which nothing comes that can wait."""


def next_nine(now: datetime, zone: tzinfo) -> datetime:
    """The next nine o'clock by the clocks of a zone, in UTC; on the days clocks change too there is exactly one."""
    today = now.astimezone(zone).date()
    candidates = (nine_of(today + timedelta(days=n), zone) for n in range(3))
    return next(each for each in candidates if each > now)


def nine_of(day: date, zone: tzinfo) -> datetime:
    """Nine o'clock of a day by the clocks of a zone, in UTC."""
    return datetime.combine(day, time(NINE), zone).astimezone(UTC)


def zone_of(tx: Tx, person: str, community: Community) -> tzinfo:
    """Where an administrator is; the community's own zone while nobody has said."""
    known = people.get(tx, person)
    held = people.accounts_of(tx, person)
    names = [known.timezone if known else "", *(each.timezone for each in held), community.timezone, "UTC"]
    zones = (known_zone(name) for name in names if name)
    return next(zone for zone, called in zones if called in names)


def by_day(now: datetime, zone: tzinfo) -> datetime:
    """Now where it is day, else the next nine o'clock."""
    return now if NINE <= now.astimezone(zone).hour < EVENING else next_nine(now, zone)


def once_a_day(
    tx: Tx, person: str, community: Community, needs: str, compose: Callable[[], Message | None], *,
    again: Payload | None,
) -> bool:  # fmt: skip
    """Tell an administrator what there is to tell, one message a day; whether anything was written.

    One that has not left yet tells all of it when it does; what comes up after today's was read is looked at `again`
    the next morning.
    """
    if day := daily.told(tx, person, needs):
        at = nine_of(day + timedelta(days=1), zone_of(tx, person, community))
        if again is not None:
            later(tx, at, again, key=f"{needs.replace(':', '/')}/{at:%Y%m%dT%H%M}")
        return False
    message = compose()
    return message is not None and daily.tell(tx, person, message, needs)
