group-meeting = Planifier les réunions d’une communauté
group-event = Planifier tout ce que fait une communauté
group-webinar = Planifier les webinaires d’une communauté
command-meeting-plan = Planifier une réunion, unique ou régulière
command-meeting-plan-community = Quelle communauté
command-webinar-plan = Planifier un webinaire, ou une série
command-webinar-plan-community = Quelle communauté
command-event-plan = Planifier un atelier, une échéance, une étape, ou tout autre événement
command-event-plan-community = Quelle communauté
command-event-plan-type = De quoi il s’agit
choice-meeting = réunion
choice-webinar = webinaire
choice-workshop = atelier
choice-deadline = échéance
choice-milestone = étape
command-calendar = Ce qui a lieu dans une communauté, et si vous venez
command-calendar-community = Quelle communauté

button-plan = Planifier
button-discard = Abandonner
button-calendar = Calendrier
button-cant-go = Je ne peux pas
button-remind-me = Me le rappeler
button-do-not-remind = Pas de rappel
button-outside = Lien pour l’extérieur
button-tell-me-the-date = Me dire la date
button-confirm-date = Confirmer
button-speakers = Intervenants
button-roles = Rôles
button-add-speaker = Ajouter un intervenant
button-add-role = Ajouter un rôle
button-manage = Gérer
button-restore = Rétablir
button-move = Déplacer
button-move-following = Déplacer celle-ci et les suivantes
button-cancel-following = Annuler celle-ci et les suivantes
button-move-it = Déplacer
button-change-time = Un autre moment
button-cancel-it = Annuler
button-leave-as-it-is = Ne rien changer

events-type-meeting = Réunion
events-type-webinar = Webinaire
events-type-workshop = Atelier
events-type-deadline = Échéance
events-type-milestone = Étape

events-form-meeting = Une réunion de { $community }
events-form-webinar = Un webinaire de { $community }
events-form-workshop = Un atelier de { $community }
events-form-deadline = Une échéance de { $community }
events-form-milestone = Une étape de { $community }
events-editing-title = Modifier ce qui est prévu
events-moving-title = { $scope ->
    [date] Fixer la date
    [following] Déplacer le numéro { $number } et les suivants
   *[only] Déplacer à un autre moment
}
events-field-title = Titre
events-field-purpose = But
events-field-when = { $type ->
    [deadline] Pour quand ?
    [milestone] Quel jour ?
   *[other] Quand cela commence-t-il ?
}
events-field-new-time = Quand cela commence-t-il désormais ?
events-field-repeats = À quel rythme ?
events-field-ends = Jusqu’à quand, ou combien de fois ?
events-field-where = Lieu, ou lien pour participer
events-field-minutes = Durée en minutes
events-field-capacity = Places
events-field-zone = Fuseau horaire de l’événement
events-field-languages = Langues
events-field-external = Ouvert aux personnes extérieures
events-hint-languages = Par exemple « français, avec interprétation en anglais ».
events-hint-purpose = Pour quoi faire ? C’est ce qui décide les gens à venir.
events-hint-when = Par exemple « 14 février 10h », « mardi 15h » ou, si ce n’est pas fixé, « fin mai – début juin ». À l’heure de { $zone }. Vous le relisez en toutes lettres avant que quiconque l’apprenne.
events-hint-ends = Un jour comme « 15 février 2027 » ou un nombre comme « 12 fois ». Vide : sans fin.
events-hint-where = Une adresse qui commence par https:// devient un lien.
events-hint-capacity = Vide : toutes les personnes qui veulent venir.
events-hint-zone = Un lieu comme Europe/Rome ; l’heure y reste la même quand on change d’heure.
events-repeats-once = Une fois
events-repeats-week = Chaque semaine
events-repeats-2-weeks = Toutes les deux semaines
events-repeats-3-weeks = Toutes les trois semaines
events-repeats-4-weeks = Toutes les quatre semaines
events-repeats-month-weekday = Chaque mois, le même jour de semaine (le deuxième mardi…)
events-repeats-month-last = Chaque mois, le dernier jour de semaine de ce nom
events-repeats-month-day = Chaque mois, à la même date
events-repeats-quarter-weekday = Tous les trois mois, le même jour de semaine

