"""Requests to join: the card, one decision, taking it back, and what both sides read (FEATURES 2.1.5–6, 2.2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.address import Posted
from bot.chat.form import ChoiceField
from bot.chat.inbound import Arrived, Reacted
from bot.chat.message import Message
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Mode
from bot.features.membership import service as membership
from bot.features.membership.model import Asked, Role, Status
from bot.features.people import service as people
from tests.features.deciding import asked, change, inside, reject, stored
from tests.simulators.post_office import Letter, refused
from tests.town import NORTH, SOUTH, Town

UNKNOWN = "No community of that name. /communities lists those you can see."
CARD = """\
Bo asks to join Gender Group
Asked from: North · square
Known since: 3 November 2026
Waiting since: 3 November 2026 at 09:00 (UTC) (just now)
Note: I teach
Why you?: because
Who may be a member: • You work on the subject.
Expires on 17 November 2026 unless somebody decides or claims it."""
CLAUSE = (
    "This community is no longer active (archived on 3 November 2026). Its content remains available for consultation."
)
OPEN = ("Approve", "Reject", "Ask", "Claim", "History")
WELCOME = "You are now a member of Gender Group. Open its channel, read what it is about, and say who you are."


async def test_the_card_says_who_asks_and_why_wherever_administrators_meet(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], platforms=[NORTH, SOUTH], questions=("Why you?",))
    await town.joins(bo, group, note="I teach")
    for platform in (NORTH, SOUTH):
        assert town.reads(town.admin_channel(group, platform)) == [CARD]
        letter = town.card(town.admin_channel(group, platform))
        assert town.labels(letter.message) == OPEN
        assert letter.message.emoji == ("✅", "❌", "❓", "👀")
    assert town.reads(town.channel(group)) == []


async def test_the_card_reads_french_where_the_community_does(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Groupe Genre", admins=[ada], language="fr", timezone="Europe/Paris")
    await town.joins(bo, group)
    assert town.reads(town.admin_channel(group)) == [
        "Bo demande à rejoindre Groupe Genre\n"
        "Demande venue de: North · square\n"
        "Compte vu depuis le: 3 novembre 2026\n"
        "En attente depuis: 3 novembre 2026 à 10:00 (Europe/Paris) (à l’instant)\n"
        "Qui peut être membre: • You work on the subject.\n"
        "Expire le 17 novembre 2026 si personne ne décide ni ne s’en charge."
    ]
    assert town.labels(town.card(town.admin_channel(group)).message, "fr") == (
        "Accepter", "Refuser", "Questionner", "M’en charger", "Historique",
    )  # fmt: skip


async def test_approving_lets_the_person_in_and_tells_them_where_they_asked(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    south = await town.links(bo, SOUTH)
    group = await town.community("Gender Group", admins=[ada], platforms=[NORTH, SOUTH])
    await town.joins(south, group)
    heard = await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    assert heard.text == "Bo is now a member of Gender Group, and is being told."
    assert town.reads(south) == [WELCOME]
    assert town.reads(bo) == []
    for platform, account in ((NORTH, bo.account), (SOUTH, south.account)):
        assert account in town.offices[platform].open_to(town.channel(group, platform))
        card = town.card(town.admin_channel(group, platform))
        assert town.text(card.message).splitlines()[-2:] == [
            "Approved by Ada, 3 November 2026 at 09:00 (UTC).",
            "Applicant notified ✓",
        ]
        assert town.labels(card.message) == ("Undo", "History")


async def test_rejecting_says_why_and_the_date_from_which_to_ask_again(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    opened = await town.presses(ada, "Reject", on=town.card(town.admin_channel(group)))
    assert opened.form is not None
    assert [town.plain(part.text) for part in opened.form.intro if part.kind == "paragraph"] == [
        "Bo asks to join Gender Group",
        "They may ask again from 3 December 2026.",
    ]
    await town.fills(ada, reason="incomplete", words="Tell us where you work.")
    assert town.reads(bo) == [
        "The administrators could not accept your request to Gender Group: the request is incomplete.\n"
        "Tell us where you work.\n"
        "You may apply again from 3 December 2026. A question? Write to the administrators."
    ]
    assert town.text(town.card(town.admin_channel(group)).message).splitlines()[-4:] == [
        "Rejected by Ada, 3 November 2026 at 09:00 (UTC): the request is incomplete.",
        "Tell us where you work.",
        "They may ask again from 3 December 2026.",
        "Applicant notified ✓",
    ]
    too_soon = await town.says(bo, "/join gender-group")
    assert too_soon.text.endswith("You may apply again from 3 December 2026.")
    await town.passes(days=30)
    assert (await town.says(bo, "/join gender-group")).form is not None


async def test_an_administrator_may_lift_the_time_before_asking_again(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="incomplete", again="yes")
    assert town.reads(bo)[0].splitlines()[-1] == (
        "You may apply again whenever you like. A question? Write to the administrators."
    )
    await town.joins(bo, group, note="Now complete")
    cards = town.reads(town.admin_channel(group))
    assert len(cards) == 2
    assert "Asked before: • 3 November 2026: rejected by Ada (the request is incomplete)" in cards[1].splitlines()


async def test_a_rejection_needs_a_reason_and_other_needs_words(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    empty = await reject(town, ada, card, words="kept")
    assert {name: town.plain(text) for name, text in empty.problems.items()} == {
        "reason": "Please choose one of these."
    }
    other = await reject(town, ada, card, reason="other")
    assert {name: town.plain(text) for name, text in other.problems.items()} == {
        "": "Say the reason in your own words."
    }
    long = await reject(town, ada, card, reason="other", words="x" * 301)
    assert long.form is not None
    assert [field.value for field in long.form.fields if field.name == "words"] == ["x" * 301]
    assert (await stored(town, await asked(town, bo, group))).status is Asked.OPEN
    assert town.reads(bo) == []


async def test_of_another_reason_the_words_are_the_reason(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(ada, "Reject", on=card)
    form = town.heard[ada.account].form
    assert form is not None
    [reasons] = [field for field in form.fields if isinstance(field, ChoiceField)]
    assert town.plain(reasons.options[-1].label) == "another reason, in your own words below"
    await town.fills(ada, reason="other", words="We begin anew in May.")
    assert town.reads(bo)[0].split("\n")[:2] == [
        "The administrators could not accept your request to Gender Group. They write:", "We begin anew in May."
    ]  # fmt: skip
    said = town.reads(town.admin_channel(group))[0].split("\n")
    at = said.index("Rejected by Ada, 3 November 2026 at 09:00 (UTC): another reason.")
    assert said[at + 1] == "We begin anew in May."


async def test_the_second_administrator_hears_who_decided_and_how_long_ago(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(ada, "Approve", on=card)
    town.clock.forward(timedelta(seconds=4))
    for button in ("Approve", "Reject", "Ask", "Claim"):
        heard = await town.presses(eve, button, on=card)
        assert heard.text == "Bo was already approved by Ada 4 seconds ago. Nothing is left to do."
    assert town.reads(bo) == [WELCOME]


async def test_a_form_opened_before_somebody_else_decided_changes_nothing(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(eve, "Reject", on=card)
    await town.presses(ada, "Approve", on=card)
    heard = await town.fills(eve, reason="incomplete")
    assert (heard.form, heard.text) == (None, "Bo was already approved by Ada 1 second ago. Nothing is left to do.")
    assert await inside(town, bo, group)
    assert town.reads(bo) == [WELCOME]


async def test_nobody_but_those_who_decide_decides(town: Town) -> None:
    """A stranger, a member, the applicant and an administrator of another community press every button."""
    ada, bo, mia = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Mia")
    zoe, eve = await town.someone("Zoe"), await town.someone("Eve")
    group = await town.community("Gender Group", admins=[ada], members=[mia])
    await town.community("Other", admins=[eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    for who in (zoe, mia, bo, eve):
        for button in OPEN:
            heard = await town.presses(who, button, on=card)
            assert heard.text == "Only the administrators of Gender Group can do that."
    assert (await asked(town, bo, group)).status is Asked.OPEN
    assert not await inside(town, bo, group)


async def test_a_hidden_community_answers_strangers_as_if_it_were_not_there(town: Town) -> None:
    """M10: the same bytes for a request of a hidden community and for one that does not exist."""
    ada, bo, zoe = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Zoe")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await change(town, group, hidden=True)
    card = town.card(town.admin_channel(group))
    for button in OPEN:
        token = town.button(ada, button, on=card).token
        nowhere = f"{token.partition(':')[0]}:req_nowhere234"
        assert (await town.tokens(zoe, token)).text == UNKNOWN
        assert (await town.tokens(zoe, nowhere)).text == UNKNOWN


async def test_the_card_never_names_another_hidden_community(town: Town) -> None:
    """M10: readers of this card could not all be told of it."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    await town.community("Secret Circle", members=[bo], hidden=True)
    await town.community("Open Garden", members=[bo], mode=Mode.OPEN)
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.reads(town.admin_channel(group))[0]
    assert "Also in: Open Garden" in card.splitlines()
    assert "Secret Circle" not in card


