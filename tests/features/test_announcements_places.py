"""Whom an announcement is for: everywhere a community lives, or one place; preview and delivery follow (2.5.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.address import Place
from bot.chat.form import ChoiceField
from bot.chat.reply import Answer, OpenForm
from bot.clock import Clock
from bot.db.database import Database
from bot.db.tx import Tx
from bot.features.announcements import service
from bot.features.communities import service as communities
from bot.features.communities.model import Home, Mode, State
from bot.features.membership import service as membership
from bot.features.membership.doors import opened as door_tried
from bot.features.membership.model import Opened, Role
from bot.features.membership.model import Status as Departure
from bot.features.people import service as people
from bot.features.people import workspaces
from bot.features.places import service as places
from tests.features.newsroom import ADA, BEN, CLEO, NORTH, NORTH_ADMINS, SOUTH, Newsroom, opened
from tests.simulators.post_office import refused
from tests.words import our_copy

MOVED = "Tides no longer lives in the place that was chosen. Another one must be chosen first."


@pytest.fixture
async def newsroom(database: Database, clock: Clock) -> Newsroom:
    made = await opened(database, clock, our_copy())
    await made.forward()
    return made


async def home(newsroom: Newsroom, place: Place) -> Home:
    community = await newsroom.community()
    homes = await newsroom.database.run(lambda tx: communities.homes(tx, community.id))
    return next(each for each in homes if each.place == place)


async def moves_out(newsroom: Newsroom, place: Place) -> None:
    community, left = await newsroom.community(), await home(newsroom, place)
    await newsroom.database.run(lambda tx: places.move_out(tx, community, left, by=""))


def choices(newsroom: Newsroom, answer: Answer) -> list[str]:
    """What can be chosen for "Where"; nothing when that is not asked."""
    assert isinstance(answer.reply, OpenForm)
    return [
        newsroom.catalogue.plain(option.label, answer.locale)
        for field in answer.reply.form.fields
        if isinstance(field, ChoiceField) and field.name == "where"
        for option in field.options
    ]


async def new(newsroom: Newsroom, **how: object) -> Answer:
    return await newsroom.press(f"announcements.another:{(await newsroom.community()).id}", by=ADA)


async def test_an_administrator_chooses_between_everywhere_and_each_place(newsroom: Newsroom) -> None:
    form = await new(newsroom)
    assert choices(newsroom, form) == ["Everywhere the community lives", "South", "North"]
    assert newsroom.typed(form)["where"] == "everywhere"


async def test_two_channels_of_one_workspace_are_told_apart(newsroom: Newsroom) -> None:
    community = await newsroom.community()
    second = replace(NORTH, id="tides-two")
    await newsroom.database.run(lambda tx: communities.add_place(tx, community, second))
    assert choices(newsroom, await new(newsroom)) == [
        "Everywhere the community lives", "South", "North, #tides", "North, #tides-two",
    ]  # fmt: skip


async def test_where_there_is_one_place_nothing_is_asked(newsroom: Newsroom) -> None:
    await moves_out(newsroom, SOUTH)
    assert choices(newsroom, await new(newsroom)) == []
    await newsroom.press(await newsroom.write(by=ADA), "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 0]


async def test_members_are_not_asked_and_their_proposals_go_everywhere(newsroom: Newsroom) -> None:
    form = await newsroom.press(f"announcements.another:{(await newsroom.community()).id}", by=CLEO)
    assert choices(newsroom, form) == []
    forged = (await home(newsroom, SOUTH)).id
    await newsroom.press(await newsroom.write(by=CLEO, where=forged), "Envoyer", by=CLEO)
    await newsroom.forward()
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 1]


async def test_one_place_is_reached_and_said_and_gets_it_alone(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA, where=(await home(newsroom, NORTH)).id)
    assert newsroom.read(preview)[6:8] == [
        "It reaches 2 members: 2 in North. 2 members have no account where it goes.",
        "Only in North.",
    ]
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 0]
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    assert newsroom.read(recent)[2] == "Posted in 1 of 1 places"


async def test_who_could_not_be_let_in_is_not_counted_there(newsroom: Newsroom) -> None:
    community, north = await newsroom.community(), await home(newsroom, NORTH)

    def kept_out(tx: Tx) -> None:
        person = people.person_of(tx, CLEO.account)
        door_tried(tx, Opened(community.id, person, north.id, given=True, outcome="forbidden", detail="guest"))

    before = await newsroom.write(by=ADA, where=north.id)
    assert newsroom.read(before)[6] == "It reaches 2 members: 2 in North. 2 members have no account where it goes."
    await newsroom.database.run(kept_out)
    preview = await newsroom.write(by=ADA, where=north.id)
    assert newsroom.read(preview)[6] == (
        "It reaches 1 member: 1 in North. 2 members have no account where it goes. 1 member could not be let in there "
        "yet."
    )


async def test_a_place_of_another_community_cannot_be_chosen(newsroom: Newsroom) -> None:
    back = await newsroom.write(by=ADA, where="pla_other")
    assert newsroom.read(back) == ["where: Please choose one of these."]
    assert await newsroom.statuses() == []


async def test_an_edit_may_choose_another_place_until_it_is_sent(newsroom: Newsroom) -> None:
    north, south = (await home(newsroom, NORTH)).id, (await home(newsroom, SOUTH)).id
    planned = await newsroom.press(await newsroom.write(by=ADA, where=north, when="tomorrow 9am"), "Send", by=ADA)
    form = await newsroom.press(planned, "Edit", by=ADA)
    assert newsroom.typed(form)["where"] == north
    await newsroom.fill(form, by=ADA, **{**newsroom.typed(form), "where": south})
    await newsroom.forward(days=1)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [0, 1]
    sent = await newsroom.press(await newsroom.type("/announce tides recent-announcements", by=ADA), "Edit", by=ADA)
    assert choices(newsroom, sent) == []
    await newsroom.fill(sent, by=ADA, **{**newsroom.typed(sent), "text": "Shorter."})
    await newsroom.forward()
    assert [[each[2] for each in newsroom.posted(place)] for place in (NORTH, SOUTH)] == [[], ["Shorter."]]


async def test_planned_for_a_place_that_moved_out_it_is_not_sent_and_its_author_can_choose_another(
    newsroom: Newsroom,
) -> None:
    south = (await home(newsroom, SOUTH)).id
    await newsroom.press(await newsroom.write(by=ADA, where=south, when="tomorrow 9am"), "Send", by=ADA)
    await moves_out(newsroom, SOUTH)
    await newsroom.forward(days=2)
    assert [newsroom.posted(place) for place in (NORTH, SOUTH)] == [[], []]
    assert newsroom.posted(ADA.account) == [
        ["“Mapping the tides” was not sent: Tides no longer lives in the place you chose for it. Choose another one,"
         " then send it again."]
    ]  # fmt: skip
    assert (await newsroom.statuses(), await newsroom.log()) == (["cancelled"], ["announcement-not-sent"])
    form = await newsroom.press(newsroom.last(ADA.account), "Edit", by=ADA)
    preview = await newsroom.fill(form, by=ADA, **{**newsroom.typed(form), "when": ""})
    assert newsroom.read(preview)[6] == "It reaches 2 members: 2 in North. 2 members have no account where it goes."
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 0]


async def test_a_preview_for_a_place_that_moved_out_meanwhile_asks_for_another_one(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=ADA, where=(await home(newsroom, SOUTH)).id)
    await moves_out(newsroom, SOUTH)
    late = await newsroom.press(preview, "Send", by=ADA)
    assert newsroom.read(late) == [MOVED]
    assert (list(newsroom.buttons(late)), await newsroom.statuses()) == (["Edit"], ["draft"])


async def test_planned_for_everywhere_it_goes_where_the_community_lives_by_then(newsroom: Newsroom) -> None:
    await newsroom.press(await newsroom.write(by=ADA, when="tomorrow 9am"), "Send", by=ADA)
    await moves_out(newsroom, SOUTH)
    await newsroom.forward(days=2)
    assert ([len(newsroom.posted(place)) for place in (NORTH, SOUTH)], newsroom.posted(ADA.account)) == ([1, 0], [])


async def test_a_proposal_for_a_place_that_moved_out_is_not_approved_into_nothing(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=BEN, where=(await home(newsroom, SOUTH)).id)
    community = await newsroom.community()
    ben = await newsroom.database.run(lambda tx: people.person_of(tx, BEN.account))
    await newsroom.database.run(lambda tx: membership.set_role(tx, community, ben, Role.MEMBER, by=""))
    await newsroom.press(preview, "Send", by=BEN)
    await newsroom.forward()
    await moves_out(newsroom, SOUTH)
    refused = await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    assert newsroom.read(refused) == [MOVED]
    assert (list(newsroom.buttons(refused)), await newsroom.statuses()) == (["Reject"], ["proposed"])


async def test_who_administers_no_more_proposes_it_for_the_place_that_was_chosen(newsroom: Newsroom) -> None:
    preview = await newsroom.write(by=BEN, where=(await home(newsroom, NORTH)).id)
    community = await newsroom.community()
    ben = await newsroom.database.run(lambda tx: people.person_of(tx, BEN.account))
    await newsroom.database.run(lambda tx: membership.set_role(tx, community, ben, Role.MEMBER, by=""))
    await newsroom.press(preview, "Send", by=BEN)
    await newsroom.forward()
    assert "Only in North." in newsroom.read(newsroom.last(NORTH_ADMINS))
    moved = (await newsroom.rows())[0]
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 0]
    assert await newsroom.database.run(lambda tx: [each.id for each in service.homes_of(tx, moved)]) == [moved.home]


# Working groups.

WEST_TABLES, CHARTS, WITH_GROUPS = Place("meadow", "west", "tables"), replace(NORTH, id="charts"), "with-groups"


async def with_groups(newsroom: Newsroom) -> None:
    """Ada administers Tables, where Cléo is too, seen in a workspace of its own; Ben administers Charts."""
    tides = await newsroom.community()

    def make(tx: Tx) -> None:
        workspaces.set_workspace(tx, "meadow", "west", name="West")
        cleo = people.person_of(tx, CLEO.account)
        people.register(tx, CLEO.name, [CLEO.account, replace(CLEO.account, workspace="west")])
        for name, place, actor in (("Tables", WEST_TABLES, ADA), ("Charts", CHARTS, BEN)):
            group = replace(communities.blank(tx, name, Mode.PUBLIC), parent=tides.id, hidden=name == "Charts")
            group = communities.create(tx, group, by="")
            communities.add_place(tx, group, place)
            membership.admit(tx, group, people.person_of(tx, actor.account), by="", role=Role.ADMINISTRATOR)
            membership.admit(tx, group, cleo, by="")

    await newsroom.database.run(make)
    await newsroom.forward()


def stands(newsroom: Newsroom) -> list[int]:
    """How often it stands in the community's places, in Tables and in Charts."""
    return [len(newsroom.posted(place)) for place in (NORTH, SOUTH, WEST_TABLES, CHARTS)]


