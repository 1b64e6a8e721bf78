"""Stories of what once went wrong between two rights, two zones or two readers, and must not again."""

from __future__ import annotations

from sqlalchemy import select

from bot.chat.address import Place, Posted
from bot.chat.inbound import CommandUsed
from bot.features.administration import service as administration
from bot.features.approvals import service as approvals
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.model import Role, Status
from bot.features.places import service as places
from bot.jobs.queue import jobs
from tests.features.deciding import asked
from tests.town import Somebody, Town


def digests(town: Town, who: Somebody) -> int:
    return len([said for said in town.reads(who) if said.splitlines()[0].endswith("your answer")])


async def test_who_administers_in_two_zones_hears_each_day_until_nobody_waits(town: Town) -> None:
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    east = await town.community("East", admins=[ada], timezone="Asia/Tokyo", request_days=90)
    west = await town.community("West", admins=[ada], timezone="America/Los_Angeles", request_days=90)
    await town.joins(bo, east)
    await town.joins(cy, west)
    await town.passes(days=3, hours=3)
    request = await asked(town, bo, east)
    await town.tokens(ada, f"approvals.approve:{request.id}")
    await town.passes(days=2)  # nine o'clock moves to the other zone, and the day it moves on has been told
    heard = []
    for _ in range(7):
        before = digests(town, ada)
        await town.passes(days=1)
        heard.append(digests(town, ada) - before)
    assert heard == [1] * 7


async def test_who_moves_to_another_zone_goes_on_hearing_each_day(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Group", admins=[ada], request_days=90)
    await town.says(ada, "/settings timezone:Asia/Tokyo")
    await town.joins(bo, group)
    await town.passes(days=11, hours=2)
    await town.says(ada, "/settings timezone:America/Los_Angeles")
    await town.passes(days=2)
    heard = []
    for _ in range(7):
        before = digests(town, ada)
        await town.passes(days=1)
        heard.append(digests(town, ada) - before)
    assert heard == [1] * 7


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


async def test_who_administers_no_more_loses_the_proposals_in_their_inbox(town: Town) -> None:
    ada, eve, mo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Mo")
    group = await town.community("Group", admins=[ada, eve], members=[mo], admin_channels=False)
    await town.says(mo, "/announce group")
    await town.fills(mo, type="news", title="A secret title", text="Words")
    await town.presses(mo, "Send")
    assert [len([said for said in town.reads(each) if "A secret title" in said]) for each in (ada, eve)] == [1, 1]
    await town.run(lambda tx: membership.depart(tx, group, eve.id, Status.REMOVED, by=ada.id))
    await town.presses(ada, "Approve", on=town.letters(ada)[-1])
    assert [len([said for said in town.reads(each) if "A secret title" in said]) for each in (ada, eve)] == [1, 0]


async def test_the_platform_team_hears_where_no_administrator_has_an_account_left(town: Town) -> None:
    own, ada, bo = await town.someone("Own", owner=True), await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Group", admins=[ada], admin_channels=False)
    await town.leaves_workspace(ada)
    await town.joins(bo, group)
    assert (len(town.letters(own)), town.letters(ada)) == (1, [])
    assert town.card(own).target == own.account


async def test_many_who_disagree_by_emoji_are_asked_and_nothing_breaks(town: Town) -> None:
    admins = [await town.someone(f"Admin{number}") for number in range(14)]
    bo = await town.someone("Bo")
    group = await town.community("Group", admins=admins)
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    put = [(each.account, "✅" if number % 2 else "❌") for number, each in enumerate(admins)]
    before = len(town.letters(town.admin_channel(group)))
    for _ in range(2):
        await town.run(lambda tx: approvals.reconcile(tx, [(Posted(card.target, card.id), put)]))
        await town.settle()
    assert len(town.letters(town.admin_channel(group))) == before + 1
    keys = [row.key for row in await town.run(lambda tx: tx.all(select(jobs.c.key)))]
    assert [key for key in keys if len(key) > 200] == []  # no database need take a longer one


async def test_a_filter_that_grows_when_folded_still_fits_its_buttons(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("G", admins=[ada])
    await town.joins(bo, group)
    typed = {"community": "g", "platform": "ß" * 24, "answer": "x" * 20}
    heard = await town.does(ada, CommandUsed(town.fresh(), ada.actor, None, "requests", "", typed))
    assert "wrong" not in heard.text


async def test_nobody_writes_about_a_decision_that_was_not_made(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Group", admins=[ada])
    await town.joins(bo, group)
    request = await asked(town, bo, group)
    assert (await town.tokens(bo, f"approvals.write:{request.id}")).form is None
