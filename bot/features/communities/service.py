"""Communities: created, edited, found by those who may, and the places they live in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from bot.chat.address import Account, Place
from bot.chat.text import t
from bot.db.straight import ONCE
from bot.db.tx import Tx, new_id
from bot.errors import Refused
from bot.features.communities.model import (
    Activity,
    Arranged,
    Began,
    Community,
    Contribution,
    Entry,
    Home,
    Mode,
    Sponsor,
    State,
    activities,
    communities,
    contributions,
    log,
    places,
    sponsors,
)
from bot.features.communities.showing import rearranged, review
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.jobs.outbox import open_place
from bot.jobs.queue import later

NAME, TEXT, LINE, LIST = 120, 4000, 300, 12
"""Longest name, text and line in characters, and most lines of a list."""


_BY_ID = select(communities).where(communities.c.id == bindparam("community"))
_HELD = _BY_ID.with_for_update(key_share=True)


def get(tx: Tx, community: str) -> Community | None:
    return tx.one(_BY_ID, Community, community=community)


_BY_NAME = (func.lower(communities.c.name), communities.c.id)
_CALLED = select(communities.c.id, communities.c.slug, communities.c.name).execution_options(**ONCE)


def by_name(tx: Tx, typed: str) -> list[Community]:
    """Communities a slug or a name means, in any case and without accents; the caller filters what may be seen."""
    wanted, folded = slug_of(typed), typed.strip().casefold()
    called = tx.all(_CALLED)
    meant = [
        each
        for each in called
        if each.slug == wanted or each.name.casefold() == folded or (wanted and slug_of(each.name) == wanted)
    ]
    meant.sort(key=lambda each: (each.slug != wanted, each.slug))
    return [found for each in meant if (found := get(tx, each.id)) is not None]


def everything(tx: Tx) -> list[Community]:
    """Every community, by name; the caller filters what may be seen."""
    return tx.all(select(communities).order_by(*_BY_NAME), Community)


def groups(tx: Tx, community: str) -> list[Community]:
    """Its working groups, by name; the caller filters what may be seen."""
    return tx.all(select(communities).where(communities.c.parent == community).order_by(*_BY_NAME), Community)


def at(tx: Tx, place: Place | None) -> Community | None:
    """The community that lives in a place, or whose administrators meet there."""
    if place is None:
        return None
    return tx.one(
        select(communities)
        .join(places, places.c.community == communities.c.id)
        .where(
            places.c.platform == place.platform,
            places.c.workspace == place.workspace,
            (places.c.channel == place.id) | (places.c.admin_channel == place.id),
        )
        .order_by(places.c.channel != place.id)
        .limit(1),
        Community,
    )


_HOMES = (
    select(places)
    .where(places.c.community == bindparam("community"))
    .order_by(places.c.platform, places.c.workspace, places.c.channel)
)


def homes(tx: Tx, community: str) -> list[Home]:
    """Where a community lives, in a stable order."""
    return tx.all(_HOMES, Home, community=community)


def home(tx: Tx, identity: str) -> Home | None:
    return tx.one(select(places).where(places.c.id == identity), Home)


def admin_places(tx: Tx, community: str) -> list[Place]:
    """Every channel where the administrators meet, each once."""
    return list(dict.fromkeys(home.admin_place for home in homes(tx, community) if home.admin_place))


def meeting_in(tx: Tx, place: Place) -> list[str]:
    """The communities whose administrators meet in this channel."""
    rows = tx.all(
        select(places.c.community).where(
            places.c.platform == place.platform,
            places.c.workspace == place.workspace,
            places.c.admin_channel == place.id,
        )
    )
    return [row.community for row in rows]


@lru_cache(maxsize=4096)
def slug_of(name: str) -> str:
    """A name as a slug: lower case letters of ASCII, digits and hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def free_slug(name: str) -> str:
    """A slug for a community made in chat: its name and four signs by chance.

    Always with them, so that a slug never tells whether a hidden community has the name already; people type the name.
    """
    return f"{slug_of(name)[:54].strip('-') or 'community'}-{new_id('x')[2:6]}"


def blank(tx: Tx, name: str, mode: Mode, *, slug: str = "") -> Community:
    """A new community with the defaults of FEATURES 2.10; nothing is stored yet. Without a slug it gets its name's."""
    return Community(
        id=new_id("com"), slug=slug or slug_of(name) or free_slug(name), name=name, mode=mode, hidden=False,
        language="en", timezone="UTC", description="", purpose="", topic="", institution="", keywords=(), history="",
        eligibility=(), questions=(), principles=(), contributions=(), roles_of_members="",
        roles_of_administrators="", contact="", related=(), open_needs_approval=False, capacity=None,
        request_days=14, cooldown_days=30, state=State.ACTIVE, archived_at=None, created_at=tx.now,
    )  # fmt: skip


