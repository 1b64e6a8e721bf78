"""The page of ours that each account has on some platforms: drawn again whenever what it shows is different."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, case, literal, select

from bot.chat.address import Account
from bot.db.tx import Tx
from bot.features.people.model import accounts
from bot.jobs.outbox import Post, posts, redraw_each

_HOME = "home:"
_BELOW = case((accounts.c.workspace != "", accounts.c.workspace + "/"), else_="")
_PAGES = (
    select(posts)
    .select_from(accounts)
    .join(posts, posts.c.card == literal(_HOME) + accounts.c.platform + ":" + _BELOW + accounts.c.id)
    .where(accounts.c.person == bindparam("person"), accounts.c.gone.is_(None), posts.c.ended.is_(None))
)
"""The address of an account is written as `str` writes it."""


def home_card(account: Account) -> str:
    """The living card that stands on an account's own page."""
    return f"{_HOME}{account}"


def home_changed(tx: Tx, persons: Collection[str]) -> None:
    """What these people see on their own pages is different now; whoever never opened theirs has none."""
    for person in sorted({each for each in persons if each}):
        redraw_each(tx, tx.all(_PAGES, Post, person=person))
