"""The moderation team's own meeting: nobody else learns of it, and what waits for the team is there when it meets."""

from __future__ import annotations

from datetime import timedelta

from bot.features.communities.model import Community, Mode
from bot.features.events import service as events
from bot.features.events import staff
from bot.features.events.model import Duty
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.team import service
from tests.features.test_events import plans
from tests.features.test_reminders import utc, wakes
from tests.town import NORTH, SOUTH, Heard, Somebody, Town

MEETING = {"when": "24 Nov 10:00", "minutes": "45", "where": "https://meet.example/team"}


async def team(town: Town, **fields: object) -> tuple[Somebody, Community]:
    """Martha administers Tides, which lives in Rome's time and asks whoever wants to join."""
    martha = await town.someone("Martha", timezone="Europe/Rome")
    kept = {"mode": Mode.SEMI_PRIVATE, "timezone": "Europe/Rome", **fields}
    return martha, await town.community("Tides", admins=[martha], **kept)  # type: ignore[arg-type]


async def writes(town: Town, who: Somebody, **values: str) -> Heard:
    await town.says(who, "/team meeting tides")
    return await town.fills(who, **{**MEETING, **values})


async def meets(town: Town, who: Somebody, **values: str) -> Heard:
    await writes(town, who, **values)
    return await town.presses(who, "Plan it")


def cards(town: Town, tides: Community, platform: str = NORTH) -> list[str]:
    said = town.reads(town.admin_channel(tides, platform))
    return [text for text in said if text.startswith("The team of Tides")]


def reminded(town: Town, who: Somebody) -> list[str]:
    return [text for text in town.reads(who) if text.startswith("The team of Tides")]


async def test_p5_it_is_said_back_in_full_before_anybody_hears_of_it(town: Town) -> None:
    martha, tides = await team(town)
    heard = await writes(town, martha)
    assert heard.text == (
        "This is when the team of Tides is to meet. Nobody has heard of it yet: check day, hour and zone.\n"
        "When: Tuesday 24 November 2026, 10:00 (Europe/Rome, UTC+01:00)\n"
        "Tuesday 22 December 2026, 10:00 (Europe/Rome, UTC+01:00)\n"
        "Tuesday 26 January 2027, 10:00 (Europe/Rome, UTC+01:00)\n"
        "Length: 45 minutes\nWhere: https://meet.example/team"
    )
    await town.until(utc("11-18 09:00"))
    assert cards(town, tides) == []


async def test_a_week_before_all_that_waits_stands_where_administrators_meet_and_nowhere_else(town: Town) -> None:
    ada, ben = await town.someone("Ada"), await town.someone("Ben")
    martha, tides = await team(town)
    await town.run(lambda tx: membership.admit(tx, tides, ada.id, by=""))
    await plans(town, martha, "/webinar plan", title="Maps", when="5 Nov 15:00")
    await meets(town, martha)
    await town.presses(ada, "Ask a question", on=town.letters(town.channel(tides))[0])
    await town.fills(ada, text="Why?")
    await town.until(utc("11-16 09:00"))
    await town.joins(ben, tides)
    assert cards(town, tides) == []
    await town.until(utc("11-17 09:01"))
    assert cards(town, tides) == [
        "The team of Tides meets, 24 November 2026 at 10:00 (Europe/Rome)\n"
        "When: Tuesday 24 November 2026, 10:00 (Europe/Rome, UTC+01:00)\n"
        "Length: 45 minutes\nWhere: https://meet.example/team\n"
        "What waits for it now:\n"
        "• One person waits to be let in, since 16 November 2026.\n"
        "• Missing of “Maps”, 5 November 2026: Recording, Questions and answers.\n"
        "• One question to “Maps” has no answer.\n"
        "• Nothing new has come for 14 days."
    ]
    assert not [text for text in town.reads(town.channel(tides)) if "team" in text]
    assert (reminded(town, ada), reminded(town, ben)) == ([], [])
    post = next(each for each in town.letters(town.admin_channel(tides)) if "The team of" in town.text(each.message))
    assert town.labels(post.message)[-2:] == ("Add a point", "What waits")
    seen = await town.presses(martha, "What waits", on=post)
    assert seen.text.startswith("Next meeting of the team of Tides\nWhen: Tuesday 24 November 2026")


