## Les dates et heures telles qu'on les tape. Ce qui a été lu est toujours redit en toutes lettres.

# $weekday est le nom anglais du jour.
when-in-full = { $weekday ->
    [monday] lundi
    [tuesday] mardi
    [wednesday] mercredi
    [thursday] jeudi
    [friday] vendredi
    [saturday] samedi
   *[other] dimanche
} { $day }, { $time } ({ $zone }, { $offset })
when-unreadable = Je ne sais pas lire « { $typed } » comme une date. Écrivez par exemple « demain 9h », « 14 février 10h » ou « 2027-02-14 10:00 ».
when-no-such-day = Le jour « { $typed } » n’existe pas. Vérifiez dans le calendrier et écrivez-le à nouveau, par exemple « 14 février 10h ».
when-past = Ce moment est déjà passé : { $moment }. Indiquez un moment à venir.
period-past = « { $typed } » est déjà passé. Indiquez une période à venir.
period-too-far = « { $typed } » est à plus de cinq ans d’ici. Vérifiez l’année.
when-too-far = Ce moment est à plus de cinq ans d’ici : { $moment }. Vérifiez l’année.
when-caution-skipped = Cette nuit-là, on avance les montres et cette heure n’existe pas : la première qui suit a été retenue.
when-caution-twice = Cette nuit-là, on retarde les montres et cette heure revient deux fois : la première a été retenue.
when-caution-day-first = Les chiffres ont été lus dans l’ordre jour/mois. Si ce n’est pas ce que vous vouliez, écrivez le mois en lettres.
when-caution-month-first = Les chiffres ont été lus dans l’ordre mois/jour. Si ce n’est pas ce que vous vouliez, écrivez le mois en lettres.
