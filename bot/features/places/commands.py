"""/community places, its buttons, and what platforms tell of places: channels and messages that are no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from bot.chat.address import Place
from bot.chat.inbound import Arrived, Erased, Left, PlaceGone
from bot.chat.message import Button, Message, say
from bot.chat.reply import Redraw, Silence, Whisper
from bot.chat.text import T, Words, t
from bot.commands.arguments import PLACE, ROLE
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import LOST, Arranged, Community, Home
from bot.features.membership import service as membership
from bot.features.membership.access import administered, closable, closed, known
from bot.features.membership.arguments import COMMUNITY_LOOKED_AT
from bot.features.membership.model import Hindered
from bot.features.people import service as people
from bot.features.places import (
    alerts,
    arriving,
    closing,
    hindrance,
    housing,
    messages,
    reports,
    service,
    strays,
    telling,
    troubles,
)
from bot.features.places.model import HOUSING, Housed, Looked, Outed, Shut, State, Stray, Unheard
from bot.jobs.outbox import lost

feature = Feature("places")

feature.job(Housed)(service.housed)
feature.job(Outed)(reports.outed)
feature.job(Unheard)(alerts.unheard)
feature.job(Arranged)(hindrance.arranged)
feature.job(Hindered)(hindrance.hindered)
feature.job(Looked)(hindrance.looked)
feature.job(Shut)(closing.shut)
feature.card("strays", shown_to=reports.shown_to)(reports.draw)
feature.card("troubled", shown_to=alerts.shown_to)(alerts.draw)
feature.card("mended", shown_to=alerts.shown_to)(alerts.draw_mended)
feature.card("kept-out", shown_to=alerts.shown_to)(hindrance.kept_out)
feature.card(HOUSING, shown_to=housing.shown_to)(housing.drawn)
feature.on(Arrived)(arriving.arrived)
feature.on(Left)(arriving.left)


def administrators(ctx: Context, args: Any) -> None:
    administered(ctx, args.community)


@dataclass(frozen=True, slots=True)
class PlacesArgs:
    community: Annotated[Community, COMMUNITY_LOOKED_AT]
    channel: Annotated[str, PLACE] = ""
    admin_channel: Annotated[str, PLACE] = ""
    role: Annotated[str, ROLE] = ""


@feature.command("community places", PlacesArgs, allow=administrators, audience="administrators")
def places(ctx: Context, args: PlacesArgs) -> Answered:
    """Shows where a community lives; the platform team may add a channel of the workspace they write from."""
    if args.channel or args.admin_channel or args.role:
        _team_only(ctx)
        channel = args.channel or _only_channel(ctx, args.community)
        place = Place(ctx.caller.account.platform, _workspace(ctx), channel)
        _settle(ctx, args.community, place, args.admin_channel, args.role)
    return Whisper(_homes(ctx, args.community))


def _only_channel(ctx: Context, community: Community) -> str:
    """The channel of its members in this workspace, where another role or administrators' channel is named alone."""
    here = (ctx.caller.account.platform, _workspace(ctx))
    homes = communities.homes(ctx.tx, community.id)
    found = [each.channel for each in homes if (each.platform, each.workspace) == here]
    if len(found) != 1:
        raise Refused(t("places-which-channel", community=Words(community.name)))
    return found[0]


def _settle(ctx: Context, community: Community, place: Place, admin_channel: str, role: str) -> None:
    """What is not typed stays as it is where the community lives already, or as it was in a place that was lost."""
    before = next((each for each in communities.homes(ctx.tx, community.id) if each.place == place), None)
    if before is not None:
        admin_channel, role = admin_channel or before.admin_channel, role or before.role
    else:
        for lost in service.lost_in(ctx.tx, community, place.platform, place.workspace):
            admin_channel, role = admin_channel or _left_of(lost, place), role or _role_left_of(lost)
    service.settle_instead(ctx.tx, community, place, admin_channel=admin_channel, role=role, by=ctx.caller.id)


def _left_of(lost: Home, place: Place) -> str:
    """Where the administrators still meet after the channel of the members was lost."""
    still = LOST.isdisjoint(lost.wrong(admin=True)) and lost.admin_channel != place.id
    return lost.admin_channel if still else ""


def _role_left_of(lost: Home) -> str:
    return "" if "role-gone" in lost.wrong(admin=False) else lost.role


def _homes(ctx: Context, community: Community) -> Message:
    homes = communities.homes(ctx.tx, community.id)
    workspace = _here(ctx)
    lives = workspace and service.lives_in(ctx.tx, community, ctx.caller.account.platform, workspace)
    make = ctx.caller.owner and bool(workspace) and not lives and not community.archived
    open_strays = strays.count(ctx.tx, reports.of_community(ctx.tx, community))
    named = {home: troubles.workspace_of(ctx.tx, home) for home in homes}
    team = None if ctx.caller.owner else telling.team(ctx.tx)
    offered = messages.Offered(make, bool(closing.with_groups(ctx.tx, community, ctx.caller)), open_strays, team)
    shut = {home.id for home in closing.shut_homes(ctx.tx, community)}
    return messages.homes(community, named, offered=offered, shut=shut)


