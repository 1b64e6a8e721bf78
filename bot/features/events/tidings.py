"""What those who come read of a cancellation or a return: what holds, and nothing of what came to nothing meanwhile."""

from __future__ import annotations

from bot.chat.address import Account, Place
from bot.chat.message import Message
from bot.commands.feature import Feature
from bot.db.tx import Tx
from bot.features.events.model import Occurrence
from bot.features.events.times import Time, time_of
from bot.features.membership.access import standing_of
from bot.features.people import letters
from bot.features.people import service as people
from bot.features.people.model import Mail

CANCELLED, RESTORED = "event-cancelled", "event-restored"


def declare(feature: Feature) -> None:
    """The two kinds of card; each is for members."""
    for kind in (CANCELLED, RESTORED):
        feature.card(kind, shown_to=_inside)(drawn)


def of(kind: str, made: Occurrence) -> str:
    """What such a letter `needs`."""
    return f"{kind}:{made.id}"


def key(kind: str, made: Occurrence) -> str:
    """Its key, in which its place among the others of the occurrence is read."""
    return f"{kind}/{made.revision}"


def drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written; None where it tells nothing new to whoever has not read what went before."""
    letter = people.letter(tx, argument)
    if letter is None:
        return None
    if letters.was_read(tx, letter):
        return letter.message
    about = argument.partition("/")[0]
    theirs = letters.written_to(tx, letter.person, [f"{kind}:{about}" for kind in (CANCELLED, RESTORED)])
    theirs.sort(key=_revision)
    if theirs[-1].id != letter.id:
        return None
    first = letter
    for before in reversed(theirs[:-1]):
        if letters.was_read(tx, before) or before.needs == first.needs:
            break
        first = before
    return letter.message if first.needs == letter.needs else None


def _revision(letter: Mail) -> int:
    return int(letter.key.split("/")[2])


def _inside(tx: Tx, argument: str, target: Account | Place) -> bool:
    it = time_of(tx, argument.partition("/")[0], Time)
    if it is None or isinstance(target, Place):
        return False
    return standing_of(tx, it.community.id, people.person_of(tx, target)).role is not None
