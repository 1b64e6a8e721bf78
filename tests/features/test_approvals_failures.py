"""What breaks in comparable bots and does not here: B1–B4, B9, B10, M1, M2, M9 of the list of failures."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.chat.address import Account, Posted
from bot.chat.inbound import Actor, ButtonPressed, Unreacted
from bot.chat.message import say
from bot.chat.reply import Whisper
from bot.clock import Clock
from bot.db.database import Database, open_database
from bot.features.approvals import deciding
from bot.features.approvals import service as approvals
from bot.features.approvals.deciding import Verdict
from bot.features.approvals.model import Pending
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import requests
from bot.features.membership.model import Asked
from bot.features.people import service as people
from bot.jobs.queue import jobs
from tests.features.deciding import asked, change, inside, reject, stored
from tests.simulators.post_office import Letter, refused
from tests.town import NORTH, SOUTH, Somebody, Town

CLAUSE = (
    "This community is no longer active (archived on 3 November 2026). Its content remains available for consultation."
)
OPEN = ("Approve", "Reject", "Ask", "Claim", "History")


# B1, B2: buttons and emoji never die.


@pytest.mark.parametrize("days", [0, 100])
async def test_every_button_of_a_card_works_after_a_restart(town: Town, days: int) -> None:
    """B1, also 100 days later."""
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada], request_days=120)
    bo, cy, dan, eli = [await town.someone(name) for name in ("Bo", "Cy", "Dan", "Eli")]
    place = town.admin_channel(group)
    for who in (bo, cy, dan, eli):
        await town.joins(who, group)
    cards = town.letters(place)[:4]
    town.restart()
    town.clock.forward(timedelta(days=days))
    heard = {label: await town.presses(ada, label, on=card) for label, card in zip(OPEN, cards, strict=False)}
    assert heard["Approve"].text == "Bo is now a member of Gender Group, and is being told."
    assert heard["Claim"].text.startswith("You have claimed Eli's request until")
    assert [heard[label].form is not None for label in ("Reject", "Ask")] == [True, True]
    assert (await town.presses(ada, "History", on=cards[0])).text.startswith("What happened to Bo's requests")
    town.restart()
    await town.presses(ada, "Reject", on=cards[1])
    town.restart()
    await town.fills(ada, reason="full")
    assert len(town.reads(cy)) >= 1
    assert town.reads(cy)[-1].startswith("The administrators could not accept your request to Gender Group")
    undo = town.letters(place)[0]
    town.restart()
    await town.presses(ada, "Undo", on=undo)
    assert not await inside(town, bo, group)


async def test_an_applicants_buttons_work_after_a_restart(town: Town) -> None:
    """B1, the other side."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.presses(ada, "Ask", on=town.card(town.admin_channel(group)))
    await town.fills(ada, words="Why?")
    question = town.letters(bo)[0]
    town.restart()
    town.clock.forward(timedelta(days=5))
    await town.presses(bo, "Answer", on=question)
    town.restart()
    assert (await town.fills(bo, words="Because")).text == "The administrators have your answer."


