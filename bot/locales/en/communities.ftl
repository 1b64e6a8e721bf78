communities-unknown = No community of that name. { COMMAND("communities") } lists those you can see.
communities-several = Several communities are called { $typed }. Which one do you mean?
communities-which = Which community do you mean?
communities-apart = { $name } ({ $above ->
    [yes] working group of { $where }
   *[no] { $where }
}{ $moded ->
    [yes] , { $mode }
   *[no] { "" }
})
communities-needs-name = A community needs a name.
communities-needs-eligibility = A semi-private community needs eligibility criteria: say who may join, one criterion per line.
communities-hidden-not-open = A hidden community cannot be open: everybody could read what nobody may find. Choose another mode or show it.
communities-group-not-open = A working group cannot be open: it is for the members of its community. Choose another mode.
communities-too-many-questions = At most { $limit } questions can be asked of people who want to join.
communities-place-taken = Another community already lives in that channel. Choose a channel of its own.
communities-admins-apart = Members read the channel of the community; its administrators need a channel of their own.
communities-role-of-everybody = That role is everybody’s there, so the channel would be open to all. Name a role that only members get, or none.
communities-archived-clause = This community is no longer active (archived on { $at }). Its content remains available for consultation.

communities-mode-private = Private: by invitation
communities-mode-semi-private = Semi-private: administrators accept new members
communities-mode-public = Public: everybody may join
communities-mode-open = Open: everybody may read, members take part
communities-hidden-mode = { $mode }. Hidden: only members find it

communities-purpose = Purpose
communities-who-joins = Who joins
communities-eligibility = Who may be a member
communities-counters = So far
communities-counts = { $members ->
    [one] { $members } member
   *[other] { $members } members
}, { $announcements ->
    [0] no announcement yet
    [one] { $announcements } announcement
   *[other] { $announcements } announcements
}
communities-waiting = Waiting to join
communities-waiting-count = { $count ->
    [one] { $count } person. See { COMMAND("requests") }
   *[other] { $count } people. See { COMMAND("requests") }
}
communities-last = Last contribution
communities-administrators = Administrators
communities-institution = Institution
communities-sponsors = Supported by
communities-sponsor = { $name }, { $kind ->
    [sponsor] sponsor
    [co-sponsor] co-sponsor
    [founding-member] founding member
    [convenor] convenor
   *[other] partner
}
communities-history = How it began
communities-calendar = Calendar of activities
communities-activity = { $period }: { $what }{ $over ->
    [yes] { " " }· over
   *[no] { "" }
}
communities-contributions = What you can contribute
communities-roles-of-members = Members
communities-roles-of-administrators = What administrators do
communities-principles = Principles
communities-related = Related communities
communities-parent = Working group of
communities-group-mode = For members of the community it belongs to. { $mode }
communities-groups = Working groups
communities-contact = Contact

