## Dates and times as people type them. What was read is always said back in full.

# $weekday is the English name of the day.
when-in-full = { $weekday ->
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
   *[other] Sunday
} { $day }, { $time } ({ $zone }, { $offset })
when-unreadable = I cannot read “{ $typed }” as a date and time. Write for example “tomorrow 9am”, “14 Feb 10:00” or “2027-02-14 10:00”.
when-no-such-day = There is no such day as “{ $typed }”. Look at the calendar and write it again, for example “14 Feb 10:00”.
when-past = { $moment } is already over. Write a moment to come.
period-past = “{ $typed }” is already over. Write a period to come.
period-too-far = “{ $typed }” is more than five years away. Check the year.
when-too-far = { $moment } is more than five years away. Check the year.
when-caution-skipped = The clocks go forward that night and that time does not exist: the next one that does was taken.
when-caution-twice = The clocks go back that night and that time comes twice: the first was taken.
when-caution-day-first = The numbers were read as day/month. If you meant the other way round, write the month as a word.
when-caution-month-first = The numbers were read as month/day. If you meant the other way round, write the month as a word.