async def test_an_emoji_under_an_old_card_decides(town: Town) -> None:
    """B2: nothing about the card is kept in memory."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], request_days=90)
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    town.restart()
    town.clock.forward(timedelta(days=60))
    await town.reacts(ada, "✅", card)
    assert await inside(town, bo, group)


# B3: what was said while nobody listened.


def put(letter: Letter, *reactions: tuple[Somebody | Account, str]) -> approvals.ReadBack:
    """Emoji under a card, as a platform reads them back, the earliest first."""
    accounts = tuple((who.account if isinstance(who, Somebody) else who, emoji) for who, emoji in reactions)
    return Posted(letter.target, letter.id), accounts


async def catch_up(town: Town, *read: approvals.ReadBack) -> None:
    town.restart()
    await town.run(lambda tx: approvals.reconcile(tx, read))
    await town.settle()


async def test_an_emoji_put_while_away_decides_at_the_start(town: Town) -> None:
    """B3: the earliest administrator's wins; strangers' and our own count for nothing."""
    ada, eve, bo, zoe = [await town.someone(name) for name in ("Ada", "Eve", "Bo", "Zoe")]
    group = await town.community("Gender Group", admins=[ada, eve], platforms=[NORTH, SOUTH])
    await town.joins(bo, group)
    north, south = (town.card(town.admin_channel(group, platform)) for platform in (NORTH, SOUTH))
    ours = Account(NORTH, "square", "palabre")
    assert await town.run(lambda tx: [each.id for each in approvals.open_cards(tx)]) == [north.id, south.id]
    await catch_up(town, put(north, (ours, "✅"), (ours, "❌"), (zoe, "❌"), (eve, "✅"), (ada, "✅")))
    assert await inside(town, bo, group)
    assert town.offices[NORTH].calls("unreact") == 1
    assert (
        "Approved by Eve, 3 November 2026 at 09:00 (UTC)."
        in town.text(town.card(town.admin_channel(group)).message).splitlines()
    )
    assert len(town.reads(bo)) == 1
    assert await town.run(approvals.open_cards) == []


async def test_yes_and_no_while_away_are_asked_about_once(town: Town) -> None:
    """B3: also when they stand under two copies of the card, on two platforms."""
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve", SOUTH), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve], platforms=[NORTH, SOUTH])
    await town.joins(bo, group)
    north, south = (town.card(town.admin_channel(group, platform)) for platform in (NORTH, SOUTH))
    for _ in range(2):
        await catch_up(town, put(north, (ada, "✅")), put(south, (eve, "❌")))
    assert (await asked(town, bo, group)).status is Asked.OPEN
    for platform in (NORTH, SOUTH):
        assert town.reads(town.admin_channel(group, platform))[1:] == [
            "While I was away, Ada put ✅ and Eve put ❌ under Bo's request. Which is it?"
        ]
    await town.presses(ada, "Approve", on=town.letters(town.admin_channel(group))[1])
    assert await inside(town, bo, group)


async def test_an_emoji_that_needs_words_is_answered_with_the_button(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    for _ in range(2):
        await catch_up(town, put(card, (ada, "❌")))
    assert town.reads(ada) == [
        "You put ❌ under Bo's request to Gender Group. Press Reject to give the reason they will read."
    ]
    await town.presses(ada, "Reject", on=town.letters(ada)[0])
    await town.fills(ada, reason="not-eligible")
    assert len(town.reads(bo)) == 1


async def test_an_emoji_of_a_decision_taken_back_decides_nothing_at_the_next_start(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.reacts(ada, "✅", card)
    await town.presses(ada, "Undo")
    await catch_up(town, put(card, (ada, "✅")))
    assert (await asked(town, bo, group)).status is Asked.OPEN
    assert not await inside(town, bo, group)


async def test_an_emoji_that_cannot_be_followed_any_more_is_explained(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], capacity=1, platforms=[NORTH, SOUTH])
    await town.joins(bo, group)
    cards = [town.card(town.admin_channel(group, platform)) for platform in (NORTH, SOUTH)]
    await catch_up(town, *(put(card, (ada, "✅")) for card in cards))
    assert town.reads(ada) == [
        "Gender Group is full (1 member). Raise “Most members” in the rules for joining to let Bo in, "
        "leave the request waiting, or reject it."
    ]


async def taken_back(town: Town, who: Somebody, emoji: str, letter: Letter) -> None:
    await town.does(who, Unreacted(town.fresh(), who.actor, Posted(letter.target, letter.id), emoji))


@pytest.mark.parametrize("away", [False, True])
@pytest.mark.parametrize("emoji", ["✅", "👀"])
async def test_an_emoji_answered_while_another_had_claimed_does_nothing_when_the_claim_is_over(
    town: Town, emoji: str, *, away: bool
) -> None:
    """B3: heard at once or while catching up, it was answered; a later start must not answer it again."""
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(ada, "Claim", on=card)
    refusal = "Ada has claimed this request until 4 November 2026 at 09:00 (UTC). Leave it to them, or take it over."
    if away:
        await catch_up(town, put(card, (eve, emoji)))
        assert town.reads(eve) == [refusal]
    else:
        assert (await town.reacts(eve, emoji, card)).text == refusal
    await town.passes(hours=25)
    before = town.reads(eve)
    await catch_up(town, put(card, (eve, emoji)))
    request = await asked(town, bo, group)
    assert (request.status, request.claimed_by, town.reads(eve)) == (Asked.OPEN, "", before)


async def test_an_emoji_answered_while_the_community_was_full_does_nothing_when_there_is_room(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], capacity=1)
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    assert (await town.reacts(ada, "✅", card)).text.startswith("Gender Group is full (1 member).")
    await change(town, group, capacity=2)
    await catch_up(town, put(card, (ada, "✅")))
    assert (await asked(town, bo, group)).status is Asked.OPEN


@pytest.mark.parametrize("emoji", ["❌", "❓"])
async def test_an_emoji_that_was_offered_its_form_is_not_offered_it_again(town: Town, emoji: str) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    assert (await town.reacts(ada, emoji, card)).buttons == ("Continue",)
    await catch_up(town, put(card, (ada, emoji)))
    assert town.reads(ada) == []


async def test_an_emoji_taken_back_and_put_again_while_away_is_another_one(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(ada, "Claim", on=card)
    await town.reacts(eve, "✅", card)
    await taken_back(town, eve, "✅", card)
    await town.passes(hours=25)
    await catch_up(town, put(card, (eve, "✅")))
    assert await inside(town, bo, group)


async def test_an_emoji_put_while_away_counts_also_for_who_took_a_decision_back_by_button(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(ada, "Approve", on=card)
    await town.presses(ada, "Undo")
    await catch_up(town, put(card, (ada, "✅")))
    assert await inside(town, bo, group)


async def test_another_yes_beside_a_no_that_was_asked_about_is_asked_about_again(town: Town) -> None:
    ada, eve, kim, bo = [await town.someone(name) for name in ("Ada", "Eve", "Kim", "Bo")]
    group = await town.community("Gender Group", admins=[ada, eve, kim])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    for reactions in (((ada, "✅"), (eve, "❌")), ((ada, "✅"), (eve, "❌"), (kim, "✅"))):
        await catch_up(town, put(card, *reactions))
    assert town.reads(town.admin_channel(group))[1:] == [
        "While I was away, Ada put ✅ and Eve put ❌ under Bo's request. Which is it?",
        "While I was away, Ada and Kim put ✅ and Eve put ❌ under Bo's request. Which is it?",
    ]
    assert (await asked(town, bo, group)).status is Asked.OPEN
    await catch_up(town, put(card, (ada, "✅"), (eve, "❌"), (kim, "✅"), (kim, "👀")))
    assert len(town.letters(town.admin_channel(group))) == 3
    assert (await asked(town, bo, group)).claimed_by == kim.id


async def test_nobody_becomes_known_by_taking_an_emoji_off(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    zoe = Actor(Account(NORTH, "square", "zoe"), "Zoe", "en", "")
    card = town.card(town.admin_channel(group))
    for emoji, posted in (("✅", Posted(town.channel(group), "none")), ("🎉", Posted(card.target, card.id))):
        await town.dispatcher.receive(Unreacted(town.fresh(), zoe, posted, emoji))
    assert await town.run(lambda tx: people.person_of(tx, zoe.account)) == ""


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


# B4: together.


async def test_fifty_presses_at_once_are_one_decision(town: Town, database_url: str, clock: Clock) -> None:
    """B4: two platforms, two processes: one transition, one welcome, 49 hear that it is done."""
    group, bo, admins = await _administered_by_many(town)
    other = await open_database(database_url, now=clock.now)
    second = Town(other, clock)
    try:
        await asyncio.gather(*(each.run(lambda tx: None) for each in (town, second)))
        presses = [
            (town if n % 2 else second).dispatcher.receive(_press(town, admins[n % len(admins)], group, f"press-{n}"))
            for n in range(50)
        ]
        answers = await asyncio.gather(*presses)
    finally:
        await other.close()
    said = [town.text(each.reply.message) for each in answers if isinstance(each.reply, Whisper)]
    await town.settle()
    done = [text for text in said if text == "Bo is now a member of Gender Group, and is being told."]
    others = [each for each in said if each not in done]
    assert (len(done), len(others)) == (1, 49)
    assert [text for text in others if not text.startswith("Bo was already approved by ")] == []
    assert len(town.reads(bo)) == 1
    entries = await town.run(lambda tx: [each.what for each in communities.history(tx, group.id)])
    assert (entries.count("approved"), entries.count("joined")) == (1, 1 + len(admins))


async def test_who_read_the_request_before_somebody_else_approved_it_hears_who(town: Town) -> None:
    """B4: on PostgreSQL a unit may read the request before, and the members after, the other one's commit."""
    group, bo, admins = await _administered_by_many(town)
    read = await asked(town, bo, group)
    await town.presses(admins[0], "Approve", on=town.letters(town.admin_channel(group))[0])
    late = Verdict("incomplete")
    approving, rejecting = await town.run(lambda tx: (
        deciding.approve(tx, group, read, by=admins[1].id), deciding.reject(tx, group, read, late, by=admins[1].id),
    ))  # fmt: skip
    for hindered in (approving, rejecting):
        assert hindered is not None
        assert town.text(say(hindered.text)).startswith("Bo was already approved by Admin0")
        assert not hindered.changed
    assert (await stored(town, read)).status is Asked.APPROVED


