"""Who hears that something is wrong with a place, once, as it is when that leaves; and whoever did, that it is mended.

What is wrong and mended before anybody could read of it is never spoken of.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home
from bot.features.membership.access import rights_of
from bot.features.people import letters
from bot.features.people import service as people
from bot.features.people.workspaces import called
from bot.features.places import messages, telling
from bot.features.places.model import Unheard
from bot.jobs.delivery import NO_MORE, SENT
from bot.jobs.outbox import cards, send, show
from bot.jobs.rooms import looking


def card(home: str) -> str:
    return f"troubled:{home}"


def mended_card(home: str) -> str:
    return f"mended:{home}"


def _note(home: str) -> str:
    """The note that holds since when something is wrong with a place; `untold` as long as a look is waited for."""
    return f"troubled {home}"


def changed(tx: Tx, community: Community, before: Home, home: Home) -> None:
    """Tell how a place is by now; while it is being looked at, together with what that finds."""
    since = 0.0 if before.troubles else tx.now.timestamp()
    spell: dict[str, Any] = tx.noted(_note(home.id)) or {"since": since}
    if looking(tx, about=home.id, lane=home.platform):
        tx.note(_note(home.id), {**spell, "untold": True})
    elif home.troubles:
        tx.note(_note(home.id), {**spell, "untold": False})
        _tell(tx, community, home)
    else:
        tx.note(_note(home.id), {})
        _tell_mended(tx, community, home, spell)


def promised(tx: Tx, home: str) -> bool:
    """Whether somebody may have read that they hear when it is mended, though nothing is known to be wrong now."""
    return bool(tx.noted(_note(home)))


def caught_up(tx: Tx, community: Community, home: Home) -> None:
    """A look has ended, in whatever way: what was to be told with what it finds."""
    if (tx.noted(_note(home.id)) or {}).get("untold"):
        changed(tx, community, home, home)


def told_as_well(tx: Tx, home: Home, person: str) -> None:
    """Somebody who administers nothing here has read what is wrong, and is to hear when it is mended."""
    spell: dict[str, Any] = tx.noted(_note(home.id)) or {"since": 0.0}
    tx.note(_note(home.id), {**spell, "others": sorted({*spell.get("others", ()), person})})


def inherited(tx: Tx, community: Community, before: Home, home: Home) -> None:
    """Another place stands instead of one that was lost: whoever read of that one hears when this one is in order."""
    spell = tx.noted(_note(before.id))
    if spell and (_posted(tx, before, spell) or _readers(tx, community, before, spell)):
        tx.note(_note(home.id), {"since": tx.now.timestamp(), "told": True, "others": spell.get("others", [])})


def _tell(tx: Tx, community: Community, home: Home) -> None:
    """What has not left yet says all of it when it does."""
    key = new_id(f"{home.id}/troubles")
    places = telling.meeting(tx, community)
    leaving = {post.target for post in cards(tx, card(home.id)) if post.message_id is None}
    for place in places:
        if place not in leaving:
            show(tx, place, card(home.id), key=f"{key}/{place}", then=Unheard(home.id, key, asked=tx.now))
    if not places:
        _privately(tx, community, home, key=key)


def _privately(tx: Tx, community: Community, home: Home, *, key: str, but: Collection[str] = ()) -> None:
    heard = messages.troubles(community, home, called(tx, home.platform, home.workspace), telling.team(tx))
    telling.privately(tx, community, heard, key=key, needs=card(home.id), but=but)


def _tell_mended(tx: Tx, community: Community, home: Home, spell: dict[str, Any]) -> None:
    """Where the administrators meet, or else to those who read the other privately; and to whoever else has read it."""
    readers = _readers(tx, community, home, spell)
    everybody = spell.get("told") or not spell["since"] or _posted(tx, home, spell)
    key = new_id(f"{home.id}/mended")
    heard = messages.mended(community, called(tx, home.platform, home.workspace))
    for person in set(spell.get("others", ())).difference(telling.administrators(tx, community)):
        people.tell(
            tx, person, heard, key=f"{key}/{person}", needs=mended_card(home.id), alert=True, unless_waiting=True
        )
    if not (readers or everybody):
        return
    places = telling.meeting(tx, community)
    for place in places:
        send(tx, place, heard, key=f"{key}/{place}", then=Unheard(home.id, key, asked=tx.now, mended=True))
    if not places:
        others = () if everybody else set(telling.administrators(tx, community)).difference(readers)
        telling.privately(tx, community, heard, key=key, needs=mended_card(home.id), but=others)


def _posted(tx: Tx, home: Home, spell: dict[str, Any]) -> bool:
    """Whether anything was told where administrators meet since something is wrong."""
    since = datetime.fromtimestamp(spell["since"], UTC)
    return any(post.message_id and post.at >= since for post in cards(tx, card(home.id)))


def _readers(tx: Tx, community: Community, home: Home, spell: dict[str, Any]) -> list[str]:
    since = datetime.fromtimestamp(spell["since"], UTC)
    return [each for each in telling.administrators(tx, community) if _has_read(tx, each, home, since=since)]


def _has_read(tx: Tx, person: str, home: Home, *, since: datetime) -> bool:
    written = letters.written_to(tx, person, [card(home.id)])
    return any(each.at >= since and letters.was_read(tx, each) for each in written)


def unheard(tx: Tx, end: Unheard) -> None:
    """What could not be posted where administrators meet is said to each privately who has not read of it since."""
    home = communities.home(tx, end.home)
    community = communities.get(tx, home.community) if home else None
    if end.outcome in (SENT, NO_MORE) or home is None or community is None:
        return
    key = f"{end.key}/unheard"
    if end.mended:
        heard = messages.mended(community, called(tx, home.platform, home.workspace))
        telling.privately(tx, community, heard, key=key, needs=mended_card(home.id))
    elif home.troubles:
        told = (each for each in telling.administrators(tx, community) if _written(tx, each, home, end.asked))
        _privately(tx, community, home, key=key, but=set(told))


def _written(tx: Tx, person: str, home: Home, since: datetime | None) -> bool:
    return since is not None and any(each.at >= since for each in letters.written_to(tx, person, [card(home.id)]))


# As it is when it leaves.


def draw(tx: Tx, argument: str, locale: str) -> Message | None:
    """None once nothing is wrong any more: what had not left by then does not leave."""
    home = communities.home(tx, argument.partition("/")[0])
    community = communities.get(tx, home.community) if home else None
    if home is None or community is None or not home.troubles:
        return None
    return messages.troubles(community, home, called(tx, home.platform, home.workspace), telling.team(tx))


def draw_mended(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written; what is wrong again before it leaves was not mended."""
    letter, home = people.letter(tx, argument), communities.home(tx, argument.partition("/")[0])
    if letter is None or home is None or (home.troubles and not letters.was_read(tx, letter)):
        return None
    return letter.message


def shown_to(tx: Tx, argument: str, target: Account | Place) -> bool:
    """Those who administer, where they meet or for themselves."""
    home = communities.home(tx, argument.partition("/")[0])
    community = communities.get(tx, home.community) if home else None
    if home is None or community is None:
        return False
    if isinstance(target, Place):
        return target in communities.admin_places(tx, community.id)
    return rights_of(tx, community, people.person_of(tx, target)).administer
