"""A series followed as a whole: one answer for each time, the person's own before that of the series, no seat twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events import service
from bot.features.events.model import Occurrence
from bot.features.membership import service as membership
from bot.features.membership.model import Status
from tests.features.test_events import planned, plans, settled
from tests.features.test_events_races import press, warm
from tests.town import SOUTH, Heard, Somebody, Town

FOLLOWED = "You follow “Monthly meeting”: you come to every time of it."
STOPPED = "You no longer follow “Monthly meeting”; only what you answered for single times yourself stays."


async def series(town: Town, *names: str, **values: str) -> tuple[Somebody, Community, list[Somebody]]:
    """On the first Thursday of every month, from the 5th of November on."""
    people = [await town.someone(name) for name in names]
    martha, tides = await settled(town, *people)
    await plans(town, martha, **{"when": "5 Nov 15:00", "repeats": "month-weekday", **values})
    return martha, tides, people


async def follows(town: Town, who: Somebody, tides: Community) -> Heard:
    return await town.presses(who, "Follow the series", on=town.letters(town.channel(tides))[0])


async def answers(town: Town, who: Somebody) -> list[str]:
    """What they are down for, of the times to come in order; cancelled ones as well."""
    found = []
    for made in await planned(town):
        mine = await town.run(lambda tx, made=made: service.answer_of(tx, made.id, who.id))  # type: ignore[misc]
        found.append(str(mine.answer) if mine else "-")
    return found


async def counts(town: Town, made: Occurrence) -> tuple[int, int, int]:
    tally = await town.run(lambda tx: service.tally(tx, made.id))
    return tally.going, tally.waiting, tally.held


async def test_who_follows_comes_to_every_time_and_hears_it_in_one_sentence(town: Town) -> None:
    _, tides, (ada,) = await series(town, "Ada")
    heard = await follows(town, ada, tides)
    assert (heard.text.split("\n")[0], "Stop following" in heard.buttons) == (FOLLOWED, True)
    mine = await answers(town, ada)
    assert (set(mine), len(mine) > 20) == ({"going"}, True)
    assert town.letters(ada) == []
    assert "1 going" in town.reads(town.channel(tides))[0]


async def test_followed_twice_or_at_once_from_two_accounts_is_one_seat_each(town: Town) -> None:
    _, tides, (ada,) = await series(town, "Ada")
    other = await town.links(ada, SOUTH)
    [first, *_] = await planned(town)
    await warm(town)
    await asyncio.gather(*(press(town, who, f"series.follow:{first.event}") for who in (ada, other, ada, other)))
    await town.settle()
    again = await follows(town, ada, tides)
    assert again.text.split("\n")[0] == "You follow “Monthly meeting” already: you come to every time of it."
    assert [await counts(town, made) for made in (await planned(town))[:3]] == [(1, 0, 0)] * 3


async def test_an_answer_for_one_time_holds_before_and_after_and_is_not_taken_back(town: Town) -> None:
    _, tides, (ada,) = await series(town, "Ada")
    times = await planned(town)
    await town.tokens(ada, f"events.maybe:{times[1].id}")
    heard = await follows(town, ada, tides)
    assert heard.text.split("\n")[0] == (
        "You follow “Monthly meeting”: you come to every time of it; what you answered for one of them yourself stays."
    )
    await town.tokens(ada, f"events.no:{times[2].id}")
    await town.tokens(ada, f"events.going:{times[3].id}")
    assert (await answers(town, ada))[:5] == ["going", "maybe", "no", "going", "going"]
    stopped = await town.presses(ada, "Stop following", on=heard)
    assert (stopped.text, stopped.redrawn, stopped.buttons) == (STOPPED, True, ("Follow the series",))
    left = await answers(town, ada)
    assert (left[:5], set(left[4:])) == (["-", "maybe", "no", "going", "-"], {"-"})
    await town.presses(ada, "Stop following", on=heard)
    assert await answers(town, ada) == left
    await follows(town, ada, tides)
    assert (await answers(town, ada))[:5] == ["going", "maybe", "no", "going", "going"]


async def test_who_finds_a_time_full_waits_there_and_the_seat_that_is_given_back_is_offered(town: Town) -> None:
    _, tides, (ada, bo) = await series(town, "Ada", "Bo", capacity="1")
    times = await planned(town)
    await town.tokens(bo, f"events.going:{times[1].id}")
    heard = await follows(town, ada, tides)
    assert heard.text.split("\n")[0] == (
        "You follow “Monthly meeting”: you come to every time of it, and wait for a seat at one that is full."
    )
    assert (await answers(town, ada))[:3] == ["going", "waiting", "going"]
    await follows(town, bo, tides)
    assert (await answers(town, bo))[:3] == ["waiting", "going", "waiting"]
    await town.presses(ada, "Stop following", on=heard)
    assert (await answers(town, bo))[:3] == ["offered", "going", "offered"]
    assert {await counts(town, made) for made in times[2:]} == {(0, 0, 1)}


async def test_who_let_seats_lapse_and_follows_again_comes_to_what_is_free(town: Town) -> None:
    _, tides, (ada, bo) = await series(town, "Ada", "Bo", capacity="1")
    heard = await follows(town, ada, tides)
    await follows(town, bo, tides)
    await town.presses(ada, "Stop following", on=heard)
    assert (await answers(town, bo))[1:3] == ["offered", "offered"]
    await town.passes(days=2)
    assert (await answers(town, bo))[1:3] == ["no", "no"]
    again = await town.tokens(bo, f"series.follow:{(await planned(town))[0].event}")
    assert again.text.split("\n")[0] == "You follow “Monthly meeting” already: you come to every time of it."
    assert set((await answers(town, bo))[1:]) == {"going"}


async def test_two_follow_at_once_where_one_seat_is_left_and_one_of_them_waits(town: Town) -> None:
    _, _, crowd = await series(town, *(f"P{n}" for n in range(6)), capacity="2")
    [first, *rest] = await planned(town)
    await press(town, crowd[0], f"events.going:{first.id}")
    await warm(town)
    await asyncio.gather(
        *(press(town, who, f"series.follow:{first.event}") for who in crowd[1:] for _ in range(2)),
        press(town, crowd[0], f"events.going:{rest[0].id}"),
        press(town, crowd[0], f"events.no:{first.id}"),
    )
    await town.settle()
    going, waiting, held = await counts(town, first)
    assert (going + held, waiting + going + held) == (2, 5)
    going, waiting, held = await counts(town, rest[0])
    assert (going, waiting, held) == (2, 4, 0)
    assert {await counts(town, made) for made in rest[1:]} == {(2, 3, 0)}


async def test_times_that_are_added_later_are_followed_by_those_who_belong_and_restart_changes_nothing(
    town: Town,
) -> None:
    _, tides, (ada, bo) = await series(town, "Ada", "Bo")
    await follows(town, ada, tides)
    await follows(town, bo, tides)
    before = {made.id for made in await planned(town)}
    town.restart()
    await town.run(lambda tx: membership.depart(tx, tides, bo.id, Status.LEFT, by=bo.id))
    await town.settle()
    await town.passes(days=61)
    new = [made for made in await planned(town) if made.id not in before]
    assert len(new) >= 1
    assert {await counts(town, made) for made in new} == {(1, 0, 0)}
    assert set(await answers(town, ada)) == {"going"}
    assert set(await answers(town, bo)) == {"-"}


async def test_who_left_and_came_back_follows_nothing_until_they_say_so_again(town: Town) -> None:
    martha, tides, (ada,) = await series(town, "Ada")
    await follows(town, ada, tides)
    await town.run(lambda tx: membership.depart(tx, tides, ada.id, Status.LEFT, by=ada.id))
    await town.settle()
    await town.run(lambda tx: membership.admit(tx, tides, ada.id, by=""))
    made = (await planned(town))[1]
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/only")
    await town.tokens(martha, f"events.restore:{made.id}/{made.revision + 1}")
    await town.passes(days=31)
    assert set(await answers(town, ada)) == {"-"}
    heard = await town.tokens(ada, f"series.follow:{made.event}")
    assert heard.text.split("\n")[0] == FOLLOWED


async def test_a_time_that_is_cancelled_is_followed_when_it_takes_place_after_all_and_not_before(town: Town) -> None:
    martha, tides, (ada, bo) = await series(town, "Ada", "Bo")
    made = (await planned(town))[1]
    await follows(town, ada, tides)
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/only")
    await follows(town, bo, tides)
    assert [(await answers(town, who))[:3] for who in (ada, bo)] == [["going"] * 3, ["going", "-", "going"]]
    await town.tokens(martha, f"events.restore:{made.id}/{made.revision + 1}")
    assert [(await answers(town, who))[:3] for who in (ada, bo)] == [["going"] * 3] * 2


async def test_what_was_cancelled_is_given_up_too_and_does_not_come_back_with_it(town: Town) -> None:
    martha, tides, (ada,) = await series(town, "Ada")
    made = (await planned(town))[1]
    heard = await follows(town, ada, tides)
    await town.tokens(martha, f"events.cancelled:{made.id}/{made.revision}/only")
    await town.presses(ada, "Stop following", on=heard)
    await town.tokens(martha, f"events.restore:{made.id}/{made.revision + 1}")
    assert set(await answers(town, ada)) == {"-"}


async def test_this_and_following_move_and_what_comes_after_them_is_followed_as_well(town: Town) -> None:
    martha, tides, (ada,) = await series(town, "Ada")
    await follows(town, ada, tides)
    before = await planned(town)
    minute = int(datetime(2026, 12, 4, 16, tzinfo=UTC).timestamp()) // 60
    await town.tokens(martha, f"events.moved:{before[1].id}/{before[1].revision}/following/{minute}")
    assert len(town.letters(ada)) == 1
    await town.tokens(ada, f"events.maybe:{before[0].id}")
    [card] = [text for text in town.reads(town.channel(tides)) if "number 1" in text]
    assert ("0 going, 1 maybe" in card, "Repeats" in card) == (True, False), "the new rhythm is not its own"
    await town.tokens(ada, f"events.going:{before[0].id}")
    await town.passes(days=62)
    after = await planned(town)
    assert (after[-1].at.weekday(), after[-1].number > before[-1].number) == (4, True)
    assert set(await answers(town, ada)) == {"going"}


async def test_who_follows_is_reminded_like_whoever_said_it_and_a_cant_go_is_left_alone(town: Town) -> None:
    _, tides, (ada, bo) = await series(town, "Ada", "Bo")
    for who in (ada, bo):
        await follows(town, who, tides)
    second = (await planned(town))[1]
    await town.tokens(bo, f"events.no:{second.id}")
    await town.until(datetime(2026, 11, 6, tzinfo=UTC))
    before = {who.name: len(town.letters(who)) for who in (ada, bo)}
    await town.until(datetime(2026, 12, 3, 13, 59, tzinfo=UTC))
    assert before["Ada"] > 0
    assert {who.name: len(town.letters(who)) > before[who.name] for who in (ada, bo)} == {"Ada": True, "Bo": False}


async def test_who_may_not_answer_may_not_follow_and_hears_the_same_words(town: Town) -> None:
    _, tides, (ada,) = await series(town, "Ada")
    eve = await town.someone("Eve")
    [made, *_] = await planned(town)
    going = await town.tokens(eve, f"events.going:{made.id}")
    following = await town.tokens(eve, f"series.follow:{made.event}")
    assert following.text == going.text
    await town.run(lambda tx: communities.change(tx, tides, hidden=True))
    unknown = await town.tokens(eve, "series.follow:evt_nothing")
    assert (await town.tokens(eve, f"series.follow:{made.event}")).text == unknown.text
    assert (await town.tokens(eve, f"series.stop:{made.event}")).text == unknown.text
    assert set(await answers(town, eve)) == {"-"}
    assert (await town.tokens(ada, f"series.follow:{made.event}")).text.split("\n")[0] == FOLLOWED


async def test_archived_nothing_is_followed_and_nothing_comes_back_by_itself(town: Town) -> None:
    martha, tides, (ada, bo) = await series(town, "Ada", "Bo")
    await follows(town, ada, tides)
    made = (await planned(town))[1]
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    going, following = [
        await town.tokens(bo, token) for token in (f"events.going:{made.id}", f"series.follow:{made.event}")
    ]
    assert following.text == going.text
    assert "Follow the series" not in town.labels(town.letters(town.channel(tides))[0].message)
    await town.says(martha, "/community reactivate tides")
    await town.passes(days=31)
    refused = await town.tokens(bo, f"series.follow:{made.event}")
    assert refused.text == "“Monthly meeting” has no time to come."
    assert set(await answers(town, bo)) == {"-"}


async def test_what_takes_place_once_cannot_be_followed(town: Town) -> None:
    _, tides, (ada,) = await series(town, "Ada", repeats="once")
    [made] = await planned(town)
    assert "Follow the series" not in town.labels(town.letters(town.channel(tides))[0].message)
    refused = await town.tokens(ada, f"series.follow:{made.event}")
    assert refused.text == "There is no such event any more. /calendar shows what is to come."
    assert await answers(town, ada) == ["-"]


async def test_it_is_said_in_french_to_who_reads_french(town: Town) -> None:
    _, tides, _ = await series(town)
    lea = await town.someone("Léa", locale="fr")
    await town.run(lambda tx: membership.admit(tx, tides, lea.id, by=""))
    made = (await planned(town))[1]
    await town.tokens(lea, f"events.no:{made.id}")
    heard = await town.tokens(lea, f"series.follow:{made.event}")
    assert heard.text.split("\n")[0] == (
        "Vous suivez « Monthly meeting » : vous venez à chaque fois ; ce que vous avez répondu vous-même pour l’une"
        " d’elles reste."
    )
