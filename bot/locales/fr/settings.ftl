command-me = Vos communautés, vos demandes et vos réglages
command-settings = Votre langue, votre fuseau horaire et votre résumé
command-settings-language = La langue dans laquelle je vous écris
command-settings-timezone = Votre fuseau horaire, ou une ville
command-settings-digest = La fréquence de votre résumé
command-settings-quiet = Heures calmes, par exemple 22:00–07:00, ou off ; strict si rien du tout ne doit arriver
command-settings-mute = Une communauté à entendre moins

settings-me = { $name }
settings-belongs = { $community }, { $role } depuis le { $since }{ $access ->
    [failed] . Son canal n’a pas encore pu vous être ouvert ; les administrateurs voient pourquoi
    [absent] . Vous n’êtes pas dans l’espace où est son canal
    [pending] . Son canal est en train de vous être ouvert
   *[other] {""}
}
settings-belongs-nowhere = Vous n’êtes encore dans aucune communauté. { COMMAND("join") } montre où vous pouvez entrer.
settings-asked = En attente : votre demande pour { $community }, { $at }
settings-language = Langue
settings-timezone = Fuseau horaire
settings-digest = Résumé
settings-digest-hint = Les nouveautés, l’agenda et ce qui vous attend, en un seul message privé.
settings-accounts = Vos comptes
settings-zone-unknown = pas encore connu ; les heures sont données en UTC
settings-zone-hint = Une ville comme Nairobi, ou un fuseau comme Africa/Nairobi.
settings-title = Vos réglages
settings-saved = C’est enregistré.
settings-now = Pour vous, nous sommes maintenant le { $now }.
settings-no-zone = Je ne connais pas ce fuseau horaire. Écrivez une ville comme Nairobi, ou un fuseau comme Africa/Nairobi.
settings-no-such-zone = Je ne connais pas le fuseau horaire « { $typed } ». Écrivez une ville comme Nairobi, ou un fuseau comme Africa/Nairobi.
settings-unknown-person = Je ne vous connais plus. Écrivez { COMMAND("help") } pour recommencer.

button-settings = Modifier mes réglages
choice-auto = comme le dit la plateforme
choice-en = English
choice-fr = Français
settings-home = Ce qui est à vous
settings-home-more = Ce n’est pas tout : { COMMAND("me") } montre le reste.
button-mute = Faire taire…
button-mute-now = Faire taire
settings-unmute = Suivre à nouveau { $community }
choice-mute-everything = tout
choice-mute-reminders = les rappels
choice-mute-digest = le résumé
choice-mute-letters = les autres messages
settings-quiet = Heures calmes
settings-quiet-hint = De quand à quand je vous laisse en paix, par exemple 22:00–07:00, ou off.
settings-quiet-hours = { $hours }{ $strict ->
    [yes] , strictement
   *[no] {""}
}
settings-quiet-off = aucune
settings-quiet-unreadable = « { $typed } » ne sont pas des heures. Écrivez-les ainsi : 22:00–07:00, ou off ; ajoutez strict si rien du tout ne doit arriver alors.
settings-quiet-too-long = Vingt heures au plus : il faut un moment où l’on puisse vous dire quelque chose.
settings-strict = Rien du tout alors, même une heure avant un événement où je vais
settings-mute-title = Entendre moins
settings-mute-what = De { $community }, ne plus recevoir
settings-mute-until = Jusqu’à quand
settings-mute-until-hint = Un jour, par exemple le 3 mars ; vide : jusqu’à nouvel ordre.
settings-mute-awaited = Ce que vous attendez arrive toujours : les réponses à vos demandes et ce qui change pour les rencontres auxquelles vous allez.
settings-mute-then = Après l’enregistrement, je vous demande ce que vous ne voulez plus savoir de { $community }.
settings-mute-next = Encore une étape : dites ce que vous ne voulez plus savoir de { $community }.
settings-mute-undo = { $me } montre ce que vous faites taire.
settings-muted = { $what ->
    [reminders] Vous ne recevez plus de rappels de { $community }.
    [digest] { $community } n’est plus dans votre résumé.
    [letters] Vous ne recevez plus d’autres messages sur { $community }.
   *[everything] Vous n’entendez plus parler de { $community }.
}
settings-muted-until = { $what ->
    [reminders] Pas de rappels de { $community } jusqu’au { $until }.
    [digest] { $community } n’est pas dans votre résumé jusqu’au { $until }.
    [letters] Pas d’autres messages sur { $community } jusqu’au { $until }.
   *[everything] Vous n’entendez plus parler de { $community } jusqu’au { $until }.
}
settings-unmuted = Vous entendez à nouveau parler de { $community }.
settings-zone-title = Votre fuseau horaire
settings-zone-settled = Votre fuseau horaire est { $zone } : il est maintenant { $now } pour vous.