events-no-such-zone = Je ne connais pas de fuseau « { $typed } ». Écrivez un lieu comme Europe/Rome ou Africa/Nairobi.
events-no-length = Écrivez un nombre entier de minutes, au moins 1 et au plus deux semaines.
events-no-capacity = Écrivez un nombre entier de places, ou laissez vide.
events-seats-taken = { $seated ->
    [one] Une place est déjà prise ; il ne peut pas y en avoir moins.
   *[other] { $seated } places sont déjà prises ; il ne peut pas y en avoir moins.
}
events-not-now = Indiquez un moment à venir.
events-no-rhythm = { $why ->
    [fifth] Tous les mois n’en ont pas un cinquième. Choisissez le dernier jour de ce nom, ou la même date.
   *[not-last] Ce n’est pas le dernier jour de ce nom dans son mois. Choisissez le dernier, ou le même jour de semaine.
}
events-no-end = Je ne comprends pas « { $typed } » comme une fin. Écrivez un jour comme « 15 février 2027 », « fin juin », ou un nombre comme « 12 fois » ; vide, cela continue.
events-end-once = Cela a lieu une seule fois. Choisissez un rythme, ou laissez la fin vide.
events-end-before = C’est avant le début. Choisissez un jour plus tardif.
events-end-at-once = Avec cette fin, cela n’a lieu qu’une fois. Choisissez une fin plus tardive, ou « Une fois ».
events-end-earlier = La suite devait durer plus longtemps. Pour la finir plus tôt, cliquez sur « Annuler celle-ci et les suivantes » à la première qui n’a pas lieu.
events-end-no-times = 0 fois voudrait dire que cela n’a jamais lieu. Écrivez combien de fois, au moins 2, ou laissez vide : alors cela continue.
events-end-too-far = C’est trop loin : au plus { $most } fois, soit cinq ans.
events-period-once = Une période provisoire ne vaut que pour ce qui a lieu une seule fois.
events-needs-moment = Sa date est déjà fixée : écrivez un jour et une heure.
events-moment-over = Ce moment est passé. Choisissez-en un autre.
events-same-moment = C’est déjà à ce moment-là. Choisissez-en un autre.
events-changed-meanwhile = Quelqu’un l’a modifié pendant que vous écriviez. Rouvrez-le et regardez avant d’enregistrer.
events-unknown = Cet événement n’existe plus. { COMMAND("calendar") } montre ce qui est à venir.

events-preview = Voici ce qui sera annoncé. Personne ne le sait encore : vérifiez le jour, l’heure et le fuseau.
events-the-second = Si vous voulez la seconde fois, modifiez et écrivez-la ainsi : { $moment }, avec l’écart à UTC.
events-when = Quand
events-your-time = À votre heure
events-speakers = Intervenants
events-due = À rendre
events-on-day = { $weekday } { $day }
events-between = { $first } – { $last }
events-moved-from = Déplacé de
events-length = Durée
events-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
events-where = Où
events-nowhere-said = pas encore dit
events-languages = Langues
events-open-to = Ouvert
events-everybody = aussi aux personnes extérieures
events-capacity = Places
events-seats-limit = { $seats }
events-no-limit = autant qu’on veut
events-repeats = Rythme
events-then = Ensuite
events-ends = Fin
events-goes-on = continue jusqu’à ce que vous l’arrêtiez
events-times = { $count } fois{ $dated ->
    [yes] , la dernière le { $day }
   *[no] { "" }
}
events-rhythm-times = { $count ->
    [1] une seule fois
   *[other] { $rhythm }, { $count } fois
}
# $week est le rang de ce jour de semaine dans le mois.
events-rhythm = { $kind ->
    [weeks] { $every ->
        [one] chaque semaine, le { $weekday }
       *[other] toutes les { $every } semaines, le { $weekday }
    }
    [month-weekday] le { $week ->
        [1] premier
        [2] deuxième
        [3] troisième
       *[other] quatrième
    } { $weekday }, { $every ->
        [one] chaque mois
       *[other] tous les { $every } mois
    }
    [month-last] le dernier { $weekday } de chaque mois
   *[month-day] le { $day } de chaque mois{ $late ->
        [yes] , ou le dernier jour des mois plus courts
       *[no] { "" }
    }
}
events-weekday = { $day ->
    [monday] lundi
    [tuesday] mardi
    [wednesday] mercredi
    [thursday] jeudi
    [friday] vendredi
    [saturday] samedi
   *[sunday] dimanche
}

