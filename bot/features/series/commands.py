"""The buttons by which a series is followed, or read by calendar programs, on the card of each of its times."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Message, Part
from bot.chat.reply import Redraw, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Settled
from bot.features.events import feeds
from bot.features.events.model import Released, SeriesChanged
from bot.features.events.times import Time, not_hidden, time_of
from bot.features.membership.access import inside, readable, writable
from bot.features.people.zones import asking_once
from bot.features.series import covering, covers, messages, service
from bot.features.series.model import Whole

feature = Feature("series")

feature.job(SeriesChanged)(covering.changed)
feature.job(Released)(service.released)
feature.job(Settled)(covering.settled)
feature.command("webinar series", covers.SeriesArgs, allow=covers.administrators, audience="administrators")(
    covers.webinar_series
)
feature.press("cover", allow=covers.may_write)(covers.open_cover)
feature.press("sessions", allow=covers.may_write)(covers.sessions)
feature.press("turn", allow=covers.may_write)(covers.turn)
feature.form("write", allow=covers.may_write, draw=covers.draw)(covers.written)
feature.card("series", shown_to=covers.shown_to)(covers.card)


def meant(ctx: Context, argument: str) -> Whole:
    """The series of a token; Refused in the same words for one that never was and one the caller may not see."""
    return not_hidden(ctx, service.whole(ctx.tx, argument.split("/")[0]))


def may_follow(ctx: Context, argument: str) -> None:
    """Whoever may answer for one time of it."""
    writable(ctx, meant(ctx, argument).community)


def may_stop(ctx: Context, argument: str) -> None:
    inside(ctx, meant(ctx, argument).community)


def may_subscribe(ctx: Context, argument: str) -> None:
    """As for the calendar of the whole community."""
    readable(ctx, meant(ctx, argument).community)


@feature.press("follow", allow=may_follow)
def follow(ctx: Context, argument: str) -> Answered:
    """Of whoever belongs and does not leave in the same instant; with a way to stop."""
    it = meant(ctx, argument)
    writable(ctx, communities.held(ctx.tx, it.community))
    if not service.ahead(ctx.tx, it.row) and not service.follows(ctx.tx, it.row, ctx.caller.id):
        raise Refused(t("series-nothing-to-come", title=Words(it.row.title)), messages.calendar_button(it.community))
    found = service.follow(ctx.tx, it, ctx.caller.id)
    return asking_once(ctx, Whisper(messages.followed(it, found)))


@feature.press("stop", allow=may_stop)
def stop(ctx: Context, argument: str) -> Answered:
    """What they said of single times themselves stays."""
    it = meant(ctx, argument)
    communities.held(ctx.tx, it.community)
    service.stop(ctx.tx, it, ctx.caller.id)
    return Redraw(messages.stopped(it))


@feature.press("subscribe", allow=may_subscribe)
def subscribe(ctx: Context, argument: str) -> Answered:
    """The address of one's own at which a calendar program reads this series alone."""
    return Whisper(_subscribed(ctx, argument, anew=False))


def may_pick(ctx: Context, _: str) -> None:
    may_subscribe(ctx, ctx.value)


@feature.press("pick", allow=may_pick)
def pick(ctx: Context, _: str) -> Answered:
    """The same, chosen in the calendar."""
    return Whisper(_subscribed(ctx, ctx.value, anew=False))


@feature.press("resubscribe", allow=may_subscribe)
def resubscribe(ctx: Context, argument: str) -> Answered:
    return Redraw(_subscribed(ctx, argument, anew=True))


def _subscribed(ctx: Context, argument: str, *, anew: bool) -> Message:
    it = meant(ctx, argument)
    address = feeds.series_address(ctx.tx, it.row, ctx.caller.id, anew=anew)
    if not address:
        raise Refused(t("events-no-address"))
    return messages.subscribed(it, address, anew=anew)


@feature.below("event")
def below(tx: Tx, occurrence: str) -> Sequence[Part]:
    """As long as one can answer for this time, one can for all of them."""
    it = time_of(tx, occurrence, Time)
    if it is None or not it.row.series or not it.alive or it.made.ends <= tx.now:
        return ()
    return messages.below(it.row, subscribable=feeds.reachable(tx))
