"""/requests: pages, filters, everybody at once, and a CSV that no spreadsheet executes (FEATURES 2.2.9)."""

from __future__ import annotations

import csv
import io

import pytest

from bot.chat.inbound import CommandUsed
from bot.chat.message import File
from bot.features.approvals.listing import Filter, filter_of
from bot.features.communities.model import Community, State
from bot.features.membership.model import Asked
from tests.features.deciding import asked, change, inside, stored
from tests.town import SOUTH, Heard, Somebody, Town


async def crowd(town: Town, community: Community, *names: str) -> list[Somebody]:
    """People who ask, one a minute."""
    found = []
    for name in names:
        who = await town.someone(name)
        await town.joins(who, community)
        await town.passes(minutes=1)
        found.append(who)
    return found


def rows(heard: Heard) -> list[list[str]]:
    assert heard.message is not None
    [file] = [part for part in heard.message.parts if isinstance(part, File)]
    assert (file.name, file.media_type) == ("requests-gender-group.csv", "text/csv")
    return list(csv.reader(io.StringIO(file.content)))


def entries(heard: Heard) -> list[str]:
    """Who stands in a list, in order."""
    return [line.split(",")[0] for line in heard.text.splitlines() if ", from " in line or ", asked on " in line]


async def test_the_queue_shows_the_oldest_first_five_a_page(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    await crowd(town, group, "Bo", "Cy", "Dan", "Eli", "Flo", "Gus")
    first = await town.says(ada, "/requests")
    assert first.text.splitlines()[0] == "6 people wait to join Gender Group"
    assert entries(first) == ["Bo", "Cy", "Dan", "Eli", "Flo"]
    assert first.buttons[:5] == ("Approve", "Reject", "Ask", "Claim", "History")
    assert first.buttons[25:] == ("Next", "Approve all shown", "Reject all shown", "CSV", "Decided")
    second = await town.presses(ada, "Next")
    assert entries(second) == ["Gus"]
    assert second.buttons[5:] == ("Previous", "CSV", "Decided")
    assert entries(await town.presses(ada, "Previous")) == ["Bo", "Cy", "Dan", "Eli", "Flo"]


async def test_each_request_in_the_queue_has_its_buttons(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    bo, cy = await crowd(town, group, "Bo", "Cy")
    await town.says(ada, "/requests")
    await town.presses(ada, "Approve")
    assert (await inside(town, bo, group), await inside(town, cy, group)) == (True, False)


async def test_the_list_is_true_after_each_thing_that_is_done_in_it(town: Town) -> None:
    """Approved, taken back, rejected, asked about, claimed and released: in the place of the list, not beside it."""
    ada = await town.someone("Ada", timezone="Etc/UTC")
    group = await town.community("Gender Group", admins=[ada])
    bo, cy, dan = await crowd(town, group, "Bo", "Cy", "Dan")
    await town.says(ada, "/requests")
    heard = await town.presses(ada, "Approve")
    assert heard.redrawn
    assert heard.text.startswith("Bo is now a member of Gender Group, and is being told.\n")
    assert (entries(heard), heard.buttons[0]) == (["Cy", "Dan"], "Undo")
    heard = await town.presses(ada, "Undo", on=heard)
    assert (heard.redrawn, entries(heard), await inside(town, bo, group)) == (True, ["Bo", "Cy", "Dan"], False)
    await town.presses(ada, "Reject", on=heard)
    heard = await town.fills(ada, reason="full")
    assert (heard.redrawn, entries(heard), heard.buttons[0]) == (True, ["Cy", "Dan"], "Undo")
    heard = await town.presses(ada, "Claim", on=heard)
    assert (heard.redrawn, "Claim: Claimed by Ada" in heard.text) == (True, True)
    heard = await town.presses(ada, "Release", on=heard)
    assert (heard.redrawn, "claimed" in heard.text, entries(heard)) == (True, False, ["Cy", "Dan"])
    await town.presses(ada, "Ask", on=heard)
    heard = await town.fills(ada, words="Where?")
    assert (heard.redrawn, entries(heard)) == (True, ["Cy", "Dan"])
    assert [(await asked(town, who, group)).status for who in (cy, dan)] == [Asked.OPEN, Asked.OPEN]


async def test_the_list_is_true_when_somebody_else_was_faster(town: Town) -> None:
    """Whatever is pressed about it, the reason stands above the list as it is by now, with what can be done."""
    ada, eve = await town.someone("Ada", timezone="Etc/UTC"), await town.someone("Eve", timezone="Etc/UTC")
    group = await town.community("Gender Group", admins=[ada, eve])
    bo, cy, _ = await crowd(town, group, "Bo", "Cy", "Dan")
    shown = await town.says(ada, "/requests")
    await town.says(eve, "/requests")
    heard = await town.presses(eve, "Approve")
    await town.presses(eve, "Claim", on=heard)
    for label in ("Approve", "Reject", "Ask", "Claim"):
        late = await town.presses(ada, label, on=shown)
        assert (late.redrawn, entries(late)) == (True, ["Cy", "Dan"])
        assert late.text.startswith("Bo was already approved by Eve")
    held = await town.presses(ada, "Approve", on=late)
    assert (held.buttons[0], entries(held)) == ("Take over", ["Cy", "Dan"])
    taken = await town.presses(ada, "Take over", on=held)
    assert (taken.redrawn, entries(taken), (await asked(town, cy, group)).claimed_by) == (True, ["Cy", "Dan"], ada.id)
    assert await inside(town, bo, group)


async def test_the_page_and_the_filter_of_a_list_stay_what_they_were(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    await crowd(town, group, "Bo", "Cy", "Dan", "Eli", "Flo", "Gus", "Hal")
    await town.says(ada, "/requests gender-group platform:north")
    second = await town.presses(ada, "Next")
    assert entries(second) == ["Gus", "Hal"]
    second = await town.presses(ada, "Approve", on=second)
    assert (entries(second), "Page 2 of 2" in second.text) == (["Hal"], True)
    assert entries(await town.presses(ada, "Approve", on=second)) == ["Bo", "Cy", "Dan", "Eli", "Flo"]


async def test_the_queue_is_for_those_who_decide(town: Town) -> None:
    ada, mia, zoe = await town.someone("Ada"), await town.someone("Mia"), await town.someone("Zoe")
    group = await town.community("Gender Group", admins=[ada], members=[mia])
    await town.community("Secret Circle", admins=[ada], hidden=True)
    await crowd(town, group, "Bo", "Cy")
    for who in (mia, zoe):
        heard = await town.says(who, "/requests gender-group")
        assert heard.text == "Only the administrators of Gender Group can do that."
        assert (await town.says(who, "/requests")).text.startswith("You administer no community.")
    hidden = await town.says(zoe, "/requests secret-circle")
    unknown = await town.says(zoe, "/requests no-such-circle")
    assert hidden == unknown
    heard = await town.says(ada, "/requests gender-group")
    for label in ("Approve all shown", "Reject all shown", "CSV", "Decided"):
        token = town.button(ada, label, on=heard).token
        assert (await town.tokens(zoe, token)).text == "Only the administrators of Gender Group can do that."
    assert [each.text for each in (await town.tokens(zoe, f"approvals.digest:{group.id}", "none"),)] == [
        "Only the administrators of Gender Group can do that."
    ]


async def test_without_a_community_the_channel_says_which_or_a_menu_asks(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    other = await town.community("Another Group", admins=[ada])
    await crowd(town, other, "Bo")
    here = await town.says(ada, "/requests", at=town.admin_channel(group))
    assert here.text.splitlines()[0] == "0 people wait to join Gender Group"
    assert (await town.says(ada, "/requests")).text == "Whose requests?"
    assert entries(await town.picks(ada, other.id)) == ["Bo"]


async def test_the_platform_team_sees_every_queue(town: Town) -> None:
    ada, olga = await town.someone("Ada"), await town.someone("Olga", owner=True)
    group = await town.community("Gender Group", admins=[ada])
    [bo] = await crowd(town, group, "Bo")
    assert entries(await town.says(olga, "/requests gender-group")) == ["Bo"]
    await town.presses(olga, "Approve")
    assert await inside(town, bo, group)


async def test_filters_by_age_words_and_platform(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada], platforms=["north", SOUTH], questions=("Where?",))
    bo, cy, dan = await town.someone("Bo"), await town.someone("Cy", SOUTH), await town.someone("Dan")
    await town.joins(bo, group, answer0="Nairobi, the library")
    await town.passes(days=3)
    await town.joins(cy, group, note="I work in a LIBRARY")
    await town.joins(dan, group)
    assert entries(await town.says(ada, "/requests gender-group older_than_days:2")) == ["Bo"]
    assert entries(await town.says(ada, "/requests gender-group answer:library")) == ["Bo", "Cy"]
    found = await town.says(ada, "/requests gender-group platform:south")
    assert entries(found) == ["Cy"]
    assert found.text.splitlines()[:2] == ["3 people wait to join Gender Group", "One of them is as you asked."]
    none = await town.says(ada, "/requests gender-group platform:elsewhere")
    assert none.text.startswith("3 people wait to join Gender Group\nNone of them is as you asked.")
    assert "Nobody waits" not in none.text
    assert sorted(entries(await town.presses(ada, "Show all"))) == ["Bo", "Cy", "Dan"]
    refused = await town.says(ada, "/requests gender-group older_than_days:-1")
    assert "-1" in refused.text
    both = await town.says(ada, "/requests gender-group answer:library older_than_days:2")
    assert entries(both) == ["Bo"]
    assert [row[1] for row in rows(await town.presses(ada, "CSV"))] == ["name", "Bo"]


async def test_the_history_shows_what_was_decided_the_newest_first(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    await crowd(town, group, "Bo", "Cy", "Dan")
    await town.says(ada, "/requests")
    await town.presses(ada, "Approve")
    for words in ("/requests history", "/requests gender-group history", "/requests gender-group view:history"):
        heard = await town.says(ada, words)
        assert entries(heard) == ["Bo"]
    assert heard.text.splitlines()[0] == "1 decided request to Gender Group"
    assert entries(await town.presses(ada, "Open the queue")) == ["Cy", "Dan"]


async def test_everybody_shown_is_approved_after_one_confirmation(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    people = await crowd(town, group, "Bo", "Cy", "Dan", "Eli", "Flo", "Gus")
    await town.says(ada, "/requests")
    confirm = await town.presses(ada, "Approve all shown")
    assert confirm.text == "Approve Bo, Cy, Dan, Eli and Flo, 5 people in all, for Gender Group?"
    assert confirm.buttons == ("Approve these 5", "Back")
    assert not await inside(town, people[0], group)
    done = await town.presses(ada, "Approve these 5")
    assert done.text == "5 people are approved and are being told."
    assert [await inside(town, who, group) for who in people] == [True] * 5 + [False]
    assert [len(town.reads(who)) for who in people] == [1] * 5 + [0]


async def test_a_confirmation_for_others_is_asked_for_again(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    bo, cy = await crowd(town, group, "Bo", "Cy")
    await town.says(ada, "/requests")
    await town.presses(ada, "Approve all shown")
    [dan] = await crowd(town, group, "Dan")
    again = await town.presses(ada, "Approve these 2")
    assert again.text == "Approve Bo, Cy and Dan, 3 people in all, for Gender Group?"
    assert [await inside(town, who, group) for who in (bo, cy, dan)] == [False] * 3


async def test_who_cannot_be_approved_now_is_named_with_the_reason(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    group = await town.community("Gender Group", admins=[ada, eve], capacity=4)
    bo, cy, dan, eli = await crowd(town, group, "Bo", "Cy", "Dan", "Eli")
    await town.presses(eve, "Claim", on=town.letters(town.admin_channel(group))[0])
    await town.leaves_workspace(cy)
    await town.says(ada, "/requests")
    await town.presses(ada, "Approve all shown")
    done = await town.presses(ada, "Approve these 4")
    assert done.text.splitlines() == [
        "2 people are approved and are being told.",
        "• Not Bo: Eve has claimed this request until 4 November 2026 at 09:04 (UTC). "
        "Leave it to them, or take it over.",
        "• Not Cy: Cy has left the workspace and could not come in. "
        "The request stays open in case they return; or reject it.",
    ]
    assert [await inside(town, who, group) for who in (bo, cy, dan, eli)] == [False, False, True, True]


async def test_everybody_shown_is_rejected_with_one_reason(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    bo, cy = await crowd(town, group, "Bo", "Cy")
    await town.says(ada, "/requests")
    await town.presses(ada, "Reject all shown")
    mistake = await town.fills(ada, reason="other")
    assert {town.plain(text) for text in mistake.problems.values()} == {"Say the reason in your own words."}
    done = await town.fills(ada, reason="other", words="We start next year.")
    assert done.text == "2 people are rejected and are being told."
    for who in (bo, cy):
        assert town.reads(who)[0].splitlines()[1] == "We start next year."


async def test_a_rejection_of_several_is_not_sent_for_others(town: Town) -> None:
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    bo, _ = await crowd(town, group, "Bo", "Cy")
    await town.says(ada, "/requests")
    await town.presses(ada, "Reject all shown")
    await crowd(town, group, "Dan")
    back = await town.fills(ada, reason="full", words="Kept")
    assert {town.plain(text) for text in back.problems.values()} == {
        "The list has changed since you opened this; these are the people on it now. Look again, then send again."
    }
    assert back.form is not None
    assert [field.value for field in back.form.fields if field.name == "words"] == ["Kept"]
    assert (await asked(town, bo, group)).status is Asked.OPEN
    await town.fills(ada)
    assert len(town.reads(bo)) == 1


async def test_the_file_holds_everything_and_runs_nothing(town: Town) -> None:
    ada = await town.someone("Ada")
    bo = await town.someone("=HYPERLINK(1)")
    group = await town.community("Gender Group", admins=[ada], questions=("+Why?", "When?"))
    await town.joins(bo, group, note="-2+3", answer0="@SUM(A1)", answer1='quo"te,\nline')
    await town.says(ada, "/requests")
    head, row = rows(await town.presses(ada, "CSV"))
    request = await asked(town, bo, group)
    assert head == [
        "id", "name", "account", "status", "asked_at", "expires_at", "decided_at", "decided_by", "reason", "words",
        "again_at", "claimed_by", "note", "question", "reply", "'+Why?", "When?",
    ]  # fmt: skip
    assert row == [
        request.id, "'=HYPERLINK(1)", f"north:square/{bo.account.id}", "open", "2026-11-03T09:00:00+00:00",
        "2026-11-17T09:00:00+00:00", "", "", "", "", "", "", "'-2+3", "", "", "'@SUM(A1)", 'quo"te,\nline',
    ]  # fmt: skip


async def test_old_buttons_of_an_archived_community_approve_nobody(town: Town) -> None:
    """M2, for the queue."""
    ada = await town.someone("Ada")
    group = await town.community("Gender Group", admins=[ada])
    bo, cy = await crowd(town, group, "Bo", "Cy")
    request = await asked(town, bo, group)
    await town.says(ada, "/requests")
    confirm = await town.presses(ada, "Approve all shown")
    await change(town, group, state=State.ARCHIVED, archived_at=town.clock.now())
    done = await town.presses(ada, "Approve these 2", on=confirm)
    clause = (
        "This community is no longer active (archived on 3 November 2026). "
        "Its content remains available for consultation."
    )
    assert done.text.splitlines() == ["Nobody was approved.", f"• Not Bo: {clause}", f"• Not Cy: {clause}"]
    assert (await stored(town, request)).status is Asked.OPEN
    assert not await inside(town, cy, group)


@pytest.mark.parametrize(
    "wanted",
    [
        Filter("com_23456789ab"),
        Filter("com_23456789ab", "history", 12, 999, "a-platform-of-24-letters"[:24], "twenty; letters: abc"),
    ],
)
def test_a_filter_fits_into_the_longest_token_and_comes_back(wanted: Filter) -> None:
    assert filter_of(str(wanted)) == wanted
    assert len(f"approvals.approve-these:abcdef;{wanted}") <= 100


def test_a_token_somebody_made_up_is_a_filter_that_finds_nothing() -> None:
    assert filter_of("x;;;;") == Filter("x")
    assert filter_of("com_1;h;²;-1") == Filter("com_1", "history")


async def test_a_filter_that_grows_when_folded_still_fits_its_buttons(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    group = await town.community("G", admins=[ada])
    await town.joins(bo, group)
    typed = {"community": "g", "platform": "ß" * 24, "answer": "x" * 20}
    heard = await town.does(ada, CommandUsed(town.fresh(), ada.actor, None, "requests", "", typed))
    assert "wrong" not in heard.text
