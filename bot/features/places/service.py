"""Where a community lives: channels it settles in and moves out of, by hand or made for it."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.chat.address import Place
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import LOST, Community, Home
from bot.features.membership import service as membership
from bot.features.membership.doors import insiders, leave_role, open_doors, try_again
from bot.features.people import accounts
from bot.features.people import service as people
from bot.features.people.workspaces import called
from bot.features.places import alerts, drift, messages, telling
from bot.features.places.model import ASKED, MADE, REFUSED, Housed, Making, makings, while_unhoused
from bot.jobs.outbox import MakePlaces, make_places


def settle_in(tx: Tx, community: Community, place: Place, *, admin_channel: str, role: str, by: str) -> Home:
    """Let a community live in a channel; its members get in, its waiting requests get their cards there.

    Where it lived there already with another role, its members lose that one; where the administrators met until now
    and meet no more, the cards go. What is wrong there is told right after.
    """
    community = communities.held(tx, community)
    met = set(communities.admin_places(tx, community.id))
    before = next((each for each in communities.homes(tx, community.id) if each.place == place), None)
    home = communities.add_place(tx, community, place, admin_channel=admin_channel, role=role)
    communities.admin_homes_arranged(tx, community, home)
    people.redraw_letters(tx, while_unhoused(community))
    communities.record(tx, community.id, by, "place", place=str(place))
    if before is not None and before.role != home.role:
        leave_role(tx, community, before)
    for each in membership.members(tx, community.id):
        open_doors(tx, community, each.person)
    for request in membership.queue(tx, community.id):
        membership.show_cards(tx, community, request)
    if met - set(communities.admin_places(tx, community.id)):
        membership.redraw_queue(tx, community)
    drift.look(tx, home, by=by)
    return home


def move_out(tx: Tx, community: Community, home: Home, *, by: str) -> None:
    """Stop living in a channel; the channel itself stays as it is."""
    communities.drop_place(tx, home)
    try_again(tx, community)
    membership.redraw_queue(tx, community)
    communities.record(tx, community.id, by, "place-left", place=str(home.place))


def inside(tx: Tx, community: Community, home: Home) -> int:
    """How many members can be in a place."""
    held = accounts.entering(tx, insiders(tx, community.id), home.platform, home.workspace)
    return len(set(held.values()))


def _in(tx: Tx, community: Community, platform: str, workspace: str, *, lost: bool) -> list[Home]:
    found = communities.homes(tx, community.id)
    there = (each for each in found if (each.platform, each.workspace) == (platform, workspace))
    return [each for each in there if LOST.isdisjoint(each.wrong(admin=False)) is not lost]


def lives_in(tx: Tx, community: Community, platform: str, workspace: str) -> Home | None:
    """The first place of a community in a workspace whose channel is still there."""
    return next(iter(_in(tx, community, platform, workspace, lost=False)), None)


def lost_in(tx: Tx, community: Community, platform: str, workspace: str) -> list[Home]:
    """The places of a community in a workspace whose channels are there no more."""
    return _in(tx, community, platform, workspace, lost=True)


def settle_instead(tx: Tx, community: Community, place: Place, *, admin_channel: str, role: str, by: str) -> Home:
    """As `settle_in`; what was lost in the same workspace is left first, so that nobody is let into it any more."""
    lost = [each for each in lost_in(tx, community, place.platform, place.workspace) if each.place != place]
    for each in lost:
        move_out(tx, community, each, by=by)
    home = settle_in(tx, community, place, admin_channel=admin_channel, role=role, by=by)
    for each in lost:
        alerts.inherited(tx, community, each, home)
    return home


def make(tx: Tx, community: Community, platform: str, workspace: str, *, by: str) -> bool:
    """Have channels made for a community; False while they are being made, whoever asked.

    What failed can be asked for again; it goes on from what the earlier attempts made.
    """
    row = Making(community.id, platform, workspace, 1, ASKED, by, tx.now)
    mine = (
        makings.c.community == community.id, makings.c.platform == platform, makings.c.workspace == workspace
    )  # fmt: skip
    if not tx.add_once(makings, row):
        again = {"state": ASKED, "by": by, "number": makings.c.number + 1}
        if not tx.run(update(makings).where(*mine, makings.c.state != ASKED).values(again)):
            return False
    now = tx.one(select(makings).where(*mine), Making)
    assert now is not None  # just written
    asked = MakePlaces(
        workspace, communities.slug_of(community.name) or community.slug, "" if community.hidden else community.name,
        now.since if now.number > 1 else None, everyone_reads=communities.everyone_reads(community),
    )  # fmt: skip
    return make_places(tx, platform, asked, key=now.key, then=Housed(community.id, platform, workspace, now.number))


def housed(tx: Tx, end: Housed) -> None:
    """The channels exist, and the community settles in; or the administrators read what to click."""
    mine = (
        makings.c.community == end.community, makings.c.platform == end.platform,
        makings.c.workspace == end.workspace, makings.c.number == end.number,
    )  # fmt: skip
    making = tx.one(select(makings).where(*mine), Making)
    state = MADE if end.made is not None else REFUSED
    if making is None or not tx.run(update(makings).where(*mine, makings.c.state == ASKED).values(state=state)):
        return
    community = communities.get(tx, end.community)
    if community is None:
        return
    by = people.who(tx, making.by)
    if end.made is not None:
        place = Place(end.platform, end.workspace, end.made.channel)
        made = end.made
        settle_instead(tx, community, place, admin_channel=made.admin_channel, role=made.role, by=making.by)
        heard = messages.made(community, called(tx, end.platform, end.workspace), by)
    else:
        heard = messages.not_made(
            community, end.outcome, end.detail, platform=end.platform, workspace=end.workspace
        )  # fmt: skip
    # Whoever asked first, since the administrators' letter of the same key may wait for a morning or for room.
    people.tell(tx, making.by, heard, key=f"{making.key}/told/{making.by}", awaited=True)
    telling.tell(tx, community, heard, key=f"{making.key}/told")
