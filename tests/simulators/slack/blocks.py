"""Block Kit's rules for messages and views."""

from __future__ import annotations

from typing import Any

from tests.simulators.slack.door import ApiError


def check_message_blocks(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")


def check_view(view: Any) -> list[str]:
    return []
