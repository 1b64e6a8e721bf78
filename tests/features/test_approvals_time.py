"""What happens to requests by themselves: claims, reminders, expiry, and the morning digest (FEATURES 2.2.5–7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.inbound import Arrived
from bot.clock import Clock
from bot.db.database import Database
from bot.features.communities.hours import next_nine
from bot.features.communities.model import Community
from bot.features.membership import requests
from bot.features.membership import service as membership
from bot.features.membership.model import Asked, Role, Status
from bot.features.people import service as people
from bot.jobs.engine import EngineLane
from tests.features.deciding import asked, inside, reject, stored
from tests.simulators.post_office import Letter
from tests.town import NORTH, SOUTH, Somebody, Town

DECIDING = ("Approve", "Reject", "Ask", "Claim", "History")


async def hears(town: Town, who: Somebody, community: Community, how_often: str) -> None:
    """Stores how often an administrator hears, whatever the others chose."""
    await town.run(lambda tx: requests.hear(tx, community.id, who.id, how_often=how_often))


def digests(town: Town, who: Somebody) -> list[str]:
    """The digests in an inbox, also those that came to nothing."""
    return [each for each in town.reads(who) if "your answer" in each.splitlines()[0]]


async def test_a_claim_keeps_a_request_for_one_for_24_hours_and_everybody_sees_it(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    said = await town.presses(ada, "Claim", on=card)
    assert said.text == (
        "You have claimed Bo's request until 4 November 2026 at 09:00 (UTC); nobody else decides, "
        "and it does not expire."
    )
    assert said.buttons == ("Approve", "Reject", "Ask", "Release")
    line = "Claimed by Ada until 4 November 2026 at 09:00 (UTC)."
    assert line in town.reads(town.admin_channel(group))[0].splitlines()
    for button in ("Approve", "Reject", "Ask", "Claim"):
        heard = await town.presses(eve, button, on=card)
        assert heard.text == (
            "Ada has claimed this request until 4 November 2026 at 09:00 (UTC). Leave it to them, or take it over."
        )
        assert heard.buttons == ("Take over",)
    await town.passes(hours=24)
    assert line not in town.reads(town.admin_channel(group))[0].splitlines()
    await town.presses(eve, "Approve", on=card)
    assert await inside(town, bo, group)


async def test_whoever_claimed_may_decide_or_release(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(ada, "Claim", on=card)
    again = await town.presses(ada, "Claim", on=card)
    assert again.buttons == ("Release",)
    assert (await town.presses(ada, "Release")).text == "Bo's request is free for others again."
    await town.presses(eve, "Claim", on=card)
    await town.presses(eve, "Approve", on=card)
    assert await inside(town, bo, group)


async def test_a_claim_is_taken_over_knowingly_and_the_former_holder_hears(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.presses(ada, "Claim", on=card)
    await town.passes(hours=1)
    await town.presses(eve, "Approve", on=card)
    await town.presses(eve, "Take over")
    assert town.reads(ada) == ["Eve has taken over Bo's request to Gender Group, which you had claimed."]
    heard = await town.presses(ada, "Approve", on=card)
    assert heard.text.startswith("Eve has claimed this request until 4 November 2026 at 10:00 (UTC).")
    await town.passes(hours=23)
    request = await asked(town, bo, group)
    assert (request.claimed_by, request.claimed_until) == (eve.id, datetime(2026, 11, 4, 10, tzinfo=UTC))
    await town.presses(eve, "Approve", on=card)
    assert await inside(town, bo, group)


async def test_the_applicant_and_the_administrators_hear_at_day_ten_and_the_applicant_at_day_fourteen(
    town: Town,
) -> None:
    """M9: nothing expires silently."""
    ada, bo, own = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.passes(days=9, hours=23)
    assert town.reads(bo) == []
    await town.passes(hours=1)
    assert town.reads(bo) == [
        "Your request of 3 November 2026 to Gender Group has not been handled yet; we have reminded the administrators."
        " It waits until 17 November 2026."
    ]
    assert (
        "Bo's request of 3 November 2026 to Gender Group expires on 17 November 2026. "
        "They have just been told that you were reminded."
    ) in town.reads(ada)
    await town.passes(days=4)
    assert town.reads(bo)[1:] == [
        "Nobody handled your request to Gender Group in 14 days. That is our fault, not yours."
    ]
    last = town.letters(bo)[-1]
    assert town.labels(last.message) == ("Ask again", "Tell the platform team")
    card = town.card(town.admin_channel(group))
    assert town.text(card.message).splitlines()[-1] == "Expired without an answer, 17 November 2026 at 09:00 (UTC)."
    before = len(town.reads(own))
    assert (await town.presses(bo, "Tell the platform team", on=last)).text == (
        "The platform team knows now. Meanwhile you can ask again."
    )
    assert town.reads(own)[before:] == [
        "Nobody handled Bo's request of 3 November 2026 to Gender Group, and they would like you to know. "
        "Its administrators may need help."
    ]
    assert (await town.presses(bo, "Tell the platform team", on=last)).text == "The platform team knows already."
    assert (await town.presses(bo, "Ask again", on=last)).form is not None
    await town.fills(bo, criteria="yes")
    assert (await asked(town, bo, group)).at == datetime(2026, 11, 17, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ending", "says", "buttons"),
    [
        ("Approve", "was accepted.", ()),
        ("Reject", "was answered: it could not be accepted.", ()),
        ("Withdraw", "You took your request of 3 November 2026 to Gender Group back.", ("Ask again",)),
        ("", "ended without an answer.", ()),
    ],
)
async def test_what_told_the_applicant_to_wait_asks_nothing_once_it_is_over(
    town: Town, ending: str, says: str, buttons: tuple[str, ...]
) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.passes(days=10)
    card, [waits] = town.card(town.admin_channel(group)), town.letters(bo)
    assert town.labels(waits.message) == ("Withdraw",)
    if ending == "Reject":
        await reject(town, ada, card, reason="incomplete")
    elif ending:
        await town.presses(bo if ending == "Withdraw" else ada, ending, on=waits if ending == "Withdraw" else card)
    else:
        await town.passes(days=4)
    now = town.letters(bo)[0]
    assert town.text(now.message).endswith(says)
    assert town.labels(now.message) == buttons
    if ending in ("Approve", "Reject"):
        await town.presses(ada, "Undo", on=town.card(town.admin_channel(group)))
        assert town.labels(town.letters(bo)[0].message) == ("Withdraw",)


async def test_who_reads_late_that_nobody_has_decided_does_not_read_it_after_the_decision(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo", timezone="Pacific/Auckland")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.passes(days=10)  # ten in the evening where Bo is
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    await town.passes(days=1)
    assert [each for each in town.reads(bo) if "Your request" in each] == []
    assert town.reads(bo)[-1].startswith("You are now a member of Gender Group.")


async def test_an_expired_request_is_decided_by_no_old_button(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    card = town.card(town.admin_channel(group))
    await town.passes(days=15)
    heard = await town.presses(ada, "Approve", on=card)
    assert heard.text == "This request expired 1 day ago. Bo was told how to ask again."
    assert not await inside(town, bo, group)


async def test_each_community_says_how_long_requests_wait(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], request_days=3)
    await town.joins(bo, group)
    await town.passes(days=2)
    assert town.reads(bo)[0].endswith("It waits until 6 November 2026.")
    await town.passes(days=1)
    assert town.reads(bo)[1] == "Nobody handled your request to Gender Group in 3 days. That is our fault, not yours."


async def test_a_claimed_request_expires_only_after_its_claim(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    request = await asked(town, bo, group)
    await town.passes(days=13, hours=12)
    await town.presses(ada, "Claim", on=town.card(town.admin_channel(group)))
    await town.passes(hours=23)
    assert (await stored(town, request)).status is Asked.OPEN
    await town.passes(hours=1)
    assert (await stored(town, request)).status is Asked.EXPIRED


async def test_waiting_is_told_after_3_days_where_they_meet_7_to_each_and_10_to_the_team(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    olga = await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada, eve])
    for who in (ada, eve):
        await hears(town, who, group, "weekly")
    await town.joins(bo, group)
    waits = "Bo asked {} days ago to join Gender Group and still waits for an answer."
    await town.passes(days=3)
    assert town.reads(town.admin_channel(group))[1:] == [waits.format(3)]
    assert [each for who in (ada, eve, olga) for each in town.reads(who) if "still waits" in each] == []
    await town.passes(days=4)
    told = [[each for each in town.reads(who) if "still waits" in each] for who in (ada, eve, olga)]
    assert told == [[waits.format(7)], [waits.format(7)], []]
    await town.passes(days=3)
    assert [each for each in town.reads(olga) if "still waits" in each] == town.reads(olga)
    assert len(town.reads(olga)) == 1


async def test_what_reminded_of_a_request_says_its_outcome_once_it_is_decided(town: Town) -> None:
    """Buttons that could decide nothing any more stand nowhere; taking the decision back brings them back."""
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    await town.passes(days=7)
    meeting = town.admin_channel(group)

    def reminders() -> list[Letter]:
        private = [each for who in (ada, eve) for each in town.letters(who)]
        about = [each for each in private if "for your answer" not in town.text(each.message)]
        return [town.letters(meeting)[1], *about]

    assert [town.labels(each.message) for each in reminders()] == [DECIDING] * 3
    await town.presses(ada, "Approve", on=reminders()[0])
    decided = "Bo asks to join Gender Group\nApproved by Ada, 10 November 2026 at 09:00 (UTC)."
    assert [town.text(each.message) for each in reminders()] == [decided] * 3
    assert [town.labels(each.message) for each in reminders()] == [("History",)] * 3
    await town.presses(ada, "Undo", on=town.card(meeting))
    assert [town.labels(each.message) for each in reminders()] == [DECIDING] * 3


@pytest.mark.parametrize("private", [False, True])
async def test_an_emoji_under_a_reminder_does_what_it_does_under_the_card(town: Town, *, private: bool) -> None:
    ada, eve, zoe, bo = [await town.someone(name) for name in ("Ada", "Eve", "Zoe", "Bo")]
    group = await town.community("Gender Group", admins=[ada, eve])
    await town.joins(bo, group)
    await town.passes(days=7)
    waits = "Bo asked 7 days ago to join Gender Group and still waits for an answer."
    where = ada if private else town.admin_channel(group)
    reminder = next(each for each in town.letters(where) if town.text(each.message) == waits)
    assert (await town.reacts(zoe, "✅", reminder)).text == ""
    assert town.offices[NORTH].calls("unreact") == 1
    await town.reacts(ada, "👀", reminder)
    assert (await asked(town, bo, group)).claimed_by == ada.id
    for emoji, title in (("❓", "Ask a question"), ("❌", "Reject the request")):
        step = await town.reacts(ada, emoji, reminder)
        assert (step.text.splitlines()[0], step.buttons) == (title, ("Continue",))
    assert (await town.presses(ada, "Continue")).form is not None
    assert (await town.reacts(ada, "✅", reminder)).text == "Bo is now a member of Gender Group, and is being told."
    assert await inside(town, bo, group)


async def test_an_emoji_put_under_a_reminder_while_nobody_listened_counts(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.passes(days=3)
    reminder = town.letters(town.admin_channel(group))[1]
    town.offices[NORTH].react(reminder.id, ada.account, "✅")
    await town.returns()
    assert await inside(town, bo, group)


async def test_after_an_absence_over_the_deadline_no_reminder_keeps_buttons_that_do_nothing(town: Town) -> None:
    """What was due before the end leaves with it, or not at all; nothing that was said goes on asking."""
    ada, bo, olga = await town.someone("Ada"), await town.someone("Bo"), await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    town.clock.forward(timedelta(days=9, hours=23))
    await town.settle()
    town.clock.forward(timedelta(days=5))
    await town.settle()
    await town.passes(days=1)
    for place in (town.admin_channel(group), ada, olga):
        asking = [each for each in town.letters(place) if "Approve" in town.labels(each.message)]
        assert asking == [], town.text(asking[0].message)


async def test_a_reminder_that_the_decision_overtakes_in_the_night_is_not_sent(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="Pacific/Auckland"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.passes(days=7)  # ten in the evening where Ada is
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(group)))
    await town.passes(hours=12)
    assert [each for each in town.reads(ada) if "Bo ask" in each] == []


async def test_nobody_is_reminded_of_a_decided_request(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await reject(town, ada, town.card(town.admin_channel(group)), reason="incomplete")
    await town.passes(days=15)
    assert len(town.reads(bo)) == 1
    assert town.reads(ada) == []
    assert len(town.reads(town.admin_channel(group))) == 1


async def test_the_digest_comes_at_nine_where_each_administrator_is_and_only_while_somebody_waits(town: Town) -> None:
    ada = await town.someone("Ada", timezone="America/New_York")
    eve = await town.someone("Eve", timezone="Asia/Tokyo")
    kim, bo, cy = await town.someone("Kim"), await town.someone("Bo"), await town.someone("Cy")
    group = await town.community("Gender Group", admins=[ada, eve, kim], timezone="Europe/Paris")
    other = await town.community("Another Group", admins=[ada])
    await town.joins(bo, group)
    await town.joins(cy, other)
    await town.until(datetime(2026, 11, 3, 13, 59, tzinfo=UTC))
    assert [digests(town, who) for who in (ada, eve, kim)] == [[], [], []]
    await town.until(datetime(2026, 11, 3, 14, 0, tzinfo=UTC))
    assert digests(town, ada) == [
        "2 people wait for your answer\n"
        "Another Group: Cy. The oldest asked 5 hours ago.\n"
        "Gender Group: Bo. The oldest asked 5 hours ago."
    ]
    await town.until(datetime(2026, 11, 4, 0, 0, tzinfo=UTC))
    assert digests(town, eve) == ["1 person waits for your answer\nGender Group: Bo. The oldest asked 15 hours ago."]
    assert digests(town, kim) == []
    await town.until(datetime(2026, 11, 4, 8, 0, tzinfo=UTC))
    assert len(digests(town, kim)) == 1
    await town.until(datetime(2026, 11, 5, 8, 0, tzinfo=UTC))
    assert [len(digests(town, who)) for who in (ada, eve, kim)] == [2, 2, 2]
    for place in (town.admin_channel(group), town.admin_channel(other)):
        await town.presses(ada, "Approve", on=town.letters(place)[0])
    await town.passes(days=3)
    assert [len(digests(town, who)) for who in (ada, eve, kim)] == [2, 2, 2]
    dan = await town.someone("Dan")
    await town.joins(dan, group)
    await town.passes(days=1)
    assert [len(digests(town, who)) for who in (ada, eve, kim)] == [3, 3, 3]


async def test_what_told_how_many_wait_is_true_after_each_decision(town: Town) -> None:
    ada, eve, bo, cy = [await town.someone(name) for name in ("Ada", "Eve", "Bo", "Cy")]
    group = await town.community("Gender Group", admins=[ada, eve])
    for who in (bo, cy):
        await town.joins(who, group)
    await town.passes(days=1)
    cards = town.letters(town.admin_channel(group))

    def heads() -> list[str]:
        return [digests(town, who)[-1].splitlines()[0] for who in (ada, eve)]

    assert heads() == ["2 people wait for your answer"] * 2
    [letter] = [each for each in town.letters(eve) if "Open the queue" in town.labels(each.message)]
    await town.presses(ada, "Approve", on=cards[0])
    assert heads() == ["1 person waits for your answer"] * 2
    queue = await town.presses(eve, "Open the queue", on=letter)
    assert (queue.redrawn, queue.text.splitlines()[0]) == (False, "1 person waits to join Gender Group")
    await town.presses(cy, "Withdraw", on=await town.joins(cy, group))
    over = [town.letters(who)[-1] for who in (ada, eve)]
    assert [town.text(each.message) for each in over] == ["Nothing waits for your answer any more."] * 2
    assert [town.labels(each.message) for each in over] == [()] * 2
    await town.presses(ada, "Undo", on=town.letters(town.admin_channel(group))[0])
    assert heads() == ["1 person waits for your answer"] * 2


async def test_an_older_count_says_that_a_newer_one_came_and_stays_so(town: Town) -> None:
    ada, bo, cy = [await town.someone(name) for name in ("Ada", "Bo", "Cy")]
    group = await town.community("Gender Group", admins=[ada])
    for who in (bo, cy):
        await town.joins(who, group)
    newer = "A newer message says what waits for your answer."
    for day in (4, 5, 6):
        await town.until(datetime(2026, 11, day, 9, 1, tzinfo=UTC))
        heads = [each.splitlines()[0] for each in digests(town, ada)]
        assert heads == [*[newer] * (day - 4), "2 people wait for your answer"]
        assert [town.labels(each.message) for each in town.letters(ada)[:-1]] == [()] * (day - 4)
    cards = town.letters(town.admin_channel(group))
    await town.presses(ada, "Approve", on=cards[0])
    assert [each.splitlines()[0] for each in digests(town, ada)] == [newer] * 2 + ["1 person waits for your answer"]
    await town.presses(ada, "Approve", on=cards[1])
    assert digests(town, ada)[-1] == "Nothing waits for your answer any more."
    assert all("2 people" not in each and "1 person" not in each for each in digests(town, ada))


async def test_each_hours_count_is_true_until_the_digest_of_the_morning_tells_all(town: Town) -> None:
    ada, bo, cy = [await town.someone(name, timezone="Etc/UTC") for name in ("Ada", "Bo", "Cy")]
    group = await town.community("Gender Group", admins=[ada])
    await town.tokens(ada, f"approvals.digest:{group.id}", "hourly")
    await town.joins(bo, group)
    await town.passes(hours=1)
    await town.joins(cy, group)
    await town.passes(hours=1)
    assert [each.splitlines()[1] for each in digests(town, ada)] == [
        "Gender Group: Bo. The oldest asked 2 hours ago.", "Gender Group: Cy. The oldest asked 1 hour ago.",
    ]  # fmt: skip
    await town.presses(ada, "Approve", on=town.letters(town.admin_channel(group))[0])
    assert [each.splitlines()[0] for each in digests(town, ada)] == [
        "Nothing waits for your answer any more.", "1 person waits for your answer",
    ]  # fmt: skip
    await town.until(datetime(2026, 11, 4, 9, 1, tzinfo=UTC))
    newer = "A newer message says what waits for your answer."
    assert [each.splitlines()[0] for each in digests(town, ada)][1:] == [newer, "1 person waits for your answer"]


async def test_what_only_mondays_tell_stays_in_the_count_of_monday(town: Town) -> None:
    """Of two communities one is told of weekly: the digest of Tuesday says nothing of that one."""
    ada, bo, cy = [await town.someone(name, timezone="Etc/UTC") for name in ("Ada", "Bo", "Cy")]
    daily, weekly = [await town.community(name, admins=[ada]) for name in ("Daily Group", "Weekly Group")]
    await town.tokens(ada, f"approvals.digest:{weekly.id}", "weekly")
    await town.until(datetime(2026, 11, 8, 12, 0, tzinfo=UTC))
    await town.joins(bo, daily)
    await town.joins(cy, weekly)
    await town.until(datetime(2026, 11, 10, 9, 1, tzinfo=UTC))
    monday, tuesday = digests(town, ada)
    assert [monday.splitlines()[1][:16], tuesday.splitlines()[1][:15]] == ["Weekly Group: Cy", "Daily Group: Bo"]
    assert [monday.splitlines()[0], tuesday.splitlines()[0]] == ["1 person waits for your answer"] * 2
    await town.presses(ada, "Approve", on=town.letters(town.admin_channel(weekly))[0])
    assert digests(town, ada)[0] == "A newer message says what waits for your answer."
    await town.presses(ada, "Undo", on=town.letters(town.admin_channel(weekly))[0])
    assert digests(town, ada)[0].splitlines()[1].startswith("Weekly Group: Cy")
    await town.until(datetime(2026, 11, 16, 9, 1, tzinfo=UTC))
    assert digests(town, ada)[0] == "A newer message says what waits for your answer."
    assert digests(town, ada)[-1].splitlines()[0] == "2 people wait for your answer"


@pytest.mark.parametrize(
    ("zone", "first", "hours"),
    [
        ("Europe/Paris", "2026-03-28T08:00", [24 - 1, 24]),
        ("Europe/Paris", "2026-10-24T07:00", [24 + 1, 24]),
        ("America/New_York", "2026-10-31T13:00", [24 + 1, 24]),
        ("Australia/Lord_Howe", "2026-04-03T22:00", [24 + 0.5, 24]),
        ("Africa/Casablanca", "2026-02-14T08:00", [24 + 1, 24]),
    ],
)
def test_nine_stays_nine_when_the_clocks_change(zone: str, first: str, hours: list[float]) -> None:
    """R5, R7: exactly one nine o'clock each day, whatever the offset does."""
    here = ZoneInfo(zone)
    at = datetime.fromisoformat(f"{first}+00:00")
    assert next_nine(at - timedelta(seconds=1), here) == at
    days = [at]
    for span in hours:
        days.append(next_nine(days[-1], here))
        assert days[-1] - days[-2] == timedelta(hours=span)
    assert [each.astimezone(here).hour for each in days] == [9, 9, 9]


