button-announce = Post an announcement
button-remind-week = Remind me in 7 days

lifecycle-nudge = { $days ->
    [one] Nothing new for { $days } day in { $community }
   *[other] Nothing new for { $days } days in { $community }
}
lifecycle-nudge-why = A community lives from what its members give it. A few lines are enough: what you are working on, a question, a date.
lifecycle-nudge-private = Nobody outside can see that a private community is alive: its members hear from you, or from nobody. A few lines are enough: what you are working on, a question, a date.
lifecycle-ideas = Its calendar of activities speaks of:
lifecycle-idea = { $period }: { $activity }
lifecycle-waiting = { $count ->
    [one] { $names } has asked to join and waits: { $requests }.
   *[other] { $count } people have asked to join and wait ({ $names }): { $requests }.
}
lifecycle-counts = What people write counts: announcements, discussions, resources, events, minutes. What Palabre posts, who joins and who reacts does not.
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
