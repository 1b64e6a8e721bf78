"""What those who come read of a change: what holds, and nothing of what came to nothing meanwhile.

As long as it stands it asks whether they can come only while they could.
"""

from __future__ import annotations

from bot.chat.message import Message
from bot.commands.feature import Feature
from bot.db.tx import Tx
from bot.features.events import notices
from bot.features.events.model import Occurrence, State
from bot.features.events.times import Time, for_members, time_of
from bot.features.people import letters
from bot.features.people import service as people
from bot.features.people.model import LAPSED, Mail
from bot.jobs.outbox import redraw

CANCELLED, RESTORED, CHANGED = "event-cancelled", "event-restored", "event-changed"


def declare(feature: Feature) -> None:
    """The kinds of card; each is for members."""
    for kind in (CANCELLED, RESTORED):
        feature.card(kind, shown_to=for_members)(drawn)
    feature.card(CHANGED, shown_to=for_members)(changed)


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
        return changed(tx, argument, locale)
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


def changed(tx: Tx, argument: str, locale: str) -> Message | None:
    """As it was written, without the question once it takes place no more, or something newer asks it."""
    letter = people.letter(tx, argument)
    it = time_of(tx, argument.partition("/")[0], Time)
    if letter is None or it is None:
        return None
    kinds = (CANCELLED, RESTORED, CHANGED)
    theirs = letters.written_to(tx, letter.person, [f"{kind}:{it.made.id}" for kind in kinds])
    newer = any(_revision(each) > _revision(letter) and each.state != LAPSED for each in theirs)
    gone = it.community.archived or it.made.state is State.CANCELLED or it.made.ends <= tx.now
    return notices.settled(letter.message) if gone or newer else letter.message


def settle(tx: Tx, occurrence: str, *, after: str, limit: int) -> str:
    """Draw the next of what asks about it again; the last of these, "" where no more follow."""
    asking = sorted(card for kind in (RESTORED, CHANGED) for card in people.letters_of(tx, f"{kind}:{occurrence}"))
    found = [each for each in asking if each > after]
    for each in found[:limit]:
        redraw(tx, each)
    return found[limit - 1] if len(found) > limit else ""


def _revision(letter: Mail) -> int:
    return int(letter.key.split("/")[2])
