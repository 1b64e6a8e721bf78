"""The schema: what the steps make is what the code says, and nobody works on a database that stands elsewhere."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text

from bot.clock import Clock
from bot.db.database import Database, migrate, open_database
from bot.db.migrating import is_new
from bot.db.tx import Tx
from bot.errors import OperatorError
from bot.features.announcements.model import Announcement, announcements
from bot.features.events import service as events
from bot.features.events import staff
from bot.jobs.outbox import cards
from migrations.tables import everything
from tests.conftest import ENGINES


async def test_the_steps_make_exactly_the_tables_that_the_code_declares(database: Database) -> None:
    def differences(tx: Tx) -> list[object]:
        options = {"compare_type": True, "compare_server_default": False}
        return list(compare_metadata(MigrationContext.configure(tx.conn, opts=options), everything()))

    assert await database.run(differences) == []


async def test_migrating_again_changes_nothing(database_url: str, clock: Clock) -> None:
    database = await open_database(database_url, now=clock.now)
    await database.run(lambda tx: tx.note("kept", 1))
    await database.close()
    await asyncio.to_thread(migrate, database_url)
    again = await open_database(database_url, now=clock.now)
    assert await again.run(lambda tx: tx.noted("kept")) == 1
    await again.close()


FIRST = (
    """
    INSERT INTO communities (id, slug, name, mode, hidden, language, timezone, description, purpose, topic, institution,
        keywords, history, eligibility, questions, principles, contributions, roles_of_members, roles_of_administrators,
        contact, related, open_needs_approval, request_days, cooldown_days, state, created_at)
    VALUES ('com_1', 'tides', 'Tides', 'public', false, 'en', 'UTC', '', '', '', '', '[]', '', '[]', '[]', '[]', '[]',
        '', '', '', '[]', false, 14, 30, 'active', '2026-11-03T09:00:00.000000Z')
    """,
    """
    INSERT INTO announcements (id, community, author, account, type, title, text, link, zone, status, revision,
        created_at, proposed_at)
    SELECT 'ann_' || status, 'com_1', 'per_1', '{"platform": "p", "workspace": "", "id": "ada", "kind": "account"}',
        'news', 'Tides', 'Text', '', 'UTC', status, 1, '2026-11-03T09:00:00.000000Z', '2026-11-04T09:00:00.000000Z'
    FROM (SELECT 'proposed' AS status UNION SELECT 'sent') AS each
    """,
    """
    INSERT INTO posts (id, card, target, platform, message_id, at) VALUES ('post_1', 'announcement:ann_sent',
        '{"platform": "p", "workspace": "", "id": "c", "kind": "place"}', 'p', 'm1', '2026-11-03T09:00:00.000000Z')
    """,
)
"""What a database of the first step may hold, as SQL that both engines take."""


@pytest.fixture(params=ENGINES)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which nothing is yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    server: str = request.getfixturevalue("postgres_server")
    asyncio.run(_renewed(server))
    return server.replace("/postgres?", "/old?")


async def _renewed(server: str) -> None:
    conn = await asyncpg.connect(server)
    await conn.execute("DROP DATABASE IF EXISTS old")
    await conn.execute("CREATE DATABASE old")
    await conn.close()


async def test_what_was_stored_before_files_and_threads_is_read_as_it_was(old: str, clock: Clock) -> None:
    await asyncio.to_thread(migrate, old, "0001")
    await _holds(old, FIRST)
    await asyncio.to_thread(migrate, old)
    database = await open_database(old, now=clock.now)
    found = await database.run(lambda tx: tx.all(select(announcements).order_by(announcements.c.id), Announcement))
    posts = await database.run(lambda tx: cards(tx, "announcement:ann_sent"))
    await database.close()
    assert [(each.file, each.home, each.comments, each.waiting_since) for each in found] == [
        ("", "", False, datetime(2026, 11, 4, 9, tzinfo=UTC)), ("", "", False, None),
    ]  # fmt: skip
    assert [(each.files, each.thread) for each in posts] == [((), None)]


EVENTS = (
    FIRST[0],
    """
    INSERT INTO events (id, community, author, account, type, title, purpose, "where", zone, start, minutes, rhythm,
        every, rule, "first", status, revision, created_at)
    VALUES ('evt_1', 'com_1', 'per_1', '{"platform": "p", "workspace": "", "id": "ada", "kind": "account"}', 'webinar',
        'Nets', 'P', 'Room 3', 'Europe/Rome', '2026-11-12T15:00', 60, 'once', 1, '', 1, 'planned', 2,
        '2026-11-03T09:00:00.000000Z')
    """,
    """
    INSERT INTO occurrences (id, event, number, at, ends, state, revision, changed_at)
    VALUES ('occ_1', 'evt_1', 1, '2026-11-12T14:00:00.000000Z', '2026-11-12T15:00:00.000000Z', 'planned', 1,
        '2026-11-03T09:00:00.000000Z')
    """,
)
"""What may have been planned when there were only meetings and webinars."""


async def test_what_was_planned_before_there_were_periods_and_speakers_is_read_as_it_was(
    old: str, clock: Clock
) -> None:
    await asyncio.to_thread(migrate, old, "0011")
    await _holds(old, EVENTS)
    await asyncio.to_thread(migrate, old)
    database = await open_database(old, now=clock.now)
    [(row, made)] = await database.run(lambda tx: events.coming(tx, "com_1", after=tx.now))
    speakers = await database.run(lambda tx: staff.speakers_of(tx, row.id))
    await database.close()
    new = (row.external, row.languages, row.secret, row.period, row.latest, row.key)
    assert (row.title, new) == ("Nets", (False, "", None, "", "", ""))
    assert (made.at, made.state, speakers) == (datetime(2026, 11, 12, 14, tzinfo=UTC), "planned", [])


async def _holds(url: str, statements: tuple[str, ...]) -> None:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
            for statement in statements:
                file.execute(statement)
        file.close()
        return
    conn = await asyncpg.connect(url)
    for statement in statements:
        await conn.execute(statement)
    await conn.close()


async def test_a_database_without_tables_or_at_another_step_is_refused_with_what_to_type(
    database_url: str, database: Database, clock: Clock
) -> None:
    here = await database.run(lambda tx: tx.value(text("SELECT version_num FROM alembic_version")))
    wrong = [
        ("UPDATE alembic_version SET version_num = '0001'", f"stands at step 0001, not at {here}"),
        ("DELETE FROM alembic_version", "has no tables yet"),
    ]
    for change, found in wrong:
        await database.run(partial(_run, change))
        with pytest.raises(OperatorError) as refused:
            await open_database(database_url, now=clock.now)
        assert str(refused.value) == f"The database {found}. Type: palabre migrate"
    await database.run(partial(_run, f"INSERT INTO alembic_version VALUES ('{here}')"))


async def test_what_a_newer_version_brought_forward_is_left_as_it_is(
    database_url: str, database: Database, clock: Clock
) -> None:
    here = await database.run(lambda tx: tx.value(text("SELECT version_num FROM alembic_version")))
    await database.run(partial(_run, "UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (open_database(database_url, now=clock.now), asyncio.to_thread(migrate, database_url)):
        with pytest.raises(OperatorError) as refused:
            await attempt
        assert str(refused.value) == (
            "The database stands at step 9999, which this version of Palabre does not know. A newer one brought it "
            "there: install that one again, or restore the backup from before."
        )
    await database.run(partial(_run, f"UPDATE alembic_version SET version_num = '{here}'"))


async def test_a_file_that_is_no_database_and_a_disk_that_is_full_are_said(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "palabre.db"
    path.write_text("Dear diary, " * 100, "utf-8")
    with pytest.raises(OperatorError, match=r"file is not a database\. Move it away and restore the last good backup"):
        await open_database(f"sqlite:///{path}", now=clock.now)
    monkeypatch.setattr("bot.db.migrating.LEAST", 2**62)
    for attempt in (open_database(f"sqlite:///{path}", now=clock.now), is_new(f"sqlite:///{path}")):
        with pytest.raises(OperatorError, match=r"^The disk of the database .* is full\. Make room"):
            await attempt


def _run(sql: str, tx: Tx) -> int:
    return tx.run(text(sql))


async def test_a_file_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path, clock: Clock) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    assert await is_new(url)
    with pytest.raises(OperatorError) as refused:
        await open_database(url, now=clock.now)
    assert refused.value.what.remedy == "Make it with: palabre migrate"
    assert os.listdir(tmp_path) == []


async def test_a_path_is_relative_to_where_the_program_was_started(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await asyncio.to_thread(migrate, "sqlite:///data/palabre.db")
    database = await open_database("sqlite:///data/palabre.db", now=clock.now)
    await database.close()
    assert os.listdir(tmp_path / "data") == ["palabre.db"]


async def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    """A table that stands in the way lets the first step fail half way."""
    path = tmp_path / "palabre.db"
    with sqlite3.connect(path) as before:
        before.execute("CREATE TABLE jobs (mine)")
    before.close()
    with pytest.raises(OperatorError):
        await asyncio.to_thread(migrate, f"sqlite:///{path}")
    with sqlite3.connect(path) as after:
        tables = [name for (name,) in after.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    after.close()
    assert tables == ["jobs"]


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "postgresql://host", "nonsense", "sqlite:///", "sqlite:///:memory:"])
async def test_an_address_that_cannot_be_read_says_how_to_write_one(url: str, clock: Clock) -> None:
    with pytest.raises(OperatorError) as refused:
        await open_database(url, now=clock.now)
    assert str(refused.value) == (
        "The database address cannot be read. "
        'Write "sqlite:///palabre.db" or "postgresql://user:password@host/name" as url in [database].'
    )


async def test_a_server_that_is_not_there_is_said_without_its_password(clock: Clock) -> None:
    with pytest.raises(OperatorError) as refused:
        await open_database("postgresql://me:secret@127.0.0.1:1/name", now=clock.now)
    assert "secret" not in str(refused.value)
    assert str(refused.value).startswith(
        "The database postgresql://me@127.0.0.1:1/name cannot be opened: the server refuses the connection. "
    )


async def test_several_processes_may_migrate_one_server_at_once(postgres_server: str, clock: Clock) -> None:
    conn = await asyncpg.connect(postgres_server)
    await conn.execute("CREATE DATABASE together")
    url = postgres_server.replace("/postgres?", "/together?")
    await asyncio.gather(*(asyncio.to_thread(migrate, url) for _ in range(3)))
    database = await open_database(url, now=clock.now)
    await database.close()
    await conn.execute("DROP DATABASE together WITH (FORCE)")
    await conn.close()
