command-here = Dire que vous êtes là, avec le mot donné pendant la séance
command-here-code = Le mot donné pendant la séance
command-webinar-attendance = Qui était là, le mot à donner pendant la séance, et l’évolution d’une fois à l’autre
command-webinar-attendance-community = Quelle communauté

button-i-am-here = Je suis là
button-attendance = Présence

attendance-so-far = { $over ->
    [yes] Y étiez-vous ?
   *[no] Êtes-vous là ?
}{ $count ->
    [0] { "" }
    [one] { " " }{ $count } personne le dit.
   *[other] { " " }{ $count } personnes le disent.
}
attendance-were = { $count ->
    [one] { $count } personne était là.
   *[other] { $count } personnes étaient là.
}
attendance-noted = { $again ->
    [yes] Votre présence à « { $title } » est déjà notée.
   *[no] Votre présence à « { $title } » est notée.
} { $count ->
    [one] { $count } personne est là.
   *[other] { $count } personnes sont là.
}
attendance-not-begun = « { $title } » n’a pas encore commencé.
attendance-unknown-code = Rien de ce qui a lieu maintenant n’a le mot « { $code } ». Demandez-le pendant la séance, ou appuyez sur « Je suis là » sur la carte.
attendance-nothing = { $community } n’a encore rien prévu.

attendance-title = Présence à « { $title } », { $at }
attendance-count = { $count ->
    [one] { $count } personne était là
   *[other] { $count } personnes étaient là
} ; { $going ->
    [one] { $going } avait dit venir.
   *[other] { $going } avaient dit venir.
}
attendance-before = { $going ->
    [0] Personne n’a encore dit venir.
    [one] { $going } personne a dit venir.
   *[other] { $going } personnes ont dit venir.
} À partir du { $at } et jusqu’à une heure après la fin, qui est là appuie sur « Je suis là » sur la carte.
attendance-code = Donnez ce mot pendant la séance : { $code }. Qui ne peut pas appuyer sur « Je suis là » le tape après { COMMAND("here") }.
attendance-more = et { $count } de plus
attendance-trend = D’une fois à l’autre :
attendance-line = Numéro { $number }, { $at } : { $count } présents{ $going ->
    [0] { "" }
   *[other] , { $going } attendus ({ $share } %)
}
attendance-file = { $count ->
    [one] { $count } personne était à « { $title } ».
   *[other] { $count } personnes étaient à « { $title } ».
} Qui avait dit venir et n’était pas là figure aussi dans le fichier.

button-from-a-file = D’un fichier
button-note-them = { $count ->
    [one] Noter une personne
   *[other] Noter { $count } personnes
}
button-another-file = Un autre fichier
attendance-form-file = Qui était là, d’après un fichier
attendance-field-share = Part minimale de la durée, en pour cent
attendance-hint-share = Moins longtemps : pas noté. Sans durées dans le fichier, tous ceux qui y figurent étaient là.
attendance-field-file = La liste
attendance-hint-file = La liste exportée par votre outil (CSV), ou un tableau avec une colonne « Nom ».
attendance-no-share = Écrivez un nombre entier de 0 à 100.
attendance-no-list = Aucune colonne de noms. Exportez la liste des participants en CSV, avec une colonne « Nom ».
attendance-listed = { $count ->
    [0] Le fichier ne nomme personne qui ne soit déjà noté
    [one] Le fichier nomme une personne présente au moins { $share } % du temps
   *[other] Le fichier nomme { $count } personnes présentes au moins { $share } % du temps
}{ $known ->
    [0] { "" }
    [one] { " " }; une autre est déjà notée
   *[other] { " " }; { $known } autres sont déjà notées
}.
attendance-listed-why = { $what ->
    [short] Présents moins longtemps, et donc pas notés :
    [strange] Personne dans la communauté ne s’appelle ainsi ; ils ne sont donc pas notés :
   *[several] Plusieurs personnes s’appellent ainsi ; personne n’est donc noté :
}
attendance-short-one = { $who } ({ $minutes } min)
attendance-filed = { $noted ->
    [0] Personne de plus n’est noté à « { $title } ».
    [one] Une personne de plus est notée à « { $title } ».
   *[other] { $noted } personnes de plus sont notées à « { $title } ».
} { $count ->
    [one] Une personne était là.
   *[other] { $count } personnes étaient là.
}
log-attendance-file = a noté d’après un fichier qui était à « { $title } » : { $count ->
    [one] une personne
   *[other] { $count } personnes
}
