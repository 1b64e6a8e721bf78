command-invite = Inviter quelqu’un dans une communauté
command-invite-person = Qui
command-invite-community = Dans laquelle
command-invite-message = Pourquoi cette personne : un mot de vous

invitations-title = Vous êtes invité à rejoindre { $community }
invitations-by = { $person } vous invite à rejoindre { $community }.
invitations-until = L’invitation est valable jusqu’au { $at }. Appuyez sur Rejoindre, et son canal s’ouvre pour vous.
invitations-sent = { $person } est invité dans { $community }, jusqu’au { $until }.
invitations-already-in = { $person } est déjà membre de { $community }.
invitations-already-invited = { $person } a déjà une invitation en cours pour { $community }.
invitations-banned = { $person } a été exclu de { $community } et ne peut pas être invité.
