group-meeting = Plan the meetings of a community
group-event = Plan anything that a community does
group-webinar = Plan the webinars of a community
command-meeting-plan = Plan a meeting, once or every so often
command-meeting-plan-community = Which community
command-webinar-plan = Plan a webinar, or a series of them
command-webinar-plan-community = Which community
command-event-plan = Plan a workshop, a deadline, a milestone, or any other event
command-event-plan-community = Which community
command-event-plan-type = What it is
choice-meeting = meeting
choice-webinar = webinar
choice-workshop = workshop
choice-deadline = deadline
choice-milestone = milestone
command-calendar = What takes place in a community, and whether you come
command-calendar-community = Which community

button-plan = Plan it
button-discard = Discard
button-calendar = Calendar
button-cant-go = Can't go
button-remind-me = Remind me
button-do-not-remind = No reminder
button-outside = Link for people outside
button-tell-me-the-date = Tell me the date
button-confirm-date = Confirm
button-speakers = Speakers
button-roles = Roles
button-add-speaker = Add a speaker
button-add-role = Add a role
button-manage = Manage
button-restore = Restore
button-move = Move
button-move-following = Move this and following
button-cancel-following = Cancel this and following
button-move-it = Move it
button-change-time = Another time
button-cancel-it = Cancel it
button-leave-as-it-is = Leave as it is

events-type-meeting = Meeting
events-type-webinar = Webinar
events-type-workshop = Workshop
events-type-deadline = Deadline
events-type-milestone = Milestone

events-form-meeting = A meeting of { $community }
events-form-webinar = A webinar of { $community }
events-form-workshop = A workshop of { $community }
events-form-deadline = A deadline of { $community }
events-form-milestone = A milestone of { $community }
events-editing-title = Change what was planned
events-moving-title = { $scope ->
    [date] Fix the date
    [following] Move number { $number } and all after it
   *[only] Move to another time
}
events-field-title = Title
events-field-purpose = Purpose
events-field-when = { $type ->
    [deadline] When is it due?
    [milestone] Which day?
   *[other] When does it begin?
}
events-field-new-time = When does it begin instead?
events-field-repeats = How often?
events-field-ends = Until when, or how many times?
events-field-where = Place, or link to join
events-field-minutes = How many minutes
events-field-capacity = Seats
events-field-zone = Time zone of the event
events-field-languages = Languages
events-field-external = People outside may come
events-hint-languages = For example “English, with interpretation into French”.
events-hint-purpose = What for? People decide by this whether to come.
events-hint-when = For example “14 Feb 10:00”, “next Tuesday 3pm” or, if not fixed yet, “end of May – early June”. In the time of { $zone }. You see it in full before anybody hears of it.
events-hint-ends = A day such as “15 February 2027” or a number such as “12 times”. Empty: it goes on.
events-hint-where = An address beginning with https:// becomes a link.
events-hint-capacity = Empty means as many as want to come.
events-hint-zone = A place such as Europe/Rome; the hour stays the same there when clocks change.
events-repeats-once = Once
events-repeats-week = Every week
events-repeats-2-weeks = Every two weeks
events-repeats-3-weeks = Every three weeks
events-repeats-4-weeks = Every four weeks
events-repeats-month-weekday = Every month, same weekday (such as the second Tuesday)
events-repeats-month-last = Every month, the last such weekday
events-repeats-month-day = Every month, same day of the month
events-repeats-quarter-weekday = Every three months, same weekday

