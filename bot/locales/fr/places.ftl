command-community-places = Voir où vit une communauté, ou lui donner un canal
command-community-places-community = Quelle communauté
command-community-places-channel = Canal de ses membres ; « here » désigne celui-ci
command-community-places-admin-channel = Canal où ses administrateurs décident
command-community-places-role = Rôle que reçoivent ses membres, là où la plateforme en a

places-homes = Où vit { $community }
places-home = { $channel }, administrateurs dans { $administrators }
places-homeless = Nulle part pour l’instant.
places-needed = Il lui faut un canal : { COMMAND("community places") }.
places-how = { COMMAND("community places") } avec un canal en ajoute un de l’espace d’où vous écrivez.
places-team = Seule l’équipe de la plateforme donne ses canaux à une communauté, car un canal appartient à tout son espace. { $who ->
    [nobody] Personne n’en fait encore partie : la personne qui m’exploite dit qui en est.
    [unnamed] Adressez-vous à elle.
   *[named] Adressez-vous à { $team }.
}
places-team-is = { $who ->
    [nobody] Personne ne fait encore partie de l’équipe de la plateforme : la personne qui m’exploite dit qui en est.
   *[named] L’équipe de la plateforme : { $team }.
}
places-moving-out = { $community } doit-elle quitter { $channel } ({ $workspace }) ? Le canal reste tel quel, et avec lui { $count ->
    [0] les personnes qui s’y trouvent
    [one] le membre qui peut s’y trouver
   *[other] les { $count } membres qui peuvent s’y trouver
} ; mais ce que { $community } annonce et prévoit n’y arrive plus, et je n’y fais plus entrer ni sortir personne. { $admins ->
    [yes] Ce qui se décide dans { $meeting } n’y est plus montré.
   *[no] { "" }
}{ $last ->
    [yes] { " " }Elle ne vit alors plus nulle part.
   *[no] { "" }
}
places-moved-out = { $by } a fait quitter { $channel } ({ $workspace }) à { $community }. Le canal reste tel quel.
places-stayed = { $community } reste dans { $channel }.
places-no-such-place = La communauté ne vit plus à cet endroit.
places-which-channel = Nommez aussi le canal de { $community } : { COMMAND("community places") } avec un canal dit duquel il s’agit.

button-make-channels = Créer les canaux ici
button-make-member = Rendre membre
button-strays = Voir qui
button-take-out = Faire sortir

places-write-there = Écrivez ceci dans un canal de l’espace où la communauté doit vivre ; d’ici, je ne peux pas savoir lequel.
places-lives-here = { $community } vit déjà dans cet espace. { COMMAND("community places") } montre où.
places-making = Les canaux de { $community } sont en création : { $everyone ->
    [reads] un pour ses membres, que tout le monde peut lire, et un pour ses administrateurs, fermé à tous les autres
   *[closed] un pour ses membres, un pour ses administrateurs, fermés à tous les autres
}. Ses administrateurs et vous l’apprendrez dès qu’ils existent.
places-being-made = Les canaux de { $community } sont déjà en création. Vous n’avez rien à faire.
places-made = { $by } a donné à { $community } ses propres canaux dans { $workspace } : un pour ses membres, qui y entrent maintenant, et un pour ses administrateurs. Les demandes d’adhésion y apparaissent désormais.
places-cannot-make = Je ne peux pas créer de canaux sur cette plateforme. Créez-en un pour les membres de { $community } et un pour ses administrateurs, et invitez-moi ; l’équipe de la plateforme les nomme avec { COMMAND("community places") }.
places-not-made = Les canaux de { $community } n’ont pas pu être créés. { $why } Puis appuyez sur Réessayer : on repart de ce qui existe.

