command-join = Join a community, or ask to
command-join-community = Which community; leave it out to see them all
command-join-note = A word to the administrators
command-leave = Leave a community
command-leave-community = Which community
command-communities = The communities you can see
command-communities-search = A word of their name or subject
command-about = What a community is for, and who is in it
command-about-community = Which community
command-members = Who is in a community
command-members-community = Which community
command-members-search = Part of a name

role-administrator = administrator
role-moderator = moderator
role-reviewer = reviewer
role-champion = champion
role-expert = expert
role-member = member

list-item = • { $words }
page-of = Page { $page } of { $pages }

membership-welcome = Welcome to { $community }
membership-newcomers = { $more ->
    [0] { $people } { $count ->
        [one] has joined { $community }. Welcome!
       *[other] have joined { $community }. Welcome!
    }
    [one] { $people } and one other have joined { $community }. Welcome!
   *[other] { $people } and { $more } others have joined { $community }. Welcome!
}
membership-welcome-first = { $way ->
    [nowhere] You are in. The community has no channel yet that you could enter; it opens to you when there is one.
    [shut] You are in, but its channel cannot be opened to you yet. Its administrators read why; once that is mended it opens to you by itself.
   *[open] You are in. Here is what to do first: open the channel, read what it is about, and say who you are.
}
membership-not-opened = The channel of { $community } could not be opened to you. { $why ->
    [guest] You are a guest of this workspace: only its administrators let you into a channel. Ask one of them to add it to your account.
   *[other] Its administrators read why; once that is mended it opens to you by itself.
}
membership-open-at-last = The channel of { $community } is open to you now: { $channel }. Read what it is about, and say who you are.
membership-asked = Your request is with the administrators of { $community } ({ $waiting ->
    [one] the only one waiting
   *[other] { $waiting } waiting
}; usually answered in { $usual }). You will hear from us by { $by }.
membership-asked-first = Your request is with the administrators of { $community } ({ $waiting ->
    [one] the only one waiting
   *[other] { $waiting } waiting
}). You will hear from us by { $by }.
membership-asked-full = { $community } is full ({ $members ->
    [one] { $members } member
   *[other] { $members } members
}): a request waits until there is room.
membership-waiting = Your request to { $community } of { $at } is waiting ({ $position ->
    [1] next in line
   *[other] number { $position } in line
}).
membership-already-in = You are already in { $community }, since { $since }.
membership-by-invitation = { $community } is by invitation; the administrators are { $administrators }.
membership-parent-first = { $community } is a working group of { $parent }, for its members. Join { $parent } first.
membership-parent-first-unnamed = { $community } is a working group, for members of the community it belongs to. Its administrators can tell you more: { $administrators }.
membership-outside-parent = { $person } is not a member of the community whose working group { $community } is. They need to join that one first.
membership-too-soon = The administrators could not accept your last request to { $community }. You may apply again from { $until }.
membership-full = { $community } is full for now. Try again later, or write to its administrators.
membership-barred = You cannot join { $community }. If you think this is a mistake, write to its administrators.
membership-closed = { $community } takes no new members.

membership-form-title = Join { $community }
membership-form-note = Anything the administrators should know
membership-form-criteria = I meet these criteria
membership-form-principles = I accept the community principles
membership-form-more-title = Add to your request
membership-form-more = What would you like to add?
membership-note-too-long = A request can say at most { $limit } characters in all, and yours is nearly there. Say it more briefly, or wait for the administrators to ask.
membership-note-added = Added; the administrators see it on your request.
membership-withdrawn = Your request is withdrawn. You may ask again whenever you like.
membership-no-such-request = There is no such request of yours. { COMMAND("me") } shows what you are waiting for.
membership-request-over = { $status ->
    [approved] That request was approved: you are a member. { COMMAND("me") } shows your communities.
    [rejected] That request was not accepted. The message you got says when you may ask again.
    [withdrawn] You withdrew that request. { COMMAND("join") } asks again.
    [expired] That request expired. { COMMAND("join") } asks again.
   *[other] That request is closed. { COMMAND("communities") } shows where you can join.
}

membership-list = Communities
membership-list-to-join = Which community would you like to join?
membership-none-yet = There is no community you could see yet. { COMMAND("community create") } makes the first one.
membership-none-found = No community matches “{ $search }”. { COMMAND("communities") } lists them all.
membership-group-yours = Yours
membership-group-join-now = Join now
membership-group-ask = Ask to join
membership-group-waiting = You asked
membership-group-by-invitation = By invitation
membership-group-read = Read without joining
membership-group-archived = Archived
membership-entry = { $community } ({ $members ->
    [one] { $members } member
   *[other] { $members } members
}). { $topic }
membership-entry-group = Working group of { $parent }

membership-members-of = { $community }: { $count ->
    [one] { $count } member
   *[other] { $count } members
}
membership-listed = • { $person }, since { $since }
membership-listed-role = • { $person } ({ $role }), since { $since }
membership-not-let-in = { $person } could not be let in yet. { $why }
membership-nobody-found = Nobody here is called “{ $search }”.
membership-nobody-yet = Nobody is in { $community } yet.

membership-leaving = Leave { $community }? Its channels close to you. To come back: { $mode }.
membership-leaving-groups = With it you leave its working groups: { $groups }.
membership-left = You have left { $community }. Thank you for having been there.
membership-stayed = You stay in { $community }.
membership-not-in = You are not a member of { $community }. { COMMAND("me") } shows where you are.
membership-not-a-member = Only members can have a role; invite them first.
membership-last-administrator = You are the last administrator of { $community }. Name another one first: { COMMAND("community admins") }.
membership-last-leaves = You are the last administrator of { $community }. Name a successor first.
membership-only-administrators = Only the administrators of { $community } can do that.
membership-only-members = Only members of { $community } can do that. { COMMAND("join") } says how to become one.
membership-join-to-take-part = You can read here; join { $community } to take part.

button-remove = Remove
button-excluded = Excluded people
button-let-back = Let back
membership-remove-whom = Remove a member…
membership-remove-title = Remove { $person } from { $community }
membership-remove-means = Its channels close to { $person }, who is told and may come back as anybody may.
membership-remove-words = A word to that person
membership-remove-ban = For good: they cannot join or ask again
membership-remove-not-in = { $person } is not a member of { $community } any more.
membership-remove-administrator = { $person } administers this community. Take that role away first: { COMMAND("community admins") }.
membership-remove-runs-group = { $person } is the last administrator of { $group }, a working group. Name another one there first, or archive the group.
membership-remove-runs-hidden = { $person } is the last administrator of a working group that you do not see. Ask them to name a successor, or the platform team to help.
membership-remove-groups = They leave its working groups as well: { $groups }.
membership-removed-done = { $person } is no longer a member of { $community }.
membership-banned-done = { $person } is excluded from { $community }.
membership-removed-told = The administrators of { $community } ended your membership.
membership-banned-told = The administrators of { $community } excluded you from it.
membership-their-words = They wrote: “{ $words }”
membership-excluded = Excluded from { $community }
membership-nobody-excluded = Nobody is excluded.

membership-nowhere = You are in no community yet. { COMMAND("join") } shows where you can go.
membership-administers-nowhere = You administer no community. { COMMAND("community create") } makes one of yours.
membership-invitation-over = { $how ->
    [used] You have used this invitation to { $community }.
    [expired] This invitation to { $community } expired on { $at }.
   *[closed] This invitation to { $community } is no longer open.
}
membership-invitation-over-unnamed = { $how ->
    [used] You have used this invitation.
    [expired] This invitation expired on { $at }.
   *[closed] This invitation is no longer open.
}
