command-invite = Invite somebody to a community
command-invite-person = Whom
command-invite-community = To which one
command-invite-message = Why them: a few words of your own; one word alone would be a community

invitations-title = You are invited to { $community }
invitations-by = { $person } invites you to { $community }.
invitations-until = The invitation is open until { $at }. Press Join, and its channel opens to you.
invitations-sent = { $person } is invited to { $community }, until { $until }.
invitations-already-in = { $person } is already a member of { $community }.
invitations-oneself = Nobody invites themselves. Ask with { COMMAND("join") }, or let somebody else who administers { $community } invite you.
invitations-already-invited = { $person } already has an open invitation to { $community }.
invitations-banned = { $person } was excluded from { $community} and cannot be invited.
invitations-outside-parent = { $person } is not a member of the community whose working group { $community } is. Invite them to that one first.
