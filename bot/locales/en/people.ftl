people-message-waiting = { $person }, you have a message from me. Press Open to read it; only you will see it.
people-nothing-waits = Nothing is waiting for you.
people-waited = { $count ->
    [one] This could not reach you earlier:
   *[other] These { $count } messages could not reach you earlier:
}
people-unknown = I know nobody called { $typed } here. Choose a name from the list, or ask them to write { COMMAND("help") } once so that I meet them.
people-several = { $count } people are called { $typed }. Choose one from the list instead.
