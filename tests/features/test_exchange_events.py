"""What was planned goes out in a file and comes in again: times, series, periods, speakers and roles, not who comes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.db.database import Database
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.events import content, records, service
from bot.features.events.model import Event, Occurrence, State
from bot.features.exchange.reading import read
from bot.features.exchange.service import bring_in
from bot.jobs.outbox import posts
from tests.features.test_events import manages, planned, plans, settled
from tests.features.test_events_staff import role, speaks
from tests.features.test_exchange import SMALL, _emptied, bring, complaints, exported
from tests.rules.sources import ROOT
from tests.town import NORTH, SQUARE, Town

EVENTS = """
  [[community.event]]
  title = "Planting day"
  type = "workshop"
  key = "planting"
  start = 2026-12-12T10:00:00
  timezone = "Europe/Rome"
  purpose = "To plant trees."
  where = "The hill, https://stream.example"
  languages = "English, French"
  external = true
  minutes = 180
  capacity = 40

    [[community.event.speaker]]
    name = "Nadia Costa"
    institution = "Coast Institute"
    state = "accepted"

    [[community.event.speaker]]
    name = "Ben Omar"

    [[community.event.role]]
    role = "moderator"
    account = "playground:baobab/bo"

    [[community.event.role]]
    role = "note-taker"

  [[community.event]]
  title = "Weekly round"
  start = 2026-11-05T15:00:00
  repeats = "week"
  last = 6

    [[community.event.change]]
    number = 2
    start = 2026-11-13T16:00:00

    [[community.event.change]]
    number = 3
    cancelled = true

  [[community.event]]
  title = "Harvest"
  type = "webinar"
  period = "Fin mai – début juin 2027"

  [[community.event]]
  title = "Call for seeds"
  type = "deadline"
  start = 2026-12-01T17:00:00
"""


def times(tx: Tx, title: str) -> list[tuple[int, str, State]]:
    rows = tx.all(service.events.select(), Event)
    row = next(each for each in rows if each.title == title)
    found: list[Occurrence] = service.occurrences_of(tx, row.id)
    return [(each.number, f"{each.at:%m-%d %H:%M}", each.state) for each in found]


def test_what_may_be_chosen_is_the_same_in_forms_and_in_files() -> None:
    assert content.RHYTHMS is records.RHYTHMS
    assert set(records.RHYTHMS) == set(records.Repeats)


async def test_events_come_in_with_their_times_speakers_and_roles_and_go_round_byte_for_byte(
    database: Database,
) -> None:
    done = await bring(database, SMALL + EVENTS)
    assert done.created["event"] == 4
    assert await database.run(lambda tx: times(tx, "Weekly round")) == [
        (1, "11-05 15:00", State.PLANNED), (2, "11-13 16:00", State.PLANNED), (3, "11-19 15:00", State.CANCELLED),
        (4, "11-26 15:00", State.PLANNED), (5, "12-03 15:00", State.PLANNED), (6, "12-10 15:00", State.PLANNED),
    ]  # fmt: skip
    assert await database.run(lambda tx: times(tx, "Harvest")) == [(1, "05-21 00:00", State.TENTATIVE)]
    assert await database.run(lambda tx: times(tx, "Planting day")) == [(1, "12-12 09:00", State.PLANNED)]
    first = await exported(database)
    await database.run(_emptied)
    await bring(database, first)
    assert await exported(database) == first
    again = await bring(database, first)
    assert (dict(again.created), dict(again.updated), again.unchanged["event"]) == ({}, {}, 4)


async def test_what_was_planned_moved_and_ended_in_chat_goes_round_too(town: Town) -> None:
    ada = await town.someone("Ada")
    martha, _ = await settled(town, ada)
    await plans(town, martha, when="5 Nov 15:00", repeats="week")
    third, fifth = (await planned(town))[2], (await planned(town))[4]
    for label, when, made in (("Move", "20 Nov 11:00", third), ("Move this and following", "4 Dec 15:00", fifth)):
        await town.tokens(martha, f"events.manage:{made.id}")
        await town.presses(martha, label)
        await town.fills(martha, when=when)
        await town.presses(martha, "Move it")
    tenth = (await planned(town))[9]
    for label in ("Cancel this and following", "Cancel it"):
        await town.tokens(martha, f"events.manage:{tenth.id}") if label != "Cancel it" else None
        await town.presses(martha, label)
    await plans(town, martha, "/webinar plan", title="Nets", when="end of May – early June")
    await plans(town, martha, title="Twice", when="2027-10-31 02:30 UTC+01:00")
    await plans(town, martha, "/event plan milestone", title="Launch", when="20 Dec")
    await speaks(town, martha, "Nadia Costa", "", "declined")
    await role(town, martha, "moderator", "ada")
    before = await town.run(_everything)
    first = await exported(town.database)
    assert 'period = "end of May – early June"\nearliest = 2027-05-21\nlatest = 2027-06-10' in first
    assert "start = 2027-10-31T02:30:00+01:00" in first
    await town.run(_emptied)
    await bring(town.database, first)
    assert await exported(town.database) == first
    found = await town.run(_everything)
    assert found == before


def _everything(tx: Tx) -> list[tuple[int, datetime]]:
    [community] = communities.everything(tx)
    found = service.coming(tx, community.id, after=tx.now, cancelled=False, provisional=True)
    return [(each.number, each.at) for _, each in found]


TIDES = f"""
[[community]]
slug = "tides"
name = "Tides"
mode = "public"
admins = ["{NORTH}:{SQUARE}/martha"]

  [[community.place]]
  platform = "{NORTH}"
  workspace = "{SQUARE}"
  channel = "tides"
