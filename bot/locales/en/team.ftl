group-team = The moderation team's own work
command-team-meeting = When the moderation team meets, and what waits for it
command-team-meeting-community = Which community

button-team-agenda = What waits
button-add-point = Add a point
button-skip = Skip this one
button-change-meeting = Change
button-stop-meeting = Meet no more
button-plan-team-meeting = Plan the team's meeting
button-settled = Settled

team-form = Meeting of the team of { $community }
team-field-when = When does the team meet first?
team-field-repeats = How often?
team-field-minutes = How many minutes
team-field-where = Place, or link to join
team-hint-when = For example “14 Feb 10:00”, in the time of { $zone }. You see it in full before anybody hears of it.
team-repeats-month-weekday = Every month, same weekday (such as the second Tuesday)
team-repeats-month-last = Every month, the last such weekday
team-repeats-month-day = Every month, same day of the month
team-repeats-2-weeks = Every two weeks
team-repeats-week = Every week
team-no-length = Write a whole number of minutes, at least 1 and at most 480.

team-preview = This is when the team of { $community } is to meet. Nobody has heard of it yet: check day, hour and zone.
team-when = When
team-length = Length
team-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
team-where = Where
team-where-line = Where: { $where }
team-planned = The team of { $community } meets then. A week before each time, what waits for it stands where the administrators meet; a day before, each of the team is reminded.
team-title = The team of { $community } meets, { $at }
team-next = Next meeting of the team of { $community }
team-agenda = What waits for it now:
team-nothing = Nothing waits for it now.
team-point = • { $text } ({ $who })
team-over = It is over. What is still open stands on the next agenda.
team-not-then = The team of { $community } does not meet { $at }.
team-skipped = The team of { $community } does not meet { $at }; it meets at the time after it.
team-stopped = The team of { $community } has no meeting planned.
team-reminder = The team of { $community } meets { $at }.
team-unknown = There is no such meeting any more.

team-form-point = Add a point
team-field-point = What should the team talk about?
team-point-added = “{ $text }” is on the team's agenda until it is settled.

log-team-meeting-planned = planned the meeting of the moderation team
log-team-meeting-stopped = stopped the meeting of the moderation team
log-team-meeting-skipped = left out one meeting of the moderation team
