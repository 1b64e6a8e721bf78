"""When a team meets, and that it hears of it: a week before where it meets, a day before each for themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from sqlalchemy import select, update

from bot.commands.when import instant
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events.recurrence import Rhythm, rule, slots
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.features.team import messages
from bot.features.team.model import Due, Point, Status, TeamMeeting, Time, meetings, points, skips
from bot.i18n import known_zone
from bot.jobs.outbox import redraw, show_where_missing
from bot.jobs.queue import later

CALL, REMIND, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
"""When its agenda is posted, when each is reminded, and from when on nobody is any more."""

BEHIND = timedelta(days=40)
"""How long after a meeting what stands of it may still have to be drawn as over."""

AHEAD = timedelta(days=2 * 366)
"""How far ahead its times are looked for."""


def get(tx: Tx, identity: str) -> TeamMeeting | None:
    return tx.one(select(meetings).where(meetings.c.id == identity), TeamMeeting)


def planned(tx: Tx, community: str) -> TeamMeeting | None:
    found = select(meetings).where(meetings.c.community == community, meetings.c.status == Status.PLANNED)
    return tx.one(found.order_by(meetings.c.since.desc()).limit(1), TeamMeeting)


def draft(
    tx: Tx, community: Community, *, by: str, start: datetime, zone: str, rhythm: Rhythm, every: int, minutes: int,
    where: str,
) -> TeamMeeting:  # fmt: skip
    """What was written, before anybody hears of it; NoRhythm when its first time does not fit."""
    row = TeamMeeting(
        new_id("tea"), community.id, by, where, zone, start.isoformat(timespec="minutes"), minutes, rhythm, every,
        rule(rhythm, start, every=every), Status.DRAFT, tx.now,
    )  # fmt: skip
    tx.add(meetings, row)
    return row


def plan(tx: Tx, community: Community, row: TeamMeeting, *, by: str) -> bool:
    """From now on the team meets then, and at no other time; False when this was no draft any more."""
    tx.hold(f"team {community.id}")
    if not _change(tx, row, Status.DRAFT, Status.PLANNED):
        return False
    for other in tx.all(
        select(meetings).where(
            meetings.c.community == community.id, meetings.c.status == Status.PLANNED, meetings.c.id != row.id
        ),
        TeamMeeting,
    ):
        _end(tx, other)
    communities.record(tx, community.id, by, "team-meeting-planned")
    later(tx, tx.now, Due(row.id), key=f"{row.id}/due")
    return True


def stop(tx: Tx, community: Community, row: TeamMeeting, *, by: str) -> bool:
    """The team does not meet any more; False when that was so already."""
    if row.status is not Status.PLANNED or not _end(tx, row):
        return False
    communities.record(tx, community.id, by, "team-meeting-stopped")
    return True


def _end(tx: Tx, row: TeamMeeting) -> bool:
    ended = _change(tx, row, Status.PLANNED, Status.ENDED)
    if ended:
        _redraw(tx, row, tx.now)
    return ended


def _change(tx: Tx, row: TeamMeeting, before: Status, after: Status) -> bool:
    same = meetings.c.id == row.id, meetings.c.status == before
    return bool(tx.run(update(meetings).where(*same).values(status=after, since=tx.now)))


def _redraw(tx: Tx, row: TeamMeeting, after: datetime) -> None:
    """What stands of its next times, and lies in inboxes."""
    community = communities.get(tx, row.community)
    if community is not None:
        for each in islice(times(tx, community, row, after=after), 2):
            redraw(tx, f"team:{each.key}")
            people.redraw_letters(tx, f"team-reminder:{each.key}")


def times(tx: Tx, community: Community, row: TeamMeeting, *, after: datetime) -> Iterator[Time]:
    """Its times that end after an instant, also those that are left out."""
    left_out = {each.at for each in tx.all(select(skips.c.at).where(skips.c.meeting == row.id))}
    length = timedelta(minutes=row.minutes)
    for slot in slots(row.begins, row.zone, row.rule, until=after + AHEAD):
        if slot.at + length > after:
            yield Time(community, row, slot.at, skipped=slot.at in left_out)


def time(tx: Tx, key: str) -> Time | None:
    """One time by its name; None for what was never one."""
    identity, _, minute = key.partition("/")
    row = get(tx, identity)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or not minute.isdecimal():
        return None
    at = datetime.fromtimestamp(int(minute) * 60, UTC)
    found = next(times(tx, community, row, after=at), None)
    return found if found is not None and found.at == at else None


def skip(tx: Tx, it: Time, *, by: str) -> bool:
    """Leave one time out; False when it is already."""
    first = tx.add_once(skips, {"meeting": it.row.id, "at": it.at, "person": by})
    if first:
        communities.record(tx, it.community.id, by, "team-meeting-skipped")
        _redraw(tx, it.row, tx.now)
    return first


def takes_place(it: Time) -> bool:
    return it.row.status is Status.PLANNED and not it.skipped and not it.community.archived


def due(tx: Tx, job: Due) -> None:
    """Post the agenda, remind each; after an absence only what is still of use, and nothing once it has begun."""
    row = get(tx, job.meeting)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or row.status is not Status.PLANNED:
        return
    moments: list[datetime] = []
    length = timedelta(minutes=row.minutes)
    for it in times(tx, community, row, after=tx.now - BEHIND):
        if takes_place(it):
            _post(tx, it)
            _remind(tx, it)
        redraw(tx, f"team:{it.key}")
        moments += [it.at - CALL, it.at - REMIND, it.at - HOUR, it.at, it.at + length]
        if it.at - CALL > tx.now:
            break
    upcoming = min((each for each in moments if each > tx.now), default=None)
    if upcoming is not None:
        later(tx, upcoming, Due(row.id), key=f"{row.id}/due/{upcoming:%Y%m%dT%H%M}")


def _post(tx: Tx, it: Time) -> None:
    if not it.at - CALL <= tx.now < it.at:
        return
    card = f"team:{it.key}"
    show_where_missing(tx, communities.admin_places(tx, it.community.id), card)


def _remind(tx: Tx, it: Time) -> None:
    if it.at - REMIND <= tx.now < it.at - HOUR:
        for person in membership.administrators(tx, it.community.id, reviewers=True):
            needs = f"team-reminder:{it.key}"
            people.tell(tx, person, messages.reminder(it), key=f"{needs}/{person}", needs=needs, until=it.at - HOUR)


def wall(at: datetime, zone: str) -> datetime:
    """What the clocks of a zone show."""
    return at.astimezone(known_zone(zone)[0]).replace(tzinfo=None)


def exact(start: datetime, zone: str) -> datetime:
    return instant(start, known_zone(zone)[0])[0]


# What the team itself wants to talk about.


def open_points(tx: Tx, community: str) -> list[Point]:
    found = select(points).where(points.c.community == community, points.c.done_at.is_(None))
    return tx.all(found.order_by(points.c.at, points.c.id), Point)


def point(tx: Tx, identity: str) -> Point | None:
    return tx.one(select(points).where(points.c.id == identity), Point)


def add(tx: Tx, community: Community, *, by: str, text: str) -> Point:
    row = Point(new_id("poi"), community.id, by, text, tx.now, None)
    tx.add(points, row)
    _points_changed(tx, community)
    return row


def settle(tx: Tx, community: Community, row: Point) -> bool:
    """It has been talked about; False when somebody was first."""
    first = points.c.id == row.id, points.c.done_at.is_(None)
    settled = bool(tx.run(update(points).where(*first).values(done_at=tx.now)))
    if settled:
        _points_changed(tx, community)
    return settled


def _points_changed(tx: Tx, community: Community) -> None:
    row = planned(tx, community.id)
    if row is not None:
        _redraw(tx, row, tx.now)
