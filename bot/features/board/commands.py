"""When the board is looked at, and **Try again** where it could not be pinned."""

from __future__ import annotations

from bot.chat.message import Message, say
from bot.chat.reply import Redraw
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.db.tx import Tx
from bot.errors import Refused
from bot.features.board import service
from bot.features.board.model import Drawn, Pinned
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home, Review
from bot.features.membership.access import known, led
from bot.features.people.workspaces import called

feature = Feature("board")

feature.job(Review)(service.review)
feature.job(Pinned)(service.pinned)
feature.job(Drawn)(service.drawn)


def meant(ctx: Context, argument: str) -> tuple[Community, Home]:
    """The place of a token; Refused in the same words for one that never was and one the caller may not see."""
    home = communities.home(ctx.tx, argument)
    if home is None:
        raise Refused(t("communities-unknown"))
    return known(ctx, home.community), home


def may_pin(ctx: Context, argument: str) -> None:
    """Administrators of a community that is alive."""
    led(ctx, meant(ctx, argument)[0])


@feature.press("pin", allow=may_pin)
def pin(ctx: Context, argument: str) -> Answered:
    """Once what was in the way is mended."""
    community, home = meant(ctx, argument)
    place = called(ctx.tx, home.platform, home.workspace)
    done = service.try_again(ctx.tx, community, home)
    return Redraw(say(t("board-tried", place=Words(place)) if done else t("board-nowhere")))


@feature.card("board", shown_to=service.shown_to)
def card(tx: Tx, community: str, locale: str) -> Message | None:
    return service.draw(tx, community, locale)
