"""What those who come are told, and what whoever brings something back reads; nothing here asks the database."""

from __future__ import annotations

from bot.chat.message import Button, Buttons, Message, Paragraph, message, say
from bot.chat.text import Words, t
from bot.features.archive.model import BROUGHT_BACK, Planned
from bot.features.archive.wording import listed
from bot.features.communities.model import Community

MANY = 8
"""So many events are named in one message to those who come."""


def told(kind: str, planned: Planned) -> Message:
    """What somebody would have come to, or may come to again, in one message."""
    back = kind == BROUGHT_BACK
    return message(
        Paragraph(
            t(f"archive-told-{'brought-back' if back else 'called-off'}", community=Words(planned.community.name))
        ),
        *listed(planned.events, most=MANY),
        Paragraph(t("archive-answers-hold")) if back else None,
        Buttons((calendar(planned.community),)) if back else None,
    )


def brought_back(community: Community, count: int) -> Message:
    """`count` events; none where somebody was first."""
    return say(t("archive-brought-back", community=Words(community.name), count=count), calendar(community))


def calendar(community: Community) -> Button:
    return Button(t("button-calendar"), f"events.calendar:{community.id}/0")
