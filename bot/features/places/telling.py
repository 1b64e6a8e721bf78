"""Who hears of a place: its administrators where they meet and can be reached, else privately, or the platform team."""

from __future__ import annotations

from collections.abc import Collection

from bot.chat.address import Place
from bot.chat.message import Message
from bot.chat.text import Who
from bot.db.tx import Tx
from bot.features.communities import homes
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.jobs.outbox import send
from bot.jobs.queue import Payload


def team(tx: Tx) -> list[Who]:
    """The platform team, as its people are called."""
    return [people.who(tx, each.id) for each in people.owners(tx)]


def administrators(tx: Tx, community: Community) -> list[str]:
    """The people who can mend something and still have an account; of an orphan the platform team (M8)."""
    found = [each for each in membership.administrators(tx, community.id) if people.accounts_of(tx, each)]
    return found or [each.id for each in people.owners(tx)]


def meeting(tx: Tx, community: Community) -> list[Place]:
    """Where the administrators meet and read what is posted; nowhere when the community has none."""
    held = any(people.accounts_of(tx, each) for each in membership.administrators(tx, community.id, reviewers=True))
    return homes.heard_in(tx, community.id) if held else []


def tell(
    tx: Tx, community: Community, heard: Message, *, key: str, then: Payload | None = None, needs: str = "",
    but: Collection[str] = (),
) -> None:  # fmt: skip
    """Say it once per `key`; `then` hears of every channel whether it arrived there. `needs`, `but` as in `privately`.
    """
    places = meeting(tx, community)
    for place in places:
        send(tx, place, heard, key=f"{key}/{place}", then=then)
    if not places:
        privately(tx, community, heard, key=key, needs=needs, but=but)


def privately(
    tx: Tx, community: Community, heard: Message, *, key: str, needs: str = "", but: Collection[str] = ()
) -> None:
    """To every administrator `but` these: beside what is told them in a day, though not at night.

    With `needs`, a card `kind:subject`, it is drawn when it leaves, and one that has not left tells all of it.
    """
    for person in (each for each in administrators(tx, community) if each not in but):
        people.tell(
            tx, person, heard, key=f"{key}/{person}", about=community.id, needs=needs, alert=True,
            unless_waiting=bool(needs),
        )  # fmt: skip
