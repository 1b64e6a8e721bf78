command-announce = Announce something to everybody in a community
command-announce-community = Which community
command-announce-text = What you have to say; the form asks for the rest
command-announce-view = See what was announced instead of writing
choice-recent-announcements = Recent announcements

button-recent-announcements = Recent announcements
button-write-another = New announcement
button-delete = Delete
button-keep = Keep

announcements-type-publication = Publication
announcements-type-job = Job
announcements-type-call-for-papers = Call for papers
announcements-type-event = Event
announcements-type-webinar = Webinar
announcements-type-new-page = New page
announcements-type-news = News
announcements-type-other = Announcement

announcements-form-title = Announce to { $community }
announcements-field-type = What is it about?
announcements-field-title = Title
announcements-field-text = Text
announcements-field-link = Link
announcements-field-file = File
announcements-field-where = Where
announcements-field-when = When
announcements-field-comments = Members can comment on it
announcements-hint-text = Bold, italics, lists and links are kept.
announcements-hint-link = An address beginning with https:// or http://
announcements-hint-when = Empty means now. For example “tomorrow 9am” or “14 Feb 10:00”, in the time of { $zone }.
announcements-hint-file = At most { $limit } MB. Whoever reads the announcement can download it.
announcements-hint-comments = What they write stands in a thread of its own below it.
announcements-everywhere = Everywhere the community lives
announcements-with-groups = Also in its working groups: { $groups }
announcements-place = { $workspace }, #{ $channel }
announcements-no-address = This is no web address. Write it in full, beginning with https:// or http://

announcements-label = { $type } · { $community }
announcements-file = File: { $name } ({ $size })
announcements-thread = Comments: { $title }
announcements-signed = { $author }, { $at }
announcements-signed-approved = { $author }, { $at }. Approved by { $approver }
announcements-edited = Edited { $at }
announcements-edited-by = Edited { $at } by { $editor }

announcements-draft-kept = You began this on { $at } and never sent it.
announcements-preview = This is how it will look. Nothing has been sent yet.
announcements-preview-proposal = This is how it will look. Send shows it to the administrators, who decide.
announcements-reach = It reaches { $total ->
    [0] nobody yet
    [one] { $total } member
   *[other] { $total } members
}: { $where }.{ $beyond ->
    [0] { "" }
    [one] { " " }{ $beyond } member has no account where it goes.
   *[other] { " " }{ $beyond } members have no account where it goes.
}{ $shut ->
    [0] { "" }
    [one] { " " }{ $shut } member could not be let in there yet.
   *[other] { " " }{ $shut } members could not be let in there yet.
}
announcements-reach-place = { $count } in { $place }
announcements-only-in = Only in { $place }.
announcements-in-groups = Also in the working groups: { $groups }.
announcements-commented = Members can comment below it.
announcements-when = It leaves on { $moment }.
announcements-when-approved = It leaves as soon as an administrator approves it.
announcements-at-once = It leaves 20 seconds after Send; until then you can undo it.
announcements-zone-unknown = Your time zone is not known, so the community’s was taken. { COMMAND("settings") } sets yours.

announcements-on-its-way = “{ $title }” is on its way: it leaves { $left } after { $at }, and until then you can undo it.
announcements-scheduled = “{ $title }” is planned: it leaves on { $moment }.
announcements-proposed = “{ $title }” is with the administrators. You will hear what they decide.
announcements-undecided = “{ $title }” waits for a decision.
announcements-sent = “{ $title }” was sent on { $at }. Editing or deleting it changes it everywhere.
announcements-rewritten = “{ $title }” is being changed in { $places ->
    [one] its place
   *[other] all { $places } places
}.
announcements-taken-back = “{ $title }” was taken back before it left.
announcements-cancelled = “{ $title }” will not be sent.
announcements-deleting = Delete “{ $title }” { $places ->
    [one] where it stands
   *[other] in all { $places } places
}? Nobody will be able to read it any more.
announcements-deleting-comments = What people wrote below it is theirs: it stays where the platform keeps it.
announcements-deleted = “{ $title }” is being deleted everywhere.
announcements-over = { $status ->
    [withdrawn] “{ $title }” was deleted.
    [rejected] “{ $title }” was not accepted. You can change it and propose it again.
   *[other] “{ $title }” was not sent.
}

announcements-unknown = There is no such announcement any more. { COMMAND("announce") } writes a new one.
announcements-nowhere = { $community } has no channel yet, so nobody would read it. { $team ->
    [yes] { COMMAND("community places") } gives it one.
   *[no] Only the platform team can give it one: { COMMAND("help") }.
}
announcements-moved = { $community } no longer lives in the place that was chosen. Another one must be chosen first.
announcements-place-left = a place where the community no longer lives
announcements-moment-over = The moment you chose has passed. Choose another one, or leave it empty to send now.
announcements-changed-meanwhile = Somebody changed “{ $title }” while you were writing. Send again to put yours in its place.

