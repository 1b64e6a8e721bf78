"""Whether a private message may leave now: it may have waited so long that its reader's night has come again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from bot.chat.address import Account, Place
from bot.db.tx import Tx
from bot.jobs.queue import Job, jobs

Then = Sequence[Any] | None
"""(kind, payload) of what follows the message, as in `outbox.Send`."""

Leaves = Callable[[Tx, Account, Then], datetime]
"""(tx, to whom, its `then`) → when a private message may leave that is to leave now."""


def at_once(tx: Tx, to: Account, then: Then) -> datetime:
    """Where nobody has quiet hours."""
    return tx.now


def wait(tx: Tx, job: Job, to: Account | Place, leaves: Leaves) -> timedelta | None:
    """How long a message waits before it is asked of the platform; None when it may leave.

    What an earlier attempt may have left is looked for since that attempt, however long this one waits.
    """
    if isinstance(to, Place) or (at := leaves(tx, to, job.payload.get("then"))) <= tx.now:
        return None
    if job.attempts > 1 and not job.payload.get("since"):
        payload = job.payload | {"since": job.at.isoformat()}
        tx.run(update(jobs).where(jobs.c.id == job.id).values(payload=payload))
    return at - tx.now


def doubted(job: Job) -> datetime | None:
    """A first attempt needs no looking; any other may find what an earlier one left."""
    if since := job.payload.get("since"):
        return datetime.fromisoformat(since)
    return job.at if job.attempts > 1 else None
