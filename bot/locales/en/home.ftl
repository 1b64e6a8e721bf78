home-greeting = Hello { $name }
home-empty = Nothing is here yet. { COMMAND("help") } shows what you can do.
