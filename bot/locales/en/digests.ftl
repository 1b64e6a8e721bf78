digests-heading = { $often ->
    [daily] Since yesterday
   *[weekly] Your week
}
digests-announced = Announced:
digests-news = { $title }
digests-news-link = { $title }: { $link }
digests-coming = In the next 14 days:
digests-event = { $title }, { $at }{ $said ->
    [going] . You are going
    [maybe] . You said maybe
    [waiting] . You wait for a seat
    [offered] . A seat is kept for you
   *[no] {""}
}
digests-more = and { $count } more
digests-requests = { $count ->
    [one] { $count } request to join waits: { $requests }
   *[other] { $count } requests to join wait: { $requests }
}
digests-yours = What you wait for
digests-undecided = Silent for a year, and nobody has decided
digests-undecided-line = { $community }: inactive since { $since }
digests-see = { $community }
digests-asked = { $community }: your request of { $at }
digests-how = { $often ->
    [daily] { $zoned ->
        [yes] Comes each day at 8 in the morning, when anything is new.
       *[no] Comes each day, when anything is new. With your time zone in { $settings } it comes at 8 in the morning.
    }
   *[weekly] { $zoned ->
        [yes] Comes on Mondays at 8 in the morning, when there is anything to say.
       *[no] Comes on Mondays, when there is anything to say. With your time zone in { $settings } it comes at 8 in the morning.
    }
}
digests-chosen = { $often ->
    [none] You get no digest any more.
    [daily] { $zoned ->
        [yes] A digest comes each day at 8 in the morning, when anything is new.
       *[no] A digest comes each day, when anything is new. Tell me your time zone, and it comes at 8 in the morning.
    }
   *[weekly] { $zoned ->
        [yes] A digest comes on Mondays at 8 in the morning, when there is anything to say.
       *[no] A digest comes on Mondays, when there is anything to say. Tell me your time zone, and it comes at 8 in the morning.
    }
}
button-digest-weekly = Every Monday
button-digest-daily = Every day
button-digest-none = No digest
choice-weekly = every Monday
choice-daily = every day
choice-none = never
digests-over = Nothing of this waits for you any more.
digests-opened = You opened these messages: each stands below by itself.
digests-opening = { $count ->
    [one] Here it is: one message.
   *[other] Here they are: { $count } messages.
}
digests-held = { $count ->
    [one] One more message
   *[other] { $count } more messages
}, as you had enough { $days ->
    [one] on { $first }
   *[several] from { $first } to { $last }
}:
