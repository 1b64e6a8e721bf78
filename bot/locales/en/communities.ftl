communities-unknown = No community of that name. { COMMAND("communities") } lists those you can see.
communities-needs-name = A community needs a name.
communities-needs-eligibility = A semi-private community needs eligibility criteria: say who may join, one criterion per line.
communities-hidden-not-open = A hidden community cannot be open: everybody could read what nobody may find. Choose another mode or show it.
communities-too-many-questions = At most { $limit } questions can be asked of people who want to join.
communities-place-taken = Another community already lives in that channel. Choose a channel of its own.
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
communities-activity = { $period }: { $what }
communities-contributions = What you can contribute
communities-roles-of-members = Members
communities-roles-of-administrators = What administrators do
communities-principles = Principles
communities-related = Related communities
communities-contact = Contact
