command-invite = Invite somebody to a community
command-invite-person = Whom
command-invite-community = To which one
command-invite-message = Why them: a word of your own

invitations-title = You are invited to { $community }
invitations-by = { $person } invites you to { $community }.
invitations-until = The invitation is open until { $at }. Press Join, and its channel opens to you.
invitations-sent = { $person } is invited to { $community }, until { $until }.
invitations-already-in = { $person } is already a member of { $community }.
invitations-already-invited = { $person } already has an open invitation to { $community }.
invitations-banned = { $person } was excluded from { $community} and cannot be invited.
