board-title = The next 30 days
board-nothing = Nothing is planned for the next 30 days.
board-entry = { $at } · { $title } · { $type }{ $moved ->
    [yes] { " " }· moved from { $old }
   *[no] { "" }
}
board-more = { $count ->
    [one] And one more: { COMMAND("calendar") } shows everything.
   *[other] And { $count } more: { COMMAND("calendar") } shows everything.
}
board-unpinned = The list of what comes within 30 days stands in the channel of { $community } in { $place } and is kept up to date, but I could not pin it.
board-unpinned-by-hand = Whoever may can also pin it by hand: it stays the same message.
board-tried = I pin the list of what comes within 30 days in { $place } now. If it cannot be pinned, you read why where the administrators meet.
board-nowhere = There is no list of what comes within 30 days there: it is posted as soon as something comes.