button-session = Titre et niveau
button-sessions = Séances
events-level-none = non précisé
events-level-introductory = introduction
events-level-intermediate = intermédiaire
events-level-advanced = avancé
events-session = { $title } · { $level }
events-of-level = Niveau : { $level }
events-session-title = Numéro { $number } : titre et niveau
events-field-own-title = Un titre à elle
events-field-level = Niveau
events-hint-own-title = Ce dont parle cette séance. Vide : elle porte le titre de la série.
events-session-saved = Le numéro { $number } de « { $title } » est enregistré ; tout ce qui le montre est modifié.
events-session-order = Le numéro { $number }, { $where ->
    [before] qui la précède,
   *[after] qui la suit,
} est de niveau { $level } : des séances se suivent plus facilement de l’introduction au niveau avancé.
events-no-session = « { $title } » n’a pas de séances : seules les séries de webinaires ou d’ateliers en ont.

events-planned = « { $title } » est prévu. { $places ->
    [0] La communauté n’a pas encore de canal : seul { COMMAND("calendar") } le montre.
    [one] Sa carte part vers le canal.
   *[other] Sa carte part vers { $places } canaux.
}{ $series ->
    [yes] { " " }Les suivants sont annoncés chacun une semaine avant.
   *[no] { "" }
}
events-discarded = « { $title } » est abandonné ; personne n’en a entendu parler.
events-saved = « { $title } » est enregistré.

events-label = { $type } · { $community }{ $series ->
    [yes] { " " }· numéro { $number }
   *[no] { "" }
}
events-is-cancelled = Annulé.
events-no-date-came = La période est passée sans qu’une date ait été fixée.
events-is-over = C’est passé.
events-seats = { $going ->
    [one] { $going } personne vient
   *[other] { $going } personnes viennent
}, { $maybe } peut-être{ $limited ->
    [yes] { " " }· { $capacity ->
        [one] { $capacity } place
       *[other] { $capacity } places
    }
   *[no] { "" }
}{ $held ->
    [0] { "" }
    [one] { " " }· une proposée à qui attendait
   *[other] { " " }· { $held } proposées à qui attendait
}{ $waiting ->
    [0] { "" }
   *[other] { " " }· { $waiting } en attente
}
events-reminded = { $count ->
    [0] Personne ne reçoit encore de rappel
    [one] { $count } personne reçoit un rappel
   *[other] { $count } personnes reçoivent un rappel
}
events-will-remind = { $reminded ->
    [yes] « { $title } », à rendre { $at }, vous sera rappelé une semaine et un jour avant.
   *[no] « { $title } » ne vous sera pas rappelé.
}
events-nobody-comes = « { $title } » est une date à retenir : personne n’a à venir.
events-provisional = Provisoire : la date n’est pas encore fixée, et personne ne reçoit de rappel.{ $count ->
    [0] { "" }
    [one] { " " }{ $count } personne veut la connaître.
   *[other] { " " }{ $count } personnes veulent la connaître.
}
events-provisional-means = C’est affiché comme provisoire, et personne ne reçoit de rappel avant que vous confirmiez une date.
events-will-tell = { $told ->
    [yes] Vous apprendrez la date de « { $title } » dès qu’elle sera fixée.
   *[no] La date de « { $title } » ne vous sera pas annoncée.
}
events-answered = { $answer ->
    [going] Vous venez à « { $title } », { $at }.
    [maybe] Vous avez dit peut-être pour « { $title } », { $at }.
    [no] Vous ne venez pas à « { $title } », { $at }.
   *[waiting] Toutes les places de « { $title } » sont prises. Vous êtes numéro { $position } dans la file, et l’apprenez quand une place se libère ; la nuit, seulement si cela ne peut attendre.
}
events-answer-cancelled = « { $title } » est annulé.
events-answer-over = « { $title } » a déjà eu lieu.

