command-requests = Who wants to join: approve, reject, ask, or look back
command-requests-community = Which community; "history" shows what was decided
command-requests-view = Those who wait, or what was decided
command-requests-older-than-days = Only those who asked at least so many days ago
command-requests-answer = Only those who wrote this in their note or answers
command-requests-platform = Only those who asked from this platform

choice-waiting = waiting
choice-history = history

button-answer = Answer
button-approve-all = Approve all shown
button-approve-these = { $count ->
    [one] Approve this one
   *[other] Approve these { $count }
}
button-back = Back
button-csv = CSV
button-past = Decided
button-queue = Open the queue
button-reject-all = Reject all shown
button-release = Release
button-take-over = Take over
button-tell-team = Tell the platform team
button-write-administrators = Write to the administrators

log-answered = { $member } answered the administrators' question
log-approved = { $member }'s request was approved
log-claimed = { $member }'s request was claimed
log-closed = { $member }'s request was closed
log-expired = { $member }'s request expired
log-question = { $member } was asked a question
log-rejected = { $member }'s request was rejected
log-released = { $member }'s request is free again
log-told-team = { $member } told the platform team that nobody answered
log-undone = the decision about { $member } was taken back
log-wrote = { $member } wrote to the administrators

## The card.

approvals-card = { $person } asks to join { $community }
approvals-fact-from = Asked from
approvals-fact-known = Known since
approvals-fact-made = Account made
approvals-fact-waiting = Waiting since
approvals-fact-asked = Asked
approvals-since = { $at } ({ $ago })
approvals-fact-note = Note
approvals-fact-criteria = Who may be a member
approvals-fact-earlier = Asked before
approvals-fact-others = Also in
approvals-fact-question = Your question
approvals-fact-reply = Answer
approvals-fact-claim = Claim
approvals-no-answer = no answer
approvals-no-reply = not answered yet
approvals-earlier = • { $at }: { $status ->
    [open] waiting
    [approved] approved by { $who }
    [rejected] rejected by { $who } ({ $reason })
    [withdrawn] withdrawn
    [expired] expired without an answer
   *[closed] closed
}
approvals-claimed = Claimed by { $who } until { $until }.
approvals-expires = Expires on { $at } unless somebody decides or claims it.
approvals-outcome = { $status ->
    [open] Waiting.
    [approved] Approved by { $who }, { $at }.
    [rejected] Rejected by { $who }, { $at }: { $reason }.
    [withdrawn] Withdrawn by { $who }, { $at }.
    [expired] Expired without an answer, { $at }.
   *[closed] Closed, { $at }: { $reason }.
}
approvals-card-again-from = They may ask again from { $at }.
approvals-card-again-now = They may ask again at once.
approvals-told = { $state ->
    [sent] Applicant notified ✓
    [read] Applicant notified ✓
    [sending] Applicant being notified …
    [waiting] Applicant not reachable ✗ (private messages closed; they will see it at the next thing they do)
   *[unreachable] Applicant not reachable ✗ (no account left)
}
approvals-access-pending = Approved; the channels are being opened to { $person }.
approvals-access-absent = Approved, access pending: { $person } is not there at the moment, or the channel is no more. It opens by itself when they come back; else press Try again.
approvals-access-troubled = Approved, access pending: a channel could not be opened to { $person }. { $remedy } Then press Try again.
approvals-reason-not-eligible = not eligible
approvals-reason-incomplete = the request is incomplete
approvals-reason-duplicate = asked twice
approvals-reason-full = the community is full
approvals-reason-other = another reason
approvals-choose-other = another reason, in your own words below
approvals-reason-already-in = came in another way
approvals-reason-outside = no longer a member of the community it belongs to
approvals-reason-mode-changed = the community takes no requests any more
approvals-reason-archived = the community is archived

## What keeps a decision from being taken.

