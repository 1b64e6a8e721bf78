"""Two communities of one name: which one is meant is asked, never guessed, and those one may not see change nothing."""

from __future__ import annotations

import pytest

from bot.chat.address import Place
from bot.chat.inbound import Completing
from bot.features.communities import service as communities
from bot.features.communities.model import Community, Mode
from bot.features.membership import service as membership
from bot.features.people import workspaces
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town

WHICH = "Several communities are called Tides. Which one do you mean?"


async def lives(town: Town, name: str, platform: str, workspace: str, **fields: object) -> Community:
    """A community of its own in the one channel of a workspace."""
    made = await town.community(name, platforms=(), **fields)  # type: ignore[arg-type]
    place = Place(platform, SQUARE, made.slug)
    await town.run(lambda tx: communities.add_place(tx, made, place))
    await town.run(lambda tx: workspaces.set_workspace(tx, platform, SQUARE, name=workspace))
    return made


@pytest.fixture
async def martha(town: Town) -> Somebody:
    return await town.someone("Martha")


@pytest.fixture
async def two(town: Town, martha: Somebody) -> tuple[Community, Community]:
    """One in each workspace; Martha administers both."""
    first = await lives(town, "Tides", NORTH, "Baobab", admins=[martha], mode=Mode.PUBLIC)
    other = await lives(town, "Tides", SOUTH, "Sahel", admins=[martha], mode=Mode.PUBLIC, slug="tides-7f3k")
    return first, other


@pytest.mark.parametrize("typed", ["Tides", "tides", "TIDES"])
@pytest.mark.parametrize("at", [0, 1])
async def test_a_name_that_two_have_is_asked_about_with_a_button_for_each(
    town: Town, two: tuple[Community, Community], typed: str, at: int
) -> None:
    ada = await town.someone("Ada")
    asked = await town.says(ada, f"/join {typed}")
    assert (asked.text.casefold(), asked.buttons) == (WHICH.casefold(), ("Tides (Baobab)", "Tides (Sahel)"))
    assert "in no community yet" in (await town.says(ada, "/me")).text
    await town.presses(ada, asked.buttons[at], on=asked)
    belongs = await town.run(lambda tx: membership.of_person(tx, ada.id))
    assert [each.community for each in belongs] == [two[at].id]


async def test_what_acts_waits_for_the_answer(town: Town, martha: Somebody, two: tuple[Community, Community]) -> None:
    """Also where the channel is that of one of them, and with everything else that was typed."""
    ada = await town.someone("Ada")
    asked = await town.says(martha, '/invite Ada Tides message:"Do come"', at=town.channel(two[0]))
    assert (asked.text, town.reads(ada)) == (WHICH, [])
    await town.presses(martha, "Tides (Sahel)", on=asked)
    assert [text.split("\n")[0] for text in town.reads(ada)] == ["You are invited to Tides"]
    assert "Do come" in town.reads(ada)[0]
    assert town.button(ada, "Join").token == f"membership.join:{two[1].id}"


async def test_with_too_much_typed_for_a_button_the_form_asks_with_all_of_it(
    town: Town, martha: Somebody, two: tuple[Community, Community]
) -> None:
    ada = await town.someone("Ada")
    long = "Do come, and bring all that you know of the sea and of its tides " * 3
    asked = await town.says(martha, f'/invite Ada Tides message:"{long.strip()}"')
    assert asked.form is not None
    assert {name: town.plain(text) for name, text in asked.problems.items()} == {"community": WHICH}
    assert {each.name: each.value for each in asked.form.fields} == {
        "person": "Ada", "community": "", "message": long.strip(),
    }  # fmt: skip
    await town.fills(martha, community=two[1].id)
    assert long.strip() in town.reads(ada)[0]
    assert town.button(ada, "Join").token == f"membership.join:{two[1].id}"


async def test_a_working_group_is_told_by_the_community_above_it(town: Town, martha: Somebody) -> None:
    sea = await lives(town, "Sea", NORTH, "Baobab", admins=[martha], mode=Mode.PUBLIC)
    await lives(town, "Tides", NORTH, "Baobab", admins=[martha], mode=Mode.PUBLIC)
    for slug in ("tides-2abc", "tides-3abc"):
        await town.community("Tides", admins=[martha], mode=Mode.PUBLIC, parent=sea.id, slug=slug)
    asked = await town.says(martha, "/about tides")
    assert asked.buttons == ("Tides (Baobab)", "Tides (tides-2abc)", "Tides (tides-3abc)")
    await town.run(lambda tx: communities.change(tx, communities.by_name(tx, "tides-3abc")[0], name="Waves"))
    asked = await town.says(martha, "/about tides")
    assert asked.buttons == ("Tides (Baobab)", "Tides (working group of Sea)")
    about = await town.presses(martha, "Tides (working group of Sea)", on=asked)
    assert "Working group of: Sea" in about.text


async def test_also_of_long_names_the_buttons_say_all_that_tells_them_apart(town: Town, martha: Somebody) -> None:
    """On every platform: the shortest label that one of ours takes has 75 characters."""
    name = "Committee on the tides of the northern and the southern seas"
    for end in ("7f3k", "9x2m"):
        await lives(town, name, NORTH, "Baobab", admins=[martha], mode=Mode.PUBLIC, slug=f"{'tides-' * 9}{end}")
    above = await town.community("Seas of the north and of the south", admins=[martha], mode=Mode.PUBLIC)
    await town.community(name, admins=[martha], mode=Mode.PUBLIC, parent=above.id, slug="tides-3abc")
    for who in (martha, await town.someone("Chloé", locale="fr")):
        buttons = (await town.says(who, f"/about {name}")).buttons
        assert (len(set(buttons)), max(map(len, buttons)) <= 75, [each[-6:] for each in buttons][1:]) == (
            3, True, ["-7f3k)", "-9x2m)"],
        )  # fmt: skip


