"""The cover of a series: written once, posted once, and then kept true where it stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select, update

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.hours import by_day
from bot.features.communities.model import Settled
from bot.features.dossiers import service as dossiers
from bot.features.dossiers.model import KEPT, Kind, Material
from bot.features.events import service as events
from bot.features.events.model import Occurrence, SeriesChanged, State
from bot.features.series import service
from bot.features.series.model import Cover, Said, Whole, covers
from bot.i18n import known_zone
from bot.jobs.outbox import cards, redraw, show, times_shown
from bot.jobs.queue import later

PAST = 5
"""Past sessions that a cover shows; `/webinars` has all that took place."""


@dataclass(frozen=True, slots=True)
class Session:
    """One time of a series, with what remains of it."""

    made: Occurrence
    found: dict[Kind, Material]


@dataclass(frozen=True, slots=True)
class Sessions:
    """The last past ones, the latest first, and those to come in order, also where they are cancelled."""

    past: list[Session]
    coming: list[Session]


def covered(tx: Tx, event: str) -> Whole | None:
    """None for what is no series of webinars or workshops."""
    it = service.whole(tx, event)
    return it if it is not None and it.row.type in KEPT else None


def of(tx: Tx, event: str) -> Cover | None:
    return tx.one(select(covers).where(covers.c.event == event), Cover)


def write(tx: Tx, it: Whole, said: Said, *, by: str, revision: int) -> bool:
    """Keep what a cover says, if it is still as it was read (0: there was none); False when somebody was first."""
    new = Cover(it.row.id, said.why, said.objectives, said.audience, said.convenor, by, tx.now, 1)
    if revision == 0:
        kept = tx.add_once(covers, new)
    else:
        same = (covers.c.event == it.row.id, covers.c.revision == revision)
        kept = bool(
            tx.run(update(covers).where(*same).values(**asdict(said), person=by, at=tx.now, revision=revision + 1))
        )
    if kept:
        communities.record(tx, it.community.id, by, "series-cover", title=it.row.title)
        post(tx, it)
        redraw(tx, it.row.cover)
    return kept


def changed(tx: Tx, job: SeriesChanged) -> None:
    """What a file brought is shown at last; one that stood and was deleted by somebody does not come back by itself."""
    service.changed(tx, job)
    it = covered(tx, job.event)
    homes = communities.homes(tx, it.community.id) if it else []
    if it is not None and not any(times_shown(tx, it.row.cover, home.place) for home in homes):
        post(tx, it)


def post(tx: Tx, it: Whole) -> None:
    """Post the cover where the community lives and it does not stand; what a file brought, when a session comes near.

    Looked at again then: a file with many series must not fill the channel.
    """
    row, card = of(tx, it.row.id), it.row.cover
    if row is None or it.community.archived:
        return
    near = _near(tx, it)
    if not row.person and not cards(tx, card) and (near is None or near > tx.now):
        if near is not None:
            later(tx, near, SeriesChanged(it.row.id), key=f"{card}/near/{near:%Y%m%dT%H%M}")
        return
    standing = {each.target for each in cards(tx, card)}
    for home in communities.homes(tx, it.community.id):
        if home.place not in standing:
            show(tx, home.place, card, key=f"{card}/{home.place}/{times_shown(tx, card, home.place)}")


def _near(tx: Tx, it: Whole) -> datetime | None:
    """When the card of the next session is posted."""
    found = service.ahead(tx, it.row)
    return by_day(found[0].at - events.CARD_BEFORE, known_zone(it.row.zone)[0]) if found else None


def settled(tx: Tx, job: Settled) -> None:
    """A place that is new shows what comes, without anybody saving it again."""
    for it in several(tx, job.community):
        post(tx, it)


def sessions(tx: Tx, it: Whole) -> Sessions:
    """Without what the series no longer holds, because it ended before."""
    past: list[Occurrence] = []
    coming: list[Session] = []
    for made in events.occurrences_of(tx, it.row.id):
        gone = made.state is State.CANCELLED
        if made.ends > tx.now and not (gone and it.row.last is not None and made.number > it.row.last):
            coming.append(Session(made, {}))
        elif made.ends <= tx.now and not gone:
            past.append(made)
    return Sessions([Session(made, dossiers.given(tx, made.id)) for made in reversed(past[-PAST:])], coming)


def programme(tx: Tx, it: Whole) -> list[Session]:
    """All its sessions in order, without what the series no longer holds, because it ended before."""
    found = events.occurrences_of(tx, it.row.id)
    ended = it.row.last
    return [
        Session(made, {})
        for made in found
        if made.state is not State.CANCELLED or ended is None or made.number <= ended
    ]


def several(tx: Tx, community: str) -> list[Whole]:
    """The series of webinars and workshops that have something to come, in the order in which it comes."""
    found = (covered(tx, row.id) for row, _ in events.to_come(tx, community) if row.series)
    return [each for each in found if each is not None]