def create(tx: Tx, community: Community, *, by: str) -> Community:
    """Store a new community; Refused as `check` does."""
    check(community)
    tx.add(communities, community)
    record(tx, community.id, by, "created", name=community.name, mode=community.mode)
    later(tx, tx.now, Began(community.id), key=new_id("began"))
    return community


def save(tx: Tx, community: Community) -> None:
    """Store a community as it is now; Refused as `check` does."""
    check(community)
    values = {c.name: getattr(community, c.name) for c in communities.columns if c.name not in ("id", "created_at")}
    tx.run(update(communities).where(communities.c.id == community.id).values(**values))


def held(tx: Tx, community: Community) -> Community:
    """The community as it is now, and nobody else changes it or who belongs to it until this unit ends.

    Whatever reads first and writes what follows from it begins here: joining, leaving, roles, modes, the archive.
    """
    if tx.conn.dialect.name == "sqlite":  # one writer: what this unit has read still holds
        return community
    return tx.one(_HELD, Community, community=community.id) or community


def change(tx: Tx, community: Community, **values: Any) -> Community:
    """Change these fields and no others, of the community as it is now; Refused as `check` does."""
    now = replace(held(tx, community), **values)
    check(now)
    tx.run(update(communities).where(communities.c.id == community.id).values(**values))
    return now


def check(community: Community) -> None:
    """The rules every community keeps: criteria when semi-private (guide 51), never hidden and open (D11)."""
    if not community.name.strip():
        raise Refused(t("communities-needs-name"))
    if community.mode is Mode.SEMI_PRIVATE and not any(line.strip() for line in community.eligibility):
        raise Refused(t("communities-needs-eligibility"))
    if community.mode is Mode.OPEN and community.hidden:
        raise Refused(t("communities-hidden-not-open"))
    if community.parent and community.mode is Mode.OPEN:
        raise Refused(t("communities-group-not-open"))
    if len(community.questions) > 5:
        raise Refused(t("communities-too-many-questions", limit=5))


def add_place(tx: Tx, community: Community, place: Place, *, admin_channel: str = "", role: str = "") -> Home:
    """Let a community live in a channel; Refused when another community lives there."""
    taken = tx.one(
        select(places).where(
            places.c.platform == place.platform, places.c.workspace == place.workspace, places.c.channel == place.id
        ),
        Home,
    )
    if (taken is not None and taken.community != community.id) or _used_otherwise(tx, community, place, admin_channel):
        raise Refused(t("communities-place-taken"))
    if admin_channel == place.id:
        raise Refused(t("communities-admins-apart"))
    if role and role == place.workspace:  # where everybody has a role, it is called as the workspace is
        raise Refused(t("communities-role-of-everybody"))
    if taken is None:
        home = Home(new_id("pla"), community.id, place.platform, place.workspace, place.id, admin_channel, role)
        tx.add(places, home)
    else:
        home = _kept(tx, taken, admin_channel, role)
    arrange(tx, community, home)
    return home


def _kept(tx: Tx, before: Home, admin_channel: str, role: str) -> Home:
    """The same place in another way; what was wrong with it is looked at anew, an old role that lives is remembered."""
    if (before.admin_channel, before.role) == (admin_channel, role):
        return before
    old = () if {"role-gone", "role-fixed"}.intersection(before.wrong(admin=False)) else (before.role,)
    former = tuple(each for each in dict.fromkeys((*before.former_roles, *old)) if each != role)
    home = replace(before, admin_channel=admin_channel, role=role, troubles=(), former_roles=former)
    changed = {name: getattr(home, name) for name in ("admin_channel", "role", "troubles", "former_roles")}
    tx.run(update(places).where(places.c.id == home.id).values(changed))
    return home


def _used_otherwise(tx: Tx, community: Community, place: Place, admin_channel: str) -> bool:
    """Members' channels of one community are never administrators' channels of another."""
    others = select(places.c.id).where(
        places.c.platform == place.platform,
        places.c.workspace == place.workspace,
        places.c.community != community.id,
        (places.c.admin_channel == place.id) | ((places.c.channel == admin_channel) & (places.c.channel != "")),
    )
    return tx.value(others.limit(1)) is not None


def drop_place(tx: Tx, home: Home) -> None:
    tx.run(delete(places).where(places.c.id == home.id))
    review(tx, home.community)
    rearranged(tx, home.community)


def arrange(tx: Tx, community: Community, *only: Home) -> None:
    """Make the channels as open as the mode says: open ones are read by everybody, archived ones written by nobody."""
    review(tx, community.id)
    for home in only or homes(tx, community.id):
        open_place(
            tx,
            home.place,
            everyone_reads=everyone_reads(community),
            members_write=not community.archived,
            topic=community.topic or community.name,
            role=home.role,
            then=Arranged(home.place),
        )
    rearranged(tx, community.id)


def everyone_reads(community: Community) -> bool:
    return community.mode is Mode.OPEN and not community.hidden