events-no-such-zone = I know no time zone “{ $typed }”. Write a place such as Europe/Rome or Africa/Nairobi.
events-no-length = Write a whole number of minutes, at least 1 and at most two weeks.
events-no-capacity = Write a whole number of seats, or leave it empty.
events-seats-taken = { $seated ->
    [one] One seat is taken already; there cannot be fewer.
   *[other] { $seated } seats are taken already; there cannot be fewer.
}
events-not-now = Choose a moment to come.
events-no-rhythm = { $why ->
    [fifth] Not every month has a fifth one. Choose the last such weekday, or the same day of the month.
   *[not-last] That day is not the last such weekday of its month. Choose the last one, or the same weekday.
}
events-no-end = I cannot read “{ $typed }” as an end. Write a day such as “15 February 2027”, “end of June”, or a number such as “12 times”; empty means that it goes on.
events-end-once = It takes place once. Choose how often it is repeated, or leave its end empty.
events-end-before = That is before it begins. Choose a later day.
events-end-at-once = With that end it takes place only once. Choose a later end, or “Once”.
events-end-earlier = It was to go on longer than that. To end it earlier, press Cancel this and following at the first that is not to take place.
events-end-no-times = 0 times would mean that it never takes place. Write how often it does, at least 2, or leave it empty: then it goes on.
events-end-too-far = That is too far ahead: at most { $most } times, which is five years.
events-period-once = A provisional period can only be for something that takes place once.
events-needs-moment = Its date is fixed already: write a day and an hour.
events-moment-over = That moment has passed. Choose another one.
events-same-moment = It is at that moment already. Choose another one.
events-changed-meanwhile = Somebody changed it while you were writing. Open it again and look before you save.
events-unknown = There is no such event any more. { COMMAND("calendar") } shows what is to come.

events-preview = This is what will be announced. Nobody has heard of it yet: check day, hour and zone.
events-the-second = If you mean the second time, edit it and write it as { $moment }, with its distance from UTC.
events-when = When
events-your-time = In your time
events-speakers = Speakers
events-due = Due
events-on-day = { $weekday } { $day }
events-between = { $first } – { $last }
events-moved-from = Moved from
events-length = Length
events-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
events-where = Where
events-nowhere-said = not said yet
events-languages = Languages
events-open-to = Open to
events-everybody = people outside as well
events-capacity = Seats
events-seats-limit = { $seats }
events-no-limit = as many as want to come
events-repeats = Repeats
events-then = Then
events-ends = Ends
events-goes-on = goes on until you stop it
events-times = { $count } times{ $dated ->
    [yes] , the last on { $day }
   *[no] { "" }
}
events-rhythm-times = { $count ->
    [1] one time only
   *[other] { $rhythm }, { $count } times
}
# $week is the number of that weekday in the month.
events-rhythm = { $kind ->
    [weeks] { $every ->
        [one] every week on { $weekday }
       *[other] every { $every } weeks on { $weekday }
    }
    [month-weekday] the { $week ->
        [1] first
        [2] second
        [3] third
       *[other] fourth
    } { $weekday } of every { $every ->
        [one] month
       *[other] { $every } months
    }
    [month-last] the last { $weekday } of every month
   *[month-day] day { $day } of every month{ $late ->
        [yes] , the last day where a month is shorter
       *[no] { "" }
    }
}
events-weekday = { $day ->
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
   *[sunday] Sunday
}

button-session = Title and level
button-sessions = Sessions
events-level-none = not said
events-level-introductory = introductory
events-level-intermediate = intermediate
events-level-advanced = advanced
events-session = { $title } · { $level }
events-of-level = Level: { $level }
events-session-title = Number { $number }: title and level
events-field-own-title = A title of its own
events-field-level = Level
events-hint-own-title = What this session is about. Empty means that it is called as the series is.
events-session-saved = Number { $number } of “{ $title }” is saved; whatever shows it is changed.
events-session-order = Number { $number }, { $where ->
    [before] before it, is
   *[after] after it, is
} { $level }: sessions are easiest to follow from introductory to advanced.
events-no-session = “{ $title }” has no sessions: only a series of webinars or workshops does.

events-planned = “{ $title }” is planned. { $places ->
    [0] The community has no channel yet, so only { COMMAND("calendar") } shows it.
    [one] Its card is on its way to the channel.
   *[other] Its card is on its way to { $places } channels.
}{ $series ->
    [yes] { " " }The next ones are announced a week before each.
   *[no] { "" }
}
events-discarded = “{ $title }” is discarded; nobody has heard of it.
events-saved = “{ $title }” is saved.

