"""What is pressed when a community has fallen silent, or when its administrators leave."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.inbound import Arrived, Left
from bot.chat.message import Message
from bot.chat.reply import Redraw, Silence, Whisper
from bot.chat.text import t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, Raised
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Began
from bot.features.lifecycle import health, messages, service, succession
from bot.features.lifecycle.model import Look, Offer, Tell
from bot.features.membership.access import administered, known, standing_of
from bot.features.people import service as people

feature = Feature("lifecycle")

feature.job(Began)(service.began)
feature.job(Look)(service.look)
feature.job(Tell)(service.tell)
feature.command("health", health.HealthArgs, allow=health.administrators, audience="administrators")(health.show)
feature.press("health", allow=health.administrators_of)(health.press)
feature.card("silence", shown_to=service.concerned)(service.card)
feature.card("offer", shown_to=succession.the_chosen)(succession.offered)
feature.card("orphaned", shown_to=succession.the_team)(succession.orphan)


@feature.raises
def raised(tx: Tx, community: str) -> Sequence[Raised]:
    """That nobody gives anything any more."""
    found = communities.get(tx, community)
    days = service.silent_days(tx, found) if found else 0
    return [messages.raised(found, days)] if found and days else []


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


# Who administers next.


def the_team(ctx: Context, argument: str) -> None:
    """The platform team; anybody else hears no more than they may see."""
    community = known(ctx, argument.partition("/")[0])
    if not ctx.caller.owner:
        administered(ctx, community)
        raise Refused(t("lifecycle-only-team"))


def the_chosen(ctx: Context, offer: str) -> None:
    """Whoever was asked, as long as they belong; anybody else hears what they would hear of one that never was."""
    _chosen(ctx, offer)


def _chosen(ctx: Context, offer: str) -> Offer:
    made = succession.get(ctx.tx, offer)
    if (
        made is None
        or made.person != ctx.caller.id
        or standing_of(ctx.tx, made.community, made.person).role is None
        or communities.get(ctx.tx, made.community) is None
    ):
        raise Refused(t("lifecycle-no-such-offer"))
    return made


@feature.press("successor", allow=administrators_of)
def successor(ctx: Context, community: str) -> Answered:
    """Offered to the last administrator who wants to leave, and to the team where all are gone."""
    found = known(ctx, community)
    able = [(people.who(ctx.tx, each.person), each.person) for each in succession.candidates(ctx.tx, found)]
    return Whisper(messages.choosing(found, able))


@feature.press("offer", allow=administrators_of)
def offer(ctx: Context, community: str) -> Answered:
    """Chosen in the picker."""
    found = known(ctx, community)
    made = succession.offer(ctx.tx, found, ctx.value, by=ctx.caller.id)
    asleep = people.asleep(ctx.tx, [made.person])
    return Redraw(messages.asked(found, people.who(ctx.tx, made.person), asleep=asleep))


@feature.press("accept", allow=the_chosen)
def accept(ctx: Context, offer: str) -> Answered:
    return _answered(ctx, offer, succession.accept(ctx.tx, _chosen(ctx, offer)).id)


@feature.press("decline", allow=the_chosen)
def decline(ctx: Context, offer: str) -> Answered:
    return _answered(ctx, offer, succession.decline(ctx.tx, _chosen(ctx, offer)).id)


def _answered(ctx: Context, offer: str, community: str) -> Answered:
    made = _chosen(ctx, offer)
    return Redraw(messages.offered(made, known(ctx, community), people.who(ctx.tx, made.by)))


@feature.press("appoint", allow=the_team)
def appoint(ctx: Context, argument: str) -> Answered:
    identity, _, person = argument.partition("/")
    community = known(ctx, identity)
    succession.appoint(ctx.tx, community, person, by=ctx.caller.id)
    return Redraw(messages.appointed(community, people.who(ctx.tx, person)))


@feature.on(Left)
def left(ctx: Context, event: Left) -> Answered:
    """Comes after the account was marked as gone."""
    if event.place is None:
        succession.gone(ctx.tx, ctx.caller.id, key=f"orphaned/{ctx.inbound}")
    return Silence()


@feature.on(Arrived)
def arrived(ctx: Context, event: Arrived) -> Answered:
    if event.place is None:
        succession.back(ctx.tx, ctx.caller.id)
    return Silence()
