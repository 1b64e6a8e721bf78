people-message-waiting = { $person }, j’ai un message pour vous. Appuyez sur Ouvrir pour le lire ; vous seul le verrez.
people-nothing-waits = Rien ne vous attend.
people-waited = { $count ->
    [one] Ceci n’a pas pu vous parvenir plus tôt :
   *[other] Ces { $count } messages n’ont pas pu vous parvenir plus tôt :
}
people-unknown = Je ne connais ici personne du nom de { $typed }. Choisissez un nom dans la liste, ou demandez à cette personne d’écrire une fois { COMMAND("help") } pour que je la rencontre.
people-several = { $count } personnes s’appellent { $typed }. Choisissez-en une dans la liste.
