"""Proposals that nobody decides: in the morning digest until somebody does, and after 14 days their author hears it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.chat.message import say
from bot.chat.text import Words
from bot.features.announcements.model import Announcement, Status, announcements
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.membership.model import Status as Departed
from bot.features.people import service as people
from tests.features.deciding import change
from tests.simulators.post_office import Letter, lost_answer
from tests.town import NORTH, Somebody, Town

ROSES = {"type": "news", "title": "Roses", "text": "They bloom."}


async def garden(town: Town, *, admin_channels: bool = True) -> tuple[Somebody, Somebody, Somebody, Community]:
    """Ada and Eve administer, Bo is a member."""
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    community = await town.community("Gardens", admins=[ada, eve], members=[bo], admin_channels=admin_channels)
    return ada, eve, bo, community


async def proposes(town: Town, who: Somebody, title: str = "Roses") -> None:
    await town.says(who, "/announce gardens")
    await town.fills(who, **{**ROSES, "title": title})
    await town.presses(who, "Send")


def morning(town: Town, who: Somebody) -> list[str]:
    """What the digests in an inbox say, also those that came to nothing or that a newer one has replaced."""
    replaced = ("Nothing waits", "A newer message says what waits")
    return [each for each in town.reads(who) if "proposed announcement" in each or each.startswith(replaced)]


def nobody_decided(town: Town, who: Somebody) -> list[str]:
    return [each for each in town.reads(who) if each.startswith("Nobody has decided")]


def reminders(town: Town, community: Community) -> list[Letter]:
    place = town.admin_channel(community)
    return [each for each in town.letters(place) if "still waits for a decision" in town.text(each.message)]


async def row(town: Town) -> Announcement:
    found = await town.run(lambda tx: tx.one(select(announcements), Announcement))
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------------------ the digest


async def test_administrators_who_meet_nowhere_are_asked_at_once_but_not_at_night(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="Asia/Tokyo"), await town.someone("Bo")
    await town.community("Gardens", admins=[ada], members=[bo], admin_channels=False)
    for each in ("One", "Two", "Three"):
        await town.run(lambda tx, each=each: people.tell(tx, ada.id, say(Words(each)), key=each))  # type: ignore[misc]
    await proposes(town, bo, "At noon")
    assert ["At noon" in each for each in town.reads(ada)] == [False, False, False, True]
    await town.until(datetime(2026, 11, 3, 12, tzinfo=UTC))
    await proposes(town, bo, "At night")
    await town.until(datetime(2026, 11, 3, 22, 59, tzinfo=UTC))
    assert len(town.reads(ada)) == 4
    await town.until(datetime(2026, 11, 3, 23, 1, tzinfo=UTC))
    assert "At night" in town.reads(ada)[4]


async def test_each_administrator_reads_of_it_each_morning_until_somebody_decides(town: Town) -> None:
    ada, eve, bo, community = await garden(town)
    await town.passes(hours=1)
    await proposes(town, bo)
    await town.until(datetime(2026, 11, 4, 9, tzinfo=UTC))
    said = "Waiting for your decision\nGardens: 1 proposed announcement. The oldest was proposed 23 hours ago."
    assert [morning(town, who) for who in (ada, eve, bo)] == [[said], [said], []]
    await proposes(town, bo, "Tulips")
    await town.passes(days=1)
    assert morning(town, ada)[1:] == [
        "Waiting for your decision\nGardens: 2 proposed announcements. The oldest was proposed 2 days ago."
    ]
    for card in town.letters(town.admin_channel(community)):
        await town.presses(ada, "Approve", on=card)
    await town.passes(days=5)
    assert [len(morning(town, who)) for who in (ada, eve)] == [2, 2]


async def test_requests_and_proposals_share_one_message(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    cy = await town.someone("Cy")
    await town.joins(cy, community)
    await proposes(town, bo)
    await town.passes(days=1)
    assert morning(town, ada) == [
        "1 person waits for your answer\n"
        "Gardens: Cy. The oldest asked 1 day ago.\n"
        "Gardens: 1 proposed announcement. The oldest was proposed 1 day ago."
    ]


async def test_its_button_leads_to_the_list_where_it_can_be_read_and_decided(town: Town) -> None:
    ada, _, bo, _ = await garden(town)
    await proposes(town, bo)
    await town.passes(days=1)
    listed = await town.presses(ada, "Recent announcements")
    assert listed.buttons == ("Read it", "Approve", "Reject", "New announcement")
    read = await town.presses(ada, "Read it", on=listed)
    assert "They bloom." in read.text
    await town.presses(ada, "Approve", on=read)
    assert (await row(town)).status is Status.SENDING


async def test_what_told_of_a_proposal_says_once_it_is_decided_that_nothing_waits(town: Town) -> None:
    ada, eve, bo, community = await garden(town)
    await proposes(town, bo)
    await town.passes(days=1)
    assert len(morning(town, eve)) == 1
    await town.presses(ada, "Approve", on=town.letters(town.admin_channel(community))[-1])
    assert town.reads(eve)[-1] == "Nothing waits for your answer any more."
    assert town.labels(town.letters(eve)[-1].message) == ()


async def test_reviewers_who_cannot_decide_on_it_are_not_told(town: Town) -> None:
    _, _, bo, community = await garden(town)
    rex = await town.someone("Rex")
    await town.run(lambda tx: membership.admit(tx, community, rex.id, by="", role=Role.REVIEWER))
    await proposes(town, bo)
    await town.passes(days=3)
    assert town.reads(rex) == []


async def test_an_administrator_named_later_finds_it_in_their_first_morning(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    mia = await town.someone("Mia")
    await town.run(lambda tx: membership.admit(tx, community, mia.id, by=""))
    await proposes(town, bo)
    await town.run(lambda tx: membership.set_role(tx, community, mia.id, Role.ADMINISTRATOR, by=ada.id))
    await town.settle()
    await town.passes(days=1)
    assert len(morning(town, mia)) == 1


@pytest.mark.parametrize(("often", "letters"), [("daily", 7), ("weekly", 1), ("none", 0)])
async def test_they_hear_as_often_as_they_chose(town: Town, often: str, letters: int) -> None:
    ada, _, bo, community = await garden(town)
    await town.run(lambda tx: requests.hear(tx, community.id, ada.id, how_often=often))
    await proposes(town, bo)
    await town.passes(days=7)
    assert len(morning(town, ada)) == letters


async def test_who_chooses_to_hear_again_hears_of_what_waits_already(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    await town.run(lambda tx: requests.hear(tx, community.id, ada.id, how_often="none"))
    await proposes(town, bo)
    await town.passes(days=2)
    await town.says(ada, "/requests gardens")
    await town.picks(ada, "daily")
    await town.passes(days=1)
    assert len(morning(town, ada)) == 1


async def test_an_archived_community_is_in_no_digest(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.tokens(ada, f"administration.archived:{community.id}")
    await town.passes(days=3)
    assert morning(town, ada) == []


async def test_an_approval_that_was_undone_is_in_the_digest_again(town: Town) -> None:
    ada, eve, bo, community = await garden(town)
    await proposes(town, bo)
    approved = await town.presses(ada, "Approve", on=town.letters(town.admin_channel(community))[-1])
    await town.passes(seconds=5)
    await town.presses(ada, "Undo", on=approved)
    await town.passes(days=1)
    assert [len(morning(town, who)) for who in (ada, eve)] == [1, 1]


# ----------------------------------------------------------------------------------------- fourteen days, the author


async def test_after_fourteen_days_its_author_hears_it_once_and_not_before(town: Town) -> None:
    _, _, bo, _ = await garden(town)
    await proposes(town, bo)
    await town.passes(days=13, hours=23)
    assert nobody_decided(town, bo) == []
    await town.passes(hours=1)
    assert nobody_decided(town, bo) == [
        "Nobody has decided on “Roses” since 3 November 2026, when Gardens was asked. That is not your fault."
        " You can remind its administrators, or withdraw it."
    ]
    assert town.labels(town.letters(bo)[-1].message) == ("Remind", "Withdraw")
    await town.passes(days=60)
    assert len(nobody_decided(town, bo)) == 1


async def test_reminding_tells_the_administrators_once_however_often_it_is_pressed(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.passes(days=14)
    notice = town.letters(bo)[-1]
    first = await town.presses(bo, "Remind", on=notice)
    second = await town.presses(bo, "Remind", on=notice)
    assert first.text == "The administrators are reminded of “Roses”. You will hear what they decide."
    assert second.text == (
        "The administrators were asked about “Roses” on 17 November 2026. You can remind them 14 days after that."
    )
    [reminder] = reminders(town, community)
    assert town.text(reminder.message) == (
        "Bo still waits for a decision on “Roses”, proposed to Gardens on 3 November 2026."
    )
    read = await town.presses(ada, "Read it", on=reminder)
    assert read.text.startswith("“Roses” waits for a decision.\nBo proposes an announcement to Gardens\n")
    await town.presses(ada, "Approve", on=read)
    await town.passes(minutes=1)
    assert len(town.letters(town.channel(community))) == 1


async def test_reminded_and_still_undecided_its_author_hears_again_after_another_fourteen_days(town: Town) -> None:
    _, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.passes(days=14)
    await town.presses(bo, "Remind", on=town.letters(bo)[-1])
    await town.passes(days=13, hours=23)
    assert len(nobody_decided(town, bo)) == 1
    await town.passes(hours=1)
    assert nobody_decided(town, bo)[1].startswith("Nobody has decided on “Roses” since 17 November 2026")
    await town.presses(bo, "Remind", on=town.letters(bo)[-1])
    assert len(reminders(town, community)) == 2


async def test_twenty_presses_at_the_same_time_remind_once(town: Town) -> None:
    _, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.passes(days=14)
    button = town.button(bo, "Remind", on=town.letters(bo)[-1])
    await asyncio.gather(*(town.tokens(bo, button.token) for _ in range(20)))
    await town.settle()
    assert len(reminders(town, community)) == 1


async def test_withdrawn_it_waits_no_more_and_its_card_says_so(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.passes(days=14)
    taken = await town.presses(bo, "Withdraw", on=town.letters(bo)[-1])
    assert taken.text == "“Roses” will not be sent."
    assert town.reads(town.admin_channel(community))[0].endswith("It will not be sent.")
    before = len(morning(town, ada))
    await town.passes(days=30)
    assert (len(morning(town, ada)), len(nobody_decided(town, bo))) == (before, 1)
    late = await town.presses(bo, "Remind", on=town.letters(bo)[-1])
    assert late.text == "“Roses” was not sent."


async def test_a_decision_ends_the_waiting(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.passes(days=13)
    await town.presses(ada, "Reject", on=town.letters(town.admin_channel(community))[-1])
    await town.fills(ada, words="Not now.")
    await town.passes(days=30)
    assert nobody_decided(town, bo) == []


async def test_a_changed_text_is_asked_anew_and_waits_fourteen_days_from_then(town: Town) -> None:
    _, _, bo, _ = await garden(town)
    await proposes(town, bo)
    await town.passes(days=10)
    await town.tokens(bo, f"announcements.edit:{(await row(town)).id}")
    await town.fills(bo, text="They bloom again.")
    await town.passes(days=13)
    assert nobody_decided(town, bo) == []
    await town.passes(days=1)
    assert len(nobody_decided(town, bo)) == 1


async def test_told_on_the_day_an_approval_was_undone_it_waits_from_then(town: Town) -> None:
    """The fourteenth day falls into the twenty seconds of an approval: nobody is told wrongly, and nothing is lost."""
    ada, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.passes(days=14, seconds=-10)
    approved = await town.presses(ada, "Approve", on=town.letters(town.admin_channel(community))[0])
    await town.passes(seconds=15)
    await town.presses(ada, "Undo", on=approved)
    assert nobody_decided(town, bo) == []
    await town.passes(days=14)
    assert len(nobody_decided(town, bo)) == 1


async def test_an_archived_community_decides_nothing_and_its_author_hears_that_instead(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.tokens(ada, f"administration.archived:{community.id}")
    await town.passes(days=14)
    assert nobody_decided(town, bo) == []
    assert [each for each in town.reads(bo) if "Roses" in each] == [
        "“Roses” was not sent: Gardens has been archived meanwhile."
    ]
    assert (await row(town)).status is Status.CANCELLED


async def test_who_has_left_is_told_nothing_of_a_community_that_is_none_of_theirs(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    await proposes(town, bo)
    await town.run(lambda tx: membership.depart(tx, community, bo.id, Departed.LEFT, by=bo.id))
    await change(town, community, hidden=True)
    await town.passes(days=20)
    assert [each for each in town.reads(bo) if "Roses" in each or "Gardens" in each] == []
    assert len(morning(town, ada)) == 20


async def test_only_its_author_reminds(town: Town) -> None:
    ada, _, bo, community = await garden(town)
    cy = await town.someone("Cy")
    await town.run(lambda tx: membership.admit(tx, community, cy.id, by=""))
    await proposes(town, bo)
    await town.passes(days=14)
    token = town.button(bo, "Remind", on=town.letters(bo)[-1]).token
    assert (await town.tokens(cy, token)).text == (
        "There is no such announcement any more. /announce writes a new one."
    )
    await town.tokens(ada, token)
    assert reminders(town, community) == []


async def test_where_administrators_meet_nowhere_each_is_reminded_privately(town: Town) -> None:
    ada, eve, bo, _ = await garden(town, admin_channels=False)
    await proposes(town, bo)
    await town.passes(days=14)
    await town.presses(bo, "Remind", on=town.letters(bo)[-1])
    told = [[each for each in town.reads(who) if "still waits for a decision" in each] for who in (ada, eve)]
    assert [len(each) for each in told] == [1, 1]


async def test_missed_while_the_bot_was_down_it_is_told_late_and_once(town: Town) -> None:
    ada, _, bo, _ = await garden(town)
    await proposes(town, bo)
    town.clock.forward(timedelta(days=20))
    town.restart()
    await town.settle()
    town.offices[NORTH].breaks(lost_answer(), to=bo.account)
    await town.passes(days=5)
    assert (len(nobody_decided(town, bo)), len(morning(town, ada))) == (1, 6)
