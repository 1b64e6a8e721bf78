"""A community that falls silent: who hears of it, when, and what they can do (FEATURES 2.4)."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.message import say
from bot.chat.text import Words
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode, State
from bot.features.digests import service as digests
from bot.features.lifecycle import service as lifecycle
from bot.features.lifecycle import steps
from bot.features.lifecycle.model import Dated, Look
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.jobs.outbox import send
from bot.jobs.queue import later
from tests.town import Somebody, Town


def heads(town: Town, who: Somebody) -> list[str]:
    return [said.splitlines()[0] for said in town.reads(who)]


async def writes(town: Town, who: Somebody, community: Community) -> None:
    """An announcement, for the community as anybody's."""
    await town.run(
        lambda tx: communities.contributed(tx, community.id, who.id, "announcement", thing=f"thing{town.fresh()}")
    )


async def quiet(town: Town, name: str = "Tides", *, mode: Mode = Mode.SEMI_PRIVATE) -> tuple[Community, Somebody]:
    """An installation past its first week, and a community in which nobody has written anything yet."""
    ada = await town.someone("Ada")
    await town.run(lifecycle.watch)
    await town.passes(days=8)
    return await town.community(name, admins=[ada], mode=mode), ada


# When.


def test_the_steps_of_a_silence() -> None:
    start = date(2026, 1, 1)
    told, heard = 0, []
    for day in range(400):
        step = steps.due(Dated(told, start, None, None), start + timedelta(days=day))
        if step is not None:
            told = step
            heard.append((day, step))
    assert [day for day, _ in heard] == [14, 28, 56, 86, 116, 146, 176, 206, 236, 266, 296, 326, 335, 365]
    assert all(day == step for day, step in heard)


@given(st.lists(st.integers(1, 60), max_size=12))
def test_whoever_looks_seldom_tells_each_step_at_most_once_and_only_the_last(gaps: list[int]) -> None:
    start, today, told, heard = date(2026, 1, 1), date(2026, 1, 1), 0, []
    for gap in gaps:
        today += timedelta(days=gap)
        step = steps.due(Dated(told, start, None, None), today)
        if step is not None:
            heard.append(step)
            told = step
            assert step <= (today - start).days
            assert steps.due(Dated(told, start, None, None), today) is None
    assert heard == sorted(set(heard))


def test_after_a_year_the_question_comes_again_three_times_and_a_promise_lasts_thirty_days() -> None:
    start, called = date(2026, 1, 1), date(2027, 1, 1)
    told, heard = steps.INACTIVE, []
    for day in range(120):
        step = steps.due(Dated(told, start, called, None), called + timedelta(days=day))
        if step is not None:
            told = step
            heard.append(day)
    assert heard == [7, 14, 30]
    promised = Dated(told, start, None, called)
    assert steps.due(promised, called + timedelta(days=29)) is None
    assert steps.due(promised, called + timedelta(days=30)) == steps.INACTIVE


# Nudges.


async def test_administrators_hear_after_14_28_and_56_days_and_then_monthly(town: Town) -> None:
    tides, ada = await quiet(town)
    bo = await town.someone("Bo")
    await town.run(lambda tx: membership.admit(tx, tides, bo.id, by=""))
    heard = []
    for day in range(1, 120):
        before = len(town.letters(ada))
        await town.passes(days=1)
        heard += [day] * (len(town.letters(ada)) - before)
    assert [each - heard[0] for each in heard] == [0, 14, 42, 72, 102]
    assert heard[0] in (14, 15)  # nine o'clock of the fourteenth day
    assert heads(town, ada)[0] == "Nothing new for 14 days in Tides"
    assert town.letters(bo) == []


async def test_r17_looked_at_twice_it_is_told_of_once_whatever_the_messages_read(town: Town) -> None:
    """R17: what was told stands in the database, and not in what a platform makes of the text."""
    tides, ada = await quiet(town, "#ops <#C024BE7LR>")
    await town.passes(days=15)
    told = town.reads(ada)
    for number in range(3):
        await town.run(lambda tx, number=number: later(tx, tx.now, Look(tides.id), key=f"again/{number}"))
        await town.settle()
    assert (len(told), town.reads(ada)) == (1, told)


