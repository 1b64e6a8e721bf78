"""Planning (/meeting, /webinar, /event) and /calendar: write, look at it in full, plan; and say whether one comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Message, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Words, t
from bot.commands.arguments import choice
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, Raised, number_of
from bot.commands.forms import Wrong
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import (
    content,
    ending,
    feed,
    feeds,
    forms,
    managing,
    messages,
    offering,
    offers,
    seats,
    service,
    sessions,
    staff,
    staffing,
    tidings,
    unready,
)
from bot.features.events.concerns import (
    concern,
    may_answer,
    may_change,
    may_change_time,
    may_plan,
    may_read,
    may_take,
    time,
)
from bot.features.events.content import zone_of
from bot.features.events.due import Announce, Extend, Lapse
from bot.features.events.messages import Shown
from bot.features.events.model import Answer, Event, State, Status, Type
from bot.features.events.recurrence import slots
from bot.features.events.times import Time, time_of
from bot.features.membership.access import known, led, readable, rights, writable
from bot.features.membership.arguments import COMMUNITY_INSIDE, COMMUNITY_LED
from bot.features.membership.model import Departed
from bot.features.people.zones import asking_once
from bot.jobs.outbox import card_at, redraw

feature = Feature("events")

RAISED = timedelta(days=60)
"""How far ahead the team looks for roles that nobody has."""

tidings.declare(feature)
offering.declare(feature)
offers.declare(feature)
unready.declare(feature)

feature.job(Announce)(service.announce)
feature.job(Extend)(service.extend)
feature.job(Lapse)(seats.lapse)
feature.job(Departed)(ending.departed)


@dataclass(frozen=True, slots=True)
class PlanArgs:
    community: Annotated[Community, COMMUNITY_LED]


def _administrators(ctx: Context, args: PlanArgs | EventArgs) -> None:
    led(ctx, args.community)


@feature.command("meeting plan", PlanArgs, allow=_administrators, audience="administrators")
def plan_meeting(ctx: Context, args: PlanArgs) -> Answered:
    return OpenForm(_blank(ctx, args.community, Type.MEETING))


@feature.command("webinar plan", PlanArgs, allow=_administrators, audience="administrators")
def plan_webinar(ctx: Context, args: PlanArgs) -> Answered:
    return OpenForm(_blank(ctx, args.community, Type.WEBINAR))


@dataclass(frozen=True, slots=True)
class EventArgs:
    type: Annotated[str, choice(*Type)]
    community: Annotated[Community, COMMUNITY_LED]


@feature.command("event plan", EventArgs, allow=_administrators, audience="administrators")
def plan_event(ctx: Context, args: EventArgs) -> Answered:
    """Anything there is: also workshops, deadlines and milestones."""
    return OpenForm(_blank(ctx, args.community, Type(args.type)))


def _blank(ctx: Context, community: Community, kind: Type) -> Form:
    token = feature.token("write", f"{community.id}/{kind}")
    return forms.plan(community, kind, token, {}, zone_of(ctx, community))


def _kind(argument: str) -> Type:
    said = argument.rpartition("/")[2]
    return Type(said) if said in list(Type) else Type.MEETING


def _draw_blank(ctx: Context, argument: str) -> Form:
    return _blank(ctx, known(ctx, argument.partition("/")[0]), _kind(argument))


@feature.press("new", allow=may_plan)
def press_new(ctx: Context, argument: str) -> Answered:
    """Plan a meeting, from where one is asked for something new."""
    return OpenForm(_draw_blank(ctx, argument))


@feature.form("write", allow=may_plan, draw=_draw_blank)
def written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Stored as a draft, and said back in full."""
    community = known(ctx, argument.partition("/")[0])
    try:
        said, cautions = content.plan(ctx, community, _kind(argument), values)
    except Wrong as wrong:
        raise forms.given_back(_draw_blank(ctx, argument), values, wrong) from None
    row = service.draft(ctx.tx, community, ctx.caller, _kind(argument), said)
    return Whisper(_preview(community, row, cautions, ctx))


def _preview(community: Community, row: Event, cautions: tuple[str, ...], ctx: Context) -> Message:
    found = slots(row.begins, row.zone, row.rule, until=ctx.now + service.AHEAD * 4)
    times = tuple(islice(found, min(4, row.last or 4)))
    return messages.preview(community, row, times, cautions)


