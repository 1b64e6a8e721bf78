"""Two weeks before, the administrators hear of roles that nobody has (guide 149) and dates that are not fixed (153).

Once a day at most, in one message that names all of theirs; of a series once as long as the same is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.chat.message import Message
from bot.commands.feature import Feature
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.hours import once_a_day
from bot.features.communities.model import Community
from bot.features.events import notices, service, staff
from bot.features.events.due import Ready, Wanting
from bot.features.events.model import State, Status
from bot.features.events.times import Time, time_of
from bot.features.membership import service as membership
from bot.features.membership.letters import to_an_administrator
from bot.features.membership.model import Role
from bot.features.people import letters
from bot.features.people import service as people

LETTER = "unready"

Missing = tuple[Time, Sequence[str]]
"""What takes place, and the roles there that nobody has; of what is provisional its date is missing as well."""


def ready(tx: Tx, job: Ready) -> None:
    """Nothing of what was moved, cancelled or settled meanwhile."""
    it = time_of(tx, job.occurrence, Time)
    if it is None or it.community.archived or it.row.status is not Status.PLANNED or it.made.at != job.at:
        return
    if it.made.state is State.CANCELLED or not _new(tx, it):
        return
    for person in membership.administrators(tx, it.community.id):
        _ask(tx, person, it.community)


def _missing(tx: Tx, it: Time) -> Missing | None:
    open_roles = staff.unfilled(tx, it.community, it.row)
    return (it, open_roles) if open_roles or it.made.state is State.TENTATIVE else None


def _new(tx: Tx, it: Time) -> bool:
    """Whether anything is missing of which the administrators have not heard; of a series it is noted as told."""
    found = _missing(tx, it)
    if not it.row.series:
        return found is not None
    note, missing = f"unready/{it.row.id}", list(found[1]) if found else None
    before = tx.noted(note)
    if missing != before:
        tx.note(note, missing)
    return missing is not None and missing != before


def _ask(tx: Tx, person: str, community: Community, *, again: bool = True) -> None:
    """`again`: what comes near after today's message was read is told the next morning."""
    needs, wanted = f"{LETTER}:{person}", Wanting(person, community.id)
    if once_a_day(tx, person, community, needs, lambda: _letter(tx, person), again=wanted if again else None):
        _redraw(tx, [person])


def _letter(tx: Tx, person: str) -> Message | None:
    found = wanting(tx, person)
    return notices.unready(found) if found else None


def asked_again(tx: Tx, job: Wanting) -> None:
    """The morning after, unless what was told since names it already."""
    community = communities.get(tx, job.community)
    if community is not None:
        _ask(tx, job.person, community, again=False)


def wanting(tx: Tx, person: str) -> list[Missing]:
    """All that begins within two weeks and of which something is missing, wherever this person administers."""
    theirs = [each.community for each in membership.of_person(tx, person) if each.role is Role.ADMINISTRATOR]
    known = (communities.get(tx, each) for each in theirs)
    near = [
        Time(community, row, made)
        for community in known
        if community is not None and not community.archived
        for row, made in service.to_come(tx, community.id)
        if tx.now < made.at <= tx.now + service.READY_BEFORE
    ]
    near.sort(key=lambda it: (it.made.at, it.called.casefold(), it.made.id))
    return [found for it in near if (found := _missing(tx, it))]


def changed(tx: Tx, community: str) -> None:
    """Somebody took a role, or a date was fixed: what the administrators read of it is drawn again."""
    _redraw(tx, membership.administrators(tx, community))


def _redraw(tx: Tx, persons: Collection[str]) -> None:
    """The newest of each; not what is so old that all it named has begun."""
    people.redraw_standing(tx, persons, (LETTER,), people.covered_by_any, since=tx.now - service.READY_BEFORE)


# What is read of it.


def declare(feature: Feature) -> None:
    feature.job(Ready)(ready)
    feature.job(Wanting)(asked_again)
    feature.card(LETTER, shown_to=to_an_administrator)(_drawn)


def _drawn(tx: Tx, argument: str, locale: str) -> Message | None:
    """What is missing when it leaves, or is read; of several the newest says it, the others that it came.

    Nothing leaves that says nothing; so what is on its way counts only while something is missing.
    """
    letter = people.letter(tx, argument)
    if letter is None:
        return None
    found, read = wanting(tx, letter.person), letters.was_read(tx, letter)
    if read and people.after(tx, letter, LETTER, on_their_way=bool(found)):
        return notices.unready_newer()
    if found:
        return notices.unready(found)
    return notices.nothing_wanting() if read else None
