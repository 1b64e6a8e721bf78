"""Time as the simulated Discord counts it, and the numbers it gives to things, which carry the time in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""Discord's numbers count milliseconds from here."""


class Time:
    """Every deadline and date here comes from this one clock; without `now` it is the machine's, and goes by itself."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self.goes_by_itself = now is None
        self._now = now or _machine()
        self._ahead = timedelta()
        self._last = 0

    def now(self) -> datetime:
        return self._now() + self._ahead

    def pass_by(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)

    def snowflake(self, fits: Callable[[int], bool] = lambda number: True) -> int:
        """A number nobody has yet; later ones are greater. One that does not fit is passed over by milliseconds."""
        number = max(self._last + 1, first_of(self.now()))
        while not fits(number):
            number += 1 << 22
        self._last = number
        return number


def first_of(moment: datetime) -> int:
    """The smallest number given in the millisecond of `moment`."""
    return (moment - EPOCH) // timedelta(milliseconds=1) << 22


def moment_of(snowflake: int) -> datetime:
    return EPOCH + timedelta(milliseconds=snowflake >> 22)


def _machine() -> Callable[[], datetime]:
    """The wall clock once, the loop's clock from then on, so that time never jumps."""
    loop = asyncio.get_running_loop()
    start, began = datetime.now(UTC), loop.time()
    return lambda: start + timedelta(seconds=loop.time() - began)
