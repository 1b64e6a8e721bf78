"""Who hears that a community was archived, or is active again, and what of that is true when they read it.

A letter is about the community that was archived, its root, and about those of its working groups that went with it;
what is brought back of one of these alone is told as its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.commands.feature import Feature
from bot.db.tx import Tx
from bot.features.archive import messages
from bot.features.archive.marks import waiting
from bot.features.archive.model import ACTIVE, ARCHIVED, BROUGHT_BACK, CALLED_OFF, Affair
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events import tidings
from bot.features.events.model import CONCERNED, Occurrence, State
from bot.features.membership import service as membership
from bot.features.membership.access import rights_of, standing_of
from bot.features.membership.letters import to_members
from bot.features.people import attention, letters
from bot.features.people import service as people
from bot.features.people.model import Mail

OLD = timedelta(days=14)
"""What takes place again after all is no news to whoever reads of it only then."""


def declare(feature: Feature) -> None:
    """The kinds of letter, and who may read them by the time they do."""
    feature.card(CALLED_OFF, shown_to=to_members)(_called_off)
    feature.card(BROUGHT_BACK, shown_to=to_members)(_brought_back)
    feature.card(ARCHIVED, shown_to=_to_administrators)(_archived)
    feature.card(ACTIVE, shown_to=_to_administrators)(_active)


# Those who come.


def tell(tx: Tx, kind: str, root: str, person: str, found: Sequence[Affair]) -> None:
    """Once, as long as they belong; at night too where they would set out before the morning."""
    theirs = [each for each in found if standing_of(tx, each[0].id, person).role is not None]
    if theirs:
        soonest = min((made.at for _, row, made in theirs if not row.period), default=None)
        whole = {community.id for community, _, _ in theirs}
        about = whole.pop() if kind == BROUGHT_BACK and len(whole) == 1 else root
        key = f"{about}/{kind}/{person}/{tx.now.isoformat()}"
        told = messages.told(kind, theirs)
        people.tell(tx, person, told, key=key, needs=f"{kind}:{about}", awaited=True, until=soonest)


def _called_off(tx: Tx, argument: str, locale: str) -> Message | None:
    """What does not take place since, by the time it is read; as it was written, once it was.

    Of several that nobody has read the last says it all.
    """
    letter, root = _letter(tx, argument)
    if letter is None or root is None or letters.was_read(tx, letter):
        return letter.message if letter else None
    unread = _unread(tx, letter)
    found: dict[str, Affair] = {}
    for each in _comes_to(tx, root, letter.person):
        if each[2].changed_at >= unread[0].at and _is_off(tx, each[2], letter.person):
            found.setdefault(each[1].id, each)
    return messages.told(CALLED_OFF, list(found.values())) if found and unread[-1].id == letter.id else None


def _is_off(tx: Tx, made: Occurrence, person: str) -> bool:
    """Whether it does not take place, and nothing else tells them: cancelled again, it is as it was for whoever has not
    read that it was restored.
    """
    if made.state is not State.CANCELLED:
        return False
    again = letters.written_to(tx, person, [tidings.of(tidings.RESTORED, made)])
    return made.called_off is not None or any(not letters.was_read(tx, each) for each in again)


def _unread(tx: Tx, letter: Mail) -> list[Mail]:
    """All of its kind since the last that its reader has read, in order; alone where that is newer than this letter."""
    theirs = sorted(letters.written_to(tx, letter.person, [letter.needs]), key=lambda each: each.at)
    read = max((number for number, each in enumerate(theirs) if letters.was_read(tx, each)), default=-1)
    return theirs[read + 1 :] or theirs[-1:]


def _brought_back(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written; None for whoever had not read that it did not take place, or has nothing to come to."""
    letter, about = _letter(tx, argument)
    if letter is None or about is None or letters.was_read(tx, letter):
        return letter.message if letter else None
    went_with = [f"{CALLED_OFF}:{about.parent}"] if about.parent else []
    heard, newest = _so_far(tx, letter, [f"{CALLED_OFF}:{about.id}", *went_with, letter.needs])
    comes = any(made.state is not State.CANCELLED for _, _, made in _comes_to(tx, about, letter.person))
    news = newest and heard == CALLED_OFF and tx.now - letter.at < OLD
    return letter.message if comes and news else None


def _letter(tx: Tx, argument: str) -> tuple[Mail | None, Community | None]:
    return people.letter(tx, argument), communities.get(tx, argument.partition("/")[0])


