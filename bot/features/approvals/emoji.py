"""Emoji that were answered: one stays under its card for as long as people like, and is answered once.

It means the same under whatever shows the request: its card, and what reminds of it.
"""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.chat.inbound import Unreacted
from bot.chat.reply import Silence
from bot.commands.context import Context
from bot.commands.feature import Answered
from bot.commands.registry import plain_emoji
from bot.db.tx import Tx
from bot.features.approvals.model import answered
from bot.jobs.outbox import card_at


def about(card: str) -> str:
    """The request that a living card `kind:id` shows, "" when it shows none."""
    kind, _, identity = card.partition(":")
    return identity.partition(";")[0] if kind in ("request", "request-news") else ""


def answer(tx: Tx, request: str, person: str, emoji: str) -> None:
    """Whatever the answer was, a refusal as well: what was put while nobody listened is all that is caught up with."""
    tx.add_once(answered, {"request": request, "person": person, "emoji": plain_emoji(emoji)})


def answered_of(tx: Tx, request: str) -> set[tuple[str, str]]:
    """Who was answered, and to which emoji."""
    rows = tx.all(select(answered.c.person, answered.c.emoji).where(answered.c.request == request))
    return {(row.person, row.emoji) for row in rows}


def taken_back(ctx: Context, event: Unreacted) -> Answered:
    """Whoever takes an emoji off and puts it again means it anew."""
    request = about(card_at(ctx.tx, event.message) or "")
    if request:
        ctx.tx.run(
            delete(answered).where(
                answered.c.request == request,
                answered.c.person == ctx.caller.id,
                answered.c.emoji == plain_emoji(event.emoji),
            )
        )
    return Silence()
