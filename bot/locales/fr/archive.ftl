button-bring-back = Les rétablir

archive-told-called-off = { $communities } { $count ->
    [one] a été archivée, et ce qui y était prévu n’a pas lieu :
   *[other] ont été archivées, et ce qui y était prévu n’a pas lieu :
}
archive-told-brought-back = { $communities } { $count ->
    [one] est de nouveau active, et ce qui y était prévu a lieu finalement :
   *[other] sont de nouveau actives, et ce qui y était prévu a lieu finalement :
}
archive-answers-hold = Ce que vous aviez répondu pour chacun reste valable ; le calendrier permet de le changer.
# C’est aussi ce que lit qui va archiver, ou réactiver.
archive-line = • « { $title } », { $at }{ $series ->
    [yes] { " " }et tous les suivants
   *[no] { "" }
}
archive-brought-back = { $count ->
    [0] Plus rien n’est annulé du fait de l’archivage. Le calendrier montre ce qui vient.
    [one] Cela a lieu de nouveau, et celles et ceux qui y viennent en sont informés. Le calendrier le montre.
   *[other] Les { $count } ont lieu de nouveau, et celles et ceux qui y viennent en sont informés. Le calendrier les montre.
}

archive-told-archived = { $by } a archivé { $communities }. Plus personne ne peut s’y joindre ni y écrire ; tout reste lisible, et ce qui était prévu est annulé. { $count ->
    [one] { COMMAND("community reactivate") } permet de revenir en arrière.
   *[other] { COMMAND("community reactivate") } permet de revenir en arrière pour chacune.
}
archive-told-active = { $by } a rendu { $communities } de nouveau active.
archive-still-cancelled = Ce qui était prévu reste annulé tant que l’un de vous ne le rétablit pas.
archive-still-archived = { $count ->
    [one] Encore archivé : son groupe de travail { $groups }.
   *[other] Encore archivés : ses groupes de travail { $groups }.
}
archive-make-active = Réactiver { $community }