announcements-proposal = { $author } proposes an announcement to { $community }
announcements-decided = { $verdict ->
    [rejected] Rejected by { $by }, { $at }
   *[approved] Approved by { $by }, { $at }
}
announcements-reason = Reason: { $words }
announcements-proposal-over = { $status ->
    [withdrawn] It was deleted afterwards.
    [draft] Its author took it back to change it.
   *[other] It will not be sent.
}
announcements-already = { $verdict ->
    [rejected] Already rejected by { $by }, { $ago } ago.
   *[approved] Already approved by { $by }, { $ago } ago.
}
announcements-changed-look-again = Its author has changed it since. Read it again before you decide.
announcements-author-left = { $author } is no longer in the community, so it cannot be sent in their name.
announcements-reject-title = Reject this announcement
announcements-field-reason = Why? Its author reads this.
announcements-rejected = “{ $title }” is rejected; { $author } is told.

announcements-told-approved = { $approver } approved “{ $title }”; it has been sent to { $community }.
announcements-told-scheduled = { $approver } approved “{ $title }”; { $community } gets it on { $moment }.
announcements-told-rejected = { $by } could not accept “{ $title }” for { $community }. You can change it and propose it again.
announcements-told-undecided = Nobody has decided on “{ $title }” since { $at }, when { $community } was asked. That is not your fault. You can remind its administrators, or withdraw it.
announcements-told-reminded = { $author } still waits for a decision on “{ $title }”, proposed to { $community } on { $at }.
announcements-told-cancelled = { $by } cancelled “{ $title }”, which was planned for { $community }.
announcements-told-deleted = { $by } deleted “{ $title }” from { $community }.
announcements-not-sent = { $why ->
    [archived] “{ $title }” was not sent: { $community } has been archived meanwhile.
    [nowhere] “{ $title }” was not sent: { $community } has no channel any more. Its administrators can give it one.
    [moved] “{ $title }” was not sent: { $community } no longer lives in the place you chose for it. Choose another one, then send it again.
   *[author] “{ $title }” was not sent: you may no longer announce to { $community }. Its administrators can tell you more.
}
announcements-left-out = “{ $title }” was sent to { $community }, but not to { $groups }: you could announce there when you pressed Send, and no longer when it left.
announcements-groups-unseen = { $count ->
    [one] a working group
   *[other] { $count } working groups
}
announcements-not-sent-author = “{ $title }” by { $author } was not sent to { $community }: its author may no longer announce there. { COMMAND("announce") } sends it in your name.
announcements-changed = { $author } changed “{ $title }” after it was sent.
announcements-failed = “{ $title }” could not be posted for { $community } in { $place }. The other places are not concerned.
announcements-no-comments = “{ $title }” stands in { $place } for { $community }, but nobody can comment on it there.
announcements-why = { $outcome ->
    [forbidden] { $detail } Then try again.
    [gone] The channel no longer exists. { COMMAND("community places") } gives the community another one.
    [invalid] The platform refuses what it says. Edit it, then try again.
   *[other] The platform did not take it. The platform team can find out more.
}

announcements-retried = “{ $title }” is being posted there again.
announcements-commenting-retried = Comments on “{ $title }” are being opened there again.

announcements-waiting = { $community }: { $count ->
    [one] { $count } proposed announcement
   *[other] { $count } proposed announcements
}. The oldest was proposed { $oldest }.
announcements-reminded = The administrators are reminded of “{ $title }”. You will hear what they decide.
announcements-reminded-already = The administrators were asked about “{ $title }” on { $at }. You can remind them 14 days after that.

announcements-recent = Announcements of { $community }
announcements-none = Nothing yet.
announcements-entry = { $status ->
    [draft] “{ $title }”, your draft of { $at }
    [proposed] “{ $title }” by { $author }, proposed on { $at }
    [scheduled] “{ $title }” by { $author }, leaves on { $at }
    [sending] “{ $title }” by { $author }, about to leave
    [rejected] “{ $title }” by { $author }, not accepted
   *[sent] “{ $title }” by { $author }, sent on { $at }
}
announcements-recap = Posted in { $done } of { $places } places
announcements-recap-failed = { $place }: { $why }

log-announced = announcement sent: “{ $title }”
log-announcement-proposed = announcement proposed: “{ $title }”
log-announcement-approved = announcement approved: “{ $title }”
log-announcement-rejected = announcement rejected: “{ $title }”
log-announcement-reminded = administrators reminded of a proposed announcement: “{ $title }”
log-announcement-cancelled = announcement cancelled: “{ $title }”
log-announcement-edited = announcement edited: “{ $title }”
log-announcement-deleted = announcement deleted: “{ $title }”
log-announcement-not-sent = announcement not sent: “{ $title }” ({ $why ->
    [archived] the community was archived
    [nowhere] the community had no channel
    [moved] the community no longer lived in the place chosen
   *[author] its author may no longer announce
})
