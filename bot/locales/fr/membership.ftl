command-join = Rejoindre une communauté, ou le demander
command-join-community = Quelle communauté ; sans réponse, toutes s’affichent
command-join-note = Un mot aux administrateurs
command-leave = Quitter une communauté
command-leave-community = Quelle communauté
command-communities = Les communautés que vous pouvez voir
command-communities-search = Un mot de leur nom ou de leur sujet
command-about = À quoi sert une communauté, et qui en fait partie
command-about-community = Quelle communauté
command-members = Qui fait partie d’une communauté
command-members-community = Quelle communauté
command-members-search = Une partie du nom

role-administrator = administrateur
role-moderator = modérateur
role-reviewer = relecteur des demandes
role-champion = défenseur
role-expert = expert
role-member = membre

list-item = • { $words }
page-of = Page { $page } sur { $pages }

membership-welcome = Bienvenue dans { $community }
membership-newcomers = { $more ->
    [0] { $people } { $count ->
        [one] a rejoint { $community }. Bienvenue !
       *[other] ont rejoint { $community }. Bienvenue !
    }
    [one] { $people } et une autre personne ont rejoint { $community }. Bienvenue !
   *[other] { $people } et { $more } autres ont rejoint { $community }. Bienvenue !
}
membership-welcome-first = { $way ->
    [nowhere] Vous en êtes. La communauté n’a pas encore de canal où vous puissiez entrer ; il s’ouvrira à vous dès qu’il y en aura un.
    [shut] Vous en êtes, mais son canal ne peut pas encore vous être ouvert. Ses administrateurs lisent pourquoi ; une fois le problème réglé, il s’ouvrira de lui-même.
   *[open] Vous en êtes. Pour commencer : ouvrez le canal, lisez de quoi il s’agit, et dites qui vous êtes.
}
membership-not-opened = Le canal de { $community } n’a pas pu vous être ouvert. { $why ->
    [guest] Vous êtes invité dans cet espace : seuls ses administrateurs vous font entrer dans un canal. Demandez à l’un d’eux de l’ajouter à votre compte.
   *[other] Ses administrateurs lisent pourquoi ; une fois le problème réglé, il s’ouvrira de lui-même.
}
membership-open-at-last = Le canal de { $community } vous est maintenant ouvert : { $channel }. Lisez de quoi il s’agit, et dites qui vous êtes.
membership-asked = Votre demande est entre les mains des administrateurs de { $community } ({ $waiting ->
    [one] la seule en attente
   *[other] { $waiting } en attente
} ; réponse habituelle en { $usual }). Vous aurez de nos nouvelles au plus tard le { $by }.
membership-asked-first = Votre demande est entre les mains des administrateurs de { $community } ({ $waiting ->
    [one] la seule en attente
   *[other] { $waiting } en attente
}). Vous aurez de nos nouvelles au plus tard le { $by }.
membership-asked-full = { $community } est complète ({ $members ->
    [one] { $members } membre
   *[other] { $members } membres
}) : une demande attend qu’une place se libère.
membership-waiting = Votre demande du { $at } pour { $community } attend ({ $position ->
    [1] c’est la prochaine
   *[other] rang { $position } dans la file
}).
membership-already-in = Vous êtes déjà dans { $community }, depuis le { $since }.
membership-by-invitation = { $community } fonctionne sur invitation ; ses administrateurs : { $administrators }.
membership-parent-first = { $community } est un groupe de travail de { $parent }, réservé à ses membres. Rejoignez d’abord { $parent }.
membership-parent-first-unnamed = { $community } est un groupe de travail, réservé aux membres de la communauté dont il dépend. Ses administrateurs vous en diront plus : { $administrators }.
membership-outside-parent = { $person } n’est pas membre de la communauté dont { $community } est un groupe de travail. Il faut d’abord rejoindre celle-là.
membership-too-soon = Les administrateurs n’ont pas pu accepter votre dernière demande pour { $community }. Vous pourrez en faire une autre à partir du { $until }.
membership-full = { $community } est complète pour le moment. Réessayez plus tard ou écrivez à ses administrateurs.
membership-barred = Vous ne pouvez pas rejoindre { $community }. Si vous pensez que c’est une erreur, écrivez à ses administrateurs.
membership-closed = { $community } n’accueille plus de nouveaux membres.

membership-form-title = Rejoindre { $community }
membership-form-note = Ce que les administrateurs devraient savoir
membership-form-criteria = Je remplis ces critères
membership-form-principles = J’accepte les principes de la communauté
membership-form-more-title = Compléter votre demande
membership-form-more = Que souhaitez-vous ajouter ?
membership-note-too-long = Une demande peut contenir au plus { $limit } caractères en tout, et la vôtre y est presque. Dites-le plus brièvement, ou attendez que les administrateurs vous interrogent.
membership-note-added = C’est ajouté ; les administrateurs le voient sur votre demande.
membership-withdrawn = Votre demande est retirée. Vous pouvez en faire une autre quand vous voulez.
membership-no-such-request = Vous n’avez pas de demande de ce genre. { COMMAND("me") } montre ce que vous attendez.
membership-request-over = { $status ->
    [approved] Cette demande a été acceptée : vous êtes membre. { COMMAND("me") } montre vos communautés.
    [rejected] Cette demande n’a pas été acceptée. Le message reçu dit quand vous pourrez en faire une autre.
    [withdrawn] Vous avez retiré cette demande. { COMMAND("join") } en fait une nouvelle.
    [expired] Cette demande a expiré. { COMMAND("join") } en fait une nouvelle.
   *[other] Cette demande est close. { COMMAND("communities") } montre où vous pouvez entrer.
}

