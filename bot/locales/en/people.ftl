people-message-waiting = { $person }, you have a message from me. Press Open to read it; only you will see it.
people-nothing-waits = Nothing is waiting for you.
people-waited = { $count ->
    [one] This could not reach you earlier:
   *[other] These { $count } messages could not reach you earlier:
}
people-not-met = I know nobody called { $typed } here. Choose a name from the list, or ask them to write { COMMAND("help") } once so that I meet them.
people-unknown = I do not know anybody called “{ $typed }” yet: I know whoever has written to me. Mention them with @ and choose the name from the list, or ask them to write { COMMAND("help") } once; then it works.
people-which = Several people may be meant by { $typed }. Which one?
people-several = { $count } people are called { $typed }. Choose one from the list instead.
people-zone-ask = Where are you? Then times are given as on your clock, and nothing wakes you at night. I ask this once; { COMMAND("settings") } changes it.
people-zone-pick = The place whose time is yours
people-zone-option = { $zone }, { $time }
button-zone-other = Another place
people-kept = { $count ->
    [one] This I kept back, as you had enough on that day:
   *[other] These { $count } messages I kept back, as you had enough on that day:
}
