"""What monitors ask: alive, ready, and how the work stands."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
from aiohttp import ClientSession

from bot.clock import Clock
from bot.db.database import Database
from bot.db.tx import Tx
from bot.errors import OperatorError, Unavailable
from bot.jobs.queue import PARKED, jobs, later
from bot.web.figures import Lane, lanes
from bot.web.metrics import Metrics
from bot.web.server import Watched, serve


@dataclass(frozen=True, slots=True)
class Nudge:
    kind: Literal["test.nudge"] = "test.nudge"


def watched(database: Database, *, connected: dict[str, bool]) -> Watched:
    async def work() -> tuple[Mapping[str, Lane], datetime]:
        return await database.run(lambda tx: (lanes(tx), tx.now))

    return Watched({name: lambda name=name: connected[name] for name in connected}, work, Metrics())


async def asked(port: int, path: str) -> tuple[int, Any]:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        kind = answer.content_type
        return answer.status, await answer.json() if kind == "application/json" else await answer.text()


async def test_ready_once_every_platform_is_connected(database: Database) -> None:
    connected = {"playground": False, "other": True}
    async with serve("127.0.0.1", 0, watched(database, connected=connected)) as port:
        assert await asked(port, "/healthz") == (200, {"alive": True})
        assert await asked(port, "/readyz") == (
            503, {"ready": False, "database": True, "platforms": {"playground": False, "other": True}}
        )  # fmt: skip
        connected["playground"] = True
        assert await asked(port, "/readyz") == (
            200, {"ready": True, "database": True, "platforms": {"playground": True, "other": True}}
        )  # fmt: skip


async def test_not_ready_while_the_database_is_gone() -> None:
    async def gone() -> tuple[Mapping[str, Lane], datetime]:
        raise Unavailable("The server closed the connection.")

    async with serve("127.0.0.1", 0, Watched({"playground": lambda: True}, gone, Metrics())) as port:
        assert await asked(port, "/readyz") == (
            503, {"ready": False, "database": False, "platforms": {"playground": True}}
        )  # fmt: skip
        assert await asked(port, "/metrics") == (503, "The database does not answer.\n")
        assert await asked(port, "/healthz") == (200, {"alive": True})


async def test_not_ready_while_the_database_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never() -> tuple[Mapping[str, Lane], datetime]:
        await asyncio.Event().wait()
        raise Unavailable

    monkeypatch.setattr("bot.web.server.PATIENCE", 0.05)
    async with serve("127.0.0.1", 0, Watched({}, never, Metrics())) as port:
        assert await asked(port, "/readyz") == (503, {"ready": False, "database": False, "platforms": {}})


async def test_the_way_into_a_meeting_is_counted_for_people_and_not_for_programs_that_look_at_links() -> None:
    went: list[str] = []

    async def way_in(token: str) -> str | None:
        went.append(token)
        return "https://meet.example.org/tides" if token == "good" else None

    async def work() -> Any:
        raise AssertionError("nobody asked")

    async with (
        serve("127.0.0.1", 0, Watched({}, work, Metrics(), way_in=way_in)) as port,
        ClientSession(f"http://127.0.0.1:{port}") as http,
    ):
        async def asks(token: str, method: str = "GET", **headers: str) -> tuple[int, str]:
            async with http.request(method, f"/join/{token}", headers=headers, allow_redirects=False) as answer:
                return answer.status, answer.headers.get("Location", "")

        assert await asks("good") == (302, "https://meet.example.org/tides")
        assert await asks("made-up") == (404, "")
        for program in ("Slackbot-LinkExpanding 1.0", "Mozilla/5.0 (compatible; Discordbot/2.0)", "WhatsApp/2.19"):
            assert await asks("good", **{"User-Agent": program}) == (404, "")
        assert (await asks("good", "HEAD"))[0] == 405
    assert went == ["good", "made-up"]


async def test_metrics_tell_what_waits_what_is_parked_and_for_how_long(database: Database, clock: Clock) -> None:
    def asked_for(tx: Tx) -> None:
        later(tx, tx.now, Nudge(), key="due", lane="playground")
        later(tx, tx.now + timedelta(minutes=2), Nudge(), key="sooner", lane="playground")
        later(tx, tx.now + timedelta(days=9), Nudge(), key="far", lane="playground")
        later(tx, tx.now, Nudge(), key="broken", lane="engine")
        tx.run(jobs.update().where(jobs.c.key == "broken").values(state=PARKED))

    await database.run(asked_for)
    clock.forward(timedelta(minutes=5))
    async with serve("127.0.0.1", 0, watched(database, connected={"playground": True})) as port:
        status, page = await asked(port, "/metrics")
    figures = [line for line in page.splitlines() if line.startswith(("palabre_queue", "palabre_ready"))]
    assert (status, figures) == (
        200,
        [
            'palabre_ready{platform="playground"} 1.0',
            'palabre_queue{lane="engine",state="waiting"} 0.0',
            'palabre_queue{lane="engine",state="leased"} 0.0',
            'palabre_queue{lane="engine",state="parked"} 1.0',
            'palabre_queue{lane="playground",state="waiting"} 3.0',
            'palabre_queue{lane="playground",state="leased"} 0.0',
            'palabre_queue{lane="playground",state="parked"} 0.0',
            'palabre_queue_oldest_due_seconds{lane="engine"} 0.0',
            'palabre_queue_oldest_due_seconds{lane="playground"} 300.0',
        ],
    )


async def test_a_port_in_use_says_what_to_do(database: Database) -> None:
    nothing = watched(database, connected={})
    async with serve("127.0.0.1", 0, nothing) as port:
        with pytest.raises(OperatorError) as refused:
            async with serve("127.0.0.1", port, nothing):
                pass
    assert refused.value.what.remedy == (
        'Stop what uses that port, or set listen in [web] to another one; listen = "" switches it off.'
    )
