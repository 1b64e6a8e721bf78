"""Emoji that were answered: one stays under its card for as long as people like, and is answered once.

It means the same under whatever shows the request: its card, and what reminds of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from bot.chat.inbound import Unreacted
from bot.chat.reply import Silence
from bot.commands.context import Context
from bot.commands.feature import Answered
from bot.commands.registry import plain_emoji
from bot.db.tx import Tx
from bot.features.approvals.model import answered
from bot.features.people import service as people
from bot.jobs.outbox import card_at, cards, unreact

DECIDING = ("✅", "❌")


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


def take_off(tx: Tx, request: str, shown: Iterable[str]) -> None:
    """What decided lies under these cards no more, where the platform lets us: a decision taken back is none.

    That it was answered stays known: where it cannot be taken off, it is not caught up with as if it were new.
    """
    under = [post for each in shown for post in cards(tx, each)]
    for person, sign in answered_of(tx, request):
        held = [each.address for each in people.accounts_of(tx, person)] if sign in DECIDING else []
        for post in under:
            for account in held:
                there = post.target.platform == account.platform and account.workspace in ("", post.target.workspace)
                if there and post.posted is not None:
                    unreact(tx, post.posted, account, sign)


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
