"""Moving, cancelling and bringing back: the new time is shown in full before anybody hears of it, and done once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.chat.form import Form
from bot.chat.message import Message
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, token
from bot.commands.forms import Wrong
from bot.errors import Refused
from bot.features.events import changing, content, forms, messages, seats, service, staff
from bot.features.events.changing import Spell
from bot.features.events.concerns import Concern, Meant, time
from bot.features.events.messages import Shown
from bot.features.events.model import Event, Occurrence, State
from bot.features.events.recurrence import NoRhythm, rule
from bot.i18n import known_zone


def shown(ctx: Context, row: Event, made: Occurrence) -> Shown:
    """An occurrence as it is now, with the caller's own answer."""
    mine = service.answer_of(ctx.tx, made.id, ctx.caller.id)
    speakers = staff.accepted(ctx.tx, row.id)
    return Shown(row, made, service.tally(ctx.tx, made.id), mine.answer if mine else None, speakers)


def manage(ctx: Context, argument: str) -> Answered:
    return Redraw(_state(ctx, time(ctx, argument)))


def _state(ctx: Context, it: Meant) -> Message:
    now = time(ctx, it.made.id)
    return messages.managing(now.community, shown(ctx, now.row, now.made), ctx.now)


def edited(ctx: Context, it: Concern, values: Mapping[str, str]) -> Answered:
    """A planned event's details; Wrong with what to mend."""
    coming = service.occurrences_of(ctx.tx, it.row.id, after=ctx.now)
    for each in coming:
        seats.held(ctx.tx, each)
    seated = max((seats.taken(ctx.tx, each) for each in coming), default=0)
    details = content.details(it.row.type, values, seated=seated)
    planned = max((each.number for each in coming), default=0)
    last = content.last_number(ctx, it.row, values["ends"], planned=planned) if it.row.series else None
    changed = changing.edit(ctx.tx, it.community, it.row, details, by=ctx.caller)
    if changed is None:
        raise Wrong((("", t("events-changed-meanwhile")),))
    if last != changed.last:
        changing.prolong(ctx.tx, it.community, changed, last, by=ctx.caller)
    return Whisper(messages.saved(it.community, details.title))


def _movable(ctx: Context, it: Meant) -> None:
    """Raises Refused for what is cancelled, or has begun."""
    gone = it.made.state is State.CANCELLED
    if gone or (it.made.at <= ctx.now and it.made.state is State.PLANNED):
        key = t("events-answer-cancelled" if gone else "events-answer-over", title=Words(it.called))
        raise Refused(key, messages.calendar_button(it.community))


def open_move(ctx: Context, argument: str) -> Answered:
    _movable(ctx, time(ctx, argument))
    return OpenForm(draw_move(ctx, argument))


def draw_move(ctx: Context, argument: str) -> Form:
    it = time(ctx, argument)
    scope = "following" if it.following else "only"
    return forms.move(it.row, it.made, token("events.move", f"{it.made.id}/{scope}"), following=it.following)


def move_written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Says the new time back in full; nothing is moved yet."""
    it = time(ctx, argument)
    _movable(ctx, it)
    try:
        found = content.moment(ctx, values["when"], it.row.zone)
        if it.following:
            rule(it.row.rhythm, _wall(found.at, it.row), every=it.row.every)
    except NoRhythm as no:
        wrong = Wrong((("when", t("events-no-rhythm", why=no.why)),))
        raise forms.given_back(draw_move(ctx, argument), values, wrong) from None
    except Wrong as wrong:
        raise forms.given_back(draw_move(ctx, argument), values, wrong) from None
    if found.period:
        return _rephrased(ctx, it, values, found)
    if found.at == it.made.at and it.made.state is State.PLANNED:
        same = Wrong((("when", t("events-same-moment")),))
        raise forms.given_back(draw_move(ctx, argument), values, same)
    told = _told(ctx, it)
    page = messages.moving(it.row, it.made, found.at, found.cautions, following=it.following, told=told)
    return Whisper(page)


def _rephrased(ctx: Context, it: Meant, values: Mapping[str, str], found: content.Moment) -> Answered:
    """Another period for what is provisional; what is fixed is never made uncertain by a slip of the hand."""
    if it.made.state is not State.TENTATIVE:
        wrong = Wrong((("when", t("events-needs-moment")),))
        raise forms.given_back(draw_move(ctx, f"{it.made.id}/only"), values, wrong)
    spell = Spell(found.start, found.at, found.period, found.latest)
    changing.rephrase(ctx.tx, it.community, it.row, it.made, spell, by=ctx.caller)
    return Whisper(_state(ctx, it))


def _told(ctx: Context, it: Meant) -> int:
    """How many others hear of it."""
    return len(changing.hearers(ctx.tx, it.community, _meant(ctx, it), by=ctx.caller.id))


def _meant(ctx: Context, it: Meant) -> list[Occurrence]:
    if not it.following:
        return [it.made]
    found = service.occurrences_of(ctx.tx, it.row.id, after=ctx.now)
    return [each for each in found if each.number >= it.made.number and each.state is State.PLANNED]


def _wall(at: datetime, row: Event) -> datetime:
    return at.astimezone(known_zone(row.zone)[0]).replace(tzinfo=None)


def moved(ctx: Context, argument: str) -> Answered:
    """Moves to what the button showed: once; what was changed meanwhile is shown instead."""
    it = time(ctx, argument)
    minute = it.rest[-1] if it.rest and it.rest[-1].isdecimal() and len(it.rest) == 3 else ""
    if it.stale or not minute or it.made.state is State.CANCELLED:
        return Redraw(_state(ctx, it))
    at = datetime.fromtimestamp(int(minute) * 60, UTC)
    _movable(ctx, it)
    if at <= ctx.now:
        raise Refused(t("events-moment-over"))
    if it.made.state is State.TENTATIVE:
        changing.confirm(ctx.tx, it.community, it.row, it.made, at, by=ctx.caller)
    elif it.following:
        changing.move_following(ctx.tx, it.community, it.row, it.made, _wall(at, it.row), by=ctx.caller)
    else:
        changing.move(ctx.tx, it.community, it.row, it.made, at, by=ctx.caller)
    now = time(ctx, it.made.id)
    return Redraw(messages.moved(now.community, now.row, now.made))


def cancel(ctx: Context, argument: str) -> Answered:
    """Asks once."""
    it = time(ctx, argument)
    _movable(ctx, it)
    told = _told(ctx, it)
    return Redraw(messages.cancelling(it.row, it.made, following=it.following, told=told))


def cancelled(ctx: Context, argument: str) -> Answered:
    it = time(ctx, argument)
    if it.stale or it.made.state is State.CANCELLED:
        return Redraw(_state(ctx, it))
    _movable(ctx, it)
    if it.following:
        changing.cancel_following(ctx.tx, it.community, it.row, it.made, by=ctx.caller)
    else:
        changing.cancel(ctx.tx, it.community, it.row, it.made, by=ctx.caller)
    return Redraw(_state(ctx, it))


def restore(ctx: Context, argument: str) -> Answered:
    """Only while it is to come."""
    it = time(ctx, argument)
    if it.made.state is not State.CANCELLED or it.stale:
        return Redraw(_state(ctx, it))
    if not it.row.open(it.made, ctx.now):
        raise Refused(t("events-answer-over", title=Words(it.called)))
    changing.restore(ctx.tx, it.community, it.row, it.made, by=ctx.caller)
    return Redraw(_state(ctx, it))
