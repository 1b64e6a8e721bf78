"""Inviting people: an invitation opens a private community's door to one person, for thirty days."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.message import Button, Buttons, Heading, Message, Paragraph, Quote, Small, message
from bot.chat.text import Moment, Words, t
from bot.commands.context import Caller
from bot.db.tx import Tx, new_id
from bot.errors import Refused
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.access import closed, outside_parent, standing_of, while_invited
from bot.features.membership.model import Invitation
from bot.features.people import service as people

EXPIRY = timedelta(days=30)
WORDS = 500
"""Longest personal word of an invitation, in characters."""


def invite(tx: Tx, community: Community, person: str, words: str, *, by: Caller) -> Invitation:
    """Invite one person in the inviter's name; Refused when archived, inside, banned or invited already."""
    community = communities.held(tx, community)
    if community.archived:
        raise Refused(closed(community))
    found = standing_of(tx, community.id, person)
    guest = people.who(tx, person)
    if found.role is not None:
        raise Refused(t("invitations-already-in", person=guest, community=Words(community.name)))
    if found.banned:
        raise Refused(t("invitations-banned", person=guest, community=Words(community.name)))
    if outside_parent(tx, community, person):
        raise Refused(t("invitations-outside-parent", person=guest, community=Words(community.name)))
    if found.invited:
        raise Refused(t("invitations-already-invited", person=guest, community=Words(community.name)))
    made = Invitation(new_id("inv"), community.id, person, by.id, words, tx.now, tx.now + EXPIRY, "open")
    membership.invite(tx, made)
    communities.record(tx, community.id, by.id, "invited", member=guest.name)
    letter, needs = _letter(tx, community, made, by), while_invited(community.id)
    people.tell(tx, person, letter, key=f"{made.id}/letter", needs=needs, about=community.id)
    return made


def _letter(tx: Tx, community: Community, made: Invitation, by: Caller) -> Message:
    """Why, what for, and how to come in (guide 47, 162–166)."""
    return message(
        Heading(t("invitations-title", community=Words(community.name))),
        Paragraph(t("invitations-by", person=people.who(tx, by.id), community=Words(community.name))),
        Quote(Words(made.words)) if made.words else None,
        Paragraph(Words(community.purpose, rich=True)) if community.purpose else None,
        Small(t("invitations-until", at=Moment(made.expires_at, "date"))),
        Buttons(
            (
                Button(t("button-join"), f"membership.join:{community.id}", "primary"),
                Button(t("button-about"), f"membership.about:{community.id}"),
            )
        ),
    )
