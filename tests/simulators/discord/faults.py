"""What a test lets go wrong with the requests to come: lost connections, broken servers, slow answers, refusals."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.simulators.discord.call import Call


@dataclass(frozen=True, slots=True)
class Fault:
    """`status` 0 cuts the connection; `after` lets the request have its effect first, so that only the answer fails."""

    status: int = 0
    after: bool = False
    code: int = 0
    retry_after: float = 0.0
    via: bool = True
    held: asyncio.Event | None = None


def lost(*, after: bool = False) -> Fault:
    """The connection is cut: before anything happened, or when all had happened and nobody was told."""
    return Fault(after=after)


def broken(status: int = 500, *, after: bool = False) -> Fault:
    """500, 502, 503 or 504, as Discord's own machines or those in front of it answer."""
    return Fault(status, after)


def limited(retry_after: float = 0.1, *, via: bool = True) -> Fault:
    """Too many requests, by Discord; without `via` by the wall in front of it, as for a banned address."""
    return Fault(429, retry_after=retry_after, via=via)


def refused(code: int) -> Fault:
    """One of Discord's errors, such as 50001 (no access) or 50013 (missing permission)."""
    return Fault(400, code=code)


def held(until: asyncio.Event, *, after: bool = False) -> Fault:
    """The answer is slow: it waits until the event is set, before or after the effect."""
    return Fault(200, after, held=until)


@dataclass(eq=False)
class Rule:
    """One order to fail; `hit` counts how often it did, `reached` how many requests it looked at."""

    fault: Fault
    method: str
    template: str
    first: int
    times: int
    where: Callable[[Call], bool]
    reached: int = 0
    hit: int = 0

    def takes(self, call: Call) -> bool:
        if call.method != self.method or call.template != self.template or not self.where(call):
            return False
        self.reached += 1
        if self.reached < self.first or self.hit >= self.times:
            return False
        self.hit += 1
        return True


@dataclass
class Faults:
    rules: list[Rule] = field(default_factory=list)

    def take(self, call: Call) -> Fault | None:
        return next((rule.fault for rule in self.rules if rule.takes(call)), None)
