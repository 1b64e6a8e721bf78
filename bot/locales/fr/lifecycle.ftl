button-announce = Publier une annonce
button-remind-week = Me le rappeler dans 7 jours

lifecycle-nudge = { $days ->
    [one] Rien de nouveau depuis { $days } jour dans { $community }
   *[other] Rien de nouveau depuis { $days } jours dans { $community }
}
lifecycle-nudge-why = Une communauté vit de ce que ses membres lui apportent. Quelques lignes suffisent : ce sur quoi vous travaillez, une question, une date.
lifecycle-nudge-private = De l’extérieur, personne ne voit si une communauté privée est vivante : ses membres ont de vos nouvelles, ou de personne. Quelques lignes suffisent : ce sur quoi vous travaillez, une question, une date.
lifecycle-ideas = Son calendrier d’activités prévoit :
lifecycle-idea = { $period } : { $activity }
lifecycle-waiting = { $count ->
    [one] { $names } a demandé à rejoindre et attend : { $requests }.
   *[other] { $count } personnes ont demandé à rejoindre et attendent ({ $names }) : { $requests }.
}
lifecycle-counts = Compte ce que les gens écrivent : annonces, discussions, ressources, événements, comptes rendus. Ce que publie Palabre, les arrivées et les réactions ne comptent pas.
lifecycle-warned = { $days ->
    [one] Rien de nouveau depuis { $days } jour dans { $community }
   *[other] Rien de nouveau depuis { $days } jours dans { $community }
}
lifecycle-warned-means = À partir du { $at }, elle sera considérée comme inactive, et il vous sera demandé de la faire revivre ou de l’archiver. Toute nouveauté d’ici là l’évite.
lifecycle-inactive = { $community } est inactive
lifecycle-inactive-since = { $members ->
    [one] Personne n’y a rien apporté depuis le { $since }. Elle compte { $members } membre.
   *[other] Personne n’y a rien apporté depuis le { $since }. Elle compte { $members } membres.
}
lifecycle-inactive-choose = Faites-la revivre, avec une nouveauté dans les 30 jours, ou archivez-la : plus personne n’y entre, et tout reste lisible.
lifecycle-never-by-itself = Le silence seul n’archive jamais une communauté.
lifecycle-ended = Il y a eu du nouveau dans { $community } depuis, le { $at }.
lifecycle-revived = { $by } a réactivé { $community } le { $at }.
lifecycle-revived-needs = Il faut une nouveauté, ou un nouvel administrateur, d’ici le { $until } ; sinon elle sera de nouveau considérée comme inactive.
lifecycle-reminding = { $community } vous sera rappelée le { $at }, sauf nouveauté d’ici là.
lifecycle-not-silent = { $community } n’est pas silencieuse : il y a eu du nouveau depuis.
lifecycle-not-inactive = { $community } n’est pas considérée comme inactive. Une nouveauté suffit.
lifecycle-would = { $what ->
    [inactive] Les administrateurs de { $community } et l’équipe de la plateforme seraient maintenant invités à la faire revivre ou à l’archiver : rien de nouveau depuis le { $since }.
    [warned] Les administrateurs de { $community } seraient maintenant avertis qu’elle sera bientôt considérée comme inactive : rien de nouveau depuis le { $since }.
   *[nudge] Les administrateurs de { $community } apprendraient maintenant qu’il n’y a rien de nouveau depuis le { $since }.
}
lifecycle-would-until = Pendant sa première semaine, Palabre vous dit seulement ce qu’il ferait. Il commence le { $until }.

log-inactive = rien de nouveau depuis un an : inactive
log-revived = réactivée
