"""Looking at what is near: whoever must be reminded is, once; everything is looked at again when it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service as events
from bot.features.events.model import Answer, Coming, Event, Look, Occurrence, State, Status, Type
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.people import accounts as people
from bot.features.reminders import places
from bot.features.reminders.model import Again, Arrived, Reminder, reminders
from bot.features.reminders.plan import LATE, LIVE, Due, Owed, Reader, following, owed, plan
from bot.i18n import known_zone
from bot.jobs.outbox import redraw, show
from bot.jobs.queue import later

WEEK, DAY, HOUR, TEN = timedelta(days=7), timedelta(days=1), timedelta(hours=1), timedelta(minutes=10)

OFFSETS = {Type.WEBINAR: (WEEK, DAY, HOUR, TEN, LIVE), Type.MEETING: (DAY, HOUR, TEN, LIVE)}
"""How long before it begins people hear of it (FEATURES 2.3); LIVE is when it begins."""

GATHER = timedelta(seconds=5)
"""How long a private reminder waits for others that fall due in the same minute."""

SNOOZE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Near:
    """An occurrence that is still to take place, and what it belongs to."""

    community: Community
    row: Event
    made: Occurrence


def near(tx: Tx, occurrence: str) -> Near | None:
    """None for what is cancelled, over, or in a community that is archived."""
    made = events.occurrence(tx, occurrence)
    row = events.event(tx, made.event) if made else None
    community = communities.get(tx, row.community) if row else None
    if made is None or row is None or community is None or community.archived:
        return None
    alive = made.state is State.PLANNED and row.status is Status.PLANNED and made.ends > tx.now
    return Near(community, row, made) if alive else None


def look(tx: Tx, job: Look) -> None:
    """Remind whoever must be reminded now, and look again when the next reminder falls due."""
    it = near(tx, job.occurrence)
    if it is None:
        places.redraw_all(tx, job.occurrence)
        return
    moments = [*_remind_people(tx, it), *places.remind(tx, it.community, it.row, it.made)]
    upcoming = min((each for each in moments if each > tx.now), default=None)
    if upcoming is not None:
        later(tx, upcoming, Look(it.made.id), key=f"{it.made.id}/look/at/{upcoming:%Y%m%dT%H%M%S%f}")


def _remind_people(tx: Tx, it: Near) -> Iterator[datetime]:
    """Gives the next moment of each; whoever has left the community hears nothing any more."""
    inside = {each.person for each in membership.members(tx, it.community.id)}
    found = [each for each in events.answered(tx, it.made.id, Answer.GOING, Answer.MAYBE) if each.person in inside]
    reach = people.reach(tx, [each.person for each in found])
    plans: dict[Reader, tuple[Due, ...]] = {}
    for each in found:
        if each.muted or each.person not in reach:
            continue
        reader = Reader(reach[each.person].zone, coming=each.answer is Answer.GOING)
        if reader not in plans:
            plans[reader] = plan(it.made.at, OFFSETS[it.row.type], reader)
        due = owed(plans[reader], since=max(each.at, it.made.changed_at), now=tx.now, ends=it.made.ends)
        if due is not None:
            _remind(tx, it, each, due, reach[each.person])
        upcoming = following(plans[reader], now=tx.now)
        if upcoming is not None:
            yield upcoming


def _remind(tx: Tx, it: Near, coming: Coming, due: Owed, reach: people.Reach) -> None:
    """Put it into the letter of this minute, with what else they go to on that day when it is a day or more away."""
    letter = letter_of(tx, coming.person)
    if not _note(tx, it.made, str(due.offset // timedelta(minutes=1)), letter, coming.person, late=due.late):
        return
    if due.offset >= DAY:
        for row, made in _same_day(tx, it, coming.person, reach.zone):
            if due.offset in OFFSETS[row.type]:
                _note(tx, made, str(due.offset // timedelta(minutes=1)), letter, coming.person, late=False)
    post(tx, letter, coming.person, reach)


def letter_of(tx: Tx, person: str) -> str:
    """The private message of this minute."""
    return f"{person}/{tx.now:%Y%m%dT%H%M}"


def _note(tx: Tx, made: Occurrence, what: str, letter: str, person: str, *, late: bool) -> bool:
    """False when they were reminded of that before."""
    return tx.add_once(reminders, Reminder(made.id, made.at, what, person, letter, tx.now, late))


def _same_day(tx: Tx, it: Near, person: str, zone: str) -> list[tuple[Event, Occurrence]]:
    """What else they go to on that day of their own calendar (R13)."""
    place, _ = known_zone(zone)
    today = it.made.at.astimezone(place).date()
    begins, ends = (datetime.combine(today + timedelta(days=n), time(), place).astimezone(UTC) for n in (0, 1))
    found = events.coming_of(tx, person, after=begins, before=ends)
    return [(row, made) for row, made in found if made.id != it.made.id]


def post(tx: Tx, letter: str, person: str, reach: people.Reach, *, number: int = 0) -> None:
    """Write to their account of that number; what is added to a letter that has left is added there."""
    card = f"reminder:{letter}"
    end = Arrived(letter, person, number)
    if not show(tx, reach.accounts[number], card, key=f"{card}/{number}", at=tx.now + GATHER, then=end):
        redraw(tx, card)


def arrived(tx: Tx, end: Arrived) -> None:
    """A closed inbox: their next account is tried. What nobody needs any more was not sent, and that is all."""
    if end.outcome in ("sent", "no more", "too late", "drawn later"):
        return
    reach = people.reach(tx, [end.person]).get(end.person)
    if reach is not None and end.number + 1 < len(reach.accounts):
        post(tx, end.letter, end.person, reach, number=end.number + 1)


def told(tx: Tx, letter: str) -> list[tuple[Near, Reminder]]:
    """What a letter still has to say: not what was moved or cancelled, nor to whom it no longer matters."""
    rows = tx.all(select(reminders).where(reminders.c.letter == letter), Reminder)
    found = [(it, row) for row in rows if (it := near(tx, row.occurrence)) and _still(tx, it, row)]
    return sorted(found, key=lambda each: (each[0].made.at, each[0].made.id))


def _still(tx: Tx, it: Near, row: Reminder) -> bool:
    """Looked at when it leaves: same time, still coming, still a member, and nothing newer was said of it."""
    mine = events.answer_of(tx, row.occurrence, row.person)
    if it.made.at != row.starts or mine is None or mine.muted or mine.answer not in (Answer.GOING, Answer.MAYBE):
        return False
    if standing_of(tx, it.community.id, row.person).role is None:
        return False
    newer = select(reminders.c.what).where(
        reminders.c.occurrence == row.occurrence,
        reminders.c.starts == row.starts,
        reminders.c.person == row.person,
        reminders.c.at > row.at,
    )
    return tx.value(newer.limit(1)) is None


def is_late(row: Reminder, now: datetime) -> bool:
    """Whether it was noticed, or leaves, later than it should have."""
    return row.late or now - row.at > LATE


def snooze(tx: Tx, made: Occurrence, person: str) -> datetime:
    """Remind somebody again in fifteen minutes, once, whatever comes by itself meanwhile (R14)."""
    at = tx.now + SNOOZE
    later(tx, at, Again(made.id, person, made.at), key=f"{made.id}/again/{person}/{at:%Y%m%dT%H%M}")
    return at


def again(tx: Tx, job: Again) -> None:
    it = near(tx, job.occurrence)
    reach = people.reach(tx, [job.person]).get(job.person)
    if it is None or reach is None or it.made.at != job.starts:
        return
    letter = letter_of(tx, job.person)
    if _note(tx, it.made, f"again {tx.now:%Y%m%dT%H%M}", letter, job.person, late=False):
        post(tx, letter, job.person, reach)
