"""Whom an announcement is for: everywhere a community lives, or one place; preview and delivery follow (2.5.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.address import Place
from bot.chat.form import ChoiceField
from bot.chat.reply import Answer, OpenForm
from bot.clock import Clock
from bot.db.database import Database
from bot.features.announcements import service
from bot.features.communities import service as communities
from bot.features.communities.model import Home
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.features.people import service as people
from bot.features.places import service as places
from bot.i18n import load_catalogue
from tests.features.newsroom import ADA, BEN, CLEO, NORTH, NORTH_ADMINS, SOUTH, Newsroom, opened

MOVED = "Tides no longer lives in the place that was chosen. Another one must be chosen first."


@pytest.fixture
async def newsroom(database: Database, clock: Clock) -> Newsroom:
    made = await opened(database, clock, load_catalogue())
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
        "It reaches 2 members: 2 North. 2 members have no account where it goes.",
        "Only in North.",
    ]
    await newsroom.press(preview, "Send", by=ADA)
    await newsroom.forward(seconds=20)
    assert [len(newsroom.posted(place)) for place in (NORTH, SOUTH)] == [1, 0]
    recent = await newsroom.type("/announce tides recent-announcements", by=ADA)
    assert newsroom.read(recent)[2] == "Posted in 1 of 1 places"


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
    assert newsroom.read(preview)[6] == "It reaches 2 members: 2 North. 2 members have no account where it goes."
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