async def test_roles_that_nobody_has_are_on_its_agenda_until_somebody_has_them(town: Town) -> None:
    martha, tides = await team(town)
    await plans(town, martha, title="Maps", when="2 Dec 15:00")
    [(row, _)] = await town.run(lambda tx: events.coming(tx, tides.id, after=tx.now))
    roles = [Duty("", "", 0, "Moderator", None), Duty("", "", 0, "Note-taker", martha.id)]
    await town.run(lambda tx: staff.arrange(tx, row, [], roles))
    await meets(town, martha)
    await town.until(utc("11-17 09:01"))
    assert "• Nobody has these roles at “Maps” yet: Moderator." in cards(town, tides)[0].splitlines()
    await town.run(lambda tx: staff.arrange(tx, row, [], roles[1:]))
    post = next(each for each in town.letters(town.admin_channel(tides)) if "The team of" in town.text(each.message))
    assert "Moderator" not in (await town.presses(martha, "What waits", on=post)).text


async def test_each_of_the_team_is_reminded_a_day_before_once_and_nobody_else(town: Town) -> None:
    ada, rev = await town.someone("Ada"), await town.someone("Rev")
    martha, tides = await team(town)
    await town.run(lambda tx: membership.admit(tx, tides, ada.id, by=""))
    await town.run(lambda tx: membership.admit(tx, tides, rev.id, by="", role=Role.REVIEWER))
    await meets(town, martha)
    await town.until(utc("11-23 08:59"))
    assert reminded(town, martha) == []
    await town.until(utc("11-23 09:01"))
    await town.until(utc("11-24 12:00"))
    assert [len(reminded(town, each)) for each in (martha, rev, ada)] == [1, 1, 0]
    assert cards(town, tides)[0].endswith("It is over. What is still open stands on the next agenda.")
    await town.until(utc("12-22 12:00"))
    assert (len(reminded(town, martha)), len(cards(town, tides))) == (2, 2)


async def test_what_is_skipped_or_stopped_is_said_where_it_stands_and_nothing_more_comes(town: Town) -> None:
    martha, tides = await team(town)
    await meets(town, martha)
    await town.until(utc("11-18 09:00"))
    await town.says(martha, "/team meeting tides")
    await town.presses(martha, "Skip this one")
    assert cards(town, tides) == ["The team of Tides does not meet 24 November 2026 at 10:00 (Europe/Rome)."]
    seen = await town.says(martha, "/team meeting tides")
    assert "When: Tuesday 22 December 2026" in seen.text
    await town.until(utc("11-24 12:00"))
    assert reminded(town, martha) == []
    await town.until(utc("12-16 09:00"))
    assert len(cards(town, tides)) == 2
    await town.says(martha, "/team meeting tides")
    await town.presses(martha, "Meet no more")
    assert cards(town, tides)[-1] == "The team of Tides does not meet 22 December 2026 at 10:00 (Europe/Rome)."
    await town.until(utc("12-23 09:00"))
    assert reminded(town, martha) == []
    assert (await town.says(martha, "/team meeting tides")).form is not None


async def test_a_new_plan_takes_the_place_of_the_old_one_and_a_draft_changes_nothing(town: Town) -> None:
    martha, tides = await team(town)
    await meets(town, martha)
    await town.says(martha, "/team meeting tides")
    form = await town.presses(martha, "Change")
    assert form.form
    assert {each.name: each.value for each in form.form.fields}["when"] == "2026-11-24 10:00"
    preview = await town.fills(martha, when="26 Nov 11:00")
    seen = await town.says(martha, "/team meeting tides")
    assert "24 November" in seen.text
    for _ in range(2):
        await town.presses(martha, "Plan it", on=preview)
    assert "Thursday 26 November 2026, 11:00" in (await town.says(martha, "/team meeting tides")).text
    await town.until(utc("11-26 09:00"))
    assert [text.split("\n")[0] for text in cards(town, tides)] == [
        "The team of Tides meets, 26 November 2026 at 11:00 (Europe/Rome)"
    ]