async def _administered_by_many(town: Town) -> tuple[Community, Somebody, list[Somebody]]:
    admins = [await town.someone(f"Admin{n}", (NORTH, SOUTH)[n % 2]) for n in range(5)]
    bo = await town.someone("Bo")
    group = await town.community("Gender Group", admins=admins, platforms=[NORTH, SOUTH])
    await town.joins(bo, group)
    return group, bo, admins


def _press(town: Town, who: Somebody, group: Community, name: str) -> ButtonPressed:
    button = town.button(who, "Approve", on=town.letters(town.admin_channel(group))[0])
    return ButtonPressed(name, who.actor, None, button.token)


async def test_approve_and_reject_at_once_are_one_decision(town: Town) -> None:
    group, bo, admins = await _administered_by_many(town)
    card = town.letters(town.admin_channel(group))[0]
    await town.presses(admins[1], "Reject", on=card)
    form = town.heard[admins[1].account].form
    assert form is not None
    await asyncio.gather(town.presses(admins[0], "Approve", on=card), town.fills(admins[1], reason="incomplete"))
    assert len(town.reads(bo)) == 1
    assert (await inside(town, bo, group)) == town.reads(bo)[0].startswith("You are now a member")


async def test_two_approved_at_once_never_share_the_last_place(town: Town) -> None:
    ada, eve, bo, cy = [await town.someone(name) for name in ("Ada", "Eve", "Bo", "Cy")]
    group = await town.community("Gender Group", admins=[ada, eve], capacity=3)
    for who in (bo, cy):
        await town.joins(who, group)
    first, second = town.letters(town.admin_channel(group))
    await asyncio.gather(town.presses(ada, "Approve", on=first), town.presses(eve, "Approve", on=second))
    assert sorted([await inside(town, bo, group), await inside(town, cy, group)]) == [False, True]


