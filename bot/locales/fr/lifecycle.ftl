button-announce = Publier une annonce
button-plan-meeting = Prévoir une réunion
button-remind-week = Me le rappeler dans 7 jours

lifecycle-nudge = { $days ->
    [one] Rien de nouveau depuis { $days } jour dans { $community }
   *[other] Rien de nouveau depuis { $days } jours dans { $community }
}
lifecycle-nudge-why = Une communauté vit de ce que ses membres lui apportent. Quelques lignes suffisent : ce sur quoi vous travaillez, une question, une date.
lifecycle-nudge-private = De l’extérieur, personne ne voit si une communauté privée est vivante : ses membres ont de vos nouvelles, ou de personne. Quelques lignes suffisent : ce sur quoi vous travaillez, une question, une date.
lifecycle-private = Personne d’autre ne voit si une communauté privée est vivante : si vous ne faites rien, personne ne le fera.
lifecycle-ideas = Son calendrier d’activités prévoit :
lifecycle-idea = { $period } : { $activity }
lifecycle-waiting = { $count ->
    [one] { $names } a demandé à rejoindre et attend : { $requests }.
   *[other] { $count } personnes ont demandé à rejoindre et attendent ({ $names }) : { $requests }.
}
lifecycle-counts = Compte ce que les gens font les uns pour les autres : annonces, discussions, ressources, événements qu’ils prévoient ou auxquels ils viennent, comptes rendus. Ce que publie Palabre, les arrivées et les réactions ne comptent pas.
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

# Qui administre ensuite.

button-successor = Nommer un successeur
button-accept-role = Accepter
button-decline-role = Décliner
lifecycle-appoint = Nommer { $person } administrateur
button-ask-somebody = Demander à un membre
lifecycle-successor = Qui doit administrer { $community } ? La question lui est posée ; son accord suffit.
lifecycle-successor-whom = Choisir un membre
lifecycle-nobody-able = { $community } n’a pas d’autre membre à qui le demander. Invitez d’abord quelqu’un ({ COMMAND("invite") }), ou archivez-la ({ COMMAND("community archive") }).
lifecycle-successor-asked = La question d’administrer { $community } a été posée à { $person }. Vous aurez sa réponse.
lifecycle-successor-at-night = Il fait nuit chez cette personne : elle le lira au matin.
lifecycle-offer = Voulez-vous administrer { $community } ?
lifecycle-offer-by = { $by } vous le demande. Vous décideriez des adhésions, informeriez les membres et feriez vivre la communauté ; d’autres peuvent être nommés pour vous aider.
lifecycle-offer-over = Cette question sur { $community } est close : quelqu’un d’autre l’administre désormais, ou elle a changé de mains.
lifecycle-offer-answered = Vous avez déjà répondu.
lifecycle-no-such-offer = Il n’y a pas de telle question pour vous.
lifecycle-you-accepted = Vous administrez désormais { $community }. { COMMAND("help") } montre ce que vous pouvez faire.
lifecycle-you-declined = Vous avez décliné d’administrer { $community }. Rien ne change pour vous.
lifecycle-accepted = { $person } a accepté et administre désormais { $community }. Vous pouvez rester, ou partir.
lifecycle-declined = { $person } a décliné d’administrer { $community }.
lifecycle-not-a-member = Cette personne n’est pas membre de { $community }.
lifecycle-already-administers = { $person } l’administre déjà.
lifecycle-orphaned = Plus personne n’administre { $community }
lifecycle-orphaned-first = Son dernier administrateur n’est plus là. { $person } y modère ou y examine les demandes depuis le plus longtemps.
lifecycle-orphaned-nobody = Son dernier administrateur n’est plus là, et personne n’y modère ni n’y examine les demandes.
lifecycle-cared-for = { $community } a de nouveau un administrateur.
lifecycle-appointed = { $person } administre désormais { $community }, et le sait.
lifecycle-not-orphaned = { $community } a un administrateur. { COMMAND("community admins") } change qui fait quoi.
lifecycle-only-team = Seule l’équipe de la plateforme en décide.

lifecycle-raised = { $days ->
    [one] Rien de nouveau depuis { $days } jour.
   *[other] Rien de nouveau depuis { $days } jours.
}

# Si elle vit.

command-health = Si une communauté vit, et ce qu’il faut faire
command-health-community = Quelle communauté
lifecycle-health = { $light ->
    [green] 🟢
    [yellow] 🟡
    [red] 🔴
   *[off] ⚪
} { $community }
lifecycle-health-members = Membres
lifecycle-health-count = { $count }
lifecycle-health-last = Dernier apport
lifecycle-health-given = { $what ->
    [announcement] une annonce
    [event] un événement
   *[other] un apport
} de { $by }, le { $at }{ $days ->
    [0] {""}
    [one] , il y a { $days } jour
   *[other] , il y a { $days } jours
}
lifecycle-health-never = rien encore, depuis { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
lifecycle-health-next = Ensuite
lifecycle-health-step = { $what ->
    [inactive] comptera comme inactive le { $at }, à moins d’un apport
    [warned] vous serez avertis le { $at } qu’elle va compter comme inactive, à moins d’un apport
   *[nudge] un rappel vous viendra le { $at }, à moins d’un apport
}
lifecycle-health-no-next = rien n’est dit de son silence
lifecycle-health-queue = Demandes d’entrée
lifecycle-health-waiting = { $count ->
    [0] personne
    [one] { $count } personne, { $oldest }
   *[other] { $count } personnes, la première { $oldest }
}
lifecycle-health-coming = À venir
lifecycle-health-event = { $title }, { $at }
lifecycle-health-no-events = rien n’est prévu
lifecycle-todo = { $what ->
    [archived] Elle est archivée : son contenu reste consultable.
    [queue] Décidez pour celles et ceux qui attendent : rien ne fait fuir comme l’absence de réponse.
    [silent] Donnez-lui du nouveau : quelques lignes suffisent.
    [calendar] Prévoyez une réunion : son calendrier est vide.
   *[none] Rien ne vous attend pour l’instant.
}
button-see-requests = Demandes
