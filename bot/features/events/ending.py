"""What ends with something else: seats with a membership, and what was planned with the community that is archived."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.events import notices, seats, service, staff
from bot.features.events.changing import change_occurrence
from bot.features.events.due import CallOff
from bot.features.events.model import CONCERNED, Event, Occurrence, Released, State, answers
from bot.features.membership.access import standing_of, while_inside
from bot.features.membership.model import Departed
from bot.features.people import service as people
from bot.jobs.outbox import redraw
from bot.jobs.queue import later

AGAIN = timedelta(seconds=5)


def departed(tx: Tx, job: Departed) -> None:
    """Give back every seat, and every place in a waiting line, of somebody who belongs no more; the next are asked.

    Nor do they have a role at anything any more.
    """
    if standing_of(tx, job.community, job.person).role is not None:
        return
    staff.released(tx, job.community, job.person)
    for row, made, _ in service.answers_of(tx, job.community, job.person, after=tx.now):
        seats.held(tx, made)
        tx.run(delete(answers).where(answers.c.occurrence == made.id, answers.c.person == job.person))
        seats.fill(tx, row, made)
        redraw(tx, made.card)
    later(tx, tx.now, Released(job.community, job.person), key=new_id(f"{job.person}/released"))


def call_off(tx: Tx, job: CallOff) -> None:
    """Cancel all that has not begun, and end every series; whoever comes to any of it is told once (FEATURES 2.4.5).

    Nothing of it comes back by itself when the community does.
    """
    community = communities.get(tx, job.community)
    if community is None:
        return
    missed: dict[str, dict[str, tuple[Event, Occurrence]]] = {}
    for row, first in service.to_come(tx, community.id):
        if row.series:
            service.change(tx, row, last=first.number - 1)
            service.series_changed(tx, row)
        for made in service.occurrences_of(tx, row.id, after=tx.now):
            if made.number >= first.number and made.state is not State.CANCELLED:
                for person in _cancelled(tx, made):
                    missed.setdefault(person, {}).setdefault(row.id, (row, made))
        communities.record(tx, community.id, job.by, "event-cancelled", title=row.title)
    for person, theirs in missed.items():
        if person != job.by:
            told = notices.called_off(community, tuple(theirs.values()))
            key = f"{community.id}/called-off/{person}/{tx.now.isoformat()}"
            people.tell(tx, person, told, key=key, needs=while_inside(community))
    if service.to_come(tx, community.id):  # somebody changed one in the same instant
        service.call_off(tx, community, by=job.by, at=tx.now + AGAIN)


def _cancelled(tx: Tx, made: Occurrence) -> list[str]:
    """Whoever hears of it; nobody where somebody was first."""
    gone = change_occurrence(tx, made, state=State.CANCELLED, changed_at=tx.now)
    if gone is None:
        return []
    seats.withdraw(tx, gone)
    return [each.person for each in service.answered(tx, made.id, *CONCERNED)]
