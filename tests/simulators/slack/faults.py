"""What a test lets go wrong with the next calls of a method: before anything happened, or after it was done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from tests.simulators.slack.api.door import Call


@dataclass(slots=True)
class Fault:
    """With `after`, Slack has done what was asked when it goes wrong. `until` holds the call back until it is set."""

    kind: str
    after: bool = False
    status: int = 200
    error: str = ""
    retry_after: int = 30
    until: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a call has met this fault."""

    @property
    def spares(self) -> bool:
        """Nothing happens in Slack."""
        return self.kind != "held" and not self.after

    async def hold(self) -> None:
        self.reached.set()
        if self.until is not None:
            await self.until.wait()

    def shows(self, request: web.Request) -> web.StreamResponse:
        if self.kind == "lost":
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if self.kind == "limited":
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(self.retry_after)}
            )
        if self.kind == "error":
            return web.json_response({"ok": False, "error": self.error})
        return web.Response(status=self.status, text="upstream error", content_type="text/html")


def lost(*, after: bool = False) -> Fault:
    """The connection breaks: before Slack has done anything, or `after` it has done everything."""
    return Fault("lost", after=after)


def broken(status: int = 503, *, after: bool = False) -> Fault:
    """A page of an unhappy server instead of an answer."""
    return Fault("status", after=after, status=status)


def limited(retry_after: int = 30) -> Fault:
    return Fault("limited", retry_after=retry_after)


def refused(error: str, *, after: bool = False) -> Fault:
    """Slack says no with this code: fatal_error, internal_error, token_revoked, is_archived, …"""
    return Fault("error", after=after, error=error)


def held(until: asyncio.Event, *, after: bool = False) -> Fault:
    """Slack does it when the event is set; with `after` it does it now and only the answer waits."""
    return Fault("held", after=after, until=until)


@dataclass(slots=True)
class _Planned:
    method: str
    fault: Fault
    skip: int
    times: int
    matches: Callable[[Call], bool]


class Faults:
    """What is planned to go wrong; each fault once unless told otherwise."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def plan(
        self, method: str, fault: Fault, *, first: int = 1, times: int = 1, where: Callable[[Call], bool] | None = None
    ) -> Fault:
        self._planned.append(_Planned(method, fault, first - 1, times, where or (lambda call: True)))
        return fault

    def clear(self) -> None:
        self._planned.clear()

    def next_for(self, call: Call) -> Fault | None:
        for plan in self._planned:
            if plan.method not in ("*", call.method) or not plan.matches(call):
                continue
            if plan.skip:
                plan.skip -= 1
                continue
            plan.times -= 1
            if not plan.times:
                self._planned.remove(plan)
            return plan.fault
        return None
