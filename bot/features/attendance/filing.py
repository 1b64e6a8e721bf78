"""Who was there by the list of a webinar tool: shown before anything is noted, and by name only where it means one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from bot.db import files
from bot.db.tx import Tx, new_id
from bot.features.attendance import lists, service
from bot.features.attendance.lists import Line
from bot.features.attendance.model import How, Past
from bot.features.communities import service as communities
from bot.features.events.times import Time
from bot.features.membership import service as membership
from bot.features.people import service as people
from bot.jobs.queue import later

SIZE = 2 * 1024 * 1024
"""Largest list, in bytes."""

SHARE = 50
"""Percent of its length that somebody is there at least, unless another share is said (FEATURES 2.10)."""

FRESH = timedelta(days=30)
"""How long after the end a list still says that the community meets; one from the archives does not wake it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a list says: `new` are not noted yet, `known` are, `short` were there for fewer minutes than it takes.

    `strange` are names of nobody in the community, `several` of more than one.
    """

    new: tuple[str, ...]
    known: tuple[str, ...]
    short: tuple[tuple[str, int], ...]
    strange: tuple[str, ...]
    several: tuple[str, ...]


def open_to_lists(tx: Tx, it: Time) -> bool:
    """What has begun and was not cancelled, in a community that is not archived."""
    return it.alive and it.made.at <= tx.now


def found(tx: Tx, it: Time, content: bytes, share: int) -> Found:
    """Whom a list means, of those who belong; raises NoList."""
    tables = lists.read(content)
    named = _called(tx, it)
    spent: dict[str, list[float | None]] = defaultdict(list)
    strange: dict[str, None] = {}
    several: dict[str, None] = {}
    for table in tables:
        here: dict[str, list[float | None]] = defaultdict(list)
        for line in table:
            meant = _meant(line, named)
            if len(meant) == 1:
                here[next(iter(meant))].append(line.minutes)
            else:
                (several if meant else strange)[line.name] = None
        for person, times in here.items():
            spent[person].append(_sum(times))
    needed = _length(it) * share / 100
    lasted = {person: _longest(times) for person, times in spent.items()}
    there = [person for person, minutes in lasted.items() if minutes is None or minutes >= needed]
    noted = {each.person for each in service.present(tx, it.made.id)}
    short = ((person, round(minutes)) for person, minutes in lasted.items()
             if minutes is not None and minutes < needed and person not in noted)  # fmt: skip
    return Found(
        tuple(each for each in there if each not in noted), tuple(each for each in spent if each in noted),
        tuple(short), tuple(strange), tuple(several),
    )  # fmt: skip


def _length(it: Time) -> float:
    return (it.made.ends - it.made.at) / timedelta(minutes=1)


def _sum(times: list[float | None]) -> float | None:
    """Whoever came back was there all those times together; None where no time is said."""
    known = [each for each in times if each is not None]
    return sum(known) if known else None


def _longest(times: list[float | None]) -> float | None:
    """Several tables of one list tell of the same time."""
    return max((each for each in times if each is not None), default=None)


def _called(tx: Tx, it: Time) -> dict[tuple[str, ...], set[str]]:
    """Who is called what, of those who belong."""
    inside = {each.person for each in membership.members(tx, it.community.id)}
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in people.everybody(tx):
        if each.id in inside:
            named[lists.key(each.name)].add(each.id)
    named.pop((), None)
    return named


def _meant(line: Line, named: dict[tuple[str, ...], set[str]]) -> set[str]:
    """By the name as it stands there, else by the first of the others that anybody has."""
    for name in (line.name, *line.others):
        if meant := named.get(lists.key(name)):
            return meant
    return set()


def note(tx: Tx, it: Time, persons: tuple[str, ...], *, by: str) -> int:
    """Note them as present, each once; how many were not before."""
    fresh = tx.now < it.made.ends + FRESH
    noted = sum(service.arrive(tx, it, person, How.FILE, counts=fresh) for person in persons)
    if noted:
        later(tx, tx.now, Past(it.made.id), key=new_id(f"{it.made.id}/past"))
        communities.record(tx, it.community.id, by, "attendance-file", title=it.called, count=noted)
    return noted


def content_of(tx: Tx, file: str, *, by: str) -> bytes | None:
    """What this person uploaded and is not noted yet; None for what is kept no more, or somebody else's."""
    return files.content(tx, file) if file and files.waits(tx, file, person=by) else None
