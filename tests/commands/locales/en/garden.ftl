command-plant = Plant something
command-plant-name = What to plant
command-plant-where = For whom it grows
command-plant-rows = How many rows
command-plant-note = A word to the gardeners
command-pick = Pick what has grown
command-pick-bed = From which bed
command-pick-search = What to look for
command-lend = Lend a tool
command-lend-tool = Which tool
command-lend-to = To whom
command-lend-shed = From which shed
command-lend-role = For those of which role
command-lend-until = Until when
command-lend-back = Whether it comes back
command-garden-open = Open the garden
command-garden-close = Close the garden
command-stumble = Stumble
command-stumble-how = In which way
shortcut-dry = Hang out to dry
shortcut-complain = Complain

group-garden = All about the garden
name-plant = plant
name-pick = pick
name-lend = lend
name-garden = garden
name-garden-open = open
name-garden-close = close
name-argument-where = where
name-argument-to = to
name-argument-bed = bed

garden-planted = { $name } is planted ({ $where }), { $rows ->
    [one] one row
   *[other] { $rows } rows
}: { $note }
garden-picked = Picked from { $bed }: { $search }
garden-no-bed = No bed of that name.
garden-pulled = { $bed } is pulled out.
garden-pulled-before = { $bed } was pulled out before.
garden-gardeners-only = Only gardeners may do that.
garden-opened = The garden is open.
garden-closed = The garden is closed.
garden-dried = “{ $text }” hangs out to dry.
garden-why = Why
garden-kind = What
garden-sure = I am sure
garden-reason = Why should { $bed } go?
garden-told = Told: { $why }
garden-heard = Somebody wrote “{ $text }”.
garden-waiting = A letter waits for you.
garden-full = The garden is full.
