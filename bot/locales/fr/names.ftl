## Le nom des commandes et de leurs arguments, là où une plateforme les montre dans la langue de qui les lit.
## En minuscules, sans espace, 32 lettres au plus.

name-about = présentation
name-announce = annoncer
name-communities = communautés
name-community = communauté
name-community-admins = rôles
name-community-archive = archiver
name-community-create = créer
name-community-edit = modifier
name-community-hide = cacher
name-community-mode = mode
name-community-places = lieux
name-community-reactivate = réactiver
name-help = aide
name-invite = inviter
name-join = rejoindre
name-leave = quitter
name-log = journal
name-me = moi
name-members = membres
name-requests = demandes
name-settings = réglages

name-argument-admin-channel = canal-administrateurs
name-argument-answer = réponse
name-argument-channel = canal
name-argument-community = communauté
name-argument-hidden = visibilité
name-argument-language = langue
name-argument-message = message
name-argument-mode = mode
name-argument-name = nom
name-argument-note = mot
name-argument-older-than-days = jours
name-argument-person = personne
name-argument-platform = plateforme
name-argument-role = rôle
name-argument-search = recherche
name-argument-text = texte
name-argument-timezone = fuseau
name-argument-topic = commande
name-argument-view = vue
