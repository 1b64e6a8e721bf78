"""The digest at nine, where each administrator is: one message for all their communities, while anything waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from bot.chat.message import Message, say
from bot.chat.text import Words, t
from bot.commands.feature import Waiting
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.approvals import messages
from bot.features.approvals.model import Digest, Hourly, HowOften
from bot.features.communities import service as communities
from bot.features.communities.hours import next_nine, nine_of, zone_of
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS, standing_of
from bot.features.membership.doors import COUNTING, covers
from bot.features.membership.model import Membership, Request
from bot.features.people import service as people
from bot.features.people.model import Mail, Moved
from bot.jobs.outbox import cards
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


def impartial(tx: Tx, community: Community, asked: Request, persons: Iterable[str]) -> list[str]:
    """Those of these people who may decide on a request: nobody decides on their own, unless nobody else could.

    Only the platform team can come into it: whoever decides as a member has nothing to ask for.
    """
    return [each for each in persons if each != asked.person or not others(tx, community, asked.person)]


def others(tx: Tx, community: Community, person: str) -> bool:
    """Whether anybody but this person could decide, by their role or for the platform team, and can be reached."""
    able = [*(each.person for each in deciders(tx, community)), *(each.id for each in people.owners(tx))]
    return any(each != person and people.accounts_of(tx, each) for each in able)


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


def digest(tx: Tx, due: Digest, *, elsewhere: Elsewhere) -> None:
    """Tell one administrator who and what waits, once for each day; look again tomorrow as long as anything does."""
    waiting = _queues(tx, due.person, elsewhere)
    if not waiting:
        return
    zones = {each.community.id: zone_of(tx, due.person, each.community) for each in waiting}
    day = min(date.fromisoformat(due.day), max(_last_morning(tx.now, each) for each in zones.values()))
    told = [each for each in waiting if _today(each.member, day)]
    past = all(tx.now.astimezone(each).date() > day for each in zones.values())
    if past and people.asleep(tx, [due.person]):
        told = []  # they would read it in the morning, together with the one of that day
    if any(each.since < nine_of(day, zones[each.community.id]) for each in told):
        key = f"digest/{due.person}/{day.isoformat()}/letter"
        if people.tell(tx, due.person, _message(tx, told), key=key, needs=f"digest:{day.isoformat()}", decides=True):
            people.redraw_standing(tx, [due.person], COUNTING, covers)
    for each in waiting:
        arm(tx, each.community, each.member, asked=False)


@dataclass(frozen=True, slots=True)
class _Queue:
    """Those who wait in one community for one administrator, and what else does."""

    community: Community
    member: Membership
    requests: list[Request]
    others: tuple[Waiting, ...] = ()

    @property
    def since(self) -> datetime:
        return min([*(each.at for each in self.requests), *(each.since for each in self.others)])


def _queues(tx: Tx, person: str, elsewhere: Elsewhere = lambda *_: []) -> list[_Queue]:
    found = (
        _Queue(each, member, membership.queue(tx, each.id), tuple(elsewhere(tx, each.id, person)))
        for each, member in _administered(tx, person)
    )
    return [each for each in found if each.requests or each.others]


def _message(tx: Tx, queues: list[_Queue]) -> Message:
    return messages.digest(
        [
            messages.Queue(
                each.community, tuple(each.requests), tuple(people.who(tx, one.person) for one in each.requests[:5]),
                each.others,
            )
            for each in queues
        ]
    )  # fmt: skip


def drawn(tx: Tx, argument: str, locale: str, *, elsewhere: Elsewhere) -> Message | None:
    """The digest of a day as it is when it leaves, or is read, or a decision changes it.

    None when nothing waits any more, and nothing was said.
    """
    day, _, letter = argument.rpartition("/")
    told = people.letter(tx, letter)
    waiting = _queues(tx, told.person, elsewhere) if told else []
    queues = [each for each in waiting if _today(each.member, date.fromisoformat(day))]
    return _last_told(tx, f"digest:{argument}", told, queues)


def _last_told(tx: Tx, card: str, letter: Mail | None, queues: list[_Queue]) -> Message | None:
    """Who waits where no newer digest says it; what stands in the place of a count that came to nothing."""
    newer = [date.fromisoformat(each) for each in people.after(tx, letter, "digest")] if letter else []
    left = [each for each in queues if not any(_today(each.member, day) for day in newer)]
    if left:
        return _message(tx, left)
    posted = any(each.message_id for each in cards(tx, card))
    return say(t("approvals-digest-newer" if queues else "approvals-digest-over")) if posted else None


def _last_morning(now: datetime, zone: tzinfo) -> date:
    """The last day whose nine o'clock has come in a zone: where somebody has moved west, the day of a job has not."""
    today = now.astimezone(zone).date()
    return today if nine_of(today, zone) <= now else today - timedelta(days=1)


def moved(tx: Tx, due: Moved, *, elsewhere: Elsewhere) -> None:
    """Somebody reads another clock from now on: its next nine o'clock counts, which may come before the one planned."""
    for each in _queues(tx, due.person, elsewhere):
        arm(tx, each.community, each.member, asked=False)


def hourly(tx: Tx, due: Hourly) -> None:
    """Tell one administrator who asked in the last hour and still waits."""
    queues = _fresh(tx, due.person, due.since)
    if queues:
        key, needs = f"{_hour(due.person, due.since)}/letter", f"hourly:{due.since.isoformat()}"
        people.tell(tx, due.person, _message(tx, queues), key=key, needs=needs, decides=True)


def _fresh(tx: Tx, person: str, since: datetime) -> list[_Queue]:
    end = since + timedelta(hours=1)
    found = [
        replace(each, requests=[asked for asked in each.requests if since <= asked.at < end])
        for each in _queues(tx, person)
        if each.member.digest == HowOften.HOURLY
    ]
    return [each for each in found if each.requests]


def hourly_drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    """As `drawn`, for the end of an hour."""
    since, _, letter = argument.rpartition("/")
    told = people.letter(tx, letter)
    queues = _fresh(tx, told.person, datetime.fromisoformat(since)) if told else []
    return _last_told(tx, f"hourly:{argument}", told, queues)


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
