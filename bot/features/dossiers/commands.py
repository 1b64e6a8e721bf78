"""/webinars for whoever reads, and what the team gathers after a webinar: by form, or by saying that none comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from bot.chat.form import Form
from bot.chat.message import Message, Part
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Command, Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature, Raised, number_of
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities.model import Community
from bot.features.dossiers import chasing, messages, service
from bot.features.dossiers.messages import Entry
from bot.features.dossiers.model import KEPT, LETTER, PUBLISHED, Chase, Held, Kind, Material
from bot.features.events import service as events
from bot.features.events.model import Over
from bot.features.events.times import not_hidden
from bot.features.membership.access import inside, known, led, rights
from bot.features.membership.arguments import COMMUNITY_LED, COMMUNITY_SEEN
from bot.features.membership.letters import to_an_administrator

feature = Feature("dossiers")

feature.job(Over)(chasing.over)
feature.job(Chase)(chasing.asked_again)


def meant(ctx: Context, argument: str) -> Held:
    """The event of a token; Refused in the same words for one that never was and one the caller may not see."""
    return not_hidden(ctx, service.held(ctx.tx, argument.split("/")[0]))


def reading(ctx: Context, community: Community) -> None:
    """Whoever reads the community: also what an archived one left, and what an open one shows to all."""
    may = rights(ctx.tx, community, ctx.caller)
    if not (may.read or may.administer):
        inside(ctx, community)


def may_read(ctx: Context, argument: str) -> None:
    reading(ctx, meant(ctx, argument).community)


def may_list(ctx: Context, argument: str) -> None:
    reading(ctx, known(ctx, argument.partition("/")[0]))


def may_gather(ctx: Context, argument: str) -> None:
    led(ctx, meant(ctx, argument).community)


# Everything that took place, and what is to come.


@dataclass(frozen=True, slots=True)
class WebinarsArgs:
    community: Annotated[Community, COMMUNITY_SEEN]


def _readers(ctx: Context, args: WebinarsArgs) -> None:
    reading(ctx, args.community)


@feature.command("webinars", WebinarsArgs, allow=_readers, audience="members")
def webinars(ctx: Context, args: WebinarsArgs) -> Answered:
    return Whisper(_listed(ctx, args.community, 0))


@feature.press("list", allow=may_list)
def turn(ctx: Context, argument: str) -> Answered:
    community, _, page = argument.partition("/")
    return Redraw(_listed(ctx, known(ctx, community), number_of(page)))


def _listed(ctx: Context, community: Community, page: int) -> Message:
    found = service.everything(ctx.tx, community.id)
    last = max(0, (len(found) - 1) // messages.PAGE)
    page = min(page, last)
    chosen = found[page * messages.PAGE : (page + 1) * messages.PAGE]
    entries = [Entry(Held(community, row, made), service.given(ctx.tx, made.id)) for row, made in chosen]
    administers = rights(ctx.tx, community, ctx.caller).administer and not community.archived
    return messages.listed(community, entries, ctx.now, page=page, last=last, administers=administers)


@feature.press("read", allow=may_read)
def read(ctx: Context, argument: str) -> Answered:
    it, kind = meant(ctx, argument), argument.partition("/")[2]
    row = next((each for each in service.given(ctx.tx, it.made.id).values() if each.kind == kind), None)
    if row is None or row.waived:
        raise Refused(t("dossiers-gone", title=Words(it.called)))
    return Whisper(messages.whole(it, row))


@feature.below("event")
def below(tx: Tx, occurrence: str) -> Sequence[Part]:
    it = service.held(tx, occurrence)
    return messages.parts(service.given(tx, occurrence)) if it is not None and it.planned else ()


# What the team gathers.


@dataclass(frozen=True, slots=True)
class GatherArgs:
    community: Annotated[Community, COMMUNITY_LED]


def _team(ctx: Context, args: GatherArgs) -> None:
    led(ctx, args.community)


@feature.command("webinar recording", GatherArgs, allow=_team, audience="administrators")
def recording(ctx: Context, args: GatherArgs) -> Answered:
    """Of the webinar that has begun last, with everything else that remains of it."""
    return _of_the_last(ctx, args.community)


@feature.command("webinar summary", GatherArgs, allow=_team, audience="administrators")
def summary(ctx: Context, args: GatherArgs) -> Answered:
    return _of_the_last(ctx, args.community)


def _of_the_last(ctx: Context, community: Community) -> Answered:
    found = events.held(ctx.tx, community.id, before=ctx.now)
    made = next((made for row, made in found if row.type in KEPT), None)
    if made is None:
        raise Refused(t("dossiers-none-held", community=Words(community.name), plan=Command("webinar plan")))
    return materials(ctx, made.id)


@feature.press("materials", allow=may_gather)
def materials(ctx: Context, argument: str) -> Answered:
    return OpenForm(_draw(ctx, meant(ctx, argument).made.id))


def _draw(ctx: Context, argument: str) -> Form:
    """The token holds when what stood there was read, so that nobody overwrites what came meanwhile."""
    it = meant(ctx, argument)
    found = service.given(ctx.tx, it.made.id)
    values = {str(kind): row.text for kind, row in found.items() if row.text != PUBLISHED}
    return messages.form(it, feature.token("gather", f"{it.made.id}/{_state(found)}"), values)


def _state(found: Mapping[Kind, Material]) -> str:
    last = max((row.at for row in found.values()), default=None)
    return f"{len(found)}-{int(last.timestamp() * 1_000_000)}" if last else "0"


@feature.form("gather", allow=may_gather, draw=_draw)
def gathered(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    it = meant(ctx, argument)
    service.hold(ctx.tx, it)
    if argument.partition("/")[2] != _state(service.given(ctx.tx, it.made.id)):
        form = messages.given_back(_draw(ctx, argument), values, t("dossiers-changed-meanwhile"))
        raise Refused(t("form-mistakes"), form=form)
    brought = {kind: values[kind].strip() for kind in Kind if kind in values}
    if not brought.get(Kind.QUESTIONS) and service.published(ctx.tx, it):
        brought.pop(Kind.QUESTIONS, None)
    changed = service.give(ctx.tx, it, brought, by=ctx.caller.id)
    said = brought.get(Kind.SUMMARY, "")
    counts = Kind.SUMMARY in changed and not said.startswith(("https://", "http://"))
    return Whisper(messages.saved(it, changed, len(said.split()) if counts else 0))


@feature.press("waive", allow=may_gather)
def waive(ctx: Context, argument: str) -> Answered:
    """Chosen in the picker: there will be none of it."""
    it = meant(ctx, argument)
    kind = next((each for each in Kind if each == ctx.value), None)
    if kind is None:
        raise Refused(t("dossiers-gone", title=Words(it.called)))
    service.waive(ctx.tx, it, kind, by=ctx.caller.id)
    return Whisper(messages.waived(it, kind))


@feature.raises
def raised(tx: Tx, community: str) -> Sequence[Raised]:
    """The webinars of which something is late."""
    late = service.late(tx, community)
    return [messages.raised(it, lines) for it, lines in late]


@feature.card("dossier")
def card(tx: Tx, occurrence: str, locale: str) -> Message | None:
    it = service.held(tx, occurrence)
    return messages.checklist(it, service.checklist(tx, it), tx.now) if it else None


feature.card(LETTER, shown_to=to_an_administrator)(chasing.drawn)
