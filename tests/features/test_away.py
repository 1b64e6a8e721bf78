"""What happened on a platform while nobody listened: emoji, people who left or came back, cards that were deleted."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot import catchup
from bot.chat.address import Account, Place, Posted
from bot.chat.inbound import Arrived, Erased, Left
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.people import accounts, workspaces
from bot.features.people import service as people
from bot.jobs.outbox import posts
from tests.features.deciding import asked, inside
from tests.simulators.post_office import later, refused
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town


async def tides(
    town: Town, *members: Somebody, platforms: tuple[str, ...] = (NORTH,), mode: Mode = Mode.SEMI_PRIVATE
) -> tuple[Somebody, Community]:
    martha = await town.someone("Martha")
    return martha, await town.community("Tides", admins=[martha], members=members, platforms=platforms, mode=mode)


async def is_gone(town: Town, who: Somebody) -> bool:
    known = await town.run(lambda tx: accounts.account(tx, who.account))
    assert known is not None
    return known.gone is not None


# Emoji.


async def test_b3_an_emoji_put_during_a_short_loss_decides(town: Town) -> None:
    """The platform never seemed away; only its count of gaps says that something may have been missed."""
    martha, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    await town.returns()
    town.offices[NORTH].react(town.card(town.admin_channel(made)).id, martha.account, "✅")
    await town.lookout.catch_up(NORTH)
    assert town.offices[NORTH].calls("reactions") == 1
    await town.returns()
    assert await inside(town, bo, made)


async def test_the_lookout_notices_a_loss_that_nobody_saw(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catchup, "WATCH", 0.02)
    martha, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    card, office = town.card(town.admin_channel(made)), town.offices[NORTH]
    connected, read, decided = asyncio.Event(), asyncio.Event(), asyncio.Event()
    town.north.asked = read.set
    watching = asyncio.create_task(town.lookout.run(connected.set))
    for each in (connected, read):
        await asyncio.wait_for(each.wait(), 40)
    town.database.on_commit.append(lambda lanes: decided.set() if NORTH in lanes else None)
    office.react(card.id, martha.account, "✅")
    town.north.gaps += 1
    await asyncio.wait_for(decided.wait(), 40)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    assert await inside(town, bo, made)


async def test_a_card_that_somebody_deleted_meanwhile_is_not_drawn_again(town: Town) -> None:
    martha, made = await tides(town, platforms=(NORTH, SOUTH))
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    card = town.card(town.admin_channel(made))
    town.offices[NORTH].erases(card.id)
    await town.returns()
    edited = town.offices[NORTH].calls("edit")
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made, SOUTH)))
    await town.passes(days=1)
    assert (town.offices[NORTH].calls("edit"), len(town.letters(town.admin_channel(made)))) == (edited, 0)
    assert town.offices[SOUTH].calls("edit") > 0


async def test_a_card_that_somebody_deletes_ends_and_its_request_goes_on(town: Town) -> None:
    martha, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    card = town.card(town.admin_channel(made))
    town.offices[NORTH].erases(card.id)
    for number in range(2):
        await town.does(martha, Erased(f"erased-{number}", Posted(card.target, card.id)))
    ended = await town.run(lambda tx: [row.ended for row in tx.all(select(posts)) if row.message_id == card.id])
    assert ended == ["gone"]
    edited = town.offices[NORTH].calls("edit")
    await town.does(martha, Left(town.fresh(), bo.actor, SQUARE, None))
    await town.does(martha, Arrived(town.fresh(), bo.actor, SQUARE, None))
    assert town.offices[NORTH].calls("edit") == edited
    assert "Bo" in (await town.says(martha, "/requests tides")).text
    await town.passes(days=1)
    assert [text.splitlines()[0] for text in town.reads(martha)] == ["1 person waits for your answer"]
    assert town.letters(town.admin_channel(made)) == []
    await town.presses(martha, "Approve", on=card)
    assert await inside(town, bo, made)


async def test_a_card_that_cannot_be_read_now_is_read_the_next_time(town: Town) -> None:
    martha, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    admins, office = town.admin_channel(made), town.offices[NORTH]
    office.react(town.card(admins).id, martha.account, "✅")
    office.breaks_always(refused("forbidden", "no-read-history"), to=admins)
    await town.returns()
    assert not await inside(town, bo, made)
    office.mend()
    office.breaks(*[later()] * 4, to=admins)
    await town.returns()
    assert await inside(town, bo, made)


# People.


async def test_b9_who_left_while_nobody_listened_cannot_be_let_in(town: Town) -> None:
    martha, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    town.offices[NORTH].leaves(bo.account)
    await town.returns()
    assert await is_gone(town, bo)
    card = town.card(town.admin_channel(made))
    assert "Bo has left the workspace" in town.text(card.message)
    heard = await town.presses(martha, "Approve", on=card)
    assert heard.text.startswith("Bo has left the workspace and could not come in.")
    assert not await inside(town, bo, made)


async def test_b9_an_emoji_put_meanwhile_lets_nobody_in_who_left_meanwhile(town: Town) -> None:
    martha, made = await tides(town)
    bo = await town.someone("Bo")
    await town.joins(bo, made)
    town.offices[NORTH].react(town.card(town.admin_channel(made)).id, martha.account, "✅")
    town.offices[NORTH].leaves(bo.account)
    await town.returns()
    assert not await inside(town, bo, made)
    assert [text.split(".")[0] for text in town.reads(martha)] == ["Bo has left the workspace and could not come in"]


async def test_who_came_back_while_nobody_listened_finds_the_doors_open(town: Town) -> None:
    bo = await town.someone("Bo")
    _, made = await tides(town, bo)
    office = town.offices[NORTH]
    office.leaves(bo.account)
    await town.returns()
    assert (await is_gone(town, bo), bo.account in office.open_to(town.channel(made))) == (True, False)
    office.returns(bo.account)
    await town.passes(days=3)
    await town.returns()
    assert (await is_gone(town, bo), bo.account in office.open_to(town.channel(made))) == (False, True)


async def test_leaving_and_coming_back_is_noticed_each_time_and_told_once(town: Town) -> None:
    bo = await town.someone("Bo")
    await tides(town, bo)
    office = town.offices[NORTH]
    gone = []
    for _ in range(3):
        office.leaves(bo.account)
        await town.returns()
        await town.returns()
        gone.append(await is_gone(town, bo))
        office.returns(bo.account)
        await town.passes(minutes=5)
        await town.returns()
        gone.append(await is_gone(town, bo))
        await town.passes(minutes=5)
    assert gone == [True, False] * 3


async def test_nobody_asks_about_those_who_left_long_ago_and_belong_nowhere(town: Town) -> None:
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    await tides(town, bo)
    office = town.offices[NORTH]
    for who in (bo, cy):
        office.leaves(who.account)
    await town.returns()
    before = office.calls("present")
    await town.returns()
    assert office.calls("present") - before == 2  # Martha, and Bo who belongs to Tides


async def test_thousands_are_asked_about_in_turns_and_hold_up_nobody(town: Town) -> None:
    """Every question gives way to whatever else is to be done; nothing is kept open meanwhile."""

    def crowd(tx: object) -> None:
        for n in range(450):
            people.register(tx, f"P{n}", [Account(NORTH, SQUARE, f"p{n:03}")])  # type: ignore[arg-type]

    await town.run(crowd)
    bo = await town.someone("Bo")
    town.offices[NORTH].leaves(Account(NORTH, SQUARE, "p449"))
    turns = 0

    async def rest(seconds: float) -> None:
        nonlocal turns
        turns += 1
        if turns == 200:
            assert (await town.says(bo, "/me")).text.startswith("Bo")

    town.lookout.rest = rest
    await town.returns()
    assert (turns, town.offices[NORTH].calls("present")) == (451, 451)
    gone = await town.run(lambda tx: accounts.account(tx, Account(NORTH, SQUARE, "p449")))
    assert gone is not None
    assert gone.gone is not None


async def test_a_platform_that_is_too_busy_to_ask_changes_nothing(town: Town) -> None:
    bo = await town.someone("Bo")
    _, made = await tides(town, bo)
    office = town.offices[NORTH]
    office.leaves(bo.account)
    office.breaks_always(later(after=60), to=bo.account)
    await town.returns()
    assert not await is_gone(town, bo)
    office.mend()
    await town.returns()
    assert await is_gone(town, bo)
    assert await inside(town, bo, made)


# Accounts that are bound to no workspace.


async def roaming(town: Town) -> tuple[Somebody, Somebody, Community]:
    """Tides lives in two workspaces of North; Bo goes from one to the other."""
    martha = await town.someone("Martha")
    bo = await town.someone("Bo", roams=True)
    made = await town.community("Tides", admins=[martha])
    return martha, bo, made


async def test_who_leaves_one_of_several_workspaces_is_not_gone(town: Town) -> None:
    martha, bo, made = await roaming(town)
    await town.joins(bo, made)
    town.offices[NORTH].leaves(bo.account, SQUARE)
    await town.does(bo, Left(town.fresh(), bo.actor, SQUARE, None, elsewhere=True))
    assert not await is_gone(town, bo)
    card = town.card(town.admin_channel(made))
    assert "has left" not in town.text(card.message)
    await town.presses(martha, "Approve", on=card)
    card = town.card(town.admin_channel(made))
    assert town.text(card.message).splitlines()[-1] == (
        "Approved, access pending: Bo is not there at the moment, or the channel is no more. It opens by itself when "
        "they come back; else press Try again."
    )
    assert town.labels(card.message) == ("Try again", "Undo", "History")
    assert await inside(town, bo, made)
    for _ in range(3):
        await town.hour()
    tried = town.offices[NORTH].calls("grant")
    town.offices[NORTH].returns(bo.account, SQUARE)
    await town.does(bo, Arrived(town.fresh(), bo.actor, SQUARE, None))
    assert bo.account in town.offices[NORTH].open_to(town.channel(made))
    assert "access pending" not in town.text(town.card(town.admin_channel(made)).message)
    assert (await town.says(bo, "/me")).text.count("Tides") == 1
    assert town.offices[NORTH].calls("grant") == tried + 1


async def test_who_is_in_one_of_two_workspaces_is_inside_there_and_nothing_failed(town: Town) -> None:
    martha, bo, made = await roaming(town)
    other = Place(NORTH, "circle", "tides")
    await town.run(lambda tx: communities.add_place(tx, made, other))
    office = town.offices[NORTH]
    office.leaves(bo.account, "circle")
    await town.joins(bo, made)
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made)))
    assert (bo.account in office.open_to(town.channel(made)), office.open_to(other)) == (True, set())
    access = [each.access for each in await town.run(lambda tx: membership.members(tx, made.id))]
    assert access == ["granted", "granted"]
    for _ in range(3):
        await town.hour()
    office.returns(bo.account, "circle")
    await town.does(bo, Arrived(town.fresh(), bo.actor, "circle", None))
    assert bo.account in office.open_to(other)


async def test_who_left_the_last_workspace_while_nobody_listened_is_gone(town: Town) -> None:
    _, bo, made = await roaming(town)
    await town.joins(bo, made)
    town.offices[NORTH].leaves(bo.account)
    await town.returns()
    assert await is_gone(town, bo)
    assert (await asked(town, bo, made)).account == bo.account
    assert "Bo has left" in town.text(town.card(town.admin_channel(made)).message)


async def test_a_closed_inbox_is_pointed_out_where_somebody_was_seen_last(town: Town) -> None:
    """B10: an account that is bound to no workspace has the fallback channel of the one where it last did something."""
    martha, bo, made = await roaming(town)
    await town.run(lambda tx: workspaces.set_workspace(tx, NORTH, SQUARE, fallback_channel="welcome"))
    welcome = Place(NORTH, SQUARE, "welcome")
    await town.joins(bo, made)
    town.offices[NORTH].breaks(refused("closed"), to=bo.account)
    await town.presses(martha, "Ask", on=town.card(town.admin_channel(made)))
    await town.fills(martha, words="Why?")
    assert town.reads(welcome) == ["Bo, you have a message from me. Press Open to read it; only you will see it."]
    await town.does(bo, Left(town.fresh(), bo.actor, SQUARE, None, elsewhere=True))
    town.offices[NORTH].breaks(refused("closed"), to=bo.account)
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(made)))
    assert len(town.reads(welcome)) == 1


# What a card knows.


async def test_a_card_tells_how_old_the_account_is_where_the_platform_tells(town: Town) -> None:
    """FEATURES 2.2.1."""
    _, made = await tides(town)
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    young = Somebody("Bo", bo.account, bo.id, made=datetime(2026, 11, 1, 9, 0, tzinfo=UTC))
    await town.joins(young, made)
    await town.joins(cy, made)
    first, second = (town.text(each.message) for each in town.letters(town.admin_channel(made)))
    assert "Account made: 1 November 2026 (2 days ago)" in first.splitlines()
    assert "Account made" not in second
