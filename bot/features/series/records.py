"""The covers of series as a file holds them: what a file brings is shown when the next session comes near."""

from __future__ import annotations

from bot.db.tx import Tx
from bot.features.events.model import Event
from bot.features.series import covering
from bot.features.series.model import Said


def cover_of(tx: Tx, row: Event) -> Said | None:
    found = covering.of(tx, row.id) if covering.covered(tx, row.id) else None
    return Said(found.why, found.objectives, found.audience, found.convenor) if found else None


def keep_cover(tx: Tx, row: Event, said: Said) -> bool:
    """Whether anything is otherwise now; nothing is of what is no series here."""
    it, before = covering.covered(tx, row.id), covering.of(tx, row.id)
    if it is None or cover_of(tx, row) == said:
        return False
    return covering.write(tx, it, said, by="", revision=before.revision if before else 0)
