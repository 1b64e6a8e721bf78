"""Reminders lived through: once, by everybody's own clock, never of what was moved or cancelled, whatever breaks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.chat.message import say
from bot.chat.text import Words
from bot.commands.registry import Registry
from bot.db.tx import Tx
from bot.features import FEATURES
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.digests import service as digests
from bot.features.digests.model import Often
from bot.features.events import seats
from bot.features.events import service as events
from bot.features.events.model import Answer, Look
from bot.features.people import service as people
from bot.features.people.attention import A_DAY
from bot.features.reminders import service
from bot.features.reminders.model import Reminder, reminders
from bot.features.reminders.service import AT_ONCE
from bot.jobs.queue import jobs, later
from bot.jobs.worker import Worker
from tests.features.test_events import planned, plans, settled
from tests.simulators.post_office import Post, lost_answer, refused
from tests.simulators.post_office import later as busy
from tests.town import NORTH, SOUTH, Somebody, Town


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def told(town: Town, who: Somebody) -> list[str]:
    """The first line of each private reminder, oldest first, also of what is over."""
    heads = [text.split("\n")[0] for text in town.reads(who)]
    return [head for head in heads if head.startswith("⏰") or head.endswith(" is over.")]


def posted(town: Town, tides: Community, platform: str = NORTH) -> list[str]:
    """What stands in the channel besides the cards."""
    return [text.split("\n")[0] for text in town.reads(town.channel(tides, platform))[1:]]


def ever(town: Town, who: Somebody) -> int:
    """How many private reminders there were, also those that say by now that it is otherwise."""
    said = ("⏰", "“Monthly meeting” is moved", "“Monthly meeting”, ")
    return sum(text.startswith(said) for text in town.reads(who))


async def wakes(town: Town) -> None:
    """The bot was away, and does what fell due meanwhile."""
    town.restart()
    await town.settle()


async def expected(
    town: Town, *, names: tuple[str, ...] = ("Ada",), zone: str = "Europe/Rome", kind: str = "/meeting plan",
    **values: str,
) -> tuple[Somebody, Community, list[Somebody]]:  # fmt: skip
    """A meeting on the 12th at 15:00 in Rome, to which these people go; they want no digest."""
    crowd = [await town.someone(name, timezone=zone) for name in names]
    martha, tides = await settled(town, *crowd)
    await plans(town, martha, kind, **values)
    for each in crowd:
        await town.run(lambda tx, each=each: digests.choose(tx, each.id, Often.NONE))  # type: ignore[misc]
        await town.tokens(each, f"events.going:{(await planned(town))[0].id}")
    return martha, tides, crowd


async def moves(town: Town, martha: Somebody, when: str) -> None:
    await town.tokens(martha, f"events.manage:{(await planned(town))[0].id}")
    await town.presses(martha, "Move")
    await town.fills(martha, when=when)
    await town.presses(martha, "Move it")


async def test_a_day_an_hour_and_ten_minutes_before_and_when_it_begins(town: Town) -> None:
    _, tides, [ada] = await expected(town, where="https://meet.example/tides")
    seen, first, asked = list[tuple[int, int]](), "", tuple[str, ...]()
    for moment in ("11-11 13:59", "11-11 14:01", "11-12 12:59", "11-12 13:01", "11-12 13:49", "11-12 13:51",
                   "11-12 13:59", "11-12 14:01", "11-30 09:00"):  # fmt: skip
        await town.until(utc(moment))
        seen.append((len(told(town, ada)), len(posted(town, tides))))
        first = first or "".join(town.reads(ada))
        asked = asked or tuple(label for each in town.letters(ada) for label in town.labels(each.message))
    assert seen == [(0, 0), (1, 1), (1, 1), (2, 2), (2, 2), (3, 2), (3, 2), (4, 2), (4, 2)]
    assert first == (
        "⏰ “Monthly meeting” of Tides: 12 November 2026 at 15:00 (Europe/Rome), in 24 hours.\n"
        "Where: https://meet.example/tides"
    )
    assert asked == ("Join now", "I can't come", "Snooze 15 min", "Stop reminders for this event", "Mute…")
    over = "“Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome), is over."
    assert (told(town, ada), posted(town, tides)) == ([over] * 4, [over] * 2)


async def test_once_it_is_over_no_reminder_asks_anything_and_who_presses_an_old_one_reads_why(town: Town) -> None:
    _, _, [ada, bo] = await expected(town, names=("Ada", "Bo"), where="https://meet.example/tides")
    [made] = await planned(town)
    await town.until(utc("11-12 14:59"))
    await town.tokens(bo, f"events.no:{made.id}")
    asking = [len(town.labels(each.message)) for each in town.letters(ada)]
    assert (told(town, ada)[-1], asking) == ("⏰ “Monthly meeting” of Tides has begun.", [5, 5, 5, 2])
    snoozed = await town.tokens(ada, f"reminders.snooze:{made.id}")
    assert snoozed.text == "“Monthly meeting” has begun."
    await town.until(utc("11-12 15:01"))
    over = "“Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome), is over."
    for who in (ada, bo):
        assert [(town.reads(who)[n], town.labels(each.message)) for n, each in enumerate(town.letters(who))] == [
            (over, ())
        ] * 4
    for token in ("reminders.snooze", "reminders.stop", "events.going", "events.no"):
        heard = await town.tokens(ada, f"{token}:{made.id}")
        assert heard.text == "“Monthly meeting” has taken place already."


async def test_what_leaves_after_the_start_says_since_when_it_goes_on_and_what_was_read_before_stays_true(
    town: Town,
) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-12 12:59"))
    town.clock.forward(utc("11-12 14:18") - town.clock.now())
    await wakes(town)
    await town.passes(seconds=10)
    assert told(town, ada) == [
        "⏰ “Monthly meeting” of Tides: 12 November 2026 at 15:00 (Europe/Rome), 18 minutes ago.",
        "⏰ (late) “Monthly meeting” of Tides has been going on since 15:00 (Europe/Rome).",
    ]


async def test_however_many_were_reminded_all_read_that_it_is_over_and_no_unit_is_as_long_as_all_of_them(
    town: Town,
) -> None:
    crowd = [await town.someone(f"P{n}", timezone="Europe/Rome") for n in range(AT_ONCE + 5)]
    martha, _ = await settled(town, *crowd)
    await plans(town, martha)
    [made] = await planned(town)
    for who in crowd:
        await town.run(lambda tx, who=who: _says_yes(tx, made.id, who.id))  # type: ignore[misc]
    await town.until(utc("11-11 14:01"))
    await town.until(utc("11-12 15:01"))
    over = "“Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome), is over."
    assert {line for who in crowd for line in town.reads(who)} == {over}
    work = jobs.c.kind == "reminders.correct"
    assert await town.run(lambda tx: tx.value(select(func.count()).select_from(jobs).where(work))) > 1


async def test_whoever_is_looked_at_in_a_later_unit_is_reminded_by_their_own_clock_and_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Auckland the day before begins in the night, so that its reminder comes at another moment than in Rome."""
    monkeypatch.setattr(service, "LOOKED_AT", 2)
    zones = {f"{zone} {n}": zone for n in range(3) for zone in ("Europe/Rome", "Pacific/Auckland")}
    crowd = {await town.someone(name, timezone=zone): zone for name, zone in zones.items()}
    gone = await town.someone("Gone", timezone="Europe/Rome")
    martha, _ = await settled(town, *crowd, gone)
    await plans(town, martha)
    [made] = await planned(town)
    for who in (*crowd, gone):
        await town.run(lambda tx, who=who: digests.choose(tx, who.id, Often.NONE))  # type: ignore[misc]
        await town.run(lambda tx, who=who: _says_yes(tx, made.id, who.id))  # type: ignore[misc]
    await town.says(gone, "/leave tides")
    await town.presses(gone, "Leave")
    counted = list[tuple[set[int], set[int]]]()
    for moment in ("11-11 13:59", "11-11 14:01", "11-11 18:59", "11-11 19:01", "11-12 13:01", "11-12 14:01"):
        await town.until(utc(moment))
        per_zone = [{len(told(town, who)) for who in crowd if crowd[who] == zone} for zone in list(crowd.values())[:2]]
        counted.append((per_zone[0], per_zone[1]))
    assert counted == [({0}, {0}), ({1}, {0}), ({1}, {0}), ({1}, {1}), ({2}, {2}), ({4}, {4})]
    assert told(town, gone) == []