def admin_homes_arranged(tx: Tx, community: Community, *only: Home) -> None:
    """The administrators' channels stay closed to everybody else, whatever the mode.

    Each administrator is let in alone: a role would be all the members', or have to be made for a handful of people.
    """
    found = only or homes(tx, community.id)
    for place in dict.fromkeys(home.admin_place for home in found if home.admin_place):
        open_place(tx, place, everyone_reads=False, members_write=True, topic=community.name, then=Arranged(place))


def record(tx: Tx, community: str, person: str, what: str, **details: Any) -> None:
    """Write a line of the log; `what` must have a key log-<what> in the catalogue."""
    tx.add(log, Entry(new_id("log"), community, tx.now, person, what, {k: str(v) for k, v in details.items()}))


def history(tx: Tx, community: str, *, offset: int = 0, limit: int = 15) -> list[Entry]:
    """The log, the newest first."""
    return tx.all(
        select(log).where(log.c.community == community).order_by(log.c.at.desc(), log.c.id).offset(offset).limit(limit),
        Entry,
    )


def last_logged(tx: Tx, community: str, what: str) -> datetime | None:
    """When the log last had a line of a kind."""
    last: datetime | None = tx.value(select(func.max(log.c.at)).where(log.c.community == community, log.c.what == what))
    return last


def mode_changed(tx: Tx, community: str, *, since: datetime) -> bool:
    """Whether how one joins has changed since then."""
    changed = select(log.c.id).where(log.c.community == community, log.c.what == "mode", log.c.at >= since)
    return tx.value(changed.limit(1)) is not None


def contributed(tx: Tx, community: str, person: str, what: str, *, thing: str) -> None:
    """A person gave something (an announcement, later a discussion, a resource, an event); counted once per thing."""
    row = {"id": thing, "community": community, "person": person, "what": what, "at": tx.now}
    tx.add_once(contributions, row)
    woken = (communities.c.id == community, communities.c.state == State.INACTIVE)
    tx.run(update(communities).where(*woken).values(state=State.ACTIVE))


def taken_back(tx: Tx, thing: str) -> None:
    """Something given was removed: it no longer counts."""
    tx.run(delete(contributions).where(contributions.c.id == thing))


def given(tx: Tx, community: str, what: str) -> int:
    """How many things of a kind a community has."""
    return int(
        tx.value(
            select(func.count())
            .select_from(contributions)
            .where(contributions.c.community == community, contributions.c.what == what)
        )
    )


def latest_given(tx: Tx, community: str) -> Contribution | None:
    """What somebody gave last, and who."""
    rows = select(contributions).where(contributions.c.community == community)
    return tx.one(rows.order_by(contributions.c.at.desc(), contributions.c.id).limit(1), Contribution)


def last_given(tx: Tx, community: str) -> datetime | None:
    """When a person last gave anything; joins, emoji and our own posts do not count (FEATURES 2.4.2)."""
    last: datetime | None = tx.value(select(func.max(contributions.c.at)).where(contributions.c.community == community))
    return last


def calendar(tx: Tx, community: str) -> list[Activity]:
    return tx.all(
        select(activities).where(activities.c.community == community).order_by(activities.c.position), Activity
    )


def sponsors_of(tx: Tx, community: str) -> list[Sponsor]:
    return tx.all(select(sponsors).where(sponsors.c.community == community).order_by(sponsors.c.position), Sponsor)


def set_calendar(tx: Tx, community: str, rows: Iterable[tuple[str, str]]) -> None:
    """Replace the calendar of activities by (period, activity) rows, in order."""
    tx.run(delete(activities).where(activities.c.community == community))
    for position, (period, activity) in enumerate(rows):
        tx.add(activities, Activity(community, position, period, activity))


def set_sponsors(tx: Tx, community: str, rows: Iterable[tuple[str, str]]) -> None:
    """Replace the sponsors by (name, kind) rows, in order."""
    tx.run(delete(sponsors).where(sponsors.c.community == community))
    for position, (name, kind) in enumerate(rows):
        tx.add(sponsors, Sponsor(community, position, name, kind))


def archived(tx: Tx, community: Community) -> Community:
    """Mark as archived; who closes requests and tells people is in membership and approvals."""
    done = change(tx, community, state=State.ARCHIVED, archived_at=tx.now)
    arrange(tx, done)
    return done


def reactivated(tx: Tx, community: Community) -> Community:
    done = change(tx, community, state=State.ACTIVE, archived_at=None)
    arrange(tx, done)
    later(tx, tx.now, Began(community.id), key=new_id("began"))
    review(tx, community.id, again=True)
    return done


def reader(
    tx: Tx, target: Account | Place, *, default_language: str = "en", default_timezone: str = ""
) -> tuple[str, str]:
    """Language and zone of whoever reads a message: the person, or the community of the place, or its workspace."""
    if isinstance(target, Account):
        return people.reader(tx, target, default_language=default_language, default_timezone=default_timezone)
    community = at(tx, target)
    if community is not None:
        return community.language or default_language, community.timezone or default_timezone
    return workspaces.workspace_language(tx, target.platform, target.workspace) or default_language, default_timezone
