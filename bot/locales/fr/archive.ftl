button-bring-back = Les rétablir

archive-told-called-off = { $community } est archivée, et ce qui y était prévu n’a pas lieu :
archive-told-brought-back = { $community } est de nouveau active, et ce qui y était prévu a lieu finalement :
archive-answers-hold = Ce que vous aviez répondu pour chacun reste valable ; le calendrier permet de le changer.
# C’est aussi ce que lit qui va archiver, ou réactiver.
archive-line = • « { $title } », { $at }{ $series ->
    [yes] { " " }et tous les suivants
   *[no] { "" }
}
archive-brought-back = { $count ->
    [0] Plus rien de { $community } n’est annulé du fait de l’archivage.
    [one] Ce qui était prévu dans { $community } a lieu de nouveau. Celles et ceux qui y viennent en sont informés.
   *[other] Tout ce qui était prévu dans { $community }, soit { $count } événements, a lieu de nouveau. Celles et ceux qui y viennent en sont informés.
} { $count ->
    [0] Le calendrier montre ce qui vient.
   *[other] Le calendrier les montre.
}
