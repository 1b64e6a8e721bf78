"""Asking Discord: paced below its global limit, never past its budget of refusals, every failure one of the port's two.

Discord's reference, "Rate Limits": 50 requests a second for a bot; 10,000 answers of 401, 403 or 429 in ten minutes ban
the address. The limits of single routes stand in response headers, and discord.py keeps them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import structlog
from discord.http import HTTPClient, Route

from adapters.discord.render import Attached
from bot.chat.port import TryLater, Undeliverable
from bot.errors import in_words

log = structlog.get_logger(__name__)

A_SECOND = 48
"""Two fewer than Discord allows, since what leaves evenly does not arrive evenly."""

CATCHING_UP = 2 / A_SECOND
"""Seconds that are made up for after this machine was busy; with more, too much would leave in one second."""

REFUSALS, WINDOW = 7_000, 600.0
"""So many refusals in so many seconds and nothing leaves any more until they are past: well below the ban."""

REFUSED = frozenset((401, 403, 429))
CLOSED = frozenset((50007, 50278))
GONE = frozenset((10003, 10004, 10007, 10008, 10011, 10013, 50033))
"""Unknown channel, guild, member, message, role, user; an invalid recipient."""

NO_ACCESS, NO_PERMISSION = 50001, 50013

REPEATED = frozenset((500, 502, 504, 524))
"""Answers after which discord.py asks again by itself, up to five times."""

_unrepeated: ContextVar[bool] = ContextVar("unrepeated", default=False)


class _Doubtful(Exception):
    """It may have been done, and is not to be done again before somebody has looked."""


@dataclass(slots=True)
class Refusals:
    """When Discord said no, in seconds of the loop's clock."""

    at: deque[float] = field(default_factory=deque)

    def trace(self) -> aiohttp.TraceConfig:
        """Counts every answer of the session it is given to; here ends what discord.py is not to repeat."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._ended)
        return config

    async def _ended(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        if params.response.status in REFUSED:
            self.at.append(asyncio.get_running_loop().time())
        if params.response.status in REPEATED and _unrepeated.get():
            raise _Doubtful(f"Discord answered {params.response.status}")

    def rest(self, now: float) -> float:
        """Seconds for which nothing may leave; 0 as long as there is room."""
        while self.at and now - self.at[0] > WINDOW:
            self.at.popleft()
        return self.at[len(self.at) - REFUSALS] + WINDOW - now if len(self.at) >= REFUSALS else 0.0


@dataclass(slots=True)
class Rest:
    """Every request that is not an answer to an interaction (those are not counted in the global limit).

    `over` once the connection ends: whatever has not left by then leaves with the next one.
    """

    http: HTTPClient
    refusals: Refusals
    over: bool = False
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)
    _free_at: float = 0.0

    async def ask(
        self, method: str, path: str, *, body: object = None, files: Sequence[Attached] = (), reason: str = "",
        params: dict[str, Any] | None = None, repeat: bool = True, **ids: str,
    ) -> Any:  # fmt: skip
        """One request; raises TryLater or Undeliverable, and nothing else of Discord's.

        Without `repeat` discord.py does not ask again after an answer that leaves open whether it was done: for what
        has no guard of Discord's against being made twice.
        """
        await self._turn()
        _unrepeated.set(not repeat)
        given: dict[str, Any] = {"reason": reason} if reason else {}
        if params:
            given["params"] = params
        if files:
            given["form"] = multipart(body, files)
        elif body is not None:
            given["json"] = body
        try:
            return await self.http.request(Route(method, path, **ids), **given)
        except discord.RateLimited as problem:
            raise TryLater("too many requests", after=problem.retry_after) from problem
        except discord.HTTPException as problem:
            raise translated(problem) from problem
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            raise TryLater(in_words(problem)) from problem
        except _Doubtful as problem:
            raise TryLater(str(problem)) from problem
        except RuntimeError as problem:  # what aiohttp raises for a session that is closed
            if not self.over:
                raise
            raise TryLater("the connection ends") from problem

    async def fetch(self, url: str) -> bytes:
        """What stands at an address that Discord gave for an attachment; raises as `ask` does."""
        try:
            return await self.http.get_from_cdn(url)
        except discord.HTTPException as problem:
            raise translated(problem) from problem
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            raise TryLater(in_words(problem)) from problem

    async def _turn(self) -> None:
        """Wait for one's place in an even stream."""
        loop = asyncio.get_running_loop()
        if rest := self.refusals.rest(loop.time()):
            raise TryLater("Discord refused too much lately", after=rest)
        async with self._line:
            if self.over:
                raise TryLater("the connection ends")
            await asyncio.sleep(self._free_at - loop.time())
            self._free_at = max(self._free_at, loop.time() - CATCHING_UP) + 1 / A_SECOND


def multipart(body: object, files: Sequence[Attached]) -> list[dict[str, Any]]:
    """A body with files as the parts of a form."""
    parts: list[dict[str, Any]] = [{"name": "payload_json", "value": discord.utils._to_json(body)}]
    for number, each in enumerate(files):
        parts.append(
            {"name": f"files[{number}]", "value": each.content, "filename": each.name, "content_type": each.media_type}
        )
    return parts


def translated(problem: discord.HTTPException) -> TryLater | Undeliverable:
    """What a refusal means for whoever asked."""
    if problem.status == 429 or problem.status >= 500:
        return TryLater(f"Discord answered {problem.status}")
    if problem.status == 401:
        return TryLater("Discord does not know the token any more")
    if problem.code in CLOSED:
        return Undeliverable("closed", problem.text)
    if problem.code in GONE or problem.status == 404:
        return Undeliverable("gone", problem.text)
    if problem.status == 403:
        return Undeliverable("forbidden", "no-view" if problem.code == NO_ACCESS else "no-permission")
    return Undeliverable("invalid", f"{problem.code}: {problem.text}")


def without_voice() -> None:
    """We talk to nobody, so discord.py need not warn that it could not."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
