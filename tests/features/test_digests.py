"""The digest: one message at eight on Monday by everybody's own clock, with what is new, what comes and what waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.address import Place
from bot.db.tx import Tx
from bot.features.communities.model import Community, Mode
from bot.features.digests import service
from bot.features.people import workspaces
from bot.features.people.model import Mail, mail
from tests.features.test_events import planned, plans
from tests.simulators.post_office import later as busy
from tests.simulators.post_office import refused
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def told(town: Town, who: Somebody) -> list[str]:
    """Every digest in an inbox, oldest first."""
    return [text for text in town.reads(who) if text.startswith(("Your week", "Since yesterday"))]


async def opened(town: Town, *members: Somebody, name: str = "Tides") -> tuple[Somebody, Community]:
    """Martha, in Rome, administers it, and Palabre has started."""
    martha = await town.someone("Martha", timezone="Europe/Rome")
    made = await town.community(name, admins=[martha], members=members, mode=Mode.PUBLIC, timezone="Europe/Rome")
    await town.run(service.watch)
    return martha, made


async def announced(town: Town, who: Somebody, where: Community, *, title: str = "A report", link: str = "") -> None:
    await town.says(who, f"/announce {where.slug}")
    await town.fills(who, title=title, text="Read it.", link=link)
    await town.presses(who, "Send")
    await town.passes(seconds=30)


async def test_on_monday_at_eight_one_message_with_everything_of_all_communities(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, tides = await opened(town, ada)
    winds = await town.community("Winds", admins=[martha], members=[ada], mode=Mode.PUBLIC)
    reefs = await town.community("Reefs", admins=[martha])
    await announced(town, martha, tides, title="A report", link="https://tides.example/report")
    await announced(town, martha, winds, title="A call")
    await plans(town, martha)
    await town.tokens(ada, f"events.going:{(await planned(town))[0].id}")
    await town.joins(ada, reefs)
    await town.until(utc("11-09 06:59"))
    assert told(town, ada) == []
    await town.until(utc("11-09 07:01"))
    assert told(town, ada) == [
        "Your week\n"
        "Tides\n"
        "Announced:\n"
        "• A report: https://tides.example/report\n"
        "In the next 14 days:\n"
        "• Monthly meeting, 12 November 2026 at 15:00 (Europe/Rome). You are going\n"
        "Winds\n"
        "Announced:\n"
        "• A call\n"
        "What you wait for\n"
        "• Reefs: your request of 3 November 2026\n"
        "Comes on Mondays at 8 in the morning, when there is anything to say."
    ]
    assert town.labels(town.letters(ada)[-1].message) == ("Calendar", "Every day", "No digest")
    await town.until(utc("11-16 07:01"))
    assert [text.split("\n")[:3] for text in told(town, ada)[1:]] == [
        ["Your week", "What you wait for", "• Reefs: your request of 3 November 2026"]
    ]


async def test_what_waits_for_administrators_is_in_theirs(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await opened(town, ada)
    reefs = await town.community("Reefs", admins=[martha], members=[])
    await town.joins(ada, reefs)
    await town.until(utc("11-09 07:01"))
    assert told(town, martha)[0].split("\n")[:3] == ["Your week", "Reefs", "1 request to join waits: /requests"]


async def test_never_when_it_is_empty(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await opened(town, ada)
    await town.until(utc("11-30 09:00"))
    assert (told(town, ada), told(town, martha)) == ([], [])


ZONES = (
    "Pacific/Pago_Pago", "Pacific/Honolulu", "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo",
    "Atlantic/Azores", "Europe/Lisbon", "Africa/Casablanca", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Tongatapu", "Pacific/Kiritimati",
)  # fmt: skip
"""From UTC−11 to UTC+14, with halves and quarters."""


async def test_r22_the_digest_comes_at_eight_by_everybodys_own_clock(town: Town) -> None:
    town.clock.forward(utc("11-08 06:00") - town.clock.now())
    crowd = [await town.someone(f"P{n}", timezone=zone) for n, zone in enumerate(ZONES)]
    martha, tides = await opened(town, *crowd)
    await announced(town, martha, tides)
    await town.until(utc("11-10 09:00"))
    letters = await _letters(town)
    hours = {
        zone: [f"{each.at.astimezone(ZoneInfo(zone)):%a %H:%M}" for each in letters if each.person == who.id]
        for zone, who in zip(ZONES, crowd, strict=True)
    }
    assert hours == {zone: ["Mon 08:00"] for zone in ZONES}
    assert [len(told(town, who)) for who in crowd] == [1] * len(ZONES)


async def _letters(town: Town) -> list[Mail]:
    def found(tx: Tx) -> list[Mail]:
        return tx.all(mail.select().where(mail.c.key.startswith("digest/")).order_by(mail.c.at), Mail)

    return await town.run(found)


CHANGES = (
    ("America/New_York", "2027-03-14"), ("America/New_York", "2027-11-07"), ("Europe/Rome", "2027-03-28"),
    ("Australia/Lord_Howe", "2027-04-04"),
)  # fmt: skip


@pytest.mark.parametrize(("zone", "sunday"), CHANGES)
async def test_r5_on_the_monday_after_the_clocks_have_changed_it_is_still_eight_and_once(
    town: Town, zone: str, sunday: str
) -> None:
    change = datetime.fromisoformat(sunday).replace(tzinfo=UTC)
    town.clock.forward(change - timedelta(days=2) - town.clock.now())
    ada = await town.someone("Ada", timezone=zone)
    martha, tides = await opened(town, ada)
    await announced(town, martha, tides)
    await town.until(change + timedelta(days=3))
    [letter] = [each for each in await _letters(town) if each.person == ada.id]
    assert f"{letter.at.astimezone(ZoneInfo(zone)):%a %H:%M}" == "Mon 08:00"


async def test_away_over_monday_morning_it_comes_once_afterwards(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, tides = await opened(town, ada)
    await announced(town, martha, tides)
    await town.until(utc("11-08 20:00"))
    town.clock.forward(utc("11-09 11:00") - town.clock.now())
    for _ in range(2):
        town.restart()
        await town.run(service.watch)
        await town.settle()
    await town.until(utc("11-15 20:00"))
    assert len(told(town, ada)) == 1


@pytest.mark.parametrize("days", [4, 8, 29])
async def test_away_over_a_monday_from_any_day_on_it_comes_once_afterwards(town: Town, days: int) -> None:
    """The bot is off from a Friday to a Tuesday, or a Saturday, or for weeks."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, tides = await opened(town, ada)
    for day in ("11-06 12:00", "11-13 12:00"):
        await town.until(utc(day))
        await announced(town, martha, tides)
    assert len(told(town, ada)) == 1
    town.clock.forward(timedelta(days=days))
    town.restart()
    await town.run(service.watch)
    await town.settle()
    assert len(told(town, ada)) == 2
    await town.passes(days=3)
    assert len(told(town, ada)) == 2


