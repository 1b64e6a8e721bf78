command-community-places = See where a community lives, or give it a channel
command-community-places-community = Which community
command-community-places-channel = Channel for its members; "here" is this one
command-community-places-admin-channel = Channel where its administrators decide
command-community-places-role = Role its members get, where the platform has roles

places-homes = Where { $community } lives
places-home = { $channel }, administrators in { $administrators }
places-homeless = Nowhere yet.
places-needed = It needs a channel: { COMMAND("community places") }.
places-how = { COMMAND("community places") } with a channel adds one of the workspace you write from.
places-team = Only the platform team gives a community its channels, since a channel belongs to its whole workspace. { $who ->
    [nobody] Nobody is of it yet: whoever runs me says who is.
    [unnamed] Ask them.
   *[named] Ask { $team }.
}
places-team-is = { $who ->
    [nobody] Nobody is of the platform team yet: whoever runs me says who is.
   *[named] The platform team: { $team }.
}
places-moving-out = Shall { $community } no longer live in { $channel } ({ $workspace })? The channel stays as it is, and with it { $count ->
    [0] whoever is inside
    [one] the one member who can be inside
   *[other] the { $count } members who can be inside
}; but what { $community } announces and plans no longer comes there, and I let nobody in or out any more. { $admins ->
    [yes] What is decided in { $meeting } is no longer shown there.
   *[no] { "" }
}{ $last ->
    [yes] { " " }It then lives nowhere.
   *[no] { "" }
}
places-moved-out = { $by } took { $community } out of { $channel } ({ $workspace }). The channel stays as it is.
places-stayed = { $community } stays in { $channel }.
places-no-such-place = The community no longer lives there.
places-which-channel = Name the channel of { $community } as well: { COMMAND("community places") } with a channel says for which one this is.

button-make-channels = Create channels here
button-make-member = Make a member
button-strays = Show who
button-take-out = Take out

places-write-there = Write this in a channel of the workspace where the community is to live; from here I cannot tell which one you mean.
places-lives-here = { $community } lives in this workspace already. { COMMAND("community places") } shows where.
places-making = The channels of { $community } are being made: { $everyone ->
    [reads] one for its members, which everybody may read, and one for its administrators, closed to everybody else
   *[closed] one for its members, one for its administrators, both closed to everybody else
}. Its administrators and you hear when they are there.
places-being-made = The channels of { $community } are being made already. You need not do anything.
places-made = { $by } gave { $community } channels of its own in { $workspace }: one for its members, who are being let in, and one for its administrators. Requests to join appear there from now on.
places-cannot-make = I cannot make channels on this platform. Make one for the members of { $community } and one for its administrators by hand and invite me; the platform team names them with { COMMAND("community places") }.
places-not-made = The channels of { $community } could not be made. { $why } Then press Try again: it goes on from what is there.

places-role-seen = Everybody there can see { $role }, and who has it: give that role a name that says nothing.
places-former-roles = Opened it before: { $roles }. Take that out of the channel's permissions; I report whoever still has it.
places-wrong-members = The channel of its members:
places-wrong-administrators = The channel of its administrators:
places-wrong = • { $remedy }
places-troubled = Something is wrong where { $community } lives in { $workspace }
places-troubled-until = I look again every hour and tell you when it is mended; until then { COMMAND("community places") } shows it.
places-mended = Where { $community } lives in { $workspace }, everything is in order again.

button-close-channels = Archive its channels too
button-close-these = Archive there
places-not-archived = { $community } is active. Archive the community first: { COMMAND("community archive") }.
places-nothing-to-close = { $community } has no channel that its platform could still archive.
places-closed-already = { $count ->
    [one] The channel of { $community } is archived by its platform already.
   *[other] { $count } channels of { $community } are archived by their platform already.
}
places-closing = { $count ->
    [one] Shall the channel of { $community } be archived by its platform as well: { $channels }?
   *[other] Shall the channels of { $community } be archived by their platform as well: { $channels }?
}{ $groups ->
    [yes] { " " }Those of { $named } are among them.
   *[no] { "" }
} Neither I nor any other app can take that back: only a person can unarchive a channel there, by hand, and whoever was in a public one has to be let in again. Until then nobody writes there, I neither; what was written stays readable. The administrators' channel stays as it is.
places-closing-now = { $count ->
    [one] The channel of { $community } is being archived on its platform.
   *[other] { $count } channels of { $community } are being archived on their platform.
} Its administrators hear when that is done, or what is in the way.
places-left-open = Nothing is archived there. The channels of { $community } stay as they are: readable, and closed to new messages.
places-shut = { $by } had the channel of { $community } in { $workspace } archived by its platform. { $how }
places-not-shut = The channel of { $community } in { $workspace } could not be archived by its platform. { $why } Then press Try again.
places-bring-back = Only a person can bring it back: find it among the archived channels of the workspace, open its settings, and choose to unarchive it. I see that, and go on there by myself.
places-shut-there = The channel of its members is archived by the platform. Only a person can unarchive it, there, in its settings.

