group-community = Créer une communauté, ou gérer celle que vous administrez
command-community-create = Créer une communauté ; vous en devenez l’administrateur
command-community-create-name = Son nom
command-community-create-mode = Comment on la rejoint
command-community-edit = Modifier les textes, questions et principes d’une communauté
command-community-edit-community = Quelle communauté
command-community-mode = Changer la façon de rejoindre une communauté
command-community-mode-community = Quelle communauté
command-community-mode-mode = La nouvelle façon
command-community-hide = Cacher une communauté à tous sauf à ses membres, ou la montrer
command-community-hide-community = Quelle communauté
command-community-hide-hidden = Cachée ou visible
command-community-admins = Voir qui a quel rôle, ou en donner un à un membre
command-community-admins-community = Quelle communauté
command-community-admins-person = Qui reçoit un rôle
command-community-admins-role = Quel rôle ; « membre » le retire
command-community-archive = Archiver une communauté : rien ne se perd, plus personne n’entre
command-community-archive-community = Quelle communauté
command-community-reactivate = Rendre active une communauté archivée
command-community-reactivate-community = Quelle communauté
command-log = Qui a fait quoi dans une communauté
command-log-community = Quelle communauté

administration-create-title = Créer une communauté
administration-edit-title = Modifier { $community }
administration-field-name = Nom
administration-field-mode = Comment on la rejoint
administration-field-topic = Sujet, en une ligne
administration-field-purpose = Objet
administration-field-description = Description
administration-field-contact = Adresse de contact
administration-field-eligibility = Qui peut être membre
administration-field-questions = Questions à qui veut la rejoindre (cinq au plus)
administration-field-principles = Principes, acceptés en adhérant
administration-field-contributions = Ce que les membres peuvent apporter
administration-field-keywords = Autres mots pour le sujet
administration-field-language = Langue
administration-field-timezone = Fuseau horaire
administration-field-hidden = Cachée : seuls ses membres la trouvent
administration-rules-title = Règles d’adhésion de { $community }
administration-field-capacity = Nombre maximal de membres
administration-hint-capacity = Vide : pas de limite.
administration-field-request-days = Jours pendant lesquels une demande attend
administration-hint-request-days = Ensuite elle expire, et la personne en est avertie. De 3 à 90.
administration-field-cooldown-days = Jours avant de pouvoir redemander après un refus
administration-hint-cooldown-days = De 0 à 365.
administration-field-open-needs-approval = L’adhésion doit être approuvée (la lecture reste libre)
administration-field-welcomes = Annoncer les nouveaux membres dans le canal
administration-not-between = Tapez un nombre entier de { $least } à { $most }.
administration-rules-meanwhile = Quelqu’un d’autre a modifié ces règles depuis que vous avez ouvert le formulaire. Ce que vous avez tapé est gardé ici : rouvrez les règles pour comparer.
administration-hint-lines = Un élément par ligne.
administration-hint-private = Pour les groupes de travail ; chacun est invité
administration-hint-semi-private = Vous vérifiez chaque demande selon des critères
administration-hint-public = Quand personne n’a le temps d’étudier les demandes
administration-hint-open = Contenu lisible par tous ; on adhère pour participer
administration-name-taken = Une communauté porte déjà ce nom ; choisissez-en un autre.
administration-team = l’équipe de la plateforme
administration-created-team = { $by } a créé la communauté { $community }.
administration-created = { $community } existe, et vous en êtes l’administrateur
administration-created-house-it = Elle n’a pas encore de canal : donnez-lui-en un, ou faites-en créer, avec { COMMAND("community places") }.
administration-created-nowhere = Elle n’a pas encore de canal : { $team } peut lui en donner un avec { COMMAND("community places") }. D’ici là, complétez sa description et ses principes.
administration-changed-meanwhile = Quelqu’un d’autre a modifié ces textes depuis que vous avez ouvert le formulaire. Ce que vous avez tapé est gardé ici : comparez avec { COMMAND("about") }, puis enregistrez.
administration-saved = { $community } est enregistrée.
administration-mode-title = Mode de { $community }
administration-mode-to = Nouveau mode : { $mode }
administration-opening = Ouvrir { $community } à tout le monde ? Toute personne de l’espace pourra lire ses canaux, y compris tout ce qui y a été écrit jusqu’ici.
administration-opening-past = Toute personne de l’espace pourra lire ses canaux, y compris tout ce qui y a été écrit jusqu’ici.
administration-pending = { $count ->
    [one] Une personne attend d’entrer. Que faire de sa demande ?
   *[other] { $count } personnes attendent d’entrer. Que faire de leurs demandes ?
}
administration-pending-approve = Tout accepter
administration-pending-keep = Les laisser en attente
administration-pending-reject = Tout refuser, avec un message
administration-pending-words = Que dire aux personnes refusées
administration-mode-changed = { $community } est désormais { $mode }.
administration-hidden = { $community } est maintenant cachée : seuls ses membres la trouvent.
administration-hidden-roles = Dans { $workspaces }, tout le monde voit le rôle qui ouvre son salon et qui l’a : donnez à ce rôle un nom qui ne dit rien.
administration-shown = Tout le monde peut maintenant trouver { $community }.
administration-archiving = Archiver { $community } ? Plus personne ne pourra la rejoindre ni y écrire ; tout reste lisible pour { $members ->
    [one] son membre
   *[other] ses { $members } membres
}. { $waiting ->
    [0] Personne n’attend d’entrer.
    [one] La personne qui attend d’entrer est prévenue.
   *[other] Les { $waiting } personnes qui attendent d’entrer sont prévenues.
}
administration-archiving-events = { $count ->
    [one] Ceci est alors annulé, et les personnes qui viennent en sont informées :
   *[other] Ces { $count } événements sont alors annulés, et les personnes qui viennent en sont informées :
}
administration-archived = { $community } est archivée. Son contenu reste lisible.
administration-kept = { $community } reste comme elle est.
administration-not-archived = { $community } n’est pas archivée.
administration-parent-archived = { $community } est un groupe de travail de { $parent }, qui est archivée. Réactivez d’abord { $parent }.
administration-archiving-groups = Ses groupes de travail sont archivés en même temps : { $groups }.
administration-reactivated = { $community } est de nouveau active.
administration-groups-stay = { $count ->
    [one] Son groupe de travail { $groups } reste archivé.
   *[other] Ses groupes de travail restent archivés : { $groups }.
}
administration-channels-stay = Encore archivés par leur plateforme : { $channels }. Ses administrateurs lisent comment une personne les rouvre.
administration-reopened-notice = { $community } est de nouveau active, et ce canal est rouvert.
administration-stay-cancelled = { $count ->
    [0] Ce qui était annulé le reste ; le calendrier le montre, et peut rétablir chacun.
    [one] Ceci a été annulé avec l’archivage, et le reste tant que vous ne le rétablissez pas :
   *[other] Ces { $count } ont été annulés avec l’archivage, et le restent tant que vous ne les rétablissez pas :
}
administration-reactivated-notice = { $by } a rendu { $community } de nouveau active. Heureux de vous revoir !
administration-full = { $members ->
    [one] Une personne est déjà membre, et le reste.
   *[other] { $members } personnes sont déjà membres, et le restent.
} Personne d’autre n’entre tant qu’il n’y en a pas moins de { $capacity }.
administration-was-archived = Cette communauté a été archivée le { $at }. Elle est de nouveau active.
administration-roles = Rôles dans { $community }
administration-role = • { $person } : { $role }
administration-roles-how = { COMMAND("community admins") } avec une personne et un rôle le change.
administration-no-administrator = Personne n’a de rôle. L’équipe de la plateforme peut nommer un administrateur.
administration-named = { $by } vous a donné le rôle « { $role } » dans { $community }.
administration-unnamed = { $by } vous a retiré le rôle « { $role } » dans { $community }. Vous restez membre ; le canal de celles et ceux qui ont un rôle se ferme pour vous.
administration-handover = { COMMAND("requests") } montre qui veut entrer, { COMMAND("announce") } écrit à tout le monde, { COMMAND("log") } montre ce qui s’est passé, { COMMAND("help") } le reste.
administration-log = Ce qui s’est passé dans { $community }
administration-log-line = { $at } : { $what } ({ $by })
administration-log-line-self = { $at } : { $what }
administration-log-empty = Rien pour l’instant.

