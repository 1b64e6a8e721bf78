"""Who is invited, and to which community, is understood as people write it and never guessed."""

from __future__ import annotations

import pytest

from bot.chat.address import Account
from bot.features.communities.model import Community, Mode
from bot.features.membership import exclusion
from bot.features.people import service as people
from tests.town import NORTH, SOUTH, SQUARE, Heard, Somebody, Town

UNKNOWN = "No community of that name. /communities lists those you can see."


def outcome(town: Town, heard: Heard) -> tuple[str, dict[str, str]]:
    """What came back, with the sentence beside each field of a form."""
    return heard.text, {name: town.plain(text) for name, text in heard.problems.items()}


@pytest.fixture
async def martha(town: Town) -> Somebody:
    return await town.someone("Martha")


@pytest.fixture
async def amina(town: Town) -> Somebody:
    return await town.someone("Amina")


@pytest.fixture
async def tides(town: Town, martha: Somebody) -> Community:
    await town.community("Deep Ones", admins=[await town.someone("Eve")], mode=Mode.PRIVATE, hidden=True)
    await town.community("Depths", admins=[await town.someone("Iris")], mode=Mode.PRIVATE, hidden=True)
    return await town.community("Tides", admins=[martha], mode=Mode.PRIVATE)


@pytest.mark.parametrize(
    ("hidden", "unknown"),
    [
        ("depths", "nosuch"),
        ("deep-ones", "nosuch-group"),
        ("deep-ones Please come", "nosuch-group Please come"),
        ('depths message:"Please come"', 'nosuch message:"Please come"'),
    ],
)
async def test_a_community_that_is_mistyped_or_hidden_is_no_personal_word(
    town: Town, martha: Somebody, amina: Somebody, tides: Community, hidden: str, unknown: str
) -> None:
    here = town.channel(tides)
    said = [outcome(town, await town.says(martha, f"/invite amina {typed}", at=here)) for typed in (hidden, unknown)]
    assert said[0][1] == said[1][1] == {"community": UNKNOWN}
    assert said[0][0] == said[1][0]
    assert town.reads(amina) == []


@pytest.mark.parametrize("typed", ["Please come", "message:Please come", '"Please come"', "tides Please come"])
async def test_a_personal_word_needs_no_community_where_the_channel_says_it(
    town: Town, martha: Somebody, amina: Somebody, tides: Community, typed: str
) -> None:
    done = await town.says(martha, f"/invite amina {typed}", at=town.channel(tides))
    assert done.text == "Amina is invited to Tides, until 3 December 2026."
    assert "Please come" in town.reads(amina)[0].splitlines()


async def test_a_single_word_is_a_message_when_it_is_called_so(
    town: Town, martha: Somebody, amina: Somebody, tides: Community
) -> None:
    await town.says(martha, "/invite amina message:welcome", at=town.channel(tides))
    assert "welcome" in town.reads(amina)[0].splitlines()


async def test_the_channel_is_not_joined_by_a_slip_of_the_hand(town: Town, martha: Somebody, amina: Somebody) -> None:
    waves = await town.community("Waves", admins=[martha], mode=Mode.PUBLIC)
    assert (await town.says(amina, "/join nosuch", at=town.channel(waves))).text == UNKNOWN
    assert (await town.says(amina, "/join I like waves", at=town.channel(waves))).text.startswith("Welcome to Waves")


async def called(town: Town, name: str, id: str, platform: str = NORTH, workspace: str = SQUARE) -> Somebody:
    """Somebody whose account says nothing of their name."""
    account = Account(platform, workspace, id)
    person = await town.run(lambda tx: people.register(tx, name, [account]))
    return Somebody(name, account, person, seen_in=workspace)


@pytest.mark.parametrize("typed", ["amina", "Amina", "@Amina", "Amina Yusuf", "amina yusuf", "amina Please come"])
async def test_a_first_name_that_only_one_person_has_is_understood(
    town: Town, martha: Somebody, tides: Community, typed: str
) -> None:
    yusuf = await called(town, "Amina Yusuf", "U01ABCDEF")
    await called(town, "Aminata Diallo", "U02ABCDEF")
    done = await town.says(martha, f"/invite {typed}", at=town.channel(tides))
    assert done.text == "Amina Yusuf is invited to Tides, until 3 December 2026."
    assert ("Please come" in town.reads(yusuf)[0].splitlines()) is typed.endswith("Please come")


