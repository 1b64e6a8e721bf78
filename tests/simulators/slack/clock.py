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
        self._by_hand = clock is not None
        self._waiting: list[tuple[float, int, Timer]] = []
        self._count = itertools.count()
        self._alarm: asyncio.TimerHandle | None = None
        self.clock.moved.append(self.fire_due)

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock.now().timestamp()

    def later(self, seconds: float, do: Callable[[], None]) -> Timer:
        timer = Timer(do)
        heapq.heappush(self._waiting, (self.now() + seconds, next(self._count), timer))
        if self._waiting[0][2] is timer:
            self._set_alarm()
        return timer

    def pass_by(self, seconds: float) -> None:
        self.clock.forward(timedelta(seconds=seconds))

    def fire_due(self) -> None:
        while self._waiting and (self._waiting[0][2].off or self._waiting[0][0] <= self.now()):
            heapq.heappop(self._waiting)[2].fire()
        self._set_alarm()

    def close(self) -> None:
        self._waiting.clear()
        self._set_alarm()
        self.clock.moved.remove(self.fire_due)

    def _set_alarm(self) -> None:
        """Wake up when the next one is due, if time goes by itself."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._waiting and not self._by_hand:
            wait = max(0.001, self._waiting[0][0] - self.now())
            self._alarm = asyncio.get_running_loop().call_later(wait, self.fire_due)