places-role-seen = Tout le monde y voit { $role } et qui l’a : donnez à ce rôle un nom qui ne dit rien.
places-former-roles = L’ouvrait auparavant : { $roles }. Retirez-le des permissions du canal ; je signale qui l’a encore.
places-wrong-members = Le canal de ses membres :
places-wrong-administrators = Le canal de ses administrateurs :
places-wrong = • { $remedy }
places-troubled = Quelque chose ne va pas là où vit { $community } dans { $workspace }
places-troubled-until = Je regarde à nouveau chaque heure et vous dis quand c’est réparé ; d’ici là, { COMMAND("community places") } le montre.
places-mended = Là où vit { $community } dans { $workspace }, tout est de nouveau en ordre.

button-close-channels = Archiver aussi ses canaux
button-close-these = Archiver là-bas
places-not-archived = { $community } est active. Archivez d’abord la communauté : { COMMAND("community archive") }.
places-nothing-to-close = { $community } n’a aucun canal que sa plateforme pourrait encore archiver.
places-closed-already = { $count ->
    [one] La plateforme a déjà archivé le canal de { $community }.
   *[other] La plateforme a déjà archivé { $count } canaux de { $community }.
}
places-closing = { $count ->
    [one] Faut-il que la plateforme archive aussi le canal de { $community } : { $channels } ?
   *[other] Faut-il que la plateforme archive aussi les canaux de { $community } : { $channels } ?
}{ $groups ->
    [yes] { " " }Parmi eux, ceux de { $named }.
   *[no] { "" }
} Ni moi ni aucune autre application ne pouvons revenir là-dessus : seule une personne peut désarchiver un canal, là-bas, à la main, et les membres d’un canal public doivent y entrer de nouveau. D’ici là, personne n’y écrit, moi non plus ; ce qui a été écrit reste lisible. Le canal des administrateurs reste tel quel.
places-closing-now = { $count ->
    [one] La plateforme archive maintenant le canal de { $community }.
   *[other] La plateforme archive maintenant { $count } canaux de { $community }.
} Ses administrateurs l’apprennent dès que c’est fait, ou ce qui l’empêche.
places-left-open = Rien n’est archivé là-bas. Les canaux de { $community } restent comme ils sont : lisibles, et fermés aux nouveaux messages.
places-shut = { $by } a fait archiver par sa plateforme le canal de { $community } dans { $workspace }. { $how }
places-not-shut = Le canal de { $community } dans { $workspace } n’a pas pu être archivé par sa plateforme. { $why } Puis appuyez sur Réessayer.
places-bring-back = Seule une personne peut le rouvrir : trouvez-le parmi les canaux archivés de l’espace, ouvrez ses paramètres et choisissez de le désarchiver. Je le vois, et reprends de moi-même.
places-shut-there = Le canal de ses membres est archivé par la plateforme. Seule une personne peut le désarchiver, là-bas, dans ses paramètres.

places-kept-out = { $person } fait partie de { $community }, mais { $whose ->
    [administrators] le canal de ses administrateurs
   *[members] son canal
} dans { $workspace } n’a pas pu lui être ouvert. { $remedy } Puis appuyez sur Réessayer. { COMMAND("members") } nomme toutes les personnes dans ce cas ; je ne le dis qu’une fois par jour.
places-retrying = { $count ->
    [0] Plus personne n’attend d’entrer.
    [one] Je fais entrer la personne à qui le canal n’a pas pu être ouvert.
   *[other] Je fais entrer les { $count } personnes à qui le canal n’a pas pu être ouvert.
} Ce qui échoue encore est dit comme avant.

