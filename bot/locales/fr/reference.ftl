## La référence des commandes, docs/commands.md.

reference-title = Commandes
reference-intro = Cette page est écrite par `palabre reference` d’après ce que les fonctions déclarent. Les arguments entre crochets peuvent être omis. Là où les commandes sont regroupées sous un même nom, on les tape à sa suite : /community join. Là où un texte plus long suit une communauté que l’on peut omettre, un mot seul, ou un premier mot écrit comme un nom court (social-registries), désigne la communauté ; un texte d’un seul mot se tape avec son nom : `message:bienvenue`.
reference-for-everyone = Pour tout le monde
reference-for-members = Pour les membres
reference-for-administrators = Pour les administrateurs
reference-for-owners = Pour l’équipe de la plateforme
reference-argument = Argument
reference-meaning = Signification
reference-values = Ce qu’il accepte
reference-one-of = au choix : { $values }
reference-text = un texte de { $limit } caractères au plus
reference-integer = un nombre entier
reference-boolean = oui ou non
reference-person = une personne
reference-place = un canal
reference-role = un rôle
reference-moment = une date et une heure, comme on les dit
reference-optional = { $values } ; facultatif
reference-implied = { $values } ; facultatif là où le canal ou la seule adhésion le précise
reference-buttons = Boutons
reference-shortcuts = Dans le menu d’un message
reference-emoji = Émojis
reference-under = sous une carte du type { $card } :
