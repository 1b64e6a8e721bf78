"""A process of its own that does jobs until none is left: `python -m tests.jobs.process URL OFFICE [kill]`.

With `kill` it ends by SIGKILL when its first message has arrived, before it can write that down.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import Clock
from bot.db.database import open_database
from bot.jobs.queue import jobs
from tests.conftest import START
from tests.jobs.conftest import Town
from tests.simulators.post_office import Post, PostOffice


async def work(url: str, office: Path, *, kill: bool) -> None:
    clock = Clock(lambda: START)
    database = await open_database(url, now=clock.now)
    # The program itself lets one process have an SQLite file; here two do, so neither may take the other for dead.
    database.shared = True
    post = Post(PostOffice(office))
    if kill:
        post.sent = partial(os.kill, os.getpid(), signal.SIGKILL)
    worker = Town(database, clock, post.office).worker(post=post)
    running = asyncio.create_task(worker.run())
    left = select(func.count()).select_from(jobs).where(jobs.c.ended_at.is_(None))
    while await database.run(lambda tx: tx.value(left)):  # noqa: ASYNC110 - the other process does half of it
        await asyncio.sleep(0.05)
    worker.stop()
    await running
    await database.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2]), kill="kill" in sys.argv[3:]))
