"""Which event or occurrence a button means, and what its presser may do with it; others learn nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.text import t
from bot.commands.context import Context
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.model import Event, Status
from bot.features.events.times import Time, not_hidden, time_of
from bot.features.membership.access import known, led, readable, rights, writable


@dataclass(frozen=True, slots=True)
class Concern:
    """`rest` is what stands in the token after the id: the revision it was drawn for, and what else it needs."""

    community: Community
    row: Event
    rest: tuple[str, ...]

    @property
    def stale(self) -> bool:
        """Whether it was drawn before the last change."""
        return bool(self.rest) and self.rest[0] != str(self.row.revision)


@dataclass(frozen=True, slots=True)
class Meant(Time):
    """An occurrence, its event, and what else the token says."""

    rest: tuple[str, ...]

    @property
    def following(self) -> bool:
        """Whether it and all after it are meant."""
        return "following" in self.rest and self.row.series

    @property
    def stale(self) -> bool:
        return bool(self.rest) and self.rest[0].isdecimal() and self.rest[0] != str(self.made.revision)


def concern(ctx: Context, argument: str) -> Concern:
    """An event; Refused, in the same words as for one that never was, for those who may not change it."""
    name, *rest = argument.split("/")
    row = service.event(ctx.tx, name)
    community = communities.get(ctx.tx, row.community) if row else None
    if row is not None and community is not None and row.status is not Status.DISCARDED:
        may = rights(ctx.tx, community, ctx.caller)
        if may.administer and (row.status is Status.PLANNED or row.author == ctx.caller.id):
            return Concern(community, row, tuple(rest))
    raise Refused(t("events-unknown"))


def time(ctx: Context, argument: str) -> Meant:
    """An occurrence; Refused, in the same words as for one that never was, for those who may not see the community."""
    name, *rest = argument.split("/")
    it = not_hidden(ctx, time_of(ctx.tx, name, Time))
    return Meant(it.community, it.row, it.made, tuple(rest))


def may_plan(ctx: Context, argument: str) -> None:
    led(ctx, known(ctx, argument.partition("/")[0]))


def may_change(ctx: Context, argument: str) -> None:
    led(ctx, concern(ctx, argument).community)


def may_change_time(ctx: Context, argument: str) -> None:
    led(ctx, time(ctx, argument).community)


def may_answer(ctx: Context, argument: str) -> None:
    """Members, while their community is alive."""
    writable(ctx, time(ctx, argument).community)


def may_read(ctx: Context, argument: str) -> None:
    readable(ctx, known(ctx, argument.partition("/")[0]))


def may_take(ctx: Context, argument: str) -> None:
    readable(ctx, time(ctx, argument).community)
