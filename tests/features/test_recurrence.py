"""When series meet: by the clocks of their own zone, every month exactly once, whatever the clocks do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as some

from bot.features.events.recurrence import NoRhythm, Rhythm, Slot, is_last, rule, slots, week_of

ZONES = ("Europe/Paris", "Europe/Dublin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
         "Asia/Kathmandu", "Africa/Casablanca", "Africa/El_Aaiun", "Pacific/Chatham", "Pacific/Kiritimati",
         "America/Santiago", "Asia/Tehran", "Antarctica/Troll", "UTC")  # fmt: skip
"""Half-hour and negative shifts, three quarters of an hour from anywhere, two hours at once, and none at all."""

YEAR = timedelta(days=366)


def meets(start: str, zone: str, rhythm: Rhythm, *, every: int = 1, span: timedelta = YEAR) -> list[Slot]:
    first = datetime.fromisoformat(start)
    until = first.replace(tzinfo=UTC) + span
    return list(slots(first, zone, rule(rhythm, first, every=every), until=until))


def days(found: Iterable[Slot]) -> list[str]:
    return [f"{slot.local:%m-%d}" for slot in found]


def test_the_second_tuesday_of_every_month() -> None:
    assert days(meets("2026-01-13 15:00", "Europe/Paris", Rhythm.MONTH_WEEKDAY, span=timedelta(days=360))) == [
        "01-13", "02-10", "03-10", "04-14", "05-12", "06-09", "07-14", "08-11", "09-08", "10-13", "11-10", "12-08",
    ]  # fmt: skip


def test_the_last_thursday_of_every_month() -> None:
    assert days(meets("2026-01-29 15:00", "Europe/Paris", Rhythm.MONTH_LAST, span=timedelta(days=360))) == [
        "01-29", "02-26", "03-26", "04-30", "05-28", "06-25", "07-30", "08-27", "09-24", "10-29", "11-26", "12-31",
    ]  # fmt: skip


def test_every_third_week_and_every_second_month() -> None:
    assert days(meets("2026-01-05 09:00", "UTC", Rhythm.WEEKS, every=3, span=timedelta(days=50))) == [
        "01-05", "01-26", "02-16",
    ]  # fmt: skip
    assert days(meets("2026-01-05 09:00", "UTC", Rhythm.MONTH_DAY, every=2, span=timedelta(days=130))) == [
        "01-05", "03-05", "05-05",
    ]  # fmt: skip


def test_what_happens_once_happens_once() -> None:
    assert days(meets("2026-01-05 09:00", "UTC", Rhythm.ONCE)) == ["01-05"]


@pytest.mark.parametrize(
    ("start", "february"), [("2027-01-29", "02-28"), ("2027-01-30", "02-28"), ("2028-01-30", "02-29"),
                            ("2027-01-31", "02-28")]
)  # fmt: skip
def test_r19_a_day_after_the_28th_is_the_last_one_of_shorter_months(start: str, february: str) -> None:
    found = days(meets(f"{start} 10:00", "Europe/Paris", Rhythm.MONTH_DAY, span=timedelta(days=364)))
    assert (len(found), found[1]) == (12, february)
    assert found[2:] == [
        f"{month:02}-{min(int(start[-2:]), 30 if month in (4, 6, 9, 11) else 31)}" for month in range(3, 13)
    ]


def test_r19_a_fifth_tuesday_is_not_taken_since_most_months_have_none() -> None:
    with pytest.raises(NoRhythm) as refused:
        rule(Rhythm.MONTH_WEEKDAY, datetime.fromisoformat("2026-03-31 10:00"))
    assert refused.value.why == "fifth"
    last = days(meets("2026-03-31 10:00", "Europe/Paris", Rhythm.MONTH_LAST, span=timedelta(days=355)))
    assert len(last) == 12


def test_what_is_not_the_last_of_its_month_does_not_begin_a_series_of_last_ones() -> None:
    with pytest.raises(NoRhythm) as refused:
        rule(Rhythm.MONTH_LAST, datetime.fromisoformat("2026-03-24 10:00"))
    assert refused.value.why == "not-last"


def test_r7_a_series_keeps_its_hour_where_it_is_and_moves_elsewhere() -> None:
    found = meets("2026-03-03 15:00", "Europe/Paris", Rhythm.WEEKS, span=timedelta(days=40))
    paris, york = [
        [f"{slot.at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}" for slot in found]
        for zone in ("Europe/Paris", "America/New_York")
    ]
    assert paris == ["03-03 15:00", "03-10 15:00", "03-17 15:00", "03-24 15:00", "03-31 15:00", "04-07 15:00"]
    assert york == ["03-03 09:00", "03-10 10:00", "03-17 10:00", "03-24 10:00", "03-31 09:00", "04-07 09:00"]


@pytest.mark.parametrize(
    ("start", "zone", "instants"),
    [
        ("2027-03-21 02:30", "Europe/Paris", ["03-21 01:30", "03-28 01:00", "04-04 00:30"]),
        ("2027-10-24 02:30", "Europe/Paris", ["10-24 00:30", "10-31 00:30", "11-07 01:30"]),
        ("2027-09-26 02:15", "Australia/Lord_Howe", ["09-25 15:45", "10-02 15:30", "10-09 15:15"]),
        ("2027-03-28 01:45", "Australia/Lord_Howe", ["03-27 14:45", "04-03 14:45", "04-10 15:15"]),
        ("2027-03-21 01:30", "Europe/Dublin", ["03-21 01:30", "03-28 01:00", "04-04 00:30"]),
    ],
)
def test_r5_a_time_that_is_jumped_over_is_the_next_valid_one_and_a_double_one_the_first(
    start: str, zone: str, instants: list[str]
) -> None:
    found = meets(start, zone, Rhythm.WEEKS, span=timedelta(days=17))
    assert [f"{slot.at:%m-%d %H:%M}" for slot in found] == instants


def test_r5_a_day_that_a_country_leaves_out_makes_nothing_happen_twice() -> None:
    """Samoa went from 29 to 31 December 2011."""
    daily = list(
        slots(
            datetime.fromisoformat("2011-12-29"), "Pacific/Apia", "FREQ=DAILY", until=datetime(2012, 1, 2, tzinfo=UTC)
        )
    )
    assert [f"{slot.at:%m-%d %H:%M}" for slot in daily] == ["12-29 10:00", "12-30 10:00", "12-31 10:00", "01-01 10:00"]


STARTS = some.datetimes(datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2030-12-31")).map(
    lambda each: each.replace(microsecond=0)
)
RHYTHMS = some.sampled_from(list(Rhythm))


@given(start=STARTS, zone=some.sampled_from(ZONES), rhythm=RHYTHMS, every=some.integers(1, 6))
def test_r5_each_time_is_one_instant_on_the_clock_of_its_zone(
    start: datetime, zone: str, rhythm: Rhythm, every: int
) -> None:
    fifth = week_of(start) == 5 and rhythm is Rhythm.MONTH_WEEKDAY
    if fifth or (rhythm is Rhythm.MONTH_LAST and not is_last(start)):
        with pytest.raises(NoRhythm, match="fifth" if fifth else "not-last"):
            rule(rhythm, start, every=every)
        return
    text = rule(rhythm, start, every=every)
    found = list(slots(start, zone, text, until=start.replace(tzinfo=UTC) + 2 * YEAR))
    assert found[0].local == start
    assert [slot.at for slot in found] == sorted({slot.at for slot in found})
    for slot in found:
        wall = slot.local.replace(tzinfo=tz.gettz(zone), fold=0)
        shown = slot.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if tz.datetime_exists(wall):
            assert (shown, slot.at) == (slot.local, wall.astimezone(UTC))
        else:
            assert slot.local < shown <= slot.local + timedelta(hours=2)


@given(start=STARTS, zone=some.sampled_from(ZONES), every=some.integers(1, 4))
def test_r19_a_monthly_series_meets_once_in_each_of_its_months(start: datetime, zone: str, every: int) -> None:
    rhythms = [Rhythm.MONTH_DAY, Rhythm.MONTH_LAST if is_last(start) else Rhythm.MONTH_WEEKDAY]
    for rhythm in rhythms:
        found = list(slots(start, zone, rule(rhythm, start, every=every), until=start.replace(tzinfo=UTC) + 3 * YEAR))
        months = [slot.local.year * 12 + slot.local.month for slot in found]
        assert months == [months[0] + every * n for n in range(len(months))]
        assert len(months) >= 36 // every
        if rhythm is Rhythm.MONTH_WEEKDAY:
            assert {(slot.local.weekday(), week_of(slot.local)) for slot in found} == {
                (start.weekday(), week_of(start))
            }
        if rhythm is Rhythm.MONTH_LAST:
            assert {(slot.local.weekday(), is_last(slot.local)) for slot in found} == {(start.weekday(), True)}
