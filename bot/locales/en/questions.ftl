command-webinar-questions = Put the questions to a webinar in order, answer them and publish the answers
command-webinar-questions-community = Which community

button-ask-a-question = Ask a question
button-questions = Questions
button-answer-question = Answer
button-hide-question = Hide
button-show-question = Show again
button-group = Group
button-apart = By itself again
button-preview-answers = Look before publishing
button-publish = Publish

questions-form-ask = Ask a question
questions-field-text = Your question
questions-field-as = Asked by
questions-by-name = Me, by name
questions-anonymous = Nobody: without my name
questions-hint-as = Without a name nobody, not even the team, can look up who asked, or write to you.
questions-taken = Your question to “{ $title }” is with the moderators.{ $anonymous ->
    [yes] { " " }Nobody learns that it is yours.
   *[no] { " " }You hear when it is answered.
}
questions-closed = Questions to “{ $title }” are no longer taken.
questions-nobody = somebody

questions-team = Questions to “{ $title }”, { $at }
questions-counted = { $count ->
    [0] None is shown.
    [one] One question, { $waiting ->
        [0] answered.
       *[other] without an answer.
    }
   *[other] { $count } questions, { $waiting ->
        [0] all answered.
        [one] one without an answer.
       *[other] { $waiting } without an answer.
    }
}
questions-line = { $number }. { $text } ({ $who }){ $more ->
    [0] { "" }
    [one] { " " }and one like it
   *[other] { " " }and { $more } like it
}{ $answered ->
    [yes] { " " }· answered
   *[no] { "" }
}
questions-are-published = The answers are published.
questions-none = Nobody has asked anything yet.
questions-asked = { $text } (from { $who }, { $at }){ $hidden ->
    [yes] { " " }· hidden
   *[no] { "" }
}
questions-also = Also: { $text } (from { $who })
questions-answer = { $live ->
    [yes] { $signed }, also in the room: { $text }
    [only] { $signed } answered in the room.
   *[no] { $signed }: { $text }
}
questions-grouping = Which question does this one belong to? “{ $text }”
questions-belongs-to = It belongs to …
questions-nothing-to-group = There is no other question.
questions-not-there = That question is not there any more, or belongs to another one itself.
questions-no-webinar = { $community } has no webinar planned, and none has taken place.

questions-form-answer = Answer
questions-field-answer = The answer
questions-field-signed = Answered by
questions-field-live = It was answered in the room
questions-hint-answer = What was said in the room may be extended here, or stand alone.
questions-told = { $signed } has answered what you asked at “{ $title }”: “{ $text }”

questions-preview = This is what will stand in the channel, open to comments. Nobody has read it yet.
questions-too-early = There is nothing to publish at “{ $title }” yet: it must have begun, and something must be answered.
questions-published = The questions and answers of “{ $title }” are on their way to the channel.
questions-post = Questions and answers: “{ $title }”
questions-greeting = Dear members, at { $where } on { $at } you asked good questions. Thank you for them, and thanks to { $names } for the answers below.
questions-comment = Comment #{ $number } – { $text } (from { $who })
questions-comment-freely = Feel free to comment!
questions-thread = Comments on the answers: { $title }

log-question-hidden = hid a question to “{ $title }”
log-question-shown = showed a question to “{ $title }” again
log-questions-published = published the questions and answers of “{ $title }”

questions-raised = { $count ->
    [one] One question to “{ $title }” has no answer.
   *[other] { $count } questions to “{ $title }” have no answer.
}
