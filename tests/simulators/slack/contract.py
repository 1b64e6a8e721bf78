"""Whether the app calls methods as Slack's own published description of 2021 says, where that file is at hand.

Slack itself overlooks arguments that it does not know, and so hides a misspelt one; here it becomes a violation.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulators.slack.api.door import Call

FILE = "slack-web-api-2021.json"

EVERYWHERE = {"team_id": "bolt's client sends it with every call since organisation-wide installs"}

NEWER: dict[str, dict[str, str]] = {
    "chat.postMessage": {
        "metadata": "message metadata, 2022", "markdown_text": "Markdown for AI apps, 2025",    },
    "chat.update": {
        "metadata": "message metadata, 2022", "markdown_text": "Markdown for AI apps, 2025",
        "file_ids": "files of a message, 2023", "reply_broadcast": "documented later than 2021",
    },
    "chat.postEphemeral": {"markdown_text": "Markdown for AI apps, 2025"},
    "chat.scheduleMessage": {
        "metadata": "message metadata, 2022", "markdown_text": "Markdown for AI apps, 2025",
    },
    "conversations.history": {"include_all_metadata": "message metadata, 2022"},
    "conversations.replies": {"include_all_metadata": "message metadata, 2022"},
    "conversations.invite": {"force": "invite those who can be, 2024"},
    "conversations.open": {"prevent_creation": "documented later than 2021"},
    "team.info": {"domain": "look a workspace up by its domain, 2022"},
    "views.open": {"interactivity_pointer": "functions, 2022"},
    "views.push": {"interactivity_pointer": "functions, 2022"},
}  # fmt: skip
"""Arguments that came after the description, each with the reason to allow it."""


class Contract:
    """`violations` also holds what other parts of the simulator find fault with."""

    def __init__(self) -> None:
        self.violations: list[str] = []

    def look(self, call: Call) -> None:
        described = description().get(call.method)
        if described is None:
            return
        for name, value in call.args.items():
            if name in EVERYWHERE or name in NEWER.get(call.method, {}):
                continue
            if name not in described:
                self.violations.append(f"{call.method}: no argument is called {name}")
            elif not _fits(value, described[name]):
                self.violations.append(f"{call.method}: {name} is no {described[name]}: {value!r}")


def described() -> bool:
    """Whether the description is at hand; without it arguments are not looked at."""
    return bool(description())


@cache
def description() -> dict[str, dict[str, str]]:
    """The arguments of each method with their types; empty when the file is not there."""
    folder = os.environ.get("PALABRE_SPECS") or Path(__file__).parents[4] / "shared" / "specs"
    path = Path(folder) / FILE
    if not path.is_file():
        return {}
    return {
        name.removeprefix("/"): {each["name"]: each["type"] for verb in verbs.values() for each in verb["parameters"]}
        for name, verbs in json.loads(path.read_text("utf-8"))["paths"].items()
    }


def _fits(value: Any, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool) or str(value).lower() in ("0", "1", "true", "false")
    if kind == "integer":
        return str(value).lstrip("-").isdigit()
    return True