async def test_m14_what_palabre_itself_posts_keeps_no_community_alive(town: Town) -> None:
    """M14: the bot posts daily for 15 days, and the nudge is still sent; so do joins and letters."""
    tides, ada = await quiet(town)
    for day in range(15):
        await town.run(
            lambda tx, day=day: send(tx, town.channel(tides), say(Words(f"Reminder {day}")), key=f"daily/{day}")  # type: ignore[misc]
        )
        await town.joins(await town.someone(f"Newcomer{day}"), tides)
        await town.passes(days=1)
    assert len(town.letters(town.channel(tides))) >= 15
    await town.run(digests.watch)  # the nudge is one message too many on a day with so many requests
    await town.passes(days=1)
    assert [text for text in town.reads(ada) if "Nothing new for 15 days in Tides" in text]


async def test_what_people_write_begins_it_anew(town: Town) -> None:
    tides, ada = await quiet(town)
    await town.passes(days=10)
    await writes(town, ada, tides)
    await town.passes(days=13)
    assert town.letters(ada) == []
    await town.passes(days=2)
    assert heads(town, ada) == ["Nothing new for 14 days in Tides"]


async def test_what_was_taken_back_counts_no_more(town: Town) -> None:
    tides, ada = await quiet(town)
    await town.passes(days=13)
    await town.run(lambda tx: communities.contributed(tx, tides.id, ada.id, "announcement", thing="regretted"))
    await town.passes(days=1)
    await town.run(lambda tx: communities.taken_back(tx, "regretted"))
    await town.passes(days=1)
    assert heads(town, ada) == ["Nothing new for 15 days in Tides"]


async def test_a_private_community_is_asked_more_urgently(town: Town) -> None:
    _, ada = await quiet(town, mode=Mode.PRIVATE)
    await town.passes(days=15)
    assert "Nobody outside can see that a private community is alive" in town.reads(ada)[0]
    for days, head in ((321, "Nothing new for 335 days in Tides"), (30, "Tides is inactive")):
        await town.passes(days=days)
        assert town.reads(ada)[-1].startswith(f"{head}\nNobody outside can see whether a private community is alive")
    group = await town.community("Open Group", admins=[ada], mode=Mode.PUBLIC)
    await town.passes(days=15)
    assert not [said for said in town.reads(ada) if group.name in said and "Nobody outside" in said]


async def test_the_calendar_and_those_who_wait_are_named(town: Town) -> None:
    tides, ada = await quiet(town)
    bo = await town.someone("Bo")
    rows = [(f"month {n}", f"activity {n}") for n in range(5)]
    await town.run(lambda tx: communities.set_calendar(tx, tides.id, rows))
    await town.passes(days=13)
    await town.joins(bo, tides)
    await town.passes(days=2)
    said = next(each for each in town.reads(ada) if each.startswith("Nothing new"))
    assert "• month 2: activity 2" in said
    assert "activity 3" not in said
    assert "Bo has asked to join and waits: /requests." in said


async def test_what_the_calendar_of_activities_names_is_still_ahead_and_what_is_over_says_so(town: Town) -> None:
    tides, ada = await quiet(town)
    rows = [
        ("February 2018", "Set up"), ("26 octobre 2026", "First webinar"), ("Fin mai – début juin 2026", "Forum"),
        ("November 2026", "Consolidate"), ("12 December 2030", "Second webinar"), ("every spring", "Meet"),
    ]  # fmt: skip
    await town.run(lambda tx: communities.set_calendar(tx, tides.id, rows))
    await town.passes(days=15)
    said = next(each for each in town.reads(ada) if each.startswith("Nothing new"))
    assert [line for line in said.split("\n") if line.startswith("• ")] == [
        "• November 2026: Consolidate", "• 12 December 2030: Second webinar", "• every spring: Meet",
    ]  # fmt: skip
    about = (await town.says(ada, f"/about {tides.slug}")).text
    assert "February 2018: Set up · over\n26 octobre 2026: First webinar · over\n" in about
    assert "November 2026: Consolidate\n12 December 2030: Second webinar\nevery spring: Meet" in about