async def test_what_no_longer_fits_into_the_day_is_not_told_beside_what_leaves_that_minute_and_once_more_the_next_day(
    town: Town,
) -> None:
    """One begins in the minute in which the other is a day away, for which today has no room."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="12 Nov 15:00")
    await plans(town, martha, when="13 Nov 15:00", title="Tomorrow")
    for made in await planned(town):
        await town.tokens(ada, f"events.going:{made.id}")
    await town.until(utc("11-12 09:00"))
    for n in range(A_DAY):
        await town.run(lambda tx, n=n: people.tell(tx, ada.id, say(Words("News")), key=f"news {n}"))  # type: ignore[misc]
    await town.until(utc("11-12 14:02"))
    assert told(town, ada)[-1] == "⏰ “Monthly meeting” of Tides has begun."
    assert not [text for text in town.reads(ada) if "⏰ “Tomorrow”" in text]
    await town.until(utc("11-13 09:00"))
    assert len([text for text in town.reads(ada) if "⏰ “Tomorrow”" in text]) == 1


async def test_of_two_on_one_day_the_one_that_is_to_come_can_still_be_answered(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="12 Nov 15:00")
    await plans(town, martha, when="12 Nov 18:00", title="Late one")
    for made in await planned(town):
        await town.tokens(ada, f"events.maybe:{made.id}")
    await town.until(utc("11-11 14:01"))
    [day] = [each for each in town.letters(ada) if town.text(each.message).startswith("⏰")]
    await town.until(utc("11-12 15:01"))
    [day] = [each for each in town.letters(ada) if each.id == day.id]
    assert [line.partition(": ")[0].split(",")[0] for line in town.text(day.message).splitlines()] == [
        "“Monthly meeting”", "⏰ “Late one” of Tides"
    ]  # fmt: skip
    assert town.labels(day.message) == ("I can't come", "Snooze 15 min", "Stop reminders for this event", "Mute…")


async def test_a_webinar_is_told_a_week_before_too_and_whoever_said_nothing_hears_nothing(town: Town) -> None:
    bo, cy = await town.someone("Bo"), await town.someone("Cy")
    martha, tides = await settled(town, bo, cy)
    await plans(town, martha, "/webinar plan")
    [made] = await planned(town)
    await town.tokens(bo, f"events.maybe:{made.id}")
    await town.tokens(cy, f"events.no:{made.id}")
    await town.until(utc("11-20 09:00"))
    assert [len(told(town, each)) for each in (martha, bo, cy)] == [0, 5, 0]
    assert len(posted(town, tides)) == 2


@pytest.mark.parametrize("minutes", [5.2, 20, 59])
async def test_r1_away_across_a_due_minute_one_reminder_that_says_it_is_late(town: Town, minutes: float) -> None:
    _, tides, [ada] = await expected(town)
    await town.until(utc("11-12 12:00"))
    town.clock.forward(timedelta(hours=1, minutes=minutes))
    await wakes(town)
    await town.passes(seconds=10)
    due = told(town, ada)[1:]
    assert [text.split(":")[0] for text in due] == ["⏰ (late) “Monthly meeting” of Tides"]
    assert len(posted(town, tides)) == 2


async def test_r1_away_across_everything_nothing_is_sent_afterwards(town: Town) -> None:
    _, tides, [ada] = await expected(town)
    town.clock.forward(timedelta(days=20))
    await wakes(town)
    await town.passes(days=1)
    assert (told(town, ada), posted(town, tides)) == ([], [])


async def test_r1_begun_while_away_one_word_that_it_has(town: Town) -> None:
    _, _, [ada] = await expected(town)
    town.clock.forward(utc("11-12 14:20") - town.clock.now())
    await wakes(town)
    await town.passes(minutes=1)
    assert told(town, ada) == ["⏰ (late) “Monthly meeting” of Tides has been going on since 15:00 (Europe/Rome)."]


@pytest.mark.parametrize("away", [52, 59, 62, 70])
async def test_r1_a_reminder_that_had_not_left_when_the_clock_jumped_is_not_read_beside_the_next(
    town: Town, away: int
) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-12 13:00"))
    town.clock.forward(timedelta(minutes=away))
    town.restart()
    await town.worker.drain(NORTH)
    await town.settle()
    await town.until(utc("11-12 14:30"))
    begun = [text for text in told(town, ada) if "has begun" in text or "going on since" in text]
    assert (len(begun), len(told(town, ada))) == (1, 3 if away < 60 else 2)


async def test_r1_what_was_put_off_until_it_had_begun_is_not_read_beside_the_word_that_it_has(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-12 13:52"))
    await town.presses(ada, "Snooze 15 min")
    before = len(told(town, ada))
    await town.until(utc("11-12 14:30"))
    assert told(town, ada)[before:] == ["⏰ “Monthly meeting” of Tides has begun."]


async def test_r1_an_event_passed_over_with_its_reminder_unsent_is_told_of_to_nobody(town: Town) -> None:
    _, tides, [ada] = await expected(town, when="5 Nov 15:00", repeats="week")
    await town.until(utc("11-05 13:00"))
    town.clock.forward(utc("11-12 14:20") - town.clock.now())
    town.restart()
    await town.worker.drain(NORTH)
    await town.settle()
    await town.passes(minutes=1)
    assert told(town, ada)[1:] == []
    assert [line for line in posted(town, tides) if "has begun" in line] == []


async def test_r1_one_message_in_a_channel_says_that_it_has_begun(town: Town) -> None:
    """The one of the day before is read beside that of the hour before; and only the latter asks who comes."""
    _, tides, _ = await expected(town)
    await town.until(utc("11-12 13:01"))
    before = "“Monthly meeting” takes place 12 November 2026 at 15:00 (Europe/Rome); a newer reminder says the rest."
    near = "⏰ “Monthly meeting”: 12 November 2026 at 15:00 (Europe/Rome), in 59 minutes."
    assert posted(town, tides) == [before, near]
    town.clock.forward(timedelta(hours=1))
    await wakes(town)
    assert posted(town, tides) == [before, "“Monthly meeting” has begun."]
    *_, day, hour = town.letters(town.channel(tides))
    assert (town.labels(day.message), town.labels(hour.message)) == ((), ("Going", "Maybe", "Can't go"))


async def test_r15_one_of_two_platforms_away_across_the_day_and_the_hour_before_reads_one_reminder(town: Town) -> None:
    martha, tides = await settled(town, platforms=(NORTH, SOUTH))
    await plans(town, martha)
    await town.until(utc("11-11 13:59"))
    town.offices[SOUTH].breaks_always(busy())
    for moment in ("11-11 14:01", "11-12 13:01"):
        town.clock.forward(utc(moment) - town.clock.now())
        await town.settle()
    town.offices[SOUTH].mend()
    await town.passes(minutes=10)
    assert [len(posted(town, tides, each)) for each in (NORTH, SOUTH)] == [2, 1]


async def test_r8_moved_away_and_back_and_cancelled_only_what_holds_is_said(town: Town) -> None:
    martha, tides, [ada] = await expected(town)
    await town.until(utc("11-11 14:30"))
    assert len(told(town, ada)) == 1
    await moves(town, martha, "13 Nov 15:00")
    assert posted(town, tides)[0].startswith("“Monthly meeting” is moved from 12 November 2026 at 15:00")
    await town.until(utc("11-12 14:30"))
    assert ever(town, ada) == 2
    await moves(town, martha, "13 Nov 13:00")
    await town.until(utc("11-13 11:30"))
    assert ever(town, ada) == 3
    await town.tokens(martha, f"events.manage:{(await planned(town))[0].id}")
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    await town.until(utc("11-14 09:00"))
    assert ever(town, ada) == 3
    assert all("is cancelled" in line for line in posted(town, tides)[-1:])


@pytest.mark.parametrize("act", ["moved", "cancelled"])
async def test_r8_what_was_read_of_a_time_that_holds_no_more_says_so_and_asks_nothing(town: Town, act: str) -> None:
    martha, _, [ada] = await expected(town, where="https://meet.example/tides")
    await town.until(utc("11-11 14:05"))
    [reminder] = [each for each in town.letters(ada) if town.text(each.message).startswith("⏰")]
    assert "Snooze 15 min" in town.labels(reminder.message)
    if act == "moved":
        await moves(town, martha, "26 Nov 15:00")
        said = "“Monthly meeting” is moved from 12 November 2026 at 15:00 to 26 November 2026 at 15:00."
    else:
        await town.tokens(martha, f"events.manage:{(await planned(town))[0].id}")
        await town.presses(martha, "Cancel")
        await town.presses(martha, "Cancel it")
        said = "“Monthly meeting”, 12 November 2026 at 15:00, is cancelled."
    [now] = [each for each in town.letters(ada) if each.id == reminder.id]
    plain = town.text(now.message, "en", "Europe/Rome").replace(" (Europe/Rome)", "")
    assert (plain, town.labels(now.message)) == (said, ())
    if act == "cancelled":
        made = (await planned(town))[0]
        assert "cancelled" in (await town.tokens(ada, f"reminders.snooze:{made.id}")).text


async def test_r8_moved_back_to_the_old_time_nothing_is_said_again(town: Town) -> None:
    martha, tides, [ada] = await expected(town)
    await town.until(utc("11-11 15:00"))
    await moves(town, martha, "14 Nov 15:00")
    await moves(town, martha, "12 Nov 15:00")
    await town.until(utc("11-11 20:00"))
    assert (len(told(town, ada)), len(posted(town, tides))) == (1, 1)
    await town.until(utc("11-12 20:00"))
    assert (len(told(town, ada)), len(posted(town, tides))) == (4, 2)


async def test_r9_moved_closer_than_its_reminders_one_word_that_it_is_moved(town: Town) -> None:
    martha, tides, [ada] = await expected(town, when="12 Nov 17:00")
    await town.until(utc("11-12 11:10"))
    before = len(town.letters(ada))
    await moves(town, martha, "12 Nov 13:00")
    await town.passes(minutes=30)
    assert [text.split(" is moved")[0] for text in town.reads(ada)[before:]] == ["“Monthly meeting” of Tides"]
    assert len(posted(town, tides)) == 1


async def test_r10_whoever_opens_nothing_is_reminded_each_time(town: Town) -> None:
    _, _, [ada] = await expected(town, kind="/webinar plan", when="19 Nov 15:00")
    await town.until(utc("11-20 09:00"))
    assert len(told(town, ada)) == 5


async def test_r12_the_platform_fails_or_loses_its_answer_and_it_arrives_once(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-11 13:59"))
    town.offices[NORTH].breaks(busy(), lost_answer(), to=ada.account)
    await town.passes(minutes=10)
    assert len(told(town, ada)) == 1


async def test_r13_three_on_one_day_are_one_message_the_day_before(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    for hour in (17, 19):
        await plans(town, martha, title=f"At {hour}", when=f"12 Nov {hour}:00")
    for made in await planned(town):
        await town.tokens(ada, f"events.going:{made.id}")
    await town.until(utc("11-11 23:00"))
    [one] = town.reads(ada)
    assert [line.split("”")[0] for line in one.split("\n")] == ["⏰ “Monthly meeting", "⏰ “At 17", "⏰ “At 19"]
    await town.until(utc("11-12 15:30"))
    assert len(told(town, ada)) == 1 + 3 + 1


async def test_r14_snoozed_once_it_comes_once_and_the_series_goes_on_as_it_was(town: Town) -> None:
    _, _, [ada] = await expected(town, when="5 Nov 15:00", repeats="week")
    await town.until(utc("11-05 13:01"))
    for _ in range(3):
        await town.presses(ada, "Snooze 15 min")
    await town.until(utc("11-05 13:20"))
    assert len(told(town, ada)) == 3
    await town.until(utc("11-19 09:00"))
    assert len(told(town, ada)) == 5


async def test_r15_a_place_that_cannot_be_reached_loses_nothing(town: Town) -> None:
    _, tides, [ada] = await expected(town)
    await town.until(utc("11-12 12:59"))
    town.offices[NORTH].breaks_always(busy())
    await town.passes(minutes=20)
    assert len(told(town, ada)) == 1
    town.offices[NORTH].mend()
    await wakes(town)
    await town.passes(minutes=10)
    assert [text.split(":")[0] for text in told(town, ada)] == [
        "⏰ “Monthly meeting” of Tides", "⏰ (late) “Monthly meeting” of Tides",
    ]  # fmt: skip
    assert len(posted(town, tides)) == 2


async def test_a_closed_inbox_is_passed_by_for_the_persons_other_account(town: Town) -> None:
    _, _, [ada] = await expected(town)
    there = await town.links(ada, SOUTH)
    await town.until(utc("11-11 13:59"))
    town.offices[NORTH].breaks_always(refused("closed"), to=ada.account)
    town.offices[SOUTH].breaks(busy(), to=there.account)
    await town.passes(minutes=5)
    assert (len(told(town, ada)), len(told(town, there))) == (0, 1)


async def test_r18_who_cancels_leaves_or_wants_no_more_hears_no_more(town: Town) -> None:
    _, _, [ada, bo, cy] = await expected(town, names=("Ada", "Bo", "Cy"))
    await town.until(utc("11-11 15:00"))
    await town.presses(ada, "I can't come")
    await town.presses(bo, "Stop reminders for this event")
    await town.says(cy, "/leave tides")
    await town.presses(cy, "Leave")
    await town.until(utc("11-13 09:00"))
    assert [len(told(town, each)) for each in (ada, bo, cy)] == [1, 1, 1]


async def test_an_archived_community_reminds_nobody(town: Town) -> None:
    martha, tides, [ada] = await expected(town)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    before = len(posted(town, tides))
    await town.until(utc("11-13 09:00"))
    assert (told(town, ada), len(posted(town, tides))) == ([], before)


async def test_each_is_told_by_their_own_clock_and_nobody_at_night_but_of_what_is_near(town: Town) -> None:
    """15:00 in Rome is 23:00 in Tokyo and 03:00 in Auckland: there it comes in the morning, or the evening before."""
    zones = {"Ada": "Europe/Rome", "Bo": "Asia/Tokyo", "Cy": "Pacific/Auckland"}
    crowd = {name: await town.someone(name, timezone=zone) for name, zone in zones.items()}
    martha, tides = await settled(town, *crowd.values())
    await plans(town, martha)
    [made] = await planned(town)
    for name, who in crowd.items():
        await town.tokens(who, f"events.{'maybe' if name == 'Cy' else 'going'}:{made.id}")
    await town.until(utc("11-13 09:00"))
    rows = await town.run(lambda tx: tx.all(reminders.select().order_by(reminders.c.at), Reminder))
    sent = {
        name: [f"{row.at:%d %H:%M}" for row in rows if row.person == who.id] for name, who in crowd.items()
    }
    assert sent == {
        "Ada": ["11 14:00", "12 13:00", "12 13:50", "12 14:00"],
        "Bo": ["11 23:00", "12 13:00", "12 13:50", "12 14:00"],
        "Cy": ["11 19:00", "12 07:30"],
    }
    assert len(posted(town, tides)) == 2


async def test_p7_whose_zone_nobody_knows_is_reminded_at_the_hour_itself(town: Town) -> None:
    _, _, [ada] = await expected(town, zone="", when="12 Nov 04:00")
    await town.until(utc("11-12 04:00"))
    rows = await town.run(lambda tx: tx.all(reminders.select().order_by(reminders.c.at), Reminder))
    hours = [f"{row.at:%d %H:%M}" for row in rows if row.person == ada.id]
    assert hours == ["11 03:00", "12 02:00", "12 02:50", "12 03:00"]


async def test_r2_two_workers_and_two_hundred_people_are_two_hundred_reminders(town: Town) -> None:
    crowd = [await town.someone(f"P{n}", timezone="Europe/Rome") for n in range(200)]
    martha, tides = await settled(town, *crowd)
    await plans(town, martha)
    [made] = await planned(town)
    await asyncio.gather(*(town.run(lambda tx, who=who: _says_yes(tx, made.id, who.id)) for who in crowd))  # type: ignore[misc]
    await town.run(lambda tx: [later(tx, utc("11-11 14:00"), Look(made.id), key=f"look {n}") for n in range(20)])
    town.clock.forward(utc("11-11 14:00") - town.clock.now())
    workers = [town.worker, _another(town)]
    await asyncio.gather(*(each.settle() for each in workers))
    town.clock.forward(timedelta(seconds=10))
    await asyncio.gather(*(each.settle() for each in workers))
    await town.settle()
    assert {len(told(town, each)) for each in crowd} == {1}
    assert len(posted(town, tides)) == 1


def _says_yes(tx: Tx, occurrence: str, person: str) -> None:
    made = events.occurrence(tx, occurrence)
    row = events.event(tx, made.event) if made else None
    assert made
    assert row
    seats.answer(tx, row, made, person, Answer.GOING)
    digests.choose(tx, person, Often.NONE)


def _another(town: Town) -> Worker:
    """A second process's worker."""
    posts = (Post(town.offices[NORTH], NORTH, engine=town.dispatcher),)
    return Worker(town.database, Registry(FEATURES).jobs, posts, draw=town.registry.draw, reader=communities.reader,
                  leaves=town.registry.leaves, clock=town.clock)  # fmt: skip


