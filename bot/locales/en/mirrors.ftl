button-show-again = Show it again
button-put-back = Put it back

mirrors-of = { $type } of { $community }. Say whether you come under its card in the channel.
mirrors-nowhere = See the card in the channel
mirrors-taken-off = Somebody took “{ $title }” ({ $at }) off the event list of { $workspace }. It takes place all the same, and stays off that list unless its time changes or you press Show it again; to call it off, press Manage.
mirrors-moved = Somebody moved “{ $title }” in the event list of { $workspace } to { $to }. The calendar of { $community } still says { $at }, and that is what everybody is told: press Put it back, or Manage to move it for everybody.
mirrors-refused = { $on ->
    [yes] “{ $title }” ({ $at }) is not on the event list of { $workspace }. { $why }
   *[no] “{ $title }” ({ $at }) could not be taken off the event list of { $workspace }. { $why }
} Then press Try again, or leave it: I try it myself every hour. I say this once, whatever else is planned.
mirrors-asked = “{ $title }” is being put on the event list of { $workspace }, as the calendar has it.
mirrors-not-public = Not everybody may read what { $community } plans, so “{ $title }” does not belong on the event list of { $workspace }.
