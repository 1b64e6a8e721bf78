"""Who reads of a request: its cards leave with the right to see them, and where nobody is left the team reads."""

from __future__ import annotations

from bot.chat.address import Place
from bot.features.administration import service as administration
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.model import Role, Status
from bot.features.places import service as places
from tests.features.deciding import asked
from tests.town import Somebody, Town


def confidential(town: Town, to: Somebody | Place) -> list[str]:
    return [said for said in town.reads(to) if "Only for administrators" in said]


async def adds_a_note(town: Town, who: Somebody, community: Community) -> None:
    request = await asked(town, who, community)
    await town.tokens(who, f"membership.note:{request.id}")
    await town.fills(who, note="Only for administrators")


async def secret(town: Town) -> tuple[Community, Somebody, Somebody, Somebody]:
    """Ada administers, Rex reviews, Bo waits, and a card lies in both inboxes."""
    ada, rex, bo = await town.someone("Ada"), await town.someone("Rex"), await town.someone("Bo")
    group = await town.community("Secret", admins=[ada], members=[rex], admin_channels=False)
    await town.run(lambda tx: administration.name_to(tx, group, rex.id, Role.REVIEWER, by=ada.id))
    await town.joins(bo, group)
    assert town.card(rex).message == town.card(ada).message
    return group, ada, rex, bo


async def test_who_reviews_no_more_loses_the_card_in_their_inbox(town: Town) -> None:
    group, ada, rex, bo = await secret(town)
    before = len(town.letters(rex))
    await town.run(lambda tx: administration.name_to(tx, group, rex.id, Role.MEMBER, by=ada.id))
    await town.settle()
    assert [said for said in town.reads(rex) if said.startswith("Bo")] == []
    assert len(town.letters(rex)) == before - 1
    await adds_a_note(town, bo, group)
    assert (len(confidential(town, rex)), len(confidential(town, ada))) == (0, 1)


async def test_who_is_banned_reads_nothing_more_of_a_request(town: Town) -> None:
    group, ada, rex, bo = await secret(town)
    await town.run(lambda tx: membership.depart(tx, group, rex.id, Status.BANNED, by=ada.id))
    await adds_a_note(town, bo, group)
    assert (len(confidential(town, rex)), len(confidential(town, ada))) == (0, 1)


async def test_a_channel_the_administrators_moved_out_of_loses_its_cards(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Secret", admins=[ada])
    await town.joins(bo, group)
    left = town.admin_channel(group)
    assert len(town.letters(left)) == 1
    home = (await town.run(lambda tx: communities.homes(tx, group.id)))[0]
    await town.run(lambda tx: places.move_out(tx, group, home, by=ada.id))
    await adds_a_note(town, bo, group)
    assert town.letters(left) == []


async def test_the_platform_team_hears_where_no_administrator_has_an_account_left(town: Town) -> None:
    own, ada, bo = await town.someone("Own", owner=True), await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Group", admins=[ada], admin_channels=False)
    await town.leaves_workspace(ada)
    await town.joins(bo, group)
    assert (len(town.letters(own)), town.letters(ada)) == (2, [])  # that nobody administers it, and the request
    assert town.card(own).target == own.account
