"""What is planned, changed: moved, cancelled, brought back, edited; only those concerned hear of it, and each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import update

from bot.chat.message import Message
from bot.commands.context import Caller
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities import showing
from bot.features.communities.model import Community
from bot.features.events import notices, offering, seats, service, tidings, unready
from bot.features.events.model import Answer, Event, Level, Occurrence, State, occurrences
from bot.features.events.recurrence import rule, slots
from bot.features.membership.access import standing_of, while_inside
from bot.features.people import service as people
from bot.i18n import known_zone
from bot.jobs.outbox import redraw


@dataclass(frozen=True, slots=True)
class Spell:
    """A period as it was typed, from the first day, an instant as well, to the last."""

    start: datetime
    at: datetime
    period: str
    latest: str


@dataclass(frozen=True, slots=True)
class Details:
    """What an edit of a planned event brings; its times are moved, not edited."""

    title: str
    purpose: str
    where: str
    minutes: int
    capacity: int | None
    external: bool
    languages: str


def move(tx: Tx, community: Community, row: Event, made: Occurrence, at: datetime, *, by: Caller) -> Occurrence | None:
    """Move one occurrence to another instant; None when somebody was first."""
    ends = at + timedelta(minutes=row.minutes)
    moved = change_occurrence(tx, made, at=at, ends=ends, moved_from=made.at, changed_at=tx.now)
    if moved is None:
        return None
    communities.record(tx, community.id, by.id, "event-moved", title=row.title)
    showing.review(tx, community.id)
    service.series_changed(tx, row)
    told = notices.moved(community, row, made, moved)
    needs = tidings.of(tidings.CHANGED, moved)
    _tell(tx, community, row, [moved], told, key=f"moved/{moved.revision}", but=by.id, needs=needs)
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
        found = change_occurrence(tx, each, at=slot.at, ends=ends, moved_from=each.at, changed_at=tx.now)
        moved += [found] if found else []
    communities.record(tx, community.id, by.id, "event-moved", title=row.title)
    showing.review(tx, community.id)
    service.series_changed(tx, row)
    told = notices.moved_following(community, changed, made, moved[0])
    still = [each for each in moved if each.state is not State.CANCELLED]
    first = (still or moved)[0]
    needs = tidings.of(tidings.CHANGED, first)
    _tell(tx, community, changed, still, told, key=f"following/{first.revision}", but=by.id, needs=needs)
    return changed


def confirm(tx: Tx, community: Community, row: Event, made: Occurrence, at: datetime, *, by: Caller) -> bool:
    """Fix the date of a provisional event: reminders begin, and whoever wanted to know it is told.

    It counts as something given, also where a file brought the event. False when somebody was first.
    """
    zone, _ = known_zone(row.zone)
    ends = at + timedelta(minutes=row.minutes)
    fixed = change_occurrence(tx, made, at=at, ends=ends, state=State.PLANNED, changed_at=tx.now)
    if fixed is None:
        return False
    changed = service.fix(tx, row, at.astimezone(zone).replace(tzinfo=None))
    communities.contributed(tx, community.id, by.id, "event", thing=f"{row.id}/date")
    communities.record(tx, community.id, by.id, "event-confirmed", title=row.title)
    showing.review(tx, community.id)
    unready.changed(tx, community.id)
    told = notices.confirmed(community, changed, fixed)
    needs = tidings.of(tidings.CHANGED, fixed)
    _tell(tx, community, changed, [fixed], told, key=f"confirmed/{fixed.revision}", but=by.id, needs=needs)
    return True


def rephrase(tx: Tx, community: Community, row: Event, made: Occurrence, found: Spell, *, by: Caller) -> bool:
    """Another period for a provisional event; nobody is told of what is not certain. False when somebody was first."""
    after = replace(row, period=found.period, latest=found.latest)
    if change_occurrence(tx, made, at=found.at, ends=service.ends(after, found.at), changed_at=tx.now) is None:
        return False
    service.fix(tx, row, found.start, found.period, found.latest)
    communities.record(tx, community.id, by.id, "event-moved", title=row.title)
    showing.review(tx, community.id)
    return True


def cancel(tx: Tx, community: Community, row: Event, made: Occurrence, *, by: Caller) -> Occurrence | None:
    """Call one occurrence off; None when somebody was first."""
    gone = change_occurrence(tx, made, state=State.CANCELLED, changed_at=tx.now)
    if gone is None:
        return None
    seats.withdraw(tx, gone)
    communities.record(tx, community.id, by.id, "event-cancelled", title=row.title)
    showing.review(tx, community.id)
    unready.changed(tx, community.id)
    service.series_changed(tx, row)
    told = notices.cancelled(community, row, gone)
    key, needs = tidings.key(tidings.CANCELLED, gone), tidings.of(tidings.CANCELLED, gone)
    _tell(tx, community, row, [gone], told, key=key, but=by.id, needs=needs)
    return gone


def cancel_following(tx: Tx, community: Community, row: Event, made: Occurrence, *, by: Caller) -> Event | None:
    """Call an occurrence and all after it off: the series ends there; None when somebody was first."""
    changed = service.change(tx, row, last=made.number - 1)
    if changed is None:
        return None
    gone = []
    for each in service.occurrences_of(tx, row.id):
        if each.number >= made.number and each.state is State.PLANNED:
            found = change_occurrence(tx, each, state=State.CANCELLED, changed_at=tx.now)
            gone += [found] if found else []
    for each in gone:
        seats.withdraw(tx, each)
    _redraw_ahead(tx, row)
    communities.record(tx, community.id, by.id, "event-cancelled", title=row.title)
    showing.review(tx, community.id)
    service.series_changed(tx, row)
    told = notices.ended(community, row, made)
    _tell(tx, community, changed, gone, told, key=f"ended/{changed.revision}", but=by.id)
    return changed


def _redraw_ahead(tx: Tx, row: Event) -> None:
    """The cards of its times to come say how many there are."""
    for each in service.occurrences_of(tx, row.id, after=tx.now):
        redraw(tx, each.card)


def prolong(tx: Tx, community: Community, row: Event, last: int | None, *, by: Caller) -> None:
    """Let a series that had an end go on to a later number, or for ever.

    What it no longer held because it ended takes place again, with everybody's answers: who gave one is told once.
    Whoever follows it is put down for that.
    """
    changed = service.change(tx, row, last=last)
    if changed is None:
        return
    back = []
    for each in service.occurrences_of(tx, row.id, after=tx.now):
        ended = each.state is State.CANCELLED and row.last is not None and each.number > row.last
        if ended and row.open(each, tx.now) and (last is None or each.number <= last):
            found = change_occurrence(tx, each, state=State.PLANNED, changed_at=tx.now)
            back += [found] if found else []
    _redraw_ahead(tx, row)
    service.carry_on(tx, changed)
    communities.record(tx, community.id, by.id, "event-edited", title=row.title)
    if back:
        told = notices.resumed(community, changed, back)
        _tell(tx, community, changed, back, told, key=f"resumed/{changed.revision}", but=by.id)
    for each in back:
        seats.held(tx, each)
        seats.fill(tx, changed, each)


def restore(tx: Tx, community: Community, row: Event, made: Occurrence, *, by: Caller) -> Occurrence | None:
    """Bring back what was cancelled, with everybody's answers; None when somebody was first.

    A series that ended before it goes on until it again.
    """
    if communities.held(tx, community).archived:
        return None
    if row.last is not None and made.number > row.last:
        longer = service.change(tx, row, last=made.number)
        if longer is None:
            return None
        row = longer
        _redraw_ahead(tx, row)
    state = State.TENTATIVE if row.period else State.PLANNED
    back = change_occurrence(tx, made, state=state, changed_at=tx.now)
    if back is None:
        return None
    communities.record(tx, community.id, by.id, "event-restored", title=row.title)
    showing.review(tx, community.id)
    service.series_changed(tx, row)
    told = notices.restored(community, row, back)
    key, needs = tidings.key(tidings.RESTORED, back), tidings.of(tidings.RESTORED, back)
    _tell(tx, community, row, [back], told, key=key, but=by.id, needs=needs)
    seats.held(tx, back)
    seats.fill(tx, row, back)
    return back


def edit(tx: Tx, community: Community, row: Event, details: Details, *, by: Caller) -> Event | None:
    """Write other details; those who come hear of another place or length. None when somebody was first.

    What is not for people outside any more is gone from the address they had, for good.
    """
    changed = service.change(
        tx, row, title=details.title, purpose=details.purpose, where=details.where, minutes=details.minutes,
        capacity=details.capacity, external=details.external, languages=details.languages,
        secret=row.secret if details.external else None,
    )  # fmt: skip
    if changed is None:
        return None
    coming = []
    for each in service.occurrences_of(tx, row.id, after=tx.now):
        found = change_occurrence(tx, each, ends=service.ends(changed, each.at))
        coming += [found] if found else []
    if not row.series and not coming:  # over: nobody is told, and its card says what it was
        for each in service.occurrences_of(tx, row.id):
            redraw(tx, each.card)
    communities.record(tx, community.id, by.id, "event-edited", title=details.title)
    showing.review(tx, community.id)
    service.series_changed(tx, row)
    if (row.where, row.minutes) != (details.where, details.minutes):  # of what is certain
        planned = [each for each in coming if each.state is State.PLANNED]
        told = notices.edited(community, changed, where=row.where != details.where)
        _tell(tx, community, changed, planned, told, key=f"edited/{changed.revision}", but=by.id)
    for each in coming:
        seats.held(tx, each)
        seats.fill(tx, changed, each)
    return changed


def entitle(
    tx: Tx, community: Community, row: Event, made: Occurrence, *, title: str, level: Level | None
) -> Occurrence | None:
    """Give one session its own title and level, also one that is over; None when somebody was first.

    Nobody is told: what shows it is drawn again.
    """
    change = change_occurrence if made.ends > tx.now else _write
    found = change(tx, made, title=title, level=level)
    if found is not None:
        redraw(tx, found.card)
        showing.review(tx, community.id)
        service.series_changed(tx, row)
    return found


def change_occurrence(tx: Tx, made: Occurrence, **values: object) -> Occurrence | None:
    """Change an occurrence that is still as it was read, and its cards."""
    found = _write(tx, made, **values)
    row = service.event(tx, made.event) if found else None
    if found is not None and row is not None:
        redraw(tx, found.card)
        for each in service.answered(tx, found.id, Answer.OFFERED):
            offering.changed(tx, row.community, each.person)
        service.announce_later(tx, row, found)
        service.look_later(tx, found, str(found.revision))
        service.ready_later(tx, found)
        service.prepare_later(tx, found, at=tx.now)
        service.changed_later(tx, found)
    return found


def _write(tx: Tx, made: Occurrence, **values: object) -> Occurrence | None:
    """Write it alone, if it is still as it was read; in another state it is so for another reason."""
    reason = {"called_off": None} if "state" in values else {}
    changed = tx.run(
        update(occurrences)
        .where(
            occurrences.c.id == made.id,
            occurrences.c.revision == made.revision,
            occurrences.c.state == made.state,
        )
        .values({"revision": made.revision + 1, **reason, **values})
    )
    return service.occurrence(tx, made.id) if changed else None


def _tell(
    tx: Tx, community: Community, row: Event, found: Iterable[Occurrence], told: Message, *, key: str, but: str,
    needs: str = "",
) -> None:  # fmt: skip
    """Tell everybody concerned but whoever did it, once, however many of these they come to, as long as they belong.

    At night too where somebody would set out before the morning, to what it was or to what it is now; nobody sets out
    to what has no date.
    """
    found = list(found)
    dated = [] if row.period else found
    soonest = min((at for each in dated for at in (each.at, each.moved_from or each.at)), default=None)
    for person in hearers(tx, community, found, by=but):
        people.tell(
            tx, person, told, key=f"{found[0].id}/{key}/{person}", needs=needs or while_inside(community),
            awaited=True, until=soonest,
        )  # fmt: skip


def hearers(tx: Tx, community: Community, found: Iterable[Occurrence], *, by: str) -> list[str]:
    """Whoever is told of a change of these: those concerned who belong, without whoever makes it."""
    concerned = service.concerned(tx, found)
    return [each for each in concerned if each != by and standing_of(tx, community.id, each).role is not None]
