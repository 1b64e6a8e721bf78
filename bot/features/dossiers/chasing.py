"""After the end a team is asked for what is missing: in one message that names it all, never twice on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, count, takewhile

from sqlalchemy import select

from bot.chat.message import Message
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.hours import once_a_day
from bot.features.communities.model import Community
from bot.features.dossiers import messages, service
from bot.features.dossiers.model import LETTER, Chase, Held, Line, chases
from bot.features.events import service as events
from bot.features.events.model import Over
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.people import letters
from bot.features.people import service as people
from bot.features.people.model import LAPSED, SENT
from bot.jobs.outbox import redraw, show_where_missing
from bot.jobs.queue import later

FIRST, MONTH = (2, 7, 14, 21), 28
"""Days after the end on which the team hears of what is missing; from then on every so many days."""

APART = timedelta(days=6)
"""What is late and was told is not repeated to somebody sooner than that, however many webinars it is of."""


def over(tx: Tx, job: Over) -> None:
    """The checklist is posted when it ends; then the team hears of what is late, until nothing is missing."""
    made = events.occurrence(tx, job.occurrence)
    if made is None or made.ends > tx.now:  # moved meanwhile: its new end has a job of its own
        return
    redraw(tx, made.card)
    it = service.held(tx, job.occurrence)
    if it is not None:
        redraw(tx, it.row.cover)
    if it is None or not it.alive or not service.missing(tx, it):
        return
    show_where_missing(tx, communities.admin_places(tx, it.community.id), it.card)
    _chase(tx, it)
    upcoming = next(each for each in _moments(it.made.ends) if each > tx.now)
    later(tx, upcoming, Over(it.made.id), key=f"{it.made.id}/over/at/{upcoming:%Y%m%dT%H%M%S}")


def _moments(ends: datetime) -> Iterator[datetime]:
    return (ends + timedelta(days=after) for after in chain(FIRST, count(MONTH, MONTH)))


def _chase(tx: Tx, it: Held) -> None:
    """Of the last moment that has come, once; after an absence nobody hears of the others."""
    due = [each.due for each in service.missing(tx, it) if each.due and each.due <= tx.now]
    asked = select(chases.c.days).where(chases.c.occurrence == it.made.id)
    before = max((row.days for row in tx.all(asked)), default=0)
    passed = max(((each - it.made.ends).days for each in _until(it.made.ends, tx.now)), default=0)
    if due and passed and tx.add_once(chases, {"occurrence": it.made.id, "days": passed, "at": tx.now}):
        told = it.made.ends + timedelta(days=before)
        for person in membership.administrators(tx, it.community.id):
            if max(due) > told or not _heard(tx, person):
                _ask(tx, person, it.community)


def _until(ends: datetime, now: datetime) -> Iterator[datetime]:
    return takewhile(lambda moment: moment <= now, _moments(ends))


def _heard(tx: Tx, person: str) -> bool:
    """Whether a message named it lately: each names all that is late."""
    theirs = letters.written_to(tx, person, [f"{LETTER}:{person}"])
    return any(each.state != LAPSED and tx.now - each.at < APART for each in theirs)


def _ask(tx: Tx, person: str, community: Community, *, again: bool = True) -> None:
    """`again`: what falls due after today's message was read is told the next morning."""
    needs, chase = f"{LETTER}:{person}", Chase(person, community.id)
    if once_a_day(tx, person, community, needs, lambda: _letter(tx, person), again=chase if again else None):
        service.redraw_letters(tx, [person])


def _letter(tx: Tx, person: str) -> Message | None:
    found = late(tx, person)
    return messages.missing(found, tx.now) if found else None


def asked_again(tx: Tx, job: Chase) -> None:
    """The morning after, unless what was told since names it already."""
    community = communities.get(tx, job.community)
    if community is not None:
        _ask(tx, job.person, community, again=False)


def late(tx: Tx, person: str) -> list[tuple[Held, list[Line]]]:
    """Everything of which something is late, wherever this person administers, with all that is missing of it.

    What ended last comes first. What the team was never asked for, as what a file brought as history, is not in it.
    """
    theirs = [each.community for each in membership.of_person(tx, person) if each.role is Role.ADMINISTRATOR]
    found = [it for community in theirs for it, _ in service.late(tx, community) if it.alive]
    ids = [it.made.id for it in found]
    asked = {row.occurrence for row in tx.all(select(chases.c.occurrence).where(chases.c.occurrence.in_(ids)))}
    found.sort(key=lambda it: (it.made.ends, it.made.id), reverse=True)
    return [(it, service.missing(tx, it)) for it in found if it.made.id in asked]


def drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    """What is missing when it leaves, or is read; of several the newest says it, the others that it came.

    Nothing leaves that says nothing; so what is on its way counts only while something is missing.
    """
    letter = people.letter(tx, argument)
    if letter is None:
        return None
    found, posted = late(tx, letter.person), letter.state == SENT
    if posted and people.after(tx, letter, LETTER, on_their_way=bool(found)):
        return messages.newer()
    if found:
        return messages.missing(found, tx.now)
    return messages.nothing_missing() if posted else None
