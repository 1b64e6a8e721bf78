"""A platform's own archive: only when people ask for it, with its warning, and only people bring a channel back."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.chat.inbound import ButtonPressed
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.membership import service as membership
from bot.features.places import closing, messages
from bot.jobs.queue import jobs
from tests.simulators.post_office import later, refused
from tests.town import NORTH, SOUTH, Somebody, Town

ASKED = (
    "Shall the channel of Tides be archived by its platform as well: #tides? Neither I nor any other app can take that "
    "back: only a person can unarchive a channel there, by hand, and whoever was in a public one has to be let in "
    "again. Until then nobody writes there, I neither; what was written stays readable. The administrators' channel "
    "stays as it is."
)
BACK = (
    "Only a person can bring it back: find it among the archived channels of the workspace, open its settings, and "
    "choose to unarchive it. I see that, and go on there by myself."
)
DONE = f"Martha had the channel of Tides in north square archived by its platform. {BACK}"
CLAUSE = "This community is no longer active (archived on 3 November 2026)."
BUTTON = "Archive its channels too"


async def tides(town: Town, *members: Somebody, **fields: object) -> tuple[Somebody, Community]:
    await town.run(lambda tx: closing.watch(tx, [NORTH]))
    martha = await town.someone("Martha")
    return martha, await town.community("Tides", admins=[martha], members=members, **fields)


async def archives(town: Town, who: Somebody) -> None:
    await town.says(who, "/community archive tides")
    await town.presses(who, "Archive")


async def closes(town: Town, who: Somebody) -> None:
    """Asks for it and confirms."""
    asked = await town.presses(who, BUTTON, on=await town.says(who, "/community archive tides"))
    await town.presses(who, "Archive there", on=asked)


def archived(town: Town, made: Community) -> bool:
    return "channel-archived" in town.offices[NORTH].wrong(town.channel(made))


async def opened(town: Town, made: Community) -> None:
    """Somebody brings the channel back, and the platform tells of it a while later."""
    town.offices[NORTH].troubles(town.channel(made))
    await town.hour()


async def test_after_archiving_it_is_offered_and_asked_about_once_with_its_warning(town: Town) -> None:
    martha, made = await tides(town)
    await town.says(martha, "/community archive tides")
    done = await town.presses(martha, "Archive")
    assert done.buttons == ("Make it active again", BUTTON)
    asked = await town.presses(martha, BUTTON, on=done)
    assert (asked.text, asked.buttons) == (ASKED, ("Archive there", "Cancel"))
    assert not archived(town, made)
    left = await town.presses(martha, "Cancel", on=asked)
    assert left.text.startswith("Nothing is archived there.")
    assert (archived(town, made), town.offices[NORTH].calls("close")) == (False, 0)


async def test_the_notice_stands_there_pinned_before_the_channel_is_archived(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    await closes(town, martha)
    [notice] = town.letters(town.channel(made))
    assert (CLAUSE in town.text(notice.message), notice.pinned, archived(town, made)) == (True, True, True)
    assert town.reads(town.admin_channel(made)) == [DONE]
    assert "#tides archived by its platform (Martha)" in (await town.says(martha, "/log tides")).text


async def test_archived_and_closed_in_one_breath_the_notice_still_comes_first(town: Town) -> None:
    martha, made = await tides(town)
    await town.says(martha, "/community archive tides")
    town.offices[NORTH].breaks(later(after=30), to=town.channel(made), what="send")
    await town.presses(martha, "Archive")
    await closes(town, martha)
    assert not archived(town, made)
    await town.passes(minutes=2)
    assert [CLAUSE in text for text in town.reads(town.channel(made))] == [True]
    assert archived(town, made)


async def test_our_own_archived_channel_is_no_trouble_of_an_archive(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    await closes(town, martha)
    for _ in range(3):
        await town.hour()
    assert town.reads(town.admin_channel(made)) == [DONE]
    shown = await town.says(martha, "/community places tides")
    assert "The channel of its members is archived by the platform." in shown.text
    assert ("Something is wrong" in shown.text, BUTTON in shown.buttons) == (False, False)


async def test_it_is_offered_where_it_can_be_done_and_nowhere_else(town: Town) -> None:
    martha, _ = await tides(town)
    assert BUTTON not in (await town.says(martha, "/community places tides")).buttons
    await archives(town, martha)
    assert BUTTON in (await town.says(martha, "/community places tides")).buttons
    eve = await town.someone("Eve", SOUTH)
    await town.community("Waves", admins=[eve], platforms=[SOUTH])
    await town.says(eve, "/community archive waves")
    assert (await town.presses(eve, "Archive")).buttons == ("Make it active again",)
    assert BUTTON not in (await town.says(eve, "/community places waves")).buttons


async def test_a_living_community_keeps_its_channels_whatever_button_is_found(town: Town) -> None:
    martha, made = await tides(town)
    for verb in ("close", "closed"):
        heard = await town.tokens(martha, f"places.{verb}:{made.id}")
        assert heard.text == "Tides is active. Archive the community first: /community archive."
    assert town.offices[NORTH].calls("close") == 0


async def test_two_who_confirm_at_once_archive_it_once(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    await asyncio.gather(*(town.run(lambda tx: None) for _ in range(4)))
    homes = await town.run(lambda tx: communities.homes(tx, made.id))
    token = f"places.closed:{made.id}/{messages.asked_for(homes)}"
    said = await asyncio.gather(
        *(town.dispatcher.receive(ButtonPressed(town.fresh(), martha.actor, None, token)) for _ in range(6))
    )
    assert {town.text(each.reply.message) for each in said} == {
        "The channel of Tides is being archived on its platform. Its administrators hear when that is done, or what is "
        "in the way."
    }
    await town.settle()
    assert (town.offices[NORTH].calls("close"), town.reads(town.admin_channel(made))) == (1, [DONE])
    again = await town.tokens(martha, token)
    assert again.text == "The channel of Tides is archived by its platform already."


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("restricted-action", "The workspace does not let me do that there."),
        ("not-in-channel", "I am not in the channel. Write /invite and my name in it."),
        ("general-channel", "It is a channel in which everybody of the workspace is to be"),
        ("no-scope", "I was installed without a permission that I need by now."),
    ],
)
async def test_what_is_in_the_way_is_told_and_it_can_be_tried_again(town: Town, detail: str, said: str) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    town.offices[NORTH].breaks(refused("forbidden", detail), what="close")
    await closes(town, martha)
    [told] = town.letters(town.admin_channel(made))
    assert town.text(told.message).startswith(
        f"The channel of Tides in north square could not be archived by its platform. {said}"
    )
    await town.presses(martha, "Try again", on=told)
    assert (archived(town, made), town.reads(town.admin_channel(made))[-1]) == (True, DONE)


async def test_who_asked_hears_of_it_also_as_no_administrator(town: Town) -> None:
    """Whoever administers the community above may archive a working group, and its channel."""
    martha, made = await tides(town)
    eve = await town.someone("Eve")
    group = await town.community("Reefs", admins=[martha], slug="reefs")
    await town.run(lambda tx: communities.change(tx, group, parent=made.id))
    await town.run(lambda tx: membership.admit(tx, made, eve.id, by=""))
    await town.says(martha, "/community admins tides Eve administrator")
    await town.says(eve, "/community archive reefs")
    await town.presses(eve, "Archive")
    asked = await town.tokens(eve, f"places.close:{group.id}")
    await town.presses(eve, "Archive there", on=asked)
    done = DONE.replace("Martha", "Eve").replace("tides", "reefs").replace("Tides", "Reefs")
    assert (town.reads(town.admin_channel(group)), town.reads(eve)[-1]) == ([done], done)


async def with_reefs(town: Town, martha: Somebody, made: Community, **fields: object) -> Community:
    group = await town.community("Reefs", admins=[martha], **fields)
    await town.run(lambda tx: communities.change(tx, group, parent=made.id))
    return group


async def test_the_channels_of_its_working_groups_are_named_in_the_question_and_archived_too(town: Town) -> None:
    martha, made = await tides(town)
    group = await with_reefs(town, martha, made)
    await archives(town, martha)
    asked = await town.presses(martha, BUTTON, on=await town.says(martha, "/community archive tides"))
    assert asked.text.startswith(
        "Shall the channels of Tides be archived by their platform as well: #tides, #reefs? Those of Reefs are among "
        "them. Neither I"
    )
    done = await town.presses(martha, "Archive there", on=asked)
    assert done.text.startswith("2 channels of Tides are being archived on their platform.")
    assert [archived(town, each) for each in (made, group)] == [True, True]
    assert town.reads(town.admin_channel(group)) == [DONE.replace("tides", "reefs").replace("Tides", "Reefs")]


async def test_a_channel_that_the_question_did_not_name_is_asked_about_first(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    asked = await town.presses(martha, BUTTON, on=await town.says(martha, "/community archive tides"))
    group = await with_reefs(town, martha, made)
    await town.says(martha, "/community archive reefs")
    await town.presses(martha, "Archive")
    again = await town.presses(martha, "Archive there", on=asked)
    assert ("#tides, #reefs?" in again.text, archived(town, made), archived(town, group)) == (True, False, False)
    await town.presses(martha, "Archive there", on=again)
    assert [archived(town, each) for each in (made, group)] == [True, True]


async def test_a_hidden_working_group_of_others_is_neither_named_nor_archived(town: Town) -> None:
    martha, made = await tides(town)
    group = await with_reefs(town, await town.someone("Eve"), made, hidden=True)
    await archives(town, martha)
    assert await town.run(lambda tx: (found := communities.get(tx, group.id)) is not None and found.archived)
    asked = await town.presses(martha, BUTTON, on=await town.says(martha, "/community archive tides"))
    assert asked.text == ASKED
    await town.presses(martha, "Archive there", on=asked)
    assert [archived(town, each) for each in (made, group)] == [True, False]


async def test_a_button_that_names_no_channels_asks_first(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    asked = await town.tokens(martha, f"places.closed:{made.id}")
    assert (asked.text, asked.buttons, archived(town, made)) == (ASKED, ("Archive there", "Cancel"), False)


async def test_a_living_working_group_is_not_archived_with_it(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    group = await with_reefs(town, martha, made)
    asked = await town.presses(martha, BUTTON, on=await town.says(martha, "/community archive tides"))
    assert asked.text == ASKED
    await town.presses(martha, "Archive there", on=asked)
    assert [archived(town, each) for each in (made, group)] == [True, False]


async def test_nobody_but_those_who_may_archive_it(town: Town) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    await archives(town, martha)
    for verb in ("close", "closed", "unclosed"):
        heard = await town.tokens(bo, f"places.{verb}:{made.id}")
        assert heard.text == "Only the administrators of Tides can do that."
    assert town.offices[NORTH].calls("close") == 0


async def test_made_active_again_people_read_which_channel_to_bring_back_and_how(town: Town) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    office, channel, admins = town.offices[NORTH], town.channel(made), town.admin_channel(made)
    await archives(town, martha)
    await closes(town, martha)
    heard = await town.says(martha, "/community reactivate tides")
    stays = "Still archived by their platform: #tides. Its administrators read how a person brings them back."
    assert stays in heard.text
    assert "The channel itself is archived, so nothing can be written there" in town.reads(admins)[-1]
    before = len(town.reads(admins))
    await town.hour()
    assert len(town.reads(admins)) == before
    for each in (martha, bo):
        office.puts_out(each.account, channel)  # as a platform does with a public channel
    await opened(town, made)
    assert town.reads(admins)[before:] == ["Where Tides lives in north square, everything is in order again."]
    assert office.open_to(channel) == {martha.account, bo.account}
    notice, news = town.letters(channel)
    assert (CLAUSE in town.text(notice.message), notice.pinned) == (False, False)
    assert town.text(news.message) == "Tides is active again, and this channel is open again."
    await archives(town, martha)
    assert BUTTON in (await town.says(martha, "/community places tides")).buttons


async def test_brought_back_by_hand_while_archived_nothing_is_said_and_it_may_be_asked_for_again(town: Town) -> None:
    bo = await town.someone("Bo")
    martha, made = await tides(town, bo)
    await archives(town, martha)
    await closes(town, martha)
    await town.passes(minutes=5)
    await opened(town, made)
    assert town.reads(town.admin_channel(made)) == [DONE]
    assert [CLAUSE in text for text in town.reads(town.channel(made))] == [True]
    assert bo.account in town.offices[NORTH].open_to(town.channel(made))
    await closes(town, martha)
    assert (archived(town, made), town.reads(town.admin_channel(made))) == (True, [DONE, DONE])


async def test_a_look_from_before_it_was_archived_does_not_take_it_for_brought_back(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    await closes(town, martha)
    town.offices[NORTH].troubles(town.channel(made))
    await town.looks()
    assert "archived by the platform" in (await town.says(martha, "/community places tides")).text


async def test_what_was_asked_for_and_not_begun_is_not_done_to_a_community_that_lives_again(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    town.offices[NORTH].breaks_always(later(after=600), what="close")
    await closes(town, martha)
    await town.says(martha, "/community reactivate tides")
    town.offices[NORTH].mend()
    await town.passes(hours=2)
    assert not archived(town, made)
    await archives(town, martha)
    await closes(town, martha)
    assert archived(town, made)


async def test_a_channel_that_people_archived_by_hand_is_told_of_once_the_community_lives_again(town: Town) -> None:
    martha, made = await tides(town)
    await archives(town, martha)
    town.offices[NORTH].troubles(town.channel(made), "channel-archived")
    await town.hour()
    assert town.reads(town.admin_channel(made)) == []
    await town.says(martha, "/community reactivate tides")
    [told] = town.reads(town.admin_channel(made))
    assert "Unarchive it in its settings (I may not do that)" in told


async def test_what_is_still_said_there_ends_quietly(town: Town) -> None:
    """Whatever is drawn again in the channel later is refused by the platform, and parks or tells nothing."""
    martha, made = await tides(town)
    await archives(town, martha)
    await closes(town, martha)
    await town.says(martha, "/community reactivate tides")
    await archives(town, martha)
    await town.passes(days=3)
    parked = select(jobs.c.kind).where(jobs.c.state == "parked")
    assert await town.run(lambda tx: tx.all(parked)) == []
    assert len(town.reads(town.channel(made))) == 1
