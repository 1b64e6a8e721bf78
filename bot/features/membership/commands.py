"""/join, /leave, /communities, /about, /members and their buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from bot.chat.form import Form
from bot.chat.inbound import Arrived, Wrote
from bot.chat.message import Message, Paragraph, say
from bot.chat.reply import OpenForm, Redraw, Silence, Whisper
from bot.chat.text import Words, t
from bot.commands.arguments import words
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, anyone, number_of
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import exclusion, inviting, letters, messages, removing, requests, service, welcoming
from bot.features.membership.access import access, closed, inside, known, rights, standing, visible
from bot.features.membership.arguments import COMMUNITY_INSIDE, COMMUNITY_SEEN, COMMUNITY_TO_JOIN
from bot.features.membership.doors import open_doors, opened
from bot.features.membership.model import Asked, Lapsed, Opened, Request, Role, Welcome
from bot.features.membership.service import Answers, Joining, Outcome
from bot.features.people import service as people

feature = Feature("membership")

feature.job(Opened)(opened)
feature.job(Lapsed)(inviting.lapsed)
feature.job(Welcome)(welcoming.welcome)
letters.declare(feature)


@dataclass(frozen=True, slots=True)
class JoinArgs:
    community: Annotated[Community | None, COMMUNITY_TO_JOIN] = None
    note: Annotated[str, words(max_length=messages.NOTE, long=True)] = ""


@feature.command("join", JoinArgs, allow=anyone)
def join(ctx: Context, args: JoinArgs) -> Answered:
    """Joins, asks, or says how; without a community: what this person may see, one button each."""
    if args.community is None:
        return Whisper(_directory(ctx, to_join=True, page=0, search=""))
    return _join(ctx, args.community, note=args.note, answers=None)


@feature.press("join", allow=anyone)
def press_join(ctx: Context, community: str) -> Answered:
    return _join(ctx, known(ctx, community), note="", answers=None)


def _draw_join(ctx: Context, community: str) -> Form:
    return _form(ctx, known(ctx, community))


@feature.form("join", allow=anyone, draw=_draw_join)
def join_form(ctx: Context, community: str, values: Mapping[str, str]) -> Answered:
    """The form was checked before: every box is ticked, every question answered."""
    found = known(ctx, community)
    given = tuple(values.get(f"answer{n}", "") for n, _ in enumerate(found.questions))
    return _join(ctx, found, note="", answers=Answers(values.get("note", ""), given, accepted=True))


def _form(ctx: Context, community: Community, *, note: str = "") -> Form:
    asks = rights(ctx.tx, community, ctx.caller).join == "ask"
    return messages.join_form(community, note=note, asks=asks, full=_full(ctx, community) if asks else ())


def _full(ctx: Context, community: Community) -> tuple[Paragraph, ...]:
    """That whoever asks waits for room as well, where there is none; said to nobody who may not ask."""
    members = service.count(ctx.tx, community.id)
    full = community.capacity is not None and members >= community.capacity
    return (Paragraph(t("membership-asked-full", community=messages.name(community), members=members)),) if full else ()


def _join(ctx: Context, community: Community, *, note: str, answers: Answers | None) -> Answered:
    joining = service.join(ctx.tx, community, ctx.caller, answers)
    if joining.outcome is Outcome.MUST_ANSWER:
        return OpenForm(_form(ctx, community, note=note))
    return Whisper(_said(ctx, community, joining))


def _said(ctx: Context, community: Community, joining: Joining) -> Message:
    """One predictable answer per outcome (FEATURES 2.1.2)."""
    tx = ctx.tx
    match joining.outcome, joining.request:
        case Outcome.JOINED, _:
            return messages.joined(community, joining.way)
        case Outcome.ASKED, Request() as asked:
            waiting = len(service.queue(tx, community.id))
            usual = requests.usual_wait(tx, community.id)
            return messages.asked(community, asked, waiting, usual, full=_full(ctx, community))
        case Outcome.ALREADY_ASKED, Request() as asked:
            return messages.already_asked(community, asked, requests.position(tx, asked))
        case Outcome.BY_INVITATION, _:
            named = [people.who(tx, each) for each in service.administrators(tx, community.id)]
            return messages.by_invitation(community, named)
        case Outcome.PARENT_FIRST, _:
            parent = communities.get(tx, community.parent)
            seen_there = parent is not None and rights(tx, parent, ctx.caller).see
            named = [people.who(tx, each) for each in service.administrators(tx, community.id)]
            return messages.parent_first(community, parent if seen_there else None, named)
        case Outcome.CLOSED, _:
            return messages.closed_to_new(community)
        case Outcome.TOO_SOON, _ if joining.until:
            return messages.too_soon(community, joining.until)
        case Outcome.FULL, _:
            return messages.full(community)
        case Outcome.BARRED, _:
            return messages.barred(community)
        case _:
            found = standing(tx, community, ctx.caller).membership
            return messages.already_in(community, found.since if found else tx.now)


@dataclass(frozen=True, slots=True)
class LeaveArgs:
    community: Annotated[Community, COMMUNITY_INSIDE]


@feature.command("leave", LeaveArgs, allow=anyone, audience="members")
def leave(ctx: Context, args: LeaveArgs) -> Answered:
    """Asks once, then leaves."""
    return _leaving(ctx, args.community)


@feature.press("leave", allow=anyone)
def press_leave(ctx: Context, community: str) -> Answered:
    return _leaving(ctx, known(ctx, community))


def _leaving(ctx: Context, community: Community) -> Answered:
    found = standing(ctx.tx, community, ctx.caller)
    if found.request is not None:
        return Whisper(messages.already_asked(community, found.request, requests.position(ctx.tx, found.request)))
    if found.role is None:
        raise Refused(t("membership-not-in", community=Words(community.name)))
    service.may_leave(ctx.tx, community, ctx.caller)
    return Whisper(messages.leaving(community, service.groups_of(ctx.tx, community, ctx.caller.id)))


@feature.press("left", allow=anyone)
def press_left(ctx: Context, community: str) -> Answered:
    found = known(ctx, community)
    service.leave(ctx.tx, found, ctx.caller)
    by_invitation = found.hidden or found.mode is Mode.PRIVATE
    back = () if by_invitation else (messages.join_button(found),)
    return Redraw(say(t("membership-left", community=Words(found.name)), *back))


@feature.press("stay", allow=anyone)
def press_stay(ctx: Context, community: str) -> Answered:
    return Redraw(say(t("membership-stayed", community=Words(known(ctx, community).name))))


@dataclass(frozen=True, slots=True)
class CommunitiesArgs:
    search: Annotated[str, words(max_length=100)] = ""


@feature.command("communities", CommunitiesArgs, allow=anyone)
def list_communities(ctx: Context, args: CommunitiesArgs) -> Answered:
    """The directory this person may see."""
    return Whisper(_directory(ctx, to_join=False, page=0, search=args.search))


@feature.press("list", allow=anyone)
def turn_list(ctx: Context, argument: str) -> Answered:
    kind, page, search = _paged(argument)
    return Redraw(_directory(ctx, to_join=kind == "join", page=page, search=search))


def _paged(argument: str) -> tuple[str, int, str]:
    """`what/page/search` as paging buttons carry it; a page that is no number is the first."""
    what, _, rest = argument.partition("/")
    page, _, search = rest.partition("/")
    return what, number_of(page), search


def _directory(ctx: Context, *, to_join: bool, page: int, search: str) -> Message:
    wanted = search.casefold()
    counts = service.counts(ctx.tx)
    seen = visible(ctx.tx, ctx.caller)
    by_id = {community.id: community for community, _ in seen}
    listed = [
        messages.Listed(
            community, stands, access(community, stands), counts.get(community.id, 0), by_id.get(community.parent)
        )
        for community, stands in seen
        if (not to_join or stands.role is None) and _matches(community, wanted)
    ]
    return messages.directory(listed, page=page, search=search, to_join=to_join)


def _matches(community: Community, wanted: str) -> bool:
    said = (community.name, community.slug, community.topic, community.purpose, *community.keywords)
    return not wanted or any(wanted in each.casefold() for each in said)


@dataclass(frozen=True, slots=True)
class AboutArgs:
    community: Annotated[Community, COMMUNITY_SEEN]


@feature.command("about", AboutArgs, allow=anyone)
def about(ctx: Context, args: AboutArgs) -> Answered:
    """The card of a community."""
    return Whisper(_about(ctx, args.community))


@feature.press("about", allow=anyone)
def press_about(ctx: Context, community: str) -> Answered:
    return Whisper(_about(ctx, known(ctx, community)))


def _about(ctx: Context, community: Community) -> Message:
    tx = ctx.tx
    may = rights(tx, community, ctx.caller)
    shown = {each.slug: each for each, _ in visible(tx, ctx.caller)}
    by_id = {each.id: each for each in shown.values()}
    card = messages.Card(
        community=community,
        access=may,
        members=service.count(tx, community.id),
        announcements=communities.given(tx, community.id, "announcement"),
        administrators=tuple(people.who(tx, each) for each in service.administrators(tx, community.id)),
        sponsors=tuple(communities.sponsors_of(tx, community.id)),
        activities=tuple(communities.calendar(tx, community.id)),
        related=tuple(shown[slug] for slug in community.related if slug in shown),
        groups=tuple(each for each in shown.values() if each.parent == community.id),
        parent=by_id.get(community.parent),
        waiting=len(service.queue(tx, community.id)) if may.decide else 0,
        last=communities.last_given(tx, community.id),
        today=ctx.now.date(),
    )
    return messages.about(card)


@dataclass(frozen=True, slots=True)
class MembersArgs:
    community: Annotated[Community, COMMUNITY_INSIDE]
    search: Annotated[str, words(max_length=50)] = ""


def _may_list(ctx: Context, args: MembersArgs) -> None:
    _inside_or_team(ctx, args.community)


def _inside_or_team(ctx: Context, community: Community) -> None:
    if not ctx.caller.owner:
        inside(ctx, community)


@feature.command("members", MembersArgs, allow=_may_list, audience="members")
def members(ctx: Context, args: MembersArgs) -> Answered:
    """The directory of members, administrators and experts marked."""
    return Whisper(_members(ctx, args.community, 0, args.search))


@feature.press("members", allow=anyone)
def turn_members(ctx: Context, argument: str) -> Answered:
    community, page, search = _paged(argument)
    found = known(ctx, community)
    _inside_or_team(ctx, found)
    return Redraw(_members(ctx, found, page, search))


def _members(ctx: Context, community: Community, page: int, search: str) -> Message:
    wanted = search.casefold()
    rows = [messages.Listing(people.who(ctx.tx, each.person), each) for each in service.members(ctx.tx, community.id)]
    found = [each for each in rows if wanted in each.who.name.casefold()]
    shown = messages.member_list(community, found, page=page, search=search)
    if not rights(ctx.tx, community, ctx.caller).administer:
        return shown
    here = found[page * messages.PEOPLE : (page + 1) * messages.PEOPLE]
    others = [(each.who, each.membership.person) for each in here if each.membership.role is not Role.ADMINISTRATOR]
    tools = removing.tools(community, others, excluded=bool(exclusion.banned(ctx.tx, community.id)))
    return replace(shown, parts=(*shown.parts, *messages.not_let_in(here), *tools))


feature.press("remove", allow=removing.administrators_of)(removing.open_remove)
feature.form("remove", allow=removing.administrators_of, draw=removing.draw_remove)(removing.remove)
feature.press("excluded", allow=removing.administrators_of)(removing.excluded)
feature.press("readmit", allow=removing.administrators_of)(removing.readmit)


def own_request(ctx: Context, request: str) -> None:
    """Only the applicant; anybody else hears what they would hear of a request that does not exist."""
    _own(ctx, request)


def _own(ctx: Context, request: str) -> Request:
    found = service.request(ctx.tx, request)
    if found is None or found.person != ctx.caller.id:
        raise Refused(t("membership-no-such-request"))
    return found


def _living(ctx: Context, request: str) -> Request:
    """One's own request, unless its community is archived: then it can only be taken back (guide 70)."""
    found = _own(ctx, request)
    community = communities.get(ctx.tx, found.community)
    if community is not None and community.archived:
        raise Refused(closed(known(ctx, community.id)))
    return found