# B9, B10: people who left, and closed inboxes.


async def test_somebody_who_left_is_no_ghost_member(town: Town) -> None:
    """B9."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.leaves_workspace(bo)
    heard = await town.presses(ada, "Approve", on=card)
    assert heard.text == (
        "Bo has left the workspace and could not come in. The request stays open in case they return; or reject it."
    )
    assert heard.buttons == ("Reject",)
    assert not await inside(town, bo, group)
    assert (await town.says(bo, "/join gender-group")).text.startswith("Your request to Gender Group")
    await town.presses(ada, "Approve", on=card)
    assert await inside(town, bo, group)


async def test_somebody_who_left_with_one_account_comes_in_with_the_other(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    south = await town.links(bo, SOUTH)
    group = await town.community("Gender Group", admins=[ada], platforms=[NORTH, SOUTH])
    await town.joins(bo, group)
    await town.leaves_workspace(bo)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    assert await inside(town, bo, group)
    assert town.offices[SOUTH].open_to(town.channel(group, SOUTH)) == {south.account}
    assert len(town.reads(south)) == 1


async def test_a_question_that_does_not_arrive_is_said_so_on_the_card_until_it_does(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    office, admins = town.offices[NORTH], town.admin_channel(group)
    office.breaks_always(refused("closed"), to=bo.account)
    closed = "Applicant not reachable ✗ (private messages closed; they will see it at the next thing they do)"
    for question in ("Where do you work?", "And since when?"):
        await town.presses(ada, "Ask", on=town.card(admins))
        await town.fills(ada, words=question)
        assert closed in town.text(town.card(admins).message).splitlines()
        assert question in (await town.says(bo, "/communities")).text
        assert closed not in town.text(town.card(admins).message).splitlines()


async def test_a_closed_inbox_delays_the_message_and_never_the_decision(town: Town) -> None:
    """B10: the card says so, and the person reads it at the next thing they do."""
    ada, bo, cy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Cy")
    group = await town.community("Gender Group", admins=[ada])
    for who in (bo, cy):
        await town.joins(who, group)
        town.offices[NORTH].breaks_always(refused("closed"), to=who.account, what="send")
    first, second = town.letters(town.admin_channel(group))
    await town.presses(ada, "Approve", on=first)
    await reject(town, ada, second, reason="full")
    assert await inside(town, bo, group)
    closed = "Applicant not reachable ✗ (private messages closed; they will see it at the next thing they do)"
    for letter in town.letters(town.admin_channel(group)):
        assert closed in town.text(letter.message).splitlines()
    for who, said in ((bo, "You are now a member of Gender Group."), (cy, "The administrators could not accept your")):
        heard = await town.says(who, "/communities")
        assert heard.text.splitlines()[0] == "This could not reach you earlier:"
        assert heard.text.splitlines()[1].startswith(said)
    for letter in town.letters(town.admin_channel(group)):
        assert "Applicant notified ✓" in town.text(letter.message).splitlines()


# M1, M2: another mode, and the archive.


EXPECTED = {
    Pending.APPROVE: (Asked.APPROVED, True, "You are now a member of Gender Group."),
    Pending.KEEP: (Asked.OPEN, False, ""),
    Pending.REJECT: (Asked.CLOSED, False, "Your request to Gender Group is closed, because how one joins has changed:"),
}


@pytest.mark.parametrize("how", list(Pending))
@pytest.mark.parametrize("new", list(Mode))
@pytest.mark.parametrize("old", list(Mode))
async def test_every_change_of_mode_settles_those_who_wait(town: Town, old: Mode, new: Mode, how: Pending) -> None:
    """M1: all 4 × 4, whatever the administrator chooses; invitations stay good."""
    ada, bo, ivy = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Ivy")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.says(ada, "/invite Ivy gender-group")
    request = await asked(town, bo, group)
    await change(town, group, mode=old)
    opened = await town.says(ada, f"/community mode gender-group {new}")
    if new is old:
        assert (await stored(town, request)).status is Asked.OPEN
        return
    assert opened.form is not None
    field = next(each for each in opened.form.fields if each.name == "pending")
    assert field.value == approvals.default_on_mode_change(new)
    await town.fills(ada, pending=how, words="We have changed.")
    status, joined, told = EXPECTED[how]
    assert (await stored(town, request)).status is status
    assert await inside(town, bo, group) is joined
    assert [text.startswith(told) for text in town.reads(bo)] == ([True] if told else [])
    if how is Pending.REJECT:
        assert town.reads(bo)[0].splitlines()[1] == "We have changed."
        assert await town.run(lambda tx: requests.asked_too_soon(tx, group, bo.id)) is None
    await town.joins(ivy, group)
    assert await inside(town, ivy, group)


def test_the_likeliest_choice_is_offered_first() -> None:
    assert {mode: approvals.default_on_mode_change(mode) for mode in Mode} == {
        Mode.PRIVATE: Pending.REJECT,
        Mode.SEMI_PRIVATE: Pending.KEEP,
        Mode.PUBLIC: Pending.APPROVE,
        Mode.OPEN: Pending.APPROVE,
    }


async def test_approving_all_at_a_change_of_mode_stops_at_the_capacity(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    group = await town.community("Gender Group", admins=[ada, eve], capacity=3)
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    for who in (bo, cy):
        await town.joins(who, group)
        await town.passes(minutes=1)
    await town.presses(eve, "Claim", on=town.letters(town.admin_channel(group))[0])
    await town.says(ada, "/community mode gender-group public")
    await town.fills(ada, pending="approve")
    assert (await inside(town, bo, group), await inside(town, cy, group)) == (True, False)
    assert (await asked(town, cy, group)).status is Asked.OPEN


async def test_every_old_button_of_an_archived_community_says_that_it_is(town: Town) -> None:
    """M2: both sides, every button that was ever shown."""
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    bo, cy, dan, eli = [await town.someone(name) for name in ("Bo", "Cy", "Dan", "Eli")]
    group = await town.community("Gender Group", admins=[ada, eve])
    place = town.admin_channel(group)
    for who in (bo, cy, dan, eli):
        await town.joins(who, group)
    waiting, approved, rejected, claimed = town.letters(place)
    await town.presses(ada, "Ask", on=waiting)
    await town.fills(ada, words="Why?")
    await town.presses(ada, "Approve", on=approved)
    await reject(town, ada, rejected, reason="full")
    await town.presses(eve, "Claim", on=claimed)
    decided = town.letters(place)[1]
    take = await town.presses(ada, "Claim", on=claimed)
    question, refusal = town.letters(bo)[0], town.letters(dan)[0]
    await town.says(ada, "/community archive gender-group")
    await town.presses(ada, "Archive")
    for card in (waiting, approved, rejected, claimed):
        for label in ("Approve", "Reject", "Ask", "Claim"):
            assert (await town.presses(ada, label, on=card)).text == CLAUSE
    assert (await town.presses(ada, "Undo", on=decided)).text == CLAUSE
    assert (await town.presses(ada, "Take over", on=take)).text == CLAUSE
    assert (await town.presses(bo, "Answer", on=question)).text == CLAUSE
    assert (await town.presses(dan, "Write to the administrators", on=refusal)).text == CLAUSE
    assert [await inside(town, who, group) for who in (bo, cy, dan, eli)] == [False, True, False, False]
    for who in (bo, eli):
        assert town.reads(who)[-1].splitlines() == [
            "Your request to Gender Group is closed, because the community is. /communities shows others you can join.",
            CLAUSE,
        ]
    assert town.labels(town.letters(place)[0].message) == ("History",)


async def test_reopened_communities_do_not_reopen_requests(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.says(ada, "/community archive gender-group")
    await town.presses(ada, "Archive")
    await town.says(ada, "/community reactivate gender-group")
    heard = await town.presses(ada, "Approve", on=card)
    assert heard.text == "This request was closed 1 second ago. Nothing is left to do."
    assert (await town.joins(bo, group)).text.startswith("Your request is with the administrators of Gender Group")


async def test_a_database_that_comes_back_finds_every_deadline(database: Database, clock: Clock) -> None:
    """M9: a request made before a long absence still expires with a word to the applicant."""
    town = Town(database, clock)
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    clock.forward(timedelta(days=30))
    town.restart()
    await town.settle()
    assert town.reads(bo)[-1] == "Nobody handled your request to Gender Group in 14 days. That is our fault, not yours."


async def test_a_decision_waits_for_who_had_no_account_left_and_comes_back(town: Town) -> None:
    """B9, B10: nobody is there to be written to, and nothing is lost."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.leaves_workspace(bo)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="full")
    gone = "Applicant not reachable ✗ (no account left)"
    assert gone in town.text(town.card(town.admin_channel(group)).message).splitlines()
    heard = await town.says(bo, "/communities")
    assert heard.text.splitlines()[:2] == [
        "This could not reach you earlier:",
        "The administrators could not accept your request to Gender Group: the community is full.",
    ]
    assert town.reads(bo) == []
    card = town.text(town.card(town.admin_channel(group)).message).splitlines()
    assert "Applicant notified ✓" in card
