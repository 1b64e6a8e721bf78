"""Reminders where the community lives: a day and an hour before, one message each, kept true instead of said again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events.model import Event, Occurrence, State
from bot.features.reminders.plan import LATE, Due, Reader, owed, plan
from bot.jobs.outbox import cards, redraw, show

HERE = (timedelta(days=1), timedelta(hours=1))
"""When the channel hears of it (FEATURES 2.3.1)."""

REDRAWN = (timedelta(minutes=10), timedelta(0))
"""When what stands there is drawn again: it says then how near it is, and that it has begun."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reminder in a channel, as it is to be read now; `fresh` still asks who comes."""

    community: Community
    row: Event
    made: Occurrence
    starts: datetime
    late: bool

    @property
    def fresh(self) -> bool:
        return self.made.state is State.PLANNED and self.made.at == self.starts


def dues(community: Community, starts: datetime) -> tuple[Due, ...]:
    """By the clock of the community."""
    return plan(starts, HERE, Reader(community.timezone, coming=False))


def remind(tx: Tx, community: Community, row: Event, made: Occurrence) -> Iterator[datetime]:
    """Post the reminder that is due, keep those that stand there true; gives the moments to look again."""
    found = dues(community, made.at)
    due = owed(found, since=made.changed_at, now=tx.now, ends=made.at)
    if due is not None:
        card = f"event-reminder:{made.id}/{int(made.at.timestamp()) // 60}/{due.offset // timedelta(minutes=1)}"
        standing = {post.target for post in cards(tx, card)}
        for home in communities.homes(tx, community.id):
            if home.place not in standing:
                show(tx, home.place, card, key=f"{card}/{home.place}")
    redraw_all(tx, made.id)
    yield from (each.at for each in found)
    yield from (made.at - each for each in REDRAWN)
    yield made.ends


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
        for each in HERE
        if cards(tx, card := f"event-reminder:{occurrence}/{int(at.timestamp()) // 60}/{each // timedelta(minutes=1)}")
    ]


def seen(tx: Tx, card: str) -> Seen | None:
    """What `occurrence/minute/offset` is to say now; None for one that has not left and is not wanted any more."""
    name, minute, offset = card.split("/")
    made = events.occurrence(tx, name)
    row = events.event(tx, made.event) if made else None
    community = communities.get(tx, row.community) if row else None
    if made is None or row is None or community is None:
        return None
    starts, distance = datetime.fromtimestamp(int(minute) * 60, UTC), timedelta(minutes=int(offset))
    copies = cards(tx, f"event-reminder:{card}")
    asked = min((each.at for each in copies), default=tx.now)
    due = next((each.at for each in dues(community, starts) if each.offset == distance), asked)
    found = Seen(community, row, made, starts, late=asked - due > LATE)
    if any(each.message_id for each in copies):
        return found
    now = owed(dues(community, starts), since=made.changed_at, now=tx.now, ends=starts)
    wanted = found.fresh and not community.archived and now is not None and now.offset == distance
    return Seen(community, row, made, starts, late=now.late) if wanted and now else None
