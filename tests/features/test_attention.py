"""What people are spared: nights, more than three messages a day, and what they muted; not what they wait for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time

import pytest

from bot.chat.message import say
from bot.chat.text import Words
from bot.errors import Refused
from bot.features.communities.model import Mode
from bot.features.digests import service as digests
from bot.features.lifecycle import service as lifecycle
from bot.features.membership.access import while_inside
from bot.features.people import service as people
from bot.features.people.quiet import NIGHT, Quiet
from bot.features.settings.quieting import quiet
from tests.features.test_events import planned, plans, settled
from tests.features.test_reminders import expected, moves, told
from tests.town import Somebody, Town


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


async def writes(town: Town, who: Somebody, *words: str, about: str = "", awaited: bool = False) -> None:
    """A letter for each of these words, from whatever sender."""
    for each in words:
        await town.run(
            lambda tx, each=each: people.tell(  # type: ignore[misc]
                tx, who.id, say(Words(each)), key=each, about=about, awaited=awaited
            )
        )
        await town.passes(seconds=1)


async def test_three_messages_a_day_and_the_rest_in_the_next_mornings_digest(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.run(digests.watch)
    await writes(town, ada, "One", "Two", "Three", "Four", "Five")
    assert town.reads(ada) == ["One", "Two", "Three"]
    await town.until(utc("11-04 06:59"))
    assert len(town.letters(ada)) == 3
    await town.until(utc("11-04 07:01"))
    assert town.reads(ada)[3:] == ["2 more messages, as you had enough on 3 November 2026:\nFour\nFive"]
    heard = await town.presses(ada, "Open", on=town.letters(ada)[3])
    assert (heard.text, town.reads(ada)[4:]) == ("Here they are: 2 messages.", ["Four", "Five"])
    assert town.reads(ada)[3] == "You opened these messages: each stands below by itself."
    await town.until(utc("11-10 12:00"))
    assert len(town.letters(ada)) == 6
    assert (await town.says(ada, "/me")).text.startswith("Ada\n")


async def test_what_was_held_back_comes_before_no_other_answer_and_is_told_of_once(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.run(digests.watch)
    await writes(town, ada, "One", "Two", "Three", "Four")
    assert (await town.says(ada, "/me")).text.startswith("Ada\n")
    await town.until(utc("11-06 12:00"))
    assert town.reads(ada)[3:] == ["One more message, as you had enough on 3 November 2026:\nFour"]
    token = town.button(ada, "Open", on=town.letters(ada)[3]).token
    heard = await asyncio.gather(*(town.tokens(ada, token) for _ in range(3)))
    assert sorted(each.text for each in heard) == ["Here it is: one message.", *["Nothing is waiting for you."] * 2]
    assert town.reads(ada)[4:] == ["Four"]


async def test_what_was_held_back_and_told_of_is_told_no_more_once_it_is_over(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo")
    reefs = await town.community("Reefs", admins=[ada])
    await town.run(digests.watch)
    await town.says(ada, "/settings digest:none")
    await town.joins(bo, reefs)
    await town.until(utc("11-10 07:30"))
    before = len(town.letters(ada))
    await writes(town, ada, "One", "Two", "Three")
    await town.until(utc("11-11 07:01"))
    told, bundle = town.letters(ada)[before + 3 :]
    assert town.text(told.message).startswith("1 person waits for your answer")  # that decides, so it is not held back
    assert town.text(bundle.message).splitlines() == [
        "One more message, as you had enough on 10 November 2026:",
        "Bo asked 8 days ago to join Reefs and still waits for an answer.",
    ]
    await town.presses(ada, "Approve", on=town.card(town.admin_channel(reefs)))
    over = town.letters(ada)[before + 4]
    assert (town.text(over.message), town.labels(over.message)) == ("Nothing of this waits for you any more.", ())
    await town.presses(ada, "Undo", on=town.card(town.admin_channel(reefs)))
    assert "Open" in town.labels(town.letters(ada)[before + 4].message)


async def test_the_day_is_their_own_and_so_is_the_budget(town: Town) -> None:
    """Half past eleven in the evening in UTC is tomorrow in Tokyo."""
    ada, bo = await town.someone("Ada", timezone="Asia/Tokyo"), await town.someone("Bo")
    for who in (ada, bo):
        await writes(town, who, *(f"{who.name} {n}" for n in (1, 2, 3)), awaited=True)
    await town.until(utc("11-03 23:30"))
    await writes(town, ada, "Ada 4")
    await writes(town, bo, "Bo 4")
    assert (len(town.reads(ada)), len(town.reads(bo))) == (4, 3)


async def test_the_answer_that_somebody_waits_for_comes_at_once_however_many_came_before(town: Town) -> None:
    martha, ada = await town.someone("Martha"), await town.someone("Ada", timezone="Europe/Rome")
    reefs = await town.community("Reefs", admins=[martha])
    await town.joins(ada, reefs)
    await writes(town, ada, "One", "Two", "Three")
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(reefs)))
    assert len(town.reads(ada)) == 4


async def test_at_night_every_sender_waits_until_eight_also_with_what_is_awaited(town: Town) -> None:
    martha, ada = await town.someone("Martha"), await town.someone("Ada", timezone="Asia/Tokyo")
    reefs = await town.community("Reefs", admins=[martha])
    await town.joins(ada, reefs)
    await town.until(utc("11-03 13:00"))
    await writes(town, ada, "A word")
    await town.presses(martha, "Approve", on=town.card(town.admin_channel(reefs)))
    assert town.reads(ada) == []
    await town.until(utc("11-03 22:59"))
    assert town.reads(ada) == []
    await town.until(utc("11-03 23:00"))
    assert len(town.reads(ada)) == 2


async def test_whoever_asks_in_the_night_is_up_to_hear_the_answer_unless_strict(town: Town) -> None:
    martha, ada = await town.someone("Martha"), await town.someone("Ada", timezone="Asia/Tokyo")
    bo = await town.someone("Bo", timezone="Asia/Tokyo")
    reefs = await town.community("Reefs", admins=[martha])
    await town.says(bo, "/settings quiet:strict")
    await town.until(utc("11-03 13:00"))
    for who in (ada, bo):
        await town.joins(who, reefs)
    cards = town.letters(town.admin_channel(reefs))
    await town.passes(minutes=50)
    for who, card in zip((ada, bo), cards, strict=True):
        await writes(town, who, f"A word to {who.name}")
        await town.presses(martha, "Approve", on=card)
    await town.passes(seconds=1)
    assert (len(town.reads(ada)), town.reads(bo)) == (1, [])
    assert "Reefs" in town.reads(ada)[0]


async def test_quiet_hours_are_ones_own_for_letters_digests_and_reminders(town: Town) -> None:
    _, _, [ada, bo] = await expected(town, names=("Ada", "Bo"))
    await town.says(ada, "/settings quiet:9-16")
    assert town.heard[ada.account].text.split("\n")[4] == "Quiet hours: 09:00–16:00"
    await town.says(bo, "/settings quiet:off")
    assert town.heard[bo.account].text.split("\n")[4] == "Quiet hours: none"
    await writes(town, ada, "A word")
    await town.until(utc("11-03 14:59"))
    assert town.reads(ada) == []
    await town.until(utc("11-03 15:00"))
    assert town.reads(ada) == ["A word"]
    await town.until(utc("11-11 14:30"))
    assert (len(told(town, ada)), len(told(town, bo))) == (0, 1)
    await town.until(utc("11-11 15:01"))
    assert len(told(town, ada)) == 1
    await town.until(utc("11-12 14:01"))
    assert (len(told(town, ada)), len(told(town, bo))) == (4, 4)


async def test_strict_nights_are_kept_by_what_is_near_too(town: Town) -> None:
    _, _, [ada, bo] = await expected(town, names=("Ada", "Bo"), when="12 Nov 23:00")
    await town.says(ada, "/settings quiet:strict")
    assert town.heard[ada.account].text.split("\n")[4] == "Quiet hours: 21:00–08:00, strictly"
    await town.until(utc("11-13 12:00"))
    assert (len(told(town, ada)), len(told(town, bo))) == (2, 4)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("22-7", Quiet(time(22), time(7))),
        ("21:30–08:15", Quiet(time(21, 30), time(8, 15))),
        ("22h à 6h30 strict", Quiet(time(22), time(6, 30), strict=True)),
        ("strict", Quiet(strict=True)),
        ("not strict", NIGHT),
        ("22-24", Quiet(time(22), time(0))),
        ("off", Quiet(time(0), time(0))),
    ],
)
def test_quiet_hours_are_read_as_people_write_them(typed: str, said: Quiet) -> None:
    assert quiet(typed, NIGHT) == said


@pytest.mark.parametrize("typed", ["", "soon", "8", "22-7-3", "25:70-3", "8-7", "25-99", "24:30-6", "22-6:60"])
def test_quiet_hours_that_mean_nothing_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        quiet(typed, NIGHT)


async def test_quiet_hours_that_mean_nothing_cost_no_other_setting(town: Town) -> None:
    ada = await town.someone("Ada")
    unreadable = (await town.says(ada, "/settings quiet:25:70")).text
    back = await town.says(ada, "/settings language:fr timezone:Europe/Paris digest:daily quiet:25:70")
    assert {name: town.plain(text) for name, text in back.problems.items()} == {"quiet": unreadable}
    assert back.form is not None
    assert [field.value for field in back.form.fields] == ["fr", "Europe/Paris", "daily", "25:70", ""]
    saved = await town.fills(ada, quiet="22-7")
    assert saved.text.splitlines()[1:5] == [
        "Langue: Français",
        "Fuseau horaire: Europe/Paris",
        "Résumé: chaque jour",
        "Heures calmes: 22:00–07:00",
    ]


async def test_muting_a_community_costs_no_other_setting(town: Town) -> None:
    ada = await town.someone("Ada")
    await town.community("Tides", members=[ada], mode=Mode.PUBLIC)
    saved = await town.says(ada, "/settings mute:tides language:fr")
    assert saved.text.splitlines()[:2] == ["C’est enregistré.", "Langue: Français"]
    assert saved.text.splitlines()[-1] == "Encore une étape : dites ce que vous ne voulez plus savoir de Tides."
    await town.presses(ada, "Mute…", on=saved)
    await town.fills(ada, what="digest")
    assert "Tides n’est plus dans votre résumé." in (await town.says(ada, "/me")).text


@pytest.mark.parametrize(
    ("typed", "mended", "left"),
    [
        ("mute:x language:fr", {"mute": "tides"}, ["fr", "", "", "", "x"]),
        ("mute:tides language:xx", {"language": "fr"}, ["xx", "", "", "", "tides"]),
        ("mute:tides quiet:25:70 language:fr", {"quiet": "22-7"}, ["fr", "Etc/UTC", "weekly", "25:70", ""]),
    ],
)
async def test_one_setting_that_is_wrong_costs_none_of_the_others(
    town: Town, typed: str, mended: dict[str, str], left: list[str]
) -> None:
    ada = await town.someone("Ada", timezone="Etc/UTC")
    await town.community("Tides", members=[ada], mode=Mode.PUBLIC)
    back = await town.says(ada, f"/settings {typed}")
    assert back.form is not None
    assert ([field.value for field in back.form.fields], list(back.problems)) == (left, list(mended))
    saved = await town.fills(ada, **mended)
    assert saved.text.splitlines()[:2] == ["C’est enregistré.", "Langue: Français"]
    assert saved.buttons == ("Faire taire…",)


async def test_muting_a_community_from_the_reminder_itself_until_a_day(town: Town) -> None:
    _, _, [ada] = await expected(town, repeats="week", when="5 Nov 15:00")
    for made in (await planned(town))[:4]:
        await town.tokens(ada, f"events.going:{made.id}")
    await town.until(utc("11-05 14:55"))
    before = len(told(town, ada))
    await town.presses(ada, "Mute…", on=town.letters(ada)[-2])
    heard = await town.fills(ada, until="15 Nov 09:00")
    assert heard.text.split("\n")[0] == (
        "You get no reminders of Tides until 15 November 2026 at 09:00 (Europe/Rome)."
    )
    await town.until(utc("11-13 12:00"))
    assert len(told(town, ada)) == before
    await town.until(utc("11-20 12:00"))
    assert len(told(town, ada)) == before + 4


async def test_r14_put_off_and_muted_a_weekly_item_is_one_message_next_week(town: Town) -> None:
    """Snoozed twice this week: what was put off comes once, and next week's reminder is one message as ever."""
    _, _, [ada] = await expected(town, when="5 Nov 15:00", repeats="week")
    await town.tokens(ada, f"events.going:{(await planned(town))[1].id}")
    await town.until(utc("11-05 13:01"))
    for _ in range(2):
        await town.presses(ada, "Snooze 15 min")
    await town.until(utc("11-05 20:00"))
    before = len(told(town, ada))
    await town.until(utc("11-11 14:30"))
    assert len(told(town, ada)) == before + 1