approvals-already = { $status ->
    [approved] { $person } was already approved by { $who } { $ago } ago. Nothing is left to do.
    [rejected] { $person } was already rejected by { $who } { $ago } ago. Nothing is left to do.
    [withdrawn] { $person } withdrew this request { $ago } ago. Nothing is left to do.
    [expired] This request expired { $ago } ago. { $person } was told how to ask again.
   *[closed] This request was closed { $ago } ago. Nothing is left to do.
}
approvals-claimed-by = { $who } has claimed this request until { $until }. Leave it to them, or take it over.
approvals-claimed-by-you = You have claimed this request already, until { $until }. Decide, or release it for others.
approvals-try-again = Somebody else changed this request at the same moment. Try again.
approvals-banned = { $person } is banned from { $community }. Reject the request, or lift the ban first.
approvals-left = { $person } has left the workspace and could not come in. The request stays open in case they return; or reject it.
approvals-outside-parent = { $person } is no longer a member of the community whose working group { $community } is. The request stays open in case they return; or reject it.
approvals-full = { $community } is full ({ $members ->
    [one] { $members } member
   *[other] { $members } members
}). Raise “Most members” in the rules for joining to let { $person } in, leave the request waiting, or reject it.
approvals-inside = { $person } is a member of { $community } already; I closed the request.
approvals-not-inside = { $person } is no member any more; there is nothing to open.
approvals-not-yours = You have not claimed this request, or no longer.
approvals-undo-nothing = There is no decision to take back any more.
approvals-undo-late-approved = A decision can be taken back for ten minutes only. To end the membership, see { COMMAND("members") }.
approvals-own-request = This is your own request: somebody else decides on it.
approvals-undo-late-rejected = A decision can be taken back for ten minutes only. You can still { COMMAND("invite") } them.
approvals-undo-asked-anew = { $person } has asked again meanwhile. Decide about the new request instead.
approvals-undo-superseded = { $person } has asked again since; only that newer request counts. History shows both.
approvals-undo-left = { $person } has left { $community } already; there is nothing to take back.
approvals-undo-removed = { $person }'s membership of { $community } was ended already; there is nothing to take back.
approvals-undo-banned = { $person } is banned from { $community } by now, and no request of theirs can wait. Lift the ban first: { COMMAND("members") }.
approvals-undo-came-in = { $person } has come into { $community } in another way since; there is nothing to take back. To end the membership, see { COMMAND("members") }.
approvals-undo-mode-approved = How one joins { $community } has changed since, and no request can wait there. To end the membership, see { COMMAND("members") }.
approvals-undo-mode-rejected = How one joins { $community } has changed since, and no request can wait there. You can still { COMMAND("invite") } them.
approvals-undo-mode-at-once = How one joins { $community } has changed since: { $person } can join at once, without a decision.
approvals-undo-has-role = { $person } is { $role } by now. Take that role away first: { COMMAND("community admins") }.

## What administrators read.

approvals-you-approved = { $person } is now a member of { $community }, and is being told.
approvals-you-rejected = { $person } is rejected and is being told, with the date from which they may ask again: { $at }.
approvals-you-rejected-again-now = { $person } is rejected and is being told that they may ask again at once.
approvals-you-asked = Your question is on its way to { $person }; the answer will appear on the card. The request still expires on { $at }: claim it if you need longer.
approvals-you-claimed = You have claimed { $person }'s request until { $until }; nobody else decides, and it does not expire.
approvals-you-released = { $person }'s request is free for others again.
approvals-you-undid = Taken back. { $person }'s request waits again, and they are being told.
approvals-retrying = The channels are being opened to { $person } again; the card shows how it ends.
approvals-taken-over = { $who } has taken over { $person }'s request to { $community }, which you had claimed.
approvals-answered = { $person } has answered:
approvals-letter = { $person } writes about their request, which was not accepted:
approvals-for-team = Nobody handled { $person }'s request of { $at } to { $community }, and they would like you to know. Its administrators may need help.
approvals-soon-expires = { $person }'s request of { $at } to { $community } expires on { $until }. They have just been told that you were reminded.
approvals-still-waits = { $person } asked { $at } to join { $community } and still waits for an answer.
approvals-both-emoji = While I was away, { $approving } put ✅ and { $rejecting } put ❌ under { $person }'s request. Which is it?
approvals-emoji-reject = You put ❌ under { $person }'s request to { $community }. Press Reject to give the reason they will read.
approvals-emoji-ask = You put ❓ under { $person }'s request to { $community }. Press Ask to write your question.
approvals-history = What happened to { $person }'s requests
approvals-step-asked = { $at }: asked
approvals-step-withdrawn = { $at }: withdrawn
approvals-step-approved = { $at }: approved by { $who }
approvals-step-rejected = { $at }: rejected by { $who }
approvals-step-closed = { $at }: closed
approvals-step-expired = { $at }: expired
approvals-step-undone = { $at }: decision taken back by { $who }
approvals-step-claimed = { $at }: claimed by { $who }
approvals-step-taken-over = { $at }: taken over by { $who }
approvals-step-released = { $at }: released by { $who }
approvals-step-unclaimed = { $at }: free again after 24 hours
approvals-step-question = { $at }: { $who } asked
approvals-step-answered = { $at }: { $who } answered
approvals-step-wrote = { $at }: { $who } wrote to the administrators
approvals-step-told-team = { $at }: { $who } told the platform team

