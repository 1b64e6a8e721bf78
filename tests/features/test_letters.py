"""Private messages that wait are looked at again before they are read: no right, no message; one's own always comes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Role, Status
from tests.features.deciding import change, inside, reject
from tests.simulators.post_office import Fault, later, refused
from tests.town import NORTH, Somebody, Town

NOTHING = "Nothing is waiting for you."
NINE = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)


def shut(town: Town, who: Somebody, fault: Fault | None = None) -> None:
    """Nothing private reaches this person: their inbox is closed, or what `fault` says."""
    town.offices[NORTH].breaks_always(fault or refused("closed"), to=who.account)


async def reviewed(town: Town, name: str = "Secret") -> tuple[Community, Somebody, Somebody, Somebody]:
    """Ada administers, Rex reviews, Bo may ask; the administrators meet in no channel."""
    ada, rex, bo = await town.someone("Ada"), await town.someone("Rex"), await town.someone("Bo")
    group = await town.community(name, admins=[ada], members=[rex], admin_channels=False, hidden=True)
    await becomes(town, group, rex, Role.REVIEWER)
    return group, ada, rex, bo


async def becomes(town: Town, group: Community, who: Somebody, role: Role) -> None:
    await town.run(lambda tx: membership.set_role(tx, group, who.id, role, by=""))
    await town.settle()


async def goes(town: Town, group: Community, who: Somebody, how: Status = Status.REMOVED) -> None:
    await town.run(lambda tx: membership.depart(tx, group, who.id, how, by=""))
    await town.settle()


async def asks(town: Town, who: Somebody, group: Community) -> None:
    """Asks as somebody who may see the community does."""
    await change(town, group, hidden=False)
    await town.joins(who, group)
    await change(town, group, hidden=True)


async def opens(town: Town, who: Somebody) -> list[str]:
    """What they read at the next thing they do."""
    text = (await town.tokens(who, "people.open")).text
    return [] if text == NOTHING else text.splitlines()[1:]


OUTSIDE = "The channel of Secret could not be opened to you."
"""What a member hears whose accounts nothing reaches, not even a channel."""

LOSES = [
    ("no role", lambda town, group, who: becomes(town, group, who, Role.MEMBER)),
    ("removed", lambda town, group, who: goes(town, group, who)),
    ("banned", lambda town, group, who: goes(town, group, who, Status.BANNED)),
]


@pytest.mark.parametrize("loses", [each[1] for each in LOSES], ids=[each[0] for each in LOSES])
@pytest.mark.parametrize("days", [0.5, 1, 7, 10])
async def test_what_only_those_who_decide_may_read_is_not_handed_over_to_who_decides_no_more(
    town: Town, loses: object, days: float
) -> None:
    """An answer to a question, the digest, the reminders at days 7 and 10."""
    group, ada, rex, bo = await reviewed(town)
    shut(town, rex)
    await asks(town, bo, group)
    await town.presses(ada, "Ask", on=town.card(ada))
    await town.fills(ada, words="Why?")
    await town.presses(bo, "Answer", on=town.letters(bo)[-1])
    await town.fills(bo, words="Only for administrators")
    await town.passes(days=days)
    assert callable(loses)
    await loses(town, group, rex)
    assert [each for each in await opens(town, rex) if not each.startswith(OUTSIDE)] == []
    assert "Only for administrators" in "\n".join(town.reads(ada))


async def test_who_still_decides_reads_all_of_it(town: Town) -> None:
    group, ada, rex, bo = await reviewed(town)
    shut(town, rex)
    await asks(town, bo, group)
    await town.presses(ada, "Ask", on=town.card(ada))
    await town.fills(ada, words="Why?")
    await town.presses(bo, "Answer", on=town.letters(bo)[-1])
    await town.fills(bo, words="Because")
    await town.until(NINE)
    assert await opens(town, rex) == [
        "Bo has answered:",
        "Because",
        "1 person waits for your answer",
        "Secret: Bo. The oldest asked 1 day ago.",
    ]
    assert await opens(town, rex) == []


async def test_a_digest_keeps_what_its_reader_still_decides_about_and_who_still_waits(town: Town) -> None:
    group, ada, rex, bo = await reviewed(town)
    cy, dan = await town.someone("Cy"), await town.someone("Dan")
    other = await town.community("Open House", admins=[ada], members=[rex], admin_channels=False)
    await becomes(town, other, rex, Role.REVIEWER)
    shut(town, rex)
    await asks(town, bo, group)
    for each in (cy, dan):
        await town.joins(each, other)
    await town.until(NINE)
    await becomes(town, group, rex, Role.MEMBER)
    await town.presses(ada, "Approve", on=town.card(ada))
    assert await inside(town, dan, other)
    assert await opens(town, rex) == [
        "1 person waits for your answer",
        "Open House: Cy. The oldest asked 1 day ago.",
    ]


async def test_a_message_that_a_silent_platform_held_back_is_looked_at_again_when_it_leaves(town: Town) -> None:
    group, _, rex, bo = await reviewed(town)
    shut(town, rex, later(60.0))
    await asks(town, bo, group)
    await town.passes(days=1)
    await goes(town, group, rex)
    town.offices[NORTH].mend()
    await town.passes(hours=1)
    assert (town.reads(rex), await opens(town, rex)) == ([], [])


async def test_an_invitation_that_holds_no_more_is_not_handed_over(town: Town) -> None:
    ada, cy = await town.someone("Ada"), await town.someone("Cy")
    group = await town.community("Secret", admins=[ada], mode=Mode.PRIVATE, hidden=True, purpose="Hush.")
    shut(town, cy)
    await town.says(ada, "/invite cy secret")
    await town.tokens(ada, f"administration.archived:{group.id}")
    assert await opens(town, cy) == []
    await town.tokens(ada, f"administration.reactivate:{group.id}")
    await town.says(ada, "/invite cy secret")
    assert (await opens(town, cy))[0] == "You are invited to Secret"


async def test_a_role_in_what_one_was_removed_from_is_not_told_and_the_removal_is(town: Town) -> None:
    ada, rex = await town.someone("Ada"), await town.someone("Rex")
    group = await town.community("Secret", admins=[ada], members=[rex], hidden=True)
    shut(town, rex)
    await town.says(ada, "/community admins secret rex reviewer")
    await town.tokens(ada, f"membership.remove:{group.id}/{rex.id}")
    await town.fills(ada, words="Thank you.")
    assert await opens(town, rex) == [
        "The administrators of Secret ended your membership.",
        "They wrote: “Thank you.”",
    ]


async def test_what_became_of_an_announcement_is_not_told_to_who_may_not_know_of_the_community(town: Town) -> None:
    ada, rex = await town.someone("Ada"), await town.someone("Rex")
    group = await town.community("Secret", admins=[ada, rex], hidden=True)
    shut(town, rex)
    await town.says(rex, "/announce secret")
    await town.fills(rex, title="Roses", text="They bloom.", when="2026-11-10 10:00")
    await town.presses(rex, "Send")
    await goes(town, group, rex)
    await town.until(datetime(2026, 11, 10, 10, 0, tzinfo=UTC))
    assert await opens(town, rex) == []


@pytest.mark.parametrize("hidden", [False, True])
async def test_ones_own_decision_comes_whatever_has_become_of_the_community(town: Town, hidden: bool) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Secret", admins=[ada])
    await town.joins(bo, group)
    shut(town, bo)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="full")
    await change(town, group, hidden=hidden)
    await town.tokens(ada, f"administration.archived:{group.id}")
    told = "The administrators could not accept your request to Secret: the community is full."
    assert (await opens(town, bo))[0] == told