def _here(ctx: Context) -> str:
    """The workspace somebody writes from; "" in a private message of an account that is bound to none."""
    return (ctx.place.workspace if ctx.place else "") or ctx.caller.account.workspace


def _workspace(ctx: Context) -> str:
    if not _here(ctx):
        raise Refused(t("places-write-there"))
    return _here(ctx)


def _team_only(ctx: Context) -> None:
    """A channel belongs to its workspace: only the platform team gives one to a community."""
    if not ctx.caller.owner:
        raise Refused(messages.only_team(telling.team(ctx.tx)))


def team(ctx: Context, argument: str) -> None:
    _team_only(ctx)


def _home(ctx: Context, home: str) -> tuple[Community, Home, str]:
    """A place, with what its workspace is called."""
    found = communities.home(ctx.tx, home)
    community = communities.get(ctx.tx, found.community) if found else None
    if found is None or community is None:
        raise Refused(t("places-no-such-place"))
    return community, found, troubles.workspace_of(ctx.tx, found)


@feature.press("move-out", allow=team)
def leave_place(ctx: Context, home: str) -> Answered:
    """Asks once, with what will happen."""
    community, found, workspace = _home(ctx, home)
    members = service.inside(ctx.tx, community, found)
    last = len(communities.homes(ctx.tx, community.id)) == 1
    return Whisper(messages.moving_out(community, messages.Leaving(found, workspace, members, last)))


@feature.press("moved-out", allow=team)
def left_place(ctx: Context, home: str) -> Answered:
    """Those who administer hear of it where they met until now."""
    community, found, workspace = _home(ctx, home)
    heard = messages.moved_out(community, found, workspace, people.who(ctx.tx, ctx.caller.id))
    telling.tell(ctx.tx, community, heard, key=f"{found.id}/moved-out", but=[ctx.caller.id])
    service.move_out(ctx.tx, community, found, by=ctx.caller.id)
    return Redraw(_homes(ctx, community))


@feature.press("stayed", allow=team)
def stayed_there(ctx: Context, home: str) -> Answered:
    return Redraw(messages.stayed(*_home(ctx, home)))


def _closers(ctx: Context, argument: str) -> None:
    closable(ctx, known(ctx, argument.partition("/")[0]))


def _still_open(ctx: Context, community: str) -> tuple[Community, dict[Community, list[Home]]]:
    """An archived community with the channels that their platform can still archive."""
    found = known(ctx, community)
    if not found.archived:
        raise Refused(t("places-not-archived", community=Words(found.name)))
    homes = closing.with_groups(ctx.tx, found, ctx.caller)
    if not homes:
        raise Refused(_begun(ctx, found))
    return found, homes


def _begun(ctx: Context, community: Community) -> T:
    """Why none is left: whoever presses second reads what the first has done."""
    going, done = closing.begun(ctx.tx, community, ctx.caller)
    if going:
        return t("places-closing-now", community=Words(community.name), count=going)
    key = "places-closed-already" if done else "places-nothing-to-close"
    return t(key, community=Words(community.name), count=done)


@feature.press("close", allow=_closers)
def close(ctx: Context, community: str) -> Answered:
    """Asks once, since no app can take it back."""
    return Whisper(_closing(ctx, *_still_open(ctx, community)))


def _closing(ctx: Context, community: Community, homes: Mapping[Community, Sequence[Home]]) -> Message:
    named = {home: troubles.workspace_of(ctx.tx, home) for several in homes.values() for home in several}
    return messages.closing(community, named, [each for each in homes if each != community])


@feature.press("closed", allow=_closers)
def closed_there(ctx: Context, argument: str) -> Answered:
    """Asks again when there are other channels by now than those that were named."""
    identity, _, named = argument.partition("/")
    found, homes = _still_open(ctx, identity)
    if named != messages.asked_for([home for several in homes.values() for home in several]):
        return Redraw(_closing(ctx, found, homes))
    asked = [home for each in homes for home in closing.close(ctx.tx, each, by=ctx.caller.id)]
    if not asked:  # somebody was first by an instant
        return Redraw(say(_begun(ctx, found)))
    return Redraw(say(t("places-closing-now", community=Words(found.name), count=len(asked))))


@feature.press("unclosed", allow=_closers)
def left_open(ctx: Context, community: str) -> Answered:
    return Redraw(say(t("places-left-open", community=Words(known(ctx, community).name))))


def _administrators_of_home(ctx: Context, home: str) -> None:
    found = communities.home(ctx.tx, home)
    if found is None:
        raise Refused(t("communities-unknown"))
    administered(ctx, known(ctx, found.community))


@feature.press("retry", allow=_administrators_of_home)
def retry(ctx: Context, home: str) -> Answered:
    """Once whatever kept members out is mended."""
    found = communities.home(ctx.tx, home)
    stuck = hindrance.try_again(ctx.tx, found) if found else 0
    return Whisper(say(t("places-retrying", count=stuck)))


