button-show-again = L’afficher à nouveau
button-put-back = Le remettre

mirrors-of = { $type } de { $community }. Dites si vous venez sous sa carte, dans le canal.
mirrors-nowhere = Voir la carte dans le canal
mirrors-taken-off = Quelqu’un a retiré « { $title } » ({ $at }) de la liste des événements de { $workspace }. Cela a lieu malgré tout, et reste hors de cette liste sauf si la date change ou si vous appuyez sur « L’afficher à nouveau » ; pour l’annuler, appuyez sur « Gérer ».
mirrors-moved = Quelqu’un a déplacé « { $title } » dans la liste des événements de { $workspace } : { $to }. Le calendrier de { $community } indique toujours { $at }, et c’est ce qui est dit à tout le monde : appuyez sur « Le remettre », ou sur « Gérer » pour le déplacer pour de bon.
mirrors-refused = { $on ->
    [yes] « { $title } » ({ $at }) n’est pas dans la liste des événements de { $workspace }. { $why }
   *[no] « { $title } » ({ $at }) n’a pas pu être retiré de la liste des événements de { $workspace }. { $why }
} Appuyez ensuite sur « Réessayer », ou laissez : je réessaie de moi-même toutes les heures. Je ne le dis qu’une fois, quoi que l’on planifie encore.
mirrors-asked = « { $title } » est en cours d’inscription dans la liste des événements de { $workspace }, tel que le calendrier l’indique.
mirrors-not-public = Tout le monde ne peut pas lire ce que { $community } planifie ; « { $title } » n’a donc pas sa place dans la liste des événements de { $workspace }.
