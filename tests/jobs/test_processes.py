"""Several processes on one database, and processes that are killed: every message once, every job once."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.chat.address import Account
from bot.clock import Clock
from bot.db.database import Database, open_database
from bot.db.tx import Tx
from bot.jobs import outbox
from bot.jobs.claims import LEASE, Room, claim, renew
from bot.jobs.queue import Job, later
from tests.jobs.conftest import ADA, BO, Count, Heard, Town, words
from tests.simulators.post_office import Post, PostOffice

ROOT = Path(__file__).parents[2]
MANY = 1000


async def process(url: str, office: Path, *how: str) -> tuple[int, str]:
    """Run tests/jobs/process.py to its end; its exit status and what it complained about."""
    command = [sys.executable, "-m", "tests.jobs.process", url, str(office), *how]
    ran = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    _, errors = await ran.communicate()
    return ran.returncode or 0, errors.decode()


@pytest.mark.timeout(180)
async def test_two_processes_send_a_thousand_messages_that_are_due_a_thousand_times(
    database_url: str, database: Database, clock: Clock, tmp_path: Path
) -> None:
    """R2: on SQLite they share a file, which the program itself refuses; the jobs bear it all the same."""

    def ask(tx: Tx) -> None:
        for number in range(MANY):
            outbox.send(tx, Account("post", "", str(number % 300)), words(str(number)), key=f"reminder {number}")
        for number in range(100):
            later(tx, tx.now, Count(f"count {number}"), key=f"count {number}")

    await database.run(ask)
    file = tmp_path / "office.db"
    town = Town(database, clock, PostOffice(file))
    ended = await asyncio.gather(*(process(database_url, file) for _ in range(2)))
    assert [status for status, _ in ended] == [0, 0], ended
    assert (town.office.calls("send"), len(town.office.letters())) == (MANY, MANY)
    counted = await database.run(lambda tx: [tx.noted(f"count {number}") for number in range(100)])
    assert counted == [1] * 100
    for person in range(300):
        theirs = [int(text) for text in town.texts(Account("post", "", str(person)))]
        assert theirs == sorted(theirs)


async def test_two_workers_on_one_database_send_each_message_once(database_url: str, town: Town, clock: Clock) -> None:
    """R2."""
    other = await open_database(database_url, now=clock.now)

    def ask(tx: Tx) -> None:
        for number in range(200):
            outbox.send(tx, Account("post", "", str(number % 50)), words(str(number)), key=str(number))

    await town.database.run(ask)
    await asyncio.gather(*(town.worker(database=each).settle() for each in (town.database, other)))
    assert (town.office.calls("send"), len(town.office.letters())) == (200, 200)
    await other.close()


@pytest.mark.timeout(120)
async def test_a_process_killed_after_its_message_arrived_repeats_it_under_the_same_key(
    database_url: str, database: Database, clock: Clock, tmp_path: Path
) -> None:
    """R16: the message exists, nobody wrote that down; the platform knows the repeat by its key."""
    await database.run(lambda tx: outbox.send(tx, ADA, words("hello"), key="hello", then=Heard("hello")))
    file = tmp_path / "office.db"
    status, _ = await process(database_url, file, "kill")
    assert status == -signal.SIGKILL
    town = Town(database, clock, PostOffice(file))
    assert town.texts() == ["hello"]
    await town.worker().settle()
    assert (town.office.calls("send"), await town.noted("heard hello")) == (1, None)
    clock.forward(LEASE)
    await town.worker().settle()
    assert (town.texts(), town.office.calls("send")) == (["hello"], 2)
    assert await town.noted("heard hello") == ["sent/"]


async def test_a_worker_that_loses_its_lease_leaves_the_job_to_whoever_has_it(town: Town) -> None:
    slow, quick = Post(town.office), Post(town.office)
    other = town.worker(post=quick, holder="other")
    gate, arrived = asyncio.Event(), asyncio.Event()

    class Slow(Post):
        async def send(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
            arrived.set()
            await gate.wait()
            return await slow.send(*args, **kwargs)  # type: ignore[arg-type]

    await town.database.run(lambda tx: outbox.send(tx, ADA, words("hello"), key="hello", then=Heard("hello")))
    first = asyncio.create_task(town.worker(post=Slow(town.office), holder="slow").settle())
    await arrived.wait()
    town.clock.forward(LEASE)
    await other.settle()
    gate.set()
    await first
    assert (town.texts(), town.office.calls("send")) == (["hello"], 2)
    assert await town.noted("heard hello") == ["sent/"]


async def test_a_lease_that_is_renewed_is_kept_and_one_that_is_not_is_taken(town: Town) -> None:
    def ask(tx: Tx) -> None:
        for to, text in ((ADA, "kept"), (BO, "left")):
            outbox.send(tx, to, words(text), key=text)

    await town.database.run(ask)
    first = await town.database.run(partial(_take, "one"))
    town.clock.forward(LEASE - timedelta(seconds=1))
    await town.database.run(lambda tx: renew(tx, "one", [first[0].id]))
    town.clock.forward(timedelta(seconds=1))
    second = await town.database.run(partial(_take, "two"))
    assert [[job.key for job in taken] for taken in (first, second)] == [["kept", "left"], ["left"]]


async def test_a_job_that_takes_its_process_with_it_is_parked_after_eight_lives(town: Town) -> None:
    await town.database.run(lambda tx: outbox.send(tx, ADA, words("bomb"), key="bomb", then=Heard("bomb")))
    for life in range(8):
        taken = await town.database.run(partial(_take, f"life {life}"))
        assert [job.key for job in taken] == ["bomb"]
        town.clock.forward(LEASE)
    await town.worker().settle()
    assert await town.noted("heard bomb") == ["parked/its process ended each time it was tried"]
    assert town.office.calls("send") == 0


def _take(holder: str, tx: Tx) -> list[Job]:
    return claim(tx, "post", holder, Room(8))
