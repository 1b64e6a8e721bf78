"""Looking at what is near: whoever must be reminded is, once; everything is looked at again when it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from bot.chat.address import Account
from bot.db.tx import Tx, new_id
from bot.features.events import seats, tidings
from bot.features.events import service as events
from bot.features.events.model import COMING, Answer, Coming, Event, Look, Occurrence, State, Type
from bot.features.events.times import Time, time_of
from bot.features.membership import doors
from bot.features.membership.access import standing_of
from bot.features.membership.model import Status
from bot.features.people import accounts as people
from bot.features.people import attention, letters
from bot.features.people.model import What
from bot.features.people.quiet import NIGHT
from bot.features.people.service import reads_at
from bot.features.reminders import places
from bot.features.reminders.model import Again, Arrived, Correct, Reminder, Rest, Settle, reminders
from bot.features.reminders.plan import LATE, LIVE, Due, Owed, Reader, allowed, following, owed, plan
from bot.i18n import known_zone
from bot.jobs.outbox import cards, redraw, show
from bot.jobs.queue import later

WEEK, DAY, HOUR, TEN = timedelta(days=7), timedelta(days=1), timedelta(hours=1), timedelta(minutes=10)

OFFSETS: dict[Type, tuple[timedelta, ...]] = {
    Type.WEBINAR: (WEEK, DAY, HOUR, TEN, LIVE),
    Type.WORKSHOP: (WEEK, DAY, HOUR, TEN, LIVE),
    Type.MEETING: (DAY, HOUR, TEN, LIVE),
    Type.DEADLINE: (WEEK, DAY),
    Type.MILESTONE: (),
}
"""How long before it begins, or is due, people hear of it (FEATURES 2.3); LIVE is when it begins."""

GATHER = timedelta(seconds=3)
"""How long a private reminder waits for others that fall due in the same minute."""

SNOOZE = timedelta(minutes=15)
AGAIN = "again "
"""Before the moment until which somebody put a reminder off."""

HELD = "-held"
"""Behind the minute of what today has no room for: what leaves in that minute says nothing of it."""

AT_ONCE, LOOKED_AT = 50, 500
"""People reminded in one unit, and looked at whether they must be."""


def near(tx: Tx, occurrence: str) -> Time | None:
    """None for what is cancelled, over, or in a community that is archived."""
    it = time_of(tx, occurrence, Time)
    return it if it is not None and it.alive and it.made.ends > tx.now else None


def look(tx: Tx, job: Look) -> None:
    """Remind whoever must be reminded now, and look again when the next reminder falls due."""
    _correct_later(tx, job.occurrence)
    it = near(tx, job.occurrence)
    if it is None:
        places.redraw_all(tx, job.occurrence)
        return
    _look_again(tx, it, [*_look_at_people(tx, it), *places.remind(tx, it.community, it.row, it.made)])


def _look_again(tx: Tx, it: Time, moments: Iterable[datetime]) -> None:
    upcoming = min((each for each in moments if each > tx.now), default=None)
    if upcoming is not None:
        later(tx, upcoming, Look(it.made.id), key=f"{it.made.id}/look/at/{upcoming:%Y%m%dT%H%M%S%f}")


def _correct_later(tx: Tx, occurrence: str) -> None:
    """Have what people read of a time that holds no more, that holds again, or that is over, corrected once."""
    made = events.occurrence(tx, occurrence)
    if made is not None and made.revision > 1:
        later(tx, tx.now, Correct(made.id), key=f"{made.id}/correct/{made.revision}")
    if made is not None and made.ends <= tx.now:
        later(tx, tx.now, Correct(made.id), key=f"{made.id}/correct/{made.revision}/over")


def correct(tx: Tx, job: Correct) -> None:
    """What stands in inboxes is drawn again: it tells of another time, or of none, or is over, or is true again.

    So much in one unit, as of reminders themselves.
    """
    if not job.after:
        later(tx, tx.now, Settle(job.occurrence), key=new_id(f"{job.occurrence}/settle"))
    mine = (reminders.c.occurrence == job.occurrence, reminders.c.letter > job.after)
    rows = select(reminders.c.letter).where(*mine).distinct().order_by(reminders.c.letter).limit(AT_ONCE + 1)
    found = [row.letter for row in tx.all(rows)]
    for each in found[:AT_ONCE]:
        for card in _copies(tx, each):
            redraw(tx, card)
    if len(found) > AT_ONCE:
        last = found[AT_ONCE - 1]
        key = f"{job.occurrence}/correct/{tx.now:%Y%m%dT%H%M%S}/{last}"
        later(tx, tx.now, Correct(job.occurrence, last), key=key)


def settle(tx: Tx, job: Settle) -> None:
    """What asks whether one can come asks it no more, or again."""
    if last := tidings.settle(tx, job.occurrence, after=job.after, limit=AT_ONCE):
        later(tx, tx.now, Settle(job.occurrence, last), key=new_id(f"{job.occurrence}/settle"))


Over = tuple[Event, Occurrence, datetime]
"""What was told of, with the time that was told."""


def settled(tx: Tx, letter: str) -> tuple[list[Over], list[Over]]:
    """Of what a letter that stands told: what is moved, cancelled or over by now, and to what its reader does not come.

    Each once, for however many reasons it was told.
    """
    if not _stands(tx, letter):
        return [], []
    over, declined = dict[Over, None](), dict[Over, None]()
    theirs = select(reminders).where(reminders.c.letter == _whole(letter)).order_by(reminders.c.starts)
    for each in tx.all(theirs, Reminder):
        it, mine = time_of(tx, each.occurrence, Time), events.answer_of(tx, each.occurrence, each.person)
        if it is None:
            continue
        if it.made.state is State.CANCELLED or it.made.at != each.starts or it.made.ends <= tx.now:
            over[it.row, it.made, each.starts] = None
        elif it.alive and mine is not None and mine.answer is Answer.NO:
            declined[it.row, it.made, each.starts] = None
    return list(over), list(declined)


def _whole(letter: str) -> str:
    """Its name, without the number of the mail in which it waits for a digest."""
    return "/".join(letter.split("/")[:2])


def _stands(tx: Tx, letter: str) -> bool:
    return any(each.message_id for card in _copies(tx, _whole(letter)) for each in cards(tx, card))


def _copies(tx: Tx, letter: str) -> list[str]:
    """The cards of it: what was held back is one for each mail in which it was opened."""
    card = f"reminder:{letter}"
    if not letter.endswith(HELD):
        return [card]
    return [each.drawn for each in letters.written_to(tx, letter.split("/")[0], [card])]


def rest(tx: Tx, job: Rest) -> None:
    """Those who did not fit into the unit of the look; each is looked at again."""
    it = near(tx, job.occurrence)
    if it is None:
        return
    if not job.persons:
        _look_again(tx, it, _look_at_people(tx, it, after=job.after))
        return
    answers_now = (events.answer_of(tx, it.made.id, each) for each in job.persons)
    _remind_people(tx, it, [each for each in answers_now if each and each.answer in COMING])


def _look_at_people(tx: Tx, it: Time, *, after: str = "") -> set[datetime]:
    """Gives the next moments; so many in one unit, so that nobody waits meanwhile for thousands of people."""
    found = seats.coming(tx, it.made.id, after=after, limit=LOOKED_AT)
    if len(found) == LOOKED_AT:
        later(tx, tx.now, Rest(it.made.id, after=found[-1].person), key=new_id(f"{it.made.id}/rest"))
    return _remind_people(tx, it, found)


def _remind_people(tx: Tx, it: Time, coming: Sequence[Coming]) -> set[datetime]:
    """Gives the next moments of these people, of whom so many are reminded in this unit."""
    found = _listening(tx, it, coming)
    reach = people.reach(tx, [each.person for each in found])
    quiet = attention.quiet_of(tx, list(reach))
    told = _told_of(tx, it.made, list(reach))
    plans: dict[Reader, tuple[Due, ...]] = {}
    now: list[tuple[Coming, Owed]] = []
    for each in found:
        if each.person not in reach:
            continue
        hours = quiet.get(each.person, NIGHT)
        reader = Reader(reach[each.person].zone, coming=each.answer is Answer.GOING, quiet=hours)
        if reader not in plans:
            plans[reader] = plan(it.made.at, OFFSETS[it.row.type], reader)
        due = owed(plans[reader], since=max(each.at, it.made.changed_at), now=tx.now, ends=it.made.ends)
        if due is not None and (each.person, _what(due)) not in told:
            now.append((each, due))
    now.sort(key=lambda each: each[0].person)  # units that count the messages of the same people do it in one order
    for each, due in now[:AT_ONCE]:
        _remind(tx, it, each, due, reach[each.person])
    for start in range(AT_ONCE, len(now), AT_ONCE):
        others = tuple(each.person for each, _ in now[start : start + AT_ONCE])
        later(tx, tx.now, Rest(it.made.id, others), key=new_id(f"{it.made.id}/rest"))
    upcoming = (following(each, now=tx.now) for each in plans.values())
    return {each for each in upcoming if each is not None}


def _listening(tx: Tx, it: Time, coming: Sequence[Coming]) -> list[Coming]:
    """Those of these people who are members still, and want to be reminded."""
    persons = [each.person for each in coming]
    belonging = doors.belonging(tx, it.community.id, persons)
    inside = {person for person, each in belonging.items() if each.status is Status.ACTIVE}
    muting = attention.muting(tx, persons, it.community.id, What.REMINDERS)
    return [each for each in coming if each.person in inside and not each.muted and each.person not in muting]


def _told_of(tx: Tx, made: Occurrence, persons: Collection[str]) -> set[tuple[str, str]]:
    mine = (reminders.c.occurrence == made.id, reminders.c.starts == made.at, reminders.c.person.in_(persons))
    return {(row.person, row.what) for row in tx.all(select(reminders.c.person, reminders.c.what).where(*mine))}


def _what(due: Owed) -> str:
    """How far away it is, in minutes."""
    return str(due.offset // timedelta(minutes=1))


def _remind(tx: Tx, it: Time, coming: Coming, due: Owed, reach: people.Reach) -> None:
    """Put it into the letter of this minute, with what else they go to on that day when it is a day or more away."""
    fits = due.offset < DAY or attention.room(tx, coming.person, reach.zone, tx.now)
    letter = letter_of(tx, coming.person) if fits else f"{letter_of(tx, coming.person)}{HELD}"
    if not _note(tx, it.made, _what(due), letter, coming.person, late=due.late):
        return
    if due.offset >= DAY:
        for row, made in _same_day(tx, it, coming.person, reach.zone):
            if due.offset in OFFSETS[row.type]:
                _note(tx, made, _what(due), letter, coming.person, late=False)
    if fits:
        if post(tx, letter, coming.person, reach) and due.offset >= DAY:
            attention.ring(tx, coming.person, letter, tx.now)
    else:
        letters.hold(tx, coming.person, key=f"reminder:{letter}", needs=f"reminder:{letter}")


def letter_of(tx: Tx, person: str) -> str:
    """The private message of this minute."""
    return f"{person}/{tx.now:%Y%m%dT%H%M}"


def _note(tx: Tx, made: Occurrence, what: str, letter: str, person: str, *, late: bool) -> bool:
    """False when they were reminded of that before."""
    return tx.add_once(reminders, Reminder(made.id, made.at, what, person, letter, tx.now, late))


def _same_day(tx: Tx, it: Time, person: str, zone: str) -> list[tuple[Event, Occurrence]]:
    """What else they go to on that day of their own calendar (R13)."""
    place, _ = known_zone(zone)
    today = it.made.at.astimezone(place).date()
    begins, ends = (datetime.combine(today + timedelta(days=n), time(), place).astimezone(UTC) for n in (0, 1))
    found = events.coming_of(tx, person, after=begins, before=ends)
    return [(row, made) for row, made in found if made.id != it.made.id]


def post(tx: Tx, letter: str, person: str, reach: people.Reach, *, number: int = 0) -> bool:
    """Write to their account of that number; what is added to a letter that has left is added there: False then."""
    card = f"reminder:{letter}"
    end = Arrived(letter, person, number)
    if show(tx, reach.accounts[number], card, key=f"{card}/{number}", at=tx.now + GATHER, then=end):
        return True
    redraw(tx, card)
    return False


def leaves(tx: Tx, to: Account, end: Arrived) -> datetime:
    """When a letter may leave: what fell due while nothing could be sent wakes nobody, unless it is near."""
    at = min((_leaves(tx, it, row) for it, row in told(tx, end.letter)), default=tx.now)
    if at > tx.now:
        attention.put_off(tx, end.letter, at)
    return at


def _leaves(tx: Tx, it: Time, row: Reminder) -> datetime:
    """What somebody put off themselves comes as long as they are up."""
    mine = events.answer_of(tx, row.occurrence, row.person)
    again = row.what.startswith(AGAIN)
    if mine is None or (again and reads_at(tx, row.person, awaited=True) <= tx.now):
        return tx.now
    offset = DAY if again else timedelta(minutes=int(row.what))
    return allowed(it.made.at, offset, _reader(tx, mine), now=tx.now)


def arrived(tx: Tx, end: Arrived) -> None:
    """A closed inbox: their next account is tried. What nobody needs any more was not sent, and that is all."""
    if end.outcome in ("sent", "no more", "too late", "drawn later"):
        return
    reach = people.reach(tx, [end.person]).get(end.person)
    if reach is not None and end.number + 1 < len(reach.accounts):
        post(tx, end.letter, end.person, reach, number=end.number + 1)


def told(tx: Tx, letter: str) -> list[tuple[Time, Reminder]]:
    """What a letter still has to say: not what was moved or cancelled, nor to whom it no longer matters."""
    whole = _whole(letter)
    rows = tx.all(select(reminders).where(reminders.c.letter == whole), Reminder)
    found = [(it, row) for row in rows if (it := near(tx, row.occurrence)) and _still(tx, it, row)]
    return sorted(found, key=lambda each: (each[0].made.at, each[0].made.id))


def _still(tx: Tx, it: Time, row: Reminder) -> bool:
    """Looked at when it leaves: same time, still coming, still a member, and nothing newer was or is to be said."""
    mine = events.answer_of(tx, row.occurrence, row.person)
    if it.made.at != row.starts or mine is None or mine.muted or mine.answer not in COMING:
        return False
    if standing_of(tx, it.community.id, row.person).role is None:
        return False
    if attention.muting(tx, [row.person], it.community.id, What.REMINDERS):
        return False
    newer = select(reminders.c.what).where(
        reminders.c.occurrence == row.occurrence,
        reminders.c.starts == row.starts,
        reminders.c.person == row.person,
        reminders.c.at > row.at,
    )
    return tx.value(newer.limit(1)) is None and not _nearer_due(tx, it, row, mine)


def _nearer_due(tx: Tx, it: Time, row: Reminder, mine: Coming) -> bool:
    """Whether a nearer one fell due since this one was noted: that one says it all, whichever of them leaves first.

    What was told early, together with something else of that day, falls due itself afterwards.
    """
    since = max(row.at, mine.at, it.made.changed_at)
    due = owed(_dues(tx, it, mine), since=since, now=tx.now, ends=it.made.ends)
    return due is not None and _what(due) != row.what


def _dues(tx: Tx, it: Time, mine: Coming) -> tuple[Due, ...]:
    """The reminders of one person."""
    return plan(it.made.at, OFFSETS[it.row.type], _reader(tx, mine))


def _reader(tx: Tx, mine: Coming) -> Reader:
    reach = people.reach(tx, [mine.person]).get(mine.person)
    quiet = attention.quiet_of(tx, [mine.person]).get(mine.person, NIGHT)
    return Reader(reach.zone if reach else "", coming=mine.answer is Answer.GOING, quiet=quiet)


def is_late(tx: Tx, row: Reminder, letter: str) -> bool:
    """Whether it was noticed, or leaves, later than it should have; what was held back leaves when it should."""
    leaves_late = tx.now - row.at > LATE and not _held_back(letter) and not _stands(tx, letter)
    return row.late or leaves_late


def _held_back(letter: str) -> bool:
    """What waits for a digest has the number of its mail behind it."""
    return letter.count("/") > 1


def snooze(tx: Tx, made: Occurrence, person: str) -> datetime:
    """Remind somebody again in fifteen minutes, once, whatever comes by itself meanwhile (R14)."""
    at = tx.now + SNOOZE
    later(tx, at, Again(made.id, person, made.at), key=f"{made.id}/again/{person}/{at:%Y%m%dT%H%M}")
    return at


def again(tx: Tx, job: Again) -> None:
    it = near(tx, job.occurrence)
    reach = people.reach(tx, [job.person]).get(job.person)
    mine = events.answer_of(tx, job.occurrence, job.person)
    if it is None or reach is None or mine is None or it.made.at != job.starts:
        return
    if it.made.at <= tx.now and any(due.at >= it.made.at for due in _dues(tx, it, mine)):
        return  # they are told that it has begun anyhow
    letter = letter_of(tx, job.person)
    if _note(tx, it.made, f"{AGAIN}{tx.now:%Y%m%dT%H%M}", letter, job.person, late=False):
        post(tx, letter, job.person, reach)
