"""What becomes of a board once the platform was asked; the board itself is a living card and needs no table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

WINDOW = timedelta(days=30)
"""How far a board looks ahead (FEATURES 2.6.7)."""

MOST, TITLE = 10, 80
"""So many events, and so much of a title, a board shows: it must be one message on every platform, since one is pinned.
"""


def card_of(community: str) -> str:
    return f"board:{community}"


@dataclass(frozen=True, slots=True)
class Pinned:
    """How pinning a board in one place ended; `asked` tells one attempt of an administrator from another."""

    community: str
    home: str
    asked: str = ""
    outcome: str = ""
    detail: str = ""
    kind: Literal["board.pinned"] = "board.pinned"


@dataclass(frozen=True, slots=True)
class Drawn:
    """How drawing a board again ended."""

    community: str
    outcome: str = ""
    kind: Literal["board.drawn"] = "board.drawn"
