communities-unknown = Aucune communauté de ce nom. { COMMAND("communities") } donne la liste de celles que vous pouvez voir.
communities-several = Plusieurs communautés s’appellent { $typed }. Laquelle voulez-vous dire ?
communities-which = De quelle communauté s’agit-il ?
communities-apart = { $name } ({ $above ->
    [yes] groupe de travail de { $where }
   *[no] { $where }
}{ $moded ->
    [yes] , { $mode }
   *[no] { "" }
})
communities-needs-name = Une communauté a besoin d’un nom.
communities-needs-eligibility = Une communauté semi-privée a besoin de critères d’éligibilité : dites qui peut la rejoindre, un critère par ligne.
communities-hidden-not-open = Une communauté cachée ne peut pas être ouverte : chacun pourrait lire ce que personne ne doit trouver. Choisissez un autre mode ou rendez-la visible.
communities-group-not-open = Un groupe de travail ne peut pas être ouvert : il est réservé aux membres de sa communauté. Choisissez un autre mode.
communities-too-many-questions = On peut poser au plus { $limit } questions aux personnes qui veulent rejoindre la communauté.
communities-place-taken = Une autre communauté vit déjà dans ce canal. Choisissez-lui un canal à elle.
communities-admins-apart = Les membres lisent le canal de la communauté ; il faut aux administrateurs un canal à part.
communities-role-of-everybody = Ce rôle est celui de tout le monde là-bas : le canal serait ouvert à tous. Nommez un rôle que seuls les membres reçoivent, ou aucun.
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
communities-activity = { $period } : { $what }{ $over ->
    [yes] { " " }· passé
   *[no] { "" }
}
communities-contributions = Ce que vous pouvez apporter
communities-roles-of-members = Les membres
communities-roles-of-administrators = Ce que font les administrateurs
communities-principles = Principes
communities-related = Communautés voisines
communities-parent = Groupe de travail de
communities-group-mode = Réservé aux membres de la communauté dont il dépend. { $mode }
communities-groups = Groupes de travail
communities-contact = Contact