async def test_an_administrator_removed_meanwhile_decides_nothing(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.run(lambda tx: membership.depart(tx, group, eve.id, Status.REMOVED, by=ada.id))
    assert (await town.presses(eve, "Approve", on=card)).text == "Only the administrators of Gender Group can do that."
    assert not await inside(town, bo, group)


async def test_a_reviewer_decides(town: Town) -> None:
    ada, rob, bo = await town.someone("Ada"), await town.someone("Rob"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], members=[rob])
    await town.run(lambda tx: membership.set_role(tx, group, rob.id, Role.REVIEWER, by=ada.id))
    await town.joins(bo, group)
    await town.presses(rob, "Approve", on=town.card(town.admin_channel(group)))
    assert await inside(town, bo, group)


async def test_emoji_do_what_the_buttons_do(town: Town) -> None:
    ada, bo, cy, dan, zoe = [await town.someone(name) for name in ("Ada", "Bo", "Cy", "Dan", "Zoe")]
    group = await town.community("Gender Group", admins=[ada])
    place = town.admin_channel(group)
    for who in (bo, cy, dan):
        await town.joins(who, group)
    first, second, third = town.letters(place)
    assert (await town.reacts(zoe, "✅", first)).text == ""
    assert town.offices[NORTH].calls("unreact") == 1
    assert not await inside(town, bo, group)
    assert (await town.reacts(ada, "✅", first)).text == "Bo is now a member of Gender Group, and is being told."
    assert await inside(town, bo, group)
    told = await town.reacts(ada, "❌", second)
    assert told.text == (
        "Reject the request\nCy asks to join Gender Group\nOne more step is needed before this is done."
    )
    form = (await town.presses(ada, "Continue")).form
    assert form is not None
    assert town.text(Message(form.intro)).startswith("Cy asks to join Gender Group\n")
    await town.fills(ada, reason="duplicate")
    assert town.reads(cy)[0].splitlines()[0] == (
        "The administrators could not accept your request to Gender Group: asked twice."
    )
    await town.reacts(ada, "👀", third)
    claimed = town.reads(place)[2].splitlines()
    assert "Claimed by Ada until 4 November 2026 at 09:00 (UTC)." in claimed
    assert not [line for line in claimed if line.startswith("Expires")]
    await town.reacts(ada, "❓", third)
    await town.presses(ada, "Continue")
    await town.fills(ada, words="Where do you live?")
    assert town.reads(dan)[0].splitlines()[1] == "Where do you live?"


