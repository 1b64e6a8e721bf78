## What commands and their arguments are called where a platform shows their names in the reader's language.
## In English they are called as they are declared. Lower case, no blanks, at most 32 letters.

name-about = about
name-announce = announce
name-communities = communities
name-community = community
name-community-admins = admins
name-community-archive = archive
name-community-create = create
name-community-edit = edit
name-community-hide = hide
name-community-mode = mode
name-community-places = places
name-community-reactivate = reactivate
name-help = help
name-invite = invite
name-join = join
name-leave = leave
name-log = log
name-me = me
name-members = members
name-requests = requests
name-settings = settings

name-argument-admin-channel = admin_channel
name-argument-answer = answer
name-argument-channel = channel
name-argument-community = community
name-argument-hidden = hidden
name-argument-language = language
name-argument-message = message
name-argument-mode = mode
name-argument-name = name
name-argument-note = note
name-argument-older-than-days = older_than_days
name-argument-person = person
name-argument-platform = platform
name-argument-role = role
name-argument-search = search
name-argument-text = text
name-argument-timezone = timezone
name-argument-topic = topic
name-argument-view = view
