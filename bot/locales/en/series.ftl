button-follow-series = Follow the series
button-stop-following = Stop following
button-subscribe-series = Subscribe to the series

series-followed = You follow “{ $title }”{ $again ->
    [yes] { " " }already
   *[no] { "" }
}: you come to every time of it{ $waiting ->
    [0] { "" }
    [one] , and wait for a seat at one that is full
   *[other] , and wait for a seat at { $waiting } that are full
}{ $own ->
    [0] { "" }
    [one] ; what you answered for one of them yourself stays
   *[other] ; what you answered for { $own } of them yourself stays
}.
series-stopped = You no longer follow “{ $title }”; only what you answered for single times yourself stays.
series-nothing-to-come = “{ $title }” has no time to come.
series-subscribed = { $anew ->
    [yes] Your new address for the series “{ $title }”; the old one no longer answers:
   *[no] Your address for the series “{ $title }”. Give it to your calendar program as a subscription:
}

command-webinar-series = Write what a series of webinars is for: the cover above all its sessions
command-webinar-series-community = Which community
button-series-cover = Cover of the series
series-form = The cover of a series
series-why = Context
series-objectives = Objectives
series-audience = For whom
series-convenor = Convened by
series-hint-why = Why this series, and why now. May be left out.
series-hint-objectives = Three or so, each on a line of its own.
series-hint-audience = For example “decision-makers and practitioners of national bodies”.
series-hint-convenor = A person, an institution or a programme.
series-which = { $community } has several series. Which one?
series-none = { $community } has no series of webinars or workshops to come. { $plan } plans one.
series-cover-saved = The cover of “{ $title }” is saved; { $places ->
    [0] the community has no channel yet that could show it.
    [one] it stands in its channel, and shows every session.
   *[other] it stands in { $places } channels, and shows every session.
}
series-label = { $type } series · { $community }
series-coming = To come
series-none-coming = Nothing is planned.
series-more = { $count ->
    [one] One more is planned.
   *[other] { $count } more are planned.
}
series-goes-on = It goes on until somebody stops it.
series-past = Past sessions
series-session = Number { $number }{ $titled ->
    [yes] { " " }· { $session }
   *[no] { "" }
} · { $at }{ $cancelled ->
    [yes] { " " }· cancelled
   *[no] { "" }
}{ $moved ->
    [yes] { " " }· moved from { $old }
   *[no] { "" }
}
series-session-past = Number { $number }{ $titled ->
    [yes] { " " }· { $session }
   *[no] { "" }
} · { $at }{ $count ->
    [0] { "" }
   *[other] { " " }· { $links }
}
series-sessions = Sessions of “{ $title }”
series-link = { $kind }: { $link }
log-series-cover = wrote the cover of the series “{ $title }”
