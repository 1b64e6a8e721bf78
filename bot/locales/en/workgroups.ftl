group-workgroup = Working groups inside a community

command-workgroup-create = Make a working group inside your community
command-workgroup-create-community = Inside which community
command-workgroup-create-name = What the working group is called
command-workgroup-attach = Make a community the working group of another one
command-workgroup-attach-community = Which community becomes a working group
command-workgroup-attach-parent = The community to which it will belong
command-workgroup-detach = Let a working group stand by itself again
command-workgroup-detach-community = Which working group

workgroups-create-title = A working group of { $community }
workgroups-created = { $community } is now a working group of { $parent }, and you administer it.
workgroups-created-next = Only members of that community can join. It lives nowhere yet: the platform team gives it a channel with { COMMAND("community places") }.
workgroups-nested = { $community } is a working group itself and has none of its own. Choose the community it belongs to.
workgroups-itself = { $community } cannot be a working group of itself. Name the community to which it will belong.
workgroups-attached-already = { $community } is a working group already. Detach it first: { COMMAND("workgroup detach") }.
workgroups-not-attached = { $community } is no working group.
workgroups-has-groups = { $community } has working groups of its own, and cannot become one. Detach them first: { COMMAND("workgroup detach") }.
workgroups-outside = { $more ->
    [0] Not members of { $parent } yet: { $people }.
    [one] Not members of { $parent } yet: { $people } and one more.
   *[other] Not members of { $parent } yet: { $people } and { $more } more.
} A working group is for members of its community, and nobody is to lose { $community } by this: invite them to { $parent } first.
workgroups-done = { $what ->
    [attach] { $community } is now a working group of { $parent }.
   *[detach] { $community } stands by itself now. Nobody lost their membership.
}
workgroups-proposed = { $what ->
    [attach] I asked the administrators of { $asked } whether { $community } may become its working group. You will hear what they say.
   *[detach] I asked the administrators of { $asked } whether { $community } may stand by itself again. You will hear what they say.
}
workgroups-asked-at-night = It is night where they are: they read it in the morning.
workgroups-declined = { $what ->
    [attach] You declined that { $community } becomes a working group of { $parent }.
   *[detach] You declined that { $community } stands by itself.
}
workgroups-offer = { $what ->
    [attach] { $who } proposes that { $community } becomes a working group of { $parent }.
   *[detach] { $who } proposes that { $community }, a working group of { $parent }, stands by itself again.
}
workgroups-offer-means = It keeps its own members, administrators and requests, and only members of your community can join. It is archived when your community is.
workgroups-outcome = { $state ->
    [accepted] Accepted by { $who }.
    [declined] Declined by { $who }.
   *[over] This holds no more: it was proposed anew, or settled in another way.
}
workgroups-heard = { $accepted ->
    [yes] { $what ->
        [attach] { $who } accepted: { $community } is now a working group of { $parent }.
       *[detach] { $who } accepted: { $community } stands by itself now.
    }
   *[no] { $what ->
        [attach] { $who } declined that { $community } becomes a working group of { $parent }.
       *[detach] { $who } declined that { $community } stands by itself.
    }
}
workgroups-answered = This was answered already, or holds no more.
workgroups-no-such-offer = There is no such proposal any more.
button-accept-offer = Accept
button-decline-offer = Decline

log-attached = { $group } became a working group of { $parent }
log-detached = { $group } stands by itself, no longer a working group of { $parent }
