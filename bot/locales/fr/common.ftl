## Ce que toutes les fonctions disent : boutons, choix, formulaires, dates, et les phrases d’aiguillage.

# Boutons.
button-join = Rejoindre
button-leave = Quitter
button-withdraw = Retirer
button-approve = Accepter
button-reject = Refuser
button-ask = Questionner
button-claim = M’en charger
button-history = Historique
button-send = Envoyer
button-edit = Modifier
button-rules = Règles d’adhésion
button-open-to-all = Ouvrir à tout le monde
button-cancel = Annuler
button-going = J’y serai
button-maybe = Peut-être
button-not-going = Je ne pourrai pas
button-groups-active = Réactiver aussi ses groupes de travail
button-make-active = Réactiver
button-archive = Archiver

button-about = En savoir plus
button-add-note = Ajouter un mot
button-ask-again = Redemander
button-ask-to-join = Demander à rejoindre
button-change-mode = Changer le mode
button-communities = Communautés
button-continue = Continuer
button-create = Créer
button-help = Aide
button-me = Mes communautés
button-members = Membres
button-move-out = Retirer ce canal
button-newer = Plus récents
button-next = Suivant
button-older = Plus anciens
button-open = Ouvrir
button-previous = Précédent
button-read = Lire
button-remind = Relancer
button-save = Enregistrer
button-stay = Rester
button-try-again = Réessayer
button-undo = Revenir en arrière
button-write = Écrire

# Valeurs des choix.
choice-yes = oui
choice-no = non
choice-private = privée
choice-semi-private = semi-privée
choice-public = publique
choice-open = ouverte

# Dates. $day est un nombre, le reste du texte.
date-long = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
moment-full = { $date } à { $time } ({ $zone })
moment-now = à l’instant
moment-time = { $time } ({ $zone })

# Tailles des fichiers.
size-bytes = { $count ->
    [one] { $count } octet
   *[other] { $count } octets
}
size-kilobytes = { $count } ko

# Une ligne étiquetée : son étiquette, avant ce qu’il en est.
fact-label = { $label } :

# Formulaires.
form-command = { $command } : ce qui manque encore
form-submit = Continuer
form-must-fill = Merci de remplir ce champ.
form-must-tick = Cochez cette case pour continuer.
form-must-choose = Choisissez l’une de ces réponses.
form-must-upload = Choisissez un fichier.
form-file-too-large = Ce fichier pèse { $size } ; { $limit } Mo au plus. Choisissez-en un plus petit, ou écrivez où le trouver.
form-file-empty = Ce fichier est vide. Choisissez-en un autre.
form-file-gone = Ce fichier n’est plus conservé. Choisissez-le à nouveau, ou continuez sans lui.
form-hint-person = Un nom, ou l’identifiant d’un compte
form-hint-place = #nom ou identifiant ; « here » désigne le canal d’où vous écrivez
form-hint-role = Son identifiant, là où la plateforme a des rôles
form-incomplete = Il manque encore quelque chose ; ce que vous avez écrit est conservé.
form-mistakes = Quelque chose est à revoir ; ce que vous avez écrit est conservé.

# Arguments.
arguments-too-long = { $argument } : { $length } caractères, alors que le maximum est de { $limit }. Raccourcissez le texte : rien de ce que vous avez écrit n’est perdu.
arguments-unknown-name = { $command } ne connaît rien du nom de « { $typed } ». On peut y écrire { $names }, sous la forme nom:valeur.
arguments-none = { $command } ne connaît rien du nom de « { $typed } » : écrivez la commande seule.
arguments-not-a-number = « { $typed } » n’est pas un nombre entier. Écrivez-le en chiffres, par exemple 3.
arguments-no-channel-here = Vous n’êtes ici dans aucun canal. Écrivez le nom d’un canal, ou son identifiant.
arguments-not-yes-or-no = « { $typed } » ne veut dire ni oui ni non. Répondez par oui ou par non.
arguments-not-a-choice = « { $typed } » ne fait pas partie des choix possibles. Choisissez { $choices }.

# L’aiguillage.
dispatch-unknown-command = La commande { $typed } n’existe pas. { COMMAND("help") } montre ce que vous pouvez faire ici.
dispatch-unknown-command-near = La commande { $typed } n’existe pas. Vouliez-vous dire { $near } ? { COMMAND("help") } montre ce que vous pouvez faire ici.
dispatch-unknown-verb = { $command } ne sait pas faire « { $typed } ». Elle sait faire : { $verbs }.
dispatch-unknown-verb-near = { $command } ne sait pas faire « { $typed } ». Vouliez-vous dire { $near } ? Elle sait faire : { $verbs }.
dispatch-verb-missing = Que doit faire { $command } ? Elle sait faire : { $verbs }.
card-not-shown-here = Ceci n’est plus montré qu’à ceux qui en décident actuellement.
dispatch-old-button = Ce bouton vient d’une version antérieure et n’agit plus. { COMMAND("help") } montre ce que vous pouvez faire ici.
dispatch-old-shortcut = Cette entrée du menu vient d’une version antérieure et n’agit plus. { COMMAND("help") } montre ce que vous pouvez faire ici.
dispatch-old-form = Ce formulaire vient d’une version antérieure et n’a pas pu être envoyé. { COMMAND("help") } montre ce que vous pouvez faire ici.
dispatch-one-more-step = Il reste une étape avant que ce soit fait.
dispatch-broken = Un problème est survenu de notre côté ; rien n’a été modifié. Réessayez et, si cela se reproduit, donnez ce code à vos administrateurs : { $reference }.
dispatch-unavailable = Palabre n’arrive pas à joindre sa mémoire ; rien n’a été enregistré. Réessayez dans une minute.

channel-elsewhere = un canal de { $workspace }
somebody-on = quelqu’un sur { $platform }