places-strays-open = { $count ->
    [one] Quelqu’un est à l’intérieur sans y avoir sa place.
   *[other] { $count } personnes sont à l’intérieur sans y avoir leur place.
}
places-no-strays = Personne n’est dans { $community } sans y avoir sa place.
places-strays = { $count ->
    [one] Quelqu’un qui n’est pas membre peut lire le canal de { $community } dans { $workspace }
   *[other] { $count } personnes qui ne sont pas membres peuvent lire le canal de { $community } dans { $workspace }
}
places-strays-administrators = { $count ->
    [one] Quelqu’un qui ne décide pas peut lire le canal des administrateurs de { $community } dans { $workspace }
   *[other] { $count } personnes qui ne décident pas peuvent lire le canal des administrateurs de { $community } dans { $workspace }
}
places-strays-settled = Chacun est de nouveau à sa place : { $community } dans { $workspace }
places-strays-more = { $count ->
    [one] Une autre personne suivra dès que vous aurez décidé.
   *[other] { $count } autres personnes suivront dès que vous aurez décidé.
}
places-stray = { $status ->
    [left] { $person } a quitté la communauté et se retrouve à l’intérieur.
    [removed] { $person } a été retiré de la communauté et se retrouve à l’intérieur.
    [banned] { $person } a été exclu de la communauté et se retrouve à l’intérieur.
   *[none] { $person } est entré par la main de quelqu’un.
}
places-stray-stuck = { $person } n’a pas pu être retiré. { $why }
places-stray-done = { $decision ->
    [admitted] • { $person } : rendu membre par { $by }
    [out] • { $person } : retiré par { $by }
   *[none] • { $person } : réglé sans décision
}
places-stray-already = { $decision ->
    [admitted] { $person } a déjà été rendu membre par { $by }. Il ne reste rien à faire.
   *[out] { $person } a déjà été retiré par { $by }. Il ne reste rien à faire.
}
places-stray-over = { $person } est à sa place maintenant. Il ne reste rien à faire.
places-admitted = { $person } est maintenant membre de { $community }, et on le lui dit.
places-put-out = { $person } est en train d’être retiré de { $community }.
places-cannot-admit = { $person } ne peut pas devenir membre de { $community } ainsi. Une exclusion se lève d’abord, voir { COMMAND("members") } ; un rôle se donne avec { COMMAND("community admins") }.
places-full = { $community } est au complet ({ $capacity ->
    [one] { $capacity } membre
   *[other] { $capacity } membres
}). Augmentez le « Nombre maximal de membres » dans les règles d’adhésion, ou faites sortir quelqu’un.
places-welcome = { $by } vous a rendu membre de { $community } : vous étiez déjà dans son canal.

log-troubled = quelque chose ne va pas avec { $place }
log-mended = tout est de nouveau en ordre avec { $place }
log-shut = { $place } archivé par sa plateforme
log-let-in-again = manquaient dans { $place } et y sont de nouveau : { $people }
log-let-in-again-many = manquaient dans { $place } et y sont de nouveau : { $count } personnes
log-stray-out = retirés de { $place } : { $people }
log-stray-out-many = retirées de { $place } : { $count } personnes

places-joined = Vous faites maintenant partie de { $community } : rejoindre son canal suffit. Il n’y a rien d’autre à faire.
places-added = { $by } vous a fait entrer dans le canal de { $community } : vous en êtes maintenant membre.
places-came-in = { $asks ->
    [yes] Vous pouvez lire le canal de { $community }, mais vous n’en êtes pas encore membre : ses administrateurs en décident. Appuyez sur Rejoindre pour le leur demander.
   *[no] Vous pouvez lire le canal de { $community }, mais vous n’en êtes pas encore membre. Appuyez sur Rejoindre : il y a d’abord quelque chose à accepter.
}
places-came-asked = Vous pouvez déjà lire le canal de { $community } ; votre demande attend toujours ses administrateurs, qui apprennent que vous êtes là.
places-came-uninvited = { $community } est sur invitation. Ses administrateurs apprennent que vous êtes dans son canal, et décident si vous en devenez membre.
places-came-from-outside = { $community } est un groupe de travail, réservé aux membres de la communauté dont il dépend. Ses administrateurs apprennent que vous êtes dans son canal ; rejoignez d’abord cette communauté.
places-went = Vous n’êtes plus dans le canal de { $community } : vous n’êtes donc plus membre de la communauté. Son contenu reste ; vous pouvez revenir.
places-stays = Vous n’êtes plus dans le canal de { $community }, mais toujours dans la communauté : vous y décidez, ou vous en faites partie par un autre chemin. Je vous fais rentrer dans le canal d’ici une heure. Pour partir vraiment, appuyez sur Quitter.
