"""/health: how alive a community is, when its administrators hear of that next, and the one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from bot.chat.message import Button, Buttons, Facts, Heading, Message, Paragraph, Small, message
from bot.chat.reply import Redraw, Whisper
from bot.chat.text import Moment, Series, T, Text, Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.hours import nine_of
from bot.features.communities.model import Community, Contribution, State
from bot.features.events import service as events
from bot.features.events.model import Event, Occurrence
from bot.features.events.wording import called
from bot.features.lifecycle import messages, service, steps
from bot.features.lifecycle.model import dated
from bot.features.membership import service as membership
from bot.features.membership.access import administered, known
from bot.features.membership.arguments import COMMUNITY_ADMINISTERED
from bot.features.membership.model import Request
from bot.features.people import service as people
from bot.i18n import known_zone

SHOWN = 3
"""So many coming events are named."""

LONG = timedelta(days=3)
"""From then on somebody who waits comes before everything else (FEATURES 2.2.6)."""


@dataclass(frozen=True, slots=True)
class HealthArgs:
    community: Annotated[Community, COMMUNITY_ADMINISTERED]


@dataclass(frozen=True, slots=True)
class Health:
    """`silent` is the number of days since anything counted; `next` is the next step of the silence and when."""

    community: Community
    members: int
    last: Contribution | None
    silent: int
    next: tuple[int, datetime] | None
    queue: tuple[Request, ...]
    coming: tuple[tuple[Event, Occurrence], ...]


def administrators(ctx: Context, args: HealthArgs) -> None:
    administered(ctx, args.community)


def administrators_of(ctx: Context, community: str) -> None:
    administered(ctx, known(ctx, community))


def show(ctx: Context, args: HealthArgs) -> Answered:
    return Whisper(_said(ctx, args.community))


def press(ctx: Context, community: str) -> Answered:
    return Redraw(_said(ctx, known(ctx, community)))


def _said(ctx: Context, community: Community) -> Message:
    found = look(ctx.tx, community)
    return _message(found, people.who(ctx.tx, found.last.person) if found.last else None, ctx.now)


def look(tx: Tx, community: Community) -> Health:
    """Changes nothing."""
    zone = known_zone(community.timezone)[0]
    silence = service.silence(tx, community)
    today = tx.now.astimezone(zone).date()
    coming = events.coming(tx, community.id, after=tx.now, cancelled=False)
    return Health(
        community, membership.count(tx, community.id), communities.latest_given(tx, community.id),
        (today - silence.since.astimezone(zone).date()).days,
        None if community.archived else _next(tx, community),
        tuple(membership.queue(tx, community.id)), tuple(coming),
    )  # fmt: skip


def _next(tx: Tx, community: Community) -> tuple[int, datetime] | None:
    """The first morning from now on at which the silence reaches a step, if nothing comes before."""
    zone = known_zone(community.timezone)[0]
    silence = dated(service.silence(tx, community), zone)
    today = tx.now.astimezone(zone).date()
    for day in (today + timedelta(days=n) for n in range(steps.INACTIVE + 1)):
        at = nine_of(day, zone)
        step = steps.due(silence, day)
        if step is not None and at > tx.now:
            return step, at
    return None


def _message(found: Health, giver: Text | None, now: datetime) -> Message:
    community = found.community
    rows: list[tuple[Text, Text]] = [
        (t("lifecycle-health-members"), t("lifecycle-health-count", count=found.members)),
        (t("lifecycle-health-last"), _last(found, giver)),
        (t("lifecycle-health-next"), _step(found)),
        (t("lifecycle-health-queue"), _queue(found)),
        (t("lifecycle-health-coming"), _coming(found)),
    ]
    todo, buttons = _todo(found, now)
    return message(
        Heading(t("lifecycle-health", community=Words(community.name), light=_light(found, now))),
        Facts(tuple(rows)),
        Paragraph(todo),
        Buttons(buttons) if buttons else None,
        Small(t("lifecycle-counts")),
    )


def _last(found: Health, giver: Text | None) -> T:
    if found.last is None or giver is None:
        return t("lifecycle-health-never", days=found.silent)
    at = Moment(found.last.at, "date")
    return t("lifecycle-health-given", what=found.last.what, by=giver, at=at, days=found.silent)


def _step(found: Health) -> T:
    if found.next is None:
        return t("lifecycle-health-no-next")
    step, at = found.next
    what = "inactive" if step >= steps.INACTIVE else "warned" if step >= steps.WARNED else "nudge"
    return t("lifecycle-health-step", what=what, at=Moment(at))


def _queue(found: Health) -> T:
    oldest = Moment(found.queue[0].at, "relative") if found.queue else ""
    return t("lifecycle-health-waiting", count=len(found.queue), oldest=oldest)


def _coming(found: Health) -> Text:
    if not found.coming:
        return t("lifecycle-health-no-events")
    lines = [t("lifecycle-health-event", title=Words(called(row, made)), at=Moment(made.at))
             for row, made in found.coming[:SHOWN]]  # fmt: skip
    return Series(tuple(lines), "lines")


def _light(found: Health, now: datetime) -> str:
    if found.community.archived:
        return "off"
    if found.silent >= steps.NUDGED[1] or _waits_long(found, now):
        return "red"
    return "yellow" if found.silent >= steps.NUDGED[0] or found.queue else "green"


def _waits_long(found: Health, now: datetime) -> bool:
    return bool(found.queue) and now - found.queue[0].at >= LONG


def _todo(found: Health, now: datetime) -> tuple[T, tuple[Button, ...]]:
    """One thing, and the button that does it."""
    identity = found.community.id
    if found.community.archived:
        return t("lifecycle-todo", what="archived"), ()
    if found.community.state is State.INACTIVE:
        return t("lifecycle-inactive-choose"), messages.either(found.community)
    announce = Button(t("button-announce"), f"announcements.another:{identity}", "primary")
    meeting = Button(t("button-plan-meeting"), f"events.new:{identity}/meeting", "primary")
    if _waits_long(found, now) or (found.queue and found.silent < steps.NUDGED[0]):
        queue = Button(t("button-see-requests"), f"approvals.queue:{identity}", "primary")
        return t("lifecycle-todo", what="queue"), (queue,)
    if found.silent >= steps.NUDGED[0]:
        return t("lifecycle-todo", what="silent"), (announce, meeting)
    if not found.coming:
        return t("lifecycle-todo", what="calendar"), (meeting,)
    return t("lifecycle-todo", what="none"), ()
