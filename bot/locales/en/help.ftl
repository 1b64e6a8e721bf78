command-help = What you can do here
command-help-topic = A command to explain

help-title = What you can do here
help-intro = I look after communities: you join them, read their news and take part, right here.
help-line = { $command } – { $about }
help-audience-everyone = For everyone
help-audience-members = For members
help-audience-administrators = For administrators
help-audience-owners = For the platform team
help-more = { COMMAND("help") } with the name of a command says more about it.
help-argument = • { $name }: { $about }
help-argument-optional = • { $name } (optional): { $about }
help-no-such-topic = There is no command “{ $typed }”. { COMMAND("help") } lists them all.
