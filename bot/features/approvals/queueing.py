"""/requests and what its buttons do: pages, filters, everybody at once, the file, and how often one hears."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from bot.chat.form import Form
from bot.chat.message import message, say
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Who, Words, t
from bot.commands.arguments import INTEGER, Argument, choice, words
from bot.commands.context import Context
from bot.commands.feature import Answered, in_place
from bot.errors import Refused, Several
from bot.features.approvals import deciding, digest, listing
from bot.features.approvals.acting import verdict_of
from bot.features.approvals.deciding import Hindered
from bot.features.approvals.listing import ANSWER, PLATFORM, Filter, filter_of
from bot.features.approvals.model import HowOften
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS, access, decided_by, known, rights, standing, visible
from bot.features.membership.arguments import COMMUNITY_DECIDED, seen
from bot.features.membership.model import Request
from bot.features.people import service as people

HISTORY = "history"


def _which(ctx: Context, typed: str) -> Community | Literal["history"]:
    """A community, or the word "history" typed in its place; a community of that name comes first."""
    try:
        return seen(ctx, typed)
    except Several:
        raise
    except Refused:
        if typed.strip().casefold() in (HISTORY, "historique"):
            return "history"
        raise


@dataclass(frozen=True, slots=True)
class RequestsArgs:
    community: Annotated[
        Community | Literal["history"] | None,
        Argument("text", read=_which, complete=COMMUNITY_DECIDED.complete, max_length=120),
    ] = None
    view: Annotated[str, choice("waiting", HISTORY)] = "waiting"
    older_than_days: Annotated[int, INTEGER] = 0
    answer: Annotated[str, words(max_length=ANSWER)] = ""
    platform: Annotated[str, words(max_length=PLATFORM)] = ""


def those_of_the_queue(ctx: Context, args: RequestsArgs) -> None:
    """Those who decide in the community asked about, or anywhere when none is said."""
    if isinstance(args.community, Community):
        decided_by(ctx, args.community)
    elif not _administered(ctx):
        here = communities.at(ctx.tx, ctx.place)
        if here is not None and rights(ctx.tx, here, ctx.caller).see:
            decided_by(ctx, here)
        raise Refused(t("approvals-none-administered"))


def requests(ctx: Context, args: RequestsArgs) -> Answered:
    """The queue of one community; several ask which."""
    view: Literal["waiting", "history"] = "history" if HISTORY in (args.view, args.community) else "waiting"
    community = args.community if isinstance(args.community, Community) else _implied(ctx)
    if community is None:
        counted = [(each, len(membership.queue(ctx.tx, each.id))) for each in _administered(ctx)]
        return Whisper(listing.pick(counted))
    if args.older_than_days < 0:
        raise Refused(t("arguments-not-a-number", typed=Words(str(args.older_than_days))))
    platform = args.platform.strip().casefold()[:PLATFORM]  # folding may make it longer
    wanted = Filter(
        community.id, view, 0, min(args.older_than_days, 999), platform.replace(";", ""), args.answer.strip()
    )
    return Whisper(listing.as_read(ctx, community, wanted))


def _administered(ctx: Context) -> list[Community]:
    """Where the caller decides; the platform team decides everywhere, but is asked first about its own."""
    found = [(each, stands) for each, stands in visible(ctx.tx, ctx.caller) if access(each, stands).decide]
    own = [each for each, stands in found if stands.role in DECIDERS]
    return own or [each for each, _ in found]


def _implied(ctx: Context) -> Community | None:
    here = communities.at(ctx.tx, ctx.place)
    if here is not None and access(here, standing(ctx.tx, here, ctx.caller)).decide:
        return here
    administered = _administered(ctx)
    return administered[0] if len(administered) == 1 else None


def of_filter(argument: str, value: str = "") -> Filter:
    """The filter a token carries, alone or behind a fingerprint; a picker's value names the community."""
    first, _, rest = (argument or value).partition(";")
    return filter_of(rest if rest.startswith("com_") else argument or value) if first else Filter("")


def those_who_decide(ctx: Context, argument: str) -> None:
    """For tokens that carry a filter."""
    decided_by(ctx, known(ctx, of_filter(argument, ctx.value).community))


