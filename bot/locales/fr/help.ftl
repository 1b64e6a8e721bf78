command-help = Ce que vous pouvez faire ici
command-help-topic = La commande à expliquer

help-title = Ce que vous pouvez faire ici
help-intro = Je prends soin des communautés : vous les rejoignez, lisez leurs nouvelles et y participez, ici même.
help-line = { $command } – { $about }
help-audience-everyone = Pour tout le monde
help-audience-members = Pour les membres
help-audience-administrators = Pour les administrateurs
help-audience-owners = Pour l’équipe de la plateforme
help-more = { COMMAND("help") } suivi du nom d’une commande en dit plus.
help-argument = • { $name } : { $about }
help-argument-optional = • { $name } (facultatif) : { $about }
help-no-such-topic = Il n’y a pas de commande « { $typed } ». { COMMAND("help") } les donne toutes.
