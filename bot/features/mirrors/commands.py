"""What becomes of entries on the lists of workspaces, and the button that brings them in step again."""

from __future__ import annotations

from bot.chat.inbound import EventTouched
from bot.chat.reply import Silence, Whisper
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.errors import Refused
from bot.features.communities.model import Rearranged
from bot.features.events.model import Changed
from bot.features.events.model import State as Planned
from bot.features.events.times import time_of
from bot.features.membership.access import administered, closed, known
from bot.features.mirrors import messages, service
from bot.features.mirrors.model import Asked, Mirror, Seen
from bot.features.mirrors.service import Thing
from bot.features.people.workspaces import called

feature = Feature("mirrors")

feature.job(Changed)(service.changed)
feature.job(Rearranged)(service.rearranged)
feature.job(Asked)(service.asked)
feature.job(Seen)(service.seen)


@feature.on(EventTouched)
def touched(ctx: Context, event: EventTouched) -> Answered:
    """Whether it was us, or people, shows when it is looked at; who is interested, after a while for many at once."""
    mirror = service.standing_at(ctx.tx, (event.platform, event.workspace), event.event)
    if mirror is not None:
        service.look(ctx.tx, mirror, soon=not event.by_guests)
    return Silence()


def _meant(ctx: Context, identity: str) -> tuple[Mirror, Thing]:
    """Refused in the same words for one that never was and for one in a community that the caller may not see."""
    mirror = service.get(ctx.tx, identity)
    it = time_of(ctx.tx, mirror.occurrence, Thing) if mirror else None
    if mirror is None or it is None:
        raise Refused(t("communities-unknown"))
    known(ctx, it.community.id)
    return mirror, it


def _administrators(ctx: Context, mirror: str) -> None:
    administered(ctx, _meant(ctx, mirror)[1].community)


@feature.press("again", allow=_administrators)
def again(ctx: Context, identity: str) -> Answered:
    mirror, it = _meant(ctx, identity)
    title = Words(it.row.title)
    if it.community.archived:
        raise Refused(closed(it.community))
    if it.made.state is Planned.CANCELLED:
        raise Refused(t("events-answer-cancelled", title=title))
    if it.made.at <= ctx.now:
        raise Refused(t("events-answer-over", title=title))
    service.again(ctx.tx, it, mirror)
    workspace = called(ctx.tx, mirror.platform, mirror.workspace)
    if not it.public:
        return Whisper(messages.not_public(it.community, it.row, workspace))
    return Whisper(messages.asked(it.row, workspace))
