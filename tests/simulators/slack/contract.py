"""Whether the app calls methods as Slack's own published description of 2021 says, where that file is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simulators.slack.api.door import Call


class Contract:
    def __init__(self) -> None:
        self.violations: list[str] = []

    def look(self, call: Call) -> None:
        return
