"""Creating, changing, hiding, archiving and bringing back a community, by those who may (guide 2, 39, 51, 65–76)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.chat.address import Place
from bot.chat.inbound import CommandUsed
from bot.chat.text import t
from bot.db.tx import Tx
from bot.features.communities import service as communities
from bot.features.communities.model import Mode, places
from bot.features.membership import service as membership
from bot.features.membership.model import Role
from bot.jobs.ticker import forget_old
from tests.simulators.post_office import Letter
from tests.town import NORTH, SOUTH, SQUARE, Somebody, Town


async def cast(town: Town) -> tuple[Somebody, Somebody, Somebody]:
    return await town.someone("Martha"), await town.someone("Amina"), await town.someone("Nadia", owner=True)


async def test_anybody_creates_a_community_and_administers_it(town: Town) -> None:
    _, amina, nadia = await cast(town)
    form = (await town.says(amina, "/community create semi-private Tides")).form
    assert form is not None
    assert {field.name: field.value for field in form.fields} == {
        "name": "Tides", "mode": "semi-private", "purpose": "", "eligibility": "", "language": "en", "hidden": "",
    }  # fmt: skip
    refused = await town.fills(amina, purpose="To share what we measure.")
    assert {name: town.plain(text) for name, text in refused.problems.items()} == {
        "": "A semi-private community needs eligibility criteria: say who may join, one criterion per line."
    }
    heard = await town.fills(amina, purpose="To share what we measure.", eligibility="- You measure.\n\n- You share.")
    assert heard.text == (
        "Tides exists, and you are its administrator\nIt has no channel yet: Nadia can give it one with "
        "/community places. Meanwhile, complete its description and principles."
    )
    assert town.reads(nadia) == ["Amina created the community Tides.\nIt needs a channel: /community places."]
    [made] = await town.run(communities.everything)
    assert (made.name, made.slug[:6], made.eligibility) == ("Tides", "tides-", ("You measure.", "You share."))
    assert await town.run(lambda tx: membership.administrators(tx, made.id)) == [amina.id]


async def test_the_team_reads_that_a_community_needs_a_channel_only_as_long_as_it_has_none(town: Town) -> None:
    """Zoe, who sleeps meanwhile, reads in the morning what holds then; what Nadia has read is kept true."""
    _, amina, nadia = await cast(town)
    zoe = await town.someone("Zoe", owner=True, timezone="Asia/Tokyo")
    await town.until(datetime(2026, 11, 3, 14, tzinfo=UTC))
    await town.says(amina, "/community create public Tides")
    await town.fills(amina, purpose="To share what we measure.")
    [made] = await town.run(communities.everything)
    assert (town.reads(nadia)[0].split("\n")[1:], town.reads(zoe)) == (
        ["It needs a channel: /community places."], []
    )  # fmt: skip
    await town.says(nadia, f"/community places {made.slug}", at=Place(NORTH, SQUARE, "general"))
    await town.presses(nadia, "Create channels here")
    await town.passes(days=1)
    assert [town.reads(who)[0] for who in (nadia, zoe)] == ["Amina created the community Tides."] * 2


async def test_a_choice_that_is_none_is_said_and_not_that_there_is_no_such_community(town: Town) -> None:
    martha, _, _ = await cast(town)
    tides = await town.community("Blue Tides", admins=[martha], mode=Mode.PUBLIC, eligibility=("You fish.",))
    for typed, wrong in (("mode blue tides bogus", "bogus"), ("hide blue-tides maybe so", "maybe so")):
        said = await town.says(martha, f"/community {typed}")
        words = said.text + "".join(map(town.plain, said.problems.values()))
        assert (f"“{wrong}”" in words, "No community of that name" in words) == (True, False), typed
    said = await town.says(martha, "/community mode blue tides semi private")
    assert "No community of that name" not in said.text + "".join(map(town.plain, said.problems.values()))
    now = await town.now(tides)
    assert (now.mode, now.hidden) == (Mode.SEMI_PRIVATE, False)


async def test_a_name_that_is_none_never_means_the_community_of_this_channel(town: Town) -> None:
    martha, amina, _ = await cast(town)
    tides = await town.community("Tides", admins=[martha], members=[amina])
    for typed in ("mode tidse public", "hide tidse", "archive tidse"):
        said = await town.says(martha, f"/community {typed}", at=town.channel(tides))
        assert "No community of that name" in said.text + "".join(map(town.plain, said.problems.values())), typed
    now = await town.now(tides)
    assert (now.mode, now.hidden) == (tides.mode, False)
    assert "Amina" in (await town.says(martha, "/members Amina", at=town.channel(tides))).text


async def test_hiding_what_is_hidden_already_is_no_change(town: Town) -> None:
    martha, _, _ = await cast(town)
    await town.community("Tides", admins=[martha])
    for _ in range(2):
        heard = await town.says(martha, "/community hide tides")
        assert heard.text == "Tides is hidden now: only its members find it."
    log = await town.says(martha, "/log tides")
    assert log.text.count("hidden") == 1


async def test_only_the_platform_team_gives_a_community_its_channels(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha], members=[amina], platforms=[])
    no = (
        "Only the platform team gives a community its channels, since a channel belongs to its whole workspace. "
        "Ask Nadia."
    )
    assert (await town.says(martha, "/community places tides general")).text == no
    assert await town.run(lambda tx: communities.homes(tx, tides.id)) == []
    shown = await town.says(nadia, "/community places tides #tides #tides-admins")
    assert shown.text == (
        "Where Tides lives\nnorth square: #tides, administrators in #tides-admins\n"
        "/community places with a channel adds one of the workspace you write from."
    )
    office = town.offices[NORTH]
    assert office.open_to(town.channel(tides)) == {martha.account, amina.account}
    assert office.open_to(town.admin_channel(tides)) == {martha.account}


async def test_a_channel_is_named_in_any_way_people_name_one(town: Town) -> None:
    martha, _, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha], platforms=[])
    privately = await town.says(nadia, "/community places tides here")
    assert privately.problems == {"channel": t("arguments-no-channel-here")}
    await town.says(nadia, "/community places tides here #team role:42", at=Place(NORTH, SQUARE, "quay"))
    [home] = await town.run(lambda tx: communities.homes(tx, tides.id))
    assert (home.place.id, home.admin_channel, home.role) == ("quay", "team", "42")
    platform = {"community": "tides", "channel": "7001", "admin_channel": "7002", "role": "7003"}
    await town.does(nadia, CommandUsed(town.fresh(), nadia.actor, None, "community places", "", platform))
    homes = await town.run(lambda tx: communities.homes(tx, tides.id))
    assert {each.place.id: (each.admin_channel, each.role) for each in homes}["7001"] == ("7002", "7003")


async def test_a_role_that_everybody_has_never_opens_a_channel(town: Town) -> None:
    """On Discord the role of everybody is called as the server is, and completes like any other."""
    martha, _, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha], platforms=[])
    at = Place(NORTH, SQUARE, "quay")
    refused = await town.says(nadia, f"/community places tides channel:quay role:{SQUARE}", at=at)
    assert refused.text.startswith("That role is everybody’s there, so the channel would be open to all.")
    assert await town.run(lambda tx: communities.homes(tx, tides.id)) == []


async def test_another_role_or_administrators_channel_needs_not_name_the_channel_again(town: Town) -> None:
    martha, _, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha], platforms=[])
    at = Place(NORTH, SQUARE, "quay")
    which = await town.says(nadia, "/community places tides role:42", at=at)
    assert which.text.startswith("Name the channel of Tides as well")
    await town.says(nadia, "/community places tides channel:quay admin_channel:team role:41", at=at)
    await town.says(nadia, "/community places tides role:42", at=at)
    await town.says(nadia, "/community places tides admin_channel:office", at=at)
    [home] = await town.run(lambda tx: communities.homes(tx, tides.id))
    assert (home.channel, home.admin_channel, home.role) == ("quay", "office", "42")
    assert (await town.says(martha, "/community places tides role:43", at=at)).text.startswith("Only the platform team")


async def test_a_request_made_before_there_was_a_channel_gets_its_card_there(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha], platforms=[])
    await town.joins(amina, tides)
    await town.says(nadia, "/community places tides tides tides-admins")
    assert len(town.letters(town.admin_channel(tides))) == 1


async def test_two_communities_never_share_a_channel(town: Town) -> None:
    martha, _, nadia = await cast(town)
    await town.community("Tides", admins=[martha])
    await town.community("Waves", admins=[martha], platforms=[])
    assert (await town.says(nadia, "/community places waves tides")).text == (
        "Another community already lives in that channel. Choose a channel of its own."
    )


async def test_editing_changes_what_was_typed_and_nothing_else(town: Town) -> None:
    martha, *_ = await cast(town)
    tides = await town.community("Tides", admins=[martha], questions=("Where?",), keywords=("sea", "moon"))
    await town.says(martha, "/community edit")
    assert (await town.fills(martha, purpose="To share.", questions="Where?\nSince when?")).text == "Tides is saved."
    now = await town.now(tides)
    assert (now.purpose, now.questions, now.keywords, now.eligibility) == (
        "To share.", ("Where?", "Since when?"), ("sea", "moon"), tides.eligibility,
    )  # fmt: skip
    await town.says(martha, "/community edit")
    refused = await town.fills(martha, timezone="Atlantis")
    assert list(refused.problems) == ["timezone"]


@pytest.mark.parametrize(
    ("mode", "reads", "writes"), [("open", True, True), ("public", False, True), ("private", False, True)]
)
async def test_a_new_mode_opens_or_closes_the_channel(town: Town, mode: str, reads: bool, writes: bool) -> None:
    """Guide 55–62: only open communities are read by everybody."""
    martha, *_ = await cast(town)
    tides = await town.community("Tides", admins=[martha])
    heard = await town.says(martha, f"/community mode tides {mode}")
    if mode == "open":
        heard = await town.presses(martha, "Open to everybody")
    assert heard.text.startswith("Tides is now ")
    place = town.offices[NORTH].place(town.channel(tides))
    assert place is not None
    assert place[:2] == (reads, writes)


async def test_what_was_written_for_members_is_shown_to_everybody_only_after_a_question(town: Town) -> None:
    martha, amina, _ = await cast(town)
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    asked = await town.says(martha, "/community mode tides open")
    assert asked.text == (
        "Open Tides to everybody? Whoever is in the workspace can then read its channels, also everything written "
        "there so far."
    )
    assert asked.buttons == ("Open to everybody", "Cancel")
    assert (await town.now(tides)).mode is Mode.PUBLIC
    assert (await town.presses(martha, "Cancel", on=asked)).text == "Tides stays as it is."
    assert (await town.now(tides)).mode is Mode.PUBLIC
    refused = await town.presses(amina, "Open to everybody", on=asked)
    assert refused.text == "Only the administrators of Tides can do that."
    await town.presses(martha, "Open to everybody", on=asked)
    assert (await town.now(tides)).mode is Mode.OPEN


async def test_whoever_waits_is_asked_about_before_it_opens_to_everybody(town: Town) -> None:
    martha, amina, _ = await cast(town)
    tides = await town.community("Tides", admins=[martha])
    asked = await town.says(martha, "/community mode tides open")
    await town.joins(amina, tides)
    form = (await town.presses(martha, "Open to everybody", on=asked)).form
    assert form is not None
    assert any("also everything written there so far" in town.plain(part.text) for part in form.intro)  # type: ignore[union-attr]
    await town.fills(martha)
    assert (await town.now(tides)).mode is Mode.OPEN
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 2


async def test_changing_the_mode_asks_about_those_who_wait(town: Town) -> None:
    martha, amina, _ = await cast(town)
    tides = await town.community("Tides", admins=[martha])
    await town.joins(amina, tides)
    form = (await town.says(martha, "/community mode tides public")).form
    assert form is not None
    assert {field.name: field.value for field in form.fields} == {"pending": "approve", "words": ""}
    assert (await town.now(tides)).mode is Mode.SEMI_PRIVATE
    assert (await town.fills(martha)).text == "Tides is now Public: everybody may join."
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 2
    assert amina.account in town.offices[NORTH].open_to(town.channel(tides))


async def test_hidden_is_never_open(town: Town) -> None:
    """D11."""
    martha, *_ = await cast(town)
    tides = await town.community("Tides", admins=[martha], mode=Mode.OPEN)
    no = "A hidden community cannot be open: everybody could read what nobody may find. Choose another mode or show it."
    assert (await town.says(martha, "/community hide tides")).text == no
    assert not (await town.now(tides)).hidden
    await town.says(martha, "/community mode tides public")
    assert (await town.says(martha, "/community hide tides")).text == ("Tides is hidden now: only its members find it.")
    assert (await town.says(martha, "/community mode tides open")).text == no
    assert (await town.says(martha, "/community hide tides shown")).text == "Tides can be found by everybody now."


async def test_archiving_asks_once_closes_everything_and_loses_nothing(town: Town) -> None:
    """Guide 70–73; M2."""
    martha, amina, _ = await cast(town)
    ben = await town.someone("Ben")
    tides = await town.community("Tides", admins=[martha], members=[ben], platforms=[NORTH, SOUTH], purpose="To share.")
    await town.joins(amina, tides)
    asked = await town.says(martha, "/community archive tides")
    assert asked.text == (
        "Archive Tides? Nobody can join or write any more; all content stays readable for its 2 members. "
        "The one person waiting to join is told."
    )
    assert not (await town.now(tides)).archived
    assert (await town.presses(martha, "Archive")).text == "Tides is archived. Its content stays readable."
    await town.presses(martha, "Archive", on=asked)
    clause = (
        "This community is no longer active (archived on 3 November 2026). Its content remains available "
        "for consultation."
    )
    for platform in (NORTH, SOUTH):
        assert town.reads(town.channel(tides, platform)) == [f"Tides\n{clause}"]
        place = town.offices[platform].place(town.channel(tides, platform))
        assert place is not None
        assert place[1] is False
    assert [clause in text for text in town.reads(amina)] == [True]
    assert ben.account in town.offices[NORTH].open_to(town.channel(tides))
    about = await town.says(amina, "/about tides")
    assert clause in about.text
    assert about.buttons == ()


async def test_making_active_again_opens_everything_and_tells_the_members_once(town: Town) -> None:
    martha, amina, _ = await cast(town)
    tides = await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    await town.says(martha, "/community archive tides")
    await town.presses(martha, "Archive")
    await town.presses(martha, "Make it active again")
    assert town.reads(town.channel(tides))[1:] == ["Martha made Tides active again. Welcome back!"]
    assert (await town.says(amina, "/join tides")).text.startswith("Welcome to Tides")


async def test_hiding_says_what_a_role_would_still_show(town: Town) -> None:
    """M10: whoever is in a workspace sees its roles, whatever their channels show."""
    martha, *_ = await cast(town)
    tides = await town.community("Tides", admins=[martha], mode=Mode.PRIVATE)
    hidden = "Tides is hidden now: only its members find it."
    assert (await town.says(martha, "/community hide tides")).text == hidden
    assert "Everybody there" not in (await town.says(martha, "/community places tides")).text

    def with_a_role(tx: Tx) -> None:
        tx.run(update(places).where(places.c.community == tides.id).values(role="r-1"))

    await town.run(with_a_role)
    assert (await town.says(martha, "/community hide tides shown")).text == "Tides can be found by everybody now."
    assert (await town.says(martha, "/community hide tides")).text.splitlines() == [
        hidden,
        "In north square everybody can see the role that opens its channel, and who has it: give that role a name that "
        "says nothing.",
    ]
    assert "Everybody there can see @r-1, and who has it" in (await town.says(martha, "/community places tides")).text


async def test_roles_are_given_taken_and_told(town: Town) -> None:
    martha, amina, _ = await cast(town)
    tides = await town.community("Tides", admins=[martha], members=[amina])
    heard = await town.says(martha, "/community admins tides amina reviewer")
    assert heard.text == (
        "Roles in Tides\n• Martha: administrator\n• Amina: reviewer\n"
        "/community admins with a person and a role changes it."
    )
    assert town.reads(amina) == [
        "Martha made you reviewer of Tides.\n/requests shows who wants to join, /announce writes to everybody, "
        "/log shows what happened so far, /help the rest."
    ]
    assert (await town.says(amina, "/community edit tides")).text == "Only the administrators of Tides can do that."
    await town.says(martha, "/community admins tides amina member")
    assert amina.account not in town.offices[NORTH].open_to(town.admin_channel(tides))
    assert (await town.says(martha, "/community admins tides martha member")).text == (
        "You are the last administrator of Tides. Name another one first: /community admins."
    )


async def test_a_role_is_for_members(town: Town) -> None:
    martha, *_ = await cast(town)
    tides = await town.community("Tides", admins=[martha])
    assert (await town.says(martha, "/community admins tides amina")).text == (
        "Only members can have a role; invite them first."
    )
    unknown = await town.says(martha, "/community admins tides nobody")
    assert {name: town.plain(text) for name, text in unknown.problems.items()} == {
        "person": "I do not know anybody called “nobody” yet: I know whoever has written to me. Mention them with @ "
        "and choose the name from the list, or ask them to write /help once; then it works."
    }
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 1


async def test_the_log_says_who_did_what(town: Town) -> None:
    martha, amina, _ = await cast(town)
    await town.community("Tides", admins=[martha], mode=Mode.PUBLIC)
    await town.passes(hours=1)
    await town.says(amina, "/join tides")
    await town.passes(hours=1)
    await town.says(martha, "/community mode tides open")
    await town.presses(martha, "Open to everybody")
    assert (await town.says(martha, "/log")).text.splitlines()[:3] == [
        "What happened in Tides",
        "3 November 2026 at 11:00 (UTC): mode changed from public to open (Martha)",
        "3 November 2026 at 10:00 (UTC): Amina joined (Amina)",
    ]
    assert (await town.says(amina, "/log tides")).text == "Only the administrators of Tides can do that."


async def test_an_administrator_removed_meanwhile_cannot_press_the_old_button(town: Town) -> None:
    martha, amina, _ = await cast(town)
    tides = await town.community("Tides", admins=[martha, amina])
    asked = await town.says(amina, "/community archive tides")
    await town.run(lambda tx: membership.set_role(tx, tides, amina.id, Role.MEMBER, by=martha.id))
    assert (await town.presses(amina, "Archive", on=asked)).text == "Only the administrators of Tides can do that."
    assert not (await town.now(tides)).archived


async def test_settings_are_said_back_in_the_new_language_and_zone(town: Town) -> None:
    _, amina, _ = await cast(town)
    assert (await town.says(amina, "/settings fr Nairobi")).text == (
        "C’est enregistré.\nLangue: Français\nFuseau horaire: Africa/Nairobi\nRésumé: chaque lundi\n"
        "Heures calmes: 21:00–08:00\n"
        "Pour vous, nous sommes maintenant le 3 novembre 2026 à 12:00 (Africa/Nairobi)."
    )
    assert (await town.says(amina, "/communities")).text.startswith("Il n’y a pas encore de communauté")
    assert (await town.says(amina, "/settings timezone=Atlantis")).text == (
        "Je ne connais pas le fuseau horaire « Atlantis ». Écrivez une ville comme Nairobi, "
        "ou un fuseau comme Africa/Nairobi."
    )
    await town.says(amina, "/settings language:auto")
    assert (await town.says(amina, "/communities")).text.startswith("There is no community")


async def test_me_shows_what_is_mine(town: Town) -> None:
    martha, amina, _ = await cast(town)
    waves = await town.community("Waves", admins=[martha])
    await town.community("Tides", admins=[martha], members=[amina])
    await town.joins(amina, waves)
    await town.passes(days=2)
    heard = await town.says(amina, "/me")
    assert heard.text == (
        "Amina\nTides, member since 3 November 2026\nWaiting: your request to Waves, 2 days ago\n"
        "Language: as the platform says\nTime zone: not known yet; times are given as UTC\nDigest: never\n"
        "Quiet hours: 21:00–08:00\n"
        "Your accounts: north:square/amina"
    )
    assert heard.buttons == ("About", "Leave", "Mute…", "Withdraw", "Add a note", "Change my settings")


async def test_help_shows_each_person_what_they_can_do(town: Town) -> None:
    martha, amina, _ = await cast(town)
    await town.community("Tides", admins=[martha])
    stranger, administrator = await town.says(amina, "/help"), await town.says(martha, "/help")
    assert ("For administrators" in stranger.text, "For administrators" in administrator.text) == (False, True)
    assert (await town.says(amina, "/help join")).text == (
        "/join\nJoin a community, or ask to\n• community (optional): Which community; leave it out to see them all\n"
        "• note (optional): A word to the administrators\nFor everyone"
    )
    assert (await town.says(amina, "/help dance")).text == "There is no command “dance”. /help lists them all."


async def test_a_channel_shared_by_administrators_closes_with_the_last_role(town: Town) -> None:
    martha, ben, nadia = (
        await town.someone("Martha"),
        await town.someone("Ben"),
        await town.someone("Nadia", owner=True),
    )
    tides = await town.community("Tides", admins=[martha, ben], platforms=[])
    waves = await town.community("Waves", admins=[martha, ben], platforms=[])
    for each in (tides, waves):
        await town.says(nadia, f"/community places {each.slug} {each.slug} shared-admins")
    shared = Place(NORTH, SQUARE, "shared-admins")
    for each, inside in ((tides, True), (waves, False)):
        await town.says(ben, f"/leave {each.slug}")
        await town.presses(ben, "Leave")
        assert (ben.account in town.offices[NORTH].open_to(shared)) is inside


async def test_an_administrators_channel_is_never_where_others_members_are(town: Town) -> None:
    martha, _, nadia = await cast(town)
    await town.community("Tides", admins=[martha])
    await town.community("Waves", admins=[martha], platforms=[])
    for line in ("waves waves tides", "waves tides-admins waves-admins"):
        assert (await town.says(nadia, f"/community places {line}")).text == (
            "Another community already lives in that channel. Choose a channel of its own."
        )


async def test_another_channel_gets_the_cards_of_those_who_wait_and_nobody_hears_of_them_again(town: Town) -> None:
    """Deadlines belong to the request: they were met once, however long ago, and only the new channel lacks a card."""
    martha, amina, nadia = await cast(town)
    olga = await town.someone("Olga", SOUTH, owner=True)
    tides = await town.community("Tides", admins=[martha], request_days=90)
    await town.joins(amina, tides)
    await town.passes(days=45)
    await forget_old(town.database)
    heard = [martha, amina, nadia, olga, town.admin_channel(tides)]
    before = [town.reads(each) for each in heard]
    await town.says(olga, "/community places tides tides tides-admins")
    assert [town.reads(each) for each in heard] == before
    assert [each.splitlines()[0] for each in town.reads(town.admin_channel(tides, SOUTH))] == [
        "Amina asks to join Tides"
    ]
    await town.passes(hours=1)
    assert [town.reads(each) for each in heard] == before


async def test_a_channel_moved_into_again_gets_the_cards_of_those_who_wait_again(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha])
    await town.joins(amina, tides)
    place = town.admin_channel(tides)

    def requests() -> list[Letter]:
        return [each for each in town.letters(place) if "asks to join" in town.text(each.message)]

    for _ in range(2):
        await town.says(nadia, "/community places tides")
        await town.presses(nadia, "Move out")
        await town.presses(nadia, "Move out")
        assert requests() == []
        await town.says(nadia, "/community places tides tides tides-admins")
        assert len(requests()) == 1
    await town.presses(martha, "Approve", on=requests()[0])
    assert await town.run(lambda tx: membership.count(tx, tides.id)) == 2


async def test_administrators_who_meet_in_another_channel_take_the_cards_with_them(town: Town) -> None:
    martha, amina, nadia = await cast(town)
    tides = await town.community("Tides", admins=[martha])
    await town.joins(amina, tides)
    await town.says(nadia, "/community places tides tides elsewhere")
    assert town.letters(town.admin_channel(tides)) == []
    assert len(town.letters(Place(NORTH, SQUARE, "elsewhere"))) == 1


async def test_the_other_administrators_hear_who_archived_it_and_who_brought_it_back(town: Town) -> None:
    martha, amina, _ = await cast(town)
    ben, olga = await town.someone("Ben"), await town.someone("Olga", owner=True)
    tides = await town.community("Tides", admins=[martha, amina], members=[ben], hidden=True)
    await town.community("Nets", admins=[amina], parent=tides.id)
    await town.says(olga, "/community archive tides")
    await town.presses(olga, "Archive")
    told = (
        "Olga archived {}. Nobody can join or write any more; all content stays readable, and what was planned is "
        "cancelled. /community reactivate brings {} back."
    )
    assert town.reads(martha) == [told.format("Tides", "it")]
    assert town.reads(amina) == [told.format("Tides and Nets", "each of them")]
    assert (town.reads(ben), town.reads(olga)) == ([], [])
    await town.says(martha, "/community reactivate tides")
    assert town.reads(amina)[1:] == [
        "Martha made Tides active again.\nStill archived: its working group Nets."
    ]
    assert (len(town.reads(martha)), town.reads(ben), town.reads(olga)) == (1, [], [])
