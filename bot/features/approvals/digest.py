"""The digest at nine, where each administrator is: one message for all their communities, while anything waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.chat.text import Words, t
from bot.commands.feature import Waiting
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.approvals import messages
from bot.features.approvals.model import NINE, Digest, Hourly, HowOften
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS, standing_of
from bot.features.membership.model import Membership
from bot.features.people import service as people
from bot.i18n import known_zone
from bot.jobs.queue import later

Elsewhere = Callable[[Tx, str, str], list[Waiting]]
"""(tx, community, person) → what waits for them in other features."""


def deciders(tx: Tx, community: Community) -> list[Membership]:
    """The members who may decide, administrators first; when all of them want to hear nothing, all hear daily.

    Nobody can be told who has no account left: of a community that has no others the platform team hears.
    """
    members = (each for each in membership.members(tx, community.id) if each.role in DECIDERS)
    found = [each for each in members if people.accounts_of(tx, each.person)]
    if all(each.digest == HowOften.NONE for each in found):
        return [replace(each, digest=str(HowOften.DAILY)) for each in found]
    return found


def arm(tx: Tx, community: Community, member: Membership, *, asked: bool) -> None:
    """Make sure that the next nine o'clock of a member who decides looks at the queues; `asked`: somebody is new."""
    if member.digest == HowOften.NONE:
        return
    zone = zone_of(tx, member.person, community)
    at = next_nine(tx.now, zone)
    day = at.astimezone(zone).date()
    # By the instant: a day may have nine o'clock in several zones, and each must be able to follow the others.
    later(tx, at, Digest(member.person, day.isoformat()), key=f"digest/{member.person}/{at:%Y%m%dT%H%M}")
    if asked and member.digest == HowOften.HOURLY:
        since = tx.now.replace(minute=0, second=0, microsecond=0)
        later(tx, since + timedelta(hours=1), Hourly(member.person, since), key=_hour(member.person, since))


def next_nine(now: datetime, zone: tzinfo) -> datetime:
    """The next nine o'clock by the clocks of a zone, in UTC; on the days clocks change too there is exactly one."""
    today = now.astimezone(zone).date()
    candidates = (datetime.combine(today + timedelta(days=n), time(NINE), zone).astimezone(UTC) for n in range(3))
    return next(each for each in candidates if each > now)


def zone_of(tx: Tx, person: str, community: Community) -> tzinfo:
    """Where an administrator is; the community's own zone while nobody has said."""
    known = people.get(tx, person)
    held = people.accounts_of(tx, person)
    names = [known.timezone if known else "", *(each.timezone for each in held), community.timezone, "UTC"]
    zones = (known_zone(name) for name in names if name)
    return next(zone for zone, called in zones if called in names)


def digest(tx: Tx, due: Digest, *, elsewhere: Elsewhere) -> None:
    """Tell one administrator who and what waits, and look again tomorrow as long as anything does."""
    found = _administered(tx, due.person)
    queues = [(member, _queue(tx, community, due.person, elsewhere)) for community, member in found]
    waiting = [(member, queue) for member, queue in queues if queue.requests or queue.others]
    today = [queue for member, queue in waiting if _today(member, date.fromisoformat(due.day))]
    if today:
        people.tell(tx, due.person, messages.digest(today), key=f"digest/{due.person}/{due.day}/letter")
    for member, queue in waiting:
        arm(tx, queue.community, member, asked=False)


def _queue(tx: Tx, community: Community, person: str, elsewhere: Elsewhere) -> messages.Queue:
    waiting = membership.queue(tx, community.id)
    first = tuple(people.who(tx, each.person) for each in waiting[:5])
    return messages.Queue(community, tuple(waiting), first, tuple(elsewhere(tx, community.id, person)))


def hourly(tx: Tx, due: Hourly) -> None:
    """Tell one administrator who asked in the last hour and still waits."""
    end = due.since + timedelta(hours=1)
    queues = []
    for community, member in _administered(tx, due.person):
        fresh = [each for each in membership.queue(tx, community.id) if due.since <= each.at < end]
        if fresh and member.digest == HowOften.HOURLY:
            names = tuple(people.who(tx, each.person) for each in fresh[:5])
            queues.append(messages.Queue(community, tuple(fresh), names))
    if queues:
        people.tell(tx, due.person, messages.digest(queues), key=f"{_hour(due.person, due.since)}/letter")


def _hour(person: str, since: datetime) -> str:
    return f"hourly/{person}/{since:%Y%m%dT%H}"


def _administered(tx: Tx, person: str) -> list[tuple[Community, Membership]]:
    found = [
        (community, member)
        for each in membership.of_person(tx, person)
        if each.role in DECIDERS and (community := communities.get(tx, each.community)) and not community.archived
        for member in deciders(tx, community)
        if member.person == person
    ]
    return sorted(found, key=lambda each: each[0].name.casefold())


def _today(member: Membership, day: date) -> bool:
    match member.digest:
        case HowOften.NONE:
            return False
        case HowOften.WEEKLY:
            return day.weekday() == 0
        case _:
            return True


def choose(tx: Tx, community: Community, person: str, how_often: HowOften) -> None:
    """How often somebody who decides hears of those who wait; Refused when then nobody would hear at all."""
    member = standing_of(tx, community.id, person).membership
    if member is None or member.role not in DECIDERS:
        raise Refused(t("approvals-digest-not-yours", community=Words(community.name)))
    if how_often is HowOften.NONE:
        tx.hold(f"digest {community.id}")
        others = [each for each in membership.members(tx, community.id) if each.role in DECIDERS]
        if all(each.person == person or each.digest == HowOften.NONE for each in others):
            raise Refused(t("approvals-digest-last", community=Words(community.name)))
    requests.hear(tx, community.id, person, how_often=how_often)
    arm(tx, community, replace(member, digest=str(how_often)), asked=False)