@pytest.mark.parametrize("typed", ["amina tides", "Amina", "amina tides Do come"])
async def test_of_several_of_that_first_name_one_is_asked_about_and_nobody_is_invited(
    town: Town, martha: Somebody, tides: Community, typed: str
) -> None:
    yusuf, diallo = await called(town, "Amina Yusuf", "amina"), await called(town, "Amina Diallo", "U02ABCDEF")
    asked = await town.says(martha, f"/invite {typed}", at=town.channel(tides))
    assert asked.text.casefold() == "several people may be meant by amina. which one?"
    assert asked.buttons == ("Amina Diallo", "Amina Yusuf")
    assert (town.reads(yusuf), town.reads(diallo)) == ([], [])
    done = await town.presses(martha, "Amina Diallo", on=asked)
    assert done.text == "Amina Diallo is invited to Tides, until 3 December 2026."
    assert ("Do come" in town.reads(diallo)[0].splitlines(), town.reads(yusuf)) == (typed.endswith("Do come"), [])


async def test_where_more_is_missing_the_form_asks_which_person_as_well(town: Town, martha: Somebody) -> None:
    for name in ("Tides", "Waves"):
        await town.community(name, admins=[martha], mode=Mode.PRIVATE)
    await called(town, "Amina Yusuf", "U01ABCDEF")
    diallo = await called(town, "Amina Diallo", "U02ABCDEF")
    asked = await town.says(martha, "/invite amina")
    assert outcome(town, asked)[1] == {"person": "Several people may be meant by amina. Which one?"}
    await town.fills(martha, person=diallo.id, community="waves")
    assert town.reads(diallo)[0].splitlines()[0] == "You are invited to Waves"


async def test_a_whole_name_comes_before_a_first_name_that_a_message_follows(
    town: Town, martha: Somebody, tides: Community
) -> None:
    yusuf, diallo = await called(town, "Amina Yusuf", "U01ABCDEF"), await called(town, "Amina Diallo", "U02ABCDEF")
    for typed in ("Amina Yusuf tides Please come", "Amina Diallo Please come"):
        await town.says(martha, f"/invite {typed}", at=town.channel(tides))
    for guest in (yusuf, diallo):
        assert "Please come" in town.reads(guest)[0].splitlines()


async def test_two_of_the_same_whole_name_are_not_guessed_between(
    town: Town, martha: Somebody, tides: Community
) -> None:
    both = [await called(town, "Amina Yusuf", id) for id in ("U01ABCDEF", "U02ABCDEF")]
    for typed in ("amina", "Amina Yusuf"):
        heard = await town.says(martha, f'/invite "{typed}"', at=town.channel(tides))
        assert heard.text == f"2 people are called {typed}. Choose one from the list instead."
    assert [town.reads(each) for each in both] == [[], []]


async def test_whom_one_cannot_know_of_makes_no_difference(town: Town, martha: Somebody, tides: Community) -> None:
    """Somebody of another workspace, or platform, is neither named, nor counted, nor found by a first name."""
    here, yusuf = town.channel(tides), await called(town, "Amina Yusuf", "U01ABCDEF")
    before = [await town.says(martha, f"/invite {typed}", at=here) for typed in ("zuri", "zuri tides")]
    for name in ("Zuri Ndiaye", "Amina Ndiaye"):
        away = await called(town, name, name[:4], workspace="elsewhere")
        await called(town, name, name[:4], platform=SOUTH)
        await town.community(f"Of {name}", members=[away], mode=Mode.PUBLIC)
    assert [await town.says(martha, f"/invite {typed}", at=here) for typed in ("zuri", "zuri tides")] == before
    heard = await town.says(martha, f"/invite {yusuf.name.split()[0]}", at=here)
    assert heard.text == "Amina Yusuf is invited to Tides, until 3 December 2026."


async def test_who_belongs_to_the_same_community_is_known_by_a_first_name(
    town: Town, martha: Somebody, tides: Community
) -> None:
    ndiaye = await called(town, "Zuri Ndiaye", "U01ABCDEF", workspace="elsewhere")
    await town.community("Waves", admins=[martha], members=[ndiaye], mode=Mode.PUBLIC)
    heard = await town.says(martha, "/invite zuri", at=town.channel(tides))
    assert heard.text == "Zuri Ndiaye is invited to Tides, until 3 December 2026."


