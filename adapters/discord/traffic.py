"""What leaves for Discord and what it refuses, discord.py's own requests included: below the global limit and the ban.

Discord's reference, "Rate Limits": 50 requests a second for a bot, answers to interactions apart; 10,000 answers of
401, 403 or 429 in ten minutes ban the address. The limits of single routes stand in response headers, and discord.py
keeps them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import SimpleNamespace

import aiohttp

ALLOWED, SECOND = 50, 1.0
"""So many requests in so many seconds."""

EVENLY = 1 / 48
"""Seconds between one request and the next: what leaves evenly keeps nobody waiting for a whole second."""

CATCHING_UP = 0.25
"""Seconds that are made up for after this machine was busy."""

APART = ("/interactions/", "/webhooks/")
"""Addresses whose requests the global limit does not count."""

REFUSALS, WINDOW = 7_000, 600.0
"""So many refusals in so many seconds and nothing leaves any more until they are past: well below the ban."""

REFUSED = frozenset((401, 403, 429))

REPEATED = frozenset((500, 502, 504, 524))
"""Answers after which discord.py asks again by itself, up to five times."""

unrepeated: ContextVar[bool] = ContextVar("unrepeated", default=False)
"""Whether what is asked here is not to be asked again where nobody knows if it was done."""


class Doubtful(Exception):
    """It may have been done, and is not to be done again before somebody has looked."""


@dataclass(slots=True)
class Traffic:
    """Times are seconds of the loop's clock.

    When Discord counts a request lies between its leaving and its answer. So at most as many as are allowed have no
    answer yet or got it within the last second, however unevenly they arrive.
    """

    refused: deque[float] = field(default_factory=deque)
    answered: deque[float] = field(default_factory=deque)
    away: int = 0
    _free_at: float = 0.0
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    def trace(self) -> aiohttp.TraceConfig:
        """Lets each request of the session it is given to wait for its turn, and counts the answers."""
        config = aiohttp.TraceConfig()
        config.on_request_start.append(self._leaves)
        config.on_request_end.append(self._answered)
        config.on_request_exception.append(self._broken)
        return config

    async def _leaves(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestStartParams
    ) -> None:
        context.counts = not any(each in params.url.path for each in APART)
        if not context.counts:
            return
        now = asyncio.get_running_loop().time
        async with self._line:
            while (pause := self.pause(now())) > 0:  # noqa: ASYNC110 - it is time that makes room
                await asyncio.sleep(pause)
            self._free_at = max(self._free_at, now() - CATCHING_UP) + EVENLY
            self.away += 1

    async def _answered(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        self._back(context)
        if params.response.status in REFUSED:
            self.refused.append(asyncio.get_running_loop().time())
        if params.response.status in REPEATED and unrepeated.get():
            raise Doubtful(f"Discord answered {params.response.status}")

    async def _broken(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestExceptionParams
    ) -> None:
        """Also after `_answered` raised."""
        self._back(context)

    def _back(self, context: SimpleNamespace) -> None:
        if context.counts:
            context.counts = False
            self.away -= 1
            self.answered.append(asyncio.get_running_loop().time())

    def pause(self, now: float) -> float:
        """Seconds until it is worth asking again whether one may leave; 0 when it may."""
        while self.answered and now - self.answered[0] > SECOND:
            self.answered.popleft()
        if self.away + len(self.answered) >= ALLOWED:
            return self.answered[0] + SECOND - now + EVENLY / 10 if self.answered else EVENLY
        return max(0.0, self._free_at - now)

    def rest(self, now: float) -> float:
        """Seconds for which nothing may leave; 0 as long as there is room."""
        while self.refused and now - self.refused[0] > WINDOW:
            self.refused.popleft()
        return self.refused[len(self.refused) - REFUSALS] + WINDOW - now if len(self.refused) >= REFUSALS else 0.0
