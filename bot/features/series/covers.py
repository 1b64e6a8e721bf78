"""/webinar series: what the cover of a series says, by form, and the card that shows it with all its sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from bot.chat.address import Account, Place
from bot.chat.form import Form
from bot.chat.message import Message
from bot.chat.reply import OpenForm, Redraw, Whisper
from bot.chat.text import Command, Words, t
from bot.commands import forms
from bot.commands.context import Context
from bot.commands.feature import Answered, number_of, token
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import feeds
from bot.features.events.times import not_hidden
from bot.features.membership.access import led
from bot.features.membership.arguments import COMMUNITY_LED
from bot.features.series import covering, pages, service
from bot.features.series.model import Said, Whole


def meant(ctx: Context, argument: str) -> Whole:
    """Refused in the same words for one that never was and one the caller may not see."""
    return not_hidden(ctx, covering.covered(ctx.tx, argument.split("/")[0]))


def may_write(ctx: Context, argument: str) -> None:
    led(ctx, meant(ctx, argument).community)


@dataclass(frozen=True, slots=True)
class SeriesArgs:
    community: Annotated[Community, COMMUNITY_LED]


def administrators(ctx: Context, args: SeriesArgs) -> None:
    led(ctx, args.community)


def webinar_series(ctx: Context, args: SeriesArgs) -> Answered:
    """The cover of the one series there is; of several, one chooses."""
    found = covering.several(ctx.tx, args.community.id)
    if not found:
        raise Refused(t("series-none", community=Words(args.community.name), plan=Command("webinar plan")))
    if len(found) > 1:
        return Whisper(pages.choice(args.community, found))
    return open_cover(ctx, found[0].row.id)


def open_cover(ctx: Context, argument: str) -> Answered:
    it = meant(ctx, argument)
    row = covering.of(ctx.tx, it.row.id)
    return OpenForm(draw(ctx, f"{it.row.id}/{row.revision if row else 0}"))


def draw(ctx: Context, argument: str) -> Form:
    """The token holds which version was read, so that nobody overwrites what came meanwhile."""
    it = meant(ctx, argument)
    return pages.form(it, token("series.write", argument), covering.of(ctx.tx, it.row.id))


def written(ctx: Context, argument: str, values: Mapping[str, str]) -> Answered:
    """Posted where the community lives, or changed where it stands; nothing typed is lost."""
    it, revision = meant(ctx, argument), argument.partition("/")[2]
    lines = (" ".join(line.split()) for line in values["objectives"].splitlines())
    said = Said(
        values["why"].strip(), "\n".join(line for line in lines if line), " ".join(values["audience"].split()),
        " ".join(values["convenor"].split()),
    )  # fmt: skip
    number = number_of(revision)
    if not covering.write(ctx.tx, it, said, by=ctx.caller.id, revision=number):
        problem = (("", t("events-changed-meanwhile")),)
        raise Refused(t("form-mistakes"), form=forms.given_back(draw(ctx, argument), values, problem))
    return Whisper(pages.saved(it, places=len(communities.homes(ctx.tx, it.community.id))))


def sessions(ctx: Context, argument: str) -> Answered:
    """All of them, from those that come next on."""
    return Whisper(_programme(ctx, argument, None))


def turn(ctx: Context, argument: str) -> Answered:
    page = argument.partition("/")[2]
    return Redraw(_programme(ctx, argument, number_of(page)))


def _programme(ctx: Context, argument: str, page: int | None) -> Message:
    """Also those that are over: a title may be known late."""
    it = meant(ctx, argument)
    found = covering.programme(ctx.tx, it)
    begun = sum(each.made.ends <= ctx.now for each in found)
    last = max(0, (len(found) - 1) // pages.MANY)
    page = min(begun // pages.MANY if page is None else page, last)
    shown = found[page * pages.MANY : (page + 1) * pages.MANY]
    return pages.programme(it, shown, page=page, last=last)


def card(tx: Tx, event: str, locale: str) -> Message | None:
    it, row = covering.covered(tx, event), covering.of(tx, event)
    if it is None or row is None:
        return None
    follow = bool(service.ahead(tx, it.row)) and not it.community.archived
    return pages.cover(it, row, covering.sessions(tx, it), follow=follow, subscribable=feeds.reachable(tx))


def shown_to(tx: Tx, event: str, target: Account | Place) -> bool:
    """Only where the community lives."""
    it = covering.covered(tx, event)
    return it is not None and any(home.place == target for home in communities.homes(tx, it.community.id))