async def test_it_can_go_to_the_working_groups_that_its_author_administers_too(newsroom: Newsroom) -> None:
    """FEATURES 2.5.1: one delivery in each place, and nobody is counted twice."""
    await with_groups(newsroom)
    assert choices(newsroom, await new(newsroom))[:2] == [
        "Everywhere the community lives", "Also in its working groups: Tables",
    ]  # fmt: skip
    preview = await newsroom.write(by=ADA, where=WITH_GROUPS)
    assert [line for line in newsroom.read(preview) if "reaches" in line or "working" in line] == [
        "It reaches 4 members: 3 in South, 2 in North, 1 in West.", "Also in the working groups: Tables.",
    ]  # fmt: skip
    edited = await newsroom.press(preview, "Edit", by=ADA)
    assert newsroom.typed(edited)["where"] == WITH_GROUPS
    sent = await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [1, 1, 1, 0]
    assert newsroom.posted(WEST_TABLES) == newsroom.posted(NORTH)
    asking = await newsroom.press(sent, "Undo", by=ADA)
    assert "in all 3 places" in newsroom.read(await newsroom.press(asking, "Delete", by=ADA))[0]
    await newsroom.press(f"announcements.deleted:{(await newsroom.rows())[0].id}", by=ADA)
    await newsroom.forward()
    assert stands(newsroom) == [0, 0, 0, 0]