@feature.press("withdraw", allow=own_request)
def withdraw(ctx: Context, request: str) -> Answered:
    found = _own(ctx, request)
    if not requests.withdraw(ctx.tx, found):
        return Redraw(_over(ctx, found))
    community = communities.get(ctx.tx, found.community)
    back = (messages.join_button(community),) if community and rights(ctx.tx, community, ctx.caller).see else ()
    return Redraw(say(t("membership-withdrawn"), *back))


@feature.press("note", allow=own_request)
def open_note(ctx: Context, request: str) -> Answered:
    found = _living(ctx, request)
    if found.status is not Asked.OPEN:
        return Whisper(_over(ctx, found))
    return OpenForm(messages.note_form(found))


def _draw_note(ctx: Context, request: str) -> Form:
    return messages.note_form(_living(ctx, request))


@feature.form("note", allow=own_request, draw=_draw_note)
def add_note(ctx: Context, request: str, values: Mapping[str, str]) -> Answered:
    found = _living(ctx, request)
    if not requests.add_note(ctx.tx, found, values["note"]):
        return Whisper(_over(ctx, found))
    return Whisper(say(t("membership-note-added")))


def _over(ctx: Context, request: Request) -> Message:
    """What became of a request that no longer waits."""
    current = service.request(ctx.tx, request.id) or request
    return say(t("membership-request-over", status=str(current.status)))


@feature.on(Wrote)
def wrote(ctx: Context, event: Wrote) -> Answered:
    """Somebody who is not a member wrote where members talk: they hear how to take part (guide 62, 70)."""
    community = communities.at(ctx.tx, ctx.place)
    if community is None or not rights(ctx.tx, community, ctx.caller).see:
        return Silence()
    if community.archived:
        return Whisper(say(closed(community)))
    if standing(ctx.tx, community, ctx.caller).role is None and not ctx.caller.owner:
        return Whisper(messages.not_inside(community))
    return Silence()


@feature.on(Arrived)
def arrived(ctx: Context, event: Arrived) -> Answered:
    """Back in the workspace: the places of every membership there open again."""
    if event.place is None:
        for each in service.of_person(ctx.tx, ctx.caller.id):
            community = communities.get(ctx.tx, each.community)
            if community is not None:
                open_doors(ctx.tx, community, ctx.caller.id)
    return Silence()
