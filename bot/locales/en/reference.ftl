## The command reference, docs/commands.md.

reference-title = Commands
reference-intro = This page is written by `palabre reference` from what the features declare. Arguments in brackets may be left out. Where commands stand under one umbrella, they are typed behind it: /community join. Where a longer text follows a community that may be left out, one word alone, or a first word written like a short name (social-registries), is the community; a text of one word is typed with its name: `message:welcome`.
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
