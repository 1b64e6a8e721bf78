command-plant = Planter quelque chose
command-plant-name = Que planter
command-plant-where = Pour qui cela pousse
command-plant-rows = Combien de rangs
command-plant-note = Un mot aux jardiniers
command-pick = Cueillir ce qui a poussé
command-pick-bed = Dans quel carré
command-pick-search = Que chercher
command-lend = Prêter un outil
command-lend-tool = Quel outil
command-lend-to = À qui
command-lend-shed = De quelle remise
command-lend-role = Pour ceux de quel rôle
command-lend-until = Jusqu’à quand
command-lend-back = Si cela revient
command-garden-open = Ouvrir le jardin
command-garden-close = Fermer le jardin
command-stumble = Trébucher
command-stumble-how = De quelle façon
shortcut-dry = Faire sécher
shortcut-complain = Se plaindre

group-garden = Tout sur le jardin
name-plant = planter
name-pick = cueillir
name-lend = prêter
name-garden = jardin
name-garden-open = ouvrir
name-garden-close = fermer
name-argument-where = pour
name-argument-to = à
name-argument-bed = carré

garden-planted = { $name } est en terre ({ $where }), { $rows ->
    [one] { $rows } rang
   *[other] { $rows } rangs
} : { $note }
garden-picked = Cueilli dans { $bed } : { $search }
garden-no-bed = Aucun carré de ce nom.
garden-pulled = { $bed } est arraché.
garden-pulled-before = { $bed } était déjà arraché.
garden-gardeners-only = Seuls les jardiniers peuvent faire cela.
garden-opened = Le jardin est ouvert.
garden-closed = Le jardin est fermé.
garden-dried = « { $text } » sèche.
garden-why = Pourquoi
garden-kind = Quoi
garden-sure = C’est sûr
garden-reason = Pourquoi arracher { $bed } ?
garden-told = Dit : { $why }
garden-heard = Quelqu’un a écrit « { $text } ».
garden-waiting = Une lettre vous attend.
garden-full = Le jardin est plein.