events-speaker = { $name } ({ $institution })
events-speakers-title = Intervenants de « { $title } »
events-speaker-state = { $speaker } · { $state ->
    [proposed] proposé
    [accepted] a accepté
    [declined] a décliné
   *[contacted] contact pris
}
events-no-speakers = Il n’y en a pas encore.
events-speakers-private = Les membres ne voient que les personnes qui ont accepté.
events-roles-title = Rôles à « { $title } »
events-role-held = { $role } : { $person }
events-nobody-yet = personne encore
events-raised = Personne n’a encore ces rôles pour « { $title } » : { $roles }.
events-no-roles = Il n’y en a pas encore.
events-roles-means = Deux semaines avant, les administrateurs apprennent lesquels restent à prendre.
events-speaker-title = Un intervenant
events-role-title = Un rôle
events-field-speaker = Nom
events-field-institution = Institution
events-field-contact = Où en est-on ?
events-contact-proposed = Proposé
events-contact-contacted = Contact pris
events-contact-accepted = A accepté
events-contact-declined = A décliné
events-field-role = Rôle
events-field-member = Qui s’en charge
events-hint-role = Par exemple modération, prise de notes, assistance technique.
events-hint-member = Le nom d’un membre ; laissez vide tant que personne ne s’en charge.
events-no-such-member = Aucun membre ne s’appelle « { $typed } ». Écrivez le nom comme dans la liste des membres.
events-gone = Cela a été retiré entre-temps.
events-enough = Il peut y en avoir { $most } au plus.

events-calendar = Calendrier de { $community }
events-subscribe-series = S’abonner à une seule série
events-nothing = Rien n’est prévu.
events-entry = { $title } · { $type }, { $moment }, pour vous { $at }{ $state ->
    [cancelled] { " " }· annulé
   *[planned] { "" }
}{ $moved ->
    [yes] { " " }· déplacé, prévu auparavant le { $old }
   *[no] { "" }
}{ $mine ->
    [going] { " " }· vous venez
    [maybe] { " " }· vous avez dit peut-être
    [waiting] { " " }· vous attendez une place
    [offered] { " " }· une place vous est gardée
    [no] { " " }· vous ne venez pas
   *[none] { "" }
}

events-entry-day = { $title } · { $type }, { $moment }{ $state ->
    [cancelled] { " " }· annulé
   *[planned] { "" }
}{ $moved ->
    [yes] { " " }· déplacé, prévu auparavant le { $old }
   *[no] { "" }
}
events-entry-provisional = { $title } · { $type }, provisoire : { $period } ({ $days }){ $state ->
    [cancelled] { " " }· annulé
   *[tentative] { "" }
}

events-moving = { $scope ->
    [date] Fixer la date de « { $title } »
    [following] Déplacer « { $title } » et tous les suivants
   *[only] Déplacer « { $title } »
} ? { $told ->
    [0] Il n’y a personne à prévenir.
    [one] Une personne en est informée.
   *[other] { $told } personnes en sont informées.
}
events-old-time = Jusqu’ici
events-new-time = Désormais
events-moved = { $type ->
    [deadline] « { $title } » est désormais à rendre { $moment }.
    [milestone] « { $title } » est désormais fixé à { $moment }.
   *[other] « { $title } » commence désormais { $moment }.
}
events-cancelling = Annuler « { $title } », { $at }{ $scope ->
    [following] , et tous les suivants
   *[only] { "" }
} ? { $told ->
    [0] Il n’y a personne à prévenir.
    [one] Une personne en est informée.
   *[other] { $told } personnes en sont informées.
}

