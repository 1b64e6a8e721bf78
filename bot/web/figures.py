"""How the work stands: counted in the database when somebody asks, so that every process tells the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.db.tx import Tx
from bot.jobs.queue import LEASED, PARKED, WAITING, in_state, jobs


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane's jobs by state; `oldest_due` is since when the oldest job that could run now has waited."""

    states: Mapping[str, int]
    oldest_due: datetime | None

    @property
    def waiting(self) -> int:
        return self.states.get(WAITING, 0)

    @property
    def parked(self) -> int:
        return self.states.get(PARKED, 0)


def lanes(tx: Tx) -> dict[str, Lane]:
    """Every lane that has work which is not over, or work that was given up."""
    counted: dict[str, dict[str, int]] = {}
    for state in (WAITING, LEASED, PARKED):
        # One by one, each over an index that has only these: what is done for good is not walked through.
        number = select(jobs.c.lane, func.count().label("number")).where(in_state(state)).group_by(jobs.c.lane)
        for row in tx.all(number):
            counted.setdefault(row.lane, {})[state] = row.number
    due = {
        row.lane: row.oldest
        for row in tx.all(
            select(jobs.c.lane, func.min(jobs.c.at).label("oldest"))
            .where(in_state(WAITING), jobs.c.at <= tx.now)
            .group_by(jobs.c.lane)
        )
    }
    return {lane: Lane(states, due.get(lane)) for lane, states in sorted(counted.items())}
