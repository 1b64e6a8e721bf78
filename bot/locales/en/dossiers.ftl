command-webinars = All webinars of a community, past and to come, with what remains of them
command-webinars-community = Which community
command-webinar-recording = Add the recording of the last webinar, and whatever else remains of it
command-webinar-recording-community = Which community
command-webinar-summary = Add the summary of the last webinar, and whatever else remains of it
command-webinar-summary-community = Which community

button-materials = Materials
button-webinars = Webinars
button-read-recording = Recording
button-read-slides = Slides
button-read-note = Concept note
button-read-questions = Questions and answers
button-read-summary = Summary
button-read-related = Related

dossiers-kind-recording = Recording
dossiers-kind-slides = Slides
dossiers-kind-note = Concept note
dossiers-kind-questions = Questions and answers
dossiers-kind-summary = Summary
dossiers-kind-related = Related
dossiers-hint-recording = An address, or where it can be had.
dossiers-hint-slides = An address, or where they can be had.
dossiers-hint-note = An address, or the note itself.
dossiers-hint-questions = Only if they stand elsewhere; those that are published here appear by themselves.
dossiers-hint-summary = An address, or one to two pages: what was said, and what needs more debate.
dossiers-hint-related = Publications, blog extracts, news: one per line.
dossiers-form = What remains of the webinar
dossiers-changed-meanwhile = Somebody added something while you were writing. What you wrote stands here, and theirs where you wrote nothing. Look at both, then save.
dossiers-saved = { $count ->
    [0] Nothing is different at “{ $title }”.
    [one] One thing is different at “{ $title }”; its card shows it.
   *[other] { $count } things are different at “{ $title }”; its card shows them.
}
dossiers-length = { $words ->
    [one] The summary has one word;
   *[other] The summary has { $words } words;
} one to two pages are about { $low } to { $high }.

dossiers-checklist = After “{ $title }”, { $at }
dossiers-complete = Nothing is missing.
dossiers-waived = not for this one
dossiers-there = there
dossiers-optional = if there is one
dossiers-due = { $late ->
    [yes] missing since { $due }
   *[no] by { $due }
}
dossiers-not-for-this-one = Not for this one
dossiers-waived-now = There will be none for “{ $title }”: { $kind }. Nobody is reminded of it any more.
dossiers-missing = Something is missing of “{ $title }” of { $community }, { $at }. Whoever could not come waits for it.
dossiers-missing-several = Something is missing of what has taken place. Whoever could not come waits for it.
dossiers-missing-of = “{ $title }” of { $community }, { $at }
dossiers-missing-more = { $count ->
    [one] And of one more; { $webinars } shows them all.
   *[other] And of { $count } more; { $webinars } shows them all.
}
dossiers-missing-newer = A newer message says what is missing.
dossiers-all-there = Nothing is late any more: thank you.

dossiers-list = Webinars of { $community }
dossiers-none = No webinar is planned, and none has taken place.
dossiers-entry = { $title }{ $series ->
    [yes] { " " }· number { $number }
   *[no] { "" }
} · { $at }{ $coming ->
    [yes] { " " }· to come
   *[no] { "" }
}
dossiers-whole = { $kind }: “{ $title }”, { $at }
dossiers-gone = That is not there any more at “{ $title }”.
dossiers-none-held = No webinar of { $community } has taken place yet. { $plan } plans one.

log-materials = changed what remains of “{ $title }”
log-material-waived = said that there will be none for “{ $title }”: { $kind ->
    [recording] recording
    [questions] questions and answers
   *[summary] summary
}

dossiers-raised = Missing of “{ $title }”, { $at }: { $kinds }.
