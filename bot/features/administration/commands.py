"""/community and its verbs, and /log; every one of them is for administrators and the platform team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from bot.chat.address import place_of
from bot.chat.form import Form
from bot.chat.message import Message, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Command, Words, t
from bot.chat.zones import zone_named
from bot.commands.arguments import choice, words
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, anyone, number_of
from bot.commands.forms import given_back, items, whole
from bot.errors import Refused
from bot.features.administration import messages, service
from bot.features.approvals import service as approvals
from bot.features.archive import service as calling_off
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.events import service as events
from bot.features.events.model import Event, Occurrence
from bot.features.membership import service as membership
from bot.features.membership.access import administered, closable, closed, known, rights
from bot.features.membership.arguments import COMMUNITY_ADMINISTERED, PERSON, named
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.features.people.model import Person
from bot.features.people.workspaces import called
from bot.features.places import closing
from bot.features.places.model import Reopened

feature = Feature("administration")

feature.card("archived")(service.draw_notice)
feature.job(Reopened)(service.reopened)

Administered = Annotated[Community, COMMUNITY_ADMINISTERED]


def administrators(ctx: Context, args: Any) -> None:
    administered(ctx, args.community)


def administrators_of(ctx: Context, argument: str) -> None:
    """For tokens that begin with a community's id."""
    administered(ctx, known(ctx, argument.partition("/")[0]))


def closers(ctx: Context, args: Any) -> None:
    closable(ctx, args.community)


def closers_of(ctx: Context, argument: str) -> None:
    closable(ctx, known(ctx, argument.partition("/")[0]))


@dataclass(frozen=True, slots=True)
class CreateArgs:
    mode: Annotated[str, choice(*Mode)] = ""
    name: Annotated[str, words(max_length=120)] = ""


@feature.command("community create", CreateArgs, allow=anyone)
def create(ctx: Context, args: CreateArgs) -> Answered:
    """Anybody may create a community and becomes its administrator (guide 2)."""
    language = ctx.locale.split("-")[0]
    return OpenForm(messages.create_form(args.name, args.mode, language if language in messages.LANGUAGES else "en"))


def _draw_create(ctx: Context, argument: str) -> Form:
    return messages.create_form("", "", "")