async def test_muted_of_one_kind_the_others_still_come(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.run(digests.watch)
    await town.says(ada, "/settings digest:weekly")
    await town.says(ada, "/settings mute:tides")
    await town.fills(ada, what="digest")
    assert "Tides is left out of your digest." in (await town.says(ada, "/me")).text
    await town.until(utc("11-13 09:00"))
    assert (len(told(town, ada)), [text for text in town.reads(ada) if text.startswith("Your week")]) == (4, [])
    await town.says(ada, "/me")
    await town.presses(ada, "Hear of Tides again")
    assert "left out" not in (await town.says(ada, "/me")).text


async def test_an_administrator_who_muted_letters_gets_no_nudge_but_the_others_do(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    await town.community("Tides", admins=[ada, eve], mode=Mode.PUBLIC)
    await town.run(lifecycle.watch)
    await town.says(ada, "/settings mute:tides")
    await town.fills(ada, what="letters")
    await town.passes(days=20)
    assert [len([text for text in town.reads(who) if "Nothing new" in text]) for who in (ada, eve)] == [0, 1]


async def test_a_stranger_mutes_nothing_hidden_and_learns_nothing(town: Town) -> None:
    martha, ada = await town.someone("Martha"), await town.someone("Ada")
    secret = await town.community("Secret", admins=[martha], mode=Mode.PRIVATE, hidden=True)
    one = await town.tokens(ada, f"settings.mute:{secret.id}/everything")
    other = await town.tokens(ada, "settings.mute:com_nothing/everything")
    assert one == other
    assert (await town.says(ada, "/settings mute:secret")).text == (await town.says(ada, "/settings mute:x")).text


async def test_reminders_a_day_before_count_and_those_of_the_day_do_not(town: Town) -> None:
    _, _, [ada] = await expected(town)
    await town.run(digests.watch)
    await town.until(utc("11-11 10:00"))
    await writes(town, ada, "One", "Two", "Three")
    await town.until(utc("11-11 20:00"))
    assert told(town, ada) == []
    await town.until(utc("11-12 07:01"))
    [bundle] = town.reads(ada)[-1:]
    assert bundle.split("\n")[0] == "One more message, as you had enough on 11 November 2026:"
    held_back = "\n⏰ “Monthly meeting” of Tides: 12 November 2026 at 15:00 (Europe/Rome), in 7 hours."
    assert held_back in town.reads(ada)[-1], "held back, and not late"
    await writes(town, ada, "Four", "Five")
    await town.until(utc("11-12 14:01"))
    assert len(told(town, ada)) == 3


async def test_what_a_digest_held_back_and_was_opened_stays_true_where_it_stands(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    await town.run(digests.watch)
    await town.until(utc("11-11 10:00"))
    await writes(town, ada, "One", "Two", "Three")
    await town.until(utc("11-12 07:01"))
    await town.presses(ada, "Open", on=town.letters(ada)[-1])
    assert told(town, ada) == ["⏰ “Monthly meeting” of Tides: 12 November 2026 at 15:00 (Europe/Rome), in 7 hours."]
    assert "I can't come" in town.labels(town.letters(ada)[-1].message)
    await moves(town, martha, "14/11 15:00")
    opened = [text for text in town.reads(ada) if text.startswith("“Monthly meeting” is moved")]
    before, now = "12 November 2026 at 15:00 (Europe/Rome)", "14 November 2026 at 15:00 (Europe/Rome)"
    assert opened == [f"“Monthly meeting” is moved from {before} to {now}."]


async def test_a_seat_that_is_free_until_tonight_is_offered_at_night_too(town: Town) -> None:
    crowd = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Bo")]
    martha, _ = await settled(town, *crowd)
    await plans(town, martha, when="4 Nov 09:00", capacity="1")
    [made] = await planned(town)
    for who in crowd:
        await town.tokens(who, f"events.going:{made.id}")
    await town.until(utc("11-03 22:30"))
    await town.tokens(crowd[0], f"events.no:{made.id}")
    assert len(town.reads(crowd[1])) == 1


@pytest.mark.parametrize(("when", "at_once"), [("4 Nov 07:00", 1), ("20 Nov 15:00", 0)])
async def test_what_is_cancelled_at_night_is_told_at_once_to_those_who_would_set_out_before_the_morning(
    town: Town, when: str, at_once: int
) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when=when)
    await town.tokens(ada, f"events.going:{(await planned(town))[0].id}")
    await town.until(utc("11-03 21:30"))
    before = len(town.reads(ada))
    await town.tokens(martha, f"events.cancel:{(await planned(town))[0].id}")
    await town.presses(martha, "Cancel it")
    assert len(town.reads(ada)) - before == at_once
    await town.until(utc("11-04 07:01"))
    assert len(town.reads(ada)) - before == 1


async def test_the_digest_counts_what_open_shows_and_names_the_day(town: Town) -> None:
    """What is held back after it came is told by the next one, and is not opened by this one."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.run(digests.watch)
    await writes(town, ada, "One", "Two", "Three", "Four", "Five")
    await town.until(utc("11-04 07:01"))
    assert town.reads(ada)[3] == "2 more messages, as you had enough on 3 November 2026:\nFour\nFive"
    await writes(town, ada, "Six", "Seven", "Eight")
    assert len(town.letters(ada)) == 6
    heard = await town.presses(ada, "Open", on=town.letters(ada)[3])
    assert (heard.text, town.reads(ada)[6:]) == ("Here they are: 2 messages.", ["Four", "Five"])
    await town.until(utc("11-05 07:01"))
    assert town.reads(ada)[-1] == "One more message, as you had enough on 4 November 2026:\nEight"
    await town.presses(ada, "Open", on=town.letters(ada)[-1])
    assert town.reads(ada)[-1] == "Eight"


async def test_what_has_become_the_same_as_another_is_opened_once(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    reefs = await town.community("Reefs", admins=[ada])
    await town.run(digests.watch)
    await writes(town, ada, "One", "Two", "Three")
    for key in ("a", "b"):
        await town.run(
            lambda tx, key=key: people.tell(tx, ada.id, say(Words("Same")), key=key, needs=while_inside(reefs))  # type: ignore[misc]
        )
    await town.until(utc("11-04 07:01"))
    heard = await town.presses(ada, "Open", on=town.letters(ada)[-1])
    assert (heard.text, town.reads(ada)[4:]) == ("Here it is: one message.", ["Same"])


async def test_opening_one_digest_leaves_the_others_as_they_were(town: Town) -> None:
    martha, _, [ada] = await expected(town)
    await town.run(digests.watch)
    await town.says(ada, "/settings digest:weekly")
    await town.until(utc("11-09 07:01"))
    before = len(town.letters(ada)) - 1
    assert "Monthly meeting" in town.reads(ada)[before]
    await plans(town, martha, when="23 Nov 20:00", title="Later")
    await writes(town, ada, "One", "Two", "Three", "Four")
    await town.until(utc("11-10 07:01"))
    await town.presses(ada, "Open", on=town.letters(ada)[-1])
    assert town.reads(ada)[-1] == "Four"
    assert "Later" not in town.reads(ada)[before]


async def test_of_several_days_with_enough_the_first_and_the_last_are_named(town: Town) -> None:
    """Half past midnight is another day, on which three come in the morning."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await town.run(digests.watch)
    await writes(town, ada, "One", "Two", "Three", "Four")
    await town.until(utc("11-03 23:30"))
    await writes(town, ada, "Five", "Six", "Seven", "Eight")
    await town.until(utc("11-04 07:01"))
    [bundle] = [text for text in town.reads(ada) if "more messages" in text]
    assert bundle == "2 more messages, as you had enough from 3 November 2026 to 4 November 2026:\nFour\nEight"