async def test_a_meeting_is_planned_from_where_one_is_nudged(town: Town) -> None:
    _, ada = await quiet(town)
    await town.passes(days=15)
    nudge = town.letters(ada)[-1]
    assert town.labels(nudge.message) == ("Post an announcement", "Plan a meeting", "Remind me in 7 days")
    assert (await town.presses(ada, "Plan a meeting", on=nudge)).form is not None
    assert (await town.presses(ada, "Post an announcement", on=nudge)).form is not None


async def test_remind_me_in_seven_days_reminds_whoever_pressed_and_nobody_else(town: Town) -> None:
    tides, ada = await quiet(town)
    eve = await town.someone("Eve")
    await town.run(lambda tx: membership.admit(tx, tides, eve.id, by="", role=Role.ADMINISTRATOR))
    await town.passes(days=15)
    heard = await town.presses(ada, "Remind me in 7 days", on=town.letters(ada)[-1])
    assert heard.text.startswith("You will hear of Tides again on ")
    await town.presses(ada, "Remind me in 7 days", on=town.letters(ada)[-1])
    await town.passes(days=8)
    assert [heads(town, who).count("Nothing new for 14 days in Tides") for who in (ada, eve)] == [1, 1]
    assert [len(town.letters(who)) for who in (ada, eve)] == [2, 1]


async def test_a_reminder_that_something_new_has_overtaken_does_not_come(town: Town) -> None:
    tides, ada = await quiet(town)
    await town.passes(days=15)
    await town.presses(ada, "Remind me in 7 days", on=town.letters(ada)[-1])
    await town.passes(days=3)
    await writes(town, ada, tides)
    await town.passes(days=5)
    assert len(town.letters(ada)) == 1
    assert town.reads(ada)[0].startswith("Something new has come in Tides since, on ")
    late = await town.tokens(ada, f"lifecycle.remind:{tides.id}")
    assert late.text == "Tides is not silent: something new has come since."


async def test_it_never_comes_at_night(town: Town) -> None:
    """Nine o'clock of the community is the middle of the night for an administrator elsewhere."""
    ada = await town.someone("Ada", timezone="Pacific/Auckland")
    await town.run(lifecycle.watch)
    await town.passes(days=8)
    await town.community("Tides", admins=[ada], timezone="Europe/Paris")
    while not town.letters(ada):
        await town.passes(minutes=30)
    local = town.clock.now().astimezone(ZoneInfo("Pacific/Auckland"))
    assert 9 <= local.hour < 20


async def test_whoever_administers_no_more_hears_nothing(town: Town) -> None:
    tides, ada = await quiet(town)
    eve = await town.someone("Eve")
    await town.run(lambda tx: membership.admit(tx, tides, eve.id, by="", role=Role.ADMINISTRATOR))
    await town.run(lambda tx: membership.set_role(tx, tides, ada.id, Role.MEMBER, by=eve.id))
    await town.passes(days=15)
    assert (len(town.letters(ada)), len(town.letters(eve))) == (0, 1)


async def test_a_community_without_administrators_reaches_the_platform_team(town: Town) -> None:
    olga = await town.someone("Olga", owner=True)
    await town.run(lifecycle.watch)
    await town.passes(days=8)
    await town.community("Orphans")
    await town.passes(days=15)
    assert heads(town, olga) == ["Nothing new for 14 days in Orphans"]


async def test_an_archived_community_is_left_in_peace_and_looked_at_again_when_it_is_active(town: Town) -> None:
    _, ada = await quiet(town)
    await town.says(ada, "/community archive tides")
    await town.presses(ada, "Archive")
    await town.passes(days=60)
    assert not [said for said in heads(town, ada) if said.startswith("Nothing new")]
    await town.says(ada, "/community reactivate tides")
    await town.passes(days=15)
    assert [said for said in heads(town, ada) if said.startswith("Nothing new")] == ["Nothing new for 14 days in Tides"]


