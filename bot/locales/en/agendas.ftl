command-meeting-agenda = See what the next meeting is about, and add to it
command-meeting-agenda-community = Which community
command-meeting-minutes = Write down what was decided at the last meeting
command-meeting-minutes-community = Which community

button-add-to-agenda = Add to the agenda
button-agenda = Agenda
button-minutes = Minutes
button-take-off = Take it off
button-done = Done
button-add = Add
button-keep-it = Keep it
button-cancel-this-month = Cancel this month
button-cancel-this-time = Cancel this time

agendas-title = Agenda of “{ $title }”, { $at }
agendas-asks = What should we talk about? If nothing is on the agenda two days before, the administrators may call the meeting off.
agendas-nothing = Nothing is on the agenda yet.
agendas-item = { $number }. { $text } ({ $who })
agendas-todo = Still to do since earlier meetings:
agendas-action = • { $text }{ $somebody ->
    [yes] { " " }— { $who }
   *[no] { "" }
}{ $until ->
    [yes] , by { $due }
   *[no] { "" }
}{ $done ->
    [yes] { " " }· done
   *[no] { "" }
}
agendas-more = { $count ->
    [one] … and one more
   *[other] … and { $count } more
}
agendas-count = { $count ->
    [0] Nothing is on the agenda yet.
    [one] One item is on the agenda.
   *[other] { $count } items are on the agenda.
}
agendas-cancelled = “{ $title }”, { $at }, is cancelled; nothing more is needed for its agenda.
agendas-write-minutes = The administrators can write down now what was decided.
agendas-has-minutes = The minutes stand in this channel.

agendas-empty = Nothing is on the agenda of “{ $title }” of { $community }, { $at }, although the members were asked. A meeting without a purpose costs everybody an hour: shall it take place?
agendas-settled = { $how ->
    [cancelled] “{ $title }”, { $at }, is called off. Whoever wanted to come has been told.
    [kept] “{ $title }”, { $at }, takes place: { $who } keeps it.
    [items] “{ $title }”, { $at }, has something on its agenda now, and takes place.
    [over] “{ $title }”, { $at }, has taken place already.
   *[on] “{ $title }”, { $at }, takes place.
}

agendas-form-item = Add to the agenda
agendas-field-item = What should we talk about?
agendas-hint-item = A question, a decision to take, something to show. Your name stands beside it.
agendas-added = “{ $text }” is on the agenda of “{ $title }”.
agendas-item-gone = That is not there any more.
agendas-done = Done: “{ $text }”. It is not on the next agenda any more.
agendas-no-meeting = No meeting of { $community } is planned.
agendas-none-held = No meeting of { $community } has taken place yet. { $plan } plans one.
agendas-not-begun = “{ $title }” has not begun yet; its minutes come after it.

agendas-form-minutes = Minutes of the meeting
agendas-field-present = Who was there?
agendas-field-decisions = What was decided?
agendas-field-actions = Who does what, until when?
agendas-hint-actions = One per line: what; who; by when. “Write the report; Ada; 30 Nov”.
agendas-too-many-actions = These are more than { $most }. Keep those that somebody will look at.
agendas-wrong-action = “{ $line }” should read: what; who; by when. Only the first must be there.
agendas-wrong-day = “{ $typed }” in “{ $line }” is no day to come. Write it as “30 Nov” or “2027-01-15”.
agendas-changed-meanwhile = Somebody wrote these minutes while you were writing. Open them again and add what is missing.
agendas-minutes-kept = The minutes of “{ $title }” are { $again ->
    [yes] changed where they stand.
   *[no] on their way to the channel.
}
agendas-minutes-title = Minutes of “{ $title }”, { $at }
agendas-present = Present: { $names }
agendas-talked = On the agenda:
agendas-decided = Decided:
agendas-agreed = To do:
agendas-written-by = Written by { $who }, { $at }

log-minutes-written = wrote the minutes of “{ $title }”

agendas-raised-empty = Nothing is on the agenda of “{ $title }” yet, { $at }.
agendas-raised-late = Late: { $what }