async def test_working_groups_are_told_only_where_their_own_administrators_say_so(newsroom: Newsroom) -> None:
    """Also when the right is lost between Send and the moment it leaves, and when a form is forged."""
    await with_groups(newsroom)
    form = await newsroom.press(f"announcements.another:{(await newsroom.community()).id}", by=BEN)
    assert choices(newsroom, form)[1] == "Also in its working groups: Charts"
    await newsroom.press(await newsroom.write(by=ADA, where=WITH_GROUPS), "Send", by=ADA)

    def step_down(tx: Tx) -> None:
        tables, ada = communities.by_name(tx, "tables")[0], people.person_of(tx, ADA.account)
        cleo = people.person_of(tx, CLEO.account)
        membership.set_role(tx, tables, cleo, Role.ADMINISTRATOR, by=ada)
        membership.set_role(tx, tables, ada, Role.MEMBER, by=cleo)

    await newsroom.database.run(step_down)
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [1, 1, 0, 0]
    await newsroom.press(await newsroom.write(by=CLEO, where=WITH_GROUPS), "Envoyer", by=CLEO)
    await newsroom.forward()
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Approve", by=ADA)
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [2, 2, 0, 0]


async def loses(newsroom: Newsroom, *, belongs: bool, hidden: bool) -> None:
    """Ada administers Tables no more, and belongs to it or not; Cléo sees to it instead."""

    def lose(tx: Tx) -> None:
        tables, ada = communities.by_name(tx, "tables")[0], people.person_of(tx, ADA.account)
        cleo = people.person_of(tx, CLEO.account)
        membership.set_role(tx, tables, cleo, Role.ADMINISTRATOR, by=ada)
        if belongs:
            membership.set_role(tx, tables, ada, Role.MEMBER, by=cleo)
        else:
            membership.depart(tx, tables, ada, Departure.LEFT, by=ada)
        communities.change(tx, tables, hidden=hidden, name="Tables by another name")

    await newsroom.database.run(lose)
    await newsroom.forward()