"""


async def test_a_file_posts_no_card_before_a_thing_comes_near_and_then_it_can_be_answered(town: Town) -> None:
    text = TIDES + """
  [[community.event]]
  title = "Far"
  start = 2026-12-01T10:00:00

  [[community.event]]
  title = "Past"
  start = 2016-03-01T10:00:00

  [[community.event]]
  title = "Old plan"
  period = "Fin mai – début juin 2016"
"""
    file = read(text)
    await town.run(lambda tx: bring_in(tx, file))
    await town.settle()
    community = (await town.run(communities.everything))[0]
    assert town.letters(town.channel(community)) == []
    await town.until(datetime(2026, 11, 24, 11, tzinfo=UTC))
    assert [text.split("\n")[1] for text in town.reads(town.channel(community))] == ["Far"]
    assert await exported(town.database) == await exported(town.database)


async def test_imported_again_details_change_but_nobody_is_moved_by_a_file(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await settled(town, ada)
    await plans(town, martha)
    await town.tokens(ada, f"events.going:{(await planned(town))[0].id}")
    text = await exported(town.database)
    changed = text.replace("Monthly meeting", "Renamed").replace("2026-11-12T15:00:00", "2026-11-20T15:00:00")
    file = read(changed)
    done = await town.run(lambda tx: bring_in(tx, file))
    await town.settle()
    assert (done.updated["event"], done.otherwise) == (1, ["Renamed (tides)"])
    assert [f"{made.at:%d %H:%M}" for made in await planned(town)] == ["12 14:00"]
    assert "Renamed" in (await town.says(ada, "/calendar tides")).text
    assert town.letters(ada) == []
    await manages(town, martha)


HEAD = SMALL + '\n  [[community.event]]\n  title = "E"\n'


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("", "line 21, community.event.start: an event has either a start or a period. "
             'Write start = 2027-05-12T15:00:00 or period = "May 2027".'),
        ('period = "soon"', "line 23, community.event.period: 'soon' cannot be read. "
                            'Write words and the year, as in period = "end of May – early June 2027".'),
        ('period = "May"', "line 23, community.event.period: 'May' cannot be read. "
                           'Write words and the year, as in period = "end of May – early June 2027".'),
        ('period = "2027"\n  repeats = "week"', "line 24, community.event.repeats: what is provisional takes "
                                              "place once. Remove it, or write a start."),
        ('start = 2027-05-30T10:00:00\n  repeats = "month-weekday"',
         "line 24, community.event.repeats: the start does not fit it. "
         "Write a start on such a day, or another rhythm."),
        ('start = 2027-05-30T10:00:00\n  type = "deadline"\n  capacity = 3',
         "line 25, community.event.capacity: a deadline has none. Remove it."),
        ('start = 2027-05-30T10:00:00\n  type = "party"',
         "line 24, community.event.type: is 'party'. Write one of meeting, webinar, workshop, deadline, milestone."),
        ('start = "tomorrow"', "line 23, community.event.start: is 'tomorrow'. "
                               "Write a moment, as in 2025-01-31T12:00:00Z."),
        ('start = 2027-05-30T10:00:00\n  wher = "x"',
         "line 24, community.event.wher: there is no such key. Did you mean where?"),
        ('start = 2027-05-30T10:00:00\n\n    [[community.event.role]]\n    role = "r"\n    account = "a:b/c"',
         "line 27, community.event.role.account: a:b/c does not belong to the community. "
         "Add them as a member, or leave the account out."),
        ('start = 2027-05-30T10:00:00\n\n    [[community.event.change]]\n    number = 2',
         "line 25, community.event.change: nothing is changed. Write another start, or cancelled = true."),
        ('period = "May"\n  earliest = 2027-05-03', "line 24, community.event.earliest: the days of a period are two, "
                                                    "in order. Write earliest and latest, or neither."),
        ('start = 2027-05-30T10:00:00\n\n  [[community.event]]\n  title = "E"\n  start = 2027-05-30T10:00:00',
         "line 25, community.event.key: 'e-20270530-1000' is the key of another event. "
         "Give this one a key of its own."),
        ('start = 2027-05-30T10:00:00\n\n    [[community.event.speaker]]\n    name = "N"\n    state = "maybe"',
         "line 27, community.event.speaker.state: is 'maybe'. Write one of proposed, contacted, accepted, declined."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_its_line_and_key_with_what_to_write(lines: str, complaint: str) -> None:
    assert complaints(f"{HEAD}  {lines}\n") == [f"file.toml, {complaint}"]


async def test_a_file_with_one_wrong_event_imports_nothing(database: Database) -> None:
    complaints(SMALL + EVENTS + '\n  [[community.event]]\n  title = "E"\n')
    assert await database.run(communities.everything) == []


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "examples").glob("*-calendar.toml")))
async def test_the_calendars_of_the_guide_come_in_and_go_round_byte_for_byte(database: Database, name: str) -> None:
    """They come after the communities, as their first lines say."""
    await bring(database, (ROOT / "examples" / "communities.toml").read_text("utf-8"))
    done = await bring(database, (ROOT / "examples" / name).read_text("utf-8"))
    assert done.created["event"] >= 7
    first = await exported(database)
    await database.run(_emptied)
    await bring(database, first)
    assert await exported(database) == first


async def test_the_series_of_the_guide_comes_in_and_goes_round_byte_for_byte(database: Database) -> None:
    await bring(database, (ROOT / "examples" / "communities.toml").read_text("utf-8"))
    done = await bring(database, (ROOT / "examples" / "health-series.toml").read_text("utf-8"))
    assert (done.created["event"], done.beyond) == (1, [])
    first = await exported(database)
    assert 'title = "Le cas de l’Indonésie"' in first
    await database.run(_emptied)
    await bring(database, first)
    assert await exported(database) == first


async def test_the_card_of_a_period_comes_a_week_before_its_first_day_and_by_day(town: Town) -> None:
    text = TIDES.replace("mode", 'timezone = "America/New_York"\nmode') + """
  [[community.event]]
  title = "Harvest"
  type = "webinar"
  period = "December 2026"
