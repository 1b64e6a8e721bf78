"""What remains of a webinar is kept, and shown on its card until it is all there or nobody wants it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select

from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.dossiers.model import DUE, KEPT, LETTER, PUBLISHED, Held, Kind, Line, Material, materials
from bot.features.events import service as events
from bot.features.events.model import Event, Occurrence, Over
from bot.features.events.times import time_of
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.jobs.outbox import redraw
from bot.jobs.queue import later


def held(tx: Tx, occurrence: str) -> Held | None:
    """None for what never was, and for a meeting, which has minutes."""
    it = time_of(tx, occurrence, Held)
    return it if it is not None and it.row.type in KEPT else None


def hold(tx: Tx, it: Held) -> None:
    """Nobody else changes what remains of it until this unit ends: what was read of it still holds."""
    tx.hold(f"dossier {it.made.id}")


def given(tx: Tx, occurrence: str) -> dict[Kind, Material]:
    """What is there, and what will never be."""
    found = tx.all(select(materials).where(materials.c.occurrence == occurrence), Material)
    return {each.kind: each for each in found}


def published(tx: Tx, it: Held) -> bool:
    """Whether its questions and answers stand in the community itself."""
    row = given(tx, it.made.id).get(Kind.QUESTIONS)
    return row is not None and row.text == PUBLISHED


def checklist(tx: Tx, it: Held) -> list[Line]:
    found = given(tx, it.made.id)
    return [Line(kind, found.get(kind), it.made.ends + DUE[kind] if kind in DUE else None) for kind in Kind]


def missing(tx: Tx, it: Held) -> list[Line]:
    return [each for each in checklist(tx, it) if each.missing]


def give(tx: Tx, it: Held, brought: Mapping[Kind, str], *, by: str) -> list[Kind]:
    """Keep what the team brings; what is empty is taken away. The kinds that are different now."""
    hold(tx, it)
    before = given(tx, it.made.id)
    changed = [kind for kind, text in brought.items() if text != _text(before.get(kind))]
    for kind in changed:
        thing = f"mat/{it.made.id}/{kind}"
        _keep(tx, it, kind, brought[kind], by=by)
        if brought[kind]:
            communities.contributed(tx, it.community.id, by, "material", thing=thing)
        else:
            communities.taken_back(tx, thing)
    if changed:
        communities.record(tx, it.community.id, by, "materials", title=it.called)
        refresh(tx, it)
        look_again(tx, it)
    return changed


def _text(row: Material | None) -> str:
    return row.text if row else ""


def _keep(tx: Tx, it: Held, kind: Kind, text: str, *, by: str, waived: bool = False) -> None:
    tx.run(delete(materials).where(materials.c.occurrence == it.made.id, materials.c.kind == kind))
    if text or waived:
        tx.add_once(materials, Material(it.made.id, kind, text, by, tx.now, waived))


def waive(tx: Tx, it: Held, kind: Kind, *, by: str) -> bool:
    """There will be none of it; False when it is there already."""
    hold(tx, it)
    if kind in given(tx, it.made.id):
        return False
    _keep(tx, it, kind, "", by=by, waived=True)
    communities.record(tx, it.community.id, by, "material-waived", title=it.called, kind=kind)
    refresh(tx, it)
    return True


def refresh(tx: Tx, it: Held) -> None:
    """Everything that shows what remains is drawn again."""
    redraw(tx, it.made.card)
    redraw(tx, it.row.cover)
    redraw(tx, it.card)
    redraw_letters(tx, membership.administrators(tx, it.community.id))


def redraw_letters(tx: Tx, persons: Collection[str]) -> None:
    """Draw again what these people were told to be missing as it is by now; what is older says that for good."""
    people.redraw_standing(tx, persons, (LETTER,), people.covered_by_any)


# After the end.


def look_again(tx: Tx, it: Held) -> None:
    """Something was taken away or added: the next reminder may be needed, or not any more."""
    if it.made.ends <= tx.now:
        later(tx, tx.now, Over(it.made.id), key=new_id(f"{it.made.id}/over"))


def late(tx: Tx, community: str) -> list[tuple[Held, list[Line]]]:
    """The webinars of which something should be there by now, the last first, with what is missing."""
    found = communities.get(tx, community)
    past = events.held(tx, community, before=tx.now) if found else []
    entries = [Held(found, row, made) for row, made in past if found and row.type in KEPT]
    lines = ((it, [each for each in missing(tx, it) if each.due and each.due <= tx.now]) for it in entries)
    return [(it, each) for it, each in lines if each]


def everything(tx: Tx, community: str) -> list[tuple[Event, Occurrence]]:
    """All webinars of a community, the latest first, also provisional ones.

    Of what is to come in a series only the next time.
    """
    ahead = {row.id: (row, made) for row, made in events.to_come(tx, community) if row.type in KEPT}
    past = [each for each in events.held(tx, community, before=tx.now, limit=500) if each[0].type in KEPT]
    return [*reversed(ahead.values()), *past]
