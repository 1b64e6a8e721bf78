command-me = Your communities, your requests and your settings
command-settings = Your language, your time zone and your digest
command-settings-language = Language I write to you in
command-settings-timezone = Your time zone, or a city
command-settings-digest = How often you get a digest
command-settings-quiet = Quiet hours, such as 22:00–07:00, or off; strict behind it if nothing at all may come
command-settings-mute = A community to hear less of

settings-me = { $name }
settings-belongs = { $community }, { $role } since { $since }{ $access ->
    [failed] . Its channel could not be opened to you yet; the administrators see why
    [absent] . You are not in the workspace where its channel is
    [pending] . Its channel is being opened to you
   *[other] {""}
}
settings-belongs-nowhere = You are in no community yet. { COMMAND("join") } shows where you can go.
settings-asked = Waiting: your request to { $community }, { $at }
settings-language = Language
settings-timezone = Time zone
settings-digest = Digest
settings-digest-hint = What was new, what comes and what waits for you, in one private message.
settings-accounts = Your accounts
settings-zone-unknown = not known yet; times are given as UTC
settings-zone-hint = A city such as Nairobi, or a zone such as Africa/Nairobi.
settings-title = Your settings
settings-saved = Saved.
settings-now = It is now { $now } for you.
settings-no-zone = I do not know that time zone. Write a city such as Nairobi, or a zone such as Africa/Nairobi.
settings-no-such-zone = I do not know the time zone “{ $typed }”. Write a city such as Nairobi, or a zone such as Africa/Nairobi.
settings-unknown-person = I do not know you any more. Write { COMMAND("help") } to start again.

button-settings = Change my settings
choice-auto = as the platform says
choice-en = English
choice-fr = Français
settings-home = What is yours
settings-home-more = There is more: { COMMAND("me") } shows all of it.
button-mute = Mute…
button-mute-now = Mute
settings-unmute = Hear of { $community } again
choice-mute-everything = everything
choice-mute-reminders = reminders
choice-mute-digest = the digest
choice-mute-letters = other messages
settings-quiet = Quiet hours
settings-quiet-hint = From when to when I leave you alone, such as 22:00–07:00, or off.
settings-quiet-hours = { $hours }{ $strict ->
    [yes] , strictly
   *[no] {""}
}
settings-quiet-off = none
settings-quiet-unreadable = “{ $typed }” are no hours. Write them as 22:00–07:00, or off; strict behind it if nothing at all may come then.
settings-quiet-too-long = Twenty hours are the most, so that there is a time at which you can be told something.
settings-strict = Nothing at all then, not even an hour before what I go to
settings-mute-title = Hear less
settings-mute-what = Of { $community }, hear nothing more of
settings-mute-until = Until when
settings-mute-until-hint = A day, such as 3 March; empty: until you say otherwise.
settings-mute-awaited = What you wait for still comes: answers to your requests, and changes of what you go to.
settings-mute-then = After saving I ask you what you no longer want to hear of { $community }.
settings-mute-next = One more step: say what you no longer want to hear of { $community }.
settings-mute-undo = { $me } shows what is muted.
settings-muted = { $what ->
    [reminders] You get no reminders of { $community } any more.
    [digest] { $community } is left out of your digest.
    [letters] You get no other messages about { $community } any more.
   *[everything] You hear nothing of { $community } any more.
}
settings-muted-until = { $what ->
    [reminders] You get no reminders of { $community } until { $until }.
    [digest] { $community } is left out of your digest until { $until }.
    [letters] You get no other messages about { $community } until { $until }.
   *[everything] You hear nothing of { $community } until { $until }.
}
settings-unmuted = You hear of { $community } again.
settings-zone-title = Your time zone
settings-zone-settled = Your time zone is { $zone }: it is now { $now } for you.
