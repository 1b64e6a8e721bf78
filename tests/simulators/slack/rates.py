"""Slack's rate limits: so many calls of a method a minute, about one message a second and channel."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simulators.slack.api.door import Call, Method

A_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute by tier; Slack promises at least these."""

BURST = 4
"""Messages that a channel takes at once before it is one a second."""


class Rates:
    """Off until `on` is set. `commercial` limits histories to one call a minute and 15 items."""

    def __init__(self) -> None:
        self.on = False
        self.commercial = False
        self._calls: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def wait(self, known: Method, call: Call) -> int:
        """Seconds to wait, 0 when the call may go through, and then it counts."""
        commercial = self.commercial and known.name in ("conversations.history", "conversations.replies")
        if not self.on and not commercial:
            return 0
        now = call.world.timers.now()
        if known.tier == 0:
            return self._take((known.name, call.text("channel")), now, BURST, float(BURST))
        return self._take((known.name, ""), now, 1 if commercial else A_MINUTE[known.tier], 60.0)

    def _take(self, key: tuple[str, str], now: float, most: int, seconds: float) -> int:
        taken = self._calls[key]
        while taken and taken[0] <= now - seconds:
            taken.popleft()
        if len(taken) >= most:
            return max(1, math.ceil(taken[0] + seconds - now))
        taken.append(now)
        return 0
