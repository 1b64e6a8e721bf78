"""The table of contents of the bot: each folder is a promise to people; a feature uses those before it, never after."""

from __future__ import annotations

from bot.commands.feature import Feature
from bot.features.administration.commands import feature as administration
from bot.features.announcements.commands import feature as announcements
from bot.features.approvals.commands import approvals_for
from bot.features.communities.commands import feature as communities
from bot.features.events.commands import feature as events
from bot.features.exchange.commands import feature as exchange
from bot.features.help.commands import help_for
from bot.features.home.commands import home_for
from bot.features.invitations.commands import feature as invitations
from bot.features.lifecycle.commands import feature as lifecycle
from bot.features.membership.commands import feature as membership
from bot.features.people.commands import feature as people
from bot.features.places.commands import feature as places
from bot.features.reminders.commands import feature as reminders
from bot.features.settings.commands import feature as settings

approvals = approvals_for(lambda: FEATURES)
home = home_for(lambda: FEATURES)
help = help_for(lambda: FEATURES)

FEATURES: tuple[Feature, ...] = (
    people,
    communities,
    membership,
    approvals,
    announcements,
    invitations,
    events,
    reminders,
    places,
    administration,
    lifecycle,
    settings,
    exchange,
    home,
    help,
)
