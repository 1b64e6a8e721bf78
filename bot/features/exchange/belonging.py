"""Who a file says belongs to communities, against who and which workspaces are known here."""

from __future__ import annotations

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.exchange.lines import line_of
from bot.features.exchange.model import Document
from bot.features.exchange.reading import Read, belonging_accounts
from bot.features.people import accounts
from bot.features.people import service as people
from bot.features.people import workspaces as known


def workspaces(tx: Tx) -> set[tuple[str, str]]:
    """Those that people here have been in, or communities live in, or that were given a name."""
    named = {(each.platform, each.id) for each in known.workspaces_known(tx)}
    lived = {(home.platform, home.workspace) for each in communities.everything(tx)
             for home in communities.homes(tx, each.id)}  # fmt: skip
    return named | lived | accounts.workspaces(tx)


def unmet(tx: Tx, file: Read) -> list[str]:
    """Accounts of nobody who was ever met, and of no person in the file."""
    written = _written(file.document)
    return [
        f"{file.name}, line {line_of(file.lines, path)}: {account} ({path[2]})"
        for path, account in belonging_accounts(file.document)
        if account not in written and not people.person_of(tx, account)
    ]


def _written(document: Document) -> set[object]:
    return {account for person in document.person for account in person.accounts}
