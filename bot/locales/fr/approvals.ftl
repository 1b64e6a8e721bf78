command-requests = Qui veut entrer : accepter, refuser, questionner, ou revoir
command-requests-community = Quelle communauté ; « history » montre ce qui a été décidé
command-requests-view = Les demandes en attente, ou celles qui sont réglées
command-requests-older-than-days = Seulement celles qui datent d’au moins tant de jours
command-requests-answer = Seulement celles dont le mot ou les réponses contiennent ceci
command-requests-platform = Seulement celles qui viennent de cette plateforme

choice-waiting = en attente
choice-history = historique

button-answer = Répondre
button-approve-all = Accepter toute la page
button-approve-these = { $count ->
    [one] Accepter cette demande
   *[other] Accepter ces { $count } demandes
}
button-back = Revenir
button-csv = CSV
button-past = Demandes réglées
button-queue = Ouvrir la file
button-reject-all = Refuser toute la page
button-release = Laisser à d’autres
button-take-over = Reprendre
button-tell-team = Prévenir l’équipe de la plateforme
button-write-administrators = Écrire aux administrateurs

log-answered = { $member } a répondu à la question des administrateurs
log-approved = demande de { $member } acceptée
log-claimed = demande de { $member } prise en charge
log-closed = demande de { $member } close
log-expired = demande de { $member } expirée
log-question = question posée à { $member }
log-rejected = demande de { $member } refusée
log-released = demande de { $member } de nouveau libre
log-told-team = { $member } a signalé à l’équipe de la plateforme que personne ne répondait
log-undone = retour sur la décision concernant { $member }
log-wrote = { $member } a écrit aux administrateurs

## La carte.

approvals-card = { $person } demande à rejoindre { $community }
approvals-fact-from = Demande venue de
approvals-fact-known = Compte vu depuis le
approvals-fact-made = Compte créé
approvals-fact-waiting = En attente depuis
approvals-fact-asked = Demande du
approvals-since = { $at } ({ $ago })
approvals-fact-note = Mot joint
approvals-fact-criteria = Qui peut être membre
approvals-fact-earlier = Demandes précédentes
approvals-fact-others = Fait aussi partie de
approvals-fact-question = Votre question
approvals-fact-reply = Réponse
approvals-fact-claim = Prise en charge
approvals-no-answer = pas de réponse
approvals-no-reply = pas encore de réponse
approvals-earlier = • { $at } : { $status ->
    [open] en attente
    [approved] acceptée par { $who }
    [rejected] refusée par { $who } ({ $reason })
    [withdrawn] retirée
    [expired] expirée sans réponse
   *[closed] close
}
approvals-claimed = { $who } s’en charge jusqu’au { $until }.
approvals-expires = Expire le { $at } si personne ne décide ni ne s’en charge.
approvals-outcome = { $status ->
    [open] En attente.
    [approved] Acceptée par { $who }, { $at }.
    [rejected] Refusée par { $who }, { $at } : { $reason }.
    [withdrawn] Retirée par { $who }, { $at }.
    [expired] Expirée sans réponse, { $at }.
   *[closed] Close, { $at } : { $reason }.
}
approvals-card-again-from = Nouvelle demande possible à partir du { $at }.
approvals-card-again-now = Nouvelle demande possible tout de suite.
approvals-told = { $state ->
    [sent] Personne prévenue ✓
    [read] Personne prévenue ✓
    [sending] La personne va être prévenue …
    [waiting] Personne injoignable ✗ (messages privés fermés ; elle le verra à sa prochaine action)
   *[unreachable] Personne injoignable ✗ (plus aucun compte)
}
approvals-access-pending = Acceptée ; les canaux s’ouvrent pour { $person }.
approvals-access-absent = Acceptée, accès en attente : { $person } n’y est pas pour le moment, ou le canal n’existe plus. Il s’ouvrira de lui-même à son retour ; sinon, appuyez sur Réessayer.
approvals-access-troubled = Acceptée, accès en attente : un canal n’a pas pu s’ouvrir pour { $person }. { $remedy } Puis appuyez sur Réessayer.
approvals-reason-not-eligible = les critères ne sont pas remplis
approvals-reason-incomplete = la demande est incomplète
approvals-reason-duplicate = demande faite deux fois
approvals-reason-full = la communauté est complète
approvals-reason-other = une autre raison
approvals-choose-other = une autre raison, à dire ci-dessous
approvals-reason-already-in = la personne est entrée autrement
approvals-reason-outside = la personne n’est plus membre de la communauté dont ce groupe dépend
approvals-reason-mode-changed = la communauté ne prend plus de demandes
approvals-reason-archived = la communauté est archivée