async def test_where_an_emoji_cannot_be_answered_in_place_its_answer_is_written(town: Town) -> None:
    """As on Discord: what needs words, or cannot be done, is never lost; what the card shows is not told again."""
    ada, bo, cy = [await town.someone(name) for name in ("Ada", "Bo", "Cy")]
    group = await town.community("Gender Group", admins=[ada], capacity=2)
    place = town.admin_channel(group)
    for who in (bo, cy):
        await town.joins(who, group)
    first, second = town.letters(place)

    async def puts(emoji: str, card: Letter) -> None:
        put = Reacted(town.fresh(), ada.actor, Posted(card.target, card.id), emoji, answerable=False)
        assert (await town.does(ada, put)).text == ""
        assert (await town.does(ada, put)).text == ""

    await puts("❌", second)
    await puts("✅", first)
    await puts("✅", second)
    assert town.reads(ada) == [
        "Reject the request\nCy asks to join Gender Group\nOne more step is needed before this is done.",
        "Gender Group is full (2 members). Raise “Most members” in the rules for joining to let Cy in, "
        "leave the request waiting, or reject it.",
    ]
    await town.presses(ada, "Continue", on=town.letters(ada)[0])
    await town.fills(ada, reason="full")
    assert "the community is full" in town.reads(cy)[0]


