"""Whoever came is asked once, and says once how it was; what administrators read of it names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select, update

from bot.chat.message import Message
from bot.db.tx import Tx, new_id
from bot.features.attendance import service as attendance
from bot.features.attendance.model import ATTENDED, Past
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import seats
from bot.features.events import service as events
from bot.features.events.model import Answer, State
from bot.features.events.times import time_of
from bot.features.feedback import messages
from bot.features.feedback.model import AFTER, CAME, LATEST, OPEN, Close, Ended, Opinion, Result, Said, opinions
from bot.features.membership import doors
from bot.features.membership.model import Status
from bot.features.people import attention, letters
from bot.features.people import service as people
from bot.features.people.model import What
from bot.jobs.outbox import redraw, show_where_missing
from bot.jobs.queue import later

AT_ONCE = 50
"""People asked, and letters drawn again, in one unit."""

TIMES, RECENT = 500, 50
"""So many of the last times of a community can be turned through, and so many may still be asked about."""

SERIES = 12
"""How many times of a series stand side by side."""


def ended(tx: Tx, occurrence: str) -> Ended | None:
    """None for what never was, and for what nobody comes to."""
    it = time_of(tx, occurrence, Ended)
    return it if it is not None and it.row.type in ATTENDED else None


# Asking.


def past(tx: Tx, job: Past) -> None:
    """Ask those who came and were not asked before; of what was moved, called off or is long over nobody is asked.

    Nobody whose inbox is closed is called in a channel for it.
    """
    it = ended(tx, job.occurrence)
    if it is None or not it.alive or not it.made.ends + AFTER <= tx.now < it.made.ends + LATEST:
        return
    found = _next(tx, it, job.after)
    now = list(found)[:AT_ONCE]
    for person in _willing(tx, it, [each for each in now if found[each]]):
        if tx.add_once(opinions, Said(it.made.id, person, tx.now)):
            key = f"{it.made.id}/how-was-it/{person}"
            people.tell(tx, person, Message(()), key=key, needs=it.needs, about=it.community.id, quietly=True)
    if len(found) > AT_ONCE:
        later(tx, tx.now, Past(it.made.id, now[-1]), key=new_id(f"{it.made.id}/past"))
    closes = it.made.ends + OPEN
    later(tx, closes, Close(it.made.id), key=f"{it.made.id}/close/{closes:%Y%m%dT%H%M%S}")


def _next(tx: Tx, it: Ended, after: str) -> dict[str, bool]:
    """The next people by their ids, and whether to ask them: they were there, or had said that they come."""
    said = {each.person: each for each in seats.coming(tx, it.made.id, after=after, limit=AT_ONCE + 1)}
    there = attendance.present_after(tx, it.made.id, after, limit=AT_ONCE + 1)
    came = {*there, *(person for person, each in said.items() if each.answer is Answer.GOING)}
    muted = {person for person, each in said.items() if each.muted}
    return {person: person in came - muted for person in sorted({*said, *there})}


def _willing(tx: Tx, it: Ended, persons: Sequence[str]) -> list[str]:
    """Those of these people who are members still, and want to hear of it."""
    belonging = doors.belonging(tx, it.community.id, persons)
    muting = attention.muting(tx, persons, it.community.id, What.REMINDERS)
    inside = (each for each in persons if each in belonging and belonging[each].status is Status.ACTIVE)
    return [each for each in inside if each not in muting]


def letter(tx: Tx, argument: str) -> Message | None:
    """What somebody reads: the question, or what they answered; nothing leaves that asks too late, or for nothing."""
    mail = people.letter(tx, argument)
    it = ended(tx, argument.partition("/")[0])
    if mail is None or it is None:
        return None
    said = of(tx, it, mail.person)
    if it.alive and it.open(tx.now):
        return messages.asked(it, said)
    return messages.closed(it, said) if letters.was_read(tx, mail) else None


def left(tx: Tx, community: Community, person: str) -> None:
    """Whoever belongs no more is asked nothing: what still asks them is taken away."""
    mine = select(opinions.c.occurrence).where(opinions.c.person == person, opinions.c.asked > tx.now - OPEN)
    for row in tx.all(mine):
        it = ended(tx, row.occurrence)
        if it is not None and it.community.id == community.id:
            _redraw(tx, it, person)


def close(tx: Tx, job: Close) -> None:
    """What stands in inboxes is drawn again: its buttons go where they mean nothing, and come back where they do."""
    it = ended(tx, job.occurrence)
    if it is None:
        return
    mine = (opinions.c.occurrence == job.occurrence, opinions.c.person > job.after)
    rows = tx.all(select(opinions.c.person).where(*mine).order_by(opinions.c.person).limit(AT_ONCE + 1))
    for row in rows[:AT_ONCE]:
        _redraw(tx, it, row.person)
    if len(rows) > AT_ONCE:
        last = rows[AT_ONCE - 1].person
        later(tx, tx.now, Close(it.made.id, last), key=f"{it.made.id}/close/{tx.now:%Y%m%dT%H%M}/{last}")


def settle(tx: Tx, community: Community) -> None:
    """The community is archived, or active again: so is what it still asks."""
    for it in of_community(tx, community, limit=RECENT):
        if it.open(tx.now):
            later(tx, tx.now, Close(it.made.id), key=new_id(f"{it.made.id}/close"))


# Answering.


def may_say(tx: Tx, it: Ended, person: str) -> bool:
    """Whether they were asked, or came."""
    mine = events.answer_of(tx, it.made.id, person)
    going = mine is not None and mine.answer is Answer.GOING
    return going or of(tx, it, person) is not None or attendance.was_present(tx, it.made.id, person)


def of(tx: Tx, it: Ended, person: str) -> Said | None:
    mine = (opinions.c.occurrence == it.made.id, opinions.c.person == person)
    return tx.one(select(opinions).where(*mine), Said)


def say(tx: Tx, it: Ended, person: str, opinion: Opinion) -> Said:
    """Keep what they say now, in place of what they said before; what they had added is shown while they were there."""
    return _write(tx, it, person, opinion=opinion)


def comment(tx: Tx, it: Ended, person: str, text: str) -> Said:
    """Keep what they add, in place of what they added before; "" takes it away."""
    return _write(tx, it, person, comment=text)


def _write(tx: Tx, it: Ended, person: str, **values: str) -> Said:
    tx.add_once(opinions, Said(it.made.id, person, tx.now))
    mine = (opinions.c.occurrence == it.made.id, opinions.c.person == person)
    tx.run(update(opinions).where(*mine).values(at=tx.now, **values))
    _redraw(tx, it, person)
    show_where_missing(tx, communities.admin_places(tx, it.community.id), it.card)
    redraw(tx, it.card)
    said = of(tx, it, person)
    assert said is not None
    return said


def _redraw(tx: Tx, it: Ended, person: str) -> None:
    """Also the digest that tells of what was held back."""
    people.redraw_letters(tx, it.needs, person)


# Reading.


_COMMENTED = (opinions.c.comment != "", opinions.c.opinion.in_(CAME))
"""Of who says by now that they were not there nothing is read."""


def result(tx: Tx, it: Ended) -> Result:
    """The counts, and the last comments."""
    count = commented(tx, it)
    last = comments(tx, it, start=max(0, count - messages.SHOWN))
    return replace(_counted(tx, it), commented=count, comments=tuple(last))


def _counted(tx: Tx, it: Ended) -> Result:
    this = opinions.c.occurrence == it.made.id
    rows = tx.all(select(opinions.c.opinion, func.count().label("many")).where(this).group_by(opinions.c.opinion))
    counts = {row.opinion: row.many for row in rows}
    return Result(it, sum(counts.values()), {each: counts[each] for each in Opinion if each in counts})


def commented(tx: Tx, it: Ended) -> int:
    """How many comments there are."""
    return int(tx.value(select(func.count()).where(opinions.c.occurrence == it.made.id, *_COMMENTED)))


def comments(tx: Tx, it: Ended, *, start: int, limit: int = messages.SHOWN) -> list[str]:
    """So many from that one on, counted from 0, in the order in which they came."""
    theirs = select(opinions.c.comment).where(opinions.c.occurrence == it.made.id, *_COMMENTED)
    rows = tx.all(theirs.order_by(opinions.c.at, opinions.c.person).offset(start).limit(limit))
    return [row.comment for row in rows]


def of_community(tx: Tx, community: Community, *, limit: int = TIMES) -> list[Ended]:
    """What is over, the last first."""
    found = events.held(tx, community.id, before=tx.now, limit=limit)
    times = (Ended(community, row, made) for row, made in found if row.type in ATTENDED)
    return [each for each in times if each.over(tx.now)]


def trend(tx: Tx, it: Ended) -> list[Result]:
    """The last times of the same series of which anything was said, oldest first."""
    if not it.row.series:
        return []
    times = events.occurrences_of(tx, it.row.id)
    over = [made for made in times if made.ends <= tx.now and made.state is State.PLANNED]
    found = (_counted(tx, Ended(it.community, it.row, made)) for made in over[-SERIES:])
    return [each for each in found if each.counts]
