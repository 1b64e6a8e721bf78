# Ce que l'adaptateur des serveurs dit lui-même, quand un formulaire demande plus d'une fenêtre.

discord-continue = Continuer
discord-enough = C’est tout
discord-step = { $title } : l’étape { $step } sur { $steps } est gardée. Appuyez sur Continuer pour la suivante{ $enough ->
    [yes] , ou sur C’est tout : rien de ce qui suit n’est obligatoire.
   *[no] .
}
discord-open-form = { $title } : appuyez sur Continuer et remplissez le formulaire.
discord-form-back = « { $title } » n’est pas encore envoyé. Rien de ce que vous avez écrit n’est perdu : appuyez sur Continuer pour corriger.
discord-form-problem = { $field } : { $problem }
discord-draft-gone = Ce formulaire est trop ancien pour être repris. Tapez la commande à nouveau, ou appuyez sur le bouton d’où vous venez.
discord-file-remove = Retirer { $name }
discord-file-lost = Discord a perdu ce fichier en route. Choisissez-le à nouveau, ou continuez sans lui.
discord-role-managed = Le rôle « { $role } » appartient à un bot ou à un service : Discord ne laisse personne le donner à des membres. Nommez-en un autre, ou aucun.