async def test_a_question_reaches_the_applicant_and_the_answer_the_card(town: Town) -> None:
    ada, bo, zoe = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Zoe")
    group = await town.community("Gender Group", admins=[ada])
    place = town.admin_channel(group)
    await town.joins(bo, group)
    await town.presses(ada, "Ask", on=town.card(place))
    said = await town.fills(ada, words="Where do you work?")
    assert said.text == (
        "Your question is on its way to Bo; the answer will appear on the card. "
        "The request still expires on 17 November 2026: claim it if you need longer."
    )
    assert town.reads(bo) == [
        "The administrators of Gender Group have a question about your request:\n"
        "Where do you work?\nYour request waits until 17 November 2026."
    ]
    token = town.button(bo, "Answer", on=town.letters(bo)[0]).token
    assert (await town.tokens(zoe, token)).text.startswith("There is no such request of yours.")
    await town.presses(bo, "Answer", on=town.letters(bo)[0])
    await town.fills(bo, words="At the library")
    card, heard = town.reads(place)
    assert card.splitlines()[-3:-1] == ["Your question: Where do you work?", "Answer: At the library"]
    assert heard == "Bo has answered:\nAt the library"
    again = await town.presses(bo, "Answer", on=town.letters(bo)[0])
    assert again.text.startswith("That question needs no answer any more:")
    await town.presses(ada, "Approve", on=town.letters(place)[1])
    assert await inside(town, bo, group)


async def test_the_history_of_a_request_names_every_step(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group, note="Hello")
    card = town.card(town.admin_channel(group))
    await town.passes(minutes=1)
    await town.presses(ada, "Claim", on=card)
    await town.passes(minutes=1)
    await town.presses(ada, "Ask", on=card)
    await town.fills(ada, words="Why?")
    await town.passes(minutes=1)
    await reject(town, ada, card, reason="other", words="Not now")
    heard = await town.presses(ada, "History", on=card)
    assert heard.text.splitlines() == [
        "What happened to Bo's requests",
        "3 November 2026 at 09:00 (UTC): asked",
        "Hello",
        "3 November 2026 at 09:01 (UTC): claimed by Ada",
        "3 November 2026 at 09:02 (UTC): Ada asked",
        "Why?",
        "3 November 2026 at 09:03 (UTC): rejected by Ada",
        "Not now",
    ]


async def test_a_rejected_person_may_write_to_the_administrators_three_times(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="incomplete")
    letter = town.letters(bo)[0]
    for n in range(3):
        await town.presses(bo, "Write to the administrators", on=letter)
        assert (await town.fills(bo, words=f"Please {n}")).text == "The administrators have your message."
    await town.presses(bo, "Write to the administrators", on=letter)
    enough = await town.fills(bo, words="Please 4")
    assert [town.plain(text) for text in enough.problems.values()] == [
        "You have written 3 times about this request; the administrators have read you. Please wait for their answer."
    ]
    assert town.reads(town.admin_channel(group))[1:] == [
        f"Bo writes about their request, which was not accepted:\nPlease {n}" for n in range(3)
    ]


