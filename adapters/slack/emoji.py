"""Emoji by Slack's names and back; one that only this workspace has is none of the signs that everybody knows."""

from __future__ import annotations

from emoji import demojize, emojize, is_emoji


def sign(name: str) -> str:
    """✅ for `white_check_mark`, without a skin tone; "" for a workspace's own emoji."""
    found = emojize(f":{name.partition('::')[0]}:", language="alias")
    return found if is_emoji(found) else ""


def name_of(sign: str) -> str:
    """`white_check_mark` for ✅."""
    return demojize(sign, language="alias").strip(":")