## The queue.

approvals-queue = { $count ->
    [one] { $count } person waits to join { $community }
   *[other] { $count } people wait to join { $community }
}
approvals-queue-empty = Nobody waits. When somebody asks, you will hear of it.
approvals-past = { $count ->
    [one] { $count } decided request to { $community }
   *[other] { $count } decided requests to { $community }
}
approvals-past-empty = Nothing was decided yet.
approvals-filtered = { $count ->
    [0] None of them is as you asked.
    [one] One of them is as you asked.
   *[other] { $count } of them are as you asked.
}
button-queue-whole = Show all
approvals-entry = { $person }, from { $platform }, { $at }. Expires on { $until }.
approvals-past-entry = { $person }, asked on { $at }. { $outcome }
approvals-approve-all = { $count ->
    [one] Approve { $people } for { $community }?
   *[other] Approve { $people }, { $count } people in all, for { $community }?
}
approvals-reject-all-title = Reject all shown
approvals-reject-all = { $count ->
    [one] { $people } reads the reason you give here.
   *[other] { $people }, { $count } people in all, read the same reason.
}
approvals-approved-several = { $count ->
    [0] Nobody was approved.
    [one] { $count } person is approved and is being told.
   *[other] { $count } people are approved and are being told.
}
approvals-rejected-several = { $count ->
    [0] Nobody was rejected.
    [one] { $count } person is rejected and is being told.
   *[other] { $count } people are rejected and are being told.
}
approvals-not-decided = • Not { $person }: { $why }
approvals-list-changed = The list has changed since you opened this; these are the people on it now. Look again, then send again.
approvals-csv = { $count ->
    [one] { $count } request to { $community }:
   *[other] { $count } requests to { $community }:
}
approvals-which = Whose requests?
approvals-which-pick = Choose a community
approvals-which-more = There are more: write { COMMAND("requests") } and the name.
approvals-waiting-count = { $count ->
    [0] nobody waits
    [one] { $count } person waits
   *[other] { $count } people wait
}
approvals-none-administered = You administer no community. { COMMAND("me") } shows your own requests.

## How often administrators hear.

approvals-digest = { $count ->
    [one] { $count } person waits for your answer
   *[other] { $count } people wait for your answer
}
approvals-digest-others = Waiting for your decision
approvals-digest-over = Nothing waits for your answer any more.
approvals-digest-newer = A newer message says what waits for your answer.
approvals-digest-line = { $community }: { $people }. The oldest asked { $oldest }.
approvals-digest-more = { $count ->
    [one] one more
   *[other] { $count } more
}
approvals-often = You hear of new requests { $often }.
approvals-often-choose = How often do you want to hear?
approvals-chosen-often = From now on you hear of requests to { $community } { $often }.
approvals-often-at-once = at once, and each morning while somebody waits
approvals-often-hourly = once an hour, and each morning while somebody waits
approvals-often-daily = each morning while somebody waits
approvals-often-weekly = on Monday mornings while somebody waits
approvals-often-none = only when somebody has waited for a week
approvals-digest-last = You are the last who hears of requests to { $community }. Choose another frequency, or ask another administrator to hear of them first.
approvals-digest-not-yours = Only the administrators of { $community } choose how often they hear of its requests.

