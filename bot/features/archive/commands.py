"""The button that brings back what archiving called off; what is told of either is true when it is read."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.reply import Redraw
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.archive import messages, service
from bot.features.archive.model import BROUGHT_BACK, CALLED_OFF, BringBack, CallOff
from bot.features.membership.access import closable, closed, known
from bot.features.membership.letters import to_members
from bot.features.people import letters
from bot.features.people import service as people

feature = Feature("archive")

feature.job(CallOff)(service.call_off)
feature.job(BringBack)(service.bring_back)


def may_bring_back(ctx: Context, community: str) -> None:
    """Whoever may archive it, once it is active again."""
    found = known(ctx, community)
    closable(ctx, found)
    if found.archived:
        raise Refused(closed(found))


@feature.press("bring", allow=may_bring_back)
def bring(ctx: Context, community: str) -> Answered:
    """Everything at once, of its working groups as well; a single one is brought back from the calendar."""
    found = known(ctx, community)
    planned = service.wholly(ctx.tx, found, ctx.caller)
    for each in planned:
        service.bring_back_later(ctx.tx, each.community, by=ctx.caller.id)
    return Redraw(messages.brought_back(found, sum(len(each.events) for each in planned)))


@feature.card(CALLED_OFF, shown_to=to_members)
def called_off(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written; None once it takes place again, for whoever had not read that it does not."""
    return _drawn(tx, argument, kind=CALLED_OFF)


@feature.card(BROUGHT_BACK, shown_to=to_members)
def brought_back(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written; None for whoever had not read that it did not take place, or reads now that it does not."""
    return _drawn(tx, argument, kind=BROUGHT_BACK)


def _drawn(tx: Tx, argument: str, *, kind: str) -> Message | None:
    letter = people.letter(tx, argument)
    if letter is None:
        return None
    if letters.was_read(tx, letter):
        return letter.message
    about = argument.partition("/")[0]
    other = BROUGHT_BACK if kind == CALLED_OFF else CALLED_OFF
    others = letters.written_to(tx, letter.person, [f"{other}:{about}"])
    if any(each.at > letter.at for each in others):
        return None
    heard = kind == CALLED_OFF or any(letters.was_read(tx, each) for each in others)
    return letter.message if heard else None