events-told-moved = « { $title } » de { $community } passe du { $old } au { $new } : { $moment }.
events-told-moved-following = À partir du { $old }, « { $title } » de { $community } change de moment. Le prochain commence le { $new } : { $moment }.
events-still-coming = Pouvez-vous venir ?
events-told-confirmed = La date de « { $title } » de { $community } est fixée : { $at }, c’est-à-dire { $moment }.
events-told-cancelled = « { $title } » de { $community }, { $at }, est annulé.
events-called-off-rest = { $count ->
    [one] et un autre
   *[other] et { $count } autres
}
events-told-ended = « { $title } » de { $community } n’a plus lieu à partir du { $at }.
events-told-restored = « { $title } » de { $community } a bien lieu, { $at }.
events-told-resumed = « { $title } » de { $community } a de nouveau lieu à partir du { $at }{ $ends ->
    [yes] { " " }: { $count } fois qui avaient été annulées
   *[no] { "" }
}.
events-resumed-answers = Ce que vous aviez répondu pour chacune reste valable ; le calendrier permet de le changer.
events-told-edited = { $what ->
    [where] « { $title } » de { $community } a un autre lieu : { $where }
   *[length] « { $title } » de { $community } dure désormais { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
}
events-told-assigned = Vous avez un rôle à « { $title } » de { $community }, { $at } : { $role }.
events-told-unready = « { $title } » de { $community }, { $at }, a lieu d’ici deux semaines, et il manque quelque chose.
events-told-unready-several = Tout ceci a lieu d’ici deux semaines, et il y manque quelque chose.
events-unready-of = « { $title } » de { $community }, { $at }
events-unready-more = { $count ->
    [one] Et à un autre encore.
   *[other] Et à { $count } autres encore.
}
events-unready-newer = Un message plus récent dit ce qui manque.
events-nothing-wanting = Il ne manque plus rien à ce qui vient : merci.
events-unready-roles = Personne ne s’en charge encore : { $roles }.
events-unready-date = La date n’est pas encore fixée.
events-told-offered = Une place est libre à « { $title } » de { $community }, { $at }. Elle vous est gardée jusqu’au { $until }.
events-told-lapsed = La place à « { $title } » de { $community }, { $at }, ne vous est plus réservée. Appuyez si vous voulez venir quand même : vous aurez une place libre, ou la prochaine.
events-told-offered-several = Des places de { $community } sont libres, et vous sont gardées :
events-offered-line = • « { $title } », { $at } : gardée jusqu’au { $until }
button-take-all = Je viens à toutes
button-take-none = À aucune
button-one-by-one = Une par une
events-answered-several = { $going ->
    [yes] Vous venez à :
   *[no] Vous ne venez pas à :
}
events-answered-line = • « { $title } », { $at }
events-nothing-kept = Plus aucune place n’attend votre réponse ici. { COMMAND("calendar") } montre à quoi vous venez.
events-told-lapsed-several = Ces places de { $community } ne vous sont plus gardées. Si vous voulez venir quand même, dites-le dans le calendrier : vous aurez une place libre, ou la prochaine.

log-event-planned = prévu : « { $title } »
log-event-moved = déplacé : « { $title } »
log-event-confirmed = a fixé la date de « { $title } »
log-event-cancelled = annulé : « { $title } »
log-event-restored = rétabli : « { $title } »
log-event-edited = modifié : « { $title } »

button-to-my-calendar = Dans mon agenda
button-subscribe = S’abonner
button-new-address = Nouvelle adresse
events-file = « { $title } », { $at } : ouvrez le fichier avec votre agenda. Il ne suit pas les changements ; { COMMAND("calendar") } propose parfois une adresse qui les suit.
events-subscribed = { $anew ->
    [yes] Votre nouvelle adresse pour le calendrier de { $community } ; l’ancienne ne répond plus :
   *[no] Votre adresse pour le calendrier de { $community }. Donnez-la à votre agenda comme abonnement :
}
events-secret = Toute personne qui connaît cette adresse peut lire le calendrier. Elle cesse quand vous quittez la communauté.
events-outside = À cette adresse, les personnes extérieures lisent quand et où a lieu « { $title } » ; leur agenda l’ouvre :
events-outside-means = Elle ne nomme ni la communauté ni personne, suit tous les changements, et cesse quand vous décochez « Ouvert aux personnes extérieures ».
events-members-only = « { $title } » est réservé aux membres. Modifiez-le et cochez d’abord « Ouvert aux personnes extérieures ».
events-no-address = Les agendas ne peuvent pas encore joindre cette installation. L’équipe de la plateforme peut lui donner une adresse : public_url dans [web].
