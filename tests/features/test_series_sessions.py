"""Sessions of a series: each may have a title and a level of its own, shown wherever that time is named, and kept."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.features.communities.model import Mode
from bot.features.events import service
from bot.features.events.model import Level, Occurrence
from tests.features.test_calendars import read, subscribes
from tests.features.test_events import plans
from tests.features.test_series_cover import sessions, webinars, writes
from tests.town import NORTH, Heard, Somebody, Town

INDONESIA = "The case of Indonesia"
CALLED = f"Social registries – {INDONESIA}"


async def times(town: Town) -> list[Occurrence]:
    """Those of the series, in order."""
    row = next(each for each in await town.run(lambda tx: tx.all(service.events.select())) if each.rule)
    return await town.run(lambda tx: service.occurrences_of(tx, row.id))


async def titles(town: Town, who: Somebody, made: Occurrence, title: str, level: str = "none") -> Heard:
    await town.tokens(who, f"events.session:{made.id}")
    return await town.fills(who, title=title, level=level)


async def test_a_session_has_a_title_and_a_level_on_its_card_and_on_the_cover(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    first, second, *_ = await times(town)
    await town.tokens(martha, f"events.manage:{first.id}")
    await town.presses(martha, "Title and level")
    heard = await town.fills(martha, title=f"  {INDONESIA} ", level="introductory")
    assert heard.text == "Number 1 of “Social registries” is saved; whatever shows it is changed."
    await titles(town, martha, second, "", "advanced")
    shown = [town.text(each.message).split("\n") for each in town.letters(town.channel(tides))]
    card = next(each for each in shown if each[0] == "Webinar · Tides · number 1")
    assert card[1:4] == ["Social registries", f"{INDONESIA} · introductory", "What we did, and what comes next."]
    assert sessions(town, tides)[:2] == [
        f"Number 1 · {INDONESIA} · introductory · 10 November 2026 at 15:00 (Europe/Rome)",
        "Number 2 · Level: advanced · 8 December 2026 at 15:00 (Europe/Rome)",
    ]
    await titles(town, martha, first, "")
    shown = [town.text(each.message).split("\n") for each in town.letters(town.channel(tides))]
    card = next(each for each in shown if each[0] == "Webinar · Tides · number 1")
    assert card[1:3] == ["Social registries", "What we did, and what comes next."]


async def test_the_title_is_in_calendars_reminders_and_lists(town: Town) -> None:
    martha, tides, (ada,) = await webinars(town, "Ada")
    first, second, *_ = await times(town)
    await titles(town, martha, first, INDONESIA, "advanced")
    heard = await town.tokens(ada, f"events.going:{first.id}")
    assert heard.text.split("\n")[0].startswith(f"You are going to “{CALLED}”, ")
    entries = {each.uid: each for each in (await read(town, await subscribes(town, ada))).events}
    told = [(entries[f"{made.id}@palabre"].summary, entries[f"{made.id}@palabre"].sequence) for made in (first, second)]
    assert told == [(CALLED, 1), ("Social registries", 0)]
    calendar = (await town.says(ada, "/calendar tides")).text
    assert (f"{CALLED} · Webinar" in calendar, "Social registries · Webinar" in calendar) == (True, True)
    assert f"{CALLED} · number 1 · 10 November" in (await town.says(ada, "/webinars tides")).text
    await town.until(datetime(2026, 11, 9, 15, tzinfo=UTC))
    assert any(f"“{CALLED}”: " in text for text in town.reads(town.channel(tides)))
    assert [f"⏰ “{CALLED}” of Tides: " in text for text in town.reads(ada)][-1]
    await town.tokens(martha, f"events.cancelled:{first.id}/{(await times(town))[0].revision}/only")
    assert town.reads(ada)[-1].startswith(f"“{CALLED}” of Tides, ")


async def test_an_open_communitys_event_list_has_the_title_too(town: Town) -> None:
    martha = await town.someone("Martha", timezone="Europe/Rome")
    await town.community("Tides", admins=[martha], mode=Mode.OPEN, timezone="Europe/Rome")
    await plans(town, martha, "/webinar plan", title="Social registries", when="10 Nov 15:00", repeats="month-weekday")
    first, *_ = await times(town)
    assert [each.title for each in town.offices[NORTH].entries()] == ["Social registries"]
    await titles(town, martha, first, INDONESIA)
    assert [each.title for each in town.offices[NORTH].entries()] == [CALLED]


async def test_it_stays_with_its_session_wherever_that_is_moved(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    numbered = await times(town)
    for made, title in zip(numbered[:4], ("One", "Two", "Three", "Four"), strict=False):
        await titles(town, martha, made, title, "intermediate")
    one, two, three, _, *_ = await times(town)
    minute = int(datetime(2026, 11, 11, 14, tzinfo=UTC).timestamp()) // 60
    await town.tokens(martha, f"events.moved:{one.id}/{one.revision}/only/{minute}")
    minute = int(datetime(2026, 12, 9, 14, tzinfo=UTC).timestamp()) // 60
    await town.tokens(martha, f"events.moved:{two.id}/{two.revision}/following/{minute}")
    three = (await times(town))[2]
    await town.tokens(martha, f"events.cancelled:{three.id}/{three.revision}/only")
    await town.tokens(martha, f"events.restore:{three.id}/{three.revision + 1}")
    await town.passes(days=1)
    now = await times(town)
    assert [(made.number, made.title, made.level) for made in now[:5]] == [
        (1, "One", Level.INTERMEDIATE), (2, "Two", Level.INTERMEDIATE), (3, "Three", Level.INTERMEDIATE),
        (4, "Four", Level.INTERMEDIATE), (5, "", None),
    ]  # fmt: skip
    assert [made.at.weekday() for made in now[:4]] == [2, 2, 2, 2]
    assert all(f" · {title} · intermediate · " in line for title, line in zip(
        ("One", "Two", "Three", "Four"), sessions(town, tides), strict=False
    ))


async def test_a_session_that_is_easier_than_one_before_it_is_saved_and_it_is_said(town: Town) -> None:
    martha, _, _ = await webinars(town)
    first, second, third, *_ = await times(town)
    assert "\n" not in (await titles(town, martha, second, "", "advanced")).text
    assert "\n" not in (await titles(town, martha, first, "", "introductory")).text
    odd = await titles(town, martha, third, "", "intermediate")
    assert odd.text.split("\n")[1:] == [
        "Number 2, before it, is advanced: sessions are easiest to follow from introductory to advanced."
    ]
    odd = await titles(town, martha, (await times(town))[0], "", "advanced")
    assert odd.text.split("\n")[1].startswith("Number 3, after it, is intermediate")


async def test_from_the_cover_all_sessions_are_reached_also_those_that_are_over(town: Town) -> None:
    martha, tides, _ = await webinars(town)
    await writes(town, martha)
    await town.until(datetime(2026, 11, 10, 16, 30, tzinfo=UTC))
    saved = await writes(town, martha, why="Again")
    heard = await town.presses(martha, "Sessions", on=saved)
    assert heard.text.split("\n")[:2] == [
        "Sessions of “Social registries”", "Number 1 · 10 November 2026 at 15:00 (Europe/Rome)",
    ]  # fmt: skip
    before = (len(town.letters(martha)), len(town.letters(town.admin_channel(tides))))
    await town.presses(martha, "Title and level", on=heard)
    await town.fills(martha, title=INDONESIA)
    assert sessions(town, tides)[-1] == f"Number 1 · {INDONESIA} · 10 November 2026"
    assert (len(town.letters(martha)), len(town.letters(town.admin_channel(tides)))) == before
    first = (await times(town))[0]
    heard = await town.tokens(martha, f"series.turn:{first.event}/1")
    assert (heard.redrawn, heard.text.split("\n")[1].partition(" · ")[0]) == (True, "Number 9")


async def test_what_came_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(town: Town) -> None:
    martha, _, _ = await webinars(town)
    first, *_ = await times(town)
    opened = await town.tokens(martha, f"events.session:{first.id}")
    await town.fills(martha, title="First")
    town.heard[martha.account] = opened
    refused = await town.fills(martha, title="Second")
    assert (list(refused.problems), refused.form and refused.form.fields[0].value) == ([""], "Second")
    assert (await times(town))[0].title == "First"


async def test_only_who_plans_gives_titles_and_only_to_sessions_of_webinars_and_workshops(town: Town) -> None:
    martha, _, (ada,) = await webinars(town, "Ada")
    eve = await town.someone("Eve")
    first, *_ = await times(town)
    assert (await town.tokens(ada, f"events.session:{first.id}")).text.startswith("Only the administrators of Tides")
    assert (await town.tokens(eve, f"series.sessions:{first.event}")).form is None
    await plans(town, martha, title="Monthly", when="20 Nov 10:00", repeats="week")
    rows = await town.run(lambda tx: tx.all(service.events.select()))
    for row in rows:
        if row.title in ("Monthly", "Once"):
            made = (await town.run(lambda tx, row=row: service.occurrences_of(tx, row.id)))[0]
            refused = await town.tokens(martha, f"events.session:{made.id}")
            assert refused.text == f"“{row.title}” has no sessions: only a series of webinars or workshops does."
            managed = await town.tokens(martha, f"events.manage:{made.id}")
            assert "Title and level" not in managed.buttons


async def test_it_is_said_in_french_to_who_reads_french(town: Town) -> None:
    lea = await town.someone("Léa", locale="fr", timezone="Europe/Rome")
    await town.community("Tides", admins=[lea], timezone="Europe/Rome")
    await plans_in_french(town, lea)
    first, *_ = await times(town)
    assert (await titles(town, lea, first, "Le cas de l’Indonésie", "advanced")).text == (
        "Le numéro 1 de « Registres » est enregistré ; tout ce qui le montre est modifié."
    )


async def plans_in_french(town: Town, lea: Somebody) -> None:
    await town.says(lea, "/webinar plan tides")
    await town.fills(lea, title="Registres", purpose="Pourquoi", when="10 Nov 15:00", repeats="month-weekday")
    first = next(iter(await town.run(lambda tx: tx.all(service.events.select()))))
    await town.tokens(lea, f"events.plan:{first.id}/{first.revision}")
