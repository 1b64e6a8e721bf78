command-announce = Annoncer quelque chose à toute une communauté
command-announce-community = Quelle communauté
command-announce-text = Ce que vous avez à dire ; le formulaire demande le reste
command-announce-view = Voir ce qui a été annoncé au lieu d’écrire
choice-recent-announcements = Annonces récentes

button-recent-announcements = Annonces récentes
button-write-another = Nouvelle annonce
button-delete = Supprimer
button-keep = Garder

announcements-type-publication = Publication
announcements-type-job = Offre d’emploi
announcements-type-call-for-papers = Appel à contributions
announcements-type-event = Événement
announcements-type-webinar = Webinaire
announcements-type-new-page = Nouvelle page
announcements-type-news = Actualité
announcements-type-other = Annonce

announcements-form-title = Annoncer à { $community }
announcements-field-type = De quoi s’agit-il ?
announcements-field-title = Titre
announcements-field-text = Texte
announcements-field-link = Lien
announcements-field-file = Fichier
announcements-field-where = Où
announcements-field-when = Quand
announcements-field-comments = Les membres peuvent la commenter
announcements-hint-text = Le gras, l’italique, les listes et les liens sont conservés.
announcements-hint-link = Une adresse qui commence par https:// ou http://
announcements-hint-when = Vide veut dire maintenant. Par exemple « demain 9h » ou « 14 février 10h », à l’heure de { $zone }.
announcements-hint-file = { $limit } Mo au plus. Toute personne qui lit l’annonce peut le télécharger.
announcements-hint-comments = Ce qu’ils écrivent forme un fil à part, sous l’annonce.
announcements-everywhere = Partout où vit la communauté
announcements-with-groups = Aussi dans ses groupes de travail : { $groups }
announcements-place = { $workspace }, #{ $channel }
announcements-no-address = Ce n’est pas une adresse web. Écrivez-la en entier, en commençant par https:// ou http://

announcements-label = { $type } · { $community }
announcements-file = Fichier : { $name } ({ $size })
announcements-thread = Commentaires : { $title }
announcements-signed = { $author }, { $at }
announcements-signed-approved = { $author }, { $at }. Approuvé par { $approver }
announcements-edited = Modifié le { $at }
announcements-edited-by = Modifié le { $at } par { $editor }

announcements-draft-kept = Vous avez commencé ceci le { $at } et ne l’avez jamais envoyé.
announcements-preview = Voici ce que tout le monde verra. Rien n’est encore parti.
announcements-preview-proposal = Voici ce que tout le monde verra. « Envoyer » le montre aux administrateurs, qui décident.
announcements-reach = Cette annonce touche { $total ->
    [0] zéro membre
    [one] { $total } membre
   *[other] { $total } membres
} : { $where }.{ $beyond ->
    [0] { "" }
    [one] { " " }{ $beyond } membre n’a pas de compte là où elle est publiée.
   *[other] { " " }{ $beyond } membres n’ont pas de compte là où elle est publiée.
}{ $shut ->
    [0] { "" }
    [one] { " " }{ $shut } membre n’a pas encore pu y entrer.
   *[other] { " " }{ $shut } membres n’ont pas encore pu y entrer.
}
announcements-reach-place = { $count } dans { $place }
announcements-only-in = Seulement dans { $place }.
announcements-in-groups = Aussi dans les groupes de travail : { $groups }.
announcements-commented = Les membres peuvent la commenter.
announcements-when = Départ : { $moment }.
announcements-when-approved = Elle part dès que l’administration l’accepte.
announcements-at-once = Elle part 20 secondes après « Envoyer » ; d’ici là, vous pouvez revenir en arrière.
announcements-zone-unknown = Votre fuseau horaire n’est pas connu ; celui de la communauté a été retenu. { COMMAND("settings") } règle le vôtre.

