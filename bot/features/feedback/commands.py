"""The buttons under the question; /webinar feedback and the comments for administrators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Message
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, in_place, number_of
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.attendance.model import Past
from bot.features.communities.model import Community
from bot.features.events.times import for_members, not_hidden
from bot.features.feedback import messages, service
from bot.features.feedback.messages import Turn
from bot.features.feedback.model import CAME, LETTER, Close, Ended, Opinion
from bot.features.membership.access import administered, decided_by, writable
from bot.features.membership.arguments import COMMUNITY_ADMINISTERED

feature = Feature("feedback")

feature.job(Past)(service.past)
feature.job(Close)(service.close)


def meant(ctx: Context, argument: str) -> Ended:
    """The time of a token; Refused in the same words for one that never was and one the caller may not see."""
    return not_hidden(ctx, service.ended(ctx.tx, argument.partition("/")[0]))


def may_say(ctx: Context, argument: str) -> None:
    """Members who came, or said that they come, as long as it is asked."""
    it = meant(ctx, argument)
    writable(ctx, it.community)
    if not it.planned or not it.over(ctx.now):
        key = "attendance-not-begun" if it.planned else "events-answer-cancelled"
        raise Refused(t("feedback-not-over" if it.planned and it.made.at <= ctx.now else key, title=Words(it.called)))
    if not service.may_say(ctx.tx, it, ctx.caller.id):
        raise Refused(t("feedback-only-who-came", title=Words(it.called)))
    if not it.open(ctx.now):
        raise Refused(t("feedback-too-late", title=Words(it.called)))


def may_read(ctx: Context, argument: str) -> None:
    """Administrators, of an archived community as well."""
    administered(ctx, meant(ctx, argument).community)


@feature.press("say", allow=may_say)
def say(ctx: Context, argument: str) -> Answered:
    it, said = meant(ctx, argument), argument.partition("/")[2]
    opinion = next((each for each in Opinion if each == said), None)
    if opinion is None:
        raise Refused(t("events-unknown"))
    return Whisper(messages.thanks(it, service.say(ctx.tx, it, ctx.caller.id, opinion)))


@feature.press("comment", allow=may_say)
def comment(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw(ctx, argument))


def _draw(ctx: Context, argument: str) -> Form:
    it = meant(ctx, argument)
    said = service.of(ctx.tx, it, ctx.caller.id)
    return messages.form(it, feature.token("comment", it.made.id), said.comment if said else "")


@feature.form("comment", allow=may_say, draw=_draw)
def commented(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    it, text = meant(ctx, argument), values["comment"].strip()
    said = service.of(ctx.tx, it, ctx.caller.id)
    if text and (said is None or said.opinion not in CAME):
        raise Refused(t("feedback-say-first", title=Words(it.called)))
    return Whisper(messages.commented(it, service.comment(ctx.tx, it, ctx.caller.id, text)))


@feature.card(LETTER, shown_to=for_members)
def letter(tx: Tx, argument: str, locale: str) -> Message | None:
    return service.letter(tx, argument)


# What administrators read.


@feature.card("opinions")
def card(tx: Tx, occurrence: str, locale: str) -> Message | None:
    it = service.ended(tx, occurrence)
    return messages.card(service.result(tx, it)) if it else None


@dataclass(frozen=True, slots=True)
class FeedbackArgs:
    community: Annotated[Community, COMMUNITY_ADMINISTERED]


def _administrators(ctx: Context, args: FeedbackArgs) -> None:
    administered(ctx, args.community)


@feature.command("webinar feedback", FeedbackArgs, allow=_administrators, audience="administrators")
def feedback(ctx: Context, args: FeedbackArgs) -> Answered:
    """Of what has ended last, meeting or webinar; the others are behind its buttons."""
    found = service.of_community(ctx.tx, args.community)
    if not found:
        raise Refused(t("feedback-nothing", community=Words(args.community.name)))
    return Whisper(_seen(ctx, found[0]))


@feature.press("seen", allow=may_read)
def seen(ctx: Context, argument: str) -> Answered:
    return Redraw(_seen(ctx, meant(ctx, argument)))


def _seen(ctx: Context, it: Ended) -> Message:
    order = [each.made.id for each in service.of_community(ctx.tx, it.community)]
    turn = Turn()
    if it.made.id in order:
        at = order.index(it.made.id)
        turn = Turn(order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else "")
    return messages.seen(service.result(ctx.tx, it), service.trend(ctx.tx, it), turn)


def may_read_comments(ctx: Context, argument: str) -> None:
    """Whoever reads the card where administrators meet, so reviewers as well."""
    decided_by(ctx, meant(ctx, argument).community)


@feature.press("comments", allow=may_read_comments)
def comments(ctx: Context, argument: str) -> Answered:
    """Turning through them stays where it is; from the card it is for whoever presses."""
    it = meant(ctx, argument)
    count = service.commented(ctx.tx, it)
    page = min(number_of(argument.partition("/")[2]), messages.last_page(count))
    shown = service.comments(ctx.tx, it, start=page * messages.SHOWN)
    return in_place(ctx, messages.comments(it, shown, page=page, count=count))
