"""Servers and teams: what they are called, by the operator or else by their platform, and how one speaks there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select, update

from bot.chat.words import proper, tidy_name
from bot.db.tx import Tx
from bot.features.people.model import Workspace, accounts, workspaces


def named(tx: Tx, platform: str, names: Mapping[str, str]) -> None:
    """Keep what a platform calls its workspaces; a name that the operator gave stays."""
    for identity, name in names.items():
        now, note = tidy_name(name), f"workspace {platform}:{identity}"
        before, known = tx.noted(note), workspace(tx, platform, identity)
        if now and (known is None or known.name in ("", before)) and (known is None or known.name != now):
            set_workspace(tx, platform, identity, name=now)
        if now and now != before:
            tx.note(note, now)


def called(tx: Tx, platform: str, identity: str) -> str:
    """A workspace as people call it; its number where nobody said a name yet.

    Where another one has the same name, its platform is said as well; where that has both, its number.
    """
    known = workspace(tx, platform, identity)
    if known is None or not known.name:
        return f"{platform} {identity}".strip()
    twins = tx.all(select(workspaces).where(workspaces.c.name == known.name), Workspace)
    if len(twins) == 1:
        return known.name
    where = proper(platform)
    alone = [each.platform for each in twins].count(platform) == 1
    return f"{known.name} ({where})" if alone else f"{known.name} ({where} {identity})"


def set_workspace(tx: Tx, platform: str, identity: str, **values: str) -> None:
    """Store a workspace's name, language or fallback channel."""
    tx.add_once(workspaces, {"platform": platform, "id": identity})
    if values:
        here = (workspaces.c.platform == platform, workspaces.c.id == identity)
        tx.run(update(workspaces).where(*here).values(**values))


def workspace_language(tx: Tx, platform: str, identity: str) -> str:
    """A workspace's language, "" when nobody set one."""
    here = (workspaces.c.platform == platform, workspaces.c.id == identity)
    return tx.value(select(workspaces.c.language).where(*here)) or ""


def workspace(tx: Tx, platform: str, identity: str) -> Workspace | None:
    return tx.one(select(workspaces).where(workspaces.c.platform == platform, workspaces.c.id == identity), Workspace)


def workspaces_known(tx: Tx) -> list[Workspace]:
    """Every server or team that something is known of."""
    return tx.all(select(workspaces).order_by(workspaces.c.platform, workspaces.c.id), Workspace)


def workspaces_of(tx: Tx, persons: Collection[str]) -> dict[tuple[str, str], set[str]]:
    """Which of these people have an account in which workspace, by (platform, workspace)."""
    found: dict[tuple[str, str], set[str]] = {}
    wanted = list(persons)
    for start in range(0, len(wanted), 5000):  # a statement holds 32,767 values at most
        for row in tx.all(
            select(accounts.c.platform, accounts.c.workspace, accounts.c.person).where(
                accounts.c.person.in_(wanted[start : start + 5000]), accounts.c.gone.is_(None)
            )
        ):
            found.setdefault((row.platform, row.workspace), set()).add(row.person)
    return found
