group-workgroup = Les groupes de travail d’une communauté

command-workgroup-create = Créer un groupe de travail dans votre communauté
command-workgroup-create-community = Dans quelle communauté
command-workgroup-create-name = Le nom du groupe de travail
command-workgroup-attach = Faire d’une communauté le groupe de travail d’une autre
command-workgroup-attach-community = Quelle communauté devient un groupe de travail
command-workgroup-attach-parent = La communauté dont elle dépendra
command-workgroup-detach = Rendre son autonomie à un groupe de travail
command-workgroup-detach-community = Quel groupe de travail

workgroups-create-title = Un groupe de travail de { $community }
workgroups-created = { $community } est maintenant un groupe de travail de { $parent }, et vous l’administrez.
workgroups-created-next = Seuls les membres de cette communauté peuvent le rejoindre. Il ne vit encore nulle part : l’équipe de la plateforme lui donne un canal avec { COMMAND("community places") }.
workgroups-nested = { $community } est elle-même un groupe de travail et ne peut pas en avoir. Choisissez la communauté dont elle dépend.
workgroups-itself = { $community } ne peut pas être son propre groupe de travail. Indiquez la communauté dont elle dépendra.
workgroups-attached-already = { $community } est déjà un groupe de travail. Rendez-lui d’abord son autonomie : { COMMAND("workgroup detach") }.
workgroups-not-attached = { $community } n’est pas un groupe de travail.
workgroups-has-groups = { $community } a ses propres groupes de travail et ne peut pas en devenir un. Rendez-leur d’abord leur autonomie : { COMMAND("workgroup detach") }.
workgroups-outside = { $more ->
    [0] Pas encore membres de { $parent } : { $people }.
    [one] Pas encore membres de { $parent } : { $people } et une autre personne.
   *[other] Pas encore membres de { $parent } : { $people } et { $more } autres.
} Un groupe de travail est réservé aux membres de sa communauté, et personne ne doit perdre { $community } : invitez-les d’abord dans { $parent }.
workgroups-done = { $what ->
    [attach] { $community } est maintenant un groupe de travail de { $parent }.
   *[detach] { $community } est désormais autonome. Personne n’a perdu son adhésion.
}
workgroups-proposed = { $what ->
    [attach] J’ai demandé aux administrateurs de { $asked } si { $community } peut en devenir un groupe de travail. Vous saurez ce qu’ils répondent.
   *[detach] J’ai demandé aux administrateurs de { $asked } si { $community } peut redevenir autonome. Vous saurez ce qu’ils répondent.
}
workgroups-asked-at-night = Il fait nuit chez eux : ils le liront au matin.
workgroups-declined = { $what ->
    [attach] Vous avez décliné que { $community } devienne un groupe de travail de { $parent }.
   *[detach] Vous avez décliné que { $community } redevienne autonome.
}
workgroups-offer = { $what ->
    [attach] { $who } propose que { $community } devienne un groupe de travail de { $parent }.
   *[detach] { $who } propose que { $community }, groupe de travail de { $parent }, redevienne autonome.
}
workgroups-offer-means = Il garde ses membres, ses administrateurs et ses demandes, et seuls les membres de votre communauté peuvent le rejoindre. Il est archivé en même temps que votre communauté.
workgroups-outcome = { $state ->
    [accepted] Accepté par { $who }.
    [declined] Décliné par { $who }.
   *[over] Cela ne tient plus : la proposition a été refaite, ou réglée autrement.
}
workgroups-heard = { $accepted ->
    [yes] { $what ->
        [attach] { $who } a accepté : { $community } est maintenant un groupe de travail de { $parent }.
       *[detach] { $who } a accepté : { $community } est désormais autonome.
    }
   *[no] { $what ->
        [attach] { $who } a décliné que { $community } devienne un groupe de travail de { $parent }.
       *[detach] { $who } a décliné que { $community } redevienne autonome.
    }
}
workgroups-answered = Une réponse a déjà été donnée, ou cela ne tient plus.
workgroups-no-such-offer = Cette proposition n’existe plus.
button-accept-offer = Accepter
button-decline-offer = Décliner

log-attached = { $group } devient un groupe de travail de { $parent }
log-detached = { $group } est autonome et n’est plus un groupe de travail de { $parent }
