button-follow-series = Suivre la série
button-stop-following = Ne plus suivre
button-subscribe-series = S’abonner à la série

series-followed = Vous suivez { $again ->
    [yes] { "" }déjà{ " " }
   *[no] { "" }
}« { $title } » : vous venez à chaque fois{ $waiting ->
    [0] { "" }
    [one] , et attendez une place pour une séance complète
   *[other] , et attendez une place pour { $waiting } séances complètes
}{ $own ->
    [0] { "" }
    [one] { " " }; ce que vous avez répondu vous-même pour l’une d’elles reste
   *[other] { " " }; ce que vous avez répondu vous-même pour { $own } d’entre elles reste
}.
series-stopped = Vous ne suivez plus « { $title } » ; seul reste ce que vous avez répondu vous-même pour une séance précise.
series-nothing-to-come = « { $title } » n’a plus de séance à venir.
series-subscribed = { $anew ->
    [yes] Votre nouvelle adresse pour la série « { $title } » ; l’ancienne ne répond plus :
   *[no] Votre adresse pour la série « { $title } ». Donnez-la à votre agenda comme abonnement :
}

command-webinar-series = Écrire à quoi sert une série de webinaires : la page de garde de ses séances
command-webinar-series-community = Quelle communauté
button-series-cover = Page de garde
series-form = La page de garde d’une série
series-why = Contexte
series-objectives = Objectifs
series-audience = Pour qui
series-convenor = À l’initiative de
series-hint-why = Pourquoi cette série, et pourquoi maintenant. Facultatif.
series-hint-objectives = Trois environ, un par ligne.
series-hint-audience = Par exemple « décideurs et praticiens des organismes nationaux ».
series-hint-convenor = Une personne, une institution ou un programme.
series-which = { $community } a plusieurs séries. Laquelle ?
series-none = { $community } n’a aucune série de webinaires ou d’ateliers à venir. { $plan } en planifie une.
series-cover-saved = La page de garde de « { $title } » est enregistrée ; { $places ->
    [0] la communauté n’a pas encore de canal pour la montrer.
    [one] elle se trouve dans son canal et montre chaque séance.
   *[other] elle se trouve dans { $places } canaux et montre chaque séance.
}
series-label = { $type } en série · { $community }
series-coming = À venir
series-none-coming = Rien n’est prévu.
series-more = { $count ->
    [one] Une autre séance est prévue.
   *[other] { $count } autres séances sont prévues.
}
series-goes-on = La suite continue, jusqu’à ce que quelqu’un l’arrête.
series-past = Séances passées
series-session = Numéro { $number }{ $titled ->
    [yes] { " " }· { $session }
   *[no] { "" }
} · { $at }{ $cancelled ->
    [yes] { " " }· annulée
   *[no] { "" }
}{ $moved ->
    [yes] { " " }· déplacée, prévue auparavant { $old }
   *[no] { "" }
}
series-session-past = Numéro { $number }{ $titled ->
    [yes] { " " }· { $session }
   *[no] { "" }
} · { $at }{ $count ->
    [0] { "" }
   *[other] { " " }· { $links }
}
series-sessions = Séances de « { $title } »
series-link = { $kind } : { $link }
log-series-cover = a écrit la page de garde de la série « { $title } »
