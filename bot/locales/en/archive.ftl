button-bring-back = Bring them back

archive-told-called-off = { $community } is archived, and what it planned does not take place:
archive-told-brought-back = { $community } is active again, and what it had planned takes place after all:
archive-answers-hold = What you answered for each of them holds; in the calendar you can change it.
# Also what administrators read before they archive, and when they make it active again.
archive-line = • “{ $title }”, { $at }{ $series ->
    [yes] { " " }and all after it
   *[no] { "" }
}
archive-brought-back = { $count ->
    [0] Nothing of { $community } is cancelled any more because it was archived.
    [one] What { $community } had planned takes place again. Whoever comes to it is told.
   *[other] All { $count } that { $community } had planned take place again. Whoever comes to any of them is told.
} { $count ->
    [0] The calendar shows what is to come.
   *[other] The calendar shows them.
}
