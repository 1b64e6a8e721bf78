"""What administrators press when their community has fallen silent."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.reply import Redraw, Whisper
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.features.communities.model import Began
from bot.features.lifecycle import messages, service
from bot.features.lifecycle.model import Look, Tell
from bot.features.membership.access import administered, known
from bot.features.people import service as people

feature = Feature("lifecycle")

feature.job(Began)(service.began)
feature.job(Look)(service.look)
feature.job(Tell)(service.tell)
feature.card("silence", shown_to=service.concerned)(service.card)


def administrators_of(ctx: Context, community: str) -> None:
    administered(ctx, known(ctx, community))


@feature.press("remind", allow=administrators_of)
def remind(ctx: Context, community: str) -> Answered:
    """Only whoever presses is reminded."""
    found = known(ctx, community)
    return Whisper(messages.reminding(found, service.remind(ctx.tx, found, ctx.caller.id)))


@feature.press("revive", allow=administrators_of)
def revive(ctx: Context, community: str) -> Answered:
    found = known(ctx, community)
    silence = service.revive(ctx.tx, found, by=ctx.caller.id)
    return Redraw(_revived(ctx, community, silence.revived_by))


def _revived(ctx: Context, community: str, by: str) -> Message:
    return messages.revived(known(ctx, community), people.who(ctx.tx, by), ctx.now)
