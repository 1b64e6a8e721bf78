"""What archiving called off and could still take place: nothing that was cancelled for another reason."""

from __future__ import annotations

from bot.db.tx import Tx
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events.model import Event, Occurrence


def waiting(tx: Tx, community: Community) -> dict[str, tuple[Event, list[Occurrence]]]:
    """Each event by its id, with all of its times that are meant, both in order of time."""
    found: dict[str, tuple[Event, list[Occurrence]]] = {}
    for row, made in events.coming(tx, community.id, after=tx.now, provisional=True):
        if made.called_off is not None and row.open(made, tx.now):
            found.setdefault(row.id, (row, []))[1].append(made)
    return found