@pytest.mark.parametrize(
    ("belongs", "hidden", "named"),
    [
        (True, True, "Tables by another name"), (False, False, "Tables by another name"),
        (False, True, "a working group"),
    ],
)  # fmt: skip
async def test_who_loses_a_working_group_before_it_leaves_is_told_that_it_was_left_out(
    newsroom: Newsroom, belongs: bool, hidden: bool, named: str
) -> None:
    """By its name only where its author still sees it."""
    await with_groups(newsroom)
    await newsroom.press(await newsroom.write(by=ADA, where=WITH_GROUPS), "Send", by=ADA)
    await loses(newsroom, belongs=belongs, hidden=hidden)
    before = len(newsroom.posted(ADA.account))
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [1, 1, 0, 0]
    assert newsroom.posted(ADA.account)[before:] == [[
        f"“Mapping the tides” was sent to Tides, but not to {named}: you could announce there when you pressed Send, "
        "and no longer when it left.",
    ]]  # fmt: skip


async def test_nobody_hears_of_a_working_group_to_which_it_was_not_to_go_or_to_which_it_went(
    newsroom: Newsroom,
) -> None:
    await with_groups(newsroom)
    before = len(newsroom.posted(ADA.account))
    await newsroom.press(await newsroom.write(by=ADA, where=WITH_GROUPS), "Send", by=ADA)
    await newsroom.forward(seconds=20)
    await newsroom.press(await newsroom.write(by=ADA, title="To Tides alone"), "Send", by=ADA)
    await loses(newsroom, belongs=False, hidden=True)
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [2, 2, 1, 0]
    assert len(newsroom.posted(ADA.account)) == before


async def test_an_archived_working_group_hears_nothing(newsroom: Newsroom) -> None:
    await with_groups(newsroom)
    preview = await newsroom.write(by=ADA, where=WITH_GROUPS)
    await newsroom.database.run(
        lambda tx: communities.save(
            tx, replace(communities.by_name(tx, "tables")[0], state=State.ARCHIVED, archived_at=tx.now)
        )
    )
    assert choices(newsroom, await new(newsroom)) == ["Everywhere the community lives", "South", "North"]
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [1, 1, 0, 0]


async def test_a_working_groups_place_that_could_not_be_reached_is_tried_again(newsroom: Newsroom) -> None:
    await with_groups(newsroom)
    newsroom.meadow.office.breaks_always(refused("forbidden", "no-send"), to=WEST_TABLES)
    await newsroom.press(await newsroom.write(by=ADA, where=WITH_GROUPS, comments="yes"), "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [1, 1, 0, 0]
    newsroom.meadow.office.mend()
    await newsroom.press(newsroom.last(NORTH_ADMINS), "Try again", by=ADA)
    await newsroom.forward()
    assert stands(newsroom) == [1, 1, 1, 0]


async def test_what_tells_of_its_places_counts_no_hidden_group_to_who_may_not_see_it(newsroom: Newsroom) -> None:
    """Charts is hidden, and Ada is not in it."""
    await with_groups(newsroom)
    newsroom.meadow.office.breaks_always(refused("forbidden", "no-send"), to=CHARTS)
    before = len(newsroom.posted(NORTH_ADMINS))
    await newsroom.press(await newsroom.write(by=BEN, where=WITH_GROUPS, comments="yes"), "Send", by=BEN)
    await newsroom.forward(seconds=20)
    assert stands(newsroom) == [1, 1, 0, 0]
    assert len(newsroom.posted(NORTH_ADMINS)) == before
    newsroom.meadow.office.mend()
    await newsroom.press(newsroom.last(BEN.account), "Try again", by=BEN)
    await newsroom.forward()
    assert stands(newsroom) == [1, 1, 0, 1]
    tides, row = await newsroom.community(), (await newsroom.rows())[0]
    for who, count in ((ADA, 2), (BEN, 3)):
        asking = await newsroom.press(f"announcements.delete:{row.id}", by=who)
        assert f"in all {count} places" in newsroom.read(asking)[0]
        recent = await newsroom.press(f"announcements.recent:{tides.id}", by=who)
        assert f"Posted in {count} of {count} places" in "\n".join(newsroom.read(recent))