# The first week.


async def test_in_the_first_week_only_the_platform_team_hears_what_would_be_said(town: Town) -> None:
    """A community that is long silent when Palabre looks for the first time."""
    ada, olga = await town.someone("Ada"), await town.someone("Olga", owner=True)
    await town.community("Tides", admins=[ada])
    town.clock.forward(timedelta(days=40))
    await town.run(lambda tx: tx.note(lifecycle.TRIED, tx.now.timestamp()))
    await town.passes(days=6)
    assert town.letters(ada) == []
    (said,) = town.reads(olga)
    assert said.splitlines()[0].startswith("The administrators of Tides would now hear that nothing new has come since")
    assert said.splitlines()[1].endswith(f"It begins on {town.clock.now() + timedelta(days=1):%-d %B %Y}.")
    await town.passes(days=3)
    assert len(town.letters(olga)) == 1
    assert heads(town, ada) == ["Nothing new for 47 days in Tides"]


# After a year.


async def year(town: Town) -> tuple[Community, Somebody, Somebody]:
    ada, olga = await town.someone("Ada"), await town.someone("Olga", owner=True)
    await town.run(lifecycle.watch)
    await town.passes(days=8)
    tides = await town.community("Tides", admins=[ada])
    return tides, ada, olga


async def test_after_335_days_a_warning_and_after_365_the_question_to_administrators_and_team(town: Town) -> None:
    tides, ada, olga = await year(town)
    bo = await town.someone("Bo")
    await town.passes(days=336)
    assert "it counts as inactive, and you will be asked" in town.reads(ada)[-1]
    assert town.letters(olga) == []
    await town.passes(days=20)
    await town.joins(bo, tides)
    await town.passes(days=10)
    for who in (ada, olga):
        card = next(each for each in reversed(town.letters(who)) if town.text(each.message).startswith("Tides is inac"))
        assert "Bo has asked to join and waits" in town.text(card.message)
        assert town.labels(card.message) == ("Make it active again", "Archive")
    assert (await town.now(tides)).state is State.INACTIVE
    await town.passes(days=35)
    assert heads(town, olga).count("Tides is inactive") == 4
    await town.passes(days=100)
    assert heads(town, olga).count("Tides is inactive") == 4
    assert (await town.now(tides)).state is State.INACTIVE  # never archived by silence alone


async def test_what_nobody_decides_stays_on_the_teams_list_on_mondays_until_somebody_does(town: Town) -> None:
    ada, olga = await town.someone("Ada"), await town.someone("Olga", owner=True, timezone="Europe/Rome")
    await town.run(lifecycle.watch)
    await town.passes(days=8)
    for name in ("Tides", "Nets"):
        await town.community(name, admins=[ada])
    await town.run(digests.watch)
    await town.passes(days=365 + 29)

    def listed() -> list[str]:
        return [text for text in town.reads(olga) if "nobody has decided" in text]

    assert listed() == []
    await town.passes(days=9)
    [said] = [text.split("Comes on")[0] for text in listed()]
    assert said == (
        "Your week\n"
        "Silent for a year, and nobody has decided\n"
        "• Nets: inactive since 11 November 2027\n"
        "• Tides: inactive since 11 November 2027\n"
    )
    page = await town.presses(olga, "Tides", on=town.letters(olga)[-1])
    assert "Bring it back to life" in page.text
    assert page.buttons == ("Make it active again", "Archive")
    await town.presses(olga, "Make it active again", on=page)
    await town.passes(days=7)
    assert (len(listed()), "Tides" in listed()[-1], "Nets" in listed()[-1]) == (2, False, True)
    assert not [text for text in town.reads(ada) if "nobody has decided" in text]


