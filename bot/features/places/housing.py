"""Who hears that a community exists reads that it needs a channel only as long as it has none."""

from __future__ import annotations

from bot.chat.address import Account, Place
from bot.chat.message import Message, Paragraph
from bot.chat.text import t
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership.access import rights_of
from bot.features.people import service as people


def drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    letter, community = people.letter(tx, argument), _community(tx, argument)
    if letter is None or community is None:
        return None
    if community.archived or communities.homes(tx, community.id):
        return letter.message
    asked = Paragraph(t("places-needed"))
    return Message((*letter.message.parts, asked))


def shown_to(tx: Tx, argument: str, target: Account | Place) -> bool:
    """Whoever may see the community."""
    community = _community(tx, argument)
    if community is None or isinstance(target, Place):
        return False
    return rights_of(tx, community, people.person_of(tx, target)).see


def _community(tx: Tx, argument: str) -> Community | None:
    return communities.get(tx, argument.partition("/")[0])
