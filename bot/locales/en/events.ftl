group-meeting = Plan the meetings of a community
group-webinar = Plan the webinars of a community
command-meeting-plan = Plan a meeting, once or every so often
command-meeting-plan-community = Which community
command-webinar-plan = Plan a webinar, or a series of them
command-webinar-plan-community = Which community
command-calendar = What takes place in a community, and whether you come
command-calendar-community = Which community

button-plan = Plan it
button-discard = Discard
button-calendar = Calendar
button-cant-go = Can't go
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

events-form-meeting = A meeting of { $community }
events-form-webinar = A webinar of { $community }
events-editing-title = Change what was planned
events-moving-title = { $scope ->
    [following] Move number { $number } and all after it
   *[only] Move to another time
}
events-field-title = Title
events-field-purpose = Purpose
events-field-when = When does it begin?
events-field-new-time = When does it begin instead?
events-field-repeats = How often?
events-field-where = Place, or link to join
events-field-minutes = How many minutes
events-field-capacity = Seats
events-field-zone = Time zone of the event
events-hint-purpose = What for? People decide by this whether to come.
events-hint-when = For example “14 Feb 10:00” or “next Tuesday 3pm”, in the time of { $zone }. You see it in full before anybody hears of it.
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
events-moment-over = That moment has passed. Choose another one.
events-changed-meanwhile = Somebody changed it while you were writing. Open it again and look before you save.
events-unknown = There is no such event any more. { COMMAND("calendar") } shows what is to come.

events-preview = This is what will be announced. Nobody has heard of it yet: check day, hour and zone.
events-the-second = If you mean the second time, edit it and write it as { $moment }, with its distance from UTC.
events-when = When
events-your-time = In your time
events-moved-from = Moved from
events-length = Length
events-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
events-where = Where
events-nowhere-said = not said yet
events-capacity = Seats
events-seats-limit = { $seats }
events-no-limit = as many as want to come
events-repeats = Repeats
events-then = Then
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
events-is-over = It is over.
events-seats = { $going } going, { $maybe } maybe{ $limited ->
    [yes] { " " }· { $capacity ->
        [one] { $capacity } seat
       *[other] { $capacity } seats
    }
   *[no] { "" }
}{ $waiting ->
    [0] { "" }
   *[other] { " " }· { $waiting } waiting
}
events-answered = { $answer ->
    [going] You are going to “{ $title }”, { $at }.
    [maybe] You may come to “{ $title }”, { $at }.
    [no] You are not coming to “{ $title }”.
   *[waiting] Every seat of “{ $title }” is taken. You are number { $position } in line, and hear at once when one is free.
}
events-answer-cancelled = “{ $title }” is cancelled.
events-answer-over = “{ $title }” has taken place already.

events-calendar = Calendar of { $community }
events-nothing = Nothing is planned.
events-entry = { $title } · { $type }, { $moment }, for you { $at }{ $state ->
    [cancelled] { " " }· cancelled
   *[planned] { "" }
}{ $mine ->
    [going] { " " }· you are going
    [maybe] { " " }· you may come
    [waiting] { " " }· you wait for a seat
    [offered] { " " }· a seat is kept for you
    [no] { " " }· you are not coming
   *[none] { "" }
}

events-moving = Move “{ $title }”{ $scope ->
    [following] { " " }and all after it
   *[only] { "" }
}? { $told ->
    [0] Nobody has said yet that they come.
    [one] One person is told.
   *[other] { $told } people are told.
}
events-old-time = Until now
events-new-time = From now on
events-moved = “{ $title }” now begins on { $moment }.
events-cancelling = Cancel “{ $title }”, { $at }{ $scope ->
    [following] , and all after it
   *[only] { "" }
}? { $told ->
    [0] Nobody has said yet that they come.
    [one] One person is told.
   *[other] { $told } people are told.
}

events-told-moved = “{ $title }” of { $community } is moved from { $old } to { $new }: { $moment }.
events-told-moved-following = From { $old } on, “{ $title }” of { $community } takes place at another time. The next one begins { $new }: { $moment }.
events-still-coming = Do you still come?
events-told-cancelled = “{ $title }” of { $community }, { $at }, is cancelled.
events-told-ended = “{ $title }” of { $community } no longer takes place from { $at } on.
events-told-restored = “{ $title }” of { $community } takes place after all, { $at }.
events-told-edited = { $what ->
    [where] “{ $title }” of { $community } has another place: { $where }
   *[length] “{ $title }” of { $community } now takes { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
}
events-told-offered = A seat is free at “{ $title }” of { $community }, { $at }. It is kept for you until { $until }.
events-told-lapsed = The seat at “{ $title }” of { $community }, { $at }, went to the next in line. Press if you want to wait for another one.

log-event-planned = planned: “{ $title }”
log-event-moved = moved: “{ $title }”
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
events-no-address = Calendar programs cannot reach this installation yet. The platform team can give it an address: public_url in [web].