async def test_one_presses_and_every_copy_says_so(town: Town) -> None:
    tides, ada, olga = await year(town)
    await town.passes(days=366)
    card = town.letters(olga)[-1]
    heard = await town.presses(olga, "Make it active again", on=card)
    assert heard.text.startswith("Olga has made Tides active again")
    assert town.reads(ada)[-1].startswith("Olga has made Tides active again")
    assert (await town.now(tides)).state is State.ACTIVE
    again = await town.presses(ada, "Make it active again", on=card)
    assert again.text == "Tides does not count as inactive. Something new is all it needs."


async def test_a_promise_that_nothing_follows_ends_after_thirty_days(town: Town) -> None:
    tides, ada, olga = await year(town)
    await town.passes(days=366)
    await town.presses(ada, "Make it active again", on=town.letters(ada)[-1])
    before = len(town.letters(olga))
    await town.passes(days=29)
    assert (await town.now(tides)).state is State.ACTIVE
    await town.passes(days=2)
    assert (await town.now(tides)).state is State.INACTIVE
    assert len(town.letters(olga)) == before + 1


@pytest.mark.parametrize("act", ["writes", "names"])
async def test_a_promise_is_kept_by_something_new_or_a_new_administrator(town: Town, act: str) -> None:
    tides, ada, _ = await year(town)
    bo = await town.someone("Bo")
    await town.run(lambda tx: membership.admit(tx, tides, bo.id, by=""))
    await town.passes(days=366)
    await town.presses(ada, "Make it active again", on=town.letters(ada)[-1])
    await town.passes(days=5)
    if act == "writes":
        await writes(town, ada, tides)
    else:
        await town.says(ada, "/community admins tides bo administrator")
    before = len(town.letters(ada))
    await town.passes(days=13)
    assert len(town.letters(ada)) == before
    await town.passes(days=20)
    assert (await town.now(tides)).state is State.ACTIVE
    assert heads(town, ada)[-1] in ("Nothing new for 14 days in Tides", "Nothing new for 28 days in Tides")


async def test_something_new_makes_an_inactive_community_active_at_once(town: Town) -> None:
    tides, ada, olga = await year(town)
    await town.passes(days=366)
    await writes(town, ada, tides)
    assert (await town.now(tides)).state is State.ACTIVE
    await town.passes(days=1)
    assert town.reads(olga)[-1].startswith("Something new has come in Tides since, on ")


async def test_archive_asks_once_more(town: Town) -> None:
    tides, ada, olga = await year(town)
    await town.passes(days=366)
    asked = await town.presses(olga, "Archive", on=town.letters(olga)[-1])
    assert not (await town.now(tides)).archived
    await town.presses(olga, "Archive", on=asked)
    assert (await town.now(tides)).archived
    await town.passes(days=40)
    late = await town.tokens(ada, f"lifecycle.revive:{tides.id}")
    assert late.text.startswith("This community is no longer active")


async def test_a_stranger_presses_nothing(town: Town) -> None:
    tides, _, _ = await year(town)
    bo = await town.someone("Bo")
    await town.passes(days=366)
    for what in ("revive", "remind"):
        heard = await town.tokens(bo, f"lifecycle.{what}:{tides.id}")
        assert heard.text == "Only the administrators of Tides can do that."
    assert (await town.now(tides)).state is State.INACTIVE


async def test_an_absence_of_two_months_is_told_of_once(town: Town) -> None:
    """R4: missed steps are not told one after the other."""
    _, ada = await quiet(town)
    town.clock.forward(timedelta(days=70))
    town.restart()
    await town.settle()
    await town.passes(days=1)
    assert heads(town, ada) == ["Nothing new for 70 days in Tides"]


async def test_the_days_are_those_of_the_calendar_by_which_it_is_looked_at(town: Town) -> None:
    """Begun in the afternoon, looked at in the morning: fourteen days by the calendar, and not thirteen."""
    await town.passes(hours=6)
    _, ada = await quiet(town)
    await town.passes(days=15)
    assert "Nothing new for 14 days in Tides" in heads(town, ada)