@feature.press("make", allow=team)
def make(ctx: Context, argument: str) -> Answered:
    """Has channels made in the workspace that the button names, else where it is pressed: one set, however often."""
    community, _, where = argument.partition("/")
    found = known(ctx, community)
    platform, _, workspace = where.partition("/") if where else (ctx.caller.account.platform, "", _workspace(ctx))
    if found.archived:
        raise Refused(closed(found))
    if service.lives_in(ctx.tx, found, platform, workspace) is not None:
        raise Refused(t("places-lives-here", community=Words(found.name)))
    if not service.make(ctx.tx, found, platform, workspace, by=ctx.caller.id):
        return Whisper(say(t("places-being-made", community=Words(found.name))))
    everyone = "reads" if communities.everyone_reads(found) else "closed"
    return Whisper(say(t("places-making", community=Words(found.name), everyone=everyone)))


def _administrators_of(ctx: Context, community: str) -> None:
    administered(ctx, known(ctx, community))


@feature.press("strays", allow=_administrators_of)
def show_strays(ctx: Context, community: str) -> Answered:
    """Everybody inside about whom nobody has decided yet."""
    found = known(ctx, community)
    among = reports.of_community(ctx.tx, found)
    waiting = strays.waiting(ctx.tx, among, limit=1)
    home = communities.home(ctx.tx, waiting[0].place) if waiting else None
    if home is None:
        return Whisper(say(t("places-no-strays", community=Words(found.name))))
    return Whisper(reports.drawn(ctx.tx, found, home, among))


def _case(ctx: Context, stray: str) -> tuple[Community, Home, Stray]:
    found = strays.get(ctx.tx, stray)
    home = communities.home(ctx.tx, found.place) if found else None
    community = communities.get(ctx.tx, home.community) if home else None
    if found is None or home is None or community is None:
        raise Refused(t("communities-unknown"))
    return community, home, found


def _those_who_administer(ctx: Context, stray: str) -> None:
    """The administrators of the community, and of every other one that meets in the same channel."""
    community, home, found = _case(ctx, stray)
    if found.admin and home.admin_place:
        for each in communities.meeting_in(ctx.tx, home.admin_place):
            if ctx.caller.id in membership.administrators(ctx.tx, each):
                return
    administered(ctx, community)


def _open(ctx: Context, stray: str) -> tuple[Community, Home, Stray]:
    """Somebody about whom nobody has decided yet; whoever belongs by now needs no decision any more."""
    community, home, found = _case(ctx, stray)
    if found.state is State.OPEN and reports.belongs(ctx.tx, community, found):
        reports.settle(ctx.tx, found)
        return community, home, strays.get(ctx.tx, stray) or found
    return community, home, found


Decide = Callable[[Context, Community, Home, Stray], bool]


def _decided(ctx: Context, stray: str, decide: Decide) -> Answered:
    community, home, found = _open(ctx, stray)
    if found.state is State.OPEN and decide(ctx, community, home, found):
        now = strays.get(ctx.tx, stray) or found
        return Whisper(messages.decided(community, now, reports.who(ctx.tx, now)))
    now = strays.get(ctx.tx, stray) or found
    by = people.who(ctx.tx, now.by) if now.by else None
    return Whisper(say(messages.over(now, reports.who(ctx.tx, now), by)))


@feature.press("admit", allow=_those_who_administer)
def admit(ctx: Context, stray: str) -> Answered:
    """Makes a member of somebody who is inside already."""
    return _decided(ctx, stray, _admit)


def _admit(ctx: Context, community: Community, home: Home, stray: Stray) -> bool:
    if community.archived:
        raise Refused(closed(community))
    if not reports.admits(ctx.tx, community, stray):
        raise Refused(t("places-cannot-admit", person=reports.who(ctx.tx, stray), community=Words(community.name)))
    if membership.full(ctx.tx, community):
        rules = Button(t("button-rules"), f"administration.rules:{community.id}")
        raise Refused(t("places-full", community=Words(community.name), capacity=community.capacity or 0), rules)
    return reports.admit(ctx.tx, community, stray, by=ctx.caller.id)


@feature.press("put-out", allow=_those_who_administer)
def put_out(ctx: Context, stray: str) -> Answered:
    """Takes somebody out who is inside without belonging."""
    return _decided(
        ctx, stray, lambda ctx, community, home, row: reports.put_out(ctx.tx, community, home, row, by=ctx.caller.id)
    )


@feature.on(PlaceGone)
def place_gone(ctx: Context, event: PlaceGone) -> Answered:
    """Somebody deleted a channel where a community lives, or where its administrators meet."""
    troubles.gone(ctx.tx, event.place)
    return Silence()


@feature.on(Erased)
def erased(ctx: Context, event: Erased) -> Answered:
    """Somebody deleted one of our cards: that copy ends, what it is about goes on."""
    lost(ctx.tx, event.message)
    return Silence()
