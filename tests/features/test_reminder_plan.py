"""When people are reminded: each time once, by their own clock, not at night, never after, late only with a word."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as some

from bot.features.people.quiet import Quiet
from bot.features.reminders.plan import LATE, NEAR, Due, Owed, Reader, following, moment, owed, plan
from tests.features.test_recurrence import ZONES

WEEK, DAY, TWO_HOURS, HOUR, TEN = (
    timedelta(days=7), timedelta(days=1), timedelta(hours=2), timedelta(hours=1), timedelta(minutes=10),
)  # fmt: skip
WEBINAR = (WEEK, DAY, HOUR, TEN)
PARIS = Reader("Europe/Paris", coming=True)
CHANNEL = Reader("Europe/Paris", coming=False)
STRICT = Reader("Europe/Paris", coming=True, quiet=Quiet(strict=True))
NOT_YET = datetime(2026, 1, 1, tzinfo=UTC)


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def told(starts: str, reader: Reader, offsets: tuple[timedelta, ...] = WEBINAR) -> list[str]:
    """When each reminder comes, on the clock in Paris, the farthest first."""
    return [f"{due.at.astimezone(ZoneInfo('Europe/Paris')):%a %H:%M}" for due in plan(paris(starts), offsets, reader)]


def test_in_the_day_everything_comes_at_its_time() -> None:
    assert told("2026-11-18 15:00", PARIS) == ["Wed 15:00", "Tue 15:00", "Wed 14:00", "Wed 14:50"]


def test_at_night_what_can_wait_comes_in_the_morning_and_what_is_near_at_once_to_those_who_come() -> None:
    assert told("2026-11-18 22:30", PARIS) == ["Thu 08:00", "Wed 08:00", "Wed 21:30", "Wed 22:20"]


def test_at_night_a_channel_and_whoever_is_strict_hear_the_evening_before() -> None:
    """An event at 07:00: 20:30 the evening before (FEATURES 2.3.6)."""
    assert told("2026-11-18 07:00", CHANNEL, (DAY, HOUR)) == ["Tue 08:00", "Tue 20:30"]
    assert told("2026-11-18 07:00", STRICT) == ["Wed 08:00", "Tue 08:00", "Tue 20:30"]
    assert told("2026-11-18 07:00", PARIS) == ["Wed 08:00", "Tue 08:00", "Wed 06:00", "Wed 06:50"]


def test_p7_nothing_is_promised_by_a_clock_nobody_knows() -> None:
    unknown = Reader("", coming=False)
    starts = paris("2026-11-18 03:00")
    assert plan(starts, WEBINAR, unknown) == tuple(Due(each, starts - each) for each in WEBINAR)


def test_who_wants_no_night_has_none() -> None:
    awake = Reader("Europe/Paris", coming=False, quiet=Quiet(time(0), time(0)))
    assert told("2026-11-18 03:00", awake, (DAY, HOUR)) == ["Tue 03:00", "Wed 02:00"]


def test_r7_the_day_before_is_by_the_hour_of_the_reader_across_a_change_of_clocks() -> None:
    """Monday at 08:30, after the clocks went back: 24 hours earlier it is 08:30, a week earlier 09:30."""
    assert told("2026-10-26 08:30", PARIS) == ["Mon 09:30", "Sun 08:30", "Mon 07:30", "Mon 08:20"]


STARTS = paris("2026-11-18 15:00")
ENDS = STARTS + HOUR


def at(text: str, *, since: datetime = NOT_YET, reader: Reader = PARIS) -> Owed | None:
    return owed(plan(STARTS, (*WEBINAR, timedelta(0)), reader), since=since, now=paris(text), ends=ENDS)


def test_r1_down_across_a_due_minute_one_reminder_says_that_it_is_late() -> None:
    assert at("2026-11-17 15:04") == Owed(DAY, late=False)
    assert at("2026-11-17 15:06") == Owed(DAY, late=True)
    assert at("2026-11-18 13:59") == Owed(DAY, late=True)
    assert at("2026-11-18 14:00") == Owed(HOUR, late=False)


def test_r1_after_the_end_nothing() -> None:
    assert at("2026-11-18 15:59") == Owed(timedelta(0), late=True)
    assert at("2026-11-18 16:00") is None


def test_r9_moved_closer_than_its_reminders_leaves_none_of_those_that_are_past() -> None:
    """Moved from 17:00 to 13:00 at 12:10, with two hours and one hour: whoever moved it tells, and no reminder does."""
    moved = paris("2026-11-18 12:10")
    dues = plan(paris("2026-11-18 13:00"), (TWO_HOURS, HOUR), PARIS)
    assert [
        owed(dues, since=moved, now=moved + timedelta(minutes=each), ends=paris("2026-11-18 14:00"))
        for each in range(50)
    ] == [None] * 50


def test_r9_who_says_yes_after_a_reminder_is_not_reminded_of_it() -> None:
    yes = paris("2026-11-18 14:20")
    assert at("2026-11-18 14:30", since=yes) is None
    assert at("2026-11-18 14:50", since=yes) == Owed(TEN, late=False)


def test_r11_another_list_of_reminders_between_two_of_them_repeats_and_skips_none() -> None:
    before, after = plan(STARTS, (DAY, HOUR), PARIS), plan(STARTS, (timedelta(days=2), DAY, TWO_HOURS, HOUR), PARIS)
    day = paris("2026-11-17 15:00")
    assert owed(before, since=NOT_YET, now=day, ends=ENDS) == Owed(DAY, late=False)
    noon = paris("2026-11-18 12:00")
    assert following(after, now=noon) == STARTS - TWO_HOURS
    later = [owed(after, since=noon, now=STARTS - each, ends=ENDS) for each in (TWO_HOURS, HOUR)]
    assert later == [Owed(TWO_HOURS, late=False), Owed(HOUR, late=False)]


def test_r20_fourteen_hours_ahead_and_eleven_behind_each_hear_on_their_own_day() -> None:
    starts = datetime(2026, 11, 18, 12, tzinfo=UTC)
    said = {
        zone: [f"{due.at.astimezone(ZoneInfo(zone)):%a %H:%M}" for due in plan(starts, (DAY, HOUR), Reader(zone, True))]
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    }
    assert said == {"Pacific/Kiritimati": ["Wed 08:00", "Thu 01:00"], "Pacific/Pago_Pago": ["Tue 08:00", "Wed 00:00"]}


INSTANTS = some.integers(0, 5 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
OFFSETS = some.lists(
    some.integers(0, 14 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)) | some.sampled_from(WEBINAR),
    min_size=1, max_size=6,
)  # fmt: skip
TIMES = some.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@some.composite
def readers(draw: some.DrawFn) -> Reader:
    begins, ends = draw(TIMES), draw(TIMES)
    length = (ends.hour * 60 + ends.minute - begins.hour * 60 - begins.minute) % (24 * 60)
    assume(length <= 20 * 60)
    quiet = draw(some.sampled_from([Quiet(), Quiet(strict=True), Quiet(begins, ends, draw(some.booleans()))]))
    return Reader(draw(some.sampled_from([*ZONES, ""])), draw(some.booleans()), quiet)


@given(starts=INSTANTS, offset=OFFSETS.map(lambda found: found[0]), reader=readers())
def test_nobody_is_woken_unless_it_is_near_and_they_come(starts: datetime, offset: timedelta, reader: Reader) -> None:
    found = moment(starts, offset, reader)
    assert found <= starts
    if not reader.zone:
        assert found == starts - offset
        return
    woken = reader.quiet.at(found.astimezone(ZoneInfo(reader.zone)))
    near = reader.coming and offset <= NEAR and not reader.quiet.strict
    assert not woken or near
    if not reader.quiet.at((starts - offset).astimezone(ZoneInfo(reader.zone))) or near:
        assert found == starts - offset


@given(starts=INSTANTS, offsets=OFFSETS, reader=readers(), data=some.data())
def test_r1_however_often_somebody_looks_each_reminder_is_sent_at_most_once_and_the_last_always(
    starts: datetime, offsets: list[timedelta], reader: Reader, data: some.DataObject
) -> None:
    """Looks at every due moment, but for those across which the bot was away."""
    ends = starts + HOUR
    dues = plan(starts, offsets, reader)
    assert {due.offset for due in dues} <= set(offsets)
    assert min(offsets) == dues[-1].offset
    away = data.draw(some.sets(some.sampled_from(dues)))
    looks = sorted({due.at + (timedelta(minutes=7) if due in away else timedelta(0)) for due in dues})
    since, sent = starts - timedelta(days=60), list[timedelta]()
    for now in looks:
        found = owed(dues, since=since, now=now, ends=ends)
        if found is not None:
            due = next(each for each in dues if each.offset == found.offset)
            assert (due.at <= now < ends, found.late) == (True, now - due.at > LATE)
            sent.append(found.offset)
            since = now
    assert sent == sorted(set(sent), reverse=True)
    assert sent[-1:] == [min(offsets)]
    if not away:
        assert sent == [due.offset for due in dues]
