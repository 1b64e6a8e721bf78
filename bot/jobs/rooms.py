"""What is asked of a platform about channels as a whole: how they are now, and that one be archived there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, select

from bot.chat.address import Place
from bot.chat.port import ClosesPlaces, Inspected, InspectsPlaces, Platform, Room
from bot.db.tx import Tx, new_id
from bot.jobs.outbox import followed
from bot.jobs.queue import WAITING, Payload, in_state, jobs, later


class Unsupported(Exception):
    """The platform cannot do such a thing at all."""


Seen = tuple[Inspected, ...]


@dataclass(frozen=True, slots=True)
class LookAtPlaces:
    """See how these channels are, as the hourly look does; `then` as in Send, its field `found` gets the troubles."""

    rooms: tuple[Room, ...]
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["look at places"] = "look at places"


@dataclass(frozen=True, slots=True)
class ClosePlace:
    """Put a channel into its platform's own archive; `then` as in Send."""

    place: Place
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["close place"] = "close place"


RoomJob = LookAtPlaces | ClosePlace
KINDS: dict[str, type[Any]] = {"look at places": LookAtPlaces, "close place": ClosePlace}

_WAITING = select(jobs.c.id).where(
    jobs.c.lane == bindparam("lane"), jobs.c.serial == bindparam("serial"), jobs.c.ended_at.is_(None),
    in_state(WAITING),
).limit(1)  # fmt: skip


def look_at_places(
    tx: Tx, rooms: Sequence[Room], *, about: str, then: Payload, at: datetime | None = None
) -> None:
    """Ask for a look, unless one `about` the same that has not begun is asked for: however many need it, it is once.

    One that is to be later, `at`, is beside those for now. All of one platform. `then` must have the fields `outcome`
    and `found`.
    """
    serial, lane = f"look:{about}{'/later' if at else ''}", rooms[0].place.platform
    if tx.value(_WAITING, lane=lane, serial=serial) is None:
        look = LookAtPlaces(tuple(rooms), followed(then))
        later(tx, at or tx.now, look, key=new_id(serial), lane=lane, serial=serial)


def looking(tx: Tx, *, about: str, lane: str) -> bool:
    """Whether a look `about` that is asked for, or under way."""
    under_way = (jobs.c.lane == lane, jobs.c.serial == f"look:{about}", jobs.c.ended_at.is_(None))
    return tx.value(select(jobs.c.id).where(*under_way).limit(1)) is not None


def close_place(tx: Tx, place: Place, *, key: str, then: Payload) -> bool:
    """Ask for it once per `key`, after everything that was to be said there before.

    `then` must have the fields `outcome` and `detail`.
    """
    serial = f"{place.kind}:{place.workspace}/{place.id}"  # that of messages there
    return later(tx, tx.now, ClosePlace(place, followed(then)), key=key, lane=place.platform, serial=serial)


def acting(asked: RoomJob) -> Callable[[Platform], Awaitable[Seen | None]]:
    """What such a job asks of its platform."""

    async def act(platform: Platform) -> Seen | None:
        match asked:
            case LookAtPlaces(rooms) if isinstance(platform, InspectsPlaces):
                return tuple([await platform.inspect(room) for room in rooms])
            case ClosePlace(place) if isinstance(platform, ClosesPlaces):
                await platform.close_place(place)
                return None
            case _:
                raise Unsupported

    return act
