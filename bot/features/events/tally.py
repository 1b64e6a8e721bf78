"""How many answered what, of one time at which something takes place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered what; `held` are the seats kept for those to whom they are offered."""

    going: int = 0
    maybe: int = 0
    waiting: int = 0
    held: int = 0
