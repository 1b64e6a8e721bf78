home-greeting = Bonjour { $name }
home-empty = Il n’y a rien ici pour l’instant. { COMMAND("help") } montre ce que vous pouvez faire.
