people-message-waiting = { $person }, j’ai un message pour vous. Appuyez sur Ouvrir pour le lire ; vous seul le verrez.
people-nothing-waits = Rien ne vous attend.
people-waited = { $count ->
    [one] Ceci n’a pas pu vous parvenir plus tôt :
   *[other] Ces { $count } messages n’ont pas pu vous parvenir plus tôt :
}
people-not-met = Je ne connais ici personne du nom de { $typed }. Choisissez un nom dans la liste, ou demandez à cette personne d’écrire une fois { COMMAND("help") } pour que je la rencontre.
people-unknown = Je ne connais encore personne du nom de « { $typed } » : je connais qui m’a déjà écrit. Mentionnez cette personne avec @ en la choisissant dans la liste, ou demandez-lui d’écrire une fois { COMMAND("help") } ; ensuite, cela marchera.
people-which = { $typed } peut désigner plusieurs personnes. Laquelle ?
people-several = { $count } personnes s’appellent { $typed }. Choisissez-en une dans la liste.
people-zone-ask = Où êtes-vous ? Les heures seront alors celles de votre montre, et rien ne vous réveillera la nuit. Je ne le demande qu’une fois ; { COMMAND("settings") } permet d’en changer.
people-zone-pick = Le lieu dont l’heure est la vôtre
people-zone-option = { $zone }, { $time }
button-zone-other = Un autre lieu
people-kept = { $count ->
    [one] J’avais gardé ce message, car vous en aviez assez reçu ce jour-là :
   *[other] J’avais gardé ces { $count } messages, car vous en aviez assez reçu ce jour-là :
}
