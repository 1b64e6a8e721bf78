"""What is planned, changed: moved, cancelled, brought back, edited; only those concerned hear of it, and each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from bot.chat.message import Message
from bot.commands.context import Caller
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import notices, seats, service
from bot.features.events.model import Event, Occurrence, State, occurrences
from bot.features.events.recurrence import rule, slots
from bot.features.people import service as people
from bot.i18n import known_zone
from bot.jobs.outbox import redraw


@dataclass(frozen=True, slots=True)
class Details:
    """What an edit of a planned event brings; its times are moved, not edited."""

    title: str
    purpose: str
    where: str
    minutes: int
    capacity: int | None


def move(tx: Tx, community: Community, row: Event, made: Occurrence, at: datetime, *, by: Caller) -> Occurrence | None:
    """Move one occurrence to another instant; None when somebody was first."""
    ends = at + timedelta(minutes=row.minutes)
    moved = _change(tx, made, at=at, ends=ends, moved_from=made.at, changed_at=tx.now)
    if moved is None:
        return None
    communities.record(tx, community.id, by.id, "event-moved", title=row.title)
    _tell(tx, [moved], notices.moved(community, row, made, moved), key=f"moved/{moved.revision}", but=by.id)
    return moved


def move_following(
    tx: Tx, community: Community, row: Event, made: Occurrence, start: datetime, *, by: Caller
) -> Event | None:
    """Move an occurrence and all after it: the series goes on from a new wall time; None when somebody was first.

    Raises NoRhythm when the new time does not fit it. Who answered keeps their answer.
    """
    text = rule(row.rhythm, start, every=row.every)
    wall = start.isoformat(timespec="minutes")
    changed = service.change(tx, row, start=wall, rule=text, first=made.number)
    if changed is None:
        return None
    following = [each for each in service.occurrences_of(tx, row.id) if each.number >= made.number]
    span = following[-1].at - made.at + timedelta(days=366)
    instant = start.replace(tzinfo=known_zone(row.zone)[0])
    times = slots(start, row.zone, text, until=instant + span)
    moved = []
    for each, slot in zip(following, times, strict=False):
        ends = slot.at + timedelta(minutes=row.minutes)
        found = _change(tx, each, at=slot.at, ends=ends, moved_from=each.at, changed_at=tx.now)
        moved += [found] if found else []
    communities.record(tx, community.id, by.id, "event-moved", title=row.title)
    told = notices.moved_following(community, changed, made, moved[0])
    _tell(tx, moved, told, key=f"following/{changed.revision}", but=by.id)
    return changed


def cancel(tx: Tx, community: Community, row: Event, made: Occurrence, *, by: Caller) -> Occurrence | None:
    """Call one occurrence off; None when somebody was first."""
    gone = _change(tx, made, state=State.CANCELLED, changed_at=tx.now)
    if gone is None:
        return None
    communities.record(tx, community.id, by.id, "event-cancelled", title=row.title)
    _tell(tx, [gone], notices.cancelled(community, row, gone), key=f"cancelled/{gone.revision}", but=by.id)
    return gone


def cancel_following(tx: Tx, community: Community, row: Event, made: Occurrence, *, by: Caller) -> Event | None:
    """Call an occurrence and all after it off: the series ends there; None when somebody was first."""
    changed = service.change(tx, row, last=made.number - 1)
    if changed is None:
        return None
    gone = []
    for each in service.occurrences_of(tx, row.id):
        if each.number >= made.number and each.state is State.PLANNED:
            found = _change(tx, each, state=State.CANCELLED, changed_at=tx.now)
            gone += [found] if found else []
    communities.record(tx, community.id, by.id, "event-cancelled", title=row.title)
    told = notices.ended(community, row, made)
    _tell(tx, gone, told, key=f"ended/{changed.revision}", but=by.id)
    return changed


def restore(tx: Tx, community: Community, row: Event, made: Occurrence, *, by: Caller) -> Occurrence | None:
    """Bring back what was cancelled, with everybody's answers; None when somebody was first."""
    back = _change(tx, made, state=State.PLANNED, changed_at=tx.now)
    if back is None:
        return None
    communities.record(tx, community.id, by.id, "event-restored", title=row.title)
    _tell(tx, [back], notices.restored(community, row, back), key=f"restored/{back.revision}", but=by.id)
    seats.held(tx, back)
    seats.fill(tx, row, back)
    return back


def edit(tx: Tx, community: Community, row: Event, details: Details, *, by: Caller) -> Event | None:
    """Write other details; those who come hear of another place or length. None when somebody was first."""
    changed = service.change(
        tx, row, title=details.title, purpose=details.purpose, where=details.where, minutes=details.minutes,
        capacity=details.capacity,
    )  # fmt: skip
    if changed is None:
        return None
    coming = []
    for each in service.occurrences_of(tx, row.id, after=tx.now):
        found = _change(tx, each, ends=each.at + timedelta(minutes=details.minutes))
        coming += [found] if found else []
    communities.record(tx, community.id, by.id, "event-edited", title=details.title)
    if (row.where, row.minutes) != (details.where, details.minutes):
        planned = [each for each in coming if each.state is State.PLANNED]
        told = notices.edited(community, changed, where=row.where != details.where)
        _tell(tx, planned, told, key=f"edited/{changed.revision}", but=by.id)
    for each in coming:
        seats.held(tx, each)
        seats.fill(tx, changed, each)
    return changed


def _change(tx: Tx, made: Occurrence, **values: object) -> Occurrence | None:
    """Change an occurrence that is still as it was read, and its cards."""
    changed = tx.run(
        update(occurrences)
        .where(
            occurrences.c.id == made.id,
            occurrences.c.revision == made.revision,
            occurrences.c.state == made.state,
        )
        .values(revision=made.revision + 1, **values)
    )
    found = service.occurrence(tx, made.id) if changed else None
    row = service.event(tx, made.event) if found else None
    if found is not None and row is not None:
        redraw(tx, found.card)
        service.announce_later(tx, row, found)
        service.look_later(tx, found, str(found.revision))
    return found


def _tell(tx: Tx, found: Iterable[Occurrence], told: Message, *, key: str, but: str) -> None:
    """Tell everybody concerned but whoever did it, once, however many of these they come to."""
    found = list(found)
    for person in service.concerned(tx, found):
        if person != but:
            people.tell(tx, person, told, key=f"{found[0].id}/{key}/{person}")
