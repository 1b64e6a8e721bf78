command-meeting-agenda = Voir l’ordre du jour de la prochaine réunion, et y ajouter un point
command-meeting-agenda-community = Quelle communauté
command-meeting-minutes = Noter ce qui a été décidé à la dernière réunion
command-meeting-minutes-community = Quelle communauté

button-add-to-agenda = Ajouter à l’ordre du jour
button-agenda = Ordre du jour
button-minutes = Compte rendu
button-take-off = Retirer
button-done = C’est fait
button-add = Ajouter
button-keep-it = La maintenir
button-cancel-this-month = Annuler ce mois-ci
button-cancel-this-time = Annuler cette fois-ci

agendas-title = Ordre du jour de « { $title } », { $at }
agendas-asks = De quoi voulons-nous parler ? Si l’ordre du jour est vide deux jours avant, les administrateurs peuvent annuler la réunion.
agendas-nothing = L’ordre du jour est encore vide.
agendas-item = { $number }. { $text } ({ $who })
agendas-todo = Reste à faire depuis les réunions précédentes :
agendas-action = • { $text }{ $somebody ->
    [yes] { " " }— { $who }
   *[no] { "" }
}{ $until ->
    [yes] , d’ici le { $due }
   *[no] { "" }
}{ $done ->
    [yes] { " " }· fait
   *[no] { "" }
}
agendas-more = { $count ->
    [one] … et { $count } autre
   *[other] … et { $count } autres
}
agendas-count = { $count ->
    [0] L’ordre du jour est encore vide.
    [one] Un point est à l’ordre du jour.
   *[other] { $count } points sont à l’ordre du jour.
}
agendas-cancelled = « { $title } », { $at }, est annulée ; son ordre du jour n’a plus besoin de rien.
agendas-write-minutes = Les administrateurs peuvent maintenant noter ce qui a été décidé.
agendas-has-minutes = Le compte rendu se trouve dans ce canal.

agendas-empty = L’ordre du jour de « { $title } » de { $community }, { $at }, est vide, bien que les membres aient été sollicités. Une réunion sans objet coûte une heure à chacun : doit-elle avoir lieu ?
agendas-settled = { $how ->
    [cancelled] « { $title } », { $at }, est annulée. Qui voulait venir a été prévenu.
    [kept] « { $title } », { $at }, a lieu : { $who } la maintient.
    [items] « { $title } », { $at }, a maintenant un ordre du jour, et a lieu.
    [over] « { $title } », { $at }, a déjà eu lieu.
   *[on] « { $title } », { $at }, a lieu.
}

agendas-form-item = Ajouter à l’ordre du jour
agendas-field-item = De quoi voulons-nous parler ?
agendas-hint-item = Une question, une décision à prendre, quelque chose à montrer. Votre nom figure à côté.
agendas-added = « { $text } » est à l’ordre du jour de « { $title } ».
agendas-item-gone = Cela n’est plus là.
agendas-done = C’est fait : « { $text } ». Ce point ne figure plus au prochain ordre du jour.
agendas-no-meeting = Aucune réunion de { $community } n’est prévue.
agendas-none-held = Aucune réunion de { $community } n’a encore eu lieu. { $plan } en prévoit une.
agendas-not-begun = « { $title } » n’a pas encore commencé ; le compte rendu vient après.

agendas-form-minutes = Compte rendu de la réunion
agendas-field-present = Qui était là ?
agendas-field-decisions = Qu’a-t-on décidé ?
agendas-field-actions = Qui fait quoi, d’ici quand ?
agendas-hint-actions = Un par ligne : quoi ; qui ; d’ici quand. « Rédiger le rapport; Ada; 30 nov ».
agendas-too-many-actions = Il y en a plus de { $most }. Gardez celles que quelqu’un regardera.
agendas-wrong-action = « { $line } » devrait se lire : quoi ; qui ; d’ici quand. Seul le premier est obligatoire.
agendas-wrong-day = « { $typed } » dans « { $line } » n’est pas un jour à venir. Écrivez-le « 30 nov » ou « 2027-01-15 ».
agendas-changed-meanwhile = Quelqu’un a écrit ce compte rendu pendant que vous écriviez. Ouvrez-le de nouveau et ajoutez ce qui manque.
agendas-minutes-kept = Le compte rendu de « { $title } » { $again ->
    [yes] est modifié là où il se trouve.
   *[no] est en route vers le canal.
}
agendas-minutes-title = Compte rendu de « { $title } », { $at }
agendas-present = Présents : { $names }
agendas-talked = À l’ordre du jour :
agendas-decided = Décidé :
agendas-agreed = À faire :
agendas-written-by = Rédigé par { $who }, { $at }

log-minutes-written = a rédigé le compte rendu de « { $title } »

agendas-raised-empty = L’ordre du jour de « { $title } » est encore vide, { $at }.
agendas-raised-late = En retard : { $what }
