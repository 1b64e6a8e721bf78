# What the adapter for servers says itself, when a form needs more than one window.

discord-continue = Continue
discord-enough = That is all
discord-step = { $title }: step { $step } of { $steps } is kept. Press Continue for the next one{ $enough ->
    [yes] , or That is all: nothing that follows must be filled in.
   *[no] .
}
discord-open-form = { $title }: press Continue and fill in the form.
discord-form-back = “{ $title }” was not sent yet. Nothing you wrote is lost: press Continue to mend it.
discord-form-problem = { $field }: { $problem }
discord-draft-gone = This form is too old to go on with. Type the command again, or press the button you came from.
discord-file-remove = Remove { $name }
discord-file-lost = Discord lost this file on its way here. Choose it again, or go on without it.
discord-role-managed = The role “{ $role }” belongs to a bot or a service, so Discord lets nobody give it to members. Name another role, or none.
