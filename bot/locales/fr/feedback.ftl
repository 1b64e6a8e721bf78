command-webinar-feedback = Ce que disent des réunions et webinaires ceux qui sont venus, sans leurs noms
command-webinar-feedback-community = Quelle communauté

button-it-was-great = Très bien
button-it-was-good = Bien
button-it-was-poor = Peut mieux faire
button-it-was-absent = Je n’y étais pas
button-add-a-comment = Ajouter un commentaire
button-change-the-comment = Changer le commentaire
button-all-comments = Tous les commentaires

feedback-asked = Comment était « { $title } » de { $community }, { $at } ?
feedback-nameless = L’équipe de modération lit combien ont dit quoi, et les commentaires, sans les noms.
feedback-you-said = « { $title } » de { $community }, { $at }. Vous avez dit : { $opinion }.
feedback-closed = Les avis sur « { $title } » de { $community }, { $at }, ne sont plus recueillis.
feedback-thanks = Merci : « { $opinion } » est noté pour « { $title } ». Les autres boutons le changent.
feedback-not-there = C’est noté : vous n’étiez pas à « { $title } ».
feedback-commented = { $taken ->
    [yes] Votre commentaire sur « { $title } » est retiré.
   *[no] Merci : l’équipe de modération lit votre commentaire sur « { $title } », sans votre nom.
}
feedback-form = Un commentaire
feedback-field = Qu’est-ce qui était bien, qu’est-ce qui pourrait être mieux ?
feedback-hint = Lu sans votre nom. Vide, il est retiré.
feedback-not-over = « { $title } » n’est pas encore terminé.
feedback-only-who-came = Seules les personnes venues à « { $title } », ou qui avaient dit venir, sont interrogées.
feedback-too-late = « { $title } » est trop ancien : les avis sont recueillis pendant 14 jours.
feedback-say-first = Dites d’abord comment était « { $title } » : appuyez sur l’un des boutons de la question, puis ajoutez votre commentaire.
feedback-nothing = Rien de ce que { $community } a prévu n’est encore terminé : qui vient est interrogé une heure après la fin.

feedback-card = Avis sur « { $title } », { $at }
feedback-answered = { $count ->
    [0] Personne n’a répondu
    [one] Une personne a répondu
   *[other] { $count } personnes ont répondu
}, sur { $asked } qui étaient là ou avaient dit venir.
feedback-trend = D’une fois à l’autre :
feedback-line = Numéro { $number }, { $at } : { $said }
feedback-count = { $opinion } { $count }
feedback-comments = { $count ->
    [0] Aucun commentaire sur « { $title } »
    [one] Un commentaire sur « { $title } »
   *[other] { $count } commentaires sur « { $title } »
}
