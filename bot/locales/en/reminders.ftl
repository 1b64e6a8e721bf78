button-i-cannot-come = I can't come
button-snooze = Snooze 15 min
button-stop-reminders = Stop reminders for this event
button-join-event = Join now

reminders-item = { $late ->
    [yes] ⏰ (late)
   *[no] ⏰
} { $begun ->
    [yes] “{ $title }” of { $community } has begun.
   *[no] “{ $title }” of { $community } begins { $distance }, { $at }.
}
reminders-where = Where: { $where }
reminders-here = { $state ->
    [gone] “{ $title }”, { $at }, is cancelled.
    [moved] “{ $title }” is moved from { $at } to { $new }.
    [over] “{ $title }”, { $at }, is over.
    [begun] “{ $title }” has begun.
   *[near] { $late ->
        [yes] ⏰ (late)
       *[no] ⏰
    } “{ $title }” begins { $distance }, { $at }.
}
reminders-who = { $community } · who says that they come is reminded privately.
reminders-snoozed = You are reminded of “{ $title }” again at { $at }.
reminders-stopped = You get no more reminders of “{ $title }”, { $at }. You are still expected there.
reminders-not-yours = You have not said whether you come to “{ $title }”, so there is nothing to remind you of.
