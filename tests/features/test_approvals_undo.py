"""Taking a decision back when the person or the community has changed since: nobody waits, or goes, unawares."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Asked, Role, Status
from tests.features.deciding import asked, change, inside, reject, stored
from tests.town import NORTH, Somebody, Town

Since = Callable[[Town, Community, Somebody, Somebody], Awaitable[None]]


async def leaves(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await town.says(bo, f"/leave {group.slug}")
    await town.presses(bo, "Leave")


async def is_removed(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await town.tokens(ada, f"membership.remove:{group.id}/{bo.id}")
    await town.fills(ada)


async def is_banned(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await town.run(lambda tx: membership.depart(tx, group, bo.id, Status.BANNED, by=ada.id))
    await town.settle()


async def is_kept_out(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    """Somebody who is outside is banned on the way."""
    await comes_by_invitation(town, group, ada, bo)
    await is_banned(town, group, ada, bo)


async def comes_by_invitation(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await town.says(ada, f"/invite bo {group.slug}")
    await town.presses(bo, "Join", on=town.letters(bo)[-1])


async def leaves_and_comes_by_invitation(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await leaves(town, group, ada, bo)
    await town.passes(minutes=1)
    await comes_by_invitation(town, group, ada, bo)


async def gets_a_role(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await town.run(lambda tx: membership.set_role(tx, group, bo.id, Role.CHAMPION, by=ada.id))


async def leaves_and_asks_again(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await leaves(town, group, ada, bo)
    await asks_again(town, group, ada, bo)


async def asks_again(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await town.passes(minutes=1)
    await town.joins(bo, group)


async def asks_again_and_is_rejected(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await asks_again(town, group, ada, bo)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="incomplete")


async def asks_again_and_withdraws(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await asks_again(town, group, ada, bo)
    request = await asked(town, bo, group)
    await town.tokens(bo, f"membership.withdraw:{request.id}")


def becomes(mode: Mode) -> Since:
    async def changes(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
        await town.says(ada, f"/community mode {group.slug} {mode}")

    return changes


async def joins_what_has_become_public(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await becomes(Mode.PUBLIC)(town, group, ada, bo)
    await town.says(bo, f"/join {group.slug}")


async def is_archived(town: Town, group: Community, ada: Somebody, bo: Somebody) -> None:
    await town.tokens(ada, f"administration.archived:{group.id}")


BANNED = "Bo is banned from Gender Group by now, and no request of theirs can wait. Lift the ban first: /members."
APPROVED: list[tuple[Since, str]] = [
    (leaves, "Bo has left Gender Group already; there is nothing to take back."),
    (is_removed, "Bo's membership of Gender Group was ended already; there is nothing to take back."),
    (is_banned, BANNED),
    (
        leaves_and_comes_by_invitation,
        "Bo has come into Gender Group in another way since; there is nothing to take back. "
        "To end the membership, see /members.",
    ),
    (gets_a_role, "Bo is champion by now. Take that role away first: /community admins."),
    (leaves_and_asks_again, "Bo has asked again meanwhile. Decide about the new request instead."),
    (
        becomes(Mode.PRIVATE),
        "How one joins Gender Group has changed since, and no request can wait there. "
        "To end the membership, see /members.",
    ),
    (
        becomes(Mode.PUBLIC),
        "How one joins Gender Group has changed since, and no request can wait there. "
        "To end the membership, see /members.",
    ),
    (
        is_archived,
        "This community is no longer active (archived on 3 November 2026). "
        "Its content remains available for consultation.",
    ),
]
REJECTED: list[tuple[Since, str]] = [
    (asks_again, "Bo has asked again meanwhile. Decide about the new request instead."),
    (asks_again_and_is_rejected, "Bo has asked again since; only that newer request counts. History shows both."),
    (asks_again_and_withdraws, "Bo has asked again since; only that newer request counts. History shows both."),
    (
        comes_by_invitation,
        "Bo has come into Gender Group in another way since; there is nothing to take back. "
        "To end the membership, see /members.",
    ),
    (
        joins_what_has_become_public,
        "Bo has come into Gender Group in another way since; there is nothing to take back. "
        "To end the membership, see /members.",
    ),
    (is_kept_out, BANNED),
    (
        becomes(Mode.PRIVATE),
        "How one joins Gender Group has changed since, and no request can wait there. You can still /invite them.",
    ),
    (
        becomes(Mode.PUBLIC),
        "How one joins Gender Group has changed since: Bo can join at once, without a decision.",
    ),
    (
        is_archived,
        "This community is no longer active (archived on 3 November 2026). "
        "Its content remains available for consultation.",
    ),
]


def named(cases: list[tuple[Since, str]]) -> list[str]:
    return [f"{since.__name__}-{number}" for number, (since, _) in enumerate(cases)]


@pytest.mark.parametrize(("since", "answer"), APPROVED, ids=named(APPROVED))
async def test_an_approval_that_something_else_has_followed(town: Town, since: Since, answer: str) -> None:
    ada, bo, group = await undecided(town)
    request = await asked(town, bo, group)
    decided = town.card(town.admin_channel(group))
    await town.presses(ada, "Approve", on=decided)
    await unchanged_by_undo(town, group, (ada, bo), since, answer)
    assert (await stored(town, request)).status is Asked.APPROVED


@pytest.mark.parametrize(("since", "answer"), REJECTED, ids=named(REJECTED))
async def test_a_rejection_that_something_else_has_followed(town: Town, since: Since, answer: str) -> None:
    ada, bo, group = await undecided(town)
    request = await asked(town, bo, group)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="incomplete", again="yes")
    await unchanged_by_undo(town, group, (ada, bo), since, answer)
    assert (await stored(town, request)).status is Asked.REJECTED


async def undecided(town: Town) -> tuple[Somebody, Somebody, Community]:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    return ada, bo, group


async def unchanged_by_undo(
    town: Town, group: Community, who: tuple[Somebody, Somebody], since: Since, answer: str
) -> None:
    """Undo says why not, nothing changes by it, and the person hears nothing."""
    ada, bo = who
    decided = town.card(town.admin_channel(group))
    await town.passes(minutes=1)
    await since(town, group, ada, bo)
    before = (await inside(town, bo, group), town.reads(bo), town.offices[NORTH].open_to(town.channel(group)))
    heard = await town.presses(ada, "Undo", on=decided)
    assert heard.text == answer
    after = (await inside(town, bo, group), town.reads(bo), town.offices[NORTH].open_to(town.channel(group)))
    assert after == before


async def test_a_request_kept_while_the_mode_changed_can_be_decided_and_taken_back(town: Town) -> None:
    """Who was kept waiting waits again: the mode has not changed since the decision."""
    ada, bo, group = await undecided(town)
    await change(town, group, mode=Mode.PRIVATE)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    await town.presses(ada, "Undo")
    assert (await asked(town, bo, group)).status is Asked.OPEN
    assert not await inside(town, bo, group)


async def test_another_criterion_is_no_other_way_of_joining(town: Town) -> None:
    ada, bo, group = await undecided(town)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    decided = town.card(town.admin_channel(group))
    await town.passes(minutes=1)
    for mode in (Mode.PRIVATE, Mode.SEMI_PRIVATE):
        await becomes(mode)(town, group, ada, bo)
    await town.presses(ada, "Undo", on=decided)
    assert (await asked(town, bo, group)).status is Asked.OPEN


async def test_an_invitation_still_lets_in_whose_rejection_was_taken_back(town: Town) -> None:
    ada, bo, group = await undecided(town)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="incomplete")
    decided = town.card(town.admin_channel(group))
    await town.says(ada, "/invite bo gender-group")
    invitation = town.letters(bo)[-1]
    await town.presses(ada, "Undo", on=decided)
    assert (await asked(town, bo, group)).status is Asked.OPEN
    await town.presses(bo, "Join", on=invitation)
    assert await inside(town, bo, group)
    assert await town.run(lambda tx: membership.queue(tx, group.id)) == []


async def test_who_waits_again_is_in_the_next_digest(town: Town) -> None:
    """The digest was let go when nobody waited any more."""
    ada, _, group = await undecided(town)
    await town.until(datetime(2026, 11, 4, 8, 55, tzinfo=UTC))
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    await town.passes(minutes=8)
    assert town.reads(ada) == []
    await town.presses(ada, "Undo", on=town.card(town.admin_channel(group)))
    await town.until(datetime(2026, 11, 5, 9, 0, tzinfo=UTC))
    assert [each.splitlines()[0] for each in town.reads(ada)] == ["1 person waits for your answer"]


async def test_the_administrators_read_in_french_why_nothing_is_taken_back(town: Town) -> None:
    ada, bo = await town.someone("Ada", locale="fr"), await town.someone("Bo", locale="fr")
    group = await town.community("Groupe Genre", admins=[ada])
    await town.joins(bo, group)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    decided = town.card(town.admin_channel(group))
    await leaves(town, group, ada, bo)
    assert (await town.presses(ada, "Undo", on=decided)).text == (
        "Bo a déjà quitté Groupe Genre ; il n’y a rien sur quoi revenir."
    )


async def test_the_emoji_that_decided_goes_with_the_decision_and_decides_when_it_is_put_again(town: Town) -> None:
    """Also under what reminded of it; what others put for themselves stays."""
    ada, eve, bo = [await town.someone(name) for name in ("Ada", "Eve", "Bo")]
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    await town.passes(days=3)
    office, shown = town.offices[NORTH], town.letters(town.admin_channel(group))
    assert len(shown) == 2
    for letter, who, sign in ((shown[0], ada, "👀"), (shown[1], ada, "✅"), (shown[0], eve, "🎉")):
        office.react(letter.id, who.account, sign)
        await town.reacts(who, sign, letter)
    assert await inside(town, bo, group)
    await town.presses(eve, "Undo", on=town.letters(town.admin_channel(group))[0])
    assert not await inside(town, bo, group)
    assert [office.reactions(each.id) for each in shown] == [((ada.account, "👀"), (eve.account, "🎉")), ()]
    await town.reacts(ada, "✅", shown[1])
    assert await inside(town, bo, group)


async def test_an_emoji_that_cannot_be_taken_off_is_not_caught_up_with_after_undo(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    town.offices[NORTH].react(card.id, ada.account, "✅")
    await town.reacts(ada, "✅", card)
    await town.presses(ada, "Undo", on=town.card(town.admin_channel(group)))
    town.offices[NORTH].react(card.id, ada.account, "✅")
    await town.returns()
    assert not await inside(town, bo, group)
