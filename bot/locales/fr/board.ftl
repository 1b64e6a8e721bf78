board-title = Les 30 jours à venir
board-nothing = Rien n’est prévu dans les 30 prochains jours.
board-entry = { $at } · { $title } · { $type }{ $moved ->
    [yes] { " " }· déplacé, prévu auparavant { $old }
   *[no] { "" }
}
board-more = { $count ->
    [one] Et un de plus : { COMMAND("calendar") } montre tout.
   *[other] Et { $count } de plus : { COMMAND("calendar") } montre tout.
}
board-unpinned = La liste de ce qui vient dans les 30 jours se trouve dans le canal de { $community } dans { $place } et reste à jour, mais je n’ai pas pu l’épingler.
board-unpinned-by-hand = Qui en a le droit peut aussi l’épingler à la main : c’est toujours le même message.
board-tried = J’épingle maintenant la liste de ce qui vient dans les 30 jours dans { $place }. Si ce n’est pas possible, vous lisez pourquoi là où se retrouvent les administrateurs.
board-nowhere = Il n’y a pas là de liste de ce qui vient dans les 30 jours : elle est postée dès que quelque chose vient.
