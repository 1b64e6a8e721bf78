"""/team meeting: when the moderation team meets, and what waits for it then, gathered from every feature."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from bot.chat.address import Account, Place
from bot.chat.form import Form
from bot.chat.message import Message
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Text, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, Raised
from bot.commands.when import read
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events.recurrence import NoRhythm
from bot.features.membership import service as membership
from bot.features.membership.access import known, led, rights, rights_of
from bot.features.membership.arguments import COMMUNITY_LED
from bot.features.people import service as people
from bot.features.people.model import SENT
from bot.features.team import messages, service
from bot.features.team.messages import Agenda
from bot.features.team.model import Due, Status, TeamMeeting

feature = Feature("team")

feature.job(Due)(service.due)


# Whom it concerns: nobody but the administrators learns that the team meets.


def of_community(ctx: Context, argument: str) -> None:
    led(ctx, known(ctx, argument))


def meant(ctx: Context, argument: str) -> tuple[Community, TeamMeeting]:
    """The meeting of a token; Refused in the same words for one that never was and one of others."""
    row = service.get(ctx.tx, argument.partition("/")[0])
    community = communities.get(ctx.tx, row.community) if row else None
    if row is None or community is None or not rights(ctx.tx, community, ctx.caller).administer:
        raise Refused(t("team-unknown"))
    return community, row


def of_meeting(ctx: Context, argument: str) -> None:
    led(ctx, meant(ctx, argument)[0])


@dataclass(frozen=True, slots=True)
class TeamArgs:
    community: Annotated[Community, COMMUNITY_LED]


def _team(ctx: Context, args: TeamArgs) -> None:
    led(ctx, args.community)


@feature.press("new", allow=of_community)
def new(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw_new(ctx, argument))


# Planning.


def _zone(ctx: Context, community: Community) -> str:
    """Where the community is; where that is not known, where the planner is."""
    return community.timezone if community.timezone not in ("", "UTC") else ctx.caller.timezone or "UTC"


def _draw_new(ctx: Context, argument: str) -> Form:
    community = known(ctx, argument)
    return messages.form(community, feature.token("write", community.id), _zone(ctx, community), {})


def _draw_edit(ctx: Context, argument: str) -> Form:
    community, row = meant(ctx, argument)
    first = next(service.times(ctx.tx, community, row, after=ctx.now), None)
    shown = service.wall(first.at, row.zone) if first else row.begins
    return messages.form(community, feature.token("rewrite", row.id), row.zone, messages.values(row, shown))


@feature.press("edit", allow=of_meeting)
def edit(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw_edit(ctx, argument))


@feature.form("write", allow=of_community, draw=_draw_new)
def written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    community = known(ctx, argument)
    return _written(ctx, community, _draw_new(ctx, argument), values, _zone(ctx, community))


@feature.form("rewrite", allow=of_meeting, draw=_draw_edit)
def rewritten(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """The old plan holds until the new one is planned."""
    community, row = meant(ctx, argument)
    return _written(ctx, community, _draw_edit(ctx, argument), values, row.zone)


def _written(ctx: Context, community: Community, form: Form, values: Mapping[str, str], zone: str) -> Answered:
    """Said back in full; nobody hears of it yet."""
    problems: list[tuple[str, Text]] = []
    typed = values["minutes"].strip()
    minutes = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0
    if not 1 <= minutes <= messages.LONGEST:
        problems.append(("minutes", t("team-no-length")))
    try:
        at = read(values["when"], now=ctx.now, zone=zone, locale=ctx.locale).at
        rhythm, every = messages.RHYTHMS[values["repeats"]]
        if not problems:
            row = service.draft(
                ctx.tx, community, by=ctx.caller.id, start=service.wall(at, zone), zone=zone, rhythm=rhythm,
                every=every, minutes=minutes, where=values["where"].strip(),
            )  # fmt: skip
            return Whisper(_preview(ctx, community, row))
    except NoRhythm as no:
        problems.append(("repeats", t("events-no-rhythm", why=no.why)))
    except Refused as refused:
        problems.append(("when", refused.text))
    raise Refused(t("form-mistakes"), form=messages.given_back(form, values, *problems))


def _preview(ctx: Context, community: Community, row: TeamMeeting) -> Message:
    following = [each.at for each in islice(service.times(ctx.tx, community, row, after=ctx.now), 3)]
    return messages.preview(community, row, following)


@feature.press("plan", allow=of_meeting)
def plan(ctx: Context, argument: str) -> Answered:
    community, row = meant(ctx, argument)
    if row.status is Status.ENDED:
        raise Refused(t("team-unknown"))
    service.plan(ctx.tx, community, row, by=ctx.caller.id)
    return Redraw(messages.plan_done(community))


@feature.press("stop", allow=of_meeting)
def stop(ctx: Context, argument: str) -> Answered:
    community, row = meant(ctx, argument)
    service.stop(ctx.tx, community, row, by=ctx.caller.id)
    return Redraw(messages.stopped(community))


@feature.press("skip", allow=of_meeting)
def skip(ctx: Context, argument: str) -> Answered:
    """Exactly the time that the button was drawn for."""
    it = service.time(ctx.tx, argument)
    if it is None or it.at <= ctx.now:
        raise Refused(t("team-unknown"))
    service.skip(ctx.tx, it, by=ctx.caller.id)
    return Redraw(messages.skipped(it))


# What the team itself wants to talk about.


@feature.press("add", allow=of_community)
def add(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw_point(ctx, argument))


def _draw_point(ctx: Context, argument: str) -> Form:
    community = known(ctx, argument)
    return messages.point_form(community, feature.token("point", community.id))


@feature.form("point", allow=of_community, draw=_draw_point)
def added(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    community, text = known(ctx, argument), " ".join(values["point"].split())
    if not text:
        form = messages.given_back(_draw_point(ctx, argument), values, ("point", t("form-must-fill")))
        raise Refused(t("form-mistakes"), form=form)
    service.add(ctx.tx, community, by=ctx.caller.id, text=text)
    return Whisper(messages.point_added(community, text))


def _point_of(ctx: Context, argument: str) -> Community:
    row = service.point(ctx.tx, argument)
    community = communities.get(ctx.tx, row.community) if row else None
    if community is None or not rights(ctx.tx, community, ctx.caller).administer:
        raise Refused(t("team-unknown"))
    return community


def of_point(ctx: Context, argument: str) -> None:
    led(ctx, _point_of(ctx, argument))


# What is drawn from everything that waits.


def team_for(features: Callable[[], Sequence[Feature]]) -> Feature:
    """The feature with its agenda, which every other feature may add to; they are asked when it is drawn."""

    def agenda(tx: Tx, community: Community) -> Agenda:
        raised = [each for one in features() for look in one.raising for each in look(tx, community.id)]
        administrators = membership.administrators(tx, community.id)
        if administrators:
            waiting = (look(tx, community.id, administrators[0]) for one in features() for look in one.waiting)
            raised += [Raised(each.text, each.button) for each in waiting if each is not None]
        own = [(each, people.who(tx, each.person)) for each in service.open_points(tx, community.id)]
        return Agenda(raised, own)

    def seen(ctx: Context, community: Community) -> Message | None:
        row = service.planned(ctx.tx, community.id)
        if row is None:
            return None
        found = service.times(ctx.tx, community, row, after=ctx.now)
        following = next((each for each in found if not each.skipped), None)
        return messages.seen(community, row, following, agenda(ctx.tx, community))

    def meeting(ctx: Context, args: TeamArgs) -> Answered:
        shown = seen(ctx, args.community)
        return Whisper(shown) if shown else OpenForm(_draw_new(ctx, args.community.id))

    def see(ctx: Context, argument: str) -> Answered:
        community = known(ctx, argument)
        return Whisper(seen(ctx, community) or messages.stopped(community))

    def settled(ctx: Context, argument: str) -> Answered:
        community, row = _point_of(ctx, argument), service.point(ctx.tx, argument)
        if row is not None:
            service.settle(ctx.tx, community, row)
        return Redraw(seen(ctx, community) or messages.stopped(community))

    def card(tx: Tx, argument: str, locale: str) -> Message | None:
        it = service.time(tx, argument)
        if it is None:
            return None
        return messages.card(it, agenda(tx, it.community), tx.now) if service.takes_place(it) else messages.gone(it)

    feature.command("team meeting", TeamArgs, allow=_team, audience="administrators")(meeting)
    feature.press("see", allow=of_community)(see)
    feature.press("settled", allow=of_point)(settled)
    feature.card("team")(card)
    return feature


def _of_the_team(tx: Tx, argument: str, target: Account | Place) -> bool:
    it = service.time(tx, argument.rpartition("/")[0])
    if it is None or isinstance(target, Place):
        return False
    return rights_of(tx, it.community, people.person_of(tx, target)).decide


@feature.card("team-reminder", shown_to=_of_the_team)
def reminder(tx: Tx, argument: str, locale: str) -> Message | None:
    """Of a time that is left out, or over, nothing leaves any more."""
    it, letter = service.time(tx, argument.rpartition("/")[0]), people.letter(tx, argument)
    if it is None or letter is None:
        return None
    if service.takes_place(it):
        return messages.reminder(it) if it.at > tx.now else None
    return messages.gone(it) if letter.state == SENT else None
