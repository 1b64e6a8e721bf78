"""What falls due around events and is done by nobody else; what other features do then stands in the model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Announce:
    """An occurrence comes near enough to have its card."""

    occurrence: str
    kind: Literal["events.announce"] = "events.announce"


@dataclass(frozen=True, slots=True)
class Extend:
    """A series needs more occurrences."""

    event: str
    month: str
    kind: Literal["events.extend"] = "events.extend"


@dataclass(frozen=True, slots=True)
class Ready:
    """It is time to see whether everything about an occurrence is settled."""

    occurrence: str
    at: datetime
    kind: Literal["events.ready"] = "events.ready"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Seats became free soon after their next in line was told of another."""

    community: str
    person: str
    kind: Literal["events.gathered"] = "events.gathered"


@dataclass(frozen=True, slots=True)
class Wanting:
    """An administrator has read today what is missing, and more came near since."""

    person: str
    community: str
    kind: Literal["events.wanting"] = "events.wanting"


@dataclass(frozen=True, slots=True)
class Lapse:
    """A seat was offered until now."""

    occurrence: str
    person: str
    until: datetime
    kind: Literal["events.lapse"] = "events.lapse"
