"""What archiving called off comes back when somebody says so, with everybody's answers, and nothing else does."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.features.administration import service as administration
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.model import Answer, State
from tests.features.test_events import channel, plans, settled
from tests.features.test_events import planned as coming
from tests.features.test_reminders import told
from tests.simulators.post_office import refused
from tests.town import NORTH, Heard, Somebody, Town

BACK = "Tides is active again, and what it had planned takes place after all:\n"
HOLDS = "\nWhat you answered for each of them holds; in the calendar you can change it."
SERIES = "• “Monthly meeting”, 5 November 2026 at 15:00 (Europe/Rome) and all after it"


async def archives(town: Town, who: Somebody, what: str = "tides") -> None:
    await town.passes(minutes=1)
    await town.says(who, f"/community archive {what}")
    await town.presses(who, "Archive")


async def weekly(town: Town, *names: str) -> tuple[Somebody, Community, list[Somebody]]:
    """A series, and who comes to its second time."""
    crowd = [await town.someone(name, timezone="Europe/Rome") for name in names]
    martha, tides = await settled(town, *crowd)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    second = (await coming(town))[1]
    for each in crowd:
        await town.tokens(each, f"events.going:{second.id}")
    return martha, tides, crowd


async def comes_to_both(town: Town, **group: bool) -> tuple[Somebody, Somebody]:
    """Martha, and Ada, who comes to a meeting of Tides and to one of its working group."""
    ada, cy = [await town.someone(name, timezone="Europe/Rome") for name in ("Ada", "Cy")]
    martha, tides = await settled(town, ada, cy)
    zone = "Europe/Rome"
    nets = await town.community("Nets", admins=[cy], members=[ada], parent=tides.id, timezone=zone, **group)
    await plans(town, martha, when="12 Nov 15:00")
    await town.says(cy, "/meeting plan nets")
    await town.fills(cy, title="Mesh", purpose="To see", when="13 Nov 15:00")
    await town.presses(cy, "Plan it")
    for community in (tides, nets):
        [(_, made)] = await town.run(lambda tx, of=community.id: service.coming(tx, of, after=tx.now))  # type: ignore[misc]
        await town.tokens(ada, f"events.going:{made.id}")
    return martha, ada


async def brings_back(town: Town, who: Somebody) -> Heard:
    await town.passes(minutes=1)
    await town.says(who, "/community reactivate tides")
    return await town.presses(who, "Bring them back")


async def test_everything_takes_place_again_with_everybodys_answers_and_each_hears_of_it_once(town: Town) -> None:
    martha, tides, [ada, bo] = await weekly(town, "Ada", "Bo")
    await plans(town, martha, "/webinar plan", title="Nets", capacity="1")
    nets = next(each for each in await coming(town) if each.at.day == 12 and each.number == 1)
    for who in (ada, bo):
        await town.tokens(who, f"events.going:{nets.id}")
    before = await coming(town, cancelled=False)
    await archives(town, martha)
    assert await coming(town, cancelled=False) == []
    heard = await town.says(martha, "/community reactivate tides")
    assert (heard.text, heard.buttons) == (
        "Tides is active again.\n"
        "These 2 were cancelled with the archive, and stay so until you bring them back:\n"
        f"{SERIES}\n"
        "• “Nets”, 12 November 2026 at 15:00 (Europe/Rome)",
        ("Bring them back", "Calendar"),
    )
    assert await coming(town, cancelled=False) == []
    done = await town.presses(martha, "Bring them back")
    assert done.text == ("All 2 take place again, and whoever comes to any of them is told. The calendar shows them.")
    assert [each.id for each in await coming(town, cancelled=False)] == [each.id for each in before]
    for who in (ada, bo):
        assert town.reads(who)[1:] == [
            f"{BACK}• “Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome) and all after it\n"
            f"• “Nets”, 12 November 2026 at 15:00 (Europe/Rome){HOLDS}"
        ]
    mine = [await town.run(lambda tx, who=who: service.answer_of(tx, nets.id, who.id)) for who in (ada, bo)]  # type: ignore[misc]
    assert [each and each.answer for each in mine] == [Answer.GOING, Answer.WAITING]
    again = await town.tokens(martha, f"archive.bring:{tides.id}")
    assert again.text == "Nothing is cancelled any more because of the archive. The calendar shows what is to come."
    assert all("Cancelled" not in text for text in channel(town, tides))
    await town.until(datetime(2026, 11, 12, 14, tzinfo=UTC))
    assert any("Nets" in text for text in told(town, ada))
    assert not any("Nets" in text for text in told(town, bo))


async def test_a_series_goes_on_for_ever_as_before_or_until_it_would_have_ended(town: Town) -> None:
    martha, _, _ = await weekly(town)
    await plans(town, martha, title="Course", when="6 Nov 15:00", repeats="week", ends="12 times")
    ends = {row.title: row.last for row, _ in await listed(town)}
    await archives(town, martha)
    await brings_back(town, martha)
    assert {row.title: row.last for row, _ in await listed(town)} == ends == {"Monthly meeting": None, "Course": 12}
    await town.passes(days=400)
    after = [made for row, made in await listed(town) if row.title == "Monthly meeting"]
    assert after[-1].at.year == 2029, "it is carried on"


async def listed(town: Town) -> list[tuple[service.Event, service.Occurrence]]:
    tides = await town.run(lambda tx: communities.by_name(tx, "tides")[0])
    return await town.run(lambda tx: service.coming(tx, tides.id, after=tx.now))


async def test_what_was_cancelled_before_stays_cancelled(town: Town) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    third = (await coming(town))[2]
    await town.tokens(martha, f"events.cancelled:{third.id}/{third.revision}/only")
    await archives(town, martha)
    await brings_back(town, martha)
    states = [each.state for each in (await coming(town))[:4]]
    assert states == [State.PLANNED, State.PLANNED, State.CANCELLED, State.PLANNED]
    assert sum("takes place after all" in text for text in town.reads(ada)) == 1


async def test_one_that_was_brought_back_alone_is_told_of_alone(town: Town) -> None:
    martha, tides, [ada] = await weekly(town, "Ada")
    await archives(town, martha)
    await town.says(martha, "/community reactivate tides")
    second = (await coming(town))[1]
    await town.tokens(martha, f"events.restore:{second.id}/{second.revision}")
    before = len(town.letters(ada))
    heard = await town.tokens(martha, f"archive.bring:{tides.id}")
    assert heard.text.startswith("It takes place again")
    found = await coming(town, cancelled=False)
    assert (len(town.letters(ada)), [each.number for each in found[:3]], len(found) > 100) == (before, [1, 2, 3], True)


async def test_what_was_to_take_place_meanwhile_did_not_and_what_comes_does(town: Town) -> None:
    """Also where it was archived for longer than anything was planned ahead."""
    martha, tides, _ = await weekly(town)
    await archives(town, martha)
    await town.until(datetime(2029, 11, 6, 9, tzinfo=UTC))
    back = await town.says(martha, "/community reactivate tides")
    assert "cancelled with the archive" not in back.text
    await town.run(lambda tx: communities.change(tx, tides, topic="Tides"))
    held = await town.run(lambda tx: service.held(tx, tides.id, before=tx.now, limit=500))
    assert held == []


async def test_a_series_that_nothing_was_planned_of_any_more_is_prolonged_without_a_past(town: Town) -> None:
    martha, tides, _ = await weekly(town)
    row = (await listed(town))[0][0]
    first = (await coming(town))[0]
    await town.tokens(martha, f"events.cancelled:{first.id}/{first.revision}/following")
    await town.until(datetime(2029, 11, 6, 9, tzinfo=UTC))

    await town.tokens(martha, f"events.edit:{row.id}")
    heard = await town.fills(martha, ends="")
    assert "is saved" in heard.text
    held = await town.run(lambda tx: service.held(tx, tides.id, before=tx.now, limit=500))
    found = await coming(town, cancelled=False)
    assert (held, found[0].at) == ([], datetime(2029, 11, 8, 14, tzinfo=UTC))


async def test_archived_and_brought_back_in_the_night_nobody_hears_of_either(town: Town) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    await town.until(datetime(2026, 11, 3, 21, 30, tzinfo=UTC))
    await archives(town, martha)
    await brings_back(town, martha)
    await town.until(datetime(2026, 11, 4, 12, tzinfo=UTC))
    assert town.letters(ada) == []


async def test_archived_in_the_night_and_brought_back_by_day_is_heard_in_that_order(town: Town) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    await town.until(datetime(2026, 11, 3, 21, 30, tzinfo=UTC))
    await archives(town, martha)
    await town.until(datetime(2026, 11, 4, 10, tzinfo=UTC))
    await brings_back(town, martha)
    assert [text.split(",")[0] for text in town.reads(ada)] == ["Tides was archived", "Tides is active again"]


async def test_brought_back_and_archived_again_in_the_night_only_the_last_is_heard(town: Town) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    await archives(town, martha)
    await town.until(datetime(2026, 11, 3, 21, 30, tzinfo=UTC))
    await brings_back(town, martha)
    await archives(town, martha)
    await town.until(datetime(2026, 11, 4, 12, tzinfo=UTC))
    assert [text.split(",")[0] for text in town.reads(ada)] == ["Tides was archived"] * 2


async def test_archived_and_active_again_at_once_nothing_is_called_off(town: Town) -> None:
    martha, tides, [ada] = await weekly(town, "Ada")
    before = await coming(town)

    def by_mistake(tx: service.Tx) -> None:
        done = administration.archive(tx, tides, by=martha.id)
        administration.reactivate(tx, done, by=martha.id)

    await town.run(by_mistake)
    await town.settle()
    assert (await coming(town), town.letters(ada)) == (before, [])


async def test_two_press_at_once_and_each_hears_once(town: Town) -> None:
    martha, tides, [ada] = await weekly(town, "Ada")
    bo = await town.someone("Bo")
    await town.joins(bo, tides)
    await town.says(martha, "/community admins tides Bo administrator")
    await archives(town, martha)
    await town.says(martha, "/community reactivate tides")
    assert town.reads(bo)[-1] == (
        "Martha made Tides active again.\nWhat was planned stays cancelled until one of you brings it back."
    )
    await asyncio.gather(
        town.presses(bo, "Bring them back", on=town.letters(bo)[-1]), town.tokens(martha, f"archive.bring:{tides.id}")
    )
    await town.settle()
    assert sum("takes place after all" in text for text in town.reads(ada)) == 1
    assert [each.state for each in (await coming(town))[:3]] == [State.PLANNED] * 3


async def test_who_left_meanwhile_hears_nothing(town: Town) -> None:
    martha, _, [ada, bo] = await weekly(town, "Ada", "Bo")
    await archives(town, martha)
    await town.says(bo, "/leave tides")
    await town.presses(bo, "Leave")
    before = len(town.letters(bo))
    await brings_back(town, martha)
    assert (len(town.letters(bo)), len(town.letters(ada))) == (before, 2)


async def test_archived_again_the_button_brings_nothing_back(town: Town) -> None:
    martha, tides, _ = await weekly(town)
    await archives(town, martha)
    await town.says(martha, "/community reactivate tides")
    await archives(town, martha)
    refused = await town.tokens(martha, f"archive.bring:{tides.id}")
    assert refused.text.startswith("This community is no longer active")
    assert await coming(town, cancelled=False) == []


async def test_its_working_groups_are_brought_back_with_one_press_and_so_is_what_they_had_planned(town: Town) -> None:
    cy = await town.someone("Cy")
    martha, tides = await settled(town, cy)
    nets = await town.community("Nets", admins=[cy], parent=tides.id, timezone="Europe/Rome")
    await town.community("Secret", admins=[cy], parent=tides.id, hidden=True)
    await town.says(cy, "/meeting plan nets")
    await town.fills(cy, title="Mesh", purpose="To see", when="12 Nov 15:00")
    await town.presses(cy, "Plan it")
    await archives(town, martha)
    heard = await town.says(martha, "/community reactivate tides")
    assert (heard.text, heard.buttons) == (
        "Tides is active again.\nIts working group Nets stays archived.", ("Make its working groups active too",)
    )  # fmt: skip
    heard = await town.presses(martha, "Make its working groups active too")
    assert (heard.text, heard.buttons) == (
        "Tides is active again.\n"
        "This was cancelled with the archive, and stays so until you bring it back:\n"
        "• “Mesh”, 12 November 2026 at 15:00 (Europe/Rome)",
        ("Bring them back", "Calendar"),
    )
    await town.presses(martha, "Bring them back")
    found = await town.run(lambda tx: service.coming(tx, nets.id, after=tx.now, cancelled=False))
    assert [row.title for row, _ in found] == ["Mesh"]
    secret = await town.run(lambda tx: communities.by_name(tx, "secret")[0])
    assert secret.archived, "nobody makes active what they may not see"


async def test_who_archives_a_working_group_from_above_makes_it_active_again_too(town: Town) -> None:
    cy = await town.someone("Cy")
    martha, tides = await settled(town, cy)
    nets = await town.community("Nets", admins=[cy], parent=tides.id)
    await archives(town, martha, "nets")
    heard = await town.presses(martha, "Make it active again")
    assert (heard.text, (await town.now(nets)).archived) == ("Nets is active again.", False)


async def test_one_that_was_cancelled_on_purpose_since_stays_cancelled(town: Town) -> None:
    martha, tides, [ada] = await weekly(town, "Ada")
    await archives(town, martha)
    await town.says(martha, "/community reactivate tides")
    for act in ("restore", "cancelled"):
        second = (await coming(town))[1]
        await town.tokens(martha, f"events.{act}:{second.id}/{second.revision}/only")
    before = town.reads(ada)
    await town.tokens(martha, f"archive.bring:{tides.id}")
    states = [each.state for each in (await coming(town))[:3]]
    assert (states, town.reads(ada)) == ([State.PLANNED, State.CANCELLED, State.PLANNED], before)
    await archives(town, martha)
    await brings_back(town, martha)
    assert [each.state for each in (await coming(town))[:3]] == states


async def test_after_an_earlier_archive_too_nobody_hears_of_a_mistake_in_the_night(town: Town) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    await archives(town, martha)
    await brings_back(town, martha)
    before = len(town.letters(ada))
    await town.until(datetime(2026, 11, 3, 21, 30, tzinfo=UTC))
    await archives(town, martha)
    await brings_back(town, martha)
    await town.until(datetime(2026, 11, 4, 12, tzinfo=UTC))
    assert len(town.letters(ada)) == before == 2


@pytest.mark.parametrize("number", [2, 20])
async def test_who_could_not_be_reached_reads_nothing_of_what_is_long_over(town: Town, number: int) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    await town.tokens(ada, f"events.going:{(await coming(town))[number].id}")
    await archives(town, martha)
    town.offices[NORTH].breaks_always(refused("closed"), to=ada.account)
    await brings_back(town, martha)
    await town.until(datetime(2027, 1, 20, 12, tzinfo=UTC))
    town.offices[NORTH].mend()
    heard = await town.says(ada, "/about tides")
    assert "takes place after all" not in "\n".join([heard.text, *town.reads(ada)])


async def test_who_could_not_be_reached_hears_of_it_when_they_can(town: Town) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    await archives(town, martha)
    town.offices[NORTH].breaks_always(refused("closed"), to=ada.account)
    await brings_back(town, martha)
    await town.passes(days=2)
    town.offices[NORTH].mend()
    heard = await town.says(ada, "/about tides")
    assert "takes place after all" in heard.text


async def test_administrators_read_in_the_morning_how_the_night_ended(town: Town) -> None:
    martha, tides, _ = await weekly(town)
    bo = await town.someone("Bo", timezone="Europe/Rome")
    await town.joins(bo, tides)
    await town.says(martha, "/community admins tides Bo administrator")

    def read() -> list[str]:
        return [text for text in town.reads(bo) if "archived" in text or "active again" in text]

    await town.until(datetime(2026, 11, 3, 21, 30, tzinfo=UTC))
    await archives(town, martha)
    await brings_back(town, martha)
    await town.until(datetime(2026, 11, 4, 12, tzinfo=UTC))
    assert read() == []
    await town.until(datetime(2026, 11, 4, 21, 30, tzinfo=UTC))
    await archives(town, martha)
    await town.says(martha, "/community reactivate tides")
    await town.until(datetime(2026, 11, 5, 12, tzinfo=UTC))
    assert read() == [
        "Martha made Tides active again.\nWhat was planned stays cancelled until one of you brings it back."
    ]
    [letter] = [each for each in town.letters(bo) if "active again" in town.text(each.message)]
    assert town.labels(letter.message) == ("Bring them back",)
    await town.tokens(martha, f"archive.bring:{tides.id}")
    assert read() == ["Martha made Tides active again."]


async def test_who_cares_for_a_working_group_that_stays_archived_hears_so_and_brings_it_back(town: Town) -> None:
    """Also for one that whoever made the community active again knows nothing of."""
    cy = await town.someone("Cy", timezone="Europe/Rome")
    martha, tides = await settled(town, cy)
    nets = await town.community("Nets", admins=[cy], parent=tides.id, hidden=True)
    await archives(town, martha)
    heard = await town.says(martha, "/community reactivate tides")
    assert heard.text == "Tides is active again."
    assert town.reads(cy)[-1] == "Martha made Tides active again.\nStill archived: its working group Nets."
    await town.presses(cy, "Make Nets active", on=town.letters(cy)[-1])
    assert not (await town.now(nets)).archived
    assert town.reads(cy)[-1] == "Martha made Tides active again."


async def test_one_act_is_told_once_to_whoever_comes_to_several_of_its_communities(town: Town) -> None:
    martha, ada = await comes_to_both(town)
    await archives(town, martha)
    lines = (
        "\n• “Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome)"
        "\n• “Mesh”, 13 November 2026 at 15:00 (Europe/Rome)"
    )
    assert town.reads(ada) == [f"Tides and Nets were archived, and what they had planned does not take place:{lines}"]
    await town.says(martha, "/community reactivate tides")
    heard = await town.presses(martha, "Bring them back")
    assert heard.buttons == ("Calendar", "Make its working groups active too"), "which are archived still"
    await town.presses(martha, "Make its working groups active too")
    await town.presses(martha, "Bring them back")
    assert [text.split("\n")[0] for text in town.reads(ada)[1:]] == [
        "Tides is active again, and what it had planned takes place after all:",
        "Nets is active again, and what it had planned takes place after all:",
    ]


async def test_brought_back_within_a_week_before_it_has_its_card(town: Town) -> None:
    """The second time of a series, whose card was due while it was cancelled."""
    martha, tides, _ = await weekly(town)
    await archives(town, martha)
    await town.until(datetime(2026, 11, 7, 9, tzinfo=UTC))
    await brings_back(town, martha)
    assert sum("12 November" in text for text in channel(town, tides)) == 1


async def test_what_reminded_of_it_says_so_again(town: Town) -> None:
    martha, _, [ada] = await weekly(town, "Ada")
    await town.until(datetime(2026, 11, 11, 14, 1, tzinfo=UTC))
    [before] = told(town, ada)
    await archives(town, martha)
    assert told(town, ada) != [before]
    await brings_back(town, martha)
    assert told(town, ada) == [before]


MEETING = "“Monthly meeting” of Tides"
NIGHT, NOON = datetime(2026, 11, 3, 21, 30, tzinfo=UTC), datetime(2026, 11, 4, 12, tzinfo=UTC)


async def changes(town: Town, martha: Somebody, *acts: str) -> None:
    """To the second time, by its own page."""
    for act in acts:
        second = (await coming(town))[1]
        await town.passes(minutes=1)
        await town.tokens(martha, f"events.{act}:{second.id}/{second.revision}/only")


@pytest.mark.parametrize(
    ("how", "read"),
    [
        (("restore", "cancelled"), ["Tides was archived, and what it had planned does not take place:"]),
        (("restore",), [f"{MEETING} takes place after all, 12 November 2026 at 15:00 (Europe/Rome)."]),
        (("bring", "cancelled"), [f"{MEETING}, 12 November 2026 at 15:00 (Europe/Rome), is cancelled."]),
        (("bring",), []),
    ],
)
async def test_what_is_off_in_the_morning_is_told_once_however_it_came_to_be(
    town: Town, how: tuple[str, ...], read: list[str]
) -> None:
    martha, tides, [ada] = await weekly(town, "Ada")
    await town.until(NIGHT)
    await archives(town, martha)
    await town.says(martha, "/community reactivate tides")
    for act in how:
        if act == "bring":
            await town.passes(minutes=1)
            await town.tokens(martha, f"archive.bring:{tides.id}")
        else:
            await changes(town, martha, act)
    await town.until(NOON)
    assert [text.split("\n")[0] for text in town.reads(ada)] == read


async def test_archived_twice_in_one_night_is_told_once(town: Town) -> None:
    martha, tides, [ada] = await weekly(town, "Ada")
    bo = await town.someone("Bo", timezone="Europe/Rome")
    await town.joins(bo, tides)
    await town.says(martha, "/community admins tides Bo administrator")
    await town.until(NIGHT)
    await archives(town, martha)
    await brings_back(town, martha)
    await archives(town, martha)
    await town.until(NOON)
    assert [text.split(",")[0] for text in town.reads(ada)] == ["Tides was archived"]
    assert [text.split(".")[0] for text in town.reads(bo)[1:] if "archived" in text] == ["Martha archived Tides"]


async def test_a_group_that_was_archived_by_itself_sleeps_on_and_one_that_went_along_hears_that_it_is_awake(
    town: Town,
) -> None:
    cy, di = await town.someone("Cy"), await town.someone("Di")
    martha, tides = await settled(town, cy, di)
    nets = await town.community("Nets", admins=[cy], parent=tides.id)
    boats = await town.community("Boats", admins=[di], parent=tides.id)
    await archives(town, di, "boats")
    await town.passes(hours=3)
    await archives(town, martha)
    await town.passes(minutes=1)
    heard = await town.says(martha, "/community reactivate tides")
    assert heard.text == "Tides is active again.\nIts working group Nets stays archived."
    await town.passes(minutes=1)
    await town.presses(martha, "Make its working groups active too")
    assert ((await town.now(nets)).archived, (await town.now(boats)).archived) == (False, True)
    assert town.reads(cy)[-1] == "Martha made Nets active again."
    assert not [text for text in town.reads(di) if "Martha" in text]


async def test_a_hidden_group_that_sleeps_on_makes_nobody_hear_again_of_the_others(town: Town) -> None:
    martha, ada = await comes_to_both(town, hidden=True)
    await town.until(NIGHT)
    for _ in range(3):
        await archives(town, martha)
        await brings_back(town, martha)
    await town.until(NOON)
    assert town.reads(ada) == [
        "Nets was archived, and what it had planned does not take place:\n"
        "• “Mesh”, 13 November 2026 at 15:00 (Europe/Rome)"
    ]
    await archives(town, martha)
    assert town.reads(ada)[1:] == [
        "Tides was archived, and what it had planned does not take place:\n"
        "• “Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome)"
    ]


async def test_in_french(town: Town) -> None:
    lea = await town.someone("Léa", locale="fr", timezone="Europe/Rome")
    martha, tides, _ = await weekly(town)
    await town.joins(lea, tides)
    await town.says(martha, "/community admins tides Léa administrator")
    second = (await coming(town))[1]
    await town.tokens(lea, f"events.going:{second.id}")
    await archives(town, martha)
    heard = await town.says(lea, "/community reactivate tides")
    assert heard.text == (
        "Tides est de nouveau active.\n"
        "Ceci a été annulé avec l’archivage, et le reste tant que vous ne le rétablissez pas :\n"
        "• « Monthly meeting », 5 novembre 2026 à 15:00 (Europe/Rome) et tous les suivants"
    )
    await town.tokens(martha, f"archive.bring:{tides.id}")
    assert town.reads(lea)[-1] == (
        "Tides est de nouveau active, et ce qui y était prévu a lieu finalement :\n"
        "• « Monthly meeting », 12 novembre 2026 à 15:00 (Europe/Rome) et tous les suivants\n"
        "Ce que vous aviez répondu pour chacun reste valable ; le calendrier permet de le changer."
    )
