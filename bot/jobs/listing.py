"""What a workspace's own list of events shows: put there, changed, taken off, looked at, one after another for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, select

from bot.chat.address import Place
from bot.chat.port import Listed
from bot.db.tx import Tx
from bot.jobs.outbox import followed
from bot.jobs.queue import WAITING, Job, Payload, in_state, jobs, later


@dataclass(frozen=True, slots=True)
class HoldEvent:
    """Let the list of the workspace of a place show this, or with None nothing; `then` as in Send, and `held`.

    `place` is where the community lives: its language is that of the entry. The others as in HoldsEvents.
    """

    place: Place
    once: str
    event: Listed | None
    known: str
    called_off: bool = False
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["hold event"] = "hold event"


@dataclass(frozen=True, slots=True)
class LookAtEvent:
    """See how it stands there, after everything that was asked before is done; `then` as in HoldEvent."""

    place: Place
    once: str
    known: str
    then: tuple[str, dict[str, Any]] | None = None
    kind: Literal["look at event"] = "look at event"


def hold_event(tx: Tx, asked: HoldEvent, *, key: str, then: Payload, useless_after: datetime | None = None) -> bool:
    """Ask for it once per `key`; of what is asked for one after another only the last leaves.

    `then` must have the fields `outcome`, `detail` and `held`.
    """
    payload = replace(asked, then=followed(then))
    return later(
        tx, tx.now, payload, key=key, lane=asked.place.platform, serial=_serial(asked), useless_after=useless_after
    )


def look_at_event(tx: Tx, asked: LookAtEvent, *, key: str, then: Payload, at: datetime | None = None) -> bool:
    payload = replace(asked, then=followed(then))
    return later(tx, at or tx.now, payload, key=key, lane=asked.place.platform, serial=_serial(asked))


def _serial(asked: HoldEvent | LookAtEvent) -> str:
    return f"event:{asked.place.workspace}/{asked.once}"


_NEWER = (
    select(jobs.c.id)
    .where(
        jobs.c.lane == bindparam("lane"),
        jobs.c.serial == bindparam("serial"),
        jobs.c.ended_at.is_(None),
        in_state(WAITING),
        jobs.c.id > bindparam("job"),
        jobs.c.kind == "hold event",
    )
    .limit(1)
)


def asked_anew(tx: Tx, job: Job) -> bool:
    """Whether something else was asked for since: then what this job knows may not be true, or not for everybody."""
    return tx.value(_NEWER, lane=job.lane, serial=job.serial, job=job.id) is not None
