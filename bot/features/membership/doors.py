"""Opening and closing a community's places to its members; a member stays one whatever the platform says."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from bot.chat.address import Account, Place
from bot.db.tx import Tx, new_id
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Home
from bot.features.membership.access import DECIDERS, standing_of
from bot.features.membership.model import Opened, Role, memberships, requests
from bot.features.people import service as people
from bot.jobs.outbox import grant, redraw, revoke


def open_doors(tx: Tx, community: Community, person: str, *, role: Role | None = None) -> None:
    """Open every place of the community to every account of the person that lives there; nothing for a non-member.

    `role` is theirs, from whoever has just given it.
    """
    role = role or standing_of(tx, community.id, person).role
    if role is None:
        return
    asked = False
    for home, account in _pairs(tx, community, person):
        key = f"grant/{community.id}/{home.id}/{account}/{new_id('go')}"
        end = Opened(community.id, person, home.id, given=True)
        asked = grant(tx, account, home.place, role=home.role, key=key, then=end) or asked
        if home.admin_place and role in DECIDERS:
            grant(tx, account, home.admin_place, role="", key=f"{key}/admin", then=end)
    if asked:
        _mark_access(tx, community.id, person, "pending", "")


def _pairs(tx: Tx, community: Community, person: str) -> list[tuple[Home, Account]]:
    """Each place with each account of the person that can enter it."""
    held = [each.address for each in people.accounts_of(tx, person)]
    return [
        (home, account)
        for home in communities.homes(tx, community.id)
        for account in held
        if account.platform == home.platform and account.workspace in ("", home.workspace)
    ]


def close_doors(tx: Tx, community: Community, person: str) -> None:
    """Close every place of the community to the person; an open community stays readable by its own rule."""
    for home, account in _pairs(tx, community, person):
        key = f"revoke/{community.id}/{home.id}/{account}/{new_id('go')}"
        end = Opened(community.id, person, home.id, given=False)
        revoke(tx, account, home.place, role=home.role, key=key, then=end)
        if home.admin_place and not _decides_there(tx, community, home.admin_place, person):
            revoke(tx, account, home.admin_place, role="", key=f"{key}/admin", then=end)


def _decides_there(tx: Tx, but: Community, place: Place, person: str) -> bool:
    """Administrators of several communities may meet in one channel: it closes with the last of these roles."""
    return any(
        standing_of(tx, each, person).role in DECIDERS for each in communities.meeting_in(tx, place) if each != but.id
    )


_MARK = (
    update(memberships)
    .where(memberships.c.community == bindparam("here"), memberships.c.person == bindparam("whose"))
    .values(access=bindparam("state"), access_detail=bindparam("detail"))
)


def _mark_access(tx: Tx, community: str, person: str, state: str, detail: str) -> None:
    tx.run(_MARK, here=community, whose=person, state=state, detail=detail)


_REQUESTS = select(requests.c.id).where(
    requests.c.community == bindparam("community"), requests.c.person == bindparam("person")
)


def opened(tx: Tx, end: Opened) -> None:
    """A place was opened or could not be: a member stays a member, and the administrators see what to mend."""
    failed = end.outcome not in ("sent", "unsupported")
    if end.given:
        state, detail = ("failed", end.detail or end.outcome) if failed else ("granted", "")
        found = standing_of(tx, end.community, end.person).membership
        if found is None or (found.access == "failed" and not failed):
            return
        _mark_access(tx, end.community, end.person, state, detail)
    elif failed:
        communities.record(tx, end.community, "", "not-closed", member=people.name(tx, end.person), why=end.outcome)
    for row in tx.all(_REQUESTS, community=end.community, person=end.person):
        redraw(tx, f"request:{row.id}")
