"""One digest for each person and day, however many communities: looked at once more when it leaves.

Weekly is what people get who said nothing and whose clock is known; whose clock nobody knows gets one only when they
ask for it: docs/decisions/0010-who-is-written-to.md says why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from bot.commands.feature import Waiting
from bot.db.tx import Tx
from bot.features.announcements import service as announcements
from bot.features.announcements.model import Announcement
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.digests.model import Compose, Morning, Often, Wish, digests
from bot.features.digests.mornings import following, passed
from bot.features.events import service as events
from bot.features.events.model import Answer, Event, Occurrence
from bot.features.lifecycle import service as lifecycle
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS
from bot.features.membership.model import Membership, Request
from bot.features.people import accounts, attention, letters
from bot.features.people import service as people
from bot.features.people.model import Waking, What
from bot.jobs.queue import later

AHEAD = timedelta(days=14)
"""How far a digest looks into the calendar (FEATURES 2.3.7)."""

AT_ONCE = 500
"""People looked at in one unit."""

BACK = {Often.WEEKLY: timedelta(days=7), Often.DAILY: timedelta(days=1)}
"""How far the first digest looks back."""

Elsewhere = Callable[[Tx, str, str], list[Waiting]]
"""(tx, community, person) → what waits for them in other features."""


# When.


def watch(tx: Tx) -> None:
    """At every start: the next morning of each zone in use, and of those of whom nobody knows theirs."""
    for zone in ("", *accounts.zones_in_use(tx)):
        _arm(tx, zone)


def waking(tx: Tx, job: Waking) -> None:
    """Somebody lives in this zone, perhaps the first."""
    _arm(tx, job.zone)


def _arm(tx: Tx, zone: str) -> None:
    at, day = following(tx.now, zone)
    later(tx, at, Morning(zone, day.isoformat()), key=f"morning/{zone}/{at:%Y%m%dT%H%M}")


def morning(tx: Tx, job: Morning) -> None:
    """Have a digest put together for whoever wants one on this day, or wanted one since, while the bot was away.

    So many people at once, and the rest after them.
    """
    if not job.after:
        _arm(tx, job.zone)
    found = accounts.living_in(tx, job.zone, after=job.after, limit=AT_ONCE)
    wishes, held = _wishes(tx, found), letters.holding(tx, found)
    last, monday = passed(date.fromisoformat(job.day), tx.now, job.zone)
    for person in found:
        often = _often(wishes.get(person), job.zone)
        day = last if often is Often.DAILY else monday if often is Often.WEEKLY else None
        if person in held or day is not None:
            of = f"{day or last}"
            later(tx, tx.now, Compose(person, of), key=f"digest/compose/{person}/{of}")
    if len(found) == AT_ONCE:
        rest = Morning(job.zone, job.day, found[-1])
        later(tx, tx.now, rest, key=f"morning/{job.zone}/{job.day}/{rest.after}")


def due(tx: Tx, person: str, day: date) -> bool:
    """Whether it is a day on which they get a digest, besides what was held back for them."""
    return _today(wanted(tx, person), day)


def _today(often: Often, day: date) -> bool:
    return often is Often.DAILY or (often is Often.WEEKLY and day.weekday() == 0)


# What somebody wants.


def choose(tx: Tx, person: str, often: Often) -> None:
    """From now on; what they were told already stays told."""
    tx.add_once(digests, Wish(person))
    tx.run(update(digests).where(digests.c.person == person).values(often=str(often)))
    _arm(tx, "")


def wanted(tx: Tx, person: str) -> Often:
    """How often this person gets a digest."""
    reach = accounts.reach(tx, [person]).get(person)
    return _often(_wishes(tx, [person]).get(person), reach.zone if reach else "")


def _often(wish: Wish | None, zone: str) -> Often:
    if wish is not None and wish.often:
        return Often(wish.often)
    return Often.WEEKLY if zone else Often.NONE


def _wishes(tx: Tx, persons: Collection[str]) -> dict[str, Wish]:
    rows = tx.all(select(digests).where(digests.c.person.in_(persons)), Wish) if persons else []
    return {each.person: each for each in rows}


def told(tx: Tx, person: str) -> datetime | None:
    """When their last digest was put together."""
    wish = _wishes(tx, [person]).get(person)
    return wish.told if wish else None


def mark(tx: Tx, person: str) -> None:
    """Everything up to now has been told."""
    tx.add_once(digests, Wish(person))
    tx.run(update(digests).where(digests.c.person == person).values(told=tx.now))


# What is in it.


@dataclass(frozen=True, slots=True)
class Section:
    """One community: what was announced, what comes with what they answered to it, and what waits for them."""

    community: Community
    news: tuple[Announcement, ...] = ()
    coming: tuple[tuple[Event, Occurrence, Answer | None], ...] = ()
    asking: int = 0
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything; `asked` are the person's own requests that wait, `undecided` what waits for the platform team."""

    sections: tuple[Section, ...]
    asked: tuple[tuple[Community, Request], ...]
    undecided: tuple[tuple[Community, datetime], ...] = ()

    def worth(self, often: Often, since: datetime, now: datetime) -> bool:
        """Whether it is to be sent: never when empty, and daily only when something is new or very near."""
        if self.asked or any(each.news or each.asking or each.waiting for each in self.sections):
            return True
        times = [(row, made) for each in self.sections for row, made, _ in each.coming]
        if often is Often.WEEKLY:
            return bool(times or self.undecided)
        return any(row.created_at > since or made.at < now + BACK[Often.DAILY] for row, made in times)


def contents(tx: Tx, person: str, since: datetime, until: datetime, *, elsewhere: Elsewhere) -> Contents:
    """What is new since an instant, by what the person may read now; nothing of what they left."""
    pairs = [(communities.get(tx, each.community), each) for each in membership.of_person(tx, person)]
    living = [
        (found, each)
        for found, each in pairs
        if found is not None and not found.archived
        if not attention.muting(tx, [person], found.id, What.DIGEST)
    ]
    living.sort(key=lambda pair: pair[0].name.casefold())
    sections = [_section(tx, found, each, (since, until), elsewhere) for found, each in living]
    asked = [(communities.get(tx, each.community), each) for each in membership.waiting_of(tx, person)]
    known = people.get(tx, person)
    return Contents(
        tuple(each for each in sections if each.news or each.coming or each.asking or each.waiting),
        tuple((found, each) for found, each in asked if found is not None),
        tuple(lifecycle.undecided(tx)) if known is not None and known.owner else (),
    )


def _section(
    tx: Tx, community: Community, mine: Membership, span: tuple[datetime, datetime], elsewhere: Elsewhere
) -> Section:
    since, until = span
    news = announcements.sent_between(tx, community.id, max(since, mine.since), until)
    soon = [
        (row, made, _said(tx, made, mine.person))
        for row, made in events.coming(tx, community.id, after=tx.now, cancelled=False)
        if made.at < until + AHEAD
    ]
    asking = len(membership.queue(tx, community.id)) if mine.role in DECIDERS else 0
    return Section(
        community, tuple(each for each in news if each.author != mine.person), tuple(soon), asking,
        tuple(elsewhere(tx, community.id, mine.person)),
    )  # fmt: skip


def _said(tx: Tx, made: Occurrence, person: str) -> Answer | None:
    found = events.answer_of(tx, made.id, person)
    return found.answer if found else None
