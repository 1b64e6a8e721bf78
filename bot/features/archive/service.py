"""Calling off what a community planned, and bringing it back: whoever comes to any of it hears of either once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.features.archive import messages
from bot.features.archive.model import BROUGHT_BACK, CALLED_OFF, BringBack, CallOff, Planned, called_off, ended_series
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import changing, seats
from bot.features.events import service as events
from bot.features.events.model import CONCERNED, Event, Occurrence, State
from bot.features.membership.access import rights, standing_of
from bot.features.people import service as people
from bot.jobs.queue import later

AGAIN = timedelta(seconds=5)

Theirs = dict[str, dict[str, tuple[Event, Occurrence]]]
"""Of each person, each event with the first of its times to which they come."""


def call_off_later(tx: Tx, community: Community, *, by: str, at: datetime | None = None) -> None:
    """Cancel everything that a community planned: done at once, in a unit of its own, as it may be much."""
    later(tx, at or tx.now, CallOff(community.id, by), key=new_id(f"{community.id}/call-off"))


def call_off(tx: Tx, job: CallOff) -> None:
    """Cancel all that has not begun, and end every series (FEATURES 2.4.5); nothing once the community is active."""
    community = communities.get(tx, job.community)
    if community is None or not communities.held(tx, community).archived:
        return
    missed: Theirs = {}
    for row, first in events.to_come(tx, community.id):
        if row.series:
            tx.add_once(ended_series, {"event": row.id, "last": row.last})
            events.change(tx, row, last=first.number - 1)
            events.series_changed(tx, row)
        for made in events.occurrences_of(tx, row.id, after=tx.now):
            if made.number >= first.number and made.state is not State.CANCELLED:
                for person in _cancelled(tx, made):
                    missed.setdefault(person, {}).setdefault(row.id, (row, made))
        communities.record(tx, community.id, job.by, "event-cancelled", title=row.title)
    _tell(tx, CALLED_OFF, community, missed, but=job.by)
    if events.to_come(tx, community.id):  # somebody changed one in the same instant
        call_off_later(tx, community, by=job.by, at=tx.now + AGAIN)


def _cancelled(tx: Tx, made: Occurrence) -> list[str]:
    """Whoever hears of it; nobody where somebody was first."""
    gone = changing.change_occurrence(tx, made, state=State.CANCELLED, changed_at=tx.now)
    if gone is None:
        return []
    tx.add_once(called_off, {"occurrence": made.id, "event": made.event, "at": tx.now})
    seats.withdraw(tx, gone)
    return [each.person for each in events.answered(tx, made.id, *CONCERNED)]


def waiting(tx: Tx, community: Community) -> Planned:
    """What archiving called off and could still take place; nothing that was cancelled for another reason."""
    found: dict[str, tuple[Event, Occurrence]] = {}
    for row, made in _marked(tx, community):
        found.setdefault(row.id, (row, made))
    return Planned(community, tuple(found.values()))


def _marked(tx: Tx, community: Community) -> list[tuple[Event, Occurrence]]:
    known = events.coming(tx, community.id, after=tx.now, provisional=True)
    theirs = called_off.c.event.in_({row.id for row, _ in known})
    marked = {each.occurrence for each in tx.all(select(called_off.c.occurrence).where(theirs))} if known else set()
    return [
        (row, made)
        for row, made in known
        if made.id in marked and made.state is State.CANCELLED and row.open(made, tx.now)
    ]


def wholly(tx: Tx, community: Community, caller: Caller) -> list[Planned]:
    """The same of a community and of its active working groups, as far as the caller could archive these."""
    groups = (each for each in communities.groups(tx, community.id) if not each.archived)
    theirs = [community, *(each for each in groups if rights(tx, each, caller).close)]
    return [found for each in theirs if (found := waiting(tx, each)).events]


def bring_back_later(tx: Tx, community: Community, *, by: str) -> None:
    """Bring back what archiving called off: at once, in a unit of its own, as it may be much."""
    later(tx, tx.now, BringBack(community.id, by), key=new_id(f"{community.id}/bring-back"))


def bring_back(tx: Tx, job: BringBack) -> None:
    """Everything takes place again, with everybody's answers; a series goes on until it would have ended.

    What was to take place while the community was archived did not.
    """
    community = communities.get(tx, job.community)
    if community is None or communities.held(tx, community).archived:
        return
    theirs: Theirs = {}
    back: list[tuple[Event, Occurrence]] = []
    for first, _ in waiting(tx, community).events:
        row = _goes_on(tx, first)
        state = State.TENTATIVE if row.period else State.PLANNED
        for _, made in (each for each in _marked(tx, community) if each[0].id == row.id):
            found = changing.change_occurrence(tx, made, state=state, changed_at=tx.now)
            if found is None:
                continue
            tx.run(delete(called_off).where(called_off.c.occurrence == made.id))
            back.append((row, found))
            for each in events.answered(tx, made.id, *CONCERNED):
                theirs.setdefault(each.person, {}).setdefault(row.id, (row, found))
        events.carry_on(tx, row)
        communities.record(tx, community.id, job.by, "event-restored", title=row.title)
    _tell(tx, BROUGHT_BACK, community, theirs, but=job.by)
    for row, made in back:
        seats.held(tx, made)
        seats.fill(tx, row, made)
    if waiting(tx, community).events:  # somebody changed one in the same instant
        later(tx, tx.now + AGAIN, job, key=new_id(f"{community.id}/bring-back"))


def _goes_on(tx: Tx, row: Event) -> Event:
    """The series until it would have ended, or longer where somebody made it so since; any other event as it is."""
    if not row.series:
        return row
    ended = ended_series.c.event == row.id
    before = tx.one(select(ended_series).where(ended))
    if before is None:
        return row
    last = None if before.last is None or row.last is None else max(before.last, row.last)
    changed = events.change(tx, row, last=last)
    if changed is None:
        return row
    tx.run(delete(ended_series).where(ended))
    return changed


def _tell(tx: Tx, kind: str, community: Community, theirs: Theirs, *, but: str) -> None:
    """At night too where somebody would set out before the morning; nobody sets out to what has no date."""
    for person, found in theirs.items():
        if person != but and standing_of(tx, community.id, person).role is not None:
            soonest = min((made.at for row, made in found.values() if not row.period), default=None)
            told = messages.told(kind, Planned(community, tuple(found.values())))
            key = f"{community.id}/{kind}/{person}/{tx.now.isoformat()}"
            people.tell(tx, person, told, key=key, needs=f"{kind}:{community.id}", awaited=True, until=soonest)
