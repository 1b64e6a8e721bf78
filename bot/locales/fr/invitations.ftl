command-invite = Inviter quelqu’un dans une communauté
command-invite-person = Qui
command-invite-community = Dans laquelle
command-invite-message = Pourquoi cette personne : quelques mots de votre part ; un mot seul serait une communauté

invitations-title = Vous êtes invité à rejoindre { $community }
invitations-by = { $person } vous invite à rejoindre { $community }.
invitations-until = L’invitation est valable jusqu’au { $at }. Appuyez sur Rejoindre, et son canal s’ouvre pour vous.
invitations-sent = { $person } est invité dans { $community }, jusqu’au { $until }.
invitations-already-in = { $person } est déjà membre de { $community }.
invitations-oneself = Personne ne s’invite soi-même. Demandez avec { COMMAND("join") }, ou faites-vous inviter par quelqu’un d’autre qui administre { $community }.
invitations-already-invited = { $person } a déjà une invitation en cours pour { $community }.
invitations-banned = { $person } a été exclu de { $community } et ne peut pas être invité.
invitations-outside-parent = { $person } n’est pas membre de la communauté dont { $community } est un groupe de travail. Invitez d’abord cette personne dans celle-là.
