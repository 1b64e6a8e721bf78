group-community = Create a community, or run one that you administer
command-community-create = Create a community; you become its administrator
command-community-create-name = Its name
command-community-create-mode = How people join
command-community-edit = Change a community's texts, questions and principles
command-community-edit-community = Which community
command-community-mode = Change how people join a community
command-community-mode-community = Which community
command-community-mode-mode = The new way
command-community-hide = Hide a community from everybody but its members, or show it
command-community-hide-community = Which community
command-community-hide-hidden = Hidden or shown
command-community-admins = See who has which role, or give a member one
command-community-admins-community = Which community
command-community-admins-person = Who gets a role
command-community-admins-role = Which role; "member" takes it away
command-community-archive = Archive a community: nothing is lost, nobody new comes in
command-community-archive-community = Which community
command-community-reactivate = Make an archived community active again
command-community-reactivate-community = Which community
command-log = Who did what in a community
command-log-community = Which community

administration-create-title = Create a community
administration-edit-title = Edit { $community }
administration-field-name = Name
administration-field-mode = How people join
administration-field-topic = Subject, in one line
administration-field-purpose = Purpose
administration-field-description = Description
administration-field-contact = Contact address
administration-field-eligibility = Who may be a member
administration-field-questions = Questions to people who want to join (at most five)
administration-field-principles = Principles, accepted on joining
administration-field-contributions = What members can contribute
administration-field-keywords = Other words for the subject
administration-field-language = Language
administration-field-timezone = Time zone
administration-field-hidden = Hidden: only its members find it
administration-rules-title = Rules for joining { $community }
administration-field-capacity = Most members
administration-hint-capacity = Empty: no limit.
administration-field-request-days = Days a request waits
administration-hint-request-days = Then it expires, and whoever asked is told. 3 to 90.
administration-field-cooldown-days = Days before somebody turned down may ask again
administration-hint-cooldown-days = 0 to 365.
administration-field-open-needs-approval = Joining needs approval (reading stays free)
administration-field-welcomes = Say in the channel who is new
administration-not-between = Type a whole number from { $least } to { $most }.
administration-rules-meanwhile = Somebody else changed these rules since you opened the form. What you typed is kept here: open the rules again to compare.
administration-hint-lines = One per line.
administration-hint-private = For working groups; invite each person
administration-hint-semi-private = You check every request against criteria
administration-hint-public = When nobody has time to check requests
administration-hint-open = Content readable by all; joining to take part
administration-name-taken = There is a community of that name; choose another.
administration-team = the platform team
administration-created-team = { $by } created the community { $community }.
administration-created = { $community } exists, and you are its administrator
administration-created-house-it = It has no channel yet: give it one, or have some made, with { COMMAND("community places") }.
administration-created-nowhere = It has no channel yet: { $team } can give it one with { COMMAND("community places") }. Meanwhile, complete its description and principles.
administration-changed-meanwhile = Somebody else changed these texts since you opened the form. What you typed is kept here: compare it with { COMMAND("about") }, then save.
administration-saved = { $community } is saved.
administration-mode-title = Mode of { $community }
administration-mode-to = New mode: { $mode }
administration-opening = Open { $community } to everybody? Whoever is in the workspace can then read its channels, also everything written there so far.
administration-opening-past = Whoever is in the workspace can then read its channels, also everything written there so far.
administration-pending = { $count ->
    [one] One person is waiting to join. What about them?
   *[other] { $count } people are waiting to join. What about them?
}
administration-pending-approve = Approve all
administration-pending-keep = Keep them waiting
administration-pending-reject = Reject all, with a message
administration-pending-words = What to tell those who are rejected
administration-mode-changed = { $community } is now { $mode }.
administration-hidden = { $community } is hidden now: only its members find it.
administration-hidden-roles = In { $workspaces } everybody can see the role that opens its channel, and who has it: give that role a name that says nothing.
administration-shown = { $community } can be found by everybody now.
administration-archiving = Archive { $community }? Nobody can join or write any more; all content stays readable for { $members ->
    [one] its member
   *[other] its { $members } members
}. { $waiting ->
    [0] Nobody is waiting to join.
    [one] The one person waiting to join is told.
   *[other] The { $waiting } people waiting to join are told.
}
administration-archiving-events = { $count ->
    [one] This is cancelled then, and whoever comes is told:
   *[other] These { $count } are cancelled then, and whoever comes to any of them is told:
}
administration-archived = { $community } is archived. Its content stays readable.
administration-kept = { $community } stays as it is.
administration-not-archived = { $community } is not archived.
administration-parent-archived = { $community } is a working group of { $parent }, which is archived. Make { $parent } active again first.
administration-archiving-groups = Its working groups are archived with it: { $groups }.
administration-reactivated = { $community } is active again.
administration-groups-stay = { $count ->
    [one] Its working group { $groups } stays archived.
   *[other] Its working groups stay archived: { $groups }.
}
administration-channels-stay = Still archived by their platform: { $channels }. Its administrators read how a person brings them back.
administration-reopened-notice = { $community } is active again, and this channel is open again.
administration-stay-cancelled = { $count ->
    [0] What was cancelled stays cancelled; the calendar shows it, and can bring back each one.
    [one] This was cancelled with the archive, and stays so until you bring it back:
   *[other] These { $count } were cancelled with the archive, and stay so until you bring them back:
}
administration-reactivated-notice = { $by } made { $community } active again. Welcome back!
administration-full = { $members ->
    [one] One person is a member already, and stays.
   *[other] { $members } are members already, and stay.
} Nobody new is let in until there are fewer than { $capacity }.
administration-was-archived = This community was archived on { $at }. It is active again.
administration-roles = Roles in { $community }
administration-role = • { $person }: { $role }
administration-roles-how = { COMMAND("community admins") } with a person and a role changes it.
administration-no-administrator = Nobody has a role. The platform team can name an administrator.
administration-named = { $by } made you { $role } of { $community }.
administration-unnamed = { $by } has taken the role of { $role } in { $community } from you. You stay a member; the channel of those with a role closes to you.
administration-handover = { COMMAND("requests") } shows who wants to join, { COMMAND("announce") } writes to everybody, { COMMAND("log") } shows what happened so far, { COMMAND("help") } the rest.
administration-log = What happened in { $community }
administration-log-line = { $at }: { $what } ({ $by })
administration-log-line-self = { $at }: { $what }
administration-log-empty = Nothing yet.

log-created = community created
log-edited = texts edited
log-rules = rules for joining changed
log-mode = mode changed from { $old } to { $new }
log-hidden = hidden
log-shown = shown to everybody
log-archived = archived
log-reactivated = made active again
log-place = now lives in { $place }
log-place-left = no longer lives in { $place }
log-joined = { $member } joined
log-asked = { $member } asked to join
log-withdrawn = { $member } withdrew the request
log-left = { $member } left
log-removed = { $member } was removed
log-banned = { $member } was banned
log-role = { $member } is now { $role }
log-let-back = the exclusion of { $member } was lifted
log-invited = { $member } was invited
log-imported = texts and settings brought in from a file
log-not-opened = a channel could not be opened to { $member }: { $why ->
    [forbidden] a right is missing there
   *[other] the platform refused it
}
log-not-closed = a channel could not be closed to { $member }: { $why ->
    [forbidden] a right is missing there
   *[other] the platform refused it
}

choice-hidden = hidden
choice-shown = shown
choice-administrator = administrator
choice-moderator = moderator
choice-reviewer = reviewer
choice-champion = champion
choice-expert = expert
choice-member = member
