"""The community a command is about: typed, or said by the channel, or the only one; nothing hidden ever completes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.chat.message import Option
from bot.chat.text import T, Words, t
from bot.commands.arguments import Argument
from bot.commands.context import Context
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import Access, Door, Standing, access, rights, seen, visible
from bot.features.people import service as people
from bot.features.people.model import Person

Fits = Callable[[Community, Standing, Access], bool]


def _everyone(community: Community, standing: Standing, may: Access) -> bool:
    return True


def _member(community: Community, standing: Standing, may: Access) -> bool:
    return standing.role is not None


def _administrator(community: Community, standing: Standing, may: Access) -> bool:
    return may.administer


def _decider(community: Community, standing: Standing, may: Access) -> bool:
    return may.decide


def _joinable(community: Community, standing: Standing, may: Access) -> bool:
    return may.join in (Door.INSTANT, Door.ASK)


def _complete(fits: Fits) -> Callable[[Context, str], Sequence[Option]]:
    def complete(ctx: Context, typed: str) -> Sequence[Option]:
        wanted = communities.slug_of(typed)
        return [
            Option(Words(community.name), community.slug, Words(community.topic) if community.topic else None)
            for community, standing in visible(ctx.tx, ctx.caller)
            if fits(community, standing, access(community, standing))
            and (wanted in community.slug or typed.casefold() in community.name.casefold() or _kept(community, wanted))
        ][:25]

    return complete


def _kept(community: Community, wanted: str) -> bool:
    return any(wanted in communities.slug_of(word) for word in community.keywords)


def _implied(fits: Fits) -> Callable[[Context], Community | None]:
    def implied(ctx: Context) -> Community | None:
        here = communities.at(ctx.tx, ctx.place)
        if here is not None and rights(ctx.tx, here, ctx.caller).see:
            return here
        mine = [
            community
            for community, standing in visible(ctx.tx, ctx.caller)
            if standing.role is not None and fits(community, standing, access(community, standing))
        ]
        return mine[0] if len(mine) == 1 else None

    return implied


def _nowhere(fits: Fits, refusal: T) -> Callable[[Context], None]:
    """Nobody is asked which community where there is none they could name."""

    def nothing(ctx: Context) -> None:
        if not any(
            fits(community, stands, access(community, stands)) for community, stands in visible(ctx.tx, ctx.caller)
        ):
            raise Refused(refusal)

    return nothing


def _here(ctx: Context) -> Community | None:
    """For joining only the channel can say which: the only membership is the one that needs no joining."""
    here = communities.at(ctx.tx, ctx.place)
    if here is None:
        return None
    may = rights(ctx.tx, here, ctx.caller)
    return here if may.see and may.join is not Door.INSIDE else None


COMMUNITY_SEEN = Argument("text", read=seen, implied=_implied(_member), complete=_complete(_everyone), max_length=120)
COMMUNITY_TO_JOIN = Argument("text", read=seen, implied=_here, complete=_complete(_joinable), max_length=120)


def _own(fits: Fits, refusal: T) -> Argument:
    return Argument(
        "text",
        read=seen,
        implied=_implied(fits),
        complete=_complete(fits),
        nothing=_nowhere(fits, refusal),
        max_length=120,
    )


COMMUNITY_INSIDE = _own(_member, t("membership-nowhere"))
COMMUNITY_DECIDED = _own(_decider, t("membership-administers-nowhere"))
COMMUNITY_ADMINISTERED = _own(_administrator, t("membership-administers-nowhere"))


def a_person(ctx: Context, typed: str) -> Person:
    """Whom the platform let somebody choose, met by that if need be, or the one person a name means here.

    Refused when nobody, or several, are called so.
    """
    chosen = ctx.chosen(typed)
    if chosen is not None:
        met = people.meet(ctx.tx, chosen)
        if met is None:
            raise Refused(t("people-unknown", typed=Words((chosen.name or typed)[:80])))
        return met
    account = ctx.caller.account
    found = people.find(ctx.tx, typed, platform=account.platform, workspace=account.workspace)
    if not found:
        raise Refused(t("people-unknown", typed=Words(typed[:80])))
    if len(found) > 1:
        raise Refused(t("people-several", typed=Words(typed[:80]), count=len(found)))
    return found[0]


PERSON = Argument("person", read=a_person, max_length=120)