membership-list = Communautés
membership-list-to-join = Quelle communauté souhaitez-vous rejoindre ?
membership-none-yet = Il n’y a pas encore de communauté que vous puissiez voir. { COMMAND("community create") } crée la première.
membership-none-found = Aucune communauté ne correspond à « { $search } ». { COMMAND("communities") } les montre toutes.
membership-group-yours = Les vôtres
membership-group-join-now = À rejoindre tout de suite
membership-group-ask = Sur demande
membership-group-waiting = Vous avez demandé
membership-group-by-invitation = Sur invitation
membership-group-read = À lire sans adhérer
membership-group-archived = Archivées
membership-entry = { $community } ({ $members ->
    [one] { $members } membre
   *[other] { $members } membres
}). { $topic }
membership-entry-group = Groupe de travail de { $parent }

membership-members-of = { $community } : { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}
membership-listed = • { $person }, depuis le { $since }
membership-listed-role = • { $person } ({ $role }), depuis le { $since }
membership-not-let-in = { $person } n’a pas encore accès. { $why }
membership-nobody-found = Personne ici ne s’appelle « { $search } ».
membership-nobody-yet = Il n’y a encore personne dans { $community }.

membership-leaving = Quitter { $community } ? Ses canaux se ferment pour vous. Pour revenir : { $mode }.
membership-leaving-groups = Vous quittez en même temps ses groupes de travail : { $groups }.
membership-left = Vous avez quitté { $community }. Merci d’en avoir été.
membership-stayed = Vous restez dans { $community }.
membership-not-in = Vous n’êtes pas membre de { $community }. { COMMAND("me") } montre où vous êtes.
membership-not-a-member = Seuls les membres peuvent avoir un rôle ; invitez d’abord cette personne.
membership-last-administrator = Vous êtes le dernier administrateur de { $community }. Nommez-en d’abord un autre : { COMMAND("community admins") }.
membership-last-leaves = Vous êtes le dernier administrateur de { $community }. Nommez d’abord un successeur.
membership-only-administrators = Seuls les administrateurs de { $community } peuvent faire cela.
membership-only-members = Seuls les membres de { $community } peuvent faire cela. { COMMAND("join") } dit comment le devenir.
membership-join-to-take-part = Vous pouvez lire ici ; rejoignez { $community } pour participer.

button-remove = Retirer
button-excluded = Personnes exclues
button-let-back = Lever l’exclusion
membership-remove-whom = Retirer un membre…
membership-remove-title = Retirer { $person } de { $community }
membership-remove-means = Ses canaux se ferment pour { $person }, qui est prévenu et peut revenir comme tout le monde.
membership-remove-words = Un mot à cette personne
membership-remove-ban = Définitivement : elle ne pourra plus entrer ni demander
membership-remove-not-in = { $person } n’est plus membre de { $community }.
membership-remove-administrator = { $person } administre cette communauté. Retirez-lui d’abord ce rôle : { COMMAND("community admins") }.
membership-remove-runs-group = { $person } est le dernier administrateur de { $group }, un groupe de travail. Nommez-y d’abord quelqu’un d’autre, ou archivez le groupe.
membership-remove-runs-hidden = { $person } est le dernier administrateur d’un groupe de travail que vous ne voyez pas. Demandez à cette personne de nommer un successeur, ou à l’équipe de la plateforme de vous aider.
membership-remove-groups = La personne quitte en même temps ses groupes de travail : { $groups }.
membership-removed-done = { $person } n’est plus membre de { $community }.
membership-banned-done = { $person } est exclu de { $community }.
membership-removed-told = Les administrateurs de { $community } ont mis fin à votre adhésion.
membership-banned-told = Les administrateurs de { $community } vous en ont exclu.
membership-their-words = Ils ont écrit : « { $words } »
membership-excluded = Exclus de { $community }
membership-nobody-excluded = Personne n’est exclu.

membership-nowhere = Vous n’êtes encore dans aucune communauté. { COMMAND("join") } montre où vous pouvez entrer.
membership-administers-nowhere = Vous n’administrez aucune communauté. { COMMAND("community create") } en crée une à vous.
membership-invitation-over = { $how ->
    [used] Cette invitation dans { $community } a servi.
    [expired] Cette invitation dans { $community } a expiré le { $at }.
   *[closed] Cette invitation dans { $community } n’est plus valable.
}
membership-invitation-over-unnamed = { $how ->
    [used] Cette invitation a servi.
    [expired] Cette invitation a expiré le { $at }.
   *[closed] Cette invitation n’est plus valable.
}
