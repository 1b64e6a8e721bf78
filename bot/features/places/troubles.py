"""What is wrong with a place: kept as long as it lasts, told when it changes and once more when it is mended."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.chat.address import Account, Place
from bot.db.tx import Tx
from bot.features.communities import homes
from bot.features.communities import service as communities
from bot.features.communities.model import OF_ADMINS, OPENNESS, SHUT, UNHEARD, Arranged, Community, Home
from bot.features.membership import service as membership
from bot.features.membership.doors import leave_role, try_again
from bot.features.people.workspaces import called
from bot.features.places import alerts, closing, strays

Found = Mapping[bool, Collection[str]]
"""What was found wrong with the administrators' channel (True) and with the members' (False); none when not looked."""


def found(tx: Tx, home: str, wrong: Found, *, everyone_reads: bool | None = None) -> None:
    """Keep how a place is now; the administrators hear of it when that is not how it was.

    `everyone_reads`: how open the look took the channel of the members to be meant; where that has changed since,
    nothing is said of it before the next look.
    """
    before = homes.looked_at(tx, home)
    community = communities.get(tx, before.community) if before else None
    if before is None or community is None:
        return
    seen = {admin: wrong.get(admin, before.wrong(admin=admin)) for admin in (False, True)}
    if everyone_reads not in (None, communities.everyone_reads(community)):
        kept = OPENNESS.intersection(before.wrong(admin=False))
        seen[False] = {*kept, *(each for each in seen[False] if each not in OPENNESS)}
    if False in wrong:
        seen[False] = _of_an_archive(tx, community, before, seen[False])
    now = _together(seen)
    if now != before.troubles:
        _changed(tx, community, before, homes.set_troubles(tx, before, now))
    elif not now and alerts.promised(tx, before.id):  # it was arranged anew meanwhile
        alerts.changed(tx, community, before, before)


def _of_an_archive(tx: Tx, community: Community, home: Home, wrong: Collection[str]) -> Collection[str]:
    """A channel that its platform keeps archived is no trouble of an archived community.

    Into one that was brought back we go by ourselves where we may.
    """
    if "channel-archived" in wrong:
        return [each for each in wrong if each != "channel-archived"] if community.archived else wrong
    if UNHEARD.isdisjoint(wrong) and closing.seen_open(tx, community, home):
        return [each for each in wrong if each != "not-in-channel"]
    return wrong


def let_in_again(tx: Tx, home: str, inside: Collection[Account]) -> None:
    """After a look: whoever could not be let in before, and now could be, or is `inside` all the same."""
    here = communities.home(tx, home)
    community = communities.get(tx, here.community) if here else None
    if community is not None:
        try_again(tx, community, inside)


def _together(wrong: Found) -> tuple[str, ...]:
    """In the order of the list of troubles; what concerns the whole workspace is said once."""
    of_members = [each for each in homes.TROUBLES if each in wrong[False]]
    of_admins = [each for each in homes.TROUBLES if each in wrong[True] and "workspace-gone" not in of_members]
    return (*of_members, *(f"{OF_ADMINS}{each}" for each in of_admins))


def _changed(tx: Tx, community: Community, before: Home, now: Home) -> None:
    was_shut, is_shut = (
        {admin for admin in (False, True) if not SHUT.isdisjoint(home.wrong(admin=admin))} for home in (before, now)
    )
    for admin in is_shut - was_shut:
        strays.forget_missing(tx, now.id, admin=admin)  # once it is mended, whoever is missing is let in
    if False in was_shut - is_shut:
        communities.arrange(tx, community, now)
        for role in now.former_roles:
            leave_role(tx, community, replace(now, role=role))
    if True in was_shut - is_shut:
        communities.admin_homes_arranged(tx, community, now)
    communities.record(tx, community.id, "", "troubled" if now.troubles else "mended", place=str(now.place))
    alerts.changed(tx, community, before, now)
    if now.heard and not before.heard:
        for asked in membership.queue(tx, community.id):
            membership.show_cards(tx, community, asked)


def workspace_of(tx: Tx, home: Home) -> str:
    """A workspace as people call it."""
    return called(tx, home.platform, home.workspace)


def arranged(tx: Tx, end: Arranged) -> None:
    """Where a platform lets only people decide how open a channel is, its administrators hear of it at once."""
    if end.outcome != "sent" and end.detail not in OPENNESS:
        return
    for home in homes.at(tx, end.place):
        admin = home.place != end.place
        others = [each for each in home.wrong(admin=admin) if each not in OPENNESS]
        found(tx, home.id, {admin: [*others, end.detail] if end.outcome != "sent" else others})


def gone(tx: Tx, place: Place) -> None:
    """Somebody deleted a channel."""
    for home in homes.at(tx, place):
        admin = home.place != place
        found(tx, home.id, {admin: (*home.wrong(admin=admin), "channel-gone")})