## Ce qui empêche de décider.

approvals-already = { $status ->
    [approved] { $who } a déjà accepté { $person } il y a { $ago }. Il n’y a plus rien à faire.
    [rejected] { $who } a déjà refusé { $person } il y a { $ago }. Il n’y a plus rien à faire.
    [withdrawn] { $person } a retiré cette demande il y a { $ago }. Il n’y a plus rien à faire.
    [expired] Cette demande a expiré il y a { $ago }. { $person } sait comment en faire une autre.
   *[closed] Cette demande a été close il y a { $ago }. Il n’y a plus rien à faire.
}
approvals-claimed-by = { $who } s’en charge jusqu’au { $until }. Laissez-lui la demande, ou reprenez-la.
approvals-claimed-by-you = Vous vous en chargez déjà, jusqu’au { $until }. Décidez, ou laissez-la à d’autres.
approvals-try-again = Quelqu’un d’autre a modifié cette demande au même instant. Réessayez.
approvals-banned = { $person } est exclu de { $community }. Refusez la demande, ou levez d’abord l’exclusion.
approvals-left = { $person } a quitté l’espace de travail et ne pourrait pas entrer. La demande reste ouverte en cas de retour ; vous pouvez aussi la refuser.
approvals-outside-parent = { $person } n’est plus membre de la communauté dont { $community } est un groupe de travail. La demande reste ouverte en cas de retour ; vous pouvez aussi la refuser.
approvals-full = { $community } est complète ({ $members ->
    [one] { $members } membre
   *[other] { $members } membres
}). Augmentez le « Nombre maximal de membres » dans les règles d’adhésion pour faire entrer { $person }, laissez la demande en attente, ou refusez-la.
approvals-inside = { $person } est déjà membre de { $community } ; j’ai clos la demande.
approvals-not-inside = { $person } n’est plus membre ; il n’y a rien à ouvrir.
approvals-not-yours = Vous ne vous chargez pas de cette demande, ou plus maintenant.
approvals-undo-nothing = Il n’y a plus de décision sur laquelle revenir.
approvals-undo-late-approved = On ne revient sur une décision que pendant dix minutes. Pour mettre fin à l’adhésion, voyez { COMMAND("members") }.
approvals-own-request = C’est votre propre demande : quelqu’un d’autre en décide.
approvals-undo-late-rejected = On ne revient sur une décision que pendant dix minutes. Vous pouvez encore inviter la personne : { COMMAND("invite") }.
approvals-undo-asked-anew = { $person } a refait une demande entre-temps. Décidez plutôt de la nouvelle.
approvals-undo-superseded = { $person } a refait une demande depuis ; seule la nouvelle compte. Historique montre les deux.
approvals-undo-left = { $person } a déjà quitté { $community } ; il n’y a rien sur quoi revenir.
approvals-undo-removed = { $person } n’est déjà plus membre de { $community } ; il n’y a rien sur quoi revenir.
approvals-undo-banned = { $person } est maintenant exclu de { $community }, et sa demande ne peut pas attendre. Levez d’abord l’exclusion : { COMMAND("members") }.
approvals-undo-came-in = { $person } est devenu membre de { $community } autrement depuis ; il n’y a rien sur quoi revenir. Pour mettre fin à l’adhésion, voyez { COMMAND("members") }.
approvals-undo-mode-approved = La façon de rejoindre { $community } a changé depuis, et aucune demande ne peut plus y attendre. Pour mettre fin à l’adhésion, voyez { COMMAND("members") }.
approvals-undo-mode-rejected = La façon de rejoindre { $community } a changé depuis, et aucune demande ne peut plus y attendre. Vous pouvez encore inviter la personne : { COMMAND("invite") }.
approvals-undo-mode-at-once = La façon de rejoindre { $community } a changé depuis : { $person } peut en devenir membre tout de suite, sans décision.
approvals-undo-has-role = { $person } a maintenant un rôle ({ $role }). Retirez-le d’abord : { COMMAND("community admins") }.

