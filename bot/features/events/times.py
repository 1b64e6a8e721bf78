"""One time at which something takes place, with its event and community: looked up here and nowhere else.

A feature that says more of it has a word of its own for it, which is a `Time` as well. Whoever may not see its
community hears of it what they would hear of one that never was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.chat.address import Account, Place
from bot.chat.text import t
from bot.commands.context import Context
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.model import Event, Occurrence, State, Status
from bot.features.events.wording import called
from bot.features.membership.access import rights, standing_of
from bot.features.people import service as people


@dataclass(frozen=True, slots=True)
class Time:
    """An occurrence, and what it belongs to."""

    community: Community
    row: Event
    made: Occurrence

    @property
    def called(self) -> str:
        """With its own title, where it has one."""
        return called(self.row, self.made)

    @property
    def planned(self) -> bool:
        """Whether it is to take place, or did."""
        return self.made.state is State.PLANNED and self.row.status is Status.PLANNED

    @property
    def alive(self) -> bool:
        """The same, in a community that is not archived."""
        return self.planned and not self.community.archived


Kind = TypeVar("Kind", bound=Time)


def time_of(tx: Tx, occurrence: str, kind: type[Kind]) -> Kind | None:
    """None for what never was."""
    made = service.occurrence(tx, occurrence)
    row = service.event(tx, made.event) if made else None
    community = communities.get(tx, row.community) if row else None
    return kind(community, row, made) if made and row and community else None


def for_members(tx: Tx, argument: str, target: Account | Place) -> bool:
    """Whether a private message about a time, a card `occurrence/…`, is for its reader: as long as they belong."""
    it = time_of(tx, argument.partition("/")[0], Time)
    if it is None or isinstance(target, Place):
        return False
    return standing_of(tx, it.community.id, people.person_of(tx, target)).role is not None


class Owned(Protocol):
    """What belongs to one community."""

    @property
    def community(self) -> Community: ...


Found = TypeVar("Found", bound=Owned)


def not_hidden(ctx: Context, it: Found | None) -> Found:
    """What a token means; Refused in the same words for what never was and what the caller may not see."""
    if it is None or not rights(ctx.tx, it.community, ctx.caller).see:
        raise Refused(t("events-unknown"))
    return it
