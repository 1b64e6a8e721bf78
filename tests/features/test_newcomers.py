"""People whom a platform lets one choose from its list, though they never did anything here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.address import Account, Place
from bot.chat.form import ChoiceField
from bot.chat.inbound import Actor, CommandUsed
from bot.chat.message import Option
from bot.chat.text import Words
from bot.features.communities.model import Community, Mode
from bot.features.people import service as people
from bot.features.people.model import KnownAccount
from tests.town import NORTH, SQUARE, Heard, Somebody, Town

NEWT = Actor(Account(NORTH, SQUARE, "70001"), "Newt")
UNBOUND = Account(NORTH, "", "70002")
"""An account as platforms have them that bind it to no workspace."""


async def chooses(
    town: Town, who: Somebody, command: str, chosen: Actor, *, at: Place | None = None, **arguments: str
) -> Heard:
    """A command whose person was chosen from the platform's list."""
    given = {"person": chosen.account.id, **arguments}
    return await town.does(who, CommandUsed(town.fresh(), who.actor, at, command, "", given, (chosen,)))


async def known(town: Town, account: Account) -> KnownAccount | None:
    person = await town.run(lambda tx: people.person_of(tx, account))
    found = await town.run(lambda tx: people.accounts_of(tx, person))
    return next((each for each in found if each.address == account), None)


async def letters(town: Town, account: Account) -> list[str]:
    return town.reads(Somebody("", account, ""))


@pytest.fixture
async def martha(town: Town) -> Somebody:
    return await town.someone("Martha")


@pytest.fixture
async def tides(town: Town, martha: Somebody) -> Community:
    return await town.community("Tides", admins=[martha], mode=Mode.PRIVATE)


async def test_somebody_nobody_has_met_yet_can_be_invited(town: Town, martha: Somebody, tides: Community) -> None:
    done = await chooses(town, martha, "invite", NEWT)
    assert done.text == "Newt is invited to Tides, until 3 December 2026."
    assert [said.splitlines()[0] for said in await letters(town, NEWT.account)] == ["You are invited to Tides"]
    newt = Somebody("Newt", NEWT.account, "")
    assert (await town.presses(newt, "Join")).text.splitlines()[0] == "Welcome to Tides"


async def test_where_commands_are_typed_the_choice_stands_in_the_text(
    town: Town, martha: Somebody, tides: Community
) -> None:
    typed = CommandUsed(town.fresh(), martha.actor, None, "invite", "70001 tides", named=(NEWT,))
    assert (await town.does(martha, typed)).text == "Newt is invited to Tides, until 3 December 2026."


async def test_a_name_of_somebody_else_that_reads_like_the_choice_changes_nothing(
    town: Town, martha: Somebody, tides: Community
) -> None:
    await town.run(lambda tx: people.register(tx, "70001", [Account(NORTH, SQUARE, "other")]))
    assert (await chooses(town, martha, "invite", NEWT)).text == "Newt is invited to Tides, until 3 December 2026."


async def test_who_may_not_invite_makes_nobody_known(town: Town, martha: Somebody, tides: Community) -> None:
    bo = await town.someone("Bo")
    await town.community("Waves", admins=[bo])
    here = town.channel(tides)
    refused = await chooses(town, bo, "invite", NEWT, at=here, community="tides")
    assert refused.text == "Only the administrators of Tides can do that."
    assert await known(town, NEWT.account) is None


async def test_who_administers_nothing_makes_nobody_known(town: Town, tides: Community) -> None:
    bo = await town.someone("Bo")
    refused = await chooses(town, bo, "invite", NEWT)
    assert refused.text.splitlines()[0] == ("You administer no community. /community create makes one of yours.")
    assert await known(town, NEWT.account) is None


async def test_a_role_is_for_members_and_naming_somebody_makes_nobody_known(
    town: Town, martha: Somebody, tides: Community
) -> None:
    refused = await chooses(town, martha, "community admins", NEWT, community="tides")
    assert refused.text == "Only members can have a role; invite them first."
    assert await known(town, NEWT.account) is None


async def test_a_member_chosen_from_the_list_gets_the_role(town: Town, martha: Somebody, tides: Community) -> None:
    await chooses(town, martha, "invite", NEWT)
    await town.presses(Somebody("Newt", NEWT.account, ""), "Join")
    given = await chooses(town, martha, "community admins", NEWT, community="tides", role="moderator")
    assert "• Newt: moderator" in given.text.splitlines()


async def test_what_else_is_asked_for_shows_the_choice_by_name_and_keeps_it(
    town: Town, martha: Somebody, tides: Community
) -> None:
    await town.community("Waves", admins=[martha])
    asked = await chooses(town, martha, "invite", NEWT, message="You know the coast")
    assert asked.form is not None
    chosen = asked.form.fields[0]
    assert isinstance(chosen, ChoiceField)
    assert (chosen.options, chosen.value) == ((Option(Words("Newt"), "70001"),), "70001")
    done = await town.fills(martha, community="waves")
    assert done.text == "Newt is invited to Waves, until 3 December 2026."


async def test_a_slip_elsewhere_does_not_lose_the_choice(town: Town, martha: Somebody, tides: Community) -> None:
    back = await chooses(town, martha, "invite", NEWT, community="tieds", message="You know the coast")
    assert {name: town.plain(text) for name, text in back.problems.items()} == {
        "community": "No community of that name. /communities lists those you can see."
    }
    done = await town.fills(martha, community="tides")
    assert done.text == "Newt is invited to Tides, until 3 December 2026."


async def test_who_could_never_be_right_makes_nobody_known_by_a_slip(town: Town, tides: Community) -> None:
    bo = await town.someone("Bo")
    refused = await chooses(town, bo, "invite", NEWT, community="tieds", message="You know the coast")
    assert refused.form is None
    assert await known(town, NEWT.account) is None


async def test_being_named_is_not_acting(town: Town, martha: Somebody, tides: Community) -> None:
    kofi = await town.someone("Kofi")
    before = await known(town, kofi.account)
    await town.passes(days=2)
    renamed = Actor(kofi.account, "Kofi the Great", "fr", "Europe/Paris", "elsewhere")
    assert (await chooses(town, martha, "invite", renamed)).text.startswith("Kofi is invited")
    assert await known(town, kofi.account) == before


async def test_where_accounts_belong_to_no_workspace_the_one_they_were_seen_in_is_kept(
    town: Town, martha: Somebody, tides: Community
) -> None:
    made = town.clock.now() - timedelta(days=400)
    await chooses(town, martha, "invite", Actor(UNBOUND, "Una", workspace=SQUARE, made=made))
    una = await known(town, UNBOUND)
    assert una is not None
    assert (una.name, una.acts_in, una.made) == ("Una", SQUARE, made)


@pytest.mark.parametrize("seen_in", [SQUARE, ""])
async def test_who_left_is_back_when_the_platform_sees_them_in_a_workspace_again(
    town: Town, martha: Somebody, tides: Community, seen_in: str
) -> None:
    await town.run(lambda tx: people.register(tx, "Una", [UNBOUND]))
    await town.run(lambda tx: people.gone(tx, UNBOUND))
    done = await chooses(town, martha, "invite", Actor(UNBOUND, "Una", workspace=seen_in))
    invited, unknown = (
        "Una is invited to Tides, until 3 December 2026.",
        (
            "I know nobody called Una here. Choose a name from the list, "
            "or ask them to write /help once so that I meet them."
        ),
    )
    assert done.text == (invited if seen_in else unknown)
    assert (await known(town, UNBOUND) is not None) == bool(seen_in)
