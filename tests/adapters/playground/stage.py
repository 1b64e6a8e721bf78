"""A playground for tests: two workspaces, a handful of people, the page's own requests, and a clock that stands."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from adapters.playground.platform import Playground
from bot.chat.address import Account, Place, Posted, Target
from bot.clock import Clock
from bot.i18n import Catalogue
from tests.adapters.playground.little import COMMANDS, LittleEngine
from tests.words import our_copy

WORLD = """
[[workspace]]
id = "baobab"
name = "Baobab"

[[workspace]]
id = "kapok"
name = "Kapok"
language = "fr"

[[person]]
workspace = "baobab"
id = "amina"
name = "Amina Yusuf"
timezone = "Africa/Lagos"
about = "new here"

[[person]]
workspace = "baobab"
id = "martha"
name = "Martha Santos"
timezone = "America/New_York"

[[person]]
workspace = "kapok"
id = "amina"
name = "Amina de Kapok"
language = "fr"

[[channel]]
workspace = "baobab"
id = "general"
name = "general"
topic = "Everyone"

[[channel]]
workspace = "baobab"
id = "admins"
name = "admins"
private = true
members = ["martha"]

[[channel]]
workspace = "kapok"
id = "general"
name = "general"
"""

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
AMINA = Account("playground", "baobab", "amina")
MARTHA = Account("playground", "baobab", "martha")
GENERAL = Place("playground", "baobab", "general")
ADMINS = Place("playground", "baobab", "admins")
NOBODY = Account("playground", "baobab", "nobody")
NOWHERE = Place("playground", "baobab", "nowhere")


@cache
def catalogue() -> Catalogue:
    return our_copy()


@dataclass(slots=True)
class Stage:
    """A running playground, its engine, and its page's requests. `moves` is what the application was told to keep."""

    platform: Playground
    engine: LittleEngine
    clock: Clock
    http: ClientSession
    moves: list[timedelta] = field(default_factory=list)
    member: Account = AMINA
    channel: Place = ADMINS
    nobody: Account = NOBODY
    nowhere: Place = NOWHERE

    async def get(self, path: str, **question: str) -> Any:
        async with self.http.get(f"{self.platform.url}api/{path}", params=question) as response:
            response.raise_for_status()
            return await response.json()

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.platform.url}api/{path}", json=body, headers=self.origin) as response:
            response.raise_for_status()
            return await response.json()

    @property
    def origin(self) -> dict[str, str]:
        return {"Origin": self.platform.url.rstrip("/")}

    async def act(self, who: Account, place: str, kind: str, *, id: str = "", **doing: Any) -> Any:
        body = {"workspace": who.workspace, "person": who.id, "place": place, "kind": kind, **doing}
        return await self.post("act", id=id or str(uuid.uuid4()), **body)

    async def pane(self, who: Account, place: str = "", **more: str) -> Any:
        return await self.get("pane", workspace=who.workspace, person=who.id, place=place, **more)

    async def places(self, who: Account) -> dict[str, int]:
        """What this person sees, with how much of it is unread."""
        return {each["key"]: each["unread"] for each in (await self.pane(who))["places"]}

    async def read(self, who: Account, place: str) -> list[str]:
        """The messages this person sees in a place, as plain text."""
        return [plain(each) for each in (await self.pane(who, place))["messages"]]

    async def shown(self, target: Target) -> list[str]:
        who, place = (MARTHA, f"channel:{target.id}") if isinstance(target, Place) else (target, "inbox")
        return await self.read(who, place)

    async def inside(self, place: Place) -> list[str]:
        everybody = (AMINA, MARTHA)
        return sorted([each.id for each in everybody if f"channel:{place.id}" in await self.places(each)])

    async def person(self, who: Account, **change: Any) -> None:
        await self.post("person", id=str(uuid.uuid4()), workspace=who.workspace, person=who.id, **change)

    async def close_inbox(self, account: Account) -> None:
        await self.person(account, reachable=False)

    async def heard(self) -> None:
        """Nothing is told later here."""

    async def go(self, account: Account) -> None:
        await self.person(account, present=False)

    async def forbid_managing(self, place: Place) -> None:
        await self.post("channel", id=str(uuid.uuid4()), workspace=place.workspace, channel=place.id, managed=False)

    async def files(self, posted: Posted) -> dict[str, bytes]:
        pane = await self.pane(MARTHA, f"channel:{posted.target.id}")
        [message] = [each for each in pane["messages"] if each["id"] == int(posted.id)]
        found = {}
        for part in message["parts"]:
            if part["k"] == "file":
                async with self.http.get(f"{self.platform.url.rstrip('/')}{part['url']}") as response:
                    response.raise_for_status()
                    found[part["name"]] = await response.read()
        return found

    async def pinned(self, place: Place) -> list[str]:
        return [plain(each) for each in (await self.pane(MARTHA, f"channel:{place.id}"))["pinned"]]

    async def comment(self, posted: Posted, thread: str, account: Account, said: str) -> None:
        await self.platform.grant(account, ADMINS, role="")
        await self.act(account, f"channel:{posted.target.id}", "write", thread=int(thread), text=said)

    async def comments(self, posted: Posted, thread: str) -> list[str]:
        pane = await self.pane(MARTHA, f"channel:{posted.target.id}", threads=f"{thread}:50")
        return [plain(each) for each in pane["threads"][thread]["messages"]]

    async def title(self, posted: Posted, thread: str) -> str:
        pane = await self.pane(MARTHA, f"channel:{posted.target.id}", threads=f"{thread}:50")
        return str(next(each["thread"]["title"] for each in pane["messages"] if str(each["id"]) == thread))

    async def upload(self, who: Account, name: str, content: bytes, kind: str = "text/plain") -> Any:
        """As the page does when a file is chosen; the answer, or the status of a refusal."""
        question = {"workspace": who.workspace, "person": who.id, "name": name}
        headers = {**self.origin, "Content-Type": kind}
        address = f"{self.platform.url}api/upload"
        async with self.http.put(address, params=question, data=BytesIO(content), headers=headers) as response:
            return await response.json() if response.ok else response.status

    async def react(self, posted: Posted, account: Account, emoji: str) -> None:
        await self.platform.grant(account, ADMINS, role="")
        await self.act(account, "channel:admins", "react", message=int(posted.id), emoji=emoji)


