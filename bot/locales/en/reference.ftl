## The command reference, docs/commands.md.

reference-title = Commands
reference-intro = This page is written by `palabre reference` from what the features declare. Arguments in brackets may be left out. Where commands stand under one umbrella, they are typed behind it: /community join.
reference-for-everyone = For everyone
reference-for-members = For members
reference-for-administrators = For administrators
reference-for-owners = For the platform team
reference-argument = Argument
reference-meaning = Meaning
reference-values = What it takes
reference-one-of = one of { $values }
reference-text = text of at most { $limit } characters
reference-integer = a whole number
reference-boolean = yes or no
reference-person = a person
reference-place = a channel
reference-role = a role
reference-moment = a date and time, as one says it
reference-optional = { $values }; optional
reference-implied = { $values }; optional where the channel or the only membership says it
reference-buttons = Buttons
reference-shortcuts = In the menu of a message
reference-emoji = Emoji
reference-under = under a card of the kind { $card }:
