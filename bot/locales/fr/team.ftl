group-team = Le travail propre à l’équipe de modération
command-team-meeting = Quand l’équipe de modération se réunit, et ce qui l’attend
command-team-meeting-community = Quelle communauté

button-team-agenda = Ce qui attend
button-add-point = Ajouter un point
button-skip = Sauter celle-ci
button-change-meeting = Modifier
button-stop-meeting = Ne plus se réunir
button-plan-team-meeting = Prévoir la réunion de l’équipe
button-settled = Réglé

team-form = Réunion de l’équipe de { $community }
team-field-when = Quand l’équipe se réunit-elle d’abord ?
team-field-repeats = À quel rythme ?
team-field-minutes = Combien de minutes
team-field-where = Lieu, ou lien pour se joindre
team-hint-when = Par exemple « 14 fév 10:00 », à l’heure de { $zone }. Vous la verrez en entier avant que quiconque l’apprenne.
team-repeats-month-weekday = Chaque mois, même jour de la semaine (le deuxième mardi, par exemple)
team-repeats-month-last = Chaque mois, le dernier de ces jours
team-repeats-month-day = Chaque mois, même quantième
team-repeats-2-weeks = Toutes les deux semaines
team-repeats-week = Chaque semaine
team-no-length = Écrivez un nombre entier de minutes, de 1 à 480.

team-preview = Voici quand l’équipe de { $community } doit se réunir. Personne ne l’a encore appris : vérifiez le jour, l’heure et le fuseau.
team-when = Quand
team-length = Durée
team-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
team-where = Lieu
team-where-line = Lieu : { $where }
team-planned = L’équipe de { $community } se réunit à ce moment-là. Une semaine avant chaque fois, ce qui l’attend s’affiche là où se réunissent les administrateurs ; un jour avant, chacun reçoit un rappel.
team-title = L’équipe de { $community } se réunit, { $at }
team-next = Prochaine réunion de l’équipe de { $community }
team-agenda = Ce qui l’attend maintenant :
team-nothing = Rien ne l’attend maintenant.
team-point = • { $text } ({ $who })
team-over = C’est terminé. Ce qui reste ouvert figure au prochain ordre du jour.
team-not-then = L’équipe de { $community } ne se réunit pas { $at }.
team-skipped = L’équipe de { $community } ne se réunit pas { $at } ; elle se réunit la fois d’après.
team-stopped = L’équipe de { $community } n’a pas de réunion prévue.
team-reminder = L’équipe de { $community } se réunit { $at }.
team-unknown = Cette réunion n’existe plus.

team-form-point = Ajouter un point
team-field-point = De quoi l’équipe doit-elle parler ?
team-point-added = « { $text } » est à l’ordre du jour de l’équipe jusqu’à ce que ce soit réglé.

log-team-meeting-planned = a prévu la réunion de l’équipe de modération
log-team-meeting-stopped = a mis fin à la réunion de l’équipe de modération
log-team-meeting-skipped = a sauté une réunion de l’équipe de modération
