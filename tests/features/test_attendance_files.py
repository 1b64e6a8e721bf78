"""Who was there by the lists that webinar tools export: read as each tool writes them, shown, then noted once."""

from __future__ import annotations

import pytest

from bot.chat.inbound import FormSent, Upload
from bot.features.attendance import lists, service
from bot.features.communities import service as communities
from bot.features.communities.model import Community
from bot.features.events.model import Occurrence
from bot.features.people import service as people
from tests.features.test_attendance import meeting
from tests.features.test_events import planned
from tests.features.test_reminders import utc
from tests.town import Heard, Somebody, Town

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,"Registries, part one",11/12/2026 02:51:08 PM,11/12/2026 04:02:10 PM,host@example.org,72,4

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent
Martha (Host),host@example.org,11/12/2026 02:51:08 PM,11/12/2026 04:02:10 PM,72,No,
"Ada L. (Ada Lovelace)",,11/12/2026 03:00:00 PM,11/12/2026 03:20:00 PM,20,Yes,
"Ada L. (Ada Lovelace)",,11/12/2026 03:40:00 PM,11/12/2026 03:55:00 PM,15,Yes,
Bo,,11/12/2026 03:00:00 PM,11/12/2026 03:12:00 PM,12,Yes,
iPhone,,11/12/2026 03:00:00 PM,11/12/2026 04:00:00 PM,60,Yes,
"""

ZOOM_WEBINAR = """Attendee Report
Report Generated:,"11/12/2026 05:00:00 PM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers
"Registries",812 3456 7890,11/12/2026 02:51:08 PM,72,3,0,3
Host Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Martha,host@example.org,11/12/2026 02:51:08 PM,11/12/2026 04:02:10 PM,72,No,Italy
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes)
Yes,ada,Ada,Lovelace,ada@example.org,11/12/2026 03:00:00 PM,11/12/2026 03:35:00 PM,35
No,Bo,Bo,,bo@example.org,--,--,--
"""

TEAMS = (
    "1. Summary\r\nMeeting title\tRegistries\r\nAttended participants\t3\r\nMeeting duration\t1h 11m 2s\r\n\r\n"
    "2. Participants\r\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\r\n"
    "Martha\t11/12/26, 2:51:08 PM\t11/12/26, 4:02:10 PM\t1h 11m 2s\thost@example.org\thost@example.org\tOrganizer\r\n"
    "LOVELACE, Ada (Guest)\t11/12/26, 3:00:00 PM\t11/12/26, 3:55:00 PM\t35m 4s\t\t\tPresenter\r\n"
    "Bo\t11/12/26, 3:00:00 PM\t11/12/26, 3:12:00 PM\t20m\t\t\tPresenter\r\n\r\n"
    "3. In-Meeting Activities\r\n"
    "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\r\n"
    "LOVELACE, Ada (Guest)\t11/12/26, 3:00:00 PM\t11/12/26, 3:20:00 PM\t20m 4s\t\tPresenter\r\n"
    "LOVELACE, Ada (Guest)\t11/12/26, 3:40:00 PM\t11/12/26, 3:55:00 PM\t15m\t\tPresenter\r\n"
    "Bo\t11/12/26, 3:00:00 PM\t11/12/26, 3:12:00 PM\t20m\t\tPresenter\r\n"
)

MEET = """First name,Last name,Email,Duration,Time joined,Time exited
Ada,Lovelace,ada@example.org,35 min,15:00,15:35
Bo,,bo@example.org,12 min,15:00,15:12
Martha,,host@example.org,1 hr 11 min,14:51,16:02
"""

SPREADSHEET = "Nom;Prénom;Durée (minutes)\r\nLovelace;Ada;35,5\r\n;Bo;12\r\n;Martha;72\r\n"

TOOLS = {
    "zoom": ZOOM.encode(),
    "zoom webinar": ZOOM_WEBINAR.encode("utf-8-sig"),
    "teams": TEAMS.encode("utf-16"),
    "teams without its mark": TEAMS.encode("utf-16-le"),
    "teams the other way round": b"\xfe\xff" + TEAMS.encode("utf-16-be"),
    "meet": MEET.encode("utf-8-sig"),
    "spreadsheet": SPREADSHEET.encode("cp1252"),
    "names alone": "﻿Name\nAda Lovelace\nMartha\n".encode(),
}


async def held(town: Town, *names: str) -> tuple[Somebody, Community, Occurrence]:
    """A meeting of an hour that Martha leads; it is just over."""
    members = [await town.someone(name) for name in names]
    martha, tides = await meeting(town, *members)
    [made] = await planned(town)
    await town.until(utc("11-12 15:10"))
    return martha, tides, made


async def brings(town: Town, who: Somebody, made: Occurrence, content: bytes, **values: str) -> Heard:
    """Chooses a file on the page of attendance."""
    await town.tokens(who, f"attendance.seen:{made.id}")
    heard = await town.presses(who, "From a file")
    assert heard.form
    upload = Upload("list.csv", "text/csv", content)
    sent = FormSent(town.fresh(), who.actor, None, heard.form.token, {"share": "50", **values}, {"file": upload})
    return await town.does(who, sent)


async def there(town: Town, made: Occurrence) -> list[str]:
    found = await town.run(lambda tx: service.present(tx, made.id))
    assert {str(each.how) for each in found} <= {"file", "button"}
    names = await town.run(lambda tx: [people.name(tx, each.person) for each in found])
    return sorted(names)


@pytest.mark.parametrize("tool", TOOLS)
async def test_the_list_of_every_tool_notes_who_was_there_for_half_of_it(town: Town, tool: str) -> None:
    martha, _, made = await held(town, "Ada Lovelace", "Bo")
    heard = await brings(town, martha, made, TOOLS[tool])
    assert heard.text.split("\n")[1] == "The file names 2 people who were there for at least 50 % of it."
    assert await there(town, made) == []
    done = await town.presses(martha, "Note 2 people", on=heard)
    assert (done.redrawn, done.text) == (
        True, "2 people more are noted at “Monthly meeting”. 2 people were there."
    )  # fmt: skip
    assert await there(town, made) == ["Ada Lovelace", "Martha"]


async def test_whoever_is_not_noted_is_named_with_the_reason(town: Town) -> None:
    martha, _, made = await held(town, "Ada Lovelace", "Bo", "Cy Twin", "Twin Cy")
    heard = await brings(town, martha, made, (ZOOM + "Cy Twin,,,,60,Yes,\n").encode())
    assert heard.text.split("\n")[3:] == [
        "There for less, and not noted:", "Bo (12 min)",
        "Nobody in the community is called so, and so they are not noted:", "iPhone",
        "Several people are called so, and so nobody is noted for it:", "Cy Twin",
    ]  # fmt: skip
    less = await brings(town, martha, made, ZOOM.encode(), share="20 %")
    assert less.text.split("\n")[1] == "The file names 3 people who were there for at least 20 % of it."


async def test_noted_twice_or_before_it_is_one_presence_and_the_own_word_stays(town: Town) -> None:
    martha, _, made = await held(town, "Ada Lovelace", "Bo")
    await town.tokens(martha, f"attendance.here:{made.id}")
    heard = await brings(town, martha, made, ZOOM.encode())
    assert heard.text.split("\n")[1] == (
        "The file names one person who was there for at least 50 % of it; one more is noted already."
    )
    assert (await town.presses(martha, "Note one person", on=heard)).text.startswith("One person more is noted")
    assert (await town.presses(martha, "Note one person", on=heard)).text.startswith("Nobody new is noted")
    again = await brings(town, martha, made, ZOOM.encode())
    assert again.text.split("\n")[1] == "The file names nobody who is not noted yet; 2 more are noted already."
    found = await town.run(lambda tx: service.present(tx, made.id))
    assert sorted(str(each.how) for each in found) == ["button", "file"]


@pytest.mark.parametrize(
    ("content", "values", "problem"),
    [
        (b"PK\x03\x04\x00\x00 a spreadsheet as it is", {}, "file"), (b"", {}, "file"), (b"a,b\n1,2\n", {}, "file"),
        (b"Name\n", {}, "file"), (b"Name\nAda\n", {"share": "101"}, "share"),
        (b"Name\n" + b"Ada\n" * (lists.MOST + 1), {}, "file"), (b"Name\nAda\n", {"share": "half"}, "share"),
    ],
)  # fmt: skip
async def test_what_is_no_list_is_given_back_with_what_to_do(
    town: Town, content: bytes, values: dict[str, str], problem: str
) -> None:
    martha, _, made = await held(town, "Ada")
    heard = await brings(town, martha, made, content, **values)
    assert list(heard.problems) == [problem]
    assert await there(town, made) == []


async def test_only_administrators_bring_a_list_and_only_of_what_has_begun(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    martha, tides = await meeting(town, ada)
    [made] = await planned(town)
    assert (await town.tokens(martha, f"attendance.file:{made.id}")).text == "“Monthly meeting” has not begun yet."
    assert "From a file" not in (await town.tokens(martha, f"attendance.seen:{made.id}")).buttons
    await town.until(utc("11-12 15:10"))
    heard = await brings(town, martha, made, b"Name\nAda\n")
    token = town.button(martha, "Note one person", on=heard).token
    assert (await town.tokens(ada, token)).text.startswith("Only the administrators of Tides")
    bo = await town.someone("Bo")
    await town.run(lambda tx: communities.change(tx, tides, hidden=True))
    unknown = "There is no such event any more. /calendar shows what is to come."
    assert {(await town.tokens(who, token)).text for who in (eve, bo)} == {unknown}
    assert await there(town, made) == []
    assert (await town.tokens(martha, token)).text.startswith("One person more is noted")


async def test_a_list_of_long_ago_is_noted_and_wakes_no_community(town: Town) -> None:
    martha, tides, made = await held(town, "Ada Lovelace")
    await town.passes(days=400)
    state = (await town.now(tides)).state
    heard = await brings(town, martha, made, ZOOM.encode())
    await town.presses(martha, "Note 2 people", on=heard)
    assert (len(await there(town, made)), (await town.now(tides)).state) == (2, state)
    assert str(state) == "inactive"


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("47", 47), ("47,5", 47.5), ("0:47:30", 47.5), ("1:05", 65), ("1h 5m 30s", 65.5), ("1 hr 5 min", 65),
     ("2 heures 3 minutes", 123), ("45 s", 0.75), ("< 1 min", 1), ("PT1H2M", 62), ("--", None), ("", None)],
)  # fmt: skip
def test_times_are_read_in_the_words_of_every_tool(said: str, minutes: float | None) -> None:
    [[line]] = lists.read(f"Name\tDuration\nAda\t{said}\n".encode())
    assert line.minutes == minutes


@pytest.mark.parametrize(
    ("head", "minutes"), [("Duration (seconds)", 2), ("Duration (hours)", 7200), ("Total Duration (Minutes)", 120)]
)
def test_a_bare_number_counts_in_the_unit_of_its_column(head: str, minutes: float) -> None:
    [[line]] = lists.read(f"Name,{head}\nAda,120\n".encode())
    assert line.minutes == minutes


@pytest.mark.parametrize(
    ("one", "other"),
    [("Siobhán O'Neill 🌍", "SIOBHAN O'NEILL"), ("LOVELACE, Ada", "Ada Lovelace"), ("ليلى المنصوري", "المنصوري ليلى")],
)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert lists.key(one) == lists.key(other) != ()


def test_our_own_file_can_be_read_again_without_those_who_were_not_there() -> None:
    found = lists.read(b"name,present,at,how,answer\r\n'=Ada(),yes,2026,button,\r\nBo,no,,,going\r\n")
    assert [[line.name for line in table] for table in found] == [["=Ada()"]]


def test_the_headings_between_the_tables_of_a_list_are_nobody() -> None:
    """Also where a spreadsheet saved it and filled every line up."""
    padded = "\n".join(f"{line};;;" if line.count(";") == 0 else line for line in (
        "Host Details", "Name;Email;Duration;Role", "Martha;m@example.org;72;Host", "Attendee Details",
        "Name;Email;Duration;Role", "Ada;a@example.org;35;Guest",
    ))  # fmt: skip
    assert [[line.name for line in table] for table in lists.read(padded.encode())] == [["Martha"], ["Ada"]]