def those_of_the_community(ctx: Context, community: str) -> None:
    """For tokens that are a community's id, where `value` is what was chosen."""
    decided_by(ctx, known(ctx, community))


def show(ctx: Context, argument: str) -> Answered:
    wanted = of_filter(argument, ctx.value)
    return in_place(ctx, listing.as_read(ctx, known(ctx, wanted.community), wanted))


def download(ctx: Context, argument: str) -> Answered:
    """Everything the filter lets through, on all pages."""
    wanted = of_filter(argument)
    community = known(ctx, wanted.community)
    rows = listing.found(ctx.tx, wanted)
    file = listing.as_csv(ctx.tx, community, rows)
    text = say(t("approvals-csv", count=len(rows), community=Words(community.name)))
    return Whisper(message(*text.parts, file))


def approve_all(ctx: Context, argument: str) -> Answered:
    """Asks once, with the names."""
    wanted = of_filter(argument)
    community = known(ctx, wanted.community)
    page = _theirs(ctx, community, wanted)
    if not page:
        return Redraw(listing.as_read(ctx, community, wanted))
    return Redraw(listing.confirm(ctx.tx, community, wanted, page))


def approve_these(ctx: Context, argument: str) -> Answered:
    community, wanted, page = _same(ctx, argument)
    if page is None:
        return Redraw(listing.confirm(ctx.tx, community, wanted, _theirs(ctx, community, wanted)))
    return _each(
        ctx,
        page,
        lambda asked: deciding.approve(ctx.tx, community, asked, by=ctx.caller.id),
        key="approvals-approved-several",
        wanted=wanted,
    )


def _same(ctx: Context, argument: str) -> tuple[Community, Filter, list[Request] | None]:
    """What was confirmed; None for the requests when the page holds others by now."""
    wanted = of_filter(argument)
    community = known(ctx, wanted.community)
    page = _theirs(ctx, community, wanted)
    same = listing.fingerprint(page) == argument.partition(";")[0]
    return community, wanted, page if same and page else None


def _theirs(ctx: Context, community: Community, wanted: Filter) -> list[Request]:
    """Those shown on which the caller may decide: their own they may not."""
    shown = listing.shown(ctx.tx, wanted)
    return [each for each in shown if deciding.own_request(ctx.tx, community, each, ctx.caller.id) is None]


def _each(
    ctx: Context, page: list[Request], decide: Callable[[Request], Hindered | None], *, key: str, wanted: Filter
) -> Answered:
    hindered: list[tuple[Who, Hindered]] = []
    for asked in page:
        why = decide(asked)
        if why is not None:
            hindered.append((people.who(ctx.tx, asked.person), why))
    return Redraw(listing.outcome(key, len(page) - len(hindered), hindered, wanted))


def open_reject_all(ctx: Context, argument: str) -> Answered:
    wanted = of_filter(argument)
    community = known(ctx, wanted.community)
    page = _theirs(ctx, community, wanted)
    if not page:
        return Redraw(listing.as_read(ctx, community, wanted))
    return OpenForm(draw_reject_all(ctx, argument))


def draw_reject_all(ctx: Context, argument: str) -> Form:
    """Names those on the page now, whoever they were when it was opened first."""
    wanted = of_filter(argument)
    community = known(ctx, wanted.community)
    return listing.reject_form(ctx.tx, community, wanted, _theirs(ctx, community, wanted))


def reject_all(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    community, wanted, page = _same(ctx, argument)
    if page is None:
        raise Refused(t("approvals-list-changed"))
    verdict = verdict_of(values)
    return _each(
        ctx,
        page,
        lambda asked: deciding.reject(ctx.tx, community, asked, verdict, by=ctx.caller.id),
        key="approvals-rejected-several",
        wanted=wanted,
    )


def choose_digest(ctx: Context, community: str) -> Answered:
    """How often the caller hears of this community's queue."""
    found = known(ctx, community)
    if ctx.value not in set(HowOften):
        raise Refused(t("form-must-choose"))
    chosen = HowOften(ctx.value)
    digest.choose(ctx.tx, found, ctx.caller.id, chosen)
    often = t(f"approvals-often-{chosen.replace(' ', '-')}")
    return Whisper(say(t("approvals-chosen-often", community=Words(found.name), often=often)))
