command-here = Say that you are there, with the word that was said in the room
command-here-code = The word that was said in the room
command-webinar-attendance = Who was there, the word to say in the room, and how it goes from one time to the next
command-webinar-attendance-community = Which community

button-i-am-here = I'm here
button-attendance = Attendance

attendance-so-far = { $over ->
    [yes] Were you there?
   *[no] Are you there?
}{ $count ->
    [0] { "" }
    [one] { " " }One person says so.
   *[other] { " " }{ $count } people say so.
}
attendance-were = { $count ->
    [one] One person was there.
   *[other] { $count } people were there.
}
attendance-noted = { $again ->
    [yes] You are noted at “{ $title }” already.
   *[no] You are noted at “{ $title }”.
} { $count ->
    [one] One person is there.
   *[other] { $count } people are there.
}
attendance-not-begun = “{ $title }” has not begun yet.
attendance-unknown-code = Nothing that takes place now has the word “{ $code }”. Ask for it in the room, or press “I'm here” on the card.
attendance-nothing = { $community } has planned nothing yet.

attendance-title = Attendance of “{ $title }”, { $at }
attendance-count = { $count ->
    [one] One person was there; { $going } had said that they come.
   *[other] { $count } people were there; { $going } had said that they come.
}
attendance-before = { $going ->
    [0] Nobody has said yet that they come.
    [one] One person has said that they come.
   *[other] { $going } people have said that they come.
} From { $at } until an hour after the end, whoever is there presses “I'm here” on the card.
attendance-code = Say this word in the room: { $code }. Whoever cannot press “I'm here” types it after { COMMAND("here") }.
attendance-more = and { $count } more
attendance-trend = From one time to the next:
attendance-line = Number { $number }, { $at }: { $count } there{ $going ->
    [0] { "" }
   *[other] , { $going } expected ({ $share } %)
}
attendance-file = { $count ->
    [one] One person was at “{ $title }”.
   *[other] { $count } people were at “{ $title }”.
} Whoever had said that they come and was not there is in the file as well.

button-from-a-file = From a file
button-note-them = { $count ->
    [one] Note one person
   *[other] Note { $count } people
}
button-another-file = Another file
attendance-form-file = Who was there, from a file
attendance-field-share = At least how much of it, in percent
attendance-hint-share = Whoever was there for less is not noted. Where the file says no times, everybody on it was there.
attendance-field-file = The list
attendance-hint-file = The list of participants as your webinar tool exports it (CSV), or a table with a column “Name”.
attendance-no-share = Write a whole number from 0 to 100.
attendance-no-list = No column of names was found. Export the list of participants as CSV, with a column “Name”.
attendance-listed = { $count ->
    [0] The file names nobody who is not noted yet
    [one] The file names one person who was there for at least { $share } % of it
   *[other] The file names { $count } people who were there for at least { $share } % of it
}{ $known ->
    [0] { "" }
    [one] ; one more is noted already
   *[other] ; { $known } more are noted already
}.
attendance-listed-why = { $what ->
    [short] There for less, and not noted:
    [strange] Nobody in the community is called so, and so they are not noted:
   *[several] Several people are called so, and so nobody is noted for it:
}
attendance-short-one = { $who } ({ $minutes } min)
attendance-filed = { $noted ->
    [0] Nobody new is noted at “{ $title }”.
    [one] One person more is noted at “{ $title }”.
   *[other] { $noted } people more are noted at “{ $title }”.
} { $count ->
    [one] One person was there.
   *[other] { $count } people were there.
}
log-attendance-file = noted from a file who was at “{ $title }”: { $count ->
    [one] one person
   *[other] { $count } people
}
