button-bring-back = Bring them back

archive-told-called-off = { $communities } { $count ->
    [one] was archived, and what it had planned does not take place:
   *[other] were archived, and what they had planned does not take place:
}
archive-told-brought-back = { $communities } { $count ->
    [one] is active again, and what it had planned takes place after all:
   *[other] are active again, and what they had planned takes place after all:
}
archive-answers-hold = What you answered for each of them holds; in the calendar you can change it.
# Also what administrators read before they archive, and when they make it active again.
archive-line = • “{ $title }”, { $at }{ $series ->
    [yes] { " " }and all after it
   *[no] { "" }
}
archive-brought-back = { $count ->
    [0] Nothing is cancelled any more because of the archive. The calendar shows what is to come.
    [one] It takes place again, and whoever comes to it is told. The calendar shows it.
   *[other] All { $count } take place again, and whoever comes to any of them is told. The calendar shows them.
}

archive-told-archived = { $by } archived { $communities }. Nobody can join or write any more; all content stays readable, and what was planned is cancelled. { $count ->
    [one] { COMMAND("community reactivate") } brings it back.
   *[other] { COMMAND("community reactivate") } brings each of them back.
}
archive-told-active = { $by } made { $communities } active again.
archive-still-cancelled = What was planned stays cancelled until one of you brings it back.
archive-still-archived = { $count ->
    [one] Still archived: its working group { $groups }.
   *[other] Still archived: its working groups { $groups }.
}
archive-make-active = Make { $community } active
