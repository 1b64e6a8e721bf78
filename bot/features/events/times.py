"""One time at which something takes place, with its event and community: looked up here and nowhere else.

A feature that says more of it has a word of its own for it, which is a `Time` as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.model import Event, Occurrence, State, Status


@dataclass(frozen=True, slots=True)
class Time:
    """An occurrence, and what it belongs to."""

    community: Community
    row: Event
    made: Occurrence

    @property
    def planned(self) -> bool:
        """Whether it is to take place, or did."""
        return self.made.state is State.PLANNED and self.row.status is Status.PLANNED

    @property
    def alive(self) -> bool:
        """The same, in a community that is not archived."""
        return self.planned and not self.community.archived


Kind = TypeVar("Kind", bound=Time)


def time_of(tx: Tx, occurrence: str, kind: type[Kind]) -> Kind | None:
    """None for what never was."""
    made = service.occurrence(tx, occurrence)
    row = service.event(tx, made.event) if made else None
    community = communities.get(tx, row.community) if row else None
    return kind(community, row, made) if made and row and community else None