@feature.press("plan", allow=may_change)
def plan(ctx: Context, argument: str) -> Answered:
    """Plans what the button showed: once, however often it is pressed."""
    it = concern(ctx, argument)
    if it.row.status is Status.PLANNED:
        return Redraw(_planned(ctx, it.community, it.row))
    if it.stale:
        return Redraw(_preview(it.community, it.row, (), ctx))
    first = next(slots(it.row.begins, it.row.zone, it.row.rule, until=ctx.now + service.AHEAD * 4), None)
    if first is None or service.ends(it.row, first.at) <= ctx.now or (first.at <= ctx.now and not it.row.period):
        raise Refused(t("events-moment-over"), messages.edit_button(it.row))
    service.put_in_calendar(ctx.tx, it.row, by=ctx.caller.id)
    return Redraw(_planned(ctx, it.community, concern(ctx, it.row.id).row))


def _planned(ctx: Context, community: Community, row: Event) -> Message:
    return messages.planned(community, row, len(communities.homes(ctx.tx, community.id)))


@feature.press("discard", allow=may_change)
def discard(ctx: Context, argument: str) -> Answered:
    it = concern(ctx, argument)
    if not service.discard(ctx.tx, it.row):
        return Redraw(_planned(ctx, it.community, it.row))
    return Redraw(say(t("events-discarded", title=Words(it.row.title))))


@feature.press("edit", allow=may_change)
def edit(ctx: Context, argument: str) -> Answered:
    """The form with what was written; of what is planned, all but its time."""
    return OpenForm(_draw_edit(ctx, argument))


def _draw_edit(ctx: Context, argument: str) -> Form:
    it = concern(ctx, argument)
    token = feature.token("edit", f"{it.row.id}/{it.row.revision}")
    if it.row.status is Status.PLANNED:
        return forms.details(it.row, token)
    return forms.plan(it.community, it.row.type, token, forms.values(it.row), it.row.zone)