async def test_a_point_of_ones_own_stays_until_it_is_settled(town: Town) -> None:
    martha, tides = await team(town)
    await meets(town, martha)
    await town.until(utc("11-17 09:01"))
    post = next(each for each in town.letters(town.admin_channel(tides)) if "The team of" in town.text(each.message))
    await town.presses(martha, "Add a point", on=post)
    await town.fills(martha, point="Who welcomes newcomers?")
    assert cards(town, tides)[0].endswith("• Who welcomes newcomers? (Martha)")
    await town.until(utc("12-15 09:01"))
    assert "• Who welcomes newcomers? (Martha)" in cards(town, tides)[1]
    await town.says(martha, "/team meeting tides")
    await town.presses(martha, "Settled")
    assert "Who welcomes" not in cards(town, tides)[1]


async def test_away_nothing_is_said_of_what_has_begun(town: Town) -> None:
    martha, tides = await team(town)
    await meets(town, martha)
    town.clock.forward(utc("11-24 09:20") - town.clock.now())
    await wakes(town)
    await town.passes(hours=1)
    assert (cards(town, tides), reminded(town, martha)) == ([], [])
    town.clock.forward(utc("12-21 19:00") - town.clock.now())
    await wakes(town)
    assert (len(cards(town, tides)), len(reminded(town, martha))) == (1, 1)


async def test_the_hour_stays_when_the_clocks_change(town: Town) -> None:
    martha, tides = await team(town)
    await meets(town, martha)
    row = await town.run(lambda tx: service.planned(tx, tides.id))
    assert row
    spring = await town.run(lambda tx: list(service.times(tx, tides, row, after=tx.now + timedelta(days=140)))[:2])
    assert [f"{each.at:%m-%d %H:%M}" for each in spring] == ["03-23 09:00", "04-27 08:00"]


async def test_what_cannot_be_is_given_back_with_everything_that_was_typed(town: Town) -> None:
    martha, _ = await team(town)
    wrong = (
        ({"when": "yesterday"}, "when"), ({"minutes": "0"}, "minutes"), ({"minutes": "999"}, "minutes"),
        ({"when": "30 Nov 10:00"}, "repeats"),
    )  # fmt: skip
    for values, field in wrong:
        refused = await writes(town, martha, **values)
        assert list(refused.problems) == [field]
        assert refused.form
        assert {each.name: each.value for each in refused.form.fields}["where"] == MEETING["where"]


async def test_members_and_strangers_learn_nothing_of_it(town: Town) -> None:
    ada, eve = await town.someone("Ada"), await town.someone("Eve")
    martha, tides = await team(town, hidden=True)
    await town.run(lambda tx: membership.admit(tx, tides, ada.id, by=""))
    await meets(town, martha)
    row = await town.run(lambda tx: service.planned(tx, tides.id))
    assert row
    assert (await town.says(ada, "/team meeting tides")).text.startswith("Only the administrators of Tides")
    for who in (ada, eve):
        for token in ("edit", "plan", "stop", "skip"):
            answers = [(await town.tokens(who, f"team.{token}:{name}")).text for name in (row.id, "tea_0000000000")]
            assert answers[0] == answers[1]
    unknown = [(await town.tokens(eve, f"team.see:{name}")).text for name in (tides.id, "com_0000000000")]
    assert unknown[0] == unknown[1]


async def test_it_stands_once_on_every_platform_where_administrators_meet(town: Town) -> None:
    martha, tides = await team(town, platforms=(NORTH, SOUTH))
    await meets(town, martha)
    await town.until(utc("11-20 09:00"))
    assert (len(cards(town, tides)), len(cards(town, tides, SOUTH))) == (1, 1)
