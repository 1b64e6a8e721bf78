digests-heading = { $often ->
    [daily] Depuis hier
   *[weekly] Votre semaine
}
digests-announced = Annoncé :
digests-news = { $title }
digests-news-link = { $title } : { $link }
digests-coming = Dans les 14 jours :
digests-event = { $title }, { $at }{ $said ->
    [going] . Vous y allez
    [maybe] . Vous avez dit peut-être
    [waiting] . Vous attendez une place
    [offered] . Une place vous est gardée
   *[no] {""}
}
digests-more = et { $count } de plus
digests-requests = { $count ->
    [one] { $count } demande d’entrée attend : { $requests }
   *[other] { $count } demandes d’entrée attendent : { $requests }
}
digests-undecided = Silencieuses depuis un an, et personne n’a décidé
digests-undecided-line = { $community } : inactive depuis le { $since }
digests-see = { $community }
digests-yours = Ce que vous attendez
digests-asked = { $community } : votre demande du { $at }
digests-how = { $often ->
    [daily] { $zoned ->
        [yes] Arrive chaque jour à 8 h, quand il y a du nouveau.
       *[no] Arrive chaque jour, quand il y a du nouveau. Avec votre fuseau horaire dans { $settings }, ce sera à 8 h.
    }
   *[weekly] { $zoned ->
        [yes] Arrive le lundi à 8 h, quand il y a quelque chose à dire.
       *[no] Arrive le lundi, quand il y a quelque chose à dire. Avec votre fuseau horaire dans { $settings }, ce sera à 8 h.
    }
}
digests-chosen = { $often ->
    [none] Vous ne recevrez plus de résumé.
    [daily] { $zoned ->
        [yes] Un résumé arrive chaque jour à 8 h, quand il y a du nouveau.
       *[no] Un résumé arrive chaque jour, quand il y a du nouveau. Dites-moi votre fuseau horaire, et ce sera à 8 h.
    }
   *[weekly] { $zoned ->
        [yes] Un résumé arrive le lundi à 8 h, quand il y a quelque chose à dire.
       *[no] Un résumé arrive le lundi, quand il y a quelque chose à dire. Dites-moi votre fuseau horaire, et ce sera à 8 h.
    }
}
button-digest-weekly = Chaque lundi
button-digest-daily = Chaque jour
button-digest-none = Pas de résumé
choice-weekly = chaque lundi
choice-daily = chaque jour
choice-none = jamais
digests-over = Plus rien de tout cela ne vous attend.
digests-opened = Vous avez ouvert ces messages : chacun se trouve plus bas.
digests-opening = { $count ->
    [one] Le voici : un message.
   *[other] Les voici : { $count } messages.
}
digests-held = { $count ->
    [one] Encore un message
   *[other] Encore { $count } messages
}, car vous en aviez assez reçu { $days ->
    [one] le { $first }
   *[several] du { $first } au { $last }
} :
