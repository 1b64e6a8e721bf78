"""The button that brings back what archiving called off."""

from __future__ import annotations

from bot.chat.reply import Redraw
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.errors import Refused
from bot.features.archive import messages, service, telling
from bot.features.archive.model import BringBack, CallOff
from bot.features.membership.access import closable, closed, known

feature = Feature("archive")

feature.job(CallOff)(service.call_off)
feature.job(BringBack)(service.bring_back)
telling.declare(feature)


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
    if planned:
        service.bring_back_later(ctx.tx, found, planned, by=ctx.caller.id)
    else:
        telling.changed(ctx.tx, found)  # what still offers it says so too late
    groups = bool(service.asleep(ctx.tx, found, ctx.caller))
    return Redraw(messages.brought_back(found, sum(map(len, planned.values())), groups=groups))
