"""Speakers and roles (guide 149, 152): kept by those who plan, and said to the others as far as it concerns them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.features.membership import service as membership
from bot.features.membership.model import Status
from tests.features.test_events import manages, planned, plans, settled
from tests.town import Heard, Somebody, Town


async def speaks(town: Town, who: Somebody, name: str, institution: str, state: str) -> Heard:
    await manages(town, who)
    await town.presses(who, "Speakers")
    await town.presses(who, "Add a speaker")
    return await town.fills(who, name=name, institution=institution, state=state)


async def role(town: Town, who: Somebody, name: str, member: str = "") -> Heard:
    await manages(town, who)
    await town.presses(who, "Roles")
    await town.presses(who, "Add a role")
    return await town.fills(who, role=name, member=member)


NEWER, SETTLED = "A newer message says what is missing.", "Nothing is missing any more of what comes: thank you."


def missing(town: Town, who: Somebody) -> list[str]:
    """What they read of something that is missing."""
    return [text for text in town.reads(who) if "at most two weeks away" in text or text in (NEWER, SETTLED)]


async def test_who_plans_sees_every_speaker_and_members_only_those_who_accepted(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, tides = await settled(town, ada)
    await plans(town, martha, "/webinar plan", when="12 Dec 15:00")
    await speaks(town, martha, "Nadia Costa", "Coast Institute", "contacted")
    heard = await speaks(town, martha, "Ben Omar", "", "accepted")
    assert heard.text == (
        "Speakers of “Monthly meeting”\n"
        "Nadia Costa (Coast Institute) · contacted\n"
        "Ben Omar · accepted\n"
        "Members read only of those who accepted."
    )
    [card] = town.reads(town.channel(tides))
    assert ("Speakers: Ben Omar" in card, "Nadia" in card) == (True, False)
    calendar = await town.says(ada, "/calendar tides")
    assert "Nadia" not in calendar.text
    await town.presses(martha, "Edit", on=heard)
    await town.fills(martha, state="accepted")
    [card] = town.reads(town.channel(tides))
    assert "Speakers: Nadia Costa (Coast Institute)\nBen Omar" in card
    page = town.heard[martha.account]
    await town.presses(martha, "Remove", on=page)
    [card] = town.reads(town.channel(tides))
    assert ("Nadia" in card, "Ben Omar" in card) == (False, True)


async def test_speakers_and_roles_are_nobody_elses_business(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha)
    await speaks(town, martha, "Nadia Costa", "", "contacted")
    [made] = await planned(town)
    for what in ("speakers", "speaker", "roles", "role", "drop-role", "drop-speaker"):
        assert (await town.tokens(ada, f"events.{what}:{made.id}")).text.startswith("Only the administrators of Tides")
    await town.tokens(martha, f"events.speakers:{made.id}")
    assert "Nadia Costa" in town.heard[martha.account].text


async def test_who_gets_a_role_is_told_once_and_one_of_no_member_is_given_back(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.someone("Eve")
    martha, _ = await settled(town, ada)
    await plans(town, martha)
    heard = await role(town, martha, "note-taker", "ada")
    assert heard.text.split("\n")[:2] == ["Roles at “Monthly meeting”", "note-taker: Ada"]
    told = ["You have a role at “Monthly meeting” of Tides, 12 November 2026 at 15:00 (Europe/Rome): note-taker."]
    assert town.reads(ada) == told
    await town.presses(martha, "Edit", on=heard)
    await town.fills(martha, role="note taker")
    assert town.reads(ada) == told
    assert list((await role(town, martha, "moderator", "Eve")).problems) == ["member"]
    assert list((await role(town, martha, "moderator", "Nobody")).problems) == ["member"]


async def test_two_weeks_before_the_administrators_hear_which_roles_nobody_has(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await settled(town, ada, bo)
    await plans(town, martha, when="12 Dec 15:00")
    await role(town, martha, "moderator", "ada")
    await role(town, martha, "note-taker")
    await role(town, martha, "technical support", "bo")
    await town.run(lambda tx: membership.depart(tx, tides, bo.id, Status.LEFT, by=""))
    before = [len(town.letters(each)) for each in (ada, bo)]
    await town.until(datetime(2026, 11, 28, 13, 59, tzinfo=UTC))
    assert missing(town, martha) == []
    await town.until(datetime(2026, 12, 1, tzinfo=UTC))
    assert missing(town, martha) == [
        "“Monthly meeting” of Tides, 12 December 2026 at 15:00 (Europe/Rome), is at most two weeks away, "
        "and something is missing.\n"
        "Nobody does this yet: note-taker and technical support."
    ]
    assert [len(town.letters(each)) for each in (ada, bo)] == before
    await town.presses(martha, "Roles")
    assert "technical support: nobody yet" in town.heard[martha.account].text


async def test_nobody_is_bothered_when_everything_is_settled_moved_away_or_cancelled(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="12 Dec 15:00")
    await role(town, martha, "moderator", "ada")
    await plans(town, martha, title="Moved", when="11 Dec 15:00")
    await role(town, martha, "moderator")
    await manages(town, martha)
    await town.presses(martha, "Move")
    await town.fills(martha, when="20 Dec 15:00")
    await town.presses(martha, "Move it")
    await town.until(datetime(2026, 12, 1, tzinfo=UTC))
    assert missing(town, martha) == []
    await town.until(datetime(2026, 12, 7, tzinfo=UTC))
    assert [text.split(" of ")[0] for text in missing(town, martha)] == ["“Moved”"]


async def test_two_weeks_before_a_period_begins_it_is_said_that_no_date_is_fixed(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, when="December 2026")
    await town.until(datetime(2026, 11, 18, tzinfo=UTC))
    assert missing(town, martha) == [
        "“Monthly meeting” of Tides, December 2026, is at most two weeks away, and something is missing.\n"
        "Its date is not fixed yet."
    ]


async def test_there_are_at_most_twelve_and_what_was_removed_is_not_changed(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha)
    for number in range(12):
        page = await speaks(town, martha, f"Speaker {number}", "", "contacted")
    assert (await town.presses(martha, "Add a speaker", on=page)).text == "There can be at most 12."
    await town.presses(martha, "Edit", on=page)
    form = town.heard[martha.account]
    await town.presses(martha, "Remove", on=page)
    town.heard[martha.account] = form
    assert (await town.fills(martha, name="Other")).text == "That was removed meanwhile."


async def test_of_a_series_they_hear_once_as_long_as_the_same_is_missing(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, when="5 Dec 15:00", repeats="week")
    await role(town, martha, "moderator")
    await town.until(datetime(2026, 12, 25, tzinfo=UTC))
    assert len(missing(town, martha)) == 1
    await role(town, martha, "note-taker")
    await town.until(datetime(2027, 1, 8, tzinfo=UTC))
    assert [text.split("\n")[1] for text in missing(town, martha)] == [
        "Nobody does this yet: moderator.", "Nobody does this yet: moderator and note-taker.",
    ]  # fmt: skip


async def test_what_is_missing_of_several_is_one_message_a_day(town: Town) -> None:
    martha, _ = await settled(town)
    for title, when in (("Nets", "12 Dec 10:00"), ("Boats", "12 Dec 15:00"), ("Maps", "13 Dec 15:00")):
        await plans(town, martha, title=title, when=when)
    for number in range(3):
        await manages(town, martha, number)
        await town.presses(martha, "Roles")
        await town.presses(martha, "Add a role")
        await town.fills(martha, role="moderator")
    await town.until(datetime(2026, 11, 28, 20, tzinfo=UTC))
    assert [text.split(" of ")[0] for text in missing(town, martha)] == ["“Nets”"]
    await town.until(datetime(2026, 11, 29, 23, tzinfo=UTC))
    assert missing(town, martha) == [
        NEWER,
        "These are at most two weeks away, and something is missing of each.\n"
        "“Nets” of Tides, 12 December 2026 at 10:00 (Europe/Rome)\nNobody does this yet: moderator.\n"
        "“Boats” of Tides, 12 December 2026 at 15:00 (Europe/Rome)\nNobody does this yet: moderator.",
    ]
    await town.until(datetime(2026, 12, 3, tzinfo=UTC))
    assert [text.count("moderator") for text in missing(town, martha)] == [0, 0, 3]
    older = [each.versions for each in town.letters(martha) if town.text(each.message) == NEWER]
    await role(town, martha, "note-taker")
    assert older == [each.versions for each in town.letters(martha) if town.text(each.message) == NEWER]
    assert len(older) == 2


async def test_of_a_period_that_has_begun_nothing_is_said_to_be_ahead(town: Town) -> None:
    martha, _ = await settled(town)
    await plans(town, martha, title="Nets", when="early November 2026")
    await plans(town, martha, title="Boats", when="late November 2026")
    await town.until(datetime(2026, 11, 8, tzinfo=UTC))
    assert [text.split(" of ")[0] for text in missing(town, martha)] == ["“Boats”"]


async def test_who_takes_the_role_is_seen_where_it_was_missing(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="12 Dec 15:00")
    await role(town, martha, "moderator")
    await town.until(datetime(2026, 11, 28, 20, tzinfo=UTC))
    assert len(missing(town, martha)) == 1
    await town.presses(martha, "Roles")
    await town.presses(martha, "Edit")
    await town.fills(martha, member="Ada")
    assert missing(town, martha) == [SETTLED]


async def test_what_was_settled_and_is_missing_again_is_told_again(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="5 Dec 15:00", repeats="week")
    await role(town, martha, "moderator")
    await town.until(datetime(2026, 11, 22, tzinfo=UTC))
    assert len(missing(town, martha)) == 1
    for member, day in (("Ada", 29), ("", 30)):
        await manages(town, martha)
        await town.presses(martha, "Roles")
        await town.presses(martha, "Edit")
        await town.fills(martha, member=member)
        await town.until(datetime(2026, 11, day, tzinfo=UTC))
    await town.until(datetime(2026, 12, 6, tzinfo=UTC))
    assert [text.split("\n")[-1] for text in missing(town, martha)] == [NEWER, "Nobody does this yet: moderator."]


async def test_where_the_newer_message_never_leaves_the_older_one_does_not_point_to_it(town: Town) -> None:
    """In the evening something else falls short; before the morning nothing is missing any more."""
    await town.someone("Ada")
    martha, _ = await settled(town)
    for title, when in (("Nets", "12 Dec 10:00"), ("Boats", "12 Dec 23:30")):
        await plans(town, martha, title=title, when=when)
    for number in range(2):
        await manages(town, martha, number)
        await town.presses(martha, "Roles")
        await town.presses(martha, "Add a role")
        await town.fills(martha, role="moderator")
    await town.until(datetime(2026, 11, 28, 22, 45, tzinfo=UTC))
    assert missing(town, martha) == [NEWER]
    for number in range(2):
        await manages(town, martha, number)
        await town.presses(martha, "Roles")
        await town.presses(martha, "Remove")
    assert missing(town, martha) == [SETTLED]
    await town.until(datetime(2026, 11, 29, 12, tzinfo=UTC))
    assert missing(town, martha) == [SETTLED]
