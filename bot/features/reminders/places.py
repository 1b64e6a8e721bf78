"""Reminders where the community lives: a day and an hour before, one message each, kept true instead of said again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events.model import Event, Occurrence, State, Type
from bot.features.events.times import Time, time_of
from bot.features.reminders.plan import LATE, Due, Reader, following, owed, plan
from bot.jobs.outbox import cards, redraw, show_where_missing

HERE = (timedelta(days=1), timedelta(hours=1))
"""When the channel hears of it (FEATURES 2.3.1)."""

DUE = (timedelta(days=7), timedelta(days=1))
"""When it hears of a deadline, which concerns everybody and to which nobody comes."""


def _here(kind: Type) -> tuple[timedelta, ...]:
    return HERE if kind.attended else DUE if kind is Type.DEADLINE else ()


REDRAWN = (timedelta(minutes=10), timedelta(0))
"""When what stands there is drawn again: it says then how near it is, and that it has begun."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reminder in a channel, as it is to be read now; `fresh` still asks who comes.

    `followed` by a nearer one, which says and asks from then on what this one did.
    """

    community: Community
    row: Event
    made: Occurrence
    starts: datetime
    late: bool
    followed: bool = False

    @property
    def fresh(self) -> bool:
        return self.made.state is State.PLANNED and self.made.at == self.starts


def dues(community: Community, kind: Type, starts: datetime) -> tuple[Due, ...]:
    """By the clock of the community."""
    return plan(starts, _here(kind), Reader(community.timezone, coming=False))


def remind(tx: Tx, community: Community, row: Event, made: Occurrence) -> Iterator[datetime]:
    """Post the reminder that is due, keep those that stand there true; gives the moments to look again."""
    found = dues(community, row.type, made.at)
    ahead = [each for each in found if made.at - each.offset >= made.changed_at]  # else its card has just said it
    due = owed(ahead, since=made.changed_at, now=tx.now, ends=made.at)
    if due is not None:
        card = _card(made.id, made.at, due.offset)
        homes = (home.place for home in communities.homes(tx, community.id))
        show_where_missing(tx, homes, card, useless_after=following(found, now=tx.now) or made.at)
    redraw_all(tx, made.id)
    yield from (each.at for each in found)
    yield from (made.at - each for each in REDRAWN)
    yield made.ends


def _card(occurrence: str, starts: datetime, offset: timedelta) -> str:
    return f"event-reminder:{occurrence}/{int(starts.timestamp()) // 60}/{offset // timedelta(minutes=1)}"


def redraw_all(tx: Tx, occurrence: str) -> None:
    """Also those of a time it was moved away from."""
    for card in standing(tx, occurrence):
        redraw(tx, card)


def standing(tx: Tx, occurrence: str) -> list[str]:
    """The reminders of an occurrence that stand in channels, whatever time they were for."""
    made = events.occurrence(tx, occurrence)
    times = {made.at, made.moved_from} if made else set()
    return [
        card
        for at in times
        if at is not None
        for each in {*HERE, *DUE}
        if cards(tx, card := _card(occurrence, at, each))
    ]


def seen(tx: Tx, card: str) -> Seen | None:
    """What `occurrence/minute/offset` is to say now; None for one that has not left and is not wanted any more."""
    name, minute, offset = card.split("/")
    it = time_of(tx, name, Time)
    if it is None:
        return None
    community, row, made = it.community, it.row, it.made
    starts, distance = datetime.fromtimestamp(int(minute) * 60, UTC), timedelta(minutes=int(offset))
    copies = cards(tx, f"event-reminder:{card}")
    asked = min((each.at for each in copies), default=tx.now)
    due = next((each.at for each in dues(community, row.type, starts) if each.offset == distance), asked)
    if any(each.message_id for each in copies):
        nearer = (_card(name, starts, each) for each in _here(row.type) if each < distance)
        followed = any(post.message_id for each in nearer for post in cards(tx, each))
        return Seen(community, row, made, starts, late=asked - due > LATE, followed=followed)
    now = owed(dues(community, row.type, starts), since=made.changed_at, now=tx.now, ends=starts)
    if now is None or now.offset != distance or community.archived:
        return None
    found = Seen(community, row, made, starts, late=now.late)
    return found if found.fresh else None
