"""Following a series: put down for every time to come, never where somebody answered, never on more seats than are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.events import seats
from bot.features.events import service as events
from bot.features.events.model import Answer, Event, Occurrence, Released, SeriesChanged, State, Status
from bot.features.feedback import service as feedback
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.series.model import Follower, Whole, followers
from bot.jobs.outbox import redraw


@dataclass(frozen=True, slots=True)
class Followed:
    """How somebody who follows stands: where they wait for a seat, and how often their own answer holds instead."""

    again: bool
    waiting: int
    own: int


def whole(tx: Tx, event: str) -> Whole | None:
    """None for what never was, is not planned, or takes place once."""
    row = events.event(tx, event)
    community = communities.get(tx, row.community) if row else None
    if row is None or community is None or row.status is not Status.PLANNED or not row.series:
        return None
    return Whole(community, row)


def ahead(tx: Tx, row: Event) -> list[Occurrence]:
    """The times of a series that take place and have not begun, in order."""
    found = events.occurrences_of(tx, row.id, after=tx.now)
    return [each for each in found if each.at > tx.now and each.state is State.PLANNED]


def follows(tx: Tx, row: Event, person: str) -> bool:
    return tx.one(select(followers).where(followers.c.event == row.id, followers.c.person == person)) is not None


def follow(tx: Tx, it: Whole, person: str) -> Followed:
    """Come to everything ahead of which they have not said anything; once, however often it is asked for."""
    new = tx.add_once(followers, Follower(it.row.id, person, tx.now))
    mine = [seats.follow(tx, it.row, each, person) for each in ahead(tx, it.row)]
    waiting = sum(each.followed and each.answer is Answer.WAITING for each in mine)
    return Followed(not new, waiting, sum(not each.followed for each in mine))


def stop(tx: Tx, it: Whole, person: str) -> bool:
    """Give up what came from following, of all that has not begun; False when they did not follow."""
    theirs = (followers.c.event == it.row.id, followers.c.person == person)
    if not tx.run(delete(followers).where(*theirs)):
        return False
    for each in events.occurrences_of(tx, it.row.id, after=tx.now):
        if each.at > tx.now:
            seats.take_back(tx, it.row, each, person)
    return True


def changed(tx: Tx, job: SeriesChanged) -> None:
    """Put everybody who follows down for times that were added or brought back; who followed first comes first.

    The cover is drawn again.
    """
    it = whole(tx, job.event)
    if it is not None:
        redraw(tx, it.row.cover)
    mine = followers.c.event == job.event
    following = tx.all(select(followers).where(mine).order_by(followers.c.at, followers.c.person), Follower)
    if it is None or not following or communities.held(tx, it.community).archived:
        return
    inside = {each.person for each in membership.members(tx, it.community.id)}
    for made in ahead(tx, it.row):
        seats.held(tx, made)
        said = {each.person for each in events.answered(tx, made.id, *Answer)}
        for each in following:
            if each.person in inside and each.person not in said:
                seats.put_down(tx, it.row, made, each.person)


def released(tx: Tx, job: Released) -> None:
    """Whoever belongs to a community no more follows nothing of it, also when they come back."""
    community = communities.get(tx, job.community)
    if community is None or standing_of(tx, job.community, job.person).role is not None:
        return
    feedback.left(tx, community, job.person)
    for each in tx.all(select(followers).where(followers.c.person == job.person), Follower):
        row = events.event(tx, each.event)
        if row is None or row.community == job.community:
            tx.run(delete(followers).where(followers.c.event == each.event, followers.c.person == each.person))
