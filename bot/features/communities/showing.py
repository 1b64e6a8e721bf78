"""What is shown of a community elsewhere than on its own cards is looked at again once something has changed."""

from __future__ import annotations

from bot.db.tx import Tx, new_id
from bot.features.communities.model import Rearranged, Review, Settled
from bot.jobs.queue import later


def review(tx: Tx, community: str, *, again: bool = False) -> None:
    """Have what its channels say of what comes looked at, once this unit is done."""
    later(tx, tx.now, Review(community, again), key=new_id("review"))


def rearranged(tx: Tx, community: str) -> None:
    """Have what is shown of a community outside its channels looked at again, and what a new one lacks."""
    later(tx, tx.now, Rearranged(community), key=new_id(f"{community}/rearranged"))
    later(tx, tx.now, Settled(community), key=new_id(f"{community}/settled"))
