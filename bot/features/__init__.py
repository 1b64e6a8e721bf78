"""The table of contents of the bot: each folder is a promise to people; a feature uses those before it, never after."""

from __future__ import annotations

from bot.commands.feature import Feature
from bot.features.administration.commands import feature as administration
from bot.features.agendas.commands import feature as agendas
from bot.features.announcements.commands import feature as announcements
from bot.features.approvals.commands import approvals_for
from bot.features.archive.commands import feature as archive
from bot.features.attendance.commands import feature as attendance
from bot.features.board.commands import feature as board
from bot.features.communities.commands import feature as communities
from bot.features.digests.commands import digests_for
from bot.features.dossiers.commands import feature as dossiers
from bot.features.events.commands import feature as events
from bot.features.exchange.commands import feature as exchange
from bot.features.feedback.commands import feature as feedback
from bot.features.help.commands import help_for
from bot.features.home.commands import home_for
from bot.features.invitations.commands import feature as invitations
from bot.features.lifecycle.commands import feature as lifecycle
from bot.features.membership.commands import feature as membership
from bot.features.mirrors.commands import feature as mirrors
from bot.features.people.commands import feature as people
from bot.features.places.commands import feature as places
from bot.features.questions.commands import feature as questions
from bot.features.reminders.commands import feature as reminders
from bot.features.series.commands import feature as series
from bot.features.settings.commands import feature as settings
from bot.features.team.commands import team_for
from bot.features.workgroups.commands import feature as workgroups

approvals = approvals_for(lambda: FEATURES)
digests = digests_for(lambda: FEATURES)
home = home_for(lambda: FEATURES)
help = help_for(lambda: FEATURES)
team = team_for(lambda: FEATURES)

FEATURES: tuple[Feature, ...] = (
    people,
    communities,
    membership,
    approvals,
    announcements,
    invitations,
    events,
    board,
    reminders,
    attendance,
    feedback,
    agendas,
    dossiers,
    questions,
    series,
    archive,
    team,
    places,
    mirrors,
    administration,
    workgroups,
    lifecycle,
    digests,
    settings,
    exchange,
    home,
    help,
)