## Ce que lisent les administrateurs.

approvals-you-approved = { $person } est maintenant membre de { $community } et va l’apprendre.
approvals-you-rejected = La demande de { $person } est refusée ; la personne va l’apprendre, avec la date à partir de laquelle en faire une autre : { $at }.
approvals-you-rejected-again-now = La demande de { $person } est refusée ; la personne va apprendre qu’elle peut en faire une autre tout de suite.
approvals-you-asked = Votre question part vers { $person } ; la réponse apparaîtra sur la carte. La demande expire toujours le { $at } : chargez-vous-en s’il vous faut plus de temps.
approvals-you-claimed = Vous vous chargez de la demande de { $person } jusqu’au { $until } ; personne d’autre ne décide, et elle n’expire pas.
approvals-you-released = La demande de { $person } est de nouveau libre pour les autres.
approvals-you-undid = C’est annulé. La demande de { $person } attend de nouveau, et la personne va l’apprendre.
approvals-retrying = Les canaux s’ouvrent de nouveau pour { $person } ; la carte montre comment cela finit.
approvals-taken-over = { $who } a repris la demande de { $person } pour { $community }, dont vous vous chargiez.
approvals-answered = { $person } a répondu :
approvals-letter = { $person } écrit au sujet de sa demande, qui n’a pas été acceptée :
approvals-for-team = Personne n’a traité la demande de { $person } du { $at } pour { $community }, et cette personne tient à ce que vous le sachiez. Les administrateurs ont peut-être besoin d’aide.
approvals-soon-expires = La demande de { $person } du { $at } pour { $community } expire le { $until }. La personne vient d’apprendre que vous avez été relancés.
approvals-still-waits = { $person } a demandé { $at } à rejoindre { $community } et attend toujours une réponse.
approvals-both-emoji = Pendant mon absence, { $approving } a mis ✅ et { $rejecting } a mis ❌ sous la demande de { $person }. Que décidez-vous ?
approvals-emoji-reject = Vous avez mis ❌ sous la demande de { $person } pour { $community }. Appuyez sur Refuser pour donner la raison que la personne lira.
approvals-emoji-ask = Vous avez mis ❓ sous la demande de { $person } pour { $community }. Appuyez sur Questionner pour écrire votre question.
approvals-history = Ce que sont devenues les demandes de { $person }
approvals-step-asked = { $at } : demande
approvals-step-withdrawn = { $at } : retrait
approvals-step-approved = { $at } : acceptée par { $who }
approvals-step-rejected = { $at } : refusée par { $who }
approvals-step-closed = { $at } : close
approvals-step-expired = { $at } : expirée
approvals-step-undone = { $at } : { $who } est revenu sur la décision
approvals-step-claimed = { $at } : { $who } s’en charge
approvals-step-taken-over = { $at } : reprise par { $who }
approvals-step-released = { $at } : laissée à d’autres par { $who }
approvals-step-unclaimed = { $at } : de nouveau libre après 24 heures
approvals-step-question = { $at } : question de { $who }
approvals-step-answered = { $at } : réponse de { $who }
approvals-step-wrote = { $at } : message de { $who } aux administrateurs
approvals-step-told-team = { $at } : { $who } a prévenu l’équipe de la plateforme

## La file.