trouble-workspace-gone = Je ne suis plus dans cet espace.
trouble-workspace-gone-how = Invitez-moi de nouveau, ou que l’équipe de la plateforme en retire la communauté avec { COMMAND("community places") }.
trouble-channel-gone = Le canal n’existe plus.
trouble-channel-gone-how = L’équipe de la plateforme en donne un autre à la communauté avec { COMMAND("community places") } ; il prendra la place de celui-ci.
trouble-channel-unseen = Je ne vois pas le canal : on m’en a retiré, ou il a été supprimé.
trouble-channel-unseen-how = S’il existe encore, écrivez-y /invite et mon nom ; sinon, l’équipe de la plateforme en donne un autre à la communauté avec { COMMAND("community places") }.
trouble-out-of-channel = On m’a retiré du canal : je ne peux ni y écrire ni y faire entrer personne.
trouble-out-of-channel-how = Écrivez-y /invite et mon nom : je reprends de moi-même.
trouble-role-gone = Le rôle de ses membres n’existe plus.
trouble-role-gone-how = Créez-en un ; l’équipe de la plateforme le nomme avec { COMMAND("community places") }.
trouble-role-fixed = Le rôle de ses membres est celui de tout le monde, ou appartient à un bot ou à un service : je ne peux ni le donner ni le retirer.
trouble-role-fixed-how = Créez un rôle pour les membres ; l’équipe de la plateforme le nomme avec { COMMAND("community places") }.
trouble-role-too-high = Le rôle de ses membres est au-dessus du mien : je ne peux ni le donner ni le retirer.
trouble-role-too-high-how = Dans les paramètres du serveur, sous Rôles, glissez mon rôle au-dessus.
trouble-no-view = Je ne vois pas le canal.
trouble-no-view-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle le voir.
trouble-no-send = Je ne peux pas écrire dans le canal.
trouble-no-send-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle y envoyer des messages.
trouble-no-manage-channel = Je ne peux pas régler qui lit et écrit dans le canal.
trouble-no-manage-channel-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle le gérer.
trouble-no-manage-roles = Je ne peux ni donner ni retirer l’accès.
trouble-no-manage-roles-how = Dans les paramètres du serveur, sous Rôles, laissez mon rôle gérer les rôles et les permissions.
trouble-no-manage-messages = Je ne peux pas retirer l’emoji de quelqu’un qui n’a pas à décider.
trouble-no-manage-messages-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle gérer les messages.
trouble-no-read-history = Je ne peux pas lire ce qui précède : les emojis mis en mon absence m’échappent.
trouble-no-read-history-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle lire l’historique.
trouble-no-add-reactions = Je ne peux pas mettre sous les demandes les emojis sur lesquels appuyer.
trouble-no-add-reactions-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle ajouter des réactions.
trouble-no-attach-files = Je ne peux pas joindre de fichiers.
trouble-no-attach-files-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle joindre des fichiers.
trouble-no-embed-links = Je ne peux pas montrer les liens avec leur aperçu.
trouble-no-embed-links-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle intégrer des liens.
trouble-no-open-threads = Je ne peux pas ouvrir de fils, donc personne ne peut commenter les annonces.
trouble-no-open-threads-how = Dans les paramètres du canal, sous Permissions, laissez mon rôle créer des fils publics.
trouble-no-create-events = Je ne peux rien inscrire dans la liste des événements du serveur.
trouble-no-create-events-how = Dans les paramètres du serveur, sous Rôles, laissez mon rôle créer des événements.
trouble-events-full = La liste des événements du serveur est pleine : elle en contient cent.
trouble-events-full-how = Retirez-en ce dont personne n’a besoin.
trouble-no-make-channels = Je ne peux pas créer de canaux.
trouble-no-make-channels-how = Dans les paramètres du serveur, sous Rôles, choisissez mon rôle et activez « Gérer les salons ».
trouble-no-make-roles = Je ne peux pas créer de rôles.
trouble-no-make-roles-how = Dans les paramètres du serveur, sous Rôles, choisissez mon rôle et activez « Gérer les rôles ».
trouble-no-make-either = Je ne peux créer ni canaux ni rôles.
trouble-no-make-either-how = Dans les paramètres du serveur, sous Rôles, choisissez mon rôle et activez « Gérer les salons » et « Gérer les rôles ».
trouble-making-restricted = L’espace ne me laisse pas créer de canaux.
trouble-making-restricted-how = Dans les paramètres de l’espace, sous Autorisations, Gestion des canaux, l’un de ses propriétaires permet à tous d’en créer ; ou créez-les à la main et invitez-moi, et l’équipe de la plateforme les nomme avec { COMMAND("community places") }.
trouble-no-room = Il n’y a plus de place pour un autre canal ou rôle.
trouble-no-room-how = Supprimez ou archivez ce dont plus personne n’a besoin.
trouble-general-channel = C’est un canal où tout l’espace doit être : il ne peut pas être archivé.
trouble-general-channel-how = Laissez-le ouvert ; ou que l’équipe de la plateforme donne à la communauté un canal à elle avec { COMMAND("community places") }.
trouble-not-in-channel = Je ne suis pas dans le canal.
trouble-not-in-channel-how = Écrivez-y /invite suivi de mon nom.
trouble-channel-archived = Le canal lui-même est archivé : on ne peut rien y écrire ni y faire entrer personne.
trouble-channel-archived-how = Désarchivez-le dans ses paramètres (je n’en ai pas le droit), et invitez-moi de nouveau si je n’y suis plus alors ; ou que l’équipe de la plateforme en donne un autre à la communauté avec { COMMAND("community places") }.
trouble-channel-public = Le canal est public : chacun peut le rejoindre et le lire, quel que soit le mode de la communauté.
trouble-channel-public-how = Dans les paramètres du canal, rendez-le privé (je n’en ai pas le droit) ; ou ouvrez la communauté avec { COMMAND("community mode") }.
trouble-channel-private = Le canal est privé : seuls ses membres peuvent lire ce que chacun devrait pouvoir lire.
trouble-channel-private-how = Dans les paramètres du canal, rendez-le public (je n’en ai pas le droit) ; ou choisissez un autre mode avec { COMMAND("community mode") }.
trouble-no-scope = On m’a installé sans une autorisation dont j’ai désormais besoin.
trouble-no-scope-how = Demandez à la personne qui m’exploite de l’ajouter à mon application et de la réinstaller ; sur la machine où je tourne, « palabre check » lui dit laquelle.
trouble-restricted-action = L’espace ne me permet pas de faire cela à cet endroit.
trouble-restricted-action-how = Un administrateur de l’espace le fait à la main, ou le permet dans les paramètres de l’espace, sous Autorisations.
trouble-guest = C’est un invité, que seuls les administrateurs de l’espace font entrer dans les canaux.
trouble-guest-how = Demandez à l’un d’eux d’ajouter le canal au compte de l’invité.
trouble-other-organisation = Ce compte appartient à une autre organisation, qui ne partage pas ce canal.
trouble-other-organisation-how = Partagez le canal avec cette organisation, ou que la personne rejoigne avec un compte de cet espace.
trouble-no-pin-messages = Je ne peux pas épingler de messages.
trouble-no-pin-messages-how = Dans les paramètres du serveur, sous Rôles, laissez mon rôle épingler des messages.
trouble-too-many-pins = Le canal a tant de messages épinglés qu’il n’en accepte pas d’autre.
trouble-too-many-pins-how = Détachez un message dont plus personne n’a besoin.
trouble-unnamed = La plateforme refuse sans dire pourquoi.
trouble-unnamed-how = { COMMAND("community places") } montre ce que j’en vois et où cliquer.
