command-me = Vos communautés, vos demandes et vos réglages
command-settings = Votre langue et votre fuseau horaire
command-settings-language = La langue dans laquelle je vous écris
command-settings-timezone = Votre fuseau horaire, ou une ville

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
settings-accounts = Vos comptes
settings-zone-unknown = pas encore connu ; les heures sont données en UTC
settings-zone-hint = Une ville comme Nairobi, ou un fuseau comme Africa/Nairobi.
settings-title = Vos réglages
settings-saved = C’est enregistré.
settings-now = Il est maintenant { $now } pour vous.
settings-no-zone = Je ne connais pas ce fuseau horaire. Écrivez une ville comme Nairobi, ou un fuseau comme Africa/Nairobi.
settings-no-such-zone = Je ne connais pas le fuseau horaire « { $typed } ». Écrivez une ville comme Nairobi, ou un fuseau comme Africa/Nairobi.
settings-unknown-person = Je ne vous connais plus. Écrivez { COMMAND("help") } pour recommencer.

button-settings = Modifier mes réglages
choice-auto = comme le dit la plateforme
choice-en = English
choice-fr = Français