async def test_one_that_somebody_may_not_see_changes_nothing_at_all(town: Town, martha: Somebody) -> None:
    """Every answer is the same to the last sign as before there was one."""
    ada = await town.someone("Ada")
    tides = await lives(town, "Tides", NORTH, "Baobab", admins=[martha], members=[ada], mode=Mode.PUBLIC)
    typed = ["/about Tides", "/about tides", "/members Tides", "/join Tides", "/calendar tides", "/about com_nothing"]
    before = [await town.says(ada, each) for each in typed]
    asked = Completing(ada.actor, None, "about", "community", "tid")
    options = await town.dispatcher.complete(asked)
    secret = await lives(
        town, "Tides", SOUTH, "Sahel", admins=[martha], mode=Mode.PRIVATE, hidden=True, slug="tides-7f3k"
    )
    assert [await town.says(ada, each) for each in typed] == before
    assert await town.dispatcher.complete(asked) == options
    assert await town.says(ada, f"/about {secret.id}") == before[-1]
    assert (await town.says(martha, "/about Tides")).buttons == ("Tides (Baobab)", "Tides (Sahel)")
    assert (await town.says(martha, f"/about {tides.id}")).text.startswith("Tides\n")


async def test_what_is_chosen_from_the_list_is_not_asked_about_again(
    town: Town, martha: Somebody, two: tuple[Community, Community]
) -> None:
    options, _ = await town.dispatcher.complete(Completing(martha.actor, None, "about", "community", "tides"))
    assert sorted(town.plain(each.label) for each in options) == ["Tides (Baobab)", "Tides (Sahel)"]
    for each in options:
        assert (await town.says(martha, f"/about {each.value}")).text.startswith("Tides\n")


async def test_only_those_are_asked_about_with_which_it_can_be_done(town: Town, martha: Somebody) -> None:
    """Of two of one name Ada belongs to one and Bo administers the other, which he may leave as well."""
    ada, bo = await town.someone("Ada"), await town.someone("Bo")
    await lives(town, "Tides", NORTH, "Baobab", admins=[martha], members=[ada], mode=Mode.PUBLIC)
    await lives(town, "Tides", SOUTH, "Sahel", admins=[martha, bo], mode=Mode.PUBLIC, slug="tides-7f3k")
    leaving = await town.says(ada, "/leave Tides")
    assert (leaving.buttons[:1], WHICH in leaving.text) == (("Leave",), False)
    assert (await town.says(bo, "/webinar plan Tides")).text == "A webinar of Tides"
    joining = await town.says(ada, "/join Tides")
    assert joining.text.startswith("Welcome to Tides")
    assert (await town.says(martha, "/webinar plan Tides")).buttons == ("Tides (Baobab)", "Tides (Sahel)")
    eve = await town.someone("Eve")
    assert (await town.says(eve, "/leave Tides")).buttons == ("Tides (Baobab)", "Tides (Sahel)")


async def offered(town: Town, who: Somebody, command: str) -> list[str]:
    options, _ = await town.dispatcher.complete(Completing(who.actor, None, command, "community", ""))
    return sorted(town.plain(each.label) for each in options)


async def test_lists_offer_only_communities_with_which_it_can_be_done(town: Town, martha: Somebody) -> None:
    ada = await town.someone("Ada")
    await town.community("Sea", admins=[martha], members=[ada], mode=Mode.PUBLIC)
    await town.community("Deep", admins=[ada], members=[martha], mode=Mode.PRIVATE, hidden=True)
    await town.community("Open", admins=[martha], mode=Mode.OPEN)
    old = await town.community("Old", admins=[martha], members=[ada], mode=Mode.PUBLIC)
    await town.tokens(martha, f"administration.archived:{old.id}")
    assert await offered(town, ada, "leave") == ["Deep", "Old", "Sea"]
    assert await offered(town, ada, "webinar plan") == ["Deep"]
    assert await offered(town, martha, "leave") == ["Deep", "Old", "Open", "Sea"]
    assert await offered(town, martha, "webinar plan") == ["Open", "Sea"]
    assert await offered(town, await town.someone("Eve"), "leave") == []


async def test_who_administers_one_that_lives_and_one_that_is_archived_plans_for_the_one(
    town: Town, martha: Somebody
) -> None:
    old = await town.community("Old", admins=[martha], mode=Mode.PUBLIC)
    await town.tokens(martha, f"administration.archived:{old.id}")
    assert "no longer active" in (await town.says(martha, "/webinar plan")).text
    await town.community("Sea", admins=[martha], mode=Mode.PUBLIC)
    assert (await town.says(martha, "/webinar plan")).text == "A webinar of Sea"


async def test_in_one_workspace_how_one_gets_in_tells_them_apart(town: Town, martha: Somebody) -> None:
    await lives(town, "Tides", NORTH, "Baobab", admins=[martha], mode=Mode.PUBLIC)
    await lives(town, "Tides", NORTH, "Baobab", admins=[martha], mode=Mode.PRIVATE, slug="tides-7f3k")
    await town.community("Tides", platforms=(), admins=[martha], mode=Mode.PUBLIC, slug="tides-9x2m")
    asked = await town.says(martha, "/about Tides")
    assert asked.buttons == ("Tides (Baobab, public)", "Tides (Baobab, private)", "Tides (public)")
    assert await offered(town, martha, "about") == sorted(asked.buttons)