events-label = { $type } · { $community }{ $series ->
    [yes] { " " }· number { $number }
   *[no] { "" }
}
events-is-cancelled = Cancelled.
events-no-date-came = Its period is over, and no date was fixed.
events-is-over = It is over.
events-seats = { $going } going, { $maybe } maybe{ $limited ->
    [yes] { " " }· { $capacity ->
        [one] { $capacity } seat
       *[other] { $capacity } seats
    }
   *[no] { "" }
}{ $held ->
    [0] { "" }
    [one] { " " }· one offered to who waited
   *[other] { " " }· { $held } offered to who waited
}{ $waiting ->
    [0] { "" }
   *[other] { " " }· { $waiting } waiting
}
events-reminded = { $count ->
    [0] Nobody is reminded yet
    [one] { $count } person is reminded
   *[other] { $count } people are reminded
}
events-will-remind = { $reminded ->
    [yes] You are reminded of “{ $title }”, due { $at }, a week and a day before.
   *[no] You are not reminded of “{ $title }”.
}
events-nobody-comes = “{ $title }” is a day to remember: nobody has to come.
events-provisional = Provisional: the date is not fixed yet, and nobody is reminded.{ $count ->
    [0] { "" }
    [one] { " " }{ $count } person wants to know it.
   *[other] { " " }{ $count } people want to know it.
}
events-provisional-means = It is shown as provisional, and nobody is reminded until you confirm a date.
events-will-tell = { $told ->
    [yes] You are told as soon as the date of “{ $title }” is fixed.
   *[no] You are not told when “{ $title }” takes place.
}
events-answered = { $answer ->
    [going] You are going to “{ $title }”, { $at }.
    [maybe] You said maybe to “{ $title }”, { $at }.
    [no] You are not coming to “{ $title }”, { $at }.
   *[waiting] Every seat of “{ $title }” is taken. You are number { $position } in line, and hear when one is free; at night only if it cannot wait.
}
events-answer-cancelled = “{ $title }” is cancelled.
events-answer-over = “{ $title }” has taken place already.

events-speaker = { $name } ({ $institution })
events-speakers-title = Speakers of “{ $title }”
events-speaker-state = { $speaker } · { $state ->
    [proposed] proposed
    [accepted] accepted
    [declined] declined
   *[contacted] contacted
}
events-no-speakers = There are none yet.
events-speakers-private = Members read only of those who accepted.
events-roles-title = Roles at “{ $title }”
events-role-held = { $role }: { $person }
events-nobody-yet = nobody yet
events-raised = Nobody has these roles at “{ $title }” yet: { $roles }.
events-no-roles = There are none yet.
events-roles-means = Two weeks before, the administrators hear which of them nobody has.
events-speaker-title = A speaker
events-role-title = A role
events-field-speaker = Name
events-field-institution = Institution
events-field-contact = How far is it?
events-contact-proposed = Proposed
events-contact-contacted = Contacted
events-contact-accepted = Accepted
events-contact-declined = Declined
events-field-role = Role
events-field-member = Who does it
events-hint-role = For example moderator, note-taker, technical support.
events-hint-member = The name of a member; leave it empty while nobody does it.
events-no-such-member = No member is called “{ $typed }”. Write the name as the list of members has it.
events-gone = That was removed meanwhile.
events-enough = There can be at most { $most }.

events-calendar = Calendar of { $community }
events-subscribe-series = Subscribe to one series alone
events-nothing = Nothing is planned.
events-entry = { $title } · { $type }, { $moment }, for you { $at }{ $state ->
    [cancelled] { " " }· cancelled
   *[planned] { "" }
}{ $moved ->
    [yes] { " " }· moved from { $old }
   *[no] { "" }
}{ $mine ->
    [going] { " " }· you are going
    [maybe] { " " }· you said maybe
    [waiting] { " " }· you wait for a seat
    [offered] { " " }· a seat is kept for you
    [no] { " " }· you are not coming
   *[none] { "" }
}

events-entry-day = { $title } · { $type }, { $moment }{ $state ->
    [cancelled] { " " }· cancelled
   *[planned] { "" }
}{ $moved ->
    [yes] { " " }· moved from { $old }
   *[no] { "" }
}
events-entry-provisional = { $title } · { $type }, provisional: { $period } ({ $days }){ $state ->
    [cancelled] { " " }· cancelled
   *[tentative] { "" }
}

events-moving = { $scope ->
    [date] Fix the date of “{ $title }”
    [following] Move “{ $title }” and all after it
   *[only] Move “{ $title }”
}? { $told ->
    [0] There is nobody to tell.
    [one] One person is told.
   *[other] { $told } people are told.
}
events-old-time = Until now
events-new-time = From now on
events-moved = { $type ->
    [deadline] “{ $title }” is now due on { $moment }.
    [milestone] “{ $title }” is now on { $moment }.
   *[other] “{ $title }” now begins on { $moment }.
}
events-cancelling = Cancel “{ $title }”, { $at }{ $scope ->
    [following] , and all after it
   *[only] { "" }
}? { $told ->
    [0] There is nobody to tell.
    [one] One person is told.
   *[other] { $told } people are told.
}

