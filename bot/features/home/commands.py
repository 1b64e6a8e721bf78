"""The page of a person, put together from the sections of every feature and drawn again when something changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.chat.address import account_of
from bot.chat.inbound import Actor, HomeOpened
from bot.chat.message import Heading, Message, Paragraph
from bot.chat.reply import Silence
from bot.chat.text import Words, t
from bot.commands.context import Context
from bot.commands.feature import Answered, Feature
from bot.db.tx import Tx
from bot.features.people import pages
from bot.features.people import service as people
from bot.jobs.outbox import at_home


def home_for(features: Callable[[], Sequence[Feature]]) -> Feature:
    """The feature that shows the sections of all of them."""
    feature = Feature("home")

    @feature.on(HomeOpened)
    def opened(ctx: Context, event: HomeOpened) -> Answered:
        """Somebody looks at their page: from now on it is kept true."""
        account = ctx.caller.account
        at_home(ctx.tx, account, pages.home_card(account))
        return Silence()

    @feature.card("home")
    def draw(tx: Tx, address: str, locale: str) -> Message | None:
        """For whoever is behind the account by now, and only what they may see."""
        caller = people.recognise(tx, Actor(account_of(address)))
        if caller is None:
            return None
        parts = [part for each in features() for section in each.sections for part in section(tx, caller)]
        greeting = Heading(t("home-greeting", name=Words(caller.name)))
        return Message((greeting, *(parts or [Paragraph(t("home-empty"))])))

    return feature