async def test_an_invitation_says_that_it_was_used_and_has_no_button_any_more(town: Town, martha: Somebody) -> None:
    """Also where somebody came in by another way; that of somebody else stays."""
    await town.community("Waves", admins=[martha], mode=Mode.PUBLIC)
    guests = [await town.someone(name) for name in ("Amina", "Bo", "Cy")]
    for guest in guests:
        await town.says(martha, f"/invite {guest.name} waves")
    amina, bo, cy = guests
    await town.presses(amina, "Join", on=town.letters(amina)[0])
    await town.says(bo, "/join waves")
    assert [town.reads(each)[0] for each in (amina, bo)] == ["You have used this invitation to Waves."] * 2
    assert [town.labels(town.letters(each)[0].message) for each in guests] == [(), (), ("Join", "About")]
    assert town.reads(cy)[0].startswith("You are invited to Waves")


@pytest.mark.parametrize(("hidden", "named"), [(False, " to Waves"), (True, "")])
async def test_an_invitation_says_at_that_moment_that_it_expired(
    town: Town, martha: Somebody, amina: Somebody, hidden: bool, named: str
) -> None:
    """Of a hidden community it names nothing: whoever is not invited any more may not know what it is called by now."""
    await town.community("Waves", admins=[martha], mode=Mode.PRIVATE, hidden=hidden)
    await town.says(martha, "/invite amina waves")
    await town.passes(days=29, hours=23)
    assert town.labels(town.letters(amina)[0].message) == ("Join", "About")
    await town.passes(hours=1)
    assert town.reads(amina) == [f"This invitation{named} expired on 3 December 2026."]
    assert town.labels(town.letters(amina)[0].message) == ()
    await town.says(martha, "/invite amina waves")
    assert [town.labels(each.message) for each in town.letters(amina)] == [(), ("Join", "About")]
    await town.presses(amina, "Join", on=town.letters(amina)[1])
    assert town.reads(amina)[:2] == [
        "This invitation to Waves expired on 3 December 2026.", "You have used this invitation to Waves.",
    ]  # fmt: skip


async def test_an_invitation_to_what_was_archived_says_that_it_is_over(town: Town, martha: Somebody) -> None:
    amina = await town.someone("Amina")
    waves = await town.community("Waves", admins=[martha], mode=Mode.PRIVATE)
    await town.says(martha, "/invite amina waves")
    await town.tokens(martha, f"administration.archived:{waves.id}")
    assert town.reads(amina)[0] == "This invitation to Waves is no longer open."


async def test_the_invitation_of_somebody_who_is_excluded_is_over_until_they_are_let_back(
    town: Town, martha: Somebody, amina: Somebody
) -> None:
    waves = await town.community("Waves", admins=[martha], mode=Mode.PRIVATE)
    await town.says(martha, "/invite amina waves")
    await town.run(lambda tx: exclusion.exclude(tx, waves, amina.id, by=martha.id))
    await town.settle()
    assert town.reads(amina)[0] == "This invitation to Waves is no longer open."
    await town.run(lambda tx: exclusion.lift_ban(tx, waves, amina.id, by=martha.id))
    await town.settle()
    assert town.labels(town.letters(amina)[0].message) == ("Join", "About")


@pytest.mark.parametrize("typed", ["Jules Moreau", "Jules Moreau Do come", '"Jules Moreau"'])
@pytest.mark.parametrize("several", [False, True])
async def test_somebody_who_is_not_known_yet_is_named_in_full_with_how_to_invite_them(
    town: Town, martha: Somebody, tides: Community, typed: str, several: bool
) -> None:
    """Nobody is told that Moreau is no community."""
    if several:
        await town.community("Waves", admins=[martha])
    heard = await town.says(martha, f"/invite {typed}")
    said = heard.text if heard.form is None else town.plain(heard.problems["person"])
    assert said == (
        "I do not know anybody called “Jules Moreau” yet: I know whoever has written to me. Mention them with @ and "
        "choose the name from the list, or ask them to write /help once; then it works."
    )
    assert set(heard.problems) <= {"person"}


async def test_a_known_community_behind_somebody_unknown_is_no_part_of_their_name(
    town: Town, martha: Somebody, tides: Community
) -> None:
    heard = await town.says(martha, "/invite Jules tides")
    said = heard.text if heard.form is None else town.plain(heard.problems["person"])
    assert said.startswith("I do not know anybody called “Jules” yet")
