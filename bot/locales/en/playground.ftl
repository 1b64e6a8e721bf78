# The playground's page, and what it says when it refuses something itself.

# The frame
playground-title = Palabre playground
playground-playground = playground
playground-skip = Skip to the conversations
playground-forward = Move time forward
playground-people = People
playground-help = How it works
playground-reconnecting = Reconnecting…
playground-ahead = { $span } ahead
playground-days-short = { $number } d
playground-hours-short = { $number } h
playground-minutes-short = { $number } min
playground-close = Close
playground-cancel = Cancel
playground-failed = That did not get through. Nothing was lost: try again.

# The first visit
playground-welcome-title = A community in one minute
playground-welcome-join = As { $name }, type { COMMAND("join") } and press Join under “Ask to join”.
playground-welcome-approve = As { $name }, press Approve or react with ✅.
playground-welcome-clock = Move time forward and watch the reminders come.
playground-got-it = Got it

# A pane
playground-places = Channels and messages
playground-private-messages = Private messages
playground-closed-channel = a closed channel in which you are not
playground-private-channel = private
playground-inbox-topic = Only the two of you read this
playground-unread = unread: { $number }
playground-switch-person = Switch to somebody else
playground-person-settings = Settings of { $name }
playground-close-pane = Stop watching { $name }
playground-language = Language
playground-language-of = Language of { $name }
playground-channel-details = About #{ $channel }

# The conversation
playground-messages-in = Messages in { $place }
playground-earlier = Earlier messages
playground-empty-inbox = Palabre writes here when something concerns you alone. Type / to see what it can do.
playground-empty-channel = Nothing here yet. Say something, or type / to see the commands.
playground-bot = bot
playground-edited = (edited)
playground-pinned = Pinned
playground-you-typed = You typed
playground-only-you = Only you can see this
playground-dismiss = Dismiss
playground-reaction = { $emoji }, { $number }
playground-react-with = React with { $emoji }
playground-message-tools = What you can do with this message
playground-edit = Correct this message
playground-delete = Remove this message
playground-message-deleted = This message was deleted. What was said about it is still here.
playground-comments = Comments: { $number }
playground-comment-write = Write a comment
playground-comment-send = Post comment
playground-read-only-thread = You can read here, but not comment.
playground-use-command = Put this command where you write
playground-bytes = bytes
playground-kilobytes = kB

# Writing
playground-write-to = Write to { $place }
playground-write-to-hint = Write to { $place } – / for commands
playground-read-only-hint = Only members write here; commands work
playground-send = Post message
playground-keep = Keep it as it was
playground-suggestions = Suggestions
playground-optional = optional
playground-required = This is needed: fill it in and send again.
playground-choose = Choose…
playground-zone = Time zone: { $zone }
playground-form-for = You fill this in as { $name }.

playground-upload-choose = Choose a file
playground-upload-another = Choose another file
playground-upload-none = No file chosen
playground-upload-remove = Take out { $name }
playground-upload-too-large = This file is larger than { $limit } MB. Choose a smaller one, or write where it can be found.
playground-uploading = { $name } is on its way …
playground-upload-failed = The file did not get through. Choose it again.

# People
playground-watch-another = Watch another person
playground-find-person = Find somebody by name or role
playground-watched = on screen
playground-has-left = has left the workspace
playground-settings-are = What the chat platform knows about { $name } and tells Palabre.
playground-time-zone = Time zone
playground-zone-unknown = Unknown to the platform
playground-accepts-private = Accepts private messages
playground-accepts-private-hint = Without it Palabre must find another way to reach them.
playground-leave-workspace = Leave { $workspace }
playground-come-back = Come back to { $workspace }

# Channels
playground-channel-private = Private: only its members see it.
playground-channel-public = Everybody in the workspace can read it.
playground-writers-everyone = Everybody may write.
playground-writers-members = Its members may write.
playground-writers-nobody = Nobody may write.
playground-members = Members: { $number }
playground-add-person = Add somebody by hand
playground-remove-person = Remove { $name }
playground-break-it = What can go wrong
playground-managed = Palabre may manage this channel
playground-managed-hint = Without it Palabre can neither let people in nor take them out, and tells the administrators.
playground-delete-channel = Delete this channel
playground-delete-channel-really = Delete #{ $channel } for everybody

# The clock
playground-preview = What will be sent in the next 90 days, if nobody does anything
playground-forward-why = Reminders, expiry and digests become due as the time passes. The clock never goes back.
playground-plus-hour = 1 hour
playground-plus-day = 1 day
playground-plus-three-days = 3 days
playground-plus-week = 1 week
playground-plus-fifteen-days = 15 days
playground-plus-thirty-days = 30 days
playground-how-many = How many
playground-unit = Unit
playground-minutes = minutes
playground-hours = hours
playground-days = days
playground-move = Move

# Help
playground-help-what = This is the real Palabre with a small chat platform around it. No account is needed, and nothing leaves this machine. You play everybody.
playground-help-watch-title = See two sides at once
playground-help-watch = “People” opens one more window beside the others: an applicant here, an administrator there. Click a name to switch that window to somebody else.
playground-help-commands-title = Commands
playground-help-commands = Type / and go on writing. Arrow keys choose, Tab completes, Enter sends. The answer to a command is marked “Only you can see this”.
playground-help-reactions-title = Emoji are buttons too
playground-help-reactions = Under a request ✅ approves, ❌ rejects, ❓ asks and 👀 claims. Point at a message, or move to it with the keyboard, to react.
playground-help-time-title = Time
playground-help-time = Move it forward and see what becomes due: a reminder, a request that expires after 14 days, a community that has been quiet for a year.
playground-help-language-title = Languages
playground-help-language = Everybody reads Palabre in a language of their own; choose it beside the name.
playground-help-break-title = When things go wrong
playground-help-break = Somebody closes their private messages or leaves the workspace (settings beside the name); a channel is deleted or out of Palabre’s hands (the eye above the conversation).
playground-help-keys-title = Keyboard
playground-help-keys = F6 goes to the next window, Ctrl+K opens the people, Shift+Enter starts a new line, Escape closes what is open.
playground-help-memory-title = Memory
playground-help-memory = Everything is kept in two files beside the program. Delete them to start afresh.

# Refusals of the platform itself
playground-you-left = You have left this workspace. Come back first: the settings beside your name.
playground-not-here = You cannot see this channel any more. Choose another one on the left.
playground-may-not-write = You can read here, but only members may write. Join the community first.
playground-too-long = This has { $length } characters; a message holds { $limit }. Shorten it or send it in two.
playground-empty = There is nothing to send yet. Write something first.
playground-nobody-writes = Nobody writes here any more; what is here can still be read.
playground-upload-gone = The file you chose is no longer there. Choose it again.
playground-message-gone = This message is no longer there. Look at the newest ones below.
playground-not-yours = Only its author can change a message. Answer it instead.
