command-webinar-questions = Mettre en ordre les questions posées à un webinaire, y répondre et publier les réponses
command-webinar-questions-community = Quelle communauté

button-ask-a-question = Poser une question
button-questions = Questions
button-answer-question = Répondre
button-hide-question = Masquer
button-show-question = Réafficher
button-group = Regrouper
button-apart = De nouveau seule
button-preview-answers = Relire avant de publier
button-publish = Publier

questions-form-ask = Poser une question
questions-field-text = Votre question
questions-field-as = Posée par
questions-by-name = Moi, avec mon nom
questions-anonymous = Personne : sans mon nom
questions-hint-as = Sans nom, personne, pas même l’équipe, ne peut savoir qui l’a posée, ni vous écrire.
questions-taken = Votre question à « { $title } » est chez les modérateurs.{ $anonymous ->
    [yes] { " " }Personne n’apprend qu’elle vient de vous.
   *[no] { " " }Vous serez prévenu de la réponse.
}
questions-closed = Les questions à « { $title } » ne sont plus acceptées.
questions-nobody = quelqu’un

questions-team = Questions à « { $title } », { $at }
questions-counted = { $count ->
    [0] Aucune n’est affichée.
    [one] { $count } question, { $waiting ->
        [0] avec réponse.
       *[other] sans réponse.
    }
   *[other] { $count } questions, { $waiting ->
        [0] toutes avec réponse.
        [one] dont { $waiting } sans réponse.
       *[other] dont { $waiting } sans réponse.
    }
}
questions-line = { $number }. { $text } ({ $who }){ $more ->
    [0] { "" }
    [one] { " " }et { $more } semblable
   *[other] { " " }et { $more } semblables
}{ $answered ->
    [yes] { " " }· avec réponse
   *[no] { "" }
}
questions-are-published = Les réponses sont publiées.
questions-none = Personne n’a encore rien demandé.
questions-asked = { $text } (de { $who }, { $at }){ $hidden ->
    [yes] { " " }· masquée
   *[no] { "" }
}
questions-also = Aussi : { $text } (de { $who })
questions-answer = { $live ->
    [yes] { $signed }, aussi pendant la séance : { $text }
    [only] { $signed } a répondu pendant la séance.
   *[no] { $signed } : { $text }
}
questions-grouping = À quelle question celle-ci appartient-elle ? « { $text } »
questions-belongs-to = Elle appartient à …
questions-nothing-to-group = Il n’y a pas d’autre question.
questions-not-there = Cette question n’est plus là, ou appartient elle-même à une autre.
questions-no-webinar = { $community } n’a aucun webinaire prévu, et aucun n’a eu lieu.

questions-form-answer = Répondre
questions-field-answer = La réponse
questions-field-signed = Réponse de
questions-field-live = Elle a été donnée pendant la séance
questions-hint-answer = Ce qui a été dit pendant la séance peut être complété ici, ou suffire.
questions-told = { $signed } a répondu à ce que vous avez demandé à « { $title } » : « { $text } »

questions-preview = Voici ce qui figurera dans le canal, ouvert aux commentaires. Personne ne l’a encore lu.
questions-too-early = Il n’y a encore rien à publier pour « { $title } » : il faut qu’il ait commencé, et qu’une réponse soit là.
questions-published = Les questions et réponses de « { $title } » sont en route vers le canal.
questions-post = Questions et réponses : « { $title } »
questions-greeting = Chers membres, lors de { $where }, le { $at }, vous avez posé de bonnes questions. Merci, et merci à { $names } pour les réponses ci-dessous.
questions-comment = Commentaire no { $number } – { $text } (de { $who })
questions-comment-freely = N’hésitez pas à commenter !
questions-thread = Commentaires sur les réponses : { $title }

log-question-hidden = a masqué une question à « { $title } »
log-question-shown = a réaffiché une question à « { $title } »
log-questions-published = a publié les questions et réponses de « { $title } »

questions-raised = { $count ->
    [one] { $count } question à « { $title } » est sans réponse.
   *[other] { $count } questions à « { $title } » sont sans réponse.
}
