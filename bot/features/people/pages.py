"""The page of ours that each account has on some platforms: drawn again whenever what it shows is different."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from bot.chat.address import Account
from bot.db.tx import Tx
from bot.features.people.model import accounts
from bot.jobs.outbox import redraw_all


def home_card(account: Account) -> str:
    """The living card that stands on an account's own page."""
    return f"home:{account}"


def home_changed(tx: Tx, persons: Collection[str]) -> None:
    """What these people see on their own pages is different now; whoever never opened theirs has none."""
    wanted = {each for each in persons if each}
    if wanted:
        held = select(accounts.c.platform, accounts.c.workspace, accounts.c.id).where(
            accounts.c.person.in_(wanted), accounts.c.gone.is_(None)
        )
        redraw_all(tx, [home_card(Account(row.platform, row.workspace, row.id)) for row in tx.all(held)])
