"""When what is said about a silent community (FEATURES 2.4.1–3): a step is the number of its day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

NUDGED = (14, 28, 56)
MONTH = 30
WARNED, INACTIVE = 335, 365
AFTER = (7, 14, 30)
"""Days after a community was called inactive."""
REVIVED = 30
"""Days in which something must happen once somebody has pressed Make it active again."""


class Silence(Protocol):
    """What is known of one community's silence; dates are those of its own time zone."""

    @property
    def told(self) -> int:
        """The last step that was told, 0 for none."""

    @property
    def since(self) -> date: ...

    @property
    def inactive(self) -> date | None: ...

    @property
    def revived(self) -> date | None: ...


def due(silence: Silence, today: date) -> int | None:
    """The step that is to be told now: the last that was reached, as earlier ones that were missed say nothing more."""
    if silence.revived is not None:
        return INACTIVE if (today - silence.revived).days >= REVIVED else None
    if silence.inactive is not None:
        days = (today - silence.inactive).days
        step = max((INACTIVE + each for each in AFTER if each <= days), default=0)
    else:
        step = _reached((today - silence.since).days)
    return step if step > silence.told else None


def _reached(days: int) -> int:
    """After so many days of silence: 14, 28, 56, then every thirty days, 335 and 365."""
    if days >= INACTIVE:
        return INACTIVE
    if days >= WARNED:
        return WARNED
    if days >= NUDGED[-1]:
        return days - (days - NUDGED[-1]) % MONTH
    return max((each for each in NUDGED if each <= days), default=0)
