"""What remains of a webinar: shown where people read, asked for until it is there, and listed with all the others."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise

from bot.chat.inbound import FormSent
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.dossiers import service as dossiers
from bot.features.dossiers.model import Held, Kind
from bot.features.events import service as events
from bot.features.events.model import Occurrence
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from tests.features.test_events import manages, planned, plans, settled
from tests.features.test_reminders import moves, utc, wakes
from tests.town import Somebody, Town

RECORDING = "https://video.example/tides"


def cards(town: Town, tides: Community) -> list[str]:
    return [text for text in town.reads(town.channel(tides)) if text.startswith("Webinar ·")]


def checklists(town: Town, tides: Community) -> list[str]:
    return [text for text in town.reads(town.admin_channel(tides)) if text.startswith("After “")]


NOTHING_LATE, NEWER = "Nothing is late any more: thank you.", "A newer message says what is missing."


def chased(town: Town, who: Somebody) -> list[str]:
    return [text for text in town.reads(who) if "missing of" in text or text in (NOTHING_LATE, NEWER)]


async def webinar(town: Town, *members: Somebody, **values: str) -> tuple[Somebody, Community]:
    """On the 12th at 15:00 in Rome, an hour long."""
    martha, tides = await settled(town, *members)
    await plans(town, martha, "/webinar plan", **values)
    return martha, tides


async def over_by_now(town: Town) -> list[str]:
    rows = await town.run(lambda tx: tx.all(events.occurrences.select(), Occurrence))
    return [each.id for each in sorted(rows, key=lambda each: each.at) if each.ends <= town.clock.now()]


async def over(town: Town, *members: Somebody) -> tuple[Somebody, Community]:
    martha, tides = await webinar(town, *members)
    await town.until(utc("11-12 15:01"))
    return martha, tides


async def gives(town: Town, martha: Somebody, **values: str) -> str:
    await town.says(martha, "/webinar recording tides")
    return (await town.fills(martha, **values)).text


async def test_when_it_ends_the_team_reads_what_is_still_to_come_and_by_when(town: Town) -> None:
    martha, tides = await webinar(town)
    await town.until(utc("11-12 14:59"))
    assert checklists(town, tides) == []
    await town.until(utc("11-12 15:01"))
    assert checklists(town, tides) == [
        "After “Monthly meeting”, 12 November 2026\n"
        "Recording: by 14 November 2026\nSlides: if there is one\nConcept note: if there is one\n"
        "Questions and answers: by 19 November 2026\nSummary: by 26 November 2026\nRelated: if there is one"
    ]
    assert cards(town, tides)[0].endswith("It is over.\nWere you there?")
    assert chased(town, martha) == []


async def test_what_is_given_stands_on_the_card_and_on_the_checklist(town: Town) -> None:
    martha, tides = await over(town)
    said = await gives(town, martha, recording=RECORDING, slides="Ask Ada", summary="word " * 400)
    assert said == "3 things are different at “Monthly meeting”; its card shows them."
    assert cards(town, tides)[0].endswith(f"It is over.\nWere you there?\nRecording: {RECORDING}\nSlides: Ask Ada")
    assert f"Recording: {RECORDING}\nSlides: there" in checklists(town, tides)[0]
    assert "Summary: there" in checklists(town, tides)[0]
    card = town.letters(town.channel(tides))[0]
    read = await town.presses(martha, "Summary", on=card)
    assert read.text.startswith("Summary: “Monthly meeting”, 12 November 2026\nword word")
    await gives(town, martha, recording="")
    assert "Recording" not in cards(town, tides)[0]


async def test_a_summary_of_another_length_than_one_or_two_pages_is_kept_and_it_is_said(town: Town) -> None:
    martha, _ = await over(town)
    short = await gives(town, martha, summary="It was good.")
    assert short.endswith("The summary has 3 words; one to two pages are about 300 to 1,000.")
    link = await gives(town, martha, summary="https://pages.example/summary")
    assert "one to two pages" not in link


async def test_the_team_hears_at_two_seven_and_fourteen_days_until_nothing_is_missing(town: Town) -> None:
    martha, _ = await over(town)
    seen = []
    for moment in ("11-14 14:59", "11-14 15:01", "11-19 14:59", "11-19 15:01", "11-26 15:01", "12-03 15:01"):
        await town.until(utc(moment))
        seen.append(len(chased(town, martha)))
    assert seen == [0, 1, 1, 2, 3, 4]
    await gives(town, martha, recording=RECORDING, questions="https://pages.example/qa", summary="https://s.example")
    assert chased(town, martha) == [NEWER] * 3 + [NOTHING_LATE]
    await town.until(utc("12-31 15:00"))
    assert len(chased(town, martha)) == 4


async def test_a_series_asks_for_all_its_sessions_in_one_message_and_never_twice_on_one_day(town: Town) -> None:
    martha, tides = await webinar(town, repeats="week")
    days = []
    for day in range(12, 31):
        before = len(chased(town, martha))
        await town.until(utc(f"11-{day} 23:00"))
        days += [day] * (len(chased(town, martha)) - before)
    assert days == [14, 19, 21, 26, 28]
    *older, last = chased(town, martha)
    assert older == [NEWER] * 4
    assert last == (
        "Something is missing of what has taken place. Whoever could not come waits for it.\n"
        "“Monthly meeting” of Tides, 26 November 2026\n"
        "Recording: missing since 28 November 2026\nQuestions and answers: by 3 December 2026\n"
        "Summary: by 10 December 2026\n"
        "“Monthly meeting” of Tides, 19 November 2026\n"
        "Recording: missing since 21 November 2026\nQuestions and answers: missing since 26 November 2026\n"
        "Summary: by 3 December 2026\n"
        "“Monthly meeting” of Tides, 12 November 2026\n"
        "Recording: missing since 14 November 2026\nQuestions and answers: missing since 19 November 2026\n"
        "Summary: missing since 26 November 2026"
    )
    [letter] = [each for each in town.letters(martha) if town.text(each.message) == last]
    drawn = [each.versions for each in town.letters(martha) if town.text(each.message) == NEWER]
    assert town.labels(letter.message) == ("Materials",) * 3
    assert len(checklists(town, tides)) == 3
    for kind in ("recording", "questions", "summary"):
        await town.tokens(martha, f"dossiers.waive:{(await over_by_now(town))[0]}", kind)
    assert [each.versions for each in town.letters(martha) if town.text(each.message) == NEWER] == drawn
    assert "12 November" not in chased(town, martha)[-1]
    assert "19 November" in chased(town, martha)[-1]


async def test_what_was_told_already_is_repeated_about_once_a_week_however_many_webinars_it_is_of(town: Town) -> None:
    martha, _ = await webinar(town)
    for day in range(13, 18):
        await plans(town, martha, "/webinar plan", title=f"Of the {day}th", when=f"{day} Nov 15:00")
    days = []
    for day in range(75):
        before = len(chased(town, martha))
        await town.until(utc("11-18 23:00") + timedelta(days=day))
        days += [day] * (len(chased(town, martha)) - before)
    again = [day for day in days if day > 13]  # by then the summary of the last is late too
    assert len(again) >= 3, "it is not forgotten either"
    assert min(after - before for before, after in pairwise(again)) >= 6
    assert "“Monthly meeting”" not in chased(town, martha)[-1], "only the newest five are named"
    assert "missing of" in chased(town, martha)[-1]


async def test_what_falls_due_later_on_the_same_day_is_told_the_next_morning(town: Town) -> None:
    martha, _ = await webinar(town, title="Nets")
    await plans(town, martha, "/webinar plan", title="Boats", when="12 Nov 18:00")
    await town.until(utc("11-14 19:00"))
    [first] = chased(town, martha)
    assert ("“Nets”" in first, "“Boats”" in first) == (True, False)
    await town.until(utc("11-15 07:59"))
    assert len(chased(town, martha)) == 1
    await town.until(utc("11-15 08:01"))
    older, newer = chased(town, martha)
    assert (older, "“Nets”" in newer, "“Boats”" in newer) == (NEWER, True, True)
    await town.until(utc("11-18 12:00"))
    assert len(chased(town, martha)) == 2


async def test_given_before_that_morning_nothing_more_is_said(town: Town) -> None:
    martha, _ = await webinar(town, title="Nets")
    await plans(town, martha, "/webinar plan", title="Boats", when="12 Nov 18:00")
    await town.until(utc("11-14 19:00"))
    await gives(town, martha, recording=RECORDING)
    nets = town.letters(martha)[-1]
    await town.presses(martha, "Materials", on=nets)
    await town.fills(martha, recording=RECORDING)
    await town.until(utc("11-18 12:00"))
    assert chased(town, martha) == [NOTHING_LATE]


async def test_everybody_hears_only_of_what_they_administer_and_of_all_of_it_at_once(town: Town) -> None:
    bo = await town.someone("Bo", timezone="Europe/Rome")
    martha, _ = await webinar(town, title="Nets")
    depths = await town.community("Depths", admins=[bo, martha], mode=Mode.PRIVATE, hidden=True, timezone="Europe/Rome")
    await town.says(bo, "/webinar plan depths")
    await town.fills(bo, title="Pearls", purpose="To dive.", when="12 Nov 15:00")
    await town.presses(bo, "Plan it")
    await town.until(utc("11-14 16:00"))
    [both], [one] = chased(town, martha), chased(town, bo)
    assert ("“Nets” of Tides" in both, "“Pearls” of Depths" in both) == (True, True)
    assert ("“Nets”" in one, "“Pearls” of Depths" in one) == (False, True)
    await town.run(lambda tx: membership.set_role(tx, depths, martha.id, Role.MEMBER, by=bo.id))
    await gives(town, martha, slides="https://slides.example")
    [left] = chased(town, martha)
    assert ("“Nets” of Tides" in left, "“Pearls”" in left) == (True, False)


async def test_of_many_the_latest_five_stand_in_the_message_and_the_others_are_counted(town: Town) -> None:
    martha, _ = await webinar(town, repeats="week")
    await town.until(utc("12-24 16:00"))
    last = chased(town, martha)[-1]
    assert last.count("of Tides, ") == 5
    assert last.endswith("And of one more; /webinars shows them all.")


async def test_what_waits_for_the_morning_already_is_not_written_again_and_tells_what_holds_by_then(
    town: Town,
) -> None:
    """The bot is there for an instant in two nights, days apart: the second asks what the first still has to say."""
    martha, _ = await over(town)
    for night in ("11-15 02:00", "11-20 02:00"):
        town.clock.forward(utc(night) - town.clock.now())
        await wakes(town)
        assert chased(town, martha) == []
    await town.until(utc("11-20 12:00"))
    [letter] = chased(town, martha)
    assert "Questions and answers" in letter


async def test_only_what_is_late_is_chased_and_what_is_in_time_never(town: Town) -> None:
    martha, _ = await over(town)
    await gives(town, martha, recording=RECORDING)
    await town.until(utc("11-19 14:59"))
    assert chased(town, martha) == []
    await town.until(utc("11-19 15:01"))
    assert chased(town, martha) == [
        "Something is missing of “Monthly meeting” of Tides, 12 November 2026. Whoever could not come waits for it.\n"
        "Questions and answers: missing since 19 November 2026\nSummary: by 26 November 2026"
    ]


async def test_not_for_this_one_ends_the_asking(town: Town) -> None:
    martha, tides = await over(town)
    await town.until(utc("11-14 15:01"))
    for kind in ("recording", "questions", "summary"):
        await town.picks(martha, kind, on=town.letters(town.admin_channel(tides))[-1])
    assert "Recording: not for this one" in checklists(town, tides)[0]
    assert checklists(town, tides)[0].endswith("Nothing is missing.")
    await town.until(utc("12-20 15:00"))
    assert chased(town, martha) == [NOTHING_LATE]


async def test_what_comes_after_all_takes_the_place_of_what_was_not_to_come(town: Town) -> None:
    martha, tides = await over(town)
    await town.picks(martha, "recording", on=town.letters(town.admin_channel(tides))[-1])
    await gives(town, martha, recording=RECORDING)
    assert f"Recording: {RECORDING}" in cards(town, tides)[0]


async def test_away_across_several_moments_one_letter(town: Town) -> None:
    martha, tides = await webinar(town)
    town.clock.forward(timedelta(days=22))
    await wakes(town)
    await town.passes(hours=1)
    assert (len(chased(town, martha)), len(checklists(town, tides))) == (1, 1)
    await town.until(utc("11-26 14:00"))
    assert len(chased(town, martha)) == 1


async def test_nothing_is_asked_of_what_was_cancelled_and_moved_it_counts_from_its_new_end(town: Town) -> None:
    martha, tides = await webinar(town)
    await moves(town, martha, "20 Nov 15:00")
    await town.until(utc("11-15 09:00"))
    assert checklists(town, tides) == []
    await manages(town, martha)
    await town.presses(martha, "Cancel")
    await town.presses(martha, "Cancel it")
    await town.until(utc("12-15 09:00"))
    assert (checklists(town, tides), chased(town, martha)) == ([], [])


async def test_two_who_write_at_once_lose_nothing(town: Town) -> None:
    martha, tides = await over(town)
    form = await town.says(martha, "/webinar summary tides")
    await town.fills(martha, recording=RECORDING)
    town.heard[martha.account] = form
    refused = await town.fills(martha, slides="https://slides.example")
    assert (list(refused.problems), "Slides" in cards(town, tides)[0]) == ([""], False)
    assert refused.form
    assert {each.name: each.value for each in refused.form.fields}["slides"] == "https://slides.example"


async def test_two_who_send_in_the_same_instant_lose_nothing_either(town: Town) -> None:
    martha, tides = await over(town)
    form = (await town.says(martha, "/webinar summary tides")).form
    assert form
    empty = {field.name: field.value for field in form.fields}
    sent = [
        FormSent(town.fresh(), martha.actor, None, form.token, {**empty, **values})
        for values in ({"recording": RECORDING}, {"slides": "https://slides.example"})
    ]
    answers = await asyncio.gather(*(town.dispatcher.receive(each) for each in sent))
    await town.settle()
    assert sorted(each.reply.kind for each in answers) == ["form", "whisper"]
    assert ("Recording: http" in cards(town, tides)[0]) != ("Slides: http" in cards(town, tides)[0])


async def test_guide_104_all_webinars_past_and_to_come_with_what_remains_of_them(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await over(town, ada)
    await gives(town, martha, recording=RECORDING)
    await plans(town, martha, "/webinar plan", title="Maps", when="3 Dec 15:00", repeats="month-weekday")
    await plans(town, martha, title="Only a meeting", when="4 Dec 15:00")
    seen = await town.says(ada, "/webinars tides")
    assert seen.text == (
        "Webinars of Tides\n"
        "Maps · number 1 · 3 December 2026 at 15:00 (Europe/Rome) · to come\n"
        "Monthly meeting · 12 November 2026 at 15:00 (Europe/Rome)\n"
        f"Recording: {RECORDING}"
    )
    assert seen.buttons == ()
    await town.says(martha, "/webinars tides")
    assert town.heard[martha.account].buttons == ("Materials", "Materials")


async def test_six_webinars_are_two_pages(town: Town) -> None:
    martha, _ = await settled(town)
    for number in range(1, 7):
        await plans(town, martha, "/webinar plan", title=f"W{number}", when=f"{number + 10} Nov 15:00")
    first = await town.says(martha, "/webinars tides")
    assert [line.split(" ")[0] for line in first.text.split("\n")[1:]] == ["W6", "W5", "W4", "W3", "W2"]
    older = await town.presses(martha, "Older")
    assert [line.split(" ")[0] for line in older.text.split("\n")[1:]] == ["W1"]
    assert "Newer" in older.buttons


async def test_strangers_read_what_an_open_community_shows_and_nothing_of_others(town: Town) -> None:
    eve = await town.someone("Eve")
    martha = await town.someone("Martha", timezone="Europe/Rome")
    for name, mode in (("Tides", Mode.OPEN), ("Waves", Mode.PUBLIC), ("Depths", Mode.PRIVATE)):
        await town.community(name, admins=[martha], mode=mode, timezone="Europe/Rome", hidden=name == "Depths")
    assert (await town.says(eve, "/webinars tides")).text.startswith("Webinars of Tides")
    assert not (await town.says(eve, "/webinars waves")).text.startswith("Webinars of")
    hidden, unknown = await town.says(eve, "/webinars depths"), await town.says(eve, "/webinars nothing")
    assert hidden.text == unknown.text


async def test_members_read_and_only_administrators_gather(town: Town) -> None:
    ada = await town.someone("Ada")
    _, tides = await over(town, ada)
    [post] = [each for each in town.letters(town.admin_channel(tides)) if "After" in town.text(each.message)]
    token = town.button(ada, "Materials", on=post).token
    assert (await town.tokens(ada, token)).text.startswith("Only the administrators of Tides")
    refused = await town.tokens(ada, token.replace("materials", "waive"), "recording")
    assert refused.text.startswith("Only the administrators of Tides")
    assert "Recording: by" in checklists(town, tides)[0]


async def test_materials_keep_a_community_alive_as_long_as_they_are_there(town: Town) -> None:
    martha, tides = await over(town)
    await town.passes(days=1)
    await gives(town, martha, recording=RECORDING)
    assert await town.run(lambda tx: communities.last_given(tx, tides.id)) == town.clock.now()
    await gives(town, martha, recording="")
    assert await town.run(lambda tx: communities.given(tx, tides.id, "material")) == 0


async def test_a_concept_note_may_be_there_before_it_begins(town: Town) -> None:
    martha, tides = await webinar(town)
    [made] = await planned(town)
    await town.tokens(martha, f"events.manage:{made.id}")
    await town.presses(martha, "Materials")
    await town.fills(martha, note="https://note.example")
    assert cards(town, tides)[0].endswith("Concept note: https://note.example")


async def test_left_late_because_the_bot_was_away_it_is_still_the_one_message_of_that_day(town: Town) -> None:
    """Written in the night of the 15th, it leaves on the 19th: the day counts on which it leaves."""
    martha, _ = await over(town)
    for moment in ("11-15 02:00", "11-19 10:00"):
        town.clock.forward(utc(moment) - town.clock.now())
        await wakes(town)
    assert len(chased(town, martha)) == 1
    await town.until(utc("11-19 23:00"))
    assert len(chased(town, martha)) == 1
    await town.until(utc("11-20 08:01"))
    older, newer = chased(town, martha)
    assert (older, "Questions and answers: missing since" in newer) == (NEWER, True)
    await town.until(utc("11-22 12:00"))
    assert len(chased(town, martha)) == 2


async def test_what_is_provisional_is_listed_too_and_said_to_be(town: Town) -> None:
    martha, _ = await webinar(town, title="Nets")
    await plans(town, martha, "/webinar plan", title="Maps", when="late May 2027")
    assert (await town.says(martha, "/webinars tides")).text == (
        "Webinars of Tides\n"
        "Maps · Webinar, provisional: late May 2027 (21 May 2027 – 31 May 2027)\n"
        "Nets · 12 November 2026 at 15:00 (Europe/Rome) · to come"
    )


async def test_given_in_the_night_the_days_message_is_still_there_for_what_falls_due_by_day(town: Town) -> None:
    """What was to be told in the morning said nothing any more, and so nothing has come on that day."""
    martha, _ = await webinar(town, title="Nets", when="12 Nov 23:00")
    await plans(town, martha, "/webinar plan", title="Boats", when="13 Nov 15:00")
    await town.until(utc("11-14 23:30"))
    [nets, _] = await over_by_now(town)
    for kind in ("recording", "questions", "summary"):
        await town.tokens(martha, f"dossiers.waive:{nets}", kind)
    await town.until(utc("11-15 12:00"))
    assert chased(town, martha) == []
    await town.until(utc("11-15 15:01"))
    assert ["“Boats”" in text for text in chased(town, martha)] == [True]


async def test_who_saves_again_after_somebody_else_loses_neither_text(town: Town) -> None:
    martha, _ = await over(town)
    await town.says(martha, "/webinar recording tides")
    [made] = await over_by_now(town)
    other = await town.someone("Otto")
    await town.run(lambda tx: dossiers.give(tx, held_now(tx, made), {Kind.RELATED: "Theirs"}, by=other.id))
    heard = await town.fills(martha, recording=RECORDING)
    assert heard.form
    assert {field.name: field.value for field in heard.form.fields}["related"] == "Theirs"  # type: ignore[union-attr]
    await town.fills(martha)
    kept = await town.run(lambda tx: dossiers.given(tx, made))
    assert {str(kind): row.text for kind, row in kept.items()} == {"recording": RECORDING, "related": "Theirs"}


def held_now(tx: Tx, occurrence: str) -> Held:
    it = dossiers.held(tx, occurrence)
    assert it
    return it
