"""Opening and closing a community's places to its members; a member stays one whatever the platform says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select, union, update

from bot.chat.address import Account, Place
from bot.db.tx import Tx, new_id
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import LOST, SHUT, Community, Home
from bot.features.membership import messages
from bot.features.membership.access import DECIDERS, standing_of, while_inside
from bot.features.membership.model import (
    Asked,
    Hindered,
    Membership,
    News,
    Opened,
    Role,
    Status,
    memberships,
    requests,
    told_to_wait,
)
from bot.features.people import accounts, pages
from bot.features.people import service as people
from bot.features.people.workspaces import called
from bot.jobs.outbox import grant, redraw, revoke
from bot.jobs.queue import later


def open_doors(tx: Tx, community: Community, person: str) -> None:
    """Open every place of the community to every account of the person that lives there; nothing for a non-member."""
    role = standing_of(tx, community.id, person).role
    ways = ways_in(tx, community, person) if role is not None else []
    if role is not None and ways:
        open_ways(tx, community, person, role, ways)
        _mark_access(tx, community.id, person, "pending")


Way = tuple[Home, Account]


def ways_in(tx: Tx, community: Community, person: str) -> list[Way]:
    """Each place of the community with each account of the person that can enter it."""
    held = [each.address for each in people.accounts_of(tx, person)]
    return [
        (home, account)
        for home in communities.homes(tx, community.id)
        for account in held
        if account.platform == home.platform and account.workspace in ("", home.workspace)
    ]


def way(tx: Tx, community: Community, person: str) -> str:
    """What a new member is told of the channel, as `way_of`."""
    return way_of(ways_in(tx, community, person))


def way_of(ways: Collection[Way]) -> str:
    """What is told of the channel: "nowhere" they could enter, "shut" as far as is known, or "open"."""
    if not ways:
        return "nowhere"
    shut = all(not SHUT.isdisjoint(home.wrong(admin=False)) for home, _ in ways)
    return "shut" if shut else "open"


def open_ways(tx: Tx, community: Community, person: str, role: Role, ways: Collection[Way]) -> None:
    """Open these places to somebody of this role, whose access is "pending" from now on."""
    for home, account in ways:
        key = f"grant/{community.id}/{home.id}/{account}/{new_id('go')}"
        end = Opened(community.id, person, home.id, given=True)
        grant(tx, account, home.place, role=home.role, key=key, then=end)
        if home.admin_place and role in DECIDERS:
            grant(tx, account, home.admin_place, role="", key=f"{key}/admin", then=replace(end, admin=True))


def belonging(tx: Tx, community: str, persons: Collection[str]) -> dict[str, Membership]:
    """What these people (a few hundred at most) are or were to a community."""
    theirs = select(memberships).where(memberships.c.community == community, memberships.c.person.in_(persons))
    return {each.person: each for each in tx.all(theirs, Membership)}


def insiders(tx: Tx, community: str, *, deciding: bool = False) -> list[str]:
    """The people who belong; `deciding` only those who decide on requests."""
    which = [memberships.c.role.in_(DECIDERS)] if deciding else []
    rows = tx.all(
        select(memberships.c.person).where(
            memberships.c.community == community, memberships.c.status == Status.ACTIVE, *which
        )
    )
    return [row.person for row in rows]


def queue_changed(tx: Tx, community: str, *others: str) -> None:
    """The pages of those who decide there, and of the others, show how many people wait."""
    pages.home_changed(tx, [*insiders(tx, community, deciding=True), *others])


def concerned(tx: Tx, persons: Collection[str]) -> set[str]:
    """Those of these people who belong to a community, or wait to."""
    inside = select(memberships.c.person).where(
        memberships.c.person.in_(persons), memberships.c.status == Status.ACTIVE
    )  # fmt: skip
    waiting = select(requests.c.person).where(requests.c.person.in_(persons), requests.c.status == Asked.OPEN)
    return {row.person for row in tx.all(union(inside, waiting))}


def open_door(tx: Tx, community: Community, home: Home, account: Account, person: str, *, admin: bool) -> None:
    """Open one place again to one account of somebody who belongs there."""
    place = home.admin_place if admin else home.place
    if place is None:
        return
    key = f"grant/{community.id}/{home.id}/{account}/{new_id('go')}"
    end = Opened(community.id, person, home.id, given=True, admin=admin)
    grant(tx, account, place, role="" if admin else home.role, key=key, then=end)
    _mark_access(tx, community.id, person, "pending")


def try_again(tx: Tx, community: Community, inside: Collection[Account] = ()) -> None:
    """Open the places again to members to whom they could not be opened, where nothing stands in the way any more.

    Whoever is seen `inside` came in by another way meanwhile.
    """
    stuck = select(memberships).where(
        memberships.c.community == community.id, memberships.c.status == Status.ACTIVE,
        memberships.c.access.in_(("failed", "absent")),
    )  # fmt: skip
    for each in tx.all(stuck, Membership):
        ways = ways_in(tx, community, each.person)
        came_in = any(account in inside for _, account in ways)
        mended = each.access == "failed" and each.access_detail in SHUT
        if not ways:
            _mark_access(tx, community.id, each.person, "")
            _redraw_cards(tx, community.id, each.person)
        elif (mended or came_in) and not any(_is_shut(home, each) for home, _ in ways):
            open_doors(tx, community, each.person)


def _is_shut(home: Home, member: Membership) -> bool:
    wrong = {*home.wrong(admin=False), *(home.wrong(admin=True) if member.role in DECIDERS else ())}
    return not SHUT.isdisjoint(wrong)


def close_doors(tx: Tx, community: Community, person: str) -> None:
    """Close every place of the community to the person, also by the roles that opened it before.

    An open community stays readable by its own rule.
    """
    for home, account in ways_in(tx, community, person):
        key = f"revoke/{community.id}/{home.id}/{account}/{new_id('go')}"
        end = Opened(community.id, person, home.id, given=False)
        for role in (*home.former_roles, home.role):
            if not _has_by_another(tx, replace(home, role=role), person):
                revoke(tx, account, home.place, role=role, key=f"{key}/{role}", then=end)
        if home.admin_place and not _decides_there(tx, community, home.admin_place, person):
            revoke(tx, account, home.admin_place, role="", key=f"{key}/admin", then=replace(end, admin=True))


def _decides_there(tx: Tx, but: Community, place: Place, person: str) -> bool:
    """Administrators of several communities may meet in one channel: it closes with the last of these roles."""
    return any(
        standing_of(tx, each, person).role in DECIDERS for each in communities.meeting_in(tx, place) if each != but.id
    )


def _has_by_another(tx: Tx, home: Home, person: str) -> bool:
    """Communities may give their members one and the same role: it goes with the last of the memberships."""
    return any(standing_of(tx, each, person).role is not None for each in homes.sharing_role(tx, home))


def leave_role(tx: Tx, community: Community, before: Home) -> None:
    """Take from the members the role that a place had before.

    To be asked before the new one is given: where a platform has but one kind of access, all are inside at the end.
    """
    held = accounts.entering(tx, insiders(tx, community.id), before.platform, before.workspace)
    for account, person in held.items():
        if not _has_by_another(tx, before, person):
            key = f"revoke/{community.id}/{before.id}/{account}/{new_id('go')}"
            end = Opened(community.id, person, before.id, given=False)
            revoke(tx, account, before.place, role=before.role, key=key, then=end)


WEIGHT = {"": 0, "pending": 0, "absent": 1, "granted": 2, "failed": 3}
"""Of several places the one that weighs most says how access went: what must be mended is never covered up, and who is
not in one of several workspaces is inside all the same."""


def _mark_access(tx: Tx, community: str, person: str, state: str, detail: str | None = None) -> None:
    """What went wrong at the last attempt is kept until the next one has ended."""
    values = {"access": state} if detail is None else {"access": state, "access_detail": detail}
    theirs = (memberships.c.community == community, memberships.c.person == person)
    tx.run(update(memberships).where(*theirs).values(values))


def opened(tx: Tx, end: Opened) -> None:
    """A place was opened or could not be: a member stays a member, and the administrators see what to mend.

    A role that could be given opens nothing where its channel is lost; of where the community lives no more nothing
    is said.
    """
    home = communities.home(tx, end.place)
    if home is None and end.given:
        _left(tx, end)
        return
    failed = end.outcome not in ("sent", "unsupported")
    if end.given:
        state, detail = ("failed", end.detail or end.outcome) if failed else ("granted", "")
        state = "absent" if end.outcome == "gone" else state
        if not failed and home is not None and (lost := LOST.intersection(home.wrong(admin=end.admin))):
            state, detail = "failed", min(lost)
        found = standing_of(tx, end.community, end.person).membership
        if found is None or WEIGHT[found.access] > WEIGHT[state]:
            return
        _mark_access(tx, end.community, end.person, state, detail)
        if state == "failed" and found.access_detail != detail:
            name = people.logged(tx, end.person)
            communities.record(tx, end.community, "", "not-opened", member=name, why=end.outcome)
            _tell_newcomer(tx, found, detail)
        if state == "granted" and home is not None and not end.admin:
            _keep_promise(tx, end, home)
    elif failed:
        communities.record(tx, end.community, "", "not-closed", member=people.logged(tx, end.person), why=end.outcome)
    if failed and end.outcome != "gone":
        hindered = Hindered(end.place, end.person, end.given, end.admin, end.detail or end.outcome)
        later(tx, tx.now, hindered, key=new_id("hindered"))
    _redraw_cards(tx, end.community, end.person)


def _left(tx: Tx, end: Opened) -> None:
    """The community moved out of a place that was being opened: nobody waits for a door that is not there."""
    found, community = standing_of(tx, end.community, end.person).membership, communities.get(tx, end.community)
    if found and community and found.access == "pending" and not ways_in(tx, community, end.person):
        _mark_access(tx, end.community, end.person, "")
        _redraw_cards(tx, end.community, end.person)


NEWCOMER = timedelta(days=1)
"""So long somebody was just told to open the channel."""


def _tell_newcomer(tx: Tx, member: Membership, detail: str) -> None:
    """Once: who was told to open a channel that then could not be opened."""
    community = communities.get(tx, member.community)
    if community is not None and tx.now - member.since < NEWCOMER and way(tx, community, member.person) == "open":
        key = f"not-opened/{community.id}/{member.person}/{member.since:%Y%m%dT%H%M%S%f}"
        heard = messages.not_opened(community, detail)
        people.tell(tx, member.person, heard, key=key, needs=while_inside(community))
        if messages.opens_by_itself(detail):
            promise(tx, community, member.person)


def promise(tx: Tx, community: Community, person: str, way: str = "shut") -> str:
    """Somebody is told that the channel opens to them by itself, unless their `way` in is open; gives that way back."""
    if way != "open":
        tx.note(_promised(community.id, person), True)
    return way


def _promised(community: str, person: str) -> str:
    return f"opens {community}/{person}"


def _keep_promise(tx: Tx, end: Opened, home: Home) -> None:
    """Whoever was told so hears once that it is open."""
    note, community = _promised(end.community, end.person), communities.get(tx, end.community)
    if community is not None and tx.noted(note):
        tx.note(note, False)
        heard = messages.open_at_last(community, home, called(tx, home.platform, home.workspace))
        key = new_id(f"open/{community.id}/{end.person}")
        people.tell(tx, end.person, heard, key=key, needs=while_inside(community), awaited=True)


def request_changed(tx: Tx, request: str) -> None:
    """Whatever shows a request is drawn again: its card, and what reminded somebody or the applicant of it."""
    redraw(tx, f"request:{request}")
    people.redraw_letters(tx, told_to_wait(request))
    for news in News:
        redraw(tx, news.of(request))
        people.redraw_letters(tx, news.of(request))


COUNTING = ("digest", "hourly")
"""The kinds of private messages that say who waits for their readers."""


def recounted(tx: Tx, community: str) -> None:
    """Somebody waits no more, or again: whoever decides reads so in all that told them who waits and still says so."""
    people.redraw_standing(tx, insiders(tx, community, deciding=True), COUNTING, covers)


def covers(newer: str, older: str) -> bool:
    """A digest tells all that was told before it, but for what stands in those of Mondays alone."""
    kind, _, day = newer.partition(":")
    what, _, of = older.partition(":")
    if kind != "digest":
        return False
    return what != "digest" or date.fromisoformat(day).weekday() == 0 or date.fromisoformat(of).weekday() != 0


def _redraw_cards(tx: Tx, community: str, person: str) -> None:
    theirs = select(requests.c.id).where(requests.c.community == community, requests.c.person == person)
    for row in tx.all(theirs):
        request_changed(tx, row.id)
