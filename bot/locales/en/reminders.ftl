button-i-cannot-come = I can't come
button-snooze = Snooze 15 min
button-stop-reminders = Stop reminders for this event
button-join-event = Join now

reminders-item = { $late ->
    [yes] ⏰ (late)
   *[no] ⏰
} { $begun ->
    [yes] “{ $title }” of { $community } has begun.
    [since] “{ $title }” of { $community } has been going on since { $since }.
   *[no] “{ $title }” of { $community }{ $due ->
        [yes] { " " }is due
       *[no] { "" }
    }: { $at }, { $distance }.
}
reminders-where = Where: { $where }
reminders-here = { $state ->
    [gone] “{ $title }”, { $at }, is cancelled.
    [moved] “{ $title }” is moved from { $at } to { $new }.
    [over] “{ $title }”, { $at }, is over.
    [followed] “{ $title }” { $due ->
        [yes] is due
       *[no] takes place
    } { $at }; a newer reminder says the rest.
    [begun] “{ $title }” has begun.
   *[near] { $late ->
        [yes] ⏰ (late)
       *[no] ⏰
    } “{ $title }”{ $due ->
        [yes] { " " }is due
       *[no] { "" }
    }: { $at }, { $distance }.
}
reminders-begun = “{ $title }” has begun.
reminders-who = { $community } · who says that they come is reminded privately.
reminders-who-asks = { $community } · who asks for it is reminded privately.
reminders-snoozed = You are reminded of “{ $title }” again at { $at }.
reminders-not-coming = You said that you cannot come to “{ $title }”, { $at }.
reminders-stopped = You get no more reminders of “{ $title }”, { $at }.{ $expected ->
    [yes] { " " }You are still expected there.
   *[no] { "" }
}
reminders-not-yours = You have not said whether you come to “{ $title }”, so there is nothing to remind you of.