def test_r23_every_kind_of_job_that_events_and_reminders_ask_for_has_somebody_who_does_it() -> None:
    handled = Registry(FEATURES).jobs
    asked = {"events.announce", "events.extend", "events.lapse", "events.look", "reminders.again", "reminders.arrived"}
    assert asked <= handled.keys()


async def test_r23_nothing_is_parked_or_forgotten_in_a_month_of_it(town: Town) -> None:
    martha, _, _ = await expected(town, names=("Ada", "Bo"), repeats="week", when="5 Nov 22:30")
    await moves(town, martha, "6 Nov 07:00")
    await town.passes(days=30)
    states = await town.run(lambda tx: {row.state for row in tx.all(jobs.select().where(jobs.c.at <= tx.now))})
    assert states == {"done"}


async def test_a_community_can_be_without_anybody_who_reads(town: Town) -> None:
    _, tides, [ada] = await expected(town)
    await town.run(lambda tx: people.gone(tx, ada.account))
    await town.until(utc("11-13 09:00"))
    assert (told(town, ada), len(posted(town, tides))) == ([], 2)


async def test_what_a_letter_told_for_two_reasons_is_over_once(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-11 14:01"))

    def again(tx: Tx) -> None:
        [first] = tx.all(select(reminders), Reminder)
        tx.add(reminders, replace(first, what="10080"))

    await town.run(again)
    await town.until(utc("11-12 15:01"))
    assert town.reads(ada)[0] == "“Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome), is over."


async def test_what_told_of_a_change_asks_who_comes_only_while_one_could(town: Town) -> None:
    martha, _, [ada, bo] = await expected(town, names=("Ada", "Bo"))
    await moves(town, martha, "13/11 15:00")
    told_first = [len(town.labels(town.letters(who)[0].message)) for who in (ada, bo)]
    await town.tokens(martha, f"events.cancelled:{(await planned(town))[0].id}/2/only")
    cancelled = town.reads(ada)[0], town.labels(town.letters(ada)[0].message)
    moved = (
        "“Monthly meeting” of Tides is moved from 12 November 2026 at 15:00 (Europe/Rome) to "
        "13 November 2026 at 15:00 (Europe/Rome): Friday 13 November 2026, 15:00 (Europe/Rome, UTC+01:00)."
    )
    assert (told_first, cancelled) == ([3, 3], (moved, ()))
    await town.presses(martha, "Restore", on=await town.tokens(martha, f"events.manage:{(await planned(town))[0].id}"))
    back = next(n for n, text in enumerate(town.reads(ada)) if "takes place after all" in text)
    assert len(town.labels(town.letters(ada)[back].message)) == 3
    assert town.labels(town.letters(ada)[0].message) == (), "the newer one asks"
    await town.until(utc("11-13 15:01"))
    assert (town.reads(ada)[back].count("\n"), town.labels(town.letters(ada)[back].message)) == (0, ())


async def test_moved_twice_the_newer_message_alone_asks_who_comes(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    await moves(town, martha, "13/11 15:00")
    await town.passes(minutes=5)
    await moves(town, martha, "14/11 15:00")
    assert [len(town.labels(each.message)) for each in town.letters(ada)] == [0, 3]


async def test_what_is_planned_for_this_evening_is_not_said_again_at_eight(town: Town) -> None:
    martha, tides = await settled(town)
    await town.until(utc("11-05 06:30"))
    await plans(town, martha, when="5 Nov 21:30")
    await town.until(utc("11-05 19:29"))
    before = posted(town, tides)
    await town.until(utc("11-05 19:31"))
    assert (before, len(posted(town, tides))) == ([], 1)


async def test_who_cannot_come_after_all_reads_so_where_they_were_reminded(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.until(utc("11-11 14:01"))
    heard = await town.presses(ada, "I can't come", on=town.letters(ada)[0])
    said = "You said that you cannot come to “Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome)."
    assert (town.reads(ada)[0], town.labels(town.letters(ada)[0].message)) == (said, ("Going",))
    assert "“Monthly meeting”" in heard.text
    assert (await town.run(lambda tx: events.tally(tx, tx.value(select(events.occurrences.c.id))))).going == 0
    await town.presses(ada, "Going", on=town.letters(ada)[0])
    assert (told(town, ada)[0][:20], len(town.labels(town.letters(ada)[0].message))) == ("⏰ “Monthly meeting” ", 4)
