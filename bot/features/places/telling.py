"""Who hears of a place: its administrators where they meet and can be reached, else privately, or the platform team."""

from __future__ import annotations

from bot.chat.address import Place
from bot.chat.message import Message
from bot.db.tx import Tx
from bot.features.communities import homes
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.jobs.outbox import send
from bot.jobs.queue import Payload


def administrators(tx: Tx, community: Community) -> list[str]:
    """The people who can mend something and still have an account; of an orphan the platform team (M8)."""
    found = [each for each in membership.administrators(tx, community.id) if people.accounts_of(tx, each)]
    return found or [each.id for each in people.owners(tx)]


def meeting(tx: Tx, community: Community) -> list[Place]:
    """Where the administrators meet and read what is posted; nowhere when the community has none."""
    held = any(people.accounts_of(tx, each) for each in membership.administrators(tx, community.id, reviewers=True))
    return homes.heard_in(tx, community.id) if held else []


def tell(tx: Tx, community: Community, heard: Message, *, key: str, then: Payload | None = None) -> None:
    """Say it once per `key`; `then` hears of every channel whether it arrived there."""
    places = meeting(tx, community)
    for place in places:
        send(tx, place, heard, key=f"{key}/{place}", then=then)
    if not places:
        privately(tx, community, heard, key=key)


def privately(tx: Tx, community: Community, heard: Message, *, key: str, decides: bool = False) -> None:
    """`decides`: somebody waits for what they say to it."""
    for person in administrators(tx, community):
        people.tell(tx, person, heard, key=f"{key}/{person}", about=community.id, decides=decides)