places-kept-out = { $person } belongs to { $community }, but could not be let into { $whose ->
    [administrators] its administrators' channel
   *[members] its channel
} in { $workspace }. { $remedy } Then press Try again. { COMMAND("members") } names everybody who could not be let in; I say this once a day.
places-retrying = { $count ->
    [0] There is nobody left who could not be let in.
    [one] I am letting in the one who could not be let in.
   *[other] I am letting in all { $count } who could not be let in.
} What still fails is told as before.

places-strays-open = { $count ->
    [one] Somebody is inside without belonging there.
   *[other] { $count } people are inside without belonging there.
}
places-no-strays = Nobody is inside { $community } without belonging there.
places-strays = { $count ->
    [one] Somebody who is no member can read the channel of { $community } in { $workspace }
   *[other] { $count } people who are no members can read the channel of { $community } in { $workspace }
}
places-strays-administrators = { $count ->
    [one] Somebody who does not decide can read the administrators' channel of { $community } in { $workspace }
   *[other] { $count } people who do not decide can read the administrators' channel of { $community } in { $workspace }
}
places-strays-settled = Everybody is where they belong again: { $community } in { $workspace }
places-strays-more = { $count ->
    [one] One more follows as soon as you have decided.
   *[other] { $count } more follow as soon as you have decided.
}
places-stray = { $status ->
    [left] { $person } left the community and is inside again.
    [removed] { $person } was removed from the community and is inside again.
    [banned] { $person } was excluded from the community and is inside again.
   *[none] { $person } was let in by hand.
}
places-stray-stuck = { $person } could not be taken out. { $why }
places-stray-done = { $decision ->
    [admitted] • { $person }: made a member by { $by }
    [out] • { $person }: taken out by { $by }
   *[none] • { $person }: settled without a decision
}
places-stray-already = { $decision ->
    [admitted] { $person } was already made a member by { $by }. Nothing is left to do.
   *[out] { $person } was already taken out by { $by }. Nothing is left to do.
}
places-stray-over = { $person } is where they belong by now. Nothing is left to do.
places-admitted = { $person } is now a member of { $community }, and is being told.
places-put-out = { $person } is being taken out of { $community }.
places-cannot-admit = { $person } cannot be made a member of { $community } this way. An exclusion must be lifted first, see { COMMAND("members") }; a role is given with { COMMAND("community admins") }.
places-full = { $community } is full ({ $capacity ->
    [one] { $capacity } member
   *[other] { $capacity } members
}). Raise “Most members” in the rules for joining, or take somebody out.
places-welcome = { $by } made you a member of { $community }: you were in its channel already.

log-troubled = something is wrong with { $place }
log-mended = everything is in order again with { $place }
log-shut = { $place } archived by its platform
log-let-in-again = missing in { $place } and let in again: { $people }
log-let-in-again-many = missing in { $place } and let in again: { $count } people
log-stray-out = taken out of { $place }: { $people }
log-stray-out-many = taken out of { $place }: { $count } people

places-joined = You are in { $community } now: joining its channel made you a member. Nothing more is needed.
places-added = { $by } let you into the channel of { $community }, so you are a member now.
places-came-in = { $asks ->
    [yes] You can read the channel of { $community }, but you are no member yet: its administrators decide on that. Press Join to ask them.
   *[no] You can read the channel of { $community }, but you are no member yet. Press Join: there is something to accept first.
}
places-came-asked = You can read the channel of { $community } already; your request to join still waits for its administrators, who are told that you are here.
places-came-uninvited = { $community } is by invitation. Its administrators are told that you are in its channel, and decide whether you become a member.
places-came-from-outside = { $community } is a working group, for members of the community it belongs to. Its administrators are told that you are in its channel; join that community first.
places-went = You are no longer in the channel of { $community }, so you are no longer its member. Its content stays; you may come back.
places-stays = You are no longer in the channel of { $community }, but still in the community: you decide there, or belong to it by another way as well. I let you into the channel again within the hour. To go for good, press Leave.
