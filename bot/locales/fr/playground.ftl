# La page du bac à sable, et ce qu’elle dit lorsqu’elle refuse elle-même quelque chose.

# Le cadre
playground-title = Palabre, bac à sable
playground-playground = bac à sable
playground-skip = Aller aux conversations
playground-forward = Avancer le temps
playground-people = Personnes
playground-help = Mode d’emploi
playground-reconnecting = Reconnexion…
playground-ahead = { $span } d’avance
playground-days-short = { $number } j
playground-hours-short = { $number } h
playground-minutes-short = { $number } min
playground-close = Fermer
playground-cancel = Annuler
playground-failed = L’envoi n’a pas abouti. Rien n’est perdu : réessayez.

# La première visite
playground-welcome-title = Une communauté en une minute
playground-welcome-join = Avec { $name }, tapez { COMMAND("join") } et appuyez sur Rejoindre sous « Sur demande ».
playground-welcome-approve = Avec { $name }, acceptez la demande, ou réagissez avec ✅.
playground-welcome-clock = Avancez le temps et regardez arriver les rappels.
playground-got-it = Compris

# Un volet
playground-places = Canaux et messages
playground-private-messages = Messages privés
playground-closed-channel = un canal fermé où vous n’êtes pas
playground-private-channel = privé
playground-inbox-topic = Vous seuls lisez ceci
playground-unread = non lus : { $number }
playground-switch-person = Changer de personne
playground-person-settings = Réglages : { $name }
playground-close-pane = Ne plus suivre { $name }
playground-language = Langue
playground-language-of = Langue : { $name }
playground-channel-details = À propos de #{ $channel }

# La conversation
playground-messages-in = Messages dans { $place }
playground-earlier = Messages précédents
playground-empty-inbox = Palabre vous écrit ici quand quelque chose ne concerne que vous. Tapez / pour voir ce qu’il sait faire.
playground-empty-channel = Rien encore. Écrivez quelque chose, ou tapez / pour voir les commandes.
playground-bot = robot
playground-edited = (modifié)
playground-pinned = Épinglé
playground-you-typed = Vous avez tapé
playground-only-you = Vous seul voyez ce message
playground-dismiss = Masquer
playground-reaction = { $emoji }, { $number }
playground-react-with = Réagir avec { $emoji }
playground-message-tools = Ce que vous pouvez faire de ce message
playground-edit = Corriger ce message
playground-delete = Retirer ce message
playground-message-deleted = Ce message a été supprimé. Ce qui en a été dit est toujours là.
playground-comments = Commentaires : { $number }
playground-comment-write = Écrire un commentaire
playground-comment-send = Publier le commentaire
playground-read-only-thread = Vous pouvez lire ici, mais pas commenter.
playground-use-command = Mettre cette commande là où vous écrivez
playground-bytes = octets
playground-kilobytes = ko

# Écrire
playground-write-to = Écrire à { $place }
playground-write-to-hint = Écrire à { $place } – / pour les commandes
playground-read-only-hint = Seuls les membres écrivent ici ; les commandes fonctionnent
playground-send = Publier le message
playground-keep = Le laisser comme il était
playground-suggestions = Suggestions
playground-optional = facultatif
playground-required = Ce champ est nécessaire : remplissez-le et renvoyez.
playground-choose = Choisir…
playground-zone = Fuseau horaire : { $zone }
playground-form-for = Vous remplissez ceci au nom de { $name }.

playground-upload-choose = Choisir un fichier
playground-upload-another = Choisir un autre fichier
playground-upload-none = Aucun fichier choisi
playground-upload-remove = Retirer { $name }
playground-upload-too-large = Ce fichier dépasse { $limit } Mo. Choisissez-en un plus petit, ou écrivez où le trouver.
playground-uploading = { $name } est en route…
playground-upload-failed = Le fichier n’est pas passé. Choisissez-le à nouveau.

# Les personnes
playground-watch-another = Suivre une autre personne
playground-find-person = Chercher par nom ou par rôle
playground-watched = à l’écran
playground-has-left = a quitté l’espace de travail
playground-settings-are = Ce que la plateforme sait de { $name } et dit à Palabre.
playground-time-zone = Fuseau horaire
playground-zone-unknown = Inconnu de la plateforme
playground-accepts-private = Accepte les messages privés
playground-accepts-private-hint = Sinon, Palabre doit trouver un autre moyen de les joindre.
playground-leave-workspace = Quitter { $workspace }
playground-come-back = Revenir dans { $workspace }