trouble-workspace-gone = I am no longer in this workspace.
trouble-workspace-gone-how = Invite me again, or have the platform team take the community out of there with { COMMAND("community places") }.
trouble-channel-gone = The channel no longer exists.
trouble-channel-gone-how = The platform team gives the community another one with { COMMAND("community places") }; it takes the place of this one.
trouble-channel-unseen = I cannot see the channel: I was taken out of it, or it was deleted.
trouble-channel-unseen-how = If it is still there, write /invite and my name in it; if not, the platform team gives the community another one with { COMMAND("community places") }.
trouble-out-of-channel = I was taken out of the channel, so I can neither write there nor let anybody in.
trouble-out-of-channel-how = Write /invite and my name in it: I go on from there by myself.
trouble-role-gone = The role of its members no longer exists.
trouble-role-gone-how = Make one; the platform team names it with { COMMAND("community places") }.
trouble-role-fixed = The role of its members is everybody's, or belongs to a bot or a service: I can neither give nor take it.
trouble-role-fixed-how = Make a role for the members; the platform team names it with { COMMAND("community places") }.
trouble-role-too-high = The role of its members stands above mine, so I can neither give nor take it.
trouble-role-too-high-how = In the server's settings, under Roles, drag my role above it.
trouble-no-view = I cannot see the channel.
trouble-no-view-how = In the channel's settings, under Permissions, let my role view it.
trouble-no-send = I cannot write in the channel.
trouble-no-send-how = In the channel's settings, under Permissions, let my role send messages.
trouble-no-manage-channel = I may not set who reads and writes in the channel.
trouble-no-manage-channel-how = In the channel's settings, under Permissions, let my role manage it.
trouble-no-manage-roles = I may not give or take access there.
trouble-no-manage-roles-how = In the server's settings, under Roles, let my role manage roles and permissions.
trouble-no-manage-messages = I cannot take off an emoji of somebody who may not decide.
trouble-no-manage-messages-how = In the channel's settings, under Permissions, let my role manage messages.
trouble-no-read-history = I cannot read what was written before, so emoji put while I was away are missed.
trouble-no-read-history-how = In the channel's settings, under Permissions, let my role read the message history.
trouble-no-add-reactions = I cannot put the emoji under requests that you could press.
trouble-no-add-reactions-how = In the channel's settings, under Permissions, let my role add reactions.
trouble-no-attach-files = I cannot attach files.
trouble-no-attach-files-how = In the channel's settings, under Permissions, let my role attach files.
trouble-no-embed-links = I cannot show links with their preview.
trouble-no-embed-links-how = In the channel's settings, under Permissions, let my role embed links.
trouble-no-open-threads = I cannot open threads, so nobody can comment on announcements.
trouble-no-open-threads-how = In the channel's settings, under Permissions, let my role create public threads.
trouble-no-create-events = I may not put anything on the server's own list of events.
trouble-no-create-events-how = In the server's settings, under Roles, let my role create events.
trouble-events-full = The server's own list of events is full: it holds a hundred.
trouble-events-full-how = Take off it what nobody needs there.
trouble-no-make-channels = I may not make channels.
trouble-no-make-channels-how = In the server's settings, under Roles, choose my role and switch on “Manage Channels”.
trouble-no-make-roles = I may not make roles.
trouble-no-make-roles-how = In the server's settings, under Roles, choose my role and switch on “Manage Roles”.
trouble-no-make-either = I may make neither channels nor roles.
trouble-no-make-either-how = In the server's settings, under Roles, choose my role and switch on “Manage Channels” and “Manage Roles”.
trouble-making-restricted = The workspace does not let me make channels.
trouble-making-restricted-how = In the workspace's settings, under Permissions, Channel management, one of its owners lets everybody create channels; or make them by hand and invite me there, and the platform team names them with { COMMAND("community places") }.
trouble-no-room = There is no room for another channel or role there.
trouble-no-room-how = Delete or archive what nobody needs any more.
trouble-general-channel = It is a channel in which everybody of the workspace is to be, and such a one cannot be archived.
trouble-general-channel-how = Leave it open; or have the platform team give the community a channel of its own with { COMMAND("community places") }.
trouble-not-in-channel = I am not in the channel.
trouble-not-in-channel-how = Write /invite and my name in it.
trouble-channel-archived = The channel itself is archived, so nothing can be written there and nobody let in.
trouble-channel-archived-how = Unarchive it in its settings (I may not do that), and invite me again where I am not inside then; or have the platform team give the community another one with { COMMAND("community places") }.
trouble-channel-public = The channel is public: whoever likes can join and read it, whatever the community's mode says.
trouble-channel-public-how = In the channel's settings, change it to a private one (I may not do that); or let the community be open with { COMMAND("community mode") }.
trouble-channel-private = The channel is private, so only its members can read what everybody should.
trouble-channel-private-how = In the channel's settings, change it to a public one (I may not do that); or choose another mode with { COMMAND("community mode") }.
trouble-no-scope = I was installed without a permission that I need by now.
trouble-no-scope-how = Ask whoever runs me to add it to my app and install that again; on the machine where I run, “palabre check” tells them which.
trouble-restricted-action = The workspace does not let me do that there.
trouble-restricted-action-how = An administrator of the workspace does it by hand, or allows it in the workspace's settings, under Permissions.
trouble-guest = It is a guest, whom only administrators of the workspace let into channels.
trouble-guest-how = Ask one of them to add the channel to the guest's account.
trouble-other-organisation = The account belongs to another organisation, which does not share this channel.
trouble-other-organisation-how = Share the channel with that organisation, or let the person join with an account of this workspace.
trouble-no-pin-messages = I may not pin messages.
trouble-no-pin-messages-how = In the server's settings, under Roles, let my role pin messages.
trouble-too-many-pins = There are so many pins in the channel that it takes no more.
trouble-too-many-pins-how = Take off a pin that nobody needs any more.
trouble-unnamed = The platform refuses it without saying why.
trouble-unnamed-how = { COMMAND("community places") } shows what I can see of it, and what to click.
