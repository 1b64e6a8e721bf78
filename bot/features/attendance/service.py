"""Saying that one is there, from the beginning until an hour after the end; nobody is counted twice."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from bot.db.tx import Tx
from bot.features.attendance.model import ATTENDED, How, Past, Presence, Turnout, codes, presences
from bot.features.communities import service as communities
from bot.features.events import joining
from bot.features.events import service as events
from bot.features.events.model import Begins, State
from bot.features.events.times import Time, time_of
from bot.features.membership.access import standing_of
from bot.jobs.outbox import redraw
from bot.jobs.queue import later

AFTER = timedelta(hours=1)
"""How long after the end one may still say that one was there."""

EARLY = timedelta(minutes=15)
"""How long before the beginning whoever goes where it takes place counts as there."""

CONSONANTS, VOWELS, SYLLABLES = "bdfgklmnprstvz", "aeiou", 3
"""A word of these can be said aloud and typed in every language that Palabre speaks."""

SERIES = 12
"""How many times of a series its trend shows."""


def session(tx: Tx, occurrence: str) -> Time | None:
    it = time_of(tx, occurrence, Time)
    return it if it is not None and it.row.type in ATTENDED else None


def running(tx: Tx, it: Time) -> bool:
    """Whether one can say now that one is there."""
    return it.alive and it.made.at <= tx.now < it.made.ends + AFTER


def begins(tx: Tx, job: Begins) -> None:
    """The card shows the button, later how many were there; looked at again when either changes."""
    it = session(tx, job.occurrence)
    if it is None or it.made.state is State.CANCELLED:
        return
    redraw(tx, it.made.card)
    moments = (it.made.at, it.made.ends, it.made.ends + AFTER)
    upcoming = min((each for each in moments if each > tx.now), default=None)
    if upcoming is not None:
        later(tx, upcoming, Begins(it.made.id), key=f"{it.made.id}/begins/at/{upcoming:%Y%m%dT%H%M%S%f}")
    elif it.planned:
        later(tx, tx.now, Past(it.made.id), key=f"{it.made.id}/past/{it.made.revision}")


def arrive(tx: Tx, it: Time, person: str, how: How, *, counts: bool = True) -> bool:
    """False when they had said so before.

    Somebody was there: so it took place, and a community that meets is alive. Of a series each time counts once, and
    one to which nobody comes does not (FEATURES 2.4.2, guide 92 and 99); nor does what `counts` no more.
    """
    first = tx.add_once(presences, Presence(it.made.id, person, how, tx.now))
    if first and counts:
        communities.contributed(tx, it.community.id, person, "event", thing=f"{it.made.id}/held")
    if first:
        redraw(tx, it.made.card)
    return first


def follow(tx: Tx, token: str) -> str | None:
    """Where somebody's own way in leads; whoever goes there about the time is there. None where nothing takes place."""
    found = joining.meant(tx, token)
    it = session(tx, found[0]) if found else None
    if found is None or it is None or not it.row.link:
        return None
    belongs = standing_of(tx, it.community.id, found[1]).role is not None
    if not it.alive or not belongs or tx.now >= it.made.ends + AFTER:
        return None
    if tx.now >= it.made.at - EARLY:
        arrive(tx, it, found[1], How.LINK)
    return it.row.link


def present(tx: Tx, occurrence: str) -> list[Presence]:
    """In the order in which they said so."""
    found = select(presences).where(presences.c.occurrence == occurrence)
    return tx.all(found.order_by(presences.c.at, presences.c.person), Presence)


def present_after(tx: Tx, occurrence: str, person: str, *, limit: int) -> list[str]:
    """The next of them by their ids, after this one: so many at once."""
    theirs = select(presences.c.person).where(presences.c.occurrence == occurrence, presences.c.person > person)
    return [row.person for row in tx.all(theirs.order_by(presences.c.person).limit(limit))]


def was_present(tx: Tx, occurrence: str, person: str) -> bool:
    mine = (presences.c.occurrence == occurrence, presences.c.person == person)
    return tx.value(select(presences.c.person).where(*mine)) is not None


def count(tx: Tx, occurrence: str) -> int:
    return int(tx.value(select(func.count()).select_from(presences).where(presences.c.occurrence == occurrence)))


def code(tx: Tx, occurrence: str) -> str:
    """The word of an occurrence, chosen by chance the first time somebody looks."""
    word = "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(SYLLABLES))
    tx.add_once(codes, {"occurrence": occurrence, "code": word})
    return str(tx.value(select(codes.c.code).where(codes.c.occurrence == occurrence)))


def named(tx: Tx, word: str) -> list[Time]:
    """What is running now and has this word."""
    rows = tx.all(select(codes.c.occurrence).where(codes.c.code == word.strip().lower()))
    found = (session(tx, row.occurrence) for row in rows)
    return [each for each in found if each is not None and running(tx, each)]


def trend(tx: Tx, it: Time) -> Sequence[Turnout]:
    """The last times of the same series, oldest first."""
    past = [
        made for made in events.occurrences_of(tx, it.row.id) if made.at <= tx.now and made.state is State.PLANNED
    ]
    return [Turnout(each, count(tx, each.id), events.tally(tx, each.id).going) for each in past[-SERIES:]]
