button-i-cannot-come = Je ne peux pas venir
button-snooze = Rappeler dans 15 min
button-stop-reminders = Plus de rappels pour cet événement
button-join-event = Participer

reminders-item = { $late ->
    [yes] ⏰ (en retard)
   *[no] ⏰
} { $begun ->
    [yes] « { $title } » de { $community } a commencé.
    [since] « { $title } » de { $community } a commencé à { $since } et se poursuit.
   *[no] « { $title } » de { $community }{ $due ->
        [yes] { " " }est à rendre
       *[no] { "" }
    } : { $at }, { $distance }.
}
reminders-where = Où : { $where }
reminders-here = { $state ->
    [gone] « { $title } », { $at }, est annulé.
    [moved] « { $title } » passe du { $at } au { $new }.
    [over] « { $title } », { $at }, est terminé.
    [followed] « { $title } » { $due ->
        [yes] est à rendre
       *[no] a lieu
    } le { $at } ; un rappel plus récent dit le reste.
    [begun] « { $title } » a commencé.
   *[near] { $late ->
        [yes] ⏰ (en retard)
       *[no] ⏰
    } « { $title } »{ $due ->
        [yes] { " " }est à rendre
       *[no] { "" }
    } : { $at }, { $distance }.
}
reminders-begun = « { $title } » a commencé.
reminders-who = { $community } · qui dit venir reçoit un rappel en privé.
reminders-who-asks = { $community } · qui le demande reçoit un rappel en privé.
reminders-snoozed = « { $title } » vous sera rappelé à { $at }.
reminders-not-coming = Vous avez dit ne pas pouvoir venir à « { $title } », { $at }.
reminders-stopped = Vous ne recevrez plus de rappels de « { $title } », { $at }.{ $expected ->
    [yes] { " " }On compte toujours sur vous.
   *[no] { "" }
}
reminders-not-yours = Vous n’avez pas dit si vous venez à « { $title } » : il n’y a rien à vous rappeler.
