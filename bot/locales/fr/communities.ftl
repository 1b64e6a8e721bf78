communities-unknown = Aucune communauté de ce nom. { COMMAND("communities") } donne la liste de celles que vous pouvez voir.
communities-needs-name = Une communauté a besoin d’un nom.
communities-needs-eligibility = Une communauté semi-privée a besoin de critères d’éligibilité : dites qui peut la rejoindre, un critère par ligne.
communities-hidden-not-open = Une communauté cachée ne peut pas être ouverte : chacun pourrait lire ce que personne ne doit trouver. Choisissez un autre mode ou rendez-la visible.
communities-too-many-questions = On peut poser au plus { $limit } questions aux personnes qui veulent rejoindre la communauté.
communities-place-taken = Une autre communauté vit déjà dans ce canal. Choisissez-lui un canal à elle.
communities-archived-clause = Cette communauté n’est plus active (archivée le { $at }). Son contenu reste consultable.

communities-mode-private = Privée : sur invitation
communities-mode-semi-private = Semi-privée : les administrateurs acceptent les nouveaux membres
communities-mode-public = Publique : chacun peut la rejoindre
communities-mode-open = Ouverte : chacun peut lire, les membres participent
communities-hidden-mode = { $mode }. Cachée : seuls ses membres la trouvent

communities-purpose = Objet
communities-who-joins = Qui la rejoint
communities-eligibility = Qui peut être membre
communities-counters = À ce jour
communities-counts = { $members ->
    [one] { $members } membre
   *[other] { $members } membres
}, { $announcements ->
    [0] pas encore d’annonce
    [one] { $announcements } annonce
   *[other] { $announcements } annonces
}
communities-waiting = En attente
communities-waiting-count = { $count ->
    [one] { $count } personne. Voir { COMMAND("requests") }
   *[other] { $count } personnes. Voir { COMMAND("requests") }
}
communities-last = Dernière contribution
communities-administrators = Administrateurs
communities-institution = Institution
communities-sponsors = Avec le soutien de
communities-sponsor = { $name }, { $kind ->
    [sponsor] sponsor
    [co-sponsor] co-sponsor
    [founding-member] membre fondateur
    [convenor] organisateur
   *[other] partenaire
}
communities-history = Ses débuts
communities-calendar = Calendrier des activités
communities-activity = { $period } : { $what }
communities-contributions = Ce que vous pouvez apporter
communities-roles-of-members = Les membres
communities-roles-of-administrators = Ce que font les administrateurs
communities-principles = Principes
communities-related = Communautés voisines
communities-contact = Contact