approvals-queue = { $count ->
    [one] { $count } personne attend de rejoindre { $community }
   *[other] { $count } personnes attendent de rejoindre { $community }
}
approvals-queue-empty = Personne n’attend. Vous serez prévenu dès que quelqu’un demandera.
approvals-past = { $count ->
    [one] { $count } demande réglée pour { $community }
   *[other] { $count } demandes réglées pour { $community }
}
approvals-past-empty = Rien n’a encore été décidé.
approvals-filtered = { $count ->
    [0] Aucune ne correspond à ce que vous demandez.
    [one] Une seule correspond à ce que vous demandez.
   *[other] { $count } correspondent à ce que vous demandez.
}
button-queue-whole = Tout montrer
approvals-entry = { $person }, depuis { $platform }, { $at }. Expire le { $until }.
approvals-past-entry = { $person }, demande du { $at }. { $outcome }
approvals-approve-all = { $count ->
    [one] Accepter { $people } dans { $community } ?
   *[other] Accepter { $people }, soit { $count } personnes, dans { $community } ?
}
approvals-reject-all-title = Refuser toute la page
approvals-reject-all = { $count ->
    [one] { $people } lira la raison que vous donnez ici.
   *[other] { $people }, soit { $count } personnes, liront la même raison.
}
approvals-approved-several = { $count ->
    [0] Personne n’a été accepté.
    [one] { $count } personne est acceptée et va l’apprendre.
   *[other] { $count } personnes sont acceptées et vont l’apprendre.
}
approvals-rejected-several = { $count ->
    [0] Personne n’a été refusé.
    [one] { $count } demande est refusée ; la personne va l’apprendre.
   *[other] { $count } demandes sont refusées ; les personnes vont l’apprendre.
}
approvals-not-decided = • Pas { $person } : { $why }
approvals-list-changed = La liste a changé depuis que vous avez ouvert ceci ; voici les personnes qui s’y trouvent maintenant. Vérifiez, puis envoyez de nouveau.
approvals-csv = { $count ->
    [one] { $count } demande pour { $community } :
   *[other] { $count } demandes pour { $community } :
}
approvals-which = Les demandes de quelle communauté ?
approvals-which-pick = Choisissez une communauté
approvals-which-more = Il y en a d’autres : écrivez { COMMAND("requests") } et le nom.
approvals-waiting-count = { $count ->
    [0] personne n’attend
    [one] { $count } personne attend
   *[other] { $count } personnes attendent
}
approvals-none-administered = Vous n’administrez aucune communauté. { COMMAND("me") } montre vos propres demandes.

## À quel rythme les administrateurs sont prévenus.

approvals-digest = { $count ->
    [one] { $count } personne attend votre réponse
   *[other] { $count } personnes attendent votre réponse
}
approvals-digest-others = En attente de votre décision
approvals-digest-over = Plus rien n’attend votre réponse.
approvals-digest-newer = Un message plus récent dit ce qui attend votre réponse.
approvals-digest-line = { $community } : { $people }. La plus ancienne demande a été faite { $oldest }.
approvals-digest-more = { $count ->
    [one] une autre personne
   *[other] { $count } autres personnes
}
approvals-often = Vous êtes prévenu des demandes { $often }.
approvals-often-choose = À quel rythme voulez-vous être prévenu ?
approvals-chosen-often = Désormais vous êtes prévenu des demandes pour { $community } { $often }.
approvals-often-at-once = tout de suite, et chaque matin tant que quelqu’un attend
approvals-often-hourly = une fois par heure, et chaque matin tant que quelqu’un attend
approvals-often-daily = chaque matin tant que quelqu’un attend
approvals-often-weekly = le lundi matin tant que quelqu’un attend
approvals-often-none = seulement quand quelqu’un attend depuis une semaine
approvals-digest-last = Vous êtes la dernière personne prévenue des demandes pour { $community }. Choisissez un autre rythme, ou demandez d’abord à un autre administrateur de l’être.
approvals-digest-not-yours = Seuls les administrateurs de { $community } choisissent à quel rythme ils sont prévenus de ses demandes.

## Formulaires.

approvals-reject-title = Refuser la demande
approvals-form-reason = Raison
approvals-form-words = Avec vos mots
approvals-form-words-hint = 300 caractères au plus ; la personne les lira.
approvals-form-lift = La personne peut refaire une demande tout de suite
approvals-form-again-from = Nouvelle demande possible à partir du { $at }.
approvals-form-again-now = Nouvelle demande possible tout de suite.
approvals-other-needs-words = Dites la raison avec vos mots.
approvals-ask-title = Poser une question
approvals-ask-label = Votre question
approvals-ask-clock = La personne répond en privé ; vous le lisez sur la carte. La demande expire toujours le { $at }, quoi qu’on demande : chargez-vous-en pour arrêter le compte à rebours.
approvals-answer-title = Répondre
approvals-answer-label = Votre réponse
approvals-write-title = Écrire aux administrateurs
approvals-write-label = Votre message

