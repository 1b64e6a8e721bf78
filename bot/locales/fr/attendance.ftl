command-here = Dire que vous êtes là, avec le mot donné pendant la séance
command-here-code = Le mot donné pendant la séance
command-webinar-attendance = Qui était là, le mot à donner pendant la séance, et l'évolution d'une fois à l'autre
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
attendance-not-begun = « { $title } » n'a pas encore commencé.
attendance-unknown-code = Rien de ce qui a lieu maintenant n'a le mot « { $code } ». Demandez-le pendant la séance, ou appuyez sur « Je suis là » sur la carte.
attendance-nothing = { $community } n'a encore rien prévu.

attendance-title = Présence à « { $title } », { $at }
attendance-count = { $count ->
    [one] { $count } personne était là ; { $going } avaient dit venir.
   *[other] { $count } personnes étaient là ; { $going } avaient dit venir.
}
attendance-before = { $going ->
    [0] Personne n’a encore dit venir.
    [one] { $going } personne a dit venir.
   *[other] { $going } personnes ont dit venir.
} À partir du { $at } et jusqu’à une heure après la fin, qui est là appuie sur « Je suis là » sur la carte.
attendance-code = Donnez ce mot pendant la séance : { $code }. Qui ne peut pas appuyer sur « Je suis là » le tape après { COMMAND("here") }.
attendance-more = et { $count } de plus
attendance-trend = D'une fois à l'autre :
attendance-line = Numéro { $number }, { $at } : { $count } présents{ $going ->
    [0] { "" }
   *[other] , { $going } attendus ({ $share } %)
}
attendance-file = { $count ->
    [one] { $count } personne était à « { $title } ».
   *[other] { $count } personnes étaient à « { $title } ».
} Qui avait dit venir et n'était pas là figure aussi dans le fichier.