def _comes_to(tx: Tx, root: Community, person: str) -> list[Affair]:
    """All that somebody comes to and that has not begun, also what is cancelled, in the communities they belong to."""
    return [
        (community, row, made)
        for community in _whole(tx, root)
        if standing_of(tx, community.id, person).role is not None
        for row, made, mine in events.answers_of(tx, community.id, person, after=tx.now)
        if mine.answer in CONCERNED and row.open(made, tx.now)
    ]


def _so_far(tx: Tx, letter: Mail, needs: Sequence[str]) -> tuple[str, bool]:
    """Of which kind the last was that they had read when it was written, "" for none; whether it is the last itself."""
    theirs = letters.written_to(tx, letter.person, needs)
    others = sorted((each for each in theirs if each.id != letter.id), key=lambda each: each.at)
    read = [each for each in others if letters.was_read(tx, each) and _left(tx, each) <= letter.at]
    return (read[-1].needs.partition(":")[0] if read else ""), all(each.at <= letter.at for each in others)


def _left(tx: Tx, letter: Mail) -> datetime:
    return attention.left_at(tx, letter.id) or letter.at


# Those who administer.


def went_along(tx: Tx, root: Community, group: Community) -> bool:
    """Whether a working group was archived with its community, the last time that was, and not by itself."""
    return group.archived_at is not None and group.archived_at == communities.last_logged(tx, root.id, "archived")


def tell_administrators(tx: Tx, kind: str, changed: Sequence[Community], *, by: str) -> None:
    """Whoever else administers any of these reads once of all of theirs; of what is active again, those too whose
    working groups are not.
    """
    root = changed[0]
    theirs: dict[str, list[Community]] = {}
    for each in changed:
        for person in membership.administrators(tx, each.id):
            theirs.setdefault(person, []).append(each)
    if kind == ACTIVE:
        for group in communities.groups(tx, root.id):
            if went_along(tx, root, group):
                for person in membership.administrators(tx, group.id):
                    theirs.setdefault(person, [root])
    for person, found in theirs.items():
        if person != by:
            told = messages.administrators(kind, found, by=people.who(tx, by))
            key = f"{root.id}/{kind}/{person}/{tx.now.isoformat()}"
            people.tell(tx, person, told, key=key, needs=f"{kind}:{root.id}", awaited=True)


def changed(tx: Tx, community: Community) -> None:
    """What those who administer read of it says what is left to do: drawn again."""
    for root in (community.id, community.parent):
        if root:
            people.redraw_letters(tx, f"{ACTIVE}:{root}")


def _to_administrators(tx: Tx, argument: str, target: Account | Place) -> bool:
    root = communities.get(tx, argument.partition("/")[0])
    if root is None or isinstance(target, Place):
        return False
    person = people.person_of(tx, target)
    return any(rights_of(tx, each, person).administer for each in _whole(tx, root))


def _archived(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written, once it was read; before, only what is archived since and still is by then, said once."""
    letter, root = _letter(tx, argument)
    if letter is None or root is None or letters.was_read(tx, letter):
        return letter.message if letter else None
    unread = _unread(tx, letter)
    theirs = [each for each in _whole(tx, root) if rights_of(tx, each, letter.person).administer]
    still = [each for each in theirs if each.archived_at is not None and each.archived_at >= unread[0].at]
    return messages.anew(letter.message, still) if still and unread[-1].id == letter.id else None


def _whole(tx: Tx, root: Community) -> list[Community]:
    return [root, *communities.groups(tx, root.id)]


def _active(tx: Tx, argument: str, locale: str) -> Message | None:
    """With what is left to bring back; None for whoever had not read that it was archived, where nothing is.

    What is newer says what is left instead.
    """
    letter, root = _letter(tx, argument)
    if letter is None or root is None:
        return None
    went_with = [f"{ARCHIVED}:{root.parent}"] if root.parent else []
    heard, newest = _so_far(tx, letter, [f"{ARCHIVED}:{root.id}", *went_with, letter.needs])
    left = _to_do(tx, root, letter.person) if newest else messages.Left()
    if letters.was_read(tx, letter):
        return messages.active(letter.message, left)
    if root.archived or not newest or (heard != ARCHIVED and not left):
        return None
    return messages.active(letter.message, left)


def _to_do(tx: Tx, root: Community, person: str) -> messages.Left:
    if root.archived:
        return messages.Left()
    theirs = [each for each in _whole(tx, root) if rights_of(tx, each, person).close]
    called_off = root in theirs and any(waiting(tx, each) for each in theirs if not each.archived)
    return messages.Left(root if called_off else None, tuple(each for each in theirs if went_along(tx, root, each)))