## Ce que lisent les personnes qui demandent.

approvals-approved = { $way ->
    [nowhere] Vous êtes maintenant membre de { $community }. Elle n’a pas encore de canal où vous puissiez entrer ; il s’ouvrira à vous dès qu’il y en aura un.
    [shut] Vous êtes maintenant membre de { $community }, mais son canal ne peut pas encore vous être ouvert. Ses administrateurs lisent pourquoi ; une fois le problème réglé, il s’ouvrira de lui-même.
   *[open] Vous êtes maintenant membre de { $community }. Ouvrez son canal, lisez de quoi il s’agit, et dites qui vous êtes.
}
approvals-rejected-in-words = Les administrateurs n’ont pas pu accepter votre demande pour { $community }. Ils écrivent :
approvals-rejected = Les administrateurs n’ont pas pu accepter votre demande pour { $community } : { $reason }.
approvals-again-from = Vous pourrez refaire une demande à partir du { $at }. Une question ? Écrivez aux administrateurs.
approvals-again-now = Vous pouvez refaire une demande quand vous voulez. Une question ? Écrivez aux administrateurs.
approvals-undone-approval = Les administrateurs de { $community } sont revenus sur leur accord ; votre demande attend de nouveau. Vous aurez de nos nouvelles au plus tard le { $by }.
approvals-undone-rejection = Les administrateurs de { $community } sont revenus sur leur refus ; votre demande attend de nouveau. Vous aurez de nos nouvelles au plus tard le { $by }.
approvals-question = Les administrateurs de { $community } ont une question sur votre demande :
approvals-question-until = Votre demande attend jusqu’au { $at }.
approvals-not-yet = Votre demande du { $at } pour { $community } n’a pas encore été traitée ; nous avons relancé les administrateurs. Elle attend jusqu’au { $until }.
approvals-not-yet-over = { $status ->
    [approved] Votre demande du { $at } pour { $community } a été acceptée.
    [rejected] Votre demande du { $at } pour { $community } a reçu une réponse : elle n’a pas pu être acceptée.
    [withdrawn] Vous avez retiré votre demande du { $at } pour { $community }.
    [expired] Votre demande du { $at } pour { $community } a pris fin sans réponse.
   *[closed] Votre demande du { $at } pour { $community } est close.
}
approvals-expired = Personne n’a traité votre demande pour { $community } en { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}. C’est notre faute, pas la vôtre.
approvals-closed-archived = Votre demande pour { $community } est close, parce que la communauté l’est aussi. { COMMAND("communities") } en montre d’autres à rejoindre.
approvals-closed-mode = Votre demande pour { $community } est close, parce que la façon d’entrer a changé : { $mode }.
approvals-answer-too-late = Cette question n’attend plus de réponse : vous l’avez donnée, une autre question a été posée, ou la demande n’attend plus. { COMMAND("me") } montre vos demandes.
approvals-wrote-enough = Vous avez écrit { $limit } fois au sujet de cette demande ; les administrateurs vous ont lu. Merci d’attendre leur réponse.
approvals-no-team = Personne n’est nommé ici dans l’équipe de la plateforme. Refaites une demande, ou écrivez à quelqu’un que vous connaissez dans la communauté.
approvals-team-knows = L’équipe de la plateforme est déjà prévenue.
approvals-you-answered = Les administrateurs ont votre réponse.
approvals-you-wrote = Les administrateurs ont votre message.
approvals-you-told-team = L’équipe de la plateforme est prévenue. En attendant, vous pouvez refaire une demande.

approvals-home = En attente de votre décision
approvals-home-line = • { $community } : { $count ->
    [one] { $count } personne attend
   *[other] { $count } personnes attendent
}, la plus ancienne depuis le { $since }

approvals-raised = { $count ->
    [one] { $count } personne attend d’être admise, depuis le { $since }.
   *[other] { $count } personnes attendent d’être admises, la première depuis le { $since }.
}
