"""/workgroup create, attach and detach, and the buttons with which the other side answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from bot.chat.form import Form
from bot.chat.reply import OpenForm, Whisper
from bot.chat.text import t
from bot.commands.arguments import words
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.commands.forms import given_back, items
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership.access import administered, closable, known, rights
from bot.features.membership.arguments import COMMUNITY_ADMINISTERED, COMMUNITY_SEEN, named
from bot.features.workgroups import messages, service
from bot.features.workgroups.model import Offer, What

feature = Feature("workgroups")

feature.card("group-offer", shown_to=service.shown_to)(service.drawn)


def administrators(ctx: Context, args: Any) -> None:
    administered(ctx, args.community)


def administrators_of(ctx: Context, community: str) -> None:
    administered(ctx, known(ctx, community))


@dataclass(frozen=True, slots=True)
class CreateArgs:
    community: Annotated[Community, COMMUNITY_ADMINISTERED]
    name: Annotated[str, words(max_length=120)] = ""


@feature.command("workgroup create", CreateArgs, allow=administrators, audience="administrators")
def create(ctx: Context, args: CreateArgs) -> Answered:
    """Whoever administers a community makes working groups inside it."""
    service.check_parent(args.community)
    return OpenForm(messages.create_form(args.community, args.name))


def _draw_create(ctx: Context, community: str) -> Form:
    return messages.create_form(known(ctx, community), "")


@feature.form("create", allow=administrators_of, draw=_draw_create)
def created(ctx: Context, community: str, values: Mapping[str, str]) -> Answered:
    parent = known(ctx, community)
    name = values["name"]
    if named(ctx, name):
        problem = (("name", t("administration-name-taken")),)
        raise Refused(t("form-mistakes"), form=given_back(_draw_create(ctx, community), values, problem))
    group = replace(
        communities.blank(ctx.tx, name, Mode(values["mode"]), slug=communities.free_slug(name)),
        purpose=values["purpose"],
        eligibility=items(values["eligibility"]),
        hidden=bool(values["hidden"]),
        language=parent.language,
        timezone=parent.timezone,
        parent=parent.id,
    )
    return Whisper(messages.created(service.create(ctx.tx, parent, group, ctx.caller), parent))


@dataclass(frozen=True, slots=True)
class AttachArgs:
    community: Annotated[Community, COMMUNITY_ADMINISTERED]
    parent: Annotated[Community, COMMUNITY_SEEN]


@feature.command("workgroup attach", AttachArgs, allow=administrators, audience="administrators")
def attach(ctx: Context, args: AttachArgs) -> Answered:
    """A community becomes the working group of another, whose administrators are asked."""
    return _proposed(ctx, What.ATTACH, args.community, args.parent)


@dataclass(frozen=True, slots=True)
class DetachArgs:
    community: Annotated[Community, COMMUNITY_ADMINISTERED]


def _either_side(ctx: Context, args: DetachArgs) -> None:
    closable(ctx, args.community)


@feature.command("workgroup detach", DetachArgs, allow=_either_side, audience="administrators")
def detach(ctx: Context, args: DetachArgs) -> Answered:
    """It stands by itself again once the other side agrees."""
    parent = communities.get(ctx.tx, args.community.parent)
    if parent is None:
        raise Refused(t("workgroups-not-attached", community=messages.name(args.community)))
    return _proposed(ctx, What.DETACH, args.community, parent)


def _proposed(ctx: Context, what: What, group: Community, parent: Community) -> Answered:
    made = service.propose(ctx.tx, what, group, parent, ctx.caller)
    if made is None:
        return Whisper(messages.done(what, group, parent))
    asked = parent if made.asked == parent.id else group
    return Whisper(messages.proposed(what, group, parent, asked, asleep=service.asleep(ctx.tx, made)))


def the_asked(ctx: Context, offer: str) -> None:
    """Administrators of the side that is asked; whoever may not see it hears what they would hear of none."""
    made = service.get(ctx.tx, offer)
    asked = communities.get(ctx.tx, made.asked) if made else None
    if asked is None or not rights(ctx.tx, asked, ctx.caller).see:
        raise Refused(t("workgroups-no-such-offer"))
    administered(ctx, asked)


@feature.press("accept", allow=the_asked)
def accept(ctx: Context, offer: str) -> Answered:
    return _answered(ctx, service.get(ctx.tx, offer), accept=True)


@feature.press("decline", allow=the_asked)
def decline(ctx: Context, offer: str) -> Answered:
    return _answered(ctx, service.get(ctx.tx, offer), accept=False)


def _answered(ctx: Context, made: Offer | None, *, accept: bool) -> Answered:
    """The card says it by itself; its presser hears in a sentence what they did."""
    assert made is not None  # `the_asked` refused otherwise
    service.answer(ctx.tx, made, accept=accept, by=ctx.caller.id)
    group, parent = service.both(ctx.tx, made)
    return Whisper((messages.done if accept else messages.declined)(made.what, group, parent))
