command-webinars = Tous les webinaires d’une communauté, passés et à venir, avec ce qu’il en reste
command-webinars-community = Quelle communauté
command-webinar-recording = Ajouter l’enregistrement du dernier webinaire, et tout ce qu’il en reste
command-webinar-recording-community = Quelle communauté
command-webinar-summary = Ajouter la synthèse du dernier webinaire, et tout ce qu’il en reste
command-webinar-summary-community = Quelle communauté

button-materials = Supports
button-webinars = Webinaires
button-read-recording = Enregistrement
button-read-slides = Diapositives
button-read-note = Note conceptuelle
button-read-questions = Questions et réponses
button-read-summary = Synthèse
button-read-related = À lire aussi

dossiers-kind-recording = Enregistrement
dossiers-kind-slides = Diapositives
dossiers-kind-note = Note conceptuelle
dossiers-kind-questions = Questions et réponses
dossiers-kind-summary = Synthèse
dossiers-kind-related = À lire aussi
dossiers-hint-recording = Une adresse, ou l’endroit où le trouver.
dossiers-hint-slides = Une adresse, ou l’endroit où les trouver.
dossiers-hint-note = Une adresse, ou la note elle-même.
dossiers-hint-questions = Seulement si elles se trouvent ailleurs ; celles publiées ici apparaissent d’elles-mêmes.
dossiers-hint-summary = Une adresse, ou une à deux pages : ce qui a été dit, et ce qui demande plus de débat.
dossiers-hint-related = Publications, extraits de blog, actualités : un par ligne.
dossiers-form = Ce qui reste du webinaire
dossiers-changed-meanwhile = Quelqu’un a ajouté quelque chose pendant que vous écriviez. Ce que vous avez écrit est ici, et ce qui a été ajouté là où vous n’aviez rien écrit. Vérifiez, puis enregistrez.
dossiers-saved = { $count ->
    [0] Rien n’a changé pour « { $title } ».
    [one] { $count } élément a changé pour « { $title } » ; sa carte le montre.
   *[other] { $count } éléments ont changé pour « { $title } » ; sa carte les montre.
}
dossiers-length = { $words ->
    [one] La synthèse compte { $words } mot ;
   *[other] La synthèse compte { $words } mots ;
} une à deux pages font environ { $low } à { $high } mots.

dossiers-checklist = Après « { $title } », { $at }
dossiers-complete = Rien ne manque.
dossiers-waived = pas cette fois
dossiers-there = disponible
dossiers-optional = s’il y en a
dossiers-due = { $late ->
    [yes] manque depuis le { $due }
   *[no] d’ici le { $due }
}
dossiers-not-for-this-one = Pas cette fois
dossiers-waived-now = Il n’y en aura pas pour « { $title } » : { $kind }. Plus personne n’en reçoit de rappel.
dossiers-missing = Il manque quelque chose de « { $title } » de { $community }, { $at }. Qui n’a pas pu venir l’attend.
dossiers-missing-several = Il manque encore des éléments de ce qui a eu lieu. Les personnes qui n’ont pas pu venir les attendent.
dossiers-missing-of = « { $title } » de { $community }, { $at }
dossiers-missing-more = { $count ->
    [one] Et d’un autre ; { $webinars } les montre tous.
   *[other] Et de { $count } autres ; { $webinars } les montre tous.
}
dossiers-missing-newer = Un message plus récent dit ce qui manque.
dossiers-all-there = Plus rien n’est en retard : merci.

dossiers-list = Webinaires de { $community }
dossiers-none = Aucun webinaire n’est prévu, et aucun n’a eu lieu.
dossiers-entry = { $title }{ $series ->
    [yes] { " " }· numéro { $number }
   *[no] { "" }
} · { $at }{ $coming ->
    [yes] { " " }· à venir
   *[no] { "" }
}
dossiers-whole = { $kind } : « { $title } », { $at }
dossiers-gone = Cela n’est plus là pour « { $title } ».
dossiers-none-held = Aucun webinaire de { $community } n’a encore eu lieu. { $plan } en prévoit un.

log-materials = a modifié ce qui reste de « { $title } »
log-material-waived = a indiqué qu’il n’y en aura pas pour « { $title } » : { $kind ->
    [recording] enregistrement
    [questions] questions et réponses
   *[summary] synthèse
}

dossiers-raised = Il manque à « { $title } », { $at } : { $kinds }.
