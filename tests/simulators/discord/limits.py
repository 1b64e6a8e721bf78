"""How fast one may ask: a bucket for each route and place, fifty a second in all, and a ban for the obstinate.

These windows are real seconds, since the client really waits.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.simulators.discord.call import Call

Rate = tuple[int, float]
"""So many requests in so many seconds."""

_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
_REACTIONS = "/channels/{channel_id}/messages/{message_id}/reactions"
_INVALID = {401, 403, 429}


@dataclass(frozen=True, slots=True)
class Limits:
    """Discord's usual ones; it promises none of them and tells them in the headers."""

    messages: Rate = (5, 5.0)
    reactions: Rate = (1, 0.25)
    member_roles: Rate = (10, 10.0)
    webhooks: Rate = (5, 2.0)
    others: Rate = (50, 5.0)
    in_all: Rate = (50, 1.0)

    def of(self, call: Call) -> tuple[str, Rate]:
        """The bucket's name and size; reactions of all kinds share one."""
        method, template = call.method, call.template
        if template.startswith(_REACTIONS):
            return "reactions", self.reactions
        if template == "/guilds/{guild_id}/members/{user_id}/roles/{role_id}":
            return "roles", self.member_roles
        if template.startswith("/webhooks/{webhook_id}/{webhook_token}"):
            return f"{method} {template}", self.webhooks
        if method in ("POST", "PATCH") and template.startswith("/channels/{channel_id}/messages"):
            return f"{method} {template}", self.messages
        return f"{method} {template}", self.others


@dataclass(slots=True)
class _Window:
    ends: float
    used: int = 0


@dataclass(frozen=True, slots=True)
class TooMany:
    """The answer 429; without `via` it comes from the wall in front of Discord, and is no JSON."""

    retry_after: float
    in_all: bool = False
    via: bool = True
    scope: str = "user"


@dataclass
class Counter:
    """`limits` None asks for no restraint; what was refused is counted all the same."""

    now: Callable[[], datetime]
    limits: Limits | None = None
    budget: int = 10_000
    """So many invalid requests (401, 403, 429) within ten minutes bring the ban."""
    too_many: int = 0
    _invalid: deque[datetime] = field(default_factory=deque)
    _windows: dict[tuple[Any, ...], _Window] = field(default_factory=dict)

    @property
    def invalid(self) -> int:
        """Invalid requests in the last ten minutes."""
        while self._invalid and self.now() - self._invalid[0] > timedelta(minutes=10):
            self._invalid.popleft()
        return len(self._invalid)

    def note(self, status: int) -> None:
        self.too_many += status == 429
        if status in _INVALID:
            self._invalid.append(self.now())

    def refuses(self, call: Call, headers: dict[str, str]) -> TooMany | None:
        """Count one request; `headers` are filled with what Discord tells about the bucket."""
        if self.invalid > self.budget:
            return TooMany(600.0, via=False)
        if self.limits is None or call.template.startswith("/interactions/"):
            return None
        if not call.template.startswith("/webhooks/{webhook_id}/{webhook_token}"):
            wait, _ = self._use(("all",), self.limits.in_all)
            if wait:
                return TooMany(wait, in_all=True, scope="global")
        name, rate = self.limits.of(call)
        place = tuple(call.path[each] for each in _MAJOR if each in call.path)
        wait, window = self._use((name, *place), rate)
        after = max(0.0, window.ends - _time())
        headers |= {
            "X-RateLimit-Limit": str(rate[0]),
            "X-RateLimit-Remaining": str(max(0, rate[0] - window.used)),
            "X-RateLimit-Reset": f"{datetime.now(UTC).timestamp() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(name.encode()).hexdigest()[:32],
        }
        return TooMany(wait) if wait else None

    def _use(self, key: tuple[Any, ...], rate: Rate) -> tuple[float, _Window]:
        """Seconds to wait, 0 when this one may pass."""
        count, seconds = rate
        window = self._windows.get(key)
        if window is None or window.ends <= _time():
            window = self._windows[key] = _Window(_time() + seconds)
        if window.used >= count:
            return max(0.001, window.ends - _time()), window
        window.used += 1
        return 0.0, window


def _time() -> float:
    return asyncio.get_running_loop().time()