async def test_the_digest_keeps_to_the_wall_clock_over_the_change(database: Database) -> None:
    """R5, in the story: one digest a day at nine in Paris while the clocks go back."""
    start = datetime(2026, 10, 23, 12, 0, tzinfo=UTC)
    clock = Clock(lambda: start)
    database.now = clock.now
    town = Town(database, clock)
    ada, bo = await town.someone("Ada", timezone="Europe/Paris"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    for day, hour in ((24, 7), (25, 8), (26, 8)):
        before = len(digests(town, ada))
        await town.until(datetime(2026, 10, day, hour, tzinfo=UTC) - timedelta(seconds=1))
        assert len(digests(town, ada)) == before
        await town.until(datetime(2026, 10, day, hour, tzinfo=UTC))
        assert len(digests(town, ada)) == before + 1


async def test_each_administrator_hears_as_often_as_they_chose(town: Town) -> None:
    names = ("Once", "Hourly", "Daily", "Weekly", "None")
    admins = [await town.someone(name) for name in names]
    bo = await town.someone("Bo")
    group = await town.community("Gender Group", admins=admins)
    for who, often in zip(admins, ("at once", "hourly", "daily", "weekly", "none"), strict=True):
        await hears(town, who, group, often)
    await town.joins(bo, group)
    await town.until(datetime(2026, 11, 3, 10, 0, tzinfo=UTC))
    assert [len(digests(town, who)) for who in admins] == [0, 1, 0, 0, 0]
    await town.until(datetime(2026, 11, 4, 8, 59, tzinfo=UTC))
    assert [len(digests(town, who)) for who in admins] == [0, 1, 0, 0, 0]
    await town.until(datetime(2026, 11, 4, 9, 0, tzinfo=UTC))
    assert [len(digests(town, who)) for who in admins] == [1, 2, 1, 0, 0]
    await town.until(datetime(2026, 11, 9, 9, 0, tzinfo=UTC))  # a Monday
    assert [len(digests(town, who)) for who in admins] == [6, 7, 6, 1, 0]


async def test_the_last_who_hears_cannot_choose_to_hear_nothing(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    await town.community("Gender Group", admins=[ada, eve])
    await town.says(ada, "/requests gender-group")
    assert (await town.picks(ada, "none")).text == (
        "From now on you hear of requests to Gender Group only when somebody has waited for a week."
    )
    await town.says(eve, "/requests gender-group")
    assert (await town.picks(eve, "none")).text == (
        "You are the last who hears of requests to Gender Group. "
        "Choose another frequency, or ask another administrator to hear of them first."
    )
    await town.says(eve, "/requests gender-group")
    assert (await town.picks(eve, "weekly")).text == (
        "From now on you hear of requests to Gender Group on Monday mornings while somebody waits."
    )


async def test_when_the_last_who_hears_leaves_the_others_hear_daily(town: Town) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await hears(town, ada, group, "none")
    await town.joins(bo, group)
    await town.run(lambda tx: membership.depart(tx, group, eve.id, Status.LEFT, by=eve.id))
    await town.settle()
    await town.passes(days=4, hours=1)
    assert len(digests(town, ada)) == 4


async def test_when_the_last_who_hears_leaves_the_workspace_the_others_hear_daily_until_they_are_back(
    town: Town,
) -> None:
    ada, eve, bo = await town.someone("Ada"), await town.someone("Eve"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada, eve])
    await hears(town, ada, group, "none")
    await town.joins(bo, group)
    await town.leaves_workspace(eve)
    await town.passes(days=2, hours=1)
    assert (len(digests(town, ada)), len(digests(town, eve))) == (2, 0)
    await town.does(eve, Arrived(town.fresh(), eve.actor, eve.account.workspace, None))
    await town.passes(days=2)
    assert (len(digests(town, ada)), len(digests(town, eve))) == (2, 2)


async def test_a_new_administrator_hears_of_those_who_wait_already(town: Town) -> None:
    ada, mia, bo = await town.someone("Ada"), await town.someone("Mia"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], members=[mia])
    await town.joins(bo, group)
    await town.run(lambda tx: membership.set_role(tx, group, mia.id, Role.ADMINISTRATOR, by=ada.id))
    await town.settle()
    await town.passes(days=1)
    assert len(digests(town, mia)) == 1