@asynccontextmanager
async def playground(
    folder: Path, engine: LittleEngine | None = None, world: str = WORLD, port: int = 0
) -> AsyncIterator[Stage]:
    """A playground on any free port of this machine, on the files of a folder, which may be an earlier one's."""
    (folder / "world.toml").write_text(world, "utf-8")
    clock, moves = Clock(lambda: START), list[timedelta]()

    async def keep(ahead: timedelta) -> None:
        moves.append(ahead)

    async def ahead(community: str, days: int) -> list[str] | None:
        return None if community == "nowhere" else [f"{community or 'all'}, {days} days from {clock.now():%d %b %H:%M}"]

    platform = Playground(
        f"127.0.0.1:{port}", store=folder / "playground.db", world=folder / "world.toml", copy=catalogue(),
        commands=COMMANDS, clock=clock, moved=keep, preview=ahead,
    )  # fmt: skip
    engine = engine or LittleEngine()
    engine.platform = platform
    running = asyncio.create_task(platform.run(engine))
    try:
        await platform.listening.wait()
        async with ClientSession() as http:
            yield Stage(platform, engine, clock, http, moves)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        platform.scene.store.close()


def plain(message: dict[str, Any]) -> str:
    """What stands in a message as the page got it: its copy and words, labels of buttons, names of files."""
    return " ".join(_written(part) for part in message["parts"]).strip()


def _written(node: Any) -> str:
    if isinstance(node, list):
        return "".join(_written(each) for each in node)
    if not isinstance(node, dict):
        return str(node)
    if node.get("k") == "buttons":
        return " ".join(each["label"] for each in node["buttons"])
    if node.get("k") == "file":
        return str(node["name"])
    if node.get("k") == "facts":
        return " ".join(f"{_written(label)}: {_written(value)}" for label, value in node["rows"])
    return str(node["v"]) if "v" in node else _written(node.get("c", []))