async def test_whoever_travels_on_monday_gets_it_once(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Pacific/Kiritimati")
    martha, tides = await opened(town, ada)
    await announced(town, martha, tides)
    await town.until(utc("11-08 18:01"))
    assert len(told(town, ada)) == 1
    await announced(town, martha, tides, title="Another")
    await town.says(ada, "/settings timezone:Pacific/Pago_Pago")
    await town.until(utc("11-15 09:00"))
    assert len(told(town, ada)) == 1
    await town.until(utc("11-16 19:01"))
    assert len(told(town, ada)) == 2
    assert "• Another" in told(town, ada)[1]


async def test_nothing_hidden_and_nothing_of_what_was_left_or_taken_back(town: Town) -> None:
    """Looked at when it leaves: the platform was down from before eight until everything had changed."""
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo", timezone="Europe/Rome")
    martha, tides = await opened(town, ada, bo)
    secret = await town.community("Secret", admins=[martha], members=[bo], mode=Mode.PRIVATE, hidden=True)
    await announced(town, martha, tides, title="A report")
    await announced(town, martha, secret, title="A secret")
    town.offices[NORTH].breaks_always(busy(), to=bo.account)
    await town.until(utc("11-09 07:00"))
    assert "Secret" not in "".join(told(town, ada))
    await town.says(bo, "/leave secret")
    await town.presses(bo, "Leave")
    town.offices[NORTH].mend()
    await town.passes(hours=1)
    assert [text.split("\n")[1:4] for text in told(town, bo)] == [["Tides", "Announced:", "• A report"]]


async def test_whose_clock_nobody_knows_gets_one_only_when_they_ask_and_is_promised_no_hour(town: Town) -> None:
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    martha, tides = await opened(town, ada, bo)
    await announced(town, martha, tides)
    heard = await town.says(bo, "/settings digest:weekly")
    assert "Digest: every Monday" in heard.text
    await town.until(utc("11-09 23:00"))
    assert told(town, ada) == []
    [one] = told(town, bo)
    assert one.split("\n")[-1].startswith("Comes on Mondays, when there is anything to say. With your time zone")
    assert [f"{each.at:%a %H:%M}" for each in await _letters(town) if each.person == bo.id] == ["Mon 12:00"]


async def test_daily_comes_only_when_something_is_new_and_none_never(town: Town) -> None:
    ada, bo = await town.someone("Ada", timezone="Europe/Rome"), await town.someone("Bo", timezone="Europe/Rome")
    martha, tides = await opened(town, ada, bo)
    await plans(town, martha)
    await town.says(ada, "/settings digest:daily")
    await town.says(bo, "/settings digest:none")
    await town.until(utc("11-04 08:00"))
    assert [text.split("\n")[0] for text in told(town, ada)] == ["Since yesterday"]
    await town.until(utc("11-06 12:00"))
    assert len(told(town, ada)) == 1
    await announced(town, martha, tides)
    await town.until(utc("11-07 20:00"))
    assert len(told(town, ada)) == 2
    await town.presses(ada, "No digest", on=town.letters(ada)[-1])
    assert town.heard[ada.account].text == "You get no digest any more."
    await announced(town, martha, tides, title="Later")
    await town.until(utc("11-20 20:00"))
    assert (len(told(town, ada)), told(town, bo)) == (2, [])


async def test_the_digest_is_set_in_the_form_too_and_stands_on_the_card(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    await opened(town, ada)
    await town.says(ada, "/settings")
    assert "Digest: never" in (await town.fills(ada, digest="none")).text
    assert "Digest: never" in (await town.says(ada, "/me")).text


async def test_two_accounts_of_one_person_get_one_digest(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    there = await town.links(ada, SOUTH)
    martha, tides = await opened(town, ada)
    await announced(town, martha, tides)
    await town.until(utc("11-10 09:00"))
    assert len(told(town, ada)) + len(told(town, there)) == 1


async def test_whose_inbox_is_closed_finds_it_later_and_no_channel_calls_them(town: Town) -> None:
    """2.1.5 is about decisions: a mention each Monday, which everybody reads, would be none."""
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, tides = await opened(town, ada)
    await town.run(lambda tx: workspaces.set_workspace(tx, NORTH, SQUARE, fallback_channel="welcome"))
    await announced(town, martha, tides)
    town.offices[NORTH].breaks(refused("closed"), to=ada.account)
    await town.until(utc("11-09 07:01"))
    assert (told(town, ada), town.reads(Place(NORTH, SQUARE, "welcome"))) == ([], [])
    assert "Your week" in (await town.says(ada, "/me")).text


async def test_the_digest_says_what_was_answered_and_a_maybe_is_none_of_going(town: Town) -> None:
    ada = await town.someone("Ada", timezone="Europe/Rome")
    martha, _ = await opened(town, ada)
    await plans(town, martha)
    [made] = await planned(town)
    heard = await town.tokens(ada, f"events.maybe:{made.id}")
    assert heard.text == "You said maybe to “Monthly meeting”, 12 November 2026 at 15:00 (Europe/Rome)."
    assert (await town.says(ada, "/calendar tides")).text.splitlines()[1].endswith("· you said maybe")
    await town.until(utc("11-09 07:01"))
    assert "• Monthly meeting, 12 November 2026 at 15:00 (Europe/Rome). You said maybe\n" in told(town, ada)[0]
