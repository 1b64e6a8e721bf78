"""The community a command is about: typed, or said by the channel, or the only one; nothing hidden ever completes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.chat.message import Option
from bot.chat.text import T, Text, Words, t
from bot.commands.arguments import Argument, label
from bot.commands.context import Context
from bot.errors import Refused, Several
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import (
    Access,
    Door,
    Standing,
    access,
    acquainted,
    known,
    rights,
    shown_to_all,
    standing,
    visible,
)
from bot.features.people import naming, workspaces
from bot.features.people import service as people
from bot.features.people.model import Person

Fits = Callable[[Community, Standing, Access], bool]


def seen(ctx: Context, typed: str, fits: Fits | None = None) -> Community:
    """The community a person means by a slug, a name or, once they were asked which, its id.

    Several, told apart, where they may see several of that name; a hidden one and an unknown one get the same words.
    With `fits` of several only those are meant with which they could do it at all, where there are such.
    """
    if typed.startswith("com_") and communities.get(ctx.tx, typed) is not None:
        return known(ctx, typed)
    found = named(ctx, typed)
    if fits is not None and len(found) > 1:
        stands = ((each, standing(ctx.tx, each, ctx.caller)) for each in found)
        found = [each for each, mine in stands if fits(each, mine, access(each, mine))] or found
    if not found:
        raise Refused(t("communities-unknown"))
    if len(found) > 1:
        options = tuple(Option(apart, each.id) for each, apart in zip(found, _apart(ctx, found), strict=True))
        raise Several(t("communities-several", typed=Words(typed.strip()[:80])), options)
    return found[0]


def named(ctx: Context, typed: str) -> list[Community]:
    """The communities of a slug or name that the caller may see; a hidden one makes no difference to anybody else."""
    meant = communities.by_name(ctx.tx, typed)
    if len(meant) == 1 and shown_to_all(meant[0]):
        return meant
    return [each for each in meant if rights(ctx.tx, each, ctx.caller).see]


def _apart(ctx: Context, found: Sequence[Community]) -> list[Text]:
    """What tells communities of one name apart: the one above them or else where they live, and how one gets in.

    Where that is the same as well, what is typed.
    """
    wheres = [_where(ctx, each) for each in found]
    often = Counter(wheres)
    moded = Counter((where, each.mode) for each, where in zip(found, wheres, strict=True))
    return [
        _told(each, where, alone=often[where] == 1, by_mode=moded[where, each.mode] == 1)
        for each, where in zip(found, wheres, strict=True)
    ]


def _told(community: Community, where: tuple[bool, str], *, alone: bool, by_mode: bool) -> T:
    above, name = where
    mode = label(community.mode)
    if alone and name:
        place, moded = _short(name), "no"
    elif by_mode and name:
        place, moded = _short(name, most=12 if above else 24), "yes"
    elif by_mode:
        return t("communities-apart", name=_short(community.name), where=mode, above="no", moded="no", mode=mode)
    else:
        place, moded, above = _short(community.slug, end=True), "no", False
    return t(
        "communities-apart", name=_short(community.name), where=place, above="yes" if above else "no", moded=moded,
        mode=mode,
    )  # fmt: skip


def _where(ctx: Context, community: Community) -> tuple[bool, str]:
    """The community above it, where they may see that one, or else its workspaces; nothing where it lives nowhere."""
    parent = communities.get(ctx.tx, community.parent) if community.parent else None
    if parent is not None and rights(ctx.tx, parent, ctx.caller).see:
        return True, parent.name
    homes = communities.homes(ctx.tx, community.id)
    names = [workspaces.called(ctx.tx, home.platform, home.workspace) for home in homes]
    return False, ", ".join(dict.fromkeys(names))


def _short(name: str, *, end: bool = False, most: int = 24) -> Words:
    """So much of it that a button has room for all that tells apart; slugs of one name differ at their end."""
    if len(name) <= most:
        return Words(name)
    return Words(f"…{name[1 - most :]}" if end else f"{name[: most - 1]}…")


def _everyone(community: Community, standing: Standing, may: Access) -> bool:
    return True


def _member(community: Community, standing: Standing, may: Access) -> bool:
    return standing.role is not None


def _administrator(community: Community, standing: Standing, may: Access) -> bool:
    return may.administer


def _leader(community: Community, standing: Standing, may: Access) -> bool:
    return may.administer and not community.archived


def _decider(community: Community, standing: Standing, may: Access) -> bool:
    return may.decide


def _joinable(community: Community, standing: Standing, may: Access) -> bool:
    return may.join in (Door.INSTANT, Door.ASK)


def _complete(fits: Fits) -> Callable[[Context, str], Sequence[Option]]:
    def complete(ctx: Context, typed: str) -> Sequence[Option]:
        wanted, every = communities.slug_of(typed), visible(ctx.tx, ctx.caller)
        fitting = [
            community
            for community, standing in every
            if fits(community, standing, access(community, standing))
            and (wanted in community.slug or typed.casefold() in community.name.casefold() or _kept(community, wanted))
        ]
        alike = _alike(each for each, _ in every)
        return [_option(ctx, each, alike) for each in fitting[:25]]

    return complete


def _alike(every: Iterable[Community]) -> dict[str, list[Community]]:
    """Communities by their names and slugs, as typed."""
    alike: dict[str, list[Community]] = {}
    for each in every:
        for name in {each.slug, communities.slug_of(each.name)}:
            alike.setdefault(name, []).append(each)
    return alike


def _option(ctx: Context, community: Community, alike: Mapping[str, list[Community]]) -> Option:
    """What is chosen from a list means one community alone, and reads so; `alike` are those of a name or slug."""
    same = alike[communities.slug_of(community.name)]
    shown = Words(community.name) if len(same) == 1 else _apart(ctx, same)[same.index(community)]
    value = community.slug if len(alike[community.slug]) == 1 else community.id
    return Option(shown, value, Words(community.topic) if community.topic else None)


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


def _which(fits: Fits) -> Callable[[Context], None]:
    """Asks which of those somebody belongs to is meant, or of all for whoever belongs to none."""

    def which(ctx: Context) -> None:
        every = visible(ctx.tx, ctx.caller)
        fitting = [(each, stands) for each, stands in every if fits(each, stands, access(each, stands))]
        own = [each for each, stands in fitting if stands.role is not None] or [each for each, _ in fitting]
        if len(own) <= FEW:
            alike = _alike(each for each, _ in every)
            raise Several(t("communities-which"), tuple(_option(ctx, each, alike) for each in own))

    return which


FEW = 25
"""So many communities are chosen from by a button each; of more somebody types a name."""


def _here(ctx: Context) -> Community | None:
    """For joining only the channel can say which: the only membership is the one that needs no joining."""
    here = communities.at(ctx.tx, ctx.place)
    if here is None:
        return None
    may = rights(ctx.tx, here, ctx.caller)
    return here if may.see and may.join is not Door.INSIDE else None


COMMUNITY_SEEN = Argument("text", read=seen, implied=_implied(_member), complete=_complete(_everyone), max_length=120)
COMMUNITY_TO_JOIN = Argument(
    "text", read=partial(seen, fits=_joinable), implied=_here, complete=_complete(_joinable), max_length=120
)


def _own(fits: Fits, refusal: T) -> Argument:
    return Argument(
        "text",
        read=partial(seen, fits=fits),
        implied=_implied(fits),
        complete=_complete(fits),
        nothing=_nowhere(fits, refusal),
        max_length=120,
    )


COMMUNITY_INSIDE = _own(_member, t("membership-nowhere"))
COMMUNITY_DECIDED = _own(_decider, t("membership-administers-nowhere"))
COMMUNITY_ADMINISTERED = _own(_administrator, t("membership-administers-nowhere"))
COMMUNITY_LOOKED_AT = replace(COMMUNITY_ADMINISTERED, which=_which(_administrator))
"""The same where a community alone is enough to show something: then a button is enough, too."""


def _implied_to_lead(ctx: Context) -> Community | None:
    """Of one that is archived one hears that it is, where it is the only one."""
    return _implied(_leader)(ctx) or _implied(_administrator)(ctx)


COMMUNITY_LED = replace(
    COMMUNITY_ADMINISTERED, read=partial(seen, fits=_leader), implied=_implied_to_lead, complete=_complete(_leader)
)
"""One in which something can be planned: administered, and not archived."""


def a_person(ctx: Context, typed: str) -> Person:
    """Whom the platform let somebody choose, met by that if need be, or the one person a name means here.

    A first name will do. Several of whom the caller can know are asked about; of others nothing is told but that they
    are several, by their whole name.
    """
    chosen = ctx.chosen(typed)
    if chosen is not None:
        met = people.meet(ctx.tx, chosen)
        if met is None:
            raise Refused(t("people-not-met", typed=Words((chosen.name or typed)[:80])))
        return met
    known_of = _known_of(ctx, typed)
    if len(known_of) == 1:
        return known_of[0]
    if known_of:
        if len({each.name for each in known_of}) < len(known_of):
            raise Refused(t("people-several", typed=Words(typed[:80]), count=len(known_of)))
        options = tuple(Option(Words(each.name), each.id) for each in known_of)
        raise Several(t("people-which", typed=Words(typed.strip()[:80])), options)
    account = ctx.caller.account
    found = people.find(ctx.tx, typed, platform=account.platform, workspace=account.workspace)
    if not found:
        raise Refused(t("people-unknown", typed=Words(typed[:80])))
    if len(found) > 1:
        raise Refused(t("people-several", typed=Words(typed[:80]), count=len(found)))
    return found[0]


def _known_of(ctx: Context, typed: str) -> list[Person]:
    """Those whom a name may mean and the caller can know of; everybody else makes no difference to it."""
    meant = [] if ":" in typed else naming.called(ctx.tx, typed)
    around = acquainted(ctx.tx, ctx.caller, [each.id for each in meant]) if meant else set()
    return [each for each in meant if each.id in around]


PERSON = Argument("person", read=a_person, max_length=120)
