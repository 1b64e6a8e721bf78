"""Private messages that concern somebody as long as a right lasts, asked when they leave and when they are read."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.commands.feature import Feature, ShownTo
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import inviting
from bot.features.membership import service as membership
from bot.features.membership.access import rights_of, standing_of
from bot.features.membership.model import Role
from bot.features.people import service as people

Concerns = Callable[[Tx, Community, str], bool]


def declare(feature: Feature) -> None:
    """The kinds of card that `access.while_…` name."""
    feature.card("for-deciders", shown_to=_shown(_decides))(written)
    feature.card("for-members", shown_to=to_members)(written)
    feature.card("for-those-who-see", shown_to=_shown(_sees))(written)
    feature.card("for-invited")(_invitation)


def written(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written."""
    letter = people.letter(tx, argument)
    return letter.message if letter else None


def to_an_administrator(tx: Tx, argument: str, target: Account | Place) -> bool:
    """A letter about all of somebody's communities is for its reader, as long as they administer any."""
    letter = people.letter(tx, argument)
    if letter is None or isinstance(target, Place) or people.person_of(tx, target) != letter.person:
        return False
    return any(each.role is Role.ADMINISTRATOR for each in membership.of_person(tx, letter.person))


def to_members(tx: Tx, argument: str, target: Account | Place) -> bool:
    """A letter about a community, a card `community/…`, is for its reader as long as they belong."""
    return _shown(_inside)(tx, argument, target)


def _shown(concerns: Concerns) -> ShownTo:
    def shown(tx: Tx, argument: str, target: Account | Place) -> bool:
        community = communities.get(tx, argument.partition("/")[0])
        if community is None or isinstance(target, Place):
            return False
        return concerns(tx, community, people.person_of(tx, target))

    return shown


def _decides(tx: Tx, community: Community, person: str) -> bool:
    return rights_of(tx, community, person).decide


def _sees(tx: Tx, community: Community, person: str) -> bool:
    return rights_of(tx, community, person).see


def _inside(tx: Tx, community: Community, person: str) -> bool:
    return standing_of(tx, community.id, person).role is not None


def _invitation(tx: Tx, argument: str, locale: str) -> Message | None:
    letter = people.letter(tx, argument)
    community = communities.get(tx, argument.partition("/")[0])
    return inviting.letter(tx, community, letter) if letter and community else None
