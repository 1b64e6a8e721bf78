"""Asking Discord: never past the budget of refusals, and every failure becomes one of the port's two."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import structlog
from discord.http import HTTPClient, Route

from adapters.discord.render import Attached
from adapters.discord.traffic import Doubtful, Traffic, unrepeated
from bot.chat.port import TryLater, Undeliverable
from bot.errors import in_words

log = structlog.get_logger(__name__)

CLOSED = frozenset((50007, 50278))
GONE = frozenset((10003, 10004, 10007, 10008, 10011, 10013, 50033))
"""Unknown channel, guild, member, message, role, user; an invalid recipient."""

NO_ACCESS, NO_PERMISSION = 50001, 50013


@dataclass(slots=True)
class Rest:
    """Every request that is not an answer to an interaction.

    `over` once the connection ends: whatever has not left by then leaves with the next one.
    """

    http: HTTPClient
    traffic: Traffic
    over: bool = False

    async def ask(
        self, method: str, path: str, *, body: object = None, files: Sequence[Attached] = (), reason: str = "",
        params: dict[str, Any] | None = None, repeat: bool = True, **ids: str,
    ) -> Any:  # fmt: skip
        """One request; raises TryLater or Undeliverable, and nothing else of Discord's.

        Without `repeat` discord.py does not ask again after an answer that leaves open whether it was done: for what
        has no guard of Discord's against being made twice.
        """
        if self.over:
            raise TryLater("the connection ends")
        if rest := self.traffic.rest(asyncio.get_running_loop().time()):
            raise TryLater("Discord refused too much lately", after=rest)
        unrepeated.set(not repeat)
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
        except Doubtful as problem:
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
