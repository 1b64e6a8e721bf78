"""Moments as people type them: read in the right zone and order, said back in full, and never in the past."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as some

from bot.chat.text import Day, Words, t
from bot.commands.when import When, in_full, read
from bot.errors import Refused

TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
"""15:00 in Paris, 09:00 in New York."""


def local(typed: str, *, zone: str = "Europe/Paris", locale: str = "en", now: datetime = TUESDAY) -> str:
    """What was read, on the clock of the zone it was read in."""
    found = read(typed, now=now, zone=zone, locale=locale)
    return found.at.astimezone(ZoneInfo(found.zone)).strftime("%Y-%m-%d %H:%M")


def refusal(typed: str, *, locale: str = "en", now: datetime = TUESDAY) -> str:
    with pytest.raises(Refused) as refused:
        read(typed, now=now, zone="Europe/Paris", locale=locale)
    return refused.value.text.key


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow 9am", "2026-11-25 09:00"),
        ("Tomorrow at 9:30 a.m.", "2026-11-25 09:30"),
        ("tomorrow at 9.30am", "2026-11-25 09:30"),
        ("9 tomorrow", "2026-11-25 09:00"),
        ("8pm", "2026-11-24 20:00"),
        ("12am", "2026-11-25 00:00"),
        ("12pm", "2026-11-25 12:00"),
        ("14:59", "2026-11-25 14:59"),
        ("15:01", "2026-11-24 15:01"),
        ("today 24:00", "2026-11-25 00:00"),
        ("tonight at midnight", "2026-11-25 00:00"),
        ("tomorrow at noon", "2026-11-25 12:00"),
        ("this evening at 8", "2026-11-24 20:00"),
        ("day after tomorrow 10:15", "2026-11-26 10:15"),
        ("tuesday 8pm", "2026-11-24 20:00"),
        ("tuesday 8am", "2026-12-01 08:00"),
        ("next Tuesday 8pm", "2026-12-01 20:00"),
        ("Mon, 9am", "2026-11-30 09:00"),
        ("in 2 hours", "2026-11-24 17:00"),
        ("in 1h30", "2026-11-24 16:30"),
        ("in 20 min", "2026-11-24 15:20"),
        ("in 3 days", "2026-11-27 15:00"),
        ("Thursday 10 December 2026, 15:00", "2026-12-10 15:00"),
        ("Thu 10 Dec 15:00", "2026-12-10 15:00"),
        ("10/12 jeudi 10h", "2026-12-10 10:00"),
        ("mardi 7 décembre 2027 à 15:00", "2027-12-07 15:00"),
        ("in 5 days 15:00", "2026-11-29 15:00"),
        ("in 5 days 3pm", "2026-11-29 15:00"),
        ("in two weeks at 10", "2026-12-08 10:00"),
        ("in 3 months 10am", "2027-02-24 10:00"),
        ("dans deux jours 10h30", "2026-11-26 10:30"),
        ("dans 5 jours 15h", "2026-11-29 15:00"),
        ("in 1 hour 30", "2026-11-24 16:30"),
        ("dans 2 heures", "2026-11-24 17:00"),
        ("in a month at 9am", "2026-12-24 09:00"),
        ("14 Feb", "2027-02-14 09:00"),
        ("the 14th of February, 2027 at 5 p.m.", "2027-02-14 17:00"),
        ("March 1st 10h", "2027-03-01 10:00"),
        ("Feb 29 9am", "2028-02-29 09:00"),
        ("14/02 10h", "2027-02-14 10:00"),
        ("14.02. 10:00", "2027-02-14 10:00"),
        ("14-02-27 10:00", "2027-02-14 10:00"),
        ("2026-12-01 09:00", "2026-12-01 09:00"),
        ("2026-12-01T09:00:00", "2026-12-01 09:00"),
        ("2026-12-01T09:00Z", "2026-12-01 10:00"),
        ("2026-12-01T09:00-05:00", "2026-12-01 15:00"),
        ("tomorrow 9am UTC+2", "2026-11-25 08:00"),
        ("demain 9h", "2026-11-25 09:00"),
        ("Demain à 9 h 30", "2026-11-25 09:30"),
        ("demain matin", "2026-11-25 09:00"),
        ("9h du matin demain", "2026-11-25 09:00"),
        ("ce soir à 8h", "2026-11-24 20:00"),
        ("aujourd’hui 16h", "2026-11-24 16:00"),
        ("après-demain à midi", "2026-11-26 12:00"),
        ("mardi prochain à 9h", "2026-12-01 09:00"),
        ("dans une heure", "2026-11-24 16:00"),
        ("dans 2 semaines à 9h", "2026-12-08 09:00"),
        ("le 1er mars à 10 heures", "2027-03-01 10:00"),
        ("14 février 2027 10h", "2027-02-14 10:00"),
        ("15 août minuit", "2027-08-15 00:00"),
    ],
)
def test_people_are_understood_in_english_and_in_french(typed: str, meant: str) -> None:
    assert {locale: local(typed, locale=locale) for locale in ("en", "fr")} == {"en": meant, "fr": meant}


@pytest.mark.parametrize(
    ("locale", "meant", "caution"),
    [
        ("en-US", "2027-02-03 09:00", "month-first"),
        ("en_us", "2027-02-03 09:00", "month-first"),
        ("en-GB", "2027-03-02 09:00", "day-first"),
        ("en", "2027-03-02 09:00", "day-first"),
        ("fr", "2027-03-02 09:00", "day-first"),
        ("fr-CA", "2027-03-02 09:00", "day-first"),
    ],
)
def test_p5_two_numbers_are_read_in_the_order_of_the_language_and_it_is_said(
    locale: str, meant: str, caution: str
) -> None:
    found = read("02/03", now=TUESDAY, zone="Europe/Paris", locale=locale)
    assert (local("02/03", locale=locale), found.cautions) == (meant, (caution,))


@pytest.mark.parametrize("locale", ["en-US", "fr"])
@pytest.mark.parametrize(("typed", "meant"), [("14/02", "2027-02-14 09:00"), ("02/14", "2027-02-14 09:00")])
def test_numbers_that_are_a_day_in_one_order_only_need_no_caution(locale: str, typed: str, meant: str) -> None:
    found = read(typed, now=TUESDAY, zone="Europe/Paris", locale=locale)
    assert (local(typed, locale=locale), found.cautions) == (meant, ())


def test_p5_the_same_words_are_another_instant_in_another_zone() -> None:
    assert {
        zone: read("tomorrow 9am", now=TUESDAY, zone=zone, locale="en").at.isoformat()
        for zone in ("Europe/Paris", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu")
    } == {
        "Europe/Paris": "2026-11-25T08:00:00+00:00",
        "America/New_York": "2026-11-25T14:00:00+00:00",
        "Pacific/Kiritimati": "2026-11-25T19:00:00+00:00",
        "Asia/Kathmandu": "2026-11-25T03:15:00+00:00",
    }


def test_a_zone_that_is_typed_wins_over_the_persons_own() -> None:
    found = read("1 Dec 9:00 america/new_york", now=TUESDAY, zone="Europe/Paris", locale="en")
    assert found == When(datetime(2026, 12, 1, 14, tzinfo=UTC), "America/New_York")


@pytest.mark.parametrize(
    ("typed", "zone", "instant", "caution"),
    [
        ("2027-03-28 02:30", "Europe/Paris", "2027-03-28T01:00:00+00:00", "skipped"),
        ("2027-03-14 02:30", "America/New_York", "2027-03-14T07:00:00+00:00", "skipped"),
        ("2027-10-03 02:15", "Australia/Lord_Howe", "2027-10-02T15:30:00+00:00", "skipped"),
        ("2027-10-31 02:30", "Europe/Paris", "2027-10-31T00:30:00+00:00", "twice"),
        ("2027-11-07 01:30", "America/New_York", "2027-11-07T05:30:00+00:00", "twice"),
        ("2027-04-04 01:45", "Australia/Lord_Howe", "2027-04-03T14:45:00+00:00", "twice"),
    ],
)
def test_r5_a_time_the_clock_jumps_over_is_the_next_valid_one_and_a_double_one_the_first(
    typed: str, zone: str, instant: str, caution: str
) -> None:
    found = read(typed, now=TUESDAY, zone=zone, locale="en")
    assert (found.at.isoformat(), found.cautions) == (instant, (caution,))


def test_a_day_by_its_distance_keeps_the_wall_time_across_a_change_of_clocks() -> None:
    before = datetime(2027, 3, 27, 14, 0, tzinfo=UTC)
    assert [local(typed, now=before) for typed in ("in 1 day", "in 24 hours")] == [
        "2027-03-28 15:00",
        "2027-03-28 16:00",
    ]


@pytest.mark.parametrize(
    "typed", ["today 9am", "yesterday 10:00", "hier 10h", "24/11 9h", "2026-11-24 15:00", "2020-01-01", "in 0 minutes"]
)
def test_what_is_over_is_refused(typed: str) -> None:
    assert refusal(typed) == "when-past"


@pytest.mark.parametrize(
    "typed",
    ["", " ", "9", "soon", "9:00 10:00", "25:00", "13pm", "9:75", "now 9am", "tomorrow monday", "in 2",
     "Mars/Olympus 9:00", "<!channel>", "9" * 2000, "@everyone 9am", "UTC", "at", "tomorrow 9am UTC+99"],
)  # fmt: skip
def test_what_is_no_moment_is_refused_with_examples(typed: str) -> None:
    assert refusal(typed) == "when-unreadable"


@pytest.mark.parametrize(
    "typed", ["31/02", "30 Feb", "Friday 10 December 2026", "2027-02-29", "0/1", "2027-13-01", "in 9999 weeks"]
)
def test_a_day_no_calendar_has_is_refused(typed: str) -> None:
    assert refusal(typed) == "when-no-such-day"


def test_a_year_that_is_a_slip_of_the_hand_is_refused() -> None:
    assert [refusal(typed) for typed in ("3026-12-01", "01/12/2062", "9999-12-31 23:59")] == ["when-too-far"] * 3


def test_now_means_now() -> None:
    assert [read(typed, now=TUESDAY, zone="", locale="en") for typed in ("now", "maintenant")] == [
        When(TUESDAY, "UTC")
    ] * 2


def test_what_was_read_is_said_in_full_with_zone_and_offset() -> None:
    said = in_full(datetime(2026, 12, 1, 13, 30, tzinfo=UTC), "America/St_Johns")
    assert said == t(
        "when-in-full",
        weekday="tuesday",
        day=Day(date(2026, 12, 1)),
        time=Words("10:00"),
        zone=Words("America/St_Johns"),
        offset=Words("UTC-03:30"),
    )


ZONES = some.sampled_from(
    ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "Pacific/Apia",
     "America/Sao_Paulo", "UTC"]
)  # fmt: skip
AHEAD = some.integers(0, 5 * 365 * 24 * 60 - 5 * 24 * 60).map(
    lambda minutes: (datetime(2026, 11, 26, tzinfo=UTC) + timedelta(minutes=minutes)).replace(tzinfo=None)
)
"""Wall times of the years that may be typed."""

WAYS = {
    "%Y-%m-%d %H:%M": ("en", "fr", "en-US"),
    "%Y-%m-%dT%H:%M": ("en", "fr", "en-US"),
    "%d/%m/%Y %H:%M": ("en", "fr", "de"),
    "%d.%m.%Y %Hh%M": ("en", "fr"),
    "%m/%d/%Y %I:%M%p": ("en-US",),
    "%d %B %Y at %H:%M": ("en", "fr", "en-US"),
    "%B %d, %Y %I:%M %p": ("en", "en-US"),
    "%H h %M le %d %b %Y": ("fr",),
}


@given(at=AHEAD, zone=ZONES, way=some.sampled_from(list(WAYS)), data=some.data())
def test_however_a_moment_is_written_it_is_the_same_moment(
    at: datetime, zone: str, way: str, data: some.DataObject
) -> None:
    locale = data.draw(some.sampled_from(WAYS[way]))
    found = read(at.strftime(way), now=TUESDAY, zone=zone, locale=locale)
    wall = at.replace(tzinfo=tz.gettz(zone), fold=0)
    if tz.datetime_exists(wall):
        assert found.at == wall.astimezone(UTC)
    else:
        before = (wall - timedelta(hours=3)).astimezone(UTC)
        assert "skipped" in found.cautions
        assert before < found.at <= tz.resolve_imaginary(wall).astimezone(UTC)
        assert (found.at - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) < at


@given(
    typed=some.lists(
        some.sampled_from(
            ["tomorrow", "demain", "9am", "10h30", "02/03", "in", "3", "days", "monday", "mars", "à", "utc", "+02:00",
             "midnight", "2027", "-", "soir", "now", "Europe/Paris", "31", "feb", ":", "dans", "une", "heure", ","]
        ),
        max_size=6,
    ).map(" ".join)
    | some.text(max_size=40),
    zone=ZONES,
    locale=some.sampled_from(["en", "fr", "en-US", ""]),
)  # fmt: skip
def test_whatever_is_typed_is_a_moment_to_come_or_a_refusal(typed: str, zone: str, locale: str) -> None:
    outcome: When | str
    try:
        outcome = read(typed, now=TUESDAY, zone=zone, locale=locale)
    except Refused as refused:
        outcome = refused.text.key
    if isinstance(outcome, When):
        assert (outcome.at >= TUESDAY, outcome.at.tzinfo) == (True, UTC)
    else:
        assert outcome in ("when-unreadable", "when-no-such-day", "when-past", "when-too-far")
