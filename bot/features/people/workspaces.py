"""What workspaces are called: by the operator where they said it, else as the platform does."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.words import tidy_name
from bot.db.tx import Tx
from bot.features.people import service
from bot.features.people.service import set_workspace


def named(tx: Tx, platform: str, names: Mapping[str, str]) -> None:
    """Keep what a platform calls its workspaces; a name that the operator gave stays."""
    for identity, name in names.items():
        now, note = tidy_name(name), f"workspace {platform}:{identity}"
        before, known = tx.noted(note), service.workspace(tx, platform, identity)
        if now and (known is None or known.name in ("", before)) and (known is None or known.name != now):
            set_workspace(tx, platform, identity, name=now)
        if now and now != before:
            tx.note(note, now)


def called(tx: Tx, platform: str, workspace: str) -> str:
    """A workspace as people call it; its number where nobody said a name yet."""
    known = service.workspace(tx, platform, workspace)
    return known.name if known and known.name else f"{platform} {workspace}".strip()
