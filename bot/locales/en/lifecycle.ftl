button-announce = Post an announcement
button-plan-meeting = Plan a meeting
button-remind-week = Remind me in 7 days

lifecycle-nudge = { $days ->
    [one] Nothing new for { $days } day in { $community }
   *[other] Nothing new for { $days } days in { $community }
}
lifecycle-nudge-why = A community lives from what its members give it. A few lines are enough: what you are working on, a question, a date.
lifecycle-nudge-private = Nobody outside can see that a private community is alive: its members hear from you, or from nobody. A few lines are enough: what you are working on, a question, a date.
lifecycle-private = Nobody outside can see whether a private community is alive: if you do nothing, nobody will.
lifecycle-ideas = Its calendar of activities speaks of:
lifecycle-idea = { $period }: { $activity }
lifecycle-waiting = { $count ->
    [one] { $names } has asked to join and waits: { $requests }.
   *[other] { $count } people have asked to join and wait ({ $names }): { $requests }.
}
lifecycle-counts = What people do for each other counts: announcements, discussions, resources, events they plan or come to, minutes. What Palabre posts, who joins and who reacts does not.
lifecycle-warned = { $days ->
    [one] Nothing new for { $days } day in { $community }
   *[other] Nothing new for { $days } days in { $community }
}
lifecycle-warned-means = From { $at } it counts as inactive, and you will be asked whether to bring it back to life or to archive it. Anything new before then prevents that.
lifecycle-inactive = { $community } is inactive
lifecycle-inactive-since = { $members ->
    [one] Nobody has given anything new since { $since }. It has { $members } member.
   *[other] Nobody has given anything new since { $since }. It has { $members } members.
}
lifecycle-inactive-choose = Bring it back to life, with something new within 30 days, or archive it: then nobody new comes in, and everything stays readable.
lifecycle-never-by-itself = Silence alone never archives a community.
lifecycle-ended = Something new has come in { $community } since, on { $at }.
lifecycle-revived = { $by } has made { $community } active again, on { $at }.
lifecycle-revived-needs = Something new, or a new administrator, is needed by { $until }; otherwise it counts as inactive again.
lifecycle-reminding = You will hear of { $community } again on { $at }, unless something new comes before.
lifecycle-not-silent = { $community } is not silent: something new has come since.
lifecycle-not-inactive = { $community } does not count as inactive. Something new is all it needs.
lifecycle-would = { $what ->
    [inactive] The administrators of { $community } and the platform team would now be asked whether to bring it back to life or archive it: nothing new since { $since }.
    [warned] The administrators of { $community } would now be warned that it will soon count as inactive: nothing new since { $since }.
   *[nudge] The administrators of { $community } would now hear that nothing new has come since { $since }.
}
lifecycle-would-until = During its first week Palabre only tells you what it would do. It begins on { $until }.

log-inactive = nothing new for a year: inactive
log-revived = made active again

# Who administers next.

button-successor = Name a successor
button-accept-role = Accept
button-decline-role = Decline
lifecycle-appoint = Make { $person } administrator
button-ask-somebody = Ask a member
lifecycle-successor = Who should administer { $community }? They are asked, and administer it when they accept.
lifecycle-successor-whom = Choose a member
lifecycle-nobody-able = { $community } has no other member who could be asked. Invite somebody first ({ COMMAND("invite") }), or archive it ({ COMMAND("community archive") }).
lifecycle-successor-asked = { $person } has been asked to administer { $community }. You will hear what they say.
lifecycle-successor-at-night = It is night where they are: they read it in the morning.
lifecycle-offer = Will you administer { $community }?
lifecycle-offer-by = { $by } asks you to. You would decide who joins, inform the members and keep the community alive; others can be named to help you.
lifecycle-offer-over = This question about { $community } is over: somebody else administers it by now, or it changed hands.
lifecycle-offer-answered = You have answered already.
lifecycle-no-such-offer = There is no such question for you.
lifecycle-you-accepted = You administer { $community } now. { COMMAND("help") } shows what you can do.
lifecycle-you-declined = You have declined to administer { $community }. Nothing changes for you.
lifecycle-accepted = { $person } has accepted and administers { $community } now. You can stay, or leave.
lifecycle-declined = { $person } has declined to administer { $community }.
lifecycle-not-a-member = That person is not a member of { $community }.
lifecycle-already-administers = { $person } administers it already.
lifecycle-orphaned = Nobody administers { $community } any more
lifecycle-orphaned-first = Its last administrator is gone. { $person } has moderated or reviewed there longest.
lifecycle-orphaned-nobody = Its last administrator is gone, and nobody moderates or reviews there.
lifecycle-cared-for = { $community } has an administrator again.
lifecycle-appointed = { $person } administers { $community } now, and has been told.
lifecycle-not-orphaned = { $community } has an administrator. { COMMAND("community admins") } changes who does what.
lifecycle-only-team = Only the platform team decides that.

lifecycle-raised = { $days ->
    [one] Nothing new has come for a day.
   *[other] Nothing new has come for { $days } days.
}

# How alive it is.

command-health = How alive a community is, and what to do about it
command-health-community = Which community
lifecycle-health = { $light ->
    [green] 🟢
    [yellow] 🟡
    [red] 🔴
   *[off] ⚪
} { $community }
lifecycle-health-members = Members
lifecycle-health-count = { $count }
lifecycle-health-last = Last given
lifecycle-health-given = { $what ->
    [announcement] an announcement
    [event] an event
   *[other] something
} by { $by }, { $at }{ $days ->
    [0] {""}
    [one] , { $days } day ago
   *[other] , { $days } days ago
}
lifecycle-health-never = nothing yet, for { $days ->
    [one] { $days } day
   *[other] { $days } days
}
lifecycle-health-next = Next
lifecycle-health-step = { $what ->
    [inactive] counts as inactive on { $at }, unless something new comes
    [warned] you are warned on { $at } that it will count as inactive, unless something new comes
   *[nudge] you are reminded on { $at }, unless something new comes
}
lifecycle-health-no-next = nothing is told of its silence
lifecycle-health-queue = Asking to join
lifecycle-health-waiting = { $count ->
    [0] nobody
    [one] { $count } person, { $oldest }
   *[other] { $count } people, the first { $oldest }
}
lifecycle-health-coming = Coming
lifecycle-health-event = { $title }, { $at }
lifecycle-health-no-events = nothing is planned
lifecycle-todo = { $what ->
    [archived] It is archived: what it holds stays readable.
    [queue] Decide about those who wait: nothing loses people sooner than no answer.
    [silent] Give it something new: a few lines are enough.
    [calendar] Plan a meeting: nothing is in its calendar.
   *[none] Nothing needs you now.
}
button-see-requests = Requests