## Forms.

approvals-reject-title = Reject the request
approvals-form-reason = Reason
approvals-form-words = In your own words
approvals-form-words-hint = At most 300 characters; the person reads them.
approvals-form-lift = They may ask again at once
approvals-form-again-from = They may ask again from { $at }.
approvals-form-again-now = They may ask again at once.
approvals-other-needs-words = Say the reason in your own words.
approvals-ask-title = Ask a question
approvals-ask-label = Your question
approvals-ask-clock = The person answers privately; you read it on the card. The request still expires on { $at }, whatever is asked: claim it to stop the clock.
approvals-answer-title = Answer
approvals-answer-label = Your answer
approvals-write-title = Write to the administrators
approvals-write-label = Your message

## What applicants read.

approvals-approved = { $way ->
    [nowhere] You are now a member of { $community }. It has no channel yet that you could enter; it opens to you when there is one.
    [shut] You are now a member of { $community }, but its channel cannot be opened to you yet. Its administrators read why; once that is mended it opens to you by itself.
   *[open] You are now a member of { $community }. Open its channel, read what it is about, and say who you are.
}
approvals-rejected-in-words = The administrators could not accept your request to { $community }. They write:
approvals-rejected = The administrators could not accept your request to { $community }: { $reason }.
approvals-again-from = You may apply again from { $at }. A question? Write to the administrators.
approvals-again-now = You may apply again whenever you like. A question? Write to the administrators.
approvals-undone-approval = The administrators of { $community } have taken their approval back; your request waits again. You will hear from us by { $by }.
approvals-undone-rejection = The administrators of { $community } have taken their refusal back; your request waits again. You will hear from us by { $by }.
approvals-question = The administrators of { $community } have a question about your request:
approvals-question-until = Your request waits until { $at }.
approvals-not-yet = Your request of { $at } to { $community } has not been handled yet; we have reminded the administrators. It waits until { $until }.
approvals-not-yet-over = { $status ->
    [approved] Your request of { $at } to { $community } was accepted.
    [rejected] Your request of { $at } to { $community } was answered: it could not be accepted.
    [withdrawn] You took your request of { $at } to { $community } back.
    [expired] Your request of { $at } to { $community } ended without an answer.
   *[closed] Your request of { $at } to { $community } is closed.
}
approvals-expired = Nobody handled your request to { $community } in { $days ->
    [one] { $days } day
   *[other] { $days } days
}. That is our fault, not yours.
approvals-closed-archived = Your request to { $community } is closed, because the community is. { COMMAND("communities") } shows others you can join.
approvals-closed-mode = Your request to { $community } is closed, because how one joins has changed: { $mode }.
approvals-answer-too-late = That question needs no answer any more: you gave it, another question was asked, or the request no longer waits. { COMMAND("me") } shows your requests.
approvals-wrote-enough = You have written { $limit } times about this request; the administrators have read you. Please wait for their answer.
approvals-no-team = Nobody is named as the platform team here. Ask again, or write to somebody you know in the community.
approvals-team-knows = The platform team knows already.
approvals-you-answered = The administrators have your answer.
approvals-you-wrote = The administrators have your message.
approvals-you-told-team = The platform team knows now. Meanwhile you can ask again.

approvals-home = Waiting for your decision
approvals-home-line = • { $community }: { $count ->
    [one] { $count } person waits
   *[other] { $count } people wait
}, the longest since { $since }

approvals-raised = { $count ->
    [one] One person waits to be let in, since { $since }.
   *[other] { $count } people wait to be let in, the first since { $since }.
}
