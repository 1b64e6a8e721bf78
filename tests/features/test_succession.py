"""Who administers next, when the last administrator leaves or disappears (FEATURES 2.4.8)."""

from __future__ import annotations

import asyncio

from bot.chat.inbound import Arrived, ButtonPressed
from bot.chat.message import say
from bot.chat.text import Words
from bot.features.administration import service as administration
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.membership.access import standing_of
from bot.features.membership.model import Role, Status
from bot.features.people import service as people
from tests.town import Somebody, Town

NONE = "There is no such question for you."


async def role(town: Town, who: Somebody, community: Community) -> Role | None:
    return (await town.run(lambda tx: standing_of(tx, community.id, who.id))).role


async def leaving(town: Town) -> tuple[Community, Somebody, Somebody]:
    """Ada, the last administrator, wants to leave, and asks Bo, who had enough to read today."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    tides = await town.community("Tides", admins=[ada], members=[bo])
    heard = await town.says(ada, "/leave tides")
    assert heard.text == "You are the last administrator of Tides. Name a successor first."
    assert heard.buttons == ("Name a successor",)
    for each in ("One", "Two", "Three"):
        await town.run(lambda tx, each=each: people.tell(tx, bo.id, say(Words(each)), key=each))  # type: ignore[misc]
    await town.presses(ada, "Name a successor")
    asked = await town.tokens(ada, f"lifecycle.offer:{tides.id}", bo.id)
    assert asked.text == "Bo has been asked to administer Tides. You will hear what they say."
    return tides, ada, bo


async def test_the_last_administrator_leaves_once_a_successor_has_accepted(town: Town) -> None:
    tides, ada, bo = await leaving(town)
    assert (await town.says(ada, "/leave tides")).buttons == ("Name a successor",)
    letter = town.letters(bo)[-1]
    assert town.text(letter.message).splitlines()[0] == "Will you administer Tides?"
    heard = await town.presses(bo, "Accept", on=letter)
    assert heard.text.startswith("You administer Tides now.")
    assert town.reads(bo)[-1].startswith("You administer Tides now.")
    assert town.reads(ada)[-1] == "Bo has accepted and administers Tides now. You can stay, or leave."
    await town.presses(ada, "Leave", on=town.letters(ada)[-1])
    await town.presses(ada, "Leave")
    assert (await role(town, ada, tides), await role(town, bo, tides)) == (None, Role.ADMINISTRATOR)


async def test_who_declines_stays_a_member_and_somebody_else_is_asked(town: Town) -> None:
    tides, ada, bo = await leaving(town)
    letter = town.letters(bo)[-1]
    await town.presses(bo, "Decline", on=letter)
    assert await role(town, bo, tides) is Role.MEMBER
    assert town.reads(bo)[-1] == "You have declined to administer Tides. Nothing changes for you."
    assert town.labels(town.letters(ada)[-1].message) == ("Name a successor",)
    assert (await town.presses(bo, "Accept", on=letter)).text == "You have answered already."
    assert await role(town, bo, tides) is Role.MEMBER


async def test_both_answers_at_once_are_one(town: Town) -> None:
    for number in range(5):
        ada, bo = await town.someone(f"Ada{number}"), await town.someone(f"Bo{number}")
        tides = await town.community(f"Tides {number}", admins=[ada], members=[bo])
        await town.tokens(ada, f"lifecycle.offer:{tides.id}", bo.id)
        letter = town.letters(bo)[-1]
        tokens = [town.button(bo, label, on=letter).token for label in ("Accept", "Decline")]
        pressed = (ButtonPressed(town.fresh(), bo.actor, None, token) for token in tokens)
        await asyncio.gather(*(town.dispatcher.receive(each) for each in pressed))
        await town.settle()
        told = [said for said in town.reads(ada) if said.startswith(f"Bo{number} has ")]
        assert len(told) == 1
        accepted = "accepted" in told[0]
        assert (await role(town, bo, tides) is Role.ADMINISTRATOR) == accepted


async def test_nobody_else_answers_and_a_question_ends_with_the_right_to_ask_it(town: Town) -> None:
    tides, ada, bo = await leaving(town)
    eve = await town.someone("Eve")
    letter = town.letters(bo)[-1]
    accept = town.button(bo, "Accept", on=letter).token
    assert (await town.tokens(eve, accept)).text == NONE
    assert (await town.tokens(ada, accept)).text == NONE
    await town.run(lambda tx: membership.admit(tx, tides, eve.id, by="", role=Role.ADMINISTRATOR))
    await town.run(lambda tx: membership.set_role(tx, tides, ada.id, Role.MEMBER, by=eve.id))
    assert (await town.tokens(bo, accept)).text.startswith("This question about Tides is over")
    assert await role(town, bo, tides) is Role.MEMBER


async def test_whoever_was_removed_meanwhile_does_not_accept(town: Town) -> None:
    tides, _, bo = await leaving(town)
    accept = town.button(bo, "Accept", on=town.letters(bo)[-1]).token
    await town.run(lambda tx: membership.depart(tx, tides, bo.id, Status.REMOVED, by=""))
    assert (await town.tokens(bo, accept)).text == NONE
    assert await role(town, bo, tides) is None


async def test_only_members_are_asked(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    tides = await town.community("Tides", admins=[ada])
    assert (await town.tokens(ada, f"lifecycle.successor:{tides.id}")).text.startswith("Tides has no other member")
    assert (await town.tokens(ada, f"lifecycle.offer:{tides.id}", eve.id)).text == (
        "That person is not a member of Tides."
    )
    assert town.letters(eve) == []
    assert (await town.tokens(eve, f"lifecycle.offer:{tides.id}", eve.id)).text == (
        "Only the administrators of Tides can do that."
    )


# Where all are gone.


async def village(town: Town) -> tuple[Community, Somebody, Somebody, Somebody]:
    """Ada administers; Rex and Mia moderate, Mia for longer; Olga is of the platform team."""
    ada, olga = await town.someone("Ada"), await town.someone("Olga", owner=True)
    mia, rex, bo = await town.someone("Mia"), await town.someone("Rex"), await town.someone("Bo")
    tides = await town.community("Tides", admins=[ada], members=[bo])
    for who, called in ((mia, Role.MODERATOR), (rex, Role.REVIEWER)):
        await town.passes(days=1)
        await town.run(lambda tx, who=who: membership.admit(tx, tides, who.id, by=""))  # type: ignore[misc]
        await town.run(lambda tx, who=who, called=called: administration.name_to(tx, tides, who.id, called, by=ada.id))  # type: ignore[misc]
    await town.settle()
    return tides, ada, mia, olga


async def test_the_longest_serving_moderator_is_proposed_and_the_team_decides(town: Town) -> None:
    tides, ada, mia, olga = await village(town)
    await town.leaves_workspace(ada)
    card = town.letters(olga)[-1]
    assert town.text(card.message).splitlines() == [
        "Nobody administers Tides any more",
        "Its last administrator is gone. Mia has moderated or reviewed there longest.",
    ]
    assert town.labels(card.message) == ("Make Mia administrator", "Ask a member")
    heard = await town.presses(olga, "Make Mia administrator", on=card)
    assert heard.text == "Mia administers Tides now, and has been told."
    assert await role(town, mia, tides) is Role.ADMINISTRATOR
    assert any("Tides" in said and "administrator" in said for said in town.reads(mia))
    assert town.reads(olga)[-1] == "Tides has an administrator again."
    assert (await town.presses(olga, "Make Mia administrator", on=card)).text.startswith("Tides has an administrator.")


async def test_an_administrator_who_comes_back_needs_no_successor(town: Town) -> None:
    _, ada, _, olga = await village(town)
    await town.leaves_workspace(ada)
    await town.does(ada, Arrived(town.fresh(), ada.actor, ada.account.workspace, None))
    assert town.reads(olga)[-1] == "Tides has an administrator again."


async def test_a_moderator_does_not_appoint(town: Town) -> None:
    tides, ada, mia, _ = await village(town)
    await town.leaves_workspace(ada)
    heard = await town.tokens(mia, f"lifecycle.appoint:{tides.id}/{mia.id}")
    assert heard.text == "Only the administrators of Tides can do that."
    assert await role(town, mia, tides) is Role.MODERATOR


async def test_with_another_administrator_or_another_account_nobody_is_proposed(town: Town) -> None:
    ada, eve, olga = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Olga", owner=True)
    await town.community("Tides", admins=[ada, eve])
    await town.leaves_workspace(ada)
    await town.links(eve, "south")
    await town.leaves_workspace(eve)
    assert [said for said in town.reads(olga) if "Nobody administers" in said] == []
