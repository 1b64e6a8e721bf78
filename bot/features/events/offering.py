"""A free seat is offered to who waits: by day, and whatever is free at once in one message; never for no use.

Freed at night, it is offered in the morning of whoever is next, and the time to answer counts from then; nor does that
time end in their night where the morning leaves enough of it. What begins less than CONFIRM_SOON after their morning
cannot wait so long: it is offered first to those who are awake, and only then told to the others at once. Who is strict
about their night and cannot hear of it before it begins is passed over, and keeps their place in line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.commands.feature import Feature
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import notices
from bot.features.events.due import Gathered, Lapse
from bot.features.events.model import Answer, Coming, Event, Occurrence, State, answers, events, occurrences
from bot.features.events.times import Time, time_of
from bot.features.membership.access import standing_of
from bot.features.people import accounts, attention, letters
from bot.features.people import service as people
from bot.features.people.quiet import NIGHT, Quiet, asleep, wakes
from bot.jobs.outbox import redraw
from bot.jobs.queue import later

CONFIRM, CONFIRM_SOON, SOON = timedelta(hours=24), timedelta(hours=2), timedelta(hours=24)
"""How long a free seat is kept for the next in line, and how long when the event is so near (FEATURES 2.6.2)."""

GATHER = timedelta(minutes=10)
"""So long after a message nobody gets another one; what is free meanwhile is told together."""

LONGEST = timedelta(days=3)
"""Longer no offer holds, with the night before it: what older messages told of is over."""

OFFERED, LAPSED = "seats-offered", "seats-lapsed"
"""The two kinds of letter; their subject is the community."""

Kept = tuple[Event, Occurrence, Coming]


@dataclass(frozen=True, slots=True)
class Chance:
    """Somebody who waits, until when a seat is kept for them, and whether they are told although it is night."""

    mine: Coming
    until: datetime
    woken: bool


def chances(tx: Tx, made: Occurrence, waiting: Sequence[Coming]) -> list[Chance]:
    """Those who can hear of a free seat in time, in the order in which it is offered."""
    reach = accounts.reach(tx, [each.person for each in waiting])
    quiet = attention.quiet_of(tx, list(reach))
    found = []
    for each in waiting:
        zone = reach[each.person].zone if each.person in reach else ""
        kept = kept_until(made.at, zone, quiet.get(each.person, NIGHT), now=tx.now)
        found += [Chance(each, *kept)] if kept else []
    return sorted(found, key=lambda chance: chance.woken)


def kept_until(begins: datetime, zone: str, quiet: Quiet, *, now: datetime) -> tuple[datetime, bool] | None:
    """Until when a seat is kept for somebody, and whether they are woken for it; None for nobody in time."""
    night = asleep(now, zone, quiet)
    heard = wakes(now, zone, quiet) if night else now
    if not night or begins - heard >= CONFIRM_SOON:
        return _answer_by(begins, zone, quiet, heard=heard), False
    if heard < begins and (quiet.strict or heard < now + CONFIRM_SOON):
        return begins, False
    return None if quiet.strict else (min(begins, now + CONFIRM_SOON), True)


def _answer_by(begins: datetime, zone: str, quiet: Quiet, *, heard: datetime) -> datetime:
    until = min(begins, heard + (CONFIRM_SOON if begins - heard < SOON else CONFIRM))
    if until < begins and asleep(until, zone, quiet):
        morning = wakes(until, zone, quiet) + CONFIRM_SOON
        return morning if morning <= begins else until
    return until


def tell(tx: Tx, community: Community, row: Event, made: Occurrence, chance: Chance) -> None:
    """Write to them; what has not left yet tells of this as well when it does, and what stands is drawn again.

    What follows soon after they were told of another is told a little later, with all that is free by then, unless it
    cannot wait.
    """
    person, needs = chance.mine.person, f"{OFFERED}:{community.id}"
    told = _told(tx, person, needs)
    waits = not chance.woken and chance.until - tx.now > 3 * GATHER
    if told is not None and tx.now - told < GATHER and waits:
        later(tx, told + GATHER, Gathered(community.id, person), key=f"{needs}/{person}/{told:%Y%m%dT%H%M%S%f}")
    else:
        key = f"{community.id}/offered/{person}/{tx.now:%Y%m%dT%H%M%S%f}{'/at-once' if chance.woken else ''}"
        letter = notices.offered(community, [(row, made, chance.until)], tx.now)
        people.tell(
            tx, person, letter, key=key, needs=needs, until=chance.until, unless_waiting=not chance.woken
        )
    changed(tx, community.id, person)


def gathered(tx: Tx, job: Gathered) -> None:
    """What became free since they were told of another, unless they have answered it all."""
    community, needs = communities.get(tx, job.community), f"{OFFERED}:{job.community}"
    found, told = kept(tx, job.community, job.person), _told(tx, job.person, needs)
    new = [mine for _, _, mine in found if told is None or mine.at > told]
    if community is None or not new:
        return
    until = min(each.until or tx.now for each in new)
    key = f"{job.community}/offered/{job.person}/{tx.now:%Y%m%dT%H%M%S%f}"
    people.tell(tx, job.person, _offered(community, found), key=key, needs=needs, until=until, unless_waiting=True)


def lapsed(tx: Tx, community: Community, row: Event, made: Occurrence, job: Lapse) -> None:
    """What lapses at one instant is told in one message; nobody is woken by it."""
    key = f"{community.id}/lapsed/{job.person}/{job.until.isoformat()}"
    told = notices.lapsed(community, [(row, made)])
    people.tell(tx, job.person, told, key=key, needs=f"{LAPSED}:{community.id}", decides=True)
    changed(tx, community.id, job.person, kept=job.until)


def changed(
    tx: Tx, community: str, person: str, *, kept: datetime | None = None, lapsed: datetime | None = None
) -> None:
    """Somebody answered, or a seat is kept no more: what they read of it is drawn again.

    With `kept`, it was kept until then, however long ago that is after an absence.
    With `lapsed`, what told them that seats were kept until then and no longer.
    """
    people.redraw_letters(tx, f"{OFFERED}:{community}", person, since=(kept or tx.now) - LONGEST)
    if lapsed is not None:
        for each in letters.written_to(tx, person, [f"{LAPSED}:{community}"]):
            if each.key.endswith(lapsed.isoformat()):
                redraw(tx, each.drawn)


def kept(tx: Tx, community: str, person: str) -> list[Kept]:
    """What is kept for somebody now, in order of time."""
    return _theirs(tx, community, person, answers.c.answer == Answer.OFFERED, answers.c.until > tx.now)


def _lost(tx: Tx, community: str, person: str, until: datetime) -> list[Kept]:
    """What was kept for somebody until an instant, and of which they have said nothing since."""
    unanswered = answers.c.answer.in_((Answer.NO, Answer.OFFERED))
    return _theirs(tx, community, person, unanswered, answers.c.until == until, occurrences.c.ends > tx.now)


def _theirs(tx: Tx, community: str, person: str, *which: ColumnElement[bool]) -> list[Kept]:
    found = tx.all(
        select(answers)
        .join(occurrences, occurrences.c.id == answers.c.occurrence)
        .join(events, events.c.id == occurrences.c.event)
        .where(events.c.community == community, answers.c.person == person)
        .where(occurrences.c.state == State.PLANNED, *which)
        .order_by(occurrences.c.at, occurrences.c.id),
        Coming,
    )
    times = ((time_of(tx, each.occurrence, Time), each) for each in found)
    return [(it.row, it.made, each) for it, each in times if it is not None]


# What is read of it.


def declare(feature: Feature) -> None:
    """The two kinds of card; each is for members."""
    feature.job(Gathered)(gathered)
    feature.card(OFFERED, shown_to=_inside)(_draw_offered)
    feature.card(LAPSED, shown_to=_inside)(_draw_lapsed)


def _draw_offered(tx: Tx, argument: str, locale: str) -> Message | None:
    """Everything that is kept for its reader now; nothing leaves that tells nothing new."""
    letter, community = people.letter(tx, argument), communities.get(tx, argument.partition("/")[0])
    if letter is None or community is None:
        return None
    found = kept(tx, community.id, letter.person)
    if letters.was_read(tx, letter):
        return _offered(community, found) if found else notices.nothing_kept()
    before = _told(tx, letter.person, letter.needs)
    new = any(before is None or mine.at > before for _, _, mine in found)
    return _offered(community, found) if new else None


def _offered(community: Community, found: Sequence[Kept]) -> Message:
    seats = [(row, made, mine.until or made.at) for row, made, mine in found]
    return notices.offered(community, seats, max(mine.at for _, _, mine in found))


def _told(tx: Tx, person: str, needs: str) -> datetime | None:
    """When the last letter was written that they have of these."""
    theirs = letters.written_to(tx, person, [needs])
    return max((each.at for each in theirs if letters.was_read(tx, each)), default=None)


def _draw_lapsed(tx: Tx, argument: str, locale: str) -> Message | None:
    letter, community = people.letter(tx, argument), communities.get(tx, argument.partition("/")[0])
    if letter is None or community is None:
        return None
    found = _lost(tx, community.id, letter.person, datetime.fromisoformat(letter.key.rpartition("/")[2]))
    if found:
        return notices.lapsed(community, [(row, made) for row, made, _ in found])
    return notices.nothing_kept() if letters.was_read(tx, letter) else None


def _inside(tx: Tx, argument: str, target: Account | Place) -> bool:
    letter = people.letter(tx, argument)
    if letter is None or isinstance(target, Place) or people.person_of(tx, target) != letter.person:
        return False
    return standing_of(tx, argument.partition("/")[0], letter.person).role is not None