async def test_a_digest_missed_while_palabre_was_off_comes_late_and_the_next_ones_follow(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    town.clock.forward(timedelta(days=2, hours=5))
    await town.settle()
    assert len(digests(town, ada)) == 1
    await town.until(datetime(2026, 11, 6, 9, tzinfo=UTC))
    assert len(digests(town, ada)) == 2


async def test_a_digest_missed_until_the_night_gives_way_to_the_one_of_the_morning(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    town.clock.forward(timedelta(hours=38))  # midnight and a little more in Rome
    await town.settle()
    town.clock.forward(timedelta(hours=10))
    await town.settle()
    assert digests(town, ada) == ["1 person waits for your answer\nGender Group: Bo. The oldest asked 2 days ago."]


async def test_an_archived_community_is_in_no_digest(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.says(ada, "/community archive gender-group")
    await town.presses(ada, "Archive")
    await town.passes(days=3)
    assert digests(town, ada) == []


async def test_a_zone_a_person_chose_beats_the_platforms(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="America/New_York"), await town.someone("Bo")
    await town.run(lambda tx: people.settings(tx, ada.id, timezone="Pacific/Auckland"))
    group = await town.community("Gender Group", admins=[ada])
    await town.joins(bo, group)
    await town.until(datetime(2026, 11, 3, 20, 0, tzinfo=UTC))
    assert len(digests(town, ada)) == 1
    assert town.offices[NORTH].letters(ada.account)[0].timezone == "Pacific/Auckland"


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
        before = len(digests(town, ada))
        await town.passes(days=1)
        heard.append(len(digests(town, ada)) - before)
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
        before = len(digests(town, ada))
        await town.passes(days=1)
        heard.append(len(digests(town, ada)) - before)
    assert heard == [1] * 7


TOKYO, PARIS, ANGELES = "Asia/Tokyo", "Europe/Paris", "America/Los_Angeles"


async def mornings(town: Town, who: Somebody, *, hours: int) -> list[datetime]:
    """When digests come in so many hours, to the hour."""
    found = []
    for _ in range(hours):
        before = len(digests(town, who))
        await town.passes(hours=1)
        found += [town.clock.now()] * (len(digests(town, who)) - before)
    return found


@pytest.mark.parametrize("told", ["by themselves", "by the platform"])
@pytest.mark.parametrize(
    ("old", "new", "moved", "expected"),
    [
        (TOKYO, ANGELES, "2026-11-05T23:00", ["2026-11-06T17", "2026-11-07T17"]),
        (TOKYO, ANGELES, "2026-11-05T16:00", ["2026-11-06T17", "2026-11-07T17"]),
        (ANGELES, TOKYO, "2026-11-05T20:00", ["2026-11-06T00", "2026-11-07T00", "2026-11-08T00"]),
        (PARIS, TOKYO, "2026-11-05T12:00", ["2026-11-06T00", "2026-11-07T00", "2026-11-08T00"]),
        (TOKYO, PARIS, "2026-11-05T12:00", ["2026-11-06T08", "2026-11-07T08"]),
    ],
)
async def test_who_moves_to_another_zone_hears_at_nine_of_the_first_day_there(
    town: Town, old: str, new: str, moved: str, expected: list[str], told: str
) -> None:
    """One digest for each day of their own calendar, whichever way they went and however we learnt of it."""
    ada, bo = await town.someone("Ada", timezone=old), await town.someone("Bo")
    group = await town.community("Gender Group", admins=[ada], request_days=90)
    await town.joins(bo, group)
    at = datetime.fromisoformat(f"{moved}+00:00")
    await town.until(at)
    if told == "by themselves":
        await town.says(ada, f"/settings timezone:{new}")
    else:
        await town.says(replace(ada, timezone=new), "/me")
    end = datetime(2026, 11, 8, 3, tzinfo=UTC)
    heard = await mornings(town, ada, hours=int((end - at).total_seconds() // 3600))
    assert [f"{each:%Y-%m-%dT%H}" for each in heard] == expected


async def test_who_goes_on_with_an_account_in_another_zone_misses_no_day_and_hears_of_none_twice(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone=TOKYO), await town.someone("Bo")
    south = await town.links(ada, SOUTH)
    await town.says(replace(south, timezone=ANGELES), "/me")
    await town.passes(hours=2)
    await town.says(ada, "/me")
    group = await town.community("Gender Group", admins=[ada], request_days=90)
    await town.joins(bo, group)
    await town.until(datetime(2026, 11, 5, 23, tzinfo=UTC))
    assert len(digests(town, ada)) == 2
    there = replace(south, timezone=ANGELES)
    await town.says(there, "/me")
    heard = await mornings(town, there, hours=48)
    assert [f"{each:%Y-%m-%dT%H}" for each in heard] == ["2026-11-06T17", "2026-11-07T17"]
    assert len(digests(town, ada)) == 2


async def jumps(town: Town, **span: float) -> None:
    """The clock jumps, and what is to be sent can leave while the engine is still at what fell due meanwhile."""
    town.clock.forward(timedelta(**span))
    engine = EngineLane(town.database, town.registry.jobs, clock=town.clock)
    while await engine.once():
        await town.worker.drain(NORTH)
    await town.passes(minutes=10)


@pytest.mark.parametrize(("days", "read"), [(8, 1), (15, 0), (60, 0)])
async def test_after_a_long_absence_no_digest_comes_that_has_nothing_to_say(town: Town, days: int, read: int) -> None:
    """Of what expired meanwhile nobody reads first that it waits, and then that nothing does."""
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo", timezone="Europe/Rome")
    reefs = await town.community("Reefs", admins=[ada])
    await town.joins(bo, reefs)
    await jumps(town, days=days)
    heads = [text.split("\n")[0] for text in town.reads(ada)]
    assert [head for head in heads if head.startswith(("1 person waits", "Nothing waits"))] == [
        "1 person waits for your answer"
    ] * read
    assert [text.split("\n")[0].split(" in ")[0] for text in town.reads(bo)] == (
        ["Your week"] if read else ["Nobody handled your request to Reefs"]  # as it waits still
    )