announcements-on-its-way = « { $title } » est en route : l’annonce part { $left } après le { $at } ; d’ici là, vous pouvez revenir en arrière.
announcements-scheduled = « { $title } » est programmée. Départ : { $moment }.
announcements-proposed = « { $title } » est chez les administrateurs. Vous saurez ce qu’ils décident.
announcements-undecided = « { $title } » attend une décision.
announcements-sent = « { $title } » est partie le { $at }. La modifier ou la supprimer vaut partout.
announcements-rewritten = « { $title } » est en train de changer { $places ->
    [one] là où elle est publiée
   *[other] dans ses { $places } lieux de publication
}.
announcements-taken-back = « { $title } » a été retenue avant son départ.
announcements-cancelled = « { $title } » ne partira pas.
announcements-deleting = Supprimer « { $title } » { $places ->
    [one] là où elle est publiée
   *[other] de ses { $places } lieux de publication
} ? Plus personne ne pourra la lire.
announcements-deleting-comments = Les commentaires appartiennent à leurs auteurs : ils restent là où la plateforme les conserve.
announcements-deleted = « { $title } » est en train de disparaître partout.
announcements-over = { $status ->
    [withdrawn] « { $title } » a été supprimée.
    [rejected] « { $title } » n’a pas été acceptée. Vous pouvez la modifier et la proposer à nouveau.
   *[other] « { $title } » n’est pas partie.
}

announcements-unknown = Cette annonce n’existe plus. { COMMAND("announce") } en écrit une nouvelle.
announcements-nowhere = { $community } n’a pas encore de canal : personne ne la lirait. { $team ->
    [yes] { COMMAND("community places") } lui en donne un.
   *[no] Seule l’équipe de la plateforme peut lui en donner un : { COMMAND("help") }.
}
announcements-moved = { $community } ne vit plus dans le lieu choisi. Il faut d’abord en choisir un autre.
announcements-place-left = un lieu où la communauté ne vit plus
announcements-moment-over = Le moment choisi est passé. Choisissez-en un autre, ou laissez vide pour envoyer maintenant.
announcements-changed-meanwhile = Quelqu’un a modifié « { $title } » pendant que vous écriviez. Renvoyez pour mettre votre texte à la place.

announcements-proposal = { $author } propose une annonce à { $community }
announcements-decided = { $verdict ->
    [rejected] Refusée par { $by }, { $at }
   *[approved] Acceptée par { $by }, { $at }
}
announcements-reason = Motif : { $words }
announcements-proposal-over = { $status ->
    [withdrawn] Elle a été supprimée par la suite.
    [draft] Son auteur l’a reprise pour la modifier.
   *[other] Elle ne partira pas.
}
announcements-already = { $verdict ->
    [rejected] Déjà refusée par { $by }, il y a { $ago }.
   *[approved] Déjà acceptée par { $by }, il y a { $ago }.
}
announcements-changed-look-again = Son auteur l’a modifiée entre-temps. Relisez-la avant de décider.
announcements-author-left = { $author } n’est plus dans la communauté : l’annonce ne peut pas partir en son nom.
announcements-reject-title = Refuser cette annonce
announcements-field-reason = Pourquoi ? Son auteur lira ceci.
announcements-rejected = « { $title } » est refusée ; { $author } en est averti.

