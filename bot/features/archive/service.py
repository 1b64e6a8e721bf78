"""Calling off what a community planned, and bringing it back: whoever comes to any of it hears of either once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.features.archive import telling
from bot.features.archive.marks import waiting
from bot.features.archive.model import BROUGHT_BACK, CALLED_OFF, Affair, BringBack, CallOff, ended_series
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import changing, seats
from bot.features.events import service as events
from bot.features.events.model import CONCERNED, Event, Occurrence, State
from bot.features.membership.access import rights
from bot.jobs.queue import later

AGAIN = timedelta(seconds=5)

Theirs = dict[str, dict[str, Affair]]
"""Of each person, each event with the first of its times to which they come."""


def call_off_later(tx: Tx, archived: Sequence[Community], *, by: str) -> None:
    """Cancel everything that a community, the first, and its working groups planned.

    Done at once, in a unit of its own, as it may be much.
    """
    first, *groups = (each.id for each in archived)
    later(tx, tx.now, CallOff(first, by, tuple(groups)), key=new_id(f"{first}/call-off"))


def call_off(tx: Tx, job: CallOff) -> None:
    """Cancel all that has not begun, and end every series (FEATURES 2.4.5); nothing once the community is active."""
    archived = [each for each in _meant(tx, job) if each.archived]
    missed: Theirs = {}
    for community in archived:
        for row, first in events.to_come(tx, community.id):
            if row.series:
                tx.add_once(ended_series, {"event": row.id, "last": row.last})
                events.change(tx, row, last=first.number - 1)
                events.series_changed(tx, row)
            for made in events.occurrences_of(tx, row.id, after=tx.now):
                if made.number >= first.number and made.state is not State.CANCELLED:
                    for person in _cancelled(tx, made):
                        missed.setdefault(person, {}).setdefault(row.id, (community, row, made))
            communities.record(tx, community.id, job.by, "event-cancelled", title=row.title)
    _tell(tx, CALLED_OFF, job.community, missed, but=job.by)
    if any(events.to_come(tx, each.id) for each in archived):  # somebody changed one in the same instant
        later(tx, tx.now + AGAIN, job, key=new_id(f"{job.community}/call-off"))


def _meant(tx: Tx, job: CallOff | BringBack) -> Iterator[Community]:
    """As they are now, and nobody else changes them until this unit ends."""
    for each in (job.community, *job.groups):
        community = communities.get(tx, each)
        if community is not None:
            yield communities.held(tx, community)


def _cancelled(tx: Tx, made: Occurrence) -> list[str]:
    """Whoever hears of it; nobody where somebody was first."""
    gone = changing.change_occurrence(tx, made, state=State.CANCELLED, changed_at=tx.now, called_off=tx.now)
    if gone is None:
        return []
    seats.withdraw(tx, gone)
    return [each.person for each in events.answered(tx, made.id, *CONCERNED)]


def asleep(tx: Tx, community: Community, caller: Caller) -> list[Community]:
    """Its working groups that went along into the archive, as far as the caller may make them active again."""
    groups = communities.groups(tx, community.id)
    return [each for each in groups if telling.went_along(tx, community, each) and rights(tx, each, caller).close]


def wholly(tx: Tx, community: Community, caller: Caller) -> dict[Community, list[tuple[Event, Occurrence]]]:
    """What waits of a community, and of its active working groups, as far as the caller could archive these."""
    groups = (each for each in communities.groups(tx, community.id) if not each.archived)
    theirs = [community, *(each for each in groups if rights(tx, each, caller).close)]
    return {each: [(row, made[0]) for row, made in found.values()] for each in theirs if (found := waiting(tx, each))}


def bring_back_later(tx: Tx, community: Community, wanted: Iterable[Community], *, by: str) -> None:
    """Bring back what archiving called off: at once, in a unit of its own, as it may be much."""
    groups = tuple(each.id for each in wanted if each.id != community.id)
    later(tx, tx.now, BringBack(community.id, by, groups), key=new_id(f"{community.id}/bring-back"))


def bring_back(tx: Tx, job: BringBack) -> None:
    """Everything takes place again, with everybody's answers; a series goes on until it would have ended.

    What was to take place while the community was archived did not.
    """
    active = [each for each in _meant(tx, job) if not each.archived]
    theirs: Theirs = {}
    back: list[Affair] = []
    for community in active:
        for first, marked in waiting(tx, community).values():
            row = _goes_on(tx, first)
            back += ((community, row, found) for made in marked if (found := _restored(tx, row, made)))
            events.carry_on(tx, row)
            communities.record(tx, community.id, job.by, "event-restored", title=row.title)
    for affair in back:
        _, row, made = affair
        for each in events.answered(tx, made.id, *CONCERNED):
            theirs.setdefault(each.person, {}).setdefault(row.id, affair)
    _tell(tx, BROUGHT_BACK, job.community, theirs, but=job.by)
    for _, row, made in back:
        seats.held(tx, made)
        seats.fill(tx, row, made)
    for community in active:
        telling.changed(tx, community)
    if any(waiting(tx, each) for each in active):  # somebody changed one in the same instant
        later(tx, tx.now + AGAIN, job, key=new_id(f"{job.community}/bring-back"))


def _restored(tx: Tx, row: Event, made: Occurrence) -> Occurrence | None:
    state = State.TENTATIVE if row.period else State.PLANNED
    return changing.change_occurrence(tx, made, state=state, changed_at=tx.now)


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


def _tell(tx: Tx, kind: str, root: str, theirs: Theirs, *, but: str) -> None:
    for person, found in theirs.items():
        if person != but:
            telling.tell(tx, kind, root, person, list(found.values()))
