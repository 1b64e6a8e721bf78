command-me = Your communities, your requests and your settings
command-settings = Your language and your time zone
command-settings-language = Language I write to you in
command-settings-timezone = Your time zone, or a city

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