async def test_a_full_community_lets_nobody_in_until_there_is_room(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], capacity=1)
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    heard = await town.presses(ada, "Approve", on=card)
    assert heard.text == (
        "Gender Group is full (1 member). Raise “Most members” in the rules for joining to let Bo in, "
        "leave the request waiting, or reject it."
    )
    assert heard.buttons == ("Rules for joining", "Reject")
    await town.presses(ada, "Rules for joining")
    await town.fills(ada, capacity="2")
    await town.presses(ada, "Approve", on=card)
    assert await inside(town, bo, group)


async def test_a_banned_person_is_not_approved_by_an_old_card(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], mode=Mode.PUBLIC, members=[bo])
    await town.run(lambda tx: membership.depart(tx, group, bo.id, Status.LEFT, by=bo.id))
    await change(town, group, mode=Mode.SEMI_PRIVATE)
    await town.joins(bo, group)

    def ban(tx: Tx) -> None:
        membership.admit(tx, group, bo.id, by=ada.id)
        membership.depart(tx, group, bo.id, Status.BANNED, by=ada.id)

    await town.run(ban)
    heard = await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    assert heard.text == "Bo is banned from Gender Group. Reject the request, or lift the ban first."
    assert not await inside(town, bo, group)


async def test_somebody_who_came_in_another_way_needs_no_decision(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    request = await asked(town, bo, group)
    await town.run(lambda tx: membership.admit(tx, group, bo.id, by=ada.id))
    heard = await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    assert heard.text == "Bo is a member of Gender Group already; I closed the request."
    assert (await stored(town, request)).status is Asked.CLOSED
    assert await inside(town, bo, group)


async def test_a_channel_that_cannot_be_opened_leaves_a_member_and_says_what_to_mend(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    town.offices[NORTH].breaks(refused("forbidden", "my role is below the members' role"), to=bo.account)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    card = town.card(town.admin_channel(group))
    assert town.text(card.message).splitlines()[-1] == (
        "Approved, access pending: a channel could not be opened to Bo. "
        "The platform refuses it without saying why. /community places shows what I can see of it, and what to click. "
        "Then press Try again."
    )
    assert await inside(town, bo, group)
    assert town.offices[NORTH].open_to(town.channel(group)) == {ada.account}
    await town.presses(ada, "Try again", on=card)
    assert bo.account in town.offices[NORTH].open_to(town.channel(group))
    assert town.labels(town.card(town.admin_channel(group)).message) == ("Undo", "History")


async def test_an_approval_taken_back_closes_the_doors_and_the_request_waits_again(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    request = await asked(town, bo, group)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    await town.passes(minutes=9)
    await town.presses(ada, "Undo", on=town.card(town.admin_channel(group)))
    assert not await inside(town, bo, group)
    assert town.offices[NORTH].open_to(town.channel(group)) == {ada.account}
    assert town.labels(town.card(town.admin_channel(group)).message) == OPEN
    assert town.reads(bo) == [
        WELCOME,
        "The administrators of Gender Group have taken their approval back; your request waits again. "
        "You will hear from us by 17 November 2026.",
    ]
    again = await stored(town, request)
    assert (again.status, again.expires_at) == (Asked.OPEN, request.expires_at)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    assert await inside(town, bo, group)
    assert town.reads(bo)[2:] == [WELCOME]


async def test_what_i_was_told_of_a_decision_says_so_once_i_took_it_back(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    told = await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    back = await town.presses(ada, "Undo", on=told)
    assert back.redrawn
    assert back.text.startswith("Taken back. Bo's request waits again")


async def test_a_rejection_taken_back_lifts_the_waiting_time(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="not-eligible")
    early = town.card(town.admin_channel(group))
    await town.presses(ada, "Undo")
    request = await asked(town, bo, group)
    assert (request.reason, request.again_at) == ("", None)
    assert town.reads(bo)[1].startswith("The administrators of Gender Group have taken their refusal back;")
    assert (await town.presses(ada, "Undo", on=early)).text == ("There is no decision to take back any more.")


async def test_a_request_reopened_at_its_end_has_a_day_left(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.passes(days=13, hours=23, minutes=55)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    await town.passes(minutes=9)
    await town.presses(ada, "Undo", on=town.card(town.admin_channel(group)))
    await town.passes(hours=23)
    assert (await asked(town, bo, group)).status is Asked.OPEN
    request = await asked(town, bo, group)
    await town.passes(hours=1)
    assert (await stored(town, request)).status is Asked.EXPIRED


async def test_after_ten_minutes_a_decision_stands_and_the_card_says_so(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    early = town.card(town.admin_channel(group))
    assert town.labels(early.message) == ("Undo", "History")
    await town.passes(minutes=10)
    assert town.labels(town.card(town.admin_channel(group)).message) == ("History",)
    heard = await town.presses(ada, "Undo", on=early)
    assert heard.text == ("A decision can be taken back for ten minutes only. To end the membership, see /members.")
    assert await inside(town, bo, group)


async def test_a_rejection_is_not_taken_back_over_a_newer_request(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="incomplete", again="yes")
    decided = town.card(town.admin_channel(group))
    await town.joins(bo, group)
    heard = await town.presses(ada, "Undo", on=decided)
    assert heard.text == "Bo has asked again meanwhile. Decide about the new request instead."
    assert heard.buttons == OPEN


async def test_an_approval_is_not_taken_back_from_somebody_with_a_role(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    await town.run(lambda tx: membership.set_role(tx, group, bo.id, Role.ADMINISTRATOR, by=ada.id))
    heard = await town.presses(ada, "Undo", on=town.card(town.admin_channel(group)))
    assert heard.text == "Bo is administrator by now. Take that role away first: /community admins."
    assert await inside(town, bo, group)


async def test_withdrawing_ends_the_request_on_every_card(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(bo, "Withdraw")
    now = town.card(town.admin_channel(group))
    assert town.text(now.message).splitlines()[-1] == "Withdrawn by Bo, 3 November 2026 at 09:00 (UTC)."
    assert town.labels(now.message) == ("History",)
    assert (await town.presses(ada, "Approve", on=card)).text == (
        "Bo withdrew this request 1 second ago. Nothing is left to do."
    )
    assert not await inside(town, bo, group)


async def test_without_a_channel_each_administrator_gets_the_card_privately(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve", SOUTH), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve], admin_channels=False)
    await town.joins(bo, group)
    assert [town.labels(town.card(who).message) for who in (ada, eve)] == [OPEN, OPEN]
    await town.presses(eve, "Approve", on=town.card(eve))
    assert [town.labels(town.card(who).message) for who in (ada, eve)] == [("Undo", "History")] * 2
    assert await inside(town, bo, group)


async def test_the_log_says_who_decided(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    entries = await town.run(lambda tx: communities.history(tx, group.id))
    approved = [(each.person, each.details) for each in entries if each.what == "approved"]
    assert approved == [(ada.id, {"member": "Bo"})]


async def test_the_applicant_reads_french(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo", locale="fr", timezone="Europe/Paris")
    await town.run(lambda tx: people.settings(tx, bo.id, language="fr"))
    group = await town.community("Groupe Genre", admins=[ada])
    await town.joins(bo, group)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="full", words="À bientôt !")
    assert town.reads(bo) == [
        "Les administrateurs n’ont pas pu accepter votre demande pour Groupe Genre : la communauté est complète.\n"
        "À bientôt !\n"
        "Vous pourrez refaire une demande à partir du 3 décembre 2026. Une question ? Écrivez aux administrateurs."
    ]


async def test_the_card_says_that_the_applicant_left_and_came_back(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    left = "Bo has left the workspace and could not come in. The request stays open in case they return; or reject it."
    await town.leaves_workspace(bo)
    assert left in town.reads(town.admin_channel(group))[0].splitlines()
    await town.does(bo, Arrived(town.fresh(), bo.actor, bo.account.workspace, None))
    assert left not in town.reads(town.admin_channel(group))[0].splitlines()


async def test_requests_nobody_could_decide_reach_the_platform_team(town: Town) -> None:
    """M8: the only administrator is gone."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    olga = await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada])
    await town.run(lambda tx: membership.depart(tx, group, ada.id, Status.LEFT, by=ada.id))
    await town.joins(bo, group)
    await town.presses(olga, "Approve", on=town.card(olga))
    assert await inside(town, bo, group)


OWN = "This is your own request: somebody else decides on it."


async def test_nobody_decides_on_their_own_request(town: Town) -> None:
    """Whoever is of the platform team decides everywhere, but not about themselves."""
    ada, olga = await town.someone("Ada"), await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(olga, group)
    card = town.card(town.admin_channel(group))
    for button in ("Approve", "Reject", "Ask", "Claim"):
        assert (await town.presses(olga, button, on=card)).text == OWN
    for emoji in ("✅", "❌", "❓", "👀"):
        assert (await town.reacts(olga, emoji, card)).text == OWN
    request = await asked(town, olga, group)
    assert (request.status, request.claimed_by, request.question) == (Asked.OPEN, "", "")
    assert (await town.says(olga, "/requests gender-group")).buttons == ("History", "CSV", "Decided")
    bo = await town.someone("Bo")
    await town.joins(bo, group)
    await town.says(olga, "/requests gender-group")
    asking = await town.presses(olga, "Approve all shown")
    assert "Olga" not in asking.text
    await town.presses(olga, asking.buttons[0])
    assert [await inside(town, who, group) for who in (bo, olga)] == [True, False]
    itself = (await town.says(olga, "/invite Olga gender-group")).text
    assert itself.startswith("Nobody invites themselves.")
    await town.presses(ada, "Approve", on=card)
    assert (await town.presses(olga, "Undo", on=town.letters(town.admin_channel(group))[0])).text == OWN
    assert await inside(town, olga, group)


async def test_nobody_is_asked_to_decide_on_their_own_request(town: Town) -> None:
    """Of a community that nobody administers the rest of the platform team hears; over ten days as well."""
    ada, otto = await town.someone("Ada"), await town.someone("Otto", owner=True)
    olga = await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada])
    await town.run(lambda tx: membership.depart(tx, group, ada.id, Status.LEFT, by=ada.id))
    await town.joins(olga, group)
    await town.passes(days=10)
    offered = [sum("Approve" in town.labels(each.message) for each in town.letters(who)) for who in (otto, olga)]
    assert offered == [3, 0]
    await town.presses(otto, "Approve", on=town.card(otto))
    assert await inside(town, olga, group)


async def test_who_is_the_only_one_left_to_decide_is_not_locked_out(town: Town) -> None:
    ada, olga = await town.someone("Ada"), await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada])
    await town.run(lambda tx: membership.depart(tx, group, ada.id, Status.LEFT, by=ada.id))
    await town.joins(olga, group)
    await town.presses(olga, "Approve", on=town.card(olga))
    assert await inside(town, olga, group)


async def test_nobody_writes_about_a_decision_that_was_not_made(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Group", admins=[ada])
    await town.joins(bo, group)
    request = await asked(town, bo, group)
    assert (await town.tokens(bo, f"approvals.write:{request.id}")).form is None


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("letter", ["Answer", "Write to the administrators"])
async def test_a_form_that_was_open_tells_no_more_of_a_hidden_community_than_its_button(
    town: Town, letter: str, *, hidden: bool
) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    if letter == "Answer":
        await town.presses(ada, "Ask", on=card)
        await town.fills(ada, words="Why?")
    else:
        await reject(town, ada, card, reason="full")
    button = town.letters(bo)[-1]
    await town.presses(bo, letter, on=button)
    await change(town, group, hidden=hidden)
    await town.tokens(ada, f"administration.archived:{group.id}")
    sent = await town.fills(bo, words="Please")
    assert (sent.form, sent.text) == (None, UNKNOWN if hidden else CLAUSE)
    pressed = await town.presses(bo, letter, on=button)
    assert pressed.text == (UNKNOWN if hidden else CLAUSE)
