"""A series by itself in other programs' calendars: an address of one's own, for members, until it is replaced."""

from __future__ import annotations

from bot.chat.message import Picker
from bot.chat.text import Words
from bot.features.communities import service as communities
from bot.features.events import feeds
from bot.features.events.feed import KEPT
from bot.features.membership import service as membership
from bot.features.membership.model import Status
from tests.features.test_calendars import ADDRESS, _secret, read, status, subscribes, text
from tests.features.test_events import planned, plans
from tests.features.test_series import series
from tests.town import Heard, Somebody, Town


async def subscribes_to_series(town: Town, who: Somebody, event: str) -> str:
    """The secret of the address somebody is given for one series."""
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    return _secret((await town.tokens(who, f"series.subscribe:{event}")).text)


async def test_a_series_has_an_address_of_its_own_with_the_same_entries_and_nothing_else(town: Town) -> None:
    martha, _, (ada,) = await series(town, "Ada")
    [first, *_] = times = await planned(town)
    await plans(town, martha, title="Something else", when="20 Nov 10:00")
    secret = await subscribes_to_series(town, ada, first.event)
    await town.tokens(martha, f"events.cancelled:{times[1].id}/{times[1].revision}/only")
    ours, all_of_them = (await read(town, secret)).events, (await read(town, await subscribes(town, ada))).events
    assert [each.uid for each in ours] == [f"{made.id}@palabre" for made in times]
    assert [status(each) for each in ours[:3]] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert {each.uid for each in all_of_them} - {each.uid for each in ours} != set()
    await town.passes(days=KEPT.days + 30)
    assert (await read(town, secret)).events[0].uid == f"{times[1].id}@palabre"
    await town.passes(days=2)
    assert (await read(town, secret)).events[0].uid == f"{times[2].id}@palabre"


async def test_the_address_is_offered_on_the_card_is_replaced_at_a_button_and_ends_with_the_membership(
    town: Town,
) -> None:
    _, tides, (ada, bo) = await series(town, "Ada", "Bo")
    [first, *_] = await planned(town)
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    await town.tokens(bo, f"events.going:{first.id}")
    card = town.letters(town.channel(tides))[0]
    assert "Subscribe to the series" in town.labels(card.message)
    heard = await town.presses(ada, "Subscribe to the series", on=card)
    mine, theirs = _secret(heard.text), await subscribes_to_series(town, bo, first.event)
    again = await town.presses(ada, "Subscribe to the series", on=card)
    assert (_secret(again.text) == mine, mine != theirs, heard.redrawn) == (True, True, False)
    renewed = await town.presses(ada, "New address", on=again)
    new = _secret(renewed.text)
    assert (renewed.redrawn, await text(town, mine), new != mine) == (True, None, True)
    assert await text(town, new) is not None
    await town.run(lambda tx: membership.depart(tx, tides, ada.id, Status.LEFT, by=ada.id))
    await town.settle()
    assert (await text(town, new), await text(town, theirs) is None) == (None, False)


async def test_the_calendar_offers_each_series_by_itself_whatever_page_it_is_on(town: Town) -> None:
    martha, _, (ada,) = await series(town, "Ada", repeats="week")
    await plans(town, martha, "/webinar plan", title="Registries", when="20 Oct 2027 10:00", repeats="month-weekday")
    await plans(town, martha, "/event plan workshop", title="Pilots", when="20 Nov 10:00", repeats="month-weekday")
    await plans(town, martha, "/webinar plan", title="Once", when="21 Nov 10:00")
    assert picker(await town.says(ada, "/calendar tides")) == []
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    heard = await town.says(ada, "/calendar tides")
    assert [label for label, _ in picker(heard)] == ["Monthly meeting", "Pilots", "Registries"]
    assert picker(await town.presses(ada, "Next", on=heard)) == picker(heard)
    _, registries = picker(heard)[2]
    told = await town.picks(ada, registries, on=heard)
    assert told.text.split("\n")[0] == (
        "Your address for the series “Registries”. Give it to your calendar program as a subscription:"
    )
    rows = {made.id: made.event for made in await planned(town)}
    mine = (await read(town, _secret(told.text))).events
    assert {rows[each.uid.removesuffix("@palabre")] for each in mine} == {registries}
    await town.tokens(martha, f"events.manage:{next(made for made, event in rows.items() if event == registries)}")
    for label in ("Cancel this and following", "Cancel it"):
        await town.presses(martha, label)
    assert [label for label, _ in picker(await town.says(ada, "/calendar tides"))] == ["Monthly meeting", "Pilots"]


async def test_only_a_series_of_that_calendar_that_one_may_read_is_given_an_address(town: Town) -> None:
    martha, tides, (ada,) = await series(town, "Ada")
    eve = await town.someone("Eve")
    await plans(town, martha, "/webinar plan", title="Registries", when="10 Nov 10:00", repeats="month-weekday")
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    [_, (_, registries)] = picker(await town.says(ada, "/calendar tides"))
    unknown = await town.tokens(ada, "series.pick", "evt_nothing")
    assert unknown.text == "There is no such event any more. /calendar shows what is to come."
    assert "calendar/" not in (await town.tokens(eve, "series.pick", registries)).text
    await town.run(lambda tx: communities.change(tx, tides, hidden=True))
    assert (await town.tokens(eve, "series.pick", registries)).text == unknown.text


def picker(heard: Heard) -> list[tuple[str, str]]:
    """What the calendar offers to read by itself: the words and the value of each."""
    assert heard.message
    found = [part for part in heard.message.parts if isinstance(part, Picker)]
    options = [each for part in found for each in part.options]
    return [(each.label.text, each.value) for each in options if isinstance(each.label, Words)]


async def test_strangers_get_no_address_and_hear_the_same_of_what_is_hidden_and_what_never_was(town: Town) -> None:
    _, tides, _ = await series(town, "Ada")
    eve = await town.someone("Eve")
    [first, *_] = await planned(town)
    await town.run(lambda tx: tx.note(feeds.PUBLIC_URL, ADDRESS))
    calendar = await town.says(eve, "/calendar tides")
    assert (await town.tokens(eve, f"series.subscribe:{first.event}")).text == calendar.text
    await town.run(lambda tx: communities.change(tx, tides, hidden=True))
    unknown = await town.tokens(eve, "series.subscribe:evt_nothing")
    for action in ("subscribe", "resubscribe"):
        assert (await town.tokens(eve, f"series.{action}:{first.event}")).text == unknown.text


async def test_where_nobody_outside_reaches_us_a_series_offers_no_address(town: Town) -> None:
    _, tides, (ada,) = await series(town, "Ada")
    [first, *_] = await planned(town)
    assert "Subscribe to the series" not in town.labels(town.letters(town.channel(tides))[0].message)
    refused = await town.tokens(ada, f"series.subscribe:{first.event}")
    assert refused.text.startswith("Calendar programs cannot reach this installation yet.")


async def test_archived_the_calendar_says_that_nothing_takes_place(town: Town) -> None:
    martha, _, (ada,) = await series(town, "Ada")
    [first, *_] = await planned(town)
    secret = await subscribes_to_series(town, ada, first.event)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    await town.passes(hours=1)
    assert {status(each) for each in (await read(town, secret)).events} == {"CANCELLED"}
