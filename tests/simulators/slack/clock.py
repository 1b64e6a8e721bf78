"""When things fall due in a simulated Slack: by the machine's time, or by a clock that the test moves by hand."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock


@dataclass(slots=True)
class Timer:
    """Something that will be done; `cancel` may come at any time and twice."""

    do: Callable[[], None]
    handle: asyncio.TimerHandle | None = None
    off: bool = False

    def cancel(self) -> None:
        self.off = True
        if self.handle:
            self.handle.cancel()

    def fire(self) -> None:
        if not self.off:
            self.off = True
            self.do()


class Timers:
    """Seconds are the unit. With the test's clock nothing falls due before the test moves it."""

    def __init__(self, clock: Clock | None) -> None:
        self.clock = clock or Clock()
        self._by_hand = clock is not None
        self._waiting: list[tuple[float, int, Timer]] = []
        self._count = itertools.count()
        if clock is not None:
            clock.moved.append(self.fire_due)

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock.now().timestamp()

    def later(self, seconds: float, do: Callable[[], None]) -> Timer:
        timer = Timer(do)
        if self._by_hand:
            heapq.heappush(self._waiting, (self.now() + seconds, next(self._count), timer))
        else:
            timer.handle = asyncio.get_running_loop().call_later(seconds, timer.fire)
            self._waiting = [each for each in self._waiting if not each[2].off]
            self._waiting.append((0, next(self._count), timer))
        return timer

    def fire_due(self) -> None:
        while self._waiting and self._waiting[0][0] <= self.now():
            heapq.heappop(self._waiting)[2].fire()

    def close(self) -> None:
        for _, _, timer in self._waiting:
            timer.cancel()
        self._waiting.clear()
        if self.fire_due in self.clock.moved:
            self.clock.moved.remove(self.fire_due)