@feature.form("edit", allow=may_change, draw=_draw_edit)
def edited(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Changes what was read; nothing typed is lost when somebody was first."""
    it = concern(ctx, argument)
    form = _draw_edit(ctx, argument)
    if it.stale:
        raise forms.given_back(form, values, Wrong((("", t("events-changed-meanwhile")),)))
    try:
        if it.row.status is Status.PLANNED:
            return managing.edited(ctx, it, values)
        said, cautions = content.plan(ctx, it.community, it.row.type, values)
    except Wrong as wrong:
        raise forms.given_back(form, values, wrong) from None
    row = service.rewrite(ctx.tx, it.row, said)
    return Whisper(_preview(it.community, row or it.row, cautions, ctx))


@dataclass(frozen=True, slots=True)
class CalendarArgs:
    community: Annotated[Community, COMMUNITY_INSIDE]


def _members(ctx: Context, args: CalendarArgs) -> None:
    readable(ctx, args.community)


@feature.command("calendar", CalendarArgs, allow=_members, audience="members")
def calendar(ctx: Context, args: CalendarArgs) -> Answered:
    """What is to come."""
    return Whisper(_calendar(ctx, args.community, 0))


@feature.press("calendar", allow=may_read)
def turn(ctx: Context, argument: str) -> Answered:
    community, _, page = argument.partition("/")
    return Redraw(_calendar(ctx, known(ctx, community), number_of(page)))


def _calendar(ctx: Context, community: Community, page: int) -> Message:
    administers = rights(ctx.tx, community, ctx.caller).administer
    found = service.coming(ctx.tx, community.id, after=ctx.now, cancelled=administers, provisional=True)
    found = found[: 5 * messages.PAGE]
    shown = [managing.shown(ctx, row, made) for row, made in found]
    subscribable = feeds.reachable(ctx.tx)
    series = [row for row, _ in service.to_come(ctx.tx, community.id) if row.series] if subscribable else []
    alone = messages.alone(series)
    return messages.calendar(
        community, shown, page=page, administers=administers, subscribable=subscribable, alone=alone
    )


@feature.press("subscribe", allow=may_read)
def subscribe(ctx: Context, community: str) -> Answered:
    """The address of one's own, which a calendar program reads every so often."""
    return _subscribed(ctx, known(ctx, community), anew=False)


@feature.press("resubscribe", allow=may_read)
def resubscribe(ctx: Context, community: str) -> Answered:
    return _subscribed(ctx, known(ctx, community), anew=True)


def _subscribed(ctx: Context, community: Community, *, anew: bool) -> Answered:
    address = feeds.address(ctx.tx, community.id, ctx.caller.id, anew=anew)
    if not address:
        raise Refused(t("events-no-address"))
    return Redraw(messages.subscribed(community, address, anew=anew))


@feature.press("ics", allow=may_take)
def ics(ctx: Context, argument: str) -> Answered:
    """One occurrence as a file."""
    it = time(ctx, argument)
    return Whisper(
        messages.to_take_home(it.row, it.made, feed.written(feeds.one(ctx.tx, it.community, it.row, it.made)))
    )


@feature.press("going", allow=may_answer)
def going(ctx: Context, argument: str) -> Answered:
    return _answer(ctx, argument, Answer.GOING)


@feature.press("maybe", allow=may_answer)
def maybe(ctx: Context, argument: str) -> Answered:
    return _answer(ctx, argument, Answer.MAYBE)


@feature.press("no", allow=may_answer)
def cannot(ctx: Context, argument: str) -> Answered:
    return _answer(ctx, argument, Answer.NO)


def _answer(ctx: Context, argument: str, said: Answer) -> Answered:
    """Kept as long as it takes place and is not over, of whoever belongs and does not leave in the same instant."""
    it = time(ctx, argument)
    writable(ctx, communities.held(ctx.tx, it.community))
    gone = it.made.state is State.CANCELLED
    if gone or it.made.ends <= ctx.now:
        key = t("events-answer-cancelled" if gone else "events-answer-over", title=Words(it.called))
        raise Refused(key, messages.calendar_button(it.community))
    if it.row.type is Type.MILESTONE:
        raise Refused(t("events-nobody-comes", title=Words(it.row.title)), messages.calendar_button(it.community))
    if it.row.period and said is Answer.GOING:
        said = Answer.MAYBE
    elif it.row.type is Type.DEADLINE and said is Answer.MAYBE:
        said = Answer.GOING
    found = seats.answer(ctx.tx, it.row, it.made, ctx.caller.id, said)
    pressed = card_at(ctx.tx, ctx.message) if ctx.message is not None else None
    if pressed is not None and pressed != it.made.card:  # what reminded them of it, or told of it
        redraw(ctx.tx, pressed)
    heard = Whisper(messages.answer(managing.shown(ctx, it.row, it.made), found))
    return heard if said is Answer.NO else asking_once(ctx, heard)


@feature.press("outside", allow=may_change_time)
def outside(ctx: Context, argument: str) -> Answered:
    """The address for people outside, to whoever plans."""
    it = time(ctx, argument)
    if not it.row.external:
        raise Refused(t("events-members-only", title=Words(it.row.title)))
    address = feeds.outside(ctx.tx, it.row)
    if not address:
        raise Refused(t("events-no-address"))
    return Whisper(messages.outside(it.row, address))


feature.press("speakers", allow=may_change_time)(staffing.speakers)
feature.press("speaker", allow=may_change_time)(staffing.open_speaker)
feature.form("speaker", allow=may_change_time, draw=staffing.draw_speaker)(staffing.speaker_written)
feature.press("drop-speaker", allow=may_change_time)(staffing.drop_speaker)
feature.press("roles", allow=may_change_time)(staffing.roles)
feature.press("role", allow=may_change_time)(staffing.open_role)
feature.form("role", allow=may_change_time, draw=staffing.draw_role)(staffing.role_written)
feature.press("drop-role", allow=may_change_time)(staffing.drop_role)
feature.press("session", allow=may_change_time)(sessions.open_session)
feature.form("session", allow=may_change_time, draw=sessions.draw_session)(sessions.session_written)
feature.press("manage", allow=may_change_time)(managing.manage)
feature.press("move", allow=may_change_time)(managing.open_move)
feature.form("move", allow=may_change_time, draw=managing.draw_move)(managing.move_written)
feature.press("moved", allow=may_change_time)(managing.moved)
feature.press("cancel", allow=may_change_time)(managing.cancel)
feature.press("cancelled", allow=may_change_time)(managing.cancelled)
feature.press("restore", allow=may_change_time)(managing.restore)


@feature.raises
def raised(tx: Tx, community: str) -> list[Raised]:
    """What comes within two months and has roles that nobody has (guide 149)."""
    found = communities.get(tx, community)
    if found is None:
        return []
    near = [(row, made) for row, made in service.to_come(tx, community) if made.at < tx.now + RAISED]
    named = [(row, made, staff.unfilled(tx, found, row)) for row, made in near]
    return [messages.raised(row, made, open_roles) for row, made, open_roles in named if open_roles]


@feature.card("event")
def card(tx: Tx, occurrence: str, locale: str) -> Message | None:
    it = time_of(tx, occurrence, Time)
    if it is None:
        return None
    shown = Shown(it.row, it.made, service.tally(tx, it.made.id), speakers=staff.accepted(tx, it.row.id))
    return messages.card(it.community, shown, tx.now)