announcements-told-approved = { $approver } a accepté « { $title } » ; l’annonce est partie vers { $community }.
announcements-told-scheduled = { $approver } a accepté « { $title } » pour { $community }. Départ : { $moment }.
announcements-told-rejected = { $by } n’a pas pu accepter « { $title } » pour { $community }. Vous pouvez la modifier et la proposer à nouveau.
announcements-told-undecided = « { $title } » attend une décision depuis le { $at } : { $community } n’a pas répondu. Vous n’y êtes pour rien. Vous pouvez relancer ses administrateurs, ou la retirer.
announcements-told-reminded = { $author } attend toujours une décision sur « { $title } », proposée à { $community } le { $at }.
announcements-told-cancelled = { $by } a annulé « { $title } », qui était programmée pour { $community }.
announcements-told-deleted = { $by } a supprimé « { $title } » de { $community }.
announcements-not-sent = { $why ->
    [archived] « { $title } » n’est pas partie : { $community } a été archivée entre-temps.
    [moved] « { $title } » n’est pas partie : { $community } ne vit plus dans le lieu que vous aviez choisi. Choisissez-en un autre, puis renvoyez-la.
    [nowhere] « { $title } » n’est pas partie : { $community } n’a plus de canal. Ses administrateurs peuvent lui en donner un.
   *[author] « { $title } » n’est pas partie : vous ne pouvez plus annoncer dans { $community }. Ses administrateurs vous en diront plus.
}
announcements-left-out = « { $title } » a été envoyé à { $community }, mais pas à { $groups } : vous pouviez y publier en appuyant sur Envoyer, et plus au moment de l’envoi.
announcements-groups-unseen = { $count ->
    [one] un groupe de travail
   *[other] { $count } groupes de travail
}
announcements-not-sent-author = « { $title } », de { $author }, n’est pas partie vers { $community } : son auteur ne peut plus y annoncer. { COMMAND("announce") } l’envoie en votre nom.
announcements-changed = { $author } a modifié « { $title } » après son envoi.
announcements-failed = « { $title } » n’a pas pu être publiée pour { $community } dans { $place }. Les autres lieux ne sont pas concernés.
announcements-no-comments = « { $title } » est publiée dans { $place } pour { $community }, mais personne ne peut l’y commenter.
announcements-why = { $outcome ->
    [forbidden] { $detail } Puis réessayez.
    [gone] Le canal n’existe plus. { COMMAND("community places") } donne un autre canal à la communauté.
    [invalid] La plateforme refuse ce contenu. Modifiez-le, puis réessayez.
   *[other] La plateforme ne l’a pas prise. L’équipe de la plateforme peut en savoir plus.
}

announcements-retried = « { $title } » y est publiée à nouveau.
announcements-commenting-retried = Les commentaires sur « { $title } » y sont ouverts à nouveau.

announcements-waiting = { $community } : { $count ->
    [one] { $count } annonce proposée
   *[other] { $count } annonces proposées
}. La plus ancienne a été proposée { $oldest }.
announcements-reminded = Les administrateurs sont relancés au sujet de « { $title } ». Vous saurez ce qu’ils décident.
announcements-reminded-already = Les administrateurs ont été sollicités le { $at } au sujet de « { $title } ». Vous pourrez les relancer 14 jours plus tard.

announcements-recent = Annonces de { $community }
announcements-none = Rien pour l’instant.
announcements-entry = { $status ->
    [draft] « { $title } », votre brouillon du { $at }
    [proposed] « { $title } » de { $author }, proposée le { $at }
    [scheduled] « { $title } » de { $author }, part le { $at }
    [sending] « { $title } » de { $author }, sur le départ
    [rejected] « { $title } » de { $author }, non acceptée
   *[sent] « { $title } » de { $author }, envoyée le { $at }
}
announcements-recap = Publiée dans { $done } lieux sur { $places }
announcements-recap-failed = { $place } : { $why }

log-announced = annonce envoyée : « { $title } »
log-announcement-proposed = annonce proposée : « { $title } »
log-announcement-approved = annonce acceptée : « { $title } »
log-announcement-rejected = annonce refusée : « { $title } »
log-announcement-reminded = administrateurs relancés au sujet d’une annonce proposée : « { $title } »
log-announcement-cancelled = annonce annulée : « { $title } »
log-announcement-edited = annonce modifiée : « { $title } »
log-announcement-deleted = annonce supprimée : « { $title } »
log-announcement-not-sent = annonce non envoyée : « { $title } » ({ $why ->
    [archived] la communauté a été archivée
    [nowhere] la communauté n’avait plus de canal
    [moved] la communauté ne vivait plus dans le lieu choisi
   *[author] son auteur ne peut plus annoncer
})
