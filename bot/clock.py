"""The only place that asks the machine for the time; everything else is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


def machine_time() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Clock:
    """A clock that can be moved forward, so that what is due in weeks can be watched now.

    `moved` is called after each move, for whoever waits for a due moment.
    """

    source: Callable[[], datetime] = machine_time
    ahead: timedelta = timedelta(0)
    moved: list[Callable[[], None]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.source() + self.ahead

    def forward(self, by: timedelta) -> None:
        """Move forward; going back would make things happen twice, so it is a ValueError."""
        if by < timedelta(0):
            raise ValueError("a clock only moves forward")
        self.ahead += by
        for tell in self.moved:
            tell()