log-created = communauté créée
log-edited = textes modifiés
log-rules = règles d’adhésion modifiées
log-mode = mode changé de { $old } à { $new }
log-hidden = cachée
log-shown = rendue visible à tous
log-archived = archivée
log-reactivated = rendue active
log-place = vit désormais dans { $place }
log-place-left = ne vit plus dans { $place }
log-joined = { $member } est entré
log-asked = { $member } a demandé à entrer
log-withdrawn = { $member } a retiré sa demande
log-left = { $member } est parti
log-removed = { $member } a été retiré
log-banned = { $member } a été exclu
log-role = { $member } est désormais { $role }
log-let-back = l’exclusion de { $member } a été levée
log-invited = { $member } a été invité
log-imported = textes et réglages repris d’un fichier
log-not-opened = un canal n’a pas pu être ouvert à { $member } : { $why ->
    [forbidden] il y manque un droit
   *[other] la plateforme l’a refusé
}
log-not-closed = un canal n’a pas pu être fermé à { $member } : { $why ->
    [forbidden] il y manque un droit
   *[other] la plateforme l’a refusé
}

choice-hidden = cachée
choice-shown = visible
choice-administrator = administrateur
choice-moderator = modérateur
choice-reviewer = relecteur
choice-champion = défenseur
choice-expert = expert
choice-member = membre
