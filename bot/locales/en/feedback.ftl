command-webinar-feedback = What those who came said of meetings and webinars, without their names
command-webinar-feedback-community = Which community

button-it-was-great = Very good
button-it-was-good = Good
button-it-was-poor = Could be better
button-it-was-absent = I wasn't there
button-add-a-comment = Add a comment
button-change-the-comment = Change the comment
button-all-comments = All comments

feedback-asked = How was “{ $title }” of { $community }, { $at }?
feedback-nameless = The moderation team reads how many said what, and the comments, without names.
feedback-you-said = “{ $title }” of { $community }, { $at }. You said: { $opinion }.
feedback-closed = Answers about “{ $title }” of { $community }, { $at }, are taken no more.
feedback-thanks = Thank you: “{ $opinion }” is noted for “{ $title }”. The other buttons change it.
feedback-not-there = Noted: you were not at “{ $title }”.
feedback-commented = { $taken ->
    [yes] Your comment on “{ $title }” is taken away.
   *[no] Thank you: the moderation team reads your comment on “{ $title }”, without your name.
}
feedback-form = A comment
feedback-field = What was good, and what could be better?
feedback-hint = Read without your name. Empty takes it away.
feedback-not-over = “{ $title }” is not over yet.
feedback-only-who-came = Only those who came to “{ $title }”, or had said that they come, are asked how it was.
feedback-too-late = “{ $title }” is too long ago: answers are taken for 14 days.
feedback-say-first = Say first how “{ $title }” was: press one of the buttons of the question, then add your comment.
feedback-nothing = Nothing that { $community } planned is over yet: whoever comes is asked an hour after the end.

feedback-card = How “{ $title }” was, { $at }
feedback-answered = { $count ->
    [0] Nobody
    [one] One person
   *[other] { $count } people
} answered, of { $asked } who came or had said that they come.
feedback-trend = From one time to the next:
feedback-line = Number { $number }, { $at }: { $said }
feedback-count = { $opinion } { $count }
feedback-comments = { $count ->
    [0] No comments on “{ $title }”
    [one] One comment on “{ $title }”
   *[other] { $count } comments on “{ $title }”
}