@feature.form("create", allow=anyone, draw=_draw_create)
def created(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """It lives nowhere yet: a channel it took would be closed to everybody else."""
    community = service.create(ctx.tx, _new(ctx, values), ctx.caller)
    team = [people.who(ctx.tx, each.id) for each in people.owners(ctx.tx)]
    return Whisper(messages.created(community, team, may_house=ctx.caller.owner))


def _new(ctx: Context, values: Mapping[str, str]) -> Community:
    name = values["name"]
    if any(each.name.casefold() == name.casefold() for each in named(ctx, name)):
        problem = (("name", t("administration-name-taken")),)
        raise Refused(t("form-mistakes"), form=given_back(_draw_create(ctx, ""), values, problem))
    return replace(
        communities.blank(ctx.tx, name, Mode(values["mode"]), slug=communities.free_slug(name)),
        purpose=values["purpose"],
        eligibility=items(values["eligibility"]),
        hidden=bool(values["hidden"]),
        language=values["language"],
        timezone=ctx.caller.timezone or "UTC",
    )


@dataclass(frozen=True, slots=True)
class CommunityArgs:
    community: Administered


@feature.command("community edit", CommunityArgs, allow=administrators, audience="administrators")
def edit(ctx: Context, args: CommunityArgs) -> Answered:
    return OpenForm(messages.edit_form(args.community))


@feature.press("edit", allow=administrators_of)
def press_edit(ctx: Context, community: str) -> Answered:
    return OpenForm(messages.edit_form(known(ctx, community)))


def _draw_edit(ctx: Context, argument: str) -> Form:
    return messages.edit_form(known(ctx, argument.partition("/")[0]))


@feature.form("edit", allow=administrators_of, draw=_draw_edit)
def edited(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Stores what was changed; whoever was second sees that somebody was first, with all they typed."""
    identity, _, edition = argument.partition("/")
    found = communities.held(ctx.tx, known(ctx, identity))
    form = messages.edit_form(found)
    zone = zone_named(values["timezone"])
    if edition != messages.edition(found):
        raise Refused(t("form-mistakes"), form=given_back(form, values, (("", t("administration-changed-meanwhile")),)))
    if zone is None:
        raise Refused(t("form-mistakes"), form=given_back(form, values, (("timezone", t("settings-no-zone")),)))
    if values["name"].casefold() != found.name.casefold() and named(ctx, values["name"]):
        raise Refused(t("form-mistakes"), form=given_back(form, values, (("name", t("administration-name-taken")),)))
    typed: dict[str, Any] = {name: values[name] for name, *_ in messages.TEXTS}
    typed |= {name: items(values[name]) for name, _ in messages.LISTS}
    service.edit(ctx.tx, found, {**typed, "language": values["language"], "timezone": zone}, by=ctx.caller.id)
    return Whisper(messages.saved(replace(found, name=values["name"])))


@feature.press("rules", allow=administrators_of)
def press_rules(ctx: Context, community: str) -> Answered:
    return OpenForm(messages.rules_form(known(ctx, community)))


def _draw_rules(ctx: Context, argument: str) -> Form:
    return messages.rules_form(known(ctx, argument.partition("/")[0]))


@feature.form("rules", allow=administrators_of, draw=_draw_rules)
def ruled(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """How many may join, how long a request waits, whether the channels hear who came."""
    identity, _, edition = argument.partition("/")
    found = communities.held(ctx.tx, known(ctx, identity))
    typed: dict[str, Any] = {"welcomes": bool(values["welcomes"])}
    problems = [] if edition == messages.rules(found) else [("", t("administration-rules-meanwhile"))]
    for name, least, most in messages.RULES:
        number = whole(values[name], least, most)
        if number is None and (values[name] or name != "capacity"):
            problems.append((name, t("administration-not-between", least=least, most=most)))
        typed[name] = number
    if problems:
        raise Refused(t("form-mistakes"), form=given_back(messages.rules_form(found), values, tuple(problems)))
    if "open_needs_approval" in values:
        typed["open_needs_approval"] = bool(values["open_needs_approval"])
    service.rule(ctx.tx, found, typed, by=ctx.caller.id)
    members = membership.count(ctx.tx, found.id)
    return Whisper(messages.ruled(replace(found, capacity=typed["capacity"]), members))


@dataclass(frozen=True, slots=True)
class ModeArgs:
    community: Administered
    mode: Annotated[str, choice(*Mode)]


@feature.command("community mode", ModeArgs, allow=administrators, audience="administrators")
def mode(ctx: Context, args: ModeArgs) -> Answered:
    """Changes the mode; asks first what becomes of those who wait."""
    community, wanted = args.community, Mode(args.mode)
    communities.check(replace(community, mode=wanted))
    changes = wanted is not community.mode and not community.archived
    if changes and wanted is Mode.OPEN and not membership.queue(ctx.tx, community.id):
        return Whisper(messages.opening(community))
    return _settled_first(ctx, community, wanted)


@feature.press("opened", allow=administrators_of)
def opening_confirmed(ctx: Context, community: str) -> Answered:
    """Everybody may read from now on, also what was written before."""
    return _settled_first(ctx, known(ctx, community), Mode.OPEN)


def _settled_first(ctx: Context, community: Community, wanted: Mode) -> Answered:
    """Changed at once where nobody waits; else what becomes of those who do is asked."""
    changes = wanted is not community.mode and not community.archived
    if changes and membership.queue(ctx.tx, community.id):
        return OpenForm(_pending(ctx, community, wanted))
    return _changed(ctx, community, wanted, pending="keep", explanation="")


def _draw_pending(ctx: Context, argument: str) -> Form:
    community, wanted = _mode_of(ctx, argument)
    return _pending(ctx, community, wanted)


def _mode_of(ctx: Context, argument: str) -> tuple[Community, Mode]:
    identity, _, wanted = argument.partition("/")
    if wanted not in set(Mode):
        raise Refused(t("dispatch-old-form", help=Command("help")))
    return known(ctx, identity), Mode(wanted)


def _pending(ctx: Context, community: Community, wanted: Mode) -> Form:
    waiting = len(membership.queue(ctx.tx, community.id))
    return messages.pending_form(community, wanted, waiting, approvals.default_on_mode_change(wanted))


@feature.form("mode", allow=administrators_of, draw=_draw_pending)
def mode_settled(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    community, wanted = _mode_of(ctx, argument)
    return _changed(ctx, community, wanted, pending=values["pending"], explanation=values["words"])


def _changed(ctx: Context, community: Community, wanted: Mode, *, pending: str, explanation: str) -> Answered:
    if community.archived:
        raise Refused(closed(community))
    if wanted is community.mode:
        return Whisper(messages.mode_changed(community))
    changed = service.change_mode(ctx.tx, community, wanted, pending=pending, words=explanation, by=ctx.caller.id)
    return Whisper(messages.mode_changed(changed))


@dataclass(frozen=True, slots=True)
class HideArgs:
    community: Administered
    hidden: Annotated[str, choice("hidden", "shown")] = "hidden"


@feature.command("community hide", HideArgs, allow=administrators, audience="administrators")
def hide(ctx: Context, args: HideArgs) -> Answered:
    hidden = args.hidden == "hidden"
    service.hide(ctx.tx, args.community, hidden=hidden, by=ctx.caller.id)
    if not hidden:
        return Whisper(say(t("administration-shown", community=Words(args.community.name))))
    seen = [each for each in communities.homes(ctx.tx, args.community.id) if each.role]
    where = [called(ctx.tx, each.platform, each.workspace) for each in seen]
    return Whisper(messages.hidden(args.community, where))


@dataclass(frozen=True, slots=True)
class AdminsArgs:
    community: Administered
    person: Annotated[Person | None, PERSON] = None
    role: Annotated[str, choice(*Role)] = Role.ADMINISTRATOR


@feature.command("community admins", AdminsArgs, allow=administrators, audience="administrators")
def admins(ctx: Context, args: AdminsArgs) -> Answered:
    """Without a person: who has which role. With one: gives that member the role ("member" takes it away)."""
    if args.person is not None:
        service.name_to(ctx.tx, args.community, args.person.id, Role(args.role), by=ctx.caller.id)
    named = [
        (people.who(ctx.tx, each.person), str(each.role))
        for each in membership.members(ctx.tx, args.community.id)
        if each.role is not Role.MEMBER
    ]
    return Whisper(messages.roles(args.community, named))


@feature.command("community archive", CommunityArgs, allow=closers, audience="administrators")
def archive(ctx: Context, args: CommunityArgs) -> Answered:
    """Asks once, with what will happen."""
    community = args.community
    if community.archived:
        return Whisper(_archived(ctx, community))
    return Whisper(_archiving(ctx, community))


def _archived(ctx: Context, community: Community) -> Message:
    return messages.archived(community, closes=bool(closing.with_groups(ctx.tx, community, ctx.caller)))


def _archiving(ctx: Context, community: Community) -> Message:
    waiting = len(membership.queue(ctx.tx, community.id))
    members = membership.count(ctx.tx, community.id)
    return messages.archiving(community, waiting, members, _planned(ctx, community), _groups(ctx, community))


def _groups(ctx: Context, community: Community) -> list[Community]:
    """The working groups that are archived with it, as far as whoever archives it may know of them."""
    return [each for each in service.active_groups(ctx.tx, community) if rights(ctx.tx, each, ctx.caller).see]


def _planned(ctx: Context, community: Community) -> list[tuple[Event, Occurrence]]:
    """What will not take place, in its working groups as well."""
    closing = (community, *_groups(ctx, community))
    return [each for one in closing for each in events.to_come(ctx.tx, one.id)]


@feature.press("archive", allow=closers_of)
def press_archive(ctx: Context, community: str) -> Answered:
    return archive(ctx, CommunityArgs(known(ctx, community)))


@feature.press("archived", allow=closers_of)
def archive_confirmed(ctx: Context, argument: str) -> Answered:
    """Asks again when other events are planned by now than those that were shown."""
    identity, _, shown = argument.partition("/")
    found = known(ctx, identity)
    if not found.archived:
        if shown != messages.agenda(_planned(ctx, found)):
            return Redraw(_archiving(ctx, found))
        found = service.archive(ctx.tx, found, by=ctx.caller.id)
    return Redraw(_archived(ctx, found))


@feature.press("kept", allow=closers_of)
def archive_dropped(ctx: Context, community: str) -> Answered:
    return Redraw(say(t("administration-kept", community=Words(known(ctx, community).name))))


@feature.command("community reactivate", CommunityArgs, allow=closers, audience="administrators")
def reactivate(ctx: Context, args: CommunityArgs) -> Answered:
    return _reactivated(ctx, args.community)


@feature.press("reactivate", allow=closers_of)
def press_reactivate(ctx: Context, community: str) -> Answered:
    return _reactivated(ctx, known(ctx, community))


def _reactivated(ctx: Context, community: Community) -> Answered:
    if community.archived:
        service.reactivate(ctx.tx, community, by=ctx.caller.id)
    return Redraw(_active(ctx, community))


@feature.press("groups", allow=closers_of)
def press_groups(ctx: Context, community: str) -> Answered:
    """The working groups that are archived still, as far as the caller could have archived them."""
    found = known(ctx, community)
    if found.archived:
        raise Refused(closed(found))
    for each in calling_off.asleep(ctx.tx, found, ctx.caller):
        service.reactivate(ctx.tx, each, by=ctx.caller.id)
    return Redraw(_active(ctx, found))


def _active(ctx: Context, community: Community) -> Message:
    """What is active again, with what is not, of its working groups as well."""
    awake = (community, *_groups(ctx, community))
    shut = [
        (each, called(ctx.tx, each.platform, each.workspace))
        for one in awake
        for each in closing.shut_homes(ctx.tx, one)
    ]
    return messages.reactivated(
        community,
        waiting=[each for found in calling_off.wholly(ctx.tx, community, ctx.caller).values() for each in found],
        cancelled=events.any_cancelled(ctx.tx, community.id),
        groups=calling_off.asleep(ctx.tx, community, ctx.caller),
        shut=shut,
    )


@feature.command("log", CommunityArgs, allow=administrators, audience="administrators")
def show_log(ctx: Context, args: CommunityArgs) -> Answered:
    """Who did what, the newest first."""
    return Whisper(_log(ctx, args.community, 0))


@feature.press("log", allow=administrators_of)
def turn_log(ctx: Context, argument: str) -> Answered:
    community, _, page = argument.partition("/")
    return Redraw(_log(ctx, known(ctx, community), number_of(page)))


def _log(ctx: Context, community: Community, page: int) -> Message:
    offset = page * messages.LINES
    entries = communities.history(ctx.tx, community.id, offset=offset, limit=messages.LINES + 1)
    named = [(each, people.who(ctx.tx, each.person) if each.person else None) for each in entries]
    places = [found for each in entries if (found := place_of(str(each.details.get("place", ""))))]
    named_so = {(each.platform, each.workspace): called(ctx.tx, each.platform, each.workspace) for each in places}
    return messages.log(community, named, named_so, page=page)