# Les canaux
playground-channel-private = Privé : seuls ses membres le voient.
playground-channel-public = Tout l’espace de travail peut le lire.
playground-writers-everyone = Tout le monde peut y écrire.
playground-writers-members = Ses membres peuvent y écrire.
playground-writers-nobody = Personne ne peut y écrire.
playground-members = Membres : { $number }
playground-add-person = Ajouter quelqu’un à la main
playground-remove-person = Retirer { $name }
playground-break-it = Ce qui peut mal tourner
playground-managed = Palabre peut gérer ce canal
playground-managed-hint = Sinon, Palabre ne peut ni faire entrer ni faire sortir personne, et le dit à l’administration.
playground-delete-channel = Supprimer ce canal
playground-delete-channel-really = Supprimer #{ $channel } pour tout le monde

# L’horloge
playground-preview = Ce qui partira dans les 90 jours à venir, si personne ne fait rien
playground-forward-why = Rappels, expirations et résumés arrivent à échéance avec le temps. L’horloge ne revient jamais en arrière.
playground-plus-hour = 1 heure
playground-plus-day = 1 jour
playground-plus-three-days = 3 jours
playground-plus-week = 1 semaine
playground-plus-fifteen-days = 15 jours
playground-plus-thirty-days = 30 jours
playground-how-many = Combien
playground-unit = Unité
playground-minutes = minutes
playground-hours = heures
playground-days = jours
playground-move = Avancer

# Mode d’emploi
playground-help-what = Voici le vrai Palabre, entouré d’une petite plateforme de discussion. Aucun compte n’est nécessaire et rien ne quitte cette machine. Vous jouez tout le monde.
playground-help-watch-title = Voir les deux côtés à la fois
playground-help-watch = « Personnes » ouvre une fenêtre de plus à côté des autres : ici quelqu’un qui demande, là quelqu’un qui administre. Cliquez sur un nom pour donner cette fenêtre à quelqu’un d’autre.
playground-help-commands-title = Les commandes
playground-help-commands = Tapez / et continuez d’écrire. Les flèches choisissent, Tab complète, Entrée envoie. La réponse à une commande porte la mention « Vous seul voyez ce message ».
playground-help-reactions-title = Les emojis sont aussi des boutons
playground-help-reactions = Sous une demande, ✅ accepte, ❌ refuse, ❓ pose une question et 👀 prend en charge. Pointez un message, ou allez-y au clavier, pour réagir.
playground-help-time-title = Le temps
playground-help-time = Avancez-le et voyez ce qui arrive à échéance : un rappel, une demande qui expire après 14 jours, une communauté silencieuse depuis un an.
playground-help-language-title = Les langues
playground-help-language = Chacun lit Palabre dans sa langue ; choisissez-la à côté du nom.
playground-help-break-title = Quand les choses tournent mal
playground-help-break = Quelqu’un ferme ses messages privés ou quitte l’espace de travail (réglages à côté du nom) ; un canal est supprimé ou échappe à Palabre (l’œil au-dessus de la conversation).
playground-help-keys-title = Le clavier
playground-help-keys = F6 passe à la fenêtre suivante, Ctrl+K ouvre les personnes, Maj+Entrée va à la ligne, Échap ferme ce qui est ouvert.
playground-help-memory-title = La mémoire
playground-help-memory = Tout est gardé dans deux fichiers à côté du programme. Supprimez-les pour repartir de zéro.

# Refus de la plateforme elle-même
playground-you-left = Vous avez quitté cet espace de travail. Revenez d’abord : les réglages à côté de votre nom.
playground-not-here = Vous ne voyez plus ce canal. Choisissez-en un autre à gauche.
playground-may-not-write = Vous pouvez lire ici, mais seuls les membres écrivent. Rejoignez d’abord la communauté.
playground-too-long = Ce texte compte { $length } caractères ; un message en contient { $limit }. Raccourcissez-le ou envoyez-le en deux fois.
playground-empty = Il n’y a encore rien à envoyer. Écrivez d’abord quelque chose.
playground-nobody-writes = Plus personne n’écrit ici ; tout reste lisible.
playground-upload-gone = Le fichier choisi n’est plus là. Choisissez-le à nouveau.
playground-message-gone = Ce message n’est plus là. Voyez les plus récents ci-dessous.
playground-not-yours = Seul son auteur peut modifier un message. Répondez-y plutôt.