events-told-moved = “{ $title }” of { $community } is moved from { $old } to { $new }: { $moment }.
events-told-moved-following = From { $old } on, “{ $title }” of { $community } takes place at another time. The next one begins { $new }: { $moment }.
events-still-coming = Can you come?
events-told-confirmed = The date of “{ $title }” of { $community } is fixed: { $at }, that is { $moment }.
events-told-cancelled = “{ $title }” of { $community }, { $at }, is cancelled.
events-called-off-rest = { $count ->
    [one] and one more
   *[other] and { $count } more
}
events-told-ended = “{ $title }” of { $community } no longer takes place from { $at } on.
events-told-restored = “{ $title }” of { $community } takes place after all, { $at }.
events-told-resumed = “{ $title }” of { $community } takes place again from { $at } on{ $ends ->
    [yes] , { $count } times that had been cancelled
   *[no] { "" }
}.
events-resumed-answers = What you answered for each of them holds; in the calendar you can change it.
events-told-edited = { $what ->
    [where] “{ $title }” of { $community } has another place: { $where }
   *[length] “{ $title }” of { $community } now takes { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
}
events-told-assigned = You have a role at “{ $title }” of { $community }, { $at }: { $role }.
events-told-unready = “{ $title }” of { $community }, { $at }, is at most two weeks away, and something is missing.
events-told-unready-several = These are at most two weeks away, and something is missing of each.
events-unready-of = “{ $title }” of { $community }, { $at }
events-unready-more = { $count ->
    [one] And of one more.
   *[other] And of { $count } more.
}
events-unready-newer = A newer message says what is missing.
events-nothing-wanting = Nothing is missing any more of what comes: thank you.
events-unready-roles = Nobody does this yet: { $roles }.
events-unready-date = Its date is not fixed yet.
events-told-offered = A seat is free at “{ $title }” of { $community }, { $at }. It is kept for you until { $until }.
events-told-lapsed = The seat at “{ $title }” of { $community }, { $at }, is no longer kept for you. Press if you want to come all the same: you get a free seat, or the next one.
events-told-offered-several = Seats of { $community } are free, and kept for you:
events-offered-line = • “{ $title }”, { $at }: kept until { $until }
button-take-all = Going to all
button-take-none = To none of them
button-one-by-one = One by one
events-answered-several = { $going ->
    [yes] You are going to:
   *[no] You are not coming to:
}
events-answered-line = • “{ $title }”, { $at }
events-nothing-kept = No seat waits for your answer here any more. { COMMAND("calendar") } shows what you come to.
events-told-lapsed-several = These seats of { $community } are no longer kept for you. If you want to come all the same, say so in the calendar: you get a free seat, or the next one.

log-event-planned = planned: “{ $title }”
log-event-moved = moved: “{ $title }”
log-event-confirmed = fixed the date of “{ $title }”
log-event-cancelled = cancelled: “{ $title }”
log-event-restored = brought back: “{ $title }”
log-event-edited = changed: “{ $title }”

button-to-my-calendar = To my calendar
button-subscribe = Subscribe
button-new-address = New address
events-file = “{ $title }”, { $at }: open the file with your calendar. It does not follow later changes; { COMMAND("calendar") } may offer an address that does.
events-subscribed = { $anew ->
    [yes] Your new address for the calendar of { $community }; the old one no longer answers:
   *[no] Your address for the calendar of { $community }. Give it to your calendar program as a subscription:
}
events-secret = Whoever knows this address can read the calendar. It ends when you leave the community.
events-outside = At this address people outside read when and where “{ $title }” takes place; their calendar programs open it:
events-outside-means = It names neither the community nor anybody in it, follows every change, and ends when you untick “People outside may come”.
events-members-only = “{ $title }” is for members only. Edit it and tick “People outside may come” first.
events-no-address = Calendar programs cannot reach this installation yet. The platform team can give it an address: public_url in [web].
