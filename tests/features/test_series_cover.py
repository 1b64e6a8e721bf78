"""The cover of a series of webinars: one card with what it is for and all its sessions, changed where it stands."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.chat.address import Posted
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.jobs.outbox import lost
from tests.features.test_events import planned, plans, settled
from tests.features.test_series import answers, series
from tests.simulators.post_office import Letter
from tests.town import NORTH, SOUTH, Heard, Somebody, Town

SAID = {
    "why": "Registries grow apart.", "objectives": "Compare them\n\n  Learn from them \nKeep in touch",
    "audience": "Decision-makers and practitioners", "convenor": "The programme",
}  # fmt: skip


async def writes(town: Town, who: Somebody, **values: str) -> Heard:
    await town.says(who, "/webinar series tides")
    return await town.fills(who, **{**SAID, **values})


def covers(town: Town, tides: Community, platform: str = NORTH) -> list[Letter]:
    found = town.letters(town.channel(tides, platform))
    return [each for each in found if town.text(each.message).startswith("Webinar series ·")]


def sessions(town: Town, tides: Community) -> list[str]:
    [card] = covers(town, tides)
    shown = town.text(card.message, timezone="Europe/Rome").split("\n")
    return [line for line in shown if line.startswith("Number ")]


async def webinars(town: Town, *names: str) -> tuple[Somebody, Community, list[Somebody]]:
    martha, tides, people = await series(town, *names, repeats="once", title="Once")
    await plans(town, martha, "/webinar plan", title="Social registries", when="10 Nov 15:00", repeats="month-weekday")
    return martha, tides, people


async def test_the_cover_says_what_a_series_is_for_and_what_comes(town: Town) -> None:
    martha, tides, (ada,) = await webinars(town, "Ada")
    heard = await writes(town, martha)
    assert heard.text == (
        "The cover of “Social registries” is saved; it stands in its channel, and shows every session."
    )
    [card] = covers(town, tides)
    shown = town.text(card.message, timezone="Europe/Rome").split("\n")
    assert shown[:11] == [
        "Webinar series · Tides", "Social registries", "What we did, and what comes next.",
        "Context: Registries grow apart.", "Objectives: Compare them", "Learn from them", "Keep in touch",
        "For whom: Decision-makers and practitioners", "Convened by: The programme",
        "Repeats: the second Tuesday of every month", "To come",
    ]  # fmt: skip
    assert [line.partition(" · ")[0] for line in sessions(town, tides)] == [f"Number {n}" for n in range(1, 6)]
    assert shown[-1] == "It goes on until somebody stops it."
    assert town.labels(card.message) == ("Follow the series", "Webinars")
    await town.presses(ada, "Follow the series", on=card)
    assert set(await answers(town, ada)) == {"-", "going"}


async def test_everything_may_be_left_out_and_what_is_written_again_changes_the_card_that_stands(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha, why="", objectives="", audience="", convenor="")
    [card] = covers(town, tides)
    shown = town.text(card.message).split("\n")
    assert shown[2:5] == ["What we did, and what comes next.", "Repeats: the second Tuesday of every month", "To come"]
    opened = await town.says(martha, "/webinar series tides")
    await town.fills(martha, why="First")
    town.heard[martha.account] = opened
    refused = await town.fills(martha, why="Second")
    assert (list(refused.problems), refused.form and refused.form.fields[0].value) == ([""], "Second")
    [now] = covers(town, tides)
    assert (now.id, "Context: First" in town.text(now.message)) == (card.id, True)


async def test_sessions_that_are_moved_cancelled_restored_or_over_are_shown_in_place(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    [card] = covers(town, tides)
    times = [made for made in await planned(town) if made.at > datetime(2026, 11, 9, tzinfo=UTC)]
    minute = int(datetime(2026, 12, 9, 14, tzinfo=UTC).timestamp()) // 60
    await town.tokens(martha, f"events.moved:{times[1].id}/{times[1].revision}/only/{minute}")
    await town.tokens(martha, f"events.cancelled:{times[2].id}/{times[2].revision}/only")
    assert "moved from" in sessions(town, tides)[1]
    assert sessions(town, tides)[2].endswith("· cancelled")
    await town.tokens(martha, f"events.restore:{times[2].id}/{times[2].revision + 1}")
    assert not sessions(town, tides)[2].endswith("cancelled")
    town.restart()
    await town.until(datetime(2026, 11, 10, 15, 1, tzinfo=UTC))
    assert [line.partition(" · ")[0] for line in sessions(town, tides)] == [
        "Number 2", "Number 3", "Number 4", "Number 5", "Number 6", "Number 1",
    ]  # fmt: skip
    await town.says(martha, "/webinar recording tides")
    await town.fills(martha, recording="https://video.example/1", summary="Two pages in words.")
    assert sessions(town, tides)[-1].endswith("· Recording: https://video.example/1")
    [now] = covers(town, tides)
    assert now.id == card.id


async def test_of_many_past_sessions_the_last_five_are_shown_the_latest_first(town: Town) -> None:
    martha, tides, _ = await series(town, repeats="once", title="Once")
    await plans(town, martha, "/webinar plan", title="Social registries", when="10 Nov 15:00", repeats="week")
    await writes(town, martha)
    await town.until(datetime(2026, 12, 22, 15, 1, tzinfo=UTC))
    assert [line.partition(" · ")[0] for line in sessions(town, tides)] == [
        f"Number {number}" for number in (8, 9, 10, 11, 12, 7, 6, 5, 4, 3)
    ]


async def test_archived_the_cover_asks_nobody_to_follow(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    [card] = covers(town, tides)
    assert (sessions(town, tides), "Nothing is planned." in town.text(card.message)) == ([], True)
    assert town.labels(card.message) == ("Webinars",)


async def test_of_several_series_one_chooses_and_without_any_it_is_said(town: Town) -> None:
    martha, tides, _ = await series(town, title="Meetings are no webinars")
    none = await town.says(martha, "/webinar series tides")
    assert none.text == "Tides has no series of webinars or workshops to come. /webinar plan plans one."
    for title in ("First", "Second"):
        await plans(town, martha, "/webinar plan", title=title, when="10 Nov 15:00", repeats="week")
    heard = await town.says(martha, "/webinar series tides")
    assert (heard.text, sorted(heard.buttons)) == ("Tides has several series. Which one?", ["First", "Second"])
    await town.presses(martha, "Second")
    await town.fills(martha, **SAID)
    [card] = covers(town, tides)
    assert town.text(card.message).split("\n")[1] == "Second"


async def test_only_administrators_write_it_and_others_learn_nothing(town: Town) -> None:
    _, tides, (ada,) = await webinars(town, "Ada")
    eve = await town.someone("Eve")
    made = next(each for each in await planned(town) if each.number == 2)
    assert (await town.tokens(ada, f"series.cover:{made.event}")).form is None
    await town.run(lambda tx: communities.change(tx, tides, hidden=True))
    unknown = await town.tokens(eve, "series.cover:evt_nothing")
    assert (await town.tokens(eve, f"series.cover:{made.event}")).text == unknown.text
    assert covers(town, tides) == []


async def test_a_place_that_is_new_shows_it_without_anybody_saving_it_again_and_once(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    place = town.channel(tides, SOUTH)
    await town.run(lambda tx: communities.add_place(tx, tides, place))
    await town.settle()
    assert [len(covers(town, tides, platform)) for platform in (NORTH, SOUTH)] == [1, 1]
    await writes(town, martha, why="Now another one")
    assert [len(covers(town, tides, platform)) for platform in (NORTH, SOUTH)] == [1, 1]
    assert "Context: Now another one" in town.text(covers(town, tides, SOUTH)[0].message)


async def test_written_before_there_was_any_place_it_is_shown_in_the_first(town: Town) -> None:
    martha, tides = await settled(town, platforms=())
    await plans(town, martha, "/webinar plan", title="Social registries", when="10 Nov 15:00", repeats="week")
    heard = await writes(town, martha)
    assert heard.text.endswith("the community has no channel yet that could show it.")
    await town.run(lambda tx: communities.add_place(tx, tides, town.channel(tides)))
    await town.settle()
    assert len(covers(town, tides)) == 1


async def test_a_place_that_was_left_and_is_taken_again_has_it_again(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    [home] = await town.run(lambda tx: communities.homes(tx, tides.id))
    await town.run(lambda tx: communities.drop_place(tx, home))
    await writes(town, martha, why="Elsewhere")
    assert covers(town, tides) == []
    await town.run(lambda tx: communities.add_place(tx, tides, home.place))
    await town.settle()
    [card] = covers(town, tides)
    assert "Context: Elsewhere" in town.text(card.message)


async def test_one_that_somebody_deleted_comes_back_when_it_is_saved_and_not_by_itself(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    [card] = covers(town, tides)
    await town.run(lambda tx: lost(tx, Posted(card.target, card.id)))
    made = next(each for each in await planned(town) if each.number == 2)
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/only")
    await town.passes(days=31)
    assert len(covers(town, tides)) == 1
    await writes(town, martha, why="Again")
    assert ["Context: Again" in town.text(each.message) for each in covers(town, tides)] == [False, True]


async def test_a_place_that_is_new_shows_no_cover_of_what_is_over_or_archived(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    made = next(each for each in await planned(town) if each.number == 2)
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/following")
    await town.until(datetime(2026, 11, 11, tzinfo=UTC))
    await town.run(lambda tx: communities.add_place(tx, tides, town.channel(tides, SOUTH)))
    await town.settle()
    assert [len(covers(town, tides, platform)) for platform in (NORTH, SOUTH)] == [1, 0]
