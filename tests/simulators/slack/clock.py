"""When things fall due in a simulated Slack: by the machine's time, or by a clock that the test moves by hand."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock


@dataclass(slots=True)
class Timer:
    """Something that will be done; `cancel` may come at any time and twice."""

    do: Callable[[], None]
    off: bool = False

    def cancel(self) -> None:
        self.off = True

    def fire(self) -> None:
        if not self.off:
            self.off = True
            self.do()


class Timers:
    """Seconds are the unit. With the test's own clock nothing falls due before somebody moves it."""

    def __init__(self, clock: Clock | None) -> None:
        self.clock = clock or Clock()
        self.by_hand = clock is not None
        self._waiting: list[tuple[float, int, Timer]] = []
        self._count = itertools.count()
        self._handles: set[asyncio.TimerHandle] = set()
        self.clock.moved.append(self.fire_due)

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock.now().timestamp()

    def later(self, seconds: float, do: Callable[[], None]) -> Timer:
        timer = Timer(do)
        heapq.heappush(self._waiting, (self.now() + seconds, next(self._count), timer))
        if not self.by_hand:
            loop = asyncio.get_running_loop()
            self._handles = {each for each in self._handles if each.when() > loop.time() and not each.cancelled()}
            self._handles.add(loop.call_later(seconds + 0.001, self.fire_due))
        return timer

    def pass_by(self, seconds: float) -> None:
        self.clock.forward(timedelta(seconds=seconds))

    def fire_due(self) -> None:
        while self._waiting and (self._waiting[0][2].off or self._waiting[0][0] <= self.now()):
            heapq.heappop(self._waiting)[2].fire()

    def close(self) -> None:
        for handle in self._handles:
            handle.cancel()
        self._waiting.clear()
        self.clock.moved.remove(self.fire_due)
