"""People use their platform's own ways into and out of a channel: it counts, and nobody is surprised."""

from __future__ import annotations

import pytest

from bot.chat.inbound import Arrived, Left
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from tests.simulators.post_office import refused
from tests.town import Heard, Somebody, Town


async def comes(town: Town, who: Somebody, tides: Community, *, by: Somebody | None = None) -> Heard:
    """Into the channel by hand, perhaps let in by somebody."""
    place = town.channel(tides)
    town.offices[place.platform].lets_in(who.account, place)
    inviter = by.actor if by else None
    heard = await town.does(who, Arrived(town.fresh(), who.actor, place.workspace, place, inviter))
    await town.settle()
    return heard


async def goes(town: Town, who: Somebody, tides: Community) -> None:
    place = town.channel(tides)
    town.offices[place.platform].puts_out(who.account, place)
    await town.does(who, Left(town.fresh(), who.actor, place.workspace, place))
    await town.settle()


async def members(town: Town, tides: Community) -> list[str]:
    rows = await town.run(lambda tx: membership.members(tx, tides.id))
    names = {}
    for each in rows:
        names[each.person] = await town.run(lambda tx, each=each: membership.people.name(tx, each.person))
    return sorted(names.values())


@pytest.mark.parametrize("mode", [Mode.OPEN, Mode.PUBLIC])
async def test_joining_the_channel_where_anybody_may_join_makes_a_member(town: Town, mode: Mode) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=mode)
    heard = await comes(town, amina, tides)
    assert heard.text == "You are in Tides now: joining its channel made you a member. Nothing more is needed."
    assert await members(town, tides) == ["Amina", "Martha"]
    assert (await comes(town, amina, tides)).text == ""


async def test_a_member_who_could_not_be_let_in_and_was_by_somebody_else_is_inside(town: Town) -> None:
    """As a guest is, whom only administrators of the workspace let into a channel."""
    martha, gus = await town.someone("Martha"), await town.someone("Gus")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    office = town.offices[town.channel(tides).platform]
    office.breaks_always(refused("forbidden", "guest"), to=gus.account, what="grant")
    await town.says(gus, "/join tides")

    async def access() -> str:
        rows = await town.run(lambda tx: membership.members(tx, tides.id))
        return next(each.access for each in rows if each.person == gus.id)

    assert await access() == "failed"
    office.mend()
    assert (await comes(town, gus, tides)).text == ""
    assert await access() == "granted"


async def test_what_must_be_accepted_is_asked_for_at_a_button(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.OPEN, principles=("Be kind.",))
    heard = await comes(town, amina, tides)
    assert (heard.buttons, await members(town, tides)) == (("Join",), ["Martha"])
    await town.presses(amina, "Join")
    await town.fills(amina, principles="yes")
    assert await members(town, tides) == ["Amina", "Martha"]


async def test_whom_an_administrator_lets_in_is_a_member_whatever_the_mode(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], mode=Mode.PRIVATE)
    heard = await comes(town, amina, tides, by=martha)
    assert heard.text == "Martha let you into the channel of Tides, so you are a member now."
    assert await members(town, tides) == ["Amina", "Martha"]


async def test_letting_somebody_in_who_waits_ends_their_request(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha])
    await town.joins(amina, tides)
    await comes(town, amina, tides, by=martha)
    assert await members(town, tides) == ["Amina", "Martha"]
    assert await town.run(lambda tx: membership.queue(tx, tides.id)) == []
    assert "Approve" not in town.labels(town.letters(town.admin_channel(tides))[-1].message)


async def test_let_in_by_somebody_who_does_not_decide_they_hear_how_to_ask_and_the_administrators_hear_at_once(
    town: Town,
) -> None:
    martha, amina, ben = [await town.someone(each) for each in ("Martha", "Amina", "Ben")]
    tides = await town.community("Tides", admins=[martha], members=[ben])
    await town.passes(minutes=2)
    heard = await comes(town, amina, tides, by=ben)
    assert heard.text.startswith("You can read the channel of Tides, but you are no member yet")
    assert heard.buttons == ("Join",)
    told = town.letters(town.admin_channel(tides))[-1]
    assert "Amina was let in by hand." in town.text(told.message)
    assert await members(town, tides) == ["Ben", "Martha"]
    await town.presses(martha, "Make a member", on=told)
    assert await members(town, tides) == ["Amina", "Ben", "Martha"]
    assert len(town.letters(town.admin_channel(tides))) == 1


async def test_in_a_private_community_its_administrators_decide_about_whoever_was_let_in(town: Town) -> None:
    martha, amina, ben = [await town.someone(each) for each in ("Martha", "Amina", "Ben")]
    tides = await town.community("Tides", admins=[martha], members=[ben], mode=Mode.PRIVATE)
    await town.passes(minutes=2)
    heard = await comes(town, amina, tides, by=ben)
    assert heard.text == (
        "Tides is by invitation. Its administrators are told that you are in its channel, and decide whether you "
        "become a member."
    )
    await town.presses(martha, "Take out", on=town.letters(town.admin_channel(tides))[-1])
    await town.settle()
    assert amina.account not in town.offices[town.channel(tides).platform].open_to(town.channel(tides))
    assert await members(town, tides) == ["Ben", "Martha"]


async def test_leaving_the_channel_leaves_the_community_and_says_so(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina], mode=Mode.PUBLIC)
    await goes(town, amina, tides)
    assert await members(town, tides) == ["Martha"]
    assert town.reads(amina) == [
        "You are no longer in the channel of Tides, so you are no longer its member. Its content stays; you may come "
        "back."
    ]
    await town.presses(amina, "Join", on=town.letters(amina)[-1])
    assert await members(town, tides) == ["Amina", "Martha"]


async def test_whoever_decides_stays_until_they_say_so(town: Town) -> None:
    martha = await town.someone("Martha")
    tides = await town.community("Tides", admins=[martha])
    await town.passes(minutes=2)
    await goes(town, martha, tides)
    assert await members(town, tides) == ["Martha"]
    [letter] = town.letters(martha)
    assert town.labels(letter.message) == ("Leave",)
    await town.hour()
    assert martha.account in town.offices[town.channel(tides).platform].open_to(town.channel(tides))


async def test_whoever_is_in_by_another_account_stays(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina], platforms=["north", "south"])
    await town.links(amina, "south")
    await goes(town, amina, tides)
    assert await members(town, tides) == ["Amina", "Martha"]


async def test_the_administrators_channel_tells_of_whoever_does_not_decide(town: Town) -> None:
    martha, amina = await town.someone("Martha"), await town.someone("Amina")
    tides = await town.community("Tides", admins=[martha], members=[amina])
    await town.passes(minutes=2)
    place = town.admin_channel(tides)
    await town.does(amina, Arrived(town.fresh(), amina.actor, place.workspace, place, martha.actor))
    await town.settle()
    assert "Amina was let in by hand." in town.text(town.letters(place)[-1].message)


async def test_coming_into_a_channel_where_no_community_lives_is_nothing(town: Town) -> None:
    amina = await town.someone("Amina")
    place = town.channel(await town.community("Tides"))
    elsewhere = type(place)(place.platform, place.workspace, "lunch")
    heard = await town.does(amina, Arrived(town.fresh(), amina.actor, place.workspace, elsewhere))
    assert heard.text == ""