"""
    file = read(text)
    await town.run(lambda tx: bring_in(tx, file))
    community = (await town.run(communities.everything))[0]
    seen = []
    for moment in (datetime(2026, 11, 24, 13, 59, tzinfo=UTC), datetime(2026, 11, 24, 14, 0, tzinfo=UTC)):
        await town.until(moment)  # nine in New York; the first day of the period begins there at midnight
        seen.append(len(town.letters(town.channel(community))))
    assert seen == [0, 1]


SERIES = """
  [[community.event]]
  title = "Benefit packages"
  type = "webinar"
  key = "packages"
  start = 2026-12-01T15:00:00
  repeats = "month-weekday"
  last = 4

    [[community.event.change]]
    number = 2
    start = 2027-01-12T16:00:00

    [community.event.cover]
    why = "Every country chooses."
    objectives = ["Share what was tried", "Pass on what works"]
    audience = "Decision-makers"
    convenor = "The programme"

    [[community.event.session]]
    number = 1
    title = "How to decide"
    level = "introductory"

    [[community.event.session]]
    number = 2
    title = "The case of Indonesia"

    [[community.event.session]]
    number = 4
    level = "advanced"
"""


def sessions(tx: Tx) -> list[tuple[int, str, str | None]]:
    row = next(each for each in tx.all(service.events.select(), Event) if each.key == "packages")
    return [(each.number, each.title, each.level) for each in service.occurrences_of(tx, row.id)]


async def test_sessions_and_the_cover_come_in_and_go_round_byte_for_byte(database: Database) -> None:
    await bring(database, SMALL + SERIES)
    said = [
        (1, "How to decide", "introductory"), (2, "The case of Indonesia", None), (3, "", None), (4, "", "advanced"),
    ]  # fmt: skip
    assert await database.run(sessions) == said
    first = await exported(database)
    assert SERIES.split("[community.event.cover]")[1].replace(" ", "").replace("\n", "") in (
        first.split("[community.event.cover]")[1].replace(" ", "").replace("\n", "")
    )
    await database.run(_emptied)
    await bring(database, first)
    assert await exported(database) == first
    again = await bring(database, first)
    assert (dict(again.updated), again.unchanged["event"]) == ({}, 1)


async def test_imported_again_only_what_is_written_of_sessions_and_cover_is_changed(database: Database) -> None:
    await bring(database, SMALL + SERIES)
    head, _, rest = SERIES.partition("    [community.event.cover]")
    done = await bring(database, SMALL + head)
    assert done.unchanged["event"] == 1
    done = await bring(database, SMALL + head + '    [community.event.cover]\n    audience = "Everybody"\n')
    assert done.updated["event"] == 1
    now = await exported(database)
    assert ('audience = "Everybody"' in now, 'why = "Every country chooses."' in now) == (True, True)
    one = '    [[community.event.session]]\n    number = 3\n    title = "In the end"\n'
    done = await bring(database, SMALL + head + one)
    assert done.updated["event"] == 1
    assert await database.run(sessions) == [(1, "", None), (2, "", None), (3, "In the end", None), (4, "", None)]
    assert "How to decide" in rest


async def test_a_session_beyond_what_is_planned_is_named_and_the_others_come_in(database: Database) -> None:
    far = SERIES.replace("last = 4\n", "").replace("number = 4\n", "number = 60\n")
    done = await bring(database, SMALL + far)
    assert done.beyond == ["number 60 of Benefit packages (garden)"]
    assert (await database.run(sessions))[:2] == [
        (1, "How to decide", "introductory"), (2, "The case of Indonesia", None),
    ]  # fmt: skip
    again = await bring(database, SMALL + far)
    assert (again.unchanged["event"], again.beyond) == (1, done.beyond)


async def test_a_title_that_a_file_gives_to_what_is_long_over_asks_nobody_for_anything(town: Town) -> None:
    past = TIDES + SERIES.replace("2026-12-01", "2026-03-03").replace("2027-01-12", "2026-04-14").split("    [comm")[0]
    title = '    [[community.event.session]]\n    number = 1\n    title = "How to decide"\n'
    for text in (past, past + title):
        file = read(text)
        await town.run(lambda tx, file=file: bring_in(tx, file))
        await town.settle()
    assert (await town.run(sessions))[0] == (1, "How to decide", None)
    await town.passes(days=30)
    assert [kind for kind in await town.run(kinds_of_posts) if kind in ("event", "dossier", "dossier-missing")] == []


def kinds_of_posts(tx: Tx) -> list[str]:
    return [each.card.partition(":")[0] for each in tx.all(posts.select())]


async def test_the_cover_a_file_brings_is_shown_when_the_first_session_comes_near(town: Town) -> None:
    file = read(TIDES + SERIES)
    await town.run(lambda tx: bring_in(tx, file))
    await town.settle()
    community = (await town.run(communities.everything))[0]
    seen = []
    for moment in (datetime(2026, 11, 24, 14, 59, tzinfo=UTC), datetime(2026, 11, 24, 15, 0, tzinfo=UTC)):
        await town.until(moment)
        found = town.reads(town.channel(community))
        seen.append([text.split("\n")[0] for text in found])
    assert seen == [[], ["Webinar · Tides · number 1", "Webinar series · Tides"]]
    await town.passes(days=40)
    assert len([text for text in town.reads(town.channel(community)) if text.startswith("Webinar series")]) == 1


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ('[community.event.cover]\n    convener = "x"',
         "line 30, community.event.cover.convener: there is no such key. Did you mean convenor?"),
        ('[community.event.cover]\n    objectives = "x"', "line 30, community.event.cover.objectives: is 'x'. "
                                                         'Write a list, as in objectives = ["…"].'),
        (f'[community.event.cover]\n    objectives = ["{"x" * 999}", "y"]',
         "line 30, community.event.cover.objectives: is too long. Write at most 1000 signs in all."),
        ('[[community.event.session]]\n    number = 2\n    level = "hard"',
         "line 31, community.event.session.level: is 'hard'. Write one of introductory, intermediate, advanced."),
        ('[[community.event.session]]\n    number = 2',
         "line 29, community.event.session: nothing is said of it. Write a title, a level, or both."),
        ('[[community.event.session]]\n    number = 5\n    title = "x"',
         "line 30, community.event.session.number: number 5 is none of its times. Write a number from 1 to 4."),
        ('[[community.event.session]]\n    number = 2\n    title = "x"\n    [[community.event.session]]\n'
         '    number = 2\n    title = "y"',
         "line 33, community.event.session.number: number 2 stands twice. Keep one of the two."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_cover_or_a_session_is_named_in_the_same_way(lines: str, complaint: str) -> None:
    head = f'{HEAD}  type = "webinar"\n  start = 2026-12-01T15:00:00\n  repeats = "month-weekday"\n  last = 4\n\n'
    assert complaints(f"{head}\n    {lines}\n") == [f"file.toml, {complaint}"]


@pytest.mark.parametrize(
    ("kind", "remedy"), [("webinar", "Remove it, or write repeats."), ("meeting", "Remove it.")]
)  # fmt: skip
def test_what_is_no_series_of_webinars_has_neither_cover_nor_sessions(kind: str, remedy: str) -> None:
    head = f'{HEAD}  type = "{kind}"\n  start = 2026-12-01T15:00:00\n'
    assert complaints(f'{head}    [community.event.cover]\n    [[community.event.session]]\n    number = 1\n') == [
        f"file.toml, line 25, community.event.cover: only a series of webinars or workshops has a cover. {remedy}",
        f"file.toml, line 26, community.event.session: only a series of webinars or workshops has sessions. {remedy}",
    ]  # fmt: skip
