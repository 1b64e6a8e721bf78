"""What waits for somebody as an administrator, on their page."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.message import Button, Buttons, Heading, Paragraph, Part
from bot.chat.text import Moment, Series, T, Words, t
from bot.commands.context import Caller
from bot.commands.feature import Raised, token
from bot.db.tx import Tx
from bot.features.approvals.listing import Filter
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.access import DECIDERS, visible
from bot.features.membership.model import Request

SHOWN = 10
"""So many communities stand on a page, those where somebody has waited longest first."""


def section(tx: Tx, caller: Caller) -> Sequence[Part]:
    """The communities in which the caller decides and somebody waits, each with a button to the queue."""
    queues = [(each, membership.queue(tx, each.id)) for each, stands in visible(tx, caller) if stands.role in DECIDERS]
    waiting = sorted(((each, queue) for each, queue in queues if queue), key=lambda pair: pair[1][0].at)[:SHOWN]
    if not waiting:
        return ()
    lines = tuple(_line(each, queue) for each, queue in waiting)
    buttons = tuple(Button(Words(each.name), token("approvals.queue", str(Filter(each.id)))) for each, _ in waiting)
    return (Heading(t("approvals-home")), Paragraph(Series(lines, "lines")), Buttons(buttons))


def raised(tx: Tx, community: str) -> Sequence[Raised]:
    """Those who wait, for the moderation team's own meeting."""
    queue = membership.queue(tx, community)
    if not queue:
        return ()
    text = t("approvals-raised", count=len(queue), since=Moment(queue[0].at, "date"))
    return (Raised(text, Button(t("button-queue"), token("approvals.queue", str(Filter(community))))),)


def _line(community: Community, queue: Sequence[Request]) -> T:
    since = Moment(queue[0].at, "date")
    return t("approvals-home-line", community=Words(community.name), count=len(queue), since=since)
