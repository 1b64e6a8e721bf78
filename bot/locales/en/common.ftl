## What every feature says: buttons, choices, forms, dates, and the sentences of the dispatcher.

# Buttons. Those people learn keep exactly these labels.
button-join = Join
button-leave = Leave
button-withdraw = Withdraw
button-approve = Approve
button-reject = Reject
button-ask = Ask
button-claim = Claim
button-history = History
button-send = Send
button-edit = Edit
button-rules = Rules for joining
button-open-to-all = Open to everybody
button-cancel = Cancel
button-going = Going
button-maybe = Maybe
button-not-going = Can't go
button-groups-active = Make its working groups active too
button-make-active = Make it active again
button-archive = Archive

button-about = About
button-add-note = Add a note
button-ask-again = Ask again
button-ask-to-join = Ask to join
button-change-mode = Change the mode
button-communities = Communities
button-continue = Continue
button-create = Create
button-help = Help
button-me = My communities
button-members = Members
button-move-out = Move out
button-newer = Newer
button-next = Next
button-older = Older
button-open = Open
button-previous = Previous
button-read = Read it
button-remind = Remind
button-save = Save
button-stay = Stay
button-try-again = Try again
button-undo = Undo
button-write = Write

# Values of choices.
choice-yes = yes
choice-no = no
choice-private = private
choice-semi-private = semi-private
choice-public = public
choice-open = open

# Dates. $day is a number, the others are text.
date-long = { $day } { $month } { $year }
moment-full = { $date } at { $time } ({ $zone })
moment-now = just now
moment-time = { $time } ({ $zone })

# Sizes of files.
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kilobytes = { $count } kB

# A labelled line: its label, before what is so.
fact-label = { $label }:

# Forms.
form-command = { $command }: what is still missing
form-submit = Continue
form-must-fill = Please fill this in.
form-must-tick = Please tick this box to go on.
form-must-choose = Please choose one of these.
form-must-upload = Please choose a file.
form-file-too-large = This file has { $size }; { $limit } MB is the most. Choose a smaller one, or write where it can be found.
form-file-empty = This file is empty. Choose another one.
form-file-gone = This file is not kept any more. Choose it again, or go on without it.
form-hint-person = A name, or an account’s id
form-hint-place = #name or id; "here" is the channel you write from
form-hint-role = Its id, where the platform has roles
form-incomplete = Something is still missing; what you wrote is kept.
form-mistakes = Something needs another look; what you wrote is kept.

# Arguments.
arguments-too-long = { $argument } is { $length } characters long; { $limit } is the most. Please shorten it: nothing you wrote is lost.
arguments-unknown-name = { $command } takes nothing called “{ $typed }”. It takes { $names }, each written as name:value.
arguments-none = { $command } takes nothing called “{ $typed }”: write it alone.
arguments-not-a-number = “{ $typed }” is not a whole number. Write it in figures, for example 3.
arguments-no-channel-here = You are in no channel here. Write the name of one, or its id.
arguments-not-yes-or-no = “{ $typed }” is neither yes nor no. Write yes or no.
arguments-not-a-choice = “{ $typed }” is not one of the choices. Choose { $choices }.

# The dispatcher.
dispatch-unknown-command = There is no command { $typed }. { COMMAND("help") } lists what you can do here.
dispatch-unknown-command-near = There is no command { $typed }. Did you mean { $near }? { COMMAND("help") } lists what you can do here.
dispatch-unknown-verb = { $command } cannot do “{ $typed }”. It can: { $verbs }.
dispatch-unknown-verb-near = { $command } cannot do “{ $typed }”. Did you mean { $near }? It can: { $verbs }.
dispatch-verb-missing = What should { $command } do? It can: { $verbs }.
card-not-shown-here = This is shown only to those who decide about it now.
dispatch-old-button = This button is from an older version and no longer does anything. Use { COMMAND("help") } to see what you can do here.
dispatch-old-shortcut = This entry of the menu is from an older version and no longer does anything. Use { COMMAND("help") } to see what you can do here.
dispatch-old-form = This form is from an older version and could not be sent. Use { COMMAND("help") } to see what you can do here.
dispatch-one-more-step = One more step is needed before this is done.
dispatch-broken = Something went wrong on our side; nothing was changed. Try again, and if it happens again tell your administrators this code: { $reference }.
dispatch-unavailable = Palabre cannot reach its memory; nothing was saved. Try again in a minute.

channel-elsewhere = a channel of { $workspace }
somebody-on = somebody on { $platform }
