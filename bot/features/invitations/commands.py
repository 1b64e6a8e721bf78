"""/invite: an administrator invites somebody by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.chat.message import say
from bot.chat.reply import Whisper
from bot.chat.text import Moment, Words, t
from bot.commands.arguments import words
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.errors import Refused
from bot.features.approvals import service as approvals
from bot.features.communities.model import Community
from bot.features.invitations import service
from bot.features.membership.access import administered
from bot.features.membership.arguments import COMMUNITY_ADMINISTERED, PERSON
from bot.features.people import service as people
from bot.features.people.model import Person

feature = Feature("invitations")


@dataclass(frozen=True, slots=True)
class InviteArgs:
    person: Annotated[Person, PERSON]
    community: Annotated[Community, COMMUNITY_ADMINISTERED]
    message: Annotated[str, words(max_length=service.WORDS, long=True)] = ""


def administrators(ctx: Context, args: InviteArgs) -> None:
    administered(ctx, args.community)


@feature.command("invite", InviteArgs, allow=administrators, audience="administrators")
def invite(ctx: Context, args: InviteArgs) -> Answered:
    """Writes to that person privately, with why, what for and [Join]."""
    if args.person.id == ctx.caller.id and approvals.others_decide(ctx.tx, args.community, ctx.caller.id):
        raise Refused(t("invitations-oneself", community=Words(args.community.name)))
    made = service.invite(ctx.tx, args.community, args.person.id, args.message, by=ctx.caller)
    guest = people.who(ctx.tx, args.person.id)
    done = t(
        "invitations-sent", person=guest, community=Words(args.community.name), until=Moment(made.expires_at, "date")
    )
    return Whisper(say(done))
