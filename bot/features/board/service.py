"""Keeps the board of each community true: looked at when anything changes and when time alone changes it.

It is posted once and then edited. Whoever takes its pin off has it off; one that was deleted is posted again when what
it says changes next, and not before.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.db.tx import Tx, new_id
from bot.features.announcements import service as announcements
from bot.features.board import messages
from bot.features.board.model import WINDOW, Drawn, Pinned, card_of
from bot.features.communities import service as communities
from bot.features.communities import showing
from bot.features.communities.model import Community, Home, Review
from bot.features.events import service as events
from bot.features.events.model import Event, Occurrence
from bot.features.people.workspaces import called
from bot.jobs.outbox import cards, pin, redraw, show, times_shown
from bot.jobs.queue import later

PINNING = "platforms that pin"
"""The note that holds on which platforms messages can be kept at hand: only there a board is posted."""


def watch(tx: Tx, pinning: Collection[str]) -> None:
    """At every start, with the platforms that can pin; where one of them is new, every community is looked at."""
    known: list[str] = tx.noted(PINNING) or []
    if sorted(pinning) == known:
        return
    tx.note(PINNING, sorted(pinning))
    if not set(pinning) <= set(known):
        for each in communities.everything(tx):
            showing.review(tx, each.id)


def review(tx: Tx, job: Review) -> None:
    """Draw every copy again, post those that are missing, and look again when the next thing comes or is over."""
    community = communities.get(tx, job.community)
    if community is None:
        return
    standing = [post.target for post in cards(tx, card_of(community.id))]
    redraw(tx, card_of(community.id), then=Drawn(community.id))
    if community.archived:
        for target in standing:
            pin(tx, card_of(community.id), target, keep=False)
        return
    if job.again:
        for home in communities.homes(tx, community.id):
            _pin(tx, community, home)
    _post(tx, community)
    upcoming = _next(tx, community)
    if upcoming is not None:
        later(tx, upcoming, Review(community.id), key=f"{card_of(community.id)}/{upcoming:%Y%m%dT%H%M%S%f}")


def drawn(tx: Tx, end: Drawn) -> None:
    """Somebody deleted one, unseen: what it was to say now is posted anew."""
    community = communities.get(tx, end.community) if end.outcome == "gone" else None
    if community is not None and not community.archived:
        _post(tx, community)


def _next(tx: Tx, community: Community) -> datetime | None:
    """When time alone changes what the board says: something ends, or comes near enough."""
    found = [made for _, made in _planned(tx, community)]
    moments = [moment for made in found for moment in (made.at - WINDOW, made.ends) if moment > tx.now]
    return min(moments, default=None)


def _planned(tx: Tx, community: Community) -> list[tuple[Event, Occurrence]]:
    """What members read in the calendar."""
    return events.coming(tx, community.id, after=tx.now, cancelled=False, provisional=True)


def coming(tx: Tx, community: Community) -> list[tuple[Event, Occurrence]]:
    """What takes place within thirty days, in order of time; of what is archived nothing does."""
    if community.archived:
        return []
    return [(row, made) for row, made in _planned(tx, community) if made.at <= tx.now + WINDOW]


def _post(tx: Tx, community: Community) -> None:
    """Post and pin it where the community lives and it does not stand; never before there is something to say."""
    pinning: list[str] = tx.noted(PINNING) or []
    where = [home for home in communities.homes(tx, community.id) if home.platform in pinning]
    if not where or not coming(tx, community):
        return
    card = card_of(community.id)
    standing = {post.target for post in cards(tx, card)}
    for home in where:
        if home.place not in standing:
            key = f"{card}/{home.place}/{times_shown(tx, card, home.place)}"
            if show(tx, home.place, card, key=key):
                _pin(tx, community, home)


def _pin(tx: Tx, community: Community, home: Home, *, asked: str = "") -> None:
    pin(tx, card_of(community.id), home.place, then=Pinned(community.id, home.id, asked))


def try_again(tx: Tx, community: Community, home: Home) -> bool:
    """Pin it where it could not be; False where none stands."""
    _post(tx, community)
    if all(post.target != home.place for post in cards(tx, card_of(community.id))):
        return False
    _pin(tx, community, home, asked=new_id("try"))
    return True


def pinned(tx: Tx, end: Pinned) -> None:
    """Where it could not be pinned, the administrators hear once what to do; it stands there all the same."""
    community, home = communities.get(tx, end.community), communities.home(tx, end.home)
    if community is None or home is None or community.archived:
        return
    if end.outcome not in ("forbidden", "invalid", "parked"):
        return
    told = messages.unpinned(community, home, called(tx, home.platform, home.workspace), end.detail)
    key = f"{card_of(community.id)}/unpinned/{home.id}/{end.detail}/{end.asked}"
    announcements.tell_administrators(tx, community, told, key=key)


def draw(tx: Tx, identity: str, locale: str) -> Message | None:
    """As it is now; None for one that has not left and has nothing to say any more."""
    community = communities.get(tx, identity)
    if community is None:
        return None
    found = coming(tx, community)
    if not found and all(post.message_id is None for post in cards(tx, card_of(identity))):
        return None
    return messages.board(community, found)


def shown_to(tx: Tx, identity: str, target: Account | Place) -> bool:
    """Only where the community lives: what it plans is for those who read it there."""
    return any(home.place == target for home in communities.homes(tx, identity))
