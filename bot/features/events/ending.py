"""What ends with a membership: the seats, the places in waiting lines and the roles of whoever left."""

from __future__ import annotations

from sqlalchemy import delete

from bot.db.tx import Tx, new_id
from bot.features.events import seats, service, staff
from bot.features.events.model import Released, answers
from bot.features.membership.access import standing_of
from bot.features.membership.model import Departed
from bot.jobs.outbox import redraw
from bot.jobs.queue import later


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
